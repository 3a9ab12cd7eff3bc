"""Heartbeats kept as evidence: the latest, and not more often than a disk should bear."""

from __future__ import annotations

from tansiq.base.ids import LineId
from tansiq.ledger.frames import Heartbeat
from tansiq.link.events import Beat
from tansiq.node.lines.beats import Beats, find_beat, offsets
from tansiq.store.errors import DiskFull
from tests.node.small import Small

LINE = LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a11")
OTHER = LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a12")


class Desk:
    """A kernel, and real time moved by hand."""

    def __init__(self) -> None:
        self.small = Small()
        self.now_s = 50.0
        self.beats = Beats(self.small.kernel, lambda: self.now_s)

    def hear(
        self, raw: bytes, *, after_s: float = 0.0, line: LineId = LINE, offset_ms: int | None = None
    ) -> bytes | None:
        self.now_s += after_s
        self.small.clock.move_to(self.small.clock.now_ms() + round(after_s * 1000))
        beat = Heartbeat(ping_ms=1, heads={}, processed={}, want_echo=False, state="ok")
        self.beats.keep(line, Beat(beat, None if offset_ms is None else 4, offset_ms, raw))
        self.small.store.flush()
        return find_beat(self.small.store, line)


def test_the_latest_heartbeat_is_kept_as_it_was_signed() -> None:
    desk = Desk()
    assert find_beat(desk.small.store, LINE) is None
    assert desk.hear(b"first") == b"first"
    assert desk.hear(b"second", after_s=10) == b"second"


def test_at_most_one_a_second_and_line_is_kept() -> None:
    desk = Desk()
    desk.hear(b"first")
    assert desk.hear(b"too soon", after_s=0.5) == b"first"
    assert desk.hear(b"other line", line=OTHER) == b"other line"
    assert desk.hear(b"in time", after_s=0.5) == b"in time"


def test_a_disk_that_refused_one_is_left_alone_for_a_minute() -> None:
    desk = Desk()
    desk.small.store.fail_next(DiskFull("no room"))
    assert desk.hear(b"first") is None
    desk.small.kernel.recover_store()
    assert desk.hear(b"pressing", after_s=30) is None
    assert desk.hear(b"later", after_s=30) == b"later"


def course(desk: Desk) -> list[tuple[str, int]]:
    return [(each.raw, each.offset_ms) for each in offsets(desk.small.store, LINE)]


def test_the_course_of_the_clocks_is_kept_every_ten_minutes() -> None:
    desk = Desk()
    desk.hear(b"says nothing of the clock")
    desk.hear(b"a", offset_ms=5)
    for _ in range(125):
        desk.hear(b"b", after_s=10, offset_ms=6)
    assert course(desk) == [("a", 5), ("b", 6), ("b", 6)]


def test_a_clock_that_moves_is_kept_at_once_but_not_more_often_than_a_disk_should_bear() -> None:
    desk = Desk()
    desk.hear(b"a", offset_ms=5)
    desk.hear(b"moved", after_s=10, offset_ms=70_000)
    for _ in range(20):
        desk.hear(b"to", after_s=0.5, offset_ms=0)
        desk.hear(b"fro", after_s=0.5, offset_ms=70_000)
    assert course(desk)[:2] == [("a", 5), ("moved", 70_000)]
    assert len(course(desk)) <= 4

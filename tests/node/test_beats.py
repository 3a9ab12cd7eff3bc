"""Heartbeats kept as evidence: the latest, and not more often than a disk should bear."""

from __future__ import annotations

from tansiq.base.ids import LineId
from tansiq.node.lines.beats import Beats, find_beat
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

    def hear(self, raw: bytes, *, after_s: float = 0.0, line: LineId = LINE) -> bytes | None:
        self.now_s += after_s
        self.beats.keep(line, raw)
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

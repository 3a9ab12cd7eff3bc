"""The peer's heartbeats kept as they were signed: evidence of how far the two clocks lay apart, and when.

The latest of each line, and a course of them: one every ten minutes, and one whenever the measured offset has moved by
more than a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId
from tansiq.ledger.bundle import Offset
from tansiq.link.events import Beat
from tansiq.node.kernel import Extras, Kernel
from tansiq.store.contract import Reads

BEAT: Final = "beat/"
"""Setting that keeps the latest, by line."""
OFFSET: Final = "offset/"
"""Settings that keep the course, by line and instant."""
LEAST_S: Final = 1.0
"""Real time between two that are kept."""
COURSE_EVERY_S: Final = 600.0
MOVED_MS: Final = 1000
"""Kept in the course at once where the offset has moved by more."""
MOVED_LEAST_S: Final = 10.0
"""A clock that jumps to and fro fills no disk."""
AFTER_FAILURE_S: Final = 60.0
"""Evidence of this kind does not press on a disk that refuses."""
_INSTANT_DIGITS: Final = 15


class Beats:
    """Keeps heartbeats. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, monotonic_s: Callable[[], float]) -> None:
        self._kernel = kernel
        self._monotonic_s = monotonic_s
        self._not_before_s: dict[LineId, float] = {}
        self._refused_until_s = float("-inf")
        self._course: dict[LineId, tuple[float, int]] = {}
        """When one was last put into the course, real time, and the offset that it showed."""

    def keep(self, line: LineId, beat: Beat) -> None:
        """Keep a heartbeat, unless one of this line was kept just now. Nobody waits for it."""
        now_s = self._monotonic_s()
        is_due = beat.offset_ms is not None and self._is_due(line, beat.offset_ms, now_s)
        if now_s < self._refused_until_s or (not is_due and now_s < self._not_before_s.get(line, now_s)):
            return
        self._not_before_s[line] = now_s + LEAST_S
        meta: dict[str, bytes | None] = {f"{BEAT}{line}": beat.raw}
        if beat.offset_ms is not None and is_due:
            self._course[line] = (now_s, beat.offset_ms)
            now_ms = self._kernel.clock.now_ms()
            shown = Offset(at_ms=now_ms, offset_ms=beat.offset_ms, rtt_ms=beat.rtt_ms or 0, raw=beat.raw.decode())
            meta[f"{OFFSET}{line}/{now_ms:0{_INSTANT_DIGITS}}"] = msgspec.json.encode(shown)

        def settled(error: StoreFailed | None) -> None:
            if error is not None:
                self._refused_until_s = now_s + AFTER_FAILURE_S

        self._kernel.keep(Extras(meta=meta)).when_settled(settled)

    def _is_due(self, line: LineId, offset_ms: int, now_s: float) -> bool:
        if line not in self._course:
            return True
        kept_s, kept_ms = self._course[line]
        has_moved = abs(offset_ms - kept_ms) > MOVED_MS and now_s - kept_s >= MOVED_LEAST_S
        return has_moved or now_s - kept_s >= COURSE_EVERY_S


def find_beat(reads: Reads, line: LineId) -> bytes | None:
    """The latest that was kept."""
    return reads.find_meta(f"{BEAT}{line}")


def offsets(reads: Reads, line: LineId) -> Iterator[Offset]:
    """The course of the peer's clock, oldest first."""
    for raw in reads.meta_under(f"{OFFSET}{line}/").values():
        yield msgspec.json.decode(raw, type=Offset)

"""The peer's latest heartbeat on each line, kept as it was signed: evidence of how far the two clocks lay apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId
from tansiq.node.kernel import Extras, Kernel
from tansiq.store.contract import Reads

BEAT: Final = "beat/"
"""Setting that keeps it, by line."""
LEAST_S: Final = 1.0
"""Real time between two that are kept."""
AFTER_FAILURE_S: Final = 60.0
"""Evidence of this kind does not press on a disk that refuses."""


class Beats:
    """Keeps heartbeats. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, monotonic_s: Callable[[], float]) -> None:
        self._kernel = kernel
        self._monotonic_s = monotonic_s
        self._not_before_s: dict[LineId, float] = {}

    def keep(self, line: LineId, raw: bytes) -> None:
        """Keep a heartbeat, unless one of this line was kept just now. Nobody waits for it."""
        now_s = self._monotonic_s()
        if now_s < self._not_before_s.get(line, now_s):
            return
        self._not_before_s[line] = now_s + LEAST_S

        def settled(error: StoreFailed | None) -> None:
            if error is not None:
                self._not_before_s[line] = now_s + AFTER_FAILURE_S

        self._kernel.keep(Extras(meta={f"{BEAT}{line}": raw})).when_settled(settled)


def find_beat(reads: Reads, line: LineId) -> bytes | None:
    """The latest that was kept."""
    return reads.find_meta(f"{BEAT}{line}")

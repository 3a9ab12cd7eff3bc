"""The hand that moves an exercise's clock. Built for exercise nodes only.

A jump is made in three steps over all nodes together: move every clock, let every line ping and hear its echo, then
judge. Between the first and the last nothing lapses, so that the jump itself never looks like a silent line.
"""

from __future__ import annotations

import asyncio

from tansiq.base.clock import HandClock
from tansiq.link.events import BeatNow
from tansiq.node.deadlines import judge_time
from tansiq.node.kernel import Kernel
from tansiq.node.lines.lines import Line, Lines, settled

ECHO_TIMEOUT_S = 3.0
_POLL_S = 0.005


class NodeControl:
    """What the control port calls."""

    def __init__(self, clock: HandClock, kernel: Kernel, lines: Lines) -> None:
        self._clock = clock
        self._kernel = kernel
        self._lines = lines

    def move_clock(self, now_ms: int) -> None:
        """Move the domain clock on, never back; nothing is judged."""
        self._clock.move_to(now_ms)

    async def beat(self) -> bool:
        """Have every connected line ping and wait for the echoes; False if one did not come in time."""
        now_ms = self._clock.now_ms()
        for line in self._connected():
            line.driver.tell(BeatNow())
        try:
            async with asyncio.timeout(ECHO_TIMEOUT_S):
                while any(not self._has_echo(line, now_ms) for line in self._connected()):
                    await asyncio.sleep(_POLL_S)
        except TimeoutError:
            return False
        return True

    async def judge(self) -> None:
        """Judge deadlines, expiries and lapses at the present instant; durable on return."""
        await settled(self._kernel.run(judge_time))

    def quiet(self) -> tuple[bool, dict[str, int]]:
        """Whether nothing is queued, unsigned, unsent or unreceipted on lines that are connected, with what is."""
        waiting = {
            str(peer): len(line.seat.waiting) or 1
            for peer, line in self._lines.by_peer.items()
            if self._lines.is_busy(line)
        }
        if not self._kernel.is_settled:
            waiting["store"] = 1
        return not waiting, waiting

    def _connected(self) -> list[Line]:
        return [line for line in self._lines.by_peer.values() if line.driver.exchange.is_connected]

    def _has_echo(self, line: Line, now_ms: int) -> bool:
        live = self._kernel.picture.live_of(line.seat.peer)
        return live.echoed_ping_ms is not None and live.echoed_ping_ms >= now_ms

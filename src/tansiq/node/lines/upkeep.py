"""What a node does for its lines by itself: the hourly test, a clock that is off, word of a disk that is full.

A dead line was once not noticed for almost three years; a test that is sent every hour is missed within the next.
"""

from __future__ import annotations

from collections.abc import Callable

from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_H, MS_PER_S
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.statements import Test
from tansiq.link.events import Announced
from tansiq.node.kernel import MACHINE_AUTHOR, Kernel
from tansiq.node.lines.line import Line, Tell
from tansiq.node.lines.lines import Lines

TEST_EVERY_MS = MS_PER_H


class Upkeep:
    """Called every second of a real node; an exercise has no hours of its own."""

    def __init__(self, kernel: Kernel, lines: Lines, *, new_nonce: Callable[[], str]) -> None:
        self._kernel = kernel
        self._lines = lines
        self._tell = Tell(kernel)
        self._new_nonce = new_nonce
        self._tested_ms: dict[PartyId, int] = {}
        self._is_off: set[PartyId] = set()
        self._state = "ok"

    def turn(self, state: str) -> None:
        """Do what is due.

        Args:
            state: the node's own, as its heartbeats shall say: ``ok`` or ``cannot_write``.
        """
        if state != self._state:
            self._state = state
            for line in self._lines.by_peer.values():
                line.driver.tell(Announced(state))
        if state != "ok":
            return
        for line in list(self._lines.by_peer.values()):
            self._test(line)
            self._watch_clock(line)

    def _test(self, line: Line) -> None:
        peer, now_ms = line.seat.peer, self._kernel.clock.now_ms()
        if now_ms - self._tested_ms.setdefault(peer, now_ms) < TEST_EVERY_MS:
            return
        self._tested_ms[peer] = now_ms
        test = Test(self._new_nonce(), human=False)
        self._kernel.run(lambda desk: desk.say(peer, test), MACHINE_AUTHOR)

    def _watch_clock(self, line: Line) -> None:
        """Warn once when a peer's clock goes off, and again only after it was right."""
        peer = line.seat.peer
        offset_ms = abs(self._kernel.picture.live_of(peer).offset_ms or 0)
        if offset_ms <= DEFAULT_ARTICLES.clock_warn_ms:
            self._is_off.discard(peer)
        elif peer not in self._is_off:
            self._is_off.add(peer)
            self._tell.alarm(peer, "clock", {"seconds": offset_ms // MS_PER_S, "since": self._kernel.clock.now_ms()})

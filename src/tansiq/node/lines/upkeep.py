"""What a node does for its lines by itself: the hourly test, a clock that is off, word of a disk that is full.

A dead line was once not noticed for almost three years; a test that is sent every hour is missed within the next, and
one by persons once a shift.
"""

from __future__ import annotations

from collections.abc import Callable

from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_H, MS_PER_S
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.picture import LineTests
from tansiq.coordination.statements import Test
from tansiq.link.events import Announced
from tansiq.node.kernel import MACHINE_AUTHOR, Kernel
from tansiq.node.lines.line import Line, Tell, is_announced
from tansiq.node.lines.lines import Lines

TEST_EVERY_MS = MS_PER_H
MISSED_AFTER_MS = 2 * TEST_EVERY_MS
"""The peer's machine test; one may have been on its way when the line was cut."""


class Upkeep:
    """Called every second of a real node; an exercise has no hours of its own."""

    def __init__(
        self,
        kernel: Kernel,
        lines: Lines,
        *,
        new_nonce: Callable[[], str],
        shift_ms: int,
        paired_ms: Callable[[PartyId], int],
    ) -> None:
        """Prepare.

        Args:
            kernel: decides.
            lines: which are kept up.
            new_nonce: tells one test from another.
            shift_ms: in which persons test each line once; 0: they need not.
            paired_ms: when a line began.
        """
        self._kernel = kernel
        self._lines = lines
        self._tell = Tell(kernel)
        self._new_nonce = new_nonce
        self._shift_ms = shift_ms
        self._paired_ms = paired_ms
        self._begun_ms = kernel.clock.now_ms()
        self._tested_ms: dict[PartyId, int] = {}
        self._is_off: set[PartyId] = set()
        self._said = Announced("ok")

    def turn(self, state: str) -> None:
        """Do what is due.

        Args:
            state: the node's own, as its heartbeats shall say: ``ok`` or ``cannot_write``.
        """
        said = Announced(state, self._find_outage_end())
        if said != self._said:
            self._said = said
            for line in self._lines.by_peer.values():
                line.driver.tell(said)
        if state != "ok":
            return
        for line in list(self._lines.by_peer.values()):
            self._test(line)
            self._watch_tests(line)
            self._watch_clock(line)

    def _find_outage_end(self) -> int | None:
        outage = self._kernel.picture.outages.get(self._kernel.own)
        return outage.ends_ms if outage is not None and outage.covers(self._kernel.clock.now_ms()) else None

    def _test(self, line: Line) -> None:
        peer, now_ms = line.seat.peer, self._kernel.clock.now_ms()
        if now_ms - self._tested_ms.setdefault(peer, now_ms) < TEST_EVERY_MS:
            return
        self._tested_ms[peer] = now_ms
        test = Test(self._new_nonce(), human=False)
        self._kernel.run(lambda desk: desk.say(peer, test), MACHINE_AUTHOR)

    def _watch_tests(self, line: Line) -> None:
        """The peer's machine must test hourly, and persons at both ends once a shift. Each shift missed alerts once."""
        peer, now_ms = line.seat.peer, self._kernel.clock.now_ms()
        if is_announced(self._kernel.picture, peer, now_ms):
            return
        tests = self._kernel.picture.tests.get(peer) or LineTests(peer)
        came_ms = max(tests.came_ms or 0, self._begun_ms)
        if line.state == "up" and now_ms - came_ms >= MISSED_AFTER_MS:
            self._tell.alarm(peer, "test_missing", {"since": came_ms})
        since_ms = tests.human_ms or self._paired_ms(peer)
        shifts = 0 if self._shift_ms == 0 else (now_ms - since_ms) // self._shift_ms
        if shifts > 0:
            self._tell.alarm(peer, "human_test", {"since": since_ms, "due": since_ms + shifts * self._shift_ms})

    def _watch_clock(self, line: Line) -> None:
        """Warn once when a peer's clock goes off, and again only after it was right."""
        peer = line.seat.peer
        offset_ms = abs(self._kernel.picture.live_of(peer).offset_ms or 0)
        if offset_ms <= DEFAULT_ARTICLES.clock_warn_ms:
            self._is_off.discard(peer)
        elif peer not in self._is_off:
            self._is_off.add(peer)
            self._tell.alarm(peer, "clock", {"seconds": offset_ms // MS_PER_S, "since": self._kernel.clock.now_ms()})

"""How long ago a peer was known to hear us, and we last spoke to it: rules 14 and 15, on clocks that may be set.

A clock that is set back would keep a concur fresh for longer than its owner's peer lets it stand, and one that is set
on would let the peer take it back too early; either makes two conflicting movements coordinated where the line is
down. So a real node counts by two clocks, the wall's and the machine's steady one, and believes whichever is on the
safe side: an owner the one by which more time has passed, a peer the one by which less has. (The steady clock of a
machine stands still while it sleeps; the wall's shows that time.)

The picture gets both instants as the wall's clock now reads them, anew before each decision. In an exercise only the
clock that is moved by hand counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tansiq.base.clock import Clock
from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_S
from tansiq.coordination.picture import LineLive
from tansiq.link.events import Beat
from tansiq.link.exchange import Exchange


@dataclass(frozen=True, slots=True)
class Instant:
    """One moment by both clocks."""

    wall_ms: int
    steady_s: float


class Liveness:
    """Of every line. Owned by the node's loop."""

    def __init__(self, clock: Clock, steady_s: Callable[[], float] | None) -> None:
        """Nothing is known yet.

        Args:
            clock: the wall's, or one moved by hand.
            steady_s: a clock that is never set; None in an exercise.
        """
        self._clock = clock
        self._steady_s = steady_s
        self._echoed: dict[PartyId, Instant] = {}

    def hear(self, peer: PartyId, beat: Beat) -> None:
        """A heartbeat up to whose head all is processed here; what it echoes was said by us, and in this run."""
        echo_ms = beat.heartbeat.echo_ms
        if echo_ms is None or beat.echoed_s is None or (echo_ms > self._clock.now_ms() and self._steady_s is None):
            return
        known = self._echoed.get(peer)
        if self._steady_s is None:
            is_later = known is None or echo_ms > known.wall_ms
        else:
            is_later = known is None or beat.echoed_s > known.steady_s
        if is_later:
            self._echoed[peer] = Instant(echo_ms, beat.echoed_s)

    def refresh(self, peer: PartyId, live: LineLive, exchange: Exchange) -> None:
        """Write into the picture what both clocks allow to believe now."""
        echoed = self._echoed.get(peer)
        if echoed is not None:
            live.echoed_ping_ms = min(echoed.wall_ms, self._by_steady(echoed))
        sent = exchange.sent_beat
        if sent is not None:
            live.sent_beat_ms = max(sent.ms, self._by_steady(Instant(sent.ms, sent.mono_s)))

    def _by_steady(self, then: Instant) -> int:
        """When it was as the wall's clock now reads, by the time that has passed on the steady one."""
        if self._steady_s is None:
            return then.wall_ms
        return self._clock.now_ms() - round((self._steady_s() - then.steady_s) * MS_PER_S)

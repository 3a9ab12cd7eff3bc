"""Which connections a line ends by itself: those that bring nothing, and all where two ends wait for each other.

So whatever was lost between the ends, such as a refusal that came late or a hello that was never taken, a line is not
lost with it: it is dialled again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tansiq.link.channels import Channel, Channels
from tansiq.link.events import Moment
from tansiq.link.pulse import Pulse
from tansiq.link.recovery import OwnChains

CHECKING_TO_ANEW: Final = 12
"""Periods in which connections stand, and hellos or own chains are not agreed, until all is begun anew: four times the
silence after which a single one is closed, and more than the beginning takes on a thin way."""

HELLO_S: Final = 10.0
"""At least so long a hello is waited for, however short the period: the other end may just be starting."""
STOOD_STILL: Final = 0.5
"""Of a period without a tick: beyond it this process did not run, and what came meanwhile is still to be read."""


class Leaving:
    """Judged at every tick. Owned by the exchange."""

    def __init__(self, channels: Channels, pulse: Pulse, own: OwnChains) -> None:
        """Nothing stands yet."""
        self._channels, self._pulse, self._own = channels, pulse, own
        self.anew_count = 0
        """How often the line was begun anew."""
        self._checking_s: float | None = None
        """Since when connections stand over which nothing may be sent; None where something may, or none stands."""
        self._ticked_s: float | None = None
        self._patient_until_s = float("-inf")
        """Whether we are heard is not judged before: this process itself stood still."""
        self._left_s = float("-inf")
        """When a connection was left because nothing sent over it was heard."""

    def find(self, now: Moment) -> Iterator[tuple[Channel, str]]:
        """What to close, and why; each is closed before the next is asked for."""
        self._leave_out(self._find_stood_still_s(now), now)
        for ch in self._channels:
            if now.mono_s - ch.heard_s >= (self._pulse.silent_s if ch.ready else max(self._pulse.silent_s, HELLO_S)):
                yield ch, "silent"
        sending = self._channels.sending
        if sending is not None and now.mono_s >= self._patient_until_s and self._is_unheard(now):
            yield sending, "unheard"
        if self._is_anew_due(now):
            for ch in self._channels:
                yield ch, "checking"

    def _find_stood_still_s(self, now: Moment) -> float:
        """For how long no tick came that should have."""
        before_s, self._ticked_s = self._ticked_s, now.mono_s
        usual_s = STOOD_STILL * self._pulse.heartbeat_s
        return 0.0 if before_s is None else max(0.0, now.mono_s - before_s - usual_s)

    def _leave_out(self, stood_still_s: float, now: Moment) -> None:
        """Time in which this process did not run counts as nobody's silence."""
        if not stood_still_s:
            return
        self._patient_until_s = now.mono_s + self._pulse.heartbeat_s
        for ch in self._channels:
            ch.heard_s = min(now.mono_s, ch.heard_s + stood_still_s)
        if self._checking_s is not None:
            self._checking_s += stood_still_s

    def _is_unheard(self, now: Moment) -> bool:
        """What we send is not heard, as the peer says itself: the connection that carries it ends, one at a time."""
        if not self._pulse.is_unheard(now) or now.mono_s - self._left_s < self._pulse.silent_s:
            return False
        self._left_s = now.mono_s
        return True

    def _is_anew_due(self, now: Moment) -> bool:
        is_standing = any(not ch.closing for ch in self._channels)
        if not is_standing or self._own.may_send() or self._own.is_fetching():
            self._checking_s = None
            return False
        if self._checking_s is None:
            self._checking_s = now.mono_s
        if now.mono_s - self._checking_s < CHECKING_TO_ANEW * self._pulse.heartbeat_s:
            return False
        self._checking_s = None
        self.anew_count += 1
        return True

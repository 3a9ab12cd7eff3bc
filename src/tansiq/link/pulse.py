"""Heartbeats of one line: when to send, what to echo, and what their coming or staying away says of the peer.

Silent is a line on which nothing comes, and one on which nothing of ours arrives: a peer that is heard says which of
our heartbeats it heard last. So both ends see a way that is dead in one direction.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Mapping
from typing import Final

from tansiq.base.units import MS_PER_S
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Heartbeat
from tansiq.link.events import LineState, Moment

MISSED_TO_SILENT: Final = 3
"""Periods without a heartbeat until the line counts as silent."""
PINGS_KEPT: Final = 256
MEASURES: Final = 8
"""Round trips among which the quickest tells the clock."""
UNHEARD_TO_DEGRADED: Final = 2.5
"""Where both ends' heartbeats cross, the word that one was heard comes with the second after it."""
LATE: Final = 1.25
"""Periods without one, or without the word that ours was heard, after which heartbeats go over every connection."""
ANSWER_GRACE: Final = 0.2
"""Of a period: who answers heartbeats waits so much longer for one before it says its own."""
MISSED_TO_DEGRADED: Final = 1.5
"""Half a period's grace, so that a heartbeat on its way is not a missed one."""


class Pulse:
    """Both directions of the heartbeat. Silence is told by real time; what is written comes from the domain clock."""

    def __init__(self, *, heartbeat_s: float, is_following: bool = False) -> None:
        """Nothing was said or heard.

        Args:
            heartbeat_s: the period.
            is_following: this end answers the other's heartbeats, so that they do not cross; one end of a line does.
        """
        self.heartbeat_s = heartbeat_s
        self._is_following = is_following
        self._rtt_s = 0.0
        self.own_state = "ok"
        self.outage_until_ms: int | None = None
        self.unsigned = 0
        """Ordinary messages decided here and not signed yet."""
        self.trusted = True
        self.state = LineState.SILENT
        """As last told by `find_change`."""
        self._begun_s: float | None = None
        self._is_told = False
        self._sent_s: float | None = None
        self.sent: Moment | None = None
        """When the last heartbeat was written."""
        self._pings: OrderedDict[int, float] = OrderedDict()
        """What our latest heartbeats said of our clock, and when that was by the steady one."""
        self._heard_s: float | None = None
        self._number = 0
        self._unheard: deque[tuple[int, float]] = deque()
        """Number and instant of our heartbeats since the last one that the peer says it heard, that one included."""
        self._peer_number: int | None = None
        self._measures: deque[tuple[int, int]] = deque(maxlen=MEASURES)
        """Round trip and offset, ms."""
        self._spread_s = float("-inf")
        self._is_counted = False
        """The peer numbers its heartbeats, so it also says which of ours it heard."""
        self._peer_state = "ok"
        self._peer_ping_ms: int | None = None
        self._peer_ping_received_ms: int | None = None

    @property
    def silent_s(self) -> float:
        """Time without a heartbeat after which the line is silent."""
        return MISSED_TO_SILENT * self.heartbeat_s

    @property
    def rtt_s(self) -> float:
        """The last round trip of heartbeats, at most a period; 0 before the first."""
        return self._rtt_s

    def is_due(self, now: Moment) -> bool:
        """Whether a period has passed since the last heartbeat was written."""
        grace = ANSWER_GRACE if self._is_following else 0.0
        return self._sent_s is None or now.mono_s - self._sent_s >= (1 + grace) * self.heartbeat_s

    def make_beat(
        self, now: Moment, *, heads: Mapping[Chain, Head], processed: Mapping[Chain, int], want_echo: bool
    ) -> Heartbeat:
        """A heartbeat for now, which starts the next period."""
        self._sent_s, self.sent = now.mono_s, now
        # A clock that was set back may say an instant twice: then the earlier counts.
        self._pings.setdefault(now.ms, now.mono_s)
        while len(self._pings) > PINGS_KEPT:
            self._pings.popitem(last=False)
        self._number += 1
        self._unheard.append((self._number, now.mono_s))
        return Heartbeat(
            ping_ms=now.ms,
            echo_ms=self._peer_ping_ms,
            echo_received_ms=self._peer_ping_received_ms,
            number=self._number,
            heard=self._peer_number,
            heads=dict(heads),
            processed=dict(processed),
            waiting=self.unsigned or None,
            want_echo=want_echo,
            state=self.own_state,
            outage_until_ms=self.outage_until_ms,
        )

    def hear(self, beat: Heartbeat, now: Moment) -> tuple[int | None, int | None]:
        """Take a heartbeat in.

        Returns:
            Round trip and the peer's clock minus ours, both ms (the four-instant measure of NTP, RFC 5905 section 8);
            None where nothing was echoed, or where a clock was set between the instants.
        """
        self._heard_s = now.mono_s
        self._peer_state = beat.state
        self._peer_ping_ms, self._peer_ping_received_ms = beat.ping_ms, now.ms
        self._peer_number = beat.number
        self._is_counted = beat.number is not None
        while beat.heard is not None and len(self._unheard) > 1 and self._unheard[1][0] <= beat.heard:
            self._unheard.popleft()
        if beat.echo_ms is None or beat.echo_received_ms is None:
            return None, None
        rtt_ms = (now.ms - beat.echo_ms) - (beat.ping_ms - beat.echo_received_ms)
        if rtt_ms < 0:
            return None, None
        self._rtt_s = min(rtt_ms / MS_PER_S, self.heartbeat_s)
        return rtt_ms, self._filter(rtt_ms, ((beat.echo_received_ms - beat.echo_ms) + (beat.ping_ms - now.ms)) // 2)

    def _filter(self, rtt_ms: int, offset_ms: int) -> int:
        """The offset by the quickest of the last round trips, as NTP does: a stall in one direction is no wrong clock.

        Measures are good to half their round trip; two that contradict each other show that a clock was set.
        """
        best = min(self._measures, default=None)
        if best is not None and abs(offset_ms - best[1]) > (rtt_ms + best[0]) // 2:
            self._measures.clear()
        self._measures.append((rtt_ms, offset_ms))
        return min(self._measures)[1]

    def find_ping(self, echo_ms: int | None) -> float | None:
        """When we said the ping that is echoed, by the steady clock; None where this run did not, or long ago."""
        return None if echo_ms is None else self._pings.get(echo_ms)

    def begin(self) -> None:
        """A new conversation: what was said in the one before proves nothing of this way."""
        self._unheard.clear()
        self._peer_number = None

    def is_answer_due(self, now: Moment) -> bool:
        """Whether a heartbeat that came is best answered now: so its sender learns soon that it was heard."""
        if not self._is_following:
            return False
        return self._sent_s is None or now.mono_s - self._sent_s >= self.heartbeat_s / 2

    def is_late(self, now: Moment) -> bool:
        """Whether a heartbeat, or the word that ours are heard, stays away: let them go over every connection."""
        if not self._is_counted or self._heard_s is None:
            return True
        unheard = self._unheard_s(now) / self.heartbeat_s - (1 if self._is_following else 0)
        return max(unheard, (now.mono_s - self._heard_s) / self.heartbeat_s) >= LATE

    def is_spreading_due(self, now: Moment) -> bool:
        """Whether a late heartbeat shall go over every connection now, and not only with the next."""
        return self.is_late(now) and now.mono_s - self._spread_s >= self.heartbeat_s / 2

    def spread(self, now: Moment) -> None:
        """A heartbeat went over every connection."""
        self._spread_s = now.mono_s

    def is_unheard(self, now: Moment) -> bool:
        """Whether the peer has heard nothing of ours for the time of silence, as it says itself."""
        return self._unheard_s(now) >= self.silent_s

    def _unheard_s(self, now: Moment) -> float:
        """How long ago, less a round trip, we wrote the last heartbeat that the peer heard, or the first if none."""
        if not self._unheard or not self._is_counted:
            return 0.0
        return now.mono_s - self._unheard[0][1] - self._rtt_s

    def find_change(self, now: Moment) -> LineState | None:
        """The peer's state where it is another than told last; one never heard is told silent after the usual time."""
        if self._begun_s is None:
            self._begun_s = now.mono_s
        state = self.find_state(now)
        is_due = not self._is_told and now.mono_s - self._begun_s >= self.silent_s
        if state is self.state and not is_due:
            return None
        self.state, self._is_told = state, True
        return state

    def find_state(self, now: Moment) -> LineState:
        """The peer's state by what was heard until now."""
        if not self.trusted:
            return LineState.UNTRUSTED
        quiet_s = self.silent_s if self._heard_s is None else now.mono_s - self._heard_s
        unheard_s = self._unheard_s(now)
        if max(quiet_s, unheard_s) >= self.silent_s:
            return LineState.SILENT
        is_late = (
            quiet_s >= MISSED_TO_DEGRADED * self.heartbeat_s or unheard_s >= UNHEARD_TO_DEGRADED * self.heartbeat_s
        )
        if is_late or self._peer_state != "ok":
            return LineState.DEGRADED
        return LineState.UP

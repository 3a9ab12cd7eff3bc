"""How much may be on its way over one connection, by what it was seen to carry.

A thin way with deep buffers takes everything at once and delivers it minutes later: what is urgent would stand behind.
So bulk is sent only while little is under way: what the way carries in one shortest round trip, and a quarter of a
second's worth on top. The measures are those of BBR (Cardwell et al., 2016), the rate being a moving mean of what was
delivered and not its maximum, since a burst after a stall must not be taken for the way's width.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from tansiq.base.units import KIB

FIRST_WINDOW_BYTES: Final = KIB
SPARE_BYTES: Final = 1200
"""Some more pieces than fill the way: else a way wider than thought would never be found, and each stall empties it."""
MOST_WINDOW_BYTES: Final = 512 * KIB
MOST_PART_BYTES: Final = 16 * KIB
LEAST_PART_BYTES: Final = 400
SLACK_S: Final = 0.25
"""Of what may wait on the way beyond what fills it."""
RTT_SPAN_S: Final = 60.0
"""A shortest round trip is forgotten after one to two of these."""
AHEAD_S: Final = 4.0
THIN_BPS: Final = 8 * KIB
"""Below it bytes are dearer than the work of saving them."""
BATCH_S: Final = 4.0
"""What goes together takes no longer than this: it is of use to the other end when the last of it is there."""
PIECE_COST_BYTES: Final = 30
"""What WebSocket and TLS add to each piece."""
MARK_MODULUS: Final = 1 << 32
_SHORTEST_S: Final = 1e-6


@dataclass(slots=True)
class _Sent:
    count: int
    size_bytes: int
    sent_s: float
    delivered_bytes: int
    """In all, when this was sent."""
    delivered_s: float
    is_scarce: bool
    """More waited to be sent: the way, not our want, set the pace."""


class Flow:
    """Of one connection, one direction. Owned by the task that writes to it."""

    def __init__(self) -> None:
        self.window_bytes = FIRST_WINDOW_BYTES
        self.rate_bps: float | None = None
        """Bytes a second; None before anything was measured."""
        self._rtts_s: list[float] = []
        """Shortest of the span of time before this one, and of this one."""
        self._span_began_s = 0.0
        self._is_draining = False
        """Once a span the way runs empty: with bulk always on it its shortest round trip could not be seen."""
        self._count = 0
        self._asked = 0
        """The latest piece that asked for a mark."""
        self._sent: deque[_Sent] = deque()
        self._under_way_bytes = 0
        self._unasked_bytes = 0
        self._delivered_bytes = 0
        self._delivered_s = 0.0

    @property
    def rtt_s(self) -> float | None:
        """Shortest round trip of late, with the writing of a piece in it; None before anything was measured."""
        return min(self._rtts_s, default=None)

    @property
    def part_bytes(self) -> int:
        """The longest piece to put on the way at once."""
        return max(LEAST_PART_BYTES, min(MOST_PART_BYTES, self.window_bytes // 4))

    @property
    def ahead_bytes(self) -> int:
        """How much bulk need be ready to be sent: what goes out until it is receipted and more can be made ready."""
        return max(FIRST_WINDOW_BYTES, int((self.rate_bps or 0.0) * (AHEAD_S + 2 * (self.rtt_s or 0.0))))

    @property
    def batch_bytes(self) -> int:
        """How much bulk should go together; 0 where the way is wide enough for each by itself."""
        return 0 if self.rate_bps is None or self.rate_bps >= THIN_BPS else int(self.rate_bps * BATCH_S)

    @property
    def is_wide(self) -> bool:
        """The way was seen to carry so much that no work is to be spent on saving bytes."""
        return self.rate_bps is not None and self.rate_bps >= THIN_BPS

    @property
    def _is_asked(self) -> bool:
        return bool(self._sent) and self._sent[0].count <= self._asked

    def has_room(self, size_bytes: int = LEAST_PART_BYTES) -> bool:
        """Whether a piece of bulk may go; where no mark is due it always may, and brings one."""
        if not self._is_asked:
            return True
        return not self._is_draining and self._under_way_bytes + size_bytes + PIECE_COST_BYTES <= self.window_bytes

    def send(self, size_bytes: int, now_s: float, *, is_scarce: bool) -> bool:
        """A piece goes out; True where it shall ask for a mark.

        Args:
            size_bytes: of the piece.
            now_s: monotonic.
            is_scarce: more waits than may go: the way, not our want, sets the pace.
        """
        if not self._sent:
            self._delivered_s = now_s
        self._count += 1
        size_bytes += PIECE_COST_BYTES
        asks = not self._is_asked or self._unasked_bytes + size_bytes >= self.window_bytes // 4
        self._sent.append(_Sent(self._count, size_bytes, now_s, self._delivered_bytes, self._delivered_s, is_scarce))
        self._under_way_bytes += size_bytes
        self._unasked_bytes = 0 if asks else self._unasked_bytes + size_bytes
        if asks:
            self._asked = self._count
            self._is_draining &= len(self._sent) > 1
        return asks

    def hear(self, mark: int, now_s: float) -> None:
        """The other end has read so many pieces; a mark of more than was sent, or one heard before, says nothing."""
        newly = (mark - (self._count - len(self._sent))) % MARK_MODULUS
        if not 0 < newly <= len(self._sent):
            return
        for _ in range(newly):
            last = self._sent.popleft()
            self._under_way_bytes -= last.size_bytes
            self._delivered_bytes += last.size_bytes
        self._delivered_s = now_s
        self._measure_rtt(now_s - last.sent_s, now_s)
        took_s = max(now_s - last.delivered_s, _SHORTEST_S)
        self._measure_rate((self._delivered_bytes - last.delivered_bytes) / took_s, is_scarce=last.is_scarce)
        if self.rate_bps is not None and self.rtt_s is not None:
            fills_bytes = int(self.rate_bps * (self.rtt_s + SLACK_S))
            self.window_bytes = min(MOST_WINDOW_BYTES, fills_bytes + SPARE_BYTES)

    def _measure_rtt(self, rtt_s: float, now_s: float) -> None:
        if not self._rtts_s or now_s - self._span_began_s >= RTT_SPAN_S:
            self._rtts_s = [*self._rtts_s[-1:], rtt_s]
            self._span_began_s = now_s
            self._is_draining = len(self._rtts_s) > 1
        self._rtts_s[-1] = min(self._rtts_s[-1], rtt_s)

    def _measure_rate(self, rate_bps: float, *, is_scarce: bool) -> None:
        """A moving mean; a way that was not filled may only prove to be wider than thought."""
        if self.rate_bps is None:
            self.rate_bps = rate_bps
        elif rate_bps > self.rate_bps:
            self.rate_bps += (rate_bps - self.rate_bps) / 2
        elif is_scarce:
            self.rate_bps += (rate_bps - self.rate_bps) / 4

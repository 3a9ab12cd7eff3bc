"""A way carries what it can, and little waits on it: time moved by hand, nothing sent."""

from __future__ import annotations

import heapq
import random
import statistics
from dataclasses import dataclass, field

import pytest

from tansiq.link.flow import FIRST_WINDOW_BYTES, MOST_WINDOW_BYTES, PIECE_COST_BYTES, Flow

MESSAGE_BYTES = 350
MARK_BYTES = 40


@dataclass
class Pipe:
    """One direction of a way with a deep buffer: bytes a second, a delay, and stalls."""

    rate_bps: float
    delay_s: float
    stall_s: float
    stalls: random.Random
    free_s: float = 0.0
    came_s: float = 0.0
    waits_s: list[float] = field(default_factory=list)

    def put(self, size_bytes: int, now_s: float) -> float:
        """When it arrives."""
        self.waits_s.append(max(0.0, self.free_s - now_s))
        self.free_s = max(self.free_s, now_s) + size_bytes / self.rate_bps
        stalled_s = self.stall_s if self.stalls.random() < 0.2 else 0.0
        self.came_s = max(self.came_s, self.free_s + self.delay_s + stalled_s)
        return self.came_s


def carry(
    seconds: float, *, rate_bps: float, delay_s: float, stall_s: float = 0.0, seed: int = 1
) -> tuple[float, Pipe, Flow]:
    """Bulk without end; gives the rate at which it arrived."""
    stalls = random.Random(seed)
    there, back = (Pipe(rate_bps, delay_s, stall_s, stalls) for _ in range(2))
    flow, now_s, sent, delivered = Flow(), 0.0, 0, 0
    events: list[tuple[float, int, int, bool]] = []
    while now_s < seconds:
        while flow.has_room(MESSAGE_BYTES):
            sent += 1
            asks = flow.send(MESSAGE_BYTES, now_s, is_scarce=True)
            heapq.heappush(events, (there.put(MESSAGE_BYTES + PIECE_COST_BYTES, now_s), 0, sent, asks))
        now_s, is_mark, count, asks = heapq.heappop(events)
        if is_mark:
            flow.hear(count, now_s)
        else:
            delivered += 1
        if asks:
            heapq.heappush(events, (back.put(MARK_BYTES, now_s), 1, count, False))
    return delivered * (MESSAGE_BYTES + PIECE_COST_BYTES) / seconds, there, flow


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("rate_bps", [240, 300])
def test_on_a_thin_way_with_stalls_little_waits_before_what_is_urgent(rate_bps: float, seed: int) -> None:
    rate, there, _ = carry(3600, rate_bps=rate_bps, delay_s=0.75, stall_s=3.0, seed=seed)
    assert statistics.median(there.waits_s) < 3.5
    assert statistics.quantiles(there.waits_s, n=20)[-1] < 6.5
    assert rate > 0.75 * rate_bps


def test_thin_way_without_stalls_is_filled_for_hours_without_a_queue_that_grows() -> None:
    rate, there, _ = carry(4 * 3600, rate_bps=300, delay_s=0.75)
    assert rate > 280
    assert max(there.waits_s) < 6.5


@pytest.mark.parametrize(
    ("rate_bps", "delay_s", "share"),
    [(1e7, 0.0003, 0.9), (1e5, 0.3, 0.6), (2e4, 0.05, 0.8)],
)
def test_wider_ways_are_found_and_filled(rate_bps: float, delay_s: float, share: float) -> None:
    rate, _, _ = carry(60 if rate_bps < 1e6 else 3, rate_bps=rate_bps, delay_s=delay_s)
    assert rate > share * rate_bps


def test_way_that_becomes_thin_is_noticed() -> None:
    flow, now_s = Flow(), 0.0
    for count in range(1, 200):
        flow.send(1000, now_s, is_scarce=True)
        now_s += 0.001
        flow.hear(count, now_s)
    assert flow.window_bytes > 100_000
    for count in range(200, 240):
        flow.send(400, now_s, is_scarce=True)
        now_s += 3.0
        flow.hear(count, now_s)
    assert flow.window_bytes < 2_000


@pytest.mark.parametrize(("rate_bps", "is_wide"), [(300.0, False), (100_000.0, True)])
def test_a_way_is_wide_only_once_it_was_seen_to_be(rate_bps: float, is_wide: bool) -> None:
    flow = Flow()
    assert not flow.is_wide
    flow.send(1000, 0.0, is_scarce=True)
    flow.hear(1, 1000 / rate_bps)
    assert flow.is_wide is is_wide


def test_first_burst_is_small() -> None:
    flow, sent_bytes = Flow(), 0
    while flow.has_room(MESSAGE_BYTES):
        flow.send(MESSAGE_BYTES, 0.0, is_scarce=True)
        sent_bytes += MESSAGE_BYTES
    assert sent_bytes <= FIRST_WINDOW_BYTES


def test_marks_of_nothing_and_of_what_was_never_sent_change_nothing() -> None:
    flow = Flow()
    flow.send(100, 0.0, is_scarce=True)
    for mark in (0, 2, 2**31, 2**32 - 1):
        flow.hear(mark, 1.0)
    assert flow.rate_bps is None
    flow.hear(1, 1.0)
    assert flow.rate_bps is not None


def test_window_stays_within_bounds() -> None:
    flow, now_s = Flow(), 0.0
    for count in range(1, 500):
        flow.send(60_000, now_s, is_scarce=True)
        now_s += 1e-7
        flow.hear(count, now_s)
    assert flow.window_bytes == MOST_WINDOW_BYTES

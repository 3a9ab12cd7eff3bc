"""Many lines that come back at one instant do not all come at one instant: time moved by hand."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tansiq.link.follow import Backoff

LINES = 1000
FIRST_S, LONGEST_S = 0.2, 20.0
"""As the node has them."""


def tries_of_a_line(chance: random.Random, *, until_s: float) -> list[float]:
    """When one line dials, from a cut at instant 0 on; every try fails at once."""
    backoff, at_s, tries = Backoff(first_s=FIRST_S, longest_s=LONGEST_S, random=chance.random), 0.0, list[float]()
    while at_s < until_s:
        at_s += backoff.next_delay_s()
        tries.append(at_s)
    return tries


@pytest.mark.parametrize("outage_s", [60.0, 3600.0])
def test_after_a_long_outage_lines_come_back_spread_over_the_longest_wait(outage_s: float) -> None:
    chance = random.Random(1)
    first_after = [
        next(at_s for at_s in tries_of_a_line(chance, until_s=outage_s + LONGEST_S) if at_s >= outage_s) - outage_s
        for _ in range(LINES)
    ]
    assert max(first_after) <= LONGEST_S
    in_each_tenth = Counter(int(at_s * 10) for at_s in first_after)
    even = LINES / (10 * LONGEST_S)
    assert max(in_each_tenth.values()) < 5 * even
    assert sum(count for tenth, count in in_each_tenth.items() if tenth < 10) < LINES / 5


def test_even_the_first_tries_after_a_cut_are_spread() -> None:
    chance = random.Random(2)
    firsts = sorted(tries_of_a_line(chance, until_s=0.1)[0] for _ in range(LINES))
    assert firsts[0] >= FIRST_S / 2 and firsts[-1] <= FIRST_S
    in_each_hundredth = Counter(int(at_s * 100) for at_s in firsts)
    assert max(in_each_hundredth.values()) < LINES / 5


def test_dialling_grows_rare_where_nobody_answers() -> None:
    tries = tries_of_a_line(random.Random(3), until_s=3600)
    assert len(tries) < 3600 / (LONGEST_S / 2) + 10


def test_line_that_came_back_begins_again_with_the_shortest_wait() -> None:
    backoff = Backoff(first_s=FIRST_S, longest_s=LONGEST_S, random=lambda: 1.0)
    for _ in range(20):
        backoff.next_delay_s()
    backoff.reset()
    assert backoff.next_delay_s() == FIRST_S

"""How `./run bench ui` tells a page that grows from one that is flat."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench.ui import KEPT_ENTRIES, Weight, find_trend, is_growing

ROOT = Path(__file__).resolve().parents[2]

AT_MIN = [number / 4 for number in range(121)]


def weigh(mb_a_minute: float, *, noise_mb: float, warm_min: float = 8) -> list[float]:
    rng = random.Random(3)
    return [30 + min(at, warm_min) + mb_a_minute * at + rng.gauss(0, noise_mb) for at in AT_MIN]


@pytest.mark.parametrize(
    ("values", "judged"),
    [
        (weigh(0, noise_mb=1), "flat"),
        (weigh(0.2, noise_mb=1), "growing"),
        (weigh(-0.2, noise_mb=1), "flat"),
        (weigh(0.12, noise_mb=8), "not sure, measure longer"),
    ],
)
def test_half_an_hour_is_judged_by_its_slope_whatever_it_takes_to_warm_up(values: list[float], judged: str) -> None:
    assert find_trend(AT_MIN, values).judge(0.05) == judged


def test_a_minute_says_nothing() -> None:
    trend = find_trend([number / 10 for number in range(11)], [30.0 + number for number in range(11)])
    assert trend.judge(0.05).startswith("not judged")
    assert find_trend([0.5], [30.0]).judge(0.05).startswith("not judged")


def test_listeners_that_are_left_behind_count_as_growth() -> None:
    flat = [Weight(at, 30, 1000, 200) for at in AT_MIN]
    assert not is_growing(flat)
    assert is_growing([Weight(each.at_min, 30, 1000, 200 + 10 * each.at_min) for each in flat])


def test_the_page_is_filled_to_the_bound_that_it_keeps() -> None:
    state = (ROOT / "ui" / "src" / "state.svelte.ts").read_text(encoding="utf-8")
    assert f"const MOST_ENTRIES = {KEPT_ENTRIES};" in state

"""Hypothesis and plain chance look for a break of I1 to I7 in what two and three nodes do."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sim.machine import Jumps, Killed, OfThree, OfThreeInAChain, OfTwo, Orders, Rivals, Simulated, Stops, walk

PROFILE = settings()
EXAMPLES = max(10, PROFILE.max_examples // 5)
LOOK = settings(PROFILE, max_examples=EXAMPLES, stateful_step_count=30)
"""The thorough profile looks forty times as hard as the usual one."""


@pytest.mark.parametrize("machine", [OfTwo, OfThreeInAChain, OfThree])
def test_no_sequence_of_events_breaks_an_invariant(machine: type[Simulated]) -> None:
    run_state_machine_as_test(machine, settings=LOOK)


@pytest.mark.parametrize("machine", [OfTwo, OfThreeInAChain, OfThree, Orders, Rivals, Jumps, Stops, Killed])
def test_no_walk_by_chance_breaks_an_invariant(machine: type[Simulated]) -> None:
    for seed in range(EXAMPLES * 2 // 3):
        walk(machine, seed=seed, steps=40)

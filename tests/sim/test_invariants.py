"""Hypothesis looks for a break of I1 to I7 in what two and three nodes do."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from tests.sim.machine import OfThree, OfThreeInAChain, OfTwo, Orders

PROFILE = settings()
LOOK = settings(PROFILE, max_examples=max(20, PROFILE.max_examples // 2), stateful_step_count=40)
"""The thorough profile looks twenty times as hard as the usual one."""


@pytest.mark.parametrize("machine", [OfTwo, OfThreeInAChain, OfThree, Orders])
def test_no_sequence_of_events_breaks_an_invariant(machine: type[RuleBasedStateMachine]) -> None:
    run_state_machine_as_test(machine, settings=LOOK)

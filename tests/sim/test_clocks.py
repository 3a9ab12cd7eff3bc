"""Clocks that are set on or back on one node alone, while a line is down: rules 14 and 15 by two clocks."""

from __future__ import annotations

import pytest

from tansiq.airspace.states import MovementState
from tansiq.coordination.statements import Verdict
from tests.sim.world import CHAIN_OF_THREE, World

EAST, NORTH, SOUTH = range(3)


@pytest.mark.parametrize(
    ("who", "by_s", "after_s"), [(SOUTH, -70, 40), (SOUTH, 70, 5), (NORTH, 70, 5), (NORTH, -70, 40)]
)
def test_a_clock_that_is_set_while_a_line_is_down_never_coordinates_two(who: int, by_s: int, after_s: int) -> None:
    # North concurred to south's movement; east, whom south does not know, wants the same place. Set back, south's clock
    # would keep the concur fresh; set on, north's would let it take it back at once.
    world = World(*CHAIN_OF_THREE)
    world.coordinate(SOUTH, 0)
    world.submit(EAST, 0)
    world.settle()
    world.cut(1)
    world.wait(after_s)
    world.jump_clock(who, by_s)
    world.wait(40 if by_s < 0 else 5)
    world.doubt(NORTH, 0, 0)
    for _ in range(8):
        world.answer(NORTH, 1, Verdict.CONCUR)
        world.wait(20)
        world.check()
    world.jump_clock(who, -by_s)
    for _ in range(6):
        world.wait(20)
        world.answer(NORTH, 1, Verdict.CONCUR)
        world.check()
    east = world.node(EAST).picture.standings.values()
    assert [standing.state for standing in east] == [MovementState.COORDINATED], "the concur lapses in the end"
    world.network.close_down()


@pytest.mark.parametrize("by_s", [-70, 70])
def test_a_clock_that_is_set_while_the_line_stands_costs_no_more_than_a_moment(by_s: int) -> None:
    world = World(*CHAIN_OF_THREE)
    world.coordinate(SOUTH, 0)
    world.jump_clock(SOUTH, by_s)
    world.wait(15)
    world.jump_clock(SOUTH, -by_s)
    world.wait(15)
    south = world.node(SOUTH)
    assert [south.state(id_) for id_ in world.movements] == ["coordinated"]
    world.check_settled()
    world.network.close_down()

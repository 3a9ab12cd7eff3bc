"""An announced outage raises no alert within it, and one after it; holds and freshness go by the clock as ever."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tansiq.base.errors import BadRequest
from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_DAY, MS_PER_MIN
from tansiq.coordination.statements import Outage, Test
from tansiq.node.orders.health import announce_outage
from tests.sim.network import Network
from tests.sim.nodes import SimNode

NORTH, SOUTH = PartyId("north"), PartyId("south")


@pytest.fixture
def two() -> Iterator[Network]:
    network = Network()
    network.build(("north", "south"))
    network.pass_time(20)
    yield network
    network.close_down()


def announce(network: Network, node: SimNode, minutes: int) -> None:
    outage = Outage(network.now_ms, network.now_ms + minutes * MS_PER_MIN, "new mast", "en")
    node.act(lambda desk: announce_outage(desk, outage, [peer for peer in (NORTH, SOUTH) if peer != node.party]))
    network.settle()


def alerts(network: Network, code: str) -> list[str]:
    return [name for name in ("north", "south") if network.nodes[name].alerts(code)]


def test_silence_within_an_announced_outage_alerts_at_neither_end_and_after_it_at_both(two: Network) -> None:
    announce(two, two.nodes["south"], 10)
    two.part("north", "south")
    two.pass_time(9 * 60)
    assert two.nodes["north"].picture.lines[SOUTH].state == "silent"
    assert alerts(two, "line_silent") == alerts(two, "line_degraded") == alerts(two, "outage_over") == []
    two.pass_time(120)
    assert alerts(two, "outage_over") == ["north", "south"]
    two.pass_time(600)
    assert len(two.nodes["north"].alerts("outage_over")) == 1


def test_line_that_is_back_in_time_raises_nothing(two: Network) -> None:
    announce(two, two.nodes["south"], 10)
    two.part("north", "south")
    two.pass_time(300)
    two.join("north", "south")
    two.pass_time(900)
    assert alerts(two, "outage_over") == alerts(two, "line_silent") == []


def test_silence_after_an_outage_alerts_as_ever(two: Network) -> None:
    announce(two, two.nodes["south"], 1)
    two.pass_time(90)
    two.part("north", "south")
    two.pass_time(40)
    assert alerts(two, "line_silent") == ["north", "south"]


def test_outage_taken_back_excuses_nothing(two: Network) -> None:
    announce(two, two.nodes["south"], 60)
    now_ms = two.now_ms
    back = Outage(now_ms - 2, now_ms - 1)
    two.nodes["south"].act(lambda desk: announce_outage(desk, back, [NORTH]))
    two.settle()
    two.part("north", "south")
    two.pass_time(40)
    assert alerts(two, "line_silent") == ["north", "south"]


def test_outage_of_more_than_a_week_and_one_that_ends_before_it_starts_are_refused(two: Network) -> None:
    south = two.nodes["south"]
    for outage in (Outage(5, 5), Outage(0, 8 * MS_PER_DAY)):
        with pytest.raises(BadRequest):
            south.act(lambda desk, outage=outage: announce_outage(desk, outage, [NORTH]))  # type: ignore[misc]


def test_officer_s_test_asks_for_one_at_the_other_end_and_its_answer_asks_for_none(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    north.act(lambda desk: desk.say(SOUTH, Test("a", human=True)))
    two.settle()
    assert south.alerts("human_test_asked") and not north.alerts("human_test_asked")
    two.pass_time(60)
    south.act(lambda desk: desk.say(NORTH, Test("b", human=True)))
    two.settle()
    assert not north.alerts("human_test_asked")
    assert north.picture.tests[SOUTH].human_ms is not None
    assert south.picture.tests[NORTH].human_ms is not None

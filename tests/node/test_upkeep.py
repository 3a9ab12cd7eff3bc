"""What a node does for its lines by itself, with hours moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_H, MS_PER_MIN
from tansiq.coordination.statements import Outage, Test
from tansiq.node.lines.upkeep import Upkeep
from tests.sim.network import Network

NORTH, SOUTH = PartyId("north"), PartyId("south")


class Kept:
    """Two nodes; north's upkeep is called."""

    def __init__(self, network: Network, *, shift_h: int = 12) -> None:
        self.network = network
        network.build(("north", "south"))
        self.north, self.south = network.nodes["north"], network.nodes["south"]
        nonces, begun_ms = count(), network.now_ms
        self.upkeep = Upkeep(
            self.north.kernel,
            self.north.lines,
            new_nonce=lambda: str(next(nonces)),
            shift_ms=shift_h * MS_PER_H,
            paired_ms=lambda peer: begun_ms,
        )

    def pass_hours(self, hours: float, *, peer_tests: bool = True) -> None:
        for _ in range(round(hours * 6)):
            self.network.jump(600)
            self.upkeep.turn("ok")
            if peer_tests:
                self.south.act(lambda desk: desk.say(NORTH, Test("machine", human=False)))
            self.network.settle()

    def persons_test(self) -> None:
        self.north.act(lambda desk: desk.say(SOUTH, Test("n", human=True)))
        self.south.act(lambda desk: desk.say(NORTH, Test("s", human=True)))
        self.network.settle()


@pytest.fixture
def network() -> Iterator[Network]:
    made = Network()
    yield made
    made.close_down()


def test_machine_tests_every_hour(network: Network) -> None:
    kept = Kept(network)
    kept.pass_hours(3.5)
    assert len(kept.south.record("test")) - len(kept.north.record("test")) == 0
    came = [row for row in kept.south.record("test") if row.source == NORTH]
    assert len(came) == 3


def test_shift_in_which_no_person_tested_the_line_alerts_once(network: Network) -> None:
    kept = Kept(network)
    kept.pass_hours(11)
    assert not kept.north.alerts("human_test")
    kept.pass_hours(12.5)
    assert len(kept.north.alerts("human_test")) == 1
    kept.pass_hours(2)
    assert len(kept.north.alerts("human_test")) == 2


def test_persons_at_both_ends_make_a_test_and_one_alone_does_not(network: Network) -> None:
    kept = Kept(network)
    kept.pass_hours(6)
    kept.persons_test()
    kept.pass_hours(11)
    assert not kept.north.alerts("human_test")
    kept.north.act(lambda desk: desk.say(SOUTH, Test("alone", human=True)))
    kept.pass_hours(2)
    assert len(kept.north.alerts("human_test")) == 1


def test_shift_of_no_hours_asks_nobody(network: Network) -> None:
    kept = Kept(network, shift_h=0)
    kept.pass_hours(30)
    assert not kept.north.alerts("human_test")


def test_peer_whose_machine_stopped_testing_is_told_of(network: Network) -> None:
    kept = Kept(network)
    kept.pass_hours(1)
    kept.pass_hours(1.5, peer_tests=False)
    assert not kept.north.alerts("test_missing")
    kept.pass_hours(1, peer_tests=False)
    assert len(kept.north.alerts("test_missing")) == 1


def test_heartbeats_say_that_an_announced_outage_has_begun(network: Network) -> None:
    kept = Kept(network)
    ends_ms = network.now_ms + 30 * MS_PER_MIN
    kept.north.act(lambda desk: desk.say(SOUTH, Outage(network.now_ms, ends_ms)))
    kept.upkeep.turn("ok")
    assert kept.north.line_to("south").driver.exchange._pulse.outage_until_ms == ends_ms
    network.jump(1900)
    kept.upkeep.turn("ok")
    assert kept.north.line_to("south").driver.exchange._pulse.outage_until_ms is None

"""C4: in 2002 and in 2025 a line was dead and nobody knew. Both ends' officers are told within three heartbeats."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tansiq.base.ids import PartyId
from tests.sim.network import Network

HEARTBEATS_S = 31


@pytest.fixture
def two() -> Iterator[Network]:
    network = Network()
    network.build(("north", "south"))
    network.pass_time(20, every_s=1)
    yield network
    network.close_down()


def silent_at(network: Network) -> list[str]:
    """The nodes that show the line silent and have alerted their officers."""
    others = {"north": PartyId("south"), "south": PartyId("north")}
    return [
        name
        for name, peer in others.items()
        if network.nodes[name].picture.lines[peer].state == "silent" and network.nodes[name].alerts("line_silent")
    ]


@pytest.mark.parametrize("dead", [{("north", "south")}, {("south", "north")}, {("north", "south"), ("south", "north")}])
def test_half_open_line_alerts_at_both_ends(two: Network, dead: set[tuple[str, str]]) -> None:
    two.dead |= dead
    two.unreachable.add(frozenset(("north", "south")))  # and nothing new can be dialled
    two.pass_time(HEARTBEATS_S, every_s=1)
    assert silent_at(two) == ["north", "south"]


def test_cut_line_alerts_at_both_ends(two: Network) -> None:
    two.part("north", "south")
    two.pass_time(HEARTBEATS_S, every_s=1)
    assert silent_at(two) == ["north", "south"]


def test_peer_that_died_alerts_and_comes_back_without_a_word_more(two: Network) -> None:
    two.nodes["south"].kill()
    two.pass_time(HEARTBEATS_S, every_s=1)
    assert two.nodes["north"].alerts("line_silent")
    two.nodes["south"].start()
    two.dial()
    two.pass_time(5, every_s=1)
    assert two.nodes["north"].picture.lines[PartyId("south")].state == "up"
    assert len(two.nodes["north"].alerts("line_silent")) == 1

"""Two exchanges on connections that lose, repeat, reorder and cut, between nodes that are killed at any moment."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tansiq.base.ids import PartyId
from tansiq.ledger.envelope import Chain
from tansiq.link.events import BeatNow, Lost
from tests.link.desk import NORTH, SOUTH, Desk, head_of_log
from tests.link.wires import Wires

PARTIES = st.sampled_from([NORTH, SOUTH])
STEPS = st.one_of(
    st.tuples(st.just("write"), PARTIES, st.sampled_from(list(Chain)), st.sampled_from([10, 9_000, 45_000])),
    st.tuples(st.sampled_from(["connect", "kill", "beat"]), PARTIES),
    st.tuples(st.sampled_from(["pull", "deliver", "lose", "repeat", "swap"]), PARTIES, st.integers(0, 3)),
    st.tuples(st.just("cut"), st.integers(0, 3)),
    st.tuples(st.just("wait"), st.sampled_from([1, 6, 31])),
    st.tuples(st.just("settle")),
)


class Network:
    """Interprets steps; whatever they were, the line must end up whole."""

    def __init__(self) -> None:
        self.wires = Wires(Desk(NORTH), Desk(SOUTH))

    def step(self, step: tuple[Any, ...]) -> None:
        getattr(self, step[0])(*step[1:])

    def write(self, party: PartyId, chain: Chain, size_bytes: int) -> None:
        desk = self.wires.desks[party]
        if desk.may_sign:
            self.wires.tell(desk, desk.write(chain, text="x" * size_bytes))

    def connect(self, party: PartyId) -> None:
        if len(self.wires.open) < 4:
            self.wires.connect(party)

    def beat(self, party: PartyId) -> None:
        self.wires.tell(self.wires.desks[party], BeatNow())

    def kill(self, party: PartyId) -> None:
        record = self.wires.desks[party].record
        self.wires.desks[party] = Desk(party, record)
        for wire in list(self.wires.open):
            self.wires.open.remove(wire)
            other = wire.desks[SOUTH if party == NORTH else NORTH]
            self.wires.tell(other, Lost(wire.number))

    def pull(self, party: PartyId, at: int) -> None:
        if at < len(self.wires.open):
            self.wires.pull(self.wires.open[at], party)

    def deliver(self, party: PartyId, at: int) -> None:
        if at < len(self.wires.open):
            self.wires.deliver(self.wires.open[at], party)

    def lose(self, party: PartyId, at: int) -> None:
        if at < len(self.wires.open) and self.wires.open[at].flying[party]:
            self.wires.open[at].flying[party].popleft()

    def repeat(self, party: PartyId, at: int) -> None:
        if at < len(self.wires.open) and self.wires.open[at].flying[party]:
            self.wires.open[at].flying[party].append(self.wires.open[at].flying[party][0])

    def swap(self, party: PartyId, at: int) -> None:
        if at < len(self.wires.open):
            self.wires.open[at].flying[party].rotate(1)

    def cut(self, at: int) -> None:
        if at < len(self.wires.open):
            self.wires.cut(self.wires.open[at])

    def wait(self, seconds: int) -> None:
        self.wires.wait(seconds, settle=False)

    def settle(self) -> None:
        self.wires.settle()

    def heal(self) -> None:
        """From now on nothing is lost, and a connection that ended is dialled again."""
        for _ in range(120):
            if not self.wires.open:
                self.wires.connect(NORTH)
            self.wires.settle()
            if self.is_whole():
                return
            self.wires.wait(1)

    def is_whole(self) -> bool:
        north, south = self.wires.desks[NORTH], self.wires.desks[SOUTH]
        return all(
            giver.may_sign and taker.record.held == giver.record.own and giver.exchange.is_idle()
            for giver, taker in ((north, south), (south, north))
        )


@settings(max_examples=150, deadline=None)
@given(st.lists(STEPS, max_size=60))
def test_both_logs_end_up_the_same_whatever_the_network_did(steps: list[tuple[Any, ...]]) -> None:
    network = Network()
    network.connect(NORTH)
    network.settle()
    for step in steps:
        network.step(step)
        check_receipts(network)
    network.heal()
    assert network.is_whole()


def check_receipts(network: Network) -> None:
    """What is receipted is held by the peer, durably and as it was sent."""
    north, south = network.wires.desks[NORTH], network.wires.desks[SOUTH]
    for giver, taker in ((north, south), (south, north)):
        for chain, head in giver.record.confirmed.items():
            assert head_of_log(taker.record.held[chain][: head.serial]) == head


def test_long_backlog_goes_through_a_window_in_order() -> None:
    wires = Wires(Desk(NORTH), Desk(SOUTH))
    wires.settle()
    for at in range(200):
        wires.tell(wires.desks[NORTH], wires.desks[NORTH].write(text=f"{at} " + "x" * 5_000))
    wires.connect(SOUTH)
    wires.settle()
    assert len(wires.desks[SOUTH].record.held[Chain.ORDINARY]) == 200
    assert wires.desks[NORTH].exchange.is_idle()

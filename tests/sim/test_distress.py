"""A call of distress goes the way of a cease: over gaps and backlogs, broken, signed badly; and ends by both alone."""

from __future__ import annotations

from functools import partial

import pytest

from tansiq.base.ids import CeaseId
from tansiq.coordination.statements import DistressCheck, DistressOutcome, Note
from tansiq.ledger.envelope import Chain
from tansiq.ledger.keys import SigningKey
from tansiq.node.kernel import Desk
from tansiq.node.orders import cease as verbs
from tests.sim.items import resume
from tests.sim.network import Network
from tests.sim.nodes import SimNode
from tests.sim.test_cease import forge, is_message, wire_between
from tests.sim.test_coordination import check_all, fly

CALL = verbs.Call("a bus with children", "en", "5 km east of the bridge", "clinic", "+90 000 0000")


def call(node: SimNode) -> CeaseId:
    id_ = CeaseId(node.network.new_id())
    node.act_urgently(lambda desk: verbs.distress(desk, id_, CALL, lines=tuple(node.drivers)))
    return id_


def test_call_overtakes_a_backlog_and_suspends_at_both_ends(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    for number in range(60):
        note = Note(f"{number} " + "x" * 1900, "en")
        north.act(partial(Desk.say, to=south.party, statement=note))
    distress = call(north)
    assert north.state(id_) == "suspended", "at once, before a byte has left"
    wire = wire_between(two, "north", "south")
    for _ in range(3):
        two.step_node(north)
    sent: list[bytes] = []
    while two.pull(wire, north):
        sent.append(wire.flying["south"][-1])
    kinds = [Chain.URGENT if is_message(raw, Chain.URGENT) else None for raw in sent]
    ordinary = [at for at, raw in enumerate(sent) if is_message(raw, Chain.ORDINARY)]
    assert kinds.index(Chain.URGENT) < min(ordinary)
    two.settle()
    assert south.state(id_) == "suspended"
    assert south.picture.ceases[distress].caller == "clinic"
    check_all(two)


def test_call_is_resumed_by_both_whatever_was_found_out(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    distress = call(south)
    two.settle()
    check = DistressCheck(distress, DistressOutcome.MISTAKEN, "called back")
    for node in (north, south):
        node.act(lambda desk: verbs.tell_found(desk, check))
        two.settle()
    assert north.state(id_) == south.state(id_) == "suspended"
    resume(north, distress)
    two.settle()
    assert north.state(id_) == "suspended"
    resume(south, distress)
    two.settle()
    assert north.state(id_) == "coordinated"
    check_all(two)


@pytest.mark.parametrize("is_proven", [True, False])
def test_broken_call_inside_a_pinned_line_stops_and_says_whether_it_is_proven(two: Network, is_proven: bool) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    key = None if is_proven else SigningKey(b"another key".ljust(32, b"."))
    raw = forge(north, south.party, "distress", b'{"cease":"no id"}', key=key)
    wire = wire_between(two, "north", "south")
    wire.flying["south"].append(raw)
    while two.deliver(wire, south):
        pass
    south.drivers[north.party].step()
    (stop,) = south.picture.ceases.values()
    assert (stop.cause.value, stop.is_unproven) == ("broken", not is_proven)
    assert south.state(id_) == "suspended"

"""How an activity becomes coordinated, and how it stops being so, at both ends of a line."""

from __future__ import annotations

from typing import Any

from tansiq.airspace.item import ItemKind
from tansiq.base.ids import ItemId
from tansiq.ledger.envelope import Chain
from tansiq.node.orders import status
from tests.sim import invariants
from tests.sim.items import START_MS, activate, file, make_item, press_cease, reply, resume
from tests.sim.network import Network
from tests.sim.nodes import line_between


def coordinate(network: Network, owner: str = "north", peers: tuple[str, ...] = ("south",), **form: Any) -> ItemId:
    """A coordinated activity."""
    item = make_item(network, owner, **form)
    file(network.nodes[owner], item)
    network.settle()
    for peer in peers:
        reply(network.nodes[peer], item.id)
    network.settle()
    assert network.nodes[owner].state(item.id) == "coordinated"
    return item.id


def fly(network: Network, owner: str = "north", peers: tuple[str, ...] = ("south",), **form: Any) -> ItemId:
    """An activity that is flown, its coordination whole."""
    id_ = coordinate(network, owner, peers, **form)
    network.jump(max(0.0, (START_MS + 60_000 - network.now_ms) / 1000))
    activate(network.nodes[owner], id_)
    network.settle()
    assert network.nodes[owner].state(id_) == "active"
    return id_


def check_all(network: Network) -> None:
    invariants.check_i1(network)
    invariants.check_i2(network)
    invariants.check_i3(network)
    invariants.check_i7(network)
    for node in network.nodes.values():
        invariants.check_i5(node)


def test_notice_is_durable_receipted_and_in_the_peers_picture(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    hash_ = file(north, item)
    two.settle()
    assert south.picture.items[item.id].current == hash_
    line = line_between("north", "south")
    sent = north.store.heads(line).contiguous["out", Chain.ORDINARY]
    receipt = north.store.find_receipt(line, Chain.ORDINARY)
    assert receipt is not None
    assert (receipt.serial, receipt.hash) == (sent.serial, sent.hash)
    assert south.state(item.id) == "submitted"
    check_all(two)


def test_activity_is_coordinated_at_both_ends_once_the_peer_concurs(two: Network) -> None:
    id_ = coordinate(two)
    assert two.nodes["south"].state(id_) == "coordinated"
    check_all(two)


def test_own_force_area_holds_the_activity_above_it_at_both_ends(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    area = make_item(two, "south", ItemKind.OWN_FORCE_AREA, place=1)
    file(south, area)
    two.settle()
    answer = next(iter(north.picture.answers.values()))
    assert answer.withdrawn_by is not None
    assert next(iter(south.picture.answers.values())).is_held
    assert north.state(id_) == south.state(id_) == "submitted"
    assert "withdrawn" in north.codes(id_)
    assert area.id not in north.picture.items
    assert south.alerts("conflict")
    check_all(two)


def test_own_force_area_far_away_changes_nothing(two: Network) -> None:
    id_ = coordinate(two)
    file(two.nodes["south"], make_item(two, "south", ItemKind.OWN_FORCE_AREA, place=2))
    two.settle()
    assert two.nodes["north"].state(id_) == "coordinated"


def test_own_force_area_suspends_the_active_hazard_above_it_at_once_here_and_on_receipt_there(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    file(south, make_item(two, "south", ItemKind.OWN_FORCE_AREA, place=1))
    assert south.state(id_) == "suspended"
    assert north.state(id_) == "active"
    two.settle()
    assert north.state(id_) == "suspended"
    assert {row.cause.value for row in north.picture.ceases.values()} == {"conflict"}
    check_all(two)


def test_suspended_activity_is_flown_again_only_after_both_resume_and_nothing_holds_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    stop = press_cease(south, id_)
    two.settle()
    for node in (north, south):
        assert node.state(id_) == "suspended"
        resume(node, stop)
        two.settle()
    assert north.state(id_) == "coordinated"
    activate(north, id_)
    two.settle()
    assert north.state(id_) == south.state(id_) == "active"
    north.act(lambda desk: status.end(desk, id_))
    two.settle()
    assert north.state(id_) == south.state(id_) == "ended"
    check_all(two)

"""Nodes that are killed, restored and copied, and disks that fill: nothing with a receipt is lost, nothing is signed
twice, and a cease goes through.
"""

from __future__ import annotations

import pytest

from tansiq.airspace.item import ItemKind
from tansiq.ledger.envelope import Chain
from tansiq.store.memory import MemoryStore
from tests.sim import invariants
from tests.sim.items import file, make_item, press_cease, reply, resume
from tests.sim.network import Network
from tests.sim.nodes import SimNode
from tests.sim.test_coordination import check_all, coordinate, fly


def forks(network: Network) -> list[object]:
    """Evidence of equivocation anywhere."""
    nodes = network.nodes.values()
    return [fork for node in nodes for line in node.lines.by_peer.values() for fork in node.store.forks(line.seat.line)]


@pytest.mark.parametrize("steps", range(0, 14))
def test_node_killed_at_any_step_loses_nothing_with_a_receipt(two: Network, steps: int) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    for _ in range(steps):
        two.step()
    victim = (north, south)[steps % 2]
    victim.kill()
    invariants.check_i2(two)
    victim.start()
    two.pass_time(30)
    if item.id in north.picture.items:
        reply(south, item.id)
        two.settle()
        assert north.state(item.id) == "coordinated"
    check_all(two)


def test_message_decided_and_not_durable_at_the_kill_never_left(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    two.settle(stalled=["north"])
    assert item.id in north.picture.items
    assert item.id not in south.picture.items
    north.kill()
    north.start()
    two.pass_time(20)
    assert item.id not in north.picture.items
    assert item.id not in south.picture.items


def test_message_decided_before_the_peer_took_this_run_waits_unsigned_and_then_goes(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    north.kill()
    north.start()
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    assert [entry.to for entry in north.line_to("south").seat.waiting] == ["south"]
    north.kill()
    north.start()
    two.join("north", "south")
    two.settle()
    assert item.id in south.picture.items
    check_all(two)


def test_receipt_is_not_given_before_the_peers_disk_has_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    file(north, make_item(two, "north"))
    two.settle(stalled=["south"])
    line = north.line_to("south")
    assert line.confirmed[Chain.ORDINARY] < line.seat.heads[Chain.ORDINARY].serial
    south.kill()
    south.start()
    two.pass_time(20)
    assert line.confirmed[Chain.ORDINARY] == line.seat.heads[Chain.ORDINARY].serial


def test_node_restored_from_an_old_backup_reads_its_own_messages_back_and_signs_nothing_twice(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    backup = north.store.copy()
    first = coordinate(two)
    area = make_item(two, "south", ItemKind.OWN_FORCE_AREA, place=2)
    file(south, area)
    two.settle()
    two.restore(north, backup)
    new = make_item(two, "north", place=2)
    file(north, new)
    two.pass_time(30)
    assert {first, new.id} <= set(north.picture.items)
    assert {first, new.id} <= set(south.picture.items)
    assert not forks(two)
    invariants.check_i3(two)
    invariants.check_i5(north)


def test_node_started_from_nothing_with_its_keys_gets_its_line_back(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    theirs = coordinate(two, "south", ("north",), place=2)
    ours = coordinate(two)
    two.restore(north, MemoryStore())
    two.pass_time(30)
    assert {theirs, ours} <= set(north.picture.items)
    assert north.line_to("south").seat.may_sign
    assert north.picture.items[ours].owner == north.party
    new = make_item(two, "north")
    file(north, new)
    two.settle()
    assert new.id in south.picture.items
    assert not forks(two)
    invariants.check_i3(two)
    invariants.check_i5(north)


def test_node_started_from_nothing_keeps_clear_of_what_it_flies_itself(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    ours = fly(two)
    two.restore(north, MemoryStore())
    two.pass_time(30)
    theirs = make_item(two, "south", place=1)
    file(south, theirs)
    two.settle()
    assert ours in {hold.item for hold in north.holds(theirs.id)}
    assert south.state(theirs.id) == "submitted"


def test_of_two_copies_of_one_record_the_second_signs_nothing(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    north.kill()
    twin = two.clone("north", as_name="twin")
    north.start()
    two.dial()
    two.settle()
    twin.start()
    two.connect(twin, south)
    two.settle()
    for node in (north, twin):
        file(node, make_item(two, "north"))
    two.pass_time(40)
    signers = [node.name for node in (north, twin) if node.line_to("south").seat.may_sign]
    assert signers == ["north"]
    assert len([state for state in south.picture.items.values() if state.owner == "north"]) == 1
    assert not south.store.forks(south.line_to("north").seat.line)
    assert twin.alerts("second_run")


def fill(node: SimNode) -> None:
    node.store.fill_disk()


def test_node_with_a_full_disk_still_takes_and_shows_a_cease_and_writes_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    fill(south)
    stop = press_cease(north)
    two.settle()
    assert south.state(id_) == "suspended"
    assert stop in south.picture.ceases
    assert south.record("cease")
    two.pass_time(30)
    south.store.empty_disk()
    two.pass_time(60)
    line = north.line_to("south")
    assert line.confirmed[Chain.URGENT] == line.seat.heads[Chain.URGENT].serial
    check_all(two)


def test_node_with_a_full_disk_still_sends_a_cease(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    fill(north)
    stop = press_cease(north, id_)
    assert north.state(id_) == "suspended"
    two.settle()
    assert south.state(id_) == "suspended"
    north.store.empty_disk()
    two.pass_time(30)
    resume(south, stop)
    resume(north, stop)
    two.settle()
    assert north.state(id_) == "coordinated"
    check_all(two)


def test_cease_comes_to_a_full_disk_even_after_both_ends_started_anew(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    fill(south)
    two.pass_time(20)
    north.kill()
    north.start()
    two.pass_time(20)
    stop = press_cease(north)
    two.settle()
    assert stop in south.picture.ceases
    assert south.state(id_) == "suspended"


def test_ordinary_message_that_found_no_room_comes_again_when_there_is_room(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    fill(south)
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    assert not [row for row in south.record("notify") if item.id.encode() in row.body]
    assert north.line_to("south").confirmed[Chain.ORDINARY] < north.line_to("south").seat.heads[Chain.ORDINARY].serial
    south.store.empty_disk()
    two.pass_time(60)
    assert item.id in south.picture.items
    check_all(two)


def test_officers_order_that_found_no_room_changes_nothing(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    fill(north)
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    assert item.id not in north.picture.items
    assert item.id not in south.picture.items
    assert not north.record("local.item")


def test_record_that_was_lost_comes_back_with_agreement_answers_and_states_as_they_were(two: Network) -> None:
    """A signature counts only behind what it signs: the two chains are put together again as they grew."""
    north, south = two.nodes["north"], two.nodes["south"]
    ours, theirs = make_item(two, "north"), make_item(two, "south", place=2)
    for owner, other, item in ((north, south, ours), (south, north, theirs)):
        file(owner, item)
        two.settle()
        reply(other, item.id)
        two.settle()
        two.pass_time(5)
    before = {item.id: north.state(item.id) for item in (ours, theirs)}
    assert before == {ours.id: "coordinated", theirs.id: "coordinated"}
    agreements = {key: row.signed_by for key, row in north.picture.agreements.items()}
    two.restore(north, MemoryStore())
    two.dial()
    two.settle()
    two.pass_time(60)
    assert {key: row.signed_by for key, row in north.picture.agreements.items()} == agreements
    assert {item.id: north.state(item.id) for item in (ours, theirs)} == before
    assert north.line_to("south").seat.may_sign
    assert not north.lines._merges
    invariants.check_i3(two)
    invariants.check_i5(north)

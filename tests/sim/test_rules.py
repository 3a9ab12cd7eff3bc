"""The eighteen rules, one by one, between real nodes: what each forbids does not happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tansiq.airspace.item import Item, ItemKind
from tansiq.base.errors import NotAllowed, Stale
from tansiq.base.ids import ItemId
from tansiq.coordination.picture import answer_key
from tansiq.coordination.statements import Disclosure, Verdict
from tansiq.ledger.envelope import Chain
from tansiq.link.events import Announced, BeatNow
from tansiq.node.orders import agreements, answer, status, submit
from tansiq.node.orders.messages import clear_set_aside
from tansiq.node.refusals import ConflictStands
from tansiq.store.contract import RecordRow
from tests.sim import invariants
from tests.sim.items import amend, current, doubt, file, make_item, move_item, press_cease, reply, resume
from tests.sim.network import Network
from tests.sim.test_cease import forge, wire_between
from tests.sim.test_coordination import check_all, coordinate, fly


def item_of(network: Network, party: str, id_: ItemId) -> Item:
    picture = network.nodes[party].picture
    return picture.revisions[picture.items[id_].current].item


def test_rule_1_an_answer_counts_only_for_the_revision_it_names(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    old = current(north, id_)
    amend(north, move_item(item_of(two, "north", id_), 2))
    two.settle()
    assert north.state(id_) == "submitted"
    assert answer_key(old, south.party) in north.picture.answers
    assert "not_answered" in north.codes(id_)


def test_rule_2_an_ordinary_message_waits_for_those_before_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    wire = wire_between(two, "north", "south")
    first, second = make_item(two, "north"), make_item(two, "north", place=2)
    file(north, first)
    two.step_node(north)
    two.pull(wire, north)
    wire.flying["south"].clear()
    file(north, second)
    two.step_node(north)
    two.pull(wire, north)
    two.deliver(wire, south)
    two.step_node(south)
    assert not {first.id, second.id} & set(south.picture.items)
    two.pass_time(40)
    entries = [south.picture.revisions[south.picture.items[item.id].current].entry for item in (first, second)]
    assert entries == sorted(entries)


def test_rule_3_no_byte_leaves_before_the_decision_is_durable(two: Network) -> None:
    north = two.nodes["north"]
    before = len(two.sent["south"])
    item = make_item(two, "north", name="not yet durable")
    file(north, item)
    two.settle(stalled=["north"])
    assert not any(b"not yet durable" in invariants.readable(raw) for raw in two.sent["south"][before:])
    two.settle()
    assert any(b"not yet durable" in invariants.readable(raw) for raw in two.sent["south"][before:])
    record = north.record("local.item")[-1]
    assert [row.number for row in north.record("notify")][-1] == record.number + 1


def test_rule_4_no_agreement_in_force_is_a_hold_and_everybody_told_hears_of_every_change(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    (agreement,) = north.picture.agreements
    north.act(lambda desk: agreements.suspend(desk, agreement))  # type: ignore[arg-type]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    assert item.id in south.picture.items
    assert "no_agreement" in north.codes(item.id)
    north.act(lambda desk: agreements.end(desk, agreement))  # type: ignore[arg-type]
    amend(north, move_item(item, 2))
    two.settle()
    assert current(south, item.id) == current(north, item.id)
    north.act(lambda desk: submit.cancel(desk, item.id))
    two.settle()
    assert south.state(item.id) == "cancelled"


def test_rule_5_a_flown_revision_stays_live_beside_its_successor_until_it_is_released(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    flown = current(north, id_)
    amend(north, move_item(item_of(two, "north", id_), 2))
    two.settle()
    assert south.picture.revisions[flown].is_live
    rival = make_item(two, "south", place=1)
    file(south, rival)
    two.settle()
    assert "bound" in south.codes(rival.id)
    north.act(lambda desk: submit.release(desk, id_, flown))
    two.settle()
    assert not south.picture.revisions[flown].is_live
    assert "bound" not in south.codes(rival.id)


def test_rule_5_own_force_area_under_the_flown_revision_suspends_although_a_newer_one_is_clear_of_it(
    two: Network,
) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    amend(north, move_item(item_of(two, "north", id_), 2))
    two.settle()
    file(south, make_item(two, "south", ItemKind.OWN_FORCE_AREA, place=1))
    two.settle()
    assert north.state(id_) == south.state(id_) == "suspended"


def test_rule_6_a_node_does_not_concur_to_what_meets_its_own_or_what_it_protects(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    file(south, make_item(two, "south", ItemKind.PROTECTED_SITE, place=1))
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    with pytest.raises(ConflictStands):
        reply(south, item.id)
    assert "cannot" in north.codes(item.id)


def test_rule_7_a_concur_binds_until_the_owner_confirms_that_it_is_withdrawn(three: Network) -> None:
    east, north, south = (three.nodes[name] for name in ("east", "north", "south"))
    id_ = coordinate(three, "south", ("north",))
    rival = make_item(three, "east", place=1)
    file(east, rival)
    three.settle()
    three.part("north", "south")
    doubt(north, id_)
    three.settle()
    with pytest.raises(ConflictStands):
        reply(north, rival.id)
    three.join("north", "south")
    three.settle()
    reply(north, rival.id)
    three.settle()
    assert east.state(rival.id) == "coordinated"
    assert south.state(id_) == "submitted"
    check_all(three)


def test_rule_8_a_withdrawal_a_cease_or_a_suspended_agreement_ends_coordination(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    (agreement,) = north.picture.agreements
    id_ = coordinate(two)
    south.act(lambda desk: agreements.suspend(desk, agreement))  # type: ignore[arg-type]
    two.settle()
    assert "no_agreement" in north.codes(id_)
    assert north.state(id_) == "submitted"
    south.act(lambda desk: agreements.lift_suspension(desk, agreement))  # type: ignore[arg-type]
    two.settle()
    assert north.state(id_) == "coordinated"
    stop = press_cease(south)
    two.settle()
    assert north.codes(id_) == {"cease_stands"}
    for node in (north, south):
        resume(node, stop)
    two.settle()
    assert north.state(id_) == "coordinated"


def test_rule_9_the_owner_checks_for_itself_what_the_peer_concurred_to(two: Network) -> None:
    north = two.nodes["north"]
    id_ = coordinate(two)
    file(north, make_item(two, "north", ItemKind.OWN_FORCE_AREA, place=1))
    assert north.codes(id_) == {"conflict"}


def test_rule_10_a_newcomer_does_not_unseat_what_is_coordinated_and_is_itself_held(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    newcomer = make_item(two, "south", place=1)
    file(south, newcomer)
    two.settle()
    assert north.state(id_) == "coordinated"
    assert "bound" in south.codes(newcomer.id)
    with pytest.raises(ConflictStands):
        reply(north, newcomer.id)


def test_rule_10_two_submitted_before_either_was_answered_are_both_held(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    ours, theirs = make_item(two, "north"), make_item(two, "south", place=1)
    file(north, ours)
    file(south, theirs)
    two.settle()
    for node, own, other in ((north, ours, theirs), (south, theirs, ours)):
        assert "conflict" in node.codes(own.id)
        with pytest.raises(ConflictStands):
            reply(node, other.id)


def test_rule_11_cannot_is_not_final_and_the_latest_answer_counts(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    area = make_item(two, "south", ItemKind.OWN_FORCE_AREA)
    item = make_item(two, "north")
    file(south, area)
    file(north, item)
    two.settle()
    assert "cannot" in north.codes(item.id)
    south.act(lambda desk: submit.cancel(desk, area.id))
    assert next(hold.turn for hold in south.holds(item.id) if hold.code == "cannot") == south.party
    reply(south, item.id)
    two.settle()
    assert north.state(item.id) == "coordinated"


def test_rule_12_a_withdrawal_is_final_for_its_concur_and_only_a_new_one_restores(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    area = make_item(two, "south", ItemKind.OWN_FORCE_AREA)
    before = south.kernel.store.record_count()
    file(south, area)
    kinds = [row.kind for row in _flushed(two, "south") if row.number > before]
    assert {"local.item", "doubt"} <= set(kinds)
    two.settle()
    south.act(lambda desk: submit.cancel(desk, area.id))
    two.settle()
    assert "withdrawn" in north.codes(id_)
    reply(south, id_)
    two.settle()
    assert north.state(id_) == "coordinated"


def _flushed(network: Network, name: str) -> Sequence[RecordRow]:
    network.nodes[name].store.flush(1)
    return network.nodes[name].store.record(0, 10_000)


def test_rule_13_an_answer_tells_a_position_on_this_line_and_nothing_of_other_lines(three: Network) -> None:
    east, north, south = (three.nodes[name] for name in ("east", "north", "south"))
    for place in (1, 2, 2):
        file(south, make_item(three, "south", place=place))
    item = make_item(three, "east")
    file(east, item)
    three.settle()
    reply(north, item.id, Verdict.CANNOT)
    three.settle()
    told = next(iter(east.picture.answers.values())).answer
    assert told.knew_yours == east.line_to("north").seat.heads[Chain.ORDINARY].serial


def test_rule_14_a_heartbeat_renews_nothing_while_a_message_before_it_is_missing(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    wire = wire_between(two, "north", "south")
    fresh = north.picture.live_of(south.party).echoed_ping_ms
    doubt(south, id_)
    two.step_node(south)
    two.pull(wire, south)
    wire.flying["north"].clear()
    two.now_ms += 5000
    two.mono_s += 1
    two.jump(0)
    assert north.picture.live_of(south.party).echoed_ping_ms == fresh
    two.pass_time(65)
    assert {"withdrawn"} <= north.codes(id_)


def test_rule_14_an_echo_of_a_ping_not_yet_sent_renews_nothing(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    coordinate(two)
    south.clock.skew_ms = 0
    pulse = south.drivers[north.party].exchange._pulse
    pulse._peer_ping_ms = two.now_ms + 10**9
    south.drivers[north.party].tell(BeatNow())
    two.settle()
    assert (north.picture.live_of(south.party).echoed_ping_ms or 0) <= two.now_ms


def test_rule_15_after_a_minute_of_silence_the_owner_holds_and_suspends_by_itself(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    flown = fly(two)
    held = coordinate(two, place=2)
    two.part("north", "south")
    two.pass_time(70)
    assert north.state(flown) == "suspended"
    assert "stale" in north.codes(held)
    two.join("north", "south")
    two.pass_time(20)
    assert north.state(held) == "coordinated"
    assert north.state(flown) == south.state(flown) == "suspended"


def test_rule_15_the_peer_is_free_only_after_the_owner_has_lapsed(three: Network) -> None:
    """South's activity, concurred to by north, against east's: north may go over to east only when south holds."""
    east, north, south = (three.nodes[name] for name in ("east", "north", "south"))
    id_ = coordinate(three, "south", ("north",))
    rival = make_item(three, "east", place=1)
    file(east, rival)
    three.settle()
    three.pass_time(5, every_s=1)
    north.drivers[south.party].tell(Announced("ok"))  # from now on the two do not beat at the same instant
    three.pass_time(11, every_s=1)
    three.part("north", "south")
    doubt(north, id_)
    for _ in range(90):
        three.pass_time(1, every_s=1)
        try:
            reply(north, rival.id)
        except Stale:
            continue
        break
    three.settle()
    assert east.state(rival.id) == "coordinated"
    assert "stale" in south.codes(id_)


def test_rule_16_a_resolution_holds_for_the_two_revisions_it_names_once_both_have_signed(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    ours, theirs = make_item(two, "north"), make_item(two, "south", place=1)
    a, b = file(north, ours), file(south, theirs)
    two.settle()
    north.act(lambda desk: answer.resolve(desk, a, b, terms="one above the other", lang="en"))
    two.settle()
    assert "conflict" in north.codes(ours.id)
    south.act(lambda desk: answer.resolve(desk, a, b, terms="one above the other", lang="en"))
    two.settle()
    reply(south, ours.id)
    reply(north, theirs.id)
    two.settle()
    assert north.state(ours.id) == south.state(theirs.id) == "coordinated"
    check_all(two)
    amend(north, replace(item_of(two, "north", ours.id), name="changed"))
    two.settle()
    assert {"conflict", "bound"} & north.codes(ours.id)


def test_rule_17_a_cease_stands_at_each_end_until_both_signed_to_resume_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    stop = press_cease(south, id_)
    two.settle()
    resume(south, stop)
    two.settle()
    for node in (north, south):
        assert "cease_stands" in node.codes(id_)
    resume(north, stop)
    two.settle()
    assert north.state(id_) == "coordinated"


def test_rule_18_a_message_that_was_rejected_holds_its_line_until_an_officer_clears_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    two.inject("south", "north", forge(south, "north", "verify", b'{"nobody":"knows"}'))
    two.settle()
    assert "set_aside" in north.codes(id_)
    (hash_,) = north.picture.set_asides
    north.act(lambda desk: clear_set_aside(desk, hash_))  # type: ignore[arg-type]
    two.settle()
    assert "set_aside" not in north.codes(id_)


def test_movement_of_another_party_is_not_started_ended_or_amended(two: Network) -> None:
    south = two.nodes["south"]
    id_ = coordinate(two)
    with pytest.raises(NotAllowed):
        south.act(lambda desk: status.end(desk, id_))


def test_party_told_later_in_full_of_an_amended_activity_knows_it_by_the_same_hash(three: Network) -> None:
    north, south = three.nodes["north"], three.nodes["south"]
    (agreement,) = south.picture.agreements
    item = make_item(three, "north")
    file(north, item)
    amend(north, move_item(item, 1))
    three.settle()
    hashes = {current(node, item.id) for node in three.nodes.values()}
    assert len(hashes) == 1
    assert agreement in north.picture.agreements


def test_coarse_and_withheld_items_leave_nothing_of_themselves_on_the_wire(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    for how, name in ((Disclosure.COARSE, "coarse secret"), (Disclosure.WITHHELD, "withheld secret")):
        area = make_item(two, "south", ItemKind.OWN_FORCE_AREA, place=1, name=name, note=f"note of {name}")
        file(south, area, {"north": how})
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    assert "cannot" in north.codes(item.id)
    whole = b"".join(invariants.readable(raw) for raw in two.sent["north"])
    assert b"secret" not in whole
    assert str(375_300_000).encode() not in whole

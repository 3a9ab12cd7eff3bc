"""A cease always gets through, and stands until both ends resume that very one."""

from __future__ import annotations

from functools import partial

from tansiq.base.ids import ItemId, MessageId
from tansiq.coordination.statements import Note
from tansiq.ledger.chain import next_envelope
from tansiq.ledger.envelope import Chain, Envelope, Precedence, encode_body, parse_sealed, seal
from tansiq.ledger.keys import SigningKey
from tansiq.node.kernel import Desk
from tansiq.node.orders import cease as verbs
from tests.sim.items import activate, file, make_item, press_cease, reply, resume
from tests.sim.network import Network, Wire
from tests.sim.nodes import SimNode, key_of, line_between
from tests.sim.test_coordination import check_all, coordinate, fly


def forge(node: SimNode, to: str, kind: str, body: bytes, *, key: SigningKey | None = None, version: int = 1) -> bytes:
    """The next message on a node's chain, with any kind and body, as its own program would never write it."""
    urgent = kind in {"cease", "distress", "resume_agreed", "cease_executed"}
    chain = Chain.URGENT if urgent else Chain.ORDINARY
    head = node.store.heads(line_between(node.party, to)).contiguous["out", chain]
    draft = Envelope(
        line=line_between(node.party, to),
        chain=chain,
        sender=node.party,
        to=(to,),  # type: ignore[arg-type]
        serial=1,
        prev=head.hash,
        id=MessageId(node.network.new_id()),
        kind=kind,
        kind_version=version,
        precedence=Precedence.ROUTINE,
        sent_ms=node.clock.now_ms(),
        author="watch",  # type: ignore[arg-type]
        lang="en",
        body=body,
        exercise=True,
    )
    return seal(next_envelope(draft, head), key or key_of(node.party)).raw()


def wire_between(network: Network, a: str, b: str) -> Wire:
    return next(wire for wire in network.wires if {node.name for node in wire.ends} == {a, b})


def is_message(raw: bytes, chain: Chain) -> bool:
    return f'"chain":"{chain.value}"'.encode() in parse_sealed(raw).payload if b"envelope.v1" in raw else False


def test_cease_overtakes_a_backlog_of_ordinary_messages(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    for number in range(60):
        note = Note(f"{number} " + "x" * 1900, "en")
        north.act(partial(Desk.say, to=south.party, statement=note))
    stop = press_cease(north)
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
    assert stop in south.picture.ceases


def test_cease_is_acted_on_across_a_gap_and_the_gap_is_closed_afterwards(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    far = make_item(two, "north", place=2)
    file(north, far)
    two.settle()
    wire = wire_between(two, "north", "south")
    first = press_cease(north, far.id)
    two.step_node(north)
    two.pull(wire, north)
    wire.flying["south"].clear()
    second = press_cease(north, id_)
    two.step_node(north)
    while two.pull(wire, north):
        pass
    while two.deliver(wire, south):
        pass
    south.drivers[north.party].step()
    assert south.state(id_) == "suspended"
    assert first not in south.picture.ceases
    two.settle()
    two.pass_time(30)
    assert {first, second} <= set(south.picture.ceases)
    check_all(two)


def test_cease_that_names_an_unknown_activity_stops_all_shared_until_it_arrives(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    shared = fly(two)
    late = make_item(two, "north", place=2)
    wire = wire_between(two, "north", "south")
    file(north, late)
    two.step_node(north)
    two.pull(wire, north)
    wire.flying["south"].clear()
    press_cease(north, late.id)
    two.settle()
    assert late.id not in south.picture.items
    assert south.state(shared) == "suspended"
    assert north.state(shared) == "active"
    two.pass_time(40)
    assert "cease_stands" in south.codes(late.id)
    assert "cease_stands" not in south.codes(shared)


def test_cease_that_crosses_the_owners_start_suspends_at_both_ends(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    two.jump(2 * 3600 + 60)
    activate(north, id_)
    press_cease(south)
    two.settle()
    assert north.state(id_) == south.state(id_) == "suspended"


def test_prose_that_says_stop_suspends_at_both_ends(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    south.act(lambda desk: desk.say(north.party, Note("For God's sake stop, they are our own people", "en")))
    two.settle()
    assert north.state(id_) == south.state(id_) == "suspended"
    (stop,) = north.picture.ceases.values()
    assert stop.cause.value == "prose"
    for node in (north, south):
        resume(node, stop.id)
        two.settle()
    assert north.state(id_) == "coordinated"


def test_cease_that_cannot_be_read_still_stops_and_is_said_back(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    two.inject("south", "north", forge(south, "north", "cease", encode_body({"what": "everything"})))
    two.settle()
    assert north.state(id_) == "suspended"
    assert [row.code for row in north.picture.set_asides.values()] == ["bad_body"]
    assert south.record("rejected")


def test_cease_with_a_bad_signature_inside_the_line_suspends_and_is_marked_unproven(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    raw = forge(south, "north", "cease", encode_body({"cease": two.new_id()}), key=SigningKey(b"?" * 32))
    two.inject("south", "north", raw)
    two.settle()
    assert north.state(id_) == "suspended"
    (stop,) = north.picture.ceases.values()
    assert stop.is_unproven


def test_resume_that_overtakes_its_cease_counts_when_the_cease_arrives(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    wire = wire_between(two, "north", "south")
    stop = press_cease(north, id_)
    two.step_node(north)
    two.pull(wire, north)
    wire.flying["south"].clear()
    resume(north, stop)
    two.settle()
    two.pass_time(30)
    assert south.picture.ceases[stop].resumed_by == {north.party}
    resume(south, stop)
    two.settle()
    assert north.state(id_) == "coordinated"
    assert "cease_stands" not in south.codes(id_)


def test_cease_is_taken_reported_and_escalates_only_until_then(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    stop = press_cease(south, id_)
    two.settle()
    two.pass_time(65)
    steps = {dict(alert.facts)["step"] for alert in north.alerts("overdue")}
    assert steps == {"answer", "escalate"}
    north.act(lambda desk: verbs.take(desk, stop))
    now_ms = north.clock.now_ms()
    north.act_urgently(lambda desk: verbs.report_executed(desk, stop, taken_ms=now_ms, executed_ms=now_ms + 1))
    two.settle()
    two.pass_time(60)
    assert {dict(alert.facts)["step"] for alert in north.alerts("overdue")} == steps
    assert [report.party for report in south.picture.ceases[stop].executed] == [north.party]


def test_cease_needs_no_agreement(two: Network) -> None:
    from tansiq.node.orders import agreements

    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    (agreement,) = south.picture.agreements
    south.act(lambda desk: agreements.end(desk, agreement))  # type: ignore[arg-type]
    two.settle()
    press_cease(south)
    two.settle()
    assert north.state(id_) == "suspended"


def test_one_resumed_cease_lifts_no_other_and_a_duplicate_changes_nothing(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_: ItemId = fly(two)
    first, second = press_cease(south, id_), press_cease(south, id_)
    two.settle()
    again = [row.raw for row in south.store.envelopes(
        line_between("north", "south"), "out", Chain.URGENT, after=0, limit_bytes=1 << 20)]  # fmt: skip
    for node in (north, south):
        resume(node, first)
        two.settle()
    for raw in again:
        two.inject("south", "north", raw)
    two.settle()
    assert not north.picture.ceases[first].stands
    assert north.picture.ceases[second].stands
    assert north.state(id_) == "suspended"


def test_cease_stands_across_amendments(two: Network) -> None:
    from tests.sim.items import amend, move_item

    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    press_cease(south, id_)
    two.settle()
    amend(north, move_item(north.picture.revisions[north.picture.items[id_].current].item, 2))
    two.settle()
    reply(south, id_)
    two.settle()
    assert north.codes(id_) == {"cease_stands"}

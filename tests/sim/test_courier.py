"""A line that is dead is carried by hand: files there and back, and a stop by voice."""

from __future__ import annotations

from typing import TypeVar

import pytest

from tansiq.base.ids import CeaseId, PartyId, Sha256
from tansiq.coordination.statements import Cease, CeaseCause
from tansiq.ledger.envelope import Chain, parse_sealed
from tansiq.ledger.frames import Receipts, seal_frame
from tansiq.ledger.receipt import Receipt
from tansiq.node.kernel import Author, Decision
from tansiq.node.lines.courier import Part, Report
from tansiq.node.lines.false_receipts import false_receipts
from tansiq.store.memory import MemoryStore
from tansiq.wire.courier import (
    BadCourier,
    CourierExercise,
    CourierForOther,
    CourierOfOtherLine,
    CourierRow,
    parse_row,
    write_row,
)
from tansiq.wire.spoken import write_spoken
from tansiq.wire.voice import VoiceMistake
from tests.sim import invariants
from tests.sim.items import activate, current, doubt, file, make_item, press_cease, reply, resume
from tests.sim.network import Network
from tests.sim.nodes import SimNode

T = TypeVar("T")
WHO = Author("watch", "en")  # type: ignore[arg-type]
NORTH, SOUTH = PartyId("north"), PartyId("south")


def rows_of(node: SimNode, peer: str, part: Part | None = None) -> list[str]:
    line, courier = node.line_to(peer), node.lines.courier
    decisions = courier.sign_for_export(line)
    node.store.flush()
    assert all(decision.is_done and decision.error is None for decision in decisions)
    rows = list(courier.write(line, part or Part()))
    courier.note_export(line, part or Part(), WHO)
    node.store.flush()
    return rows


def take(node: SimNode, peer: str, rows: list[str]) -> Report:
    report = node.lines.courier.take(node.line_to(peer), rows, WHO)
    for _ in range(20):
        node.store.flush()
    assert all(decision.is_done and decision.error is None for decision in report.decisions)
    return report


def carry(network: Network, sender: str, to: str, part: Part | None = None) -> Report:
    return take(network.nodes[to], sender, rows_of(network.nodes[sender], to, part))


def test_messages_go_by_file_and_their_receipts_come_back_by_file(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    item = make_item(two, "north")
    file(north, item)
    assert item.id not in south.picture.items
    report = carry(two, "north", "south")
    assert report.taken == 1 and report.set_aside == report.too_early == 0
    assert item.id in south.picture.items
    assert south.picture.paths[NORTH].path == "courier"
    back = carry(two, "south", "north")
    line = north.line_to("south")
    assert back.receipts >= 1
    assert line.confirmed[Chain.ORDINARY] == line.seat.heads[Chain.ORDINARY].serial
    two.join("north", "south")
    two.settle()
    invariants.check_i3(two)


def test_file_taken_in_twice_changes_nothing_the_second_time(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    file(north, make_item(two, "north"))
    rows = rows_of(north, "south")
    first = take(south, "north", rows)
    count = south.store.record_count()
    second = take(south, "north", rows)
    assert (first.taken, second.taken, second.known) == (1, 0, first.taken)
    assert south.store.record_count() == count


def test_cease_by_courier_suspends(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    reply(south, item.id)
    two.settle()
    two.jump((item.start_ms - two.now_ms) / 1000 + 60)
    activate(north, item.id)
    two.settle()
    two.part("north", "south")
    id_ = press_cease(south, item.id)
    assert carry(two, "south", "north").taken >= 1
    assert north.picture.ceases[id_].stands and not north.picture.ceases[id_].is_unproven
    assert north.state(item.id) == "suspended"


def test_part_of_a_line_is_named_by_serials_and_a_gap_is_left_alone(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    items = [make_item(two, "north", place=2, hours=at + 1) for at in range(3)]
    for item in items:
        file(north, item)
    head = north.line_to("south").seat.heads[Chain.ORDINARY].serial
    rows_of(north, "south")
    last = north.line_to("south").seat.heads[Chain.ORDINARY].serial
    assert last == head + 3
    later = carry(two, "north", "south", Part((Chain.ORDINARY,), first=last))
    assert (later.taken, later.too_early) == (0, 1)
    earlier = carry(two, "north", "south", Part((Chain.ORDINARY,), first=head + 1, last=last - 1))
    assert earlier.taken == 2
    assert carry(two, "north", "south", Part((Chain.ORDINARY,), first=last)).taken == 1
    assert {item.id for item in items} <= set(south.picture.items)


def test_pressing_goes_first_in_a_file_too(two: Network) -> None:
    north = two.nodes["north"]
    item = make_item(two, "south")
    file(two.nodes["south"], item)
    two.settle()
    two.part("north", "south")
    file(north, make_item(two, "north", place=2))
    doubt(north, item.id)
    rows_of(north, "south")
    line = north.line_to("south")
    rows = north.store.envelopes(line.seat.line, "out", Chain.ORDINARY, after=0, limit_bytes=1 << 30)
    assert b'"kind":"doubt"' in _payload(rows[-2].raw) and b'"kind":"notify"' in _payload(rows[-1].raw)


def _payload(raw: bytes) -> bytes:
    return parse_sealed(raw).payload


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({'"to":"south"': '"to":"east"'}, CourierForOther),
        ({'"from":"north"': '"from":"east"'}, CourierForOther),
        ({'"exercise":true': '"exercise":false'}, CourierExercise),
        ({'"line":"': '"line":"x'}, CourierOfOtherLine),
        ({'"courier":1': '"courier":2'}, BadCourier),
        ({"{": "["}, BadCourier),
    ],
)
def test_file_that_is_not_for_this_line_is_refused_whole(
    two: Network, changed: dict[str, str], error: type[Exception]
) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    file(north, make_item(two, "north"))
    rows = rows_of(north, "south")
    for old, new in changed.items():
        assert old in rows[0]
        rows[0] = rows[0].replace(old, new, 1)
    count = south.store.record_count()
    with pytest.raises(error):
        take(south, "north", rows)
    assert south.store.record_count() == count


def test_torn_row_names_its_line_and_nothing_of_the_piece_is_taken(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    file(north, make_item(two, "north"))
    rows = rows_of(north, "south")
    rows[-1] = rows[-1][: len(rows[-1]) // 2]
    count = south.store.record_count()
    with pytest.raises(BadCourier) as raised:
        take(south, "north", rows)
    assert raised.value.where == f"line {len(rows)}"
    assert south.store.record_count() == count


def test_envelope_that_was_changed_on_the_way_is_set_aside_and_never_applied(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    item = make_item(two, "north")
    file(north, item)
    rows = rows_of(north, "south")
    at = next(at for at, row in enumerate(rows[1:], start=1) if parse_row(row, number=at).raw)
    rows[at] = rows[at].replace('\\"sig\\":\\"', '\\"sig\\":\\"AAAA', 1)
    report = take(south, "north", rows)
    assert report.set_aside == 1 and item.id not in south.picture.items


def test_frame_of_another_is_no_receipt(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    file(north, make_item(two, "north"))
    carry(two, "north", "south")
    ours = next(row for row in rows_of(north, "south") if '"frame"' in row)
    rows = [rows_of(south, "north")[0], ours]
    with pytest.raises(BadCourier):
        take(north, "south", rows)


def test_receipt_in_a_file_for_another_message_than_was_sent_is_kept_and_told(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    seat = south.line_to("north").seat
    last = north.line_to("south").confirmed[Chain.ORDINARY]
    assert last > 1
    frame = Receipts((Receipt(Chain.ORDINARY, 1, Sha256("a" * 64)),))
    raw = seal_frame(frame, line=seat.line, sender=SOUTH, key=seat.frame_key, sent_ms=1)
    rows = [rows_of(south, "north")[0], write_row(CourierRow(frame=raw.decode("ascii")))]
    report = take(north, "south", rows)
    assert report.receipts == 0
    kept = list(false_receipts(north.store, seat.line))
    assert [(each.chain, each.serial, each.hash) for each in kept] == [("ordinary", 1, "a" * 64)]
    assert north.alerts("own_chain_differs")
    assert north.line_to("south").confirmed[Chain.ORDINARY] == last


def test_stop_that_cannot_be_signed_yet_goes_as_a_slip_and_is_proved_when_the_line_is_back(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "south")
    file(south, item)
    two.settle()
    two.part("north", "south")
    north.kill()
    north.start()
    id_ = press_cease(north, item.id)
    assert not north.line_to("south").seat.may_sign
    report = carry(two, "north", "south")
    assert (report.taken, report.stops) == (0, 1)
    assert south.picture.ceases[id_].stands and south.picture.ceases[id_].is_unproven
    assert south.alerts("by_voice")
    two.join("north", "south")
    two.settle()
    assert not south.picture.ceases[id_].is_unproven
    assert len([cease for cease in south.picture.ceases.values() if cease.stands]) == 1
    resume(north, id_)
    resume(south, id_)
    two.settle()
    assert not north.picture.ceases[id_].stands and not south.picture.ceases[id_].stands


def voice(two: Network, id_: CeaseId, *, sender: PartyId = NORTH, to: PartyId = SOUTH) -> str:
    said = Cease(id_, (), CeaseCause.OFFICER, (to,), "crews in the valley")
    return write_spoken(said, sender=sender, to=to, at_ms=two.now_ms)


def hear(node: SimNode, peer: str, text: str) -> Decision[None]:
    _, decision = node.lines.courier.take_voice(node.line_to(peer), text, WHO)
    node.store.flush()
    return decision


def test_stop_by_voice_stops_at_once_and_is_marked(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    id_ = press_cease(north)
    hear(south, "north", voice(two, id_))
    state = south.picture.ceases[id_]
    assert (state.by, state.stands, state.is_unproven) == (NORTH, True, True)
    assert state.text == "CREWS IN THE VALLEY"
    assert south.picture.paths[NORTH].path == "voice"
    [entry] = south.record("local.cease")
    assert entry.author == "watch"
    hear(south, "north", voice(two, id_))
    assert len(south.record("local.cease")) == 1
    two.join("north", "south")
    two.settle()
    assert not south.picture.ceases[id_].is_unproven


def test_stop_by_voice_for_another_or_heard_wrongly_stops_nothing(two: Network) -> None:
    south = two.nodes["south"]
    id_ = CeaseId(two.new_id())
    with pytest.raises(CourierForOther):
        hear(south, "north", voice(two, id_, to=PartyId("east")))
    text = voice(two, id_)
    wrong = text.replace("stop: 0", "stop: 1", 1)
    assert wrong != text
    with pytest.raises(VoiceMistake):
        hear(south, "north", wrong)
    assert id_ not in south.picture.ceases


def test_record_that_was_lost_comes_back_by_file(two: Network) -> None:
    north = two.nodes["north"]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    hash_ = current(north, item.id)
    two.part("north", "south")
    two.restore(north, MemoryStore())
    assert item.id not in north.picture.items
    report = carry(two, "south", "north", Part(first=1, theirs=True))
    assert report.taken > 0 and report.set_aside == 0
    assert north.picture.items[item.id].current == hash_
    assert not north.line_to("south").seat.may_sign
    two.join("north", "south")
    two.pass_time(60)
    assert north.line_to("south").seat.may_sign
    invariants.check_i3(two)


def test_own_messages_in_a_file_are_nothing_new_to_a_node_that_lost_none(two: Network) -> None:
    north = two.nodes["north"]
    file(north, make_item(two, "north"))
    two.settle()
    before = dict(north.line_to("south").seat.heads)
    report = carry(two, "south", "north", Part(theirs=True))
    assert report.taken == 0 and report.known > 0
    assert north.line_to("south").seat.heads == before

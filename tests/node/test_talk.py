"""What people tell one another beside the items: questions, protests, incidents, positions, corrections."""

from __future__ import annotations

from functools import partial

import pytest

from tansiq.airspace.states import MovementState
from tansiq.base.ids import IncidentId, MessageId, PartyId
from tansiq.coordination import statements as say
from tansiq.coordination.entry import Entry
from tansiq.geometry.positions import Position
from tansiq.ledger.envelope import Precedence
from tansiq.node.keeping.rows import to_entry
from tansiq.node.orders import messages, status, talk
from tansiq.node.refusals import NoLine, NotYours, UnknownThing, WrongState
from tests.coordination.book import ALFA, BRAVO, CHARLIE, NOW_MS, START_MS, id_of, movement
from tests.node.pair import Node, Pair, coordinated

ONE = id_of(1)
INCIDENT = IncidentId("88888888-8888-4888-8888-888888888888")


def ask(node: Node, text: str = "Where does it end?", to: PartyId = BRAVO) -> MessageId:
    node.act(
        lambda desk: talk.ask(desk, (to,), say.Query(text, "en"), precedence=Precedence.PRIORITY, answer_by_ms=None)
    )
    return list(node.picture.queries.values())[-1].id


def last(node: Node) -> Entry:
    return to_entry(node.store.record(0, 10_000)[-1], node.store)


def last_of(node: Node, kind: str) -> Entry:
    return to_entry([row for row in node.store.record(0, 10_000) if row.kind == kind][-1], node.store)


def happened(text: str) -> say.Incident:
    return say.Incident(INCIDENT, "Convoy held", NOW_MS, text, "en")


def test_question_is_answered_and_both_ends_see_the_latest_answer() -> None:
    pair = Pair()
    query = ask(pair.alfa)
    pair.settle()
    pair.bravo.act(lambda desk: talk.reply(desk, query, text="At the bridge.", lang="en"))
    pair.bravo.act(lambda desk: talk.reply(desk, query, text="At the second bridge.", lang="en"))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        answered = node.picture.queries[query].reply
        assert answered is not None
        assert (answered.text, answered.party) == ("At the second bridge.", BRAVO)


def test_reply_names_in_its_envelope_the_question_that_it_answers() -> None:
    pair = Pair()
    query = ask(pair.alfa)
    pair.settle()
    pair.bravo.act(lambda desk: talk.reply(desk, query, text="At the bridge.", lang="en"))
    sent = last(pair.bravo).sent
    assert sent is not None
    assert sent.in_reply_to == pair.bravo.picture.queries[query].hash is not None


def test_only_whom_it_was_put_to_answers_a_question() -> None:
    pair = Pair()
    query = ask(pair.alfa)
    with pytest.raises(NotYours):
        pair.alfa.act(lambda desk: talk.reply(desk, query, text="to myself", lang="en"))
    with pytest.raises(UnknownThing):
        pair.bravo.act(lambda desk: talk.reply(desk, query, text="unheard of", lang="en"))


def test_question_to_a_party_without_a_line_is_refused_and_nobody_is_asked() -> None:
    pair = Pair()
    with pytest.raises(NoLine):
        ask(pair.alfa, to=CHARLIE)
    assert not pair.alfa.picture.queries


@pytest.mark.parametrize("words", ["stop at once", "Прекратите", "أوقفوا", "durdurun"])
def test_question_or_answer_that_asks_to_stop_stops(words: str) -> None:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    query = ask(pair.alfa)
    pair.settle()
    pair.bravo.act(lambda desk: talk.reply(desk, query, text=words, lang="en"))
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED


def test_account_of_an_incident_that_tells_of_a_stop_stops_nothing() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: talk.tell(desk, happened("the lorries had to stop"), (BRAVO,)))
    pair.settle()
    assert not pair.bravo.picture.ceases


def test_each_partys_account_of_an_incident_stands_beside_the_others() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: talk.tell(desk, happened("two lorries did not arrive"), (BRAVO,)))
    pair.settle()
    pair.bravo.act(lambda desk: talk.tell(desk, happened("all arrived"), (ALFA,)))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        texts = {row.party: row.incident.text for row in node.picture.incidents.values()}
        assert texts == {ALFA: "two lorries did not arrive", BRAVO: "all arrived"}


def test_protest_is_kept_at_both_ends_and_changes_nothing() -> None:
    pair = coordinated(movement())
    before = pair.bravo.state(ONE)
    pair.alfa.act(lambda desk: talk.tell(desk, happened("they came late"), (BRAVO,)))
    pair.settle()
    told = next(row for row in pair.bravo.picture.incidents.values())
    message = to_entry(pair.bravo.store.record(told.entry - 1, 1)[0], pair.bravo.store).sent
    assert message is not None
    pair.bravo.act(lambda desk: talk.protest(desk, ALFA, message.id, text="we were in time", lang="en"))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert [row.protest.message for row in node.picture.protests.values()] == [message.id]
        assert node.state(ONE) is before


def position(at_ms: int, lat_e7: int) -> say.PositionReport:
    return say.PositionReport(say.Reported.PEOPLE, "team 2", at_ms, Position(lat_e7, 100_000_000), 10_000)


def test_later_position_replaces_an_earlier_one_whatever_came_last() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: talk.tell(desk, position(NOW_MS, 400_000_000), (BRAVO,)))
    pair.alfa.act(lambda desk: talk.tell(desk, position(NOW_MS - 60_000, 410_000_000), (BRAVO,)))
    pair.settle()
    (row,) = pair.bravo.picture.reported.values()
    assert row.report.position.lat_e7 == 400_000_000


def test_position_is_told_to_nobody_who_is_not_named() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: talk.tell(desk, position(NOW_MS, 400_000_000), ()))
    pair.settle()
    assert not pair.bravo.picture.reported
    assert pair.alfa.picture.reported


def test_correction_takes_the_place_of_what_was_asked_and_both_stay_in_the_record() -> None:
    pair = Pair()
    query = ask(pair.alfa)
    earlier = last(pair.alfa)
    pair.settle()
    pair.alfa.act(lambda desk: talk.correct(desk, earlier, say.Query("Where does it begin?", "en")))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert node.picture.queries[query].query.text == "Where does it begin?"
        assert query in node.picture.corrections
        assert [said.text for said in node.said(say.Query)] == ["Where does it end?"]


def test_mistyped_position_is_corrected_even_to_an_earlier_instant() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: talk.tell(desk, position(NOW_MS, 400_000_000), (BRAVO,)))
    earlier = last(pair.alfa)
    pair.alfa.act(lambda desk: talk.correct(desk, earlier, position(NOW_MS - 60_000, 410_000_000)))
    pair.settle()
    (row,) = pair.bravo.picture.reported.values()
    assert row.report.position.lat_e7 == 410_000_000


def test_only_ones_own_message_is_corrected_and_only_by_its_kind() -> None:
    pair = Pair()
    ask(pair.alfa)
    earlier = last(pair.alfa)
    pair.settle()
    with pytest.raises(WrongState, match="of the kind"):
        pair.alfa.act(lambda desk: talk.correct(desk, earlier, say.Note("a note", "en")))
    with pytest.raises(NotYours):
        pair.bravo.act(lambda desk: talk.correct(desk, last(pair.bravo), say.Query("not mine", "en")))


@pytest.mark.parametrize(
    ("new", "code"), [(say.Query("mine now", "en"), "not_theirs"), (say.Note("a note", "en"), "kind_differs")]
)
def test_correction_of_anothers_question_or_by_another_kind_is_set_aside(new: say.Correctable, code: str) -> None:
    pair = Pair()
    query = ask(pair.bravo, to=ALFA) if code == "not_theirs" else ask(pair.alfa)
    pair.settle()
    pair.alfa.act(lambda desk: desk.say(BRAVO, say.Correction(query, new)))
    pair.settle()
    assert [row.code for row in pair.bravo.picture.set_asides.values()] == [code]


def test_acknowledgement_rises_by_levels_and_never_falls() -> None:
    pair = Pair()
    ask(pair.alfa)
    sent = last(pair.alfa).sent
    pair.settle()
    assert sent is not None
    for level in (say.AckLevel.READ, say.AckLevel.LOADED, say.AckLevel.ENTERED):
        pair.bravo.act(partial(messages.acknowledge, earlier=last_of(pair.bravo, "query"), level=level, unit="2 Sqn"))
        pair.settle()
    (ack,) = pair.alfa.picture.acks.values()
    assert (ack.message, ack.party, ack.unit, ack.level) == (sent.id, BRAVO, "2 Sqn", say.AckLevel.LOADED)


def test_own_message_is_not_acknowledged_by_its_sender() -> None:
    pair = Pair()
    ask(pair.alfa)
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: messages.acknowledge(desk, last(pair.alfa), level=say.AckLevel.READ, unit=""))

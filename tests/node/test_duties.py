"""What waits for a person: due by precedence, taken by anybody on watch, escalated by clock, over when it is done."""

from __future__ import annotations

import pytest

from tansiq.base.ids import MessageId, OfficerId
from tansiq.base.units import MS_PER_MIN, MS_PER_S
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import AreaStatus, Articles
from tansiq.coordination.alarms import AlarmPriority, find_priority
from tansiq.coordination.duties import Duty, DutyKind, find_duties
from tansiq.coordination.noted import LocalAlert, LocalLine
from tansiq.coordination.picture import AlertState
from tansiq.ledger.envelope import Precedence
from tansiq.node.deadlines import judge_time
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Urgency
from tansiq.node.orders import agreements, answer, cease, messages, status, talk, watch
from tansiq.node.orders.cease import Call
from tansiq.node.refusals import UnknownThing
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CEASE,
    NORTH,
    NOW_MS,
    START_MS,
    area,
    id_of,
    movement,
    terms,
)
from tests.node.pair import Node, Pair, coordinated

ONE = id_of(1)
AYDIN = OfficerId("aydin")


def wait(pair: Pair, ms: int) -> None:
    pair.move_to(pair.alfa.clock.now_ms() + ms)
    for node in (pair.alfa, pair.bravo):
        node.act(judge_time)
    pair.settle()


def duties(node: Node) -> list[Duty]:
    return find_duties(node.picture, node.clock.now_ms())


def kinds(node: Node) -> set[DutyKind]:
    return {duty.kind for duty in duties(node)}


def steps(node: Node, **facts: str) -> list[str]:
    """Steps of the overdue alerts that hold these facts, in order."""
    found = [dict(row.alert.facts) for row in node.picture.alerts.values() if row.alert.code == "overdue"]
    return [each["step"] for each in found if facts.items() <= each.items()]


def alert(node: Node, code: str) -> AlertState:
    return next(row for row in node.picture.alerts.values() if row.alert.code == code)


def note(node: Node, precedence: Precedence, text: str = "call me") -> None:
    node.act(lambda desk: messages.send_note(desk, (BRAVO,), text=text, lang="en", precedence=precedence))


def test_new_movement_of_a_peer_waits_for_readback_and_answer() -> None:
    pair = Pair()
    pair.agree()
    pair.file(movement())
    assert kinds(pair.bravo) == {DutyKind.READBACK, DutyKind.ANSWER}
    assert kinds(pair.alfa) == set()


@pytest.mark.parametrize(
    ("precedence", "minutes"), [(Precedence.IMMEDIATE, 2), (Precedence.PRIORITY, 10), (Precedence.ROUTINE, 60)]
)
def test_answer_is_due_by_precedence_and_readback_in_half(precedence: Precedence, minutes: int) -> None:
    pair = Pair()
    pair.agree()
    pair.alfa.act(lambda desk: desk.say(BRAVO, say.Notify(movement()), urgency=Urgency(precedence)))
    pair.settle()
    due = {duty.kind: duty.due_ms - NOW_MS for duty in duties(pair.bravo)}
    assert due[DutyKind.ANSWER] == minutes * MS_PER_MIN
    assert due[DutyKind.READBACK] == minutes * MS_PER_MIN // 2


def test_clocks_are_articles_of_the_agreement() -> None:
    pair = Pair()
    pair.agree(terms(articles=Articles(priority_answer_ms=4 * MS_PER_MIN, cease_answer_ms=10 * MS_PER_S)))
    pair.file(movement())
    assert {duty.kind: duty.due_ms for duty in duties(pair.bravo)}[DutyKind.ANSWER] == NOW_MS + 4 * MS_PER_MIN
    pair.alfa.act(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)))
    pair.settle()
    wait(pair, 10 * MS_PER_S)
    assert steps(pair.bravo, cease=CEASE) == ["answer"]


def test_answered_it_waits_no_more_and_its_alert_is_over() -> None:
    pair = Pair()
    pair.agree()
    hash_ = pair.file(movement())
    wait(pair, 10 * MS_PER_MIN)
    assert "answer" in steps(pair.bravo, duty="answer")
    pair.bravo.act(lambda desk: answer.answer(desk, ONE, hash_, say.Verdict.CANNOT))
    pair.settle()
    wait(pair, MS_PER_S)
    assert kinds(pair.bravo) == set()
    overdue = [row for row in pair.bravo.picture.alerts.values() if dict(row.alert.facts).get("duty") == "answer"]
    assert overdue and all(row.ended_ms is not None and row.taken_by is None for row in overdue)


def test_question_nobody_takes_goes_to_the_next_officers_then_to_the_commander() -> None:
    pair = Pair()
    query = say.Query("Where does it end?", "en")
    pair.alfa.act(lambda desk: talk.ask(desk, (BRAVO,), query, precedence=Precedence.IMMEDIATE, answer_by_ms=None))
    pair.settle()
    for minutes, expected in ((1, []), (1, ["answer"]), (2, ["answer", "escalate"]), (4, ["answer", "escalate",
                                                                                         "commander"])):  # fmt: skip
        wait(pair, minutes * MS_PER_MIN)
        assert steps(pair.bravo, duty="query") == expected


def test_taken_by_any_officer_it_calls_nobody_further_and_is_still_owed() -> None:
    pair = Pair()
    query = say.Query("Where does it end?", "en")
    pair.alfa.act(lambda desk: talk.ask(desk, (BRAVO,), query, precedence=Precedence.IMMEDIATE, answer_by_ms=None))
    pair.settle()
    subject = duties(pair.bravo)[0].subject
    pair.bravo.act(lambda desk: watch.take_duty(desk, subject), officer=AYDIN)
    pair.bravo.act(lambda desk: watch.take_duty(desk, subject), officer=OfficerId("second"))
    wait(pair, 60 * MS_PER_MIN)
    assert steps(pair.bravo, duty="query") == ["answer"]
    (duty,) = duties(pair.bravo)
    assert duty.taken_by == AYDIN


def test_what_waits_for_nobody_cannot_be_taken() -> None:
    pair = Pair()
    with pytest.raises(UnknownThing):
        pair.bravo.act(lambda desk: watch.take_duty(desk, "88888888-8888-4888-8888-888888888888"))


@pytest.mark.parametrize("precedence", [Precedence.IMMEDIATE, Precedence.PRIORITY])
def test_pressing_note_waits_until_a_person_has_read_it(precedence: Precedence) -> None:
    pair = Pair()
    note(pair.alfa, precedence)
    pair.settle()
    assert kinds(pair.bravo) == {DutyKind.MESSAGE}
    row = pair.bravo.store.record(0, 10_000)[-1]
    earlier = to_entry(row, pair.bravo.store)
    pair.bravo.act(lambda desk: messages.acknowledge(desk, earlier, level=say.AckLevel.READ, unit=""))
    assert kinds(pair.bravo) == set()


def test_routine_note_waits_for_nobody_however_many_come() -> None:
    pair = Pair()
    for _ in range(5):
        note(pair.alfa, Precedence.ROUTINE)
    pair.settle()
    assert not pair.bravo.picture.notices


def stopped() -> Pair:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    pair.bravo.act(lambda desk: cease.cease(desk, CEASE, lines=(ALFA,)))
    pair.settle()
    return pair


def test_untaken_cease_goes_by_clock_to_officers_second_path_and_commander_and_its_report_is_due() -> None:
    pair = stopped()
    wait(pair, 29 * MS_PER_S)
    assert steps(pair.alfa, cease=CEASE) == []
    for seconds, last in ((1, "answer"), (30, "escalate"), (30, "second_path"), (30, "commander"), (180, "report")):
        wait(pair, seconds * MS_PER_S)
        assert steps(pair.alfa, cease=CEASE)[-1] == last


def test_maker_of_a_cease_hears_that_a_person_has_it_and_is_told_to_call_where_nobody_says_so() -> None:
    taken, untaken = stopped(), stopped()
    taken.alfa.act(lambda desk: cease.take(desk, CEASE))
    taken.settle()
    for pair in (taken, untaken):
        wait(pair, 90 * MS_PER_S)
    assert steps(taken.bravo, cease=CEASE) == []
    assert steps(untaken.bravo, cease=CEASE) == ["second_path"]
    wait(taken, 210 * MS_PER_S)
    assert steps(taken.bravo, cease=CEASE) == ["report"]
    taken.alfa.act(lambda desk: cease.report_executed(desk, CEASE, taken_ms=START_MS, executed_ms=START_MS))
    taken.settle()
    wait(taken, MS_PER_S)
    assert all(row.ended_ms is not None for row in taken.bravo.picture.alerts.values())


def test_call_of_distress_escalates_like_a_cease_and_waits_to_be_verified() -> None:
    pair = coordinated(movement())
    pair.bravo.act(lambda desk: cease.distress(desk, CEASE, Call("a bus", "en"), lines=(ALFA,)))
    pair.settle()
    assert kinds(pair.alfa) == {DutyKind.DISTRESS, DutyKind.REPORT, DutyKind.FOUND}
    wait(pair, 30 * MS_PER_S)
    assert steps(pair.alfa, cease=CEASE) == ["answer"]
    check = say.DistressCheck(CEASE, say.DistressOutcome.CONFIRMED, "called back")
    pair.alfa.act(lambda desk: cease.tell_found(desk, check))
    pair.alfa.act(lambda desk: cease.take(desk, CEASE))
    assert kinds(pair.alfa) == {DutyKind.REPORT}


def late(minutes_before: int = 1) -> Pair:
    """Bravo has an alert of the third priority."""
    pair = Pair()
    pair.agree()
    pair.move_to(START_MS - minutes_before * MS_PER_MIN)
    pair.file(movement())
    return pair


def shelve(node: Node, id_: MessageId, minutes: int) -> None:
    node.act(lambda desk: watch.shelve(desk, id_, minutes=minutes, reason="known, being amended"))


def test_shelved_alert_returns_by_itself() -> None:
    pair = late()
    row = alert(pair.bravo, "late")
    assert find_priority(pair.bravo.picture, row.alert) is AlarmPriority.P3
    shelve(pair.bravo, row.alert.alert, 60)
    kept = alert(pair.bravo, "late")
    now_ms = pair.bravo.clock.now_ms()
    assert kept.is_shelved(now_ms + 60 * MS_PER_MIN - 1)
    assert not kept.is_shelved(now_ms + 60 * MS_PER_MIN)


def test_nothing_is_shelved_longer_than_its_priority_allows() -> None:
    pair = late()
    with pytest.raises(watch.ShelvedTooLong):
        shelve(pair.bravo, alert(pair.bravo, "late").alert.alert, 61)


def test_untaken_cease_and_unilateral_flight_are_never_shelved() -> None:
    pair = stopped()
    wait(pair, 30 * MS_PER_S)
    with pytest.raises(watch.NeverShelved):
        shelve(pair.alfa, alert(pair.alfa, "overdue").alert.alert, 1)


def test_conflict_of_an_activity_being_flown_is_of_the_first_priority_and_never_shelved() -> None:
    pair = Pair()
    pair.agree()
    alert_ = LocalAlert(MessageId("66666666-6666-4666-8666-666666666666"), "conflict", ALFA, ONE, ())
    pair.alfa.act(lambda desk: desk.note(alert_))
    assert find_priority(pair.alfa.picture, alert_) is AlarmPriority.P2
    flown = stopped()
    flown.alfa.act(lambda desk: desk.note(alert_))
    assert find_priority(flown.alfa.picture, alert_) is AlarmPriority.P1
    with pytest.raises(watch.NeverShelved):
        shelve(flown.alfa, alert_.alert, 1)


@pytest.mark.parametrize(
    ("code", "priority"),
    [("line_silent", "P2"), ("untrusted", "P2"), ("not_reached", "P2"), ("nobody_on_watch", "P2"), ("late", "P3"),
     ("clock", "P3"), ("unilateral", "P1"), ("no_console", "P1"), ("a_newer_one", "P2")],
)  # fmt: skip
def test_each_alert_has_its_priority_and_an_unknown_one_is_pressing(code: str, priority: str) -> None:
    node = Node(ALFA)
    assert find_priority(node.picture, LocalAlert(MessageId("m"), code, BRAVO, None, ())) == priority


def test_silent_line_that_is_up_again_is_over_and_a_return_is_new() -> None:
    pair = Pair()
    for state, code in (("silent", "line_silent"), ("up", ""), ("silent", "line_silent")):
        pair.move_to(pair.alfa.clock.now_ms() + MS_PER_S)
        pair.alfa.act(lambda desk, state=state: desk.note(LocalLine(BRAVO, state)))  # type: ignore[misc]
        if code:
            id_ = MessageId(pair.alfa.kernel.new_id())
            pair.alfa.act(lambda desk, id_=id_, code=code: desk.note(LocalAlert(id_, code, BRAVO, None, ())))  # type: ignore[misc]
        pair.alfa.act(judge_time)
    ended = [row.ended_ms is not None for row in pair.alfa.picture.alerts.values() if row.alert.code == "line_silent"]
    assert ended == [True, False]


def test_table_of_the_picture_is_rebuilt_with_all_this() -> None:
    pair = late()
    shelve(pair.bravo, alert(pair.bravo, "late").alert.alert, 10)
    note(pair.alfa, Precedence.PRIORITY)
    pair.settle()
    pair.bravo.act(lambda desk: watch.take_duty(desk, duties(pair.bravo)[0].subject))
    wait(pair, 90 * MS_PER_MIN)
    pair.alfa.check_rebuilt()
    pair.bravo.check_rebuilt()


def test_change_of_an_area_waits_for_our_signature_and_is_over_with_it_or_with_a_later_change() -> None:
    pair = Pair()
    pair.agree(terms(areas=(area(AreaStatus.CLOSED),)))
    offer = pair.alfa.act(lambda desk: agreements.offer_change(desk, AGREEMENT, NORTH, AreaStatus.TRIAL))
    pair.settle()
    (duty,) = duties(pair.bravo)
    assert (duty.kind, duty.party, duty.due_ms - duty.since_ms) == (DutyKind.AREA, ALFA, 60 * MS_PER_MIN)
    assert duties(pair.alfa) == []
    pair.bravo.act(lambda desk: watch.take_duty(desk, duty.subject), officer=AYDIN)
    assert [each.taken_by for each in duties(pair.bravo)] == [AYDIN]
    pair.alfa.act(lambda desk: agreements.offer_change(desk, AGREEMENT, NORTH, AreaStatus.ACTIVE))
    pair.settle()
    (later,) = duties(pair.bravo)
    assert later.subject != duty.subject
    pair.bravo.act(lambda desk: agreements.sign_change(desk, AGREEMENT, offer + 1))
    pair.settle()
    assert duties(pair.bravo) == []
    for node in (pair.alfa, pair.bravo):
        node.check_rebuilt()


def test_resume_that_one_end_signed_waits_for_the_other_ends_signature() -> None:
    pair = coordinated(movement())
    pair.alfa.act(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)))
    pair.settle()
    assert DutyKind.RESUME not in kinds(pair.alfa) | kinds(pair.bravo)
    pair.alfa.act(lambda desk: cease.resume(desk, CEASE))
    pair.settle()
    (duty,) = (each for each in duties(pair.bravo) if each.kind is DutyKind.RESUME)
    assert (duty.subject, duty.party, duty.due_ms - duty.since_ms) == (CEASE, ALFA, 10 * MS_PER_MIN)
    assert DutyKind.RESUME not in kinds(pair.alfa), "it is the other end's turn"
    pair.bravo.act(lambda desk: cease.resume(desk, CEASE))
    pair.settle()
    assert DutyKind.RESUME not in kinds(pair.alfa) | kinds(pair.bravo)
    for node in (pair.alfa, pair.bravo):
        node.check_rebuilt()

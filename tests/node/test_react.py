"""What the machine says by itself, in the same transaction as its cause, and what time brings."""

from __future__ import annotations

import pytest

from tansiq.airspace.item import ItemKind
from tansiq.airspace.states import MovementState
from tansiq.base.units import MS_PER_H, MS_PER_MIN
from tansiq.coordination import statements as say
from tansiq.coordination.holds import HoldCode
from tansiq.geometry.notation import parse_location
from tansiq.node.deadlines import judge_time, time_pieces
from tansiq.node.kernel import Author
from tansiq.node.orders import agreements, answer, cease, status, submit, verify
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CEASE,
    NOW_MS,
    START_MS,
    id_of,
    movement,
    protection,
    terms,
    volume,
)
from tests.node.pair import OFFICER, SECOND, Node, Pair, coordinated

ONE = id_of(1)
HERE = parse_location("36.0000000 37.0000000", datum="WGS84")
FULL, COARSE, WITHHELD = say.Disclosure.FULL, say.Disclosure.COARSE, say.Disclosure.WITHHELD


def hazard() -> Pair:
    """Alfa's hazard to the ground, coordinated."""
    pair = Pair()
    pair.agree()
    pair.file(movement(hazard=True))
    hash_ = pair.bravo.current(ONE)
    pair.bravo.act(lambda desk: verify.verify_blind(desk, ONE, hash_, HERE, source="map"), officer=SECOND)
    pair.concur(ONE)
    return pair


def active() -> Pair:
    pair = hazard()
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    return pair


def protect(node: Node, how: dict[str, say.Disclosure], north_km: float = 0) -> None:
    around = volume(start_ms=NOW_MS, hours=12, north_km=north_km)
    node.act(lambda desk: submit.submit(desk, protection(70, node.own, around), how))  # type: ignore[arg-type]


def test_new_own_force_area_withdraws_the_concur_in_the_transaction_that_records_it() -> None:
    pair = hazard()
    around = volume(start_ms=NOW_MS, hours=12)
    kinds = []
    pair.bravo.kernel.watch(lambda entries: kinds.append([type(entry.statement).__name__ for entry in entries]))
    pair.bravo.act(lambda desk: submit.submit(desk, protection(70, BRAVO, around), {}))
    (together,) = kinds
    assert {"LocalItem", "Doubt", "LocalStanding", "LocalAlert"} <= set(together)
    pair.settle()
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.SUBMITTED
    assert HoldCode.WITHDRAWN in pair.alfa.codes(ONE)
    assert not pair.alfa.said(say.Doubt)[0].text, "what is undisclosed gives no reason"
    assert len(pair.alfa.said(say.Doubt)) == 1


def test_concur_to_what_is_cancelled_and_not_yet_released_is_withdrawn_as_any_other() -> None:
    pair = hazard()
    revision = pair.bravo.picture.items[ONE].current
    pair.alfa.act(lambda desk: desk.say(BRAVO, say.Cancel(ONE, revision)))
    pair.settle()
    assert pair.bravo.state(ONE) is MovementState.CANCELLED
    protect(pair.bravo, {})
    pair.settle()
    assert [doubt.revision for doubt in pair.alfa.said(say.Doubt)] == [revision], "it binds until it is released"
    assert pair.bravo.state(ONE) is MovementState.CANCELLED


def test_owner_knows_the_area_that_was_told_and_alerts_of_the_conflict_at_both_ends() -> None:
    pair = hazard()
    protect(pair.bravo, {ALFA: FULL})
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert "conflict" in node.alerts()
        assert HoldCode.CONFLICT in node.codes(ONE)


def test_area_thirty_kilometres_away_changes_nothing() -> None:
    pair = hazard()
    protect(pair.bravo, {ALFA: FULL}, north_km=30)
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.COORDINATED
    assert not pair.bravo.said(say.Doubt)


@pytest.mark.parametrize("how", [FULL, WITHHELD])
def test_active_hazard_that_meets_an_own_force_area_is_suspended_at_both_ends(how: say.Disclosure) -> None:
    pair = active()
    protect(pair.bravo, {ALFA: how})
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED, "at once at the end that knows"
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED
    assert pair.alfa.said(say.Cease)[0].cause in {say.CeaseCause.CONFLICT, say.CeaseCause.WITHDRAWN}


def test_owner_that_alone_knows_of_the_area_suspends_by_itself() -> None:
    pair = active()
    protect(pair.alfa, {})
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED
    pair.settle()
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED


def test_area_that_meets_only_the_revision_still_flown_suspends_it() -> None:
    pair = active()
    pair.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=60)), {}))
    pair.settle()
    protect(pair.alfa, {})
    pair.settle()
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.SUSPENDED


def test_active_movement_without_hazard_is_not_stopped_by_the_machine() -> None:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    protect(pair.alfa, {})
    assert pair.alfa.state(ONE) is MovementState.ACTIVE
    assert HoldCode.CONFLICT in pair.alfa.codes(ONE)


def test_lapsed_concur_suspends_an_active_hazard_at_its_owners() -> None:
    pair = active()
    pair.alfa.clock.move_to(START_MS + 60_000)
    pair.alfa.act(judge_time)
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED
    assert pair.alfa.said(say.Cease)[0].cause is say.CeaseCause.LAPSE


def test_suspended_agreement_holds_what_was_coordinated_and_its_return_restores_it() -> None:
    pair = hazard()
    pair.bravo.act(lambda desk: agreements.suspend(desk, AGREEMENT))
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUBMITTED
    assert pair.bravo.said(say.StatusReport)[-1].status is say.ActivityStatus.HELD
    pair.bravo.act(lambda desk: agreements.lift_suspension(desk, AGREEMENT))
    pair.settle()
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.COORDINATED


def test_a_party_newly_concerned_is_told_of_what_was_filed_before() -> None:
    pair = Pair()
    pair.file(movement())
    assert not pair.bravo.picture.items
    pair.agree()
    assert pair.bravo.current(ONE) == pair.alfa.current(ONE)


@pytest.mark.parametrize(
    ("how", "reason"),
    [(FULL, "own_force_area"), (COARSE, "own_force_area"), (WITHHELD, "not_disclosed")],
)
def test_machine_names_a_reason_only_where_its_item_was_told_to_the_asker(how: say.Disclosure, reason: str) -> None:
    pair = Pair()
    pair.agree()
    protect(pair.bravo, {ALFA: how})
    pair.settle()
    pair.file(movement(hazard=True))
    assert [said.reason for said in pair.alfa.said(say.Answer)] == [reason]


def test_asking_often_about_one_neighbourhood_waits_for_a_person_even_if_what_was_asked_is_withdrawn() -> None:
    pair = Pair()
    pair.agree()
    protect(pair.bravo, {})
    answered = []
    for number in range(1, 8):
        pair.file(movement(number, ALFA, volume(start_ms=START_MS + number * MS_PER_MIN), hazard=True))
        pair.alfa.act(lambda desk, number=number: submit.cancel(desk, id_of(number)))  # type: ignore[misc]
        pair.settle()
        answered.append(len(pair.alfa.said(say.Answer)))
    assert answered == [1, 2, 3, 4, 5, 5, 5]
    assert pair.bravo.alerts().count("probing") == 2
    pair.move_to(NOW_MS + MS_PER_H)
    pair.file(movement(9, ALFA, volume(start_ms=START_MS + MS_PER_H), hazard=True))
    assert len(pair.alfa.said(say.Answer)) == 6


def test_late_notice_alerts_whoever_receives_it() -> None:
    pair = Pair()
    pair.agree()
    pair.file(movement(1, ALFA, volume(start_ms=NOW_MS + 10 * MS_PER_MIN)))
    (alert,) = [row.alert for row in pair.bravo.picture.alerts.values() if row.alert.code == "late"]
    assert alert.facts == (("minutes", "50"),)
    assert "late" not in pair.alfa.alerts()


def test_machine_repeats_nothing_when_nothing_changed() -> None:
    pair = hazard()
    protect(pair.bravo, {ALFA: FULL})
    pair.settle()
    before = [node.store.record_count() for node in (pair.alfa, pair.bravo)]
    for node in (pair.alfa, pair.bravo):
        node.act(judge_time)
    assert [node.store.record_count() for node in (pair.alfa, pair.bravo)] == before


def test_time_judged_in_pieces_says_what_one_decision_says() -> None:
    whole, pieces = ceased(), ceased()
    for pair in (whole, pieces):
        for number in range(1, 12):
            pair.file(movement(number, ALFA, volume(north_km=40 * number), kind=ItemKind.TRANSIT))
        pair.move_to(NOW_MS + 20 * MS_PER_MIN)
    whole.alfa.act(judge_time)
    whole.bravo.act(judge_time)
    for node in (pieces.alfa, pieces.bravo):
        taken = [node.act(piece) for piece in time_pieces(node.picture)]
        assert len(taken) > 3
    for end in ("alfa", "bravo"):
        assert [row.body for row in getattr(whole, end).store.record(0, 1000)] == [
            row.body for row in getattr(pieces, end).store.record(0, 1000)
        ]
    assert len(overdue(pieces.bravo)) == 35, (
        "readback, answer and its escalation of each, and our cease that nobody took"
    )


def overdue(node: Node) -> list[str]:
    rows = [row.alert for row in node.picture.alerts.values() if row.alert.code == "overdue"]
    return [dict(alert.facts)["step"] for alert in rows]


def ceased() -> Pair:
    pair = Pair()
    pair.agree()
    pair.bravo.act(lambda desk: cease.cease(desk, CEASE, lines=(ALFA,)))
    pair.settle()
    return pair


@pytest.mark.parametrize(
    ("after_s", "steps"),
    [(29, []), (30, ["answer"]), (60, ["answer", "escalate"]), (90, ["answer", "escalate", "second_path"]),
     (120, ["answer", "escalate", "second_path", "commander"]),
     (300, ["answer", "escalate", "second_path", "commander", "report"])],
)  # fmt: skip
def test_untaken_cease_escalates_by_clock_at_the_end_that_received_it(after_s: int, steps: list[str]) -> None:
    pair = ceased()
    pair.move_to(NOW_MS + after_s * 1000)
    for _ in range(2):
        for node in (pair.alfa, pair.bravo):
            node.act(judge_time)
    assert overdue(pair.alfa) == steps
    assert overdue(pair.bravo) == [step for step in steps if step in {"second_path", "report"}], "its maker calls"


def test_taken_cease_escalates_no_further_but_its_report_falls_due() -> None:
    pair = ceased()
    pair.move_to(NOW_MS + 40_000)
    pair.alfa.act(lambda desk: cease.take(desk, CEASE))
    pair.move_to(NOW_MS + 300_000)
    pair.alfa.act(judge_time)
    assert overdue(pair.alfa) == ["answer", "report"]


def test_cease_that_both_resumed_escalates_no_more() -> None:
    pair = ceased()
    for node in (pair.alfa, pair.bravo):
        node.act(lambda desk: cease.resume(desk, CEASE))
        pair.settle()
    pair.move_to(NOW_MS + 300_000)
    pair.alfa.act(judge_time)
    assert overdue(pair.alfa) == []


def test_answer_that_is_owed_longer_than_its_time_is_called_for() -> None:
    pair = Pair()
    pair.agree()
    pair.file(movement())
    pair.move_to(NOW_MS + 10 * MS_PER_MIN)
    pair.bravo.act(judge_time)
    assert overdue(pair.bravo) == ["answer", "answer"], "readback, then answer"
    hash_ = pair.bravo.current(ONE)
    pair.bravo.act(lambda desk: answer.answer(desk, ONE, hash_, say.Verdict.CANNOT))
    pair.bravo.act(judge_time)
    assert overdue(pair.bravo) == ["answer", "answer"], "readback, then answer"


def test_area_that_expires_frees_the_way_for_a_new_concur() -> None:
    pair = Pair()
    pair.agree(terms())
    short = protection(70, BRAVO, volume(start_ms=NOW_MS, hours=12), expires_ms=NOW_MS + 60_000)
    pair.bravo.act(lambda desk: submit.submit(desk, short, {}))
    pair.file(movement())
    assert pair.alfa.codes(ONE) >= {HoldCode.NOT_ANSWERED}, "the area ends before the movement starts"
    pair.concur(ONE)
    assert pair.alfa.state(ONE) is MovementState.COORDINATED


def test_what_follows_by_machine_is_authored_by_the_machine() -> None:
    pair = hazard()
    decision = pair.bravo.kernel.run(
        lambda desk: submit.submit(desk, protection(70, BRAVO, volume(start_ms=NOW_MS, hours=12)), {}),
        Author(OFFICER, "en"),
    )
    authors = {type(entry.statement).__name__: entry.author for entry in decision.entries}
    assert (authors["LocalItem"], authors["Doubt"]) == ("officer", "machine")

"""Agreements and sheets as officers' orders; prose, accounts and messages set aside."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.base.ids import AgreementId, AreaId, AssessmentId, Sha256, SheetId
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import AgreementStatus, AreaStatus, Scope, Terms
from tansiq.coordination.noted import LocalSetAside
from tansiq.ledger.envelope import Precedence
from tansiq.node.orders import agreements, messages, sheets, submit
from tansiq.node.refusals import NoLine, NotAParty, UnknownThing, WrongState
from tests.coordination.book import AGREEMENT, ALFA, BRAVO, CHARLIE, NORTH, SHEET, area, id_of, movement, terms
from tests.node.pair import Node, Pair

NOWHERE = Sha256("0" * 64)
UNKNOWN = AgreementId("22222222-2222-4222-8222-222222222229")


def agreed(what: Terms | None = None) -> Pair:
    pair = Pair()
    pair.agree(what)
    return pair


def statuses(pair: Pair) -> set[AgreementStatus]:
    return {node.picture.agreements[AGREEMENT].status(node.clock.now_ms()) for node in (pair.alfa, pair.bravo)}


def test_draft_stays_here_and_is_replaced_by_a_later_one_until_it_is_offered() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: agreements.draft(desk, terms()))
    pair.alfa.act(lambda desk: agreements.draft(desk, replace(terms(), title="Better")))
    pair.settle()
    assert not pair.bravo.picture.agreements
    pair.alfa.act(lambda desk: agreements.offer(desk, AGREEMENT))
    pair.settle()
    assert pair.bravo.picture.agreements[AGREEMENT].terms.title == "Better"
    for verb in (lambda desk: agreements.draft(desk, terms()), lambda desk: agreements.offer(desk, AGREEMENT)):
        with pytest.raises(WrongState):
            pair.alfa.act(verb)


def test_nothing_of_a_draft_is_told_whatever_is_done_with_it() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: agreements.draft(desk, terms(areas=(area(),))))
    pair.alfa.act(lambda desk: agreements.report_situation(desk, say.Situation(AGREEMENT, NORTH, True, 1, 1, 1)))
    with pytest.raises(WrongState, match="draft"):
        pair.alfa.act(lambda desk: agreements.offer_change(desk, AGREEMENT, NORTH, AreaStatus.ACTIVE))
    pair.alfa.act(lambda desk: agreements.end(desk, AGREEMENT))
    assert not pair.alfa.outgoing
    assert pair.alfa.picture.situations and statuses_of(pair.alfa) is AgreementStatus.ENDED


def statuses_of(node: Node) -> AgreementStatus:
    return node.picture.agreements[AGREEMENT].status(node.clock.now_ms())


def test_agreement_is_in_force_at_both_ends_over_one_hash() -> None:
    pair = agreed()
    assert statuses(pair) == {AgreementStatus.IN_FORCE}
    assert pair.alfa.picture.agreements[AGREEMENT].hash == pair.bravo.picture.agreements[AGREEMENT].hash
    with pytest.raises(WrongState):
        pair.bravo.act(lambda desk: agreements.sign(desk, AGREEMENT))


def test_one_party_alone_suspends_and_takes_only_its_own_suspension_back() -> None:
    pair = agreed()
    pair.bravo.act(lambda desk: agreements.suspend(desk, AGREEMENT))
    pair.settle()
    assert statuses(pair) == {AgreementStatus.SUSPENDED}
    with pytest.raises(WrongState, match="we have not"):
        pair.alfa.act(lambda desk: agreements.lift_suspension(desk, AGREEMENT))
    pair.bravo.act(lambda desk: agreements.lift_suspension(desk, AGREEMENT))
    pair.settle()
    assert statuses(pair) == {AgreementStatus.IN_FORCE}


def test_ended_agreement_stays_ended() -> None:
    pair = agreed()
    pair.alfa.act(lambda desk: agreements.end(desk, AGREEMENT))
    pair.settle()
    assert statuses(pair) == {AgreementStatus.ENDED}
    for verb in (agreements.end, agreements.suspend, agreements.sign):
        with pytest.raises(WrongState):
            pair.bravo.act(lambda desk, verb=verb: verb(desk, AGREEMENT))  # type: ignore[misc]


def test_area_opens_at_both_ends_when_both_have_signed_and_not_before() -> None:
    pair = agreed(terms(areas=(area(AreaStatus.CLOSED),)))

    def area_statuses() -> set[AreaStatus]:
        known = [node.picture.agreements[AGREEMENT] for node in (pair.alfa, pair.bravo)]
        return {each.area_status(each.terms.areas[0]) for each in known}

    number = pair.alfa.act(lambda desk: agreements.offer_change(desk, AGREEMENT, NORTH, AreaStatus.ACTIVE))
    pair.settle()
    assert area_statuses() == {AreaStatus.CLOSED}
    with pytest.raises(WrongState):
        pair.alfa.act(lambda desk: agreements.sign_change(desk, AGREEMENT, number))
    pair.bravo.act(lambda desk: agreements.sign_change(desk, AGREEMENT, number))
    pair.settle()
    assert area_statuses() == {AreaStatus.ACTIVE}
    assert pair.bravo.act(lambda desk: agreements.offer_change(desk, AGREEMENT, NORTH, AreaStatus.CLOSED)) == number + 1


def test_what_is_not_known_or_not_ours_is_refused() -> None:
    pair = agreed(terms(areas=(area(),)))
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: agreements.sign(desk, UNKNOWN))
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: agreements.offer_change(desk, AGREEMENT, AreaId("south"), AreaStatus.ACTIVE))
    with pytest.raises(UnknownThing):
        pair.alfa.act(
            lambda desk: agreements.report_situation(desk, say.Situation(AGREEMENT, AreaId("south"), True, 1, 1, 1))
        )
    with pytest.raises(NotAParty):
        pair.alfa.act(lambda desk: agreements.draft(desk, terms(BRAVO, CHARLIE)))


def test_situation_of_an_area_is_kept_party_by_party_at_both_ends() -> None:
    pair = agreed(terms(areas=(area(),)))
    for node, there in ((pair.alfa, 3), (pair.bravo, 5)):
        said = say.Situation(AGREEMENT, NORTH, True, 150_000, there, 40)
        node.act(lambda desk, said=said: agreements.report_situation(desk, said))  # type: ignore[misc]
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        rows = node.picture.situations.values()
        assert sorted((row.party, row.situation.observers_there) for row in rows) == [(ALFA, 3), (BRAVO, 5)]


def joint(scope: Scope = Scope.JOINT_OPERATIONS) -> tuple[Pair, say.Sheet]:
    pair = agreed(terms(scope=scope))
    ours = pair.file(movement())
    theirs = pair.bravo.act(lambda desk: submit.submit(desk, movement(2, BRAVO), {}))
    pair.settle()
    lines = (say.SheetLine(ALFA, id_of(1), ours), say.SheetLine(BRAVO, id_of(2), theirs))
    return pair, say.Sheet(SHEET, 1, "Joint 1", AGREEMENT, lines, "by height", "en")


def test_sheet_is_signed_by_both_over_one_hash() -> None:
    pair, sheet = joint()
    hash_ = pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))
    pair.settle()
    pair.bravo.act(lambda desk: sheets.sign_sheet(desk, SHEET))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        known = node.picture.sheets[SHEET]
        assert (known.hash, known.signed_by) == (hash_, frozenset({ALFA, BRAVO}))
    with pytest.raises(WrongState):
        pair.bravo.act(lambda desk: sheets.sign_sheet(desk, SHEET))
    pair.bravo.act(lambda desk: sheets.withdraw_sheet(desk, SHEET))
    pair.settle()
    assert pair.alfa.picture.sheets[SHEET].is_withdrawn


def test_sheet_needs_an_agreement_in_force_that_is_for_joint_operations() -> None:
    pair, sheet = joint(Scope.FLIGHT_SAFETY)
    with pytest.raises(WrongState, match="flight safety only"):
        pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))
    pair, sheet = joint()
    pair.alfa.act(lambda desk: agreements.suspend(desk, AGREEMENT))
    with pytest.raises(WrongState, match="suspended"):
        pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))


def test_sheet_names_known_revisions_of_the_agreements_parties_under_a_fresh_number() -> None:
    pair, sheet = joint()
    first, second = sheet.lines
    for lines, error in (
        ((replace(first, revision=NOWHERE), second), UnknownThing),
        ((second,), NotAParty),
        ((first, replace(second, party=CHARLIE)), NotAParty),
    ):
        with pytest.raises(error):
            pair.alfa.act(lambda desk: sheets.offer_sheet(desk, replace(sheet, lines=lines)))  # noqa: B023
    pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))
    with pytest.raises(WrongState, match="used"):
        pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: sheets.sign_sheet(desk, SheetId(id_of(9))))


def test_sheet_offered_without_any_line_is_kept_here() -> None:
    pair, sheet = joint()
    pair.alfa.kernel.seats[BRAVO].is_revoked = True
    pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))
    assert SHEET in pair.alfa.picture.sheets


def test_prose_and_tests_go_to_whom_they_name() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: messages.send_test(desk, BRAVO, "b2f1", human=True))
    pair.alfa.act(
        lambda desk: messages.send_note(desk, (BRAVO,), text="Good morning", lang="en", precedence=Precedence.ROUTINE)
    )
    pair.settle()
    assert [type(said) for said in pair.bravo.said(say.Test | say.Note)] == [say.Test, say.Note]  # type: ignore[arg-type]
    for verb in (
        lambda desk: messages.send_test(desk, CHARLIE, "b2f1", human=True),
        lambda desk: messages.send_note(desk, (BRAVO, CHARLIE), text="x", lang="en", precedence=Precedence.ROUTINE),
    ):
        with pytest.raises(NoLine):
            pair.alfa.act(verb)
    assert len(pair.alfa.said(say.Note)) == 1, "told to all or to none"


def test_account_is_kept_here_even_where_nobody_can_be_told() -> None:
    account = say.AssessmentAct(AssessmentId(id_of(5)), "Drop", (), (), (), "en")
    pair = Pair()
    pair.alfa.act(lambda desk: messages.assess(desk, account, (BRAVO,)))
    pair.bravo.act(lambda desk: messages.assess(desk, account, (CHARLIE,)))
    pair.settle()
    assert sorted(row.party for row in pair.bravo.picture.assessments.values()) == [ALFA, BRAVO]
    assert [row.party for row in pair.alfa.picture.assessments.values()] == [ALFA]


def test_message_set_aside_is_cleared_by_its_hash() -> None:
    node = Node(ALFA)
    node.act(lambda desk: desk.note(LocalSetAside(BRAVO, NOWHERE, "bad_body", "")))
    node.act(lambda desk: messages.clear_set_aside(desk, NOWHERE))
    assert node.picture.set_asides[NOWHERE].is_cleared
    with pytest.raises(UnknownThing):
        node.act(lambda desk: messages.clear_set_aside(desk, Sha256("1" * 64)))


def test_pictures_can_be_rebuilt_after_all_of_it() -> None:
    pair, sheet = joint()
    pair.alfa.act(lambda desk: sheets.offer_sheet(desk, sheet))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        node.check_rebuilt()

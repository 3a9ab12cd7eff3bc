"""Agreements: their life, their areas, whom they concern and which of several bind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tansiq.base.ids import AgreementId, AreaId, Sha256
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import DEFAULT_ARTICLES, AgreementStatus, AreaChange, AreaStatus, Articles
from tansiq.coordination.concerned import (
    articles_between,
    articles_for,
    find_binding,
    find_closed_areas,
    find_concerned,
    freshness_ms,
)
from tansiq.coordination.holds import HoldCode
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CHARLIE,
    HOUR_MS,
    NORTH,
    NOW_MS,
    Book,
    Ready,
    area,
    hash_of,
    movement,
    terms,
    volume,
)

OTHER = AgreementId("22222222-2222-4222-8222-222222222223")
Action = say.AgreementAction


def status(book: Book) -> AgreementStatus:
    return book.picture.agreements[AGREEMENT].status(book.now_ms)


def test_agreement_lives_from_draft_to_its_end() -> None:
    book = Book()
    what = terms(ALFA, BRAVO, CHARLIE, effective_ms=NOW_MS + HOUR_MS)

    def wait() -> None:
        book.now_ms += HOUR_MS

    seen = []
    steps: list[Callable[[], object]] = [
        lambda: book.note(own.LocalDraft(what)),
        lambda: book.tell(BRAVO, say.AgreementAct(Action.OFFER, AGREEMENT, hash_of(what), what)),
        lambda: book.hear(BRAVO, say.AgreementAct(Action.SIGN, AGREEMENT, hash_of(what))),
        lambda: book.hear(CHARLIE, say.AgreementAct(Action.SIGN, AGREEMENT, hash_of(what))),
        wait,
        lambda: book.hear(CHARLIE, say.AgreementAct(Action.SUSPEND, AGREEMENT)),
        lambda: book.hear(CHARLIE, say.AgreementAct(Action.RESUME, AGREEMENT)),
        lambda: book.tell(BRAVO, say.AgreementAct(Action.END, AGREEMENT)),
    ]
    for step in steps:
        step()
        seen.append(status(book).value)
    assert seen == ["draft", "offered", "offered", "signed", "in_force", "suspended", "in_force", "ended"]


def test_agreement_ends_by_itself_at_its_end() -> None:
    book = Book()
    book.agree(terms(ends_ms=NOW_MS + 1))
    assert status(book) is AgreementStatus.IN_FORCE
    book.now_ms += 1
    assert status(book) is AgreementStatus.ENDED


def test_suspension_ends_only_when_everyone_who_suspended_takes_it_back() -> None:
    book = Book()
    book.agree(terms())
    for party in (ALFA, BRAVO):
        book.hear(party, say.AgreementAct(Action.SUSPEND, AGREEMENT))
    book.hear(ALFA, say.AgreementAct(Action.RESUME, AGREEMENT))
    assert status(book) is AgreementStatus.SUSPENDED
    book.hear(BRAVO, say.AgreementAct(Action.RESUME, AGREEMENT))
    assert status(book) is AgreementStatus.IN_FORCE


def test_signature_over_another_hash_signs_nothing() -> None:
    book = Book()
    what = terms()
    book.hear(ALFA, say.AgreementAct(Action.OFFER, AGREEMENT, hash_of(what), what))
    book.hear(BRAVO, say.AgreementAct(Action.SIGN, AGREEMENT, Sha256("0" * 64)))
    assert status(book) is AgreementStatus.OFFERED


def test_a_stranger_neither_signs_nor_ends_an_agreement() -> None:
    book = Book()
    what = terms()
    book.hear(ALFA, say.AgreementAct(Action.OFFER, AGREEMENT, hash_of(what), what))
    for action in (Action.SIGN, Action.SUSPEND, Action.END):
        book.hear(CHARLIE, say.AgreementAct(action, AGREEMENT, hash_of(what)))
    known = book.picture.agreements[AGREEMENT]
    assert (known.signed_by, known.suspended_by, known.ended_by) == (frozenset({ALFA}), frozenset(), None)


def test_terms_once_offered_are_not_replaced_by_another_offer() -> None:
    book = Book()
    book.agree(terms())
    other = replace(terms(), title="Something else")
    book.hear(BRAVO, say.AgreementAct(Action.OFFER, AGREEMENT, hash_of(other), other))
    assert book.picture.agreements[AGREEMENT].terms.title == "Flight safety"


def test_area_changes_only_when_every_party_has_signed_the_change() -> None:
    book = Book()
    book.agree(terms(ALFA, BRAVO, CHARLIE, areas=(area(AreaStatus.CLOSED),)))
    change = AreaChange(AGREEMENT, 1, NORTH, AreaStatus.ACTIVE)
    seen = []
    for party, action in ((ALFA, Action.OFFER_CHANGE), (BRAVO, Action.SIGN_CHANGE), (CHARLIE, Action.SIGN_CHANGE)):
        book.hear(party, say.AgreementAct(action, AGREEMENT, change=change))
        known = book.picture.agreements[AGREEMENT]
        seen.append(known.area_status(known.terms.areas[0]))
    assert seen == [AreaStatus.CLOSED, AreaStatus.CLOSED, AreaStatus.ACTIVE]


def test_signature_under_a_change_that_nobody_offered_changes_nothing() -> None:
    book = Book()
    book.agree(terms(areas=(area(AreaStatus.CLOSED),)))
    change = AreaChange(AGREEMENT, 1, NORTH, AreaStatus.ACTIVE)
    for party in (BRAVO, ALFA):
        book.hear(party, say.AgreementAct(Action.SIGN_CHANGE, AGREEMENT, change=change))
    known = book.picture.agreements[AGREEMENT]
    assert known.area_status(known.terms.areas[0]) is AreaStatus.CLOSED
    assert known.offered_changes == []


def test_the_latest_change_signed_by_all_counts_whatever_the_order_of_signing() -> None:
    book = Book()
    book.agree(terms(areas=(area(AreaStatus.CLOSED),)))
    second = AreaChange(AGREEMENT, 2, NORTH, AreaStatus.SUSPENDED)
    first = AreaChange(AGREEMENT, 1, NORTH, AreaStatus.ACTIVE)
    for change in (second, first):
        book.hear(ALFA, say.AgreementAct(Action.OFFER_CHANGE, AGREEMENT, change=change))
        book.hear(BRAVO, say.AgreementAct(Action.SIGN_CHANGE, AGREEMENT, change=change))
    known = book.picture.agreements[AGREEMENT]
    assert known.area_status(known.terms.areas[0]) is AreaStatus.SUSPENDED


def test_one_area_extended_opens_only_itself() -> None:
    far = area(AreaStatus.CLOSED, north_km=200, id_=AreaId("far"))
    book = Book()
    book.agree(terms(areas=(area(AreaStatus.CLOSED), far)))
    change = AreaChange(AGREEMENT, 1, NORTH, AreaStatus.TRIAL)
    book.hear(ALFA, say.AgreementAct(Action.OFFER_CHANGE, AGREEMENT, change=change))
    book.hear(BRAVO, say.AgreementAct(Action.SIGN_CHANGE, AGREEMENT, change=change))
    known = book.picture.agreements[AGREEMENT]
    assert find_closed_areas(known, movement()) == []
    assert find_closed_areas(known, movement(1, ALFA, volume(north_km=200))) == [far]


@pytest.mark.parametrize(
    "acts", [[], [Action.SUSPEND], [Action.END]], ids=["offered only", "suspended", "ended"]
)  # fmt: skip
def test_parties_are_concerned_whatever_the_agreements_state(acts: list[say.AgreementAction]) -> None:
    """Rule 4: and no agreement in force is itself a hold, never an empty list."""
    book = Ready(lined=True).open()
    what = terms()
    book.picture.put("agreements", AGREEMENT, None)
    book.hear(ALFA, say.AgreementAct(Action.OFFER, AGREEMENT, hash_of(what), what))
    if acts:
        book.hear(BRAVO, say.AgreementAct(Action.SIGN, AGREEMENT, hash_of(what)))
    for action in acts:
        book.hear(BRAVO, say.AgreementAct(action, AGREEMENT))
    assert find_concerned(book.picture, movement(7)) == {BRAVO}
    assert book.codes() == {HoldCode.NO_AGREEMENT}


def test_a_draft_concerns_its_parties_too() -> None:
    book = Book()
    book.note(own.LocalDraft(terms()))
    assert find_concerned(book.picture, movement()) == {BRAVO}


def test_a_party_is_concerned_within_the_notice_buffer_of_its_area_and_not_beyond() -> None:
    book = Book()
    book.agree(terms(areas=(area(),)))
    # The area reaches 40 km, the buffer 50 km, the activity 5 km.
    assert find_concerned(book.picture, movement(1, ALFA, volume(north_km=94))) == {BRAVO}
    assert find_concerned(book.picture, movement(1, ALFA, volume(north_km=97))) == frozenset()


def test_agreement_between_others_concerns_nobody_here() -> None:
    book = Book()
    book.agree(terms(BRAVO, CHARLIE))
    assert find_concerned(book.picture, movement()) == frozenset()


def test_whoever_was_told_once_stays_concerned() -> None:
    book = Ready(terms=terms(areas=(area(),))).open()
    moved = replace(movement(revision=2), volumes=(volume(north_km=300),))
    assert find_concerned(book.picture, moved) == {BRAVO}


def test_of_several_agreements_only_those_in_force_bind() -> None:
    book = Book()
    book.agree(terms())
    strict = terms(id_=OTHER, articles=Articles(freshness_ms=1))
    book.hear(BRAVO, say.AgreementAct(Action.OFFER, OTHER, hash_of(strict), strict))
    agreements = list(book.picture.agreements.values())
    binding = find_binding(agreements, parties=(ALFA, BRAVO), item=movement(), now_ms=NOW_MS)
    assert [agreement.terms.id for agreement in binding] == [AGREEMENT]
    assert articles_between(book.picture, (ALFA, BRAVO), movement(), NOW_MS) == DEFAULT_ARTICLES
    book.hear(ALFA, say.AgreementAct(Action.SIGN, OTHER, hash_of(strict)))
    agreements = list(book.picture.agreements.values())
    binding = find_binding(agreements, parties=(ALFA, BRAVO), item=movement(), now_ms=NOW_MS)
    assert len(binding) == 2
    assert freshness_ms(binding, movement()) == 1


def test_with_several_binding_the_one_that_asks_for_more_is_taken() -> None:
    book = Book()
    book.agree(terms(articles=Articles(verification_needed=False, readback_needed=False)))
    book.agree(terms(id_=OTHER, articles=Articles(notice_ms=7)))
    found = articles_for(list(book.picture.agreements.values()), movement())
    assert (found.notice_ms, found.verification_needed) == (7, True)


def test_area_has_its_own_articles() -> None:
    inside = replace(area(), articles=Articles(notice_ms=7))
    book = Book()
    book.agree(terms(areas=(inside,)))
    assert articles_for(list(book.picture.agreements.values()), movement()).notice_ms == 7
    beyond = movement(1, ALFA, volume(north_km=60))
    assert articles_for(list(book.picture.agreements.values()), beyond) == DEFAULT_ARTICLES

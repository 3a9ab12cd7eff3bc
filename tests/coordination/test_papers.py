"""Agreements and sheets of three parties: whatever the order in which their lines bring it, the picture is the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import PartyId
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import AgreementStatus, AreaChange, AreaStatus
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CHARLIE,
    NORTH,
    NOW_MS,
    SHEET,
    Book,
    area,
    hash_of,
    id_of,
    terms,
)

DELTA = PartyId("delta")
TERMS = terms(BRAVO, CHARLIE, DELTA, areas=(area(AreaStatus.CLOSED),))
OPENED = AreaChange(AGREEMENT, 1, NORTH, AreaStatus.TRIAL)
SHEETS = [
    say.Sheet(
        SHEET, number, "Joint", AGREEMENT,
        tuple(say.SheetLine(party, id_of(at), hash_of(at)) for at, party in enumerate(TERMS.parties)), "", "en",
    )
    for number in (1, 2)
]  # fmt: skip


def act(action: say.AgreementAction, **more: Any) -> say.AgreementAct:
    return say.AgreementAct(action, AGREEMENT, **more)


def on_sheet(action: say.SheetAction, number: int, *, with_content: bool = False) -> say.SheetAct:
    sheet = SHEETS[number - 1]
    return say.SheetAct(action, SHEET, hash_of(sheet), sheet if with_content else None)


SIGNED = act(say.AgreementAction.SIGN, hash=hash_of(TERMS))
CHANGE = act(say.AgreementAction.SIGN_CHANGE, change=OPENED)
SAID: dict[PartyId, list[say.Said]] = {
    BRAVO: [
        act(say.AgreementAction.OFFER, hash=hash_of(TERMS), terms=TERMS),
        on_sheet(say.SheetAction.OFFER, 1, with_content=True),
        CHANGE,
        on_sheet(say.SheetAction.SIGN, 2),
    ],
    CHARLIE: [
        SIGNED,
        act(say.AgreementAction.OFFER_CHANGE, change=OPENED),
        on_sheet(say.SheetAction.OFFER, 2, with_content=True),
        act(say.AgreementAction.SUSPEND),
    ],
    DELTA: [SIGNED, CHANGE, on_sheet(say.SheetAction.SIGN, 2), on_sheet(say.SheetAction.WITHDRAW, 2)],
}


@given(order=st.permutations([party for party, said in SAID.items() for _ in said]))
def test_any_order_of_the_lines_makes_the_same_papers(order: list[PartyId]) -> None:
    book = Book()
    waiting = {party: iter(said) for party, said in SAID.items()}
    for party in order:
        book.hear(party, next(waiting[party]))
    agreement = book.picture.agreements[AGREEMENT]
    assert agreement.signed_by == {BRAVO, CHARLIE, DELTA}
    assert agreement.suspended_by == {CHARLIE}
    assert agreement.area_status(TERMS.areas[0]) is AreaStatus.TRIAL
    assert [(change, by) for change, by, _ in agreement.change_offers] == [(OPENED, CHARLIE)]
    sheet = book.picture.sheets[SHEET]
    assert (sheet.sheet, sheet.offered_by) == (SHEETS[1], CHARLIE)
    assert sheet.signed_by == {BRAVO, CHARLIE, DELTA}
    assert sheet.is_withdrawn
    assert (book.picture.early_acts, book.picture.early_sheet_acts) == ({}, {})


def test_a_signature_that_comes_before_the_offer_counts_when_the_offer_comes() -> None:
    book = Book()
    book.hear(CHARLIE, SIGNED)
    assert book.picture.agreements == {}
    book.hear(DELTA, SIGNED)
    book.hear(BRAVO, SAID[BRAVO][0])
    assert book.picture.agreements[AGREEMENT].status(NOW_MS) is AgreementStatus.IN_FORCE


def test_a_stranger_and_other_terms_sign_nothing_early_either() -> None:
    book = Book()
    book.hear(ALFA, SIGNED)
    book.hear(CHARLIE, replace(SIGNED, hash=hash_of("other terms")))
    book.hear(DELTA, SIGNED)
    book.hear(BRAVO, SAID[BRAVO][0])
    assert book.picture.agreements[AGREEMENT].signed_by == {BRAVO, DELTA}

"""Agreements, sheets, accounts, situations."""

from __future__ import annotations

from dataclasses import replace

from tansiq.coordination.agreement import Agreement
from tansiq.coordination.entry import Entry
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import LocalDraft
from tansiq.coordination.picture import Account, Picture, SheetState, SituationState, situation_key
from tansiq.coordination.statements import (
    AgreementAct,
    AgreementAction,
    AssessmentAct,
    SheetAct,
    SheetAction,
    Situation,
)


def _draft(picture: Picture, entry: Entry, noted: LocalDraft) -> None:
    picture.put("agreements", noted.terms.id, Agreement(noted.terms, entry.content, offered_by=None))


def _agreement(picture: Picture, entry: Entry, said: AgreementAct) -> None:
    known = picture.agreements.get(said.agreement)
    if said.action is AgreementAction.OFFER and said.terms is not None and said.hash is not None:
        if known is None or known.offered_by is None:
            row = Agreement(said.terms, said.hash, entry.source, frozenset({entry.source}), offered_ms=entry.at_ms)
            picture.put("agreements", said.agreement, row)
        return
    if known is None or entry.source not in known.terms.parties:
        return
    picture.put("agreements", said.agreement, _step_agreement(known, entry, said))


def _step_agreement(known: Agreement, entry: Entry, said: AgreementAct) -> Agreement:
    party = entry.source
    match said.action:
        case AgreementAction.SIGN if said.hash == known.hash:
            return replace(known, signed_by=known.signed_by | {party})
        case AgreementAction.SUSPEND:
            return replace(known, suspended_by=known.suspended_by | {party})
        case AgreementAction.RESUME:
            return replace(known, suspended_by=known.suspended_by - {party})
        case AgreementAction.END:
            return replace(known, ended_by=party)
        case AgreementAction.OFFER_CHANGE | AgreementAction.SIGN_CHANGE if said.change is not None:
            changes = dict(known.changes)
            offered = said.action is AgreementAction.OFFER_CHANGE
            if not offered and said.change not in changes:
                return known
            offers = known.change_offers
            if said.change not in changes:
                offers = (*offers, (said.change, party, entry.at_ms))
            changes[said.change] = changes.get(said.change, frozenset()) | {party}
            return replace(known, changes=tuple(changes.items()), change_offers=offers)
    return known


def _sheet(picture: Picture, entry: Entry, said: SheetAct) -> None:
    known = picture.sheets.get(said.sheet)
    if said.action is SheetAction.OFFER and said.content is not None:
        if known is None or said.content.number > known.sheet.number:
            row = SheetState(said.content, said.hash, entry.source, frozenset({entry.source}), at_ms=entry.at_ms)
            picture.put("sheets", said.sheet, row)
    elif known is not None and said.hash == known.hash and entry.source in {line.party for line in known.sheet.lines}:
        if said.action is SheetAction.SIGN:
            picture.put("sheets", said.sheet, replace(known, signed_by=known.signed_by | {entry.source}))
        elif said.action is SheetAction.WITHDRAW:
            picture.put("sheets", said.sheet, replace(known, is_withdrawn=True))


def _assessment(picture: Picture, entry: Entry, said: AssessmentAct) -> None:
    row = Account(entry.source, said, entry.at_ms, entry.number)
    picture.put("assessments", f"{said.assessment}/{entry.source}", row)


def _situation(picture: Picture, entry: Entry, said: Situation) -> None:
    key = situation_key(said.agreement, said.area, entry.source)
    picture.put("situations", key, SituationState(entry.source, said, entry.at_ms))


STEPS: Steps = {
    AgreementAct: _agreement,
    SheetAct: _sheet,
    AssessmentAct: _assessment,
    Situation: _situation,
    LocalDraft: _draft,
}

"""Agreements, sheets, accounts, situations.

Parties tell them over lines of their own, so what one party says to a paper may come before another party's offer of
it. It is kept until then: whatever the order, the same messages make the same picture.
"""

from __future__ import annotations

from dataclasses import replace

from tansiq.base.ids import PartyId
from tansiq.coordination.agreement import Agreement
from tansiq.coordination.entry import Entry
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import LocalDraft
from tansiq.coordination.picture import (
    Account,
    EarlyAct,
    EarlyActs,
    EarlySheetActs,
    Picture,
    SheetState,
    SituationState,
    situation_key,
)
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
    known, early = picture.agreements.get(said.agreement), picture.early_acts.get(said.agreement)
    act = EarlyAct(entry.source, said, entry.at_ms)
    if said.action is AgreementAction.OFFER and said.terms is not None and said.hash is not None:
        if known is None or known.offered_by is None:
            row = Agreement(said.terms, said.hash, entry.source, frozenset({entry.source}), offered_ms=entry.at_ms)
            for each in early.acts if early else ():
                row = _step_agreement(row, each)
            picture.put("agreements", said.agreement, row)
            if early:
                picture.put("early_acts", said.agreement, None)
    elif known is None:
        picture.put("early_acts", said.agreement, EarlyActs((*(early.acts if early else ()), act)))
    else:
        picture.put("agreements", said.agreement, _step_agreement(known, act))


def _step_agreement(known: Agreement, early: EarlyAct) -> Agreement:
    party, said = early.party, early.act
    if party not in known.terms.parties:
        return known
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
            # A signature may come before the offer; what nobody offered takes no effect.
            changes, offers = dict(known.changes), known.change_offers
            is_offered = any(change == said.change for change, _, _ in offers)
            if said.action is AgreementAction.OFFER_CHANGE and not is_offered:
                offers = (*offers, (said.change, party, early.at_ms))
            changes[said.change] = changes.get(said.change, frozenset()) | {party}
            return replace(known, changes=tuple(changes.items()), change_offers=offers)
    return known


def _sheet(picture: Picture, entry: Entry, said: SheetAct) -> None:
    known, early = picture.sheets.get(said.sheet), picture.early_sheet_acts.get(said.sheet)
    acts = early.acts if early else ()
    if said.action is SheetAction.OFFER and said.content is not None:
        if known is None or said.content.number > known.sheet.number:
            row = SheetState(said.content, said.hash, entry.source, frozenset({entry.source}), at_ms=entry.at_ms)
            for party, act in acts:
                row = _step_sheet(row, party, act)
            picture.put("sheets", said.sheet, row)
            _keep_early(picture, said, tuple(each for each in acts if each[1].hash != said.hash))
    elif known is None or said.hash != known.hash:
        _keep_early(picture, said, (*acts, (entry.source, said)))
    else:
        picture.put("sheets", said.sheet, _step_sheet(known, entry.source, said))


def _keep_early(picture: Picture, said: SheetAct, acts: tuple[tuple[PartyId, SheetAct], ...]) -> None:
    row = EarlySheetActs(acts) if acts else None
    if row != picture.early_sheet_acts.get(said.sheet):
        picture.put("early_sheet_acts", said.sheet, row)


def _step_sheet(known: SheetState, party: PartyId, said: SheetAct) -> SheetState:
    if said.hash != known.hash or party not in {line.party for line in known.sheet.lines}:
        return known
    match said.action:
        case SheetAction.SIGN:
            return replace(known, signed_by=known.signed_by | {party})
        case SheetAction.WITHDRAW:
            return replace(known, is_withdrawn=True)
    return known


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

"""How one entry of the record changes the picture (I5): the same entries in the same order give the same rows.

Nothing here decides, refuses or reads a clock: what may be said is judged before, what follows is said after. An entry
that refers to something unknown changes what it can and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.ids import CeaseId, ItemId, MessageId, PartyId, Sha256
from tansiq.coordination import readback
from tansiq.coordination.agreement import Agreement
from tansiq.coordination.cease import is_suspended_by
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import (
    LocalAlert,
    LocalCease,
    LocalCleared,
    LocalDraft,
    LocalItem,
    LocalLine,
    LocalSetAside,
    LocalStanding,
    LocalTaken,
)
from tansiq.coordination.picture import (
    Account,
    AlertState,
    AnswerState,
    CeaseState,
    DoubtState,
    EarlyResume,
    Executed,
    ItemState,
    LineRecord,
    Picture,
    Position,
    ReadbackState,
    ResolutionState,
    Revision,
    SetAside,
    SheetState,
    SituationState,
    Standing,
    Told,
    VerificationState,
    answer_key,
    pair_key,
    situation_key,
)
from tansiq.coordination.statements import (
    ActivityStatus,
    AgreementAct,
    AgreementAction,
    Amend,
    Answer,
    AssessmentAct,
    Cancel,
    Cease,
    CeaseExecuted,
    Disclosure,
    Doubt,
    Held,
    Notify,
    Readback,
    Release,
    Resolution,
    ResumeAgreed,
    SheetAct,
    SheetAction,
    Situation,
    StatusReport,
    Verified,
)


def fold(picture: Picture, entry: Entry) -> None:
    """Apply one entry."""
    if entry.source != picture.own and entry.sent is not None and entry.sent.chain == "ordinary":
        picture.put("positions", entry.source, Position(entry.sent.serial or 0))
    step = _STEPS.get(type(entry.statement))
    if step is not None:
        step(picture, entry, entry.statement)


def _notify(picture: Picture, entry: Entry, said: Notify | Amend) -> None:
    if entry.source == picture.own:
        # The exact item came before as a local entry, except in a record recovered from its peers.
        _learn(picture, entry, said.item, entry.content)
        _tell(picture, entry, said.item)
        return
    _learn(picture, entry, said.item, entry.content)


def _tell(picture: Picture, entry: Entry, item: Item) -> None:
    """One more party knows our item; the exact item came before as a local entry."""
    state = picture.items.get(item.id)
    if state is None or entry.to is None:
        return
    exact = entry.content == state.current
    told = Told(entry.to, Disclosure.FULL if exact else Disclosure.COARSE, entry.content)
    others = tuple(known for known in state.told if known.party != entry.to)
    picture.put("items", item.id, replace(state, told=(*others, told)))


def _learn(picture: Picture, entry: Entry, item: Item, hash_: Sha256) -> None:
    """A revision becomes known. A revision number at or below one known changes nothing: numbers never repeat.

    Except that the owner of a protective item may tell more of one revision: finer, under another hash.
    """
    state = picture.items.get(item.id)
    if state is not None:
        is_finer = entry.source != picture.own and not item.is_movement
        least = _number(picture, state.current) + (not is_finer)
        if hash_ in state.revisions or item.revision < least:
            return
    sent_ms = entry.at_ms if entry.sent is None else entry.sent.sent_ms
    answer_by_ms = None if entry.sent is None else entry.sent.answer_by_ms
    revision = Revision(hash_, item, entry.number, entry.at_ms, sent_ms, is_live=True, answer_by_ms=answer_by_ms)
    picture.put("revisions", hash_, revision)
    if state is None:
        picture.put(
            "items",
            item.id,
            ItemState(item.id, item.owner, hash_, (hash_,), declared="submitted", author=entry.author),
        )
        return
    if not item.is_movement:
        _end_revision(picture, state.current)
        _settle_doubts(picture, item.id)
    picture.put(
        "items",
        item.id,
        replace(state, current=hash_, revisions=(*state.revisions, hash_), author=entry.author, owner_says=None),
    )


def _settle_doubts(picture: Picture, item: ItemId) -> None:
    """The owner of a protective item replied to what was doubted by telling it anew."""
    for doubt in list(picture.doubts.values()):
        if doubt.item == item:
            picture.put("doubts", doubt.id, None)


def _number(picture: Picture, hash_: Sha256) -> int:
    return picture.revisions[hash_].item.revision


def _local_item(picture: Picture, entry: Entry, noted: LocalItem) -> None:
    _learn(picture, entry, noted.item, noted.hash)


def _cancel(picture: Picture, entry: Entry, said: Cancel) -> None:
    state = picture.items.get(said.item)
    if state is None or state.owner != entry.source:
        return
    if not picture.revisions[state.current].item.is_movement:
        _end_revision(picture, state.current)
    picture.put("items", said.item, replace(state, declared="cancelled"))


def _release(picture: Picture, entry: Entry, said: Release) -> None:
    """Rule 5: only its owner releases a revision; from then on it binds nobody (rule 7a)."""
    revision = picture.revisions.get(said.revision)
    if revision is None or revision.item.owner != entry.source:
        return
    _end_revision(picture, said.revision)
    state = picture.items[revision.item.id]
    if state.flown == said.revision and state.current != said.revision and state.declared == "active":
        # It has left the old revision's volume and is flown in the newer one.
        picture.put("items", state.id, replace(state, flown=state.current))


def _end_revision(picture: Picture, hash_: Sha256) -> None:
    picture.put("revisions", hash_, replace(picture.revisions[hash_], is_live=False))


def _readback(picture: Picture, entry: Entry, said: Readback) -> None:
    revision = picture.revisions.get(said.revision)
    if revision is None:
        return
    differing = readback.find_differing(revision.item, said.elements)
    state = ReadbackState(entry.source, said.elements, differing, entry.number, entry.author)
    picture.put("readbacks", answer_key(said.revision, entry.source), state)


def _answer(picture: Picture, entry: Entry, said: Answer) -> None:
    """Rule 11: the latest answer by serial counts; ordinary messages are folded in serial order (rule 2)."""
    key = answer_key(said.revision, entry.source)
    state = AnswerState(entry.source, said, entry.number, entry.at_ms, entry.author)
    picture.put("answers", key, state)
    if said.verdict == "concur":
        revision = picture.revisions.get(said.revision)
        for doubt in list(picture.doubts.values()):
            if revision is not None and doubt.item == revision.item.id and doubt.party == entry.source:
                picture.put("doubts", doubt.id, None)


def _resolution(picture: Picture, entry: Entry, said: Resolution) -> None:
    key = pair_key(said.first, said.second)
    known = picture.resolutions.get(key)
    signed = (known.signed_by if known else frozenset()) | {entry.source}
    picture.put("resolutions", key, ResolutionState(said.first, said.second, signed))


def _doubt(picture: Picture, entry: Entry, said: Doubt) -> None:
    """Rule 12: withdraws every concur that its maker gave to the revision, or to any revision of the item."""
    id_ = _message_id(entry)
    doubt = DoubtState(id_, said.item, said.revision, entry.source, entry.number, said.text, said.text_lang)
    picture.put("doubts", id_, doubt)
    state = picture.items.get(said.item)
    for hash_ in (said.revision,) if said.revision else (state.revisions if state else ()):
        key = answer_key(hash_, entry.source)
        answer = picture.answers.get(key)
        if answer is not None and answer.answer.verdict == "concur" and answer.withdrawn_by is None:
            picture.put("answers", key, replace(answer, withdrawn_by=id_))


def _held(picture: Picture, entry: Entry, said: Held) -> None:
    """Rule 7b: the owner confirms a withdrawal to the party that made it."""
    party = picture.own if entry.source != picture.own else entry.to
    if party is None:
        return
    key = answer_key(said.revision, party)
    answer = picture.answers.get(key)
    if answer is not None and answer.withdrawn_by == said.doubt:
        picture.put("answers", key, replace(answer, is_held=True))


def _verified(picture: Picture, entry: Entry, said: Verified) -> None:
    state = VerificationState(
        entry.source, said.match, said.distance_mm, said.tolerance_mm, said.source, entry.at_ms, entry.author,
        said.causes,
    )  # fmt: skip
    picture.put("verifications", answer_key(said.revision, entry.source), state)


def _cease(picture: Picture, entry: Entry, said: Cease) -> None:
    """Rule 17: a duplicate, the same cease over another line or path, changes nothing but whom it reaches."""
    ends = frozenset({entry.source, picture.own, *(said.told if entry.source == picture.own else ())})
    known = picture.ceases.get(said.cease)
    if known is not None:
        picture.put("ceases", said.cease, replace(known, ends=known.ends | ends))
        return
    _raise_cease(
        picture,
        CeaseState(said.cease, entry.source, ends, said.items, said.cause, entry.at_ms, entry.number, said.text,
                   said.text_lang),
    )  # fmt: skip


def _local_cease(picture: Picture, entry: Entry, noted: LocalCease) -> None:
    if noted.cease in picture.ceases:
        return
    ends = frozenset({noted.party, picture.own})
    _raise_cease(
        picture,
        CeaseState(noted.cease, noted.party, ends, (), noted.cause, entry.at_ms, entry.number, noted.text,
                   noted.text_lang, is_unproven=noted.unproven),
    )  # fmt: skip


def _raise_cease(picture: Picture, cease: CeaseState) -> None:
    early = picture.early_resumes.get(cease.id)
    if early is not None:
        picture.put("early_resumes", cease.id, None)
        cease = replace(cease, resumed_by=early.signed_by)
    picture.put("ceases", cease.id, cease)
    stopped = []
    for item in list(picture.items.values()):
        if item.declared == "active" and is_suspended_by(picture, cease, item):
            # A peer's movement stays so until its owner says anew that it is coordinated.
            says = item.owner_says if item.owner == picture.own else "suspended"
            picture.put("items", item.id, replace(item, is_suspended=True, owner_says=says))
            stopped.append(item.id)
    picture.put("ceases", cease.id, replace(cease, suspended=tuple(sorted(stopped))))


def _executed(picture: Picture, entry: Entry, said: CeaseExecuted) -> None:
    cease = picture.ceases.get(said.cease)
    if cease is not None:
        report = Executed(entry.source, said.taken_ms, said.executed_ms, said.text, said.text_lang)
        others = tuple(known for known in cease.executed if known.party != entry.source)
        picture.put("ceases", said.cease, replace(cease, executed=(*others, report)))


def _resume(picture: Picture, entry: Entry, said: ResumeAgreed) -> None:
    """Rule 17: one signature for one cease; kept for a cease that it overtook."""
    cease = picture.ceases.get(said.cease)
    if cease is not None:
        picture.put("ceases", said.cease, replace(cease, resumed_by=cease.resumed_by | {entry.source}))
        return
    early = picture.early_resumes.get(said.cease)
    signed_by = (early.signed_by if early else frozenset()) | {entry.source}
    picture.put("early_resumes", said.cease, EarlyResume(signed_by))


def _draft(picture: Picture, entry: Entry, noted: LocalDraft) -> None:
    picture.put("agreements", noted.terms.id, Agreement(noted.terms, entry.content, offered_by=None))


def _agreement(picture: Picture, entry: Entry, said: AgreementAct) -> None:
    known = picture.agreements.get(said.agreement)
    if said.action is AgreementAction.OFFER and said.terms is not None and said.hash is not None:
        if known is None or known.offered_by is None:
            row = Agreement(said.terms, said.hash, entry.source, signed_by=frozenset({entry.source}))
            picture.put("agreements", said.agreement, row)
        return
    if known is None or entry.source not in known.terms.parties:
        return
    picture.put("agreements", said.agreement, _step_agreement(known, entry.source, said))


def _step_agreement(known: Agreement, party: PartyId, said: AgreementAct) -> Agreement:
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
            changes[said.change] = changes.get(said.change, frozenset()) | {party}
            return replace(known, changes=tuple(changes.items()))
    return known


def _sheet(picture: Picture, entry: Entry, said: SheetAct) -> None:
    known = picture.sheets.get(said.sheet)
    if said.action is SheetAction.OFFER and said.content is not None:
        if known is None or said.content.number > known.sheet.number:
            row = SheetState(said.content, said.hash, entry.source, frozenset({entry.source}))
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


def _status(picture: Picture, entry: Entry, said: StatusReport) -> None:
    state = picture.items.get(said.item)
    if state is None or state.owner != entry.source:
        return
    if entry.source != picture.own:
        # Rule 1: a word of the owner counts only for the revision that it names.
        is_current = said.revision == state.current or said.status is not ActivityStatus.COORDINATED
        state = replace(state, owner_says=said.status if is_current else state.owner_says)
    match said.status:
        case ActivityStatus.ACTIVE:
            # Rule 17: a cease that came first stands, whatever its owner had sent before it knew of it.
            is_stopped = any(is_suspended_by(picture, cease, state) for cease in picture.ceases.values())
            says = "suspended" if is_stopped and entry.source != picture.own else state.owner_says
            state = replace(state, declared="active", flown=said.revision, is_unilateral=said.unilateral,
                            is_suspended=is_stopped, owner_says=says)  # fmt: skip
        case ActivityStatus.ENDED:
            state = replace(state, declared="ended", flown=None)
        case ActivityStatus.SUSPENDED:
            state = replace(state, is_suspended=True)
        case ActivityStatus.COORDINATED | ActivityStatus.HELD:
            pass
    picture.put("items", said.item, state)


def _standing(picture: Picture, entry: Entry, noted: LocalStanding) -> None:
    row = Standing(noted.item, noted.revision, MovementState(noted.state), noted.holds, entry.at_ms, entry.number)
    picture.put("standings", noted.item, row)
    state = picture.items.get(noted.item)
    if state is not None and row.state is MovementState.COORDINATED and state.is_suspended:
        # Left only with every cease resumed and no hold; it is flown again by a new status of its owner.
        picture.put("items", noted.item, replace(state, is_suspended=False, declared="submitted"))


def _set_aside(picture: Picture, entry: Entry, noted: LocalSetAside) -> None:
    row = SetAside(noted.hash, noted.party, noted.code, noted.text, entry.at_ms, False, noted.chain, noted.serial)
    picture.put("set_asides", noted.hash, row)


def _cleared(picture: Picture, entry: Entry, noted: LocalCleared) -> None:
    """What was rejected may have been a withdrawal: what its sender had concurred to must be concurred to anew (I7)."""
    known = picture.set_asides.get(noted.hash)
    if known is None:
        return
    picture.put("set_asides", noted.hash, replace(known, is_cleared=True))
    for key, answer in list(picture.answers.items()):
        if answer.party == known.party and answer.answer.verdict == "concur" and answer.withdrawn_by is None:
            picture.put("answers", key, replace(answer, withdrawn_by=_message_id(entry)))


def _taken(picture: Picture, entry: Entry, noted: LocalTaken) -> None:
    cease = picture.ceases.get(CeaseId(noted.subject))
    if cease is not None and cease.taken_by is None:
        picture.put("ceases", noted.subject, replace(cease, taken_by=entry.author, taken_ms=entry.at_ms))
    alert = picture.alerts.get(noted.subject)
    if alert is not None and alert.taken_by is None:
        picture.put("alerts", noted.subject, replace(alert, taken_by=entry.author))


def _alert(picture: Picture, entry: Entry, noted: LocalAlert) -> None:
    picture.put("alerts", noted.alert, AlertState(noted, entry.at_ms, entry.number))


def _line(picture: Picture, entry: Entry, noted: LocalLine) -> None:
    picture.put("lines", noted.party, LineRecord(noted.party, noted.state, entry.at_ms, noted.detail))


def _message_id(entry: Entry) -> MessageId:
    return entry.sent.id if entry.sent is not None else MessageId(f"entry-{entry.number}")


_STEPS: dict[type, Callable[[Picture, Entry, Any], None]] = {
    Notify: _notify,
    Amend: _notify,
    Cancel: _cancel,
    Release: _release,
    Readback: _readback,
    Answer: _answer,
    Resolution: _resolution,
    Doubt: _doubt,
    Held: _held,
    Verified: _verified,
    Cease: _cease,
    CeaseExecuted: _executed,
    ResumeAgreed: _resume,
    AgreementAct: _agreement,
    SheetAct: _sheet,
    AssessmentAct: _assessment,
    Situation: _situation,
    StatusReport: _status,
    LocalItem: _local_item,
    LocalCease: _local_cease,
    LocalStanding: _standing,
    LocalSetAside: _set_aside,
    LocalCleared: _cleared,
    LocalTaken: _taken,
    LocalDraft: _draft,
    LocalAlert: _alert,
    LocalLine: _line,
}
"""Statements not named change no row: they are read from the record itself."""

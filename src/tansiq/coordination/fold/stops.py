"""What stops, what was done on it, and its end."""

from __future__ import annotations

from dataclasses import replace

from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.cease import is_suspended_by
from tansiq.coordination.entry import Entry
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import LocalCease
from tansiq.coordination.picture import CeaseState, DistressFound, EarlyResume, Executed, ItemState, Picture
from tansiq.coordination.statements import Cease, CeaseCause, CeaseExecuted, Distress, DistressCheck, ResumeAgreed


def _cease(picture: Picture, entry: Entry, said: Cease | Distress) -> None:
    """Rule 17: a duplicate, the same cease over another line or path, changes nothing but whom it reaches."""
    ends = frozenset({entry.source, picture.own, *(said.told if entry.source == picture.own else ())})
    known = picture.ceases.get(said.cease)
    if known is not None:
        messages = tuple(dict.fromkeys((*known.messages, *_messages(picture, entry))))
        is_unproven = known.is_unproven and entry.source != known.by
        changed = replace(known, ends=known.ends | ends, messages=messages, is_unproven=is_unproven)
        picture.put("ceases", said.cease, changed)
        return
    call = said if isinstance(said, Distress) else None
    state = CeaseState(
        id=said.cease,
        by=entry.source,
        ends=ends,
        items=said.items,
        cause=CeaseCause.DISTRESS if isinstance(said, Distress) else said.cause,
        at_ms=entry.at_ms,
        entry=entry.number,
        text=said.text,
        text_lang=said.text_lang,
        place=call.place if call else "",
        caller=call.caller if call else "",
        number=call.number if call else "",
        messages=_messages(picture, entry),
    )
    _raise_cease(picture, state)


def _messages(picture: Picture, entry: Entry) -> tuple[tuple[PartyId, MessageId], ...]:
    other = entry.to if entry.source == picture.own else entry.source
    return () if entry.sent is None or other is None else ((other, entry.sent.id),)


def _local_cease(picture: Picture, entry: Entry, noted: LocalCease) -> None:
    if noted.cease in picture.ceases:
        return
    ends = frozenset({noted.party, picture.own})
    _raise_cease(
        picture,
        CeaseState(noted.cease, noted.party, ends, noted.items, noted.cause, entry.at_ms, entry.number, noted.text,
                   noted.text_lang, is_unproven=noted.unproven),
    )  # fmt: skip


def _raise_cease(picture: Picture, cease: CeaseState) -> None:
    early = picture.early_resumes.get(cease.id)
    if early is not None:
        picture.put("early_resumes", cease.id, None)
        cease = replace(cease, resumed_by=early.signed_by, resume_ms=cease.at_ms)
    picture.put("ceases", cease.id, cease)
    stopped = []
    for item in _named(picture, cease):
        if item.declared == "active" and is_suspended_by(picture, cease, item):
            # A peer's movement stays so until its owner says anew that it is coordinated.
            says = item.owner_says if item.owner == picture.own else "suspended"
            picture.put("items", item.id, replace(item, is_suspended=True, owner_says=says))
            stopped.append(item.id)
    picture.put("ceases", cease.id, replace(cease, suspended=tuple(sorted(stopped))))


def _named(picture: Picture, cease: CeaseState) -> list[ItemState]:
    """What a cease may stand on: what it names, or anything where it names nothing or something not known here."""
    named = [picture.items.get(id_) for id_ in cease.items]
    known = [item for item in named if item is not None]
    return known if known and len(known) == len(named) else list(picture.items.values())


def _executed(picture: Picture, entry: Entry, said: CeaseExecuted) -> None:
    cease = picture.ceases.get(said.cease)
    if cease is not None:
        report = Executed(entry.source, said.taken_ms, said.executed_ms, said.text, said.text_lang)
        others = tuple(known for known in cease.executed if known.party != entry.source)
        picture.put("ceases", said.cease, replace(cease, executed=(*others, report)))


def _distress_check(picture: Picture, entry: Entry, said: DistressCheck) -> None:
    """What was found out stands beside the call; nothing is resumed by it."""
    call = picture.ceases.get(said.cease)
    if call is not None and call.is_distress:
        found = DistressFound(
            entry.source, said.outcome, said.source, said.text, said.text_lang, entry.at_ms, entry.author
        )
        if found not in call.found:
            picture.put("ceases", said.cease, replace(call, found=(*call.found, found)))


def _with_resume(cease: CeaseState, entry: Entry) -> CeaseState:
    since_ms = entry.at_ms if cease.resume_ms is None else cease.resume_ms
    return replace(cease, resumed_by=cease.resumed_by | {entry.source}, resume_ms=since_ms)


def _resume(picture: Picture, entry: Entry, said: ResumeAgreed) -> None:
    """Rule 17: one signature for one cease; kept for a cease that it overtook."""
    cease = picture.ceases.get(said.cease)
    if cease is not None:
        picture.put("ceases", said.cease, _with_resume(cease, entry))
        return
    early = picture.early_resumes.get(said.cease)
    signed_by = (early.signed_by if early else frozenset()) | {entry.source}
    picture.put("early_resumes", said.cease, EarlyResume(signed_by))


STEPS: Steps = {
    Cease: _cease,
    Distress: _cease,
    DistressCheck: _distress_check,
    CeaseExecuted: _executed,
    ResumeAgreed: _resume,
    LocalCease: _local_cease,
}

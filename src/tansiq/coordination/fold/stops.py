"""What stops, what was done on it, and its end."""

from __future__ import annotations

from dataclasses import replace

from tansiq.coordination.cease import is_suspended_by
from tansiq.coordination.entry import Entry
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import LocalCease
from tansiq.coordination.picture import CeaseState, EarlyResume, Executed, Picture
from tansiq.coordination.statements import Cease, CeaseExecuted, ResumeAgreed


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


STEPS: Steps = {
    Cease: _cease,
    CeaseExecuted: _executed,
    ResumeAgreed: _resume,
    LocalCease: _local_cease,
}

"""What parties say of one another's revisions."""

from __future__ import annotations

from dataclasses import replace

from tansiq.coordination import readback
from tansiq.coordination.entry import Entry, message_id
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.picture import (
    AnswerState,
    DoubtState,
    Picture,
    ReadbackState,
    ResolutionState,
    VerificationState,
    answer_key,
    pair_key,
)
from tansiq.coordination.statements import Answer, Doubt, Held, Readback, Resolution, Verified


def _readback(picture: Picture, entry: Entry, said: Readback) -> None:
    revision = picture.revisions.get(said.revision)
    if revision is None:
        return
    key = answer_key(said.revision, entry.source)
    known = picture.readbacks.get(key)
    elements = readback.merge(() if known is None else known.elements, said.elements)
    differing = readback.find_differing(revision.item, elements)
    earlier = () if known is None else tuple(dict.fromkeys((*known.earlier, known.author)))
    row = ReadbackState(entry.source, elements, differing, entry.number, entry.author, earlier)
    picture.put("readbacks", key, row)


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
    id_ = message_id(entry)
    doubt = DoubtState(
        id_, said.item, said.revision, entry.source, entry.number, said.text, said.text_lang, entry.at_ms
    )
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
        said.causes, said.stated_uncertainty_mm, said.second_uncertainty_mm,
    )  # fmt: skip
    picture.put("verifications", answer_key(said.revision, entry.source), state)


STEPS: Steps = {
    Readback: _readback,
    Answer: _answer,
    Resolution: _resolution,
    Doubt: _doubt,
    Held: _held,
    Verified: _verified,
}

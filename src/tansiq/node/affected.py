"""Which movements a batch of entries may bear upon; may name too many, never too few."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tansiq.airspace.states import OVER
from tansiq.base.ids import ItemId, Sha256
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import (
    LocalAct,
    LocalAlert,
    LocalDraft,
    LocalEnded,
    LocalHandover,
    LocalHandoverAccepted,
    LocalItem,
    LocalNotified,
    LocalPath,
    LocalSecondSource,
    LocalShelved,
    LocalStanding,
    LocalTaken,
    LocalWatch,
)
from tansiq.coordination.picture import Picture, answer_key
from tansiq.coordination.statements import (
    Ack,
    AgreementAct,
    Amend,
    Answer,
    AssessmentAct,
    Cancel,
    Cease,
    Correction,
    Distress,
    DistressCheck,
    Doubt,
    Held,
    Incident,
    KeyChange,
    Note,
    Notify,
    Outage,
    PositionReport,
    Protest,
    Query,
    Readback,
    Release,
    Reply,
    Resolution,
    SheetAct,
    Situation,
    StatusReport,
    Test,
    Verdict,
    Verified,
    Verify,
)
from tansiq.coordination.veil import find_beneath_covers

_NO_MOVEMENT = (
    Note, Test, Situation, AssessmentAct, KeyChange, LocalAlert, LocalTaken, LocalAct, LocalDraft,
    LocalSecondSource, LocalStanding, Verify, Query, Reply, Protest, Correction, Incident, PositionReport,
    DistressCheck, LocalShelved, LocalEnded, LocalNotified,
    LocalHandover, LocalHandoverAccepted, LocalWatch, Outage, LocalPath,
)  # fmt: skip


def find_affected(picture: Picture, entries: Sequence[Entry]) -> set[ItemId]:
    """Movements, not yet over, whose state or holds the entries may change."""
    found: set[ItemId] = set()
    for entry in entries:
        said = entry.statement
        if isinstance(said, _NO_MOVEMENT):
            continue
        named = _named(picture, entry)
        if named is None:
            return find_open(picture)
        found.update(named)
    return {item for item in found if is_open(picture, item)}


def find_open(picture: Picture) -> set[ItemId]:
    """Every movement that is not over."""
    return {state.id for state in picture.items.values() if is_open(picture, state.id)}


def is_open(picture: Picture, item: ItemId) -> bool:
    """Whether it is a movement that is not over, or one of another's to which our concur stands all the same."""
    state = picture.items.get(item)
    if state is None or not picture.revisions[state.current].item.is_movement:
        return False
    standing = picture.standings.get(item)
    if standing is None or standing.state not in OVER or standing.revision != state.current:
        return True
    return state.owner != picture.own and any(_is_concurred(picture, hash_) for hash_ in state.revisions)


def _is_concurred(picture: Picture, hash_: Sha256) -> bool:
    """Whether our concur stands: what is cancelled binds us until it is released (rule 7), and rule 12 with it."""
    answer = picture.answers.get(answer_key(hash_, picture.own))
    if answer is None or answer.answer.verdict is not Verdict.CONCUR or answer.withdrawn_by is not None:
        return False
    return picture.revisions[hash_].is_live


def _named(picture: Picture, entry: Entry) -> Iterable[ItemId] | None:
    """The movements that an entry names or meets; None for all."""
    match entry.statement:
        case Notify(item=item) | Amend(item=item) | LocalItem(item=item):
            return _around(picture, item.id)
        case Answer(revision=hash_) | Readback(revision=hash_):
            return _of(picture, hash_)
        case Cancel(item=id_) | Release(item=id_) | Held(item=id_) | Verified(item=id_) | Doubt(item=id_):
            return _around(picture, id_)
        case StatusReport(item=id_):
            return _around(picture, id_)
        case Resolution(first=first, second=second):
            return [*_of(picture, first), *_of(picture, second)]
        case SheetAct(content=content) if content is not None:
            return [line.item for line in content.lines]
        case SheetAct(sheet=sheet):
            known = picture.sheets.get(sheet)
            return [line.item for line in known.sheet.lines] if known else []
        case Cease(items=items) | Distress(items=items) if items and all(item in picture.items for item in items):
            return items
        case Ack(message=message):
            return _told_by(picture, message)
        case AgreementAct():
            return None
    return None


def _told_by(picture: Picture, message: str) -> list[ItemId]:
    """Own items that a message told of, and those that may wait for our own units to have what it told of."""
    if picture.own in picture.units:
        return [state.id for state in picture.items.values() if state.owner == picture.own]
    return [state.id for state in picture.items.values() if any(told.message == message for told in state.told)]


def _of(picture: Picture, hash_: Sha256) -> list[ItemId]:
    revision = picture.revisions.get(hash_)
    return [] if revision is None else [revision.item.id]


def _around(picture: Picture, id_: ItemId) -> list[ItemId]:
    """An item, and everything that any of its revisions may meet."""
    state = picture.items.get(id_)
    if state is None:
        return [id_]
    found = [id_]
    for hash_ in state.revisions:
        revision = picture.revisions[hash_]
        found.extend(near.item.id for near in picture.find_near(revision))
        found.extend(find_beneath_covers(picture, revision))
    return found

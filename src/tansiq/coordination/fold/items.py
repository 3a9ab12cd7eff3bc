"""Items, their revisions and their owner's word on them."""

from __future__ import annotations

from dataclasses import replace

from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.ids import ItemId, Sha256
from tansiq.coordination.cease import find_ceases
from tansiq.coordination.entry import Entry, message_id
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import LocalItem, LocalStanding
from tansiq.coordination.picture import ItemState, Picture, Revision, Standing, Told
from tansiq.coordination.statements import ActivityStatus, Amend, Cancel, Disclosure, Notify, Release, StatusReport


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
    told = Told(
        entry.to, Disclosure.FULL if exact else Disclosure.COARSE, entry.content, message_id(entry), entry.number
    )
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
    sent = entry.sent
    revision = Revision(
        hash_,
        item,
        entry.number,
        entry.at_ms,
        sent_ms,
        is_live=True,
        answer_by_ms=None if sent is None else sent.answer_by_ms,
        precedence="PRIORITY" if sent is None else sent.precedence,
        message=None if sent is None or entry.source == picture.own else sent.id,
    )
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
            is_stopped = bool(find_ceases(picture, state))
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


STEPS: Steps = {
    Notify: _notify,
    Amend: _notify,
    Cancel: _cancel,
    Release: _release,
    StatusReport: _status,
    LocalItem: _local_item,
    LocalStanding: _standing,
}

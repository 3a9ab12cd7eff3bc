"""File, amend, cancel and release our own items, and tell those who may know of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tansiq.airspace.item import Item, ItemKind
from tansiq.base.ids import ItemId, MessageId, PartyId, Sha256
from tansiq.base.units import MS_PER_DAY
from tansiq.coordination.agreement import DEFAULT_ARTICLES, Articles
from tansiq.coordination.concerned import articles_between, find_concerned, parties_told
from tansiq.coordination.disclosure import coarsen
from tansiq.coordination.holds import holds
from tansiq.coordination.noted import LocalAlert, LocalItem
from tansiq.coordination.picture import ItemState, Picture
from tansiq.coordination.statements import ActivityStatus, Amend, Cancel, Disclosure, Notify, Release, StatusReport
from tansiq.ledger.envelope import Precedence
from tansiq.node.kernel import MACHINE_AUTHOR, Desk, Urgency
from tansiq.node.refusals import NoLine, NotYours, UnknownThing, WrongState
from tansiq.wire.kinds import content_hash

_ROUTINE_AHEAD_MS = MS_PER_DAY
"""A movement further ahead than this is answered at leisure."""
Disclosures = Mapping[PartyId, Disclosure]


def submit(desk: Desk, item: Item, disclosures: Disclosures) -> Sha256:
    """Record the first revision of an item of ours and tell it as far as each party may know; gives its hash.

    A movement goes in full to every party concerned that we have a line to (step 1 of the design, rule 4). A
    protective item goes to those named only.
    """
    if item.id in desk.picture.items:
        raise WrongState(f"item {item.id} is known already; amend it", where="item")
    item = _expiring(desk, replace(item, owner=desk.own, revision=1))
    hash_ = content_hash(Notify(item))
    desk.note(LocalItem(item, hash_, tuple(sorted(disclosures.items()))))
    for party, disclosure in _told(desk, item, disclosures).items():
        desk.say(party, Notify(_as_told(desk, item, party, disclosure)), urgency=_urgency(desk, item, party))
    return hash_


def amend(desk: Desk, item: Item, disclosures: Disclosures) -> Sha256:
    """Replace the current revision of an item of ours; gives the new hash.

    Rule 5: while nothing is flown the old revision is released at once; a flown one stays live beside the new one
    until its owner has left it and releases it.
    """
    state = get_own(desk, item.id)
    if state.declared in {"ended", "cancelled"}:
        raise WrongState(f"item {item.id} is {state.declared}; file a new one", where="item")
    old = state.current
    if item.kind is not desk.picture.revisions[old].item.kind:
        raise WrongState("an amendment keeps the kind; cancel the item and file another", where="item.kind")
    number = max(desk.picture.revisions[hash_].item.revision for hash_ in state.revisions) + 1
    item = _expiring(desk, replace(item, owner=desk.own, revision=number))
    hash_ = content_hash(Amend(item, old))
    desk.note(LocalItem(item, hash_, tuple(sorted(disclosures.items()))))
    known = {told.party: told.revision for told in state.told}
    for party, disclosure in {**_told_before(state), **_told(desk, item, disclosures)}.items():
        if desk.has_line(party):
            # I6: whoever is told coarsely is not told the hash of the exact revision either.
            replaces = old if disclosure is Disclosure.FULL else known.get(party)
            told = _as_told(desk, item, party, disclosure)
            said = Notify(told) if replaces is None else Amend(told, replaces)
            desk.say(party, said, urgency=_urgency(desk, item, party))
    if state.flown is None:
        release(desk, item.id, old)
    return hash_


def disclose(desk: Desk, id_: ItemId, disclosures: Disclosures) -> None:
    """Tell further parties of an item of ours, or tell more of it. What was told cannot be untold."""
    state = get_own(desk, id_)
    item = desk.picture.revisions[state.current].item
    before = _told_before(state)
    for party, disclosure in sorted(disclosures.items()):
        if disclosure is Disclosure.WITHHELD or before.get(party) in {disclosure, Disclosure.FULL}:
            continue
        if not desk.has_line(party):
            raise NoLine(party)
        said = current_statement(desk.picture, state) if disclosure is Disclosure.FULL else Notify(
            _as_told(desk, item, party, disclosure))  # fmt: skip
        desk.say(party, said, urgency=_urgency(desk, item, party))


def current_statement(picture: Picture, state: ItemState) -> Notify | Amend:
    """Our item's current revision, whole, as whoever gets it gets it: always with the same hash (rule 1)."""
    item = picture.revisions[state.current].item
    before = state.revisions[: state.revisions.index(state.current)]
    return Amend(item, before[-1]) if before else Notify(item)


def cancel(desk: Desk, id_: ItemId) -> None:
    """Give an item of ours up and release all its revisions; one that is flown is ended first (rule 5)."""
    state = get_own(desk, id_)
    if state.declared in {"ended", "cancelled"}:
        raise WrongState(f"item {id_} is {state.declared} already", where="item")
    if state.flown is not None:
        raise WrongState("it is being flown; end it once out of the volume", where="item")
    # I6: whoever was told coarsely knows the revision by another hash.
    coarsely = _told_coarsely(state)
    _tell_all(desk, state, {party: Cancel(id_, coarsely.get(party, state.current)) for party in parties_told(state)},
              otherwise=Cancel(id_, state.current))  # fmt: skip
    for hash_ in state.revisions:
        if desk.picture.revisions[hash_].is_live:
            release(desk, id_, hash_)


def release(desk: Desk, id_: ItemId, hash_: Sha256) -> None:
    """Say that a revision of ours no longer binds anyone (rule 5); the present one is cancelled or ended instead."""
    state = get_own(desk, id_)
    if hash_ not in state.revisions:
        raise UnknownThing("revision", hash_)
    if hash_ == state.current and state.declared not in {"ended", "cancelled"}:
        raise WrongState("it is the present revision; cancel the item, or end it", where="revision")
    # A coarse revision is of a protective item and goes by its next one or by the cancel; its hash is another's.
    said = Release(id_, hash_)
    parties = [party for party in parties_told(state) if party not in _told_coarsely(state)]
    _tell_all(desk, state, dict.fromkeys(parties, said), otherwise=said)
    if hash_ == state.flown:
        _own_up(desk, state)


def _own_up(desk: Desk, state: ItemState) -> None:
    """Say that a present revision which is still held is flown from now on, on its owner's word alone.

    That alarms every console at both ends, like any start of what is held.
    """
    found = holds(state.id, desk.picture, list(desk.picture.agreements.values()), desk.now_ms)
    if not found or state.is_unilateral or state.declared != "active":
        return
    report = StatusReport(state.id, state.current, ActivityStatus.ACTIVE, unilateral=True)
    _tell_all(desk, state, dict.fromkeys(parties_told(state), report), otherwise=report)
    desk.note(LocalAlert(MessageId(desk.new_id()), "unilateral", desk.own, state.id, ()), author=MACHINE_AUTHOR)


def get_own(desk: Desk, id_: ItemId) -> ItemState:
    """The state of an item of ours, or a refusal."""
    state = desk.picture.items.get(id_)
    if state is None:
        raise UnknownThing("item", id_)
    if state.owner != desk.own:
        raise NotYours("item", state.owner)
    return state


def _tell_all(
    desk: Desk,
    state: ItemState,
    by_party: Mapping[PartyId, Cancel | Release | StatusReport],
    *,
    otherwise: Cancel | Release | StatusReport,
) -> None:
    """Rule 4: whoever was once notified receives it; our own record has it even if nobody was."""
    told = [party for party in by_party if desk.has_line(party)]
    for party in told:
        desk.say(party, by_party[party])
    if not any(by_party[party] == otherwise for party in told):
        desk.note(otherwise)


def _told(desk: Desk, item: Item, disclosures: Disclosures) -> dict[PartyId, Disclosure]:
    """Whom to tell and how much. A movement is told in full wherever it concerns somebody."""
    if not item.is_movement:
        chosen = {party: how for party, how in disclosures.items() if how is not Disclosure.WITHHELD}
        for party in chosen:
            if not desk.has_line(party):
                raise NoLine(party)
        return dict(sorted(chosen.items()))
    more = {party for party, how in disclosures.items() if how is Disclosure.FULL}
    parties = find_concerned(desk.picture, item) | more
    return {party: Disclosure.FULL for party in sorted(parties) if desk.has_line(party)}


def _told_before(state: ItemState) -> dict[PartyId, Disclosure]:
    return {told.party: told.disclosure for told in state.told}


def _told_coarsely(state: ItemState) -> dict[PartyId, Sha256]:
    """Those told coarsely, with the hash by which each knows the revision it was told last."""
    return {told.party: told.revision for told in state.told if told.disclosure is Disclosure.COARSE}


def _as_told(desk: Desk, item: Item, party: PartyId, disclosure: Disclosure) -> Item:
    """I6: the bytes for a party hold nothing that its disclosure withholds."""
    grid_mm = _articles(desk, item, party).coarse_grid_mm
    return coarsen(item, grid_mm) if disclosure is Disclosure.COARSE else item


def _articles(desk: Desk, item: Item, party: PartyId) -> Articles:
    """Of the agreements in force: what a party merely offers changes nothing."""
    return articles_between(desk.picture, (desk.own, party), item, desk.now_ms)


def _urgency(desk: Desk, item: Item, party: PartyId) -> Urgency:
    """IMMEDIATE inside the notice time, ROUTINE over a day ahead, else PRIORITY; with the time an answer is due."""
    articles = _articles(desk, item, party)
    if not item.is_movement:
        return Urgency(Precedence.PRIORITY)
    if item.start_ms - desk.now_ms < articles.notice_ms:
        return Urgency(Precedence.IMMEDIATE, desk.now_ms + articles.immediate_answer_ms)
    if item.start_ms - desk.now_ms > _ROUTINE_AHEAD_MS:
        return Urgency(Precedence.ROUTINE, desk.now_ms + articles.routine_answer_ms)
    return Urgency(Precedence.PRIORITY, desk.now_ms + articles.priority_answer_ms)


def _expiring(desk: Desk, item: Item) -> Item:
    """Own-force areas expire and protected sites are to be confirmed, by default after the time of the articles."""
    if item.expires_ms is not None:
        return item
    if item.kind is ItemKind.OWN_FORCE_AREA:
        return replace(item, expires_ms=desk.now_ms + DEFAULT_ARTICLES.own_force_expiry_ms)
    if item.kind is ItemKind.PROTECTED_SITE:
        return replace(item, expires_ms=desk.now_ms + DEFAULT_ARTICLES.site_confirm_ms)
    return item

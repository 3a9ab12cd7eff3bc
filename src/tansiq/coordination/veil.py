"""What a party's questions are answered by, where it was not told an item exactly: the item at its grain, never finer.

Whoever files activity after activity learns where the answers change. So for the other party an item that it does not
know exactly, be it told coarsely or not at all, stands as its coarse disclosure would show it (`disclosure.coarsen`):
a cover on a grid, at every height. Every answer and every withdrawal of the machine follows from these covers, and two
items with the same cover cannot be told apart by them. The cover holds the item, so no answer is bolder than before.

The exact item decides on the own side: in this node's holds and alerts, and in what an officer may concur to. An
officer who concurs within the grain tells by it that the place is clear; the machine never does.
"""

from __future__ import annotations

from collections.abc import Iterator

from tansiq.airspace.conflict import find_conflict, may_conflict, reach_m
from tansiq.base.ids import ItemId, PartyId, Sha256
from tansiq.coordination.agreement import DEFAULT_ARTICLES, Articles
from tansiq.coordination.binding import Meeting, find_obstacles, is_bound, is_resolved
from tansiq.coordination.concerned import articles_for, covers
from tansiq.coordination.disclosure import coarsen
from tansiq.coordination.picture import Picture, Revision, answer_key
from tansiq.coordination.picture.veils import Veil
from tansiq.coordination.statements import Disclosure, Verdict
from tansiq.geometry.index import Filing


def is_told_exactly(picture: Picture, revision: Revision, party: PartyId) -> bool:
    """Whether a party knows an item exactly, as far as this node can know: it is its own, or we told all of it."""
    if revision.item.owner == party:
        return True
    state = picture.items.get(revision.item.id)
    if state is None or state.owner != picture.own:
        return False
    return any(told.party == party and told.disclosure is Disclosure.FULL for told in state.told)


def find_obstacles_as_told(picture: Picture, revision: Revision, *, now_ms: int, articles: Articles) -> list[Meeting]:
    """What the machine answers another party's revision by: rule 6, with covers for what that party does not know."""
    asker = revision.item.owner
    exact = find_obstacles(picture, revision, now_ms=now_ms, articles=articles)
    known = [met for met in exact if is_told_exactly(picture, met.other, asker)]
    return known + find_veiled(picture, revision, now_ms=now_ms, articles=articles)


def find_veiled(picture: Picture, revision: Revision, *, now_ms: int, articles: Articles) -> list[Meeting]:
    """Covers that stand in the way of a party's movement, in the order in which the items became known here."""
    veil = _refresh(picture, revision.item.owner)
    found = []
    for hash_ in veil.index.query(revision.item.volumes):
        other = picture.revisions[hash_]
        if other.item.is_movement and other.item.owner != picture.own and not is_bound(
            picture, picture.own, other, now_ms=now_ms, articles=articles
        ):  # fmt: skip
            continue
        conflict = find_conflict(revision.item, veil.covers[hash_])
        if conflict is None or conflict.end_ms <= now_ms or is_resolved(picture, revision.hash, hash_):
            continue
        found.append(Meeting(other, conflict))
    return sorted(found, key=lambda met: met.other.entry)


def find_beneath_covers(picture: Picture, revision: Revision) -> Iterator[ItemId]:
    """Others' movements whose answers may follow from a revision's cover, whether it is live or was."""
    for party in picture.lines:
        party = PartyId(party)
        if revision.item.owner == party or not _may_veil(picture, revision, party):
            continue
        cover = coarsen(revision.item, find_grain_mm(picture, revision, party))
        for hash_ in picture.index.find_beneath(cover):
            movement = picture.revisions[hash_].item
            if movement.owner == party and may_conflict(movement, revision.item):
                yield movement.id


def find_grain_mm(picture: Picture, revision: Revision, party: PartyId) -> int:
    """The coarsest grain that both have signed for the item's place, whatever state that agreement is in now."""
    signed = [
        articles_for([agreement], revision.item).coarse_grid_mm
        for agreement in picture.agreements.values()
        if {party, picture.own} <= set(agreement.terms.parties)
        and agreement.signed_by >= set(agreement.terms.parties)
        and covers(agreement, revision.item)
    ]
    return max(signed, default=DEFAULT_ARTICLES.coarse_grid_mm)


def _refresh(picture: Picture, party: PartyId) -> Veil:
    """The veil before a party, with all that changed since it was last looked at."""
    veil = picture.veils.get(party)
    if veil is None:
        veil = picture.veils[party] = Veil(stale=dict.fromkeys(map(Sha256, picture.revisions)))
    fresh: list[Filing[Sha256]] = []
    for hash_ in veil.stale:
        veil.covers.pop(hash_, None)
        veil.index.remove(hash_)
        revision = picture.revisions.get(hash_)
        if revision is not None and revision.is_live and _may_veil(picture, revision, party):
            cover = veil.covers[hash_] = coarsen(revision.item, find_grain_mm(picture, revision, party))
            fresh.append(Filing(hash_, cover.volumes, reach_m(cover)))
    veil.index.insert_all(fresh)
    veil.stale.clear()
    return veil


def _may_veil(picture: Picture, revision: Revision, party: PartyId) -> bool:
    """Whether a party does not know what this node would keep it clear of."""
    if is_told_exactly(picture, revision, party):
        return False
    if not revision.item.is_movement or revision.item.owner == picture.own:
        return True
    answer = picture.answers.get(answer_key(revision.hash, picture.own))
    return answer is not None and answer.answer.verdict is Verdict.CONCUR

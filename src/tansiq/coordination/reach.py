"""How far what was told has come, unit by unit along each party's distribution tree.

A person's word counts here and nothing else: a machine's receipt says that the other end has it on disk. The lowest
level below a unit is that of the leaves: what a wing has loaded is what the last of its crews has loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tansiq.base.ids import ItemId, MessageId, OfficerId, PartyId, UnitId
from tansiq.coordination.agreement import Articles, ReachMeans
from tansiq.coordination.picture import AckState, ItemState, Picture, Revision, ack_key
from tansiq.coordination.statements import LEVELS, AckLevel, Unit
from tansiq.geometry.measures import are_footprints_within

NEAR_M = 20_000.0
"""What protects must be known to the crews of a hazard to the ground this far around."""


@dataclass(frozen=True, slots=True)
class UnitReach:
    """One unit of the tree, or the party itself at its root."""

    unit: str
    """Empty: the party itself, where it has named no units or none was named."""
    name: str
    parent: str | None
    is_leaf: bool
    level: AckLevel | None
    """Its own acknowledgement; None: none yet."""
    lowest: AckLevel | None
    """The lowest of all leaves at or below it; None: one of them has none."""
    by: OfficerId | None
    at_ms: int | None


@dataclass(frozen=True, slots=True)
class Unreached:
    """A unit that something has not reached before a start."""

    item: ItemId
    """What it should have."""
    party: PartyId
    unit: str
    name: str
    level: AckLevel | None


def find_reach(picture: Picture, party: PartyId, message: MessageId) -> tuple[UnitReach, ...]:
    """A message's way along a party's tree, a parent before its children; the party alone where it named no units."""
    state = picture.units.get(party)
    units = state.units if state else ()
    root = picture.acks.get(ack_key(message, party, ""))
    if not units:
        return (_unit_reach(Unit(UnitId(""), ""), root, root.level if root else None, is_leaf=True),)
    children: dict[str, list[str]] = {}
    for unit in units:
        children.setdefault(unit.parent or "", []).append(unit.id)
    acks = {unit.id: picture.acks.get(ack_key(message, party, unit.id)) for unit in units}
    lowest: dict[str, AckLevel | None] = {}
    for unit in reversed(units):
        below = [lowest[child] for child in children.get(unit.id, ())]
        ack = acks[unit.id]
        lowest[unit.id] = _least(below) if below else (ack.level if ack else None)
    return tuple(_unit_reach(unit, acks[unit.id], lowest[unit.id], is_leaf=unit.id not in children) for unit in units)


def _unit_reach(unit: Unit, ack: AckState | None, lowest: AckLevel | None, *, is_leaf: bool) -> UnitReach:
    level, by, at_ms = (ack.level, ack.author, ack.at_ms) if ack else (None, None, None)
    return UnitReach(unit.id, unit.name, unit.parent, is_leaf, level, lowest, by, at_ms)


def _least(levels: list[AckLevel | None]) -> AckLevel | None:
    known = [level for level in levels if level is not None]
    return min(known, key=LEVELS.index) if len(known) == len(levels) else None


def is_reached(level: AckLevel | None, needed: AckLevel) -> bool:
    """Whether a level is at least the one that is needed."""
    return level is not None and LEVELS.index(level) >= LEVELS.index(needed)


def find_unreached(picture: Picture, state: ItemState, articles: Articles) -> tuple[Unreached, ...]:
    """Units that our own item has not reached, and our own units that what protects around it has not reached.

    A party that has named no units counts as one where the agreement makes it a hold.
    """
    if articles.reach_means is ReachMeans.NOTHING or state.owner != picture.own:
        return ()
    found = [*_of_told(picture, state, articles), *_of_own(picture, state, articles)]
    return tuple(sorted(found, key=lambda each: (each.party, each.item, each.unit)))


def find_due_ms(revision: Revision, articles: Articles) -> int:
    """From when on the units not reached are called out: before the start; what protects has time to be passed on."""
    before_ms = revision.item.start_ms - articles.reach_before_ms
    if revision.item.is_movement:
        return before_ms
    return max(before_ms, revision.at_ms + articles.priority_answer_ms)


def is_wanted(state: ItemState, revision: Revision, now_ms: int) -> bool:
    """Whether anybody still has to have it."""
    is_done = state.declared in {"ended", "cancelled"} or not revision.is_live
    return not is_done and (now_ms < revision.item.end_ms or state.declared == "active")


def _of_told(picture: Picture, state: ItemState, articles: Articles) -> Iterator[Unreached]:
    """Of what we told, whom has it not reached?"""
    for told in state.told:
        if told.message is None:
            continue
        if told.party in picture.units or articles.reach_means is ReachMeans.HELD:
            yield from _missing(picture, state.id, told.party, told.message, articles=articles)


def _of_own(picture: Picture, state: ItemState, articles: Articles) -> Iterator[Unreached]:
    """Of what peers protect around our hazard to the ground, which of our own units has it not reached?"""
    revision = picture.revisions[state.current]
    if picture.own not in picture.units or not revision.item.has_ground_hazard:
        return
    for other in picture.items.values():
        near = picture.revisions[other.current]
        if other.owner == picture.own or near.item.is_movement or not near.is_live or near.message is None:
            continue
        if _is_near(revision, near):
            yield from _missing(picture, other.id, picture.own, near.message, articles=articles)


def _is_near(one: Revision, other: Revision) -> bool:
    return any(
        are_footprints_within(a.footprint, b.footprint, NEAR_M) for a in one.item.volumes for b in other.item.volumes
    )


def _missing(
    picture: Picture, item: ItemId, party: PartyId, message: MessageId, *, articles: Articles
) -> Iterator[Unreached]:
    for unit in find_reach(picture, party, message):
        if unit.is_leaf and not is_reached(unit.level, articles.reach_needed):
            yield Unreached(item, party, unit.unit, unit.name, unit.level)

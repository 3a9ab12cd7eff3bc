"""Whether two items stand in one another's way, exactly, in place, height and time.

Symmetric. Where altitudes cannot be compared the items count as in conflict and the answer says so: in doubt, hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tansiq.airspace.item import Item, ItemKind
from tansiq.geometry.engine import do_meet
from tansiq.geometry.height import Comparison, compare
from tansiq.geometry.level import make_above_sea
from tansiq.geometry.volumes import Overlap, Volume

_ON_GROUND = frozenset({ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE})
"""Where people are on the ground: a hazard to the ground above them counts at any height."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """That two items share a place and a time."""

    is_comparable: bool
    """False: their altitudes could not be compared, so they may share a height."""
    start_ms: int
    end_ms: int
    """Half open."""


def find_conflict(a: Item, b: Item) -> Conflict | None:
    """How two items stand in one another's way, or None.

    Two protective items never do, nor do two movements of one owner, who commands both, nor a corridor and a movement
    of a party that it serves.
    """
    if a.is_movement and b.is_movement:
        return None if a.owner == b.owner else _first_conflict(a, b)
    if a.is_movement == b.is_movement:
        return None
    movement, other = (a, b) if a.is_movement else (b, a)
    if other.kind is ItemKind.CORRIDOR and movement.owner in (*other.serves, other.owner):
        return None
    return _first_conflict(movement, other)


def reach_m(item: Item) -> float:
    """The horizontal buffer that an item asks for."""
    return 0.0 if item.site is None else item.site.buffer_mm / 1000


@lru_cache(maxsize=65536)
def _first_conflict(movement: Item, other: Item) -> Conflict | None:
    at_any_height = (movement.has_ground_hazard and other.kind in _ON_GROUND) or (
        other.has_ground_hazard and movement.kind in _ON_GROUND
    )
    end_ms = min(movement.end_ms, other.end_ms)
    found: Conflict | None = None
    for ours in movement.volumes:
        for theirs in other.volumes:
            shared = _overlap(ours, theirs, buffer_m=reach_m(other), at_any_height=at_any_height)
            if shared is None or shared.start_ms >= end_ms:
                continue
            conflict = Conflict(shared.altitude == "overlap", shared.start_ms, min(shared.end_ms, end_ms))
            if conflict.is_comparable:
                return conflict
            found = found or conflict
    return found


def _overlap(a: Volume, b: Volume, *, buffer_m: float, at_any_height: bool) -> Overlap | None:
    """As `geometry.volumes.overlap`, with the place judged by the kernels."""
    start_ms, end_ms = max(a.start_ms, b.start_ms), min(a.end_ms, b.end_ms)
    if start_ms >= end_ms:
        return None
    # Only the geoid is known to every node; no pressure, no ground: what needs them is not comparable.
    above_sea = make_above_sea(a.footprint, b.footprint)
    altitude = Comparison.OVERLAP if at_any_height else compare(a.band, b.band, above_sea=above_sea)
    if altitude is Comparison.APART or not do_meet(a.footprint, b.footprint, buffer_m=buffer_m):
        return None
    return Overlap("overlap" if altitude is Comparison.OVERLAP else "not_comparable", start_ms, end_ms)

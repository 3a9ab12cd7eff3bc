"""Whether two items stand in one another's way, exactly, in place, height and time.

Symmetric. Where altitudes cannot be compared the items count as in conflict and the answer says so: in doubt, hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tansiq.airspace.item import Item, ItemKind
from tansiq.geometry.engine import do_meet
from tansiq.geometry.height import Comparison, compare
from tansiq.geometry.level import make_above_sea
from tansiq.geometry.volumes import Overlap, Volume

ON_GROUND = frozenset({ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE})
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
    if not may_conflict(a, b):
        return None
    movement, other = (a, b) if a.is_movement else (b, a)
    return _conflict_of(movement, other)


def may_conflict(a: Item, b: Item) -> bool:
    """Whether two items could stand in one another's way at all, wherever they are."""
    if a.is_movement and b.is_movement:
        return a.owner != b.owner
    if a.is_movement == b.is_movement:
        return False
    movement, other = (a, b) if a.is_movement else (b, a)
    return other.kind is not ItemKind.CORRIDOR or movement.owner not in (*other.serves, other.owner)


def do_heights_count(a: Item, b: Item) -> bool:
    """False where what is a danger to the ground meets people on the ground: there it counts at any height."""
    return not (a.has_ground_hazard and b.kind in ON_GROUND) and not (b.has_ground_hazard and a.kind in ON_GROUND)


def compare_heights(a: Volume, b: Volume) -> Comparison:
    """Whether two volumes share an altitude, with what every node knows.

    Only the geoid is known to every node; no pressure, no ground: what needs them is not comparable.
    """
    return compare(a.band, b.band, above_sea=make_above_sea(a.footprint, b.footprint))


def choose_conflict(a: Item, b: Item, shared: Iterable[Overlap]) -> Conflict | None:
    """What is told of all that two items share: the earliest that is comparable, else the earliest; None where none.

    An item that has expired holds no longer, whatever its volumes say.
    """
    end_ms = min(a.end_ms, b.end_ms)
    within = [found for found in shared if found.start_ms < end_ms]
    if not within:
        return None
    first = min(within, key=lambda found: (found.altitude != "overlap", found.start_ms, -found.end_ms))
    return Conflict(first.altitude == "overlap", first.start_ms, min(first.end_ms, end_ms))


def reach_m(item: Item) -> float:
    """The horizontal buffer that an item asks for."""
    return 0.0 if item.site is None else item.site.buffer_mm / 1000


@lru_cache(maxsize=65536)
def _conflict_of(a: Item, b: Item) -> Conflict | None:
    buffer_m, heights = max(reach_m(a), reach_m(b)), do_heights_count(a, b)
    found = (_overlap(x, y, buffer_m=buffer_m, heights=heights) for x in a.volumes for y in b.volumes)
    return choose_conflict(a, b, (shared for shared in found if shared is not None))


def _overlap(a: Volume, b: Volume, *, buffer_m: float, heights: bool) -> Overlap | None:
    """As `geometry.volumes.overlap`, with the place judged by the kernels."""
    start_ms, end_ms = max(a.start_ms, b.start_ms), min(a.end_ms, b.end_ms)
    if start_ms >= end_ms:
        return None
    altitude = compare_heights(a, b) if heights else Comparison.OVERLAP
    if altitude is Comparison.APART or not do_meet(a.footprint, b.footprint, buffer_m=buffer_m):
        return None
    return Overlap("overlap" if altitude is Comparison.OVERLAP else "not_comparable", start_ms, end_ms)

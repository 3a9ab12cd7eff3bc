"""By how much two flights share time and height, and what change of either would part them.

Only for two movements that whoever is told knows both exactly. What stands in the way of a movement and protects people
or places is never asked about here: how far away it is, on which side and until when would be drawn by the answers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tansiq.airspace.conflict import compare_heights
from tansiq.airspace.item import Item
from tansiq.geometry.engine import do_meet
from tansiq.geometry.height import Altitude, Comparison
from tansiq.geometry.volumes import Volume

Open = tuple[int, int]
"""Shifts strictly between these two still conflict."""


@dataclass(frozen=True, slots=True)
class Lifting:
    """What two conflicting flights share, and how the first would have to move to share nothing."""

    start_ms: int
    """First instant at which they share place and height."""
    shared_ms: int
    """The longest that any two volumes share, from then or later."""
    shared_mm: int | None
    """The most of height that any two volumes share; None where that is not a number."""
    later_ms: int
    """Starting so much later, with all else the same, lifts the conflict."""
    earlier_ms: int
    up_mm: int | None
    """So much higher does; None where no number is known to."""
    down_mm: int | None
    """Likewise, and not below 0 of its own reference."""


@lru_cache(maxsize=4096)
def find_lifting(ours: Item, theirs: Item) -> Lifting | None:
    """For two flights that conflict; None where their volumes share nothing.

    Raises:
        ValueError: one of them is no movement.
    """
    if not (ours.is_movement and theirs.is_movement):
        raise ValueError("only flights are told what would part them")
    near = [(x, y) for x in ours.volumes for y in theirs.volumes if do_meet(x.footprint, y.footprint)]
    high = [(x, y) for x, y in near if compare_heights(x, y) is not Comparison.APART]
    both = [(x, y) for x, y in high if x.start_ms < y.end_ms and y.start_ms < x.end_ms]
    if not both:
        return None
    times = [(y.start_ms - x.end_ms, y.end_ms - x.start_ms) for x, y in high]
    levels = _levels([(x, y) for x, y in near if x.start_ms < y.end_ms and y.start_ms < x.end_ms])
    down_mm = None if levels is None else _least([(-last, -first) for first, last in levels])
    return Lifting(
        start_ms=min(max(x.start_ms, y.start_ms) for x, y in both),
        shared_ms=max(min(x.end_ms, y.end_ms) - max(x.start_ms, y.start_ms) for x, y in both),
        shared_mm=None if levels is None else max(_shared_mm(x, y) for x, y in both),
        later_ms=_least(times),
        earlier_ms=_least([(-last, -first) for first, last in times]),
        up_mm=None if levels is None else _least(levels),
        down_mm=None if down_mm is None or down_mm > _lowest_mm(ours) else down_mm,
    )


def _least(shifts: Iterable[Open]) -> int:
    """The least shift, not negative, that is inside none."""
    least = 0
    for first, last in sorted(shifts):
        if first < least < last:
            least = last
    return least


def _levels(pairs: list[tuple[Volume, Volume]]) -> list[Open] | None:
    """Shifts of height that still conflict; None where a band is open or is counted from another surface."""
    found = []
    for x, y in pairs:
        sides = [side for side in (x.lower, x.upper, y.lower, y.upper) if side is not None]
        if len(sides) < 4 or len({side.surface for side in sides}) > 1:
            return None
        # A level is a closed point: a band that begins at it still meets it.
        first = _mm(y.lower) - _mm(x.upper) - (x.lower == x.upper)
        found.append((first, _mm(y.upper) - _mm(x.lower) + (y.lower == y.upper)))
    return found


def _shared_mm(x: Volume, y: Volume) -> int:
    return min(_mm(x.upper), _mm(y.upper)) - max(_mm(x.lower), _mm(y.lower))


def _lowest_mm(item: Item) -> int:
    return min(_mm(volume.lower) for volume in item.volumes)


def _mm(altitude: Altitude | None) -> int:
    return 0 if altitude is None else altitude.value_mm

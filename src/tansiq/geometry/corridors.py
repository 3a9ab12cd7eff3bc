"""Corridors: a line and a width as the polygon of its two sides, square at both ends, edges geodesic.

The sides run parallel to the legs and meet in a corner where two legs do, so nothing nearer to a leg than half the
width is left out beside it. Where the line turns so sharply that such a corner would lie far away, it is refused, not
cut.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from tansiq.geometry.footprints import BadFootprint, Polygon
from tansiq.geometry.geodesy import direct, inverse, point_of, turn_deg
from tansiq.geometry.positions import Position

SHARPEST_TURN_DEG = 120.0
"""The corner outside lies then twice as far from the line as its side."""


def make_corridor(axis: Sequence[Position], *, width_m: float) -> Polygon:
    """All within half a width beside a line.

    Args:
        axis: two points or more, each other than the one before.
        width_m: of the whole, from side to side.

    Raises:
        BadFootprint: too few points, the same one twice in a row, a turn that is too sharp, or sides that cross.
    """
    if len(axis) < 2:
        raise BadFootprint("a corridor has a line of at least two points")
    if width_m <= 0:
        raise BadFootprint(f"a width of {width_m:g} m is not more than 0")
    for number, (one, other) in enumerate(pairwise(axis), start=1):
        if one == other:
            raise BadFootprint(f"points {number} and {number + 1} of the line are the same place")
    left, right = [], []
    for number in range(len(axis)):
        course_deg, widen = _corner(axis, number)
        away_m = width_m / 2 * widen
        left.append(_beside(axis[number], course_deg - 90, away_m))
        right.append(_beside(axis[number], course_deg + 90, away_m))
    return Polygon((*left, *reversed(right)))


def _beside(at: Position, azimuth_deg: float, away_m: float) -> Position:
    (lon_deg, lat_deg), _ = direct(point_of(at), azimuth_deg, away_m)
    return Position.from_degrees(lat_deg=lat_deg, lon_deg=lon_deg)


def _corner(axis: Sequence[Position], number: int) -> tuple[float, float]:
    """Mean course at a point of the line, and by how much more than at an end its sides lie away from it."""
    at = point_of(axis[number])
    arrives_deg = inverse(at, point_of(axis[number - 1]))[0] + 180 if number > 0 else None
    leaves_deg = inverse(at, point_of(axis[number + 1]))[0] if number + 1 < len(axis) else None
    if arrives_deg is None or leaves_deg is None:
        return (leaves_deg if arrives_deg is None else arrives_deg) or 0.0, 1.0
    turn = turn_deg(leaves_deg - arrives_deg)
    if abs(turn) > SHARPEST_TURN_DEG:
        raise BadFootprint(
            f"the line turns by {abs(turn):.0f} degrees at its point {number + 1}, more than {SHARPEST_TURN_DEG:.0f}",
            advice="File the legs before and after it as two volumes.",
        )
    return arrives_deg + turn / 2, 1 / math.cos(math.radians(turn / 2))

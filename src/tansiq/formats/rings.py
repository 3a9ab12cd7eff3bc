"""Rings of longitudes and latitudes, and what the lines between their corners mean in each format.

The engine and the model know geodesics only. An edge that is none is cut into pieces that are, so that no point of it
is farther than one centimetre from what replaces it: 8 mm for the bend of a piece where coordinates stay as they are,
2 mm where they are rounded to 1e-7 degree, which itself moves a corner by less than 8 mm. A ring that reaches around
more than a third of the Earth is cut along meridians, which are geodesics, into several that touch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import ClassVar

from shapely.geometry import Polygon as Flat
from shapely.geometry import box
from shapely.validation import explain_validity

from tansiq.base.errors import BadRequest
from tansiq.geometry.footprints import MOST_VERTICES, Polygon
from tansiq.geometry.geodesy import FLATTENING, SEMI_MAJOR_M, Point, direct, inverse, turn_deg, vector
from tansiq.geometry.positions import Position

BEND_M = 0.008
"""How far a piece of an edge may lie from the geodesic between its ends."""
_ROUNDED_BEND_M = 0.002
_WIDEST_DEG = 120.0
_MOST_PIECES = 200_000
_SAMPLES = (0.25, 0.5, 0.75)
_ALONG = (0.0, 0.25, 0.5, 0.75, 1.0)
_SAFETY = 1.1
"""The bend is computed on a ball, and at five places of an edge."""
_HALF_TURN_DEG = 180.0
_WHOLE_TURN_DEG = 360.0
_POLE_DEG = 90.0
_AXES_RATIO_SQUARED = (1 - FLATTENING) ** 2
_CHORD_IS_GEODESIC_DEG = 0.2
"""On so short an edge the straight line in space, seen from the Earth's centre, is the geodesic to a millimetre."""


class Edges(StrEnum):
    """What the line between two corners of a ring is."""

    STRAIGHT = "straight"
    """Straight in longitude and latitude, as RFC 7946 says (section 3.1.1)."""
    GEODESIC = "geodesic"
    """The shortest way on the ellipsoid, as ASTM F3548 says."""
    CHORD = "chord"
    """The straight line in space, seen from the centre of the Earth, as OGC 07-147r2 (KML 2.2) says (section 6.3)."""


class BadRing(BadRequest):
    """A ring of a file is not the outline of an area."""

    code: ClassVar[str] = "bad_ring"

    def default_advice(self) -> str:
        """What to look for."""
        return "Give the corners in order, longitude first, and cut an area around a pole at the antimeridian."


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of an area as a file gives it."""

    corners: tuple[Point, ...]
    """(lon, lat), each once; longitudes go on past 180, so that the difference is the way that is meant."""
    edges: Edges


def make_outline(ring: Sequence[Point], edges: Edges) -> Outline:
    """The outline that a ring means.

    Args:
        ring: (lon, lat) in degrees; the first corner may be repeated at the end. A step of more than half a turn is
            meant the short way round; a step of exactly a whole turn along a parallel goes all around.
        edges: what lies between two corners.

    Raises:
        BadRing: fewer than three corners, crossing edges, or a pole inside.
        BadFootprint: geodesic edges cross or touch, or reach too far.
    """
    corners = _drop_repeats(ring)
    if len(corners) < 3:
        raise BadRing(f"a ring has at least 3 different corners, this has {len(corners)}")
    if edges is Edges.GEODESIC:
        # Made for its checks alone: what lies inside a geodesic ring is told on the ellipsoid, around a pole too.
        Polygon(tuple(_position(corner) for corner in corners))
        return Outline(tuple(corners), edges)
    outline = Outline(tuple(_unwrap(corners)), edges)
    flat = Flat(outline.corners if edges is Edges.STRAIGHT else _dense(outline, BEND_M))
    if not flat.is_valid:
        raise BadRing(f"the ring crosses or touches itself: {explain_validity(flat)}")
    return outline


def pieces_of(outline: Outline, *, bend_m: float = BEND_M) -> list[list[Point]]:
    """Rings with geodesic edges that together are the inside of an outline."""
    if outline.edges is Edges.GEODESIC:
        return [list(outline.corners)]
    return [_dense(part, bend_m) for part in _narrow(outline)]


def polygons_of(outline: Outline) -> tuple[Polygon, ...]:
    """Polygons of the model that together are the inside of an outline.

    Raises:
        BadFootprint: a ring is no polygon once it is rounded to 1e-7 degree.
    """
    return tuple(polygon for piece in pieces_of(outline, bend_m=_ROUNDED_BEND_M) for polygon in _polygons(piece))


def outline_of(polygon: Polygon) -> Outline:
    """The outline of a polygon of the model."""
    return Outline(tuple((vertex.lon_deg, vertex.lat_deg) for vertex in polygon.vertices), Edges.GEODESIC)


def corners_for(outline: Outline, edges: Edges) -> list[Point]:
    """Corners that say the same to a reader of other edges: as they are, or with so many between as 1 cm needs.

    Longitudes go on past 180 where the outline lies across the antimeridian. The first corner is not repeated.
    """
    if outline.edges is edges:
        return list(outline.corners)
    if edges is Edges.GEODESIC:
        return _dense(outline, BEND_M)
    geodesic = list(outline.corners) if outline.edges is Edges.GEODESIC else _dense(outline, BEND_M / 2)
    along = _straight if edges is Edges.STRAIGHT else _chord
    run: list[Point] = []
    for start, end in _edges_of(geodesic):
        for lon, lat in _split_geodesic(start, end, along):
            run.append((run[-1][0] + turn_deg(lon - run[-1][0]) if run else lon, lat))
    return run


def to_lon(lon_deg: float) -> float:
    """A longitude that went on past 180, within -180 to 180; one that did not stays as it is, to the last bit."""
    return lon_deg if -_HALF_TURN_DEG <= lon_deg <= _HALF_TURN_DEG else turn_deg(lon_deg)


def _drop_repeats(ring: Sequence[Point]) -> list[Point]:
    """Without the closing corner, and without a corner that repeats the one before it."""
    kept: list[Point] = []
    for point in ring:
        if not kept or point != kept[-1]:
            kept.append(point)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _unwrap(corners: list[Point]) -> list[Point]:
    run = [corners[0]]
    for (before, _), (lon, lat) in zip(corners, [*corners[1:], corners[0]], strict=True):
        step = lon - before
        is_short = abs(step) <= _HALF_TURN_DEG or abs(step) == _WHOLE_TURN_DEG
        run.append((run[-1][0] + (step if is_short else turn_deg(step)), lat))
    if abs(run[-1][0] - run[0][0]) > _HALF_TURN_DEG:
        raise BadRing("the ring goes around a pole, so that its inside cannot be told")
    return run[:-1]


def _edges_of(corners: Sequence[Point]) -> list[tuple[Point, Point]]:
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def _dense(outline: Outline, bend_m: float) -> list[Point]:
    """The corners, and between them so many points that geodesics keep the shape."""
    dense: list[Point] = []
    for start, end in _edges_of(outline.corners):
        if outline.edges is Edges.STRAIGHT:
            along, count = _straight, _count_straight(start, end, bend_m)
        else:
            along, count = _chord, _count_chord(start, end, bend_m)
        dense.append(start)
        dense += [along(start, end, number / count) for number in range(1, count)]
    return dense


def _count_straight(start: Point, end: Point, bend_m: float) -> int:
    """Pieces of an edge that is straight in longitude and latitude.

    Moving evenly along it, the acceleration across the way is |sin lat d_lon| (2 d_lat^2 + cos^2 lat d_lon^2) / speed
    on a ball of radius one; over a piece that takes the time h, geodesic and piece part by an eighth of that, h^2.
    """
    d_lon, d_lat = math.radians(end[0] - start[0]), math.radians(end[1] - start[1])
    if d_lon == 0.0:
        return 1
    worst = 0.0
    for share in _ALONG:
        lat = math.radians(start[1]) + d_lat * share
        east = math.cos(lat) * d_lon
        speed = math.hypot(d_lat, east)
        if speed > 0.0:
            worst = max(worst, abs(math.sin(lat) * d_lon) * (2 * d_lat**2 + east**2) / speed)
    count = math.ceil(math.sqrt(_SAFETY * SEMI_MAJOR_M * worst / (8 * bend_m)))
    return _checked_count(max(count, math.ceil(abs(end[0] - start[0]) / 90.0), 1))


def _count_chord(start: Point, end: Point, bend_m: float) -> int:
    if max(abs(end[0] - start[0]), abs(end[1] - start[1])) < _CHORD_IS_GEODESIC_DEG:
        return 1
    count = 1
    while any(
        _off_m(
            _chord(start, end, number / count),
            _chord(start, end, (number + 1) / count),
            _chord(start, end, (number + share) / count),
        ) > bend_m
        for number in {0, count // 4, count // 2, count - 1}
        for share in _SAMPLES
    ):  # fmt: skip
        count = _checked_count(2 * count)
    return count


def _split_geodesic(start: Point, end: Point, along: Callable[[Point, Point, float], Point]) -> list[Point]:
    """The start of a geodesic, and the points between such that lines of another kind stay within `BEND_M` of it."""
    azimuth, length = inverse(start, end)
    count = 1
    while True:
        points = [start, *(direct(start, azimuth, length * number / count)[0] for number in range(1, count)), end]
        run = [points[0]]
        for lon, lat in points[1:]:
            run.append((run[-1][0] + turn_deg(lon - run[-1][0]), lat))
        if all(
            _off_m(low, high, along(low, high, share)) <= BEND_M for low, high in pairwise(run) for share in _SAMPLES
        ):
            return run[:-1]
        count = _checked_count(2 * count)


def _checked_count(count: int) -> int:
    if count > _MOST_PIECES:
        raise BadRing("an edge needs more points than can be kept")
    return count


def _off_m(start: Point, end: Point, point: Point) -> float:
    """How far a point between them lies beside the geodesic from start to end."""
    azimuth, length = inverse(start, end)
    to_point, reach = inverse(start, point)
    return abs(reach * math.sin(math.radians(to_point - azimuth))) if length > 0.0 else reach


def _straight(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _chord(start: Point, end: Point, share: float) -> Point:
    if share in (0.0, 1.0):
        return start if share == 0.0 else end
    x, y, z = (a + (b - a) * share for a, b in zip(vector(start), vector(end), strict=True))
    lat = math.degrees(math.atan2(z, math.hypot(x, y) * _AXES_RATIO_SQUARED))
    return start[0] + turn_deg(math.degrees(math.atan2(y, x)) - start[0]), lat


def _narrow(outline: Outline) -> list[Outline]:
    """Parts that reach around no more than a third of the Earth, cut in the plane of longitude and latitude."""
    lons = [lon for lon, _ in outline.corners]
    if max(lons) - min(lons) <= _WIDEST_DEG:
        return [outline]
    corners = outline.corners if outline.edges is Edges.STRAIGHT else _dense(outline, BEND_M / 2)
    middle = (max(lons) + min(lons)) / 2
    return [part for half in _halves(corners, middle) for part in _narrow(Outline(half, outline.edges))]


def _halves(ring: Sequence[Point], meridian: float) -> list[tuple[Point, ...]]:
    """The parts of a ring on both sides of a meridian."""
    flat = Flat(ring)
    west, south, east, north = flat.bounds
    sides = (box(west - 1, south - 1, meridian, north + 1), box(meridian, south - 1, east + 1, north + 1))
    shared = [flat.intersection(side) for side in sides]
    parts = [part for side in shared for part in getattr(side, "geoms", [side]) if part.area > 0.0]
    return [tuple((float(lon), float(lat)) for lon, lat in part.exterior.coords[:-1]) for part in parts]


def _polygons(ring: list[Point]) -> list[Polygon]:
    """One polygon, or several side by side where the ring has more corners than one may have."""
    positions: list[Position] = []
    for position in map(_position, ring):
        if not positions or position != positions[-1]:
            positions.append(position)
    while len(positions) > 1 and positions[0] == positions[-1]:
        positions.pop()
    if len(positions) <= MOST_VERTICES:
        return [Polygon(tuple(positions))]
    middle = (max(lon for lon, _ in ring) + min(lon for lon, _ in ring)) / 2
    return [polygon for half in _halves(ring, middle) for polygon in _polygons(list(half))]


def _position(point: Point) -> Position:
    """The nearest place; at a pole the longitude says nothing and is 0."""
    lon, lat = point
    if abs(lat) >= _POLE_DEG:
        return Position.from_degrees(lat_deg=lat, lon_deg=0.0)
    return Position.from_degrees(lat_deg=lat, lon_deg=to_lon(lon))

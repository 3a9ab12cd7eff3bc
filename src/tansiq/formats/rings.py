"""Rings of longitudes and latitudes, as a format means its edges, to polygons with geodesic edges.

An edge that is not a geodesic is cut into pieces until no point of it is farther than one centimetre from the
geodesics that replace it: 2 mm for the bend of each piece, and less than 8 mm for rounding to 1e-7 degree. A ring that
needs more corners than a polygon may have, or reaches around more than a third of the Earth, is cut along meridians,
which are geodesics, into several polygons that touch; together they are the ring.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.geometry.footprints import MOST_VERTICES, Circle, Footprint, Polygon, SelfCrossing
from tansiq.geometry.geodesy import FLATTENING, Point, direct, inverse, turn_deg, vector
from tansiq.geometry.positions import Position

BEND_M = 0.002
"""How far a piece of an edge may lie from the geodesic between its ends."""
_WIDEST_DEG = 120.0
_MOST_PIECES = 200_000
_FIRST_PIECES = 8
_SAMPLES = (0.25, 0.5, 0.75)
_WHOLE_TURN_DEG = 360.0
_POLE_DEG = 90.0
_AXES_SQUARED_RATIO = (1 - FLATTENING) ** 2


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
class _Edge:
    start: Point
    end: Point
    """Longitudes go on past 180, so that the difference is the way that is meant."""


def polygons_of(ring: Sequence[Point], edges: Edges) -> tuple[Polygon, ...]:
    """The polygons that together are the inside of a ring.

    Args:
        ring: (lon, lat) in degrees, each corner once or the first again at the end; longitudes beyond 180 go on.
        edges: what lies between two corners.

    Raises:
        BadRing: it is no outline, or goes around a pole.
        BadFootprint, BadPosition: as in making a polygon.
    """
    corners = _drop_repeats(ring)
    if len(corners) < 3:
        raise BadRing(f"a ring has at least 3 different corners, this has {len(corners)}")
    if edges is Edges.GEODESIC:
        return (Polygon(tuple(_position(corner) for corner in corners)),)
    unwrapped = _unwrap(corners, edges)
    pieces = [_pieces(edge, edges) for edge in _edges_of(unwrapped)]
    try:
        return _cut([point for piece in pieces for point in piece])
    except SelfCrossing as error:
        owners = [number for number, piece in enumerate(pieces, start=1) for _ in piece]
        raise _named_as_written(error, owners, len(corners)) from error


def ring_of(footprint: Polygon, edges: Edges) -> list[Point]:
    """Corners of a polygon with so many points between them that any reader of such edges draws it to 1 cm.

    Longitudes go on past 180 where the polygon lies across the antimeridian. The first corner is not repeated.
    """
    corners = [(vertex.lon_deg, vertex.lat_deg) for vertex in footprint.vertices]
    if edges is Edges.GEODESIC:
        return corners
    dense: list[Point] = []
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        dense += _geodesic_pieces((start, end), edges)
    run = [dense[0]]
    for lon, lat in dense[1:]:
        run.append((run[-1][0] + turn_deg(lon - run[-1][0]), lat))
    return [(round(lon, 7), round(lat, 7)) for lon, lat in run]


def box_middle(footprint: Footprint) -> Point:
    """A point to write a name at: the centre of a circle, the mean of a polygon's corners."""
    if isinstance(footprint, Circle):
        return footprint.centre.lon_deg, footprint.centre.lat_deg
    ring = ring_of(footprint, Edges.GEODESIC)
    first = ring[0][0]
    lons = [first + turn_deg(lon - first) for lon, _ in ring]
    return turn_deg(math.fsum(lons) / len(ring)), math.fsum(lat for _, lat in ring) / len(ring)


def _named_as_written(error: SelfCrossing, owners: list[int], count: int) -> SelfCrossing:
    """The same error with the corners that the file has; a ring that was cut keeps the numbers of its part."""
    if max(*error.first_edge, *error.second_edge) > len(owners):
        return error
    first, second = (owners[edge[0] - 1] for edge in (error.first_edge, error.second_edge))
    return SelfCrossing(first_edge=(first, first % count + 1), second_edge=(second, second % count + 1))


def _drop_repeats(ring: Sequence[Point]) -> list[Point]:
    """Without the closing corner, and without a corner that repeats the one before it."""
    kept: list[Point] = []
    for point in ring:
        if not kept or _position(point) != _position(kept[-1]) or abs(point[0] - kept[-1][0]) > _WHOLE_TURN_DEG / 2:
            kept.append(point)
    while len(kept) > 1 and _position(kept[0]) == _position(kept[-1]):
        kept.pop()
    return kept


def _unwrap(corners: list[Point], edges: Edges) -> list[Point]:
    """Longitudes that go on past 180: a step of more than half a turn is meant the short way round.

    A step of exactly a whole turn is kept: it goes along a parallel all around, as the outline of a polar cap does.
    """
    run = [corners[0]]
    for lon, lat in corners[1:] + corners[:1]:
        step = lon - corners[(len(run) - 1) % len(corners)][0]
        run.append((run[-1][0] + _short_way(step, edges), lat))
    if abs(run[-1][0] - run[0][0]) > _WHOLE_TURN_DEG / 2:
        raise BadRing("the ring goes around a pole, so that its inside cannot be told")
    return run[:-1]


def _short_way(step_deg: float, edges: Edges) -> float:
    if edges is Edges.STRAIGHT and abs(step_deg) == _WHOLE_TURN_DEG:
        return step_deg
    if abs(step_deg) <= _WHOLE_TURN_DEG / 2:
        return step_deg
    return turn_deg(step_deg)


def _edges_of(corners: list[Point]) -> list[_Edge]:
    return [_Edge(a, b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]


def _pieces(edge: _Edge, edges: Edges) -> list[Point]:
    """The start of an edge, and the points between that keep it to `BEND_M`."""
    along = _straight if edges is Edges.STRAIGHT else _chord
    return [along(edge, share) for share in _shares(lambda share: along(edge, share), _is_meridian(edge))]


def _geodesic_pieces(ends: tuple[Point, Point], edges: Edges) -> list[Point]:
    """The start of a geodesic, and the points between such that edges of the other kind stay within `BEND_M` of it."""
    start, end = ends
    azimuth, length = inverse(start, end)
    other = _straight if edges is Edges.STRAIGHT else _chord

    def is_bent(low: Point, high: Point) -> bool:
        edge = _Edge(low, (low[0] + turn_deg(high[0] - low[0]), high[1]))
        return any(_off_m(low, high, other(edge, share)) > BEND_M for share in _SAMPLES)

    count = 1
    while count < _MOST_PIECES:
        points = [start] + [direct(start, azimuth, length * i / count)[0] for i in range(1, count)]
        if not any(is_bent(low, high) for low, high in zip(points, [*points[1:], end], strict=True)):
            return points
        count *= 2
    raise BadRing("an edge needs more points than can be written")


def _is_meridian(edge: _Edge) -> bool:
    return edge.start[0] == edge.end[0]


def _shares(at: Callable[[float], Point], is_geodesic: bool) -> list[float]:
    """Where along an edge its pieces begin, from 0 up to but not including 1."""
    if is_geodesic:
        return [0.0]
    count = _FIRST_PIECES if abs(at(1.0)[0] - at(0.0)[0]) > 1.0 else 1
    shares: list[float] = []
    for number in range(count):
        low, high = number / count, (number + 1) / count
        pieces = _count_pieces(at, low, high)
        shares += [low + (high - low) * i / pieces for i in range(pieces)]
    return shares


def _count_pieces(at: Callable[[float], Point], low: float, high: float) -> int:
    """How many equal pieces keep a stretch to `BEND_M`: the bend falls with the square of their number."""
    pieces = 1
    while pieces < _MOST_PIECES:
        bend = max(_bend_m(at, low + (high - low) * i / pieces, low + (high - low) * (i + 1) / pieces)
                   for i in _looked_at(pieces))  # fmt: skip
        if bend <= BEND_M:
            return pieces
        pieces = max(pieces + 1, math.ceil(pieces * min(math.sqrt(bend / BEND_M), 1e3)))
    raise BadRing("an edge needs more points than can be read")


def _looked_at(pieces: int) -> Sequence[int]:
    """Pieces whose bend is measured: the ends and some between, as it changes slowly along a stretch."""
    return range(pieces) if pieces <= 8 else [*range(0, pieces, pieces // 8), pieces - 1]


def _bend_m(at: Callable[[float], Point], low: float, high: float) -> float:
    start, end = at(low), at(high)
    return max(_off_m(start, end, at(low + (high - low) * share)) for share in _SAMPLES)


def _off_m(start: Point, end: Point, point: Point) -> float:
    """How far a point between them lies beside the geodesic from start to end."""
    if _is_at_pole(start) and _is_at_pole(end):
        return 0.0
    azimuth, length = inverse(start, end)
    to_point, reach = inverse(start, point)
    return abs(reach * math.sin(math.radians(to_point - azimuth))) if length > 0 else reach


def _is_at_pole(point: Point) -> bool:
    return abs(point[1]) >= _POLE_DEG


def _straight(edge: _Edge, share: float) -> Point:
    if share >= 1.0:
        return edge.end
    (a_lon, a_lat), (b_lon, b_lat) = edge.start, edge.end
    return a_lon + (b_lon - a_lon) * share, a_lat + (b_lat - a_lat) * share


def _chord(edge: _Edge, share: float) -> Point:
    """On the straight line in space, seen from the centre of the Earth."""
    if share in (0.0, 1.0):
        return edge.start if share == 0.0 else edge.end
    a, b = vector(edge.start), vector(edge.end)
    x, y, z = (one + (other - one) * share for one, other in zip(a, b, strict=True))
    lat = math.degrees(math.atan2(z, math.hypot(x, y) * _AXES_SQUARED_RATIO))
    lon = math.degrees(math.atan2(y, x))
    return edge.start[0] + turn_deg(lon - edge.start[0]), lat


def _cut(ring: list[Point]) -> tuple[Polygon, ...]:
    """One polygon, or several side by side, each within its limits."""
    positions = _distinct([_position(point) for point in ring])
    wide = max(lon for lon, _ in ring) - min(lon for lon, _ in ring)
    if len(positions) <= MOST_VERTICES and wide <= _WIDEST_DEG:
        return (Polygon(tuple(positions)),)
    middle = (max(lon for lon, _ in ring) + min(lon for lon, _ in ring)) / 2
    return tuple(part for side in _halves(ring, middle) for part in _cut(side))


def _halves(ring: list[Point], meridian: float) -> list[list[Point]]:
    """The parts of a ring on both sides of a meridian, in the plane of longitude and latitude."""
    from shapely.geometry import Polygon as Flat
    from shapely.geometry import box

    flat = Flat(ring)
    if not flat.is_valid:
        raise BadRing("the ring crosses or touches itself")
    west, south, east, north = flat.bounds
    parts: list[list[Point]] = []
    for side in (box(west - 1, south - 1, meridian, north + 1), box(meridian, south - 1, east + 1, north + 1)):
        shared = flat.intersection(side)
        parts += [list(part.exterior.coords)[:-1] for part in getattr(shared, "geoms", [shared]) if part.area > 0]
    return parts


def _distinct(positions: list[Position]) -> list[Position]:
    """Neighbours that round to one place, and corners at one pole, are one corner."""
    kept: list[Position] = []
    for position in positions:
        if not kept or position != kept[-1]:
            kept.append(position)
    while len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _position(point: Point) -> Position:
    """The nearest place; at a pole the longitude says nothing and is 0."""
    lon, lat = point
    if abs(lat) >= _POLE_DEG:
        return Position.from_degrees(lat_deg=lat, lon_deg=0.0)
    return Position.from_degrees(lat_deg=lat, lon_deg=lon if -180.0 <= lon <= 180.0 else turn_deg(lon))

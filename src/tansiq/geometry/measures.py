"""Exact questions about footprints: what is inside, how far apart, how wide, how large, within which box.

Distances are geodesic, right to one centimetre; the boundary, with that centimetre, belongs to the footprint.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tansiq.base.units import M_PER_KM
from tansiq.geometry.edges import TOLERANCE_M, Edge, are_within, distance_to_edge_m
from tansiq.geometry.footprints import Circle, Footprint, Polygon, Shape, ball_of, shape_of
from tansiq.geometry.geodesy import (
    FLATTENING,
    GEOD,
    MEAN_RADIUS_M,
    SEMI_MINOR_M,
    Ball,
    Point,
    direct,
    inverse,
    inverse_to_all,
    point_of,
    turn_deg,
    vector,
)
from tansiq.geometry.positions import Position

_BOX_MARGIN_DEG = 1e-7
_LON_MARGIN = 1.01
"""The box of a circle is made on a ball; this is more than what the flattening can add."""


@dataclass(frozen=True, slots=True)
class Box:
    """Limits in degrees that hold a footprint, both ends included."""

    west_deg: float
    south_deg: float
    east_deg: float
    """Less than west where the box lies across the antimeridian; -180 and 180 where a pole is inside."""
    north_deg: float


def contains_position(footprint: Footprint, position: Position) -> bool:
    """Whether a position is inside, on the boundary or within a centimetre of it."""
    return contains_point(footprint, point_of(position))


def contains_point(footprint: Footprint, point: Point) -> bool:
    """`contains_position` for a pair (lon, lat)."""
    if isinstance(footprint, Circle):
        return inverse(point_of(footprint.centre), point)[1] <= footprint.radius_m + TOLERANCE_M
    shape = shape_of(footprint)
    at = Ball(vector(point), 0.0)
    if not shape.ball.is_within(at, TOLERANCE_M):
        return False
    if _is_wound(shape, point):
        return True
    near = (edge for edge in shape.edges if edge.ball.is_within(at, TOLERANCE_M))
    return any(distance_to_edge_m(edge, point) <= TOLERANCE_M for edge in near)


def _is_wound(shape: Shape, point: Point) -> bool:
    """Whether the boundary goes around the point: seen from it, an edge turns by less than half a circle."""
    azimuths, _ = inverse_to_all(point, shape.points)
    turns = (turn_deg(b - a) for a, b in zip(azimuths, azimuths[1:] + azimuths[:1], strict=True))
    return abs(sum(turns)) > 180.0


def are_footprints_within(a: Footprint, b: Footprint, limit_m: float) -> bool:
    """Whether two footprints are as near as a limit; the cheap bound first, the first nearness found decides."""
    if not ball_of(a).is_within(ball_of(b), limit_m):
        return False
    if isinstance(a, Polygon) and isinstance(b, Polygon):
        if contains_point(a, shape_of(b).points[0]) or contains_point(b, shape_of(a).points[0]):
            return True
        others = _edges_near(b, a, limit_m)
        return any(are_within(e, f, limit_m) for e in _edges_near(a, b, limit_m) for f in others)
    return footprint_distance_m(a, b) <= limit_m


def _edges_near(polygon: Polygon, other: Polygon, limit_m: float) -> list[Edge]:
    ball = shape_of(other).ball
    return [edge for edge in shape_of(polygon).edges if edge.ball.is_within(ball, limit_m)]


def footprint_distance_m(a: Footprint, b: Footprint) -> float:
    """Length of the shortest geodesic between two footprints; 0 where they overlap or touch."""
    if isinstance(a, Circle):
        return max(0.0, _point_distance_m(b, point_of(a.centre)) - a.radius_m)
    if isinstance(b, Circle):
        return max(0.0, _point_distance_m(a, point_of(b.centre)) - b.radius_m)
    if are_footprints_within(a, b, TOLERANCE_M):
        return 0.0
    return min(_corner_distance_m(a, b), _corner_distance_m(b, a))


def _point_distance_m(footprint: Footprint, point: Point) -> float:
    if isinstance(footprint, Circle):
        return max(0.0, inverse(point_of(footprint.centre), point)[1] - footprint.radius_m)
    if contains_point(footprint, point):
        return 0.0
    return _nearest_edge_m(shape_of(footprint).edges, (point,))


def _corner_distance_m(a: Polygon, b: Polygon) -> float:
    return _nearest_edge_m(shape_of(a).edges, shape_of(b).points)


def _nearest_edge_m(edges: tuple[Edge, ...], points: tuple[Point, ...]) -> float:
    """Least distance of any point to any edge: the most promising pairs first, until no other can be nearer."""
    pairs = []
    for point in points:
        at = vector(point)
        pairs += [(math.dist(edge.ball.middle, at) - edge.ball.radius_m, edge, point) for edge in edges]
    pairs.sort(key=lambda pair: pair[0])
    best = math.inf
    for at_least, edge, point in pairs:
        if at_least >= best:
            break
        best = min(best, distance_to_edge_m(edge, point))
    return best


def width_m(footprint: Footprint) -> float:
    """The smallest width across: a circle's diameter, a polygon's narrowest strip between two parallel lines.

    A polygon is laid flat around its middle, true in distance from there: right to one part in a thousand up to 300 km
    across, far better for small ones.
    """
    if isinstance(footprint, Circle):
        return 2 * footprint.radius_m
    shape = shape_of(footprint)
    azimuths, lengths = inverse_to_all(shape.middle, shape.points)
    flat = [
        (s * math.sin(math.radians(azimuth)), s * math.cos(math.radians(azimuth)))
        for azimuth, s in zip(azimuths, lengths, strict=True)
    ]
    hull = _hull(flat)
    return min(_span(a, b, hull) for a, b in zip(hull, hull[1:] + hull[:1], strict=True))


def _hull(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Convex hull, anticlockwise (Andrew's monotone chain)."""
    ordered = sorted(points)
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(ordered: list[tuple[float, float]]) -> list[tuple[float, float]]:
    chain: list[tuple[float, float]] = []
    for point in ordered:
        while len(chain) >= 2 and _left_of(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _left_of(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _span(a: tuple[float, float], b: tuple[float, float], hull: list[tuple[float, float]]) -> float:
    """Greatest distance of the hull's corners from the line through two of them."""
    return max(_left_of(a, b, c) for c in hull) / math.dist(a, b)


def area_km2(footprint: Footprint) -> float:
    """Area on the ellipsoid; a circle's is that of a cap on a ball, right to one part in a hundred."""
    if isinstance(footprint, Circle):
        angle = footprint.radius_m / MEAN_RADIUS_M
        return 2 * math.pi * MEAN_RADIUS_M**2 * (1 - math.cos(angle)) / M_PER_KM**2
    points = shape_of(footprint).points
    area_m2, _ = GEOD.polygon_area_perimeter([lon for lon, _ in points], [lat for _, lat in points])
    return abs(float(area_m2)) / M_PER_KM**2


def bounds(footprint: Footprint) -> Box:
    """A box that holds the footprint: tight for a polygon, up to one part in a hundred too wide for a circle."""
    if isinstance(footprint, Circle):
        return _circle_bounds(footprint)
    return _polygon_bounds(footprint)


def _polygon_bounds(polygon: Polygon) -> Box:
    shape = shape_of(polygon)
    tops = [lat for edge in shape.edges for lat in _edge_lats(edge)]
    south, north = min(tops), max(tops)
    has_south, has_north = (contains_point(polygon, (0.0, lat)) for lat in (-90.0, 90.0))
    if has_south or has_north:
        return Box(-180.0, -90.0 if has_south else _low(south), 180.0, 90.0 if has_north else _high(north))
    lon = shape.points[0][0]
    lons = [lon]
    for point in shape.points[1:]:
        lon += turn_deg(point[0] - lon)
        lons.append(lon)
    return Box(turn_deg(min(lons) - _BOX_MARGIN_DEG), _low(south), turn_deg(max(lons) + _BOX_MARGIN_DEG), _high(north))


def _edge_lats(edge: Edge) -> list[float]:
    """Latitudes of the ends, and of the northernmost or southernmost inner point where the edge has one (Clairaut)."""
    lats = [edge.start[1], edge.end[1]]
    _, end_heading = direct(edge.start, edge.azimuth_deg, edge.length_m)
    northward = math.cos(math.radians(edge.azimuth_deg))
    if northward * math.cos(math.radians(end_heading)) < 0:
        reduced = math.atan((1 - FLATTENING) * math.tan(math.radians(edge.start[1])))
        top = math.acos(min(1.0, abs(math.cos(reduced) * math.sin(math.radians(edge.azimuth_deg)))))
        lats.append(math.copysign(math.degrees(math.atan(math.tan(top) / (1 - FLATTENING))), northward))
    return lats


def _circle_bounds(circle: Circle) -> Box:
    lon, lat = point_of(circle.centre)
    to_north, to_south = (inverse((lon, lat), (lon, pole))[1] for pole in (90.0, -90.0))
    has_north, has_south = circle.radius_m >= to_north - TOLERANCE_M, circle.radius_m >= to_south - TOLERANCE_M
    north = 90.0 if has_north else _high(direct((lon, lat), 0.0, circle.radius_m)[0][1])
    south = -90.0 if has_south else _low(direct((lon, lat), 180.0, circle.radius_m)[0][1])
    sine = _LON_MARGIN * math.sin(circle.radius_m / SEMI_MINOR_M) / max(math.cos(math.radians(lat)), 1e-12)
    if has_north or has_south or sine >= 1.0:
        return Box(-180.0, south, 180.0, north)
    half = math.degrees(math.asin(sine)) + _BOX_MARGIN_DEG
    return Box(turn_deg(lon - half), south, turn_deg(lon + half), north)


def _low(lat_deg: float) -> float:
    return max(-90.0, lat_deg - _BOX_MARGIN_DEG)


def _high(lat_deg: float) -> float:
    return min(90.0, lat_deg + _BOX_MARGIN_DEG)

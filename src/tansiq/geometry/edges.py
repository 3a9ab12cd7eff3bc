"""One edge of a polygon: the geodesic between two points, and the exact tests on it.

Source of the offset: the interception iteration of Baselga and Martinez-Llario (2018) with Karney's geodesics. A
plane through the edge gives the side of a point cheaply; where that plane and the geodesic could differ, the iteration
decides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tansiq.geometry.geodesy import MEAN_RADIUS_M, Ball, Point, Vector, direct, inverse, up, vector

TOLERANCE_M = 0.01
"""What is nearer than this touches, and touching counts as overlapping."""
_CONVERGED_M = 1e-5
_MOST_ROUNDS = 30
_BAND_FACTOR = 2e-3
"""Geodesic and plane part by about 5.6e-4 d (d / R)^2 over a length d; this is more than three times that."""
_BAND_FLOOR_M = 5 * TOLERANCE_M
_PLANE_LIMIT_M = 0.5 * MEAN_RADIUS_M
"""Beyond it the estimate above is not relied on."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A geodesic from start to end, the start and the end included."""

    start: Point
    end: Point
    start_vector: Vector
    end_vector: Vector
    azimuth_deg: float
    """Direction at the start."""
    length_m: float
    ball: Ball
    across: Vector
    """Unit vector at right angles to the plane through both ends that is upright at the middle."""


def make_edge(start: Point, end: Point) -> Edge:
    """The shortest geodesic between two different points less than a quarter of the Earth apart."""
    azimuth, length = inverse(start, end)
    middle, _ = direct(start, azimuth, length / 2)
    a, b = vector(start), vector(end)
    return Edge(
        start=start,
        end=end,
        start_vector=a,
        end_vector=b,
        azimuth_deg=azimuth,
        length_m=length,
        ball=Ball(vector(middle), length / 2),
        across=_unit(_cross((b[0] - a[0], b[1] - a[1], b[2] - a[2]), up(middle))),
    )


def offset_m(edge: Edge, point: Point) -> tuple[float, float]:
    """Metres to the right of the edge's geodesic, extended at both ends, and metres along it from the start."""
    along = 0.0
    right = math.inf
    for _ in range(_MOST_ROUNDS):
        foot, heading = direct(edge.start, edge.azimuth_deg, along)
        azimuth, length = inverse(foot, point)
        angle = math.radians(azimuth - heading)
        step = MEAN_RADIUS_M * math.atan2(
            math.sin(length / MEAN_RADIUS_M) * math.cos(angle), math.cos(length / MEAN_RADIUS_M)
        )
        along += step
        right = length * math.sin(angle)
        if abs(step) < _CONVERGED_M:
            break
    return right, along


def distance_to_edge_m(edge: Edge, point: Point) -> float:
    """Length of the shortest geodesic from a point to the edge."""
    right, along = offset_m(edge, point)
    if 0.0 <= along <= edge.length_m:
        return abs(right)
    return inverse(edge.start if along < 0.0 else edge.end, point)[1]


def side_m(edge: Edge, point: Point, at: Vector) -> float:
    """Metres to the right of the edge's geodesic: exact when small, at least right in sign and order when large."""
    a = edge.start_vector
    gap = (at[0] - a[0], at[1] - a[1], at[2] - a[2])
    estimate = gap[0] * edge.across[0] + gap[1] * edge.across[1] + gap[2] * edge.across[2]
    extent = max(edge.length_m, math.hypot(*gap))
    band = _BAND_FACTOR * extent * (extent / MEAN_RADIUS_M) ** 2 + _BAND_FLOOR_M
    if extent < _PLANE_LIMIT_M and abs(estimate) > band:
        return estimate
    return offset_m(edge, point)[0]


def are_within(e: Edge, f: Edge, limit_m: float) -> bool:
    """Whether two edges cross or come as near as the limit.

    Two geodesics that do not cross are nearest at an end of one of them: on a surface that curves as a ball does, a
    common perpendicular between inner points is never the shortest way.
    """
    if not e.ball.is_within(f.ball, limit_m):
        return False
    f_start, f_end = side_m(e, f.start, f.start_vector), side_m(e, f.end, f.end_vector)
    if limit_m <= TOLERANCE_M and _is_clear(f_start, f_end):
        return False
    e_start, e_end = side_m(f, e.start, e.start_vector), side_m(f, e.end, e.end_vector)
    if limit_m <= TOLERANCE_M and _is_clear(e_start, e_end):
        return False
    if f_start * f_end < 0 and e_start * e_end < 0:
        return True
    return (
        _is_near(e, f.start, f.start_vector, limit_m)
        or _is_near(e, f.end, f.end_vector, limit_m)
        or _is_near(f, e.start, e.start_vector, limit_m)
        or _is_near(f, e.end, e.end_vector, limit_m)
    )


def _is_clear(a_m: float, b_m: float) -> bool:
    """Both ends on one side, and neither touching."""
    return (a_m > TOLERANCE_M and b_m > TOLERANCE_M) or (a_m < -TOLERANCE_M and b_m < -TOLERANCE_M)


def _is_near(edge: Edge, point: Point, at: Vector, limit_m: float) -> bool:
    if math.dist(edge.ball.middle, at) > edge.ball.radius_m + limit_m:
        return False
    return distance_to_edge_m(edge, point) <= limit_m


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _unit(a: Vector) -> Vector:
    length = math.hypot(*a)
    return a[0] / length, a[1] / length, a[2] / length

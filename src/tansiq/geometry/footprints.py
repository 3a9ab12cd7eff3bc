"""Footprints: a polygon with geodesic edges, or a circle. A value that exists is valid.

Refused: holes, edges that cross or touch, corners twice, and anything that reaches farther than 5,000 km from its
middle, where inside and outside would no longer be a matter of course.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.units import M_PER_KM, MM_PER_M
from tansiq.geometry.edges import TOLERANCE_M, Edge, are_within, distance_to_edge_m, make_edge
from tansiq.geometry.geodesy import Ball, Point, inverse_to_all, point_of, surface_point, up, vector
from tansiq.geometry.positions import Position

MOST_VERTICES = 1000
LARGEST_RADIUS_M = 5_000 * M_PER_KM
"""Every footprint fits into a circle of this radius."""
_KEPT_SHAPES = 8192


class BadFootprint(BadRequest):
    """A footprint cannot be used; the reason is in the message."""

    code: ClassVar[str] = "bad_footprint"


class RepeatedVertex(BadFootprint):
    """Two corners of a polygon are the same place."""

    code: ClassVar[str] = "repeated_vertex"

    def __init__(self, *, first: int, second: int) -> None:
        super().__init__(
            f"corners {first} and {second} are the same place",
            advice="Give every corner once; the last is joined to the first by itself.",
        )
        self.first, self.second = first, second


class SelfCrossing(BadFootprint):
    """Two edges of a polygon cross or touch."""

    code: ClassVar[str] = "self_crossing"

    def __init__(self, *, first_edge: tuple[int, int], second_edge: tuple[int, int]) -> None:
        super().__init__(
            f"the edge from corner {first_edge[0]} to {first_edge[1]} crosses or touches"
            f" the edge from corner {second_edge[0]} to {second_edge[1]}",
            advice="Give the corners in the order in which one walks around the area, and look for two exchanged ones.",
        )
        self.first_edge, self.second_edge = first_edge, second_edge
        """Corner numbers, from 1."""


@dataclass(frozen=True, slots=True)
class Polygon:
    """A simple polygon without holes whose edges are geodesics; either turning direction."""

    vertices: tuple[Position, ...]
    """Three or more, each once: the last joins the first by itself."""

    def __post_init__(self) -> None:
        _check_vertices(self.vertices)
        _check_edges(shape_of(self).edges)


@dataclass(frozen=True, slots=True)
class Circle:
    """All points within a geodesic distance of a centre."""

    centre: Position
    radius_mm: int
    """Millimetres, more than 0."""

    def __post_init__(self) -> None:
        if self.radius_mm <= 0:
            raise BadFootprint(f"a radius of {self.radius_mm} mm is not more than 0")
        if self.radius_m > LARGEST_RADIUS_M:
            raise _too_wide()

    @property
    def radius_m(self) -> float:
        """The radius in metres."""
        return self.radius_mm / MM_PER_M


Footprint = Polygon | Circle


@dataclass(frozen=True, slots=True)
class Shape:
    """What the tests need of a polygon, computed once."""

    points: tuple[Point, ...]
    edges: tuple[Edge, ...]
    middle: Point
    ball: Ball


@lru_cache(maxsize=_KEPT_SHAPES)
def shape_of(polygon: Polygon) -> Shape:
    """Edges, middle and enclosing ball of a polygon; kept, as the same items are tested again at every change."""
    points = tuple(point_of(vertex) for vertex in polygon.vertices)
    ups = [up(point) for point in points]
    total = (math.fsum(v[0] for v in ups), math.fsum(v[1] for v in ups), math.fsum(v[2] for v in ups))
    middle = surface_point(total)
    radius_m = max(inverse_to_all(middle, points)[1])
    if radius_m > LARGEST_RADIUS_M:
        raise _too_wide()
    edges = tuple(make_edge(a, b) for a, b in zip(points, points[1:] + points[:1], strict=True))
    return Shape(points, edges, middle, Ball(vector(middle), radius_m))


def ball_of(footprint: Footprint) -> Ball:
    """A ball that holds the footprint."""
    if isinstance(footprint, Circle):
        return Ball(vector(point_of(footprint.centre)), footprint.radius_m)
    return shape_of(footprint).ball


def _too_wide() -> BadFootprint:
    return BadFootprint(
        f"the footprint does not fit into a circle of {LARGEST_RADIUS_M / M_PER_KM:.0f} km radius",
        advice="Look for a sign or a hemisphere exchanged, or cut the area into several volumes.",
    )


def _check_vertices(vertices: tuple[Position, ...]) -> None:
    if len(vertices) < 3:
        raise BadFootprint(f"a polygon has at least 3 corners, this has {len(vertices)}")
    if len(vertices) > MOST_VERTICES:
        raise BadFootprint(f"a polygon has at most {MOST_VERTICES} corners, this has {len(vertices)}")
    seen: dict[Position, int] = {}
    for number, vertex in enumerate(vertices, start=1):
        if vertex in seen:
            raise RepeatedVertex(first=seen[vertex], second=number)
        seen[vertex] = number


def _check_edges(edges: tuple[Edge, ...]) -> None:
    """Sweep along one axis, so that only edges which could meet are compared."""
    count = len(edges)
    order = sorted(range(count), key=lambda i: edges[i].ball.middle[0] - edges[i].ball.radius_m)
    for place, i in enumerate(order):
        last_x_m = edges[i].ball.middle[0] + edges[i].ball.radius_m + TOLERANCE_M
        for j in order[place + 1 :]:
            if edges[j].ball.middle[0] - edges[j].ball.radius_m > last_x_m:
                break
            _check_pair(edges, min(i, j), max(i, j))


def _check_pair(edges: tuple[Edge, ...], i: int, j: int) -> None:
    count = len(edges)
    if j == i + 1:
        meets = _folds_back(edges[i], edges[j])
    elif i == 0 and j == count - 1:
        meets = _folds_back(edges[j], edges[i])
    else:
        meets = are_within(edges[i], edges[j], TOLERANCE_M)
    if meets:
        raise SelfCrossing(first_edge=(i + 1, (i + 1) % count + 1), second_edge=(j + 1, (j + 1) % count + 1))


def _folds_back(first: Edge, second: Edge) -> bool:
    """Whether two edges that share a corner run back over one another."""
    return (
        distance_to_edge_m(first, second.end) <= TOLERANCE_M or distance_to_edge_m(second, first.start) <= TOLERANCE_M
    )

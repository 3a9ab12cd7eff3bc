"""Footprints: a polygon with geodesic edges, or a circle."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.geometry.positions import Position


@dataclass(frozen=True, slots=True)
class Polygon:
    """A simple polygon without holes whose edges are geodesics; either turning direction."""

    vertices: tuple[Position, ...]
    """Three or more, each once: the last joins the first by itself."""


@dataclass(frozen=True, slots=True)
class Circle:
    """All points within a geodesic distance of a centre."""

    centre: Position
    radius_mm: int
    """Millimetres, more than 0."""


Footprint = Polygon | Circle

"""Positions and footprints as the API gives them, for readbacks and for maps."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.scenario.doc import Doc
from tansiq.scenario.shared_things import find_degrees

Point = tuple[float, float]
"""(lon, lat) in degrees."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A circle, where it has a radius, or a polygon."""

    points: tuple[Point, ...]
    """The centre alone, or the vertices."""
    radius_m: float | None


def find_point(found: Doc) -> Point | None:
    """A position written as an object, as a pair (lon, lat), or as text with the latitude first."""
    for lat, lon in (("lat_deg", "lon_deg"), ("lat", "lon")):
        lat_deg, lon_deg = found.number(lat), found.number(lon)
        if lat_deg is not None and lon_deg is not None:
            return (lon_deg, lat_deg)
    if found.list():
        lon_deg, lat_deg = found.number(0), found.number(1)
        return None if lon_deg is None or lat_deg is None else (lon_deg, lat_deg)
    return find_degrees(found.text())


def find_outline(footprint: Doc) -> Outline | None:
    """A footprint; None where it cannot be drawn."""
    centre = find_point(footprint.at("circle", "centre"))
    if centre is not None:
        return Outline((centre,), footprint.number("circle", "radius_m"))
    vertices = [find_point(vertex) for vertex in footprint.list("polygon", "vertices")]
    points = tuple(point for point in vertices if point is not None)
    return Outline(points, None) if points else None


def write_point(point: Point | None) -> str:
    """Latitude first, as people say it; seven decimals at most."""
    return "" if point is None else f"{point[1]:.7f} {point[0]:.7f}"

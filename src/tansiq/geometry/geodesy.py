"""Geodesics on the WGS 84 ellipsoid, and straight-line vectors for cheap bounds.

The constants of the ellipsoid live here and nowhere else. Bare pairs are (lon, lat) in degrees. A vector is metres from
the centre of the Earth; the straight line between two points is never longer than the geodesic, so a bound that is
computed with vectors never misses a neighbour, at the antimeridian and the poles as anywhere.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pyproj import Geod

from tansiq.geometry.positions import Position

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563
SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING)
MEAN_RADIUS_M = (2 * SEMI_MAJOR_M + SEMI_MINOR_M) / 3
_ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING)

GEOD = Geod(a=SEMI_MAJOR_M, f=FLATTENING)

Point = tuple[float, float]
"""(lon, lat), degrees."""
Vector = tuple[float, float, float]
"""Metres from the centre of the Earth: towards (0, 0), (90 E, 0) and the north pole."""


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball in space that holds a footprint."""

    middle: Vector
    radius_m: float

    def is_within(self, other: Ball, limit_m: float) -> bool:
        """False only where the two contents are certainly farther apart than the limit."""
        return math.dist(self.middle, other.middle) <= self.radius_m + other.radius_m + limit_m


def point_of(position: Position) -> Point:
    """The pair (lon, lat)."""
    return position.lon_deg, position.lat_deg


def distance_m(a: Position, b: Position) -> float:
    """Length of the geodesic."""
    return inverse(point_of(a), point_of(b))[1]


def azimuth_deg(a: Position, b: Position) -> float:
    """Direction at `a` towards `b`, clockwise from true north, [0, 360)."""
    return inverse(point_of(a), point_of(b))[0] % 360.0


def destination(a: Position, azimuth_deg: float, distance_m: float) -> Position:
    """Where the geodesic from `a` ends, to the nearest 1e-7 degree."""
    (lon_deg, lat_deg), _ = direct(point_of(a), azimuth_deg, distance_m)
    return Position.from_degrees(lat_deg=lat_deg, lon_deg=lon_deg)


def inverse(a: Point, b: Point) -> tuple[float, float]:
    """Azimuth at `a` towards `b`, degrees (-180, 180], and length in metres."""
    azimuth, _, length = GEOD.inv(*a, *b)
    return float(azimuth), float(length)


def inverse_to_all(a: Point, others: Sequence[Point]) -> tuple[list[float], list[float]]:
    """Azimuths at `a` and lengths to many points, as `inverse`."""
    count = len(others)
    lons, lats = [lon for lon, _ in others], [lat for _, lat in others]
    azimuths, _, lengths = GEOD.inv([a[0]] * count, [a[1]] * count, lons, lats)
    return list(azimuths), list(lengths)


def direct(a: Point, azimuth_deg: float, length_m: float) -> tuple[Point, float]:
    """End of a geodesic, and its forward azimuth there in degrees."""
    lon_deg, lat_deg, back_deg = GEOD.fwd(*a, azimuth_deg, length_m)
    return (float(lon_deg), float(lat_deg)), float(back_deg) + 180.0


def turn_deg(azimuth_deg: float) -> float:
    """The same angle in [-180, 180)."""
    return (azimuth_deg + 180.0) % 360.0 - 180.0


def up(point: Point) -> Vector:
    """Unit vector that stands upright on the ellipsoid."""
    lon, lat = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


def vector(point: Point) -> Vector:
    """The point on the ellipsoid, from the centre of the Earth."""
    x, y, z = up(point)
    normal_m = SEMI_MAJOR_M / math.sqrt(1 - _ECCENTRICITY_SQUARED * z * z)
    return normal_m * x, normal_m * y, normal_m * (1 - _ECCENTRICITY_SQUARED) * z


def surface_point(direction: Vector) -> Point:
    """The point whose upright has this direction; any length but zero."""
    x, y, z = direction
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))

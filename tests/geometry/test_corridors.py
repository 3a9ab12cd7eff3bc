"""Corridors: nothing beside the line is left out, and what cannot be drawn truly is refused."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from pyproj import Geod

from tansiq.geometry.corridors import make_corridor
from tansiq.geometry.footprints import BadFootprint, Polygon, SelfCrossing
from tansiq.geometry.measures import contains_position
from tansiq.geometry.positions import Position

GEOD = Geod(ellps="WGS84")
Pair = tuple[float, float]


def at(lat: float, lon: float) -> Position:
    return Position.from_degrees(lat_deg=lat, lon_deg=lon)


def holds(corridor: Polygon, point: Pair) -> bool:
    return contains_position(corridor, at(point[1], point[0]))


def test_every_place_within_half_the_width_of_a_leg_is_inside_and_what_is_farther_is_not() -> None:
    line = [(37.0, 36.0), (37.3, 36.2), (37.7, 36.1)]
    corridor = make_corridor([at(lat, lon) for lon, lat in line], width_m=10_000)
    rng = random.Random(5)
    for one, other in pairwise(line):
        course, _, length = GEOD.inv(*one, *other)
        for _ in range(200):
            lon, lat, back = GEOD.fwd(*one, course, rng.uniform(0.02, 0.98) * length)
            side = rng.choice((-90.0, 90.0))
            near = GEOD.fwd(lon, lat, back + 180 + side, rng.uniform(0, 4990))[:2]
            assert holds(corridor, near)
    lon, lat, back = GEOD.fwd(*line[0], GEOD.inv(*line[0], *line[1])[0], 10_000)
    assert not holds(corridor, GEOD.fwd(lon, lat, back + 90, 5100)[:2])
    behind = GEOD.fwd(*line[0], GEOD.inv(*line[0], *line[1])[0] + 180, 100)[:2]
    assert not holds(corridor, behind)


def test_it_has_two_corners_a_point_and_is_as_wide_as_it_says() -> None:
    corridor = make_corridor([at(10, 20), at(10.5, 20.2), at(11, 20.1)], width_m=4000)
    assert len(corridor.vertices) == 6
    first, last = corridor.vertices[0], corridor.vertices[-1]
    assert GEOD.inv(first.lon_deg, first.lat_deg, last.lon_deg, last.lat_deg)[2] == pytest.approx(4000, abs=0.1)


def test_it_goes_over_the_antimeridian() -> None:
    corridor = make_corridor([at(10, 179.9), at(10.1, -179.9)], width_m=4000)
    assert sorted(round(vertex.lon_deg) for vertex in corridor.vertices) == [-180, -180, 180, 180]


@pytest.mark.parametrize(
    ("axis", "width_m", "why"),
    [
        ([at(10, 20)], 4000, "two points"),
        ([at(10, 20), at(10, 20)], 4000, "same place"),
        ([at(10, 20), at(11, 20)], 0, "not more than 0"),
        ([at(10, 20), at(11, 20), at(10.1, 20.1)], 4000, "turns by"),
    ],
)
def test_what_is_no_corridor_is_refused(axis: list[Position], width_m: float, why: str) -> None:
    with pytest.raises(BadFootprint, match=why):
        make_corridor(axis, width_m=width_m)


def test_one_whose_sides_cross_is_refused() -> None:
    with pytest.raises(SelfCrossing):
        make_corridor([at(10, 20), at(10, 20.05), at(10.02, 20.05), at(10.02, 20)], width_m=8000)

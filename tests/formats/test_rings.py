"""Edges become geodesics and stay where they were, judged by another library's geodesics."""

from __future__ import annotations

import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.errors import BadRequest
from tansiq.formats.rings import BadRing, Edges, Outline, corners_for, make_outline, pieces_of, polygons_of
from tansiq.geometry.geodesy import Point
from tansiq.geometry.measures import area_km2
from tests.formats.areas import BOX, star

EARTH = Geodesic.WGS84
CENTIMETRE_M = 0.01
LAND_KM2 = 510_065_621.7


def off_m(start: Point, end: Point, point: Point) -> float:
    """How far a point between them lies beside a short geodesic, by geographiclib."""
    whole = EARTH.Inverse(start[1], start[0], end[1], end[0])
    part = EARTH.Inverse(start[1], start[0], point[1], point[0])
    return abs(float(part["s12"]) * math.sin(math.radians(part["azi1"] - whole["azi1"])))


def find_worst_m(dense: list[Point], most: int = 200) -> float:
    """The farthest that the middles of straight pieces lie from the geodesics between their ends."""
    pairs = list(zip(dense, [*dense[1:], dense[0]], strict=True))
    pairs = pairs[:: max(1, len(pairs) // most)]
    return max(off_m(a, b, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) for a, b in pairs)


@given(
    st.floats(-179, 179),
    st.floats(-70, 70),
    st.lists(st.floats(0.05, 2.0), min_size=4, max_size=5),
)
def test_straight_edges_stay_within_a_centimetre(lon: float, lat: float, reaches: list[float]) -> None:
    ring = star(lon, lat, reaches)
    outline = make_outline(ring, Edges.STRAIGHT)
    (dense,) = pieces_of(outline)
    assert find_worst_m(dense, 40) <= CENTIMETRE_M
    assert set(outline.corners) <= set(dense)


@pytest.mark.parametrize("lat", [0.0, 36.0, -60.0, 80.0])
def test_a_parallel_of_many_degrees_stays_a_parallel(lat: float) -> None:
    ring = [(30.0, lat), (50.0, lat), (50.0, lat + 5), (30.0, lat + 5)]
    (dense,) = pieces_of(make_outline(ring, Edges.STRAIGHT))
    assert find_worst_m(dense) <= CENTIMETRE_M
    assert {at for lon, at in dense if 30.0 < lon < 50.0} <= {lat, lat + 5}


def test_a_parallel_read_as_one_geodesic_would_be_a_kilometre_off() -> None:
    assert off_m((36.0, 36.0), (39.0, 36.0), (37.5, 36.0)) > 1_000


def test_meridians_need_no_points_between() -> None:
    ring = [(37.0, 30.0), (37.0, 38.0), (36.9, 34.0)]
    (dense,) = pieces_of(make_outline(ring, Edges.STRAIGHT))
    start = dense.index((37.0, 30.0))
    assert dense[start + 1] == (37.0, 38.0)


@pytest.mark.parametrize("edges", [Edges.STRAIGHT, Edges.CHORD])
def test_what_is_written_for_another_reader_says_the_same_to_a_centimetre(edges: Edges) -> None:
    geodesic = make_outline([(30.0, 50.0), (38.0, 51.0), (37.0, 55.0), (31.0, 54.0)], Edges.GEODESIC)
    written = Outline(tuple(corners_for(geodesic, edges)), edges)
    corners = list(geodesic.corners)
    for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
        line = EARTH.InverseLine(start[1], start[0], end[1], end[0])
        for share in (0.2, 0.5, 0.8):
            at = line.Position(line.s13 * share)
            point = at["lon2"], at["lat2"]
            ring = pieces_of(written)[0]
            near = min(range(len(ring)), key=lambda i: math.dist(ring[i], point))
            edges_there = [(ring[near - 1], ring[near]), (ring[near], ring[(near + 1) % len(ring)])]
            assert min(off_m(a, b, point) for a, b in edges_there) <= CENTIMETRE_M


def test_straight_lines_in_space_are_nearly_geodesics() -> None:
    ring = [(37.0, 36.0), (39.0, 36.0), (39.0, 38.0), (37.0, 38.0)]
    assert len(pieces_of(make_outline(ring, Edges.CHORD))[0]) < len(pieces_of(make_outline(ring, Edges.STRAIGHT))[0])


def test_a_ring_across_the_antimeridian_is_small_whether_it_goes_on_or_turns_over() -> None:
    turned = make_outline([(179, -10), (-179, -10), (-179, -8), (179, -8)], Edges.STRAIGHT)
    gone_on = make_outline([(179, -10), (181, -10), (181, -8), (179, -8)], Edges.STRAIGHT)
    assert turned == gone_on
    assert sum(map(area_km2, polygons_of(turned))) == pytest.approx(48_600, rel=0.01)


def test_a_cap_around_a_pole_is_whole_when_it_is_cut_at_the_antimeridian() -> None:
    cap = make_outline([(-180, 89.9), (180, 89.9), (180, 90), (-180, 90)], Edges.STRAIGHT)
    area = sum(area_km2(polygon) for polygon in polygons_of(cap))
    assert area == pytest.approx(math.pi * 11.169**2, rel=1e-3)


def test_a_ring_that_goes_around_a_pole_is_refused() -> None:
    with pytest.raises(BadRing, match="around a pole"):
        make_outline([(0, 60), (90, 60), (179, 60), (-90, 60)], Edges.STRAIGHT)


def test_as_geodesics_a_ring_around_a_pole_is_taken() -> None:
    assert make_outline([(0, 60), (90, 60), (179, 60), (-90, 60)], Edges.GEODESIC)


def test_a_ring_of_thousands_of_points_becomes_several_polygons_that_make_it_up() -> None:
    wide = make_outline([(35, 31), (42, 31), (42, 37), (35, 37)], Edges.STRAIGHT)
    polygons = polygons_of(wide)
    assert len(polygons) > 1
    exact = LAND_KM2 / 2 * 7 / 360 * (math.sin(math.radians(36.83)) - math.sin(math.radians(30.84)))
    assert sum(map(area_km2, polygons)) == pytest.approx(exact, rel=2e-3)


@pytest.mark.parametrize("edges", list(Edges))
def test_crossing_edges_are_refused(edges: Edges) -> None:
    with pytest.raises(BadRequest, match="cross"):
        make_outline([BOX[0], BOX[2], BOX[1], BOX[3]], edges)


@pytest.mark.parametrize("ring", [[], [(37.0, 36.0)], [(37.0, 36.0), (37.1, 36.0), (37.0, 36.0)]])
def test_less_than_three_corners_are_no_ring(ring: list[Point]) -> None:
    with pytest.raises(BadRing, match="3 different corners"):
        make_outline(ring, Edges.STRAIGHT)

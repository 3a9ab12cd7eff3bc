import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point as FlatPoint
from shapely.geometry import Polygon as FlatPolygon

from tansiq.geometry.edges import distance_to_edge_m, make_edge, offset_m, side_m
from tansiq.geometry.footprints import BadFootprint, RepeatedVertex, SelfCrossing
from tansiq.geometry.geodesy import destination, point_of, vector
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Box, Circle, Footprint, Polygon, area_km2, bounds, contains, distance_m, width_m
from tests.geometry.shapes import (
    WGS84,
    at,
    circle,
    flat,
    footprints_near,
    independent_distance_m,
    independent_edge_distance_m,
    polygon,
    positions,
    square,
    star,
)

REACH_M = 60_000.0
NEARLY_M = 0.05
"""Where the independent answer is nearer than this to the boundary, either answer is right."""


def is_in_box(box: Box, position: Position) -> bool:
    east_of_west = (position.lon_deg - box.west_deg) % 360
    width = 360.0 if box.west_deg == -180 and box.east_deg == 180 else (box.east_deg - box.west_deg) % 360
    return box.south_deg <= position.lat_deg <= box.north_deg and (east_of_west <= width or abs(position.lat_deg) == 90)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_corners_are_refused(count: int) -> None:
    with pytest.raises(BadFootprint):
        Polygon(tuple(at(36, 37 + i) for i in range(count)))


def test_a_polygon_that_is_closed_again_by_its_writer_is_refused_with_both_corners() -> None:
    with pytest.raises(RepeatedVertex) as caught:
        polygon((36, 37), (36, 38), (37, 38), (36, 37))
    assert (caught.value.first, caught.value.second) == (1, 4)


def test_a_polygon_that_crosses_itself_is_refused_with_both_edges() -> None:
    with pytest.raises(SelfCrossing) as caught:
        polygon((36, 37), (36, 38), (37, 37), (37, 38))
    assert (caught.value.first_edge, caught.value.second_edge) == ((2, 3), (4, 1))
    assert caught.value.code == "self_crossing"


def test_a_polygon_that_crosses_itself_over_the_antimeridian_or_a_pole_is_refused() -> None:
    with pytest.raises(SelfCrossing):
        polygon((0, 179), (0, -179), (1, 179), (1, -179))
    with pytest.raises(SelfCrossing):
        polygon((89, 0), (89, 180), (89, 90), (89, -90))


def test_an_edge_that_runs_back_over_the_one_before_is_refused() -> None:
    with pytest.raises(SelfCrossing):
        polygon((0, 0), (0, 2), (0, 1))
    with pytest.raises(SelfCrossing):
        polygon((0, 1), (1, 1), (0, 0), (0, 2))


def test_a_corner_that_touches_another_edge_is_refused() -> None:
    with pytest.raises(SelfCrossing):
        polygon((0, 0), (0, 2), (1, 2), (0, 1), (1, 0))


def test_a_polygon_around_half_the_earth_is_refused() -> None:
    with pytest.raises(BadFootprint):
        polygon((0, 0), (0, 120), (0, -120))
    with pytest.raises(BadFootprint):
        circle(at(0, 0), 6_000_000)


@pytest.mark.parametrize("radius_mm", [0, -1])
def test_a_circle_without_a_radius_is_refused(radius_mm: int) -> None:
    with pytest.raises(BadFootprint):
        Circle(at(0, 0), radius_mm)


@given(positions(), st.lists(st.floats(10, REACH_M), min_size=4, max_size=12), st.floats(0, 360))
def test_a_star_anywhere_is_a_polygon_and_holds_its_middle_and_its_corners(
    middle: Position, reaches: list[float], turn: float
) -> None:
    shape = star(middle, reaches, turn)
    assert contains(shape, middle)
    assert all(contains(shape, vertex) for vertex in shape.vertices)


@given(st.data(), positions())
def test_containment_is_that_of_an_independent_projection(data: st.DataObject, middle: Position) -> None:
    reaches = data.draw(st.lists(st.floats(REACH_M / 20, REACH_M), min_size=4, max_size=8))
    shape = star(middle, reaches)
    position = destination(middle, data.draw(st.floats(0, 360)), data.draw(st.floats(0, 1.2 * REACH_M)))
    laid_flat = FlatPolygon([flat(middle, vertex) for vertex in shape.vertices])
    here = FlatPoint(flat(middle, position))
    if laid_flat.exterior.distance(here) > NEARLY_M:
        assert contains(shape, position) == laid_flat.contains(here)


@given(st.data(), positions())
def test_a_circle_holds_what_is_nearer_than_its_radius(data: st.DataObject, middle: Position) -> None:
    radius_m = data.draw(st.floats(1, 2_000_000))
    position = destination(middle, data.draw(st.floats(0, 360)), data.draw(st.floats(0, 4_000_000)))
    away_m = independent_distance_m(middle, position)
    if abs(away_m - radius_m) > NEARLY_M:
        assert contains(circle(middle, radius_m), position) == (away_m < radius_m)


def test_a_polygon_around_the_pole_holds_the_pole_and_every_meridian() -> None:
    shape = polygon((80, 0), (80, 90), (80, 179.9), (80, -90))
    assert contains(shape, at(90, 0))
    assert contains(shape, at(89, 123))
    assert not contains(shape, at(-90, 0))
    assert bounds(shape).north_deg == 90
    assert (bounds(shape).west_deg, bounds(shape).east_deg) == (-180, 180)


@settings(max_examples=20)
@given(positions(), st.floats(0, 360), st.floats(1_000, 3_000_000), st.floats(0, 360), st.floats(0, 2_000_000))
def test_distance_to_an_edge_is_that_of_an_independent_search(
    start: Position, heading: float, length: float, azimuth: float, away: float
) -> None:
    end = destination(start, heading, length)
    point = destination(destination(start, heading, length / 2), azimuth, away)
    edge = make_edge(point_of(start), point_of(end))
    found = distance_to_edge_m(edge, point_of(point))
    assert found == pytest.approx(independent_edge_distance_m(point, start, end), abs=0.01)


@given(positions(), st.floats(0, 360), st.floats(100, 2_000_000), st.floats(-1, 2), st.floats(-5_000, 5_000))
def test_the_cheap_side_of_an_edge_is_never_the_wrong_one(
    start: Position, heading: float, length: float, along: float, right: float
) -> None:
    edge = make_edge(point_of(start), point_of(destination(start, heading, length)))
    on_line = WGS84.Direct(start.lat_deg, start.lon_deg, edge.azimuth_deg, along * length)
    foot = Position.from_degrees(lat_deg=on_line["lat2"], lon_deg=(on_line["lon2"] + 180) % 360 - 180)
    point = point_of(destination(foot, on_line["azi2"] + 90, right))
    exact = offset_m(edge, point)[0]
    cheap = side_m(edge, point, vector(point))
    assert cheap * exact > 0 or abs(exact) <= 0.01


@given(positions(), st.data())
def test_distance_is_symmetric_and_never_more_than_between_any_two_points_of_the_boundaries(
    place: Position, data: st.DataObject
) -> None:
    a, b = data.draw(footprints_near(place)), data.draw(footprints_near(place))
    away = distance_m(a, b)
    assert away == pytest.approx(distance_m(b, a), abs=0.01)
    assert away <= min(independent_distance_m(p, q) for p in _samples(a) for q in _samples(b)) + 0.03


@settings(max_examples=15)
@given(positions(), st.floats(0, 360), st.floats(0, 360))
def test_distance_of_two_squares_is_that_of_an_independent_search(place: Position, a: float, b: float) -> None:
    one, other = star(place, [9000] * 4, a), star(destination(place, b, 40_000), [9000] * 4, b)
    expected = min(
        independent_edge_distance_m(point, start, end)
        for x, y in ((one, other), (other, one))
        for point in x.vertices
        for start, end in zip(y.vertices, y.vertices[1:] + y.vertices[:1], strict=True)
    )
    assert distance_m(one, other) == pytest.approx(expected, abs=0.01)


def _samples(footprint: Footprint) -> list[Position]:
    if isinstance(footprint, Circle):
        return [destination(footprint.centre, azimuth, footprint.radius_m) for azimuth in range(0, 360, 30)]
    return list(footprint.vertices)


def _boundary(footprint: Footprint) -> list[Position]:
    if isinstance(footprint, Circle):
        return _samples(footprint)
    found = []
    for a, b in zip(footprint.vertices, footprint.vertices[1:] + footprint.vertices[:1], strict=True):
        line = WGS84.InverseLine(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg)
        for part in range(9):
            there = line.Position(line.s13 * part / 8)
            found.append(at(there["lat2"], there["lon2"]))
    return found


@given(positions(), st.data(), st.sampled_from([1_000.0, 60_000.0, 900_000.0]))
def test_the_box_holds_the_whole_boundary(place: Position, data: st.DataObject, reach: float) -> None:
    footprint = data.draw(footprints_near(place, reach_m=reach))
    box = bounds(footprint)
    assert all(is_in_box(box, position) for position in _boundary(footprint))


def test_the_box_of_a_circle_is_tight_to_one_part_in_a_hundred() -> None:
    box = bounds(circle(at(36, 37), 50_000))
    east = destination(at(36, 37), 90, 50_000)
    assert 1 <= (box.east_deg - 37) / (east.lon_deg - 37) < 1.02


def test_a_box_across_the_antimeridian_has_its_east_less_than_its_west() -> None:
    box = bounds(square(at(0, -180), 10_000))
    assert box.west_deg > 179 > -179 > box.east_deg


@pytest.mark.parametrize("place", [at(36, 37), at(0, -180), at(90, 0), at(-89.99, 50)])
def test_the_width_of_a_square_is_its_side_and_of_a_circle_its_diameter(place: Position) -> None:
    assert width_m(square(place, 1000)) == pytest.approx(2000, abs=0.1)
    assert width_m(circle(place, 1000)) == 2000


def test_a_long_strip_is_as_wide_as_it_is_narrow_and_a_dent_makes_it_no_narrower() -> None:
    middle = at(36, 37)
    east, north = destination(middle, 90, 20_000), destination(middle, 0, 500)
    south, west = destination(middle, 180, 500), destination(middle, 270, 20_000)
    assert width_m(Polygon((north, east, south, west))) == pytest.approx(1000, rel=0.01)
    arrow = star(middle, [2000, 2000, 500, 2000], 45)
    assert width_m(arrow) > 1900


@given(positions(), st.floats(100, 100_000), st.floats(0, 360))
def test_the_width_does_not_depend_on_where_and_how_turned(place: Position, reach: float, turn: float) -> None:
    assert width_m(star(place, [reach] * 6, turn)) == pytest.approx(reach * math.sqrt(3), rel=1e-4)


def test_areas_are_those_of_the_independent_computation() -> None:
    corners = [(36.0, 37.0), (36.0, 38.0), (37.0, 38.0), (37.0, 37.0)]
    independent = WGS84.Polygon()
    for lat, lon in corners:
        independent.AddPoint(lat, lon)
    assert area_km2(polygon(*corners)) == pytest.approx(abs(independent.Compute()[2]) / 1e6)
    assert area_km2(polygon(*corners[::-1])) == pytest.approx(area_km2(polygon(*corners)))
    assert area_km2(circle(at(36, 37), 10_000)) == pytest.approx(math.pi * 100, rel=0.01)

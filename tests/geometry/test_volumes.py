import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon as FlatPolygon

from tansiq.geometry.geodesy import destination
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import (
    Circle,
    EndsBeforeStart,
    Footprint,
    Overlap,
    UpperBelowLower,
    Volume,
    contains,
    distance_m,
    overlap,
    overlap_any,
)
from tests.geometry.shapes import HOUR_MS, at, circle, flat, pairs, polygon, positions, square, star, whole

AL_BAB = at(36.3705, 37.5157)
NEARLY_M = 0.05


def amsl(metres: int) -> Altitude:
    return Altitude(metres * 1000, AltitudeReference.AMSL)


@pytest.mark.parametrize("end_ms", [0, 999, 1000])
def test_an_interval_that_ends_at_or_before_its_start_is_refused(end_ms: int) -> None:
    with pytest.raises(EndsBeforeStart) as caught:
        whole(square(AL_BAB, 1000), 1000, end_ms)
    assert caught.value.code == "ends_before_start"


def test_an_upper_altitude_below_the_lower_is_refused() -> None:
    with pytest.raises(UpperBelowLower) as caught:
        Volume(square(AL_BAB, 1000), amsl(3000), amsl(1000), 0, 1)
    assert "1000 m AMSL, is below the lower one, 3000 m AMSL" in str(caught.value)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (amsl(3000), Altitude(1_000_000, AltitudeReference.W84)),
        (Altitude(1_029_000, AltitudeReference.W84), amsl(1000)),
        (Altitude.from_flight_level(100), Altitude(2_000_000, AltitudeReference.QNH, pressure_pa=101_325)),
        (amsl(3000), Altitude(1_000_000, AltitudeReference.QNH, pressure_pa=101_300)),
        (amsl(3000), Altitude(1_000_000, AltitudeReference.QFE, pressure_pa=98_000, field_mm=300_000)),
    ],
)
def test_an_upper_altitude_surely_below_a_lower_in_another_reference_is_refused(
    lower: Altitude, upper: Altitude
) -> None:
    with pytest.raises(UpperBelowLower, match="is surely below the lower one") as caught:
        Volume(square(AL_BAB, 1000), lower, upper, 0, 1)
    assert "references" in caught.value.advice()
    Volume(square(AL_BAB, 1000), upper, lower, 0, 1)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (amsl(3000), Altitude.from_flight_level(10)),  # without the QNH of the day nobody knows
        (amsl(3000), Altitude(100_000, AltitudeReference.AGL)),  # nor without the ground
        (amsl(1000), Altitude(1_026_000, AltitudeReference.W84)),  # within the geoid's error
        (Altitude.from_flight_level(66), Altitude(2_000_000, AltitudeReference.QNH, pressure_pa=101_325)),
        (amsl(3000), Altitude(2_900_000, AltitudeReference.QNH, pressure_pa=101_300)),  # the temperature may do that
    ],
)
def test_an_upper_altitude_that_may_lie_above_a_lower_in_another_reference_stands(
    lower: Altitude, upper: Altitude
) -> None:
    assert Volume(square(AL_BAB, 1000), lower, upper, 0, 1).upper == upper


def test_altitudes_in_two_references_are_kept_as_stated() -> None:
    Volume(square(AL_BAB, 1000), amsl(3000), Altitude.from_flight_level(50), 0, 1)


def test_two_volumes_share_the_common_part_of_their_times() -> None:
    a, b = whole(square(AL_BAB, 1000), 0, 100), whole(circle(AL_BAB, 10), 50, 200)
    assert overlap(a, b) == Overlap("overlap", 50, 100)


def test_times_that_touch_share_nothing() -> None:
    a, b = whole(square(AL_BAB, 1000), 0, 100), whole(square(AL_BAB, 1000), 100, 200)
    assert overlap(a, b) is None


def test_altitudes_that_touch_share_nothing_and_a_metre_more_does() -> None:
    low = Volume(square(AL_BAB, 1000), None, amsl(1000), 0, 100)
    assert overlap(low, Volume(square(AL_BAB, 1000), amsl(1000), None, 0, 100)) is None
    assert overlap(low, Volume(square(AL_BAB, 1000), amsl(999), None, 0, 100)) == Overlap("overlap", 0, 100)


def test_altitudes_in_two_references_are_an_overlap_that_says_so() -> None:
    low = Volume(square(AL_BAB, 1000), None, amsl(1000), 0, 100)
    high = Volume(square(AL_BAB, 1000), Altitude.from_flight_level(200), None, 0, 100)
    assert overlap(low, high) == Overlap("not_comparable", 0, 100)


def test_squares_that_share_an_edge_touch_and_so_overlap() -> None:
    a = polygon((36, 37), (36, 38), (37, 38), (37, 37))
    b = polygon((36, 38), (36, 39), (37, 39), (37, 38))
    assert overlap(whole(a), whole(b)) is not None
    assert distance_m(a, b) == 0


@pytest.mark.parametrize("place", [AL_BAB, at(0, -180), at(90, 0), at(-89.9, 33)])
def test_circles_touch_to_the_centimetre(place: Position) -> None:
    other = destination(place, 77, 5000)
    assert overlap(whole(circle(place, 2000)), whole(circle(other, 3000.0))) is not None
    assert overlap(whole(circle(place, 2000)), whole(circle(other, 2999.9))) is None
    assert overlap(whole(circle(place, 2000)), whole(circle(other, 2999.9)), buffer_m=0.12) is not None


def test_one_inside_the_other_overlaps_though_no_edges_cross() -> None:
    for big in (square(AL_BAB, 50_000), circle(AL_BAB, 50_000)):
        for small in (square(AL_BAB, 100), circle(AL_BAB, 100)):
            assert overlap(whole(big), whole(small)) is not None
            assert overlap(whole(small), whole(big)) is not None


def test_a_cross_overlaps_though_no_corner_is_inside_the_other() -> None:
    a = polygon((-1, -3), (-1, 3), (1, 3), (1, -3))
    b = polygon((-3, -1), (-3, 1), (3, 1), (3, -1))
    assert overlap(whole(a), whole(b)) is not None


def test_an_edge_is_a_geodesic_and_not_a_line_of_latitude() -> None:
    """At 45 N an edge of 10 degrees rises 10 km above its parallel."""
    area = polygon((40, 0), (45, 0), (45, 10), (40, 10))
    assert overlap(whole(area), whole(circle(at(45.05, 5), 100))) is not None
    assert not contains(area, at(45.05, 0.1))


def test_own_forces_thirty_kilometres_away_do_not_overlap_and_do_with_a_buffer() -> None:
    activity = whole(square(AL_BAB, 2000))
    own_forces = whole(circle(destination(AL_BAB, 90, 30_000), 1500))
    assert overlap(activity, own_forces) is None
    assert overlap(activity, own_forces, buffer_m=26_400) is None
    assert overlap(activity, own_forces, buffer_m=26_600) is not None


def test_the_earliest_of_several_overlaps_is_told_and_a_known_one_first() -> None:
    place = square(AL_BAB, 1000)
    late, early = whole(place, 500, 600), whole(place, 100, 200)
    unknown = Volume(place, Altitude.from_flight_level(10), None, 100, 200)
    low = Volume(place, None, amsl(500), 0, 1000)
    assert overlap_any((late, early), (whole(place, 0, 1000),)) == Overlap("overlap", 100, 200)
    assert overlap_any((unknown, early), (low,)) == Overlap("overlap", 100, 200)
    assert overlap_any((unknown,), (low,)) == Overlap("not_comparable", 100, 200)
    assert overlap_any((), (low,)) is None


@given(pairs(), st.sampled_from([0.0, 500.0, 20_000.0]))
def test_overlap_is_symmetric_and_tells_the_same_as_the_distance(
    pair: tuple[Footprint, Footprint], buffer_m: float
) -> None:
    a, b = whole(pair[0]), whole(pair[1])
    shared = overlap(a, b, buffer_m=buffer_m)
    assert shared == overlap(b, a, buffer_m=buffer_m)
    away = distance_m(*pair)
    if abs(away - buffer_m) > NEARLY_M:
        assert (shared is not None) == (away <= buffer_m)


@given(positions(), st.data())
def test_overlap_of_polygons_is_that_of_an_independent_projection(place: Position, data: st.DataObject) -> None:
    reaches = st.lists(st.floats(3_000, 60_000), min_size=4, max_size=8)
    a = star(place, data.draw(reaches), data.draw(st.floats(0, 90)))
    beside = destination(place, data.draw(st.floats(0, 360)), data.draw(st.floats(0, 110_000)))
    b = star(beside, data.draw(reaches), data.draw(st.floats(0, 90)))
    flat_a, flat_b = (FlatPolygon([flat(place, vertex) for vertex in shape.vertices]) for shape in (a, b))
    found = overlap(whole(a), whole(b)) is not None
    if flat_a.distance(flat_b) > NEARLY_M:
        assert not found
    elif flat_a.intersection(flat_b).buffer(-NEARLY_M).area > 0:
        assert found


@given(st.lists(st.floats(3_000, 60_000), min_size=4, max_size=7), st.floats(0, 80_000), st.floats(-180, 180))
def test_turning_the_earth_changes_no_answer(reaches: list[float], away: float, shift_deg: float) -> None:
    answers = []
    for lon in (37.5157, 37.5157 + shift_deg):
        place = at(36.3705, lon)
        other = circle(destination(place, 111, away), 5000)
        answers.append(distance_m(star(place, reaches), other))
    assert answers[0] == pytest.approx(answers[1], abs=0.05)


@given(st.floats(0, 360), st.floats(0, 80_000), st.floats(0, 360))
def test_turning_two_shapes_around_the_pole_changes_no_answer(azimuth: float, away: float, turn: float) -> None:
    pole = at(90, 0)
    answers = []
    for by in (0.0, turn):
        a = star(destination(pole, by, 10_000), [9_000, 20_000, 15_000, 30_000], 0.0)
        b = circle(destination(pole, azimuth + by, away), 4000)
        answers.append(distance_m(a, b))
    assert answers[0] == pytest.approx(answers[1], abs=0.05)


@given(pairs(), positions())
def test_a_common_position_means_an_overlap(pair: tuple[Footprint, Footprint], position: Position) -> None:
    middles = [f.centre if isinstance(f, Circle) else f.vertices[0] for f in pair]
    for candidate in [position, *middles]:
        if all(contains(footprint, candidate) for footprint in pair):
            assert overlap(whole(pair[0]), whole(pair[1])) is not None


def test_a_volume_contains_a_position_whatever_its_altitude_and_time() -> None:
    volume = Volume(square(AL_BAB, 1000), amsl(1000), amsl(2000), 0, HOUR_MS)
    assert contains(volume, AL_BAB)
    assert not contains(volume, destination(AL_BAB, 0, 1100))

import json
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tansiq.geometry.geodesy import azimuth_deg, destination, distance_m, inverse, turn_deg, vector
from tansiq.geometry.places import curated_places, find_place
from tansiq.geometry.positions import Position
from tests.geometry.shapes import WGS84, independent_distance_m, positions

GOLDEN = Path(__file__).parents[1] / "golden" / "geometry" / "place_distances.json"


@pytest.mark.parametrize("row", json.loads(GOLDEN.read_text())["rows"], ids=lambda row: f"{row[0]} to {row[1]}")
def test_places_are_as_far_apart_as_the_independent_table_says(row: tuple[str, str, float, float]) -> None:
    a, b = find_place(row[0]), find_place(row[1])
    assert a is not None
    assert b is not None
    assert distance_m(a.position, b.position) == pytest.approx(row[2], abs=0.002)
    assert azimuth_deg(a.position, b.position) == pytest.approx(row[3], abs=1e-5)


def test_the_table_has_every_pair_of_places() -> None:
    count = len(curated_places())
    assert len(json.loads(GOLDEN.read_text())["rows"]) == count * (count - 1) // 2


@pytest.mark.parametrize(("a", "b", "km"), [("P6", "P7", 2.1), ("P5", "P7", 5.0), ("P5", "P6", 6.4)])
def test_reference_points_of_one_name_are_kilometres_apart(a: str, b: str, km: float) -> None:
    first, second = find_place(a), find_place(b)
    assert first is not None
    assert second is not None
    assert round(distance_m(first.position, second.position) / 1000, 1) == km


@given(positions(), positions())
def test_distance_is_that_of_the_independent_computation_and_symmetric(a: Position, b: Position) -> None:
    assert distance_m(a, b) == pytest.approx(independent_distance_m(a, b), abs=1e-3)
    assert distance_m(a, b) == pytest.approx(distance_m(b, a), abs=1e-3)


@given(positions(), st.floats(0, 360), st.floats(1, 5_000_000))
def test_a_destination_is_as_far_and_in_the_direction_asked_for(a: Position, azimuth: float, length_m: float) -> None:
    there = destination(a, azimuth, length_m)
    assert distance_m(a, there) == pytest.approx(length_m, abs=0.02)
    expected = WGS84.Direct(a.lat_deg, a.lon_deg, azimuth, length_m)
    assert (
        independent_distance_m(there, Position.from_degrees(lat_deg=expected["lat2"], lon_deg=expected["lon2"])) < 0.02
    )


@given(positions(), positions())
def test_the_straight_line_is_never_longer_than_the_geodesic(a: Position, b: Position) -> None:
    assume(a != b)
    here, there = (a.lon_deg, a.lat_deg), (b.lon_deg, b.lat_deg)
    straight = sum((x - y) ** 2 for x, y in zip(vector(here), vector(there), strict=True)) ** 0.5
    assert straight <= inverse(here, there)[1] + 1e-6


@given(st.floats(-1000, 1000))
def test_a_turn_is_the_same_angle_in_one_circle(angle: float) -> None:
    assert -180 <= turn_deg(angle) < 180
    assert (turn_deg(angle) - angle) % 360 == pytest.approx(0, abs=1e-9) or (turn_deg(angle) - angle) % 360 > 359.999

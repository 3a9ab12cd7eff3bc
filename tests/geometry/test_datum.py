import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Proj

from tansiq.geometry.datum import (
    DATUMS,
    NoFiniteResult,
    Operation,
    UnknownOperation,
    UnpinnedOperation,
    find_datum,
    find_operation,
    from_wgs84,
    get_datum,
    get_operation,
    many_to_wgs84,
    operations_of,
    to_wgs84,
)
from tansiq.geometry.geodesy import inverse, point_of
from tansiq.geometry.places import find_place
from tansiq.geometry.projected import (
    GridRefused,
    OutsideGrid,
    find_grid,
    gauss_kruger_grid,
    local_grid,
    utm_grid,
)
from tests.geometry.helmert import independent_to_wgs84

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "geometry" / "datum_mistakes.json").read_text())
SHIFTED = [datum.key for datum in DATUMS[1:]]


def operation(key: str) -> Operation:
    found = find_operation(key, get_datum(key).operation)
    assert found is not None
    return found


def place(number: str) -> tuple[float, float]:
    found = find_place(number)
    assert found is not None
    return point_of(found.position)


@pytest.mark.parametrize("row", GOLDEN["rows"], ids=lambda row: row[0])
def test_figures_read_in_the_wrong_datum_are_off_by_the_known_distance(row: tuple[str, str, str, list[float]]) -> None:
    _, key, name, distances = row
    used = find_operation(key, name)
    assert used is not None
    assert get_datum(key).operation == name
    for number, expected_m in zip(GOLDEN["places"], distances, strict=True):
        read = place(number)
        assert inverse(read, to_wgs84(read, used))[1] == pytest.approx(expected_m, abs=0.1)


def theatre_points(count: int) -> list[tuple[float, float]]:
    chance = random.Random(4284)
    return [(chance.uniform(35, 49), chance.uniform(29, 38)) for _ in range(count)]


@pytest.mark.parametrize("key", SHIFTED)
def test_eight_points_a_datum_agree_with_the_published_parameters_computed_apart(key: str) -> None:
    """Sixty-four points in all, besides the table; PROJ's own arithmetic is not used on the other side."""
    for point in theatre_points(8):
        assert inverse(to_wgs84(point, operation(key)), independent_to_wgs84(key, *point))[1] < 0.001


@pytest.mark.parametrize("key", SHIFTED)
@given(point=st.tuples(st.floats(35, 49), st.floats(29, 38)))
def test_there_and_back_is_the_same_place(key: str, point: tuple[float, float]) -> None:
    assert inverse(from_wgs84(to_wgs84(point, operation(key)), operation(key)), point)[1] < 0.05


def test_many_points_move_as_each_one_alone() -> None:
    points = theatre_points(50)
    for moved, point in zip(many_to_wgs84(points, operation("SK-42")), points, strict=True):
        assert inverse(moved, to_wgs84(point, operation("SK-42")))[1] < 1e-6


def test_no_operation_anywhere_shifts_by_nothing_without_a_word() -> None:
    for datum in DATUMS[1:]:
        for known in operations_of(datum):
            assert "allpark" not in known.name
            assert inverse((40.0, 35.0), to_wgs84((40.0, 35.0), known))[1] > 0.5


def test_an_operation_tells_its_accuracy_its_area_and_its_codes() -> None:
    russian = operation("SK-42")
    assert (russian.accuracy_m, russian.codes) == (3.0, ("EPSG:5044",))
    assert "Russian Federation" in russian.area
    assert russian.is_outside((40.0, 35.0))
    assert not russian.is_outside((40.0, 55.0))
    assert not russian.is_outside((-175.0, 66.0))
    assert operation("ED50").accuracy_m is None


def test_an_operation_of_unknown_accuracy_is_used_only_where_the_agreement_pins_it() -> None:
    with pytest.raises(UnpinnedOperation) as caught:
        get_operation(get_datum("ED50"))
    assert caught.value.operation == "ED50 to WGS 84 (3)"
    pinned = get_operation(get_datum("ED50"), pins={"ED50": "ED50 to WGS 84 (3)"})
    assert pinned is not None
    assert pinned.is_pinned
    assert pinned.accuracy_m is None


def test_another_operation_is_taken_where_the_agreement_pins_it_and_moves_the_place_by_metres() -> None:
    other = get_operation(get_datum("SK-42"), pins={"SK-42": "Pulkovo 1942 to WGS 84 (14)"})
    read = place("P6")
    assert 10 < inverse(to_wgs84(read, other), to_wgs84(read, operation("SK-42")))[1] < 40


def test_a_pin_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(UnknownOperation) as caught:
        get_operation(get_datum("SK-42"), pins={"SK-42": "Ballpark geographic offset"})
    assert caught.value.operation == "Ballpark geographic offset"


def test_an_infinite_result_is_an_error() -> None:
    with pytest.raises(NoFiniteResult):
        to_wgs84((40.0, 95.0), operation("SK-42"))
    with pytest.raises(NoFiniteResult):
        many_to_wgs84([(40.0, 35.0), (40.0, 95.0)], operation("SK-42"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Pulkovo 1942", "SK-42"),
        ("СК-42", "SK-42"),
        ("epsg:4284", "SK-42"),
        ("wgs-84", "WGS84"),
        ("ПЗ-90.11", "PZ-90.11"),
    ],
)
def test_a_datum_is_found_by_its_names_and_its_code(name: str, key: str) -> None:
    found = find_datum(name)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(("key", "easting", "northing", "within_m"), GOLDEN["grids"])
def test_the_airport_has_the_known_eastings_and_northings(
    key: str, easting: float, northing: float, within_m: float
) -> None:
    grid = find_grid(key)
    assert grid is not None
    shift = None if grid.datum.key == "WGS84" else operation(grid.datum.key)
    metres = grid.project(from_wgs84(place("P6"), shift))
    assert metres[0] == pytest.approx(easting, abs=within_m)
    assert metres[1] == pytest.approx(northing, abs=within_m)
    assert inverse(to_wgs84(grid.unproject((easting, northing)), shift), place("P6"))[1] < 0.05


def test_the_grid_that_cannot_be_computed_is_refused_with_the_reason() -> None:
    with pytest.raises(GridRefused) as caught:
        find_grid("EPSG:22700")
    assert "near-conformal" in str(caught.value)
    assert "22770" in caught.value.advice()


@pytest.mark.parametrize("zone", range(4, 33))
def test_gauss_kruger_zones_are_those_of_the_registry(zone: int) -> None:
    for datum, base in (("SK-42", 28400), ("SK-95", 20000)):
        grid, registry = gauss_kruger_grid(zone, datum=datum), Proj(f"EPSG:{base + zone}")
        point = ((zone * 6 - 4.5 + 180) % 360 - 180, 35.3)
        assert grid.key == f"EPSG:{base + zone}"
        assert grid.project(point) == pytest.approx(registry(*point), abs=0.001)


@pytest.mark.parametrize(
    ("grid", "metres"),
    [
        (utm_grid(37), (99_000.0, 3_900_000.0)),
        (utm_grid(37), (500_000.0, 9_900_000.0)),
        (gauss_kruger_grid(7, datum="SK-42"), (6_500_000.0, 3_900_000.0)),
        (local_grid(22770), (5_000_000.0, 300_000.0)),
        (local_grid(22780), (-900_000.0, 0.0)),
    ],
)
def test_metres_outside_the_range_of_their_grid_are_refused(grid, metres) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OutsideGrid):
        grid.unproject(metres)

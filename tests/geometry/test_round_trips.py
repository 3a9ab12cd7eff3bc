"""Every notation at every precision comes back within what it states, over the theatre and at every edge."""

from dataclasses import replace

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tansiq.geometry.datum import DATUMS
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.notation import (
    USUAL,
    CannotWrite,
    Notation,
    parse_location,
    rewrite,
    write_place,
)
from tansiq.geometry.places import all_places
from tansiq.geometry.positions import Position
from tests.geometry.shapes import at

PINNED = replace(USUAL, pins={datum.key: datum.operation for datum in DATUMS[1:]})
ANGLES = [
    (Notation.DECIMAL_DEGREES, range(8)),
    (Notation.DEGREES_MINUTES, range(6)),
    (Notation.DEGREES_MINUTES_SECONDS, range(4)),
    (Notation.PACKED_DMS, (2, 4, 5, 6, 7)),
]
EVERY_ANGLE = [(notation, digits) for notation, precisions in ANGLES for digits in precisions]
# Two roundings to 1e-7 degree, and operations with large turns, which do not come back exactly.
SLACK_M = 0.06
SCALE = 1.0015
"""Of the projections at the edge of their zones."""

theatre = st.builds(at, st.floats(29, 38), st.floats(35, 49))
borders = st.builds(at, st.floats(-79.99, 83.99), st.sampled_from([-180.0, -179.9999999, 179.9999999, 36.0, 42.0, 0.0]))
edges = st.builds(
    at, st.sampled_from([-80.0, -79.9999, -1e-7, 0.0, 1e-7, 8.0, 71.999999, 72.0, 83.9999999]), st.floats(-180, 179.9)
)
everywhere = st.builds(at, st.floats(-90, 90), st.floats(-180, 179.9999999))


def profile_of(notation: Notation):  # type: ignore[no-untyped-def]
    return replace(PINNED, notations=frozenset({notation}))


def comes_back(position: Position, notation: Notation, datum: str, digits: int) -> None:
    written = write_place(position, notation, datum=datum, digits=digits, pins=PINNED.pins)
    location = parse_location(written.text, datum=written.datum, profile=profile_of(notation))
    assert distance_m(location.position, position) <= location.uncertainty_mm / 1000 * SCALE + SLACK_M
    again = rewrite(location, pins=PINNED.pins)
    back = parse_location(again.text, datum=again.datum, profile=profile_of(again.notation))
    assert distance_m(back.position, location.position) <= 0.71 * SCALE + SLACK_M


@pytest.mark.parametrize(("notation", "digits"), EVERY_ANGLE)
@settings(max_examples=25)
@given(position=st.one_of(theatre, everywhere), datum=st.sampled_from([datum.key for datum in DATUMS]))
@example(position=at(36.9999999, 36.9999999), datum="WGS84")
@example(position=at(-0.00001, -0.00001), datum="WGS84")
@example(position=at(90, 0), datum="WGS84")
@example(position=at(-90, -180), datum="WGS84")
def test_angles_come_back_on_every_datum(position: Position, datum: str, notation: Notation, digits: int) -> None:
    comes_back(position, notation, datum, digits)


@pytest.mark.parametrize("digits", range(6))
@settings(max_examples=60)
@given(position=st.one_of(theatre, borders, edges))
def test_grid_references_come_back_at_every_precision(position: Position, digits: int) -> None:
    comes_back(position, Notation.MGRS, "WGS84", digits)


@pytest.mark.parametrize("digits", range(4))
@settings(max_examples=40)
@given(position=st.one_of(theatre, borders, edges), datum=st.sampled_from(["WGS84", "ED50"]))
def test_utm_comes_back_at_every_precision(position: Position, datum: str, digits: int) -> None:
    assume(datum == "WGS84" or position.lat_deg > 1)
    try:
        comes_back(position, Notation.UTM, datum, digits)
    except CannotWrite:
        assert abs(position.lat_deg) > 79.9


@pytest.mark.parametrize("digits", range(4))
@settings(max_examples=40)
@given(
    position=st.one_of(
        theatre, st.builds(at, st.floats(0.1, 83), st.sampled_from([30.0, 36.0, 42.0, -180.0, 179.9999]))
    ),
    datum=st.sampled_from(["SK-42", "SK-95"]),
)
def test_gauss_kruger_comes_back_at_every_precision(position: Position, datum: str, digits: int) -> None:
    comes_back(position, Notation.GAUSS_KRUGER, datum, digits)


@pytest.mark.parametrize("digits", range(4))
@settings(max_examples=40)
@given(
    position=st.builds(at, st.floats(32.4, 37.2), st.floats(35.7, 42.3)),
    datum=st.sampled_from(["EPSG:22770", "EPSG:22780"]),
)
def test_the_local_grids_come_back_at_every_precision(position: Position, datum: str, digits: int) -> None:
    comes_back(position, Notation.LOCAL_GRID, datum, digits)


@given(
    place=st.sampled_from(all_places()),
    azimuth=st.integers(0, 3600),
    away=st.integers(1, 3000),
    form=st.sampled_from(["{d:.1f} km, {a:.1f}° true from {name}", "{name}: {a:.1f}°T {d:.1f} km"]),
)
def test_bearings_come_back(place, azimuth: int, away: int, form: str) -> None:  # type: ignore[no-untyped-def]
    text = form.format(d=away / 10, a=azimuth / 10, name=place.id)
    location = parse_location(text, datum=None)
    again = rewrite(location)
    assert distance_m(parse_location(again.text, datum=None).position, location.position) < 0.1


@pytest.mark.parametrize("datum", ["SK-42", "EPSG:22770"])
def test_grid_references_are_not_written_on_another_datum(datum: str) -> None:
    with pytest.raises(CannotWrite):
        write_place(at(35, 40), Notation.MGRS, datum=datum)


def test_places_beyond_the_edges_of_the_grid_are_not_written_in_it() -> None:
    for lat in (-80.1, 84.1, 90.0):
        with pytest.raises(CannotWrite):
            write_place(at(lat, 40), Notation.MGRS)

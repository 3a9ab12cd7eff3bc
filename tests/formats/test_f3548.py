"""JSON of F3548: every form that the standard's interfaces carry."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.errors import BadRequest
from tansiq.formats.f3548 import read_f3548, write_f3548
from tansiq.formats.reading import Feature, Limits, Part
from tansiq.formats.rings import Edges
from tansiq.geometry.height import Altitude, AltitudeReference
from tests.formats.areas import ALWAYS, BOX, MARK, box, feature, metres, names, shapes

CIRCLE = {"center": {"lat": 36.0, "lng": 37.0}, "radius": {"value": 500.5, "units": "M"}}
AREA = {"vertices": [{"lat": lat, "lng": lon} for lon, lat in BOX]}


def volume(**outline: Any) -> dict[str, Any]:
    return {
        "volume": outline or {"outline_polygon": AREA},
        "time_start": {"value": "2017-01-18T12:00:00Z", "format": "RFC3339"},
        "time_end": {"value": "2017-01-18T13:00:00Z", "format": "RFC3339"},
    }


INTENT = {"reference": {"id": "i1"}, "details": {"volumes": [volume()], "off_nominal_volumes": [volume()]}}


def read(value: Any) -> tuple[Feature, ...]:
    return read_f3548(json.dumps(value).encode(), file="a.json").features


@pytest.mark.parametrize(
    ("value", "ids", "counts"),
    [
        ({"operational_intent": INTENT}, ["i1"], [2]),
        ({"constraint": {"reference": {"id": "c1"}, "details": {"volumes": [volume()]}}}, ["c1"], [1]),
        ({"operational_intents": [INTENT, INTENT]}, ["i1", "i1"], [2, 2]),
        ([INTENT, volume()], ["i1", "a.json#2"], [2, 1]),
        (volume(outline_circle=CIRCLE), ["a.json#1"], [1]),
        ({"extents": [volume(), volume()], "state": "Accepted"}, ["a.json#1"], [2]),
        ({"extents": volume(outline_circle=CIRCLE, outline_polygon=None)}, ["a.json#1"], [1]),
    ],
)
def test_every_form_of_the_interfaces_is_read(value: Any, ids: list[str], counts: list[int]) -> None:
    found = read(value)
    assert ([one.id for one in found], [len(one.parts) for one in found]) == (ids, counts)


def test_edges_are_geodesics_as_the_standard_says() -> None:
    shape = read(INTENT)[0].parts[0].shape
    assert shape == box(37.0, 36.0, edges=Edges.GEODESIC)


@given(st.data())
def test_what_is_written_reads_back_the_same(data: st.DataObject) -> None:
    low = data.draw(st.none() | st.integers(-400_000, 10_000_000))
    limits = Limits(
        None if low is None else Altitude(low, AltitudeReference.W84),
        None if low is None else Altitude(low + 1_000, AltitudeReference.W84),
        data.draw(st.integers(0, 2_000_000_000_000)),
        data.draw(st.integers(2_000_000_000_001, 4_000_000_000_000)),
    )
    name = data.draw(names)
    made = Feature(name, name, name, (Part(data.draw(shapes(Edges.GEODESIC)), limits),), MARK)
    written, losses = write_f3548([made])
    back = read_f3548(written, file="a.json").features
    assert ([(one.id, one.parts) for one in back], losses) == ([(made.id, made.parts)], [])


def test_an_altitude_that_the_standard_cannot_say_is_left_open_and_that_is_said() -> None:
    limits = Limits(metres(10), Altitude.from_flight_level(100), ALWAYS.start_ms, ALWAYS.end_ms)
    written, losses = write_f3548([feature("one", box(37, 36, edges=Edges.GEODESIC), limits=limits)])
    back = read_f3548(written, file="a.json").features[0].parts[0].limits
    assert (back.lower, back.upper, "FL" in losses[0].what) == (metres(10), None, True)


def test_straight_edges_are_written_as_geodesics_that_keep_the_shape() -> None:
    written, _ = write_f3548([feature("one", box(37, 36, 1.0))])
    shape = read_f3548(written, file="a.json").features[0].parts[0].shape
    assert not hasattr(shape, "radius_m")
    assert len(getattr(shape, "corners", ())) > 100


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({}, "neither volumes nor details"),
        (3, "an object"),
        (volume(outline_circle=CIRCLE, outline_polygon=AREA), "exactly one"),
        (volume(outline_circle={"center": {"lat": 96, "lng": 0}, "radius": {"value": 1}}), "lat, -90 to 90"),
        (volume(outline_circle={"center": {"lat": 6, "lng": 0}, "radius": {"value": 1, "units": "NM"}}), "in M"),
        (volume(outline_polygon={"vertices": AREA["vertices"][:2]}), "at least 3"),
        ({**volume(), "time_end": {"value": "2017-01-18T11:00:00Z"}}, "not after the start"),
    ],
)
def test_a_fault_is_named_by_file_line_and_column(value: Any, said: str) -> None:
    with pytest.raises(BadRequest, match=said) as caught:
        read(value)
    assert (caught.value.where or "").startswith("a.json:1:")

"""GeoJSON: what is written reads back the same, and what is wrong is named by line and column."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from tansiq.base.errors import BadRequest
from tansiq.formats.geojson import read_geojson, read_geojson_points, write_geojson
from tansiq.formats.reading import FOR_EVER_MS, FROM_EVER_MS, BadFile, Feature
from tansiq.formats.rings import Edges, Outline
from tansiq.geometry.geodesy import turn_deg
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.volumes import Circle
from tests.formats.areas import BOX, feature, features, told

RING = [list(point) for point in (*BOX, BOX[0])]


def polygon(**properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": "one",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [RING]},
    }


def collection(*made: dict[str, Any]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


def read_one(made: dict[str, Any]) -> Feature:
    return read_geojson(collection(made), file="a.geojson").features[0]


@given(features(Edges.STRAIGHT))
def test_what_is_written_reads_back_the_same(made: list[Feature]) -> None:
    assert told(read_geojson(write_geojson(made), file="a.geojson").features) == told(made)


@settings(max_examples=40)
@given(features(Edges.GEODESIC))
def test_geodesic_edges_are_written_for_readers_of_straight_ones(made: list[Feature]) -> None:
    read = read_geojson(write_geojson(made), file="a.geojson").features
    assert [(one.id, len(one.parts)) for one in read] == [(one.id, 1) for one in made]
    for one, other in zip(made, read, strict=True):
        shape, back = one.parts[0].shape, other.parts[0].shape
        if isinstance(shape, Circle):
            assert back == shape
            continue
        assert isinstance(back, Outline)
        assert {(round(lat, 6), round(turn_deg(lon), 6)) for lon, lat in shape.corners} <= {
            (round(lat, 6), round(turn_deg(lon), 6)) for lon, lat in back.corners
        }


@pytest.mark.parametrize(
    ("stated", "altitude"),
    [
        (120, Altitude(120_000, AltitudeReference.W84)),
        ("FL250", Altitude.from_flight_level(250)),
        ("3000 ft AMSL", Altitude(914_400, AltitudeReference.AMSL, "FT")),
        ("500 m agl", Altitude(500_000, AltitudeReference.AGL)),
        ("GND", Altitude(0, AltitudeReference.AGL)),
        ({"value": 10, "reference": "AMSL", "units": "FT"}, Altitude(3_048, AltitudeReference.AMSL, "FT")),
    ],
)
def test_altitudes_are_read_in_the_ways_people_write_them(stated: object, altitude: Altitude) -> None:
    assert read_one(polygon(lower=stated)).parts[0].limits.lower == altitude


def test_a_file_may_say_once_what_its_altitudes_are_counted_from() -> None:
    limits = read_one(polygon(lower=100, upper="200", altitude_reference="AMSL")).parts[0].limits
    assert [side and side.reference for side in (limits.lower, limits.upper)] == [AltitudeReference.AMSL] * 2


def test_what_is_left_open_is_open() -> None:
    limits = read_one(polygon()).parts[0].limits
    assert (limits.lower, limits.upper, limits.start_ms, limits.end_ms) == (None, None, FROM_EVER_MS, FOR_EVER_MS)


def test_a_date_is_as_long_as_it_may_be_anywhere_and_that_is_said() -> None:
    reading = read_geojson(collection(polygon(start="2017-01-18", end="2017-01-18")), file="a.geojson")
    limits = reading.features[0].parts[0].limits
    assert (limits.end_ms - limits.start_ms) == (24 + 14 + 12) * 3_600_000
    assert "any zone" in reading.losses[0].what


def test_a_hole_is_filled_and_that_is_said() -> None:
    made = polygon()
    made["geometry"]["coordinates"].append([[37.1, 36.1], [37.12, 36.1], [37.12, 36.12], [37.1, 36.1]])
    reading = read_geojson(collection(made), file="a.geojson")
    made["geometry"]["coordinates"].pop()
    assert reading.features[0].parts == read_one(made).parts
    assert "hole" in reading.losses[0].what


def test_a_point_without_a_radius_is_left_out_and_that_is_said() -> None:
    point = {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [37, 36]}}
    reading = read_geojson(collection(point), file="a.geojson")
    assert reading.features == ()
    assert any("left out" in loss.what and loss.where.startswith("a.geojson:1:") for loss in reading.losses)


def test_a_feature_without_an_id_is_called_by_file_and_number() -> None:
    made = polygon()
    del made["id"]
    assert read_geojson(collection(polygon(), made), file="a.geojson").features[1].id == "a.geojson#2"


def test_several_polygons_of_a_feature_are_one_operation() -> None:
    made = polygon(op="x")
    made["geometry"] = {"type": "MultiPolygon", "coordinates": [[RING], [[[p[0] + 1, p[1]] for p in RING]]]}
    assert (len(read_one(made).parts), read_one(made).op) == (2, "x")


def test_a_lone_geometry_and_a_lone_feature_are_taken_too() -> None:
    assert read_geojson(json.dumps(polygon()).encode(), file="a").features[0].id == "one"
    assert len(read_geojson(json.dumps(polygon()["geometry"]).encode(), file="a").features) == 1


GOOD = json.dumps({"type": "FeatureCollection", "features": [polygon(lower=1)]}, indent=1)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"lower": 1', '"lower": ^"high"', "bad_stated_field"),
        ('"lower": 1', '"lower": 1, "lower_m": ^2', "bad_stated_field"),
        ('"lower": 1', '"start": ^"2017-01-18T10:00:00"', "bad_stated_field"),
        ('"properties": {\n    "lower": 1', '"properties": ^{\n    "upper": 0, "lower": 5', "upper_below_lower"),
        ('"geometry": {\n    "type": "Polygon"', '"geometry": ^{\n    "type": "Polygone"', "bad_stated_field"),
        ('"lower": 1\n   }', '"lower": 1,\n   ^}', "bad_file"),
    ],
)
def test_a_fault_is_named_by_file_line_and_column(old: str, new: str, code: str) -> None:
    marked = GOOD.replace(old, new)
    at = marked.index("^")
    with pytest.raises(BadRequest) as caught:
        read_geojson(marked.replace("^", "").encode(), file="a.geojson")
    assert (caught.value.code, bool(caught.value.advice())) == (code, True)
    line, column = marked.count("\n", 0, at) + 1, at - marked.rfind("\n", 0, at)
    shown = (caught.value.where or "").split(":")
    assert shown[:2] == ["a.geojson", str(line)]
    assert code == "bad_file" or int(shown[2]) == column


@pytest.mark.parametrize("bad", ['"lower": NaN', '"lower": 1, "lower": 2', '"lower": 1e999', '"lower": -Infinity'])
def test_what_json_readers_let_pass_is_refused(bad: str) -> None:
    with pytest.raises(BadFile):
        read_geojson(GOOD.replace('"lower": 1', bad).encode(), file="a.geojson")


def test_a_ring_that_crosses_itself_is_named_by_its_ring() -> None:
    made = polygon()
    made["geometry"]["coordinates"] = [[RING[0], RING[2], RING[1], RING[3], RING[0]]]
    text = json.dumps({"type": "FeatureCollection", "features": [polygon(), made]})
    with pytest.raises(BadRequest) as caught:
        read_geojson(text.encode(), file="a.geojson")
    assert (caught.value.code, caught.value.where) == ("bad_ring", f"a.geojson:1:{text.rindex('[[[') + 2}")


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "a:1:1"),
        (b"[]", "a:1:1"),
        (b'{"type": "Topology"}', "a:1:1"),
        (b'{"type": "FeatureCollection",\n "features": [3]}', "a:2:15"),
        (b'{"type": "FeatureCollection", "features": []} x', "a:1:47"),
        (b'{"features": [\n\xff]}', "a:2:1"),
        (b'{"type": "FeatureCollection", "crs": {"name": "EPSG:28407"}, "features": []}', "a:1:38"),
        (b'{"a": ' + b"[" * 100_000, "a:1:7"),
    ],
)
def test_what_is_no_geojson_is_refused_where_it_stops_being_one(data: bytes, where: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_geojson(data, file="a")
    assert caught.value.where == where


def test_progress_is_told_up_to_the_end() -> None:
    told_of: list[tuple[int, int]] = []
    data = collection(*(polygon() for _ in range(5)))
    read_geojson(data, file="a", progress=lambda done, whole: told_of.append((done, whole)))
    assert len(told_of) == 5
    assert told_of[-1][1] - told_of[-1][0] < 5


def test_points_are_found_by_name() -> None:
    point = {"type": "Feature", "id": "P1", "properties": {}, "geometry": {"type": "Point", "coordinates": [37.5, 36]}}
    spots, _, losses = read_geojson_points(collection(point, polygon()), file="a")
    assert [(spot.name, spot.point) for spot in spots] == [("P1", (37.5, 36.0))]
    assert "left out" in losses[0].what


def test_written_features_name_their_neighbours() -> None:
    made = feature("one", Outline(BOX, Edges.STRAIGHT))
    written = json.loads(write_geojson([made], {"one": {"in_conflict_with": ["two"]}}))
    assert written["features"][0]["properties"]["in_conflict_with"] == ["two"]

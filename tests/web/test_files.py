"""Areas of a file, read for a person to file."""

from __future__ import annotations

import base64
import json

from tests.web.house import House, refusal

SQUARE = [[37.5, 36.3], [37.6, 36.3], [37.6, 36.4], [37.5, 36.4], [37.5, 36.3]]
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "North of the river", "colour": "red"},
            "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
        }
    ],
}
POINT = {"type": "Point", "coordinates": [37.5, 36.3]}
KML = """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>Field</name><Polygon>
<outerBoundaryIs><LinearRing><coordinates>37.5,36.3 37.6,36.3 37.6,36.4 37.5,36.4 37.5,36.3</coordinates></LinearRing>
</outerBoundaryIs></Polygon></Placemark></kml>"""


def test_areas_of_a_file_are_given_as_the_form_takes_them(house: House) -> None:
    read = house.post("/items/read", content=json.dumps(GEOJSON), file="areas.geojson").json()
    assert read["format"] == "geojson"
    (feature,) = read["features"]
    assert feature["name"] == "North of the river"
    assert feature["where"].startswith("areas.geojson:")
    (volume,) = feature["volumes"]
    assert sorted(volume["vertices"])[0] == "36.3000000 37.5000000"
    assert (volume["centre"], volume["start"], volume["end"]) == (None, None, None)


def test_what_is_read_can_be_filed(house: House) -> None:
    read = house.post("/items/read", content=KML, file="field.kml").json()
    (volume,) = read["features"][0]["volumes"]
    item = {
        "kind": "no_go_area",
        "name": "Field",
        "volumes": [
            {
                "footprint": {"polygon": {"vertices": volume["vertices"]}},
                "start": "2017-01-19T09:00:00Z",
                "end": "2017-01-19T10:00:00Z",
            }
        ],
    }
    assert house.post("/items", item=item, datum="WGS84").json()["kind"] == "no_go_area"


def test_a_file_in_another_encoding_is_read_from_its_bytes(house: House) -> None:
    text = KML.replace('version="1.0"', 'version="1.0" encoding="UTF-16"').replace("Field", "Поле")
    packed = base64.b64encode(text.encode("utf-16")).decode()
    assert house.post("/items/read", packed=packed, file="field.kml").json()["features"][0]["name"] == "Поле"
    assert refusal(house.post("/items/read", packed="no base64!"))[0] == 400


def test_an_archive_is_refused_and_says_what_to_do(house: House) -> None:
    packed = base64.b64encode(b"PK\x03\x04 and so on").decode()
    assert refusal(house.post("/items/read", packed=packed, file="field.kmz"))[0] == 400


def test_every_loss_is_said(house: House) -> None:
    lossy = {**GEOJSON, "features": [*GEOJSON["features"], {"type": "Feature", "properties": {}, "geometry": POINT}]}
    read = house.post("/items/read", content=json.dumps(lossy), file="areas.geojson").json()
    assert len(read["features"]) == 1
    assert any(loss["where"].startswith("areas.geojson:") for loss in read["losses"])


def test_a_file_of_points_or_of_nothing_is_refused_with_its_line(house: House) -> None:
    code = refusal(house.post("/items/read", content="name;place\nA;36 37\n", file="a.csv"))
    assert code == (400, "bad_file")
    assert house.post("/items/read", content="{", file="b.json").json()["error"]["where"].startswith("b.json:1")


def test_reading_a_file_is_for_those_who_file(house: House) -> None:
    assert refusal(house.post("/items/read", "observer-1", content="{}"))[0] == 403

"""KML: what is written reads back the same, and nothing in it can grow or reach out."""

from __future__ import annotations

import pytest
from hypothesis import given

from tansiq.base.errors import BadRequest
from tansiq.formats.kml import NAMESPACE, read_kml, read_kml_points, write_kml
from tansiq.formats.reading import FOR_EVER_MS, BadFile, Feature
from tansiq.formats.rings import Edges
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.volumes import Circle
from tests.formats.areas import HOUR_MS, NOON_MS, features, told

RING = "37,36,{h} 37.2,36,{h} 37.2,36.2,{h} 37,36,{h}"


def area(inside: str = "", *, height: float = 0, beside: str = "") -> str:
    ring = f"<LinearRing><coordinates>{RING.format(h=height)}</coordinates></LinearRing>"
    polygon = f"<Polygon>{inside}<outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    return f"<Placemark><name>one</name>{beside}{polygon}</Placemark>"


def kml(*inside: str) -> bytes:
    return f'<?xml version="1.0"?>\n<kml xmlns="{NAMESPACE}"><Document>\n{"".join(inside)}</Document></kml>'.encode()


@given(features(Edges.CHORD))
def test_what_is_written_reads_back_the_same(made: list[Feature]) -> None:
    assert told(read_kml(write_kml(made), file="a.kml").features) == told(made)


@pytest.mark.parametrize(
    ("mode", "lower", "upper"),
    [
        ("<altitudeMode>absolute</altitudeMode><extrude>1</extrude>", None, 500),
        ("<altitudeMode>absolute</altitudeMode>", 500, 500),
        ("", None, None),
        ("<extrude>1</extrude>", None, None),
    ],
)
def test_heights_count_as_their_mode_says(mode: str, lower: int | None, upper: int | None) -> None:
    limits = read_kml(kml(area(mode, height=500)), file="a.kml").features[0].parts[0].limits
    wanted = [None if m is None else Altitude(m * 1000, AltitudeReference.AMSL) for m in (lower, upper)]
    assert [limits.lower, limits.upper] == wanted


def test_time_is_that_of_the_nearest_folder() -> None:
    span = "<TimeSpan><begin>2017-01-18T12:00:00Z</begin></TimeSpan>"
    stamp = "<TimeStamp><when>2017-01-18T13:00:00Z</when></TimeStamp>"
    inside = f"<Folder>{span}{area()}{area(beside=stamp)}</Folder>"
    first, second = (one.parts[0].limits for one in read_kml(kml(inside), file="a.kml").features)
    assert (first.start_ms, first.end_ms) == (NOON_MS, FOR_EVER_MS)
    assert (second.start_ms, second.end_ms) == (NOON_MS + HOUR_MS, NOON_MS + HOUR_MS + 1)


def test_extended_data_come_before_the_elements() -> None:
    data = (
        '<ExtendedData><Data name="op"><value>x</value></Data><Data name="upper"><value>FL100</value></Data>'
        '<Data name="id"><value>A1</value></Data></ExtendedData>'
    )
    found = read_kml(kml(area("<altitudeMode>absolute</altitudeMode>", height=9, beside=data)), file="a.kml")
    one = found.features[0]
    assert (one.id, one.op, one.parts[0].limits.upper) == ("A1", "x", Altitude.from_flight_level(100))


def test_a_point_with_a_radius_is_a_circle() -> None:
    data = '<ExtendedData><Data name="radius_m"><value>2500</value></Data></ExtendedData>'
    point = f"<Placemark>{data}<Point><coordinates>37,36</coordinates></Point></Placemark>"
    shape = read_kml(kml(point), file="a.kml").features[0].parts[0].shape
    assert isinstance(shape, Circle)
    assert shape.radius_m == 2500


def test_holes_lines_links_and_bare_points_are_said_to_be_left_out() -> None:
    hole = f"<innerBoundaryIs><LinearRing><coordinates>{RING.format(h=0)}</coordinates></LinearRing></innerBoundaryIs>"
    line = "<Placemark><LineString><coordinates>37,36 38,36</coordinates></LineString></Placemark>"
    point = "<Placemark><Point><coordinates>37,36</coordinates></Point></Placemark>"
    link = "<NetworkLink><Link><href>other.kml</href></Link></NetworkLink>"
    said = " | ".join(loss.what for loss in read_kml(kml(area(hole), line, point, link), file="a.kml").losses)
    for part in ("holes are not kept", "1 line(s)", "without radius_m", "link"):
        assert part in said


def test_entities_are_refused_before_they_can_grow() -> None:
    declared = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    text = f'<?xml version="1.0"?>\n<!DOCTYPE kml [{declared}]>\n<kml><name>&l11;</name></kml>'
    with pytest.raises(BadFile) as caught:
        read_kml(text.encode(), file="a.kml")
    assert ((caught.value.where or "")[:8], "DOCTYPE" in caught.value.advice()) == ("a.kml:2:", True)


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"", "a.kml:1:1"),
        (b"<kml>\n<Document></kml>", "a.kml:2:13"),
        (b"<svg/>", "a.kml:1:1"),
        (b'<?xml version="1.0" encoding="UTF-null"?><kml/>', "a.kml:1:1"),
        (b'<?xml version="1.0" encoding="shift_jis"?><kml/>', "a.kml:1:1"),
        (b"PK\x03\x04", "a.kml:1:1"),
        (kml(area().replace("37.2,36,0", "37.2,")), "a.kml:3:66"),
        (kml(area().replace("37.2,36,0", "37.2,136,0")), "a.kml:3:66"),
        (kml(area(beside="<TimeSpan><begin>noon</begin></TimeSpan>")), "a.kml:3:28"),
        (kml(area().replace("37.2,36,0", "37,36,0")), "a.kml:3:54"),
        (b"<a>" * 200, "a.kml:1:301"),
    ],
)
def test_a_fault_is_named_by_file_line_and_column(data: bytes, where: str) -> None:
    with pytest.raises(BadRequest) as caught:
        read_kml(data, file="a.kml")
    assert caught.value.where == where


def test_points_are_found_by_name_and_areas_said_to_be_none() -> None:
    point = "<Placemark><name>P1</name><Point><coordinates>37.5,36,10</coordinates></Point></Placemark>"
    spots, losses = read_kml_points(kml(point, area()), file="a.kml")
    assert [(spot.name, spot.point, str(spot.mark)) for spot in spots] == [("P1", (37.5, 36.0), "a.kml:3:27")]
    assert "left out" in losses[0].what

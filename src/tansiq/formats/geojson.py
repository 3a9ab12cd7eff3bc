"""GeoJSON (RFC 7946): areas with height and time in and out, and points for `tansiq locate`.

| member | meaning |
|---|---|
| `id`, or property `id` | the feature's id; left out: file name and number |
| `op` | the operation that it is part of; left out: the feature alone |
| `lower`, `upper` | metres above the ellipsoid; or `"FL250"`, `"3000 ft AMSL"`; or value, reference, units |
| `start`, `end` | RFC 3339 with a zone; or `start_ms`, `end_ms`; left out: open |
| `radius_m` | makes a Point a circle |

Edges are straight in longitude and latitude (section 3.1.1) unless the caller says otherwise; a ring may be cut at the
antimeridian (3.1.9) or go across it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tansiq.base.units import MM_PER_M
from tansiq.formats.fields import RADIUS, WIDTH, Fields, write_fields
from tansiq.formats.json_text import Json, JsonText, Path, decode_text
from tansiq.formats.reading import AtField, Feature, Loss, Part, Progress, Reading, at_field, ignore_progress
from tansiq.formats.rings import Edges, Outline, corners_for, make_outline
from tansiq.formats.stated import bad_stated
from tansiq.geometry.geodesy import Point, turn_deg
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Circle

GEOMETRIES = frozenset("Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection".split())
_PLAIN_CRS = ("CRS84", "EPSG::4326", "EPSG:4326")
_MOST_NESTED = 20


@dataclass
class _Found:
    shapes: list[Outline | Circle] = field(default_factory=list)
    has_heights: bool = False
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point of a file."""

    name: str
    point: Point
    """(lon, lat) as written, WGS 84."""
    at: int
    """The character at which its feature begins."""


def read_geojson(
    data: bytes, *, file: str, edges: Edges = Edges.STRAIGHT, progress: Progress = ignore_progress
) -> Reading:
    """The areas of a GeoJSON file.

    Args:
        data: the file's bytes.
        file: its name, for errors and ids.
        edges: what lies between two corners.
        progress: told the characters read and all of them.

    Raises:
        BadFile: it is not GeoJSON.
        BadRequest: a feature cannot be read; `where` is its file, line and column.
    """
    text = JsonText(decode_text(data, file), file)
    features: list[Feature] = []
    losses: list[Loss] = []
    left_out = 0
    for number, (at, feature) in enumerate(_features(text), start=1):
        made, lost = _read_feature(text, at, feature, number=number, edges=edges)
        losses += [Loss(str(text.mark(at)), what) for what in lost]
        features += [made] if made is not None else []
        left_out += made is None
        progress(text.at, len(text.text))
    return Reading(tuple(features), tuple(losses), left_out)


def read_geojson_points(data: bytes, *, file: str) -> tuple[list[Spot], JsonText, list[Loss]]:
    """The points of a GeoJSON file, each with its name, the text for marks, and what is no point."""
    text = JsonText(decode_text(data, file), file)
    spots: list[Spot] = []
    losses: list[Loss] = []
    for number, (at, feature) in enumerate(_features(text), start=1):
        fields = Fields(_properties(text, at, feature), ("properties",))
        name = _id_of(feature, fields, file, number)
        geometry = feature.get("geometry", feature if "coordinates" in feature else None)
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        if kind not in ("Point", "MultiPoint") or not isinstance(geometry, dict):
            losses.append(Loss(str(text.mark(at)), f"{name} is no point: left out"))
            continue
        path: Path = ("geometry", "coordinates") if "geometry" in feature else ("coordinates",)
        listed = geometry.get("coordinates")
        try:
            if kind == "Point":
                spots.append(Spot(name, _pair(listed, path, _Found()), at))
            else:
                spots += [Spot(name, pair, at) for pair in _pairs(listed, path, _Found())]
        except AtField as fault:
            fault.place(text.mark(text.find(at, fault.path)))
    return spots, text, losses


def write_geojson(features: Sequence[Feature], extra: dict[str, dict[str, Json]] | None = None) -> bytes:
    """Features as a GeoJSON file that any reader of RFC 7946 draws to 1 cm and `read_geojson` reads back.

    Args:
        features: each part becomes a feature of its own, with the id and the `op` of the whole.
        extra: further properties, by the features' ids.
    """
    made: list[Json] = []
    for feature in features:
        for part in feature.parts:
            properties: dict[str, Json] = {"name": feature.name, "op": feature.op, **write_fields(part.limits)}
            if isinstance(part.shape, Circle):
                properties[RADIUS] = part.shape.radius_mm / MM_PER_M
            properties.update((extra or {}).get(feature.id, {}))
            made.append(
                {
                    "type": "Feature",
                    "id": feature.id,
                    "geometry": _write_geometry(part.shape),
                    "properties": properties,
                }
            )
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in made)
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode()


def _features(text: JsonText) -> Iterator[tuple[int, dict[str, Json]]]:
    """Each feature with where it begins; a lone feature or geometry counts as one."""
    start = text.skip()
    if text.peek() != "{":
        text.fail("a GeoJSON file is one object", start, advice="Begin it with {.")
    kind: Json = None
    has_features = False
    for key in text.members():
        at = text.skip()
        if key == "features" and text.peek() == "[":
            has_features = True
            for element in text.elements():
                feature = text.value()
                if not isinstance(feature, dict) or feature.get("type") != "Feature":
                    text.fail('a feature is an object with "type": "Feature"', element)
                yield element, feature
            continue
        value = text.value()
        kind = value if key == "type" else kind
        if key == "crs":
            _check_crs(text, at, value)
    text.end()
    if has_features:
        return
    if kind != "Feature" and kind not in GEOMETRIES:
        text.fail(f"this is no GeoJSON: type {kind!r}", start, advice='Its type is "FeatureCollection" or "Feature".')
    text.at = start
    whole = text.value()
    if isinstance(whole, dict):
        yield start, whole if kind == "Feature" else {"type": "Feature", "geometry": whole, "properties": {}}


def _check_crs(text: JsonText, at: int, crs: Json) -> None:
    if crs is not None and not any(name in json.dumps(crs) for name in _PLAIN_CRS):
        text.fail(
            "the file is in another coordinate system; RFC 7946 knows WGS 84 only",
            at,
            advice="Convert it to WGS 84 longitude and latitude, with a named operation.",
        )


def _properties(text: JsonText, at: int, feature: dict[str, Json]) -> dict[str, Json]:
    properties = feature.get("properties")
    if properties is None:
        return {}
    if not isinstance(properties, dict):
        text.fail("properties are an object", text.find(at, ("properties",)))
    return properties


def _id_of(feature: dict[str, Json], fields: Fields, file: str, number: int) -> str:
    return Fields(feature, ()).text("id") or fields.text("id") or f"{file}#{number}"


def _read_feature(
    text: JsonText, at: int, feature: dict[str, Json], *, number: int, edges: Edges
) -> tuple[Feature | None, list[str]]:
    fields = Fields(_properties(text, at, feature), ("properties",))
    name = _id_of(feature, fields, text.file, number)
    try:
        found = _Found()
        _read_geometry(feature.get("geometry"), ("geometry",), fields, found, edges=edges)
        limits, is_widened = fields.limits()
        with at_field(("properties",)):
            parts = tuple(Part(shape, limits) for shape in found.shapes)
    except AtField as fault:
        fault.place(text.mark(text.find(at, fault.path)))
    lost = [f"{name}: {what}" for what in found.lost]
    if is_widened:
        lost.append(f"{name}: a date names no zone: taken as all that it may mean in any zone")
    if found.has_heights:
        lost.append(f"{name}: heights inside coordinates are not read; lower and upper are")
    if not parts:
        return None, lost or [f"{name} takes up no air: left out"]
    made = Feature(name, fields.text("op") or name, fields.text("name", "title") or name, parts, text.mark(at))
    return made, lost


def _read_geometry(geometry: Json, path: Path, fields: Fields, found: _Found, *, edges: Edges) -> None:
    if geometry is None:
        return
    if not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRIES:
        known = ", ".join(sorted(GEOMETRIES))
        raise bad_stated(f"a geometry has one of the types {known}", path=path)
    kind = geometry["type"]
    if kind == "GeometryCollection":
        inner = geometry.get("geometries")
        if not isinstance(inner, list) or len(path) > 2 * _MOST_NESTED:
            raise bad_stated("geometries are an array, not nested deeper than 20", path=(*path, "geometries"))
        for number, one in enumerate(inner):
            _read_geometry(one, (*path, "geometries", number), fields, found, edges=edges)
        return
    at: Path = (*path, "coordinates")
    listed = geometry.get("coordinates")
    if kind in ("Point", "MultiPoint"):
        _read_circles(listed if kind == "MultiPoint" else [listed], at, fields, found, is_many=kind == "MultiPoint")
    elif kind in ("LineString", "MultiLineString"):
        if fields.of.get(WIDTH) is not None:
            raise bad_stated("a corridor is given as its area", path=path, advice="Write it as a Polygon.")
        found.lost.append("a line takes up no air: left out")
    else:
        polygons = _array(listed, at) if kind == "MultiPolygon" else [listed]
        for number, polygon in enumerate(polygons):
            _read_polygon(polygon, (*at, number) if kind == "MultiPolygon" else at, found, edges)


def _read_circles(listed: Json, at: Path, fields: Fields, found: _Found, *, is_many: bool) -> None:
    radius_mm = fields.length_mm(RADIUS)
    for number, one in enumerate(_array(listed, at)):
        lon, lat = _pair(one, (*at, number) if is_many else at, found)
        if radius_mm is None:
            found.lost.append("a point without radius_m takes up no air: left out")
            continue
        with at_field(at):
            position = Position.from_degrees(lat_deg=lat, lon_deg=lon if -180 <= lon <= 180 else turn_deg(lon))
            found.shapes.append(Circle(position, radius_mm))


def _read_polygon(rings: Json, path: Path, found: _Found, edges: Edges) -> None:
    listed = _array(rings, path)
    if not listed:
        raise bad_stated("a polygon has an outer ring", path=path)
    ring = _pairs(listed[0], (*path, 0), found)
    if ring and ring[0] != ring[-1]:
        raise bad_stated(
            "a ring ends at its first corner", path=(*path, 0), advice="Repeat the first position at the end."
        )
    with at_field((*path, 0)):
        found.shapes.append(make_outline(ring, edges))
    if len(listed) > 1:
        found.lost.append(f"{len(listed) - 1} hole(s) not kept: the whole outer ring counts")


def _array(listed: Json, path: Path) -> list[Json]:
    if not isinstance(listed, list):
        raise bad_stated("an array was expected", path=path)
    return listed


def _pairs(listed: Json, path: Path, found: _Found) -> list[Point]:
    return [_pair(one, (*path, number), found) for number, one in enumerate(_array(listed, path))]


def _pair(one: Json, path: Path, found: _Found) -> Point:
    if not isinstance(one, list) or len(one) < 2:
        raise bad_stated("a position is [longitude, latitude]", path=path)
    lon, lat = one[0], one[1]
    if isinstance(lon, bool) or isinstance(lat, bool) or not isinstance(lon, int | float) or not isinstance(
        lat, int | float
    ):  # fmt: skip
        raise bad_stated("longitude and latitude are numbers", path=path)
    if not -540 <= lon <= 540 or not -90 <= lat <= 90:
        raise bad_stated(
            f"longitude {lon} and latitude {lat} are no place",
            path=path,
            advice="Longitude comes first; latitude is between -90 and 90.",
        )
    found.has_heights = found.has_heights or len(one) > 2
    return float(lon), float(lat)


def _write_geometry(shape: Outline | Circle) -> Json:
    if isinstance(shape, Circle):
        return {"type": "Point", "coordinates": [shape.centre.lon_deg, shape.centre.lat_deg]}
    ring = corners_for(shape, Edges.STRAIGHT)
    return {"type": "Polygon", "coordinates": [[list(point) for point in [*ring, ring[0]]]]}

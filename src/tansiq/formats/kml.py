"""KML (OGC 07-147r2): placemarks as areas with height and time, and points for `tansiq locate`.

| element | meaning |
|---|---|
| `Polygon` | the outer boundary; edges are straight lines in space (section 6.3), kept to 1 cm |
| `altitudeMode` | `absolute`: above mean sea level; `relativeToGround`: above ground; else the heights are not used |
| `extrude` | the area reaches from the ground to its heights; without it the heights alone |
| `Point` with `radius_m` | a circle; KML has none of its own |
| `TimeSpan`, `TimeStamp` | begin and end, of the placemark or the nearest folder above; a stamp is that one instant |
| `ExtendedData` | `id`, `op`, `lower`, `upper`, `start`, `end`, `radius_m` as in GeoJSON; they come first |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from tansiq.base.units import MM_PER_M
from tansiq.formats.fields import LOWER, RADIUS, UPPER, Fields, write_fields
from tansiq.formats.json_text import Json
from tansiq.formats.kmz import is_kmz, unpack_kmz
from tansiq.formats.reading import (
    BadFile,
    Feature,
    Limits,
    Loss,
    Mark,
    Part,
    Progress,
    Reading,
    ignore_progress,
    marked,
)
from tansiq.formats.rings import Edges, corners_for, make_outline, to_lon
from tansiq.formats.stated import parse_time, write_time
from tansiq.formats.xml_text import Element, read_xml
from tansiq.geometry.geodesy import Point
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Circle

NAMESPACE = "http://www.opengis.net/kml/2.2"
_TAKEN = frozenset({"Placemark", "NetworkLink"})
_SHAPES = ("Polygon", "Point")
_NO_AREA = ("LineString", "LinearRing", "Model", "Track", "MultiTrack")
_MODES = {"absolute": AltitudeReference.AMSL, "relativeToGround": AltitudeReference.AGL}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_HEIGHT_M = 1e6


@dataclass
class _Found:
    """What the placemarks of a file come to."""

    file: str
    edges: Edges
    features: list[Feature] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    count: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A named point of a file."""

    name: str
    point: Point
    """(lon, lat) as written, WGS 84."""
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Corner:
    point: Point
    height_m: float | None


def read_kml(data: bytes, *, file: str, edges: Edges = Edges.CHORD, progress: Progress = ignore_progress) -> Reading:
    """The placemarks of a KML or a KMZ; parameters and errors as in `read_geojson`."""
    found = _Found(file, edges)
    losses = _read(data, file, lambda placemark: _read_placemark(placemark, found), progress)
    return Reading(tuple(found.features), (*losses, *found.losses), found.left_out)


def read_kml_points(data: bytes, *, file: str) -> tuple[list[Spot], list[Loss]]:
    """The points of a KML or a KMZ, each with its name, and what is no point."""
    spots: list[Spot] = []
    losses: list[Loss] = []

    def take(placemark: Element) -> None:
        name = _name_of(placemark, _data_of(placemark), f"{file}#{len(spots) + len(losses) + 1}")
        points = list(placemark.find_all("Point"))
        if not points:
            losses.append(Loss(str(placemark.mark), f"{name} is no point: left out"))
        spots.extend(Spot(name, _corners(point)[0].point, point.mark) for point in points)

    packed = _read(data, file, take, ignore_progress)
    return spots, [*packed, *losses]


def write_kml(features: Sequence[Feature]) -> bytes:
    """Features as KML that any reader draws to 1 cm and `read_kml` reads back the same, circles as points."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<kml xmlns="{NAMESPACE}"><Document>']
    for feature in features:
        for part in feature.parts:
            lines += _write_placemark(feature, part)
    return "\n".join([*lines, "</Document></kml>", ""]).encode()


def _read(data: bytes, file: str, take: Callable[[Element], None], progress: Progress) -> tuple[Loss, ...]:
    """Hand on each placemark; what a KMZ holds beside its KML is lost."""
    losses: tuple[Loss, ...] = ()
    if is_kmz(data):
        unpacked = unpack_kmz(data, file=file)
        data, file, losses = unpacked.data, unpacked.file, unpacked.losses
    outermost = read_xml(data, file=file, take=_TAKEN, on_element=take, progress=progress)
    if outermost != "kml" and outermost not in ("Document", "Folder", "Placemark"):
        raise BadFile(f"this is no KML: its outermost element is {outermost!r}", mark=Mark(file, 1, 1))
    return losses


def _read_placemark(placemark: Element, found: _Found) -> None:
    if placemark.name == "NetworkLink":
        found.losses.append(Loss(str(placemark.mark), "what a link leads to is not read"))
        found.left_out += 1
        return
    found.count += 1
    stated = _data_of(placemark)
    fields = Fields(stated, (), reference=AltitudeReference.AMSL)
    name = _name_of(placemark, stated, f"{found.file}#{found.count}")
    with marked(placemark.mark):
        limits, is_widened = fields.limits()
        limits, is_stretched = _with_time(placemark, stated, limits)
    parts: list[Part] = []
    for shape in (one for kind in _SHAPES for one in placemark.find_all(kind)):
        with marked(shape.mark):
            parts += _read_shape(shape, name, fields, limits, found=found)
    lines = sum(1 for kind in _NO_AREA for one in placemark.find_all(kind) if not _is_boundary(one))
    if lines:
        found.losses.append(Loss(str(placemark.mark), f"{name}: {lines} line(s) or model(s) take up no air: left out"))
    if is_widened or is_stretched:
        what = f"{name}: a date names no zone: taken as all that it may mean in any zone"
        found.losses.append(Loss(str(placemark.mark), what))
    if not parts:
        found.left_out += 1
        found.losses.append(Loss(str(placemark.mark), f"{name} takes up no air: left out"))
        return
    title = placemark.text_of("name") or name
    found.features.append(Feature(name, fields.text("op") or name, title, tuple(parts), placemark.mark))


def _is_boundary(ring: Element) -> bool:
    return ring.above is not None and ring.above.name in ("outerBoundaryIs", "innerBoundaryIs")


def _read_shape(shape: Element, name: str, fields: Fields, limits: Limits, *, found: _Found) -> tuple[Part, ...]:
    if shape.name == "Point":
        radius_mm = fields.length_mm(RADIUS)
        if radius_mm is None:
            found.losses.append(Loss(str(shape.mark), f"{name}: a point without radius_m takes up no air: left out"))
            return ()
        lon, lat = _corners(shape)[0].point
        return (Part(Circle(Position.from_degrees(lat_deg=lat, lon_deg=lon), radius_mm), limits),)
    outer = shape.find("outerBoundaryIs")
    ring = None if outer is None else outer.find("LinearRing")
    if ring is None:
        raise BadFile("a polygon has an outerBoundaryIs with a LinearRing", mark=shape.mark)
    if shape.find("innerBoundaryIs") is not None:
        found.losses.append(Loss(str(shape.mark), f"{name}: holes are not kept: the whole outer boundary counts"))
    corners = _corners(ring)
    with marked(ring.mark):
        outline = make_outline([corner.point for corner in corners], found.edges)
        return (Part(outline, _with_height(shape, corners, fields, limits)),)


def _with_height(shape: Element, corners: list[_Corner], fields: Fields, limits: Limits) -> Limits:
    """The heights of the boundary, where the mode says what they are and the data say nothing."""
    reference = _MODES.get(shape.text_of("altitudeMode") or "")
    heights = [corner.height_m for corner in corners if corner.height_m is not None]
    if reference is None or not heights or any(fields.of.get(key) is not None for key in (*LOWER, *UPPER)):
        return limits
    top = Altitude.from_stated(max(heights), reference=reference, unit="M")
    is_extruded = (shape.text_of("extrude") or "0") in ("1", "true")
    bottom = None if is_extruded else Altitude.from_stated(min(heights), reference=reference, unit="M")
    return Limits(bottom, top, limits.start_ms, limits.end_ms)


def _with_time(placemark: Element, stated: dict[str, Json], limits: Limits) -> tuple[Limits, bool]:
    """The nearest TimeSpan or TimeStamp, of the placemark itself or of what it stands in."""
    if any(stated.get(key) is not None for key in ("start", "time_start", "start_ms", "end", "time_end", "end_ms")):
        return limits, False
    holder: Element | None = placemark
    while holder is not None:
        span, stamp = holder.find("TimeSpan"), holder.find("TimeStamp")
        found = span if span is not None else stamp
        if found is not None:
            with marked(found.mark):
                begin = found.text_of("begin" if span is not None else "when") or None
                end = (found.text_of("end") or None) if span is not None else begin
                start_ms, is_wide = parse_time(begin, path=(), is_end=False)
                end_ms, is_wide_too = parse_time(end, path=(), is_end=True)
            end_ms += 1 if span is None and end_ms == start_ms else 0
            return Limits(limits.lower, limits.upper, start_ms, end_ms), is_wide or is_wide_too
        holder = holder.above
    return limits, False


def _data_of(placemark: Element) -> dict[str, Json]:
    """ExtendedData, as `Data` with a `value` or as `SimpleData`."""
    holder = placemark.find("ExtendedData")
    made: dict[str, Json] = {}
    if holder is None:
        return made
    for one in holder.find_all("Data"):
        made[one.attributes.get("name", "")] = one.text_of("value") or None
    for one in holder.find_all("SimpleData"):
        made[one.attributes.get("name", "")] = one.text.strip() or None
    return made


def _name_of(placemark: Element, stated: dict[str, Json], otherwise: str) -> str:
    said = stated.get("id")
    return (said if isinstance(said, str) else None) or placemark.attributes.get("id") or (
        placemark.text_of("name") or otherwise
    )  # fmt: skip


def _corners(holder: Element) -> list[_Corner]:
    """The coordinates of a geometry: longitude, latitude and height, with commas between and space after."""
    element = holder.find("coordinates")
    if element is None:
        raise BadFile(f"a {holder.name} has coordinates", mark=holder.mark)
    corners = [_corner(word, element.mark) for word in element.text.split()]
    if not corners:
        raise BadFile("the coordinates are empty", mark=element.mark)
    return corners


def _corner(word: str, mark: Mark) -> _Corner:
    parts = word.split(",")
    if not 2 <= len(parts) <= 3 or not all(_NUMBER.fullmatch(part) for part in parts):
        raise BadFile(
            f"{word[:40]!r} is not longitude,latitude or longitude,latitude,height",
            mark=mark,
            advice="Write no space inside a position and no comma after it.",
        )
    lon, lat = float(parts[0]), float(parts[1])
    height_m = float(parts[2]) if len(parts) == 3 else None
    if not (-180 <= lon <= 180 and -90 <= lat <= 90) or abs(height_m or 0.0) > _MOST_HEIGHT_M:
        raise BadFile(f"{word[:40]!r} is no place", mark=mark, advice="Longitude comes first.")
    return _Corner((lon, lat), height_m)


def _write_placemark(feature: Feature, part: Part) -> list[str]:
    stated: dict[str, Json] = {"id": feature.id, "op": feature.op, **write_fields(part.limits)}
    shape = part.shape
    if isinstance(shape, Circle):
        stated[RADIUS] = shape.radius_mm / MM_PER_M
        centre = f"{_degrees(shape.centre.lon_deg)},{_degrees(shape.centre.lat_deg)}"
        geometry = f"<Point><coordinates>{centre}</coordinates></Point>"
    else:
        ring = corners_for(shape, Edges.CHORD)
        listed = " ".join(f"{_degrees(to_lon(lon))},{_degrees(lat)}" for lon, lat in [*ring, ring[0]])
        geometry = (
            "<Polygon><outerBoundaryIs><LinearRing>"
            f"<coordinates>{listed}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        )
    span = "".join(
        f"<{tag}>{at}</{tag}>"
        for tag, at in (("begin", write_time(part.limits.start_ms)), ("end", write_time(part.limits.end_ms)))
        if at
    )
    data = "".join(
        f"<Data name={quoteattr(key)}><value>{escape_text(_plain(value))}</value></Data>"
        for key, value in stated.items()
    )
    return [
        f"<Placemark><name>{escape_text(feature.name)}</name>",
        f"<TimeSpan>{span}</TimeSpan><ExtendedData>{data}</ExtendedData>",
        f"{geometry}</Placemark>",
    ]


def _degrees(value_deg: float) -> str:
    """All digits, so that reading gives the same value, and never a power of ten."""
    return f"{Decimal(repr(value_deg)):f}"


def _plain(value: Json) -> str:
    """A field as text; an altitude in the words that `parse_altitude` takes."""
    if isinstance(value, dict):
        return f"{value['value']} {str(value['units']).lower()} {value['reference']}"
    return str(value)


def escape_text(text: str) -> str:
    """Text of an element; signs that XML cannot carry become the replacement sign."""
    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})

"""JSON of ASTM F3548-21: operational intents, constraints and bare 4D volumes, with geodesic edges.

Taken is whatever the standard's interfaces carry: the details of an operational intent or a constraint (alone, in a
list, or in their answers' objects), the extents of a request, or volumes by themselves. Volumes of one reference are
one operation. Unknown fields are ignored, as the standard asks; null is the same as left out.

| volume | |
|---|---|
| `outline_circle` or `outline_polygon` | exactly one; edges are geodesics, no corner twice |
| `altitude_lower`, `altitude_upper` | value, reference `W84`, units `M` |
| `time_start`, `time_end` | value in RFC 3339 |
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from tansiq.base.units import MM_PER_M
from tansiq.formats.json_text import Json, JsonText, Path, decode_text
from tansiq.formats.reading import AtField, Feature, Limits, Loss, Part, Progress, Reading, at_field, ignore_progress
from tansiq.formats.rings import Edges, Outline, make_outline, pieces_of, to_lon
from tansiq.formats.stated import bad_stated, parse_altitude, parse_length_mm, parse_time, write_time
from tansiq.geometry.geodesy import Point
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Circle

_NAMES = ("operational_intent", "constraint", "operational_intents", "constraints", "details", "reference", "extents",
          "volumes", "off_nominal_volumes", "volume")  # fmt: skip
_FORMAT = "RFC3339"
_RADIUS_UNITS = ("M", "m")


def read_f3548(
    data: bytes, *, file: str, edges: Edges = Edges.GEODESIC, progress: Progress = ignore_progress
) -> Reading:
    """The operations of a file; parameters and errors as in `read_geojson`."""
    text = JsonText(decode_text(data, file), file)
    features: list[Feature] = []
    losses: list[Loss] = []
    left_out = 0
    for number, at in enumerate(_entries(text), start=1):
        entry = text.value()
        try:
            for name, listed in _operations(entry, (), f"{file}#{number}"):
                parts = tuple(
                    _read_volume(stated, path, edges, losses=losses, name=f"{name}, volume {place}")
                    for place, (path, stated) in enumerate(listed, start=1)
                )
                if parts:
                    features.append(Feature(name, name, name, parts, text.mark(at)))
                else:
                    left_out += 1
                    losses.append(Loss(str(text.mark(at)), f"{name} has no volumes: left out"))
        except AtField as fault:
            fault.place(text.mark(text.find(at, fault.path)))
        progress(text.at, len(text.text))
    text.end()
    return Reading(tuple(features), tuple(losses), left_out)


def is_f3548(data: bytes) -> bool:
    """Whether JSON looks like this format rather than GeoJSON."""
    head = data[:100_000]
    return any(f'"{name}"'.encode() in head for name in _NAMES) and b'"coordinates"' not in head


def write_f3548(features: Sequence[Feature]) -> tuple[bytes, list[Loss]]:
    """Features as operational intents: reference, details, volumes. The standard knows W84 and metres only.

    Returns:
        The file, and what it could not hold: an altitude in another reference becomes the widest that the standard
        allows, an open time the first or last instant that it can write.
    """
    losses: list[Loss] = []
    made: list[Json] = [
        {
            "operational_intent": {
                "reference": {"id": feature.id},
                "details": {
                    "volumes": [
                        written for part in feature.parts for written in _write_volumes(part, feature.id, losses)
                    ]
                },
            }
        }
        for feature in features
    ]
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode(), losses


def _entries(text: JsonText) -> Iterator[int]:
    """Where each value of a top-level list stands; anything else is one value."""
    if text.peek() == "[":
        yield from text.elements()
    else:
        yield text.skip()


def _operations(entry: Json, path: Path, name: str) -> Iterator[tuple[str, list[tuple[Path, dict[str, Json]]]]]:
    """Every operation inside a value: its id, and its volumes with their paths."""
    if isinstance(entry, list):
        for number, one in enumerate(entry):
            yield from _operations(one, (*path, number), f"{name}.{number + 1}")
        return
    if not isinstance(entry, dict):
        raise bad_stated("an object of F3548 was expected", path=path)
    for key in ("operational_intent", "constraint", "operational_intents", "constraints"):
        if entry.get(key) is not None:
            yield from _operations(entry[key], (*path, key), name)
            return
    if "volume" in entry:
        yield _id_of(entry, name), [(path, entry)]
        return
    found: list[tuple[Path, dict[str, Json]]] = []
    places: list[tuple[Json, Path]] = [(entry, path), (entry.get("details"), (*path, "details"))]
    known = False
    for holder, at in places:
        for key in ("volumes", "off_nominal_volumes", "extents"):
            listed = holder.get(key) if isinstance(holder, dict) else None
            if listed is not None:
                known = True
                found += _volumes_in(listed, (*at, key))
    if not known:
        raise bad_stated(
            "neither volumes nor details with volumes are here",
            path=path,
            advice="Give operational intents or constraints with their details, or 4D volumes.",
        )
    yield _id_of(entry, name), found


def _volumes_in(listed: Json, path: Path) -> list[tuple[Path, dict[str, Json]]]:
    if isinstance(listed, dict):
        return [(path, listed)]
    if not isinstance(listed, list):
        raise bad_stated("an array of volumes was expected", path=path)
    found: list[tuple[Path, dict[str, Json]]] = []
    for number, one in enumerate(listed):
        if not isinstance(one, dict):
            raise bad_stated("a volume is an object", path=(*path, number))
        found.append(((*path, number), one))
    return found


def _id_of(entry: dict[str, Json], name: str) -> str:
    reference = entry.get("reference")
    for holder in (reference, entry):
        if isinstance(holder, dict) and isinstance(holder.get("id"), str) and holder["id"]:
            return str(holder["id"])
    return name


def _read_volume(stated: dict[str, Json], path: Path, edges: Edges, *, losses: list[Loss], name: str) -> Part:
    within = stated.get("volume")
    at: Path = (*path, "volume")
    if not isinstance(within, dict):
        raise bad_stated("a 4D volume has a volume", path=path)
    shape = _read_outline(within, at, edges)
    lower, upper = (
        parse_altitude(within.get(key), reference=AltitudeReference.W84, path=(*at, key))
        for key in ("altitude_lower", "altitude_upper")
    )
    start_ms, is_start_wide = parse_time(stated.get("time_start"), path=(*path, "time_start"), is_end=False)
    end_ms, is_end_wide = parse_time(stated.get("time_end"), path=(*path, "time_end"), is_end=True)
    if is_start_wide or is_end_wide:
        losses.append(Loss(name, "a date names no zone: taken as all that it may mean in any zone"))
    with at_field(path):
        return Part(shape, Limits(lower, upper, start_ms, end_ms))


def _read_outline(within: dict[str, Json], path: Path, edges: Edges) -> Outline | Circle:
    circle, polygon = within.get("outline_circle"), within.get("outline_polygon")
    if (circle is None) == (polygon is None):
        raise bad_stated("a volume has an outline_circle or an outline_polygon, exactly one", path=path)
    if isinstance(polygon, dict):
        at: Path = (*path, "outline_polygon", "vertices")
        listed = polygon.get("vertices")
        if not isinstance(listed, list):
            raise bad_stated("vertices are an array", path=at)
        ring = [_read_place(one, (*at, number)) for number, one in enumerate(listed)]
        with at_field(at):
            return make_outline(ring, edges)
    if not isinstance(circle, dict):
        raise bad_stated("an outline is an object", path=path)
    return _read_circle(circle, (*path, "outline_circle"))


def _read_circle(circle: dict[str, Json], path: Path) -> Circle:
    radius = circle.get("radius")
    at: Path = (*path, "radius")
    if not isinstance(radius, dict) or radius.get("units", "M") not in _RADIUS_UNITS:
        raise bad_stated("a radius is an object of value and units, in M", path=at)
    lon, lat = _read_place(circle.get("center"), (*path, "center"))
    with at_field(path):
        centre = Position.from_degrees(lat_deg=lat, lon_deg=lon)
        return Circle(centre, parse_length_mm(radius.get("value"), path=(*at, "value")))


def _read_place(place: Json, path: Path) -> Point:
    lat, lng = (place.get("lat"), place.get("lng")) if isinstance(place, dict) else (None, None)
    if (
        not isinstance(lat, int | float)
        or not isinstance(lng, int | float)
        or isinstance(lat, bool)
        or isinstance(lng, bool)
        or not -90 <= lat <= 90
        or not -180 <= lng <= 180
    ):
        raise bad_stated("a place is an object of lat, -90 to 90, and lng, -180 to 180", path=path)
    return float(lng), float(lat)


def _write_volumes(part: Part, name: str, losses: list[Loss]) -> list[Json]:
    """A volume, or several side by side where its outline reaches around more than a third of the Earth."""
    shape = part.shape
    if isinstance(shape, Circle):
        centre: Json = {"lat": shape.centre.lat_deg, "lng": shape.centre.lon_deg}
        outlines: list[dict[str, Json]] = [
            {"outline_circle": {"center": centre, "radius": {"value": shape.radius_mm / MM_PER_M, "units": "M"}}}
        ]
    else:
        outlines = [
            {"outline_polygon": {"vertices": [{"lat": lat, "lng": to_lon(lon)} for lon, lat in ring]}}
            for ring in pieces_of(shape)
        ]
    return [_write_volume(within, part.limits, name, losses) for within in outlines]


def _write_volume(within: dict[str, Json], limits: Limits, name: str, losses: list[Loss]) -> Json:
    made: dict[str, Json] = {"volume": within}
    for key, altitude in (("altitude_lower", limits.lower), ("altitude_upper", limits.upper)):
        written = _write_altitude(altitude, name, losses)
        if written is not None:
            within[key] = written
    for key, at_ms in (("time_start", limits.start_ms), ("time_end", limits.end_ms)):
        written_time = write_time(at_ms)
        if written_time is not None:
            made[key] = {"value": written_time, "format": _FORMAT}
    return made


def _write_altitude(altitude: Altitude | None, name: str, losses: list[Loss]) -> Json:
    if altitude is None:
        return None
    if altitude.reference is not AltitudeReference.W84:
        losses.append(Loss(name, f"an altitude in {altitude.reference} is left out: no limit stands in its place"))
        return None
    if altitude.unit != "M":
        losses.append(Loss(name, "an altitude stated in feet is written in metres"))
    return {"value": altitude.value_mm / MM_PER_M, "reference": "W84", "units": "M"}

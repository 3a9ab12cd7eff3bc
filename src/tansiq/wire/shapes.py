"""Shapes that several kinds share: position, footprint, altitude, volume, item.

A field marked 2 is from version 2 of the kinds that carry it; a body of version 1 that has one is refused.

| shape | field | type | unit | meaning | optional |
|---|---|---|---|---|---|
| position | lat_e7, lon_e7 | integer | 1e-7 degree | on WGS 84; lon in [-180, 180) degrees | |
| footprint | circle | object | | or polygon; exactly one | yes |
| | polygon | object | | or circle; exactly one | yes |
| circle | centre | position | | | |
| | radius_mm | integer | mm | more than 0 | |
| polygon | vertices | array of [lon, lat] | 1e-7 degree | three or more, each once, geodesic edges | |
| altitude | value_mm | integer | mm | above the reference | |
| | reference | W84, AMSL, AGL, FL; 2: QNH, QFE | | | |
| | unit | M, FT | | in which it was stated | yes: M |
| | pressure_pa | integer | Pa | 2: the altimeter's setting, of QNH and QFE | yes |
| | field | text | | 2: of QFE, which field | yes |
| | field_mm | integer | mm | 2: of QFE, its elevation above mean sea level | yes |
| volume | footprint | footprint | | | |
| | lower, upper | altitude | | left out: without limit | yes |
| | start_ms, end_ms | integer | ms since 1970 UTC | [start, end) | |
| flight | aircraft_count | integer | | 1 or more | |
| | aircraft_type | text | | as the owner names it | |
| | hazard_to_ground | boolean | | people beneath are in danger | |
| site | category | word | | hospital, camp, convoy, school, aid_drop_zone, other | |
| | buffer_mm | integer | mm | kept free around it | |
| | evidence | text | | how the owner knows | yes |
| place | text, datum | text | | the coordinate as received | |
| | position | position | | what it was resolved to | |
| | uncertainty_mm | integer | mm | | |
| | words, words_lang | text, tag | | the owner's description; left out: none, en | yes |
| | operation | text | | how it came to WGS 84, as in the EPSG registry; left out: it was WGS 84 | yes |
| | accuracy_mm | integer | mm | of the operation; left out: not known | yes |
| | area_of_use | text | | where the operation is meant to be used | yes |
| | is_extrapolated | boolean | | the place is outside that area; left out: no | yes |
| item | id, owner | UUID, slug | | | |
| | revision | integer | | from 1, never repeats | |
| | kind | word | | activity, transit, own_force_area, protected_site, no_go_area, corridor | |
| | name | text | | | |
| | volumes | array of volume | | 1 to 200 | |
| | flight | flight | | activities and transits, and these only | yes |
| | site | site | | protected sites, and these only | yes |
| | place | place | | as stated beside the volumes | yes |
| | serves | array of slug | | corridors: for whose movements | yes |
| | agreement, area | UUID, slug | | under which it is filed | yes |
| | expires_ms | integer | ms since 1970 UTC | first instant at which it no longer holds by itself | yes |
| | note, note_lang | text, tag | | free text; left out: none, en | yes |
"""

from __future__ import annotations

from tansiq.airspace.item import BadItem, Flight, Item, ItemKind, Site, SiteCategory, StatedPlace
from tansiq.geometry.footprints import Circle, Footprint, Polygon
from tansiq.geometry.height import Altitude, AltitudeReference, AltitudeUnit
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.wire.bodies import Shape, check, placed
from tansiq.wire.errors import BadBody
from tansiq.wire.fields import (
    AgreementUuid,
    AreaSlug,
    Counted,
    Instant,
    ItemUuid,
    Lang,
    LatE7,
    LonE7,
    Name,
    Pair,
    Party,
    Signed,
    Text,
    Whole,
)


class PositionV1(Shape, frozen=True):
    """A point."""

    lat_e7: LatE7
    lon_e7: LonE7


class CircleV1(Shape, frozen=True):
    """All within a distance of a centre."""

    centre: PositionV1
    radius_mm: Counted


class PolygonV1(Shape, frozen=True):
    """A polygon without holes."""

    vertices: tuple[Pair, ...]


class FootprintV1(Shape, frozen=True):
    """A circle or a polygon."""

    circle: CircleV1 | None = None
    polygon: PolygonV1 | None = None


class AltitudeV1(Shape, frozen=True):
    """An altitude as stated."""

    value_mm: Signed
    reference: AltitudeReference
    unit: AltitudeUnit = "M"
    pressure_pa: Counted | None = None
    field: Text = ""
    field_mm: Signed | None = None


class VolumeV1(Shape, frozen=True):
    """A footprint through a band of altitude for a time."""

    footprint: FootprintV1
    start_ms: Instant
    end_ms: Instant
    lower: AltitudeV1 | None = None
    upper: AltitudeV1 | None = None


class FlightV1(Shape, frozen=True):
    """What flies."""

    aircraft_count: Counted
    aircraft_type: Text
    hazard_to_ground: bool


class SiteV1(Shape, frozen=True):
    """What makes a place protected."""

    category: SiteCategory
    buffer_mm: Whole
    evidence: Text = ""


class PlaceV1(Shape, frozen=True):
    """A place as stated."""

    text: Text
    datum: Text
    position: PositionV1
    uncertainty_mm: Whole
    words: Text = ""
    words_lang: Lang = "en"
    operation: Text = ""
    accuracy_mm: Whole | None = None
    area_of_use: Text = ""
    is_extrapolated: bool = False


class ItemV1(Shape, frozen=True):
    """One revision of an item."""

    id: ItemUuid
    owner: Party
    revision: Counted
    kind: ItemKind
    name: Name
    volumes: tuple[VolumeV1, ...]
    flight: FlightV1 | None = None
    site: SiteV1 | None = None
    place: PlaceV1 | None = None
    serves: tuple[Party, ...] = ()
    agreement: AgreementUuid | None = None
    area: AreaSlug | None = None
    expires_ms: Instant | None = None
    note: Text = ""
    note_lang: Lang = "en"


def to_position(position: Position) -> PositionV1:
    return PositionV1(position.lat_e7, position.lon_e7)


def from_position(shape: PositionV1) -> Position:
    return Position(shape.lat_e7, shape.lon_e7)


def to_footprint(footprint: Footprint) -> FootprintV1:
    if isinstance(footprint, Circle):
        return FootprintV1(circle=CircleV1(to_position(footprint.centre), footprint.radius_mm))
    return FootprintV1(polygon=PolygonV1(tuple((vertex.lon_e7, vertex.lat_e7) for vertex in footprint.vertices)))


def from_footprint(shape: FootprintV1, where: str) -> Footprint:
    if shape.circle is not None and shape.polygon is None:
        with placed(f"{where}.circle"):
            return Circle(from_position(shape.circle.centre), shape.circle.radius_mm)
    if shape.polygon is not None and shape.circle is None:
        with placed(f"{where}.polygon.vertices"):
            return Polygon(tuple(Position(lat_e7, lon_e7) for lon_e7, lat_e7 in shape.polygon.vertices))
    raise BadBody("a footprint is either a circle or a polygon", where=where)


def to_volume(volume: Volume) -> VolumeV1:
    return VolumeV1(
        footprint=to_footprint(volume.footprint),
        start_ms=volume.start_ms,
        end_ms=volume.end_ms,
        lower=to_altitude(volume.lower),
        upper=to_altitude(volume.upper),
    )


def from_volume(shape: VolumeV1, where: str) -> Volume:
    footprint = from_footprint(shape.footprint, f"{where}.footprint")
    lower, upper = from_altitude(shape.lower, f"{where}.lower"), from_altitude(shape.upper, f"{where}.upper")
    with placed(where):
        return Volume(footprint, lower, upper, shape.start_ms, shape.end_ms)


def to_item(item: Item) -> ItemV1:
    return ItemV1(
        id=item.id,
        owner=item.owner,
        revision=item.revision,
        kind=item.kind,
        name=item.name,
        volumes=tuple(to_volume(volume) for volume in item.volumes),
        flight=_to_flight(item.flight),
        site=None if item.site is None else SiteV1(item.site.category, item.site.buffer_mm, item.site.evidence),
        place=_to_place(item.place),
        serves=item.serves,
        agreement=item.agreement,
        area=item.area,
        expires_ms=item.expires_ms,
        note=item.note,
        note_lang=item.note_lang,
    )


def from_item(shape: ItemV1, where: str) -> Item:
    volumes = tuple(from_volume(volume, f"{where}.volumes[{number}]") for number, volume in enumerate(shape.volumes))
    check(len(set(shape.serves)) == len(shape.serves), "each party once", where=f"{where}.serves")
    try:
        return Item(
            id=shape.id,
            owner=shape.owner,
            revision=shape.revision,
            kind=shape.kind,
            name=shape.name,
            volumes=volumes,
            flight=_from_flight(shape.flight),
            site=None if shape.site is None else Site(shape.site.category, shape.site.buffer_mm, shape.site.evidence),
            place=_from_place(shape.place),
            serves=shape.serves,
            agreement=shape.agreement,
            area=shape.area,
            expires_ms=shape.expires_ms,
            note=shape.note,
            note_lang=shape.note_lang,
        )
    except BadItem as error:
        # The model says "item ID.field"; in a body the same field has a path.
        field = (error.where or "").removeprefix(f"item {shape.id}")
        raise BadBody(error.message, where=where + field, advice=error.advice()) from error


def to_altitude(altitude: Altitude | None) -> AltitudeV1 | None:
    if altitude is None:
        return None
    return AltitudeV1(
        value_mm=altitude.value_mm,
        reference=altitude.reference,
        unit=altitude.unit,
        pressure_pa=altitude.pressure_pa,
        field=altitude.field,
        field_mm=altitude.field_mm,
    )


def from_altitude(shape: AltitudeV1 | None, where: str) -> Altitude | None:
    if shape is None:
        return None
    with placed(where):
        return Altitude(
            value_mm=shape.value_mm,
            reference=shape.reference,
            unit=shape.unit,
            pressure_pa=shape.pressure_pa,
            field=shape.field,
            field_mm=shape.field_mm,
        )


def is_item_v1(item: Item) -> bool:
    """Whether version 1 has a field for all of an item: its altitudes know no QNH and no QFE."""
    altitudes = (altitude for volume in item.volumes for altitude in (volume.lower, volume.upper))
    return all(altitude is None or altitude.pressure_pa is None for altitude in altitudes)


def _to_flight(flight: Flight | None) -> FlightV1 | None:
    return None if flight is None else FlightV1(flight.aircraft_count, flight.aircraft_type, flight.hazard_to_ground)


def _from_flight(shape: FlightV1 | None) -> Flight | None:
    return None if shape is None else Flight(shape.aircraft_count, shape.aircraft_type, shape.hazard_to_ground)


def _to_place(place: StatedPlace | None) -> PlaceV1 | None:
    if place is None:
        return None
    return PlaceV1(
        text=place.text,
        datum=place.datum,
        position=to_position(place.position),
        uncertainty_mm=place.uncertainty_mm,
        words=place.words,
        words_lang=place.words_lang,
        operation=place.operation,
        accuracy_mm=place.accuracy_mm,
        area_of_use=place.area_of_use,
        is_extrapolated=place.is_extrapolated,
    )


def _from_place(shape: PlaceV1 | None) -> StatedPlace | None:
    if shape is None:
        return None
    return StatedPlace(
        text=shape.text,
        datum=shape.datum,
        position=from_position(shape.position),
        uncertainty_mm=shape.uncertainty_mm,
        words=shape.words,
        words_lang=shape.words_lang,
        operation=shape.operation,
        accuracy_mm=shape.accuracy_mm,
        area_of_use=shape.area_of_use,
        is_extrapolated=shape.is_extrapolated,
    )

"""Bodies of the officers' API: what a request may say, and the domain value that it means.

Unlike a body on a line these are typed by people: coordinates are texts in any notation that is taken, with one datum
for the whole body; times are RFC 3339 with their zone; altitudes have their unit and reference. Everything is strict
all the same: an unknown field, a wrong type, a value out of range is refused with the path of the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Literal, TypeVar

import msgspec
from msgspec import Meta

from tansiq.airspace.item import Flight, Item, ItemKind, Site, SiteCategory, StatedPlace
from tansiq.base.clock import parse_instant
from tansiq.base.errors import BadRequest
from tansiq.base.ids import AgreementId, ItemId, PartyId
from tansiq.base.units import MM_PER_M
from tansiq.coordination.agreement import AreaStatus, Scope, Terms
from tansiq.coordination.pins import find_pinned
from tansiq.geometry.corridors import make_corridor
from tansiq.geometry.datum import UnknownOperation
from tansiq.geometry.footprints import Circle, Footprint, Polygon
from tansiq.geometry.height import PA_PER_HPA, Altitude, AltitudeReference, AltitudeUnit
from tansiq.geometry.level import parse_level
from tansiq.geometry.notation import USUAL, Location, Notation, Profile, parse_location
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.wire.bodies import bad_body_from
from tansiq.wire.fields import AgreementUuid, AreaSlug, ItemUuid, Lang, MessageUuid, Name, Party, Text
from tansiq.wire.shapes import to_footprint
from tansiq.wire.terms import AreaV1, ArticlesV1, TermsV1, from_terms

F = TypeVar("F", bound="Form")

Metres = Annotated[float, Meta(ge=0, le=1e7)]
Stated = Annotated[float, Meta(ge=-1e6, le=1e6)]


class BadForm(BadRequest):
    """A request's body is not what the route takes; ``where`` is the path of the field."""

    code: ClassVar[str] = "bad_form"


class Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of every body and of every part of one."""


class Write(Form, frozen=True, kw_only=True):
    """A body that changes something; the same id again gives the same answer and changes nothing."""

    id: MessageUuid


class CircleForm(Form, frozen=True, kw_only=True):
    """All within a distance of a centre."""

    centre: Text
    radius_m: Metres


class PolygonForm(Form, frozen=True, kw_only=True):
    """Corners in order, each once."""

    vertices: tuple[Text, ...]


class CorridorForm(Form, frozen=True, kw_only=True):
    """A line and a width; kept as the polygon of its sides."""

    axis: tuple[Text, ...]
    """Its points in order, two or more."""
    width_m: Metres
    """From side to side."""


class FootprintForm(Form, frozen=True, kw_only=True):
    """A circle, a polygon or a corridor, exactly one."""

    circle: CircleForm | None = None
    polygon: PolygonForm | None = None
    corridor: CorridorForm | None = None


class AltitudeForm(Form, frozen=True, kw_only=True):
    """An altitude as stated; a flight level is given in feet, 25000 for FL 250."""

    value: Stated
    unit: AltitudeUnit
    reference: AltitudeReference
    pressure_hpa: Annotated[float, Meta(ge=850, le=1090)] | None = None
    """The altimeter's setting, of QNH and QFE."""
    field: Text = ""
    """Of QFE: which field."""
    field_elevation_m: Stated | None = None
    """Of QFE: above mean sea level."""


class VolumeForm(Form, frozen=True, kw_only=True):
    """A footprint through a band of altitude for a time, half open."""

    footprint: FootprintForm
    start: Text
    end: Text
    lower: AltitudeForm | Text | None = None
    """Or as people state it: ``5000 ft QNH 1013``, ``FL250``."""
    upper: AltitudeForm | Text | None = None


class FlightForm(Form, frozen=True, kw_only=True):
    """What flies."""

    aircraft_count: Annotated[int, Meta(ge=1, le=10_000)]
    aircraft_type: Text
    hazard_to_ground: bool


class SiteForm(Form, frozen=True, kw_only=True):
    """What makes a place protected."""

    category: SiteCategory
    buffer_m: Metres
    evidence: Text = ""


class PlaceForm(Form, frozen=True, kw_only=True):
    """The place as stated, with words beside it."""

    text: Text
    words: Text = ""
    words_lang: Lang = "en"
    datum: Text | None = None
    """Of this text alone; left out: that of the body."""


class ItemForm(Form, frozen=True, kw_only=True):
    """An item as its owner enters it."""

    kind: ItemKind
    name: Name
    volumes: tuple[VolumeForm, ...]
    item: ItemUuid | None = None
    flight: FlightForm | None = None
    site: SiteForm | None = None
    place: PlaceForm | None = None
    serves: tuple[Party, ...] = ()
    agreement: AgreementUuid | None = None
    area: AreaSlug | None = None
    expires: Text | None = None
    note: Text = ""
    note_lang: Lang = "en"


class ProfileForm(Form, frozen=True, kw_only=True):
    """How a party writes places; what is left out is as everybody writes."""

    party: Party
    notations: tuple[Notation, ...] = ()
    """The only ones that it uses; none: every one but packed_dms."""
    utm_letter: Literal["", "band", "hemisphere"] = ""
    grid_order: Literal["", "EN", "NE"] = ""
    variation_mdeg: int | None = None
    """Magnetic variation, thousandths of a degree, east positive."""


Article = int | bool | str | tuple[Name | ProfileForm, ...]


class AreaForm(Form, frozen=True, kw_only=True):
    """A region of an agreement."""

    area: AreaSlug
    name: Name
    footprint: FootprintForm
    status: AreaStatus
    articles: dict[str, Article] | None = None


class TermsForm(Form, frozen=True, kw_only=True):
    """An agreement as it is to be offered."""

    title: Name
    parties: tuple[Party, ...]
    scope: Scope
    areas: tuple[AreaForm, ...]
    effective: Text
    agreement: AgreementUuid | None = None
    ends: Text | None = None
    articles: dict[str, Article] = {}


@dataclass(frozen=True, slots=True)
class Stating:
    """How the places of a body are written."""

    datum: str | None
    profile: Profile = USUAL

    def locate(self, text: str, where: str) -> Location:
        return parse_location(text, datum=self.datum, where=where, profile=self.profile)


def decode_form(data: bytes, form: type[F]) -> F:
    """The body of a request.

    Raises:
        BadForm: with the path of the field.
    """
    try:
        return msgspec.json.decode(data or b"{}", type=form)
    except msgspec.DecodeError as error:
        found = bad_body_from(error)
        raise BadForm(found.message, where=_path(found.where)) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadForm("not JSON text in UTF-8", where="body") from error


def from_item(
    form: ItemForm,
    *,
    id_: ItemId,
    owner: PartyId,
    datum: str | None,
    where: str = "item",
    profile: Profile = USUAL,
) -> Item:
    """The item that a form describes, in its first revision; the node numbers it on.

    Args:
        datum: of every place of the form that names none itself.
        profile: which operations the agreement pins.

    Raises:
        BadRequest: with the path of the field.
    """
    stating = Stating(datum, profile)
    volumes = tuple(
        _from_volume(volume, stating, f"{where}.volumes[{number}]") for number, volume in enumerate(form.volumes)
    )
    with located(where, said=f"item {id_}"):
        return Item(
            id=id_,
            owner=owner,
            revision=1,
            kind=form.kind,
            name=form.name,
            volumes=volumes,
            flight=_from_flight(form.flight),
            site=_from_site(form.site),
            place=_from_place(form.place, stating, f"{where}.place"),
            serves=form.serves,
            agreement=form.agreement,
            area=form.area,
            expires_ms=None if form.expires is None else parse_instant(form.expires, where=f"{where}.expires"),
            note=form.note,
            note_lang=form.note_lang,
        )


def from_terms_form(form: TermsForm, *, id_: AgreementId, datum: str | None) -> Terms:
    """The terms that a form describes.

    Raises:
        BadRequest: with the path of the field.
    """
    stating = Stating(datum)
    areas = tuple(_to_area(area, stating, f"terms.areas[{number}]") for number, area in enumerate(form.areas))
    shape = TermsV1(
        id=id_,
        title=form.title,
        parties=form.parties,
        scope=form.scope,
        areas=areas,
        effective_ms=parse_instant(form.effective, where="terms.effective"),
        articles=_to_articles(form.articles, "terms.articles"),
        ends_ms=None if form.ends is None else parse_instant(form.ends, where="terms.ends"),
    )
    return from_terms(shape, "terms")


@contextmanager
def located(where: str, *, said: str = "") -> Iterator[None]:
    """Give a refusal of the model the path of the field, keeping its code.

    Args:
        where: path of the part at hand.
        said: what the model calls that part in its own ``where``.
    """
    try:
        yield
    except BadRequest as error:
        if error.where is None:
            error.where = where
        elif said and error.where.startswith(said):
            error.where = where + error.where.removeprefix(said)
        raise


def from_footprint(form: FootprintForm, stating: Stating, where: str) -> Footprint:
    """The footprint that a form describes."""
    given = [each for each in (form.circle, form.polygon, form.corridor) if each is not None]
    if len(given) != 1:
        raise BadForm("a footprint is either a circle or a polygon or a corridor", where=where)
    [shape] = given
    if isinstance(shape, CircleForm):
        at = f"{where}.circle"
        centre = stating.locate(shape.centre, f"{at}.centre").position
        with located(f"{at}.radius_m"):
            return Circle(centre, round(shape.radius_m * MM_PER_M))
    if isinstance(shape, CorridorForm):
        at = f"{where}.corridor"
        axis = _positions(shape.axis, stating, f"{at}.axis")
        with located(at):
            return make_corridor(axis, width_m=shape.width_m)
    at = f"{where}.polygon.vertices"
    corners = _positions(shape.vertices, stating, at)
    with located(at):
        return Polygon(corners)


def _positions(texts: tuple[str, ...], stating: Stating, where: str) -> tuple[Position, ...]:
    return tuple(stating.locate(text, f"{where}[{number}]").position for number, text in enumerate(texts))


def _from_volume(form: VolumeForm, stating: Stating, where: str) -> Volume:
    footprint = from_footprint(form.footprint, stating, f"{where}.footprint")
    start_ms = parse_instant(form.start, where=f"{where}.start")
    end_ms = parse_instant(form.end, where=f"{where}.end")
    lower, upper = from_altitude(form.lower, f"{where}.lower"), from_altitude(form.upper, f"{where}.upper")
    with located(where):
        return Volume(footprint, lower, upper, start_ms, end_ms)


def from_altitude(form: AltitudeForm | str | None, where: str) -> Altitude | None:
    """The altitude that a form states; None for none."""
    if form is None:
        return None
    if isinstance(form, str):
        return parse_level(form, where=where).altitude
    with located(where):
        return Altitude(
            value_mm=Altitude.mm_of(form.value, form.unit),
            reference=form.reference,
            unit=form.unit,
            pressure_pa=None if form.pressure_hpa is None else round(form.pressure_hpa * PA_PER_HPA),
            field=form.field,
            field_mm=None if form.field_elevation_m is None else round(form.field_elevation_m * MM_PER_M),
        )


def _from_flight(form: FlightForm | None) -> Flight | None:
    return None if form is None else Flight(form.aircraft_count, form.aircraft_type, form.hazard_to_ground)


def _from_site(form: SiteForm | None) -> Site | None:
    return None if form is None else Site(form.category, round(form.buffer_m * MM_PER_M), form.evidence)


def _from_place(form: PlaceForm | None, stating: Stating, where: str) -> StatedPlace | None:
    if form is None:
        return None
    location = replace(stating, datum=form.datum or stating.datum).locate(form.text, f"{where}.text")
    operation = location.operation
    known_m = None if operation is None else operation.accuracy_m
    return StatedPlace(
        text=location.text,
        datum=location.datum,
        position=location.position,
        uncertainty_mm=location.uncertainty_mm,
        words=form.words,
        words_lang=form.words_lang,
        operation="" if operation is None else operation.name,
        accuracy_mm=None if known_m is None else round(known_m * MM_PER_M),
        area_of_use="" if operation is None else operation.area,
        is_extrapolated=location.is_extrapolated,
    )


def _to_area(form: AreaForm, stating: Stating, where: str) -> AreaV1:
    return AreaV1(
        id=form.area,
        name=form.name,
        footprint=to_footprint(from_footprint(form.footprint, stating, f"{where}.footprint")),
        status=form.status,
        articles=None if form.articles is None else _to_articles(form.articles, f"{where}.articles"),
    )


def _to_articles(given: Mapping[str, Article], where: str) -> ArticlesV1:
    try:
        articles = msgspec.convert(msgspec.to_builtins(dict(given)), ArticlesV1)
    except msgspec.ValidationError as error:
        found = bad_body_from(error)
        raise BadForm(found.message, where=f"{where}.{_path(found.where)}") from error
    for number, name in enumerate(articles.datum_operations):
        if find_pinned(name) is None:
            at = f"{where}.datum_operations[{number}]"
            raise UnknownOperation(datum="any datum taken here", operation=name, where=at)
    return articles


def _path(where: str | None) -> str:
    """A decoder's path without its ``$.``."""
    return (where or "").removeprefix("$").removeprefix(".") or "body"

"""Places resolved and written out, as `tansiq locate` does: one, or those of a file. Nothing of the picture is read."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import msgspec

from tansiq.base.errors import BadRequest
from tansiq.formats.files import read_places
from tansiq.formats.located import locate, show_located
from tansiq.geometry.notation import EVERYDAY, Notation, Profile
from tansiq.web.ask import Ask
from tansiq.wire.fields import Text
from tansiq.wire.http import Form, Write

_MOST_PLACES = 500
_AT_ONCE = 4
"""So many are located before others have a turn: nothing urgent waits behind a file."""


class OperationView(msgspec.Struct, frozen=True):
    """How a place came to or from WGS 84."""

    name: str
    codes: list[str]
    accuracy_m: float | None
    area: str
    is_pinned: bool
    is_extrapolated: bool


class FormView(msgspec.Struct, frozen=True):
    """A place in one notation and datum."""

    text: str
    notation: str
    datum: str
    operation: OperationView | None


class LocatedView(msgspec.Struct, frozen=True):
    """A place as it was resolved, in other forms, and in words by language."""

    text: str
    datum: str
    notation: str
    lat_deg: float
    lon_deg: float
    uncertainty_m: float
    mgrs: str | None
    operation: OperationView | None
    forms: list[FormView]
    descriptions: dict[str, list[str]]


class RefusedView(msgspec.Struct, frozen=True):
    """A place that cannot be resolved, and why."""

    name: str
    code: str
    message: str
    where: str
    advice: str


class NamedView(msgspec.Struct, frozen=True):
    """A place of a file."""

    name: str
    where: str
    place: LocatedView


class LossView(msgspec.Struct, frozen=True):
    """What a file holds beside places."""

    where: str
    what: str


class LocatedFileView(msgspec.Struct, frozen=True):
    """Every place of a file, and every refusal."""

    places: list[NamedView]
    refused: list[RefusedView]
    losses: list[LossView]


class LocateForm(Write, frozen=True, kw_only=True):
    """A file of places: CSV, GeoJSON or KML as text."""

    content: str
    file: Text = "file"
    """Its name, for the places of faults."""
    datum: Text | None = None
    """Of places that state none themselves."""
    to: tuple[Text, ...] = ()
    pins: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Operations that the agreement pins, by datum."""
    notations: tuple[Notation, ...] = ()
    """The only ones that its sender uses; none: every one but packed_dms."""
    variation_deg: float | None = None
    """Magnetic variation that its sender uses, east positive."""


def locate_place(ask: Ask[Form]) -> LocatedView:
    """Resolve one coordinate and write it in other notations and datums; the datum is never guessed."""
    text = ask.query.get("text", "")
    if not text.strip():
        raise BadRequest("no coordinate is given", where="query.text", advice="Add ?text=…&datum=….")
    asked = tuple(form.strip() for form in ask.query.get("to", "").split(",") if form.strip())
    said = ask.query.get("notations", "")
    profile = _profile(tuple(_notation(name.strip()) for name in said.split(",") if name.strip()), {}, None)
    return _view(text, ask.query.get("datum"), asked, profile, where="query.text")


async def locate_file(ask: Ask[LocateForm]) -> LocatedFileView:
    """Resolve every place of a file, at most 500; those refused are listed with their lines."""
    form = ask.form
    stated, losses = read_places(form.content.encode(), file=form.file)
    if len(stated) > _MOST_PLACES:
        raise BadRequest(
            f"the file has {len(stated)} places, more than {_MOST_PLACES}",
            where="content",
            advice="Send it in parts, or use tansiq locate on your own machine.",
        )
    places: list[NamedView] = []
    refused: list[RefusedView] = []
    profile = _profile(form.notations, form.pins, form.variation_deg)
    for number, place in enumerate(stated):
        where = str(place.mark)
        try:
            view = _view(place.text, place.datum or form.datum, form.to, profile, where=where)
            places.append(NamedView(place.name, where, view))
        except BadRequest as error:
            refused.append(RefusedView(place.name, error.code, error.message, where, error.advice()))
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return LocatedFileView(places, refused, [LossView(loss.where, loss.what) for loss in losses])


def _notation(name: str) -> Notation:
    try:
        return Notation(name)
    except ValueError:
        advice = f"Notations are {', '.join(Notation)}."
        raise BadRequest(f"{name[:40]!r} is not a notation", where="query.notations", advice=advice) from None


def _profile(notations: tuple[Notation, ...], pins: Mapping[str, str], variation_deg: float | None) -> Profile:
    return Profile(frozenset(notations) or EVERYDAY, pins, variation_deg=variation_deg)


def _view(text: str, datum: str | None, to: tuple[str, ...], profile: Profile, *, where: str) -> LocatedView:
    found = locate(text, datum=datum, to=to, profile=profile, where=where)
    return msgspec.convert(show_located(found), LocatedView)

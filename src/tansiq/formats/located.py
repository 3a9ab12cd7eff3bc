"""One stated place, resolved and written out in the forms asked for: what `tansiq locate` and the API say alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tansiq.base.units import MM_PER_M
from tansiq.formats.json_text import Json
from tansiq.geometry.datum import Operation
from tansiq.geometry.description import describe, describe_bearing
from tansiq.geometry.grid import write_mgrs
from tansiq.geometry.notation import USUAL, CannotWrite, Location, Profile, Written, parse_location, write_as
from tansiq.geometry.places import PlaceKind, nearest
from tansiq.words.catalogue import LANGUAGES

USUAL_FORMS = ("DD", "DMS", "MGRS", "UTM")
"""What is written where nothing is asked for; a form that does not reach the place is left out."""
_LOOKED_AT = 40
_FAR_M = 150_000.0


@dataclass(frozen=True, slots=True)
class Located:
    """A place as it was resolved, and in other forms."""

    location: Location
    forms: tuple[Written, ...]
    """In the order asked for; a datum gives its degrees and its own grid of metres."""
    descriptions: dict[str, tuple[str, ...]]
    """By language: from the nearest places, and by bearing from the nearest radio beacon within 150 km."""


def locate(
    text: str,
    *,
    datum: str | None,
    to: Sequence[str] = (),
    profile: Profile = USUAL,
    where: str = "location",
) -> Located:
    """Resolve a place and write it out.

    Args:
        text: as received.
        datum: as its sender stated it; None where none was.
        to: notations (DD, DM, DMS, D.MMSS, MGRS, USNG, UTM, GK), datums, codes of grids; none: the usual four.
        profile: which notations the sender uses, and which operations the agreement pins.
        where: what the errors call the place of the fault.

    Raises:
        BadRequest: as `parse_location` and `write_as`; a form that was asked for and cannot be written is an error.
    """
    location = parse_location(text, datum=datum, where=where, profile=profile)
    forms: list[Written] = []
    for form in to or USUAL_FORMS:
        try:
            forms += write_as(location.position, form, pins=profile.pins)
        except CannotWrite:
            if to:
                raise
    return Located(location, tuple(forms), _describe(location))


def show_located(found: Located) -> dict[str, Json]:
    """For programs, one object."""
    location = found.location
    position = location.position
    try:
        square: str | None = write_mgrs(position)
    except ValueError:
        square = None
    return {
        "text": location.text,
        "datum": location.datum,
        "notation": location.notation.value,
        "lat_deg": position.lat_deg,
        "lon_deg": position.lon_deg,
        "uncertainty_m": location.uncertainty_mm / MM_PER_M,
        "mgrs": square,
        "operation": show_operation(location.operation, is_extrapolated=location.is_extrapolated),
        "forms": [
            {
                "text": form.text,
                "notation": form.notation.value,
                "datum": form.datum,
                "operation": show_operation(form.operation, is_extrapolated=form.is_extrapolated),
            }
            for form in found.forms
        ],
        "descriptions": {lang: list(lines) for lang, lines in found.descriptions.items()},
    }


def show_operation(operation: Operation | None, *, is_extrapolated: bool) -> dict[str, Json] | None:
    """How a place came from or to WGS 84; None where nothing was done."""
    if operation is None:
        return None
    return {
        "name": operation.name,
        "codes": list(operation.codes),
        "accuracy_m": operation.accuracy_m,
        "area": operation.area,
        "is_pinned": operation.is_pinned,
        "is_extrapolated": is_extrapolated,
    }


def say_operation(operation: Operation | None, *, is_extrapolated: bool) -> str:
    """The same for a person."""
    if operation is None:
        return "no shift"
    accuracy = "accuracy unknown" if operation.accuracy_m is None else f"good to {operation.accuracy_m:g} m"
    outside = f"; OUTSIDE its area of use, {operation.area}" if is_extrapolated else ""
    return f"{operation.name}, {accuracy}{outside}"


def _describe(location: Location) -> dict[str, tuple[str, ...]]:
    position = location.position
    around = nearest(position, _LOOKED_AT)
    beacon = next((place for place, away_m in around if place.kind is PlaceKind.NAVAID and away_m <= _FAR_M), None)
    made: dict[str, tuple[str, ...]] = {}
    for lang in LANGUAGES:
        lines = describe(position, lang=lang)[:1]
        if beacon is not None:
            lines.append(describe_bearing(position, beacon, lang=lang))
        made[lang] = tuple(lines)
    return made

"""Elements of a readback as an officer types them, in the writing that machines compare."""

from __future__ import annotations

import re
from typing import ClassVar, Literal

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.errors import BadRequest
from tansiq.base.units import MM_PER_M
from tansiq.coordination.agreement import MOST_ELEMENTS
from tansiq.coordination.readback import AREA, LEVEL, PLACE, TIMES, UNBOUNDED, write_area, write_band, write_place
from tansiq.coordination.statements import Element
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.level import parse_level
from tansiq.geometry.notation import USUAL, Profile
from tansiq.wire.fields import Text, Word
from tansiq.wire.http import BadForm, Form, Stating


class TooManyElements(BadRequest):
    """More is read back at once than is heard rightly."""

    code: ClassVar[str] = "too_many_elements"

    def __init__(self, *, count: int) -> None:
        super().__init__(
            f"{count} elements in one readback, where at most {MOST_ELEMENTS} are heard rightly",
            where="elements",
            advice="Read back four, then the rest: readbacks of one revision count together.",
        )
        self.count = count


class ElementForm(Form, frozen=True, kw_only=True):
    """One element read back: ``place``, ``level``, ``times``, ``count``, ``area`` or ``unit``."""

    name: Word
    value: Text


def from_elements(
    forms: tuple[ElementForm, ...], datum: str | None, *, profile: Profile = USUAL
) -> tuple[Element, ...]:
    """Elements as people write them, in the form that machines compare.

    Raises:
        TooManyElements, BadRequest: one cannot be read; nothing is sent then.
    """
    if len(forms) > MOST_ELEMENTS:
        raise TooManyElements(count=len(forms))
    return tuple(
        Element(form.name, _element_value(form, Stating(datum, profile), f"elements[{number}].value"))
        for number, form in enumerate(forms)
    )


_SIDES = re.compile(r"\s+(?:to|–|-)\s+|(?<=\d)\s*[-–]\s*(?=FL)")
_RADIUS = re.compile(r"\s+(?P<radius>\d+(?:\.\d+)?)\s*m$", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?P<low>-?\d+(?:\.\d+)?|unbounded)(?:\s*(?P<low_unit>M|FT)\s+(?P<low_reference>W84|AMSL|AGL|FL))?"
    r"\s*(?:-|–|to)\s*"
    r"(?P<high>-?\d+(?:\.\d+)?|unbounded)(?:\s*(?P<unit>M|FT)\s+(?P<reference>W84|AMSL|AGL|FL))?"
)


def _element_value(form: ElementForm, stating: Stating, where: str) -> str:
    text = form.value.strip()
    if form.name == PLACE:
        return write_place(stating.locate(form.value, where).position)
    if form.name == LEVEL:
        return _level_value(text, where)
    if form.name == TIMES:
        start, slash, end = text.partition("/")
        if not slash:
            raise BadForm("times are written START/END", where=where)
        return "/".join(write_instant(parse_instant(each.strip(), where=where)) for each in (start, end))
    return _area_value(text, stating, where) if form.name == AREA else " ".join(text.split())


def _area_value(text: str, stating: Stating, where: str) -> str:
    """Corners with commas between them, or a centre and a radius in metres."""
    radius = _RADIUS.search(text)
    corners = text if radius is None else text[: radius.start()]
    places = [stating.locate(corner.strip(), where).position for corner in corners.split(",")]
    return write_area(places, None if radius is None else round(float(radius["radius"]) * MM_PER_M))


def _level_value(text: str, where: str) -> str:
    """``0-3000 M W84`` or ``FL100 to 5000 ft QNH 1013`` in the machine's writing."""
    if text == UNBOUNDED:
        return write_band(None, None)
    match = _LEVEL.fullmatch(text)
    if match is None:
        sides = _SIDES.split(text)
        if len(sides) != 2:
            raise BadForm(f"{text!r} is not a level such as 0-3000 M W84, FL100 to FL200, or unbounded", where=where)
        return write_band(*(None if side == UNBOUNDED else parse_level(side, where=where).altitude for side in sides))
    low_unit, low_reference = match["low_unit"] or match["unit"], match["low_reference"] or match["reference"]
    low = _level_side(match["low"], low_unit, low_reference, where=where)
    return f"{low} to {_level_side(match['high'], match['unit'], match['reference'], where=where)}"


def _level_side(value: str, unit: str | None, reference: str | None, *, where: str) -> str:
    if value == UNBOUNDED:
        return value
    if unit is None or reference is None:
        raise BadForm(f"{value} needs its unit and reference, such as M W84", where=where)
    stated: Literal["M", "FT"] = "M" if unit == "M" else "FT"
    altitude = Altitude.from_stated(float(value), reference=AltitudeReference(reference), unit=stated)
    return f"{altitude.value_mm} mm {altitude.reference}"

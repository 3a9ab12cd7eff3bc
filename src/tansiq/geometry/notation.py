"""A coordinate as received, and what it resolves to: decimal degrees and MGRS, on WGS 84.

The datum is never guessed: one left out, or one that is not taken today, is refused with the reason. Text is kept as it
came. Errors name the character at fault, counted from 1.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.units import MM_PER_M
from tansiq.geometry import grid
from tansiq.geometry.geodesy import inverse
from tansiq.geometry.positions import BadPosition, Position

WGS84 = "WGS84"
_MOST_CHARACTERS = 200
_WGS84_NAMES = {"WGS84", "WGS1984", "EPSG4326"}
_LIKELY_DATUMS = "WGS 84, SK-42 (Pulkovo 1942), SK-95, PZ-90.11, ED50, Deir ez Zor"
_STORED_HALF_UNIT_DEG = 0.5e-7
_WHOLE_HALF_UNIT_DEG = 0.5

_NUMBER = re.compile(
    r"\s*(?P<before>[NSEWnsew])?\s*(?P<sign>[+\-−])?(?P<digits>\d{1,3}(?:\.(?P<decimals>\d+))?)\s*°?\s*"
    r"(?P<after>[NSEWnsew])?(?![A-Za-z])"
)
_SEPARATOR = re.compile(r"\s*[,;/]?\s*")
_LOOKS_LIKE_MGRS = re.compile(r"\s*(\d{1,2}\s*[A-Za-z]\s*[A-Za-z]{2}|[ABYZabyz]\s*[A-Za-z]{2}\s*\d)")


class Notation(StrEnum):
    """How a coordinate was written."""

    DECIMAL_DEGREES = "decimal_degrees"
    MGRS = "mgrs"


class MissingDatum(BadRequest):
    """A coordinate came without its datum."""

    code: ClassVar[str] = "missing_datum"

    def __init__(self, *, where: str) -> None:
        super().__init__(
            "the coordinate names no datum",
            where=where,
            advice=f"Ask the sender which datum the figures are in; likely ones here: {_LIKELY_DATUMS}. "
            "Read in the wrong one they are off by up to 300 m.",
        )


class UnknownDatum(BadRequest):
    """A coordinate is in a datum that is not taken."""

    code: ClassVar[str] = "unknown_datum"

    def __init__(self, *, datum: str, where: str) -> None:
        super().__init__(
            f"the datum {datum!r} is not taken; accepted today: WGS 84",
            where=where,
            advice="Ask the sender for the place in WGS 84, or convert it with a named operation and say so.",
        )
        self.datum = datum


class BadNotation(BadRequest):
    """A coordinate cannot be read."""

    code: ClassVar[str] = "bad_notation"

    def __init__(self, fault: str, *, character: int, where: str, advice: str | None = None) -> None:
        super().__init__(
            f"{fault}, at character {character}",
            where=f"{where}:{character}",
            advice=advice or 'Write decimal degrees, such as "36.3705 37.5157", or MGRS, such as "37SFV0690405327".',
        )
        self.fault, self.character = fault, character


@dataclass(frozen=True, slots=True)
class Location:
    """A coordinate as received, and what it was resolved to."""

    text: str
    """As received, unchanged."""
    notation: Notation
    datum: str
    """``WGS84``."""
    position: Position
    uncertainty_mm: int
    """95 % radius that the stated digits allow: from the middle of their cell to its corner."""


@dataclass(frozen=True, slots=True)
class _Angle:
    value_deg: float
    half_unit_deg: float
    letter: str
    """N, S, E, W or nothing."""
    character: int


def parse_location(text: str, *, datum: str | None, where: str = "location") -> Location:
    """Resolve a coordinate.

    Args:
        text: as received. Latitude first, unless letters say otherwise.
        datum: as stated by the sender; None where none was stated.
        where: what the errors call the place of the fault.

    Raises:
        MissingDatum, UnknownDatum: before the figures are looked at.
        BadNotation: the figures cannot be read.
    """
    _check_datum(datum, where)
    if len(text) > _MOST_CHARACTERS:
        raise BadNotation("the coordinate goes on", character=_MOST_CHARACTERS + 1, where=where)
    if _LOOKS_LIKE_MGRS.match(text):
        return _parse_mgrs(text, where)
    return _parse_degrees(text, where)


def _check_datum(datum: str | None, where: str) -> None:
    if datum is None or not datum.strip():
        raise MissingDatum(where=where)
    if re.sub(r"[^A-Z0-9]", "", datum.upper()) not in _WGS84_NAMES:
        raise UnknownDatum(datum=datum, where=where)


def _parse_mgrs(text: str, where: str) -> Location:
    try:
        square = grid.parse_mgrs(text)
    except grid.BadGrid as fault:
        raise BadNotation(fault.reason, character=fault.index + 1, where=where, advice=fault.advice) from fault
    uncertainty_mm = math.ceil(square.size_m / math.sqrt(2) * MM_PER_M)
    return Location(text, Notation.MGRS, WGS84, square.centre, uncertainty_mm)


def _parse_degrees(text: str, where: str) -> Location:
    first, at = _read_angle(text, 0, where)
    separator = _SEPARATOR.match(text, at)
    second, at = _read_angle(text, separator.end() if separator else at, where)
    _check_comma(text, first, second, where)
    rest = text[at:]
    if rest.strip():
        raise BadNotation(
            f"{rest.strip()[:20]!r} is left over",
            character=at + len(rest) - len(rest.lstrip()) + 1,
            where=where,
            advice="Two numbers are taken. Degrees with minutes and seconds are not: give decimal degrees or MGRS.",
        )
    lat, lon = _order(first, second, where)
    try:
        position = Position.from_degrees(lat_deg=lat.value_deg, lon_deg=lon.value_deg)
    except BadPosition as error:
        fault = lat if error.axis == "latitude" else lon
        raise BadNotation(error.message, character=fault.character, where=where, advice=error.advice()) from error
    return Location(text, Notation.DECIMAL_DEGREES, WGS84, position, _uncertainty_mm(position, lat, lon))


def _check_comma(text: str, first: _Angle, second: _Angle, where: str) -> None:
    """Two whole numbers with nothing but a comma between them may be one number with a decimal comma."""
    match = re.search(r"\d,\d", text)
    if match and first.half_unit_deg == second.half_unit_deg == _WHOLE_HALF_UNIT_DEG:
        raise BadNotation(
            "the comma may separate two numbers or the decimals of one", character=match.start() + 2, where=where
        )


def _read_angle(text: str, at: int, where: str) -> tuple[_Angle, int]:
    match = _NUMBER.match(text, at)
    if match is None:
        start = at + len(text[at:]) - len(text[at:].lstrip())
        found = f"{text[start : start + 10]!r} is" if start < len(text) else "the end is"
        raise BadNotation(f"{found} not a number of degrees", character=start + 1, where=where)
    before, after, sign = match["before"] or "", match["after"] or "", match["sign"] or ""
    character = match.start("digits") + 1
    if after and _is_letter_of_next(text, match):
        after = ""
    if (before and after) or (sign and (before or after)):
        raise BadNotation("the hemisphere is stated twice", character=character, where=where)
    letter = (before or after).upper()
    value = float(match["digits"])
    negative = letter in {"S", "W"} or sign in {"-", "−"}
    half_unit = 0.5 * 10.0 ** -len(match["decimals"] or "")
    end = match.end("digits") if match["after"] and not after else match.end()
    return _Angle(-value if negative else value, half_unit, letter, character), end


def _is_letter_of_next(text: str, match: re.Match[str]) -> bool:
    """In "36.3 E37.5" the letter stands before the second number, not after the first."""
    start = match.start("after")
    return start > 0 and not text[start - 1].isdigit() and text[start + 1 : start + 2].isdigit()


def _order(first: _Angle, second: _Angle, where: str) -> tuple[_Angle, _Angle]:
    """Latitude and longitude, by the letters where there are any."""
    if bool(first.letter) != bool(second.letter):
        bare = second if first.letter else first
        raise BadNotation("only one of the two numbers has its letter", character=bare.character, where=where)
    if not first.letter:
        return first, second
    if (first.letter in "NS") == (second.letter in "NS"):
        raise BadNotation("both numbers are on the same axis", character=second.character, where=where)
    return (first, second) if first.letter in "NS" else (second, first)


def _uncertainty_mm(position: Position, lat: _Angle, lon: _Angle) -> int:
    """From the middle of the cell of the stated digits to its corner; never below what 1e-7 degree can hold."""
    here = (position.lon_deg, position.lat_deg)
    north_deg = max(lat.half_unit_deg, _STORED_HALF_UNIT_DEG)
    east_deg = max(lon.half_unit_deg, _STORED_HALF_UNIT_DEG)
    towards_equator = -north_deg if position.lat_deg > 0 else north_deg
    corner = (here[0] + east_deg, here[1] + towards_equator)
    return math.ceil(inverse(here, corner)[1] * MM_PER_M)

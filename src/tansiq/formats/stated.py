"""Altitudes, times and lengths as files state them, and what stands for those that they leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.errors import BadRequest
from tansiq.formats.json_text import Json, Path
from tansiq.formats.reading import FOR_EVER_MS, FROM_EVER_MS, AtField
from tansiq.geometry.height import Altitude, AltitudeReference, AltitudeUnit
from tansiq.geometry.level import BadLevel, parse_level, write_level

_ALTITUDE = re.compile(
    r"\s*(?:(?P<fl>FL)\s*(?P<level>\d{1,3})|(?P<number>[-+]?\d+(?:\.\d+)?)\s*(?P<unit>m|ft|feet|metres|meters)\s*"
    r"(?P<reference>W84|WGS\s?84|HAE|AMSL|MSL|AGL|GND|FL|STD)?)\s*",
    re.IGNORECASE,
)
_REFERENCES: Mapping[str, AltitudeReference] = {
    "W84": AltitudeReference.W84,
    "WGS84": AltitudeReference.W84,
    "HAE": AltitudeReference.W84,
    "AMSL": AltitudeReference.AMSL,
    "MSL": AltitudeReference.AMSL,
    "AGL": AltitudeReference.AGL,
    "GND": AltitudeReference.AGL,
    "FL": AltitudeReference.FL,
    "STD": AltitudeReference.FL,
}
_UNITS: Mapping[str, AltitudeUnit] = {"M": "M", "FT": "FT", "FEET": "FT", "METRES": "M", "METERS": "M"}
_MOST_M = 1e6
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_EASTMOST = timedelta(hours=14)
_WESTMOST = timedelta(hours=12)
"""The farthest that any zone is ahead of UTC, and behind it."""
_MOST_MM = 5e9


class BadStated(BadRequest):
    """A field of a file, an altitude, time or length, is not written as the format says."""

    code: ClassVar[str] = "bad_stated_field"


def bad_stated(message: str, *, path: Path, advice: str | None = None) -> AtField:
    """The error for a field, on its way to the reader that knows its line and column."""
    return AtField(BadStated(message, advice=advice), path)


def parse_altitude(stated: Json, *, reference: AltitudeReference, path: Path) -> Altitude | None:
    """An altitude.

    Args:
        stated: a number, metres above the default reference; a text such as ``FL250``, ``3000 ft AMSL`` or ``5000 ft
            QNH 1013``; or an object of value, reference and units as in F3548; None where there is no limit.
        reference: of the format, where nothing else is said.
        path: to the field, for the error.
    """
    if stated is None:
        return None
    if isinstance(stated, dict):
        return _from_object(stated, reference, path)
    if isinstance(stated, str):
        return _from_text(stated, reference, path)
    return _make(_number(stated, path), reference, "M", path)


def write_altitude(altitude: Altitude) -> Json:
    """The object that `parse_altitude` reads back the same; a text where a setting belongs to it."""
    if altitude.pressure_pa is not None:
        return write_level(altitude)
    return {"value": altitude.stated_value, "reference": altitude.reference.value, "units": altitude.unit}


def parse_time(stated: Json, *, path: Path, is_end: bool) -> tuple[int, bool]:
    """An instant, and whether it was widened.

    Args:
        stated: RFC 3339 with its zone, or an F3548 object around one; a date, a month or a year, which is widened to
            what it may mean in any zone; None where the time is open.
        path: to the field, for the error.
        is_end: a date then means its end.
    """
    if stated is None:
        return (FOR_EVER_MS if is_end else FROM_EVER_MS), False
    if isinstance(stated, dict):
        return parse_time(stated.get("value"), path=(*path, "value"), is_end=is_end)
    if not isinstance(stated, str):
        raise bad_stated("a time is a text such as 2017-02-08T20:11:00Z", path=path)
    date = _DATE.fullmatch(stated.strip())
    try:
        if date is not None:
            return _widen(date, is_end=is_end), True
        return parse_instant(stated.strip()), False
    except BadRequest as error:
        raise bad_stated(error.message, path=path, advice=error.advice()) from error
    except (ValueError, OverflowError) as error:
        raise bad_stated(f"{stated[:40]!r} is not a time such as 2017-02-08T20:11:00Z", path=path) from error


def write_time(at_ms: int) -> str | None:
    """RFC 3339, or None for an open end."""
    return None if at_ms in (FROM_EVER_MS, FOR_EVER_MS) else write_instant(at_ms)


def parse_length_mm(stated: Json, *, path: Path) -> int:
    """A length in metres as whole millimetres, more than 0."""
    metres = _number(stated, path)
    length_mm = metres * 1000
    if not 0.5 <= length_mm <= 2 * _MOST_MM:
        raise bad_stated(f"{metres:g} m is not a length of a footprint", path=path)
    return round(length_mm)


def as_number(text: str) -> float | None:
    """A plain decimal number; None where the text is none."""
    return float(text) if re.fullmatch(r"\s*[-+]?\d+(?:\.\d+)?\s*", text) else None


def _number(stated: Json, path: Path) -> float:
    if isinstance(stated, str):
        found = as_number(stated)
        if found is not None:
            return found
    if not isinstance(stated, int | float) or isinstance(stated, bool):
        raise bad_stated("a number was expected", path=path)
    try:
        return float(stated)
    except OverflowError as error:
        raise bad_stated("the number is too large", path=path) from error


def _make(value: float, reference: AltitudeReference, unit: AltitudeUnit, path: Path) -> Altitude:
    if abs(value) > _MOST_M:
        raise bad_stated(f"{value:g} is not an altitude", path=path)
    return Altitude.from_stated(value, reference=reference, unit=unit)


def _from_object(stated: Mapping[str, Json], reference: AltitudeReference, path: Path) -> Altitude:
    said = stated.get("reference")
    units = stated.get("units", stated.get("unit", "M"))
    found = reference if said is None else _REFERENCES.get(str(said).upper().replace(" ", ""))
    if found is None:
        known = ", ".join(dict.fromkeys(_REFERENCES.values()))
        raise bad_stated(f"the reference {said!r} is not known; known are {known}", path=(*path, "reference"))
    unit = _UNITS.get(str(units).upper())
    if unit is None:
        raise bad_stated(f"the unit {units!r} is not known; known are M and FT", path=(*path, "units"))
    return _make(_number(stated.get("value"), (*path, "value")), found, unit, path)


def _from_text(stated: str, reference: AltitudeReference, path: Path) -> Altitude:
    if stated.strip().upper() in {"GND", "SFC"}:
        return Altitude(0, AltitudeReference.AGL)
    bare = as_number(stated)
    if bare is not None:
        return _make(bare, reference, "M", path)
    match = _ALTITUDE.fullmatch(stated)
    if match is None:
        return _from_level(stated, path)
    if match["fl"]:
        return Altitude.from_flight_level(int(match["level"]))
    said = (match["reference"] or "").upper().replace(" ", "")
    unit = _UNITS[match["unit"].upper()]
    return _make(float(match["number"]), _REFERENCES.get(said, reference), unit, path)


def _from_level(stated: str, path: Path) -> Altitude:
    """One that an altimeter shows: by QNH with its pressure, by QFE with its pressure and field."""
    try:
        return parse_level(stated).altitude
    except BadLevel as error:
        raise bad_stated(
            f"{stated[:40]!r} is not an altitude: {error.message}",
            path=path,
            advice="Write FL250, 3000 ft AMSL, 500 m AGL, 900 m W84 or 5000 ft QNH 1013.",
        ) from error


def _widen(date: re.Match[str], *, is_end: bool) -> int:
    year, month, day = int(date[1]), int(date[2] or 1), int(date[3] or 1)
    at = datetime(year, month, day, tzinfo=UTC)
    if is_end:
        if date[3]:
            at += timedelta(days=1)
        elif date[2]:
            at = at.replace(year=year + month // 12, month=month % 12 + 1)
        else:
            at = at.replace(year=year + 1)
        at += _WESTMOST
    else:
        at -= _EASTMOST
    return round(at.timestamp() * 1000)

"""The one parser of places as people write them: the text to a location on WGS 84, or the reason why not."""

from __future__ import annotations

import math
import re

from tansiq.base.units import MM_PER_M
from tansiq.geometry import grid as mgrs
from tansiq.geometry.datum import DATUMS, Datum, MissingDatum, get_datum, get_operation, to_wgs84
from tansiq.geometry.geodesy import inverse, point_of
from tansiq.geometry.notation.angles import BadAngles, parse_angles, parse_packed
from tansiq.geometry.notation.location import (
    USUAL,
    AmbiguousLocation,
    BadNotation,
    DatumMismatch,
    Location,
    Notation,
    NotationNotAgreed,
    Profile,
    Reading,
    UnknownPlaceName,
)
from tansiq.geometry.notation.metres import BadMetres, looks_like_metres, parse_metres
from tansiq.geometry.notation.spoken import find_name, looks_like_bearing, parse_bearing
from tansiq.geometry.notation.text import to_plain
from tansiq.geometry.positions import Position
from tansiq.geometry.projected import Grid, find_grid

_MOST_CHARACTERS = 200
_SHOWN_CHARACTERS = 40
_SAME_PLACE_M = 0.02
_WGS84 = DATUMS[0]
_LOOKS_LIKE_MGRS = re.compile(
    r"\s*(?:(?:MGRS|USNG)\b[\s:]*)?(\d{1,2}(?!\s*deg\b)\s*[A-Za-z]\s*[A-Za-z]{2}(?![A-Za-z])|[ABYZabyz]\s*[A-Za-z]{2}\s*\d)"
)
_MGRS_WORD = re.compile(r"\s*(?:MGRS|USNG)\b[\s:]*")
_NO_NAME = re.compile(r"[\s\d.,;:/+\-°'\"NSEW]*")
"""Figures, their marks and the letters of hemispheres: no place is called so."""


def parse_location(text: str, *, datum: str | None, where: str = "location", profile: Profile = USUAL) -> Location:
    """Resolve a place.

    Args:
        text: as received. Latitude first, unless letters say otherwise.
        datum: as stated by the sender, or the EPSG code of its grid; None where none was stated, which is an error for
            anything but a place of the gazetteer.
        where: what the errors call the place of the fault.
        profile: which notations the sender uses, and which operations the agreement pins.

    Raises:
        MissingDatum, UnknownDatum, GridRefused: before the figures are looked at.
        BadNotation: the figures cannot be read, or, as one of its kinds, can be read in several ways.
        UnknownOperation, UnpinnedOperation, NoFiniteResult: there is no proven way to WGS 84.
    """
    if len(text) > _MOST_CHARACTERS:
        raise BadNotation("the coordinate goes on", character=_MOST_CHARACTERS + 1, where=where)
    plain = to_plain(text)
    readings = _from_gazetteer(plain, profile, where)
    if readings is None:
        known, grid = _stated_datum(datum, where)
        readings = _from_figures(plain, known, grid, profile=profile, where=where)
    agreed = [reading for reading in readings if reading.notation in profile.notations]
    if not agreed:
        notations = tuple(dict.fromkeys(reading.notation for reading in readings))
        raise NotationNotAgreed(notations=notations, where=where)
    return _only(text, agreed, profile, where)


def _stated_datum(datum: str | None, where: str) -> tuple[Datum, Grid | None]:
    if datum is None or not datum.strip():
        raise MissingDatum(where=where)
    grid = find_grid(datum, where=where)
    return (grid.datum, grid) if grid is not None else (get_datum(datum, where=where), None)


def _from_gazetteer(plain: str, profile: Profile, where: str) -> list[Reading] | None:
    if _NO_NAME.fullmatch(plain) or _LOOKS_LIKE_MGRS.match(plain):
        return None
    named = find_name(plain, where=where)
    if named is not None:
        return [named]
    if looks_like_bearing(plain):
        return parse_bearing(plain, profile=profile, where=where)
    if plain.strip() and not any(sign.isdecimal() for sign in plain):
        start = len(plain) - len(plain.lstrip())
        raise UnknownPlaceName(name=plain.strip()[:_SHOWN_CHARACTERS], character=start + 1, where=where)
    return None


def _from_figures(plain: str, datum: Datum, grid: Grid | None, *, profile: Profile, where: str) -> list[Reading]:
    try:
        if _LOOKS_LIKE_MGRS.match(plain):
            return [_from_mgrs(plain, datum, where)]
        if looks_like_metres(plain, grid):
            return parse_metres(plain, datum=datum, grid=grid, profile=profile)
        readings = parse_angles(plain)
    except (BadAngles, mgrs.BadGrid) as fault:
        raise BadNotation(fault.reason, character=fault.index + 1, where=where, advice=fault.advice) from fault
    except BadMetres as fault:
        if fault.is_mismatch:
            raise DatumMismatch(fault.reason, where=where) from fault
        raise BadNotation(fault.reason, character=fault.index + 1, where=where, advice=_METRES_ADVICE) from fault
    if Notation.PACKED_DMS in profile.notations:
        packed = parse_packed(plain)
        readings += [packed] if packed is not None else []
    return [_on(reading, datum) for reading in readings]


_METRES_ADVICE = (
    'Write UTM as "37 north 606904 E 3905327 N" and Gauss-Kruger as "GK 7607006 E 3907074 N", '
    "or give the grid as the datum: EPSG:22770."
)


def _from_mgrs(plain: str, datum: Datum, where: str) -> Reading:
    if datum.key != _WGS84.key:
        raise DatumMismatch(f"grid references are taken on WGS 84, not on {datum.name}", where=where)
    word = _MGRS_WORD.match(plain)
    if word is not None:
        plain = " " * word.end() + plain[word.end() :]
    square = mgrs.parse_mgrs(plain)
    half_m = square.size_m / 2
    return Reading(
        notation=Notation.MGRS,
        point=point_of(square.centre),
        half_north_m=half_m,
        half_east_m=half_m,
        sense="grid reference",
        character=1,
    )


def _on(reading: Reading, datum: Datum) -> Reading:
    return Reading(
        notation=reading.notation,
        point=reading.point,
        half_north_m=reading.half_north_m,
        half_east_m=reading.half_east_m,
        sense=reading.sense,
        character=reading.character,
        datum=datum.key,
    )


def _only(text: str, readings: list[Reading], profile: Profile, where: str) -> Location:
    locations = [_resolve(text, reading, profile, where) for reading in readings]
    first = locations[0]
    if any(_apart_m(first, other) > _SAME_PLACE_M for other in locations[1:]):
        senses: dict[str, Position] = {}
        for reading, location in zip(readings, locations, strict=True):
            sense = reading.sense if reading.sense not in senses else f"{reading.sense} ({len(senses) + 1})"
            senses[sense] = location.position
        raise AmbiguousLocation(senses, character=readings[0].character, where=where)
    return first


def _apart_m(a: Location, b: Location) -> float:
    return inverse(point_of(a.position), point_of(b.position))[1]


def _resolve(text: str, reading: Reading, profile: Profile, where: str) -> Location:
    operation = get_operation(get_datum(reading.datum), pins=profile.pins, where=where)
    lon, lat = to_wgs84(reading.point, operation, where=where)
    lon = (lon + 180.0) % 360.0 - 180.0
    return Location(
        text=text,
        notation=reading.notation,
        datum=reading.datum,
        position=Position.from_degrees(lat_deg=lat, lon_deg=lon),
        uncertainty_mm=math.ceil(math.hypot(reading.half_north_m, reading.half_east_m) * MM_PER_M),
        operation=operation,
        is_extrapolated=operation is not None and operation.is_outside((lon, lat)),
        grid=reading.grid,
        references=reading.references,
    )

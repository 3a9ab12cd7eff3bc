"""Eastings and northings: UTM, Gauss-Krüger and the local grids, with their zones, letters and orders.

Every reading that the range of its grid allows is given back; which of them is meant is not decided here. Text here is
plain (`text.to_plain`); faults carry the index of their character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tansiq.geometry.datum import Datum
from tansiq.geometry.geodesy import inverse
from tansiq.geometry.grid import band_limits, is_band
from tansiq.geometry.notation.location import Notation, Profile, Reading
from tansiq.geometry.projected import (
    GAUSS_KRUGER_DATUMS,
    LOCAL_GRIDS,
    UTM_DATUMS,
    Grid,
    OutsideGrid,
    find_grid,
    gauss_kruger_grid,
    local_grid,
    utm_grid,
)

_MILLION = 1_000_000.0
_MOST_ZONE = 60
_SAME_M = 1.0
_BAND_MARGIN_DEG = 1e-6
_FEWEST_BARE_DIGITS = 5
_LOOKS_LIKE_DEGREES = 180.0

_UTM = re.compile(
    r"\s*(?P<word>UTM\b)?\s*(?:zone\s*)?(?P<zone>\d{1,2})\s*(?P<letter>north|south|[C-HJ-NP-X])\b[\s,:]*", re.IGNORECASE
)
_GAUSS_KRUGER = re.compile(
    r"\s*(?:G-?K|Gauss[\s-]*Kr(?:ü|ue|u)ger|ГК|Гаусс\w*[\s-]*Крюгер\w*)\b\s*(?:zone|зона)?\s*"
    r"(?:(?P<zone>\d{1,2})(?![\d.,]))?[\s,:]*",
    re.IGNORECASE,
)
_CODE = re.compile(r"\s*(?P<code>EPSG\s*:\s*\d{4,5})\b[\s,:]*", re.IGNORECASE)


_PACKED_ANGLES = re.compile(
    r"\s*(?:\d{4}|\d{6})(?:\.\d+)?\s*[NS][\s,;/]*(?:\d{5}|\d{7})(?:\.\d+)?\s*[EW]\s*"
    r"|\s*[NS]\s*(?:\d{4}|\d{6})(?:\.\d+)?[\s,;/]*[EW]\s*(?:\d{5}|\d{7})(?:\.\d+)?\s*",
    re.IGNORECASE,
)
"""``362214N 0373057E``: in this order and with these widths, degrees with minutes and seconds."""


def _number_pattern(decimal_marks: str) -> re.Pattern[str]:
    return re.compile(
        r"[\s,;/]*(?:(?P<before>easting|northing|[ENXY])\s*[=:]?\s*)?"
        rf"(?P<sign>[+\-])?(?P<whole>\d+)(?:[{decimal_marks}](?P<decimals>\d+))?"
        r"\s*(?:(?:m|м)(?![a-zа-я]{2}))?(?(before)|\s*(?P<after>[EN](?![=:\w]))?)",
        re.IGNORECASE,
    )


_NUMBER, _NUMBER_COMMA = _number_pattern("."), _number_pattern(".,")


class BadMetres(ValueError):
    """The text is no easting and northing; turned into the caller's own error."""

    def __init__(self, reason: str, *, index: int, is_mismatch: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.index = reason, index
        self.is_mismatch = is_mismatch
        """The notation does not go with the datum stated."""


@dataclass(frozen=True, slots=True)
class _Metres:
    value: float
    half_m: float
    whole: str
    label: str
    """E, N, X, Y or nothing."""
    index: int


def looks_like_metres(text: str, grid: Grid | None) -> bool:
    """Whether a plain text is to be read here: a grid or its head is named, or both numbers are long."""
    if grid is not None or _GAUSS_KRUGER.match(text) or _CODE.match(text):
        return True
    head = _UTM.match(text)
    if head is not None and head["word"]:
        return True
    if _PACKED_ANGLES.fullmatch(text):
        return False
    rest = text[head.end() :] if head else text
    numbers = re.findall(r"\d+(?:[.,]\d+)?", rest)
    return len(numbers) == 2 and all(len(re.split("[.,]", one)[0]) >= _FEWEST_BARE_DIGITS for one in numbers)


def parse_metres(text: str, *, datum: Datum, grid: Grid | None, profile: Profile) -> list[Reading]:
    """Every reading of a plain text as easting and northing, at least one.

    Args:
        text: plain text.
        datum: as stated.
        grid: stated instead of a datum, or None.
        profile: what the sender's letters and orders mean.

    Raises:
        BadMetres: there is no reading.
    """
    grid, start = _stated_grid(text, grid)
    head_utm, head_gk = _UTM.match(text, start), _GAUSS_KRUGER.match(text, start)
    found: list[Reading] = []
    faults: list[BadMetres] = []
    for pattern in (_NUMBER, _NUMBER_COMMA) if not re.search(r"\d\.\d", text) else (_NUMBER,):
        try:
            if head_gk is not None:
                pair = _pair(text, head_gk.end(), pattern)
                found += _gauss_kruger(pair, datum, grid, zone=int(head_gk["zone"] or 0), profile=profile)
            elif head_utm is not None:
                found += _utm(_pair(text, head_utm.end(), pattern), head_utm, datum=datum, grid=grid, profile=profile)
            else:
                found += _bare(_pair(text, start, pattern), datum, grid, profile)
        except BadMetres as fault:
            faults.append(fault)
    if not found:
        raise faults[0]
    return _distinct(found)


def _stated_grid(text: str, grid: Grid | None) -> tuple[Grid | None, int]:
    """The grid by code at the head of the text or beside it, and where the rest begins."""
    head = _CODE.match(text)
    if head is None:
        return grid, 0
    named = find_grid(head["code"])
    if named is None:
        raise BadMetres(f"the grid {head['code']} is not taken", index=head.start("code"))
    if grid is not None and named != grid:
        raise BadMetres(f"{head['code']} beside {grid.key}", index=head.start("code"), is_mismatch=True)
    return named, head.end()


def _pair(text: str, at: int, pattern: re.Pattern[str]) -> tuple[_Metres, _Metres]:
    found = []
    for _ in range(2):
        match = pattern.match(text, at)
        if match is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            shown = f"{text[start : start + 10]!r} is" if start < len(text.rstrip()) else "the end is"
            raise BadMetres(f"{shown} not a number of metres", index=min(start, len(text)))
        before, after = (match["before"] or "")[:1].upper(), (match["after"] or "").upper()
        if before and after:
            raise BadMetres("the axis is stated twice", index=match.start("whole"))
        decimals = match["decimals"] or ""
        value = float(f"{match['sign'] or ''}{match['whole']}.{decimals or 0}")
        half_m = 0.5 * 10.0 ** -len(decimals)
        found.append(_Metres(value, half_m, match["whole"], before or after, match.start("whole")))
        at = match.end()
    if text[at:].strip():
        index = at + len(text[at:]) - len(text[at:].lstrip())
        raise BadMetres(f"{text[index : index + 20].strip()!r} is left over", index=index)
    if bool(found[0].label) != bool(found[1].label):
        raise BadMetres("only one of the two numbers has its letter", index=found[0 if found[1].label else 1].index)
    if found[0].label and found[0].label == found[1].label:
        raise BadMetres("both numbers are on the same axis", index=found[1].index)
    return found[0], found[1]


def _orders(
    pair: tuple[_Metres, _Metres], *, is_russian: bool, order: str | None
) -> Iterator[tuple[_Metres, _Metres, str]]:
    """Easting, northing and how they were told apart. In Gauss-Krüger X is north; elsewhere X and Y say nothing."""
    first, second = pair
    labels = first.label + second.label
    if labels in ("EN", "NE") or (is_russian and labels in ("XY", "YX")):
        is_east_first = labels in ("EN", "YX")
        yield (first, second, "") if is_east_first else (second, first, "")
        return
    if labels:
        raise BadMetres("X and Y are north and east in one country, east and north in another", index=first.index)
    if order in (None, "EN"):
        yield first, second, "easting first"
    if order in (None, "NE"):
        yield second, first, "northing first"


def _gauss_kruger(
    pair: tuple[_Metres, _Metres], datum: Datum, grid: Grid | None, *, zone: int, profile: Profile
) -> list[Reading]:
    if datum.key not in GAUSS_KRUGER_DATUMS or (grid is not None and grid.kind != "gauss_kruger"):
        stated = grid.name if grid else datum.name
        raise BadMetres(f"Gauss-Kruger zones are of SK-42 or SK-95, not of {stated}", index=0, is_mismatch=True)
    zone = zone or (grid.zone if grid else 0)
    found, faults = [], []
    for east, north, order in _orders(pair, is_russian=True, order=profile.grid_order):
        try:
            found.append(_gauss_kruger_reading(east, north, order, datum=datum, zone=zone))
        except BadMetres as fault:
            faults.append(fault)
    if not found:
        raise faults[0]
    return found


def _gauss_kruger_reading(east: _Metres, north: _Metres, order: str, *, datum: Datum, zone: int) -> Reading:
    prefix = int(east.value // _MILLION)
    if not prefix and not zone:
        raise BadMetres("the easting has no zone in front, and none is named", index=east.index)
    if (prefix and zone and prefix != zone) or not 1 <= (prefix or zone) <= _MOST_ZONE:
        raise BadMetres(f"the easting is of zone {prefix}, not {zone or '1 to 60'}", index=east.index)
    easting = east.value if prefix else east.value + zone * _MILLION
    grid = gauss_kruger_grid(prefix or zone, datum=datum.key)
    return _reading(east, north, grid, easting=easting, sense=" ".join(("Gauss-Kruger", order)).strip())


def _utm(
    pair: tuple[_Metres, _Metres], head: re.Match[str], *, datum: Datum, grid: Grid | None, profile: Profile
) -> list[Reading]:
    if datum.key not in UTM_DATUMS:
        raise BadMetres(f"UTM is taken on WGS 84 and ED50, not on {datum.name}", index=0, is_mismatch=True)
    zone, letter = int(head["zone"]), head["letter"].upper()
    if not 1 <= zone <= _MOST_ZONE:
        raise BadMetres(f"there is no zone {zone}, they run from 1 to 60", index=head.start("zone"))
    (east, north, _), *_ = _orders(pair, is_russian=False, order="EN")
    found, faults = [], []
    for sense, is_south, band in _letter_senses(letter, profile):
        try:
            reading = _reading(east, north, utm_grid(zone, is_south=is_south, datum=datum.key), sense=sense)
            _check_band(reading, band, head.start("letter"))
            found.append(reading)
        except BadMetres as fault:
            faults.append(fault)
    if not found:
        raise faults[0]
    if grid is not None and any(reading.grid != grid.key for reading in found):
        raise BadMetres(f"the zone beside {grid.key}", index=head.start("zone"), is_mismatch=True)
    return found


def _letter_senses(letter: str, profile: Profile) -> Iterator[tuple[str, bool, str]]:
    """What the letter behind a zone may be: its sense, whether it means the south, and the band to be in."""
    if letter in ("NORTH", "SOUTH"):
        yield "hemisphere", letter == "SOUTH", ""
        return
    if is_band(letter) and profile.utm_letter != "hemisphere":
        yield f"band {letter}", letter < "N", letter
    if letter in "NS" and profile.utm_letter != "band":
        yield f"hemisphere {letter}", letter == "S", ""


def _check_band(reading: Reading, band: str, index: int) -> None:
    if band:
        south, north = band_limits(band)
        if not south - _BAND_MARGIN_DEG <= reading.point[1] <= north + _BAND_MARGIN_DEG:
            raise BadMetres(f"the northing is not in band {band}, {south:g} to {north:g} degrees", index=index)


def _bare(pair: tuple[_Metres, _Metres], datum: Datum, grid: Grid | None, profile: Profile) -> list[Reading]:
    """Two numbers without a head: in the stated grid, else in whatever grids the datum has."""
    if (grid is not None and grid.kind == "gauss_kruger") or (grid is None and datum.key in GAUSS_KRUGER_DATUMS):
        return _gauss_kruger(pair, datum, grid, zone=0, profile=profile)
    if grid is None and datum.key != "DEZ":
        raise BadMetres("metres without their zone or grid", index=pair[0].index)
    grids = [grid] if grid is not None else [local_grid(code) for code in LOCAL_GRIDS]
    found, faults = [], []
    for one in grids:
        order = "EN" if one.kind == "utm" else profile.grid_order
        for east, north, told in _orders(pair, is_russian=False, order=order):
            try:
                found.append(_reading(east, north, one, sense=" ".join((one.name, told)).strip()))
            except BadMetres as fault:
                faults.append(fault)
    if not found:
        raise faults[0]
    return found


def _reading(east: _Metres, north: _Metres, grid: Grid, *, sense: str, easting: float | None = None) -> Reading:
    if grid.kind == "local" and max(abs(east.value), abs(north.value)) <= _LOOKS_LIKE_DEGREES:
        raise BadMetres("these look like degrees, not like metres", index=min(east.index, north.index))
    try:
        point = grid.unproject((east.value if easting is None else easting, north.value))
    except OutsideGrid as fault:
        raise BadMetres(str(fault), index=min(east.index, north.index)) from fault
    return Reading(
        notation={"utm": Notation.UTM, "gauss_kruger": Notation.GAUSS_KRUGER}.get(grid.kind, Notation.LOCAL_GRID),
        point=point,
        half_north_m=north.half_m,
        half_east_m=east.half_m,
        sense=sense,
        character=min(east.index, north.index) + 1,
        datum=grid.datum.key,
        grid=grid.key,
    )


def _distinct(readings: list[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    for reading in readings:
        if all(inverse(reading.point, other.point)[1] > _SAME_M for other in kept):
            kept.append(reading)
    return kept

"""Mistakes that people make with places: for each, where the figures of a true place come to lie once it is made.

Every mistake is a function from the true point to the points that it may be read as, (lon, lat) on WGS 84, each with
the words that tell it. What a mistake cannot happen to, such as 75 seconds, gives nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import permutations

from tansiq.base.units import M_PER_KM, M_PER_NM
from tansiq.geometry.datum import DATUMS, NoFiniteResult, find_operation, from_wgs84
from tansiq.geometry.geodesy import Point, direct, inverse, point_of
from tansiq.geometry.places import Place
from tansiq.geometry.projected import (
    GAUSS_KRUGER_DATUMS,
    OutsideGrid,
    gauss_kruger_grid,
    gauss_kruger_zone_of,
    utm_grid,
    zone_of,
)

_BASE = 60
_SQUARE_M = 100_000.0
_ZONES = 60
_GAUSS_KRUGER_TO_UTM_ZONE = 30
_MILLION_M = 1_000_000.0
_UNKNOWN_ACCURACY_M = 5.0
_FINE_DIGITS = 1
"""Decimals of a metre at which digits are transposed: 0.1 m."""
_DEGREE_DIGITS = 6
_SECOND_DIGITS = 3
_LEAST_LAT_DEG, _MOST_LAT_DEG = -80.0, 84.0


class Cause(StrEnum):
    """What went wrong."""

    DATUM = "datum"
    """Figures of one datum read in another."""
    GAUSS_KRUGER_AS_UTM = "gauss_kruger_as_utm"
    PACKED_AS_DECIMAL = "packed_as_decimal"
    """D.MMSS read as decimal degrees."""
    MINUTES_AS_SECONDS = "minutes_as_seconds"
    """Decimals of a minute read as seconds: 17.124′ as 17′ 12.4″."""
    SECONDS_AS_MINUTES = "seconds_as_minutes"
    """Seconds read as decimals of a minute: 17′ 07.4″ as 17.074′."""
    AXES_SWAPPED = "axes_swapped"
    """Latitude and longitude."""
    EASTING_NORTHING_SWAPPED = "easting_northing_swapped"
    """Within the 100-km square."""
    SQUARE = "square"
    """The 100-km square off by one."""
    ZONE = "zone"
    """The zone off by one."""
    KM_AS_NM = "km_as_nm"
    """The distance from a reference point read in the other unit."""
    MAGNETIC_AS_TRUE = "magnetic_as_true"
    REFERENCE = "reference"
    """Bearing and distance laid off from another reference point."""
    TRUNCATED = "truncated"
    """Digits cut off instead of rounded, and later taken for exact."""
    TRANSPOSED = "transposed"
    """Two neighbouring digits."""


class Rank(IntEnum):
    """How much a fit says, by how many places the mistake could have led to."""

    RULE = 1
    """One place, or a handful: a fit is strong evidence."""
    BY_REFERENCE = 2
    """One place for each reference point that nobody has named."""
    LOOSE = 3
    """Nearly any place: it comes behind everything that fits by rule."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a mistake leads to."""

    cause: Cause
    group: str
    """Landings of one group are one answer: SK-42 and SK-95 lie closer together than they are known."""
    detail: str
    point: Point
    rank: Rank = Rank.RULE
    slack_m: float = 0.0
    """How well the mistake itself is known: the accuracy of an operation."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the two places."""

    references: tuple[Place, ...]
    is_stated: bool
    """The reference points were named by a party; else they are the nearest of the gazetteer."""
    variation_deg: float | None
    """Magnetic, east positive."""


def landings(true: Point, setting: Setting) -> Iterator[Landing]:
    """Every place that a mistake may have made of a true one."""
    for mistake in _MISTAKES:
        yield from mistake(true)
    for by_reference in (_km_as_nm, _magnetic_as_true, _reference):
        yield from by_reference(true, setting)


def _datum(true: Point) -> Iterator[Landing]:
    for datum in DATUMS[1:]:
        operation = find_operation(datum.key, datum.operation)
        if operation is None:
            continue
        try:
            point = from_wgs84(true, operation)
        except NoFiniteResult:
            continue
        known_m = _UNKNOWN_ACCURACY_M if operation.accuracy_m is None else operation.accuracy_m
        group = "SK-42/SK-95" if datum.key in GAUSS_KRUGER_DATUMS else datum.key
        yield Landing(Cause.DATUM, f"datum {group}", f"{datum.name} read as WGS 84", point, slack_m=known_m)


def _gauss_kruger_as_utm(true: Point) -> Iterator[Landing]:
    for key in GAUSS_KRUGER_DATUMS:
        operation = find_operation(key, next(datum.operation for datum in DATUMS if datum.key == key))
        try:
            there = from_wgs84(true, operation)
            zone = gauss_kruger_zone_of(there)
            easting, northing = gauss_kruger_grid(zone, datum=key).project(there)
            utm = utm_grid((zone + _GAUSS_KRUGER_TO_UTM_ZONE - 1) % _ZONES + 1)
            point = utm.unproject((easting - zone * _MILLION_M, northing))
        except (NoFiniteResult, OutsideGrid):
            continue
        detail = f"Gauss-Kruger on {key} read as UTM on WGS 84"
        yield Landing(Cause.GAUSS_KRUGER_AS_UTM, Cause.GAUSS_KRUGER_AS_UTM, detail, point, slack_m=3.0)


def _split(value_deg: float) -> tuple[float, int, int, float]:
    """Sign, degrees, minutes, seconds; to 1e-9 of a second, so that 60.0 is carried."""
    rest, seconds = divmod(round(abs(value_deg) * _BASE * _BASE, 9), _BASE)
    degrees, minutes = divmod(int(rest), _BASE)
    return math.copysign(1.0, value_deg), degrees, minutes, seconds


def _each_angle(true: Point, change: Callable[[float], float | None]) -> Point | None:
    lon, lat = change(true[0]), change(true[1])
    if lon is None or lat is None or abs(lat) > 90.0:
        return None
    return lon, lat


def _packed(value_deg: float) -> float | None:
    sign, degrees, minutes, seconds = _split(value_deg)
    return sign * (degrees + minutes / 100 + seconds / 10_000)


def _minutes_as_seconds(value_deg: float) -> float | None:
    sign, degrees, minutes, seconds = _split(value_deg)
    read_seconds = seconds / _BASE * 100
    return None if read_seconds >= _BASE else sign * (degrees + minutes / _BASE + read_seconds / _BASE**2)


def _seconds_as_minutes(value_deg: float) -> float | None:
    sign, degrees, minutes, seconds = _split(value_deg)
    return sign * (degrees + (minutes + seconds / 100) / _BASE)


def _angles(true: Point) -> Iterator[Landing]:
    for cause, change, detail in (
        (Cause.PACKED_AS_DECIMAL, _packed, "D.MMSS read as decimal degrees"),
        (Cause.MINUTES_AS_SECONDS, _minutes_as_seconds, "decimals of a minute read as seconds"),
        (Cause.SECONDS_AS_MINUTES, _seconds_as_minutes, "seconds read as decimals of a minute"),
    ):
        point = _each_angle(true, change)
        if point is not None:
            yield Landing(cause, cause, detail, point)
    if abs(true[0]) <= 90.0:
        yield Landing(Cause.AXES_SWAPPED, Cause.AXES_SWAPPED, "latitude and longitude swapped", (true[1], true[0]))


def _grid(true: Point) -> Iterator[Landing]:
    if not _LEAST_LAT_DEG <= true[1] <= _MOST_LAT_DEG:
        return
    zone, is_south = zone_of(true), true[1] < 0
    utm = utm_grid(zone, is_south=is_south)
    easting, northing = utm.project(true)
    east, north = easting % _SQUARE_M, northing % _SQUARE_M
    tries = [
        (
            Cause.EASTING_NORTHING_SWAPPED,
            "easting and northing swapped",
            zone,
            easting - east + north,
            northing - north + east,
        )
    ]
    for east_m, north_m, side in ((1, 0, "east"), (-1, 0, "west"), (0, 1, "north"), (0, -1, "south")):
        moved = easting + east_m * _SQUARE_M, northing + north_m * _SQUARE_M
        tries.append((Cause.SQUARE, f"the 100-km square off by one to the {side}", zone, *moved))
    for by in (-1, 1):
        tries.append((Cause.ZONE, f"the zone off by {by:+d}", (zone + by - 1) % _ZONES + 1, easting, northing))
    for cause, detail, in_zone, read_east, read_north in tries:
        try:
            point = utm_grid(in_zone, is_south=is_south).unproject((read_east, read_north))
        except OutsideGrid:
            continue
        yield Landing(cause, cause, detail, point)


def _truncated(true: Point) -> Iterator[Landing]:
    def cut(unit_deg: float, detail: str) -> Landing:
        lon, lat = (math.copysign(math.floor(round(abs(v) / unit_deg, 6)) * unit_deg, v) for v in true)
        return Landing(Cause.TRUNCATED, Cause.TRUNCATED, detail, (lon, lat))

    for digits in range(5, 0, -1):
        yield cut(10.0**-digits, f"cut off after {digits} decimals of a degree")
    for digits in range(3, -1, -1):
        yield cut(10.0**-digits / _BASE, f"cut off after {digits} decimals of a minute")
    for digits in range(2, -1, -1):
        yield cut(10.0**-digits / _BASE**2, f"cut off after {digits} decimals of a second")
    if _LEAST_LAT_DEG <= true[1] <= _MOST_LAT_DEG:
        utm = utm_grid(zone_of(true), is_south=true[1] < 0)
        metres = utm.project(true)
        for power in range(5):
            unit_m = 10.0**power
            east, north = (math.floor(round(value / unit_m, 4)) * unit_m for value in metres)
            try:
                point = utm.unproject((east, north))
            except OutsideGrid:
                continue
            yield Landing(Cause.TRUNCATED, Cause.TRUNCATED, f"cut off at {unit_m:,.0f} m of the grid", point)


def _transposed(true: Point) -> Iterator[Landing]:
    lon, lat = true
    for read in _swaps(lat, _DEGREE_DIGITS):
        if abs(read) <= 90.0:
            yield _swap("latitude in degrees", (lon, read))
    for read in _swaps(lon, _DEGREE_DIGITS):
        yield _swap("longitude in degrees", (read, lat))
    for read in _sexagesimal_swaps(lat):
        if abs(read) <= 90.0:
            yield _swap("latitude in degrees, minutes and seconds", (lon, read))
    for read in _sexagesimal_swaps(lon):
        yield _swap("longitude in degrees, minutes and seconds", (read, lat))
    if not _LEAST_LAT_DEG <= lat <= _MOST_LAT_DEG:
        return
    utm = utm_grid(zone_of(true), is_south=lat < 0)
    easting, northing = utm.project(true)
    pairs = [("easting", (east, northing)) for east in _swaps(easting, _FINE_DIGITS)]
    pairs += [("northing", (easting, north)) for north in _swaps(northing, _FINE_DIGITS)]
    for axis, metres in pairs:
        try:
            yield _swap(axis, utm.unproject(metres))
        except OutsideGrid:
            continue


def _swap(where: str, point: Point) -> Landing:
    lon = (point[0] + 180.0) % 360.0 - 180.0
    detail = f"two digits transposed in the {where}"
    return Landing(Cause.TRANSPOSED, Cause.TRANSPOSED, detail, (lon, point[1]), rank=Rank.LOOSE)


def _swaps(value: float, digits: int) -> Iterator[float]:
    """The number with each pair of neighbouring, different digits exchanged; what is finer than the digits stays."""
    unit = 10**digits
    whole = round(abs(value) * unit)
    text, rest = str(whole), abs(value) - whole / unit
    for swapped in _exchanged(text):
        yield math.copysign(int(swapped) / unit + rest, value)


def _sexagesimal_swaps(value_deg: float) -> Iterator[float]:
    sign, degrees, minutes, seconds = _split(value_deg)
    unit = 10**_SECOND_DIGITS
    for one in _exchanged(f"{minutes:02d}"):
        if int(one) < _BASE:
            yield sign * (degrees + int(one) / _BASE + seconds / _BASE**2)
    for one in _exchanged(f"{round(seconds * unit):05d}"):
        if int(one) < _BASE * unit:
            yield sign * (degrees + minutes / _BASE + int(one) / unit / _BASE**2)


def _exchanged(text: str) -> Iterator[str]:
    for at in range(len(text) - 1):
        if text[at] != text[at + 1]:
            yield text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _km_as_nm(true: Point, setting: Setting) -> Iterator[Landing]:
    for place in setting.references:
        here = point_of(place.position)
        azimuth, length_m = inverse(here, true)
        point, _ = direct(here, azimuth, length_m * M_PER_NM / M_PER_KM)
        yield _by_reference(Cause.KM_AS_NM, f"km from {place.name} read as NM", point, setting)


def _magnetic_as_true(true: Point, setting: Setting) -> Iterator[Landing]:
    if setting.variation_deg is None:
        return
    for place in setting.references:
        here = point_of(place.position)
        azimuth, length_m = inverse(here, true)
        point, _ = direct(here, azimuth - setting.variation_deg, length_m)
        yield _by_reference(
            Cause.MAGNETIC_AS_TRUE, f"a magnetic bearing from {place.name} read as true", point, setting
        )


def _reference(true: Point, setting: Setting) -> Iterator[Landing]:
    seen: Sequence[tuple[Place, float, float]] = [
        (place, *inverse(point_of(place.position), true)) for place in setting.references
    ]
    for (meant, azimuth, length_m), (taken, _, _) in permutations(seen, 2):
        point, _ = direct(point_of(taken.position), azimuth, length_m)
        yield _by_reference(Cause.REFERENCE, f"laid off from {taken.name} instead of {meant.name}", point, setting)


def _by_reference(cause: Cause, detail: str, point: Point, setting: Setting) -> Landing:
    lon = (point[0] + 180.0) % 360.0 - 180.0
    return Landing(cause, cause, detail, (lon, point[1]), rank=Rank.RULE if setting.is_stated else Rank.BY_REFERENCE)


_MISTAKES: tuple[Callable[[Point], Iterator[Landing]], ...] = (
    _datum,
    _gauss_kruger_as_utm,
    _angles,
    _grid,
    _truncated,
    _transposed,
)

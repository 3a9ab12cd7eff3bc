"""Places written out in any notation and datum, in the one form of each that its parser takes without a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.units import M_PER_KM
from tansiq.geometry.datum import WGS84, Operation, Pins, from_wgs84, get_datum, get_operation
from tansiq.geometry.geodesy import Point, inverse, point_of
from tansiq.geometry.grid import write_mgrs
from tansiq.geometry.notation.location import Location, Notation
from tansiq.geometry.places import all_places
from tansiq.geometry.positions import Position
from tansiq.geometry.projected import (
    GAUSS_KRUGER_DATUMS,
    UTM_DATUMS,
    UTM_NORTH_DEG,
    UTM_SOUTH_DEG,
    Grid,
    OutsideGrid,
    find_grid,
    gauss_kruger_grid,
    gauss_kruger_zone_of,
    utm_grid,
    zone_of,
)

_BASE = 60
_FINEST = MappingProxyType(
    {
        Notation.DECIMAL_DEGREES: 7,
        Notation.DEGREES_MINUTES: 5,
        Notation.DEGREES_MINUTES_SECONDS: 3,
        Notation.PACKED_DMS: 7,
        Notation.MGRS: 5,
        Notation.UTM: 2,
        Notation.GAUSS_KRUGER: 2,
        Notation.LOCAL_GRID: 2,
        Notation.BEARING: 1,
    }
)
"""Digits behind the point, of MGRS those of the easting, of a bearing those of the metres."""


class CannotWrite(BadRequest):
    """A place cannot be written in the notation and datum asked for."""

    code: ClassVar[str] = "cannot_write_place"

    def __init__(self, reason: str, *, notation: str) -> None:
        super().__init__(
            f"the place cannot be written as {notation}: {reason}",
            where="notation",
            advice="Ask for another notation or datum; decimal degrees on WGS 84 always work.",
        )
        self.reason, self.notation = reason, notation


@dataclass(frozen=True, slots=True)
class Written:
    """A place in one notation and datum, and how it came there from WGS 84."""

    text: str
    notation: Notation
    datum: str
    """What the parser needs beside the text."""
    operation: Operation | None
    is_extrapolated: bool


def write_place(
    position: Position,
    notation: Notation,
    *,
    datum: str = WGS84,
    digits: int | None = None,
    pins: Pins | None = None,
) -> Written:
    """A position in a notation.

    Args:
        position: on WGS 84.
        notation: any but a name or a bearing, which need a reference.
        datum: key, name, or the EPSG code of a grid.
        digits: behind the point, or of an MGRS easting; None: the finest.
        pins: the operations that the agreement pins.

    Raises:
        CannotWrite: the notation does not go with the datum, or does not reach the place.
        UnknownDatum, GridRefused, UnpinnedOperation: as in reading.
    """
    grid = find_grid(datum, where="datum")
    known = grid.datum if grid else get_datum(datum)
    operation = get_operation(known, pins=pins)
    point = from_wgs84(point_of(position), operation)
    finest = _FINEST.get(notation, 0) if digits is None else digits
    if notation in _ANGLES:
        text = _ANGLES[notation](point, finest)
    elif notation is Notation.MGRS:
        text = _mgrs(position, known.key, finest)
    elif notation in (Notation.UTM, Notation.GAUSS_KRUGER, Notation.LOCAL_GRID):
        text = _metres(point, notation, grid or _grid_of(point, notation, known.key), finest)
    else:
        raise CannotWrite("it needs a reference point", notation=notation)
    outside = operation is not None and operation.is_outside(point_of(position))
    return Written(text, notation, known.key, operation, outside)


_FORM_NAMES = MappingProxyType(
    {
        "DD": Notation.DECIMAL_DEGREES,
        "DM": Notation.DEGREES_MINUTES,
        "DDM": Notation.DEGREES_MINUTES,
        "DMS": Notation.DEGREES_MINUTES_SECONDS,
        "D.MMSS": Notation.PACKED_DMS,
        "MGRS": Notation.MGRS,
        "USNG": Notation.MGRS,
        "UTM": Notation.UTM,
        "GK": Notation.GAUSS_KRUGER,
    }
)


def write_as(position: Position, form: str, *, pins: Pins | None = None) -> tuple[Written, ...]:
    """A position in the forms that a short name asks for.

    Args:
        position: on WGS 84.
        form: a notation (DD, DM, DMS, D.MMSS, MGRS, USNG, UTM, GK for SK-42), the code of a grid, or a datum, which
            gives its degrees, minutes and seconds, and its own grid of metres where it has one.
        pins: the operations that the agreement pins.

    Raises:
        UnknownDatum, GridRefused, CannotWrite: as in `write_place`.
    """
    notation = _FORM_NAMES.get(form.strip().upper())
    if notation is not None:
        datum = "SK-42" if notation is Notation.GAUSS_KRUGER else WGS84
        return (write_place(position, notation, datum=datum, pins=pins),)
    grid = find_grid(form, where="form")
    if grid is not None:
        kind = Notation.LOCAL_GRID if grid.kind == "local" else Notation(grid.kind)
        return (write_place(position, kind, datum=form, pins=pins),)
    datum = get_datum(form, where="form").key
    notations = [Notation.DEGREES_MINUTES_SECONDS]
    if datum in GAUSS_KRUGER_DATUMS:
        notations.append(Notation.GAUSS_KRUGER)
    elif datum in UTM_DATUMS and UTM_SOUTH_DEG <= position.lat_deg <= UTM_NORTH_DEG:
        notations.append(Notation.UTM)
    return tuple(write_place(position, one, datum=datum, pins=pins) for one in notations)


def rewrite(location: Location, *, pins: Pins | None = None) -> Written:
    """A location again in its own notation and datum, as finely as that goes."""
    if location.notation is Notation.NAME:
        return Written(location.references[0], Notation.NAME, WGS84, None, False)
    if location.notation is Notation.BEARING:
        place = next(place for place in all_places() if place.id == location.references[0])
        text = write_bearing(location.position, place.id, point_of(place.position))
        return Written(text, Notation.BEARING, WGS84, None, False)
    if location.notation is Notation.MGRS and not _has_grid_reference(location.position):
        # The middle of a square that the edge of the grid cuts may lie outside it.
        return write_place(location.position, Notation.DECIMAL_DEGREES)
    grid = location.grid if location.grid.startswith("EPSG:") else ""
    return write_place(location.position, location.notation, datum=grid or location.datum, pins=pins)


def write_bearing(position: Position, name: str, reference: Point) -> str:
    """Bearing and distance from a reference point, as its parser takes it back."""
    azimuth_deg, length_m = inverse(reference, point_of(position))
    return f"{length_m / M_PER_KM:.4f} km, {azimuth_deg % 360.0:.7f}° true from {name}"


def _decimal(point: Point, digits: int) -> str:
    return f"{point[1]:.{digits}f} {point[0]:.{digits}f}"


def _parts(value_deg: float, count: int, digits: int) -> list[str]:
    """Whole degrees and minutes, and the last part with its decimals, carried over where it rounds up to 60."""
    unit = 10**digits
    rest = round(abs(value_deg) * _BASE ** (count - 1) * unit)
    last = rest % (_BASE * unit)
    higher = rest // (_BASE * unit)
    width = 2 + (digits + 1 if digits else 0)
    parts = [f"{last / unit:0{width}.{digits}f}"]
    for place in range(count - 2, -1, -1):
        parts.insert(0, f"{higher if place == 0 else higher % _BASE:02d}")
        higher //= _BASE
    return parts


def _sexagesimal(point: Point, digits: int, count: int) -> str:
    angles = []
    for value, letters in ((point[1], "NS"), (point[0], "EW")):
        parts = _parts(value, count, digits)
        text = "".join(f"{part}{mark}" for part, mark in zip(parts, "°'\"", strict=False))
        angles.append(text + letters[value < 0])
    return " ".join(angles)


def _packed(point: Point, digits: int) -> str:
    angles = []
    for value in (point[1], point[0]):
        if digits == 2:
            degrees, minutes = _parts(value, 2, 0)
            text = f"{degrees}.{minutes}"
        else:
            degrees, minutes, seconds = _parts(value, 3, max(digits - 4, 0))
            text = f"{degrees}.{minutes}{seconds.replace('.', '')}"
        angles.append(f"{'-' if value < 0 else ''}{text}")
    return " ".join(angles)


_ANGLES: MappingProxyType[Notation, Callable[[Point, int], str]] = MappingProxyType(
    {
        Notation.DECIMAL_DEGREES: _decimal,
        Notation.DEGREES_MINUTES: lambda point, digits: _sexagesimal(point, digits, 2),
        Notation.DEGREES_MINUTES_SECONDS: lambda point, digits: _sexagesimal(point, digits, 3),
        Notation.PACKED_DMS: _packed,
    }
)


def _mgrs(position: Position, datum: str, digits: int) -> str:
    if datum != WGS84:
        raise CannotWrite(f"grid references are on WGS 84, not on {datum}", notation=Notation.MGRS)
    if not _has_grid_reference(position):
        raise CannotWrite("it lies beyond 80 S or 84 N", notation=Notation.MGRS)
    return write_mgrs(position, digits=digits)


def _has_grid_reference(position: Position) -> bool:
    return UTM_SOUTH_DEG <= position.lat_deg < UTM_NORTH_DEG


def _grid_of(point: Point, notation: Notation, datum: str) -> Grid:
    if notation is Notation.UTM and datum in UTM_DATUMS:
        return utm_grid(zone_of(point), is_south=point[1] < 0, datum=datum)
    if notation is Notation.GAUSS_KRUGER and datum in GAUSS_KRUGER_DATUMS:
        return gauss_kruger_grid(gauss_kruger_zone_of(point), datum=datum)
    raise CannotWrite(f"{datum} has no such grid, or several: name its EPSG code", notation=notation)


def _metres(point: Point, notation: Notation, grid: Grid, digits: int) -> str:
    if grid.kind != notation.value and not (grid.kind == "local" and notation is Notation.LOCAL_GRID):
        raise CannotWrite(f"{grid.name} is another notation", notation=notation)
    metres = grid.project(point)
    try:
        grid.unproject(metres)
    except OutsideGrid as error:
        raise CannotWrite(str(error), notation=notation) from error
    easting, northing = (f"{value:.{digits}f}" for value in metres)
    if grid.kind == "utm":
        head = f"UTM {grid.zone} {'south' if grid.is_south else 'north'}"
    else:
        head = "GK" if grid.kind == "gauss_kruger" else grid.key
    return f"{head} {easting} E {northing} N"

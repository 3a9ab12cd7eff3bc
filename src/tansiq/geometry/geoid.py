"""Height of mean sea level above the WGS 84 ellipsoid, by EGM96: a small grid for the theatre, a larger one on request.

The grid that ships covers 24 to 46 N and 30 to 52 E. Elsewhere it refuses, unless the grid of the whole world was
installed (`tansiq geoid install`). Between its points, every quarter degree, the grid is
interpolated bilinearly; that is good to about a metre, which is what EGM96 itself is good to.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from tansiq.base.data import has_text, load_text
from tansiq.base.errors import BadRequest
from tansiq.geometry.positions import Position

ACCURACY_M = 1.0
WORLD_FILE = "egm96_world.txt"
"""Beside the crop that ships, once it is installed."""
_CM_PER_M = 100.0
_HEAD = re.compile(r"EGM96 cm south=(-?\d+) north=(-?\d+) west=(-?\d+) east=(-?\d+) per_degree=(\d+)")


class OutsideGeoid(BadRequest):
    """A place lies outside the geoid grid that is installed."""

    code: ClassVar[str] = "outside_geoid"

    def __init__(self, *, position: Position) -> None:
        super().__init__(
            f"the geoid installed does not reach {position.lat_deg:.2f} {position.lon_deg:.2f}",
            where="position",
            advice="Install the whole world (tansiq geoid install), or ask for the height above mean sea level.",
        )
        self.position = position


class BadGeoid(BadRequest):
    """A geoid grid cannot be read."""

    code: ClassVar[str] = "bad_geoid"

    def __init__(self, fault: str, *, line: int) -> None:
        super().__init__(
            f"{fault}, in line {line}", where=f"geoid:{line}", advice="Make the grid anew from its source."
        )
        self.line = line


@dataclass(frozen=True, slots=True)
class Geoid:
    """A grid of undulations."""

    south_deg: int
    north_deg: int
    west_deg: int
    east_deg: int
    per_degree: int
    rows_cm: tuple[tuple[int, ...], ...]
    """From the north, each from the west."""

    def undulation_m(self, position: Position) -> float:
        """How far mean sea level is above the ellipsoid there; negative below it.

        Raises:
            OutsideGeoid: the grid does not reach the place.
        """
        east = (position.lon_deg - self.west_deg) % 360.0 * self.per_degree
        down = (self.north_deg - position.lat_deg) * self.per_degree
        last_row, last_column = len(self.rows_cm) - 1, len(self.rows_cm[0]) - 1
        if not (0.0 <= down <= last_row and 0.0 <= east <= last_column):
            raise OutsideGeoid(position=position)
        row, column = min(int(down), last_row - 1), min(int(east), last_column - 1)
        x, y = east - column, down - row
        north = self.rows_cm[row][column] * (1 - x) + self.rows_cm[row][column + 1] * x
        south = self.rows_cm[row + 1][column] * (1 - x) + self.rows_cm[row + 1][column + 1] * x
        return (north * (1 - y) + south * y) / _CM_PER_M

    def range_m(self, *, south_deg: float, north_deg: float, west_deg: float, east_deg: float) -> tuple[float, float]:
        """Least and greatest undulation inside a box; east less than west: the box lies across the antimeridian.

        Raises:
            OutsideGeoid: the grid does not hold the box.
        """
        east = (west_deg - self.west_deg) % 360.0 * self.per_degree
        span = (east_deg - west_deg) % 360.0 * self.per_degree
        top, bottom = (self.north_deg - north_deg) * self.per_degree, (self.north_deg - south_deg) * self.per_degree
        last_row, last_column = len(self.rows_cm) - 1, len(self.rows_cm[0]) - 1
        is_round = last_column == 360 * self.per_degree
        if not (0.0 <= top <= bottom <= last_row and (is_round or east + span <= last_column)):
            raise OutsideGeoid(position=Position.from_degrees(lat_deg=north_deg, lon_deg=west_deg))
        # Between the points of the grid nothing is higher or lower than at them.
        columns = [column % (last_column + 1) for column in range(math.floor(east), math.ceil(east + span) + 1)]
        rows = self.rows_cm[math.floor(top) : math.ceil(bottom) + 1]
        found = [row[column] for row in rows for column in columns]
        return min(found) / _CM_PER_M, max(found) / _CM_PER_M

    def cut(self, *, south_deg: int, north_deg: int, west_deg: int, east_deg: int) -> Geoid:
        """The part of it inside whole degrees, which it must hold."""
        top, bottom = ((self.north_deg - lat) * self.per_degree for lat in (north_deg, south_deg))
        left, right = ((lon - self.west_deg) * self.per_degree for lon in (west_deg, east_deg))
        rows = tuple(row[left : right + 1] for row in self.rows_cm[top : bottom + 1])
        return Geoid(south_deg, north_deg, west_deg, east_deg, self.per_degree, rows)


@cache
def theatre_geoid() -> Geoid:
    """The grid that ships."""
    return parse_geoid(load_text("geometry", "egm96_theatre.txt"))


@cache
def installed_geoid() -> Geoid:
    """The grid of the whole world where it was installed, else the one that ships."""
    return parse_geoid(load_text("geometry", WORLD_FILE)) if has_text("geometry", WORLD_FILE) else theatre_geoid()


def write_geoid(geoid: Geoid) -> str:
    """The text that `parse_geoid` reads: a head with its bounds, then a row a line from the north, centimetres."""
    head = f"south={geoid.south_deg} north={geoid.north_deg} west={geoid.west_deg} east={geoid.east_deg}"
    rows = (" ".join(map(str, row)) for row in geoid.rows_cm)
    return "\n".join([f"EGM96 cm {head} per_degree={geoid.per_degree}", *rows]) + "\n"


def parse_geoid(text: str) -> Geoid:
    """A grid from its text.

    Raises:
        BadGeoid: the head or a row is broken.
    """
    lines = text.splitlines()
    head = _HEAD.fullmatch(lines[0]) if lines else None
    if head is None:
        raise BadGeoid("the head has not the form of a geoid grid", line=1)
    south, north, west, east, per_degree = map(int, head.groups())
    columns = (east - west) * per_degree + 1
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        try:
            row = tuple(map(int, line.split()))
        except ValueError as error:
            raise BadGeoid("a value is not a whole number of centimetres", line=number) from error
        if len(row) != columns:
            raise BadGeoid(f"{len(row)} values instead of {columns}", line=number)
        rows.append(row)
    if len(rows) != (north - south) * per_degree + 1:
        raise BadGeoid("rows are missing or left over", line=len(lines))
    return Geoid(south, north, west, east, per_degree, tuple(rows))

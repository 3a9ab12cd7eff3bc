"""The Military Grid Reference System on WGS 84, between 80 S and 84 N.

Read here rather than by a library, because the one at hand takes a wrong band letter for a warning and answers with a
place 2,000 km away. Here the square must lie in the band and the zone that its letters name, or it is refused.
Written by the library, so that the two check one another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from mgrs import MGRS
from pyproj import Proj

from tansiq.geometry.positions import Position

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
"""By zone modulo 3."""
_EVEN_ZONE_SHIFT = 5
_SQUARE_M = 100_000
_CYCLE_M = 2_000_000
"""Row letters begin again after so many metres of northing."""
_FALSE_NORTHING_M = 10_000_000
_MOST_DIGITS = 5
_WIDE_ZONES = {
    (31, "V"): (0.0, 3.0),
    (32, "V"): (3.0, 12.0),
    (31, "X"): (0.0, 9.0),
    (33, "X"): (9.0, 21.0),
    (35, "X"): (21.0, 33.0),
    (37, "X"): (33.0, 42.0),
}
"""Southern Norway and Svalbard."""
_NO_ZONES = {(32, "X"), (34, "X"), (36, "X")}
_EDGE_DEG = 1e-4
"""A writer may round to either side of an edge: a wrong letter is off by at least 100 km, not by 10 m."""
_FORM = re.compile(r"\s*(\d{1,2})\s*([A-Z])\s*([A-Z])([A-Z])\s*(\d*)\s*(\d*)\s*", re.IGNORECASE)


class BadGrid(ValueError):
    """A grid reference cannot be read; turned into the caller's own error."""

    def __init__(self, reason: str, *, index: int, advice: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.index, self.advice = reason, index, advice


@dataclass(frozen=True, slots=True)
class Square:
    """A square of the grid."""

    centre: Position
    size_m: float
    """Length of a side: 100,000 m without digits, 1 m with five a side."""


@dataclass(frozen=True, slots=True)
class _Reference:
    zone: int
    band: str
    easting_m: int
    row_m: int
    """Northing of the south-west corner within its cycle."""
    size_m: int
    digits_at: int


def parse_mgrs(text: str) -> Square:
    """The square that a reference names, with or without spaces.

    Raises:
        BadGrid: the reference is broken, or its letters contradict one another.
    """
    ref = _read(text)
    half = ref.size_m / 2
    south, north = band_limits(ref.band)
    for cycle in range(_FALSE_NORTHING_M // _CYCLE_M):
        northing = ref.row_m + cycle * _CYCLE_M
        corners = [
            _unproject(ref, ref.easting_m + east, northing + up)
            for east in (0, ref.size_m)
            for up in (0, half, ref.size_m)
        ]
        lats = [lat for _, lat in corners]
        if max(lats) > south - _EDGE_DEG and min(lats) < north + _EDGE_DEG:
            _check_zone(ref, [lon for lon, _ in corners])
            lon, lat = _unproject(ref, ref.easting_m + half, northing + half)
            return Square(Position.from_degrees(lat_deg=lat, lon_deg=_wrap(lon)), float(ref.size_m))
    raise BadGrid(
        f"the square is nowhere in band {ref.band}, which is {south:g} to {north:g} degrees of latitude",
        index=_index_of_letters(text),
        advice="One of the three letters is wrong: ask the sender to repeat the reference.",
    )


def write_mgrs(position: Position, *, digits: int = _MOST_DIGITS) -> str:
    """The square around a position, without spaces; from 80 S to 84 N.

    `digits` are those of the easting, 0 to 5; five is one metre.
    """
    return str(MGRS().toMGRS(position.lat_deg, position.lon_deg, MGRSPrecision=digits))


def _read(text: str) -> _Reference:
    match = _FORM.fullmatch(text)
    if match is None:
        raise _broken(text)
    zone, band = int(match[1]), match[2].upper()
    column, row = match[3].upper(), match[4].upper()
    if not 1 <= zone <= 60:
        raise BadGrid(f"there is no zone {zone}, they run from 1 to 60", index=match.start(1))
    if band not in _BANDS or (zone, band) in _NO_ZONES:
        raise BadGrid(f"there is no band {band} in zone {zone}", index=match.start(2))
    if column not in _COLUMNS[zone % 3]:
        raise BadGrid(f"zone {zone} has no column {column}", index=match.start(3))
    if row not in _ROWS:
        raise BadGrid(f"there is no row {row}", index=match.start(4))
    east, north = _split_digits(match)
    size_m = 10 ** (_MOST_DIGITS - len(east))
    shift = 0 if zone % 2 else _EVEN_ZONE_SHIFT
    return _Reference(
        zone=zone,
        band=band,
        easting_m=(_COLUMNS[zone % 3].index(column) + 1) * _SQUARE_M + int(east or 0) * size_m,
        row_m=(_ROWS.index(row) - shift) % len(_ROWS) * _SQUARE_M + int(north or 0) * size_m,
        size_m=size_m,
        digits_at=match.start(5),
    )


def _split_digits(match: re.Match[str]) -> tuple[str, str]:
    first, second = match[5], match[6]
    if not second:
        first, second = first[: len(first) // 2], first[len(first) // 2 :]
    if len(first) != len(second):
        raise BadGrid("easting and northing have not the same number of digits", index=match.start(5))
    if len(first) > _MOST_DIGITS:
        raise BadGrid("there are more than five digits a side", index=match.start(5) + _MOST_DIGITS)
    return first, second


def _broken(text: str) -> BadGrid:
    stripped = text.strip().upper()
    start = len(text) - len(text.lstrip())
    if stripped[:1] in {"A", "B", "Y", "Z"}:
        return BadGrid("squares around the poles are not taken", index=start, advice="Give decimal degrees.")
    letters_end = _index_of_letters(text) + 1
    for index, sign in enumerate(text):
        if index >= letters_end and not (sign.isdecimal() or sign.isspace()):
            return BadGrid(f"{sign!r} is not a digit", index=index)
    return BadGrid("the reference has not the form of zone, band, two letters and digits", index=start)


def _index_of_letters(text: str) -> int:
    """Where the last of the three letters is."""
    letters = [index for index, sign in enumerate(text) if sign.isalpha()]
    return letters[min(2, len(letters) - 1)] if letters else 0


def _check_zone(ref: _Reference, lons: list[float]) -> None:
    west = ref.zone * 6.0 - 186.0
    west, east = _WIDE_ZONES.get((ref.zone, ref.band), (west, west + 6.0))
    middle = (west + east) / 2
    reach = [(lon - middle + 180.0) % 360.0 - 180.0 for lon in lons]
    if max(reach) <= west - middle - _EDGE_DEG or min(reach) >= east - middle + _EDGE_DEG:
        raise BadGrid(
            f"the square is outside zone {ref.zone}, which is {west:g} to {east:g} degrees of longitude",
            index=ref.digits_at,
            advice="The column letter or the easting is wrong: ask the sender to repeat the reference.",
        )


def is_band(letter: str) -> bool:
    """Whether a capital letter names a band of latitude."""
    return letter in _BANDS


def band_limits(band: str) -> tuple[float, float]:
    """Southern and northern edge of a band, degrees."""
    south = -80.0 + 8.0 * _BANDS.index(band)
    return south, 84.0 if band == "X" else south + 8.0


def _unproject(ref: _Reference, easting_m: float, northing_m: float) -> tuple[float, float]:
    lon, lat = _projection(ref.zone, ref.band < "N")(easting_m, northing_m, inverse=True)
    return float(lon), float(lat)


@cache
def _projection(zone: int, is_south: bool) -> Proj:
    return Proj(proj="utm", zone=zone, ellps="WGS84", south=is_south)


def _wrap(lon_deg: float) -> float:
    return (lon_deg + 180.0) % 360.0 - 180.0

"""Grids of metres: UTM, Gauss-Krüger zones, and the Syrian and Levant grids, each on its own datum.

Pairs are (easting, northing) in metres and (lon, lat) in degrees of the grid's datum. A pair that lies outside the
range of its grid, or does not come back from the projection as it went in, is refused: projections answer far outside
their range too, with nonsense.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from pyproj import CRS, Proj, Transformer

from tansiq.base.errors import BadRequest
from tansiq.geometry.datum import WGS84, Datum, NoFiniteResult, get_datum
from tansiq.geometry.geodesy import Point

Metres = tuple[float, float]
"""(easting, northing)."""

_ZONES = 60
_ZONE_DEG = 6.0
_MILLION_M = 1_000_000.0
_FALSE_EASTING_M = 500_000.0
_LEAST_EASTING_M, _MOST_EASTING_M = 100_000.0, 900_000.0
_MOST_NORTHING_M = 10_000_000.0
_RETURN_M = 0.01
_MARGIN_DEG = 1.0
_EDGE_DEG = 0.001
"""A place at the edge may round to just outside."""
UTM_SOUTH_DEG, UTM_NORTH_DEG = -80.0, 84.0
UTM_DATUMS = {WGS84: 32600, "ED50": 23000}
"""First code of the northern zones in the registry, by datum."""
_UTM_SOUTH = 32700
GAUSS_KRUGER_DATUMS = {"SK-42": 28400, "SK-95": 20000}
_REGISTRY_ZONES = {28400: range(2, 33), 20000: range(4, 33), 32600: range(1, 61), 23000: range(28, 39)}
LOCAL_GRIDS = {22770: "Syria Lambert", 22780: "Levant Stereographic"}
REFUSED_GRIDS = {22700: "its projection, Lambert near-conformal, is not one that can be computed here"}


class GridRefused(BadRequest):
    """A grid that is known but cannot be computed."""

    code: ClassVar[str] = "grid_refused"

    def __init__(self, *, grid: str, reason: str, where: str) -> None:
        super().__init__(
            f"{grid} is refused: {reason}",
            where=where,
            advice="Ask the sender for EPSG:22770, EPSG:22780, or geographic coordinates on a stated datum.",
        )
        self.grid, self.reason = grid, reason


class OutsideGrid(ValueError):
    """Metres that cannot be of this grid; turned into the caller's own error."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A grid of metres on a datum."""

    key: str
    """``EPSG:32637``, or ``UTM 37 WGS84`` where the registry has no code."""
    name: str
    datum: Datum
    kind: str
    """utm, gauss_kruger or local."""
    zone: int = 0
    is_south: bool = False
    epsg: int = 0
    """Of a local grid."""

    def unproject(self, metres: Metres) -> Point:
        """The geographic point, in the grid's own datum.

        Raises:
            OutsideGrid: the metres are outside the range of the grid.
        """
        self._check_range(metres)
        lon, lat = _projection(self.kind, self.datum.ellipsoid, self.zone, is_south=self.is_south, epsg=self.epsg)(
            *metres, inverse=True
        )
        if not (math.isfinite(lon) and math.isfinite(lat)):
            raise OutsideGrid(f"the figures lie outside {self.name}")
        point = (lon + 180.0) % 360.0 - 180.0, lat
        self._check_area(point)
        try:
            back = self.project(point)
        except NoFiniteResult as error:
            raise OutsideGrid(f"the figures lie outside {self.name}") from error
        if math.dist(back, metres) > _RETURN_M:
            raise OutsideGrid(f"the figures lie outside {self.name}")
        return point

    def project(self, point: Point) -> Metres:
        """Easting and northing of a geographic point of the grid's own datum.

        Raises:
            NoFiniteResult: it cannot be projected.
        """
        projection = _projection(self.kind, self.datum.ellipsoid, self.zone, is_south=self.is_south, epsg=self.epsg)
        easting, northing = projection(*point)
        if not (math.isfinite(easting) and math.isfinite(northing)):
            raise NoFiniteResult(operation=self.name, where="location")
        return easting, northing

    def _check_range(self, metres: Metres) -> None:
        if self.kind == "local":
            return
        easting, northing = metres
        if self.kind == "gauss_kruger":
            easting -= self.zone * _MILLION_M
        if not _LEAST_EASTING_M <= easting <= _MOST_EASTING_M:
            raise OutsideGrid(f"the easting is outside 100 to 900 km of {self.name}")
        if not 0.0 <= northing <= _MOST_NORTHING_M:
            raise OutsideGrid(f"the northing is outside {self.name}")

    def _check_area(self, point: Point) -> None:
        lon, lat = point
        if self.kind == "local":
            area = _crs(self.epsg).area_of_use
            if area is not None and not (
                area.west - _MARGIN_DEG <= lon <= area.east + _MARGIN_DEG
                and area.south - _MARGIN_DEG <= lat <= area.north + _MARGIN_DEG
            ):
                raise OutsideGrid(f"the figures lie outside the area of {self.name}")
        elif not UTM_SOUTH_DEG - _EDGE_DEG <= lat <= UTM_NORTH_DEG + _EDGE_DEG:
            raise OutsideGrid(f"the figures lie outside {self.name}, which ends at 80 S and 84 N")


def utm_grid(zone: int, *, is_south: bool = False, datum: str = WGS84) -> Grid:
    """The UTM zone on a datum of `UTM_DATUMS`."""
    known = get_datum(datum)
    base = _UTM_SOUTH if is_south else UTM_DATUMS[datum]
    side = "south" if is_south else "north"
    has_code = datum == WGS84 or (not is_south and zone in _REGISTRY_ZONES[base])
    key = f"EPSG:{base + zone}" if has_code else f"UTM {zone} {side} {datum}"
    return Grid(key, f"{known.name} / UTM zone {zone} {side}", known, "utm", zone, is_south)


def gauss_kruger_grid(zone: int, *, datum: str) -> Grid:
    """The six-degree zone on SK-42 or SK-95; eastings carry the zone's number in front."""
    known = get_datum(datum)
    base = GAUSS_KRUGER_DATUMS[datum]
    key = f"EPSG:{base + zone}" if zone in _REGISTRY_ZONES[base] else f"GK {zone} {datum}"
    return Grid(key, f"{known.name} / Gauss-Kruger zone {zone}", known, "gauss_kruger", zone)


def local_grid(epsg: int) -> Grid:
    """The Syrian or the Levant grid."""
    known = get_datum("DEZ")
    return Grid(f"EPSG:{epsg}", f"{known.name} / {LOCAL_GRIDS[epsg]}", known, "local", epsg=epsg)


def find_grid(name: str, *, where: str = "datum") -> Grid | None:
    """The grid of an EPSG code, ``EPSG:22770``; None where it names no grid that is taken.

    Raises:
        GridRefused: it is a grid that cannot be computed.
    """
    match = re.fullmatch(r"\s*EPSG\s*:?\s*:?\s*(\d{4,5})\s*", name, re.IGNORECASE)
    if match is None:
        return None
    code = int(match[1])
    if code in REFUSED_GRIDS:
        raise GridRefused(grid=f"EPSG:{code}", reason=REFUSED_GRIDS[code], where=where)
    if code in LOCAL_GRIDS:
        return local_grid(code)
    if code - _UTM_SOUTH in range(1, _ZONES + 1):
        return utm_grid(code - _UTM_SOUTH, is_south=True)
    for datum, base in (*UTM_DATUMS.items(), *GAUSS_KRUGER_DATUMS.items()):
        if code - base in _REGISTRY_ZONES[base]:
            zone = code - base
            return utm_grid(zone, datum=datum) if datum in UTM_DATUMS else gauss_kruger_grid(zone, datum=datum)
    return None


def zone_of(point: Point) -> int:
    """The six-degree UTM zone of a longitude, the wide ones of the north left aside."""
    return int((point[0] + 180.0) // _ZONE_DEG) % _ZONES + 1


def gauss_kruger_zone_of(point: Point) -> int:
    """The six-degree zone counted from Greenwich."""
    return int(point[0] % 360.0 // _ZONE_DEG) + 1


@cache
def _projection(kind: str, ellipsoid: str, zone: int, *, is_south: bool, epsg: int) -> _Projection:
    if kind == "utm":
        return _Projection(Proj(proj="utm", zone=zone, ellps=ellipsoid, south=is_south), None)
    if kind == "gauss_kruger":
        middle_deg = (zone * _ZONE_DEG - _ZONE_DEG / 2 + 180.0) % 360.0 - 180.0
        x_0 = zone * _MILLION_M + _FALSE_EASTING_M
        return _Projection(Proj(proj="tmerc", lon_0=middle_deg, lat_0=0, k=1, x_0=x_0, y_0=0, ellps=ellipsoid), None)
    crs = _crs(epsg)
    return _Projection(None, Transformer.from_crs(crs.geodetic_crs, crs, always_xy=True))


@dataclass(frozen=True, slots=True)
class _Projection:
    """One call for the two kinds of object that PROJ gives."""

    proj: Proj | None
    transformer: Transformer | None

    def __call__(self, x: float, y: float, *, inverse: bool = False) -> tuple[float, float]:
        if self.proj is not None:
            first, second = self.proj(x, y, inverse=inverse)
        else:
            assert self.transformer is not None
            first, second = self.transformer.transform(x, y, direction="INVERSE" if inverse else "FORWARD")
        return float(first), float(second)


@cache
def _crs(epsg: int) -> CRS:
    return CRS.from_epsg(epsg)

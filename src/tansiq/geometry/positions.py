"""A position on the WGS 84 ellipsoid, in whole 1e-7 degrees so that every language and every node means the same."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.units import E7_PER_DEG

_LAT_LIMIT_E7 = 90 * E7_PER_DEG
_LON_LIMIT_E7 = 180 * E7_PER_DEG


class BadPosition(BadRequest):
    """A latitude or longitude lies outside its range."""

    code: ClassVar[str] = "bad_position"

    def __init__(self, *, axis: str, value_deg: float, where: str | None = None) -> None:
        limits = "-90 to 90" if axis == "latitude" else "-180 up to but not including 180"
        super().__init__(
            f"{axis} {value_deg:.7f} is outside {limits} degrees",
            where=where,
            advice="Check the order: latitude comes first in text, longitude first in pairs.",
        )
        self.axis, self.value_deg = axis, value_deg


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A point on the WGS 84 ellipsoid."""

    lat_e7: int
    """Latitude, 1e-7 degree, -90 to 90 degrees."""
    lon_e7: int
    """Longitude, 1e-7 degree, [-180, 180) degrees."""

    def __post_init__(self) -> None:
        if not -_LAT_LIMIT_E7 <= self.lat_e7 <= _LAT_LIMIT_E7:
            raise BadPosition(axis="latitude", value_deg=self.lat_e7 / E7_PER_DEG)
        if not -_LON_LIMIT_E7 <= self.lon_e7 < _LON_LIMIT_E7:
            raise BadPosition(axis="longitude", value_deg=self.lon_e7 / E7_PER_DEG)

    @classmethod
    def from_degrees(cls, *, lat_deg: float, lon_deg: float) -> Position:
        """The nearest whole position; longitude 180 is taken as -180.

        Raises:
            BadPosition: out of range, infinite or not a number.
        """
        if not math.isfinite(lat_deg):
            raise BadPosition(axis="latitude", value_deg=lat_deg)
        if not math.isfinite(lon_deg):
            raise BadPosition(axis="longitude", value_deg=lon_deg)
        lon_e7 = round(lon_deg * E7_PER_DEG)
        return cls(round(lat_deg * E7_PER_DEG), -_LON_LIMIT_E7 if lon_e7 == _LON_LIMIT_E7 else lon_e7)

    @property
    def lat_deg(self) -> float:
        """Latitude in degrees."""
        return self.lat_e7 / E7_PER_DEG

    @property
    def lon_deg(self) -> float:
        """Longitude in degrees."""
        return self.lon_e7 / E7_PER_DEG

"""Altitudes with the reference they were stated in, and the comparison of two bands of them.

Two altitudes in different references are never converted into one another here by themselves: the pressure of the
day, the geoid and the ground are not known, and a guess between them was wrong by hundreds of feet before. The answer
is then ``not_comparable``, and the caller treats it as a possible overlap. A caller that knows them hands in how an
altitude lies above mean sea level and how surely (`level.altitude_above_sea`); bands count as apart only beyond both
errors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from tansiq.base.units import M_PER_FT, MM_PER_M

AltitudeUnit = Literal["M", "FT"]
"""The unit in which the party stated it; kept for showing, the value itself is always millimetres."""

_FT_PER_FLIGHT_LEVEL = 100


class AltitudeReference(StrEnum):
    """What an altitude is counted from."""

    W84 = "W84"
    """The WGS 84 ellipsoid."""
    AMSL = "AMSL"
    """Mean sea level."""
    AGL = "AGL"
    """The ground below."""
    FL = "FL"
    """The 1013.25 hPa surface: flight levels."""


class Comparison(StrEnum):
    """How two bands of altitude stand to one another."""

    OVERLAP = "overlap"
    APART = "apart"
    NOT_COMPARABLE = "not_comparable"
    """Their references differ where it matters; never a guess."""


@dataclass(frozen=True, slots=True)
class Altitude:
    """One altitude as stated."""

    value_mm: int
    """Millimetres above the reference surface, whatever unit it was stated in."""
    reference: AltitudeReference
    unit: AltitudeUnit = "M"

    @classmethod
    def from_stated(cls, value: float, *, reference: AltitudeReference, unit: AltitudeUnit) -> Altitude:
        """The altitude of a number in metres or feet, to the nearest millimetre."""
        metres = value * M_PER_FT if unit == "FT" else value
        return cls(round(metres * MM_PER_M), reference, unit)

    @classmethod
    def from_flight_level(cls, level: int) -> Altitude:
        """Flight level 250 is 25,000 ft above the standard pressure surface."""
        return cls.from_stated(level * _FT_PER_FLIGHT_LEVEL, reference=AltitudeReference.FL, unit="FT")

    @property
    def stated_value(self) -> float:
        """The number in the unit in which it was stated."""
        metres = self.value_mm / MM_PER_M
        return metres / M_PER_FT if self.unit == "FT" else metres


@dataclass(frozen=True, slots=True)
class Band:
    """Altitudes [lower, upper); equal ends are the one level itself."""

    lower: Altitude | None
    """None: down without limit."""
    upper: Altitude | None
    """None: up without limit."""


AboveSea = Callable[[Altitude], tuple[float, float] | None]
"""Metres above mean sea level of an altitude and the error of that; None where what it needs is not known."""


def compare(a: Band, b: Band, *, above_sea: AboveSea | None = None) -> Comparison:
    """Whether two bands share an altitude; touching ends share none.

    One side that is known to be apart decides, whatever the other side's references are. Altitudes in different
    references are compared only where `above_sea` knows both.
    """
    sides = (_is_wholly_above(a, b, above_sea), _is_wholly_above(b, a, above_sea))
    if True in sides:
        return Comparison.APART
    return Comparison.NOT_COMPARABLE if None in sides else Comparison.OVERLAP


def _is_wholly_above(high: Band, low: Band, above_sea: AboveSea | None) -> bool | None:
    """Whether all of one band is above all of the other; None where the references do not let us know."""
    if high.lower is None or low.upper is None:
        return False
    if high.lower.reference is not low.upper.reference:
        return _is_surely_above(high.lower, low.upper, above_sea)
    if high.lower.value_mm == low.upper.value_mm:
        return not _is_level(low)
    return high.lower.value_mm > low.upper.value_mm


def _is_surely_above(high: Altitude, low: Altitude, above_sea: AboveSea | None) -> bool | None:
    if above_sea is None:
        return None
    one, other = above_sea(high), above_sea(low)
    if one is None or other is None:
        return None
    return one[0] - one[1] > other[0] + other[1]


def _is_level(band: Band) -> bool:
    """A level is a closed point: it meets a band that begins at it, or another band [level, level]."""
    return band.lower is not None and band.lower == band.upper

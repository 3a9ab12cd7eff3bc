"""Altitudes with the reference they were stated in, and the comparison of two bands of them.

An altitude by QNH carries its pressure, one by QFE its pressure and its field; without them it does not exist.
Altitudes that an altimeter shows (flight level, QNH, QFE) are compared as pressures, within two altimeters' tolerance.
Others in different references are never converted into one another here by themselves: the pressure of the day, the
geoid and the ground are not known, and a guess between them was wrong by hundreds of feet before. The answer is then
``not_comparable``, and the caller treats it as a possible overlap. A caller that knows them hands in how an altitude
lies above mean sea level and how surely (`level.altitude_above_sea`); bands count as apart only beyond both errors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from tansiq.base.errors import BadRequest
from tansiq.base.units import M_PER_FT, MM_PER_M
from tansiq.geometry.pressure import INSTRUMENT_M, LEAST_HPA, MOST_HPA, standard_height_m

AltitudeUnit = Literal["M", "FT"]
"""The unit in which the party stated it; kept for showing, the value itself is always millimetres."""

PA_PER_HPA = 100
"""Pressures on the wire are whole pascals: 1013.25 hPa is 101,325 Pa."""
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
    QNH = "QNH"
    """Mean sea level, by an altimeter set to a stated pressure."""
    QFE = "QFE"
    """A field, by an altimeter set to the pressure there."""


class BadSetting(BadRequest):
    """An altitude by QNH or QFE lacks its pressure or its field, or another one has what it does not need."""

    code: ClassVar[str] = "bad_setting"

    def __init__(self, fault: str) -> None:
        super().__init__(
            fault,
            advice='Ask for the pressure, by QFE also for the field: "1200 ft QFE 985 field 450 m".',
        )


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
    pressure_pa: int | None = None
    """The altimeter's setting, of QNH and QFE and of these only."""
    field: str = ""
    """Of QFE: which field, as stated; may be empty."""
    field_mm: int | None = None
    """Of QFE, and of it only: the field's elevation above mean sea level."""

    def __post_init__(self) -> None:
        is_set = self.reference in _SET_BY_HAND
        if is_set != (self.pressure_pa is not None):
            raise BadSetting(f"{self.reference} {'needs its' if is_set else 'takes no'} pressure")
        is_field = self.reference is AltitudeReference.QFE
        if is_field != (self.field_mm is not None) or (self.field and not is_field):
            raise BadSetting(f"{self.reference} {'needs the elevation of its field' if is_field else 'takes no field'}")
        if self.pressure_pa is not None and not LEAST_HPA <= self.pressure_pa / PA_PER_HPA <= MOST_HPA:
            raise BadSetting(f"{self.pressure_pa / PA_PER_HPA:g} hPa is outside {LEAST_HPA:g} to {MOST_HPA:g}")

    @classmethod
    def from_stated(cls, value: float, *, reference: AltitudeReference, unit: AltitudeUnit) -> Altitude:
        """The altitude of a number in metres or feet, to the nearest millimetre."""
        return cls(cls.mm_of(value, unit), reference, unit)

    @staticmethod
    def mm_of(value: float, unit: AltitudeUnit) -> int:
        """Millimetres of a number in metres or feet."""
        return round((value * M_PER_FT if unit == "FT" else value) * MM_PER_M)

    @classmethod
    def from_flight_level(cls, level: int) -> Altitude:
        """Flight level 250 is 25,000 ft above the standard pressure surface."""
        return cls.from_stated(level * _FT_PER_FLIGHT_LEVEL, reference=AltitudeReference.FL, unit="FT")

    @property
    def stated_value(self) -> float:
        """The number in the unit in which it was stated."""
        metres = self.value_mm / MM_PER_M
        return metres / M_PER_FT if self.unit == "FT" else metres

    @property
    def surface(self) -> tuple[AltitudeReference, int | None, int | None]:
        """What it is counted from, exactly: altitudes above one surface compare as numbers."""
        return self.reference, self.pressure_pa, self.field_mm

    @property
    def pressure_height_m(self) -> float | None:
        """What an altimeter set to 1013.25 hPa would show there; None where no altimeter is meant."""
        if self.reference is AltitudeReference.FL:
            return self.value_mm / MM_PER_M
        if self.pressure_pa is None:
            return None
        return self.value_mm / MM_PER_M + standard_height_m(self.pressure_pa / PA_PER_HPA)


_SET_BY_HAND = frozenset({AltitudeReference.QNH, AltitudeReference.QFE})


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
    references are compared as pressures where an altimeter shows both, else only where `above_sea` knows both.
    """
    sides = (_is_wholly_above(a, b, above_sea), _is_wholly_above(b, a, above_sea))
    if True in sides:
        return Comparison.APART
    return Comparison.NOT_COMPARABLE if None in sides else Comparison.OVERLAP


def _is_wholly_above(high: Band, low: Band, above_sea: AboveSea | None) -> bool | None:
    """Whether all of one band is above all of the other; None where the references do not let us know."""
    if high.lower is None or low.upper is None:
        return False
    if high.lower.surface != low.upper.surface:
        return is_surely_above(high.lower, low.upper, above_sea=above_sea)
    if high.lower.value_mm == low.upper.value_mm:
        return not _is_level(low)
    return high.lower.value_mm > low.upper.value_mm


def is_surely_above(high: Altitude, low: Altitude, *, above_sea: AboveSea | None = None) -> bool | None:
    """Whether an altitude lies above one in another reference beyond both errors; None where nothing lets us know."""
    pressures = high.pressure_height_m, low.pressure_height_m
    if pressures[0] is not None and pressures[1] is not None:
        return pressures[0] - pressures[1] > 2 * INSTRUMENT_M
    if above_sea is None:
        return None
    one, other = above_sea(high), above_sea(low)
    if one is None or other is None:
        return None
    return one[0] - one[1] > other[0] + other[1]


def _is_level(band: Band) -> bool:
    """A level is a closed point: it meets a band that begins at it, or another band [level, level]."""
    return band.lower is not None and band.lower == band.upper

"""Levels as people state them, and their comparison within what is known of the pressure, the geoid and the ground.

Nothing is converted without what it needs: a QNH height without its pressure, a QFE height without its field, a flight
level against mean sea level without the QNH of the day give "not comparable", which the caller treats as a hold. Two
pressure levels are compared as pressures, so the temperature of the day does not matter; a pressure level against a
geometric height also carries the error of the temperature, which is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.units import M_PER_FT
from tansiq.geometry.geoid import ACCURACY_M, Geoid, OutsideGeoid, theatre_geoid
from tansiq.geometry.height import Altitude, AltitudeReference, AltitudeUnit
from tansiq.geometry.notation.text import to_plain
from tansiq.geometry.positions import Position

STANDARD_HPA = 1013.25
# The standard atmosphere below 11 km (ICAO Doc 7488): height = 44,330.77 m * (1 - (p / 1013.25) ** 0.190263).
_SCALE_M, _EXPONENT = 44_330.77, 0.190263
INSTRUMENT_M = 75 * M_PER_FT
"""An altimeter's tolerance."""
TEMPERATURE_SHARE = 0.06
"""Error of a pressure height above ground for a day 15 K off the standard atmosphere: 4 % for 10 K."""
_LEAST_HPA, _MOST_HPA = 850.0, 1090.0
_FT_PER_LEVEL = 100


class LevelReference(StrEnum):
    """What a level is counted from."""

    FL = "FL"
    QNH = "QNH"
    """Mean sea level by an altimeter set to a stated pressure."""
    QFE = "QFE"
    """A field's elevation, by an altimeter set to the pressure there."""
    AMSL = "AMSL"
    AGL = "AGL"
    W84 = "W84"


class BadLevel(BadRequest):
    """A level cannot be read."""

    code: ClassVar[str] = "bad_level"

    def __init__(self, fault: str, *, character: int, where: str) -> None:
        super().__init__(
            f"{fault}, at character {character}",
            where=f"{where}:{character}",
            advice='Write "FL250", "5000 ft QNH 1013", "1200 ft QFE 985 field 450 m", or metres or feet with AMSL, AGL '
            "or W84.",
        )
        self.fault, self.character = fault, character


@dataclass(frozen=True, slots=True)
class Level:
    """One level as stated."""

    text: str
    """As received."""
    value_m: float
    """Above its reference; of a flight level, above standard pressure."""
    unit: AltitudeUnit
    reference: LevelReference
    half_unit_m: float
    """Half a unit of the last stated digit; trailing zeros are taken as meant."""
    pressure_hpa: float | None = None
    """The altimeter's setting, of QNH and QFE."""
    field_m: float | None = None
    """Elevation above mean sea level of the field of a QFE."""

    @property
    def altitude(self) -> Altitude | None:
        """As an altitude of a volume; None where the setting would be lost: a volume knows no QNH and no QFE."""
        if self.reference in (LevelReference.QNH, LevelReference.QFE):
            return None
        return Altitude.from_stated(
            self.value_m / M_PER_FT if self.unit == "FT" else self.value_m,
            reference=AltitudeReference(self.reference.value),
            unit=self.unit,
        )


@dataclass(frozen=True, slots=True)
class Air:
    """What is known where two levels meet."""

    qnh_hpa: float | None = None
    """Of the region and the day."""
    ground_m: tuple[float, float] | None = None
    """Least and greatest elevation of the ground below, above mean sea level."""
    position: Position | None = None
    """For the geoid."""
    geoid: Geoid | None = None
    """None: the grid that ships."""


NOTHING_KNOWN = Air()


class LevelStatus(StrEnum):
    """How two levels stand to one another."""

    SAME = "same"
    """Within their error bands."""
    DIFFERENT = "different"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True)
class LevelComparison:
    """Two levels beside one another."""

    status: LevelStatus
    difference_m: float | None
    """The first above the second."""
    error_m: float | None
    """Of both together."""
    missing: str
    """What would have made them comparable."""


_NUMBER = r"(?P<number>[+\-]?\d{1,6}(?:[.,]\d+)?)"
_UNITS = r"(?P<unit>ft|feet|foot|m|met(?:re|er)s?|м|метр\w*|фут\w*|متر|م|قدم|metre|fit)"
_FLIGHT_LEVEL = re.compile(r"\s*(?:FL|F|эшелон|مستوى الطيران|uçuş seviyesi)\s*(?P<level>\d{2,3})\s*", re.IGNORECASE)
_LEVEL = re.compile(rf"\s*{_NUMBER}\s*{_UNITS}?\b\s*(?P<rest>.*?)\s*", re.IGNORECASE)
_QNH = re.compile(r"(?:QNH|ق\.?ن\.?ه)\s*(?P<hpa>\d{3,4}(?:[.,]\d+)?)?\s*(?:hPa|гПа|mb)?", re.IGNORECASE)
_QFE = re.compile(
    r"QFE\s*(?P<hpa>\d{3,4}(?:[.,]\d+)?)?\s*(?:hPa|гПа|mb)?\s*"
    r"(?:[,;]?\s*(?:field|поле|аэродром|meydan|المطار)\s*(?P<field>-?\d{1,5}(?:[.,]\d+)?)\s*(?P<field_unit>ft|m|м)\b)?",
    re.IGNORECASE,
)
_WORDS: tuple[tuple[LevelReference, str], ...] = (
    (LevelReference.AMSL, r"AMSL|MSL|above mean sea level|над уровнем моря|فوق سطح البحر|deniz seviyesinden"),
    (LevelReference.AGL, r"AGL|above ground(?: level)?|над землей|над землёй|فوق سطح الأرض|yerden"),
    (LevelReference.W84, r"W84|HAE|above the ellipsoid|над эллипсоидом|فوق الإهليلج|elipsoitten"),
)


def parse_level(text: str, *, where: str = "level") -> Level:
    """A level as people state it.

    Raises:
        BadLevel: the reference, the unit, or the pressure or field that it needs is missing.
    """
    plain = to_plain(text)
    flight_level = _FLIGHT_LEVEL.fullmatch(plain)
    if flight_level is not None:
        value_m = int(flight_level["level"]) * _FT_PER_LEVEL * M_PER_FT
        return Level(text, value_m, "FT", LevelReference.FL, 0.5 * _FT_PER_LEVEL * M_PER_FT)
    match = _LEVEL.fullmatch(plain)
    if match is None:
        raise BadLevel("there is no number", character=1, where=where)
    if match["unit"] is None:
        raise BadLevel("the unit is missing: metres or feet", character=match.end("number") + 1, where=where)
    unit: AltitudeUnit = "FT" if match["unit"].lower()[0] in "fфق" else "M"
    factor = M_PER_FT if unit == "FT" else 1.0
    whole, _, decimals = match["number"].replace(",", ".").partition(".")
    if "," in match["number"] and len(decimals) > 2:
        raise BadLevel("thousands or decimals?", character=match.start("number") + 1, where=where)
    value_m, half_m = float(f"{whole}.{decimals or 0}") * factor, 0.5 * 10.0 ** -len(decimals) * factor
    reference, hpa, field_m = _setting(match["rest"], match.start("rest"), where)
    return Level(text, value_m, unit, reference, half_m, hpa, field_m)


def _setting(rest: str, index: int, where: str) -> tuple[LevelReference, float | None, float | None]:
    for reference, words in _WORDS:
        if re.fullmatch(words, rest, re.IGNORECASE):
            return reference, None, None
    qnh, qfe = _QNH.fullmatch(rest), _QFE.fullmatch(rest)
    found = qnh or qfe
    if found is None:
        raise BadLevel("what the level is counted from is missing or not known", character=index + 1, where=where)
    end = index + len(rest) + 1
    if found["hpa"] is None:
        raise BadLevel("the pressure of the altimeter's setting is missing", character=end, where=where)
    hpa = float(found["hpa"].replace(",", "."))
    if not _LEAST_HPA <= hpa <= _MOST_HPA:
        raise BadLevel(
            f"{hpa:g} hPa is outside {_LEAST_HPA:g} to {_MOST_HPA:g}",
            character=index + found.start("hpa") + 1,
            where=where,
        )
    if qfe is None:
        return LevelReference.QNH, hpa, None
    if qfe["field"] is None:
        raise BadLevel("the elevation of the field is missing", character=end, where=where)
    factor = M_PER_FT if qfe["field_unit"].lower() == "ft" else 1.0
    return LevelReference.QFE, hpa, float(qfe["field"].replace(",", ".")) * factor


def standard_height_m(hpa: float) -> float:
    """Height of a pressure in the standard atmosphere: what an altimeter set to 1013.25 hPa shows there."""
    return _SCALE_M * (1.0 - float((hpa / STANDARD_HPA) ** _EXPONENT))


def compare_levels(a: Level, b: Level, *, air: Air = NOTHING_KNOWN) -> LevelComparison:
    """Whether two levels are the same within their error bands."""
    if a.reference is b.reference and (a.pressure_hpa, a.field_m) == (b.pressure_hpa, b.field_m):
        return _judge(a.value_m - b.value_m, a.half_unit_m + b.half_unit_m)
    pressures = _pressure_height(a), _pressure_height(b)
    if pressures[0] is not None and pressures[1] is not None:
        error_m = a.half_unit_m + b.half_unit_m + INSTRUMENT_M
        return _judge(pressures[0] - pressures[1], error_m)
    seas = _above_sea(a, air), _above_sea(b, air)
    for sea in seas:
        if isinstance(sea, str):
            return LevelComparison(LevelStatus.NOT_COMPARABLE, None, None, sea)
    (first_m, first_error), (second_m, second_error) = (sea for sea in seas if not isinstance(sea, str))
    return _judge(first_m - second_m, first_error + second_error)


def altitude_above_sea(altitude: Altitude, air: Air) -> tuple[float, float] | None:
    """An altitude of a volume above mean sea level and its error, metres; None where something it needs is missing."""
    level = Level("", altitude.value_mm / 1000, altitude.unit, LevelReference(altitude.reference.value), 0.0)
    sea = _above_sea(level, air)
    return None if isinstance(sea, str) else sea


def _judge(difference_m: float, error_m: float) -> LevelComparison:
    is_same = abs(difference_m) <= error_m
    return LevelComparison(LevelStatus.SAME if is_same else LevelStatus.DIFFERENT, difference_m, error_m, "")


def _pressure_height(level: Level) -> float | None:
    """Above standard pressure, of a level that an altimeter shows."""
    if level.reference is LevelReference.FL:
        return level.value_m
    if level.pressure_hpa is not None:
        return level.value_m + standard_height_m(level.pressure_hpa)
    return None


def _above_sea(level: Level, air: Air) -> tuple[float, float] | str:
    """Above mean sea level and the error of that, or what is missing."""
    half_m = level.half_unit_m
    match level.reference:
        case LevelReference.AMSL:
            return level.value_m, half_m
        case LevelReference.W84:
            if air.position is None:
                return "a position for the geoid"
            try:
                sea_m = (air.geoid or theatre_geoid()).undulation_m(air.position)
            except OutsideGeoid:
                return "a geoid that reaches the place"
            return level.value_m - sea_m, half_m + ACCURACY_M
        case LevelReference.AGL:
            if air.ground_m is None:
                return "the elevation of the ground"
            low, high = air.ground_m
            return level.value_m + (low + high) / 2, half_m + (high - low) / 2
        case LevelReference.QFE if level.field_m is not None:
            # Above its own field the setting is exact; what the temperature does grows with the height above it.
            error_m = INSTRUMENT_M + TEMPERATURE_SHARE * abs(level.value_m)
            return level.value_m + level.field_m, half_m + error_m
        case LevelReference.QNH:
            return level.value_m, half_m + INSTRUMENT_M + TEMPERATURE_SHARE * abs(level.value_m)
        case _ if air.qnh_hpa is None:
            return "the QNH of the region"
        case _:
            above_m = level.value_m - standard_height_m(air.qnh_hpa)
            return above_m, half_m + INSTRUMENT_M + TEMPERATURE_SHARE * abs(above_m)

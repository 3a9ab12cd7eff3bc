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
from functools import lru_cache
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.units import M_PER_FT, MM_PER_M
from tansiq.geometry.footprints import Footprint
from tansiq.geometry.geoid import ACCURACY_M, Geoid, OutsideGeoid, installed_geoid
from tansiq.geometry.height import PA_PER_HPA, AboveSea, Altitude, AltitudeReference, AltitudeUnit
from tansiq.geometry.measures import bounds
from tansiq.geometry.notation.text import to_plain
from tansiq.geometry.positions import Position
from tansiq.geometry.pressure import INSTRUMENT_M, LEAST_HPA, MOST_HPA, TEMPERATURE_SHARE, standard_height_m

_FT_PER_LEVEL = 100
_MM_PER_LEVEL = round(_FT_PER_LEVEL * M_PER_FT * MM_PER_M)
_MOST_FIELD = 40


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
    reference: AltitudeReference
    half_unit_m: float
    """Half a unit of the last stated digit; trailing zeros are taken as meant."""
    pressure_hpa: float | None = None
    """The altimeter's setting, of QNH and QFE."""
    field_m: float | None = None
    """Elevation above mean sea level of the field of a QFE."""
    field: str = ""
    """Its name, where one was stated."""

    @property
    def altitude(self) -> Altitude:
        """As an altitude of a volume, with its setting."""
        return Altitude(
            round(self.value_m * MM_PER_M),
            self.reference,
            self.unit,
            pressure_pa=None if self.pressure_hpa is None else round(self.pressure_hpa * PA_PER_HPA),
            field=self.field,
            field_mm=None if self.field_m is None else round(self.field_m * MM_PER_M),
        )

    @classmethod
    def from_altitude(cls, altitude: Altitude) -> Level:
        """A level of exactly this value, as `write_level` writes it."""
        return cls(
            write_level(altitude),
            altitude.value_mm / MM_PER_M,
            altitude.unit,
            altitude.reference,
            0.0,
            None if altitude.pressure_pa is None else altitude.pressure_pa / PA_PER_HPA,
            None if altitude.field_mm is None else altitude.field_mm / MM_PER_M,
            altitude.field,
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
    """None: the one that is installed."""


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
    r"(?:[,;]?\s*(?:field|поле|аэродром|meydan|المطار)\s*(?P<name>[^\d,;]*[^\d,;\s-])?\s*(?P<field>-?\d{1,5}(?:[.,]\d+)?)\s*(?P<field_unit>ft|m|м)\b)?",
    re.IGNORECASE,
)
_WORDS: tuple[tuple[AltitudeReference, str], ...] = (
    (AltitudeReference.AMSL, r"AMSL|MSL|above mean sea level|над уровнем моря|فوق سطح البحر|deniz seviyesinden"),
    (AltitudeReference.AGL, r"AGL|above ground(?: level)?|над землей|над землёй|فوق سطح الأرض|yerden"),
    (AltitudeReference.FL, r"FL|STD"),
    (AltitudeReference.W84, r"W84|HAE|above the ellipsoid|над эллипсоидом|فوق الإهليلج|elipsoitten"),
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
        return Level(text, value_m, "FT", AltitudeReference.FL, 0.5 * _FT_PER_LEVEL * M_PER_FT)
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
    setting = _setting(match["rest"], match.start("rest"), where)
    return Level(text, value_m, unit, setting.reference, half_m, setting.hpa, setting.field_m, setting.field)


@dataclass(frozen=True, slots=True)
class _Setting:
    reference: AltitudeReference
    hpa: float | None = None
    field_m: float | None = None
    field: str = ""


def _setting(rest: str, index: int, where: str) -> _Setting:
    for reference, words in _WORDS:
        if re.fullmatch(words, rest, re.IGNORECASE):
            return _Setting(reference)
    qnh, qfe = _QNH.fullmatch(rest), _QFE.fullmatch(rest)
    found = qnh or qfe
    if found is None:
        raise BadLevel("what the level is counted from is missing or not known", character=index + 1, where=where)
    end = index + len(rest) + 1
    if found["hpa"] is None:
        raise BadLevel("the pressure of the altimeter's setting is missing", character=end, where=where)
    hpa = float(found["hpa"].replace(",", "."))
    if not LEAST_HPA <= hpa <= MOST_HPA:
        raise BadLevel(
            f"{hpa:g} hPa is outside {LEAST_HPA:g} to {MOST_HPA:g}",
            character=index + found.start("hpa") + 1,
            where=where,
        )
    if qfe is None:
        return _Setting(AltitudeReference.QNH, hpa)
    if qfe["field"] is None:
        raise BadLevel("the elevation of the field is missing", character=end, where=where)
    factor = M_PER_FT if qfe["field_unit"].lower() == "ft" else 1.0
    name = (qfe["name"] or "").strip()
    if len(name) > _MOST_FIELD:
        raise BadLevel("the name of the field goes on", character=index + qfe.start("name") + 1, where=where)
    return _Setting(AltitudeReference.QFE, hpa, float(qfe["field"].replace(",", ".")) * factor, name)


def compare_levels(a: Level, b: Level, *, air: Air = NOTHING_KNOWN) -> LevelComparison:
    """Whether two levels are the same within their error bands."""
    if a.reference is b.reference and (a.pressure_hpa, a.field_m) == (b.pressure_hpa, b.field_m):
        return _judge(a.value_m - b.value_m, a.half_unit_m + b.half_unit_m)
    pressures = _pressure_height(a), _pressure_height(b)
    if pressures[0] is not None and pressures[1] is not None:
        error_m = a.half_unit_m + b.half_unit_m + 2 * INSTRUMENT_M
        return _judge(pressures[0] - pressures[1], error_m)
    seas = _above_sea(a, air), _above_sea(b, air)
    for sea in seas:
        if isinstance(sea, str):
            return LevelComparison(LevelStatus.NOT_COMPARABLE, None, None, sea)
    (first_m, first_error), (second_m, second_error) = (sea for sea in seas if not isinstance(sea, str))
    return _judge(first_m - second_m, first_error + second_error)


def altitude_above_sea(altitude: Altitude, air: Air) -> tuple[float, float] | None:
    """An altitude of a volume above mean sea level and its error, metres; None where something it needs is missing."""
    sea = _above_sea(Level.from_altitude(altitude), air)
    return None if isinstance(sea, str) else sea


def make_above_sea(*footprints: Footprint) -> AboveSea:
    """How altitudes over footprints lie above mean sea level: by the geoid over all of them, and nothing else."""

    def above_sea(altitude: Altitude) -> tuple[float, float] | None:
        if altitude.reference is not AltitudeReference.W84:
            return altitude_above_sea(altitude, NOTHING_KNOWN)
        try:
            ranges = [_undulation_over(footprint) for footprint in footprints]
        except OutsideGeoid:
            return None
        low_m, high_m = min(low for low, _ in ranges), max(high for _, high in ranges)
        return altitude.value_mm / MM_PER_M - (low_m + high_m) / 2, (high_m - low_m) / 2 + ACCURACY_M

    return above_sea


@lru_cache(maxsize=4096)
def _undulation_over(footprint: Footprint) -> tuple[float, float]:
    box = bounds(footprint)
    return installed_geoid().range_m(
        south_deg=box.south_deg, north_deg=box.north_deg, west_deg=box.west_deg, east_deg=box.east_deg
    )


def write_level(altitude: Altitude) -> str:
    """An altitude as people state it, so that `parse_level` reads the same: ``5000 ft QNH 1013``."""
    if altitude.reference is AltitudeReference.FL and altitude.value_mm % _MM_PER_LEVEL == 0 < altitude.value_mm:
        return f"FL{altitude.value_mm // _MM_PER_LEVEL:03d}"
    unit = "ft" if altitude.unit == "FT" else "m"
    value = f"{altitude.stated_value:.3f}".rstrip("0").rstrip(".")
    text = f"{value} {unit} {altitude.reference}"
    if altitude.pressure_pa is not None:
        text += f" {altitude.pressure_pa / PA_PER_HPA:.2f}".rstrip("0").rstrip(".")
    if altitude.field_mm is not None:
        elevation = f"{altitude.field_mm / MM_PER_M:.3f}".rstrip("0").rstrip(".")
        text += f" field {altitude.field} {elevation} m".replace("  ", " ")
    return text


def _judge(difference_m: float, error_m: float) -> LevelComparison:
    is_same = abs(difference_m) <= error_m
    return LevelComparison(LevelStatus.SAME if is_same else LevelStatus.DIFFERENT, difference_m, error_m, "")


def _pressure_height(level: Level) -> float | None:
    """Above standard pressure, of a level that an altimeter shows."""
    if level.reference is AltitudeReference.FL:
        return level.value_m
    if level.pressure_hpa is not None:
        return level.value_m + standard_height_m(level.pressure_hpa)
    return None


def _above_sea(level: Level, air: Air) -> tuple[float, float] | str:
    """Above mean sea level and the error of that, or what is missing."""
    half_m = level.half_unit_m
    match level.reference:
        case AltitudeReference.AMSL:
            return level.value_m, half_m
        case AltitudeReference.W84:
            if air.position is None:
                return "a position for the geoid"
            try:
                sea_m = (air.geoid or installed_geoid()).undulation_m(air.position)
            except OutsideGeoid:
                return "a geoid that reaches the place"
            return level.value_m - sea_m, half_m + ACCURACY_M
        case AltitudeReference.AGL:
            if air.ground_m is None:
                return "the elevation of the ground"
            low, high = air.ground_m
            return level.value_m + (low + high) / 2, half_m + (high - low) / 2
        case AltitudeReference.QFE if level.field_m is not None:
            # Above its own field the setting is exact; what the temperature does grows with the height above it.
            error_m = INSTRUMENT_M + TEMPERATURE_SHARE * abs(level.value_m)
            return level.value_m + level.field_m, half_m + error_m
        case AltitudeReference.QNH:
            return level.value_m, half_m + INSTRUMENT_M + TEMPERATURE_SHARE * abs(level.value_m)
        case _ if air.qnh_hpa is None:
            return "the QNH of the region"
        case _:
            above_m = level.value_m - standard_height_m(air.qnh_hpa)
            return above_m, half_m + INSTRUMENT_M + TEMPERATURE_SHARE * abs(above_m)

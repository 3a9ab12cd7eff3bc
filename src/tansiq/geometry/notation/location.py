"""What a coordinate is read into: the location, the profile of its sender, and every refusal of its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar, Literal

from tansiq.base.errors import BadRequest
from tansiq.base.units import M_PER_KM
from tansiq.geometry.datum import WGS84, Operation, Pins
from tansiq.geometry.geodesy import Point, distance_m
from tansiq.geometry.positions import Position


class Notation(StrEnum):
    """How a coordinate was written."""

    DECIMAL_DEGREES = "decimal_degrees"
    DEGREES_MINUTES = "degrees_minutes"
    """Degrees and decimal minutes."""
    DEGREES_MINUTES_SECONDS = "degrees_minutes_seconds"
    PACKED_DMS = "packed_dms"
    """``36.2213`` for 36° 22′ 13″: looks like decimal degrees, so a profile must allow it."""
    MGRS = "mgrs"
    """With or without spaces: USNG too."""
    UTM = "utm"
    GAUSS_KRUGER = "gauss_kruger"
    LOCAL_GRID = "local_grid"
    """EPSG:22770 and EPSG:22780."""
    BEARING = "bearing"
    """Bearing and distance from a named reference point."""
    NAME = "name"
    """A place name alone."""


EVERYDAY = frozenset(Notation) - {Notation.PACKED_DMS}
"""What is taken where a sender's profile says nothing."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a party writes places, as its agreement says."""

    notations: frozenset[Notation] = EVERYDAY
    pins: Pins = field(default_factory=lambda: MappingProxyType({}))
    """Operations that the agreement pins, by datum."""
    utm_letter: Literal["band", "hemisphere"] | None = None
    """What the letter behind a UTM zone is; None: refused where the two readings differ."""
    grid_order: Literal["EN", "NE"] | None = None
    """Which of two bare metres comes first; None: refused where both orders are possible."""
    variation_deg: float | None = None
    """Magnetic variation, east positive; None: a magnetic bearing must state it."""


USUAL = Profile()


@dataclass(frozen=True, slots=True)
class Location:
    """A coordinate as received, and what it was resolved to."""

    text: str
    """As received, unchanged."""
    notation: Notation
    datum: str
    """Key of the datum: ``WGS84``, ``SK-42``."""
    position: Position
    uncertainty_mm: int
    """95 % radius that the stated digits allow: from the middle of their cell to its corner."""
    operation: Operation | None = None
    """How it came to WGS 84, and how well that is known; None where it was WGS 84 already."""
    is_extrapolated: bool = False
    """The place is outside the area that the operation is meant for."""
    grid: str = ""
    """Of metres: ``EPSG:32637``."""
    references: tuple[str, ...] = ()
    """Ids of the places of the gazetteer that it rests on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text, still in its own datum."""

    notation: Notation
    point: Point
    half_north_m: float
    """Half a unit of the last stated digit, northwards."""
    half_east_m: float
    sense: str
    """How it was read, for a person: "degrees and minutes"."""
    character: int
    """Of the figures that would be at fault."""
    datum: str = WGS84
    grid: str = ""
    references: tuple[str, ...] = ()


class BadNotation(BadRequest):
    """A coordinate cannot be read."""

    code: ClassVar[str] = "bad_notation"

    def __init__(self, fault: str, *, character: int, where: str, advice: str | None = None) -> None:
        super().__init__(
            f"{fault}, at character {character}",
            where=f"{where}:{character}",
            advice=advice or 'Write decimal degrees, such as "36.3705 37.5157", or MGRS, such as "37SFV0690405327".',
        )
        self.fault, self.character = fault, character


class NotationNotAgreed(BadNotation):
    """A coordinate is in a notation that its sender's profile does not allow."""

    code: ClassVar[str] = "notation_not_agreed"

    def __init__(self, *, notations: tuple[Notation, ...], where: str) -> None:
        super().__init__(
            f"the sender's profile does not allow {' or '.join(sorted(notations))}",
            character=1,
            where=where,
            advice="Ask the sender for a notation of its profile, or change the profile in the agreement.",
        )
        self.notations = notations


class AmbiguousLocation(BadNotation):
    """A coordinate can be read in more than one way."""

    code: ClassVar[str] = "ambiguous_location"

    def __init__(self, readings: Mapping[str, Position], *, character: int, where: str) -> None:
        apart = _most_apart_m(tuple(readings.values()))
        listed = "; ".join(f"{sense}: {at.lat_deg:.5f} {at.lon_deg:.5f}" for sense, at in readings.items())
        super().__init__(
            f"it can be read in {len(readings)} ways, {_shown(apart)} apart ({listed})",
            character=character,
            where=where,
            advice="Ask the sender which is meant, and to write it so that only one reading is left.",
        )
        self.readings, self.apart_m = readings, apart


class UnknownPlaceName(BadNotation):
    """A name is not in the gazetteer."""

    code: ClassVar[str] = "unknown_place_name"

    def __init__(self, *, name: str, character: int, where: str) -> None:
        super().__init__(
            f"{name!r} is neither a coordinate nor a place of the gazetteer",
            character=character,
            where=where,
            advice="Ask for a coordinate with its datum, or for a name of the numbered gazetteer.",
        )
        self.name = name


class AmbiguousPlaceName(BadNotation):
    """Several places of the gazetteer share a name."""

    code: ClassVar[str] = "ambiguous_place_name"

    def __init__(self, candidates: Mapping[str, Position], *, name: str, character: int, where: str) -> None:
        apart = _most_apart_m(tuple(candidates.values()))
        super().__init__(
            f"{name!r} may be {' or '.join(candidates)}, up to {_shown(apart)} apart",
            character=character,
            where=where,
            advice="Ask the sender which of them is meant, by its number in the gazetteer.",
        )
        self.name, self.candidates, self.apart_m = name, candidates, apart


class MissingVariation(BadNotation):
    """A magnetic bearing came without the variation that it needs."""

    code: ClassVar[str] = "missing_variation"

    def __init__(self, *, character: int, where: str) -> None:
        super().__init__(
            "the bearing is magnetic and no variation is known",
            character=character,
            where=where,
            advice="Ask for the true bearing, or for the variation; 5 degrees are 785 m at 9 km.",
        )


class DatumMismatch(BadNotation):
    """A notation does not go with the datum that is stated beside it."""

    code: ClassVar[str] = "datum_mismatch"

    def __init__(self, fault: str, *, where: str) -> None:
        super().__init__(
            fault, character=1, where=where, advice="Ask the sender which of the two is right; neither is guessed."
        )


def _most_apart_m(positions: tuple[Position, ...]) -> float:
    return max((distance_m(a, b) for a in positions for b in positions), default=0.0)


def _shown(distance: float) -> str:
    return f"{distance:.0f} m" if distance < M_PER_KM else f"{distance / M_PER_KM:.1f} km"

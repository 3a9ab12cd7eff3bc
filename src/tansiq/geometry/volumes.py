"""4D volumes in the shape of ASTM F3548-21: a footprint, a band of altitude, an interval of time.

A value that exists is valid. The exact test of two volumes asks the cheap questions first: time, altitude, enclosing
ball, and only then the footprints. Touching intervals and touching bands share nothing, footprints that touch do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from tansiq.base.clock import write_instant
from tansiq.base.errors import BadRequest
from tansiq.geometry.edges import TOLERANCE_M
from tansiq.geometry.footprints import BadFootprint, Circle, Footprint, Polygon, RepeatedVertex, SelfCrossing
from tansiq.geometry.height import Altitude, Band, Comparison, compare, is_surely_above
from tansiq.geometry.level import NOTHING_KNOWN, altitude_above_sea, make_above_sea, write_level
from tansiq.geometry.measures import Box, are_footprints_within, area_km2, bounds, contains_position, width_m
from tansiq.geometry.measures import footprint_distance_m as distance_m
from tansiq.geometry.positions import Position

__all__ = [
    "BadFootprint",
    "Box",
    "Circle",
    "EndsBeforeStart",
    "Footprint",
    "Overlap",
    "Polygon",
    "RepeatedVertex",
    "SelfCrossing",
    "UpperBelowLower",
    "Volume",
    "area_km2",
    "bounds",
    "check_limits",
    "contains",
    "distance_m",
    "overlap",
    "overlap_any",
    "width_m",
    "without_heights",
]


class EndsBeforeStart(BadRequest):
    """An interval ends at or before its start."""

    code: ClassVar[str] = "ends_before_start"

    def __init__(self, *, start_ms: int, end_ms: int) -> None:
        super().__init__(
            f"the end, {write_instant(end_ms)}, is not after the start, {write_instant(start_ms)}",
            advice="Check the dates and the time zones of both ends.",
        )
        self.start_ms, self.end_ms = start_ms, end_ms


class UpperBelowLower(BadRequest):
    """The upper altitude lies below the lower one, in another reference beyond the errors of both."""

    code: ClassVar[str] = "upper_below_lower"

    def __init__(self, *, lower: Altitude, upper: Altitude) -> None:
        is_sure = "surely " if lower.surface != upper.surface else ""
        super().__init__(
            f"the upper altitude, {write_level(upper)}, is {is_sure}below the lower one, {write_level(lower)}",
            advice="Check the units, the references and the order of the two altitudes.",
        )
        self.lower, self.upper = lower, upper


def check_limits(band: Band, *, start_ms: int, end_ms: int, footprint: Footprint | None = None) -> None:
    """Refuse a time or a band that nothing can be in; without a footprint the geoid is not asked.

    Raises:
        EndsBeforeStart: or at the start.
        UpperBelowLower: surely; in doubt the band stands, and what cannot be compared is for the holds to say.
    """
    if end_ms <= start_ms:
        raise EndsBeforeStart(start_ms=start_ms, end_ms=end_ms)
    lower, upper = band.lower, band.upper
    if lower is None or upper is None:
        return
    if lower.surface == upper.surface:
        is_above = lower.value_mm > upper.value_mm
    else:
        above_sea = make_above_sea(footprint) if footprint else _above_sea_without_place
        is_above = is_surely_above(lower, upper, above_sea=above_sea) is True
    if is_above:
        raise UpperBelowLower(lower=lower, upper=upper)


def _above_sea_without_place(altitude: Altitude) -> tuple[float, float] | None:
    return altitude_above_sea(altitude, NOTHING_KNOWN)


@dataclass(frozen=True, slots=True)
class Volume:
    """A footprint through a band of altitude for a time."""

    footprint: Footprint
    lower: Altitude | None
    """None: down to the ground and below, without limit."""
    upper: Altitude | None
    """None: up without limit."""
    start_ms: int
    """First instant inside, ms since 1970 UTC."""
    end_ms: int
    """First instant no longer inside."""

    def __post_init__(self) -> None:
        check_limits(self.band, start_ms=self.start_ms, end_ms=self.end_ms, footprint=self.footprint)

    @property
    def band(self) -> Band:
        """Its altitudes."""
        return Band(self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Overlap:
    """That two volumes share a place, a time and, as far as can be known, an altitude."""

    altitude: Literal["overlap", "not_comparable"]
    """``not_comparable``: place and time are shared, the references of altitude do not let us tell."""
    start_ms: int
    """First shared instant."""
    end_ms: int
    """First instant no longer shared."""


def overlap(a: Volume, b: Volume, *, buffer_m: float = 0.0) -> Overlap | None:
    """What two volumes share, exact on the ellipsoid to one centimetre; None where nothing is shared.

    `buffer_m` is how near, on the ground, counts as sharing the place; in its last centimetre the answer is an overlap.
    """
    start_ms, end_ms = max(a.start_ms, b.start_ms), min(a.end_ms, b.end_ms)
    if start_ms >= end_ms:
        return None
    altitude = compare(a.band, b.band)
    if altitude is Comparison.APART:
        return None
    if not are_footprints_within(a.footprint, b.footprint, buffer_m + TOLERANCE_M):
        return None
    return Overlap("overlap" if altitude is Comparison.OVERLAP else "not_comparable", start_ms, end_ms)


def overlap_any(a: tuple[Volume, ...], b: tuple[Volume, ...], *, buffer_m: float = 0.0) -> Overlap | None:
    """The earliest overlap between any two volumes of two items; at one instant a known one before an unknown one."""
    found = [shared for x in a for y in b if (shared := overlap(x, y, buffer_m=buffer_m)) is not None]
    return min(found, key=lambda shared: (shared.start_ms, shared.altitude != "overlap"), default=None)


def without_heights(volumes: tuple[Volume, ...]) -> tuple[Volume, ...]:
    """The same places and times at every altitude."""
    return tuple(replace(volume, lower=None, upper=None) for volume in volumes)


def contains(place: Volume | Footprint, position: Position) -> bool:
    """Whether a position is in the footprint, whatever the altitude and time; the boundary is inside."""
    return contains_position(place.footprint if isinstance(place, Volume) else place, position)

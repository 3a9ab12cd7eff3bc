"""4D volumes in the shape of ASTM F3548-21: a footprint, a band of altitude, an interval of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from tansiq.base.errors import BadRequest
from tansiq.geometry.footprints import Circle, Footprint, Polygon
from tansiq.geometry.height import Altitude

__all__ = ["Circle", "EndsBeforeStart", "Footprint", "Overlap", "Polygon", "UpperBelowLower", "Volume"]


class EndsBeforeStart(BadRequest):
    """An interval ends at or before its start."""

    code: ClassVar[str] = "ends_before_start"


class UpperBelowLower(BadRequest):
    """The upper altitude lies below the lower one."""

    code: ClassVar[str] = "upper_below_lower"


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


@dataclass(frozen=True, slots=True)
class Overlap:
    """That two volumes share a place, a time and, as far as can be known, an altitude."""

    altitude: Literal["overlap", "not_comparable"]
    """``not_comparable``: place and time are shared, the references of altitude do not let us tell."""
    start_ms: int
    """First shared instant."""
    end_ms: int
    """First instant no longer shared."""

"""Two places that disagree: the likely mistake, with its evidence.

A mistake is laid on each of the two places in turn; where it leads to the other one, it fits, and how nearly is its
residual. Nothing is said of places that lie closer together than three times what both state of themselves: there the
answer is "not distinguishable". Where nothing fits, that is the answer. What fits nearly anything ranks last.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from tansiq.base.units import MM_PER_M
from tansiq.geometry.geodesy import GEOD, distance_m, point_of
from tansiq.geometry.mistakes import Cause, Landing, Rank, Setting, landings
from tansiq.geometry.notation.location import Location
from tansiq.geometry.places import Place, nearest
from tansiq.geometry.positions import Position

_TELLING = 3.0
"""Shifts below so many times the combined uncertainty are not told apart from an honest error."""
_FITTING = 2.5
"""A mistake may enlarge the uncertainty of what it is made with, at most by 1.852."""
_ROUNDING_M = 0.05
_LEAST_FOR_ODD = 3
_REFERENCES = 5
_USUAL_VARIATION_DEG = 5.0


class DiagnosisStatus(StrEnum):
    """What the comparison came to."""

    SAME = "same"
    """They agree within what they state."""
    NOT_DISTINGUISHABLE = "not_distinguishable"
    """They are apart, but not by enough to name a cause."""
    DIAGNOSED = "diagnosed"
    NOTHING_FITS = "nothing_fits"


@dataclass(frozen=True, slots=True)
class Stated:
    """A place and how well it is known."""

    position: Position
    uncertainty_m: float
    """95 % radius."""

    @classmethod
    def from_location(cls, location: Location) -> Stated:
        """The place of a location, its uncertainty that of its digits alone."""
        return cls(location.position, location.uncertainty_mm / MM_PER_M)


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake that would explain the two places."""

    cause: Cause
    group: str
    """Causes of one group cannot be told apart, and are one answer."""
    detail: str
    mistaken: Literal["first", "second"]
    """Whose place is off, if this was it; the other's may as well have been changed the opposite way."""
    residual_m: float
    """How far the mistake misses the other place."""
    tolerance_m: float
    rank: Rank


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Why two places disagree."""

    status: DiagnosisStatus
    distance_m: float
    uncertainty_m: float
    """Of both together."""
    findings: tuple[Finding, ...]
    """Likeliest first, one a group; several where several fit."""


def diagnose(
    first: Stated,
    second: Stated,
    *,
    references: Sequence[Place] = (),
    variation_deg: float | None = _USUAL_VARIATION_DEG,
) -> Diagnosis:
    """Name the likely mistake between two places that should be one.

    Args:
        first: one party's place.
        second: the other's.
        references: points that a party named; else the nearest of the gazetteer are tried, and say less.
        variation_deg: magnetic, east positive, of the region; None leaves magnetic bearings out.
    """
    apart_m = distance_m(first.position, second.position)
    combined_m = math.hypot(first.uncertainty_m, second.uncertainty_m)
    if apart_m <= _TELLING * combined_m:
        status = DiagnosisStatus.SAME if apart_m <= combined_m else DiagnosisStatus.NOT_DISTINGUISHABLE
        return Diagnosis(status, apart_m, combined_m, ())
    setting = _setting(first, second, references, variation_deg)
    fits = _fits(first, second, setting, mistaken="second") + _fits(second, first, setting, mistaken="first")
    fits.sort(key=lambda fit: (fit.rank, fit.residual_m))
    best: dict[str, Finding] = {}
    for fit in fits:
        best.setdefault(fit.group, fit)
    status = DiagnosisStatus.DIAGNOSED if best else DiagnosisStatus.NOTHING_FITS
    return Diagnosis(status, apart_m, combined_m, tuple(best.values()))


@dataclass(frozen=True, slots=True)
class OddOne:
    """The one of several places that disagrees with the others."""

    index: int
    """Which of them, counted from 0."""
    diagnosis: Diagnosis
    """The most precise of the others, as the first, against the odd one, as the second."""


def find_odd(
    places: Sequence[Stated], *, references: Sequence[Place] = (), variation_deg: float | None = _USUAL_VARIATION_DEG
) -> OddOne | None:
    """The one place that disagrees with all the others, which agree among themselves; at least three.

    None where all agree, or where more than one disagrees: then nobody can say from the places alone who is right.
    """
    odd = [
        index
        for index in range(len(places))
        if _agree([place for at, place in enumerate(places) if at != index]) and not _agree(places)
    ]
    if len(odd) != 1 or len(places) < _LEAST_FOR_ODD:
        return None
    others = [place for at, place in enumerate(places) if at != odd[0]]
    best = min(others, key=lambda place: place.uncertainty_m)
    found = diagnose(best, places[odd[0]], references=references, variation_deg=variation_deg)
    return OddOne(odd[0], found)


def _agree(places: Sequence[Stated]) -> bool:
    return all(
        distance_m(a.position, b.position) <= math.hypot(a.uncertainty_m, b.uncertainty_m) + _ROUNDING_M
        for at, a in enumerate(places)
        for b in places[at + 1 :]
    )


def _setting(first: Stated, second: Stated, references: Sequence[Place], variation_deg: float | None) -> Setting:
    if references:
        return Setting(tuple(references), is_stated=True, variation_deg=variation_deg)
    near = {place.id: place for stated in (first, second) for place, _ in nearest(stated.position, _REFERENCES)}
    return Setting(tuple(near.values()), is_stated=False, variation_deg=variation_deg)


def _fits(true: Stated, read: Stated, setting: Setting, *, mistaken: Literal["first", "second"]) -> list[Finding]:
    found = list(landings(point_of(true.position), setting))
    residuals = _distances_m(point_of(read.position), found)
    combined_m = math.hypot(true.uncertainty_m, read.uncertainty_m)
    fits = []
    for landing, residual_m in zip(found, residuals, strict=True):
        strict_m = _FITTING * combined_m + _ROUNDING_M
        tolerance_m = strict_m + landing.slack_m
        if residual_m <= tolerance_m:
            fits.append(
                Finding(
                    cause=landing.cause,
                    group=landing.group,
                    detail=landing.detail,
                    mistaken=mistaken,
                    residual_m=residual_m,
                    tolerance_m=tolerance_m,
                    # What fits only by the accuracy of an operation is no strong evidence.
                    rank=landing.rank if residual_m <= strict_m else Rank.LOOSE,
                )
            )
    return fits


def _distances_m(here: tuple[float, float], found: list[Landing]) -> list[float]:
    count = len(found)
    lons, lats = [landing.point[0] for landing in found], [landing.point[1] for landing in found]
    return list(GEOD.inv([here[0]] * count, [here[1]] * count, lons, lats)[2])

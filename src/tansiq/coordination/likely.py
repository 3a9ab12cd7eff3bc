"""The likely mistake behind two places that should be one: what a hold and its words carry.

Only places that a party stated are looked at, never the middle of a footprint, which a coarse disclosure moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tansiq.airspace.item import Item, StatedPlace
from tansiq.base.units import MM_PER_M
from tansiq.geometry.description import Description, compare_words, parse_description
from tansiq.geometry.diagnosis import Diagnosis, Finding, Stated, diagnose
from tansiq.geometry.geodesy import destination, distance_m
from tansiq.geometry.mistakes import Cause, Rank
from tansiq.geometry.places import nearest
from tansiq.geometry.positions import BadPosition, Position

MAX_CAUSES = 3
_NEAR = 20
_DATUM_GROUP = "datum "


@dataclass(frozen=True, slots=True)
class LikelyCause:
    """One mistake that would explain a difference."""

    cause: str
    """Its code, as the diagnosis names it."""
    subject: str
    """Which datum, or which reference point; empty where the code says all."""
    residual_mm: int
    """How far the mistake misses the other place."""


def find_causes(item: Item, other: Position, uncertainty_mm: int) -> tuple[LikelyCause, ...]:
    """Why another place for an item may differ from the stated one, likeliest first; empty where nothing fits."""
    return () if item.place is None else _find_causes(item.place, other, uncertainty_mm)


@lru_cache(maxsize=4096)
def find_causes_of_words(place: StatedPlace, least_tolerance_m: float) -> tuple[LikelyCause, ...]:
    """Why words may differ from the place beside them: the reference points that would explain it come first."""
    read = parse_description(place.words)
    check = compare_words(place.words, place.position, least_tolerance_m)
    if not isinstance(read, Description) or check.stated is None:
        return ()
    by_reference = _explaining(read, place.position, least_tolerance_m)
    if not read.is_named:
        return by_reference[:MAX_CAUSES]
    # Words are no better known than their last digit, so that a loose fit would say nothing at all.
    found = diagnose(
        Stated(place.position, place.uncertainty_mm / MM_PER_M),
        Stated(check.stated, read.half_unit_m),
        references=read.references[:MAX_CAUSES],
    )
    return (*by_reference, *_causes(found, worst=Rank.BY_REFERENCE))[:MAX_CAUSES]


def parse_e7(value: str) -> Position | None:
    """The place of a readback element in the machine's writing; None where it is not one."""
    try:
        lat_e7, lon_e7 = (int(part) for part in value.split())
        return Position(lat_e7, lon_e7)
    except (ValueError, BadPosition):
        return None


@lru_cache(maxsize=4096)
def _find_causes(place: StatedPlace, other: Position, uncertainty_mm: int) -> tuple[LikelyCause, ...]:
    first = Stated(place.position, place.uncertainty_mm / MM_PER_M)
    return _causes(diagnose(first, Stated(other, uncertainty_mm / MM_PER_M)))


def _causes(found: Diagnosis, *, worst: Rank = Rank.LOOSE) -> tuple[LikelyCause, ...]:
    return tuple(_to_cause(finding) for finding in found.findings if finding.rank <= worst)[:MAX_CAUSES]


def _to_cause(finding: Finding) -> LikelyCause:
    subject = finding.group.removeprefix(_DATUM_GROUP) if finding.cause is Cause.DATUM else ""
    return LikelyCause(finding.cause.value, subject, round(finding.residual_m * MM_PER_M))


def _explaining(read: Description, position: Position, least_tolerance_m: float) -> tuple[LikelyCause, ...]:
    """Other points from which the same words would lead to the place."""
    if read.direction_deg is None:
        return ()
    named = {place.id for place in read.references} if read.is_named else set()
    found = []
    for place, _ in nearest(position, _NEAR):
        there = destination(place.position, read.direction_deg, read.stated_m)
        apart_m = distance_m(there, position)
        if place.id not in named and apart_m <= max(read.half_unit_m, least_tolerance_m):
            found.append(LikelyCause(Cause.REFERENCE.value, place.name, round(apart_m * MM_PER_M)))
    return tuple(sorted(found, key=lambda cause: cause.residual_mm))

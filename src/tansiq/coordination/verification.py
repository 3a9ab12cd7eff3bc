"""The blind comparison of a place with a second source. A match has no effect other than lifting a hold."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.airspace.item import Item
from tansiq.coordination.agreement import Articles
from tansiq.coordination.likely import LikelyCause, find_causes
from tansiq.coordination.readback import reference_position
from tansiq.coordination.statements import Match
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.notation import Location


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison gave."""

    match: Match
    distance_mm: int | None
    tolerance_mm: int
    """The article's tolerance and both uncertainties."""
    causes: tuple[LikelyCause, ...] = ()
    """Of a mismatch: the likely mistakes, likeliest first."""
    stated_uncertainty_mm: int = 0
    second_uncertainty_mm: int | None = None
    """None for cannot."""


def compare_blind(item: Item, second: Location | None, articles: Articles) -> Outcome:
    """Compare an item's place with what a verifier gave without seeing it; None is ``cannot``."""
    stated_mm = 0 if item.place is None else item.place.uncertainty_mm
    if second is None:
        tolerance_mm = articles.verification_tolerance_mm + stated_mm
        return Outcome(Match.CANNOT, None, tolerance_mm, stated_uncertainty_mm=stated_mm)
    tolerance_mm = articles.verification_tolerance_mm + stated_mm + second.uncertainty_mm
    distance_mm = round(distance_m(reference_position(item), second.position) * 1000)
    match = Match.MATCH if distance_mm <= tolerance_mm else Match.MISMATCH
    is_off = match is Match.MISMATCH
    causes = find_causes(item, second.position, second.uncertainty_mm) if is_off else ()
    return Outcome(match, distance_mm, tolerance_mm, causes, stated_mm, second.uncertainty_mm)

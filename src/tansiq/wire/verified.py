"""Body of ``verified``: the outcome of a blind check. A match does nothing but lift a hold.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | whose place was checked | |
| match | word | | match, mismatch, cannot | |
| tolerance_mm | integer | mm | up to which distance it matches | |
| source | text | | kind of second source | |
| distance_mm | integer | mm | between both places; left out for cannot, and for cannot only | yes |
| causes | array of cause | | likely mistakes of a mismatch, likeliest first, at most 3 | yes |
| stated_uncertainty_mm | integer | mm | from version 2: of the stated place, a part of the tolerance | yes |
| second_uncertainty_mm | integer | mm | from version 2: of the second source's place | yes |
| cause.cause | word | | such as datum, axes_swapped, zone | |
| cause.residual_mm | integer | mm | how far the mistake misses the other place | |
| cause.subject | text | | which datum or reference point | yes |
"""

from __future__ import annotations

from tansiq.coordination.likely import MAX_CAUSES, LikelyCause
from tansiq.coordination.statements import Match, Verified
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash, ItemUuid, Text, Whole, Word


class CauseV1(Shape, frozen=True):
    """A likely mistake."""

    cause: Word
    residual_mm: Whole
    subject: Text = ""


class VerifiedV1(Shape, frozen=True):
    """Versions 1 and 2, which says both uncertainties."""

    item: ItemUuid
    revision: Hash
    match: Match
    tolerance_mm: Whole
    source: Text
    distance_mm: Whole | None = None
    causes: tuple[CauseV1, ...] = ()
    stated_uncertainty_mm: Whole | None = None
    second_uncertainty_mm: Whole | None = None


def is_v1(said: Verified) -> bool:
    return said.stated_uncertainty_mm is None and said.second_uncertainty_mm is None


def to_body(said: Verified) -> VerifiedV1:
    return VerifiedV1(
        item=said.item,
        revision=said.revision,
        match=said.match,
        tolerance_mm=said.tolerance_mm,
        source=said.source,
        distance_mm=said.distance_mm,
        causes=tuple(CauseV1(each.cause, each.residual_mm, each.subject) for each in said.causes),
        stated_uncertainty_mm=said.stated_uncertainty_mm,
        second_uncertainty_mm=said.second_uncertainty_mm,
    )


def from_body(body: VerifiedV1) -> Verified:
    is_checked = body.match is not Match.CANNOT
    check(is_checked == (body.distance_mm is not None), "a distance belongs to every outcome but cannot",
          where="$.distance_mm")  # fmt: skip
    fits = not body.causes or (body.match is Match.MISMATCH and len(body.causes) <= MAX_CAUSES)
    check(fits, f"a mismatch, and it only, has up to {MAX_CAUSES} likely causes", where="$.causes")
    return Verified(
        item=body.item,
        revision=body.revision,
        match=body.match,
        distance_mm=body.distance_mm,
        tolerance_mm=body.tolerance_mm,
        source=body.source,
        causes=tuple(LikelyCause(each.cause, each.subject, each.residual_mm) for each in body.causes),
        stated_uncertainty_mm=body.stated_uncertainty_mm,
        second_uncertainty_mm=body.second_uncertainty_mm,
    )

"""Body of ``verified``: the outcome of a blind check. A match does nothing but lift a hold.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | whose place was checked | |
| match | word | | match, mismatch, cannot | |
| tolerance_mm | integer | mm | up to which distance it matches | |
| source | text | | kind of second source | |
| distance_mm | integer | mm | between both places; left out for cannot, and for cannot only | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Match, Verified
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash, ItemUuid, Text, Whole


class VerifiedV1(Shape, frozen=True):
    """Version 1."""

    item: ItemUuid
    revision: Hash
    match: Match
    tolerance_mm: Whole
    source: Text
    distance_mm: Whole | None = None


def to_body(said: Verified) -> VerifiedV1:
    return VerifiedV1(
        item=said.item,
        revision=said.revision,
        match=said.match,
        tolerance_mm=said.tolerance_mm,
        source=said.source,
        distance_mm=said.distance_mm,
    )


def from_body(body: VerifiedV1) -> Verified:
    is_checked = body.match is not Match.CANNOT
    check(is_checked == (body.distance_mm is not None), "a distance belongs to every outcome but cannot",
          where="$.distance_mm")  # fmt: skip
    return Verified(
        item=body.item,
        revision=body.revision,
        match=body.match,
        distance_mm=body.distance_mm,
        tolerance_mm=body.tolerance_mm,
        source=body.source,
    )

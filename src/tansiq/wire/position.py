"""Body of ``position``: own people or an own aircraft, now. A later one by the same name replaces it.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| subject | word | | people, aircraft | |
| name | text | | call sign or unit | |
| at_ms | integer | ms since 1970 UTC | when they were there | |
| position | position | | as in the shapes | |
| uncertainty_mm | integer | mm | | |
| count | integer | | how many, 1 or more; left out: 1 | yes |
| altitude | altitude | | as in the shapes; left out: not stated | yes |
| item | UUID | | the sender's item to which they belong | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import PositionReport, Reported
from tansiq.wire.bodies import Shape, placed
from tansiq.wire.fields import Counted, Instant, ItemUuid, Name, Whole
from tansiq.wire.shapes import AltitudeV1, PositionV1, from_altitude, from_position, to_altitude, to_position


class PositionReportV1(Shape, frozen=True):
    """Version 1."""

    subject: Reported
    name: Name
    at_ms: Instant
    position: PositionV1
    uncertainty_mm: Whole
    count: Counted = 1
    altitude: AltitudeV1 | None = None
    item: ItemUuid | None = None


def to_body(said: PositionReport) -> PositionReportV1:
    return PositionReportV1(
        subject=said.subject,
        name=said.name,
        at_ms=said.at_ms,
        position=to_position(said.position),
        uncertainty_mm=said.uncertainty_mm,
        count=said.count,
        altitude=to_altitude(said.altitude),
        item=said.item,
    )


def from_body(body: PositionReportV1) -> PositionReport:
    with placed("$"):
        return PositionReport(
            subject=body.subject,
            name=body.name,
            at_ms=body.at_ms,
            position=from_position(body.position),
            uncertainty_mm=body.uncertainty_mm,
            count=body.count,
            altitude=from_altitude(body.altitude, "$.altitude"),
            item=body.item,
        )

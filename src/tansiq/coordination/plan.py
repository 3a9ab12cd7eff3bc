"""Whether what flies is in some plan: in place and time of a movement that its party has filed and not ended."""

from __future__ import annotations

from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination.picture import Picture
from tansiq.coordination.statements import PositionReport
from tansiq.geometry.volumes import contains

_NOT_FLOWN = frozenset({"ended", "cancelled"})


def find_plan(picture: Picture, party: PartyId, report: PositionReport) -> ItemId | None:
    """The movement of a party, as known here, in which a reported aircraft is; heights are not compared."""
    for state in picture.items.values():
        if state.owner != party or state.declared in _NOT_FLOWN:
            continue
        for hash_ in {state.current, state.flown or state.current}:
            item = picture.revisions[hash_].item
            for volume in item.volumes if item.is_movement else ():
                if volume.start_ms <= report.at_ms < volume.end_ms and contains(volume, report.position):
                    return state.id
    return None

"""Our own flights inside an area at this moment, and when each has left it by its own plan.

For the officer who calls crews when an area is ceased, closed or filed over them. Read off the plan that was filed: its
latest volume that shares place and height with the area. Not off speed or track, which this node does not know. It
commands nobody, and a flight that is not named may be inside all the same: it may have left its plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tansiq.airspace.conflict import compare_heights, do_heights_count, reach_m
from tansiq.airspace.item import Item
from tansiq.base.ids import ItemId
from tansiq.coordination.picture import CeaseState, ItemState, Picture
from tansiq.geometry.engine import do_meet
from tansiq.geometry.height import Comparison
from tansiq.geometry.volumes import Volume


@dataclass(frozen=True, slots=True)
class Inside:
    """One own flight that is inside."""

    item: ItemId
    name: str
    leaves_ms: int
    """When it has left by its plan; not after now: it is over its planned time and not ended."""


def find_inside(picture: Picture, area: ItemState, now_ms: int) -> tuple[Inside, ...]:
    """Own flights inside an item now, who needs longest first; an own movement is inside itself."""
    revision = picture.revisions[area.current]
    if area.owner == picture.own and revision.item.is_movement:
        flights = [area]
    else:
        near = {other.item.id for other in picture.find_near(revision) if other.item.owner == picture.own}
        flights = [picture.items[id_] for id_ in near]
    found = (find_way_out(picture, flight, revision.item, now_ms) for flight in flights)
    return _in_order(each for each in found if each is not None)


def find_inside_ceased(picture: Picture, cease: CeaseState, now_ms: int) -> tuple[Inside, ...]:
    """Own flights inside anything that a standing cease names or suspended; none once it is resumed."""
    if not cease.stands:
        return ()
    areas = [picture.items[ItemId(id_)] for id_ in {*cease.items, *cease.suspended} if id_ in picture.items]
    latest: dict[ItemId, Inside] = {}
    for each in (each for area in areas for each in find_inside(picture, area, now_ms)):
        known = latest.get(each.item)
        if known is None or each.leaves_ms > known.leaves_ms:
            latest[each.item] = each
    return _in_order(latest.values())


def _in_order(found: Iterable[Inside]) -> tuple[Inside, ...]:
    return tuple(sorted(found, key=lambda each: (-each.leaves_ms, each.item)))


def find_way_out(picture: Picture, state: ItemState, area: Item, now_ms: int) -> Inside | None:
    """Whether one own flight is inside an item now, and when it is out by its plan."""
    if state.flown is None:
        return None
    flight = picture.revisions[state.flown].item
    begun = [volume for volume in flight.volumes if volume.start_ms <= now_ms]
    shared = [volume for volume in begun if flight.id == area.id or _is_shared(flight, volume, area, now_ms)]
    if not shared:
        return None
    leaves_ms = max(volume.end_ms for volume in shared)
    has_moved_on = any(volume.end_ms > leaves_ms for volume in begun)
    return None if leaves_ms <= now_ms and has_moved_on else Inside(flight.id, flight.name, leaves_ms)


def _is_shared(flight: Item, volume: Volume, area: Item, now_ms: int) -> bool:
    buffer_m, heights = max(reach_m(flight), reach_m(area)), do_heights_count(flight, area)
    return any(
        each.start_ms <= now_ms < each.end_ms
        and do_meet(volume.footprint, each.footprint, buffer_m=buffer_m)
        and (not heights or compare_heights(volume, each) is not Comparison.APART)
        for each in area.volumes
    )

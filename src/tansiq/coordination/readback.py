"""Critical elements of a movement, restated by its recipient and compared by machine.

An element is compared as a value, not as text: a place by its position, times as instants, levels in millimetres with
their reference. At most four elements belong to one readback.
"""

from __future__ import annotations

from collections.abc import Sequence

from tansiq.airspace.item import Item
from tansiq.base.clock import write_instant
from tansiq.coordination.likely import LikelyCause, find_causes, parse_e7
from tansiq.coordination.picture import ReadbackState
from tansiq.coordination.statements import Element
from tansiq.geometry.footprints import Circle
from tansiq.geometry.height import Altitude
from tansiq.geometry.positions import Position

PLACE, LEVEL, TIMES, COUNT = "place", "level", "times", "count"
CLOSE_E7 = 1
"""Places are the same within this many 1e-7 degrees: what two roundings of one value can differ by."""


def elements_of(item: Item) -> tuple[Element, ...]:
    """The critical elements of an item as its owner's machine writes them."""
    found = [
        Element(PLACE, write_place(reference_position(item))),
        Element(LEVEL, "; ".join(_band(volume.lower, volume.upper) for volume in item.volumes[:1])),
        Element(TIMES, f"{write_instant(item.start_ms)}/{write_instant(item.end_ms)}"),
    ]
    if item.flight is not None:
        found.append(Element(COUNT, str(item.flight.aircraft_count)))
    return tuple(found)


def find_differing(item: Item, elements: Sequence[Element]) -> tuple[str, ...]:
    """Names of the elements that are missing, twice, or not the same as the item's."""
    given: dict[str, str] = {}
    twice = {
        element.name for element in elements if element.name in given or given.update({element.name: element.value})
    }
    return tuple(
        wanted.name
        for wanted in elements_of(item)
        if wanted.name in twice or not _is_same(wanted, given.get(wanted.name, ""))
    )


def causes_of_readback(item: Item, readback: ReadbackState) -> tuple[LikelyCause, ...]:
    """The likely mistakes behind a place that was read back differently."""
    given = [element.value for element in readback.elements if element.name == PLACE]
    other = parse_e7(given[0]) if PLACE in readback.differing and len(given) == 1 else None
    # How finely it was read back is not sent: taken to be as fine as what it is compared with.
    return () if other is None or item.place is None else find_causes(item, other, item.place.uncertainty_mm)


def reference_position(item: Item) -> Position:
    """The place that stands for an item in speech: the stated place, or that of its first footprint."""
    if item.place is not None:
        return item.place.position
    footprint = item.volumes[0].footprint
    return footprint.centre if isinstance(footprint, Circle) else footprint.vertices[0]


def write_place(position: Position) -> str:
    """Latitude and longitude in whole 1e-7 degrees, so that no rounding can stand between two ends."""
    return f"{position.lat_e7} {position.lon_e7}"


def _is_same(wanted: Element, value: str) -> bool:
    if wanted.name != PLACE:
        return wanted.value == value.strip()
    try:
        lat_e7, lon_e7 = (int(part) for part in value.split())
    except ValueError:
        return False
    wanted_lat_e7, wanted_lon_e7 = (int(part) for part in wanted.value.split())
    return abs(lat_e7 - wanted_lat_e7) <= CLOSE_E7 and abs(lon_e7 - wanted_lon_e7) <= CLOSE_E7


def _band(lower: Altitude | None, upper: Altitude | None) -> str:
    return f"{_level(lower)} to {_level(upper)}"


def _level(altitude: Altitude | None) -> str:
    return "unbounded" if altitude is None else f"{altitude.value_mm} mm {altitude.reference}"

"""Critical elements of a movement, restated by its recipient and compared by machine.

An element is compared as a value, not as text: a place by its position, times as instants, levels with their reference
and setting, an area corner by corner. At most four elements belong to one readback; several readbacks of a revision
count together, each element as it was last given. Which elements are critical is an article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from tansiq.airspace.item import Item
from tansiq.base.clock import write_instant
from tansiq.base.units import MM_PER_M
from tansiq.coordination.agreement import DEFAULT_ARTICLES, READBACK_ELEMENTS
from tansiq.coordination.likely import LikelyCause, find_causes, parse_e7
from tansiq.coordination.picture import ReadbackState
from tansiq.coordination.statements import Element
from tansiq.geometry.footprints import Circle, Footprint
from tansiq.geometry.height import Altitude, AltitudeReference, BadSetting
from tansiq.geometry.level import write_level
from tansiq.geometry.positions import Position

PLACE, LEVEL, TIMES, COUNT, AREA, UNIT = READBACK_ELEMENTS
CLOSE_E7 = 1
"""Places are the same within this many 1e-7 degrees: what two roundings of one value can differ by."""
CLOSE_MM = 500
"""Levels are the same within this: what a value in whole feet and one in whole metres can differ by."""
UNBOUNDED = "unbounded"
_LEVEL: Final = re.compile(
    r"(?P<mm>-?\d{1,9}) mm (?P<reference>[A-Z0-9]+)(?: (?P<pa>\d{1,7}) Pa)?(?: field (?P<field>-?\d{1,8}) mm)?"
)


def elements_of(item: Item, names: Sequence[str] = DEFAULT_ARTICLES.readback_elements) -> tuple[Element, ...]:
    """The critical elements of an item as its owner's machine writes them; those that it has."""
    return tuple(Element(name, value) for name in names if (value := _value_of(item, name)))


def find_differing(item: Item, elements: Sequence[Element]) -> tuple[str, ...]:
    """Names of the elements given that are not the same as the item's."""
    return tuple(given.name for given in elements if not _is_same(given.name, _value_of(item, given.name), given.value))


def find_missing(item: Item, elements: Sequence[Element], names: Sequence[str]) -> tuple[str, ...]:
    """Names of the critical elements that were not given."""
    given = {element.name for element in elements}
    return tuple(element.name for element in elements_of(item, names) if element.name not in given)


def merge(known: Sequence[Element], given: Sequence[Element]) -> tuple[Element, ...]:
    """Elements of several readbacks, each as it was last given."""
    return tuple({element.name: element for element in (*known, *given)}.values())


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


def write_area(corners: Sequence[Position], radius_mm: int | None = None) -> str:
    """A footprint: its corners in order, or a centre and a radius."""
    places = ", ".join(write_place(corner) for corner in corners)
    return places if radius_mm is None else f"{places} {radius_mm} mm"


def write_band(lower: Altitude | None, upper: Altitude | None) -> str:
    """Both levels of a band."""
    return f"{_write_altitude(lower)} to {_write_altitude(upper)}"


def say_value(name: str, value: str) -> str:
    """An element of the machine's writing in degrees and in metres or feet, as people read it."""
    if name == PLACE and (at := parse_e7(value)) is not None:
        return f"{at.lat_deg:.7f} {at.lon_deg:.7f}"
    if name == AREA:
        parts = [re.sub(r"(-?\d+) (-?\d+)", _say_pair, part) for part in value.split(", ")]
        return ", ".join(re.sub(r"(\d+) mm", lambda found: f"{int(found[1]) / MM_PER_M:g} m", part) for part in parts)
    if name == LEVEL:
        return " to ".join(_say_altitude(side) for side in value.split(" to "))
    return value


def _value_of(item: Item, name: str) -> str:
    """Empty where the item has no such element."""
    if name == PLACE:
        return write_place(reference_position(item))
    if name == LEVEL:
        return write_band(item.volumes[0].lower, item.volumes[0].upper)
    if name == TIMES:
        return f"{write_instant(item.start_ms)}/{write_instant(item.end_ms)}"
    if name == COUNT:
        return "" if item.flight is None else str(item.flight.aircraft_count)
    if name == AREA:
        return _write_footprint(item.volumes[0].footprint)
    return " ".join(item.name.split()) if name == UNIT else ""


def _write_footprint(footprint: Footprint) -> str:
    if isinstance(footprint, Circle):
        return write_area([footprint.centre], footprint.radius_mm)
    return write_area(footprint.vertices)


def _is_same(name: str, wanted: str, value: str) -> bool:
    if name == PLACE:
        return _are_close([wanted], [value])
    if name == AREA:
        corners, _, radius = wanted.partition(" mm")[0].rpartition(" ") if wanted.endswith(" mm") else (wanted, "", "")
        others, _, other = value.partition(" mm")[0].rpartition(" ") if value.endswith(" mm") else (value, "", "")
        return radius == other and _are_close(corners.split(","), others.split(","))
    if name == LEVEL:
        sides, given = wanted.split(" to "), value.strip().split(" to ")
        return len(sides) == len(given) and all(map(_is_same_level, sides, given))
    if name == UNIT:
        return _fold(value) == _fold(wanted)
    return bool(wanted) and wanted == value.strip()


def _fold(name: str) -> str:
    """A name as it is said: without capitals, spaces as one, and without the dot by which Turkish tells two letters."""
    return " ".join(name.upper().replace("İ", "I").split())


def _are_close(wanted: Sequence[str], given: Sequence[str]) -> bool:
    places = [(parse_e7(left), parse_e7(right)) for left, right in zip(wanted, given, strict=False)]
    return len(wanted) == len(given) and all(
        one is not None
        and other is not None
        and abs(one.lat_e7 - other.lat_e7) <= CLOSE_E7
        and abs(one.lon_e7 - other.lon_e7) <= CLOSE_E7
        for one, other in places
    )


def _is_same_level(wanted: str, value: str) -> bool:
    """Above one surface, and within what whole feet and whole metres can differ by."""
    if wanted == value:
        return True
    one, other = _LEVEL.fullmatch(wanted), _LEVEL.fullmatch(value.strip())
    if one is None or other is None:
        return False
    is_one_surface = all(one[part] == other[part] for part in ("reference", "pa", "field"))
    return is_one_surface and abs(int(one["mm"]) - int(other["mm"])) <= CLOSE_MM


def _write_altitude(altitude: Altitude | None) -> str:
    if altitude is None:
        return UNBOUNDED
    text = f"{altitude.value_mm} mm {altitude.reference}"
    if altitude.pressure_pa is not None:
        text += f" {altitude.pressure_pa} Pa"
    return text if altitude.field_mm is None else f"{text} field {altitude.field_mm} mm"


def _say_altitude(side: str) -> str:
    found = _LEVEL.fullmatch(side.strip())
    try:
        return side if found is None else write_level(_read_altitude(found))
    except (ValueError, BadSetting):
        return side


def _read_altitude(found: re.Match[str]) -> Altitude:
    return Altitude(
        int(found["mm"]),
        AltitudeReference(found["reference"]),
        "M",
        pressure_pa=None if found["pa"] is None else int(found["pa"]),
        field_mm=None if found["field"] is None else int(found["field"]),
    )


def _say_pair(found: re.Match[str]) -> str:
    at = parse_e7(found[0])
    return found[0] if at is None else f"{at.lat_deg:.7f} {at.lon_deg:.7f}"

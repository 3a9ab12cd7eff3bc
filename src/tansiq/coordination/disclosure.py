"""What of an item one party may know (I6)."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from tansiq.airspace.item import Item
from tansiq.base.units import E7_PER_DEG
from tansiq.geometry.footprints import Circle, Footprint, ball_of, shape_of
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.positions import Position

_M_PER_DEG = 111_000.0
"""Of latitude, roughly: the grain need not be exact, only the cover."""
_POLE_E7 = 90 * E7_PER_DEG


def coarsen(item: Item, grid_mm: int) -> Item:
    """The item as circles on a grid, wholly covering it, without name, place, evidence or note.

    Centre and radius are whole multiples of the grain, so the shape tells no more than the grain does.
    """
    return replace(
        item,
        name=item.kind.value,
        volumes=tuple(
            replace(volume, footprint=_cover(volume.footprint, grid_mm), lower=None, upper=None)
            for volume in item.volumes
        ),
        site=None if item.site is None else replace(item.site, evidence=""),
        place=None,
        note="",
    )


def is_coarse(item: Item) -> bool:
    """Whether an item is as `coarsen` leaves it, and so larger than the truth: its kind stands for its name."""
    return item.name == item.kind.value


def _cover(footprint: Footprint, grid_mm: int) -> Circle:
    """A circle of which centre and radius are whole multiples of the grain and which holds the footprint."""
    middle, radius_m = _ball(footprint)
    grain_e7 = max(1, round(grid_mm / 1000 / _M_PER_DEG * E7_PER_DEG))
    centre = Position(
        min(max(_snap(middle.lat_e7, grain_e7), -_POLE_E7), _POLE_E7), _wrap(_snap(middle.lon_e7, grain_e7))
    )
    reach_mm = (distance_m(centre, middle) + radius_m) * 1000
    return Circle(centre, (ceil(reach_mm / grid_mm) + 1) * grid_mm)


def _ball(footprint: Footprint) -> tuple[Position, float]:
    """A point and a distance in metres within which the whole footprint lies."""
    if isinstance(footprint, Circle):
        return footprint.centre, footprint.radius_m
    lon_deg, lat_deg = shape_of(footprint).middle
    return Position.from_degrees(lat_deg=lat_deg, lon_deg=lon_deg), ball_of(footprint).radius_m


def _snap(value_e7: int, grain_e7: int) -> int:
    return (2 * value_e7 + grain_e7) // (2 * grain_e7) * grain_e7


def _wrap(lon_e7: int) -> int:
    half = 180 * E7_PER_DEG
    return (lon_e7 + half) % (2 * half) - half

"""What of an item one party may know (I6)."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor

from tansiq.airspace.item import Item
from tansiq.base.units import E7_PER_DEG
from tansiq.geometry.footprints import Circle, Footprint
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.measures import bounds
from tansiq.geometry.positions import Position

_M_PER_DEG = 111_000.0
"""Of latitude, roughly: the grain need not be exact, only the cover."""


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


def _cover(footprint: Footprint, grid_mm: int) -> Circle:
    box = bounds(footprint)
    grain_e7 = max(1, round(grid_mm / 1000 / _M_PER_DEG * E7_PER_DEG))
    width_deg = (box.east_deg - box.west_deg) % 360.0
    centre = Position(
        _snap((box.south_deg + box.north_deg) / 2, grain_e7),
        _wrap(_snap(box.west_deg + width_deg / 2, grain_e7)),
    )
    corners = [
        Position.from_degrees(lat_deg=lat, lon_deg=_in_range(lon))
        for lat in (box.south_deg, box.north_deg)
        for lon in (box.west_deg, box.east_deg)
    ]
    reach_mm = max(distance_m(centre, corner) for corner in corners) * 1000
    return Circle(centre, (ceil(reach_mm / grid_mm) + 1) * grid_mm)


def _snap(value_deg: float, grain_e7: int) -> int:
    return floor(value_deg * E7_PER_DEG / grain_e7 + 0.5) * grain_e7


def _wrap(lon_e7: int) -> int:
    half = 180 * E7_PER_DEG
    return (lon_e7 + half) % (2 * half) - half


def _in_range(lon_deg: float) -> float:
    return (lon_deg + 180.0) % 360.0 - 180.0

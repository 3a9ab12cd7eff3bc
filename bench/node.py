"""The cross-check of a received item against everything that a node knows, as the write path does it."""

from __future__ import annotations

import time
import uuid

import numpy as np

from bench.workloads import make_plans
from tansiq.airspace.item import Flight, Item, ItemKind
from tansiq.base.ids import ItemId, PartyId, Sha256
from tansiq.base.units import MM_PER_M, MS_PER_S
from tansiq.coordination.binding import find_meetings
from tansiq.coordination.picture import ItemState, Picture, Revision
from tansiq.geometry.footprints import Circle
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume

_NEW = 1000
_FLIGHT = Flight(aircraft_count=1, aircraft_type="transport", hazard_to_ground=False)


def make_items(count: int, *, seed: int, owner: str) -> list[Item]:
    """Activities where and when operations of W1 begin, as circles: one volume each."""
    plans = make_plans(count, seed=seed)
    firsts = np.searchsorted(plans.operation, np.arange(count))
    ends = plans.corner_ends
    return [_item(plans_row, owner) for plans_row in (
        (
            float(plans.lon_deg[ends[i] : ends[i + 1]].mean()),
            float(plans.lat_deg[ends[i] : ends[i + 1]].mean()),
            float(plans.lower_m[i]),
            float(plans.upper_m[i]),
            int(plans.start_s[i]),
            int(plans.end_s[i]),
        )
        for i in firsts.tolist()
    )]  # fmt: skip


def _item(row: tuple[float, float, float, float, int, int], owner: str) -> Item:
    lon_deg, lat_deg, lower_m, upper_m, start_s, end_s = row
    volume = Volume(
        Circle(Position.from_degrees(lat_deg=lat_deg, lon_deg=lon_deg), 8000 * MM_PER_M),
        Altitude(round(lower_m * MM_PER_M), AltitudeReference.W84),
        Altitude(round(upper_m * MM_PER_M), AltitudeReference.W84),
        start_s * MS_PER_S,
        end_s * MS_PER_S,
    )
    return Item(ItemId(str(uuid.uuid4())), PartyId(owner), 1, ItemKind.ACTIVITY, "flight", (volume,), flight=_FLIGHT)


def put(picture: Picture, item: Item, number: int) -> Revision:
    """Into the picture, as the fold of an entry puts it."""
    revision = Revision(Sha256(f"{number:064x}"), item, number, 0, 0, True)
    picture.put("revisions", revision.hash, revision)
    picture.put("items", item.id, ItemState(item.id, item.owner, revision.hash, (revision.hash,), "submitted"))
    return revision


def measure_cross_check(known: int) -> tuple[str, ...]:
    """A row for the table: p50 and p99 of taking one item in and finding all that it meets."""
    picture = Picture(PartyId("south"))
    for number, item in enumerate(make_items(known, seed=1, owner="south")):
        put(picture, item, number)
    picture.commit()
    seconds, hits = [], []
    for number, item in enumerate(make_items(_NEW, seed=2, owner="north"), start=known):
        begun = time.perf_counter()
        revision = put(picture, item, number)
        meetings = find_meetings(picture, revision, 0)
        seconds.append(time.perf_counter() - begun)
        hits.append(len(meetings))
        picture.rollback()
    p50, p99 = (float(value) for value in np.percentile(seconds, [50, 99]))
    name = f"a node's cross-check of an item against {known:,} items, p50 / p99"
    note = f"filing it and naming all that it meets, {np.mean(hits):.1f} on average"
    return name, f"{p50 * 1e3:.2f} / {p99 * 1e3:.2f} ms", "", "", note

"""All items that a node knows by place, time and height: what stands in an item's way, at once and exactly.

The kernels judge place, time and height of all of them in one question, so what they name is the answer, and each item
is looked at only where it meets. What counts at any height (see `conflict`) is filed once more without heights.

What was found is kept and stays true as items come and go, so an item is asked about once. It is the same from both
sides: where two questions about one pair could differ, in the last millimetres of the tolerance, the pair conflicts.

One task owns an index; it is not locked.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from tansiq.airspace.conflict import (
    ON_GROUND,
    Conflict,
    choose_conflict,
    compare_heights,
    do_heights_count,
    may_conflict,
    reach_m,
)
from tansiq.airspace.item import Item
from tansiq.base.ids import PartyId
from tansiq.geometry.height import Comparison
from tansiq.geometry.index import Filing, Hit, VolumeIndex
from tansiq.geometry.volumes import Overlap, Volume, without_heights

Key = TypeVar("Key", bound=Hashable)

_DOUBT_M = 0.05
"""Two questions about one pair, asked from either side, agree to less than this; see the engine's precision."""


class ItemIndex(Generic[Key]):
    """Items by key. Sites are filed with the buffer that they ask for."""

    def __init__(self) -> None:
        self._items: dict[Key, Item] = {}
        self._groups: dict[PartyId, int] = {}
        """A number for each party's movements."""
        self._all: VolumeIndex[Key] = VolumeIndex()
        self._on_ground: VolumeIndex[Key] = VolumeIndex()
        """Where people are on the ground, without heights."""
        self._hazards: VolumeIndex[Key] = VolumeIndex()
        """Movements that are a danger to those beneath, without heights."""
        self._met: dict[Key, dict[Key, Conflict]] = {}
        """What stands in the way of each item that was asked about."""
        self._named: dict[Key, dict[Key, Conflict]] = {}
        """Of items not asked about yet: those that named them."""
        self._fresh: dict[Key, None] = {}
        """Filed since, and not yet entered there."""

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def insert(self, key: Key, item: Item) -> None:
        """File an item; what was filed under the key before is replaced."""
        self.insert_all([(key, item)])

    def insert_all(self, items: Iterable[tuple[Key, Item]]) -> None:
        """File many at once, far sooner than one by one."""
        given = dict(items)
        for key in given:
            self.remove(key)
        self._items.update(given)
        self._all.insert_all(self._filing(key, item, item.volumes) for key, item in given.items())
        for index, belongs in ((self._on_ground, _is_on_ground), (self._hazards, _is_hazard)):
            index.insert_all(
                self._filing(key, item, without_heights(item.volumes)) for key, item in given.items() if belongs(item)
            )
        if self._met:
            self._fresh.update(dict.fromkeys(given))

    def _filing(self, key: Key, item: Item, volumes: tuple[Volume, ...]) -> Filing[Key]:
        """Protective items are never in one another's way, nor are one party's movements."""
        group = self._groups.setdefault(item.owner, len(self._groups) + 1) if item.is_movement else 0
        return Filing(key, volumes, reach_m(item), group)

    def remove(self, key: Key) -> None:
        """Forget an item; one that is not filed is no error."""
        if key not in self._items:
            return
        others = {**self._met.pop(key, {}), **self._named.pop(key, {})}
        for known in (self._met, self._named):
            for other in others:
                known.get(other, {}).pop(key, None)
        self._fresh.pop(key, None)
        del self._items[key]
        for index in (self._all, self._on_ground, self._hazards):
            index.remove(key)

    def conflicts_of(self, key: Key) -> Mapping[Key, Conflict]:
        """Every other filed item that stands in a filed one's way, with how."""
        self.look_up([key])
        return self._met[key]

    def look_up(self, keys: Iterable[Key]) -> None:
        """Ask about many filed items at once, which is sooner than one by one when each is wanted."""
        wanted = [key for key in dict.fromkeys([*self._fresh, *keys]) if key not in self._met]
        self._fresh.clear()
        asked = self._ask(wanted)
        for key in wanted:
            found = self._met[key] = self._judge(self._items[key], asked[key]) | self._named.pop(key, {})
            for other, conflict in found.items():
                known = self._met if other in self._met else self._named
                known.setdefault(other, {}).setdefault(key, conflict)

    def find_conflicts(self, item: Item) -> dict[Key, Conflict]:
        """Every filed item that stands in the way of one that is not filed, with how."""
        asked = [(True, self._all.find(item.volumes, buffer_m=reach_m(item)))]
        if _is_hazard(item):
            asked.append((False, self._on_ground.find(item.volumes, buffer_m=reach_m(item))))
        if _is_on_ground(item):
            asked.append((False, self._hazards.find(item.volumes, buffer_m=reach_m(item))))
        return self._judge(item, asked)

    def find_beneath(self, item: Item) -> set[Key]:
        """Every filed item that shares a place and a time with one that need not be filed, at whatever height."""
        return self._all.query(without_heights(item.volumes), buffer_m=_DOUBT_M + reach_m(item))

    def _ask(self, keys: Sequence[Key]) -> dict[Key, list[tuple[bool, list[Hit[Key]]]]]:
        """Hits for each key, with whether heights were looked at."""
        found = {key: [(True, hits)] for key, hits in self._all.find_around(keys, self._all).items()}
        for index, asks in ((self._on_ground, _is_hazard), (self._hazards, _is_on_ground)):
            asking = [key for key in keys if asks(self._items[key])]
            for key, hits in index.find_around(asking, self._all).items():
                found[key].append((False, hits))
        return found

    def _judge(self, item: Item, asked: list[tuple[bool, list[Hit[Key]]]]) -> dict[Key, Conflict]:
        met: dict[Key, list[Overlap]] = {}
        for heights, hits in asked:
            for key, row, number, is_comparable in hits:
                other = self._items[key]
                if not may_conflict(item, other) or do_heights_count(item, other) != heights:
                    continue
                ours, theirs = item.volumes[row], other.volumes[number]
                if heights and not (is_comparable and _is_plain(ours) and _is_plain(theirs)):
                    altitude = compare_heights(ours, theirs)
                    if altitude is Comparison.APART:
                        continue
                    is_comparable = altitude is Comparison.OVERLAP
                start_ms, end_ms = max(ours.start_ms, theirs.start_ms), min(ours.end_ms, theirs.end_ms)
                shared = Overlap("overlap" if is_comparable else "not_comparable", start_ms, end_ms)
                met.setdefault(key, []).append(shared)
        found = {key: choose_conflict(item, self._items[key], shared) for key, shared in met.items()}
        return {key: conflict for key, conflict in found.items() if conflict is not None}


def _is_plain(volume: Volume) -> bool:
    """Whether the kernels know its altitudes as they are: they know no pressures."""
    return all(side is None or side.pressure_pa is None for side in (volume.lower, volume.upper))


def _is_on_ground(item: Item) -> bool:
    return item.kind in ON_GROUND


def _is_hazard(item: Item) -> bool:
    return item.has_ground_hazard

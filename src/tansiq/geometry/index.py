"""Which items share a place and a time with an item: what a node asks at every change.

A face over the kernels' index: items by key instead of volumes by slot, each pair named with which volumes meet. It may
name too many, where altitudes cannot be compared for one, but never too few. The antimeridian and the poles are places
like others.

One task owns an index; it is not locked.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from tansiq.geometry.engine import Engine, Pairs, Volumes
from tansiq.geometry.volumes import Volume

Key = TypeVar("Key", bound=Hashable)

_NOBODY = -1
"""Owner of a question: so that everything filed may be in its way. Groups are owners, from 0; others count down."""


class Hit(NamedTuple, Generic[Key]):
    """A volume of the question meets a volume of a filed item."""

    key: Key
    row: int
    """Position among the question's volumes."""
    number: int
    """Position among the item's volumes."""
    is_comparable: bool
    """False: the references of their altitudes do not let us tell."""


class Filing(NamedTuple, Generic[Key]):
    """An item to be filed."""

    key: Key
    volumes: Sequence[Volume]
    wider_m: float = 0.0
    """By which the footprints are widened."""
    group: int | None = None
    """Items of one group, from 0, are never in one another's way; None: of no group."""


class VolumeIndex(Generic[Key]):
    """Volumes by key, found by place, time and altitude."""

    def __init__(self) -> None:
        self._engine = Engine()
        self._filed: dict[Key, NDArray[np.int64]] = {}
        """Slots of each item's volumes."""
        self._by_slot: dict[int, tuple[Key, int]] = {}
        """Key, and position among its volumes."""
        self._next_owner = -2

    def __len__(self) -> int:
        return len(self._filed)

    def __contains__(self, key: object) -> bool:
        return key in self._filed

    def insert(self, key: Key, volumes: Sequence[Volume]) -> None:
        """File an item's volumes; those filed under the key before are replaced."""
        self.insert_all([Filing(key, volumes)])

    def insert_all(self, items: Iterable[Filing[Key]]) -> None:
        """File many items at once: far sooner than one by one. A key that comes twice is filed as it came last."""
        given = {item.key: item for item in items}
        for key in given:
            self.remove(key)
        if not given:
            return
        flat = [volume for item in given.values() for volume in item.volumes]
        owners = [owner for item in given.values() for owner in [self._owner_of(item)] * len(item.volumes)]
        wider = [item.wider_m for item in given.values() for _ in item.volumes]
        slots = self._engine.insert(Volumes.from_volumes(flat, owners, wider_m=wider))
        first = 0
        for key, item in given.items():
            own = self._filed[key] = slots[first : first + len(item.volumes)]
            first += len(own)
            self._by_slot.update((slot, (key, at)) for at, slot in enumerate(own.tolist()))

    def _owner_of(self, item: Filing[Key]) -> int:
        if item.group is not None:
            return item.group
        self._next_owner -= 1
        return self._next_owner

    def remove(self, key: Key) -> None:
        """Forget an item; one that is not filed is no error."""
        filed = self._filed.pop(key, None)
        if filed is None:
            return
        self._engine.remove(filed)
        for slot in filed.tolist():
            del self._by_slot[slot]

    def query(self, volumes: Sequence[Volume], *, buffer_m: float = 0.0) -> set[Key]:
        """Keys of all items that overlap any of these volumes, widened by the buffer."""
        return {hit.key for hit in self.find(volumes, buffer_m=buffer_m)}

    def find(self, volumes: Sequence[Volume], *, buffer_m: float = 0.0) -> list[Hit[Key]]:
        """Every pair of one of these volumes, widened by the buffer, and a filed one that overlap."""
        if not volumes or not self._filed:
            return []
        question = Volumes.from_volumes(volumes, [_NOBODY] * len(volumes))
        return self._hits(self._engine.query(question, buffer_m=buffer_m))

    def find_around(
        self, keys: Sequence[Key], other: VolumeIndex[Key], *, buffer_m: float = 0.0
    ) -> dict[Key, list[Hit[Key]]]:
        """As `find` here for each of the items that are filed in another index, or in this one; its own group left out.

        Nothing is made ready again and all are asked at once, so this is the quick way to ask about what is filed.
        """
        found: dict[Key, list[Hit[Key]]] = {key: [] for key in keys}
        if not keys or not self._filed:
            return found
        filed = [other._filed[key] for key in keys]
        slots = filed[0] if len(filed) == 1 else np.concatenate(filed)
        for hit in self._hits(self._engine.query_slots(other._engine, slots, buffer_m=buffer_m)):
            asker, row = other._by_slot[int(slots[hit.row])]
            found[asker].append(Hit(hit.key, row, hit.number, hit.is_comparable))
        return found

    def pairs(self, *, buffer_m: float = 0.0) -> set[frozenset[Key]]:
        """All pairs of different items that overlap one another."""
        found = self._engine.pairs(buffer_m=buffer_m)
        keys = self._by_slot
        return {frozenset((keys[a][0], keys[b][0])) for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True)}

    def _hits(self, found: Pairs) -> list[Hit[Key]]:
        rows = zip(found.a.tolist(), found.b.tolist(), found.is_comparable.tolist(), strict=True)
        by_slot = self._by_slot
        return [Hit(*by_slot[slot][:1], row, by_slot[slot][1], is_comparable) for row, slot, is_comparable in rows]

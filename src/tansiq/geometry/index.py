"""Which items share a place and a time with an item: what a node asks at every change.

A face over the kernels' index: items by key instead of volumes by slot. It may name too many, where altitudes cannot
be compared for one, but never too few. The antimeridian and the poles are places like others.

One task owns an index; it is not locked.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from tansiq.geometry.engine import Engine, Volumes
from tansiq.geometry.volumes import Volume

Key = TypeVar("Key", bound=Hashable)

_NOBODY = -1
"""Owner of a question: so that everything filed may be in its way."""


@dataclass(frozen=True, slots=True)
class _Filed:
    number: int
    """The item's owner number in the engine."""
    slots: NDArray[np.int64]


class VolumeIndex(Generic[Key]):
    """Volumes by key, found by place, time and altitude."""

    def __init__(self) -> None:
        self._engine = Engine()
        self._filed: dict[Key, _Filed] = {}
        self._key_of: dict[int, Key] = {}
        """By slot."""
        self._next_number = 0

    def __len__(self) -> int:
        return len(self._filed)

    def __contains__(self, key: object) -> bool:
        return key in self._filed

    def insert(self, key: Key, volumes: Sequence[Volume]) -> None:
        """File an item's volumes; those filed under the key before are replaced."""
        self.remove(key)
        number, self._next_number = self._next_number, self._next_number + 1
        slots = self._engine.insert(Volumes.from_volumes(volumes, [number] * len(volumes)))
        self._filed[key] = _Filed(number, slots)
        self._key_of.update((slot, key) for slot in slots.tolist())

    def remove(self, key: Key) -> None:
        """Forget an item; one that is not filed is no error."""
        filed = self._filed.pop(key, None)
        if filed is None:
            return
        self._engine.remove(filed.slots)
        for slot in filed.slots.tolist():
            del self._key_of[slot]

    def query(self, volumes: Sequence[Volume], *, buffer_m: float = 0.0) -> set[Key]:
        """Keys of all items that overlap any of these volumes, widened by the buffer."""
        if not volumes or not self._filed:
            return set()
        found = self._engine.query(Volumes.from_volumes(volumes, [_NOBODY] * len(volumes)), buffer_m=buffer_m)
        return {self._key_of[slot] for slot in found.b.tolist()}

    def pairs(self, *, buffer_m: float = 0.0) -> set[frozenset[Key]]:
        """All pairs of different items that overlap one another."""
        found = self._engine.pairs(buffer_m=buffer_m)
        keys = self._key_of
        return {frozenset((keys[a], keys[b])) for a, b in zip(found.a.tolist(), found.b.tolist(), strict=True)}

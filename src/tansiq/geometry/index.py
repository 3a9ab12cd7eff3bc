"""Which items could overlap: too many may be named, never too few. The exact test is in `volumes`.

Footprints are filed by the cubes of space that their enclosing balls touch, so the antimeridian and the poles are
places like others. A ball that touches very many cubes is kept on a list of its own and always looked at.

One task owns an index; it is not locked.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tansiq.base.units import M_PER_KM
from tansiq.geometry.edges import TOLERANCE_M
from tansiq.geometry.footprints import ball_of
from tansiq.geometry.geodesy import Ball
from tansiq.geometry.height import Comparison, compare
from tansiq.geometry.volumes import Volume

Key = TypeVar("Key", bound=Hashable)
Cube = tuple[int, int, int]

_CUBE_M = 100 * M_PER_KM
_MOST_CUBES = 512


@dataclass(frozen=True, slots=True)
class _Filed(Generic[Key]):
    key: Key
    volume: Volume
    ball: Ball


class VolumeIndex(Generic[Key]):
    """Volumes by key, found by place, time and altitude."""

    def __init__(self) -> None:
        self._filed: dict[Key, tuple[_Filed[Key], ...]] = {}
        self._by_cube: defaultdict[Cube, dict[Key, None]] = defaultdict(dict)
        self._wide: dict[Key, None] = {}

    def __len__(self) -> int:
        return len(self._filed)

    def __contains__(self, key: object) -> bool:
        return key in self._filed

    def insert(self, key: Key, volumes: Sequence[Volume]) -> None:
        """File an item's volumes; those filed under the key before are replaced."""
        self.remove(key)
        filed = tuple(_Filed(key, volume, ball_of(volume.footprint)) for volume in volumes)
        self._filed[key] = filed
        for entry in filed:
            if _count_cubes(entry.ball, 0.0) > _MOST_CUBES:
                self._wide[key] = None
                continue
            for cube in _cubes(entry.ball, 0.0):
                self._by_cube[cube][key] = None

    def remove(self, key: Key) -> None:
        """Forget an item; one that is not filed is no error."""
        for entry in self._filed.pop(key, ()):
            self._wide.pop(key, None)
            if _count_cubes(entry.ball, 0.0) > _MOST_CUBES:
                continue
            for cube in _cubes(entry.ball, 0.0):
                keys = self._by_cube.get(cube, {})
                keys.pop(key, None)
                if not keys:
                    self._by_cube.pop(cube, None)

    def query(self, volumes: Sequence[Volume], *, buffer_m: float = 0.0) -> set[Key]:
        """Keys of all items that could overlap any of these volumes, widened by the buffer."""
        found: set[Key] = set()
        for volume in volumes:
            ball = ball_of(volume.footprint)
            for key in self._near(ball, buffer_m) - found:
                if any(_could_overlap(entry, volume, ball, buffer_m) for entry in self._filed[key]):
                    found.add(key)
        return found

    def pairs(self, *, buffer_m: float = 0.0) -> set[frozenset[Key]]:
        """All pairs of different items that could overlap one another."""
        return {
            frozenset((key, other))
            for key, filed in self._filed.items()
            for other in self.query([entry.volume for entry in filed], buffer_m=buffer_m)
            if other != key
        }

    def _near(self, ball: Ball, buffer_m: float) -> set[Key]:
        if _count_cubes(ball, buffer_m) > _MOST_CUBES:
            return set(self._filed)
        near = set(self._wide)
        for cube in _cubes(ball, buffer_m):
            near.update(self._by_cube.get(cube, ()))
        return near


def _could_overlap(entry: _Filed[Key], volume: Volume, ball: Ball, buffer_m: float) -> bool:
    filed = entry.volume
    if max(filed.start_ms, volume.start_ms) >= min(filed.end_ms, volume.end_ms):
        return False
    if not entry.ball.is_within(ball, buffer_m + TOLERANCE_M):
        return False
    return compare(filed.band, volume.band) is not Comparison.APART


def _limits(ball: Ball, buffer_m: float) -> tuple[range, range, range]:
    reach_m = ball.radius_m + buffer_m + TOLERANCE_M
    x, y, z = (
        range(math.floor((at - reach_m) / _CUBE_M), math.floor((at + reach_m) / _CUBE_M) + 1) for at in ball.middle
    )
    return x, y, z


def _count_cubes(ball: Ball, buffer_m: float) -> int:
    return math.prod(len(limits) for limits in _limits(ball, buffer_m))


def _cubes(ball: Ball, buffer_m: float) -> Iterator[Cube]:
    xs, ys, zs = _limits(ball, buffer_m)
    return ((x, y, z) for x in xs for y in ys for z in zs)

"""Live flight: who comes too near to whom, who is outside its own volume, who is in or comes into another's.

State-based: every track is taken to fly on as it does, within the look-ahead of the agreement. Says nothing of what a
crew should do. Tracks and volumes must state altitudes in one reference; who brings them there answers for it.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from tansiq.geometry.approach import Standoff, Tracks, find_encounters, find_entries, find_inside
from tansiq.geometry.engine import Engine
from tansiq.geometry.positions import Position

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Track(Generic[Key]):
    """One aircraft as last reported."""

    key: Key
    position: Position
    alt_m: float
    east_mps: float
    north_mps: float
    up_mps: float
    position_error_m: float = 0.0
    altitude_error_m: float = 0.0
    late_s: float = 0.0
    """Age of the report."""


@dataclass(frozen=True, slots=True)
class Loss(Generic[Key]):
    """Two tracks that lose, or may lose, their separation."""

    first: Key
    second: Key
    begins_s: float
    """From now; 0 where it is lost already."""
    closest_s: float
    miss_m: float
    """Over the ground when they are nearest."""
    height_m: float


@dataclass(frozen=True, slots=True)
class Conformance(Generic[Key]):
    """How one track stands to the volumes."""

    key: Key
    is_inside_own: bool
    """Whether it is in any volume of its own that is open now."""
    enters_s: dict[int, float]
    """Slots of others' volumes, and when it comes into them; 0 where it is inside."""


def find_losses(tracks: Sequence[Track[Key]], standoff: Standoff) -> list[Loss[Key]]:
    """All pairs, the soonest first."""
    if len(tracks) < 2:
        return []
    found = find_encounters(_columns(tracks), standoff)
    order = np.argsort(found.begins_s, kind="stable").tolist()
    return [
        Loss(
            tracks[int(found.a[i])].key,
            tracks[int(found.b[i])].key,
            float(found.begins_s[i]),
            float(found.closest_s[i]),
            float(found.miss_m[i]),
            float(found.height_m[i]),
        )
        for i in order
    ]


def check_conformance(
    engine: Engine, owner_of_slot: dict[int, int], flown_for: dict[Key, int], tracks: Sequence[Track[Key]],
    *, now_ms: int, within_s: float,
) -> list[Conformance[Key]]:  # fmt: skip
    """How each track stands to the volumes now and within a time.

    Args:
        engine: the volumes.
        owner_of_slot: their owners' numbers.
        flown_for: the owner's number of each track that flies under a plan; others have no volume of their own.
        tracks: where they are now.
        now_ms: of the positions.
        within_s: look-ahead.
    """
    if not tracks:
        return []
    columns = _columns(tracks)
    owners = np.array([flown_for.get(track.key, _NOBODY) for track in tracks], np.int64)
    inside: set[int] = set()
    for row, slot in zip(*(rows.tolist() for rows in find_inside(engine, columns, now_ms=now_ms)), strict=True):
        if owner_of_slot[slot] == owners[row]:
            inside.add(row)
    enters: list[dict[int, float]] = [{} for _ in tracks]
    found = find_entries(engine, columns, owners, now_ms=now_ms, within_s=within_s)
    for row, slot, at_s in zip(found.track.tolist(), found.slot.tolist(), found.enters_s.tolist(), strict=True):
        enters[row][slot] = at_s
    return [Conformance(track.key, row in inside, enters[row]) for row, track in enumerate(tracks)]


_NOBODY = -1


def _columns(tracks: Sequence[Track[Key]]) -> Tracks:
    rows = [
        (
            track.position.lon_deg,
            track.position.lat_deg,
            track.alt_m,
            track.east_mps,
            track.north_mps,
            track.up_mps,
            track.position_error_m,
            track.altitude_error_m,
            track.late_s,
        )
        for track in tracks
    ]
    return Tracks(*np.ascontiguousarray(np.array(rows, np.float64).T))

"""Two seeded workloads: a day of plans over one theatre (W1), and the aircraft in it at one instant (W2).

W1: operations of one to eight volumes each; four in ten stay where they are, six in ten advance. Eight in ten gather
around ten towns, the others lie anywhere between 35 and 49 E, 29 and 38 N. Circles are 24-gons, so that every peer
tests the same polygons. Volumes conflict where footprints, bands of altitude and times overlap and the operations
differ. W2: aircraft with position and velocity, half an hour out from the same towns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tansiq.geometry.approach import Tracks
from tansiq.geometry.engine import Volumes

Column = NDArray[np.float64]
Whole = NDArray[np.int64]

_RADIUS_M = 6_371_008.8
_LON_DEG, _LAT_DEG = 42.0, 33.5
_M_PER_LON_DEG = _RADIUS_M * np.cos(np.radians(_LAT_DEG)) * np.pi / 180
_M_PER_LAT_DEG = _RADIUS_M * np.pi / 180
_WEST, _SOUTH, _EAST, _NORTH = 35.0, 29.0, 49.0, 38.0
_DAY_S = 86_400.0
_SHARE_NEAR_TOWNS = 0.8
_CIRCLE_CORNERS = 24
_TOWNS = np.array(
    [
        [36.29, 33.51, 12, 40],
        [37.16, 36.20, 12, 40],
        [38.28, 34.56, 6, 50],
        [40.14, 35.33, 8, 45],
        [40.75, 36.50, 8, 45],
        [43.13, 36.34, 12, 40],
        [44.01, 36.19, 9, 35],
        [42.44, 33.79, 8, 45],
        [44.39, 33.31, 16, 45],
        [47.78, 30.51, 9, 45],
    ]
)
"""Longitude, latitude, weight, spread in km."""


@dataclass(frozen=True)
class Plans:
    """W1 as columns; the volumes of one operation lie together."""

    operation: Whole
    corner_ends: Whole
    lon_deg: Column
    lat_deg: Column
    lower_m: Column
    upper_m: Column
    start_s: Column
    end_s: Column

    def __len__(self) -> int:
        return len(self.operation)

    def volumes(self, rows: slice = slice(None), *, owner: int | None = None) -> Volumes:
        """For the engine; `owner` in place of the operations'."""
        first, last, _ = rows.indices(len(self))
        corners = slice(int(self.corner_ends[first]), int(self.corner_ends[last]))
        own = self.operation[rows] if owner is None else np.full(last - first, owner)
        return Volumes.from_arrays(
            owner=own,
            corner_counts=np.diff(self.corner_ends[first : last + 1]),
            lon_deg=self.lon_deg[corners],
            lat_deg=self.lat_deg[corners],
            lower_m=self.lower_m[rows],
            upper_m=self.upper_m[rows],
            start_ms=(self.start_s[rows] * 1000).astype(np.int64),
            end_ms=(self.end_s[rows] * 1000).astype(np.int64),
        )

    def rows_of(self, operation: int) -> slice:
        """Where one operation's volumes are."""
        first, last = np.searchsorted(self.operation, [operation, operation + 1])
        return slice(int(first), int(last))


@dataclass(frozen=True)
class Flights:
    """W2 as columns."""

    lon_deg: Column
    lat_deg: Column
    alt_m: Column
    east_mps: Column
    north_mps: Column
    up_mps: Column

    def tracks(self) -> Tracks:
        """For the engine."""
        return Tracks(self.lon_deg, self.lat_deg, self.alt_m, self.east_mps, self.north_mps, self.up_mps)


def to_flat(lon_deg: Column, lat_deg: Column) -> tuple[Column, Column]:
    """The one flat frame in which the workload is made: metres east and north of the theatre's middle."""
    return (lon_deg - _LON_DEG) * _M_PER_LON_DEG, (lat_deg - _LAT_DEG) * _M_PER_LAT_DEG


def _from_flat(x_m: Column, y_m: Column) -> tuple[Column, Column]:
    return x_m / _M_PER_LON_DEG + _LON_DEG, y_m / _M_PER_LAT_DEG + _LAT_DEG


def _middles(chance: np.random.Generator, count: int) -> tuple[Column, Column]:
    town = chance.choice(len(_TOWNS), size=count, p=_TOWNS[:, 2] / _TOWNS[:, 2].sum())
    x_m, y_m = to_flat(_TOWNS[town, 0], _TOWNS[town, 1])
    spread_m = _TOWNS[town, 3] * 1000.0
    x_m = x_m + chance.standard_normal(count) * spread_m
    y_m = y_m + chance.standard_normal(count) * spread_m
    is_anywhere = chance.random(count) >= _SHARE_NEAR_TOWNS
    any_x_m, any_y_m = to_flat(chance.uniform(_WEST, _EAST, count), chance.uniform(_SOUTH, _NORTH, count))
    return np.where(is_anywhere, any_x_m, x_m), np.where(is_anywhere, any_y_m, y_m)


@dataclass(frozen=True)
class _Operations:
    """How many volumes each operation has, spread over the volumes."""

    counts: Whole

    @property
    def firsts(self) -> Whole:
        return np.concatenate([[0], np.cumsum(self.counts)[:-1]])

    def spread(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.repeat(values, self.counts)

    def running(self, values: Column) -> Column:
        """Sums from each operation's first volume on."""
        sums = np.cumsum(values)
        return sums - np.repeat(sums[self.firsts] - values[self.firsts], self.counts)


def _log_uniform(chance: np.random.Generator, low: float, high: float, count: int) -> Column:
    return np.exp(chance.uniform(np.log(low), np.log(high), count))


def make_plans(operations: int, *, seed: int = 1) -> Plans:
    """W1 of so many operations; the same numbers give the same plans."""
    chance = np.random.default_rng([seed, operations])
    ops = _Operations(chance.integers(1, 9, operations))
    n = int(ops.counts.sum())
    is_first = np.arange(n) == np.repeat(ops.firsts, ops.counts)
    middle_x, middle_y = _middles(chance, operations)
    size_m = np.clip(np.exp(chance.normal(np.log(16e3), 0.55, n)), 5e3, 60e3)
    heading = np.repeat(chance.uniform(0, 2 * np.pi, operations), ops.counts) + chance.normal(0, 0.25, n)
    advances = np.repeat(chance.random(operations) < 0.6, ops.counts)
    step_m = np.where(advances, size_m * 0.9, chance.normal(0, 1500.0, n))
    step_m = np.where(is_first, 0.0, step_m)
    x_m = np.repeat(middle_x, ops.counts) + ops.running(step_m * np.sin(heading))
    y_m = np.repeat(middle_y, ops.counts) + ops.running(step_m * np.cos(heading))
    edge_x, edge_y = to_flat(np.array([_WEST, _EAST]), np.array([_SOUTH, _NORTH]))
    x_m, y_m = np.clip(x_m, *edge_x), np.clip(y_m, *edge_y)
    start_s, end_s = _times(chance, ops, advances)
    lower_m, upper_m = _bands(chance, ops, advances, is_first)
    corner_ends, lon_deg, lat_deg = _footprints(chance, np.stack([x_m, y_m, size_m, heading]), advances)
    operation = np.repeat(np.arange(operations), ops.counts)
    return Plans(operation, corner_ends, lon_deg, lat_deg, lower_m, upper_m, start_s, end_s)


def _times(chance: np.random.Generator, ops: _Operations, advances: NDArray[np.bool_]) -> tuple[Column, Column]:
    """Ten minutes to four hours each, one after another with a minute in common, all within the day."""
    n = len(advances)
    staying_s = _log_uniform(chance, 600, 14_400, n)
    lasting_s = np.where(advances, _log_uniform(chance, 600, 3600, n), staying_s)
    most = np.repeat(_DAY_S * 0.9 / np.add.reduceat(lasting_s, ops.firsts), ops.counts)
    lasting_s = np.round(lasting_s * np.minimum(1.0, most))
    total_s = np.add.reduceat(lasting_s, ops.firsts)
    begin_s = chance.uniform(0, np.maximum(_DAY_S - total_s, 1.0))
    start_s = np.round(np.repeat(begin_s, ops.counts) + ops.running(lasting_s) - lasting_s)
    return start_s, start_s + lasting_s + 60.0


def _bands(
    chance: np.random.Generator, ops: _Operations, advances: NDArray[np.bool_], is_first: NDArray[np.bool_]
) -> tuple[Column, Column]:
    """Three strata, 150 to 1,500 m thick."""
    m, n = len(ops.counts), len(advances)
    stratum = chance.choice(3, m, p=[0.45, 0.3, 0.25])
    low, middle, high = (chance.uniform(a, b, m) for a, b in ((0, 1500), (1500, 6000), (6000, 13_000)))
    base_m = np.where(stratum == 0, low, np.where(stratum == 1, middle, high))
    climb_m = np.where(is_first, 0, chance.normal(0, 150, n))
    lower_m = np.round(np.repeat(base_m, ops.counts) + np.where(advances, ops.running(climb_m), 0.0))
    lower_m = np.maximum(lower_m, 0)
    return lower_m, lower_m + np.round(_log_uniform(chance, 150, 1500, n))


def _footprints(
    chance: np.random.Generator, drawn: NDArray[np.float64], advances: NDArray[np.bool_]
) -> tuple[Whole, Column, Column]:
    """Circles, rectangles along the way, convex polygons and stars: ends of each, longitudes and latitudes."""
    x_m, y_m, size_m, heading = drawn
    n = len(x_m)
    u = chance.random(n)
    kind = np.where(advances, np.where(u < 0.85, 1, 2), np.where(u < 0.55, 0, np.where(u < 0.85, 2, 3)))
    some, pairs = chance.integers(4, 9, n), 2 * chance.integers(4, 7, n)
    counts = np.select([kind == 0, kind == 1, kind == 2], [_CIRCLE_CORNERS, 4, some], pairs)
    ends = np.concatenate([[0], np.cumsum(counts)])
    of = np.repeat(np.arange(n), counts)
    j, many = np.arange(ends[-1]) - ends[of], counts[of]
    angle = 2 * np.pi * (j + 0.5) / many
    shift = chance.uniform(-0.35, 0.35, ends[-1]) * 2 * np.pi / many
    angle = angle + np.where(np.isin(kind[of], (2, 3)), shift, 0.0)
    half_m = size_m[of] / 2
    squeeze = np.where(kind[of] == 2, chance.uniform(0.5, 1.0, n)[of], 1.0)
    reach_m = half_m * np.where(kind[of] == 3, np.where(j % 2 == 0, 1.0, 0.45), 1.0)
    across_m, along_m = reach_m * np.cos(angle), reach_m * squeeze * np.sin(angle)
    width_m = np.minimum(chance.uniform(1500, 5000, n), size_m / 2)[of]
    is_way = kind[of] == 1
    across_m = np.where(is_way, np.array([1, 1, -1, -1])[j % 4] * width_m, across_m)
    along_m = np.where(is_way, np.array([-1, 1, 1, -1])[j % 4] * half_m, along_m)
    sine, cosine = np.sin(heading[of]), np.cos(heading[of])
    lon_deg, lat_deg = _from_flat(
        x_m[of] + across_m * cosine + along_m * sine, y_m[of] - across_m * sine + along_m * cosine
    )
    return ends, lon_deg, lat_deg


def make_flights(count: int, *, seed: int = 1) -> Flights:
    """W2 of so many aircraft."""
    chance = np.random.default_rng([seed, count, 2])
    x_m, y_m = _middles(chance, count)
    track = np.radians(chance.uniform(0, 360, count))
    kind = chance.choice(3, count, p=[0.35, 0.25, 0.4])
    slow, middle, fast = (chance.uniform(a, b, count) for a, b in ((15, 70), (60, 150), (180, 260)))
    speed_mps = np.where(kind == 0, slow, np.where(kind == 1, middle, fast))
    out_s = chance.uniform(0, 1800, count)
    x_m = x_m + speed_mps * out_s * np.sin(track)
    y_m = y_m + speed_mps * out_s * np.cos(track)
    low, mid, high = (chance.uniform(a, b, count) for a, b in ((50, 1500), (500, 7500), (6000, 13_000)))
    alt_m = np.where(kind == 0, low, np.where(kind == 1, mid, high))
    is_level = chance.random(count) < 0.6
    alt_m = np.where(is_level & (kind == 2), np.round(alt_m / 304.8) * 304.8, alt_m)
    up_mps = np.where(is_level, 0.0, chance.normal(0, 5.0, count))
    lon_deg, lat_deg = _from_flat(x_m, y_m)
    return Flights(lon_deg, lat_deg, alt_m, speed_mps * np.sin(track), speed_mps * np.cos(track), up_mps)

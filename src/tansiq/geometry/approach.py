"""Closest approach of aircraft in straight motion, and their coming into volumes. Arrays in and out.

Each pair is compared in the plane that touches the ground between both, so no pair is far from its own frame. Within
five minutes at jet speed the plane's answer differs from flight along geodesics by a few metres; a pair that keeps its
distance to less than that may be named or not.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from tansiq.base.units import M_PER_FT, M_PER_NM, MS_PER_S
from tansiq.geometry import native
from tansiq.geometry.engine import Engine, Volumes
from tansiq.geometry.geodesy import GEOD

Column = NDArray[np.float64]


@dataclass(frozen=True)
class Tracks:
    """Position reports as columns of equal length; altitudes of all in one reference."""

    lon_deg: Column
    lat_deg: Column
    alt_m: Column
    east_mps: Column
    north_mps: Column
    up_mps: Column
    position_error_m: Column | None = None
    """How far the aircraft may be from where it was reported; None: nowhere else."""
    altitude_error_m: Column | None = None
    late_s: Column | None = None
    """Age of the report: the track is carried on by it, and may have turned meanwhile."""

    def __len__(self) -> int:
        return len(self.lon_deg)

    @property
    def columns(self) -> dict[str, Column]:
        """Those that are there, as the kernels take them."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: np.ascontiguousarray(column, np.float64) for name, column in named.items() if column is not None}


@dataclass(frozen=True, slots=True)
class Standoff:
    """What is kept between two aircraft."""

    distance_m: float = 5 * M_PER_NM
    height_m: float = 1000 * M_PER_FT
    """Kept to within half a millimetre counts as kept."""
    within_s: float = 300.0
    """How far ahead is looked."""
    turn_mps2: float = 6.0
    """How hard a track may have turned since its report: widens its error by half of this times its age squared."""


@dataclass(frozen=True)
class Encounters:
    """Pairs that lose, or may lose, distance and height at the same time within the look-ahead."""

    a: NDArray[np.int64]
    """Row of one track, the lower."""
    b: NDArray[np.int64]
    begins_s: Column
    """When both are first lost; 0 where they are now."""
    ends_s: Column
    """When one is regained, at most the look-ahead."""
    closest_s: Column
    """When they are nearest over the ground, within the look-ahead."""
    miss_m: Column
    """How near, errors not taken off."""
    height_m: Column
    """Between them at that instant."""

    def __len__(self) -> int:
        return len(self.a)


def find_encounters(tracks: Tracks, standoff: Standoff, *, threads: int | None = None) -> Encounters:
    """All pairs of tracks that come, or with their errors may come, below the standoff."""
    found = native.find_encounters(
        tracks.columns,
        distance_m=standoff.distance_m,
        height_m=standoff.height_m,
        within_s=standoff.within_s,
        turn_mps2=standoff.turn_mps2,
        threads=threads or native.count_threads(),
    )
    a, b = found["a"].astype(np.int64), found["b"].astype(np.int64)
    rest = (found[name].astype(np.float64) for name in ("begins_s", "ends_s", "closest_s", "miss_m", "height_m"))
    return Encounters(a, b, *rest)


@dataclass(frozen=True)
class Entries:
    """Tracks that are in volumes, or come into them within the look-ahead."""

    track: NDArray[np.int64]
    """Row of the track."""
    slot: NDArray[np.int64]
    enters_s: Column
    """0 where it is inside now; never later than the truth."""


def find_entries(engine: Engine, tracks: Tracks, owners: NDArray[np.int64], *, now_ms: int, within_s: float) -> Entries:
    """Volumes of other owners that straight flight leads into; altitudes as the volumes' own reference."""
    ahead = _swept(tracks, owners, now_ms=now_ms, within_s=within_s)
    pairs = engine.query(ahead)
    rows = pairs.a
    error_m = _or_zero(tracks.position_error_m, len(tracks))
    motion = np.stack([tracks.lon_deg, tracks.lat_deg, tracks.alt_m, tracks.east_mps, tracks.north_mps, tracks.up_mps])
    enters_s = engine.entries_s(pairs.b, np.vstack([motion, error_m])[:, rows], now_ms=now_ms, within_s=within_s)
    comes = np.isfinite(enters_s)
    return Entries(rows[comes], pairs.b[comes], enters_s[comes])


def find_inside(engine: Engine, tracks: Tracks, *, now_ms: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of tracks and slots of volumes that they are in at this instant, errors left aside."""
    at_once = Tracks(tracks.lon_deg, tracks.lat_deg, tracks.alt_m, *np.zeros((3, len(tracks))))
    nobody = np.full(len(tracks), -1, np.int64)
    found = engine.query(_swept(at_once, nobody, now_ms=now_ms, within_s=0.0))
    return found.a, found.b


def _swept(tracks: Tracks, owners: NDArray[np.int64], *, now_ms: int, within_s: float) -> Volumes:
    """A corridor along each track's way, through the altitudes and the time that it takes."""
    n = len(tracks)
    azimuth = np.degrees(np.arctan2(tracks.east_mps, tracks.north_mps))
    run_m = np.hypot(tracks.east_mps, tracks.north_mps) * within_s
    lon, lat, _ = GEOD.fwd(tracks.lon_deg, tracks.lat_deg, azimuth, run_m)
    later_m = tracks.alt_m + tracks.up_mps * within_s
    return Volumes.from_arrays(
        owner=owners,
        corner_counts=np.full(n, 2),
        lon_deg=np.stack([tracks.lon_deg, lon], axis=1).ravel(),
        lat_deg=np.stack([tracks.lat_deg, lat], axis=1).ravel(),
        is_area=False,
        radius_m=_or_zero(tracks.position_error_m, n),
        start_ms=now_ms,
        end_ms=now_ms + max(1, round(within_s * MS_PER_S)),
        lower_m=np.minimum(tracks.alt_m, later_m),
        upper_m=np.maximum(tracks.alt_m, later_m),
        error_m=_or_zero(tracks.altitude_error_m, n),
    )


def _or_zero(column: Column | None, count: int) -> Column:
    return np.zeros(count) if column is None else column

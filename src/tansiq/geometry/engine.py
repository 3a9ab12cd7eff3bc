"""Many volumes at once: all conflicts among them, or of new ones with them, exact on the ellipsoid; arrays in and out.

A pair is named where the footprints come within the buffer and one centimetre of one another, the times overlap, and
the altitudes overlap or cannot be compared. The centimetre is the conservative side: every pair that shares a point is
named, and none that is farther apart than the buffer and two centimetres. Touching intervals of time and of altitude
share nothing.

    >>> import numpy as np
    >>> from tansiq.geometry.engine import Volumes, find_conflicts
    >>> squares = Volumes.from_arrays(
    ...     owner=[1, 2, 3],
    ...     corner_counts=[4, 4, 4],
    ...     lon_deg=[37.0, 37.2, 37.2, 37.0, 37.1, 37.3, 37.3, 37.1, 38.0, 38.1, 38.1, 38.0],
    ...     lat_deg=[36.0, 36.0, 36.2, 36.2, 36.1, 36.1, 36.3, 36.3, 36.0, 36.0, 36.1, 36.1],
    ...     start_ms=[0, 0, 0],
    ...     end_ms=[3_600_000, 3_600_000, 3_600_000],
    ...     lower_m=[0.0, 500.0, 0.0],
    ...     upper_m=[1000.0, 1500.0, 1000.0],
    ... )
    >>> found = find_conflicts(squares)
    >>> found.a, found.b
    (array([0]), array([1]))
    >>> found.lower_m, found.upper_m, found.distance_m
    (array([500.]), array([1000.]), array([0.]))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tansiq.base.errors import BadRequest
from tansiq.base.units import MM_PER_M
from tansiq.geometry.footprints import Circle, Footprint
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.native import COLUMNS, Arrays, NativeFootprint, NativeIndex, NativeVolumes, Snapshot, count_threads
from tansiq.geometry.volumes import Volume

REFERENCES = tuple(AltitudeReference)
NO_LIMIT = 255
"""In place of a reference: the band has no end on this side."""
ALWAYS_MS = np.iinfo(np.int64).max
"""As an end: never over. Its negative as a start: since always."""
_KEPT_FOOTPRINTS = 8192
_columns_of: Callable[[Volumes], Arrays] = attrgetter(*(name for name, _ in COLUMNS))
_REF = {reference: number for number, reference in enumerate(REFERENCES)}


class BadVolumes(BadRequest):
    """Columns do not fit together, or hold what cannot be."""

    code: ClassVar[str] = "bad_volumes"


@dataclass(frozen=True)
class Volumes:
    """Volumes as columns. Footprints are areas, open paths or points, widened by a radius; edges are geodesics."""

    owner: NDArray[np.int64]
    """Volumes of one owner never conflict with one another."""
    ring_ends: NDArray[np.int64]
    """(n + 1): rings before each volume, and all. An area's rings are read even-odd, so a ring inside is a hole."""
    corner_ends: NDArray[np.int64]
    """(rings + 1): corners before each ring, and all. Rings are not closed: the last corner joins the first."""
    lon_deg: NDArray[np.float64]
    lat_deg: NDArray[np.float64]
    is_area: NDArray[np.uint8]
    """0: an open path, or with one corner a point; with a radius a corridor, or a circle."""
    radius_m: NDArray[np.float64]
    lower_mm: NDArray[np.int64]
    upper_mm: NDArray[np.int64]
    lower_ref: NDArray[np.uint8]
    """Position in `REFERENCES`, or `NO_LIMIT`."""
    upper_ref: NDArray[np.uint8]
    start_ms: NDArray[np.int64]
    end_ms: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.owner)

    @cached_property
    def native(self) -> NativeVolumes:
        """As the kernels take them."""
        return NativeVolumes(len(self), _columns_of(self))

    @classmethod
    def from_arrays(
        cls,
        *,
        owner: ArrayLike,
        corner_counts: ArrayLike,
        lon_deg: ArrayLike,
        lat_deg: ArrayLike,
        start_ms: ArrayLike,
        end_ms: ArrayLike,
        lower_m: ArrayLike | None = None,
        upper_m: ArrayLike | None = None,
        reference: ArrayLike = AltitudeReference.W84,
        error_m: ArrayLike = 0.0,
        radius_m: ArrayLike = 0.0,
        is_area: ArrayLike | None = None,
        ring_counts: ArrayLike = 1,
    ) -> Volumes:
        """Columns of n volumes from what numpy takes as arrays; one value may stand for all.

        Args:
            owner: whole numbers.
            corner_counts: corners of each ring, one ring a volume unless `ring_counts` says otherwise.
            lon_deg: of all corners, one ring after another.
            lat_deg: likewise.
            start_ms: first instant, ms since 1970 UTC.
            end_ms: first instant no longer inside.
            lower_m: altitudes; not a number means without limit, as does leaving the column out.
            upper_m: likewise.
            reference: of both altitudes, by value or name.
            error_m: by how much an altitude may be wrong; widens the band at both ends.
            radius_m: by which the footprint is widened.
            is_area: left out, a footprint with at least three corners is an area.
            ring_counts: rings of each volume.

        Raises:
            BadVolumes: columns do not fit together.
        """
        owners = np.atleast_1d(np.asarray(owner, np.int64))
        n = len(owners)
        rings, corners = _spread(ring_counts, n, np.int64), np.atleast_1d(np.asarray(corner_counts, np.int64))
        if is_area is None and np.all(rings == 1) and len(corners) == n:
            is_area = corners >= 3
        error_mm = _spread(error_m, n, np.float64) * MM_PER_M
        lower_mm, lower_ref = _side(lower_m, reference, n, -error_mm)
        upper_mm, upper_ref = _side(upper_m, reference, n, error_mm)
        return cls(
            owner=owners,
            ring_ends=np.concatenate([[0], np.cumsum(rings)]),
            corner_ends=np.concatenate([[0], np.cumsum(corners)]),
            lon_deg=np.ascontiguousarray(lon_deg, np.float64),
            lat_deg=np.ascontiguousarray(lat_deg, np.float64),
            is_area=_spread(True if is_area is None else is_area, n, np.uint8),
            radius_m=_spread(radius_m, n, np.float64),
            lower_mm=lower_mm,
            upper_mm=upper_mm,
            lower_ref=lower_ref,
            upper_ref=upper_ref,
            start_ms=_spread(start_ms, n, np.int64),
            end_ms=_spread(end_ms, n, np.int64),
        ).checked()

    @classmethod
    def from_volumes(
        cls, volumes: Sequence[Volume], owners: Iterable[int], *, wider_m: Sequence[float] | None = None
    ) -> Volumes:
        """Columns of domain values, which are valid already, each widened over the ground."""
        corners = [_corners(volume.footprint) for volume in volumes]
        lower = [_altitude(volume.lower) for volume in volumes]
        upper = [_altitude(volume.upper) for volume in volumes]
        radii = [_radius_m(volume.footprint) for volume in volumes]
        return cls(
            owner=np.fromiter(owners, np.int64, len(volumes)),
            ring_ends=np.arange(len(volumes) + 1),
            corner_ends=np.cumsum([0, *map(len, corners)]),
            lon_deg=np.array([lon for ring in corners for lon, _ in ring], np.float64),
            lat_deg=np.array([lat for ring in corners for _, lat in ring], np.float64),
            is_area=np.array([not isinstance(volume.footprint, Circle) for volume in volumes], np.uint8),
            radius_m=np.array(radii if wider_m is None else np.add(radii, wider_m), np.float64),
            lower_mm=np.array([mm for mm, _ in lower], np.int64),
            upper_mm=np.array([mm for mm, _ in upper], np.int64),
            lower_ref=np.array([ref for _, ref in lower], np.uint8),
            upper_ref=np.array([ref for _, ref in upper], np.uint8),
            start_ms=np.array([volume.start_ms for volume in volumes], np.int64),
            end_ms=np.array([volume.end_ms for volume in volumes], np.int64),
        )

    def checked(self) -> Volumes:
        """Itself.

        Raises:
            BadVolumes: columns do not fit together, a corner is not a place, a footprint has too few corners.
        """
        for name, dtype in COLUMNS:
            column = getattr(self, name)
            if column.ndim != 1 or column.dtype != dtype or not column.flags.c_contiguous:
                raise BadVolumes(f"{name} is not one contiguous column of {np.dtype(dtype)}", where=name)
        n = len(self)
        wanted = {name: n for name, _ in COLUMNS if name not in ("ring_ends", "corner_ends", "lon_deg", "lat_deg")}
        wanted |= {"ring_ends": n + 1}
        wanted |= {"corner_ends": int(self.ring_ends[-1]) + 1} if len(self.ring_ends) else {}
        wanted |= {name: int(self.corner_ends[-1]) for name in ("lon_deg", "lat_deg")} if len(self.corner_ends) else {}
        for name, length in wanted.items():
            if len(getattr(self, name)) != length:
                raise BadVolumes(f"{name} has {len(getattr(self, name))} values and needs {length}", where=name)
        self._check_values()
        return self

    def _check_values(self) -> None:
        counts, rings = np.diff(self.corner_ends), np.diff(self.ring_ends)
        is_fit = {
            "ring_ends": np.all(rings >= 1) and self.ring_ends[0] == 0,
            "corner_ends": np.all(counts >= 1) and self.corner_ends[0] == 0,
            "lon_deg": np.all(np.abs(self.lon_deg) <= 360.0),
            "lat_deg": np.all(np.abs(self.lat_deg) <= 90.0),
            "radius_m": np.all((self.radius_m >= 0.0) & np.isfinite(self.radius_m)),
            "end_ms": np.all(self.end_ms > self.start_ms),
        }
        for name, fits in is_fit.items():
            if not fits:
                raise BadVolumes(f"{name} holds a value that cannot be", where=name)
        if np.any(counts[np.repeat(self.is_area.astype(bool), rings)] < 3):
            raise BadVolumes("an area's ring has at least three corners", where="corner_ends")


@dataclass(frozen=True)
class Pairs:
    """Pairs by slot (or by row of the question, then slot), in no order."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    is_comparable: NDArray[np.bool_]
    """False: place and time are shared, but the references of the altitudes do not let us tell."""

    def __len__(self) -> int:
        return len(self.a)


class Engine:
    """Volumes by slot: put in, taken out, asked. One caller at a time changes it; several threads may ask at once."""

    def __init__(self, *, threads: int | None = None) -> None:
        self._native = NativeIndex()
        self.threads = threads or count_threads()

    def __len__(self) -> int:
        return len(self._native)

    @property
    def memory_bytes(self) -> int:
        """What the volumes take, their index included."""
        return self._native.count_bytes()

    def insert(self, volumes: Volumes) -> NDArray[np.int64]:
        """The slot of each volume; in an empty engine 0, 1, 2 and on."""
        return self._native.insert(volumes.native, len(volumes), self.threads)

    def remove(self, slots: ArrayLike) -> int:
        """How many of the slots held a volume; free slots are used again."""
        return self._native.remove(_slots(slots))

    def replace(self, slots: ArrayLike, volumes: Volumes) -> NDArray[np.int64]:
        """New slots for new volumes, the old ones free."""
        self.remove(slots)
        return self.insert(volumes)

    def query(self, volumes: Volumes, *, buffer_m: float = 0.0, is_exact: bool = True) -> Pairs:
        """Pairs of (row of the question, slot); of the same owner none. Not exact: too many, never too few."""
        threads = 1 if len(volumes) <= _FEW else self.threads
        found = self._native.query(volumes.native, buffer_m=buffer_m, is_exact=is_exact, threads=threads)
        return Pairs(*found)

    def query_slots(self, other: Engine, slots: ArrayLike, *, buffer_m: float = 0.0) -> Pairs:
        """As `query` for volumes that an engine, this or another, holds: rows are positions in `slots`.

        A slot that holds nothing meets nothing.
        """
        asked = _slots(slots)
        threads = 1 if len(asked) <= _FEW else self.threads
        return Pairs(*self._native.query_slots(other._native, asked, buffer_m=buffer_m, threads=threads))

    def pairs(self, *, buffer_m: float = 0.0, is_exact: bool = True) -> Pairs:
        """All pairs of different owners, the lower slot first."""
        return Pairs(*self._native.pairs(buffer_m=buffer_m, is_exact=is_exact, threads=self.threads))

    def pairs_between(self, other: Engine, *, buffer_m: float = 0.0, is_exact: bool = True) -> Pairs:
        """All pairs of a slot here and a slot there, whatever their owners."""
        found = self._native.pairs_between(other._native, buffer_m=buffer_m, is_exact=is_exact, threads=self.threads)
        return Pairs(*found)

    def distances_m(self, slots: ArrayLike, other_slots: ArrayLike, other: Engine | None = None) -> NDArray[np.float64]:
        """Shortest way over the ground between footprints, 0 where they share a point; NaN for a free slot."""
        there = self if other is None else other
        return self._native.distances_m(_slots(slots), there._native, _slots(other_slots), self.threads)

    def entries_s(self, slots: ArrayLike, motion: ArrayLike, *, now_ms: int, within_s: float) -> NDArray[np.float64]:
        """When points in straight motion first come into slots' volumes: seconds, infinite where not within the time.

        Args:
            slots: one a point.
            motion: (7, n): longitude and latitude in degrees, altitude in the volume's own reference, velocities east,
                north and up, and the error in metres by which the point may be nearer.
            now_ms: of the positions.
            within_s: look-ahead.
        """
        rows = np.ascontiguousarray(motion, np.float64)
        return self._native.entries_s(_slots(slots), rows, now_ms=now_ms, within_s=within_s, threads=self.threads)

    def save(self) -> bytes:
        """Everything as it is, filed and made ready: for `from_snapshot`, on this version and kind of machine."""
        return self._native.save()

    @classmethod
    def from_snapshot(cls, snapshot: Snapshot, *, threads: int | None = None) -> Engine:
        """An engine with the same volumes in the same slots, nothing computed or filed again.

        Raises:
            BadVolumes: the bytes are no snapshot of this version.
        """
        engine = cls(threads=threads)
        if not engine._native.load(snapshot):
            raise BadVolumes("the bytes are not a snapshot made by this version on this kind of machine")
        return engine


def do_meet(a: Footprint, b: Footprint, *, buffer_m: float = 0.0) -> bool:
    """Whether two footprints come within the buffer and a centimetre, as the engine judges it for many."""
    return _native_of(a).meets(_native_of(b), buffer_m)


@lru_cache(maxsize=_KEPT_FOOTPRINTS)
def _native_of(footprint: Footprint) -> NativeFootprint:
    return NativeFootprint(
        _corners(footprint), radius_m=_radius_m(footprint), is_area=not isinstance(footprint, Circle)
    )


@dataclass(frozen=True)
class Conflicts:
    """Pairs of rows with what they share."""

    a: NDArray[np.int64]
    """The lower row."""
    b: NDArray[np.int64]
    is_comparable: NDArray[np.bool_]
    start_ms: NDArray[np.int64]
    end_ms: NDArray[np.int64]
    """Half open."""
    lower_m: NDArray[np.float64]
    """Of the shared band; infinite without limit, NaN where the altitudes cannot be compared."""
    upper_m: NDArray[np.float64]
    distance_m: NDArray[np.float64]
    """Shortest way over the ground, 0 where the footprints share a point."""

    def __len__(self) -> int:
        return len(self.a)


def find_conflicts(volumes: Volumes, *, buffer_m: float = 0.0, threads: int | None = None) -> Conflicts:
    """All conflicts among volumes of different owners, by row, in order."""
    engine = Engine(threads=threads)
    engine.insert(volumes)
    pairs = engine.pairs(buffer_m=buffer_m)
    order = np.lexsort((pairs.b, pairs.a))
    a, b, is_comparable = pairs.a[order], pairs.b[order], pairs.is_comparable[order]
    lower, upper = _band_m(volumes)
    lower_m, upper_m = np.maximum(lower[a], lower[b]), np.minimum(upper[a], upper[b])
    lower_m[~is_comparable] = upper_m[~is_comparable] = np.nan
    return Conflicts(
        a,
        b,
        is_comparable,
        np.maximum(volumes.start_ms[a], volumes.start_ms[b]),
        np.minimum(volumes.end_ms[a], volumes.end_ms[b]),
        lower_m,
        upper_m,
        engine.distances_m(a, b),
    )


_FEW = 16
"""So few questions are answered sooner by one thread than others could be woken."""


def _band_m(volumes: Volumes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lower = np.where(volumes.lower_ref == NO_LIMIT, -np.inf, volumes.lower_mm / MM_PER_M)
    return lower, np.where(volumes.upper_ref == NO_LIMIT, np.inf, volumes.upper_mm / MM_PER_M)


def _slots(slots: ArrayLike) -> NDArray[np.int64]:
    return np.ascontiguousarray(np.atleast_1d(slots), np.int64)


def _spread(values: ArrayLike, count: int, dtype: type[Any]) -> NDArray[Any]:
    column = np.asarray(values).astype(dtype)
    return np.full(count, column, dtype) if column.ndim == 0 else np.ascontiguousarray(column)


def _side(
    values: ArrayLike | None, reference: ArrayLike, count: int, error_mm: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """Millimetres and references of one end of the bands, the error rounded away from the band."""
    if values is None:
        return np.zeros(count, np.int64), np.full(count, NO_LIMIT, np.uint8)
    metres = _spread(values, count, np.float64)
    names = np.broadcast_to(np.asarray(reference, object), (count,))
    refs = np.array([_REF[AltitudeReference(name)] for name in names], np.uint8)
    is_open = ~np.isfinite(metres)
    millimetres = np.rint(np.where(is_open, 0.0, metres) * MM_PER_M) + np.where(
        error_mm < 0, np.floor(error_mm), np.ceil(error_mm)
    )
    return millimetres.astype(np.int64), np.where(is_open, NO_LIMIT, refs).astype(np.uint8)


def _corners(footprint: Footprint) -> list[tuple[float, float]]:
    if isinstance(footprint, Circle):
        return [(footprint.centre.lon_deg, footprint.centre.lat_deg)]
    return [(vertex.lon_deg, vertex.lat_deg) for vertex in footprint.vertices]


def _radius_m(footprint: Footprint) -> float:
    return footprint.radius_m if isinstance(footprint, Circle) else 0.0


def _altitude(altitude: Altitude | None) -> tuple[int, int]:
    """An altitude set by hand, QNH or QFE, is no limit here: the kernels know no pressures and name the pair."""
    if altitude is None or altitude.pressure_pa is not None:
        return 0, NO_LIMIT
    return altitude.value_mm, _REF[altitude.reference]

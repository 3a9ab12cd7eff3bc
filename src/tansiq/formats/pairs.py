"""Which features of files stand in one another's way, exactly: who, when, how high, how near.

Volumes of one operation do not conflict with each other. Altitudes that cannot be compared count as shared, and say so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tansiq.formats.json_text import Json
from tansiq.formats.reading import Feature, Limits, Part, Progress, ignore_progress
from tansiq.formats.rings import pieces_of, to_lon
from tansiq.formats.stated import write_time
from tansiq.geometry.engine import NO_LIMIT, REFERENCES, Volumes, find_conflicts
from tansiq.geometry.geodesy import Point, point_of
from tansiq.geometry.height import Altitude, Band, Comparison, compare
from tansiq.geometry.volumes import Circle

_MM = 3
"""Digits of a distance in metres."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two features that share a place and a time and, as far as can be known, an altitude."""

    a: Feature
    b: Feature
    start_ms: int
    """First shared instant, of all their volumes."""
    end_ms: int
    """First instant after the last shared one."""
    is_comparable: bool
    """False: no two of their volumes have altitudes that can be compared."""
    lower_m: float
    """Of the shared altitudes; minus infinity without limit, NaN where they cannot be compared."""
    upper_m: float
    reference: str
    """What the shared altitudes are counted from; empty where there are none."""
    distance_m: float
    """Shortest way over the ground between their volumes; 0 where they share a point."""


def find_pairs(
    features: Sequence[Feature], *, buffer_m: float = 0.0, progress: Progress = ignore_progress
) -> list[Pair]:
    """All pairs of features of different operations in conflict, in the order of the files.

    Args:
        features: of one file or several; the same operation may stand in several.
        buffer_m: how near, on the ground, counts as sharing the place.
        progress: told how many parts are made ready, and all of them.
    """
    rows = [(feature, part) for feature in features for part in feature.parts]
    if not rows:
        return []
    table = make_columns(rows, progress)
    found = find_conflicts(table.volumes, buffer_m=buffer_m)
    number_of: dict[int, int] = {id(feature): number for number, feature in enumerate(features)}
    pairs: dict[tuple[int, int], Pair] = {}
    columns = zip(
        found.a.tolist(), found.b.tolist(), found.is_comparable.tolist(), found.start_ms.tolist(),
        found.end_ms.tolist(), found.lower_m.tolist(), found.upper_m.tolist(), found.distance_m.tolist(),
        strict=True,
    )  # fmt: skip
    for a, b, is_comparable, start_ms, end_ms, lower_m, upper_m, distance_m in columns:
        (one, ours), (other, theirs) = rows[table.row_of[a]], rows[table.row_of[b]]
        is_by_hand = is_set_by_hand(ours.limits) or is_set_by_hand(theirs.limits)
        if is_by_hand:
            # The kernels know no pressures: here they are compared, and the shared band is not one of numbers.
            altitude = compare(_band(ours.limits), _band(theirs.limits))
            if altitude is Comparison.APART:
                continue
            is_comparable, lower_m, upper_m = altitude is Comparison.OVERLAP, math.nan, math.nan
        shared = Pair(
            a=one,
            b=other,
            start_ms=start_ms,
            end_ms=end_ms,
            is_comparable=is_comparable,
            lower_m=lower_m,
            upper_m=upper_m,
            reference=_reference(ours.limits, theirs.limits) if is_comparable and not is_by_hand else "",
            distance_m=distance_m,
        )
        key = (number_of[id(one)], number_of[id(other)])
        known = pairs.get(key)
        pairs[key] = shared if known is None else _together(known, shared)
    return [pairs[key] for key in sorted(pairs)]


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts of features as the engine takes them."""

    volumes: Volumes
    row_of: list[int]
    """Which part each volume is of: an outline may be cut into several."""


def make_columns(rows: Sequence[tuple[Feature, Part]], progress: Progress = ignore_progress) -> Columns:
    """The columns of parts; edges become geodesics to 1 cm, operations become owners."""
    owner_of: dict[str, int] = {}
    rings: list[Sequence[Point]] = []
    row_of: list[int] = []
    for number, (_, part) in enumerate(rows):
        shape = part.shape
        pieces = [[point_of(shape.centre)]] if isinstance(shape, Circle) else pieces_of(shape)
        rings += pieces
        row_of += [number] * len(pieces)
        progress(number + 1, len(rows))
    parts = [rows[number][1] for number in row_of]
    owners = [owner_of.setdefault(rows[number][0].op, len(owner_of)) for number in row_of]
    lower, upper = ([getattr(part.limits, side) for part in parts] for side in ("lower", "upper"))
    volumes = Volumes(
        owner=np.array(owners, np.int64),
        ring_ends=np.arange(len(rings) + 1),
        corner_ends=np.cumsum([0, *map(len, rings)]),
        lon_deg=np.array([to_lon(lon) for ring in rings for lon, _ in ring], np.float64),
        lat_deg=np.array([lat for ring in rings for _, lat in ring], np.float64),
        is_area=np.array([not isinstance(part.shape, Circle) for part in parts], np.uint8),
        radius_m=np.array([part.shape.radius_m if isinstance(part.shape, Circle) else 0.0 for part in parts]),
        lower_mm=np.array([0 if side is None else side.value_mm for side in lower], np.int64),
        upper_mm=np.array([0 if side is None else side.value_mm for side in upper], np.int64),
        lower_ref=np.array([_ref(side) for side in lower], np.uint8),
        upper_ref=np.array([_ref(side) for side in upper], np.uint8),
        start_ms=np.array([part.limits.start_ms for part in parts], np.int64),
        end_ms=np.array([part.limits.end_ms for part in parts], np.int64),
    )
    return Columns(volumes.checked(), row_of)


def is_set_by_hand(limits: Limits) -> bool:
    """Whether an altitude of these is by QNH or QFE."""
    return any(side is not None and side.pressure_pa is not None for side in (limits.lower, limits.upper))


def _band(limits: Limits) -> Band:
    return Band(limits.lower, limits.upper)


def _ref(altitude: Altitude | None) -> int:
    if altitude is None or altitude.pressure_pa is not None:
        return NO_LIMIT
    return REFERENCES.index(altitude.reference)


def write_pair(pair: Pair) -> dict[str, Json]:
    """A pair for programs: ids, what is shared in time and altitude, the least distance."""
    start, end = write_time(pair.start_ms), write_time(pair.end_ms)
    altitude: Mapping[str, Json] | None = None
    if pair.is_comparable:
        altitude = {
            "lower_m": _finite(pair.lower_m),
            "upper_m": _finite(pair.upper_m),
            "reference": pair.reference or None,
        }
    return {
        "a": pair.a.id,
        "b": pair.b.id,
        "a_where": str(pair.a.mark),
        "b_where": str(pair.b.mark),
        "time": {"start": start, "end": end, "duration_s": _duration_s(pair) if start and end else None},
        "altitude": None if altitude is None else dict(altitude),
        "is_altitude_comparable": pair.is_comparable,
        "distance_m": round(pair.distance_m, _MM),
    }


def _duration_s(pair: Pair) -> float:
    return (pair.end_ms - pair.start_ms) / 1000


def _finite(metres: float) -> float | None:
    return round(metres, _MM) if math.isfinite(metres) else None


def _reference(a: Limits, b: Limits) -> str:
    for altitude in (a.lower, b.lower, a.upper, b.upper):
        if altitude is not None:
            return altitude.reference.value
    return ""


def _together(one: Pair, other: Pair) -> Pair:
    """What two pairs of the same features share altogether; altitudes of those volumes that can be compared."""
    known = [pair for pair in (one, other) if pair.is_comparable]
    first = known[0] if known else one
    is_one_reference = len({pair.reference for pair in known}) <= 1
    return Pair(
        a=one.a,
        b=one.b,
        start_ms=min(one.start_ms, other.start_ms),
        end_ms=max(one.end_ms, other.end_ms),
        is_comparable=bool(known),
        lower_m=min(pair.lower_m for pair in known) if is_one_reference and known else first.lower_m,
        upper_m=max(pair.upper_m for pair in known) if is_one_reference and known else first.upper_m,
        reference=first.reference,
        distance_m=min(one.distance_m, other.distance_m),
    )

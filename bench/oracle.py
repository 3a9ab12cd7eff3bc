"""The engine against an oracle that shares nothing with it: `./run bench oracle`.

The oracle compares every pair, one by one. Footprints are thrown onto Karney's gnomonic plane with geographiclib, on
which geodesics are straight to below a millimetre at these sizes, and compared there by GEOS through shapely; nearest
points are taken back to the Earth and their distance is geographiclib's. Where the bases lie so close that one
centimetre decides, either answer is right within the stated precision; everywhere else they must agree. Aircraft are
flown along their geodesics by geographiclib, and every pair's least distance is measured.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from geographiclib.geodesic import Geodesic
from numpy.typing import NDArray

from bench.workloads import make_flights, make_plans
from tansiq.geometry.approach import Standoff, Tracks, find_encounters
from tansiq.geometry.engine import Engine, Volumes

WGS84 = Geodesic.WGS84
CLOSE_M = 0.02
"""A pair this near, but apart, may be named: the engine's centimetre and one of precision."""
_SCALE = Geodesic.STANDARD | Geodesic.REDUCEDLENGTH | Geodesic.GEODESICSCALE
Pair = tuple[int, int]
Point = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """One footprint as lists: rings of (lon, lat); an area, or an open path; widened by a radius."""

    rings: list[list[Point]]
    is_area: bool = True
    radius_m: float = 0.0


def outlines_of(volumes: Volumes) -> list[Outline]:
    """Footprints of columns."""
    corners = list(zip(volumes.lon_deg.tolist(), volumes.lat_deg.tolist(), strict=True))
    ends, rings = volumes.corner_ends.tolist(), volumes.ring_ends.tolist()
    return [
        Outline(
            [corners[ends[r] : ends[r + 1]] for r in range(rings[i], rings[i + 1])],
            bool(volumes.is_area[i]),
            float(volumes.radius_m[i]),
        )
        for i in range(len(volumes))
    ]


def _to_plane(middle: Point, point: Point) -> Point:
    line = WGS84.Inverse(middle[1], middle[0], point[1], point[0], _SCALE)
    rho, azimuth = line["m12"] / line["M12"], math.radians(line["azi1"])
    return rho * math.sin(azimuth), rho * math.cos(azimuth)


def _from_plane(middle: Point, x_m: float, y_m: float) -> Point:
    azimuth, rho = math.degrees(math.atan2(x_m, y_m)), math.hypot(x_m, y_m)
    along = rho
    for _ in range(6):
        line = WGS84.Direct(middle[1], middle[0], azimuth, along, _SCALE)
        along -= (line["m12"] / line["M12"] - rho) * line["M12"] ** 2
    line = WGS84.Direct(middle[1], middle[0], azimuth, along)
    return line["lon2"], line["lat2"]


def _draw(middle: Point, outline: Outline) -> shapely.Geometry:
    rings = [[_to_plane(middle, point) for point in ring] for ring in outline.rings]
    if outline.is_area:
        area = shapely.Polygon(rings[0])
        for ring in rings[1:]:
            area = area.symmetric_difference(shapely.Polygon(ring))
        return area
    parts = [shapely.LineString(ring) if len(ring) > 1 else shapely.Point(ring[0]) for ring in rings]
    return shapely.GeometryCollection(parts) if len(parts) > 1 else parts[0]


def _middle_of(a: Outline, b: Outline) -> Point:
    points = [point for outline in (a, b) for ring in outline.rings for point in ring]
    lon, lat = np.radians(np.array(points)).T
    x, y, z = (np.cos(lat) * np.cos(lon)).mean(), (np.cos(lat) * np.sin(lon)).mean(), np.sin(lat).mean()
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def distance_m(a: Outline, b: Outline) -> float:
    """Between two footprints, radii taken off, never below 0; both within 250 km of their common middle."""
    middle = _middle_of(a, b)
    first, second = _draw(middle, a), _draw(middle, b)
    if first.intersects(second):
        return 0.0
    one, other = shapely.shortest_line(first, second).coords
    p, q = _from_plane(middle, *one), _from_plane(middle, *other)
    length = float(WGS84.Inverse(p[1], p[0], q[1], q[0])["s12"])
    return max(0.0, length - a.radius_m - b.radius_m)


def find_wrong(named: set[Pair], near: Iterator[tuple[Pair, float]]) -> tuple[list[Pair], list[Pair]]:
    """Pairs missing and pairs invented, given the true distance of every pair that may be near."""
    missing, seen = [], set()
    for pair, apart_m in near:
        if apart_m <= CLOSE_M:
            seen.add(pair)
        if apart_m <= 0.0 and pair not in named:
            missing.append(pair)
    return missing, sorted(named - seen)


def _reach(outline: Outline) -> tuple[NDArray[np.float64], float]:
    """A point of the unit ball, and more than the reach on the ground around it."""
    middle = _middle_of(outline, outline)
    reach_m = max(WGS84.Inverse(middle[1], middle[0], lat, lon)["s12"] for ring in outline.rings for lon, lat in ring)
    lon, lat = np.radians(middle)
    at = np.array([math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)])
    return at, reach_m + outline.radius_m


def near_pairs(volumes: Volumes) -> Iterator[tuple[Pair, float]]:
    """Every pair that shares a time and an altitude and may share a place, with its true distance."""
    outlines = outlines_of(volumes)
    reaches = [_reach(outline) for outline in outlines]
    at, reach_m = np.array([middle for middle, _ in reaches]), np.array([reach for _, reach in reaches])
    for i in range(len(outlines)):
        others = np.arange(i + 1, len(outlines))
        is_near = (
            (volumes.owner[others] != volumes.owner[i])
            & (volumes.start_ms[others] < volumes.end_ms[i])
            & (volumes.end_ms[others] > volumes.start_ms[i])
            & (volumes.lower_mm[others] < volumes.upper_mm[i])
            & (volumes.upper_mm[others] > volumes.lower_mm[i])
            & (np.linalg.norm(at[others] - at[i], axis=1) * 6.3e6 <= reach_m[others] + reach_m[i] + 1.0)
        )
        for j in others[is_near].tolist():
            yield (i, j), distance_m(outlines[i], outlines[j])


def check_plans(operations: int, seed: int) -> tuple[int, list[Pair], list[Pair]]:
    """Pairs that the engine names in W1, those it misses and those it invents; in bulk and one by one alike."""
    volumes = make_plans(operations, seed=seed).volumes()
    engine = Engine()
    engine.insert(volumes)
    pairs, asked = engine.pairs(), engine.query(volumes)
    named = set(zip(pairs.a.tolist(), pairs.b.tolist(), strict=True))
    one_by_one = {(min(a, b), max(a, b)) for a, b in zip(asked.a.tolist(), asked.b.tolist(), strict=True)}
    missing, invented = find_wrong(named, near_pairs(volumes))
    return len(named), missing + sorted(named - one_by_one), invented + sorted(one_by_one - named)


FLOWN_M = 1.0
"""Straight flight in the plane between a pair and flight along geodesics differ by less, over five minutes."""
_STEP_S = 2.0


def check_flights(count: int, seed: int) -> tuple[int, list[Pair], list[Pair]]:
    """Pairs that the engine names in W2, those it misses and those it invents, beyond `FLOWN_M` of the distance kept.

    Every aircraft is flown along its geodesic by geographiclib; every pair's least distance while its heights are too
    near is found between the steps and measured by geographiclib again.
    """
    made, standoff = make_flights(count, seed=seed), Standoff()
    found = find_encounters(made.tracks(), standoff)
    named = set(zip(found.a.tolist(), found.b.tolist(), strict=True))
    flown = Flown(made.tracks(), standoff)
    near = {pair: flown.least_m(pair) for pair in sorted(flown.candidates() | named)}
    missing = [pair for pair, m in near.items() if m < standoff.distance_m - FLOWN_M and pair not in named]
    invented = [pair for pair in named if near[pair] > standoff.distance_m + FLOWN_M]
    return len(named), missing, sorted(invented)


class Flown:
    """Aircraft along their geodesics, by geographiclib."""

    def __init__(self, tracks: Tracks, standoff: Standoff) -> None:
        self.tracks, self.standoff = tracks, standoff
        self.speed_mps = np.hypot(tracks.east_mps, tracks.north_mps)
        self.azimuth_deg = np.degrees(np.arctan2(tracks.east_mps, tracks.north_mps))

    def _end(self, i: int, t: float) -> dict[str, float]:
        start = self.tracks.lat_deg[i], self.tracks.lon_deg[i]
        end: dict[str, float] = WGS84.Direct(*start, self.azimuth_deg[i], self.speed_mps[i] * t)
        return end

    def _place(self, i: int, t: float) -> tuple[float, float, float]:
        """In space, on the ellipsoid."""
        end = self._end(i, t)
        lat, lon = math.radians(end["lat2"]), math.radians(end["lon2"])
        n = WGS84.a / math.sqrt(1.0 - WGS84.f * (2.0 - WGS84.f) * math.sin(lat) ** 2)
        across = n * math.cos(lat)
        return across * math.cos(lon), across * math.sin(lon), n * (1.0 - WGS84.f) ** 2 * math.sin(lat)

    def candidates(self) -> set[Pair]:
        """Pairs that come within a kilometre more than is kept; a chord is never longer than the way."""
        times_s = np.arange(0.0, self.standoff.within_s + _STEP_S / 2, _STEP_S)
        at = np.array([[self._place(i, t) for t in times_s] for i in range(len(self.tracks))])
        found: set[Pair] = set()
        limit_m = self.standoff.distance_m + 1000.0
        for i in range(len(at) - 1):
            gaps = np.linalg.norm(at[i + 1 :] - at[i], axis=2).min(axis=1)
            found.update((i, i + 1 + int(j)) for j in np.flatnonzero(gaps < limit_m))
        return found

    def least_m(self, pair: Pair) -> float:
        """Least distance over the ground while the heights are lost; infinite where they never are."""
        a, b = pair
        first, last = self._lost(a, b)
        if first >= last:
            return math.inf
        # Straight motion to a few centimetres, so its square is a parabola in time but for that.
        t = self._nearest(pair, first, last)
        for _ in range(2):
            t = self._nearest(pair, max(first, t - _STEP_S), min(last, t + _STEP_S))
        p, q = self._end(a, t), self._end(b, t)
        return float(WGS84.Inverse(p["lat2"], p["lon2"], q["lat2"], q["lon2"])["s12"])

    def _lost(self, a: int, b: int) -> tuple[float, float]:
        """While the heights are too near; seconds, within the look-ahead."""
        gap_m = float(self.tracks.alt_m[b] - self.tracks.alt_m[a])
        closing = float(self.tracks.up_mps[b] - self.tracks.up_mps[a])
        height_m = self.standoff.height_m - 5e-4
        if closing == 0.0:
            return (0.0 if abs(gap_m) < height_m else math.inf), self.standoff.within_s
        ends = sorted(((-height_m - gap_m) / closing, (height_m - gap_m) / closing))
        return max(0.0, ends[0]), min(self.standoff.within_s, ends[1])

    def _nearest(self, pair: Pair, first: float, last: float) -> float:
        """By a parabola through three instants."""
        if last - first < 1e-6:
            return first
        times = np.array([first, (first + last) / 2, last])
        squares = [np.sum((np.array(self._place(pair[1], x)) - np.array(self._place(pair[0], x))) ** 2) for x in times]
        a, b, _ = np.polyfit(times - first, squares, 2)
        return float(np.clip(first - b / (2 * a), first, last)) if a > 0 else float(times[int(np.argmin(squares))])


Make = Callable[[np.random.Generator, Point, float], Outline]


def _around(middle: Point, azimuths_deg: NDArray[np.float64], reaches_m: NDArray[np.float64]) -> list[Point]:
    ends = [WGS84.Direct(middle[1], middle[0], a, r) for a, r in zip(azimuths_deg, reaches_m, strict=True)]
    return [(end["lon2"], end["lat2"]) for end in ends]


def _star(chance: np.random.Generator, middle: Point, size_m: float) -> Outline:
    count = int(chance.integers(3, 14))
    azimuths = np.sort((np.arange(count) + chance.uniform(-0.3, 0.3, count)) * 360 / count)
    return Outline([_around(middle, azimuths, chance.uniform(0.1, 1.0, count) * size_m)])


def _sliver(chance: np.random.Generator, middle: Point, size_m: float) -> Outline:
    along, thin = chance.uniform(0, 180), 10.0 ** chance.uniform(-4, -1)
    azimuths = np.array([along, along + 90, along + 180, along + 270])
    return Outline([_around(middle, azimuths, np.array([1.0, thin, 1.0, thin]) * size_m)])


def _with_hole(chance: np.random.Generator, middle: Point, size_m: float) -> Outline:
    count = int(chance.integers(3, 9))
    azimuths, inner = np.arange(count) * 360 / count + chance.uniform(0, 90), chance.uniform(0.2, 0.45)
    full = np.full(count, size_m)
    return Outline([_around(middle, azimuths, full), _around(middle, azimuths, full * inner)])


def _horseshoe(chance: np.random.Generator, middle: Point, size_m: float) -> Outline:
    azimuths = chance.uniform(0, 360) + np.linspace(20, 340, 12)
    inner = chance.uniform(0.5, 0.95)
    ring = _around(middle, azimuths, np.full(12, size_m))
    return Outline([ring + _around(middle, azimuths[::-1], np.full(12, size_m * inner))])


def _corridor(chance: np.random.Generator, middle: Point, size_m: float) -> Outline:
    count = int(chance.integers(2, 6))
    ring = _around(middle, chance.uniform(0, 360, count), chance.uniform(0.1, 1.0, count) * size_m)
    return Outline([ring], False, size_m * 10.0 ** chance.uniform(-3, -0.5))


def _circle(chance: np.random.Generator, middle: Point, size_m: float) -> Outline:
    return Outline([[middle]], False, size_m * chance.uniform(0.05, 1.0))


SHAPES: tuple[Make, ...] = (_star, _sliver, _with_hole, _horseshoe, _corridor, _circle)
_PLACES: tuple[Point, ...] = ((180.0, 0.0), (180.0, 65.0), (0.0, 90.0), (0.0, -90.0), (37.5, 36.4), (-180.0, -60.0))


def make_nasty(chance: np.random.Generator) -> tuple[Outline, Outline]:
    """Two footprints, more often than not near the antimeridian or a pole, often just touching or just apart."""
    if chance.random() < 0.6:
        lon, lat = _PLACES[chance.integers(len(_PLACES))]
    else:
        lon, lat = chance.uniform(-180, 180), math.degrees(math.asin(chance.uniform(-1, 1)))
    size_m = 10.0 ** chance.uniform(1, 4.9)
    start = WGS84.Direct(lat, lon, chance.uniform(0, 360), chance.uniform(0, size_m))
    middle = (start["lon2"], start["lat2"])
    first = SHAPES[chance.integers(len(SHAPES))](chance, middle, size_m)
    other_m = size_m * 10.0 ** chance.uniform(-2, 0)
    away = WGS84.Direct(middle[1], middle[0], chance.uniform(0, 360), chance.uniform(0, size_m + other_m))
    second = SHAPES[chance.integers(len(SHAPES))](chance, (away["lon2"], away["lat2"]), other_m)
    if chance.random() < 0.2:
        second = _touching(chance, first, second)
    return first, second


def _touching(chance: np.random.Generator, first: Outline, second: Outline) -> Outline:
    """The second with one of its corners laid upon one of the first's."""
    ring = list(second.rings[0])
    there = first.rings[0]
    ring[chance.integers(len(ring))] = there[chance.integers(len(there))]
    is_simple = not second.is_area or shapely.Polygon([_to_plane(ring[0], point) for point in ring]).is_valid
    return Outline([ring, *second.rings[1:]], second.is_area, second.radius_m) if is_simple else second


def volumes_of(outlines: list[Outline], owners: list[int]) -> Volumes:
    """At all times and altitudes."""
    rings = [ring for outline in outlines for ring in outline.rings]
    corners = [point for ring in rings for point in ring]
    return Volumes.from_arrays(
        owner=owners,
        ring_counts=[len(outline.rings) for outline in outlines],
        corner_counts=[len(ring) for ring in rings],
        lon_deg=[lon for lon, _ in corners],
        lat_deg=[lat for _, lat in corners],
        is_area=[outline.is_area for outline in outlines],
        radius_m=[outline.radius_m for outline in outlines],
        start_ms=0,
        end_ms=1,
    )


def check_nasty(count: int, seed: int) -> list[str]:
    """What the engine gets wrong of so many pairs of nasty shapes, in words."""
    chance = np.random.default_rng([seed, count])
    pairs = [make_nasty(chance) for _ in range(count)]
    wrong = []
    for number, (first, second) in enumerate(pairs):
        engine = Engine(threads=1)
        engine.insert(volumes_of([first, second], [0, 1]))
        by_sweep, by_query = len(engine.pairs()) > 0, len(engine.query(volumes_of([first], [-1]))) > 1
        own_m, true_m = float(engine.distances_m([0], [1])[0]), distance_m(first, second)
        is_right = by_sweep == by_query and (by_sweep if true_m == 0.0 else not by_sweep or true_m <= CLOSE_M)
        if not is_right or abs(own_m - true_m) > CLOSE_M / 2:
            wrong.append(f"{number}: true {true_m:.4f} m, engine {own_m:.4f} m, sweep {by_sweep}, query {by_query}")
    return wrong


def main() -> int:
    """Compare as much as the arguments say; ends with 1 where the engine was wrong."""
    parser = argparse.ArgumentParser(prog="./run bench oracle", description="Compare the engine with the oracle.")
    parser.add_argument("--operations", type=int, default=1_000, help="of each day of plans (default 1000)")
    parser.add_argument("--seeds", type=int, default=20, help="days of plans, instants of traffic (default 20)")
    parser.add_argument("--aircraft", type=int, default=1_000, help="of each instant of traffic (default 1000)")
    parser.add_argument("--nasty", type=int, default=10_000, help="pairs of nasty shapes (default 10000)")
    chosen = parser.parse_args()
    wrong = 0
    for seed in range(1, chosen.seeds + 1):
        count, missing, invented = check_plans(chosen.operations, seed)
        wrong += len(missing) + len(invented)
        print(f"plans, seed {seed}: {count} pairs, {len(missing)} missing, {len(invented)} invented", flush=True)
        count, missing, invented = check_flights(chosen.aircraft, seed)
        wrong += len(missing) + len(invented)
        print(f"aircraft, seed {seed}: {count} pairs, {len(missing)} missing, {len(invented)} invented", flush=True)
    found = check_nasty(chosen.nasty, seed=1)
    print(f"nasty shapes: {chosen.nasty} pairs, {len(found)} wrong", *found, sep="\n")
    return 1 if wrong or found else 0

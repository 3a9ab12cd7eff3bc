"""Mistakes planted at random places, and honest errors: what the diagnosis makes of them.

Two people state one place: one truly, one with a single mistake, both printed to a stated precision. Counted is how
often the true cause comes first or second, over mistakes whose shift exceeds three times the combined uncertainty.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from dataclasses import dataclass, field

from bench.misread import GROUPS, MISREADINGS, VARIATION_DEG
from tansiq.geometry.diagnosis import Diagnosis, DiagnosisStatus, Stated, diagnose
from tansiq.geometry.geodesy import direct, inverse, point_of
from tansiq.geometry.positions import Position
from tansiq.geometry.projected import utm_grid, zone_of

SOUTH_DEG, NORTH_DEG, WEST_DEG, EAST_DEG = 29.0, 38.0, 35.0, 49.0
_TELLING = 3.0
_SIGMAS = 2.4477
"""The 95 % radius of a normal error in two dimensions, in standard deviations."""


@dataclass
class Tally:
    """What became of the mistakes of one group."""

    planted: int = 0
    below: int = 0
    """Whose shift is too small to tell; the right answer is "not distinguishable"."""
    below_right: int = 0
    first: int = 0
    second: int = 0
    named: Counter[str] = field(default_factory=Counter)
    """The group that came first, or why none did."""

    @property
    def share(self) -> float:
        """Of those that can be told: the true cause first or second."""
        told = self.planted - self.below
        return (self.first + self.second) / told if told else 1.0


def random_place(chance: random.Random) -> Position:
    """Anywhere in the theatre."""
    return Position.from_degrees(
        lat_deg=chance.uniform(SOUTH_DEG, NORTH_DEG), lon_deg=chance.uniform(WEST_DEG, EAST_DEG)
    )


def printed(point: tuple[float, float], precision_m: float) -> Stated:
    """The place as somebody prints it, to the metre or its parts in UTM; its uncertainty is that of the digits."""
    grid = utm_grid(zone_of(point), is_south=point[1] < 0)
    metres = grid.project(point)
    east, north = (round(value / precision_m) * precision_m for value in metres)
    lon, lat = grid.unproject((east, north))
    return Stated(Position.from_degrees(lat_deg=lat, lon_deg=lon), precision_m / math.sqrt(2))


def plant(places: int, *, precision_m: float = 0.1, seed: int = 2016) -> dict[str, Tally]:
    """Plant every kind of mistake at so many random places each."""
    chance = random.Random(seed)
    tallies: dict[str, Tally] = {}
    for group, misread in MISREADINGS.items():
        tally = tallies.setdefault(GROUPS.get(group, group), Tally())
        enough = tally.planted + places
        while tally.planted < enough:
            # A mistake is made with the figures as printed, not with what nobody wrote down.
            true = printed(point_of(random_place(chance)), precision_m)
            wrong = misread(true.position, chance)
            if wrong is None or abs(wrong.lat_deg) > 83.0:
                continue
            read = printed(point_of(wrong), precision_m)
            pair = (true, read) if chance.random() < 0.5 else (read, true)
            found = diagnose(*pair, variation_deg=VARIATION_DEG)
            _count(tally, GROUPS.get(group, group), true, read, found)
    return tallies


def _count(tally: Tally, group: str, true: Stated, read: Stated, found: Diagnosis) -> None:
    tally.planted += 1
    combined_m = math.hypot(true.uncertainty_m, read.uncertainty_m)
    groups = [finding.group for finding in found.findings]
    if inverse(point_of(true.position), point_of(read.position))[1] <= _TELLING * combined_m:
        tally.below += 1
        tally.below_right += found.status in (DiagnosisStatus.NOT_DISTINGUISHABLE, DiagnosisStatus.SAME)
        return
    tally.named[groups[0] if groups else found.status.value] += 1
    tally.first += groups[:1] == [group]
    tally.second += groups[1:2] == [group]


def honest(pairs: int, *, radius_m: float = 10.0, seed: int = 2016) -> int:
    """How many honest pairs, each place with a normal error of that 95 % radius, are called a mistake."""
    chance = random.Random(seed)
    called = 0
    for _ in range(pairs):
        place = random_place(chance)
        found = diagnose(*(Stated(_erring(place, radius_m, chance), radius_m) for _ in range(2)))
        called += found.status is DiagnosisStatus.DIAGNOSED
    return called


def _erring(place: Position, radius_m: float, chance: random.Random) -> Position:
    sigma_m = radius_m / _SIGMAS
    east_m, north_m = chance.gauss(0, sigma_m), chance.gauss(0, sigma_m)
    azimuth_deg = math.degrees(math.atan2(east_m, north_m))
    (lon, lat), _ = direct(point_of(place), azimuth_deg, math.hypot(east_m, north_m))
    return Position.from_degrees(lat_deg=lat, lon_deg=lon)

"""Live aircraft for the load test of the watch floor: they fly, turn and stay over the theatre. Seeded.

Motion is reckoned on a sphere of 111.32 km a degree; the page is fed with what comes out, whatever it is.
"""

from __future__ import annotations

import numpy as np

SOUTH, NORTH, WEST, EAST = 33.0, 38.0, 35.5, 41.8
KM_PER_DEG = 111.32
SLOWEST_MPS, FASTEST_MPS = 50.0, 260.0
TURN_DEG_PER_S = 1.5
PARTIES = ("north", "south")
IDENTITIES = ("own", "other", "civil", "unidentified")
SHARES = (0.25, 0.35, 0.35, 0.05)
SYMBOLS = ("fixed_wing", "rotary_wing", "unmanned", "civil")

Row = tuple[str, str, str, str, str, float, float, float, float, float]


class Aircraft:
    """So many at once; each reports where it is whenever it is asked."""

    def __init__(self, count: int, *, seed: int = 1) -> None:
        rng = np.random.default_rng(seed)
        self._rng = rng
        self._lat = rng.uniform(SOUTH, NORTH, count)
        self._lon = rng.uniform(WEST, EAST, count)
        self._course = rng.uniform(0, 360, count)
        self._turn = rng.normal(0, TURN_DEG_PER_S / 3, count)
        self._speed = rng.uniform(SLOWEST_MPS, FASTEST_MPS, count)
        self._alt = rng.uniform(300, 11_000, count)
        chosen = rng.choice(len(IDENTITIES), count, p=SHARES)
        self._identity = [IDENTITIES[one] for one in chosen]
        self._symbol = ["civil" if IDENTITIES[one] == "civil" else SYMBOLS[rng.integers(0, 3)] for one in chosen]

    def move(self, seconds: float) -> None:
        """Fly on; who leaves the theatre turns back."""
        self._turn = np.clip(self._turn + self._rng.normal(0, 0.2, self._turn.size), -TURN_DEG_PER_S, TURN_DEG_PER_S)
        self._course = (self._course + self._turn * seconds) % 360
        outside = (self._lat < SOUTH) | (self._lat > NORTH) | (self._lon < WEST) | (self._lon > EAST)
        home = np.degrees(np.arctan2((WEST + EAST) / 2 - self._lon, (SOUTH + NORTH) / 2 - self._lat)) % 360
        self._course = np.where(outside, home, self._course)
        far_deg = self._speed * seconds / 1000 / KM_PER_DEG
        self._lat += far_deg * np.cos(np.radians(self._course))
        self._lon += far_deg * np.sin(np.radians(self._course)) / np.cos(np.radians(self._lat))

    def reports(self, part: int, parts: int) -> list[Row]:
        """Of every aircraft whose turn it is, one in ``parts``."""
        return [self._report(number) for number in range(part, self._lat.size, parts)]

    def _report(self, number: int) -> Row:
        identity = self._identity[number]
        party = {"own": "north", "other": "south"}.get(identity, "")
        return (
            f"track-{number}",
            f"{'TNSQ'[number % 4]}{number:04d}",
            party,
            identity,
            self._symbol[number],
            round(float(self._lon[number]), 6),
            round(float(self._lat[number]), 6),
            round(float(self._speed[number]), 1),
            round(float(self._course[number]), 1),
            round(float(self._alt[number]), 0),
        )

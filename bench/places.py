"""`python -m bench.places`: parsing, transforming and diagnosing places, beside what they stand on.

Three verbs: `speed`, `mistakes` (the confusion matrix of planted mistakes) and `fuzz`; without one, the first two.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from itertools import islice

from pyproj import Transformer
from rich.console import Console
from rich.table import Table

from bench.fuzzing import PROFILES, fuzz, seeds
from bench.planted import honest, plant, printed
from tansiq.base.errors import TansiqError
from tansiq.geometry.datum import find_operation, get_datum, many_to_wgs84, to_wgs84
from tansiq.geometry.diagnosis import diagnose
from tansiq.geometry.notation import parse_location

_TEXTS, _POINTS, _PAIRS = 100_000, 1_000_000, 200
_PRECISIONS_M = (0.1, 1.0, 10.0, 100.0)
_AIMED_AT_M, _LEAST_SHARE, _MOST_CALLED = 0.1, 0.99, 0.01
_PLACES, _HONEST = 200, 10_000
_SHOWN_FAULTS = 20
_PIPELINE = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 +step +proj=cart +ellps=krass "
    "+step +proj=helmert +x=23.57 +y=-140.95 +z=-79.8 +rx=0 +ry=-0.35 +rz=-0.79 +s=-0.22 "
    "+convention=coordinate_frame +step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 "
    "+step +proj=unitconvert +xy_in=rad +xy_out=deg"
)


def _speed(texts: int, points: int, pairs: int) -> None:
    table = Table("figure", "measured", "stands on")
    mixed = list(islice(seeds(random.Random(1)), texts))
    chance = random.Random(2)
    start, resolved = time.perf_counter(), 0
    for text, datum in mixed:
        try:
            parse_location(text, datum=datum, profile=PROFILES[0])
            resolved += 1
        except TansiqError:
            continue
    took_s = time.perf_counter() - start
    table.add_row(f"parse {texts:,} mixed texts", f"{took_s:.1f} s ({texts / took_s:,.0f}/s)", f"{resolved:,} resolved")

    theatre = [(chance.uniform(35, 49), chance.uniform(29, 38)) for _ in range(points)]
    operation = find_operation("SK-42", get_datum("SK-42").operation)
    start = time.perf_counter()
    many_to_wgs84(theatre, operation)
    ours_s = time.perf_counter() - start
    lons, lats = [lon for lon, _ in theatre], [lat for _, lat in theatre]
    bulk = Transformer.from_pipeline(_PIPELINE)
    start = time.perf_counter()
    bulk.transform(lons, lats)
    bulk_s = time.perf_counter() - start
    table.add_row(
        f"transform {points:,} points at once",
        f"{ours_s:.2f} s",
        f"pyproj's bulk {bulk_s:.2f} s: x {ours_s / bulk_s:.1f}",
    )
    few = theatre[: points // 100]
    start = time.perf_counter()
    for point in few:
        to_wgs84(point, operation)
    one_us = (time.perf_counter() - start) / len(few) * 1e6
    table.add_row("transform one point", f"{one_us:.1f} µs", f"in bulk {bulk_s / points * 1e6:.2f} µs")

    found = [(printed(theatre[at], 1.0), printed(theatre[at + pairs], 1.0)) for at in range(pairs)]
    diagnose(*found[0])
    start = time.perf_counter()
    for first, second in found:
        diagnose(first, second)
    table.add_row("diagnose one pair", f"{(time.perf_counter() - start) / pairs * 1e3:.2f} ms", "")
    Console().print(table)


def _mistakes(places: int, pairs: int) -> None:
    console = Console(width=160)
    for precision_m in _PRECISIONS_M:
        table = Table(
            "true cause", "planted", "too small", "first", "second", "share", "came first", title=f"{precision_m:g} m"
        )
        tallies = plant(places, precision_m=precision_m)
        for group, tally in tallies.items():
            named = ", ".join(f"{name!s} {count}" for name, count in tally.named.most_common())
            counts = (tally.planted, tally.below, tally.first, tally.second)
            table.add_row(group, *map(str, counts), f"{tally.share:.1%}", named)
        console.print(table)
        if precision_m == _AIMED_AT_M:
            least = min(tally.share for tally in tallies.values())
            met = "met" if least >= _LEAST_SHARE else "MISSED"
            console.print(
                f"least share, first or second: {least:.1%}; aim at {precision_m:g} m {_LEAST_SHARE:.0%}: {met}"
            )
    called = honest(pairs)
    met = "met" if called <= pairs * _MOST_CALLED else "MISSED"
    console.print(
        f"honest pairs called a mistake: {called} of {pairs:,} ({called / pairs:.2%}); aim at most "
        f"{_MOST_CALLED:.0%}: {met}"
    )


def _fuzz(seconds: float) -> int:
    found = fuzz(seconds=seconds, seed=random.SystemRandom().randrange(2**32))
    console = Console()
    accepted, refused = found.accepted.total(), found.refused.total()
    console.print(f"{found.texts:,} texts: {accepted:,} accepted, {refused:,} refused, {len(found.faults)} faults")
    console.print(dict(found.accepted), dict(found.refused))
    for fault in found.faults[:_SHOWN_FAULTS]:
        console.print(fault, markup=False)
    return 1 if found.faults else 0


def main() -> int:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m bench.places", description="Measure what is done with places.")
    verbs = parser.add_subparsers(dest="verb")
    speed = verbs.add_parser("speed", help="parse, transform, diagnose")
    speed.add_argument("--texts", type=int, default=_TEXTS)
    speed.add_argument("--points", type=int, default=_POINTS)
    mistakes = verbs.add_parser("mistakes", help="plant mistakes and print what they are taken for")
    mistakes.add_argument("--places", type=int, default=_PLACES, help="for each cause")
    mistakes.add_argument("--pairs", type=int, default=_HONEST, help="honest ones")
    fuzzing = verbs.add_parser("fuzz", help="bend texts for the parser")
    fuzzing.add_argument("--seconds", type=float, default=300.0)
    given = parser.parse_args()
    if given.verb == "fuzz":
        return _fuzz(given.seconds)
    if given.verb != "mistakes":
        _speed(getattr(given, "texts", _TEXTS), getattr(given, "points", _POINTS), _PAIRS)
    if given.verb != "speed":
        _mistakes(getattr(given, "places", _PLACES), getattr(given, "pairs", _HONEST))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`./run bench engine`: the engine beside its peers, on equal work and as the product is, and how it grows.

Equal work: flat footprints, identical sets of pairs, the engine's candidates with GEOS's flat test. Product: the
engine's own exact test on the ellipsoid against the peers' flat times; every pair in which they differ is decided by
the oracle. Peers live in an environment under `build/`, made here.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bench import oracle, peers
from bench.growth import Curve, draw_growth
from bench.node import measure_cross_check
from bench.workloads import Flights, Plans, make_flights, make_plans, to_flat
from tansiq.geometry.approach import Standoff, find_encounters
from tansiq.geometry.engine import Engine, Volumes

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "build" / "bench-peers"
PICTURES = ROOT / "docs" / "pictures"
PACKAGES = ["numpy", "shapely", "rtree", "duckdb", "psycopg[binary]"]
_FLAT_BULGE_M = 500.0
"""A straight line in degrees and a geodesic part by less, so candidates within it hold every flat pair."""
_NEW_OPERATIONS = 1000
DIFFERING = ROOT / "build" / "bench" / "differing.csv"
_SHOWN = 12
_TIMES = 3
"""Each question is asked so often and the least taken, of the engine and of the peer: others use this machine too."""
Say = Callable[[str], None]


@dataclass(frozen=True)
class Differing:
    """A pair in which the engine and flat semantics differ, as the oracle decides it."""

    workload: str
    a: int
    b: int
    is_named: bool
    """By the engine; flat semantics say the opposite."""
    true_m: float
    """Between the footprints, or, of aircraft, the least distance while they lose their height."""
    sides_with: str
    """``engine``, ``flat``, or ``either`` within the stated precision."""


@dataclass
class Results:
    """What was measured, in seconds, by size."""

    equal: list[tuple[str, ...]] = field(default_factory=list)
    product: list[tuple[str, ...]] = field(default_factory=list)
    aims: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Aim, what was measured, what is aimed at, whether it is met."""
    differing: list[Differing] = field(default_factory=list)
    curves: dict[str, Curve] = field(default_factory=dict)

    def aim(self, what: str, measured: float, least: float, *, stretch: float, unit: str = "times") -> None:
        """Whether an aim is met: at least so many times, or, of a time, at most so much."""
        is_met, is_beyond = (
            (measured >= least, measured >= stretch) if unit == "times" else (measured <= least, measured <= stretch)
        )
        word = "stretch met" if is_beyond else "met" if is_met else "MISSED"
        self.aims.append((what, f"{measured:.3g} {unit}", f"{least:g} {unit}, stretch {stretch:g}", word))

    def add_point(self, curve: str, size: int, seconds: float) -> None:
        """One more point of a curve of growth."""
        self.curves.setdefault(curve, Curve(curve)).points.append((size, seconds))


def get_peers() -> Path:
    """The Python of the peers' environment."""
    python = PEERS / "bin" / "python"
    if not (PEERS / "ready").exists():
        venv.create(PEERS, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES]
        subprocess.run(command, check=True)
        (PEERS / "ready").touch()
    return python


def ask_peer(*arguments: str | Path) -> Any:
    """What a peer printed."""
    command = [str(get_peers()), str(Path(peers.__file__)), *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def write_plans(plans: Plans, to: Path) -> Path:
    """For a peer."""
    np.savez(to, **{name: getattr(plans, name) for name in Plans.__dataclass_fields__})
    return to


def best_of(work: Callable[[], object], times: int) -> float:
    """The least of some runs: what the machine does when nobody else wants it."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def pairs_of(a: Any, b: Any) -> set[tuple[int, int]]:
    """As a set."""
    return set(zip(a.tolist(), b.tolist(), strict=True))


def equal_work(
    operations: int, results: Results, folder: Path, names: list[str], server: str | None
) -> tuple[float, float, set[tuple[int, int]]]:
    """Rows of the first table; shapely's seconds, the engine's, and the flat pairs."""
    plans = make_plans(operations)
    path = write_plans(plans, folder / f"plans-{operations}.npz")
    flat: dict[str, set[tuple[int, int]]] = {}
    seconds: dict[str, float] = {}
    names = [*names, *(["postgis"] if server else [])]
    for name in names:
        seconds[name] = ask_peer(name, "pairs", path, *([server] if name == "postgis" and server else []))
        flat[name] = {(int(a), int(b)) for a, b in np.load(path.with_name(f"{path.stem}-{name}.npy"))}
        results.add_point(f"{name}, all pairs, flat", operations, seconds[name])
    data, volumes = peers.load(path), plans.volumes()

    def engine_flat() -> tuple[Any, Any]:
        engine = Engine()
        engine.insert(volumes)
        found = engine.pairs(is_exact=False, buffer_m=_FLAT_BULGE_M)
        return peers.judge(data, found.a, found.b)

    begun = time.perf_counter()
    own = pairs_of(*engine_flat())
    own_s = time.perf_counter() - begun
    for name in names:
        same = "identical" if flat[name] == own else f"differs in {len(flat[name] ^ own)}"
        row = (f"{operations:,}", name, f"{seconds[name]:.3f}", f"{own_s:.3f}", f"{seconds[name] / own_s:.1f}")
        results.equal.append((*row, f"{len(own):,} pairs, {same}"))
    return seconds.get("shapely", 0.0), own_s, own


def decide(plans: Plans, product: set[tuple[int, int]], flat: set[tuple[int, int]], results: Results) -> str:
    """Every pair in which the product and flat semantics differ, decided by the oracle; a line about them."""
    outlines = oracle.outlines_of(plans.volumes())
    name, found = f"W1 {plans.operation[-1] + 1:,}", []
    for a, b in sorted(product ^ flat):
        true_m = oracle.distance_m(outlines[a], outlines[b])
        found.append(Differing(name, a, b, (a, b) in product, true_m, _side((a, b) in product, true_m, 0.0, 0.02)))
    results.differing += found
    return _tell(found)


def decide_flights(
    flights: Flights, product: set[tuple[int, int]], flat: set[tuple[int, int]], results: Results
) -> str:
    """The same for aircraft, flown along their geodesics."""
    flown, name, found = oracle.Flown(flights.tracks(), Standoff()), f"W2 {len(flights.lon_deg):,}", []
    for a, b in sorted(product ^ flat):
        true_m = flown.least_m((a, b))
        side = _side((a, b) in product, true_m, Standoff().distance_m, oracle.FLOWN_M)
        found.append(Differing(name, a, b, (a, b) in product, true_m, side))
    results.differing += found
    return _tell(found)


def _side(is_named: bool, true_m: float, kept_m: float, precision_m: float) -> str:
    if abs(true_m - kept_m) <= precision_m and true_m != 0.0:
        return "either"
    return "engine" if is_named == (true_m <= kept_m) else "flat"


def _tell(found: list[Differing]) -> str:
    sides = Counter(one.sides_with for one in found)
    return f"{len(found)} differ from flat: the oracle sides with " + (
        ", ".join(f"{side} in {count}" for side, count in sorted(sides.items())) or "nobody"
    )


def product_pairs(
    operations: int, results: Results, *, flat_s: float, equal_s: float, flat: set[tuple[int, int]]
) -> None:
    """All pairs, exact: time, memory, and who is right where flat differs."""
    plans = make_plans(operations)
    volumes = plans.volumes()
    times = 1 if operations > 100_000 else 3
    load_s = sweep_s = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        engine = Engine()
        engine.insert(volumes)
        loaded = time.perf_counter()
        found = engine.pairs()
        load_s, sweep_s = min(load_s, loaded - begun), min(sweep_s, time.perf_counter() - loaded)
    seconds = load_s + sweep_s
    results.add_point("this engine, all pairs, exact", operations, seconds)
    note = decide(plans, pairs_of(found.a, found.b), flat, results) if flat else f"{len(found):,} pairs"
    ratio = f"{flat_s / seconds:.1f}" if flat_s else ""
    if operations == 100_000 and flat_s:
        results.aim("W1, all pairs of 1e5, against shapely", flat_s / seconds, 30, stretch=40)
    if operations == 1_000_000:
        results.aim("W1, all pairs of 1e6", seconds, 60, stretch=40, unit="s")
    if equal_s:
        cost = f"{seconds:.2f} s"
        results.product.append(
            (
                f"what exactness costs, {operations:,} operations",
                cost,
                f"{equal_s:.2f} s",
                f"{seconds / equal_s:.2f}",
                "exact, over this engine's flat time of table (a)",
            )
        )
    name = f"all pairs of {operations:,} operations, loading included (sweep alone {sweep_s:.2f} s)"
    results.product.append((name, f"{seconds:.2f} s", f"{flat_s:.2f} s" if flat_s else "", ratio, note))
    per_volume = engine.memory_bytes / len(volumes)
    results.product.append((f"memory, {operations:,} operations", f"{per_volume:.0f} bytes a volume", "", "", ""))
    ask_new(engine, operations, results)


def ask_new(engine: Engine, operations: int, results: Results) -> None:
    """One new operation at a time against all."""
    new = make_plans(_NEW_OPERATIONS, seed=2)
    questions = [new.volumes(new.rows_of(i), owner=-1) for i in range(_NEW_OPERATIONS)]
    seconds, hits = [], []
    for question in questions:
        seconds.append(best_of(partial(engine.query, question), _TIMES))
        hits.append(len(engine.query(question)))
    p50, p99 = (float(value) for value in np.percentile(seconds, [50, 99]))
    beyond = float(np.percentile(np.array(seconds) - 1e-6 * np.array(hits), 99))
    results.add_point("one new operation, p50", operations, p50)
    results.add_point("one new operation, p99", operations, p99)
    peer = results.curves.get(f"peer {operations}")
    if operations == 100_000 and peer:
        results.aim("one new operation against 1e5, p99, against the best peer", peer.points[0][1] / p99, 8, stretch=8)
    if operations == 1_000_000:
        results.aim("one new operation against 1e6, p50", p50 * 1e3, 0.5, stretch=0.5, unit="ms")
        results.aim("one new operation against 1e6, p99 less 1 µs a hit", beyond * 1e3, 1, stretch=1, unit="ms")
    ratio = f"{peer.points[0][1] / p99:.1f}" if peer else ""
    value = f"{p50 * 1e3:.3f} / {p99 * 1e3:.3f} ms"
    beside = f"p99 {peer.points[0][1] * 1e3:.2f} ms" if peer else ""
    note = f"{statistics.mean(hits):.0f} hits on average; p99 less 1 µs a hit {beyond * 1e3:.3f} ms"
    results.product.append((f"one new operation against {operations:,}, p50 / p99", value, beside, ratio, note))


def peer_query(operations: int, results: Results, folder: Path) -> None:
    """The best peer's p99 for one new operation."""
    path = folder / f"plans-{operations}.npz"
    new = write_plans(make_plans(_NEW_OPERATIONS, seed=2), folder / "new.npz")
    seconds = ask_peer("shapely", "query", path, new)
    results.add_point(f"peer {operations}", operations, float(np.percentile(seconds, 99)))


def inserts(operations: int, results: Results, folder: Path) -> None:
    """Volumes a second, put in a thousand at a time, beside rtree one at a time."""
    plans = make_plans(operations)
    parts = [plans.volumes(slice(i, i + 1000)) for i in range(0, len(plans) - 1000, 1000)]

    def insert_all() -> None:
        engine = Engine()
        for part in parts:
            engine.insert(part)

    own_s = best_of(insert_all, _TIMES) / sum(map(len, parts))
    peer_s = ask_peer("rtree", "insert", folder / f"plans-{operations}.npz")
    results.aim("inserts, against rtree", peer_s / own_s, 15, stretch=15)
    row = (f"{own_s * 1e6:.2f} µs", f"rtree {peer_s * 1e6:.0f} µs", f"{peer_s / own_s:.0f}")
    results.product.append(("insert of a volume", *row, f"{1 / own_s:,.0f} a second"))


def snapshots(operations: int, results: Results) -> None:
    """Loading a snapshot, a volume, beside inserting the volumes one by one and all at once."""
    plans = make_plans(operations)
    whole, singles = plans.volumes(), [plans.volumes(slice(i, i + 1)) for i in range(min(len(plans), 20_000))]

    def insert(parts: list[Volumes]) -> Engine:
        engine = Engine()
        for part in parts:
            engine.insert(part)
        return engine

    saved = insert([whole]).save()
    load_s = best_of(lambda: Engine.from_snapshot(saved), _TIMES) / len(plans)
    one_s = best_of(lambda: insert(singles), _TIMES) / len(singles)
    bulk_s = best_of(lambda: insert([whole]), _TIMES) / len(plans)
    row = (f"{load_s * 1e6:.3f} µs", f"inserted one by one {one_s * 1e6:.2f} µs", f"{one_s / load_s:.0f}")
    note = f"{bulk_s / load_s:.1f} times sooner than inserted all at once; {len(saved) / len(plans):.0f} bytes a volume"
    results.product.append((f"a volume loaded from a snapshot of {operations:,} operations", *row, note))


def flights(count: int, results: Results, folder: Path, *, has_peer: bool) -> None:
    """One cycle of closest approach for all pairs."""
    made = make_flights(count)
    tracks = made.tracks()
    seconds = best_of(lambda: find_encounters(tracks, Standoff()), 7)
    found = find_encounters(tracks, Standoff())
    results.add_point("closest approach, one cycle", count, seconds)
    peer_s, note = 0.0, f"{len(found):,} pairs"
    if has_peer:
        x_m, y_m = to_flat(made.lon_deg, made.lat_deg)
        path = folder / f"flights-{count}.npz"
        np.savez(path, x_m=x_m, y_m=y_m, **{name: getattr(made, name) for name in Flights.__dataclass_fields__})
        peer_s = ask_peer("shapely", "flights", path)
        results.add_point("shapely, closest approach, flat", count, peer_s)
        flat = {(int(a), int(b)) for a, b in np.load(path.with_name(f"{path.stem}-shapely.npy"))}
        own = pairs_of(found.a, found.b)
        note += f"; one flat frame misses {len(own - flat)} and invents {len(flat - own)}; "
        note += decide_flights(made, own, flat, results)
        if count == 100_000:
            results.aim("W2, 1e5 aircraft, against shapely", peer_s / seconds, 16, stretch=20)
            results.aim("W2, 1e5 aircraft, a cycle", seconds * 1e3, 120, stretch=60, unit="ms")
    row = (
        f"{seconds * 1e3:.1f} ms",
        f"{peer_s * 1e3:.0f} ms" if peer_s else "",
        f"{peer_s / seconds:.1f}" if peer_s else "",
    )
    results.product.append((f"closest approach of {count:,} aircraft, a cycle", *row, note))


def measure(sizes: list[int], say: Say, server: str | None = None) -> Results:
    """Everything, the smaller first; with a PostGIS server, that too."""
    results = Results()
    say("the peers' environment")
    get_peers()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in sizes:
            say(f"{size:,} operations")
            has_peers = size <= 100_000
            names = list(peers.PAIRS) if size <= 10_000 else ["shapely"]
            flat_s, equal_s, flat = equal_work(size, results, folder, names, server) if has_peers else (0.0, 0.0, set())
            if has_peers:
                peer_query(size, results, folder)
            product_pairs(size, results, flat_s=flat_s, equal_s=equal_s, flat=flat)
            if size == min(max(sizes), 10_000):
                inserts(size, results, folder)
            if size == min(max(sizes), 100_000):
                snapshots(size, results)
        for count in [size for size in sizes if size <= 100_000]:
            say(f"{count:,} aircraft")
            flights(count, results, folder, has_peer=True)
    known = 100_000 if max(sizes) >= 100_000 else 10_000
    say(f"a node's cross-check against {known:,} items")
    checked = measure_cross_check(known)
    results.product.extend(checked.rows)
    results.aim(f"a node's cross-check against {known:,} items, p99", checked.p99_s * 1e3, 1, stretch=1, unit="ms")
    return results


def show(results: Results, console: Console) -> None:
    """Both tables."""
    equal = Table(
        "operations", "peer", "peer s", "engine s", "ratio", "pairs", title="(a) equal work: flat, GEOS's test"
    )
    for row in results.equal:
        equal.add_row(*row)
    product = Table("what", "engine", "best peer, flat", "ratio", "note", title="(b) product: exact on the ellipsoid")
    for row in results.product:
        product.add_row(*row)
    aims = Table("aim", "measured", "aimed at", "", title="Aims, on two cores of a machine with nothing else to do")
    for row in results.aims:
        aims.add_row(*row)
    for table in (equal, product, aims):
        console.print(table)
    list_differing(results.differing, console)


def list_differing(found: list[Differing], console: Console) -> None:
    """Every pair in which the engine and flat semantics differ: all into a file, a few here."""
    DIFFERING.parent.mkdir(parents=True, exist_ok=True)
    with DIFFERING.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("workload", "a", "b", "engine", "flat", "true_m", "oracle_sides_with"))
        for one in found:
            words = ("meet", "apart") if one.is_named else ("apart", "meet")
            writer.writerow((one.workload, one.a, one.b, *words, f"{one.true_m:.3f}", one.sides_with))
    shown = Table(
        "workload", "a", "b", "engine", "flat", "true distance", "the oracle sides with", title="Differing pairs"
    )
    for one in [one for one in found if one.sides_with != "engine"][:_SHOWN] + found[:_SHOWN]:
        words = ("meet", "apart") if one.is_named else ("apart", "meet")
        shown.add_row(one.workload, str(one.a), str(one.b), *words, f"{one.true_m:.3f} m", one.sides_with)
    console.print(shown)
    console.print(f"all {len(found):,} differing pairs, each decided by the oracle: {DIFFERING.relative_to(ROOT)}")


def main() -> int:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(prog="./run bench engine", description="Measure the engine beside its peers.")
    parser.add_argument("--up-to", type=int, default=1_000_000, help="largest number of operations (default 1000000)")
    parser.add_argument(
        "--postgis", metavar="URL", help="also measure PostGIS, on a server where extension and tables may be made"
    )
    parser.add_argument("--plots", action="store_true", help="draw the growth into docs/pictures")
    chosen = parser.parse_args()
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= chosen.up_to]
    status = Console(stderr=True)
    with status.status("measuring") as shown:
        results = measure(sizes, lambda what: shown.update(f"measuring: {what}"), chosen.postgis)
    show(results, Console(width=180))
    if chosen.plots:
        curves = [curve for name, curve in results.curves.items() if not name.startswith("peer ")]
        groups = {"engine-pairs": "all pairs", "engine-query": "one new", "engine-flights": "closest approach"}
        for name, word in groups.items():
            text = draw_growth([curve for curve in curves if word in curve.name])
            (PICTURES / f"{name}.svg").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`./run bench slow`: a stop over a thin satellite way, between real node processes, a thousand messages waiting.

Each seeded run pairs two nodes over a way that is wide, then makes it thin and cuts it; when the line stands again the
sender decides so many ordinary messages, and some seconds later a cease. Measured are the times from the order until
the cease is on the receiver's disk and suspends the movement there, and until its receipt is back. A cold run kills
both nodes, starts them, and orders the cease at once. With ``--drain`` it goes on until the whole backlog has arrived.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.centre import Centre, pair
from bench.thin_way import SATELLITE, ThinWay

WORDS = (
    "convoy passed the river crossing no delay aircraft reported over northern road bridge weather clear unit moved "
    "village camp arrived fuel hours later two three four seven supply column waiting at junction west of town"
)
"""Nine of them, drawn anew, make the text of each message: what is all the same would pack better than in life."""
PATIENCE_S = 240.0


@dataclass(frozen=True, slots=True)
class Run:
    """What one seed gave, in seconds; None: never, within the patience."""

    seed: int
    is_cold: bool
    up_s: float
    """From the thin way's beginning, or the start of the processes, until both ends call the line up."""
    suspended_s: float | None
    receipt_s: float | None
    drained_s: float | None = None
    """From the order until the last ordinary message was receipted."""
    ordinary_bps: float | None = None
    """Bytes a second on the way while it drained, both directions' frames included."""


async def measure(seed: int, *, messages: int, is_cold: bool, drain: bool, bytes_per_s: float) -> Run:
    """One run with real processes."""
    chance = random.Random(seed)
    way = ThinWay(chance)
    with tempfile.TemporaryDirectory(prefix="tansiq-slow-") as folder:
        north, south = Centre(Path(folder) / "north", "north"), Centre(Path(folder) / "south", "south")
        try:
            await asyncio.gather(north.start(), south.start())
            ports = [await way.listen(1, north.port), await way.listen(0, south.port)]
            await pair(north, south, (f"127.0.0.1:{ports[0]}", f"127.0.0.1:{ports[1]}"))
            await _until(lambda: _are_up(north, south))
            await north.ask("item")
            await _until(lambda: _is_drained(north))
            return await _over_thin(
                way, north, south, seed=seed, messages=messages, is_cold=is_cold, drain=drain, bytes_per_s=bytes_per_s
            )
        finally:
            way.stop()
            await asyncio.gather(north.kill(), south.kill())


async def _over_thin(
    way: ThinWay,
    north: Centre,
    south: Centre,
    *,
    seed: int,
    messages: int,
    is_cold: bool,
    drain: bool,
    bytes_per_s: float,
) -> Run:
    way.become(replace(SATELLITE, bytes_per_s=bytes_per_s))
    begun_s = time.monotonic()
    if is_cold:
        await north.ask("notes", messages, WORDS)
        await asyncio.gather(north.kill(), south.kill())
        way.become(way.how)
        begun_s = time.monotonic()
        await asyncio.gather(north.start(), south.start())
    else:
        await asyncio.sleep(1)  # until the cut is noticed
        await _until(lambda: _are_up(north, south))
        up_s = time.monotonic() - begun_s
        await north.ask("notes", messages, WORDS)
        await asyncio.sleep(way.chance.uniform(5, 25))
    cease, ordered_s = json.loads(await north.ask("cease"))
    since_s = begun_s if is_cold else ordered_s
    suspended_s = await _find(lambda: _suspended(south, cease))
    receipt_s = await _find(lambda: _receipted(north))
    if is_cold:
        await _until(lambda: _are_up(north, south))
        up_s = time.monotonic() - begun_s
    drained_s = rate = None
    if drain:
        carried, from_s = way.directions[0].carried_bytes, time.monotonic()
        await _until(lambda: _is_drained(north), 4 * 3600)
        drained_s = time.monotonic() - ordered_s
        rate = (way.directions[0].carried_bytes - carried) / (time.monotonic() - from_s)
    return Run(
        seed,
        is_cold,
        up_s,
        None if suspended_s is None else suspended_s - since_s,
        None if receipt_s is None else receipt_s - since_s,
        drained_s,
        rate,
    )


async def _line(centre: Centre) -> dict[str, object]:
    return dict(json.loads(await centre.ask("line")))


async def _are_up(north: Centre, south: Centre) -> bool:
    """Both ends call it up and have a connection in reserve."""
    lines = [await _line(north), await _line(south)]
    return all(line["state"] == "up" and int(str(line["connections"])) > 1 for line in lines)


async def _is_drained(north: Centre) -> bool:
    line = await _line(north)
    return line["sent"] == line["receipted"]


async def _suspended(south: Centre, cease: str) -> float | None:
    return float(await south.ask("suspended", cease)) or None


async def _receipted(north: Centre) -> float | None:
    line = await _line(north)
    return time.monotonic() if line["urgent_sent"] == line["urgent_receipted"] else None


async def _until(is_so: Callable[[], Awaitable[bool]], patience_s: float = PATIENCE_S) -> None:
    async with asyncio.timeout(patience_s):
        while not await is_so():
            await asyncio.sleep(0.02)


async def _find(find: Callable[[], Awaitable[float | None]]) -> float | None:
    until_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < until_s:
        found = await find()
        if found is not None:
            return found
        await asyncio.sleep(0.02)
    return None


def main() -> int:
    """Measure as the arguments say; 1 where a bound is broken."""
    parser = argparse.ArgumentParser(prog="./run bench slow", description="A stop over a thin satellite way.")
    parser.add_argument("--seeds", type=int, default=20, help="runs over an established line (default 20)")
    parser.add_argument("--cold", type=int, default=5, help="runs from a cold start (default 5)")
    parser.add_argument("--first", type=int, default=1, help="first seed (default 1)")
    parser.add_argument("--at-once", type=int, default=4, help="runs side by side (default 4)")
    parser.add_argument("--messages", type=int, default=1000, help="ordinary ones waiting (default 1000)")
    parser.add_argument("--bytes-per-s", type=float, default=SATELLITE.bytes_per_s, help="each way (default 300)")
    parser.add_argument("--drain", action="store_true", help="also wait until the whole backlog of the first run came")
    parser.add_argument("--json", action="store_true", help="print for programs")
    chosen = parser.parse_args()
    runs = asyncio.run(_measure_all(chosen))
    if chosen.json:
        print(json.dumps([asdict(run) for run in runs], indent=2))
    else:
        for line in tell(runs):
            print(line)
    return int(any(run.suspended_s is None or run.receipt_s is None for run in runs) or not is_within(runs))


async def _measure_all(chosen: argparse.Namespace) -> list[Run]:
    gate = asyncio.Semaphore(chosen.at_once)
    jobs = [(seed, False) for seed in range(chosen.first, chosen.first + chosen.seeds)]
    jobs += [(seed, True) for seed in range(chosen.first, chosen.first + chosen.cold)]

    async def one(seed: int, is_cold: bool) -> Run:
        async with gate:
            drain = chosen.drain and (seed, is_cold) == jobs[0]
            run = await measure(
                seed, messages=chosen.messages, is_cold=is_cold, drain=drain, bytes_per_s=chosen.bytes_per_s
            )
            print(json.dumps(asdict(run)), file=sys.stderr, flush=True)
            return run

    return list(await asyncio.gather(*(one(*job) for job in jobs)))


def tell(runs: list[Run]) -> list[str]:
    """The figures for people."""
    lines = []
    for is_cold, name in ((False, "established, backlog waiting"), (True, "cold start, backlog waiting")):
        some = [run for run in runs if run.is_cold is is_cold]
        if not some:
            continue
        suspended = [run.suspended_s or PATIENCE_S for run in some]
        receipts = [run.receipt_s or PATIENCE_S for run in some]
        up = [run.up_s for run in some]
        lines.append(f"{name}: {len(some)} runs")
        for what, values in (("line up", up), ("suspended at the peer", suspended), ("receipt back", receipts)):
            lines.append(
                f"  {what}: p50 {_share(values, 50):.1f} s, p95 {_share(values, 95):.1f} s, most {max(values):.1f} s"
            )
    for run in runs:
        if run.drained_s is not None:
            lines.append(
                f"whole backlog receipted after {run.drained_s:.0f} s, {run.ordinary_bps:.0f} bytes a second there"
            )
    return lines


def is_within(runs: list[Run]) -> bool:
    """10 s at p50 and 30 s at p95, every receipt within 60 s; from a cold start within 120 s."""
    suspended = [run.suspended_s or PATIENCE_S for run in runs if not run.is_cold]
    receipts = [run.receipt_s or PATIENCE_S for run in runs if not run.is_cold]
    cold = [run.suspended_s or PATIENCE_S for run in runs if run.is_cold]
    established = not suspended or (_share(suspended, 50) <= 10 and _share(suspended, 95) <= 30 and max(receipts) <= 60)
    return established and max(cold, default=0.0) <= 120


def _share(values: list[float], percent: int) -> float:
    """The value that so many of a hundred do not exceed."""
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]

"""A cease from the key press at one end to suspended and durable at the other, and messages without end.

Two nodes in processes of their own, joined over loopback as in production. The key press is the instant before the
request is written to the officers' port of one end; suspended and durable is the instant at which the other end's
record has the cease, with the movement that it names suspended in the same transaction. Beside it stand the physical
costs from the same run, in a loop and once after a pause, as a cease finds the machine; ratios are what counts.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.costs import find_check_s, find_commit_s, find_median_s, find_round_trip_s, find_sign_s
from tansiq.base.units import MIB

BACKLOG = 100_000
CEASES = 1_000
EVERY_S = 0.02
"""Between two ceases: officers press one at a time."""
MOST_WAITING = 2_000
SAMPLE_S = 10.0
NORTH, SOUTH = "north", "south"


class EndProcess:
    """An end, asked over pipes."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def ask(self, name: str, *arguments: object) -> Any:
        """One command, one answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([name, *arguments]).encode() + b"\n")
        answer = await self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"an end of the line ended at {name}")
        return json.loads(answer)

    async def close(self) -> None:
        """End it."""
        self._process.kill()
        await self._process.wait()


@dataclass(frozen=True, slots=True)
class Ends:
    """Both, with their line up and an agreement in force."""

    north: EndProcess
    south: EndProcess


@dataclass(slots=True)
class Officer:
    """A session at the officers' port, over one connection that stays."""

    http: http.client.HTTPConnection
    token: str

    def connect(self) -> None:
        """Anew: a server closes what is quiet for some seconds."""
        self.http.close()
        self.http.connect()
        self.get("/lines/key")

    def get(self, path: str) -> None:
        """Ask for something."""
        self._request("GET", path, None)

    def cease(self, item: str) -> tuple[str, int]:
        """Press; the cease's id and the instant before the request was written."""
        id_ = str(uuid.uuid4())
        pressed_ns = time.monotonic_ns()
        self._request("POST", "/ceases", {"id": id_, "items": [item]})
        return id_, pressed_ns

    def _request(self, method: str, path: str, body: object) -> None:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        self.http.request(method, f"/api/v1{path}", None if body is None else json.dumps(body), headers)
        answer = self.http.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]!r}")


@dataclass(frozen=True, slots=True)
class Costs:
    """What a cease stands on, in seconds, each the middle of many."""

    commit_s: float
    sign_s: float
    check_s: float
    request_s: float
    trip_s: float

    @property
    def sum_s(self) -> float:
        """Two durable commits, two signatures, two checks, one API request and one TLS round trip."""
        return 2 * (self.commit_s + self.sign_s + self.check_s) + self.request_s + self.trip_s


@dataclass(slots=True)
class Series:
    """Ceases under one condition."""

    name: str
    delays_s: list[float] = field(default_factory=list)
    waiting: tuple[int, int] = (0, 0)
    """Routine messages without a receipt at the first and the last of them."""


def main() -> int:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(prog="./run bench line", description="Measure ceases and messages over a line.")
    parser.add_argument("--ceases", type=int, default=CEASES, help=f"under each condition (default {CEASES})")
    parser.add_argument("--backlog", type=int, default=BACKLOG, help=f"routine messages waiting (default {BACKLOG})")
    parser.add_argument("--minutes", type=float, default=1.0, help="of messages at the end (default 1; in full 10)")
    parser.add_argument("--json", action="store_true", help="print for programs")
    arguments = parser.parse_args()
    console = Console(stderr=True)
    with console.status("measuring") as status:
        found = asyncio.run(_measure(arguments, status.update))
    if arguments.json:
        print(json.dumps(found, indent=2))
        return 0
    table = Table("figure", "measured", "stands on", "ratio")
    for row in found["rows"]:
        table.add_row(*row)
    Console().print(table)
    return 0


async def _measure(arguments: argparse.Namespace, say: Any) -> dict[str, Any]:
    async with open_ends() as ends:
        say("an agreement, and movements that are flown")
        items = await _fly(ends, 2 * arguments.ceases + 20)
        session = await ends.north.ask("officer")
        connection = http.client.HTTPConnection("127.0.0.1", session["port"])
        officer = Officer(connection, session["token"])
        say("physical costs")
        costs = await asyncio.to_thread(_costs, officer, 0.0)
        rare = await asyncio.to_thread(_costs, officer, EVERY_S)
        series = [Series("an idle line"), Series(f"{arguments.backlog:,} routine messages waiting")]
        await _press(ends, officer, items[:20], Series("warming up"))
        say("ceases on an idle line")
        await _press(ends, officer, items[20 : 20 + arguments.ceases], series[0])
        say("filling the line")
        await _fill(ends, arguments.backlog)
        say("ceases over a full line")
        await _press(ends, officer, items[20 + arguments.ceases :], series[1])
        await _drain(ends)
        if await ends.south.ask("suspended", items) != len(items):
            raise RuntimeError("not every movement that was stopped is suspended at the other end")
        say("messages without end")
        sustained = await _sustain(ends, arguments.minutes * 60)
    return {"rows": [*_cost_rows(costs, rare), *_series_rows(series, costs, rare), *sustained], "delays_s": {
        each.name: each.delays_s for each in series
    }}  # fmt: skip


@asynccontextmanager
async def open_ends() -> AsyncIterator[Ends]:
    """Two ends, paired and quiet."""
    with tempfile.TemporaryDirectory(prefix="tansiq-bench-") as folder:
        north, south = [await _start(Path(folder), party) for party in (NORTH, SOUTH)]
        try:
            await _pair(north, south)
            yield Ends(north, south)
        finally:
            await north.close()
            await south.close()


async def _start(folder: Path, party: str) -> EndProcess:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.end", str(folder / party), party,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 26,
    )  # fmt: skip
    return EndProcess(process)


async def _pair(north: EndProcess, south: EndProcess) -> None:
    """The steps that two officers a side would take."""
    ours, theirs = await north.ask("begin"), await south.ask("begin")
    our_offer, their_offer = await north.ask("commitment", theirs), await south.ask("commitment", ours)
    our_phrase, their_phrase = await north.ask("offer", their_offer), await south.ask("offer", our_offer)
    await (south if our_phrase else north).ask("type", our_phrase or their_phrase)
    for end in (north, south):
        await end.ask("confirm")
    await _until_quiet(north, south)


async def _until_quiet(*ends: EndProcess) -> None:
    while not all([await end.ask("is_quiet") for end in ends]):
        await asyncio.sleep(0.02)


async def _fly(ends: Ends, count: int) -> list[str]:
    """Movements of north's that south has concurred to and that are flown."""
    agreement = str(uuid.uuid4())
    await ends.north.ask("draft", agreement, SOUTH)
    await _until_quiet(ends.north, ends.south)
    await ends.south.ask("sign", agreement)
    await _until_quiet(ends.north, ends.south)
    items: list[str] = await ends.north.ask("submit", count)
    await _until_quiet(ends.north, ends.south)
    await ends.south.ask("concur", items)
    await _until_quiet(ends.north, ends.south)
    await ends.north.ask("activate", items)
    await _until_quiet(ends.north, ends.south)
    return items


async def _press(ends: Ends, officer: Officer, items: Sequence[str], series: Series) -> None:
    """One cease a movement, one after the other."""
    pressed = []
    await asyncio.to_thread(officer.connect)
    first = (await ends.north.ask("waiting"))["ordinary"]
    for item in items:
        pressed.append(await asyncio.to_thread(officer.cease, item))
        await asyncio.sleep(EVERY_S)
    series.waiting = first, (await ends.north.ask("waiting"))["ordinary"]
    while (await ends.north.ask("waiting"))["urgent"]:
        await asyncio.sleep(0.02)
    came_ns = await ends.south.ask("times")
    series.delays_s = [(came_ns[id_] - pressed_ns) / 1e9 for id_, pressed_ns in pressed]


async def _fill(ends: Ends, backlog: int) -> None:
    while (left := backlog - (await ends.north.ask("waiting"))["ordinary"]) > 0:
        await ends.north.ask("fill", min(left + 500, 5_000))


async def _drain(ends: Ends) -> None:
    while sum((await ends.north.ask("waiting")).values()):
        await asyncio.sleep(0.2)


async def _sustain(ends: Ends, seconds: float) -> list[tuple[str, ...]]:
    """Messages as fast as the line takes them; how much memory both ends have at the first third and at the end."""
    sending = asyncio.create_task(ends.north.ask("send", seconds, MOST_WAITING))
    samples: list[int] = []
    begun = time.monotonic()
    while not sending.done():
        samples.append(await ends.south.ask("memory_bytes"))
        await asyncio.wait([sending], timeout=min(SAMPLE_S, seconds / 6))
    receipted = await sending
    rate = receipted / (time.monotonic() - begun)
    early, late = samples[len(samples) // 3], samples[-1]
    return [
        (f"messages a second for {seconds / 60:.1f} min", f"{rate:.0f}/s", "", ""),
        ("memory of the receiver, at a third and at the end", f"{early / MIB:.0f} / {late / MIB:.0f} MiB", "",
         f"{late / early:.2f}"),
    ]  # fmt: skip


def _costs(officer: Officer, pause_s: float) -> Costs:
    request_s = find_median_s(lambda: officer.get("/lines/key"), pause_s)
    return Costs(
        find_commit_s(pause_s), find_sign_s(pause_s), find_check_s(pause_s), request_s, find_round_trip_s(pause_s)
    )


def _cost_rows(costs: Costs, rare: Costs) -> list[tuple[str, ...]]:
    """In a loop, and beside it with a pause before each as long as that between two ceases."""

    def say(find: Callable[[Costs], float]) -> tuple[str, str, str]:
        return _ms(find(costs)), f"after a pause: {_ms(find(rare))}", f"{find(rare) / find(costs):.1f}"

    return [
        ("one durable commit", *say(lambda each: each.commit_s)),
        ("one signature", *say(lambda each: each.sign_s)),
        ("one check", *say(lambda each: each.check_s)),
        ("one API request", *say(lambda each: each.request_s)),
        ("one TLS round trip", *say(lambda each: each.trip_s)),
        ("two commits, signatures, checks, a request, a round trip", *say(lambda each: each.sum_s)),
    ]


def _series_rows(series: Sequence[Series], costs: Costs, rare: Costs) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for each in series:
        for share in (50.0, 99.0, 99.9):
            delay_s = float(np.percentile(each.delays_s, share))
            ratios = f"{delay_s / costs.sum_s:.1f} / {delay_s / rare.sum_s:.1f}"
            sums = f"that sum: {_ms(costs.sum_s)} / {_ms(rare.sum_s)}"
            rows.append((f"cease over {each.name}, p{share:g}", _ms(delay_s), sums, ratios))
        if each.waiting[0]:
            rows.append(("  waiting at the first and the last cease", "{:,} / {:,}".format(*each.waiting), "", ""))
    return rows


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3f} ms"


if __name__ == "__main__":
    sys.exit(main())

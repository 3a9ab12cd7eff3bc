"""The watch floor under load: 2,000 moving aircraft, 500 items, 100 messages a minute, in a browser without a GPU.

Two real nodes with a line between them, and the page of one of them in headless chromium. Items and messages go through
the officers' API. No node has a feed of live aircraft here, so those are put into the page's own state by the test,
at the rate at which a feed would, from a generator of its own (`bench/aircraft.py`).

Measured are the time from frame to frame while the map is dragged in circles without a pause; from the instant at which
a cease can be read at the page's node to the frame that shows it; and over time, each after a whole collection, the
page's heap, the nodes of its documents and its event listeners. Whether these grow is judged by regression.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from playwright.async_api import Page, Route, async_playwright
from rich.console import Console
from rich.table import Table

from bench.aircraft import Aircraft
from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.client import new_id
from tansiq.scenario.format import load_scenario
from tansiq.scenario.player import Play, open_play
from tools.build_page import BuildFailed, ensure_modules, run, tool

ROOT = Path(__file__).resolve().parent.parent
SCENARIO = Path(__file__).with_name("floor.yaml")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip
SIZE = (1440, 900)
STEPS_A_SECOND = 4
"""So often a part of the aircraft report; each once a second."""
MOST_FRAME_MS, MOST_FLASH_MS = 40.0, 200.0
FRAMES = 200
STRIP = "[role=alert] .strip"
"""What shows the first untaken FLASH."""
KINDS = ("activity", "own_force_area", "no_go_area", "protected_site", "corridor")
MB = 1e6
TOLERATED = {"heap_mb": 0.05, "nodes": 5.0, "listeners": 2.0}
"""More a minute is growth: of the heap 36 MB in a watch of twelve hours."""
WEIGHED = {"heap_mb": ("heap", 1, " MB"), "nodes": ("nodes", 0, ""), "listeners": ("event listeners", 0, "")}
"""In words, with how many decimals and which unit."""
SURE = 1.96
"""Standard deviations of an interval that holds the slope in 95 of 100 cases."""
KEPT_ENTRIES = 2000
"""As `MOST_ENTRIES` of `ui/src/state.svelte.ts`."""
FILLED_FROM_MIN, TALKERS = 10.0, 4
"""A run that is long enough to judge the heap begins with the page's stores filled."""
LEAST_JUDGED_MIN, LEAST_WEIGHINGS = 6.0, 8
"""A line through less says nothing."""


@dataclass(frozen=True)
class Wanted:
    """How much of everything."""

    aircraft: int
    items: int
    messages_a_minute: int
    minutes: float
    flashes: int
    picture: Path | None


@dataclass(frozen=True)
class Weight:
    """What the page holds at one instant, after a whole collection."""

    at_min: float
    """Since measuring began."""
    heap_mb: float
    nodes: float
    listeners: float


@dataclass(frozen=True)
class Trend:
    """A line through what was weighed, the first third left out as warming up."""

    per_min: float
    spread: float
    """Half of the 95 % interval of the slope."""
    minutes: float
    """How long the weighings span that it was drawn through."""

    def judge(self, tolerated: float) -> str:
        """Growing where it surely does, by more a minute than is tolerated; flat where the slope itself is not more."""
        if self.minutes < LEAST_JUDGED_MIN:
            return f"not judged under {LEAST_JUDGED_MIN * 3 / 2:.0f} min"
        if self.per_min - self.spread > tolerated:
            return "growing"
        return "flat" if self.per_min <= tolerated else "not sure, measure longer"


@dataclass
class Figures:
    """What came out."""

    dragged_ms: list[float]
    resting_ms: list[float]
    flash_ms: list[float]
    weights: list[Weight]
    aircraft: int = 0
    items: int = 0
    messages: int = 0


def build_page(folder: Path) -> None:
    """The page with the hooks of the test."""
    node = ensure_modules()
    os.environ["PAGE_ROOT"] = str(ROOT / "bench" / "floor")
    run([*node, tool("vite", "bin/vite.js"), "build"], "the page under load", to=folder)


@asynccontextmanager
async def open_floor(play: Play, built: Path) -> AsyncIterator[Page]:
    """The page of the northern centre, signed in, on its map."""
    north = play.processes["north"].client
    origin = north.base.removesuffix("/api/v1")

    async def serve(route: Route) -> None:
        path = route.request.url.removeprefix(origin).split("?")[0].split("#")[0]
        file = built / (path.strip("/") or "index.html")
        await (route.fulfill(path=file) if file.is_file() else route.continue_())

    async with async_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = await playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        page = await browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, locale="en")
        page.on("pageerror", lambda error: print(f"page: {error}", file=sys.stderr))
        await page.route(lambda url: "/api/" not in url, serve)
        await page.goto(f"{origin}/#/map")
        await page.locator("input[name=officer]").fill("watch-1")
        await page.locator("input[name=secret]").fill(north.secrets["watch-1"])
        await page.locator("form button[type=submit]").click()
        await page.locator(".ol-viewport").wait_for()
        yield page
        await browser.close()


def make_item(number: int, rng: np.random.Generator) -> dict[str, Any]:
    """One of each kind in turn, somewhere over the theatre."""
    kind = KINDS[number % len(KINDS)]
    lat, lon = rng.uniform(33.2, 37.8), rng.uniform(35.8, 41.4)
    corners = [(lat, lon), (lat + 0.08, lon + 0.3), (lat + 0.02, lon + 0.32), (lat - 0.06, lon + 0.02)]
    polygon = {"vertices": [f"{one:.5f} {other:.5f}" for one, other in corners]}
    circle = {"centre": f"{lat:.5f} {lon:.5f}", "radius_m": float(rng.uniform(2000, 15_000))}
    footprint: dict[str, Any] = {"polygon": polygon} if kind in {"corridor", "no_go_area"} else {"circle": circle}
    start, end = f"2030-05-01T{8 + number % 10:02d}:00:00Z", "2030-05-02T12:00:00Z"
    volume = {"footprint": footprint, "start": start, "end": end}
    item: dict[str, Any] = {"kind": kind, "name": f"{kind[:3].upper()}-{number:04d}", "volumes": [volume]}
    if kind == "activity":
        item["flight"] = {"aircraft_count": 2, "aircraft_type": "transport", "hazard_to_ground": False}
    if kind == "protected_site":
        item["site"] = {"category": "hospital", "buffer_m": 1000, "evidence": "visited"}
    return item


async def file_items(north: CentreProcess, count: int) -> None:
    """So many items of the northern centre, told to nobody."""
    rng = np.random.default_rng(2)
    for number in range(count):
        await north.client.post("/items", "watch-1", {"item": make_item(number, rng), "datum": "WGS84"})


class Load:
    """What goes on while it is measured: the clock, aircraft, messages. Ended by its `close`."""

    def __init__(self, play: Play, page: Page, wanted: Wanted) -> None:
        self.messages = 0
        self.aircraft = Aircraft(wanted.aircraft)
        self._play, self._page, self._wanted = play, page, wanted
        self._tasks = [asyncio.create_task(work()) for work in (self._tick, self._fly, self._talk)]

    async def close(self) -> None:
        """End it; what went wrong in it is raised here."""
        for task in self._tasks:
            task.cancel()
        for task in self._tasks:
            try:
                await task
            except asyncio.CancelledError:
                continue

    async def _tick(self) -> None:
        while True:
            self._play.now_ms += 1000
            clients = [process.client for process in self._play.running]
            await asyncio.gather(*(client.steer("/clock", {"now_ms": self._play.now_ms}) for client in clients))
            await asyncio.sleep(1)

    async def _fly(self) -> None:
        part = 0
        while True:
            begun = time.monotonic()
            if part == 0:
                self.aircraft.move(1.0)
            await self._page.evaluate("rows => bench.put(rows)", self.aircraft.reports(part, STEPS_A_SECOND))
            part = (part + 1) % STEPS_A_SECOND
            await asyncio.sleep(max(0.0, 1 / STEPS_A_SECOND - (time.monotonic() - begun)))

    async def _talk(self) -> None:
        south = self._play.processes["south"].client
        while True:
            note = {"to": ["north"], "text": f"Message {self.messages} of the load test", "lang": "en"}
            await south.post("/notes", "watch-1", note)
            self.messages += 1
            await asyncio.sleep(60 / self._wanted.messages_a_minute)


async def fill(play: Play) -> None:
    """As many messages as the page keeps at most: a store that only fills up to its bound is no growth."""
    south = play.processes["south"].client

    async def talk(first: int) -> None:
        for number in range(first, KEPT_ENTRIES, TALKERS):
            note = {"to": ["north"], "text": f"Message {number} before measuring", "lang": "en"}
            await south.post("/notes", "watch-1", note)

    await asyncio.gather(*(talk(first) for first in range(TALKERS)))


async def measure_flash(play: Play, page: Page) -> float:
    """Milliseconds from a cease being readable at the page's node to the frame that shows it; it is taken again."""
    north, south = play.processes["north"].client, play.processes["south"].client
    await page.evaluate("bench.watchFlash()")
    cease = new_id()
    await south.post("/ceases", "watch-1", {"id": cease, "to": ["north"]})
    await page.wait_for_function("bench.takeFlash() !== null", timeout=20_000)
    shown_ms = float(await page.evaluate("bench.takeFlash()"))
    rows = (await north.get("/latency", "commander-1")).list()
    readable = [row.whole("alert_readable_real_ms") for row in rows if row.text("cease") == cease]
    await north.post(f"/ceases/{cease}/take", "watch-1", {})
    await page.locator(STRIP).wait_for(state="detached")
    return shown_ms - min(readable)


async def weigh(page: Page, begun: float) -> Weight:
    """The page after a whole collection."""
    session = await page.context.new_cdp_session(page)
    # A collection asked for inside the page leaves what the driver of the browser still holds; what the first one
    # finds is free of its weak references only with the second.
    for _ in range(2):
        await session.send("HeapProfiler.collectGarbage")
    await session.send("Performance.enable")
    found = {row["name"]: row["value"] for row in (await session.send("Performance.getMetrics"))["metrics"]}
    await session.detach()
    at_min = (time.monotonic() - begun) / 60
    return Weight(at_min, found["JSHeapUsedSize"] / MB, found["Nodes"], found["JSEventListeners"])


async def measure(wanted: Wanted, folder: Path, say: Any) -> Figures:
    """All of it."""
    say("building the page")
    build_page(folder / "page")
    figures = Figures([], [], [], [])
    async with open_play(load_scenario(str(SCENARIO)), folder / "nodes", lambda _: None) as play:
        say("two nodes")
        await play.play()
        say(f"filing {wanted.items} items")
        await file_items(play.processes["north"], wanted.items)
        async with open_floor(play, folder / "page") as page:
            load = Load(play, page, wanted)
            try:
                await measure_under(load, play, page, wanted, figures, say)
            finally:
                await load.close()
            figures.messages = load.messages
    return figures


async def measure_under(load: Load, play: Play, page: Page, wanted: Wanted, figures: Figures, say: Any) -> None:
    """What is measured while it goes on."""
    say("warming up")
    if wanted.minutes >= FILLED_FROM_MIN:
        await fill(play)
    await asyncio.sleep(15)
    figures.aircraft = int(await page.evaluate("bench.put([])"))
    figures.items = len((await play.processes["north"].client.get("/items", "watch-1")).list())
    begun = time.monotonic()
    ends = begun + wanted.minutes * 60
    while True:
        say(f"{max(0.0, ends - time.monotonic()):.0f} s left")
        figures.dragged_ms += await page.evaluate(f"bench.drag({FRAMES})")
        figures.resting_ms += await page.evaluate(f"bench.rest({FRAMES})")
        if len(figures.flash_ms) < wanted.flashes:
            figures.flash_ms.append(await measure_flash(play, page))
        figures.weights.append(await weigh(page, begun))
        if wanted.picture is not None and len(figures.weights) == 1:
            await page.screenshot(path=wanted.picture)
        if time.monotonic() > ends and len(figures.flash_ms) >= wanted.flashes:
            return


def percent(values: Sequence[float], share: float) -> float:
    """A percentile."""
    return float(np.percentile(values, share))


def find_trend(at_min: Sequence[float], values: Sequence[float]) -> Trend:
    """Least squares through the last two thirds of the time."""
    at, value = np.asarray(at_min), np.asarray(values, dtype=float)
    kept = at >= at[-1] / 3
    at, value = at[kept], value[kept]
    if len(at) < LEAST_WEIGHINGS:
        return Trend(0.0, float("inf"), 0.0)
    slope, start = np.polyfit(at, value, 1)
    spread = float(np.sum((value - slope * at - start) ** 2)) / (len(at) - 2)
    deviation = (spread / float(np.sum((at - at.mean()) ** 2))) ** 0.5
    return Trend(float(slope), SURE * deviation, float(at[-1] - at[0]))


def find_trends(weights: Sequence[Weight]) -> dict[str, Trend]:
    """By what was weighed."""
    at_min = [weight.at_min for weight in weights]
    return {name: find_trend(at_min, [getattr(weight, name) for weight in weights]) for name in TOLERATED}


def is_growing(weights: Sequence[Weight]) -> bool:
    """Whether anything that was weighed surely grows."""
    return any(trend.judge(TOLERATED[name]) == "growing" for name, trend in find_trends(weights).items())


def show(figures: Figures, wanted: Wanted) -> Table:
    """The figures, each beside what is asked of it."""
    table = Table("figure", "measured", "at most", title=f"{figures.aircraft:,} aircraft, {figures.items} items, "
                  f"{wanted.messages_a_minute} messages a minute, {wanted.minutes:g} min")  # fmt: skip
    dragged, resting, flash = figures.dragged_ms, figures.resting_ms, figures.flash_ms
    table.add_row("frame of the dragged map, median", f"{statistics.median(dragged):.1f} ms", f"{MOST_FRAME_MS:.0f} ms")
    table.add_row("frame of the dragged map, p95", f"{percent(dragged, 95):.1f} ms", "")
    table.add_row(
        "frame at rest, median / p95", f"{statistics.median(resting):.1f} / {percent(resting, 95):.1f} ms", ""
    )
    table.add_row("FLASH readable at the node → on screen, median", f"{statistics.median(flash):.0f} ms", "")
    table.add_row("FLASH readable at the node → on screen, worst", f"{max(flash):.0f} ms", f"{MOST_FLASH_MS:.0f} ms")
    first, last = figures.weights[0], figures.weights[-1]
    trends = find_trends(figures.weights)
    for name, (words, digits, unit) in WEIGHED.items():
        trend = trends[name]
        ends = f"{getattr(first, name):,.{digits}f} → {getattr(last, name):,.{digits}f}{unit}"
        table.add_row(f"{words} after a collection, first → last", ends, "")
        grows = f"{trend.per_min:+.{digits + 1}f} ± {trend.spread:.{digits + 1}f}{unit} a minute"
        table.add_row(
            f"{words}, slope", f"{grows}: {trend.judge(TOLERATED[name])}", f"{TOLERATED[name]:g}{unit} a minute"
        )
    table.add_row("weighings", str(len(figures.weights)), "")
    table.add_row("messages received", str(figures.messages), "")
    return table


def main() -> int:
    """Measure and print; 1 where a limit is not kept."""
    parser = argparse.ArgumentParser(prog="./run bench ui", description="Measure the watch floor under load.")
    parser.add_argument("--aircraft", type=int, default=2000)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--messages", type=int, default=100, help="a minute")
    parser.add_argument("--minutes", type=float, default=1.0, help="30 for the whole of it (default 1)")
    parser.add_argument("--flashes", type=int, default=5)
    parser.add_argument("--picture", type=Path, help="where to put a picture of the page under load")
    arguments = parser.parse_args()
    if shutil.which("chromium") is None and shutil.which("chromium-browser") is None:
        print("chromium was not found; on Debian: apt install chromium", file=sys.stderr)
        return 2
    wanted = Wanted(
        aircraft=arguments.aircraft,
        items=arguments.items,
        messages_a_minute=arguments.messages,
        minutes=arguments.minutes,
        flashes=arguments.flashes,
        picture=arguments.picture,
    )
    console = Console(stderr=True)
    with tempfile.TemporaryDirectory() as folder, console.status("measuring") as status:
        try:
            figures = asyncio.run(measure(wanted, Path(folder), status.update))
        except BuildFailed as failure:
            print(failure, file=sys.stderr)
            return 1
    Console(width=110).print(show(figures, wanted))
    is_quick = statistics.median(figures.dragged_ms) < MOST_FRAME_MS and max(figures.flash_ms) < MOST_FLASH_MS
    return 0 if is_quick and not is_growing(figures.weights) else 1


if __name__ == "__main__":
    sys.exit(main())

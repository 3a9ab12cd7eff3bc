"""Two real node processes with a line between them and one coordinated activity, for tests written in a row.

They are made and paired once a run; each test starts them on a copy of the folders, at the ports of the first start.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.client import CentreClient, Reply
from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.format import load_scenario
from tansiq.scenario.pairing import READER
from tansiq.scenario.player import Play, Progress, open_play
from tansiq.scenario.scenario import Scenario

T = TypeVar("T")
SCENARIO = Path(__file__).with_name("one-line.yaml")
WAIT_S = 30.0


class Runner:
    """An event loop in a thread of its own, because a browser's driver runs one in the test's thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@dataclass(frozen=True)
class Prepared:
    """What is copied for every test."""

    scenario: Scenario
    folder: Path
    patrol: str
    now_ms: int
    secrets: dict[str, dict[str, str]]
    control_tokens: dict[str, str]
    administrators: dict[str, str]


def prepare(folder: Path) -> Prepared:
    with contextlib.closing(Runner()) as runner:
        return runner.run(_prepare(folder))


async def _prepare(folder: Path) -> Prepared:
    scenario = load_scenario(str(SCENARIO))
    async with open_play(scenario, folder, silent) as play:
        await play.play()
        clients = {party: process.client for party, process in play.processes.items()}
        return Prepared(
            scenario=scenario,
            folder=folder,
            patrol=play.ids.get("item", "patrol"),
            now_ms=play.now_ms,
            secrets={party: dict(client.secrets) for party, client in clients.items()},
            control_tokens={party: client.control_token for party, client in clients.items()},
            administrators={party: process.administrator for party, process in play.processes.items()},
        )


def silent(progress: Progress) -> None:
    return None


@dataclass
class Pair:
    """The two nodes of a test, and whatever copies of them it makes."""

    prepared: Prepared
    folder: Path
    runner: Runner
    http: httpx.AsyncClient
    processes: dict[str, CentreProcess] = field(default_factory=dict)
    now_ms: int = 0

    def __post_init__(self) -> None:
        self.now_ms = self.prepared.now_ms
        for party in ("north", "south"):
            shutil.copytree(self.prepared.folder / party, self.folder / party)
            self.add(party, self.folder / party, party)

    def add(self, name: str, folder: Path, party: str) -> CentreProcess:
        """Someone who runs a node of a party on a folder; not started yet."""
        client = CentreClient(party, self.http)
        client.secrets = dict(self.prepared.secrets[party])
        client.control_token = self.prepared.control_tokens[party]
        centre = self.prepared.scenario.get_centre(party)
        made = CentreProcess(centre, folder, client, administrator=self.prepared.administrators[party])
        self.processes[name] = made
        return made

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def start(self, *names: str) -> None:
        """Start nodes and bring their clocks to the present; does not wait for lines."""
        self.run(self._start(names or ("north", "south")))

    async def _start(self, names: tuple[str, ...]) -> None:
        chosen = [self.processes[name] for name in names]
        await asyncio.gather(*(process.start() for process in chosen))
        for process in chosen:
            process.client.tokens.clear()
            await process.client.steer("/clock", {"now_ms": self.now_ms})

    def start_joined(self) -> None:
        """Both, with the line up and the activity coordinated."""
        self.start()
        self.wait_for_line("north")
        self.wait_for_line("south")
        self.settle()

    def kill(self, name: str) -> None:
        self.run(self.processes[name].kill())

    def stop(self, name: str) -> None:
        self.run(self.processes[name].stop())

    def close(self) -> None:
        for process in self.processes.values():
            self.run(process.stop())

    def get(self, name: str, path: str, officer: str = READER) -> Doc:
        return self.run(self.processes[name].client.get(path, officer))

    def post(self, name: str, path: str, officer: str = "watch-1", /, **body: Json) -> Doc:
        return self.run(self.processes[name].client.post(path, officer, body))

    def try_post(self, name: str, path: str, officer: str = "watch-1", /, **body: Json) -> Reply:
        """A write that may be refused."""
        return self.run(self.processes[name].client.ask("POST", path, officer, body))

    def log(self, name: str, peer: str) -> bytes:
        return self.run(self.processes[name].client.get_lines(f"/log/{peer}", READER)).encode()

    def record(self, name: str, *kinds: str) -> list[Doc]:
        found = self.get(name, "/record?limit=10000").list("entries")
        return [entry for entry in found if not kinds or entry.text("kind") in kinds]

    def line(self, name: str) -> Doc:
        return self.get(name, "/lines").at(0)

    def holds(self, name: str, item: str | None = None) -> set[str]:
        view = self.get(name, f"/items/{item or self.prepared.patrol}")
        return {hold.text("code") for hold in view.list("holds")}

    def state(self, name: str, item: str | None = None) -> str:
        return self.get(name, f"/items/{item or self.prepared.patrol}").text("state")

    def alerts(self, name: str) -> set[str]:
        return {alert.text("code") for alert in self.get(name, "/alerts").list()}

    def wait_until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < deadline
            self.run(asyncio.sleep(0.05))

    def wait_for_line(self, name: str, state: str = "up") -> None:
        self.wait_until(lambda: self.line(name).text("state") == state)

    def settle(self) -> None:
        """Bring both clocks to the present, hear from one another, judge, and come to rest."""
        self.run(self._play().settle())

    def rest(self) -> None:
        self.run(self._play().rest())

    def steer(self, name: str, path: str, **body: Json) -> None:
        self.run(self.processes[name].client.steer(path, body))

    def pass_time(self, ms: int) -> None:
        self.now_ms += ms
        self.settle()

    def _play(self) -> Play:
        play = Play(self.prepared.scenario, self.folder, self.processes, silent)
        play.now_ms = self.now_ms
        return play


def make_item(name: str = "Second patrol", **changes: Json) -> dict[str, Json]:
    """A movement that meets nothing of the prepared record."""
    volume: dict[str, Json] = {
        "footprint": {"circle": {"centre": "10.1500 20.1500", "radius_m": 2000}},
        "upper": {"value": 3000, "unit": "M", "reference": "AMSL"},
        "start": "2030-05-01T13:00:00Z",
        "end": "2030-05-01T14:00:00Z",
    }
    flight: Json = {"aircraft_count": 1, "aircraft_type": "fixed wing", "hazard_to_ground": False}
    return {"kind": "activity", "name": name, "volumes": [{**volume, **changes}], "flight": flight}


def read_epoch(folder: Path) -> int:
    """How often the node of a folder was started."""
    return int((folder / "keys" / "epoch").read_text(encoding="ascii"))

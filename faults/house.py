"""Three parties with lines between all of them and an agreement in force: made once, then copied for every run.

Ports, keys, officers and sessions are the same in each copy, so that a run begins where people would be at work.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, permutations
from pathlib import Path
from random import SystemRandom
from threading import Lock
from typing import Any

from faults.client import Client, NoAnswer
from faults.nursery import READY_FILE
from faults.proxy import Proxy

PARTIES = ("north", "south", "west")
START_MS = 1_484_740_800_000
"""2017-01-18T12:00:00Z."""
OFFICERS = {
    "administrator-2": "administrator",
    "watch-1": "watch",
    "watch-2": "watch",
    "commander-1": "commander",
    "commander-2": "commander",
    "auditor-1": "auditor",
}
OWN_SECRET = "a-secret-of-one's-own"
DISK_MIB = 64
PORTS = (20_000, 32_000)
START_S = 20.0
LINE_UP_S = 30.0
POLL_S = 0.02
ARTICLES = {"readback_needed": False, "verification_needed": False, "probing_limit": 100_000}
"""People's checks are left out, that more can be coordinated and broken."""


class NotStarted(Exception):
    """A node does not serve; the message has its last words."""


class Nursery:
    """The process that forks nodes."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "faults.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,  # what ends the campaign leaves it to the campaign to end its nodes
        )
        self._speaking = Lock()
        self._number = 0

    def start(self, folder: Path, limit_bytes: int | None) -> int:
        """Start a node; gives its process id."""
        return self._tell({"start": str(folder), "limit_bytes": limit_bytes})

    def wait(self, pid: int) -> int:
        """Wait for a node's end; gives its exit code, negative for a signal."""
        return self._tell({"wait": pid})

    def copy_record(self, folder: Path, copy: Path) -> None:
        """Copy a node's record while it runs, as an operator would."""
        assert self._tell({"copy": (str(folder), str(copy))}) == 0, "the record was not copied"

    def put_back(self, folder: Path, copy: Path) -> None:
        """Restore a copy in the place of the record of a node that does not run."""
        assert self._tell({"restore": (str(folder), str(copy))}) == 0, "the copy was not put back"

    def close(self) -> None:
        """End it; its nodes are dead already."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()

    def _tell(self, order: dict[str, object]) -> int:
        nothing = {"start": None, "limit_bytes": None, "wait": None, "copy": None, "restore": None}
        assert self._process.stdin is not None and self._process.stdout is not None
        with self._speaking:
            self._number += 1
            self._process.stdin.write(json.dumps({**nothing, **order, "number": self._number}) + "\n")
            self._process.stdin.flush()
            while line := self._process.stdout.readline():
                number, answer = json.loads(line)
                if number == self._number:
                    return int(answer)
        raise NotStarted(f"the nursery ended with {self._process.wait()}")


@dataclass(slots=True)
class Party:
    """One node: its folder, its process, its API, and the proxies before its line port by dialling party."""

    name: str
    folder: Path
    client: Client
    nursery: Nursery
    proxies: dict[str, Proxy] = field(default_factory=dict)
    pid: int | None = None
    line_port: int = 0

    @property
    def is_running(self) -> bool:
        """Whether a process of it was started and not ended."""
        return self.pid is not None

    async def start(self, *, limit_bytes: int | None = None) -> None:
        """Start it; returns when it serves, or raises `NotStarted`."""
        ready = Path(f"{self.folder}.{READY_FILE}")
        ready.unlink(missing_ok=True)
        self.pid = self.nursery.start(self.folder, limit_bytes)
        deadline_s = asyncio.get_running_loop().time() + START_S
        while not (ready.exists() and ready.read_text().endswith("\n")):
            if asyncio.get_running_loop().time() > deadline_s or not Path(f"/proc/{self.pid}/cmdline").read_bytes():
                words = Path(f"{self.folder}.stderr").read_text(errors="replace")[-3000:]
                await self.end(9)
                raise NotStarted(f"{self.name} does not serve: {words}")
            await asyncio.sleep(POLL_S)
        where = json.loads(ready.read_text())
        self.client.port = int(where["officers"].rpartition(":")[2])
        self.client.control_port = int(where["control"].rpartition(":")[2])
        self.line_port = int(where["line"].rpartition(":")[2])
        for proxy in self.proxies.values():
            proxy.target = self.line_port

    async def end(self, signal: int) -> int:
        """Send it a signal that ends it, and wait; its exit code."""
        assert self.pid is not None
        pid, self.pid = self.pid, None
        assert pid > 1, "no process of ours"
        os.kill(pid, signal)
        code = await asyncio.to_thread(self.nursery.wait, pid)
        self.client.forget()
        return code


@dataclass(slots=True)
class House:
    """All parties, and where their first copies lie."""

    root: Path
    parties: dict[str, Party]
    nursery: Nursery
    has_disks: bool
    """Each folder lies on a small file system of its own, which can be filled."""

    def __iter__(self) -> Iterator[Party]:
        return iter(self.parties.values())

    def copy_back(self) -> None:
        """Put every folder back as it was made."""
        for party in self:
            for path in party.folder.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            shutil.copytree(self.root / "made" / party.name, party.folder, dirs_exist_ok=True)
            Path(f"{party.folder}.stderr").write_text("")

    async def close(self) -> None:
        """End everything that is still there."""
        for party in self:
            if party.is_running:
                await party.end(9)
            for proxy in party.proxies.values():
                await proxy.stop()
            if self.has_disks:
                subprocess.run(["umount", "-l", str(party.folder)], check=False)
        self.nursery.close()


async def make_house(root: Path) -> House:
    """Make, pair and agree; the first copies lie in ``root/made`` afterwards and nothing runs."""
    nursery = Nursery()
    parties = {
        name: Party(name, root / "now" / name, Client(name), nursery) for name in PARTIES
    }  # fmt: skip
    for party in parties.values():
        party.folder.mkdir(parents=True)
    has_disks = all(_mount(party.folder) for party in parties.values())
    house = House(root, parties, nursery, has_disks)
    try:
        for dialled, dialler in permutations(PARTIES, 2):
            proxy = parties[dialled].proxies[dialler] = Proxy()
            await proxy.start()
        await asyncio.gather(*(_found(party) for party in house))
        for one, other in combinations(PARTIES, 2):
            await _pair(parties[one], parties[other])
        for party in house:
            await wait_for_lines(party)
        async with asyncio.timeout(LINE_UP_S):
            await _agree(house)
        for party in house:
            await party.end(15)
            shutil.rmtree(party.folder / "log", ignore_errors=True)
            shutil.copytree(party.folder, root / "made" / party.name)
    except BaseException:
        await house.close()
        raise
    return house


def _mount(folder: Path) -> bool:
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK_MIB}m,mode=700", "tansiq-faults", str(folder)],
        check=False, capture_output=True,
    )  # fmt: skip
    return done.returncode == 0


async def _found(party: Party) -> None:
    """Make the node, start it, sign its officers on."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tansiq", "node", "init", str(party.folder), "--party", party.name, "--name",
        party.name.title(), "--exercise", "--start-ms", str(START_MS), "--json", stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    made = json.loads(out)
    settings = party.folder / "tansiq.toml"
    text = settings.read_text().replace("# heartbeat_s = 10", "heartbeat_s = 1")
    text = text.replace("# reserve_mib = 64", "reserve_mib = 4").replace('# level = "info"', 'level = "info"')
    settings.write_text(text)
    ports = {name: _find_port() for name in ("line", "officers", "metrics", "control")}
    (party.folder / "ports.json").write_text(json.dumps(ports))
    client = party.client
    client.control_token = made["control_token"]
    await party.start()
    await _take_office(client, made["administrator"], made["one_time_secret"])
    for name, role in OFFICERS.items():
        added = await client.post("/officers", "administrator", name=name, role=role, lang="en")
        await _take_office(client, name, added["one_time_secret"])


def _find_port() -> int:
    """A free port below those that the system gives to connections: a killed node must find its own again."""
    while True:
        port = SystemRandom().randrange(*PORTS)
        with socket.socket() as tried, contextlib.suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port


async def _take_office(client: Client, name: str, one_time: str) -> None:
    first = await client.ask("POST", "/session", "", {"officer": name, "secret": one_time})
    client.tokens[name] = first.body["token"]
    changed = await client.post("/session/secret", name, old=one_time, new=OWN_SECRET)
    client.tokens[name] = changed.get("token") or client.tokens[name]


async def _pair(one: Party, other: Party) -> None:
    ends = (one, other)
    addresses = [[f"wss://127.0.0.1:{end.proxies[ends[1 - at].name].port}"] for at, end in enumerate(ends)]
    begun = [
        await end.client.post("/lines/pairings", "administrator", addresses=addresses[at])
        for at, end in enumerate(ends)
    ]
    paths = [f"/lines/pairings/{each['pairing']}" for each in begun]
    offers = [
        await end.client.post(f"{paths[at]}/commitment", "administrator", commitment=begun[1 - at]["commitment"])
        for at, end in enumerate(ends)
    ]
    told = [
        await end.client.post(f"{paths[at]}/offer", "administrator", offer=offers[1 - at]["offer"])
        for at, end in enumerate(ends)
    ]
    reader = next(at for at, each in enumerate(told) if each["role"] == "reader")
    hearer = ends[1 - reader]
    await hearer.client.post(f"{paths[1 - reader]}/phrase", "administrator", phrase=told[reader]["phrase"])
    for at, end in enumerate(ends):
        await act_by_two(end.client, f"{paths[at]}/confirm", ("administrator", "administrator-2"))


async def act_by_two(client: Client, path: str, officers: tuple[str, str], /, **body: object) -> object:
    """A step that takes two persons."""
    waiting = await client.post(path, officers[0], **body)
    return await client.post(f"/pending/{waiting['pending']}/release", officers[1])


async def wait_for_lines(party: Party, patience_s: float = LINE_UP_S) -> None:
    """Until every line of a node is up."""
    deadline_s = asyncio.get_running_loop().time() + patience_s
    lines: list[Any] = []
    while asyncio.get_running_loop().time() < deadline_s:
        try:
            lines = await party.client.get("/lines")
        except NoAnswer:
            lines = []
        if [line["state"] for line in lines] == ["up"] * (len(PARTIES) - 1):
            return
        await asyncio.sleep(POLL_S)
    raise TimeoutError(f"lines of {party.name} stay {lines}")


async def _agree(house: House) -> None:
    commanders = ("commander-1", "commander-2")
    first, *others = house
    terms = {
        "title": "Flight safety", "parties": list(PARTIES), "scope": "flight_safety", "areas": [],
        "effective": "2017-01-01T00:00:00Z", "articles": ARTICLES,
    }  # fmt: skip
    drafted = await first.client.post("/agreements", "commander-1", terms=terms, datum="WGS84")
    path = f"/agreements/{drafted['agreement']}"
    await act_by_two(first.client, f"{path}/offer", commanders)
    for party in others:
        while not await party.client.get("/agreements"):
            await asyncio.sleep(POLL_S)
        await act_by_two(party.client, f"{path}/sign", commanders)
    for party in house:
        while (await party.client.get("/agreements"))[0]["status"] != "in_force":
            await asyncio.sleep(POLL_S)

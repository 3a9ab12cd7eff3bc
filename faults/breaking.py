"""Carries out a plan's faults, heals them after their time, and counts what was really done.

One thing is done to a node's process at a time: what finds another under way is left out and not counted.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import Counter
from pathlib import Path

from faults.client import NoAnswer
from faults.house import START_MS, House, Party, act_by_two
from faults.plan import Fault
from faults.proxy import Weather

DELAY_MOST_S = 0.4
JUMP_MOST_MS = 240_000
FULL_ROOM_BYTES = 300_000
BALLAST = "ballast"
CHUNK_BYTES = 1 << 20


class Breaker:
    """Strikes the nodes of one run."""

    def __init__(self, house: House, root: Path) -> None:
        self.house = house
        self.done: Counter[str] = Counter()
        self.restored: Counter[str] = Counter()
        """How often each party's record was put back to an older copy."""
        self.now_ms = dict.fromkeys(house.parties, START_MS)
        """Each node's clock as it was last set."""
        self._root = root
        self._busy = {name: asyncio.Lock() for name in house.parties}
        self._copies: dict[str, Path] = {}

    async def strike(self, fault: Fault, begin_s: float) -> None:
        """Wait for its instant, then do it."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, begin_s + fault.at_s - loop.time()))
        party = self.house.parties[fault.party]
        match fault.kind:
            case "cut" | "freeze" | "half_open" | "twin" | "delay" | "slow":
                await self._weather(party, fault)
            case "clock":
                await self._jump(party, round(1000 + fault.amount**3 * JUMP_MOST_MS))
                await asyncio.sleep(fault.length_s)
                await self._follow()
            case "rotate":
                await self._rotate(party)
            case _:
                if not self._busy[fault.party].locked():
                    async with self._busy[fault.party]:
                        await self._strike_process(party, fault)

    async def heal(self) -> None:
        """Everything runs, every way is open, every disk has room, all clocks agree."""
        for party in self.house:
            for proxy in party.proxies.values():
                proxy.reset()
            if not party.is_running:
                await self.restart(party)
        latest_ms = max(self.now_ms.values())
        for party in self.house:
            if self.now_ms[party.name] != latest_ms:
                await party.client.steer("/clock", {"now_ms": latest_ms})
            self.now_ms[party.name] = latest_ms

    async def restart(self, party: Party, *, limit_bytes: int | None = None) -> None:
        """Start a node that ended; its clock is set on by the hand that holds it."""
        await party.start(limit_bytes=limit_bytes)
        await party.client.steer("/clock", {"now_ms": self.now_ms[party.name]})

    async def _strike_process(self, party: Party, fault: Fault) -> None:
        assert party.pid is not None
        self.done[fault.kind] += 1
        match fault.kind:
            case "kill":
                await party.end(signal.SIGKILL)
                await asyncio.sleep(fault.length_s)
                await self.restart(party)
            case "stop":
                code = await party.end(signal.SIGTERM)
                assert code == 0, f"{party.name} was told to end and ended with {code}"
                await self.restart(party)
            case "pause":
                os.kill(party.pid, signal.SIGSTOP)
                await asyncio.sleep(fault.length_s)
                os.kill(party.pid, signal.SIGCONT)
            case "disk_full":
                await self._fill(party, fault)
            case "restore":
                await self._restore(party, fault)

    async def _fill(self, party: Party, fault: Fault) -> None:
        """Leave no room on the disk; without a disk of its own the node comes back on a store with a limit."""
        if self.house.has_disks:
            ballast = party.folder / BALLAST
            await asyncio.to_thread(_write_until_full, ballast)
            await asyncio.sleep(fault.length_s + 0.5)
            if fault.amount < 0.3:
                await party.end(signal.SIGKILL)
                await self.restart(party)
                await asyncio.sleep(0.5)
            ballast.unlink()
            return
        await party.end(signal.SIGKILL)
        reserve = (party.folder / "reserve.bin").stat().st_size
        size = (party.folder / "record.db").stat().st_size
        await self.restart(party, limit_bytes=size + reserve + FULL_ROOM_BYTES)
        await asyncio.sleep(fault.length_s + 0.5)
        await party.end(signal.SIGKILL)
        await self.restart(party)

    async def _restore(self, party: Party, fault: Fault) -> None:
        """Copy the record, go on, lose it, and begin again from the copy."""
        copy = self._root / f"{party.name}.copy"
        copy.unlink(missing_ok=True)
        await asyncio.to_thread(party.nursery.copy_record, party.folder, copy)
        await asyncio.sleep(fault.length_s + 0.2)
        await party.end(signal.SIGKILL)
        await asyncio.to_thread(party.nursery.put_back, party.folder, copy)
        self.restored[party.name] += 1
        await self.restart(party)

    async def _weather(self, party: Party, fault: Fault) -> None:
        proxy = party.proxies[fault.peer]
        self.done[fault.kind] += 1
        weather = Weather()
        match fault.kind:
            case "cut":
                weather.refuses = True
                proxy.cut()
            case "freeze":
                weather.frozen = (fault.amount < 0.75, fault.amount < 0.5 or fault.amount >= 0.75)
            case "half_open":
                weather.frozen = (True, True)
            case "twin":
                proxy.leave_server()
            case "delay":
                weather.delay_s = fault.amount * DELAY_MOST_S
            case "slow":
                weather.is_slow = True
        proxy.weather = weather
        await asyncio.sleep(fault.length_s)
        if fault.kind == "half_open":
            proxy.cut()
        if proxy.weather is weather:
            proxy.weather = Weather()

    async def _jump(self, party: Party, by_ms: int) -> None:
        """One node's clock alone goes on."""
        self.done["clock"] += 1
        await self._set_clock(party, self.now_ms[party.name] + by_ms)

    async def _follow(self) -> None:
        """The others' clocks are set right."""
        latest_ms = max(self.now_ms.values())
        for party in self.house:
            if self.now_ms[party.name] < latest_ms:
                await self._set_clock(party, latest_ms)

    async def _set_clock(self, party: Party, now_ms: int) -> None:
        self.now_ms[party.name] = max(now_ms, self.now_ms[party.name])
        # Where the node is down it is set when it comes back; what a full disk does not take is judged again.
        with contextlib.suppress(NoAnswer, AssertionError):
            await party.client.steer("/clock", {"now_ms": self.now_ms[party.name]})
            await party.client.steer("/judge", {})

    async def _rotate(self, party: Party) -> None:
        # A line that is down, or a rotation under way, refuses it.
        with contextlib.suppress(NoAnswer, AssertionError):
            key = await party.client.get("/lines/key")
            officers = ("administrator", "administrator-2")
            await act_by_two(party.client, "/lines/rotate", officers, key=key["key"])
            self.done["rotate"] += 1


def _write_until_full(path: Path) -> None:
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        chunk = bytes(CHUNK_BYTES)
        while chunk:
            try:
                file.write(chunk)
            except OSError:
                chunk = chunk[: len(chunk) // 2] if len(chunk) > 1 else b""

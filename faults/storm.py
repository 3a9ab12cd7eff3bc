"""One run: the house as it was made, work and faults at once, then quiet, then the checks."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from faults.breaking import Breaker
from faults.checks import Outcome, check
from faults.evidence import gather
from faults.house import House, wait_for_lines
from faults.plan import NOTES_EACH, Plan
from faults.work import Officers

SETTLE_S = 45.0
RUN_S = 120.0
WRITERS = 5
QUIET_TIMES = 3
POLL_S = 0.03
COMPLAINTS = re.compile(r"Traceback|never retrieved|\"exception\": ")
EXPECTED = re.compile(r"--- Logging error ---(?:(?!Arguments:).)*No space left on device.*?Arguments:", re.DOTALL)
"""A full disk takes no log."""
FULL = re.compile(r'"exception": "(?:[^"\\]|\\.)*(?:DiskFull|StoreFenced): (?:[^"\\]|\\.)*"')
"""A line is dropped when what came over it found no room, and the log says so."""


@dataclass(slots=True)
class Result:
    """What is told of one run."""

    seed: int
    faults: Counter[str] = field(default_factory=Counter)
    outcome: Outcome = field(default_factory=Outcome)
    orders: Counter[str] = field(default_factory=Counter)
    refusals: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    settled_s: float = 0.0
    """From the end of the faults to quiet on all lines."""

    @property
    def is_good(self) -> bool:
        """Whether everything held."""
        return not self.outcome.breaks


async def run_storm(house: House, plan: Plan, kept: Path) -> Result:
    """Play a plan.

    Args:
        house: made, nothing of it running.
        plan: of one seed.
        kept: where folders and evidence go if something does not hold.
    """
    result, begin_s = Result(plan.seed), time.monotonic()
    house.copy_back()
    for party in house:
        for proxy in party.proxies.values():
            proxy.reset()  # a run that was broken off leaves its weather behind
    breaker = Breaker(house, house.root)
    officers = [Officers(party, breaker, plan.seed) for party in house]
    try:
        async with asyncio.timeout(RUN_S):
            await _play(house, plan, breaker, officers, result)
    except (Exception, ExceptionGroup) as error:
        result.outcome.breaks.append(f"run: {_say(error)}")
    finally:
        for each in officers:
            result.outcome.breaks += each.said.broken
            result.refusals += each.said.refusals
            result.orders += each.said.orders
        result.faults = breaker.done
        result.outcome.breaks += _find_complaints(house)
        result.seconds = time.monotonic() - begin_s
        await _end(house, kept / str(plan.seed), is_kept=not result.is_good)
    return result


async def _play(house: House, plan: Plan, breaker: Breaker, officers: list[Officers], result: Result) -> None:
    await asyncio.gather(*(party.start() for party in house))
    for party in house:
        await wait_for_lines(party)
    begin_s = asyncio.get_running_loop().time()
    async with asyncio.TaskGroup() as group:
        strikes = [group.create_task(breaker.strike(fault, begin_s)) for fault in plan.faults]
        for each in officers:
            for writer in range(WRITERS):
                group.create_task(each.write_notes(writer, NOTES_EACH // WRITERS))
            group.create_task(each.give_orders())
            group.create_task(each.give_orders())
        await asyncio.gather(*strikes)
        await breaker.heal()
    healed_s = time.monotonic()
    async with asyncio.timeout(SETTLE_S):
        await _settle(house)
        result.settled_s = time.monotonic() - healed_s
        await asyncio.gather(*(each.bring_in_order() for each in officers))
        await _settle(house)
        for party in house:
            await party.client.steer("/beat", {})
        for party in house:
            await party.client.steer("/judge", {})
        await _settle(house)
    evidence = await gather(house)
    result.outcome = check(evidence, {each.party: each.said for each in officers}, set(breaker.restored))


async def _settle(house: House) -> None:
    """Until every line is up and nothing is queued, unsent or unreceipted anywhere, several times over."""
    for party in house:
        await wait_for_lines(party)
    times = 0
    while times < QUIET_TIMES:
        told = [await party.client.steer("/quiet") for party in house]
        times = times + 1 if all(each["quiet"] for each in told) else 0
        await asyncio.sleep(POLL_S)


def _find_complaints(house: House) -> list[str]:
    """What nodes wrote of faults in the program."""
    found = []
    for party in house:
        for path in (Path(f"{party.folder}.stderr"), *party.folder.glob("log/*.log")):
            text = path.read_text(errors="replace") if path.exists() else ""
            if path.suffix == ".log":
                text = "\n".join(filter(_is_whole, text.splitlines()))
            text = FULL.sub("", EXPECTED.sub("", text))
            if (first := COMPLAINTS.search(text)) is not None:
                found.append(f"program: {party.name} {path.name}: {text[max(0, first.start() - 200) :][:1500]}")
    return found


def _is_whole(line: str) -> bool:
    """Whether a line of a log was wholly written; one that a full disk cut short runs into the next."""
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _say(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(map(_say, error.exceptions))
    return f"{type(error).__name__} {error}"


async def _end(house: House, kept: Path, *, is_kept: bool) -> None:
    for party in house:
        if party.is_running:
            await party.end(9)
    if is_kept:
        shutil.rmtree(kept, ignore_errors=True)
        for party in house:
            shutil.copytree(party.folder, kept / party.name, ignore=shutil.ignore_patterns("ballast", "reserve.bin"))
            shutil.copy(f"{party.folder}.stderr", kept / f"{party.name}.stderr")

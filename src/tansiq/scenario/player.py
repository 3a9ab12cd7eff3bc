"""Plays a scenario on real nodes: one process a party, real lines on loopback, the clock moved by hand.

At each instant: the clock of every node is moved, every line beats, deadlines are judged, and the play waits until all
nodes are at rest. Then people act. Nodes are ended whatever happens.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tansiq.base.clock import write_instant
from tansiq.scenario.acts import Act, Ids, do_step
from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.checks import Asking, Outcome, ask_check, differences
from tansiq.scenario.client import CentreClient, Reply
from tansiq.scenario.errors import CentreFailed, PlayFailed
from tansiq.scenario.pairing import READER, pair, sign_on, wait_for_lines
from tansiq.scenario.scenario import Scenario, Step
from tansiq.scenario.verbs import VERBS

QUIET_S = 30.0
FIRST_PAUSE_S = 0.004
LONGEST_PAUSE_S = 0.05


@dataclass(frozen=True, slots=True)
class Progress:
    """What a terminal shows while a scenario plays."""

    stage: str
    """``making``, ``pairing``, ``step``, ``check`` or ``report``."""
    text: str
    number: int = 0
    total: int = 0
    at_ms: int | None = None
    outcome: Outcome | None = None


Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class StepTime:
    """A step that was done, and how long it took in real time."""

    label: str
    at_ms: int
    centres: tuple[str, ...]
    took_ms: float


@dataclass
class Play:
    """A scenario while it is played."""

    scenario: Scenario
    folder: Path
    processes: dict[str, CentreProcess]
    tell: Tell
    ids: Ids = field(default_factory=Ids)
    now_ms: int = 0
    steps: list[StepTime] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def running(self) -> tuple[CentreProcess, ...]:
        """The centres whose nodes run."""
        return tuple(process for process in self.processes.values() if process.is_running)

    async def play(self) -> None:
        """The whole script; raises `PlayFailed` at the first step or check that does not come out."""
        self.now_ms = self.scenario.starts_ms
        await self.settle()
        total = len(self.scenario.script)
        for number, step in enumerate(self.scenario.script, start=1):
            self.tell(Progress("step", step.label, number, total, step.at_ms))
            await self.take(step)

    async def take(self, step: Step) -> None:
        """One step and its checks; raises `PlayFailed` where one does not come out."""
        begun = time.monotonic()
        if step.at_ms > self.now_ms:
            self.now_ms = step.at_ms
            await self.settle()
        before = await self.mark_records() if any("within-s" in check.fields for check in step.checks) else {}
        await self.do(step)
        await self.rest()
        took_ms = (time.monotonic() - begun) * 1000
        self.steps.append(StepTime(step.label, step.at_ms, step.centres, took_ms))
        await self.check(step, before)

    async def settle(self) -> None:
        """Move every clock to the present instant, beat, judge, and wait until all is at rest."""
        await asyncio.gather(*(process.client.steer("/clock", {"now_ms": self.now_ms}) for process in self.running))
        await asyncio.gather(*(process.client.steer("/beat", {}) for process in self.running))
        await self.rest()
        await asyncio.gather(*(process.client.steer("/judge", {}) for process in self.running))
        await self.rest()

    async def rest(self) -> None:
        """Wait until every node says twice in a row that nothing is under way.

        Once is not enough: a node asked early may get work from one asked late.
        """
        deadline = time.monotonic() + QUIET_S
        pause_s, quiet_rounds = FIRST_PAUSE_S, 0
        while quiet_rounds < 2:
            said = await asyncio.gather(*(process.client.steer("/quiet") for process in self.running))
            quiet_rounds = quiet_rounds + 1 if all(answer.flag("quiet") for answer in said) else 0
            if time.monotonic() > deadline:
                busy = [(p, a) for p, a in zip(self.running, said, strict=False) if not a.flag("quiet")]
                process, answer = busy[0] if busy else (self.running[0], said[0])
                waiting = answer.at("waiting").value
                raise CentreFailed(f"does not come to rest: {waiting}", party=process.centre.id, log=process.log)
            if quiet_rounds == 0:
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 1.5, LONGEST_PAUSE_S)

    async def mark_records(self) -> dict[str, int]:
        """The last record number of each centre."""
        running = self.running
        reads = (process.client.get("/record?after=0&limit=1", READER) for process in running)
        answers = await asyncio.gather(*reads)
        return {process.centre.id: answer.whole("last") for process, answer in zip(running, answers, strict=True)}

    async def do(self, step: Step) -> None:
        """Do a step at all its centres at once."""
        if step.verb in {"check", "wait"}:
            return
        if step.verb == "kill":
            await asyncio.gather(*(self.processes[party].kill() for party in step.centres))
            return
        if step.verb == "start":
            await asyncio.gather(*(self.restart(party) for party in step.centres))
            await self.settle()
            return
        replies = await asyncio.gather(*(do_step(self.act(step, party)) for party in step.centres))
        for party, given in zip(step.centres, replies, strict=True):
            self.judge_replies(step, party, given)

    async def restart(self, party: str) -> None:
        """Start a killed node again in its folder and wait for its lines."""
        process = self.processes[party]
        process.client.tokens.clear()
        await process.start()
        await process.client.steer("/clock", {"now_ms": self.now_ms})
        await wait_for_lines(process, self.peers(party) & {running.centre.id for running in self.running})

    def peers(self, party: str) -> set[str]:
        """The parties to which a party has a line."""
        return {one if other == party else other for one, other in self.scenario.lines if party in {one, other}}

    def act(self, step: Step, party: str) -> Act:
        """A step with its people: who acts, and who releases what two must do."""
        process = self.processes[party]
        officer = process.centre.find_officers(step.officer)[0]
        seconds = [other.name for other in process.centre.find_officers(VERBS[step.verb].role or officer.role)
                   if other.name != officer.name]  # fmt: skip
        return Act(self.scenario, step, process, officer.name, seconds[0] if seconds else None, self.ids)

    def judge_replies(self, step: Step, party: str, replies: tuple[Reply, ...]) -> None:
        """Raise where a centre answered otherwise than the step expects."""
        last = replies[-1] if replies else None
        seen = "done"
        if last is not None and last.is_error:
            seen = f"{last.status} {last.refusal}: {last.body.text('error', 'message')}"
        if step.refused is not None:
            if last is None or last.refusal != step.refused:
                raise self.failure(step, party, f"to be refused with {step.refused}", seen)
            return
        if last is not None and last.is_error:
            raise self.failure(step, party, "to be done", seen)
        body = last.body if last is not None else replies
        faults = differences(step.answer, last.body, "answer") if last is not None and step.answer else []
        if faults:
            raise self.failure(step, party, f"the answer {dict(step.answer)}", f"{'; '.join(faults)} in {body}")

    def failure(self, step: Step, party: str, expected: str, seen: str) -> PlayFailed:
        """The error for a step."""
        name = f"step {step.label!r} at {party}, {write_instant(step.at_ms)}"
        return PlayFailed(step=name, where=str(step.mark), expected=expected, seen=seen, logs=self.folder)

    async def check(self, step: Step, before: dict[str, int]) -> None:
        """Ask all checks of a step; raises `PlayFailed` at the first that is not met, after all are told."""
        asking = Asking(self.processes, self.ids, step.label, step.at_ms, step.centres, before)
        answered = await asyncio.gather(*(ask_check(asking, check) for check in step.checks))
        outcomes = [outcome for group in answered for outcome in group]
        for outcome in outcomes:
            self.outcomes.append(outcome)
            self.tell(Progress("check", outcome.subject, at_ms=outcome.at_ms, outcome=outcome))
        for outcome in outcomes:
            if not outcome.is_met:
                name = f"{outcome.subject} at {outcome.party} after step {step.label!r}"
                raise PlayFailed(
                    step=name, where=outcome.where, expected=outcome.expected, seen=outcome.seen, logs=self.folder
                )


@contextlib.asynccontextmanager
async def open_play(scenario: Scenario, folder: Path, tell: Tell) -> AsyncIterator[Play]:
    """The scenario's nodes, made, started, staffed and joined; ended on the way out whatever happens."""
    async with httpx.AsyncClient(trust_env=False, verify=False) as http:  # loopback only, self-signed
        processes = {
            centre.id: CentreProcess(centre, folder / centre.id, CentreClient(centre.id, http))
            for centre in scenario.centres
        }
        try:
            await _set_up(scenario, processes, tell)
            yield Play(scenario, folder, processes, tell)
        finally:
            await asyncio.shield(_end_all(processes.values()))


async def _set_up(scenario: Scenario, processes: dict[str, CentreProcess], tell: Tell) -> None:
    names = ", ".join(processes)
    tell(Progress("making", names))
    await asyncio.gather(*(_bring_up(process, scenario.starts_ms) for process in processes.values()))
    tell(Progress("pairing", " · ".join(f"{one}–{other}" for one, other in scenario.lines)))
    await asyncio.gather(*(pair(processes[one], processes[other]) for one, other in scenario.lines))
    peers: dict[str, set[str]] = {party: set() for party in processes}
    for one, other in scenario.lines:
        peers[one].add(other)
        peers[other].add(one)
    await asyncio.gather(*(wait_for_lines(process, peers[party]) for party, process in processes.items()))


async def _bring_up(process: CentreProcess, start_ms: int) -> None:
    await process.make(start_ms)
    await process.start()
    await sign_on(process)


async def _end_all(processes: Iterable[CentreProcess]) -> None:
    await asyncio.gather(*(process.stop() for process in processes), return_exceptions=True)

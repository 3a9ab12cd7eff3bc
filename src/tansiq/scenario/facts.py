"""What a report is made from: read from every centre's API after the play, and nothing else.

Records, items and alerts are read once in each language, because the centre renders them; all else once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from tansiq.scenario.checks import Outcome
from tansiq.scenario.client import CentreClient
from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.errors import CentreRefused
from tansiq.scenario.pairing import READER
from tansiq.scenario.player import Play, StepTime
from tansiq.scenario.proof import LineProof, compare_logs, parse_log
from tansiq.scenario.scenario import Scenario
from tansiq.scenario.shapes import LANGUAGES

PAGE = 1000
SPOKEN = ("items", "alerts")
PLAIN = ("agreements", "assessments", "ceases", "sheets", "lines")


@dataclass(frozen=True, slots=True)
class CentreFacts:
    """One centre as its API shows it at the end."""

    party: str
    health: Doc
    spoken: Mapping[str, Mapping[str, Doc]]
    """Language → what is rendered in it: ``record``, ``items``, ``alerts``."""
    plain: Mapping[str, Doc]
    """``agreements``, ``assessments``, ``ceases``, ``sheets``, ``lines``, ``picture``."""

    def record(self, lang: str) -> tuple[Doc, ...]:
        """The record's entries with their text in a language."""
        return self.spoken[lang]["record"].list()

    def items(self, lang: str = "en") -> tuple[Doc, ...]:
        """The items of the picture."""
        return self.spoken[lang]["items"].list()

    def listed(self, kind: str) -> tuple[Doc, ...]:
        """One of the plain lists."""
        return self.plain[kind].list()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a report shows."""

    scenario: Scenario
    centres: Mapping[str, CentreFacts]
    proofs: tuple[LineProof, ...]
    labels: Mapping[str, str]
    """Item id → label in the file, to choose what a phase draws."""
    outcomes: tuple[Outcome, ...]
    steps: tuple[StepTime, ...]
    failure: str
    """Why the play stopped; empty when it came to its end."""
    logs: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(party, peer) → the log of their line as the party's node exported it."""


async def collect(play: Play, failure: str) -> Facts:
    """Read every running centre."""
    running = {process.centre.id: process for process in play.running}
    readers = [(party, process.client) for party, process in running.items()]
    read = await asyncio.gather(*(_read_centre(*reader) for reader in readers))
    lines = [(one, other) for one, other in play.scenario.lines if {one, other} <= set(running)]
    ends = [*lines, *((other, one) for one, other in lines)]
    logs = dict(zip(ends, await asyncio.gather(*(_read_log(play, *end) for end in ends)), strict=True))
    labels = {play.ids.get("item", label): label for label in play.scenario.items}
    return Facts(
        scenario=play.scenario,
        centres={centre.party: centre for centre in read},
        proofs=tuple(_prove(one, other, logs) for one, other in lines),
        labels=labels,
        outcomes=tuple(play.outcomes),
        steps=tuple(play.steps),
        failure=failure,
        logs={end: log for end, log in logs.items() if isinstance(log, str)},
    )


async def _read_centre(party: str, client: CentreClient) -> CentreFacts:
    spoken = dict(
        zip(LANGUAGES, await asyncio.gather(*(_read_spoken(client, lang) for lang in LANGUAGES)), strict=True)
    )
    lists = await asyncio.gather(*(client.get(f"/{kind}", READER) for kind in PLAIN))
    plain = dict(zip(PLAIN, lists, strict=True))
    plain["picture"] = await client.get("/picture/check", READER)
    return CentreFacts(party, await client.get("/health", READER), spoken, plain)


async def _read_spoken(client: CentreClient, lang: str) -> dict[str, Doc]:
    lists = await asyncio.gather(*(client.get(f"/{kind}?lang={lang}", READER) for kind in SPOKEN))
    read = dict(zip(SPOKEN, lists, strict=True))
    read["record"] = await _read_record(client, lang)
    return read


async def _read_record(client: CentreClient, lang: str) -> Doc:
    entries: list[Json] = []
    after = 0
    while True:
        page = await client.get(f"/record?after={after}&limit={PAGE}&lang={lang}", READER)
        found = page.list("entries")
        entries += [entry.value for entry in found]
        if not found or found[-1].whole("number") >= page.whole("last"):
            return Doc(entries)
        after = found[-1].whole("number")


async def _read_log(play: Play, party: str, peer: str) -> str | CentreRefused:
    try:
        return await play.processes[party].client.get_lines(f"/log/{peer}", READER)
    except CentreRefused as error:
        return error


def _prove(one: str, other: str, logs: Mapping[tuple[str, str], str | CentreRefused]) -> LineProof:
    a, b = logs[one, other], logs[other, one]
    if isinstance(a, str) and isinstance(b, str):
        return compare_logs(parse_log(a), parse_log(b))
    return LineProof(one, other, (), str(a if isinstance(a, CentreRefused) else b))

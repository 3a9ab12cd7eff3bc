"""The report of a play: JSON for programs, HTML for people, a timeline for the terminal. Made from the facts alone."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from tansiq.base.clock import write_instant
from tansiq.scenario.doc import Json
from tansiq.scenario.facts import CentreFacts, Facts
from tansiq.scenario.page import render_page
from tansiq.scenario.shapes import LANGUAGES
from tansiq.scenario.timeline import TextRow, read_text_timeline
from tansiq.scenario.told import find_told


@dataclass(frozen=True, slots=True)
class Report:
    """Where a report was written, and its timeline."""

    html: Path
    json: Path
    logs: tuple[tuple[Path, Path], ...]
    """For each line the logs of both ends."""
    timeline: tuple[TextRow, ...]


def write_report(facts: Facts, folder: Path, *, lang: str = "en") -> Report:
    """Write `report.html`, `report.json` and both ends' `logs/` into a folder; the timeline in a language."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "report.html", folder / "report.json"
    page.write_text(render_page(facts), encoding="utf-8")
    data.write_text(json.dumps(describe(facts), ensure_ascii=False, indent=1), encoding="utf-8")
    return Report(page, data, _write_logs(facts, folder / "logs"), read_text_timeline(facts, lang))


def _write_logs(facts: Facts, folder: Path) -> tuple[tuple[Path, Path], ...]:
    folder.mkdir(exist_ok=True)
    files = {}
    for (party, peer), text in facts.logs.items():
        files[party, peer] = folder / f"{party}-to-{peer}.ndjson"
        files[party, peer].write_text(text, encoding="utf-8")
    return tuple((file, files[peer, party]) for (party, peer), file in files.items() if party < peer)


def describe(facts: Facts) -> dict[str, Json]:
    """The facts as JSON; texts that the nodes rendered are there in each language."""
    scenario = facts.scenario
    return {
        "scenario": scenario.id,
        "title": dict(scenario.title),
        "exercise": True,
        "failure": facts.failure,
        "checks": [asdict(outcome) for outcome in facts.outcomes],
        "steps": [{**asdict(step), "centres": list(step.centres)} for step in facts.steps],
        "told": [asdict(told) for told in find_told(facts)],
        "proofs": [
            {
                "ends": [proof.one, proof.other],
                "equal": proof.is_equal,
                "difference": proof.difference,
                "counts": [{"from": sender, "chain": chain, "messages": n} for sender, chain, n in proof.counts],
            }
            for proof in facts.proofs
        ],
        "timeline": [
            {"at": write_instant(row.at_ms), "who": row.who, "what": row.what, "holds": list(row.raised),
             "lifted": list(row.lifted), "receipts": list(row.receipts)}
            for row in read_text_timeline(facts, "en")
        ],
        "centres": {party: _describe_centre(centre) for party, centre in facts.centres.items()},
    }  # fmt: skip


def _describe_centre(centre: CentreFacts) -> dict[str, Json]:
    texts: dict[int, dict[str, Json]] = {}
    for lang in LANGUAGES:
        for entry in centre.record(lang):
            texts.setdefault(entry.whole("number"), {})[lang] = entry.text("text")
    record: list[Json] = [
        {**{key: value.value for key, value in entry.pairs()}, "text": texts[entry.whole("number")]}
        for entry in centre.record(LANGUAGES[0])
    ]
    described: dict[str, Json] = {key: doc.value for key, doc in centre.plain.items()}
    described |= {"health": centre.health.value, "record": record}
    for kind in ("items", "alerts"):
        described[kind] = centre.spoken[LANGUAGES[0]][kind].value
    return described

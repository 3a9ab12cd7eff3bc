"""What a step of a tour is about, and what it brought about at each centre, in the words of that centre's record."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.doc import Doc
from tansiq.scenario.pairing import READER
from tansiq.scenario.scenario import Scenario, Step
from tansiq.scenario.timeline import SHOWN_LOCAL

_MOST = 40
_UNSAID = frozenset({"test"})
"""Messages by which machines only try the line."""


async def find_positions(processes: Mapping[str, CentreProcess]) -> dict[str, int]:
    """How far each centre's record goes now."""
    pages = await asyncio.gather(*(process.client.get("/record?limit=0", READER) for process in processes.values()))
    return {party: page.whole("last") for party, page in zip(processes, pages, strict=True)}


async def find_happened(process: CentreProcess, after: int, lang: str) -> list[dict[str, Any]]:
    """What a centre sent, received and found since a position, oldest first, in a language."""
    page = await process.client.get(f"/record?after={after}&limit={_MOST}&lang={lang}", READER)
    return [_show(entry) for entry in page.list("entries") if _is_shown(entry)]


def _is_shown(entry: Doc) -> bool:
    kind = entry.text("kind")
    return kind in SHOWN_LOCAL if kind.startswith("local.") else kind not in _UNSAID


def _show(entry: Doc) -> dict[str, Any]:
    is_local = entry.text("kind").startswith("local.")
    return {
        "number": entry.whole("number"),
        "at": entry.text("at"),
        "author": entry.text("author"),
        "from": "" if is_local else entry.text("source"),
        "to": entry.text("to"),
        "text": entry.text("text"),
    }


def show_step(scenario: Scenario, step: Step) -> dict[str, Any]:
    """A step: who does what, and the items that it is about, each by its kind and its name as typed."""
    given = Doc([step.inputs.get("item"), step.inputs.get("items")])
    items = [scenario.items[label] for label in given.walk_texts() if label in scenario.items]
    return {
        "label": step.label,
        "verb": step.verb,
        "centres": step.centres,
        "officer": step.officer,
        "refused": step.refused or "",
        "about": [{"kind": str(item["kind"]), "name": str(item["name"])} for item in items],
    }

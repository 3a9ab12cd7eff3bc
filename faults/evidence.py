"""What the nodes leave behind: their records and the logs of their lines, as they hand them out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from faults.house import PARTIES, House
from tansiq.ledger.export import Log, parse_log

MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a record."""

    number: int
    at_ms: int
    source: str
    to: str | None
    author: str
    kind: str
    content: str
    """Hash of the body: of an item's revision, its name."""
    id: tuple[str, int] | None
    """Chain and serial, of what is on a line."""
    real_ms: int | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one run, by party."""

    records: Mapping[str, tuple[Entry, ...]]
    logs: Mapping[tuple[str, str], Log]
    """By party that keeps it and peer."""
    checks: Mapping[str, Mapping[str, Any]]
    """What each node says of its picture against its record."""

    def entries(self, party: str, *kinds: str) -> Iterator[Entry]:
        """Those of some kinds."""
        return (entry for entry in self.records[party] if entry.kind in kinds)


async def gather(house: House) -> Evidence:
    """Ask every node for everything."""
    records, logs, checks = {}, {}, {}
    for party in house:
        shown = await party.client.get(f"/record?limit={MOST_ENTRIES}", "auditor-1")
        records[party.name] = tuple(map(_read_entry, shown["entries"]))
        checks[party.name] = await party.client.get("/picture/check")
        for peer in PARTIES:
            if peer != party.name:
                reply = await party.client.ask("GET", f"/log/{peer}", "auditor-1")
                assert reply.is_good, f"{party.name} gives no log of {peer}: {reply.raw[:300]!r}"
                logs[party.name, peer] = parse_log(reply.raw, file=f"{party.name}-{peer}")
    return Evidence(records, logs, checks)


def _read_entry(shown: Mapping[str, Any]) -> Entry:
    at = datetime.fromisoformat(shown["at"])
    return Entry(
        number=shown["number"],
        at_ms=round(at.timestamp() * 1000),
        source=shown["source"],
        to=shown["to"],
        author=shown["author"],
        kind=shown["kind"],
        content=shown["content"],
        id=(shown["chain"], shown["serial"]) if shown["serial"] is not None else None,
        real_ms=shown["real_ms"],
        body=shown["body"] if isinstance(shown["body"], dict) else json.loads(shown["body"]),
    )

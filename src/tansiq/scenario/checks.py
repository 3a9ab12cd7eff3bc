"""What must be true at an instant, asked of the centres through their API."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tansiq.base.clock import parse_instant
from tansiq.scenario.acts import Ids
from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.errors import CentreRefused
from tansiq.scenario.pairing import READER
from tansiq.scenario.proof import compare_logs, parse_log
from tansiq.scenario.scenario import Check

PATIENCE_S = 1.5
"""Real time for which a failing check is asked again, since what a node tells itself is durable a moment later."""

_NAMED = ("agreement", "area", "cease", "assessment", "sheet")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check came out at one centre."""

    step: str
    at_ms: int
    party: str
    subject: str
    expected: str
    seen: str
    is_met: bool
    real_ms: float | None
    """For checks with a limit in real time: from the first durable append at the sender to readable here."""
    where: str


@dataclass(frozen=True)
class Asking:
    """All that a check needs."""

    processes: Mapping[str, CentreProcess]
    ids: Ids
    step: str
    at_ms: int
    senders: tuple[str, ...]
    before: Mapping[str, int]
    """The last record number of each centre before the step; only where the step has a limit in real time."""

    async def get(self, party: str, path: str) -> Doc:
        """Read at a centre."""
        return await self.processes[party].client.get(path, READER)


async def ask_check(asking: Asking, check: Check) -> tuple[Outcome, ...]:
    """The outcomes of a check, one a centre."""
    return tuple(await asyncio.gather(*(_ask_with_patience(asking, check, party) for party in check.centres)))


async def _ask_with_patience(asking: Asking, check: Check, party: str) -> Outcome:
    deadline = asyncio.get_running_loop().time() + PATIENCE_S
    while True:
        outcome = await _ask_at(asking, check, party)
        if outcome.is_met or asyncio.get_running_loop().time() > deadline:
            return outcome
        await asyncio.sleep(0.05)


async def _ask_at(asking: Asking, check: Check, party: str) -> Outcome:
    fields = Doc(check.fields)
    if not asking.processes[party].is_running:
        expected, seen, faults = "a running centre", "its node does not run", ["down"]
    elif check.subject == "logs":
        expected, seen, faults = "both ends' logs the same", *await _ask_logs(asking, party)
    else:
        found = await _find_subject(asking, check, party)
        expected = _describe(fields)
        faults = _judge(fields, found)
        seen = "; ".join(faults) if faults else _summary(found, fields)
    real_ms = None
    if fields.has("within-s") and not faults:
        real_ms = await _measure(asking, check, party)
        if real_ms is None or real_ms > fields.whole("within-s") * 1000:
            faults = ["too slow"]
            seen = "no time was recorded" if real_ms is None else f"{real_ms:.0f} ms"
    return Outcome(
        step=asking.step,
        at_ms=asking.at_ms,
        party=party,
        subject=_subject_name(fields),
        expected=expected,
        seen=seen,
        is_met=not faults,
        real_ms=real_ms,
        where=str(check.mark),
    )


def _subject_name(fields: Doc) -> str:
    parts = [fields.text(key) for key in ("alert", "item", "reach", "line", *_NAMED)]
    parts += [key for key in ("lines", "picture", "logs") if fields.has(key)]
    return " · ".join(part for part in parts if part)


async def _find_subject(asking: Asking, check: Check, party: str) -> Doc:
    """What a check is about, as one centre shows it; an empty value where it is not known there."""
    fields = Doc(check.fields)
    if check.subject == "item":
        try:
            return await asking.get(party, f"/items/{asking.ids.get('item', fields.text('item'))}")
        except CentreRefused as error:
            if error.refusal.endswith("not_found") or error.status == 404:
                return Doc(None)
            raise
    if check.subject == "alert":
        return await _find_alert(asking, fields, party)
    if check.subject == "reach":
        return await asking.get(party, f"/items/{asking.ids.get('item', fields.text('reach'))}/reach")
    if check.subject == "line":
        lines = await asking.get(party, "/lines")
        return next((line for line in lines.list() if line.text("peer") == fields.text("line")), Doc(None))
    if check.subject == "picture":
        return await asking.get(party, "/picture/check")
    if check.subject == "lines":
        lines = await asking.get(party, "/lines")
        return Doc({"lines": "up" if all(line.text("state") == "up" for line in lines.list()) else lines.value})
    kind = check.subject
    wanted = asking.ids.get(kind, fields.text(kind))
    listed = await asking.get(party, f"/{kind}s")
    found = next((entry for entry in listed.list() if entry.text(kind) == wanted), Doc(None))
    if fields.has("area"):
        return next((area for area in found.list("areas") if area.text("area") == fields.text("area")), Doc(None))
    return found


async def _find_alert(asking: Asking, fields: Doc, party: str) -> Doc:
    alerts = await asking.get(party, "/alerts")
    item = asking.ids.get("item", fields.text("item")) if fields.has("item") else None
    for alert in reversed(alerts.list()):
        if alert.text("code") == fields.text("alert") and (item is None or item in set(alert.walk_texts())):
            return alert
    return Doc(None)


def _judge(fields: Doc, found: Doc) -> list[str]:
    """What is wrong with what was found; nothing where all is as expected."""
    if fields.flag("absent"):
        return ["it is known here"] if found.has() else []
    if not found.has():
        return ["it is not known here"]
    faults = []
    state, codes = found.text("state"), [hold.text("code") for hold in found.list("holds")]
    if fields.has("state") and state != fields.text("state"):
        faults.append(f"state {state}, holds {codes}")
    if fields.has("not-state") and state == fields.text("not-state"):
        faults.append(f"state {state}")
    if missing := [code for code in fields.texts("holds") if code not in codes]:
        faults.append(f"no hold {', '.join(missing)} among {codes}")
    if present := [code for code in fields.texts("no-hold") if code in codes]:
        faults.append(f"hold {', '.join(present)} stands")
    if fields.has("never"):
        faults += _judge_never(fields, found)
    faults += [fault for key, wanted in fields.pairs("is") for fault in differences(wanted.value, found.at(key), key)]
    if fields.has("picture") and not found.flag("equal"):
        faults.append(f"first difference {found.at('first_difference').value}")
    if fields.has("lines") and found.text("lines") != "up":
        faults.append(f"lines {found.at('lines').value}")
    return faults


def _judge_never(fields: Doc, found: Doc) -> list[str]:
    """The states since an instant, from the history that the centre keeps: the one that stood then counts too."""
    state, after_ms = fields.text("never"), parse_instant(fields.text("after"))
    standing = [(parse_instant(entry.text("at")), entry) for entry in found.list("standing")]
    later = [entry for at_ms, entry in standing if at_ms > after_ms]
    then = [entry for at_ms, entry in standing if at_ms <= after_ms][-1:]
    return [f"{state} at {entry.text('at')}" for entry in [*then, *later] if entry.text("state") == state]


def differences(wanted: Json, found: Doc, path: str) -> list[str]:
    """Where a value lacks what is wanted: of a mapping the named fields only."""
    if isinstance(wanted, Mapping):
        return [fault for key, inner in wanted.items() for fault in differences(inner, found.at(key), f"{path}.{key}")]
    if isinstance(wanted, Sequence) and not isinstance(wanted, str):
        return _list_differences(wanted, found, path)
    return [] if wanted == found.value else [f"{path} is {found.value!r}"]


def _list_differences(wanted: Sequence[Json], found: Doc, path: str) -> list[str]:
    """Plain elements must be the same in any order; each wanted mapping must fit some element."""
    if any(isinstance(element, Mapping) for element in wanted):
        missing = [element for element in wanted if all(differences(element, other, path) for other in found.list())]
        return [f"{path} has nothing like {_short(Doc(element))}" for element in missing]
    plain = [element.text() for element in found.list()]
    is_same = sorted(Doc(element).text() for element in wanted) == sorted(plain)
    return [] if is_same else [f"{path} is {plain}"]


def _describe(fields: Doc) -> str:
    if fields.flag("absent"):
        return "not known here"
    skipped = {"centres", "item", "alert", "reach", "line", *_NAMED}
    parts = []
    for key, value in fields.pairs():
        if key in skipped:
            continue
        shown = ", ".join(value.texts()) or value.text()
        if value.pairs():
            shown = ", ".join(f"{name} {_short(inner)}" for name, inner in value.pairs())
        parts.append(shown if key in {"is", "state"} else f"{key.replace('-', ' ')} {shown}")
    return "; ".join(parts) or "known here"


def _short(value: Doc) -> str:
    if value.pairs():
        return ", ".join(f"{name} {_short(inner)}" for name, inner in value.pairs())
    if isinstance(value.value, bool):
        return "yes" if value.value else "no"
    return ", ".join(value.texts()) or value.text() or "none"


def _summary(found: Doc, fields: Doc) -> str:
    if fields.flag("absent"):
        return "not known here"
    state = found.text("state") or found.text("status")
    holds = ", ".join(hold.text("code") for hold in found.list("holds"))
    return f"{state} ({holds})" if holds else state or "as expected"


async def _ask_logs(asking: Asking, party: str) -> tuple[str, list[str]]:
    """Every line of a centre compared with the other end's log of it."""
    lines = await asking.get(party, "/lines")
    equal = []
    for peer in [line.text("peer") for line in lines.list()]:
        if not asking.processes[peer].is_running:
            return f"{peer} does not run", [peer]
        own, other = await asyncio.gather(read_log(asking, party, peer), read_log(asking, peer, party))
        proof = compare_logs(parse_log(own), parse_log(other))
        if not proof.is_equal:
            return f"{party}–{peer}: {proof.difference}", [proof.difference]
        equal.append(f"{party}–{peer} {sum(count for _, _, count in proof.counts)} messages")
    return ", ".join(equal), []


async def read_log(asking: Asking, party: str, peer: str) -> str:
    """One end's log of a line."""
    return await asking.processes[party].client.get_lines(f"/log/{peer}", READER)


async def _measure(asking: Asking, check: Check, party: str) -> float | None:
    """Real milliseconds from the sender's first durable append of the step to what this centre can read."""
    begun = [await _entries_since(asking, sender) for sender in asking.senders if sender in asking.before]
    appended = [number for entries in begun for entry in entries[:1] if (number := entry.number("real_ms")) is not None]
    readable = [
        number
        for entry in await _entries_since(asking, party)
        if _tells(asking, check, entry) and (number := entry.number("real_ms")) is not None
    ]
    return max(0.0, min(readable) - min(appended)) if appended and readable else None


async def _entries_since(asking: Asking, party: str) -> tuple[Doc, ...]:
    after = asking.before.get(party, 0)
    return (await asking.get(party, f"/record?after={after}&limit=10000")).list("entries")


def _tells(asking: Asking, check: Check, entry: Doc) -> bool:
    fields = Doc(check.fields)
    if check.subject == "cease":
        return entry.text("kind") in {"cease", "distress", "local.cease"}
    if check.subject != "alert" or entry.text("kind") != "local.alert":
        return False
    said = set(entry.at("body").walk_texts())
    return fields.text("alert") in said and (
        not fields.has("item") or asking.ids.get("item", fields.text("item")) in said
    )

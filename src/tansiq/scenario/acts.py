"""What each verb of a script does at a centre: the requests an officer's screen would send.

An officer reads from the screen of the own centre and from nowhere else: a readback with ``same`` re-states what the
recipient's own node shows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.client import CentreClient, Reply, new_id
from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.restate import restate
from tansiq.scenario.scenario import Scenario, Step

MADE_HERE = ("cease", "note")
"""Things whose id the centre gives; all others get theirs from the player."""


@dataclass
class Ids:
    """The ids behind the labels of a file."""

    known: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str, label: str) -> str:
        """The id of a label; made at first use where the centre does not give it."""
        key = f"{kind}:{label}"
        if key not in self.known:
            if kind in MADE_HERE:
                raise KeyError(key)
            self.known[key] = new_id()
        return self.known[key]

    def find_label(self, kind: str, value: str) -> str | None:
        """The label of an id."""
        prefix = f"{kind}:"
        return next((key.removeprefix(prefix) for key, known in self.known.items()
                     if known == value and key.startswith(prefix)), None)  # fmt: skip


@dataclass(frozen=True)
class Act:
    """One step at one centre by one officer."""

    scenario: Scenario
    step: Step
    process: CentreProcess
    officer: str
    second: str | None
    """Who releases what two people must do."""
    ids: Ids

    @property
    def client(self) -> CentreClient:
        """The centre's API."""
        return self.process.client

    @property
    def inputs(self) -> Doc:
        """What the step says."""
        return Doc(self.step.inputs)

    def item_id(self, label: str) -> str:
        """The id of an item."""
        return self.ids.get("item", label)

    async def write(self, path: str, body: Mapping[str, Json] | None = None) -> Reply:
        """Send a write; where it waits for a second person, that person releases it."""
        reply = await self.client.ask("POST", path, self.officer, body or {})
        waiting = reply.body.text("pending")
        if reply.is_error or not waiting or self.second is None:
            return reply
        return await self.client.ask("POST", f"/pending/{waiting}/release", self.second, {})

    async def see(self, label: str) -> Doc:
        """An item as this centre's screen shows it."""
        return await self.client.get(f"/items/{self.item_id(label)}", self.officer)

    def describe_item(self, label: str, *, id_of: str | None = None) -> dict[str, Json]:
        """An item of the file in the API's fields."""
        described = dict(self.scenario.items[label])
        described.pop("owner")
        described.pop("disclosures", None)
        described["item"] = self.item_id(id_of or label)
        if isinstance(agreement := described.get("agreement"), str):
            described["agreement"] = self.ids.get("agreement", agreement)
        return described

    def item_body(self, label: str, *, id_of: str | None = None) -> dict[str, Json]:
        """The body of a submission, a change or a trial."""
        own = self.inputs.at("disclosures").value
        disclosures = own if own is not None else self.scenario.items[label].get("disclosures", {})
        item = self.describe_item(label, id_of=id_of)
        return {"item": item, "datum": self.scenario.datum, "disclosures": disclosures}


Do = Callable[[Act], Awaitable[Reply]]


async def do_step(act: Act) -> tuple[Reply, ...]:
    """Do a step at its centre, once for each item that it names; stops at the first refusal."""
    replies: list[Reply] = []
    if act.step.verb in EACH_ITEM:
        for label in act.inputs.texts("item") or (act.inputs.text("item"),):
            replies.append(await EACH_ITEM[act.step.verb](act, label))
            if replies[-1].is_error:
                break
    elif act.step.verb in ONCE:
        replies.append(await ONCE[act.step.verb](act))
    return tuple(replies)


async def _submit(act: Act, label: str) -> Reply:
    return await act.write("/items", act.item_body(label))


async def _try(act: Act, label: str) -> Reply:
    return await act.write("/items/check", act.item_body(label))


async def _amend(act: Act, label: str) -> Reply:
    return await act.write(f"/items/{act.item_id(label)}/amend", act.item_body(act.inputs.text("to"), id_of=label))


async def _cancel(act: Act, label: str) -> Reply:
    return await act.write(f"/items/{act.item_id(label)}/cancel")


async def _release(act: Act, label: str) -> Reply:
    view = await act.see(label)
    return await act.write(f"/items/{act.item_id(label)}/release", {"revision": view.text("hash")})


async def _readback(act: Act, label: str) -> Reply:
    view = await act.see(label)
    asked = await act.client.get(f"/items/{act.item_id(label)}/elements", act.officer)
    given = dict(act.inputs.pairs("elements"))
    elements: list[Json] = []
    for name in [element.text("name") for element in asked.list("elements")]:
        value = given[name].text() if name in given else restate(view, name)
        elements.append({"name": name, "value": value})
    body: dict[str, Json] = {"revision": view.text("hash"), "elements": elements, "datum": act.scenario.datum}
    return await act.write(f"/items/{act.item_id(label)}/readback", body)


async def _answer(act: Act, label: str) -> Reply:
    view = await act.see(label)
    counter = act.inputs.text("counter")
    body: dict[str, Json] = {
        "revision": view.text("hash"),
        "verdict": act.inputs.text("verdict"),
        "reason": act.inputs.text("reason") or None,
        "counter": act.describe_item(counter, id_of=label) if counter else None,
        "datum": act.scenario.datum,
    }
    return await act.write(f"/items/{act.item_id(label)}/answer", body)


async def _verify(act: Act, label: str) -> Reply:
    """Blind: the verifier's screen shows that there is a place, never which."""
    path = f"/items/{act.item_id(label)}"
    blind = await act.client.get(f"{path}/blind", act.officer)
    body: dict[str, Json] = {"revision": blind.text("hash") or blind.text("revision")}
    body["source"] = act.inputs.text("source")
    if act.inputs.flag("cannot"):
        body["cannot"] = True
    else:
        body |= {"text": act.inputs.text("text"), "datum": act.inputs.text("datum") or act.scenario.datum}
    return await act.write(f"{path}/verification", body)


async def _ask_verify(act: Act, label: str) -> Reply:
    return await act.write(f"/items/{act.item_id(label)}/verify")


async def _activate(act: Act, label: str) -> Reply:
    body: dict[str, Json] = {"status": "active", "unilateral": act.inputs.flag("unilateral")}
    return await act.write(f"/items/{act.item_id(label)}/status", body)


async def _end(act: Act, label: str) -> Reply:
    return await act.write(f"/items/{act.item_id(label)}/status", {"status": "ended", "unilateral": False})


async def _doubt(act: Act, label: str) -> Reply:
    view = await act.see(label)
    body: dict[str, Json] = {"revision": view.text("hash"), "text": act.inputs.text("text"), "lang": _lang(act)}
    return await act.write(f"/items/{act.item_id(label)}/doubt", body)


async def _reply_doubt(act: Act, label: str) -> Reply:
    return await act.write(f"/items/{act.item_id(label)}/reply-doubt", {"text": act.inputs.text("text")})


async def _ack(act: Act, label: str) -> Reply:
    """Acknowledge the latest message that told of an item."""
    record = await act.client.get("/record?limit=100000", act.officer)
    told = [
        entry.text("hash")
        for entry in record.list("entries")
        if entry.text("kind") in {"notify", "amend"} and act.item_id(label) in set(entry.at("body").walk_texts())
    ]
    body: dict[str, Json] = {"level": act.inputs.text("level"), "unit": act.inputs.text("unit")}
    return await act.write(f"/messages/{told[-1] if told else 'none'}/ack", body)


def _lang(act: Act) -> str:
    return act.inputs.text("lang") or act.process.centre.lang


async def _resolve(act: Act) -> Reply:
    first = await act.see(act.inputs.text("first"))
    second = await act.see(act.inputs.text("second"))
    body: dict[str, Json] = {"first": first.text("hash"), "second": second.text("hash")}
    return await act.write("/resolutions", body | {"terms": act.inputs.text("terms"), "lang": _lang(act)})


async def _cease(act: Act) -> Reply:
    body: dict[str, Json] = {"lang": _lang(act), "text": act.inputs.text("text")}
    if act.inputs.has("items"):
        body["items"] = [act.item_id(label) for label in act.inputs.texts("items")]
    if act.inputs.has("to"):
        body["to"] = list(act.inputs.texts("to"))
    reply = await act.write("/ceases", body)
    act.ids.known[f"cease:{act.step.label}"] = reply.body.text("cease")
    return reply


async def _distress(act: Act) -> Reply:
    body: dict[str, Json] = {name: act.inputs.text(name) for name in ("text", "place", "caller", "number")}
    body["lang"] = _lang(act)
    if act.inputs.has("items"):
        body["items"] = [act.item_id(label) for label in act.inputs.texts("items")]
    if act.inputs.has("to"):
        body["to"] = list(act.inputs.texts("to"))
    reply = await act.write("/distresses", body)
    act.ids.known[f"cease:{act.step.label}"] = reply.body.text("cease")
    return reply


async def _found(act: Act) -> Reply:
    given = act.inputs
    body: dict[str, Json] = {name: given.text(name) for name in ("outcome", "source", "text")}
    return await act.write(f"{_cease_path(act)}/found", body | {"lang": _lang(act)})


async def _units(act: Act) -> Reply:
    units: list[Json] = [dict(_plain(unit)) for unit in act.inputs.list("units")]
    return await act.write("/units", {"units": units, "to": list(act.inputs.texts("to"))})


async def _ack_item(act: Act, label: str) -> Reply:
    body: dict[str, Json] = {"level": act.inputs.text("level"), "unit": act.inputs.text("unit")}
    return await act.write(f"/items/{act.item_id(label)}/ack", body)


async def _position(act: Act) -> Reply:
    body: dict[str, Json] = {name: act.inputs.text(name) for name in ("subject", "name", "place")}
    return await act.write("/positions", body | {"datum": act.scenario.datum, "to": list(act.inputs.texts("to"))})


def _cease_path(act: Act) -> str:
    return f"/ceases/{act.ids.get('cease', act.inputs.text('cease'))}"


async def _take(act: Act) -> Reply:
    return await act.write(f"{_cease_path(act)}/take")


async def _executed(act: Act) -> Reply:
    given = act.inputs
    body: dict[str, Json] = {"taken": given.text("taken"), "executed": given.text("executed")}
    return await act.write(f"{_cease_path(act)}/executed", body | {"text": given.text("text"), "lang": _lang(act)})


async def _resume(act: Act) -> Reply:
    return await act.write(f"{_cease_path(act)}/resume")


async def _take_alert(act: Act) -> Reply:
    alerts = await act.client.get("/alerts", act.officer)
    item = act.inputs.text("item")
    wanted = act.item_id(item) if item else ""
    fitting = [
        alert.text("alert")
        for alert in alerts.list()
        if alert.text("code") == act.inputs.text("code") and (not wanted or wanted in set(alert.walk_texts()))
    ]
    return await act.write(f"/alerts/{fitting[-1] if fitting else 'none'}/take")


def _agreement_id(act: Act) -> str:
    return act.ids.get("agreement", act.inputs.text("agreement"))


async def _draft(act: Act) -> Reply:
    terms: dict[str, Json] = {"ends": None, "articles": {}, **act.scenario.agreements[act.inputs.text("agreement")]}
    terms["agreement"] = _agreement_id(act)
    return await act.write("/agreements", {"terms": terms, "datum": act.scenario.datum})


async def _agreement_act(act: Act) -> Reply:
    return await act.write(f"/agreements/{_agreement_id(act)}/{act.step.verb.removeprefix('agreement.')}")


async def _change_area(act: Act) -> Reply:
    path = f"/agreements/{_agreement_id(act)}/areas/{act.inputs.text('area')}/change"
    return await act.write(path, {"status": act.inputs.text("status")})


async def _sign_area(act: Act) -> Reply:
    """Sign the latest change of an area that the own screen shows."""
    agreements = await act.client.get("/agreements", act.officer)
    numbers = [
        change.whole("number")
        for agreement in agreements.list()
        if agreement.text("agreement") == _agreement_id(act)
        for change in agreement.list("changes")
        if change.text("area") == act.inputs.text("area")
    ]
    return await act.write(f"/agreements/{_agreement_id(act)}/changes/{max(numbers, default=0)}/sign")


async def _situation(act: Act) -> Reply:
    body = {key: value.value for key, value in act.inputs.pairs()}
    return await act.write("/situations", {**body, "agreement": _agreement_id(act), "lang": _lang(act)})


async def _offer_sheet(act: Act) -> Reply:
    lines: list[Json] = []
    for label in act.inputs.texts("items"):
        view = await act.see(label)
        lines.append({"party": view.text("owner"), "item": act.item_id(label), "revision": view.text("hash")})
    body: dict[str, Json] = {
        "sheet": act.ids.get("sheet", act.step.label),
        "title": act.inputs.text("title"),
        "agreement": _agreement_id(act),
        "lines": lines,
        "keeping_apart": act.inputs.text("keeping_apart"),
        "lang": _lang(act),
    }
    return await act.write("/sheets", body)


async def _sheet_act(act: Act) -> Reply:
    sheet = act.ids.get("sheet", act.inputs.text("sheet"))
    return await act.write(f"/sheets/{sheet}/{act.step.verb.removeprefix('sheet.')}")


async def _assess(act: Act) -> Reply:
    body: dict[str, Json] = {
        "assessment": act.ids.get("assessment", act.inputs.text("assessment")),
        "title": act.inputs.text("title"),
        "items": [act.item_id(label) for label in act.inputs.texts("items")],
        "points": [{"agrees": None, **dict(_plain(point))} for point in act.inputs.list("points")],
        "counts": [{"parts": {}, **dict(_plain(count))} for count in act.inputs.list("counts")],
        "lang": _lang(act),
    }
    return await act.write("/assessments", body)


def _plain(found: Doc) -> tuple[tuple[str, Json], ...]:
    return tuple((key, value.value) for key, value in found.pairs())


async def _note(act: Act) -> Reply:
    body: dict[str, Json] = {"to": list(act.inputs.texts("to")), "text": act.inputs.text("text"), "lang": _lang(act)}
    body["precedence"] = act.inputs.text("precedence") or "ROUTINE"
    return await act.write("/notes", body)


async def _test_line(act: Act) -> Reply:
    return await act.write(f"/lines/{act.inputs.text('peer')}/test", {"human": True})


EACH_ITEM: Mapping[str, Callable[[Act, str], Awaitable[Reply]]] = {
    "submit": _submit,
    "try": _try,
    "amend": _amend,
    "cancel": _cancel,
    "release": _release,
    "readback": _readback,
    "answer": _answer,
    "verify": _verify,
    "ask-verify": _ask_verify,
    "activate": _activate,
    "end": _end,
    "doubt": _doubt,
    "reply-doubt": _reply_doubt,
    "ack": _ack,
    "ack-item": _ack_item,
}
ONCE: Mapping[str, Do] = {
    "resolve": _resolve,
    "cease": _cease,
    "distress": _distress,
    "found": _found,
    "units": _units,
    "position": _position,
    "take": _take,
    "executed": _executed,
    "resume": _resume,
    "take-alert": _take_alert,
    "agreement.draft": _draft,
    "agreement.offer": _agreement_act,
    "agreement.sign": _agreement_act,
    "agreement.suspend": _agreement_act,
    "agreement.resume": _agreement_act,
    "agreement.end": _agreement_act,
    "area.change": _change_area,
    "area.sign": _sign_area,
    "situation": _situation,
    "sheet.offer": _offer_sheet,
    "sheet.sign": _sheet_act,
    "sheet.withdraw": _sheet_act,
    "assess": _assess,
    "note": _note,
    "test-line": _test_line,
}

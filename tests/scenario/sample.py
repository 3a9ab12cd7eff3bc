"""Facts as an API would have given them, made by hand from a scenario's own items: for the report without nodes."""

from __future__ import annotations

import hashlib
from typing import Any

from tansiq.base.clock import parse_instant, write_instant
from tansiq.scenario.checks import Outcome
from tansiq.scenario.doc import Doc
from tansiq.scenario.facts import CentreFacts, Facts
from tansiq.scenario.format import load_scenario
from tansiq.scenario.player import StepTime
from tansiq.scenario.proof import LineProof
from tansiq.scenario.scenario import Scenario
from tansiq.scenario.shapes import LANGUAGES
from tansiq.scenario.shared_things import find_degrees


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def numbers(footprint: dict[str, Any]) -> dict[str, Any]:
    if "circle" in footprint:
        lon, lat = find_degrees(footprint["circle"]["centre"]) or (0.0, 0.0)
        return {"circle": {"centre": {"lat_deg": lat, "lon_deg": lon}, "radius_m": footprint["circle"]["radius_m"]}}
    places = [find_degrees(text) or (0.0, 0.0) for text in footprint["polygon"]["vertices"]]
    return {"polygon": {"vertices": [{"lat_deg": lat, "lon_deg": lon} for lon, lat in places]}}


def view(scenario: Scenario, label: str, *, at: str, standing: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    item: dict[str, Any] = dict(scenario.items[label])
    return {
        **item,
        "item": f"id-{label}",
        "revision": 1,
        "hash": hash_of(label),
        "state": standing[-1]["state"] if standing else "",
        "holds": [],
        "volumes": [{**volume, "footprint": numbers(volume["footprint"])} for volume in item["volumes"]],
        "revisions": [{"revision": 1, "hash": hash_of(label), "at": at, "live": True}],
        "standing": standing or [],
        "site": item.get("site"),
    }


class Sample:
    """Builds the record of each centre entry by entry."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.records: dict[str, list[dict[str, Any]]] = {centre.id: [] for centre in scenario.centres}
        self.real_ms = 1_700_000_000_000.0

    def add(self, party: str, at: str, kind: str, **fields: Any) -> dict[str, Any]:
        self.real_ms += 3
        entry = {
            "number": len(self.records[party]) + 1,
            "at": at,
            "source": party,
            "to": None,
            "author": "watch-1",
            "kind": kind,
            "precedence": "PRIORITY",
            "content": hash_of(f"{kind}{at}{fields.get('body')}"),
            "hash": hash_of(f"{party}{kind}{at}"),
            "lang": "en",
            "body": {},
            "text": kind,
            "real_ms": self.real_ms,
            "received_receipt": None,
        } | fields
        self.records[party].append(entry)
        return entry

    def send(self, source: str, to: str, at: str, kind: str, **fields: Any) -> None:
        hash_ = hash_of(f"{source}{to}{kind}{at}")
        self.add(source, at, kind, to=to, received_receipt={"at": None}, hash=hash_, **fields)
        self.add(to, at, kind, **({"source": source, "to": to, "hash": hash_} | fields))


def make_facts(name: str = "albab-2017", *, hostile_text: str = "") -> Facts:
    """A short story on a packaged scenario; `hostile_text` is put wherever people type."""
    scenario = load_scenario(name)
    story = _albab(scenario, hostile_text) if name == "albab-2017" else _stop(scenario, hostile_text)
    return story


def _entry_text(lang: str, text: str) -> str:
    return {"en": text, "ar": f"نص: {text}", "ru": f"Текст: {text}", "tr": f"Metin: {text}"}[lang]


def _centre(sample: Sample, party: str, items: list[dict[str, Any]], plain: dict[str, Any]) -> CentreFacts:
    spoken = {
        lang: {
            "record": Doc([{**entry, "text": _entry_text(lang, entry["text"])} for entry in sample.records[party]]),
            "items": Doc(items),
            "alerts": Doc([]),
        }
        for lang in LANGUAGES
    }
    empty: dict[str, Any] = {key: [] for key in ("agreements", "assessments", "ceases", "sheets", "lines")}
    empty["picture"] = {"equal": True, "first_difference": None}
    documents = {key: Doc(value) for key, value in (empty | plain).items()}
    return CentreFacts(party, Doc({"party": party, "exercise": True}), spoken, documents)


def _hold(code: str, party: str, turn: str, **facts: str) -> dict[str, Any]:
    return {"code": code, "party": party, "turn": turn, "article": "rule 8", "facts": [list(p) for p in facts.items()]}


def _agreements(scenario: Scenario) -> list[dict[str, Any]]:
    made = []
    for label, terms in scenario.agreements.items():
        status = {"joint-centre": "offered", "exchange-of-areas": "draft"}.get(label, "in_force")
        fields: dict[str, Any] = dict(terms)
        areas = [{**area, "footprint": numbers(area["footprint"]), "situation": []} for area in fields["areas"]]
        for area in areas:
            if area["area"] == "deir-ez-zor" and status == "in_force":
                area["situation"] = [
                    {"party": "ru", "critical": True, "population_at_risk": 150000, "observers_there": 2,
                     "observers_needed": 6, "short": 4, "text": "Город в осаде", "lang": "ru"}
                ]  # fmt: skip
        signed = fields["parties"] if status == "in_force" else fields["parties"][:1]
        made.append({**fields, "agreement": label, "status": status, "areas": areas, "signed_by": signed,
                     "offered_by": None if status == "draft" else fields["parties"][0], "changes": []})  # fmt: skip
    made[-1]["changes"] = [{"number": 1, "area": "homs", "status": "active", "signed_by": ["ru"]}]
    return made


MORNING, NIGHT = "2017-02-08T14:00:00Z", "2017-02-08T20:11:00Z"


def _tell_february(sample: Sample, hostile_text: str) -> None:
    name = "Activity of 9 February at al-Bab"
    body = {"item": {"id": "id-ru-0209"}}
    for to in ("tr", "us"):
        sample.send(
            "ru", to, MORNING, "notify", body=body, text=f"Notify: activity “{name}” r1 by Hmeimim {hostile_text}"
        )
    waiting = [_hold("not_answered", "tr", "tr"), _hold("readback_missing", "tr", "tr")]
    standing = {"item": "id-ru-0209", "state": "submitted", "holds": waiting}
    sample.add("ru", MORNING, "local.standing", body=standing, text=f"“{name}”: held, 2 holds", author="machine")
    for kind in ("readback", "verified", "answer"):
        said = {"revision": hash_of("ru-0209"), "match": "match", "verdict": "concur"}
        sample.send("tr", "ru", "2017-02-08T14:05:00Z", kind, body=said, text=f"{kind} by Turkish centre")
    done = {"item": "id-ru-0209", "state": "coordinated", "holds": []}
    sample.add(
        "ru", "2017-02-08T14:05:00Z", "local.standing", body=done, text=f"“{name}”: coordinated", author="machine"
    )
    sample.send(
        "tr",
        "ru",
        NIGHT,
        "notify",
        body={"item": {"id": "id-tr-unit"}},
        text="Notify: own-force area “Own unit at al-Bab”",
    )
    alert = {"code": "conflict", "item": "id-ru-0209", "facts": []}
    for party in ("tr", "ru"):
        sample.add(party, NIGHT, "local.alert", body=alert, text=f"Alert: Conflict: “{name}”", author="machine")
    sample.send(
        "tr",
        "ru",
        NIGHT,
        "doubt",
        body={"item": "id-ru-0209", "revision": hash_of("ru-0209")},
        text="Doubt",
        author="machine",
    )
    holds = [
        _hold("withdrawn", "tr", "tr"),
        _hold("conflict", "tr", "ru", kind="own_force_area", name="Own unit at al-Bab", owner="tr"),
    ]
    held = {"item": "id-ru-0209", "state": "submitted", "holds": holds}
    sample.add("ru", NIGHT, "local.standing", body=held, text=f"“{name}”: held, 2 holds", author="machine")


def _account(hostile_text: str) -> dict[str, Any]:
    return {
        "assessment": "day-22",
        "title": "Flights of 22 January",
        "accounts": {
            "ru": {"points": [{"key": "coordination", "text": f"Было {hostile_text}", "agrees": True}],
                   "counts": [{"what": "flights", "total": 17, "parts": {"ru": 9, "tr": 8}}],
                   "at": NIGHT, "lang": "ru"},
            "us": {"points": [{"key": "coordination", "text": "There was no coordination", "agrees": False}],
                   "counts": [], "at": NIGHT, "lang": "en"},
        },
        "agreed": [],
        "open": ["coordination"],
        "counts": [{"what": "flights", "totals": {"ru": 17}, "agree": True}],
        "adds_up": [{"party": "ru", "what": "flights", "total": 17, "sum": 17, "adds_up": True}],
    }  # fmt: skip


def _albab(scenario: Scenario, hostile_text: str) -> Facts:
    sample = Sample(scenario)
    _tell_february(sample, hostile_text)
    history = [
        {"at": MORNING, "state": "submitted", "holds": ["not_answered", "readback_missing"]},
        {"at": "2017-02-08T14:05:00Z", "state": "coordinated", "holds": []},
        {"at": NIGHT, "state": "held", "holds": ["withdrawn", "conflict"]},
    ]
    items = [view(scenario, "ru-0209", at=MORNING, standing=history)]
    flown = [("ru-18", "active"), ("tr-18", "active"), ("ru-21", "active"), ("tr-21", "active"), ("us-22", "active"),
             ("ru-22", "coordinated"), ("long-range", "active")]  # fmt: skip
    for label, state in flown:
        at = write_instant(parse_instant(str(Doc(scenario.items[label]).text("volumes", 0, "start"))) - 3_600_000)
        items.append(view(scenario, label, at=at, standing=[{"at": at, "state": state, "holds": []}]))
    items += [view(scenario, "hospital", at="2017-01-20T08:00:00Z"), view(scenario, "camp", at="2017-01-20T08:00:00Z")]
    unit = view(scenario, "tr-unit", at=NIGHT)
    items[0]["name"] += hostile_text
    plain = {"agreements": _agreements(scenario), "assessments": [_account(hostile_text)]}
    centres = {
        "ru": _centre(sample, "ru", [*items, unit], plain),
        "tr": _centre(sample, "tr", [*items[:-1], unit], plain),
        "us": _centre(sample, "us", items, plain),
    }
    return Facts(
        scenario=scenario,
        centres=centres,
        proofs=(LineProof("ru", "tr", (("ru", "ordinary", 12), ("tr", "ordinary", 9)), ""),),
        labels={f"id-{label}": label for label in scenario.items},
        outcomes=(
            _met("ru", "conflict · ru-0209", NIGHT, 41.0),
            _met("tr", "ru-0209", NIGHT, None),
        ),
        steps=(StepTime("send-unit", parse_instant(NIGHT), ("tr",), 80.0),),
        failure=hostile_text,
    )  # fmt: skip


def _met(party: str, subject: str, at: str, real_ms: float | None) -> Outcome:
    return Outcome("send-unit", parse_instant(at), party, subject, "held", "held (withdrawn)", True, real_ms, "x:1:1")


def _stop(scenario: Scenario, hostile_text: str) -> Facts:
    sample = Sample(scenario)
    at = "2016-09-17T13:24:00Z"
    text = f"Остановите! {hostile_text}"
    sample.send(
        "ru",
        "us",
        at,
        "cease",
        body={"cease": "c-1"},
        text="CEASE by Hmeimim: all shared activities",
        precedence="FLASH",
    )
    cease = {"cease": "c-1", "by": "ru", "cause": "officer", "items": [], "text": text, "lang": "ru", "at": at,
             "stands": False, "resumed_by": ["us", "ru"], "suspended": [], "taken": None, "executed": []}  # fmt: skip
    theirs = {
        **cease,
        "suspended": ["id-notice"],
        "taken": {"by": "night-watch", "at": "2016-09-17T13:24:25Z"},
        "executed": [{"party": "us", "taken": at, "executed": "2016-09-17T13:27:30Z", "text": "Crews called"}],
    }  # fmt: skip
    told = "2016-09-17T11:30:00Z"
    history = [
        {"at": told, "state": "held", "holds": ["words_disagree", "not_answered"]},
        {"at": "2016-09-17T12:55:00Z", "state": "active", "holds": ["words_disagree"]},
        {"at": at, "state": "suspended", "holds": ["cease_stands"]},
    ]
    items = [view(scenario, "notice", at=told, standing=history)]
    centres = {
        "us": _centre(sample, "us", items, {"ceases": [theirs], "agreements": _agreements(scenario)[:1]}),
        "ru": _centre(sample, "ru", items, {"ceases": [cease], "agreements": []}),
    }
    labels = {f"id-{label}": label for label in scenario.items}
    return Facts(scenario, centres, (), labels, (), (), "")

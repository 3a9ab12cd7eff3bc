"""The verbs of a script and what each takes. Each is one act of an officer at the API, or of the machine room.

`item`, `agreement`, `sheet`, `assessment` and `cease` are labels of the file; the player knows the ids behind them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tansiq.scenario.shapes import (
    Record,
    Shape,
    anything,
    either,
    flag,
    instant,
    language,
    list_of,
    map_of,
    maybe,
    one_of,
    one_or_more,
    text,
    whole,
    word,
)
from tansiq.scenario.shared_things import AREA_STATUSES, DISCLOSURES


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb."""

    role: str
    """Of the officer who does it unless the step names another; empty: no officer."""
    needed: Mapping[str, Shape] = field(default_factory=dict)
    optional: Mapping[str, Shape] = field(default_factory=dict)
    makes: str | None = None
    """What its label then stands for: `sheet`, `assessment`, `cease`, `note`."""
    needs_two: bool = False
    """Whether a second officer of the role releases it."""

    def shape(self, name: str) -> Record:
        """The reader of its `with`."""
        return Record(self.needed, self.optional, f"'{name}'")


_POINT = Record({"key": word, "text": text}, {"agrees": maybe(flag)}, "a point")
_COUNT = Record(
    {"what": one_of("people", "aircraft", "flights", "pallets", "sites", "incidents"), "total": whole},
    {"parts": map_of(whole)},
    "a count",
)
_UNIT = Record({"unit": word, "name": text}, {"parent": word}, "a unit")
_ELEMENTS = either(one_of("same"), map_of(text), "'same', or the values by element")
_ITEMS = one_or_more(word)
_TEXT = {"text": text, "lang": language}
_AGREEMENT = {"agreement": word}

PRECEDENCES = ("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE")
VERBS: Mapping[str, Verb] = {
    "submit": Verb("watch", {"item": _ITEMS}, {"disclosures": map_of(one_of(*DISCLOSURES))}),
    "try": Verb("watch", {"item": _ITEMS}),
    "amend": Verb("watch", {"item": word, "to": word}, {"disclosures": map_of(one_of(*DISCLOSURES))}),
    "cancel": Verb("watch", {"item": _ITEMS}),
    "release": Verb("commander", {"item": _ITEMS}),
    "readback": Verb("watch", {"item": _ITEMS, "elements": _ELEMENTS}),
    "answer": Verb(
        "watch", {"item": _ITEMS, "verdict": one_of("concur", "cannot", "counter")}, {"reason": word, "counter": word}
    ),
    "verify": Verb("verifier", {"item": _ITEMS, "source": text}, {"text": text, "datum": text, "cannot": flag}),
    "ask-verify": Verb("watch", {"item": _ITEMS}),
    "activate": Verb("watch", {"item": _ITEMS}, {"unilateral": flag}),
    "end": Verb("watch", {"item": _ITEMS}),
    "doubt": Verb("watch", {"item": word}, _TEXT),
    "reply-doubt": Verb("watch", {"item": word, "text": text}),
    "resolve": Verb("commander", {"first": word, "second": word, "terms": text, "lang": language}),
    "cease": Verb("watch", {}, {"items": _ITEMS, "to": one_or_more(word), **_TEXT}, makes="cease"),
    "distress": Verb(
        "watch", {},
        {"items": _ITEMS, "to": one_or_more(word), "place": text, "caller": text, "number": text, **_TEXT},
        makes="cease",
    ),
    "found": Verb(
        "watch", {"cease": word, "outcome": one_of("confirmed", "mistaken", "unclear"), "source": text}, _TEXT
    ),
    "take": Verb("watch", {"cease": word}),
    "executed": Verb("watch", {"cease": word, "taken": instant, "executed": instant}, _TEXT),
    "resume": Verb("commander", {"cease": word}, needs_two=True),
    "take-alert": Verb("watch", {"code": word}, {"item": word}),
    "agreement.draft": Verb("commander", _AGREEMENT),
    "agreement.offer": Verb("commander", _AGREEMENT, needs_two=True),
    "agreement.sign": Verb("commander", _AGREEMENT, needs_two=True),
    "agreement.suspend": Verb("commander", _AGREEMENT),
    "agreement.resume": Verb("commander", _AGREEMENT, needs_two=True),
    "agreement.end": Verb("commander", _AGREEMENT, needs_two=True),
    "area.change": Verb("commander", {**_AGREEMENT, "area": word, "status": one_of(*AREA_STATUSES)}, needs_two=True),
    "area.sign": Verb("commander", {**_AGREEMENT, "area": word}, needs_two=True),
    "situation": Verb(
        "commander",
        {**_AGREEMENT, "area": word, "critical": flag, "population_at_risk": whole, "observers_there": whole,
         "observers_needed": whole},
        _TEXT,
    ),
    "sheet.offer": Verb(
        "commander",
        {"title": text, **_AGREEMENT, "items": _ITEMS, "keeping_apart": text, "lang": language},
        makes="sheet",
    ),
    "sheet.sign": Verb("commander", {"sheet": word}),
    "sheet.withdraw": Verb("commander", {"sheet": word}),
    "assess": Verb(
        "commander",
        {"assessment": word, "title": text, "points": list_of(_POINT), "lang": language},
        {"items": list_of(word), "counts": list_of(_COUNT)},
        makes="assessment",
    ),
    "note": Verb("watch", {"to": one_or_more(word), **_TEXT}, {"precedence": one_of(*PRECEDENCES)}, makes="note"),
    "ack": Verb("watch", {"item": word, "level": one_of("read", "entered", "loaded")}, {"unit": text}),
    "units": Verb("commander", {"units": list_of(_UNIT)}, {"to": one_or_more(word)}),
    "ack-item": Verb("watch", {"item": _ITEMS, "level": one_of("read", "entered", "loaded")}, {"unit": word}),
    "position": Verb(
        "watch", {"subject": one_of("people", "aircraft"), "name": text, "place": text, "to": one_or_more(word)}
    ),
    "test-line": Verb("watch", {"peer": word}),
    "kill": Verb(""),
    "start": Verb(""),
    "wait": Verb(""),
    "check": Verb(""),
}  # fmt: skip

CHECK_FIELDS: Mapping[str, Shape] = {
    "centres": one_or_more(word),
    "item": word,
    "agreement": word,
    "area": word,
    "cease": word,
    "assessment": word,
    "sheet": word,
    "alert": word,
    "reach": word,
    "line": word,
    "lines": one_of("up"),
    "picture": one_of("equal"),
    "logs": one_of("equal"),
    "state": word,
    "not-state": word,
    "never": word,
    "after": instant,
    "holds": list_of(word),
    "no-hold": one_or_more(word),
    "facts": map_of(anything),
    "within-s": whole,
    "is": map_of(anything),
    "absent": flag,
}
CHECK = Record({}, CHECK_FIELDS, "a check")
CHECK_SUBJECTS = (
    "item",
    "agreement",
    "cease",
    "assessment",
    "sheet",
    "alert",
    "reach",
    "line",
    "lines",
    "picture",
    "logs",
)
"""A check is about exactly one of these; an area belongs to its agreement, an alert may name its item."""
EXPECT = Record({}, {"refused": word, "answer": map_of(anything)}, "what is expected")

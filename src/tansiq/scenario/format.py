"""A scenario file read into values, every error with its file, line and column.

What is checked here is the file: words, labels, parties, order in time. What the words mean in the air is judged by
the nodes alone when the scenario is played.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from tansiq.base.clock import parse_instant
from tansiq.base.data import load_text
from tansiq.base.units import MS_PER_DAY, MS_PER_H, MS_PER_MIN, MS_PER_S
from tansiq.scenario.change import FindFile, extend
from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.errors import BadScenario
from tansiq.scenario.located import Located, Mark, parse_yaml
from tansiq.scenario.scenario import (
    Beside,
    Centre,
    Check,
    Landmark,
    Officer,
    Phase,
    ReportPlan,
    Scenario,
    Step,
    Words,
)
from tansiq.scenario.shapes import (
    Record,
    anything,
    instant,
    language,
    list_of,
    map_of,
    one_of,
    one_or_more,
    refuse,
    text,
    whole,
    word,
    words,
)
from tansiq.scenario.shared_things import agreement, coordinate, find_degrees, item
from tansiq.scenario.verbs import CHECK, CHECK_SUBJECTS, EXPECT, VERBS, Verb

SCENARIOS = ("albab-2017", "deir-ez-zor-2016", "airdrop-2016", "datum-zoo")
"""Those that ship with the program."""

_ROLES = ("watch", "commander", "verifier", "observer", "auditor", "administrator")
_OFFICER = Record({"name": word, "role": one_of(*_ROLES)}, {"lang": language}, "an officer")
_CENTRE = Record({"name": words, "lang": language, "officers": list_of(_OFFICER, least=1)}, {}, "a party")
_LANDMARK = Record({"at": coordinate, "name": words}, {}, "a landmark")
_PHASE = Record({"title": words, "at": instant}, {"text": words, "items": one_or_more(word)}, "a phase")
_BESIDE = Record({"minutes": whole, "title": words}, {}, "a figure of history")
_REPORT = Record(
    {"phases": list_of(_PHASE)}, {"intro": words, "beside": list_of(_BESIDE), "watch": list_of(word)}, "the report"
)
_STEP = Record(
    {"do": word},
    {"as": word, "at": text, "centre": one_or_more(word), "officer": word, "with": anything, "expect": EXPECT,
     "must": list_of(CHECK)},
    "a step",
)  # fmt: skip
_ROOT = Record(
    {"scenario": word, "title": words, "starts": instant, "parties": map_of(_CENTRE),
     "lines": list_of(list_of(word, least=2), what="pairs of parties"), "script": list_of(anything, least=1)},
    {"datum": text, "items": map_of(item), "agreements": map_of(agreement), "landmarks": list_of(_LANDMARK),
     "report": _REPORT},
    "a scenario",
)  # fmt: skip
_AFTER = re.compile(r"\+\s*(\d+)\s*(s|min|h|d)")
_UNITS_MS = {"s": MS_PER_S, "min": MS_PER_MIN, "h": MS_PER_H, "d": MS_PER_DAY}


def parse_scenario(body: str, shown: str, find_file: FindFile) -> Scenario:
    """A scenario from the text of its file.

    Args:
        body: the file's text.
        shown: its name as errors show it.
        find_file: gives the files that it extends.
    """
    root = extend(parse_yaml(body, shown), find_file)
    read = Doc(_ROOT(root))
    centres = tuple(_centre(party, found) for party, found in read.pairs("parties"))
    reader = _Script(root, read, {centre.id: centre for centre in centres})
    reader.check_things()
    return Scenario(
        id=read.text("scenario"),
        title=_words(read.at("title")),
        starts_ms=parse_instant(read.text("starts")),
        datum=read.text("datum") or "WGS84",
        centres=centres,
        lines=reader.read_lines(),
        items=_mappings(read.at("items")),
        agreements=_mappings(read.at("agreements")),
        script=reader.read_steps(),
        report=_report(read.at("report")),
        landmarks=tuple(_landmark(found) for found in read.list("landmarks")),
    )


def load_scenario(name_or_path: str) -> Scenario:
    """A packaged scenario by name, or a scenario file by its path."""
    if name_or_path in SCENARIOS:
        return parse_scenario(
            load_text("scenario", f"scenarios/{name_or_path}.yaml"), f"{name_or_path}.yaml", _packaged
        )
    path = Path(name_or_path)
    if not path.is_file():
        raise BadScenario(
            f"there is no scenario {name_or_path!r}",
            where=name_or_path,
            advice=f"Give the path of a file, or one of {', '.join(SCENARIOS)}.",
        )

    def find_beside(name: str) -> tuple[str, str]:
        beside = path.parent / name
        return (beside.read_text(encoding="utf-8"), str(beside)) if beside.is_file() else _packaged(name)

    try:
        body = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadScenario("the file is not UTF-8 text", where=f"{path}:1:1") from error
    return parse_scenario(body, str(path), find_beside)


def _packaged(name: str) -> tuple[str, str]:
    plain = name.removesuffix(".yaml")
    if plain not in SCENARIOS:
        raise FileNotFoundError(name)
    return load_text("scenario", f"scenarios/{plain}.yaml"), f"{plain}.yaml"


@dataclass
class _Script:
    """Reads the script with everything it may refer to at hand."""

    root: Located
    read: Doc
    centres: dict[str, Centre]
    made: dict[str, str] = field(default_factory=dict)
    """What labels of earlier steps stand for."""
    labels: set[str] = field(default_factory=set)

    def locate(self, *path: str | int) -> Located:
        """Where a value stands; what is missing stands where its parent does."""
        found = self.root
        for key in path:
            if isinstance(key, str) and isinstance(found.value, dict) and key in found.value:
                found = found.value[key].value
            elif isinstance(key, int) and isinstance(found.value, list) and key < len(found.value):
                found = found.value[key]
        return found

    def check_party(self, party: str, *path: str | int) -> None:
        """Raise where a party does not take part."""
        if party not in self.centres:
            known = ", ".join(self.centres)
            raise BadScenario(f"{party!r} is not a party here; parties are {known}", where=str(self.locate(*path).mark))

    def check_things(self) -> None:
        """Owners, parties and agreements that items and agreements name take part."""
        for label, found in self.read.pairs("items"):
            self.check_party(found.text("owner"), "items", label, "owner")
            for party, _ in found.pairs("disclosures"):
                self.check_party(party, "items", label, "disclosures", party)
            if found.has("agreement"):
                self.check_label("agreements", found.text("agreement"), "items", label, "agreement")
        for label, found in self.read.pairs("agreements"):
            for number, party in enumerate(found.texts("parties")):
                self.check_party(party, "agreements", label, "parties", number)

    def check_label(self, kind: str, label: str, *path: str | int) -> None:
        """Raise where nothing of a kind has that label."""
        if kind in {"items", "agreements"}:
            known = [name for name, _ in self.read.pairs(kind)]
        else:
            known = [name for name, what in self.made.items() if what == kind.removesuffix("s")]
        if label not in known:
            listed = ", ".join(known) or "none yet"
            raise BadScenario(f"{label!r} names none of the {kind}: {listed}", where=str(self.locate(*path).mark))

    def read_lines(self) -> tuple[tuple[str, str], ...]:
        """The pairs of parties joined by a line."""
        pairs = []
        for number, found in enumerate(self.read.list("lines")):
            parties = found.texts()
            if len(parties) != 2 or parties[0] == parties[1]:
                raise refuse(self.locate("lines", number), "two different parties")
            for party in parties:
                self.check_party(party, "lines", number)
            pairs.append((parties[0], parties[1]))
        return tuple(pairs)

    def read_steps(self) -> tuple[Step, ...]:
        """The steps in order; time never goes back."""
        steps: list[Step] = []
        now_ms = parse_instant(self.read.text("starts"))
        script = self.locate("script").value
        for number, found in enumerate(script if isinstance(script, list) else []):
            step = self.read_step(found, number, now_ms)
            now_ms = step.at_ms
            steps.append(step)
        return tuple(steps)

    def read_step(self, found: Located, number: int, now_ms: int) -> Step:
        """One step, with its labels known to later ones."""
        path = ("script", number)
        fields = Doc(_STEP(found))
        name = fields.text("do")
        verb = VERBS.get(name)
        if verb is None:
            where = str(self.locate(*path, "do").mark)
            raise BadScenario(f"{name!r} is not a verb; verbs are {', '.join(VERBS)}", where=where)
        at_ms = self.read_instant(fields.text("at"), now_ms, path)
        centres = self.read_centres(fields, name, path)
        officer = self.read_officer(fields, verb, centres, path)
        # Judged where it stands, so that its errors name their own line.
        given = self.locate(*path, "with") if fields.has("with") else Located(found.mark, {})
        inputs = verb.shape(name)(given)
        label = fields.text("as")
        if label in self.labels:
            raise BadScenario(f"two steps are called {label!r}", where=str(self.locate(*path, "as").mark))
        self.labels |= {label} - {""}
        self.check_inputs(Doc(inputs), verb, path)
        if verb.makes == "assessment":
            self.made[Doc(inputs).text("assessment")] = verb.makes
        elif verb.makes and label:
            self.made[label] = verb.makes
        return Step(
            label=label or f"{name} (line {found.mark.line})",
            at_ms=at_ms,
            centres=centres,
            officer=officer,
            verb=name,
            inputs=inputs,
            refused=fields.text("expect", "refused") or None,
            answer={key: value.value for key, value in fields.pairs("expect", "answer")},
            checks=tuple(self.read_check(check, (*path, "must", i)) for i, check in enumerate(fields.list("must"))),
            mark=found.mark,
        )

    def read_instant(self, given: str, now_ms: int, path: tuple[str | int, ...]) -> int:
        """An instant, `+10 min` after the step before, or the same instant where none is given."""
        spot = self.locate(*path, "at")
        if not given:
            return now_ms
        if match := _AFTER.fullmatch(given):
            return now_ms + int(match.group(1)) * _UNITS_MS[match.group(2)]
        at_ms = parse_instant(str(instant(spot)))
        if at_ms < now_ms:
            raise BadScenario("this is earlier than the step before; time never goes back", where=str(spot.mark))
        return at_ms

    def read_centres(self, fields: Doc, name: str, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """The centres of a step; only looking and waiting need none."""
        centres = fields.texts("centre")
        for party in centres:
            self.check_party(party, *path, "centre")
        if not centres and name not in {"check", "wait"}:
            raise BadScenario(f"'centre' is missing: who does '{name}'?", where=str(self.locate(*path).mark))
        return centres

    def read_officer(self, fields: Doc, verb: Verb, centres: tuple[str, ...], path: tuple[str | int, ...]) -> str:
        """The officer's name or role; every centre of the step must have one, and two where two must act."""
        officer = fields.text("officer") or verb.role
        if not officer:
            return ""
        for party in centres:
            where = str(self.locate(*path, "officer").mark)
            if not self.centres[party].find_officers(officer):
                raise BadScenario(f"{party} has no officer or role {officer!r}", where=where)
            if verb.needs_two and len(self.centres[party].find_officers(verb.role)) < 2:
                raise BadScenario(f"two people do this, and {party} has not two of role {verb.role!r}", where=where)
        return officer

    def check_inputs(self, inputs: Doc, verb: Verb, path: tuple[str | int, ...]) -> None:
        """Labels and parties inside `with` are known."""
        for key in ("item", "items", "to", "first", "second", "counter"):
            is_party = key == "to" and (verb.makes in {"cease", "note"} or {"units", "subject"} & verb.needed.keys())
            for label in inputs.texts(key) or ((inputs.text(key),) if inputs.text(key) else ()):
                if is_party:
                    self.check_party(label, *path, "with", key)
                else:
                    self.check_label("items", label, *path, "with", key)
        for key in ("agreement", "sheet", "cease"):
            if inputs.has(key):
                self.check_label(f"{key}s", inputs.text(key), *path, "with", key)
        if inputs.has("peer"):
            self.check_party(inputs.text("peer"), *path, "with", "peer")

    def read_check(self, found: Doc, path: tuple[str | int, ...]) -> Check:
        """One check, about exactly one thing."""
        subjects = [subject for subject in CHECK_SUBJECTS if found.has(subject)]
        if "alert" in subjects:
            subjects = ["alert"]
        mark: Mark = self.locate(*path).mark
        if len(subjects) != 1:
            raise BadScenario(f"a check is about one of {', '.join(CHECK_SUBJECTS)}", where=str(mark))
        for kind in ("item", "agreement", "cease", "assessment", "sheet"):
            if found.has(kind):
                self.check_label(f"{kind}s", found.text(kind), *path, kind)
        if found.has("reach"):
            self.check_label("items", found.text("reach"), *path, "reach")
        if found.has("line"):
            self.check_party(found.text("line"), *path, "line")
        centres = found.texts("centres") or tuple(self.centres)
        for party in centres:
            self.check_party(party, *path, "centres")
        fields: dict[str, Json] = {key: value.value for key, value in found.pairs()}
        return Check(subjects[0], fields, centres, mark)


def _centre(party: str, found: Doc) -> Centre:
    lang = found.text("lang")
    officers = tuple(
        Officer(officer.text("name"), officer.text("role"), officer.text("lang") or lang)
        for officer in found.list("officers")
    )
    return Centre(party, _words(found.at("name")), lang, officers)


def _words(found: Doc) -> Words:
    return {lang: value.text() for lang, value in found.pairs()}


def _mappings(found: Doc) -> dict[str, dict[str, Json]]:
    return {label: {key: value.value for key, value in fields.pairs()} for label, fields in found.pairs()}


def _landmark(found: Doc) -> Landmark:
    return Landmark(find_degrees(found.text("at")) or (0.0, 0.0), _words(found.at("name")))


def _report(found: Doc) -> ReportPlan:
    phases = tuple(
        Phase(
            _words(phase.at("title")), parse_instant(phase.text("at")), _words(phase.at("text")), phase.texts("items")
        )
        for phase in found.list("phases")
    )
    beside = tuple(Beside(figure.whole("minutes"), _words(figure.at("title"))) for figure in found.list("beside"))
    return ReportPlan(_words(found.at("intro")), phases, beside, found.texts("watch"))

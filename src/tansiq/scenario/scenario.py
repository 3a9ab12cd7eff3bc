"""A scenario as values: who takes part, what they share, what each does when, and what must then be true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tansiq.scenario.doc import Json
from tansiq.scenario.located import Mark

Words = Mapping[str, str]
"""A text by language."""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person at a centre."""

    name: str
    role: str
    lang: str


@dataclass(frozen=True, slots=True)
class Centre:
    """One party's node and its people."""

    id: str
    name: Words
    lang: str
    officers: tuple[Officer, ...]

    def find_officers(self, role: str) -> tuple[Officer, ...]:
        """Those of a role, or the one of that name."""
        return tuple(officer for officer in self.officers if role in {officer.role, officer.name})


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must be true."""

    subject: str
    fields: Mapping[str, Json]
    centres: tuple[str, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Step:
    """One act, or one instant to look at."""

    label: str
    at_ms: int
    centres: tuple[str, ...]
    """All do the same at once."""
    officer: str
    """A name or a role; empty for the machine room."""
    verb: str
    inputs: Mapping[str, Json]
    refused: str | None
    """The error code with which the act must be refused."""
    answer: Mapping[str, Json]
    """Fields that the centre's answer must have."""
    checks: tuple[Check, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of the report with a map of its own."""

    title: Words
    at_ms: int
    """The instant whose picture is drawn."""
    text: Words
    items: tuple[str, ...]
    """Labels of the items drawn; empty: all that are then known."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of history that the report sets beside its own."""

    minutes: int
    title: Words


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """Titles and choice of sections; no facts."""

    intro: Words
    phases: tuple[Phase, ...]
    beside: tuple[Beside, ...]
    watch: tuple[str, ...]
    """Labels of the items for which the report says who was told when; empty: all movements."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A name on the report's maps."""

    at: tuple[float, float]
    """(lon, lat)."""
    name: Words


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole file, after everything it extends and changes."""

    id: str
    title: Words
    starts_ms: int
    datum: str
    centres: tuple[Centre, ...]
    lines: tuple[tuple[str, str], ...]
    items: Mapping[str, Mapping[str, Json]]
    agreements: Mapping[str, Mapping[str, Json]]
    script: tuple[Step, ...]
    report: ReportPlan
    landmarks: tuple[Landmark, ...]

    def get_centre(self, party: str) -> Centre:
        """The centre of a party that takes part."""
        return next(centre for centre in self.centres if centre.id == party)

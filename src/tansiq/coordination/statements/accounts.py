"""What happened, as each party has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.base.ids import AssessmentId, CeaseId, IncidentId, ItemId
from tansiq.geometry.height import Altitude
from tansiq.geometry.positions import Position


class CountedThing(StrEnum):
    """All that an assessment may count."""

    PEOPLE = "people"
    AIRCRAFT = "aircraft"
    FLIGHTS = "flights"
    PALLETS = "pallets"
    SITES = "sites"
    INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, aircraft, flights, pallets, sites or incidents. Nothing else is counted."""

    what: CountedThing
    total: int
    parts: tuple[tuple[str, int], ...] = ()
    """Named parts that must add up to the total; empty where none are known."""


@dataclass(frozen=True, slots=True)
class AccountPoint:
    """One point of an account, by which accounts are set side by side."""

    key: str
    """The same key in every account, such as ``joint-flight``."""
    text: str
    """What the party says happened, as typed."""
    agrees: bool | None = None
    """Whether this party says the point happened; None: takes no position."""


@dataclass(frozen=True, slots=True)
class AssessmentAct:
    """One party's account of what happened. A later one by the same party stands beside the earlier in the record."""

    assessment: AssessmentId
    title: str
    items: tuple[ItemId, ...]
    points: tuple[AccountPoint, ...]
    counts: tuple[Count, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Something happened. Each party's account stands beside the others' under one id."""

    incident: IncidentId
    title: str
    at_ms: int
    """When it happened, or began."""
    text: str
    """What happened, as this party has it."""
    text_lang: str
    place: str = ""
    """Where, as told; no machine resolves it."""
    items: tuple[ItemId, ...] = ()
    cease: CeaseId | None = None
    """The cease or the call of distress that belongs to it."""


class Reported(StrEnum):
    """Whose place is reported."""

    PEOPLE = "people"
    AIRCRAFT = "aircraft"


@dataclass(frozen=True, slots=True)
class PositionReport:
    """Where own people or an own aircraft are now. A later one by the same name replaces it."""

    subject: Reported
    name: str
    """Call sign or unit; by it a later report is known to be of the same."""
    at_ms: int
    position: Position
    uncertainty_mm: int
    count: int = 1
    """How many people or aircraft."""
    altitude: Altitude | None = None
    """None: not stated."""
    item: ItemId | None = None
    """The own item to which they belong."""

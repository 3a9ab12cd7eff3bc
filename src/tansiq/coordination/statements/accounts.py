"""What happened, as each party has it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.base.ids import AssessmentId, ItemId


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

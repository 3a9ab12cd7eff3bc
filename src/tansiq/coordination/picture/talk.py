"""Rows on questions, protests, incidents, positions, and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.statements import AckLevel, Incident, PositionReport, Protest, Query, Unit


@dataclass(frozen=True, slots=True)
class ReplyState:
    """The latest reply to a question."""

    id: MessageId
    party: PartyId
    text: str
    text_lang: str
    at_ms: int
    author: OfficerId


@dataclass(frozen=True, slots=True)
class AckState:
    """How far a message came with one unit of a party: the highest level acknowledged."""

    message: MessageId
    party: PartyId
    unit: str
    """Empty: the party itself."""
    level: AckLevel
    author: OfficerId
    at_ms: int


@dataclass(frozen=True, slots=True)
class UnitsState:
    """A party's distribution tree as it told it last."""

    party: PartyId
    units: tuple[Unit, ...]
    at_ms: int


@dataclass(frozen=True, slots=True)
class QueryState:
    """A question, by the id of its message."""

    id: MessageId
    party: PartyId
    """Who asks."""
    to: PartyId
    query: Query
    at_ms: int
    entry: int
    author: OfficerId
    answer_by_ms: int | None
    hash: Sha256 | None
    """Of the asker's envelope; None for our own question, which may wait unsigned."""
    precedence: str = "PRIORITY"
    reply: ReplyState | None = None


@dataclass(frozen=True, slots=True)
class ProtestState:
    """A protest, by the id of its message."""

    id: MessageId
    party: PartyId
    protest: Protest
    at_ms: int
    entry: int
    author: OfficerId


@dataclass(frozen=True, slots=True)
class IncidentState:
    """One party's latest account of an incident."""

    party: PartyId
    incident: Incident
    at_ms: int
    entry: int
    author: OfficerId


@dataclass(frozen=True, slots=True)
class ReportedState:
    """Where a party last said that its people or its aircraft are."""

    party: PartyId
    report: PositionReport
    at_ms: int
    entry: int


@dataclass(frozen=True, slots=True)
class CorrectedState:
    """That a message, by its id, was replaced by its own sender."""

    by: MessageId
    """The correction's message."""
    party: PartyId
    at_ms: int

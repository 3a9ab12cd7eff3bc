"""Rows on sheets, accounts and situations."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import PartyId, Sha256
from tansiq.coordination.statements import AgreementAct, AssessmentAct, Sheet, SheetAct, Situation


@dataclass(frozen=True, slots=True)
class EarlyAct:
    """What a party did to an agreement whose offer has not come: every party's line has an order of its own."""

    party: PartyId
    act: AgreementAct
    at_ms: int


@dataclass(frozen=True, slots=True)
class EarlyActs:
    """All of them for one agreement, as they came."""

    acts: tuple[EarlyAct, ...]


@dataclass(frozen=True, slots=True)
class EarlySheetActs:
    """Who signed or withdrew a sheet whose offer, or whose latest offer, has not come; as they came."""

    acts: tuple[tuple[PartyId, SheetAct], ...]


@dataclass(frozen=True, slots=True)
class SheetState:
    """A joint-operation sheet and who signed it over its hash."""

    sheet: Sheet
    hash: Sha256
    offered_by: PartyId
    signed_by: frozenset[PartyId]
    is_withdrawn: bool = False
    at_ms: int = 0
    """When it was offered, by this node's clock."""


@dataclass(frozen=True, slots=True)
class Account:
    """One party's latest account in an assessment."""

    party: PartyId
    act: AssessmentAct
    at_ms: int
    entry: int


@dataclass(frozen=True, slots=True)
class SituationState:
    """One party's latest word on an area."""

    party: PartyId
    situation: Situation
    at_ms: int

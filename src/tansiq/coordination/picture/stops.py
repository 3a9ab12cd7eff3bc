"""Rows on what stops."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import CeaseId, ItemId, MessageId, OfficerId, PartyId
from tansiq.coordination.statements import CeaseCause, DistressOutcome


@dataclass(frozen=True, slots=True)
class Executed:
    """One party's report on a cease."""

    party: PartyId
    taken_ms: int
    executed_ms: int
    text: str
    text_lang: str


@dataclass(frozen=True, slots=True)
class DistressFound:
    """What one party found out about a call of distress."""

    party: PartyId
    outcome: DistressOutcome
    source: str
    text: str
    text_lang: str
    at_ms: int
    author: OfficerId


@dataclass(frozen=True, slots=True)
class CeaseState:
    """A cease, as it stands at this node."""

    id: CeaseId
    by: PartyId
    ends: frozenset[PartyId]
    """Every party that must agree to resume, as far as this node's lines reach: the maker and this node, and for our
    own every party told."""
    items: tuple[ItemId, ...]
    """Empty: all shared."""
    cause: CeaseCause
    at_ms: int
    entry: int
    text: str
    text_lang: str
    is_unproven: bool = False
    messages: tuple[tuple[PartyId, MessageId], ...] = ()
    """By which it came from a peer, or went to each; what was no readable cease has none."""
    taken_by: OfficerId | None = None
    taken_ms: int | None = None
    executed: tuple[Executed, ...] = ()
    resumed_by: frozenset[PartyId] = frozenset()
    suspended: tuple[ItemId, ...] = ()
    """What was suspended here when it came."""
    place: str = ""
    """Of a call of distress: the place as told."""
    caller: str = ""
    """Of a call of distress for somebody on no line: who called."""
    number: str = ""
    """The caller's telephone number or call sign."""
    found: tuple[DistressFound, ...] = ()
    """Of a call of distress: what each party found out, in order."""
    resume_ms: int | None = None
    """When the first end signed to resume it, by this node's clock."""

    @property
    def is_distress(self) -> bool:
        """A call of distress pauses like a cease and is verified afterwards."""
        return self.cause is CeaseCause.DISTRESS

    @property
    def stands(self) -> bool:
        """Until every end has signed to resume this very cease (rule 17)."""
        return not self.resumed_by >= self.ends


@dataclass(frozen=True, slots=True)
class EarlyResume:
    """Who agreed to resume a cease that has not arrived: urgent messages act on arrival, in any order (rule 2)."""

    signed_by: frozenset[PartyId]

"""Rows on items, their revisions, and what was said of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.ids import ItemId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.likely import LikelyCause
from tansiq.coordination.noted import LocalHold
from tansiq.coordination.statements import Answer, Disclosure, Element, Match

Declared = Literal["submitted", "active", "ended", "cancelled"]


@dataclass(frozen=True, slots=True)
class Told:
    """That a party was told of an item, how much, and under which hash."""

    party: PartyId
    disclosure: Disclosure
    revision: Sha256
    message: MessageId | None = None
    """By which it was told."""
    entry: int = 0
    """Number of that entry."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an item as this node knows it."""

    hash: Sha256
    item: Item
    entry: int
    """Number of the entry by which it became known here: which of two was first."""
    at_ms: int
    sent_ms: int
    """By the owner's clock; what lateness is counted from."""
    is_live: bool
    """From submission until its owner releases it (rule 5)."""
    answer_by_ms: int | None = None
    """When its owner asks for a person's answer; None: no time was named."""
    precedence: str = "PRIORITY"
    """Of the message by which it came."""
    message: MessageId | None = None
    """By which a peer's revision came."""


@dataclass(frozen=True, slots=True)
class ItemState:
    """What is known of an item over all its revisions."""

    id: ItemId
    owner: PartyId
    current: Sha256
    revisions: tuple[Sha256, ...]
    declared: Declared
    owner_says: str | None = None
    """For a peer's movement: the last of ``coordinated``, ``held``, ``active``, ``suspended``, ``ended`` it told."""
    flown: Sha256 | None = None
    """The revision that became active and has not ended."""
    is_suspended: bool = False
    """Suspended and not yet coordinated again."""
    is_unilateral: bool = False
    told: tuple[Told, ...] = ()
    """For our own items: whom we told."""
    author: OfficerId | None = None
    """Who entered the current revision; may not verify it."""


@dataclass(frozen=True, slots=True)
class AnswerState:
    """The latest answer of a party to a revision."""

    party: PartyId
    answer: Answer
    entry: int
    at_ms: int
    author: OfficerId
    withdrawn_by: MessageId | None = None
    """The doubt that withdrew a concur; final for that concur (rule 12)."""
    is_held: bool = False
    """The owner has confirmed the withdrawal (rule 7b)."""


@dataclass(frozen=True, slots=True)
class ReadbackState:
    """A party's readbacks of a revision together, compared."""

    party: PartyId
    elements: tuple[Element, ...]
    """As last given, each name once."""
    differing: tuple[str, ...]
    """Names of those given that are not the same."""
    entry: int
    author: OfficerId
    """Of the latest."""
    earlier: tuple[OfficerId, ...] = ()
    """Who read it back before; they have seen it too."""


@dataclass(frozen=True, slots=True)
class VerificationState:
    """The outcome of a party's blind check of a revision's place."""

    party: PartyId
    match: Match
    distance_mm: int | None
    tolerance_mm: int
    source: str
    at_ms: int
    author: OfficerId
    causes: tuple[LikelyCause, ...] = ()
    stated_uncertainty_mm: int | None = None
    second_uncertainty_mm: int | None = None


@dataclass(frozen=True, slots=True)
class ResolutionState:
    """Who has signed that two revisions may stand side by side."""

    first: Sha256
    second: Sha256
    signed_by: frozenset[PartyId]


@dataclass(frozen=True, slots=True)
class DoubtState:
    """A doubt that stands until its maker concurs anew, or the owner amends."""

    id: MessageId
    item: ItemId
    revision: Sha256 | None
    party: PartyId
    entry: int
    text: str
    text_lang: str
    at_ms: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """The last recorded state and holds of a movement."""

    item: ItemId
    revision: Sha256
    state: MovementState
    holds: tuple[LocalHold, ...]
    at_ms: int
    entry: int

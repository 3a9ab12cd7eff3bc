"""What a party says of another's revision: readback, answer, doubt, check of its place."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.airspace.item import Item
from tansiq.base.ids import ItemId, MessageId, Sha256
from tansiq.coordination.likely import LikelyCause


class Verdict(StrEnum):
    """An answer. None of them is a permission."""

    CONCUR = "concur"
    CANNOT = "cannot"
    COUNTER = "counter"


class CannotReason(StrEnum):
    """Why not, as far as it may be told. The undisclosed reason is always the same text."""

    NOT_DISCLOSED = "not_disclosed"
    OWN_ACTIVITY = "own_activity"
    OWN_FORCE_AREA = "own_force_area"
    PROTECTED_SITE = "protected_site"
    NO_GO_AREA = "no_go_area"
    CORRIDOR = "corridor"
    BOUND_ELSEWHERE = "bound_elsewhere"
    PLACE_NOT_VERIFIED = "place_not_verified"
    WORDS_DISAGREE = "words_disagree"
    OTHER = "other"


class Match(StrEnum):
    """The outcome of a blind check. A match has no effect other than lifting a hold."""

    MATCH = "match"
    MISMATCH = "mismatch"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class Element:
    """One critical element of a readback."""

    name: str
    """``place``, ``level``, ``times``, ``area`` or ``count``."""
    value: str


@dataclass(frozen=True, slots=True)
class Readback:
    """The recipient re-states each critical element of a revision; the owner's machine compares."""

    revision: Sha256
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A party's answer to one exact revision."""

    revision: Sha256
    verdict: Verdict
    knew_yours: int
    """Picture version (rule 13): the highest ordinary serial of the owner's that the answering node had processed."""
    reason: CannotReason | None = None
    """For cannot."""
    counter: Item | None = None
    """For counter: what would be concurred to, as a proposal; never itself a concur (rule 11)."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """One party's signature under the statement that two revisions may stand side by side (rule 16)."""

    first: Sha256
    """The smaller of the two hashes."""
    second: Sha256
    terms: str
    """How they are kept apart, in words; carried, never read by the machine."""
    terms_lang: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something seems wrong with an item or a revision: a hold, and the withdrawal of a concur given (rule 12)."""

    item: ItemId
    revision: Sha256 | None
    """None: the item in any revision."""
    text: str = ""
    """No reason is needed."""
    text_lang: str = "en"


@dataclass(frozen=True, slots=True)
class Held:
    """The owner confirms a withdrawal; the withdrawing party is no longer bound (rule 7b)."""

    item: ItemId
    revision: Sha256
    doubt: MessageId
    """Id of the doubt's message."""


@dataclass(frozen=True, slots=True)
class Verify:
    """A request to check a place blind from a second source. It carries no place."""

    item: ItemId
    revision: Sha256


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome of a blind check of a revision's place."""

    item: ItemId
    revision: Sha256
    match: Match
    distance_mm: int | None
    """Between the stated and the second-source place; None for cannot."""
    tolerance_mm: int
    source: str
    """The kind of second source, such as ``satellite image``."""
    causes: tuple[LikelyCause, ...] = ()
    """Of a mismatch: the likely mistakes as the verifier's machine found them, likeliest first."""
    stated_uncertainty_mm: int | None = None
    """Of the stated place, a part of the tolerance; None: not said, as by older nodes."""
    second_uncertainty_mm: int | None = None
    """Of the second source's place; None also for cannot."""

"""What parties say to one another, as values.

A statement is the meaning of one message without its envelope. The wire form of each is in ``wire``; what a node notes
for itself alone is in ``noted``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.airspace.item import Item
from tansiq.base.ids import AgreementId, AreaId, AssessmentId, CeaseId, ItemId, MessageId, PartyId, Sha256, SheetId
from tansiq.coordination.agreement import AreaChange, Terms
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


class ActivityStatus(StrEnum):
    """What an owner says of its own activity."""

    COORDINATED = "coordinated"
    """Told when the last hold at the owner is lifted (computed, never set by hand)."""
    HELD = "held"
    """Told when it is no longer coordinated."""
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    """Ended and out of the volume."""


class AckLevel(StrEnum):
    """A person's acknowledgement; the machine's receipt is not one."""

    READ = "read"
    ENTERED = "entered"
    LOADED = "loaded"


class CeaseCause(StrEnum):
    """Why a cease was raised."""

    OFFICER = "officer"
    PROSE = "prose"
    """Words to stop were found in a message in prose."""
    BROKEN = "broken"
    """A cease that could not be read."""
    CONFLICT = "conflict"
    """The machine: an active activity met a protected item."""
    LAPSE = "lapse"
    """The machine: a concur is no longer fresh."""
    WITHDRAWN = "withdrawn"
    """The machine: a party withdrew its concur from an active activity."""


class SheetAction(StrEnum):
    """A sheet is offered by one party and signed by every party over the same hash."""

    OFFER = "offer"
    SIGN = "sign"
    WITHDRAW = "withdraw"


class AgreementAction(StrEnum):
    """Steps of an agreement's life that are told to the other parties."""

    OFFER = "offer"
    SIGN = "sign"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"
    OFFER_CHANGE = "offer_change"
    SIGN_CHANGE = "sign_change"


@dataclass(frozen=True, slots=True)
class Notify:
    """The first revision of an item, told to a party concerned."""

    item: Item


@dataclass(frozen=True, slots=True)
class Amend:
    """A later revision of an item already told."""

    item: Item
    replaces: Sha256
    """The revision before it."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """The owner gives an item up."""

    item: ItemId
    revision: Sha256
    """The revision known last."""


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
class Release:
    """The owner's revision no longer binds anyone (rules 5, 7a)."""

    item: ItemId
    revision: Sha256


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


@dataclass(frozen=True, slots=True)
class Cease:
    """Stop now. Suspends at once, questions afterwards (rule 17, I4)."""

    cease: CeaseId
    items: tuple[ItemId, ...]
    """The activities it names; empty: every activity that the two parties share."""
    cause: CeaseCause
    told: tuple[PartyId, ...]
    """Every party that this cease is sent to."""
    text: str = ""
    text_lang: str = "en"


@dataclass(frozen=True, slots=True)
class CeaseExecuted:
    """What a party did on a cease, with times."""

    cease: CeaseId
    taken_ms: int
    """When an officer had it."""
    executed_ms: int
    """When the crews had it."""
    text: str = ""
    text_lang: str = "en"


@dataclass(frozen=True, slots=True)
class ResumeAgreed:
    """One party's signature that one cease no longer stands (rule 17)."""

    cease: CeaseId


@dataclass(frozen=True, slots=True)
class AgreementAct:
    """A step in an agreement's life."""

    action: AgreementAction
    agreement: AgreementId
    hash: Sha256 | None = None
    """Of the terms signed; for offer and sign."""
    terms: Terms | None = None
    """For offer."""
    change: AreaChange | None = None
    """For offer_change and sign_change."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One party's activity under a sheet."""

    party: PartyId
    item: ItemId
    revision: Sha256


@dataclass(frozen=True, slots=True)
class Sheet:
    """Activities of several parties under one sheet."""

    id: SheetId
    number: int
    """From 1; a changed sheet is a new number."""
    title: str
    agreement: AgreementId
    lines: tuple[SheetLine, ...]
    keeping_apart: str
    """How the activities are kept apart, in words."""
    lang: str


@dataclass(frozen=True, slots=True)
class SheetAct:
    """A step in a sheet's life."""

    action: SheetAction
    sheet: SheetId
    hash: Sha256
    """Of the sheet's content; the same for every signer."""
    content: Sheet | None = None
    """For offer."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, aircraft, flights, pallets, sites or incidents. Nothing else is counted."""

    what: CountedThing
    total: int
    parts: tuple[tuple[str, int], ...] = ()
    """Named parts that must add up to the total; empty where none are known."""


class CountedThing(StrEnum):
    """All that an assessment may count."""

    PEOPLE = "people"
    AIRCRAFT = "aircraft"
    FLIGHTS = "flights"
    PALLETS = "pallets"
    SITES = "sites"
    INCIDENTS = "incidents"


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
class StatusReport:
    """The owner's word on its own activity."""

    item: ItemId
    revision: Sha256
    status: ActivityStatus
    unilateral: bool = False
    """For active: it starts although it is held; alarms every console."""
    holds: int = 0
    """For held: how many holds stand at the owner; which ones is not told."""
    cease: CeaseId | None = None
    """For suspended: by which cease."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One party's word on an area: people at risk, observers there and needed."""

    agreement: AgreementId
    area: AreaId
    critical: bool
    population_at_risk: int
    observers_there: int
    observers_needed: int
    text: str = ""
    text_lang: str = "en"


@dataclass(frozen=True, slots=True)
class Test:
    """A test of the line, by the machine or by a person."""

    __test__ = False  # not a test case, whatever a test runner makes of the name

    nonce: str
    human: bool


@dataclass(frozen=True, slots=True)
class Ack:
    """A person has read a message, or it is in the local system, or a unit has loaded it."""

    message: Sha256
    level: AckLevel
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Prose. Carried and never read by the machine, except that words to stop are looked for."""

    text: str
    text_lang: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message was received and could not be used; it is kept. Never answers a rejected."""

    message: Sha256
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class KeySerials:
    """Where a key's turn on a line ends."""

    ordinary: int
    """First serial of the ordinary chain that the old key may not sign; so of the urgent chain."""
    urgent: int


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key of this party on this line: by pairing (the first entry of each line) or by rotation."""

    reason: str
    """``pairing`` or ``rotation``."""
    line_key: str
    """Public key, 64 hexadecimal digits."""
    epoch: int
    offers: tuple[Sha256, ...] = ()
    """For pairing: the hashes of both offers in fixed order."""
    from_serial: KeySerials | None = None
    """For rotation."""
    by_new_key: str = ""
    """For rotation: the new key's signature over the change, hexadecimal."""


class Disclosure(StrEnum):
    """What one party may know of an item."""

    FULL = "full"
    COARSE = "coarse"
    """Only that it is there, at the grain of the agreement."""
    WITHHELD = "withheld"
    """Nothing; it still counts in this node's own checks."""


Said = (
    Notify | Amend | Cancel | Readback | Answer | Resolution | Doubt | Held | Release | Verify | Verified | Cease
    | CeaseExecuted | ResumeAgreed | AgreementAct | SheetAct | AssessmentAct | StatusReport | Situation | Test | Ack
    | Note | Rejected | KeyChange
)  # fmt: skip
"""What goes over a line."""

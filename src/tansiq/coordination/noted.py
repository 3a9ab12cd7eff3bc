"""What a node notes for itself, as values: its own decisions and findings.

They never leave the node. They are kept in the same record as what was said, so that the picture can be rebuilt from
it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.airspace.item import Item
from tansiq.base.ids import CeaseId, HandoverId, ItemId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.agreement import Terms
from tansiq.coordination.statements import CeaseCause, Disclosure, Said
from tansiq.geometry.positions import Position


@dataclass(frozen=True, slots=True)
class LocalItem:
    """An item of our own as only we know it, and what each party may know of it."""

    item: Item
    hash: Sha256
    """Of this revision as a party with full disclosure gets it."""
    disclosures: tuple[tuple[PartyId, Disclosure], ...]
    """Parties not named: withheld for protective items, full for movements."""


@dataclass(frozen=True, slots=True)
class LocalHold:
    """One hold of a standing, as it stood; see `holds.Hold`."""

    code: str
    party: PartyId | None
    """The party it is about, or None."""
    article: str
    turn: PartyId
    """Whose turn it is."""
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LocalStanding:
    """The computed state of a movement changed at this node."""

    item: ItemId
    revision: Sha256
    state: str
    """A `coordination.holds.MovementState`."""
    holds: tuple[LocalHold, ...]


@dataclass(frozen=True, slots=True)
class LocalSetAside:
    """A message was received that could not be used; until cleared it holds everything shared on its line (rule 18)."""

    party: PartyId
    hash: Sha256
    code: str
    text: str
    chain: str | None = None
    """``urgent`` or ``ordinary`` where it has its place on a chain; None where it has none."""
    serial: int = 0
    unproven: bool = False


@dataclass(frozen=True, slots=True)
class LocalCleared:
    """An officer cleared a message that had been set aside."""

    hash: Sha256


@dataclass(frozen=True, slots=True)
class LocalCease:
    """A cease that stands here because of what a peer sent, where the peer's message was not a readable cease."""

    cease: CeaseId
    party: PartyId
    cause: CeaseCause
    text: str
    text_lang: str
    unproven: bool
    items: tuple[ItemId, ...] = ()
    """What it named, by voice; empty: everything that is shared."""


@dataclass(frozen=True, slots=True)
class LocalTaken:
    """An officer has taken a cease, an alert, a message or an answer owed: has it, and says nothing more by it."""

    subject: str
    """The id of the cease, the alert or the message."""
    is_over: bool = False
    """Taken over from the officer who has it; without this the first one keeps it."""


@dataclass(frozen=True, slots=True)
class LocalShelved:
    """An officer has put an alert aside for a while, with a reason; it returns by itself."""

    alert: MessageId
    until_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class LocalEnded:
    """What an alert was about is over, as the machine finds."""

    alert: MessageId


@dataclass(frozen=True, slots=True)
class LocalSecondSource:
    """What a verifier gave, blind, for a revision's place; the place itself is never sent."""

    revision: Sha256
    text: str
    datum: str
    position: Position
    uncertainty_mm: int
    source: str


@dataclass(frozen=True, slots=True)
class LocalDraft:
    """An agreement written here and not yet offered."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class LocalAlert:
    """The node itself raises: conflict, late, overdue, silent line, probing, wrong certificate."""

    alert: MessageId
    code: str
    party: PartyId | None
    item: ItemId | None
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LocalNotified:
    """People were called by another way than the page, or could not be."""

    subject: str
    """The cease or the alert that it is about, or a test."""
    step: str
    way: str
    """mail, webhook or siren."""
    to: str
    is_delivered: bool
    detail: str
    """The proof, or why not; no secret."""
    tries: int


@dataclass(frozen=True, slots=True)
class OpenThing:
    """One thing that is open when the watch is handed over."""

    kind: str
    """A kind of duty, or alert, shelved, set_aside, pending."""
    subject: str
    """Its id, or its hash."""
    party: PartyId | None
    since_ms: int
    due_ms: int | None
    taken_by: OfficerId | None
    detail: str = ""
    """An alert's code and priority, or why it is shelved; a step's verb."""


@dataclass(frozen=True, slots=True)
class LocalHandover:
    """An officer hands the watch over, with a list of what is open; signed by its author over this very entry."""

    handover: HandoverId
    to: OfficerId | None
    """None: to whoever of the watch accepts it."""
    open: tuple[OpenThing, ...]
    text: str
    text_lang: str


@dataclass(frozen=True, slots=True)
class LocalHandoverAccepted:
    """An officer has the watch, and has read the list that is named by its hash."""

    handover: HandoverId
    hash: Sha256


@dataclass(frozen=True, slots=True)
class LocalWatch:
    """An officer goes on watch, or off."""

    is_on: bool


@dataclass(frozen=True, slots=True)
class LocalLine:
    """The state of a line changed."""

    party: PartyId
    state: str
    """up, degraded, silent, untrusted, refused."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LocalPath:
    """Another way than usual carries what is said on a line, or the usual one does again."""

    party: PartyId
    path: str
    """``first``: the usual address; ``other``: another address; ``courier``: a file; ``voice``: read out and typed."""
    detail: str = ""
    """Which address; for a file or a voice, what came."""


@dataclass(frozen=True, slots=True)
class LocalAct:
    """Something an officer or administrator did that sends nothing: sign-in, officers, keys, lines."""

    what: str
    facts: tuple[tuple[str, str], ...] = ()


Noted = (
    LocalItem | LocalStanding | LocalSetAside | LocalCleared | LocalCease | LocalTaken | LocalSecondSource | LocalDraft
    | LocalAlert | LocalLine | LocalPath | LocalAct | LocalShelved | LocalEnded
    | LocalNotified | LocalHandover | LocalHandoverAccepted | LocalWatch
)  # fmt: skip
"""What stays in the node's own record."""

Statement = Said | Noted

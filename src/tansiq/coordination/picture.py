"""What a node knows now: the tables, their rows, and how one transaction over them is undone.

Every row is an immutable value put or replaced under a text key, so a change is a list of (table, key) and the stored
picture is the same rows (I5). How an entry changes the rows is in ``fold``. What is only true while the process runs,
the liveness of lines, is kept apart in ``live`` and never stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tansiq.airspace.conflict import reach_m
from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.ids import AgreementId, AreaId, CeaseId, ItemId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.agreement import Agreement
from tansiq.coordination.likely import LikelyCause
from tansiq.coordination.noted import LocalAlert, LocalHold
from tansiq.coordination.statements import (
    Answer,
    AssessmentAct,
    CeaseCause,
    Disclosure,
    Element,
    Match,
    Sheet,
    Situation,
)
from tansiq.geometry.index import VolumeIndex

Declared = Literal["submitted", "active", "ended", "cancelled"]


@dataclass(frozen=True, slots=True)
class Told:
    """That a party was told of an item, how much, and under which hash."""

    party: PartyId
    disclosure: Disclosure
    revision: Sha256


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
    told_coarsely: bool = False
    """For a peer's item: it may be coarser than the truth."""
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
    """A party's readback of a revision, compared."""

    party: PartyId
    elements: tuple[Element, ...]
    differing: tuple[str, ...]
    """Names of the elements that are missing or not the same."""
    entry: int
    author: OfficerId


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


@dataclass(frozen=True, slots=True)
class Executed:
    """One party's report on a cease."""

    party: PartyId
    taken_ms: int
    executed_ms: int
    text: str
    text_lang: str


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
    taken_by: OfficerId | None = None
    taken_ms: int | None = None
    executed: tuple[Executed, ...] = ()
    resumed_by: frozenset[PartyId] = frozenset()
    suspended: tuple[ItemId, ...] = ()
    """What was suspended here when it came."""

    @property
    def stands(self) -> bool:
        """Until every end has signed to resume this very cease (rule 17)."""
        return not self.resumed_by >= self.ends


@dataclass(frozen=True, slots=True)
class EarlyResume:
    """Who agreed to resume a cease that has not arrived: urgent messages act on arrival, in any order (rule 2)."""

    signed_by: frozenset[PartyId]


@dataclass(frozen=True, slots=True)
class SheetState:
    """A joint-operation sheet and who signed it over its hash."""

    sheet: Sheet
    hash: Sha256
    offered_by: PartyId
    signed_by: frozenset[PartyId]
    is_withdrawn: bool = False


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


@dataclass(frozen=True, slots=True)
class Standing:
    """The last recorded state and holds of a movement."""

    item: ItemId
    revision: Sha256
    state: MovementState
    holds: tuple[LocalHold, ...]
    at_ms: int
    entry: int


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line as the record knows it."""

    party: PartyId
    state: str
    since_ms: int
    detail: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A message that could not be used and holds its line until cleared (rule 18)."""

    hash: Sha256
    party: PartyId
    code: str
    text: str
    at_ms: int
    is_cleared: bool
    chain: str | None
    serial: int


@dataclass(frozen=True, slots=True)
class AlertState:
    """An alert and whether an officer has it."""

    alert: LocalAlert
    at_ms: int
    entry: int
    taken_by: OfficerId | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """How far this node has processed a peer's ordinary chain."""

    serial: int


@dataclass(slots=True)
class LineLive:
    """What is known of a line while the process runs. Written by the node's loop alone."""

    echoed_ping_ms: int | None = None
    """Our own send time of the last ping the peer echoed with all of its head processed here (rule 14)."""
    sent_beat_ms: int | None = None
    """When we last sent a heartbeat (rule 15)."""
    offset_ms: int | None = None
    """The peer's clock less ours, as measured."""


@dataclass(slots=True)
class Picture:
    """The tables. One key a row; only `put` and `drop` write."""

    own: PartyId
    agreements: dict[str, Agreement] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    items: dict[str, ItemState] = field(default_factory=dict)
    answers: dict[str, AnswerState] = field(default_factory=dict)
    readbacks: dict[str, ReadbackState] = field(default_factory=dict)
    verifications: dict[str, VerificationState] = field(default_factory=dict)
    resolutions: dict[str, ResolutionState] = field(default_factory=dict)
    doubts: dict[str, DoubtState] = field(default_factory=dict)
    ceases: dict[str, CeaseState] = field(default_factory=dict)
    early_resumes: dict[str, EarlyResume] = field(default_factory=dict)
    sheets: dict[str, SheetState] = field(default_factory=dict)
    assessments: dict[str, Account] = field(default_factory=dict)
    situations: dict[str, SituationState] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    lines: dict[str, LineRecord] = field(default_factory=dict)
    set_asides: dict[str, SetAside] = field(default_factory=dict)
    alerts: dict[str, AlertState] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    live: dict[PartyId, LineLive] = field(default_factory=dict)
    index: VolumeIndex[Sha256] = field(default_factory=VolumeIndex)
    """Live revisions by place and time; derived, never stored."""
    _undo: list[tuple[str, str, Any]] = field(default_factory=list)
    _widest_m: float = 0.0
    """The widest buffer of any site ever known here."""

    def put(self, table: str, key: str, row: Any) -> None:
        """Write one row, remembering what it replaces until `commit`."""
        rows: dict[str, Any] = getattr(self, table)
        self._undo.append((table, key, rows.get(key)))
        self._set(table, key, row)

    def commit(self) -> dict[tuple[str, str], Any]:
        """The rows written since the last commit, latest value each; they can no longer be undone."""
        changed = {(table, key): getattr(self, table).get(key) for table, key, _ in self._undo}
        self._undo.clear()
        return changed

    def rollback(self) -> None:
        """Take back every row written since the last commit."""
        while self._undo:
            table, key, row = self._undo.pop()
            self._set(table, key, row)

    def load(self, table: str, key: str, row: Any) -> None:
        """Write one row read from the store."""
        self._set(table, key, row)

    def _set(self, table: str, key: str, row: Any) -> None:
        rows: dict[str, Any] = getattr(self, table)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
        if table == "revisions":
            self._index(Sha256(key), row)

    def _index(self, hash_: Sha256, revision: Revision | None) -> None:
        if hash_ in self.index:
            self.index.remove(hash_)
        if revision is not None and revision.is_live:
            self.index.insert(hash_, revision.item.volumes)
            self._widest_m = max(self._widest_m, reach_m(revision.item))

    def find_near(self, item: Item) -> list[Revision]:
        """Live revisions that may stand in an item's way; never too few."""
        # Heights are left to the exact test: a hazard to the ground counts at any height.
        columns = [replace(volume, lower=None, upper=None) for volume in item.volumes]
        near = self.index.query(columns, buffer_m=max(self._widest_m, reach_m(item)))
        return sorted((self.revisions[key] for key in near), key=lambda revision: revision.entry)

    def live_of(self, party: PartyId) -> LineLive:
        """The liveness of the line with a party."""
        return self.live.setdefault(party, LineLive())


TABLES: dict[str, type] = {
    "agreements": Agreement,
    "revisions": Revision,
    "items": ItemState,
    "answers": AnswerState,
    "readbacks": ReadbackState,
    "verifications": VerificationState,
    "resolutions": ResolutionState,
    "doubts": DoubtState,
    "ceases": CeaseState,
    "early_resumes": EarlyResume,
    "sheets": SheetState,
    "assessments": Account,
    "situations": SituationState,
    "standings": Standing,
    "lines": LineRecord,
    "set_asides": SetAside,
    "alerts": AlertState,
    "positions": Position,
}
"""The type of each stored table's rows."""


def answer_key(revision: Sha256, party: PartyId) -> str:
    """Key of answers, readbacks and verifications."""
    return f"{revision}/{party}"


def pair_key(a: Sha256, b: Sha256) -> str:
    """Key of resolutions: the two hashes in order."""
    return "/".join(sorted((a, b)))


def situation_key(agreement: AgreementId, area: AreaId, party: PartyId) -> str:
    """Key of situations."""
    return f"{agreement}/{area}/{party}"

"""What every store promises.

1. **Durable first.** A transaction's callback hears None only after all of it is on disk (synced).
2. **Whole or not at all.** Entries, envelopes, picture changes and the rest of one transaction are kept together.
3. **One order.** Transactions become durable in the order submitted, and callbacks are told in that order. Many may
   share one sync; then they stand or fall together.
4. **A failure fences.** When a transaction fails, everything submitted after it fails too (`StoreFenced`) until
   `Store.reopen`: what came later was decided upon a state that never was. The node then rebuilds from disk, and only
   there learns what was kept: where a sync fails and the machine then stops, a transaction told as failed may be found.
   An urgent one caught so is submitted again by the node, which acted on it in memory already.
5. **Append-only.** Entries, envelopes, forks and what was set aside are never changed or removed; the one exception is
   that `sent` of an own entry is filled in, once.
6. **A reserve for the urgent.** On a full disk an urgent transaction still goes through, together with those that stand
   before it in the queue, because its number follows theirs. Ordinary ones fail with `DiskFull`.

The store deals in bytes and keys. Reads are synchronous, see what is durable, and work while writing goes on, from
any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, Protocol

from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId, OfficerId, PartyId, Sha256
from tansiq.base.units import KIB
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain

Direction = Literal["out", "in"]
"""``out``: our own chain on a line. ``in``: the peer's."""

SET_ASIDE_KEPT_BYTES: Final = 64 * KIB
"""Of what is set aside, at most the first so many bytes are kept."""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One entry of the record."""

    number: int
    """From 1 without gaps."""
    at_ms: int
    source: PartyId
    to: PartyId | None
    author: OfficerId
    releaser: OfficerId | None
    lang: str
    kind: str
    """Written name of the statement's kind, such as ``notify``."""
    version: int
    """Of the kind's layout."""
    body: bytes
    content: Sha256
    """SHA-256 of the body's bytes."""
    sent: bytes | None = None
    """What the envelope said, opaque here. None for local entries and for own ones not signed yet."""


@dataclass(frozen=True, slots=True)
class EnvelopeRow:
    """One envelope on a line, verbatim."""

    line: LineId
    direction: Direction
    chain: Chain
    serial: int
    hash: Sha256
    raw: bytes
    """The signed bytes exactly as made or received."""
    number: int | None
    """Entry of the record that it carries; None where it has its place on the chain but its body could not be read."""


@dataclass(frozen=True, slots=True)
class PictureChange:
    """One row of the stored picture written or removed."""

    table: str
    key: str
    value: bytes | None
    """None removes the row, which need not exist."""


@dataclass(frozen=True, slots=True)
class SignedRow:
    """Fills in ``sent`` of an own entry that was durable before it was signed."""

    number: int
    sent: bytes


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A peer's receipt; the latest of each line and chain is kept."""

    line: LineId
    chain: Chain
    serial: int
    hash: Sha256
    raw: bytes
    """The signed frame, as evidence."""


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """Bytes that were not let in, kept as received. The same bytes again on the same line change nothing."""

    hash: Sha256
    """Of all the bytes, also where only the first were kept."""
    line: LineId
    party: PartyId
    at_ms: int
    size_bytes: int
    """Before cutting."""
    reason: str
    """Code of the refusal."""
    raw: bytes
    """At most `SET_ASIDE_KEPT_BYTES`."""


@dataclass(frozen=True, slots=True)
class ForkRow:
    """The second of two different envelopes under one serial; the first is among the envelopes."""

    line: LineId
    direction: Direction
    chain: Chain
    serial: int
    hash: Sha256
    raw: bytes
    at_ms: int


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """The answer to a client's request, given again when the same request comes again."""

    client_id: str
    """Unique; used by one transaction only, and the node holds back a second while the first is under way."""
    officer: OfficerId
    answer: bytes


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is kept together or not at all."""

    record: tuple[RecordRow, ...] = ()
    envelopes: tuple[EnvelopeRow, ...] = ()
    signed: tuple[SignedRow, ...] = ()
    picture: tuple[PictureChange, ...] = ()
    """In order: of two changes to one row the later holds."""
    receipts: tuple[ReceiptRow, ...] = ()
    set_aside: tuple[SetAsideRow, ...] = ()
    forks: tuple[ForkRow, ...] = ()
    meta: Mapping[str, bytes | None] = field(default_factory=dict)
    """Small settings of the node by name (epoch, lines, officers); None removes."""
    answers: tuple[AnswerRow, ...] = ()
    urgent: bool = False
    """May use the reserve: cease, distress, and the receipts for them."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the four chains of a line end, from one moment."""

    contiguous: Mapping[tuple[Direction, Chain], Head]
    """Last envelope without a gap before it; `GENESIS` where there is none. All four are present."""
    beyond: Mapping[tuple[Direction, Chain], tuple[int, ...]]
    """Serials that are kept beyond a gap, ascending; only chains that have any."""


HealthState = Literal["ok", "reserve_only", "fenced"]
"""``reserve_only``: the disk is full and ordinary transactions would fail; asking first saves the node a rebuild.
``fenced``: waits for `Store.reopen`."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the store stands."""

    state: HealthState
    size_bytes: int
    free_bytes: int | None
    """On the store's disk; None in memory."""
    reserve_bytes: int
    """Held at this moment; 0 when it is spent."""


Done = Callable[[StoreFailed | None], None]
"""Hears None once the transaction is durable, else why it is not. Quick; raises nothing."""
Deliver = Callable[[Callable[[], None]], object]
"""Runs a function where callbacks are wanted, such as an event loop's ``call_soon_threadsafe``."""


class Reads(Protocol):
    """What is asked of a store. Every method raises `StoreFailed` if the disk cannot be read."""

    def record(self, after: int, limit: int, kinds: tuple[str, ...] | None = None) -> tuple[RecordRow, ...]:
        """Entries numbered above ``after``, ascending, at most ``limit``; only of the kinds where kinds are named."""
        ...

    def find_entry(self, number: int) -> RecordRow | None: ...

    def record_count(self) -> int:
        """Number of the last durable entry, 0 where there is none."""
        ...

    def unsigned(self) -> tuple[RecordRow, ...]:
        """Own entries addressed to a peer and not signed yet, ascending."""
        ...

    def find_envelope(self, line: LineId, direction: Direction, chain: Chain, serial: int) -> EnvelopeRow | None: ...

    def find_envelope_by_hash(self, envelope: Sha256) -> EnvelopeRow | None: ...

    def envelopes(
        self, line: LineId, direction: Direction, chain: Chain, *, after: int, limit_bytes: int
    ) -> tuple[EnvelopeRow, ...]:
        """Envelopes above serial ``after``, ascending, until their raw bytes reach the limit; at least one if any."""
        ...

    def heads(self, line: LineId) -> Heads: ...

    def picture_rows(self) -> Iterator[tuple[str, str, bytes]]:
        """The whole stored picture from one moment: table, key, value, ordered by table and key."""
        ...

    def find_meta(self, key: str) -> bytes | None: ...

    def meta_under(self, prefix: str) -> Mapping[str, bytes]:
        """All settings whose name begins so, with their whole names, in order."""
        ...

    def find_receipt(self, line: LineId, chain: Chain) -> ReceiptRow | None: ...

    def set_aside(self, line: LineId, *, since_ms: int = 0) -> tuple[SetAsideRow, ...]:
        """What was set aside from a line at that instant or later, oldest first."""
        ...

    def set_aside_bytes(self, line: LineId, *, since_ms: int) -> int:
        """Sum of the bytes kept of that, for the daily limit."""
        ...

    def forks(self, line: LineId) -> tuple[ForkRow, ...]:
        """Evidence of equivocation on a line, oldest first."""
        ...

    def find_answer(self, client_id: str) -> AnswerRow | None: ...


class Store(Reads, Protocol):
    """The record and the picture of one node. Writing is called from one thread only (the node's loop)."""

    def submit(self, transaction: Transaction, done: Done) -> None:
        """Queue a transaction; ``done`` is told later, exactly once, never from inside this call.

        Raises:
            StoreContradicted: entries do not follow the last submitted number; nothing was queued.
            StoreClosed: the store is closed; nothing was queued.
        """
        ...

    def wait(self, limit_s: float) -> None:
        """Stand still until all that was submitted is durable and told, but never longer than this; then go on.

        For what is urgent, from where callbacks are wanted: a busy loop would come round to them later. What fails is
        told later, as ever. Some stores return at once.
        """
        ...

    def commit(self, transaction: Transaction) -> None:
        """Submit and wait until it is durable, or raise why not. For set-up and tools; it blocks."""
        ...

    def reopen(self) -> None:
        """Take transactions again after a failure. Returns when all submitted before are settled and told.

        Afterwards the next entry is numbered `record_count` + 1.

        Raises:
            StoreFailed: the store still cannot be opened; it stays fenced and this may be called again.
        """
        ...

    def health(self) -> Health: ...

    def backup(self, path: Path) -> None:
        """Write a consistent copy, whole and synced or not at all, while reading and writing go on.

        Raises:
            BackupRefused: the path exists already or its folder does not.
        """
        ...

    def close(self) -> None:
        """Settle what was submitted, then let go of everything. A second call does nothing."""
        ...

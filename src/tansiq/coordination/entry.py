"""One entry of a node's record: a statement with who made it, to whom, and when this node had it.

The picture is the fold of these (I5), so everything a decision may depend on is in an entry or follows from one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.noted import Statement


@dataclass(frozen=True, slots=True)
class Sent:
    """What the envelope of a message said."""

    line: LineId
    chain: Literal["urgent", "ordinary"]
    id: MessageId
    precedence: Literal["FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"]
    sent_ms: int
    """By the sender's clock."""
    serial: int | None = None
    """None for our own message that is decided and durable but not yet signed: see ledger, recovery."""
    hash: Sha256 | None = None
    """Of the envelope; None as above."""
    answer_by_ms: int | None = None
    in_reply_to: Sha256 | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered entry of the record."""

    number: int
    """From 1 without gaps, in the order in which this node decided or received."""
    at_ms: int
    """By this node's clock."""
    source: PartyId
    """Who made the statement; the node's own party for its own and for local ones."""
    author: OfficerId
    """The officer, ``machine``, or ``console:NAME``."""
    lang: str
    statement: Statement
    content: Sha256
    """SHA-256 of the statement's wire bytes: for notify and amend the revision's hash."""
    to: PartyId | None = None
    """The peer addressed (one entry a line); the node's own party for what was received; None for local entries."""
    sent: Sent | None = None
    """None for local entries."""
    releaser: OfficerId | None = None


def message_id(entry: Entry) -> MessageId:
    """Names an entry: the id of its message, or its number where it is none."""
    return entry.sent.id if entry.sent is not None else MessageId(f"entry-{entry.number}")

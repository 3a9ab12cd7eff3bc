"""Frames: what two nodes say to each other about a line, beside its chains.

Signed and recorded, never numbered and never receipted. A frame names its line and its sender inside the signed bytes,
so one taken from another line is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from tansiq.base.ids import PartyId
from tansiq.base.units import KIB
from tansiq.ledger.chain import Head
from tansiq.ledger.dsse import max_raw_bytes
from tansiq.ledger.envelope import Chain
from tansiq.ledger.receipt import Receipt

FRAME_TYPE: Final = "application/vnd.tansiq.frame.v1+json"
FRAME_VERSION: Final = 1
OWN_ENTRIES_BYTES: Final = 64 * KIB
"""A sender puts no further entry into an `OwnEntries` that has this many bytes; a single longer entry goes alone."""
MAX_FRAME_BYTES: Final = 160 * KIB
"""Longest payload: one longest envelope, wrapped twice, fits."""
MAX_FRAME_RAW_BYTES: Final = max_raw_bytes(MAX_FRAME_BYTES)

Heads = Mapping[Chain, Head]
RefusedReason = Literal["second_run", "stale_epoch", "revoked", "exercise_mismatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """The first frame on every connection, from both ends."""

    party: PartyId
    epoch: int
    """Counts the starts of the sender's node on this record; never goes back."""
    run: str
    """16 hexadecimal digits, drawn afresh by each process: tells two copies of one record apart."""
    held: Heads
    """What the sender holds, contiguous and durable, of the receiver's chains."""
    heads: Heads
    """The sender's own chains as its record has them."""
    exercise: bool
    version: str
    recovering: bool
    """The sender signs nothing until it has fetched its own messages back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelloRefused:
    """The hello is not taken; the one refused signs nothing on this line in this run."""

    reason: RefusedReason
    highest_epoch: int
    """Highest epoch that the refuser has seen of the refused party."""
    held: Heads
    """What the refuser holds of the refused party's chains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """Still here; also measures the way and the clocks."""

    ping_ms: int
    """The sender's clock at sending."""
    echo_ms: int | None
    """``ping_ms`` of the last heartbeat received; None before the first."""
    echo_received_ms: int | None
    """The sender's clock when that one came in."""
    heads: Heads
    processed: Mapping[Chain, int]
    """Highest serial of the receiver's chains that the sender has processed."""
    want_echo: bool
    state: str
    """``ok``, or why not, such as ``cannot_write``."""
    outage_until_ms: int | None
    """End of an announced outage."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """What the sender has durably, at most one receipt a chain."""

    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class GapRequest:
    """Send the receiver's chain again from the serial after this one."""

    chain: Chain
    after: int


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Give me back my own messages after this serial: recovery."""

    chain: Chain
    after: int


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """The asker's own messages in serial order, each as its signed wrapper, verbatim."""

    chain: Chain
    entries: tuple[bytes, ...]


Frame = Hello | HelloRefused | Heartbeat | Receipts | GapRequest | OwnRequest | OwnEntries

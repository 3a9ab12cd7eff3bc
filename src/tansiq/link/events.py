"""What happens to an exchange (past tense) and what it asks for (imperative).

Plain values, so that a conversation is tested as a script. The host of an exchange is the node; it answers every
``Load…`` command with the matching ``…Loaded`` event and tells what became durable. Nothing here is told before it is
durable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Heartbeat
from tansiq.ledger.keys import PublicKey, SigningKey

Entry = tuple[int, bytes]
"""Serial and the DSSE bytes exactly as signed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, by both clocks."""

    mono_s: float
    """Real monotonic time: silence, retries."""
    ms: int
    """Domain clock, ms since 1970 UTC: what is written into frames. Stands still between the jumps of an exercise."""


class LineState(StrEnum):
    """How the peer stands; an exchange starts ``silent``."""

    UP = "up"
    DEGRADED = "degraded"
    """One heartbeat missed, or the peer says that something is wrong with it."""
    SILENT = "silent"
    """No heartbeat for three periods."""
    UNTRUSTED = "untrusted"
    """The peer signed two different envelopes under one number; only pairing again ends it."""


@dataclass(frozen=True, slots=True)
class Connected:
    """A connection to the pinned peer stands; nothing was said on it yet."""

    channel: int
    """Never used twice in a process."""
    dialled: bool
    """True where this end dialled."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A connection is gone, whoever closed it."""

    channel: int


@dataclass(frozen=True, slots=True)
class Received:
    """One whole message came over a connection."""

    channel: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Appended:
    """An envelope of our own is durable (newly signed, or recovered from the peer)."""

    chain: Chain
    head: Head
    """Our chain's new head."""
    raw: bytes | None = None
    """Its bytes, which saves loading it again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Peer's envelopes are durable up to here without a gap: a receipt is owed."""

    chain: Chain
    head: Head
    processed: int
    """Highest serial of the peer's chain that took effect here; at most ``head.serial``."""


@dataclass(frozen=True, slots=True)
class OwnLoaded:
    """Answer to `LoadOwn`: own envelopes in serial order, beginning right after what was asked for."""

    chain: Chain
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class HeldLoaded:
    """Answer to `LoadHeld`: the peer's envelopes that we hold, in serial order."""

    channel: int
    chain: Chain
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went by; wanted about every second."""


@dataclass(frozen=True, slots=True)
class BeatNow:
    """Send a heartbeat at once and ask for its echo (the domain clock jumped, or a concur must be renewed)."""


@dataclass(frozen=True, slots=True)
class EpochKept:
    """`SawEpoch` is durable, and so is every `Ingest` that was asked for before it."""

    epoch: int
    run: str


@dataclass(frozen=True, slots=True)
class EpochAdopted:
    """Recovery: this node's own epoch is now this one, durably; say hello with it from the next connection on."""

    epoch: int


@dataclass(frozen=True, slots=True)
class Announced:
    """What our heartbeats shall say of ourselves."""

    state: str
    """``ok``, ``cannot_write``."""
    outage_until_ms: int | None = None
    """End of an announced outage."""


@dataclass(frozen=True, slots=True)
class Unsigned:
    """So many ordinary messages are decided here and not signed yet: heartbeats say so, `SignMore` asks for them."""

    count: int


@dataclass(frozen=True, slots=True)
class Distrusted:
    """The gatekeeper found a fork: the line is untrusted from now on."""


@dataclass(frozen=True, slots=True)
class OwnKeyChanged:
    """Our new key signs frames from now on; told once the peer's receipt covers the key change."""

    key: SigningKey


@dataclass(frozen=True, slots=True)
class PeerKeyChanged:
    """The peer's key change took effect; its old key opens frames until the first one signed by the new key."""

    key: PublicKey


@dataclass(frozen=True, slots=True)
class Revoked:
    """The line is revoked: every connection ends at once and none is taken again."""


Event = (
    Connected
    | Lost
    | Received
    | Appended
    | Kept
    | OwnLoaded
    | HeldLoaded
    | Tick
    | BeatNow
    | EpochKept
    | EpochAdopted
    | Announced
    | Unsigned
    | Distrusted
    | OwnKeyChanged
    | PeerKeyChanged
    | Revoked
)


@dataclass(frozen=True, slots=True)
class LoadOwn:
    """Load own envelopes after a serial and tell `OwnLoaded` (at least one where there is one)."""

    chain: Chain
    after: int
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class SignMore:
    """All that is signed of the ordinary chain was sent: what waits unsigned may be signed, as far as there is room."""


@dataclass(frozen=True, slots=True)
class LoadHeld:
    """The peer recovers: load its envelopes that we hold and tell `HeldLoaded`, empty if there are none."""

    channel: int
    chain: Chain
    after: int
    limit_bytes: int


@dataclass(frozen=True, slots=True)
class Ingest:
    """Bytes that are no frame of the peer's: hand them to the gatekeeper."""

    channel: int
    raw: bytes
    urgent: bool
    """On the urgent chain, or unreadable and so perhaps a broken cease: may be handed over before earlier ones."""


@dataclass(frozen=True, slots=True)
class SawEpoch:
    """A new run of the peer's node said hello: make it durable, then tell `EpochKept`. It is answered only then."""

    epoch: int
    run: str
    """16 hexadecimal digits, drawn anew by every process."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The peer accepted our run and holds no more of our chains than we do: own messages may be signed from now on."""

    peer_held: Mapping[Chain, Head]
    """What the peer holds of our chains. The host compares each hash with its record; it may lie below an earlier
    receipt if the peer was restored."""
    first: bool
    """True the first time in this run."""


@dataclass(frozen=True, slots=True)
class Behind:
    """The peer holds more of our own chain than we do: sign nothing. The exchange asks for them by itself."""

    chain: Chain
    after: int
    upto: Head


@dataclass(frozen=True, slots=True)
class OwnRecovered:
    """Own envelopes given back by the peer: check them, store them, then tell `Appended` for each or for the last."""

    chain: Chain
    entries: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A receipt of the peer's that is not the furthest said again; one that goes back may name what was never sent so.

    The host compares its hash with the record.
    """

    chain: Chain
    head: Head
    raw: bytes
    """The signed frame, kept as evidence."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A heartbeat of the peer's."""

    heartbeat: Heartbeat
    rtt_ms: int | None
    """Round trip by our own clock less the peer's dwell; None where it echoes nothing."""
    offset_ms: int | None
    """The peer's clock minus ours, good to half the round trip."""
    raw: bytes
    echoed_s: float | None = None
    """When we said the ping that it echoes, by the steady clock; None where this run did not."""


@dataclass(frozen=True, slots=True)
class PeerState:
    """The peer's state changed."""

    state: LineState


@dataclass(frozen=True, slots=True)
class Refused:
    """The peer refused our hello: sign nothing on this line unless a later `Checked` allows it."""

    reason: str
    """``second_run`` is tried again with back-off; ``stale_epoch`` is final unless this node recovers; ``revoked``,
    ``exercise_mismatch`` are final."""
    highest_epoch: int
    """Highest epoch of ours that the peer has seen."""


@dataclass(frozen=True, slots=True)
class Close:
    """End a connection, after what can still be pulled for it was sent."""

    channel: int
    reason: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something an officer must hear of."""

    code: str
    """``bad_frame``, ``own_chain_differs``, ``own_entries_missing``, ``receipt_beyond_head``, ``run_refused``,
    ``wrong_certificate``."""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    evidence: bytes = b""
    """The peer's signed frame that shows it; empty where nothing that is signed does."""


Command = (
    LoadOwn
    | SignMore
    | LoadHeld
    | Ingest
    | SawEpoch
    | Checked
    | Behind
    | OwnRecovered
    | Confirmed
    | Beat
    | PeerState
    | Refused
    | Close
    | Alarm
)

"""What the gatekeeper can say about bytes that came in. Each is a value: none of them is a failure of this node."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import Sha256
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain, Envelope, Sealed

STOPPING_KINDS = frozenset({"cease", "distress"})
"""Kinds that stop first and are looked into afterwards."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Signed by the peer, for this line, and new. Nothing is durable yet: that is the caller's next step."""

    sealed: Sealed
    envelope: Envelope
    out_of_order: bool
    """Acted on although earlier serials are missing; the caller then asks for the gap after ``head``."""
    head: Head
    """Last envelope of the chain without a gap, this one counted in: what a receipt may name once it is durable."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Had already, byte for byte; harmless. The caller sends its receipt again."""

    envelope: Envelope


@dataclass(frozen=True, slots=True)
class Gap:
    """Properly signed but too early. Not kept: the peer sends it again after what is missing."""

    chain: Chain
    after: int
    """Ask for everything after this serial."""
    got: int
    """The serial that came."""


@dataclass(frozen=True, slots=True)
class Forked:
    """The peer signed two different envelopes for one place in a chain; both are evidence."""

    envelope: Envelope
    kept: Head
    """The place in question and the hash that is kept there."""
    evidence: bytes
    """What came, as it came."""
    cease: bool
    """It is a stop all the same: the caller suspends first."""


@dataclass(frozen=True, slots=True)
class Readable:
    """What could be read of something that is set aside. Not authenticated; for people and for ``rejected``."""

    kind: str | None = None
    serial: int | None = None
    id: str | None = None
    hash: Sha256 | None = None
    """Of the payload, where there was one."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Never applied; kept as received and shown to an officer."""

    raw: bytes
    """As received, whole; how much of it is kept is the caller's rule."""
    reason_code: str
    """``malformed``, ``too_large``, ``bad_signature``, ``not_on_line``, ``exercise_mismatch``, ``line_untrusted`` or
    ``too_far_ahead``."""
    message: str
    where: str | None
    detail: Readable
    cease: bool
    """It says stop as far as it can be read: the caller suspends everything shared on this line, then asks."""
    unproven: bool
    """No good signature of the peer stands over it; only the pinned connection says where it came from."""


Verdict = Accepted | Duplicate | Gap | Forked | SetAside

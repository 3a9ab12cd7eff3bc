"""A node's own end of one line: what it signs with, where its chains end, and whether it may sign yet.

A node signs nothing on a line in a run before the peer has accepted that run and told that it holds no more of our
chains than we do. Until then what is decided is durable and waits unsigned; it could not have left anyway.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tansiq.base.ids import LineId, PartyId
from tansiq.coordination.entry import Entry
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.gatekeeper import Gatekeeper
from tansiq.ledger.keys import PublicKey, SigningKey


@dataclass(slots=True)
class Seat:
    """One line as the kernel sees it. Owned by the node's loop."""

    line: LineId
    peer: PartyId
    key: SigningKey
    peer_key: PublicKey
    gatekeeper: Gatekeeper
    heads: dict[Chain, Head] = field(default_factory=lambda: dict.fromkeys(Chain, GENESIS))
    """Ends of our own chains, signed and submitted to the store."""
    waiting: list[Entry] = field(default_factory=list)
    """Decided and submitted to the store, not yet signed; in order."""
    may_sign: bool = False
    is_revoked: bool = False

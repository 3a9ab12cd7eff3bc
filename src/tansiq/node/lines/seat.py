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
from tansiq.ledger.terms import first_term
from tansiq.node.lines.line_keys import LineKeys


@dataclass(slots=True)
class Seat:
    """One line as the kernel sees it. Owned by the node's loop."""

    line: LineId
    peer: PartyId
    key: SigningKey
    """Our newest on this line."""
    peer_key: PublicKey
    """The peer's first on this line."""
    gatekeeper: Gatekeeper
    heads: dict[Chain, Head] = field(default_factory=lambda: dict.fromkeys(Chain, GENESIS))
    """Ends of our own chains, signed and submitted to the store."""
    waiting: list[Entry] = field(default_factory=list)
    """Decided and submitted to the store, not yet signed; in order."""
    may_sign: bool = False
    is_revoked: bool = False
    former: SigningKey | None = None
    """Our key before, until the peer's receipt covers the change: it signs frames and the serials below the turn."""
    keys: LineKeys = field(init=False)
    is_key_lost: bool = False
    """The peer knows a newer key of ours than we have: nothing can be signed, the line is to be paired again."""

    def __post_init__(self) -> None:
        self.keys = LineKeys((first_term(self.key.public),), (first_term(self.peer_key),))

    @property
    def frame_key(self) -> SigningKey:
        """What signs our frames."""
        return self.former or self.key

    def key_at(self, chain: Chain, serial: int) -> SigningKey:
        """What signs our envelope at a place."""
        if self.former is not None and serial < self.keys.own[-1].since[chain]:
            return self.former
        return self.key

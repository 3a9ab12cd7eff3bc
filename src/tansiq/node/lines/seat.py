"""A node's own end of one line: what it signs with, where its chains end, and whether it may sign yet.

A node signs nothing on a line in a run before the peer has accepted that run and told that it holds no more of our
chains than we do. Until then what is decided is durable and waits unsigned; it could not have left anyway. After that
the urgent is signed at once, and of the ordinary what the line will soon carry; see `waiting`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.gatekeeper import Gatekeeper
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.terms import first_term
from tansiq.node.lines.line_keys import LineKeys
from tansiq.node.lines.waiting import Waiting

UNBOUNDED: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class Mark:
    """How far our chains were, signed and waiting."""

    heads: dict[Chain, Head]
    waiting: int


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
    waiting: Waiting = field(default_factory=Waiting)
    """Decided and submitted to the store, not yet signed."""
    ahead: deque[tuple[int, int]] = field(default_factory=deque)
    """Serial and bytes of each ordinary message that is signed and not receipted."""
    ahead_bytes: int = 0
    find_ahead_bytes: Callable[[], int] = lambda: UNBOUNDED
    """How much of that there may be now: none while nobody hears us."""
    may_sign: bool = False
    is_revoked: bool = False
    former: SigningKey | None = None
    """Our key before, until the peer's receipt covers the change: it signs frames and the serials below the turn."""
    keys: LineKeys = field(init=False)
    is_key_lost: bool = False
    """The peer knows a newer key of ours than we have: nothing can be signed, the line is to be paired again."""

    def __post_init__(self) -> None:
        self.keys = LineKeys((first_term(self.key.public),), (first_term(self.peer_key),))

    def has_room(self) -> bool:
        """Whether one more ordinary message may be signed now: one at least wherever anything may."""
        allowed_bytes = self.find_ahead_bytes()
        return self.may_sign and allowed_bytes > 0 and (not self.ahead or self.ahead_bytes < allowed_bytes)

    def sign_ahead(self, serial: int, size_bytes: int) -> None:
        """An ordinary message was signed."""
        self.ahead.append((serial, size_bytes))
        self.ahead_bytes += size_bytes

    def take_receipt(self, serial: int) -> None:
        """The peer has the ordinary chain up to here."""
        while self.ahead and self.ahead[0][0] <= serial:
            self.ahead_bytes -= self.ahead.popleft()[1]

    def mark(self) -> Mark:
        """Where it stands before a decision."""
        return Mark(dict(self.heads), len(self.waiting))

    def put_back(self, mark: Mark) -> None:
        """The decision was none."""
        self.heads = mark.heads
        self.waiting.cut(mark.waiting)
        self.trim_ahead()

    def trim_ahead(self) -> None:
        """Heads were put back: what was signed beyond them was not."""
        while self.ahead and self.ahead[-1][0] > self.heads[Chain.ORDINARY].serial:
            self.ahead_bytes -= self.ahead.pop()[1]

    @property
    def frame_key(self) -> SigningKey:
        """What signs our frames."""
        return self.former or self.key

    def key_at(self, chain: Chain, serial: int) -> SigningKey:
        """What signs our envelope at a place."""
        if self.former is not None and serial < self.keys.own[-1].since[chain]:
            return self.former
        return self.key

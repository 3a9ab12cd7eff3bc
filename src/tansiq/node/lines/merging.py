"""Two chains of a line put together again as they grew, after a record was lost: a signature after what it signs.

The peer gives back our own messages, and sends its own from the first. Each chain comes in its order; between them only
the instants of sending tell. Of two of one instant the one that begins something comes first: an item, an offer.

Owned by the node's loop; kept in memory only: what is lost of it comes again, from the heads that are on disk.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from tansiq.ledger.envelope import Envelope, decode_envelope, parse_sealed
from tansiq.ledger.errors import Malformed

_BEGINS: Final = frozenset({"notify", "amend"})
_OFFERS: Final = b'"action":"offer'

Rank = tuple[int, int]
"""Instant of sending; 0 for what begins something, else 1."""


def find_ordinary(raw: bytes) -> Envelope | None:
    """The envelope, where it is an ordinary one that can be read; nothing of it is judged."""
    try:
        envelope = decode_envelope(parse_sealed(raw).payload)
    except Malformed:
        return None
    return envelope if envelope.chain == "ordinary" else None


def rank(envelope: Envelope) -> Rank:
    """Where a message stands among those of the other chain."""
    begins = envelope.kind in _BEGINS or _OFFERS in envelope.body
    return envelope.sent_ms, 0 if begins else 1


@dataclass(slots=True)
class Merge:
    """What came of both ordinary chains and waits for its turn."""

    own: deque[tuple[Rank, bytes]] = field(default_factory=deque)
    theirs: deque[tuple[Rank, bytes]] = field(default_factory=deque)
    peer_head: int | None = None
    """Serial up to which the peer has said that its chain goes; None before it has said so."""

    def next_is_own(self, *, held: int, is_fetching: bool) -> bool | None:
        """Whose message is next; None while it may still come.

        Args:
            held: serial up to which the peer's chain is taken in here.
            is_fetching: more of our own may come beyond what waits here.
        """
        if self.own and self.theirs:
            return self.own[0][0] <= self.theirs[0][0]
        if self.own:
            return True if self.peer_head is not None and held >= self.peer_head else None
        if self.theirs:
            return None if is_fetching else False
        return None

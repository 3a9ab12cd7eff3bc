"""What an exchange is built from: who talks with whom, and where the record says that their line stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.link.channels import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Who talks with whom, on which line, and as which run."""

    own: PartyId
    peer: PartyId
    line: LineId
    key: SigningKey
    peer_key: PublicKey
    """The newest."""
    epoch: int
    """Of this start of our node, already durable and one above the last."""
    run: str
    exercise: bool = False
    version: str = "0"
    recovering: bool = False
    """Our record was restored or is lost: a stale epoch may be mended with `EpochAdopted`."""
    former_peer_key: PublicKey | None = None
    """The one before the newest, where the peer may not yet sign frames with the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Where the record says that a line stands; chains left out are empty."""

    own: Mapping[Chain, Head]
    held: Mapping[Chain, Head]
    """The peer's chains, contiguous and durable here."""
    confirmed: Mapping[Chain, Head]
    """Our chains by the peer's receipts."""
    processed: Mapping[Chain, int]
    """Highest serials of the peer's that took effect here."""
    seen: Run | None = None
    """Highest run of the peer that said hello."""
    trusted: bool = True

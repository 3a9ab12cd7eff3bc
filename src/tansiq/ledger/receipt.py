"""Receipts: a node's signed word that it has a chain durably up to a serial.

A receipt is the machine's and says nothing of a person having read. It is cumulative, and is signed only after the
envelope is on the signer's disk; that the caller must hold to. Receipts travel in frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tansiq.base.ids import Sha256
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything on a chain up to this envelope is durable at the signer."""

    chain: Chain
    serial: int
    """At least 1."""
    hash: Sha256
    """Of the envelope at the serial: a receipt for another envelope under the same number shows a fork."""

    @property
    def head(self) -> Head:
        """The confirmed head."""
        return Head(self.serial, self.hash)


def receipts_for(kept: Mapping[Chain, Head], confirmed: Mapping[Chain, Head]) -> tuple[Receipt, ...]:
    """The receipts still owed: one for each chain kept further than was confirmed, urgent first."""
    owed = []
    for chain in Chain:
        head = kept.get(chain)
        if head is not None and head.serial > (confirmed[chain].serial if chain in confirmed else 0):
            owed.append(Receipt(chain, head.serial, head.hash))
    return tuple(owed)

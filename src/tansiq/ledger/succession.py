"""A party's keys after a line has ended, each signed over by the one before it: a seal still proves whose it is.

A line that was revoked, or replaced by a new pairing, announces no key any more. When its party changes its key, the
old one signs here, before it is destroyed, that the new one comes after it. Nothing on the line is ever signed by such
a successor but receipts made for a bundle and its seal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.keys import SIGNATURE_BYTES, PublicKey, SigningKey

SUCCESSOR_TYPE: Final = "application/vnd.tansiq.successor.v1+json"


@dataclass(frozen=True, slots=True)
class Successor:
    """A key that came after a line had ended."""

    key: PublicKey
    by_former: bytes
    """Signature of the key before it; empty where that one was lost."""


def succeed(line: LineId, party: PartyId, former: SigningKey, new: PublicKey) -> Successor:
    """The former key names the one after it."""
    return Successor(new, former.sign(SUCCESSOR_TYPE, _signed(line, party, former.public, new)))


def authenticate_successors(line: LineId, party: PartyId, last: PublicKey, successors: Sequence[Successor]) -> None:
    """Raise unless each is signed by the one before it, the first by the last key of the line itself.

    Raises:
        BadSignature: names the key that nobody vouches for.
    """
    for each in successors:
        if len(each.by_former) != SIGNATURE_BYTES:
            raise BadSignature(key_id=each.key.key_id)
        last.authenticate(SUCCESSOR_TYPE, _signed(line, party, last, each.key), each.by_former)
        last = each.key


def _signed(line: LineId, party: PartyId, former: PublicKey, new: PublicKey) -> bytes:
    return encode_canonical({"line": line, "from": party, "old_key": former.raw.hex(), "new_key": new.raw.hex()})

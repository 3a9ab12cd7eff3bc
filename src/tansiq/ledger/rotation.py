"""Rotation of a line key: the old key signs the message that says so, the new key proves in its body that it is there.

From the named serials on the old key is refused. A lost key cannot rotate: that takes pairing again. How the change is
laid out in its message is no matter of this file; here are its values and what the new key signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.keys import SIGNATURE_BYTES, PublicKey, SigningKey
from tansiq.ledger.terms import Term

ROTATION_TYPE: Final = "application/vnd.tansiq.rotation.v1+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """One change of key, good on one line and for one party."""

    line: LineId
    sender: PartyId
    """Whose key changes."""
    old: PublicKey
    """Signs the message that says so."""
    new: PublicKey
    ordinary: int
    """First serial of the ordinary chain that the old key may not sign; so of the urgent chain."""
    urgent: int

    @property
    def term(self) -> Term:
        """What follows for the sender's keys."""
        return Term(self.new, {Chain.ORDINARY: self.ordinary, Chain.URGENT: self.urgent})


def prove_rotation(rotation: Rotation, new: SigningKey) -> bytes:
    """The new key's signature over the change."""
    return new.sign(ROTATION_TYPE, _proved(rotation))


def authenticate_rotation(rotation: Rotation, proof: bytes, *, serial: int) -> Term:
    """The new term of a party's keys.

    1. The change reaches forward only: it still belongs to the old key itself.
    2. It is a change: the new key is another.
    3. The new key signed this line, this party, the old key and the serials.

    The caller has the message from the gatekeeper, so the old key's signature over it is already good.

    Args:
        rotation: as the message says, with the old key as the record has it.
        proof: by the new key.
        serial: of the message on the ordinary chain.

    Raises:
        Malformed, BadSignature.
    """
    # 1
    if rotation.ordinary <= serial or rotation.urgent < 1:
        raise Malformed("the new key's turn begins after this message", where="$.body.from_serial")
    # 2
    if rotation.new == rotation.old:
        raise Malformed("the new key is the old one", where="$.body.line_key")
    # 3
    if len(proof) != SIGNATURE_BYTES:
        raise BadSignature(key_id=rotation.new.key_id)
    rotation.new.authenticate(ROTATION_TYPE, _proved(rotation), proof)
    return rotation.term


def _proved(rotation: Rotation) -> bytes:
    return encode_canonical({
        "line": rotation.line,
        "from": rotation.sender,
        "old_key": rotation.old.raw.hex(),
        "new_key": rotation.new.raw.hex(),
        "from_serial": {"ordinary": rotation.ordinary, "urgent": rotation.urgent},
    })  # fmt: skip

"""Rotation of a line key: the old key signs the envelope that says so, the new key proves in its body that it is there.

From the named serials on only the new key is good. A lost key cannot rotate: that takes pairing again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.envelope import Chain, Envelope
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.keys import PublicKey, SigningKey

ROTATION_TYPE: Final = "application/vnd.tansiq.rotation.v1+json"


@dataclass(frozen=True, slots=True)
class Rotation:
    """An authenticated change of key."""

    key: PublicKey
    from_serial: Mapping[Chain, int]
    """First serial of each chain that the new key signs."""


class _RotationJson(msgspec.Struct, forbid_unknown_fields=True):
    reason: str
    new_key: str
    from_serial: dict[Chain, int]
    proof: str


def rotation_body(
    *, line: LineId, sender: PartyId, old: PublicKey, new: SigningKey, from_serial: Mapping[Chain, int]
) -> dict[str, object]:
    """Body of a ``key_change`` by rotation.

    Args:
        line: the line; a proof is good on it alone.
        sender: whose key changes.
        old: the key that will sign the envelope.
        new: the key that follows it.
        from_serial: first serial of each chain that the new key signs.
    """
    serials = {str(chain): from_serial[chain] for chain in Chain}
    proof = new.sign(ROTATION_TYPE, _proved(line, sender, (old, new.public), serials))
    return {
        "reason": "rotation",
        "new_key": new.public.raw.hex(),
        "from_serial": serials,
        "proof": proof.hex(),
    }


def authenticate_rotation(envelope: Envelope, old: PublicKey) -> Rotation:
    """The new key of an accepted ``key_change`` by rotation.

    1. The body has the fields of a rotation.
    2. It reaches forward only: the change itself still belongs to the old key.
    3. The new key signed this line, this party, the old key and the serials.

    The caller has the envelope from the gatekeeper, so the old key's signature is already good.

    Raises:
        Malformed, BadSignature.
    """
    # 1
    try:
        body = msgspec.json.decode(envelope.body, type=_RotationJson)
        new = bytes.fromhex(body.new_key)
        proof = bytes.fromhex(body.proof)
    except ValueError as error:
        raise Malformed(f"not a rotation of keys: {error}", where="$.body") from error
    if body.reason != "rotation" or set(body.from_serial) != set(Chain) or len(new) != len(old.raw):
        raise Malformed("not a rotation of keys", where="$.body")
    # 2
    if body.from_serial[Chain.ORDINARY] <= envelope.serial or body.from_serial[Chain.URGENT] < 1:
        raise Malformed("the new key's turn begins after this message", where="$.body.from_serial")
    # 3
    key = PublicKey(new)
    serials = {str(chain): serial for chain, serial in body.from_serial.items()}
    if len(proof) != 64:
        raise BadSignature(key_id=key.key_id)
    key.authenticate(ROTATION_TYPE, _proved(envelope.line, envelope.sender, (old, key), serials), proof)
    return Rotation(key, body.from_serial)


def _proved(line: LineId, sender: PartyId, keys: tuple[PublicKey, PublicKey], serials: dict[str, int]) -> bytes:
    old, new = keys
    return encode_canonical(
        {"line": line, "from": sender, "old_key": old.raw.hex(), "new_key": new.raw.hex(), "from_serial": serials}
    )

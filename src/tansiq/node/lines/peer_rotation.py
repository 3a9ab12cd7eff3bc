"""A rotation as a message states it, judged against the keys that its sender is known by."""

from __future__ import annotations

from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.coordination.statements import KeyChange, Said
from tansiq.ledger.envelope import Envelope
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.keys import PublicKey
from tansiq.ledger.rotation import Rotation, authenticate_rotation
from tansiq.ledger.terms import Term, Terms, key_at


class BadRotation(BadRequest):
    """A change of key whose new key did not prove itself, or that reaches back."""

    code: ClassVar[str] = "bad_rotation"

    def default_advice(self) -> str:
        """The old key stays; by voice, then anew."""
        return "Ask the other party by voice whether it changed its key; if it did, pair again."


def judge_rotation(terms: Terms, envelope: Envelope, said: Said) -> Term | None:
    """The term that a message adds to its sender's keys; None where it adds none.

    1. It is a rotation.
    2. The new key proved itself for this line, this party, and the key whose turn the message falls into.
    3. A key known already at this place adds nothing; one known at another place never comes back.

    The caller's part: the message's own signature and place, which the gatekeeper judged.

    Raises:
        BadRotation.
    """
    # 1
    if not isinstance(said, KeyChange) or said.from_serial is None:
        return None
    # 2
    rotation = Rotation(
        line=envelope.line,
        sender=envelope.sender,
        old=key_at(terms, envelope.chain, envelope.serial),
        new=PublicKey(bytes.fromhex(said.line_key)),
        ordinary=said.from_serial.ordinary,
        urgent=said.from_serial.urgent,
    )
    try:
        term = authenticate_rotation(rotation, bytes.fromhex(said.by_new_key), serial=envelope.serial)
    except (Malformed, BadSignature) as error:
        raise BadRotation(error.message, where=error.where) from error
    # 3
    known = next((each for each in terms if each.key == term.key), None)
    if known is None:
        return term
    if known.since[envelope.chain] != term.since[envelope.chain]:
        raise BadRotation("a key that was given up does not come back", where="line_key")
    return None

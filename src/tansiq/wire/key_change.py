"""Body of ``key_change``: a key of this party on this line, by pairing or by rotation.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| reason | word | | pairing or rotation | |
| line_key | hexadecimal | | public key, 64 digits | |
| epoch | integer | | | |
| offers | array of SHA-256 | | for pairing: both offers in fixed order; left out: none | yes |
| from_serial | object | | for rotation: where the old key's turn ends; left out: none | yes |
| from_serial.ordinary | integer | serial | first of the ordinary chain that the old key may not sign | |
| from_serial.urgent | integer | serial | first of the urgent chain that the old key may not sign | |
| by_new_key | hexadecimal | | for rotation: signature by the new key, 128 digits; left out: none | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import KeyChange, KeySerials
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Counted, Hash, Hex, PublicKeyHex, Whole

_PROOF_DIGITS = 128


class SerialsV1(Shape, frozen=True):
    """By chain."""

    ordinary: Counted
    urgent: Counted


class KeyChangeV1(Shape, frozen=True):
    """Version 1."""

    reason: str
    line_key: PublicKeyHex
    epoch: Whole
    offers: tuple[Hash, ...] = ()
    from_serial: SerialsV1 | None = None
    by_new_key: Hex = ""


def to_body(said: KeyChange) -> KeyChangeV1:
    serials = said.from_serial
    return KeyChangeV1(
        reason=said.reason,
        line_key=said.line_key,
        epoch=said.epoch,
        offers=said.offers,
        from_serial=None if serials is None else SerialsV1(serials.ordinary, serials.urgent),
        by_new_key=said.by_new_key,
    )


def from_body(body: KeyChangeV1) -> KeyChange:
    check(body.reason in {"pairing", "rotation"}, "pairing or rotation", where="$.reason")
    is_pairing = body.reason == "pairing"
    check(len(body.offers) == (2 if is_pairing else 0), "pairing, and pairing only, names two offers", where="$.offers")
    told = "rotation, and rotation only, names the serials and has a proof"
    check((body.from_serial is None) == is_pairing, told, where="$.from_serial")
    check(len(body.by_new_key) == (0 if is_pairing else _PROOF_DIGITS), told, where="$.by_new_key")
    serials = body.from_serial
    return KeyChange(
        reason=body.reason,
        line_key=body.line_key,
        epoch=body.epoch,
        offers=body.offers,
        from_serial=None if serials is None else KeySerials(serials.ordinary, serials.urgent),
        by_new_key=body.by_new_key,
    )

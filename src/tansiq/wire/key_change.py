"""Body of ``key_change``: a key of this party on this line, by pairing or by rotation.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| reason | word | | pairing or rotation | |
| line_key | hexadecimal | | public key, 64 digits | |
| epoch | integer | | | |
| offers | array of SHA-256 | | for pairing: both offers in fixed order; left out: none | yes |
| from_serial | integer | serial | for rotation: the old key is refused after it; left out: 0 | yes |
| by_new_key | hexadecimal | | for rotation: signature by the new key; left out: none | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import KeyChange
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash, Hex, PublicKeyHex, Whole


class KeyChangeV1(Shape, frozen=True):
    """Version 1."""

    reason: str
    line_key: PublicKeyHex
    epoch: Whole
    offers: tuple[Hash, ...] = ()
    from_serial: Whole = 0
    by_new_key: Hex = ""


def to_body(said: KeyChange) -> KeyChangeV1:
    return KeyChangeV1(
        reason=said.reason,
        line_key=said.line_key,
        epoch=said.epoch,
        offers=said.offers,
        from_serial=said.from_serial,
        by_new_key=said.by_new_key,
    )


def from_body(body: KeyChangeV1) -> KeyChange:
    check(body.reason in {"pairing", "rotation"}, "pairing or rotation", where="$.reason")
    is_pairing = body.reason == "pairing"
    check(len(body.offers) == (2 if is_pairing else 0), "pairing, and pairing only, names two offers", where="$.offers")
    return KeyChange(
        reason=body.reason,
        line_key=body.line_key,
        epoch=body.epoch,
        offers=body.offers,
        from_serial=body.from_serial,
        by_new_key=body.by_new_key,
    )

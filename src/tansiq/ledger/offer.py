"""The pairing offer: what a node shows of itself to a node that it does not know yet, and what is made from two.

An offer proves only that its maker holds the line key in it. Who that is, two officers establish by voice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import msgspec

from tansiq.base.errors import BadRequest
from tansiq.base.ids import LineId, OfficerId, PartyId, Sha256, check_slug
from tansiq.base.units import KIB, MS_PER_DAY, MS_PER_MIN
from tansiq.ledger.canonical import MAX_INTEGER, check_same, digest, encode_canonical, malformed_from
from tansiq.ledger.dsse import parse_wrapper, write_wrapper
from tansiq.ledger.errors import Malformed, Unsealable
from tansiq.ledger.keys import PUBLIC_BYTES, PublicKey, SigningKey

PAIRING_TYPE: Final = "application/vnd.tansiq.pairing.v1+json"
OFFER_VERSION: Final = 1
MAX_OFFER_BYTES: Final = 8 * KIB
VALID_MS: Final = MS_PER_DAY
CLOCK_SLACK_MS: Final = 10 * MS_PER_MIN
"""An offer from further in the future shows a clock too wrong to pair with."""
NONCE_BYTES: Final = 32
PHRASE_WORDS: Final = 8
WORD_BITS: Final = 11
"""2,048 words; eight of them are 88 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One side's offer to pair."""

    party: PartyId
    name: str
    """As people write it."""
    addresses: tuple[str, ...]
    """``host:port`` where its line can be reached; may be empty for a side that only dials."""
    line_key: bytes
    """Ed25519, 32 bytes: signs everything on the line."""
    tls_cert_sha256: Sha256
    """Of ``tls_cert_der``: the pin."""
    tls_cert_der: bytes
    nonce: bytes
    """32 bytes, drawn for this pairing alone."""
    made_ms: int
    exercise: bool

    def is_valid_at(self, now_ms: int) -> bool:
        """For 24 h from its making, the end excluded; a clock a little ahead is forgiven."""
        return self.made_ms - CLOCK_SLACK_MS <= now_ms < self.made_ms + VALID_MS


class _OfferJson(msgspec.Struct, forbid_unknown_fields=True):
    v: int
    party: PartyId
    name: str
    addresses: tuple[str, ...]
    line_key: bytes
    tls_cert_sha256: Sha256
    tls_cert_der: bytes
    nonce: bytes
    made_ms: int
    exercise: bool


def encode_offer(offer: Offer) -> bytes:
    """Canonical bytes; byte strings are base64."""
    return encode_canonical({"v": OFFER_VERSION, **msgspec.to_builtins(offer)})


def commitment(offer: Offer) -> Sha256:
    """What is shown before the offer itself, so that neither side can choose its offer to suit the other's."""
    return digest(encode_offer(offer))


def seal_offer(offer: Offer, key: SigningKey) -> bytes:
    """The offer signed by the line key that it names.

    Raises:
        Unsealable: no peer would take it.
    """
    try:
        _check_offer(offer)
    except Malformed as error:
        raise Unsealable(error.message, where=error.where) from error
    if key.public.raw != offer.line_key:
        raise Unsealable("the offer names another line key", where="$.line_key")
    payload = encode_offer(offer)
    signature = key.sign(PAIRING_TYPE, payload)
    return write_wrapper(payload=payload, payload_type=PAIRING_TYPE, signature=signature, key_id=key.public.key_id)


def open_offer(raw: bytes) -> Offer:
    """Read an offer and check that its maker holds the key in it; nothing more is proved.

    Raises:
        Malformed, BadSignature.
    """
    wrapper = parse_wrapper(raw, payload_type=PAIRING_TYPE, max_payload_bytes=MAX_OFFER_BYTES)
    try:
        read = msgspec.json.decode(wrapper.payload, type=_OfferJson)
    except msgspec.DecodeError as error:
        raise malformed_from(error, "$") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise Malformed("not JSON text in UTF-8", where="$") from error
    if read.v != OFFER_VERSION:
        raise Malformed(f"offer version {read.v}; this node reads version {OFFER_VERSION}", where="$.v")
    offer = Offer(**{name: getattr(read, name) for name in Offer.__dataclass_fields__})
    _check_offer(offer)
    check_same(wrapper.payload, encode_offer(offer), where="$")
    PublicKey(offer.line_key).authenticate(PAIRING_TYPE, wrapper.payload, wrapper.signature)
    return offer


def phrase(a: Offer, b: Offer, words: Sequence[str]) -> tuple[str, ...]:
    """Eight words that both ends compute alike, whichever offer is named first; any other offer gives others.

    Args:
        a: one offer.
        b: the other.
        words: 2,048 different words, the same list at both ends.
    """
    if len(set(words)) != 1 << WORD_BITS:
        raise BadRequest(f"{len(set(words))} different words where {1 << WORD_BITS} are needed", where="words")
    bits = PHRASE_WORDS * WORD_BITS
    number = int.from_bytes(_digest_of_both("phrase", a, b)) >> (256 - bits)
    return tuple(words[number >> at & (1 << WORD_BITS) - 1] for at in range(bits - WORD_BITS, -1, -WORD_BITS))


def line_id(a: Offer, b: Offer) -> LineId:
    """The line's id: a version-4-shaped UUID that both ends compute alike."""
    return line_of_offers(*map(commitment, in_order(a, b)))


def line_of_offers(first: Sha256, second: Sha256) -> LineId:
    """The same from the hashes of the two offers, in their fixed order."""
    return LineId(str(UUID(bytes=_digest_of("line", first, second)[:16], version=4)))


def pairing_body(a: Offer, b: Offer, *, epoch: int, officers: Mapping[PartyId, OfficerId]) -> dict[str, object]:
    """Body of the first ordinary entry of each direction, kind ``key_change``: the pairing, signed into the record.

    Args:
        a: one offer; the order does not matter.
        b: the other.
        epoch: of the signing party's keys.
        officers: who confirmed the phrase, one a side.
    """
    offers = in_order(a, b)
    return {
        "reason": "pairing",
        "epoch": epoch,
        "offers": {offer.party: commitment(offer) for offer in offers},
        "keys": {
            offer.party: {"line_key": offer.line_key.hex(), "tls_cert_sha256": offer.tls_cert_sha256}
            for offer in offers
        },
        "officers": {party: officer for party, officer in sorted(officers.items())},
    }


def in_order(a: Offer, b: Offer) -> tuple[Offer, Offer]:
    """The fixed order of two offers: by party."""
    return (a, b) if (a.party, commitment(a)) <= (b.party, commitment(b)) else (b, a)


def _digest_of_both(purpose: str, a: Offer, b: Offer) -> bytes:
    """SHA-256 over purpose and both offers; each hashed first, so lengths need no saying."""
    return _digest_of(purpose, *map(commitment, in_order(a, b)))


def _digest_of(purpose: str, first: Sha256, second: Sha256) -> bytes:
    return hashlib.sha256(f"tansiq pairing {purpose} v1 {first} {second}".encode()).digest()


def _check_offer(offer: Offer) -> None:
    try:
        check_slug(offer.party, where="$.party")
    except BadRequest as error:
        raise Malformed(error.message, where=error.where) from error
    if not 1 <= len(offer.name) <= 80:
        raise Malformed("a name has 1 to 80 characters", where="$.name")
    if len(offer.addresses) > 8 or any(not 1 <= len(address) <= 255 for address in offer.addresses):
        raise Malformed("at most 8 addresses of at most 255 characters", where="$.addresses")
    if len(offer.line_key) != PUBLIC_BYTES:
        raise Malformed("a line key has 32 bytes", where="$.line_key")
    if len(offer.nonce) != NONCE_BYTES:
        raise Malformed("a nonce has 32 bytes", where="$.nonce")
    if digest(offer.tls_cert_der) != offer.tls_cert_sha256:
        raise Malformed("the hash is not that of the certificate", where="$.tls_cert_sha256")
    if not 0 <= offer.made_ms <= MAX_INTEGER:
        raise Malformed("not an instant", where="$.made_ms")

"""Keys of a line: Ed25519 over the DSSE pre-authentication encoding.

The payload type is inside what is signed, so a frame's signature is never good for a message. Seeds come in as
arguments; where they are kept is the node's matter. Nothing here prints a seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tansiq.base.errors import BadRequest
from tansiq.ledger.canonical import digest
from tansiq.ledger.errors import BadSignature

SEED_BYTES: Final = 32
PUBLIC_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """What a DSSE signature covers (DSSE protocol, version 1): ``DSSEv1 LEN TYPE LEN PAYLOAD``."""
    kind = payload_type.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A pinned Ed25519 key of a party."""

    raw: bytes
    """32 bytes as in RFC 8032."""

    def __post_init__(self) -> None:
        if len(self.raw) != PUBLIC_BYTES:
            raise BadRequest(f"a public key has {PUBLIC_BYTES} bytes, this has {len(self.raw)}", where="public_key")

    @property
    def key_id(self) -> str:
        """First 32 hexadecimal digits of the SHA-256 of the raw key; a name, not a proof."""
        return digest(self.raw)[:32]

    def authenticate(self, payload_type: str, payload: bytes, signature: bytes) -> None:
        """Raise `BadSignature` unless this key made the signature over this type and payload."""
        try:
            _load(self.raw).verify(signature, pre_authentication(payload_type, payload))
        except InvalidSignature as error:
            raise BadSignature(key_id=self.key_id) from error


@lru_cache(maxsize=256)
def _load(raw: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw)


class SigningKey:
    """A party's own Ed25519 key. Its text form never shows the seed."""

    __slots__ = ("_key", "public")

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise BadRequest(f"a seed has {SEED_BYTES} bytes, this has {len(seed)}", where="seed")
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = PublicKey(self._key.public_key().public_bytes_raw())

    def __repr__(self) -> str:
        return f"SigningKey({self.public.key_id})"

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """64 bytes; the same every time for the same input (RFC 8032 needs no randomness)."""
        return self._key.sign(pre_authentication(payload_type, payload))

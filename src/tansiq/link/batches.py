"""Several envelopes in one piece for a thin way: what each repeats of the one before costs next to nothing.

| offset | bytes | meaning |
|---|---|---|
| 0 | 1 | how many, n: 2 to 64 |
| 1 | 16 | key id, the same for all |
| 17 | 64 n | their signatures, in order |
| 17 + 64 n | rest | their payloads, a line feed between: raw DEFLATE (RFC 1951) with `packing.DICTIONARY` before it |

A `prev` that is the hash of the payload before it here is left empty, and follows from it. A chained note of a line of
text takes some 135 bytes so, of which 64 are its signature and 16 its id, where alone it takes 290.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Final

from tansiq.base.ids import Sha256
from tansiq.ledger.canonical import digest
from tansiq.ledger.dsse import Wrapper, parse_wrapper, write_wrapper
from tansiq.ledger.envelope import MAX_ENVELOPE_BYTES, PAYLOAD_TYPE
from tansiq.ledger.errors import Malformed
from tansiq.ledger.keys import SIGNATURE_BYTES
from tansiq.link.packing import DICTIONARY

MOST_MESSAGES: Final = 64
MOST_PAYLOAD_BYTES: Final = MAX_ENVELOPE_BYTES
"""Of all together."""
_KEY_ID_BYTES: Final = 16
_HEAD_BYTES: Final = 1 + _KEY_ID_BYTES
_NO_PREV: Final = b'"prev":""'
"""Cannot stand inside a text, whose quotes are escaped."""


def pack_batch(raws: Sequence[bytes]) -> bytes | None:
    """The short form of envelopes; None where they are not such, not by one key, or would not come back the same."""
    if not 2 <= len(raws) <= MOST_MESSAGES:
        return None
    try:
        wrappers = [parse_wrapper(raw, payload_type=PAYLOAD_TYPE, max_payload_bytes=MAX_ENVELOPE_BYTES) for raw in raws]
        key_id = bytes.fromhex(wrappers[0].key_id)
    except (Malformed, ValueError):
        return None
    if len(key_id) != _KEY_ID_BYTES or sum(len(wrapper.payload) + 1 for wrapper in wrappers) > MOST_PAYLOAD_BYTES:
        return None
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    packed = deflate.compress(b"\n".join(_shorten(wrappers))) + deflate.flush()
    whole = bytes((len(raws),)) + key_id + b"".join(wrapper.signature for wrapper in wrappers) + packed
    try:
        return whole if unpack_batch(whole) == list(raws) else None
    except Malformed:
        return None


def unpack_batch(packed: bytes) -> list[bytes]:
    """The wrappers that were packed, in order; nothing of them is judged.

    Raises:
        Malformed: it is no batch, or holds more than any may.
    """
    count = packed[0] if packed else 0
    start = _HEAD_BYTES + SIGNATURE_BYTES * count
    if not 2 <= count <= MOST_MESSAGES or len(packed) <= start:
        raise Malformed("no batch", where="$")
    payloads = _restore(_inflate(packed[start:]).split(b"\n"))
    if len(payloads) != count:
        raise Malformed(f"{len(payloads)} payloads where {count} were signed", where="$")
    key_id = packed[1:_HEAD_BYTES].hex()
    return [
        write_wrapper(
            payload=payload,
            payload_type=PAYLOAD_TYPE,
            signature=packed[_HEAD_BYTES + SIGNATURE_BYTES * at : _HEAD_BYTES + SIGNATURE_BYTES * (at + 1)],
            key_id=key_id,
        )
        for at, payload in enumerate(payloads)
    ]


def _prev(hash_: Sha256) -> bytes:
    return f'"prev":"{hash_}"'.encode()


def _shorten(wrappers: Sequence[Wrapper]) -> list[bytes]:
    payloads = [wrapper.payload for wrapper in wrappers]
    later = zip(payloads[1:], payloads, strict=False)
    return [payloads[0], *(payload.replace(_prev(digest(before)), _NO_PREV, 1) for payload, before in later)]


def _restore(short: Sequence[bytes]) -> list[bytes]:
    payloads = [short[0]]
    for payload in short[1:]:
        payloads.append(payload.replace(_NO_PREV, _prev(digest(payloads[-1])), 1))
    return payloads


def _inflate(packed: bytes) -> bytes:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS, DICTIONARY)
    try:
        joined = inflate.decompress(packed, MOST_PAYLOAD_BYTES + 1)
    except zlib.error as error:
        raise Malformed("a batch that cannot be read", where="$") from error
    if len(joined) > MOST_PAYLOAD_BYTES or not inflate.eof or inflate.unused_data:
        raise Malformed("a batch that is cut, too long or followed by more", where="$")
    return joined

"""A signed wrapper in fewer bytes for a thin way, and back to exactly the bytes that were signed and are kept.

| offset | bytes | meaning |
|---|---|---|
| 0 | 1 | what: 0 an envelope, 1 a frame |
| 1 | 16 | key id |
| 17 | 64 | signature |
| 81 | rest | payload: raw DEFLATE (RFC 1951) with `DICTIONARY` before it |

Base64 and the names of fields cost most of a wrapper; a cease with its signature takes some 350 bytes so. What is
signed, hashed and kept is never this form: the wrapper's one form follows from its parts.
"""

from __future__ import annotations

import zlib
from typing import Final

from tansiq.ledger.dsse import parse_wrapper, write_wrapper
from tansiq.ledger.envelope import MAX_ENVELOPE_BYTES, PAYLOAD_TYPE
from tansiq.ledger.errors import Malformed
from tansiq.ledger.frames import FRAME_TYPE, MAX_FRAME_BYTES, is_frame

DICTIONARY: Final = (
    b'{"activity","cancel","ceaseexecuted""item":{"area","flight","aircraft_count":1,"aircraft_type":"'
    b'hazard_to_ground":false"volumes":[{"start":"end":"lower":{"upper":{"value":"reference":"W84","unit":"M""polygon":'
    b'{"vertices":[{"lat":"lng":"circle":{"center":"radius""verdict":"cannot","concur","knew_yours":"reason":"revision":'
    b'"status":"held","holds":"active","suspended"{"nonce":"human":false{"message":"level":"read","entered","loaded",'
    b'"unit":"{"text":"text_lang":"en","ru","ar","tr"},"cause":"officer","items":["told":["in_reply_to":"answer_by_ms":'
    b'18{"author":"machine","body":{"cease":","chain":"urgent","exercise":true,"from":"id":"kind":"notify","kind":'
    b'"answer","kind":"note","kind":"status","kind":"test","kind":"cease","kind_version":1,"lang":"en","line":'
    b'"precedence":"PRIORITY","ROUTINE","IMMEDIATE","FLASH","prev":"","sent_ms":1,"serial":"to":[""],"v":1}{"chain":'
    b'"ordinary","after":{"frame":"hello","exercise":false,"epoch":"version":"0.1.0"},"recovering":false,"run":"held":'
    b'{"ordinary":{"hash":"0000000000000000000000000000000000000000000000000000000000000000","serial":0},"urgent":{'
    b'{"frame":"receipts","from":"line":"receipts":[{"chain":"ordinary","hash":"],"sent_ms":1{"echo_ms":1,'
    b'"echo_received_ms":1,"frame":"heartbeat","from":"heads":{"ordinary":{"hash":"","serial":},"urgent":{"hash":"}},'
    b'"line":"ping_ms":1,"processed":{"ordinary":,"urgent":},"sent_ms":1,"state":"ok","v":1,"want_echo":false}'
)
"""What payloads are likely to hold. Part of the protocol: both ends must have the same bytes."""
_KEY_ID_BYTES: Final = 16
_HEAD_BYTES: Final = 1 + _KEY_ID_BYTES + 64
_TYPES: Final = ((PAYLOAD_TYPE, MAX_ENVELOPE_BYTES), (FRAME_TYPE, MAX_FRAME_BYTES))


def pack(raw: bytes) -> bytes | None:
    """The short form of a wrapper; None where these bytes are no wrapper that comes back the same."""
    what = int(is_frame(raw))
    payload_type, limit_bytes = _TYPES[what]
    try:
        wrapper = parse_wrapper(raw, payload_type=payload_type, max_payload_bytes=limit_bytes)
        key_id = bytes.fromhex(wrapper.key_id)
    except (Malformed, ValueError):
        return None
    if len(key_id) != _KEY_ID_BYTES or key_id.hex() != wrapper.key_id:
        return None
    deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS, 5, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    return bytes((what,)) + key_id + wrapper.signature + deflate.compress(wrapper.payload) + deflate.flush()


def unpack(packed: bytes) -> bytes:
    """The wrapper that was packed; nothing of it is judged.

    Raises:
        Malformed: it is no short form, or the payload is longer than any may be.
    """
    if len(packed) <= _HEAD_BYTES or packed[0] >= len(_TYPES):
        raise Malformed("no packed wrapper", where="$")
    payload_type, limit_bytes = _TYPES[packed[0]]
    inflate = zlib.decompressobj(-zlib.MAX_WBITS, DICTIONARY)
    try:
        payload = inflate.decompress(packed[_HEAD_BYTES:], limit_bytes + 1)
    except zlib.error as error:
        raise Malformed("a packed payload that cannot be read", where="$") from error
    if len(payload) > limit_bytes or not inflate.eof or inflate.unused_data:
        raise Malformed("a packed payload that is cut, too long or followed by more", where="$")
    return write_wrapper(
        payload=payload,
        payload_type=payload_type,
        signature=packed[1 + _KEY_ID_BYTES : _HEAD_BYTES],
        key_id=packed[1 : 1 + _KEY_ID_BYTES].hex(),
    )

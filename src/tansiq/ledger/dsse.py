"""The DSSE wrapper: payload, its type, one signature, as one exact line of JSON.

A wrapper that reads the same but is written otherwise is refused: one message has one form, so two logs can be compared
byte by byte. Nothing here checks a signature; `keys.PublicKey.authenticate` does.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

import msgspec

from tansiq.ledger.canonical import check_same, encode_canonical, malformed_from
from tansiq.ledger.errors import Malformed, TooLarge
from tansiq.ledger.keys import SIGNATURE_BYTES

_WRAPPER_BYTES = 1024
"""Room for everything in a wrapper that is not its payload."""


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A read wrapper; not yet authenticated."""

    payload: bytes
    payload_type: str
    signature: bytes
    key_id: str


class _Signature(msgspec.Struct, forbid_unknown_fields=True):
    keyid: str
    sig: bytes


class _Wrapper(msgspec.Struct, forbid_unknown_fields=True):
    payload: bytes
    payloadType: str
    signatures: list[_Signature]


_decoder = msgspec.json.Decoder(_Wrapper)
_UNQUOTED = re.compile(r"[0-9A-Za-z+/.;=_-]*")
"""Text that JSON writes as it stands."""


def write_wrapper(*, payload: bytes, payload_type: str, signature: bytes, key_id: str) -> bytes:
    """The wrapper's one form: RFC 8785 JSON, base64 of RFC 4648 section 4 with padding."""
    if _UNQUOTED.fullmatch(payload_type) and _UNQUOTED.fullmatch(key_id):
        # The same bytes as below: every message is brought into this form several times on its way.
        return b"".join(
            (b'{"payload":"', base64.b64encode(payload), b'","payloadType":"', payload_type.encode(),
             b'","signatures":[{"keyid":"', key_id.encode(), b'","sig":"', base64.b64encode(signature), b'"}]}')
        )  # fmt: skip
    return encode_canonical(
        {
            "payload": base64.b64encode(payload).decode("ascii"),
            "payloadType": payload_type,
            "signatures": [{"keyid": key_id, "sig": base64.b64encode(signature).decode("ascii")}],
        }
    )


def max_raw_bytes(payload_bytes: int) -> int:
    """Longest wrapper of a payload of so many bytes."""
    return (payload_bytes + 2) // 3 * 4 + _WRAPPER_BYTES


def parse_wrapper(raw: bytes, *, payload_type: str, max_payload_bytes: int) -> Wrapper:
    """Read a wrapper of one payload type.

    Raises:
        TooLarge: judged by length before anything is decoded.
        Malformed: not JSON, another type, not exactly one signature of 64 bytes, or not in the one form.
    """
    if len(raw) > max_raw_bytes(max_payload_bytes):
        raise TooLarge(size_bytes=len(raw), limit_bytes=max_raw_bytes(max_payload_bytes), where="$")
    try:
        read = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if isinstance(error, msgspec.DecodeError):
            raise malformed_from(error, "$") from error
        raise Malformed("not a signed wrapper", where="$") from error
    if read.payloadType != payload_type:
        raise Malformed(f"{read.payloadType!r} where {payload_type!r} belongs", where="$.payloadType")
    if len(read.signatures) != 1:
        raise Malformed(f"{len(read.signatures)} signatures where one belongs", where="$.signatures")
    signature = read.signatures[0]
    if len(signature.sig) != SIGNATURE_BYTES:
        raise Malformed(f"a signature of {len(signature.sig)} bytes, not 64", where="$.signatures[0].sig")
    if len(read.payload) > max_payload_bytes:
        raise TooLarge(size_bytes=len(read.payload), limit_bytes=max_payload_bytes, where="$.payload")
    again = write_wrapper(
        payload=read.payload, payload_type=payload_type, signature=signature.sig, key_id=signature.keyid
    )
    check_same(raw, again, where="$")
    return Wrapper(read.payload, payload_type, signature.sig, signature.keyid)

"""The one byte form of a value: RFC 8785 JSON in which every number is a whole number.

Any language makes the same bytes from the same value, so a hash of them names it. Bytes that came from outside are
never brought into this form: they have it already or they are refused.
"""

from __future__ import annotations

import hashlib
import json
import re

import msgspec
import rfc8785

from tansiq.base.ids import Sha256
from tansiq.ledger.errors import Malformed, Unsealable

MAX_INTEGER = 2**53 - 1
"""Beyond this, readers whose only number is a double would read another number than was signed."""
MAX_DEPTH = 32
"""Arrays and objects inside one another; bounds every walk over a value from outside."""

_AT = re.compile(r" - at `([^`]+)`$")


def digest(data: bytes) -> Sha256:
    """SHA-256 in lower-case hexadecimal."""
    return Sha256(hashlib.sha256(data).hexdigest())


_encoder = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, check_circular=False, sort_keys=True, separators=(",", ":")
)


def encode_canonical(value: object) -> bytes:
    """The one byte form of a value made of dict, list, tuple, str, int, bool and None.

    Raises:
        Unsealable: a float, an integer beyond ±(2**53 - 1), text that is not Unicode, or any other type.
    """
    try:
        if not _is_plainly_right(value, 0):
            _check_plain(value, 0)
    except _Fault as fault:
        raise Unsealable(fault.message, where="$" + "".join(reversed(fault.path))) from None
    # Without floats the standard library's encoder writes what RFC 8785 asks, ten times faster, but for the order of
    # names: by code point, not by UTF-16. The two differ only where some character lies beyond U+FFFF.
    text = _encoder.encode(value)
    if text.isascii() or len(text.encode("utf-16-le")) == 2 * len(text):
        return text.encode("utf-8")
    # The check above leaves only what the encoder takes; its own types are narrower than `object`.
    return rfc8785.dumps(value)  # type: ignore[arg-type]


def decode_canonical(data: bytes, *, where: str = "$") -> object:
    """The value of bytes that must be in the one form.

    Raises:
        Malformed: not JSON, or not byte for byte what `encode_canonical` makes of it (so a key given twice is refused).
    """
    try:
        value: object = msgspec.json.decode(data)
        again = encode_canonical(value)
    except msgspec.DecodeError as error:
        raise malformed_from(error, where) from error
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8 text", where=where) from error
    except RecursionError as error:
        raise Malformed(f"more than {MAX_DEPTH} levels deep", where=where) from error
    except Unsealable as error:
        raise Malformed(error.message, where=_below(where, error.where)) from error
    check_same(data, again, where=where)
    return value


def check_same(data: bytes, again: bytes, *, where: str) -> None:
    """Raise `Malformed` at the first byte where what came differs from the one form of what it says."""
    if data != again:
        at = first_differing_byte(data, again)
        raise Malformed(f"not in canonical form from byte {at} on", where=f"{where} byte {at}")


def first_differing_byte(a: bytes, b: bytes) -> int:
    """Offset of the first byte that differs; the shorter length where one begins with all of the other."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def malformed_from(error: msgspec.DecodeError, where: str) -> Malformed:
    """A decoder's complaint, with its field path as the place."""
    text = str(error)
    at = _AT.search(text)
    return Malformed(_AT.sub("", text), where=_below(where, at.group(1) if at else None))


def _below(where: str, path: str | None) -> str:
    return where if path is None else where + path.removeprefix("$")


class _Fault(Exception):
    """A value that has no canonical form; the way to it is gathered while the check unwinds."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.path: list[str] = []


def _is_plainly_right(value: object, depth: int) -> bool:
    """Whether nothing can be wrong with a value, as with most; False: `_check_plain` looks closer and says what is."""
    form = type(value)
    if form is str:
        return value.isascii()  # type: ignore[attr-defined, no-any-return]
    if form is int:
        return -MAX_INTEGER <= value <= MAX_INTEGER  # type: ignore[operator]
    if form is dict and depth < MAX_DEPTH:
        for key, inner in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or not key.isascii() or not _is_plainly_right(inner, depth + 1):
                return False
        return True
    if (form is list or form is tuple) and depth < MAX_DEPTH:
        return all(_is_plainly_right(inner, depth + 1) for inner in value)  # type: ignore[attr-defined]
    return value is None or form is bool


def _check_plain(value: object, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise _Fault(f"more than {MAX_DEPTH} levels deep")
    match value:
        case str():
            _check_text(value)
        case None | bool():
            return
        case int():
            if abs(value) > MAX_INTEGER:
                raise _Fault(f"{value} is beyond 2**53 - 1")
        case dict():
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise _Fault(f"key {key!r} is not text")
                _check_text(key)
                _check_inner(inner, depth, f".{key}")
        case list() | tuple():
            for at, inner in enumerate(value):
                _check_inner(inner, depth, at)
        case float():
            raise _Fault(f"{value!r} is not a whole number; signed numbers all are")
        case _:
            raise _Fault(f"{type(value).__name__} has no place in signed bytes")


def _check_inner(value: object, depth: int, at: str | int) -> None:
    try:
        _check_plain(value, depth + 1)
    except _Fault as fault:
        fault.path.append(at if isinstance(at, str) else f"[{at}]")
        raise


def _check_text(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _Fault("text with half a character (a lone surrogate)") from error

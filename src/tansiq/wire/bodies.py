"""Structures to bytes and back, strictly: a body that was read is the only body that says the same.

Every layout is a structure of named fields. A writer leaves out what has its default value, so a field written with
its default is refused like any other second form: otherwise one revision could have two hashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Final, TypeVar, cast

import msgspec

from tansiq.base.errors import BadRequest
from tansiq.base.units import KIB
from tansiq.coordination.statements import Said
from tansiq.ledger.canonical import first_differing_byte
from tansiq.ledger.envelope import MAX_ENVELOPE_BYTES, encode_body
from tansiq.wire.errors import BadBody, BodyTooLarge

MAX_BODY_BYTES: Final = MAX_ENVELOPE_BYTES - 4 * KIB
"""Leaves room for the envelope's own fields, sixteen recipients included."""

_AT = re.compile(r" - at `\$([^`]*)`$")
_LACKS = re.compile(r"Object missing required field `([^`]+)`")
_EXTRA = re.compile(r"Object contains unknown field `([^`]+)`")

_LONGEST_COMPLAINT = 300
"""The decoder repeats what came, however long; the refusal must itself fit into a message."""

S = TypeVar("S", bound=Said)
B = TypeVar("B", bound="Shape")


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of every layout. Defaults are left out by `to_plain`: msgspec's own way asks for identity, not equality."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One version of one kind's body."""

    statements: tuple[type[Said], ...]
    encode: Callable[[Said], bytes]
    decode: Callable[[bytes], Said]
    can_say: Callable[[Said], bool]
    """Whether this version has a field for all that a statement says."""


def layout(
    statements: tuple[type[Said], ...],
    body: type[B] | UnionType,
    *,
    to_body: Callable[[S], B],
    from_body: Callable[[B], S],
    can_say: Callable[[S], bool] | None = None,
) -> Layout:
    """Tie a structure and its two translations to bytes; `can_say` left out: the layout says everything."""
    decoder: msgspec.json.Decoder[B] = msgspec.json.Decoder(body)

    def encode(said: Said) -> bytes:
        assert isinstance(said, statements)
        written = to_body(cast("S", said))
        data = write_body(written, body)
        # A peer that refuses a message holds everything shared on the line (rule 18), so what it would refuse is
        # refused here, before it is signed.
        from_body(written)
        return data

    def decode(data: bytes) -> Said:
        return from_body(read_body(data, decoder))

    def says_all(said: Said) -> bool:
        return isinstance(said, statements) and (can_say is None or can_say(cast("S", said)))

    return Layout(statements, encode, decode, says_all)


def to_plain(body: Shape) -> dict[str, object]:
    """Dicts, lists, texts and numbers of a structure, without the fields that have their default value."""
    tag_field, tag, fields = _fields_of(type(body))
    plain: dict[str, object] = {} if tag_field is None else {tag_field: tag}
    for name, default in fields:
        value = getattr(body, name)
        if value != default:
            plain[name] = _to_plain(value)
    return plain


def _to_plain(value: object) -> object:
    match value:
        case Shape():
            return to_plain(value)
        case tuple():
            return [_to_plain(inner) for inner in value]
        case StrEnum():
            return value.value
        case _:
            return value


@cache
def _fields_of(shape: type[Shape]) -> tuple[str | None, object, tuple[tuple[str, object], ...]]:
    """Tag field, tag, and each field with its default (msgspec's NODEFAULT, equal to nothing, where it has none)."""
    config = shape.__struct_config__
    return config.tag_field, config.tag, tuple((field.name, field.default) for field in msgspec.structs.fields(shape))


def write_body(body: Shape, form: object) -> bytes:
    """RFC 8785 bytes of a structure, checked as the peer will check it: a bad body once signed cannot be taken back.

    Raises:
        BadBody: a value out of range; `BodyTooLarge` beyond `MAX_BODY_BYTES`.
    """
    plain = to_plain(body)
    try:
        msgspec.convert(plain, form)
        data = encode_body(plain)
    except msgspec.ValidationError as error:
        raise bad_body_from(error) from error
    except BadRequest as error:
        raise BadBody(error.message, where=error.where) from error
    _check_size(data)
    return data


def read_body(data: bytes, decoder: msgspec.json.Decoder[B]) -> B:
    """The structure that these bytes, and no others, state.

    Raises:
        BadBody: with the path of the field.
    """
    _check_size(data)
    try:
        body = decoder.decode(data)
        again = encode_body(to_plain(body))
    except msgspec.DecodeError as error:
        raise bad_body_from(error) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise BadBody("not JSON text in UTF-8", where="$") from error
    except BadRequest as error:
        raise BadBody(error.message, where=error.where) from error
    if again != data:
        raise _second_form(data, again)
    return body


def bad_body_from(error: msgspec.DecodeError) -> BadBody:
    """A decoder's complaint in plain words, with the path of the field."""
    text = str(error)
    found = _AT.search(text)
    where = "$" + (found.group(1) if found else "")
    text = _AT.sub("", text)[:_LONGEST_COMPLAINT]
    if lacks := _LACKS.search(text):
        return BadBody(f"the field {lacks.group(1)} is missing", where=f"{where}.{lacks.group(1)}")
    if extra := _EXTRA.search(text):
        return BadBody(f"the field {extra.group(1)[:40]} is not known", where=f"{where}.{extra.group(1)[:40]}")
    return BadBody(text[:1].lower() + text[1:], where=where)


@contextmanager
def placed(where: str) -> Iterator[None]:
    """Turn a refusal of the model into one of the body, at a field's path."""
    try:
        yield
    except BadBody:
        raise
    except BadRequest as error:
        raise BadBody(error.message, where=where, advice=error.advice()) from error


def check(fits: bool, message: str, *, where: str) -> None:
    """Raise `BadBody` unless it fits."""
    if not fits:
        raise BadBody(message, where=where)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_BODY_BYTES:
        raise BodyTooLarge(size_bytes=len(data), limit_bytes=MAX_BODY_BYTES)


def _second_form(data: bytes, again: bytes) -> BadBody:
    path = _find_difference(msgspec.json.decode(data), msgspec.json.decode(again), "$")
    if path is not None:
        return BadBody("a field that has its default value is left out", where=path)
    at = first_differing_byte(data, again)
    return BadBody(f"not in canonical form (RFC 8785) from byte {at} on", where=f"$ byte {at}")


def _find_difference(came: object, belongs: object, path: str) -> str | None:
    """Path of the first field that came and does not belong; None where the values are the same."""
    if isinstance(came, dict) and isinstance(belongs, dict):
        for name, value in came.items():
            if name not in belongs:
                return f"{path}.{name}"
            if (found := _find_difference(value, belongs[name], f"{path}.{name}")) is not None:
                return found
    if isinstance(came, list) and isinstance(belongs, list):
        for number, (one, other) in enumerate(zip(came, belongs, strict=False)):
            if (found := _find_difference(one, other, f"{path}[{number}]")) is not None:
                return found
    return None

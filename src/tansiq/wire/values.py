"""Values of the model to JSON bytes and back, by their types alone: for what stays in the node's own store.

Frozen dataclasses (nested; in a union tagged by ``type``, the class name in snake_case), tuples, frozensets (sorted),
mappings with text keys, enumerations, literals, ids, bytes (hexadecimal), whole numbers, text, booleans, None. Built
once for each type. Every field is written, so a later default changes no kept value; a field that a kept value lacks
has its default. Nothing of this goes over a line: peers get the layouts in the other files.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints, overload

import msgspec

from tansiq.base.errors import BadRequest
from tansiq.wire.errors import BadBody

T = TypeVar("T")
TAG = "type"

Write = Callable[[object], object]
Read = Callable[[object, str], object]


@dataclass(frozen=True, slots=True)
class Codec:
    """The two ways of one type, between values and plain JSON values."""

    write: Write
    read: Read
    """Takes the path for errors."""
    is_plain: bool = False
    """msgspec writes a value as it stands just as `write` would: text, numbers, enumerations, dataclasses of these."""


def encode_value(value: object, form: object) -> bytes:
    """JSON bytes of a value of a type or union, the same every time."""
    codec = _codec(form)
    return msgspec.json.encode(value if codec.is_plain else codec.write(value))


@overload
def decode_value(data: bytes, form: type[T]) -> T: ...
@overload
def decode_value(data: bytes, form: object) -> object: ...
def decode_value(data: bytes, form: object) -> object:
    """The value of a type or union that bytes state.

    Raises:
        BadBody: with the path of the field.
    """
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadBody("not JSON text in UTF-8", where="$") from error
    return _codec(form).read(plain, "$")


def snake_case(name: str) -> str:
    """``OwnForce`` is ``own_force``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


@cache
def _codec(form: object) -> Codec:
    if isinstance(form, NewType):
        return _codec(form.__supertype__)
    origin = get_origin(form)
    if origin in {Union, UnionType}:
        return _union(get_args(form))
    if origin is tuple:
        return _tuple(get_args(form))
    if origin is frozenset:
        return _set(get_args(form)[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(*get_args(form))
    if origin is Literal:
        return _literal(get_args(form))
    if isinstance(form, type):
        return _class(form)
    raise TypeError(f"{form!r} cannot be kept")


def _class(form: type) -> Codec:
    if dataclasses.is_dataclass(form):
        return _dataclass(form)
    if issubclass(form, Enum):
        return _enum(form)
    if form is bytes:
        return Codec(_write_bytes, _read_bytes)
    if form in {int, str, bool, NoneType}:
        return _scalar(form)
    raise TypeError(f"{form!r} cannot be kept")


def _scalar(form: type) -> Codec:
    def read(plain: object, where: str) -> object:
        if type(plain) is not form:
            raise BadBody(f"{form.__name__} belongs here, not {type(plain).__name__}", where=where)
        return plain

    return Codec(lambda value: value, read, is_plain=True)


def _write_bytes(value: object) -> object:
    assert isinstance(value, bytes)
    return value.hex()


def _read_bytes(plain: object, where: str) -> object:
    try:
        return bytes.fromhex(_text(plain, where))
    except ValueError as error:
        raise BadBody("not hexadecimal", where=where) from error


def _enum(form: type[Enum]) -> Codec:
    def write(value: object) -> object:
        assert isinstance(value, form)
        return value.value

    def read(plain: object, where: str) -> object:
        try:
            return form(plain)
        except ValueError as error:
            raise BadBody(f"{plain!r} is not a {form.__name__}", where=where) from error

    return Codec(write, read, is_plain=True)


def _literal(choices: tuple[object, ...]) -> Codec:
    def read(plain: object, where: str) -> object:
        if plain not in choices:
            raise BadBody(f"{plain!r} is not one of {', '.join(map(str, choices))}", where=where)
        return plain

    return Codec(lambda value: value, read, is_plain=True)


def _tuple(forms: tuple[object, ...]) -> Codec:
    if len(forms) == 2 and forms[1] is Ellipsis:
        inner = _codec(forms[0])

        def write_all(value: object) -> object:
            assert isinstance(value, tuple)
            return [inner.write(one) for one in value]

        def read_all(plain: object, where: str) -> object:
            return tuple(inner.read(one, f"{where}[{at}]") for at, one in enumerate(_list(plain, where)))

        return _plainly(Codec(write_all, read_all), (inner,))
    codecs = [_codec(form) for form in forms]

    def write(value: object) -> object:
        assert isinstance(value, tuple)
        return [codec.write(one) for codec, one in zip(codecs, value, strict=True)]

    def read(plain: object, where: str) -> object:
        given = _list(plain, where)
        if len(given) != len(codecs):
            raise BadBody(f"{len(codecs)} values belong here, not {len(given)}", where=where)
        pairs = enumerate(zip(codecs, given, strict=True))
        return tuple(codec.read(one, f"{where}[{at}]") for at, (codec, one) in pairs)

    return _plainly(Codec(write, read), codecs)


def _set(form: object) -> Codec:
    inner = _codec(form)

    def write(value: object) -> object:
        assert isinstance(value, frozenset)
        # By their bytes, since not every value can be compared.
        return sorted((inner.write(one) for one in value), key=msgspec.json.encode)

    def read(plain: object, where: str) -> object:
        return frozenset(inner.read(one, f"{where}[{at}]") for at, one in enumerate(_list(plain, where)))

    return Codec(write, read)


def _mapping(key_form: object, value_form: object) -> Codec:
    keys, values = _codec(key_form), _codec(value_form)

    def write(value: object) -> object:
        assert isinstance(value, Mapping)
        written = {_text(keys.write(key), "$"): values.write(inner) for key, inner in value.items()}
        return dict(sorted(written.items()))

    def read(plain: object, where: str) -> object:
        given = _object(plain, where)
        return {keys.read(key, where): values.read(inner, f"{where}.{key}") for key, inner in given.items()}

    return Codec(write, read)


def _union(forms: tuple[object, ...]) -> Codec:
    some = tuple(form for form in forms if form is not NoneType)
    inner = _codec(some[0]) if len(some) == 1 else _tagged(some)
    if len(some) == len(forms):
        return inner
    written = Codec(
        lambda value: None if value is None else inner.write(value),
        lambda plain, where: None if plain is None else inner.read(plain, where),
    )
    return _plainly(written, (inner,))


def _tagged(forms: tuple[object, ...]) -> Codec:
    classes: list[type] = [form for form in forms if isinstance(form, type) and dataclasses.is_dataclass(form)]
    codecs = {snake_case(form.__name__): _codec(form) for form in classes}
    tags: dict[type, str] = {form: snake_case(form.__name__) for form in classes}
    if len(codecs) != len(forms):
        raise TypeError(f"a union is kept only of dataclasses with different names: {forms!r}")

    def write(value: object) -> object:
        tag = tags[type(value)]
        return {TAG: tag} | _object(codecs[tag].write(value), "$")

    def read(plain: object, where: str) -> object:
        given = dict(_object(plain, where))
        tag = _text(given.pop(TAG, ""), f"{where}.{TAG}")
        if tag not in codecs:
            raise BadBody(f"{tag!r} is not one of {', '.join(sorted(codecs))}", where=f"{where}.{TAG}")
        return codecs[tag].read(given, where)

    return Codec(write, read)


def _dataclass(form: type[Any]) -> Codec:
    hints = get_type_hints(form)
    fields = {field.name: field for field in dataclasses.fields(form) if field.init}
    if TAG in fields:
        raise TypeError(f"{form.__name__} has a field named {TAG}, which is the tag of unions")
    codecs = {name: _codec(hints[name]) for name in fields}
    needed = frozenset(name for name, field in fields.items() if _has_no_default(field))

    # Most fields of most rows are written as they stand, and only the others are gone into.
    others = {name: codec.write for name, codec in codecs.items() if not codec.is_plain}
    plain_names = tuple(codecs)

    def write(value: object) -> object:
        assert type(value) is form
        written = {name: getattr(value, name) for name in plain_names}
        for name, write_inner in others.items():
            written[name] = write_inner(written[name])
        return written

    def read(plain: object, where: str) -> object:
        given = _object(plain, where)
        for name in needed - given.keys():
            raise BadBody(f"the field {name} is missing", where=f"{where}.{name}")
        for name in given.keys() - codecs.keys():
            raise BadBody(f"the field {name[:40]} is not known", where=f"{where}.{name[:40]}")
        inner = {name: codecs[name].read(value, f"{where}.{name}") for name, value in given.items()}
        try:
            return form(**inner)
        except BadBody:
            raise
        except BadRequest as error:
            raise BadBody(error.message, where=where, advice=error.advice()) from error

    # msgspec writes every field that a dataclass has.
    is_whole = len(fields) == len(dataclasses.fields(form))
    return _plainly(Codec(write, read), codecs.values()) if is_whole else Codec(write, read)


def _plainly(codec: Codec, parts: Iterable[Codec]) -> Codec:
    """The codec of a value made of parts: where all of these are written as they stand, so is it."""
    return dataclasses.replace(codec, is_plain=all(part.is_plain for part in parts))


def _has_no_default(field: dataclasses.Field[object]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _list(plain: object, where: str) -> list[object]:
    if not isinstance(plain, list):
        raise BadBody(f"a list belongs here, not {type(plain).__name__}", where=where)
    return plain


def _object(plain: object, where: str) -> dict[str, object]:
    if not isinstance(plain, dict):
        raise BadBody(f"an object belongs here, not {type(plain).__name__}", where=where)
    return plain


def _text(plain: object, where: str) -> str:
    if not isinstance(plain, str):
        raise BadBody(f"text belongs here, not {type(plain).__name__}", where=where)
    return plain

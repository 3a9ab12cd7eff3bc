"""What a value of a scenario file may be: small readers that return a plain value or say what was expected where."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tansiq.base.clock import BadInstant, parse_instant
from tansiq.scenario.doc import Json
from tansiq.scenario.errors import BadScenario
from tansiq.scenario.located import Located

LANGUAGES = ("en", "ar", "ru", "tr")

Shape = Callable[[Located], Json]
"""Reads one value; raises `BadScenario` naming its place."""


def refuse(found: Located, expected: str) -> BadScenario:
    """The error for a value that is not what was expected."""
    return BadScenario(f"expected {expected}, found {found.describe()}", where=str(found.mark))


def text(found: Located) -> str:
    if not isinstance(found.value, str) or not found.value.strip():
        raise refuse(found, "a text")
    return found.value


def word(found: Located) -> str:
    if not isinstance(found.value, str) or not re.fullmatch(r"[a-z][a-z0-9._-]{0,63}", found.value):
        raise refuse(found, "a short name of a-z, 0-9, hyphen and dot, a letter first")
    return found.value


def flag(found: Located) -> bool:
    if not isinstance(found.value, bool):
        raise refuse(found, "true or false")
    return found.value


def whole(found: Located) -> int:
    if not isinstance(found.value, int) or isinstance(found.value, bool) or found.value < 0:
        raise refuse(found, "a whole number, 0 or more")
    return found.value


def number(found: Located) -> float:
    if not isinstance(found.value, int | float) or isinstance(found.value, bool):
        raise refuse(found, "a number")
    return found.value


def instant(found: Located) -> str:
    if not isinstance(found.value, str):
        raise refuse(found, "an instant with its zone, such as 2017-02-08T20:11:00Z")
    try:
        parse_instant(found.value)
    except BadInstant as error:
        raise BadScenario(f"{error.message}. {error.advice()}", where=str(found.mark)) from error
    return found.value


def anything(found: Located) -> Json:
    return found.plain()


def one_of(*allowed: str) -> Shape:
    def read(found: Located) -> Json:
        if found.value not in allowed:
            raise refuse(found, "one of " + ", ".join(allowed))
        return found.plain()

    return read


language = one_of(*LANGUAGES)


def maybe(shape: Shape) -> Shape:
    """The shape, or nothing."""
    return lambda found: None if found.value is None else shape(found)


def either(first: Shape, second: Shape, expected: str) -> Shape:
    """Whichever of two fits; a mapping or list that fits neither is judged by the second."""

    def read(found: Located) -> Json:
        for shape in (first, second):
            try:
                return shape(found)
            except BadScenario as error:
                if error.where != str(found.mark) and isinstance(found.value, dict | list):
                    raise
        raise refuse(found, expected)

    return read


def list_of(shape: Shape, *, least: int = 0, what: str = "elements") -> Shape:
    def read(found: Located) -> Json:
        if not isinstance(found.value, list):
            raise refuse(found, f"a list of {what}")
        if len(found.value) < least:
            raise BadScenario(f"expected at least {least} {what}, found {len(found.value)}", where=str(found.mark))
        return [shape(element) for element in found.value]

    return read


def one_or_more(shape: Shape) -> Shape:
    """A list, or a single value read as a list of one."""

    def read(found: Located) -> Json:
        if isinstance(found.value, list):
            return list_of(shape, least=1)(found)
        return [shape(found)]

    return read


def map_of(shape: Shape, *, keys: tuple[str, ...] | None = None) -> Shape:
    """A mapping with free keys, or with some of the keys given."""

    def read(found: Located) -> Json:
        if not isinstance(found.value, dict):
            raise refuse(found, "a mapping")
        for key, field in found.value.items():
            if keys is not None and key not in keys:
                raise BadScenario(f"{key!r} is not known here; known are {', '.join(keys)}", where=str(field.mark))
        return {key: shape(field.value) for key, field in found.value.items()}

    return read


words = map_of(text, keys=LANGUAGES)
"""One text in some or all of the four languages."""


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with named fields."""

    needed: Mapping[str, Shape]
    optional: Mapping[str, Shape]
    what: str

    def __call__(self, found: Located) -> dict[str, Json]:
        """Read it; a key that is unknown or missing is named."""
        if not isinstance(found.value, dict):
            raise refuse(found, f"a mapping: {self.what}")
        shapes = {**self.needed, **self.optional}
        for key, field in found.value.items():
            if key not in shapes:
                known = ", ".join(shapes)
                raise BadScenario(f"{key!r} is not known in {self.what}; known are {known}", where=str(field.mark))
        for key in self.needed:
            if key not in found.value:
                raise BadScenario(f"{key!r} is missing in {self.what}", where=str(found.mark))
        return {key: shapes[key](field.value) for key, field in found.value.items()}

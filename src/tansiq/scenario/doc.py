"""JSON as it comes from an API or a file, read with types.

A field that is missing or of another type reads as empty: a report must not break on an answer that lacks a detail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


@dataclass(frozen=True, slots=True)
class Doc:
    """One JSON value."""

    value: Json

    def at(self, *keys: str | int) -> Doc:
        """The value below, through keys and positions; an empty one where there is none."""
        value = self.value
        for key in keys:
            if isinstance(key, str) and isinstance(value, Mapping):
                value = value.get(key)
            elif isinstance(key, int) and isinstance(value, Sequence) and not isinstance(value, str):
                value = value[key] if -len(value) <= key < len(value) else None
            else:
                return Doc(None)
        return Doc(value)

    def text(self, *keys: str | int) -> str:
        """The text there; a number in its plain form; empty where there is neither."""
        value = self.at(*keys).value
        if isinstance(value, str):
            return value
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""

    def number(self, *keys: str | int) -> float | None:
        """The number there."""
        value = self.at(*keys).value
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def whole(self, *keys: str | int, default: int = 0) -> int:
        """The number there without its fraction."""
        number = self.number(*keys)
        return default if number is None else int(number)

    def flag(self, *keys: str | int) -> bool:
        """Whether it is exactly true."""
        return self.at(*keys).value is True

    def list(self, *keys: str | int) -> tuple[Doc, ...]:
        """The elements there; none where it is not a list."""
        value = self.at(*keys).value
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(Doc(element) for element in value)
        return ()

    def texts(self, *keys: str | int) -> tuple[str, ...]:
        """The elements there as texts."""
        return tuple(element.text() for element in self.list(*keys))

    def pairs(self, *keys: str | int) -> tuple[tuple[str, Doc], ...]:
        """The fields there; none where it is not an object."""
        value = self.at(*keys).value
        return tuple((key, Doc(inner)) for key, inner in value.items()) if isinstance(value, Mapping) else ()

    def has(self, *keys: str | int) -> bool:
        """Whether something other than null is there."""
        return self.at(*keys).value is not None

    def walk_texts(self) -> Iterator[str]:
        """Every text inside, keys left out."""
        if isinstance(self.value, str):
            yield self.value
        for element in self.list():
            yield from element.walk_texts()
        for _, inner in self.pairs():
            yield from inner.walk_texts()

"""JSON read one value after another, each with its place, so that a long file is never walked twice.

Strict where the usual reader is not: a key twice in one object, NaN, infinities and values nested too deep are refused.
The place of a field inside a value is looked for only when there is a fault to report.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NoReturn, cast

from tansiq.formats.reading import BadFile, Mark

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Path = tuple[str | int, ...]
"""Keys and numbers of elements that lead to a field."""

_SPACE = re.compile(r"[ \t\n\r]*")
_LINE_END = re.compile(r"\n")
MAX_DEPTH = 100


class _Twice(ValueError):
    def __init__(self, key: str) -> None:
        super().__init__(f"the key {key[:60]!r} stands twice in one object")


class _NoNumber(ValueError):
    pass


def decode_text(data: bytes, file: str) -> str:
    """UTF-8, with or without a byte order mark.

    Raises:
        BadFile: it is none; the line and column of the first byte at fault.
    """
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise BadFile(
            f"the byte 0x{data[error.start]:02x} is not UTF-8",
            mark=Mark(file, line, column),
            advice="Save the file as UTF-8.",
        ) from error


class JsonText:
    """A JSON text and how far it is read."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.at = 0
        """The character at which reading goes on."""
        self._decoder = json.JSONDecoder(object_pairs_hook=_once_each, parse_constant=_refuse, parse_float=_finite)
        self._lines: list[int] | None = None

    def mark(self, at: int) -> Mark:
        """Line and column of a character."""
        if self._lines is None:
            self._lines = [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        line = bisect_right(self._lines, at)
        return Mark(self.file, line, at - self._lines[line - 1] + 1)

    def fail(self, message: str, at: int, *, advice: str | None = None) -> NoReturn:
        """Raise the error for a fault at a character."""
        raise BadFile(message, mark=self.mark(min(at, len(self.text))), advice=advice)

    def skip(self) -> int:
        """Past white space; where reading then stands."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        self.skip()
        return self.text[self.at : self.at + 1]

    def value(self) -> Json:
        """The next whole value."""
        at = self.skip()
        try:
            found, self.at = self._decoder.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            self.fail(f"this is not JSON: {error.msg}", error.pos, advice="Look for a missing comma, quote or bracket.")
        except RecursionError:
            self.fail("values are nested too deep", at)
        except (_Twice, _NoNumber) as error:
            self.fail(str(error), at)
        except ValueError:
            self.fail("a number has too many digits", at)
        return cast("Json", found)

    def members(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller reads each value before the next key."""
        self._expect("{")
        seen: set[str] = set()
        if self.peek() == "}":
            self.at += 1
            return
        while True:
            at = self.skip()
            key = self.value()
            if not isinstance(key, str):
                self.fail("a key must be a text in quotes", at)
            if key in seen:
                self.fail(str(_Twice(key)), at)
            seen.add(key)
            self._expect(":")
            yield key
            if self._closes("}"):
                return

    def elements(self) -> Iterator[int]:
        """Where each element of the array that begins here stands; the caller reads each before the next."""
        self._expect("[")
        if self.peek() == "]":
            self.at += 1
            return
        while True:
            yield self.skip()
            if self._closes("]"):
                return

    def end(self) -> None:
        """Check that nothing follows."""
        if self.peek():
            self.fail("something follows after the end of the JSON value", self.at)

    def find(self, at: int, path: Path) -> int:
        """The character at which a field of the value at `at` begins; of the nearest that is there where it is not."""
        walker = JsonText(self.text, self.file)
        walker.at = at
        for step in path:
            kept = walker.skip()
            if not _enter(walker, step):
                return kept
        return walker.skip()

    def _expect(self, sign: str) -> None:
        if self.peek() != sign:
            self.fail(f"expected {sign!r}, found {self.peek() or 'the end of the file'!r}", self.at)
        self.at += 1

    def _closes(self, sign: str) -> bool:
        found = self.peek()
        if found not in (",", sign):
            self.fail(f"expected ',' or {sign!r}, found {found or 'the end of the file'!r}", self.at)
        self.at += 1
        return found == sign


def _enter(walker: JsonText, step: str | int) -> bool:
    """Move to one field of the value that begins here."""
    if isinstance(step, str) and walker.peek() == "{":
        for key in walker.members():
            if key == step:
                return True
            walker.value()
    if isinstance(step, int) and walker.peek() == "[":
        for number, _ in enumerate(walker.elements()):
            if number == step:
                return True
            walker.value()
    return False


def _once_each(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _Twice(key)
            seen.add(key)
    return made


def _refuse(name: str) -> NoReturn:
    raise _NoNumber(f"{name} is not a number of JSON")


def _finite(digits: str) -> float:
    found = float(digits)
    if not math.isfinite(found):
        raise _NoNumber(f"{digits[:40]} is too large a number")
    return found

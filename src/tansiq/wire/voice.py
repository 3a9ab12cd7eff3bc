"""What is read out over a radio or a telephone, and typed from hearing: lines of words, each with a check word.

Every word is followed by its check word, every line ends with one of its own, so that a mistake has a place: one letter
heard wrongly, two letters or two words exchanged, a word left out. The check words are English in every language, at
least three letters apart from one another, and stand for nothing. They find mistakes, not deceit: who speaks is proved
otherwise. Letters of the four languages are taken; capital or small is not said, and spaces are one.

    place: 36.3705000 banana 37.5157000 crystal / guitar

| part | meaning |
|---|---|
| ``place:`` | name of the line |
| ``36.3705000 banana`` | a word and its check word: of its letters, of its place in the line, and of the line's name |
| ``/ guitar`` | the line's own check word: of all words and their number |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final

from tansiq.base.data import load_text
from tansiq.base.errors import BadRequest
from tansiq.base.ids import Sha256
from tansiq.coordination.agreement import MOST_ELEMENTS
from tansiq.coordination.readback import LEVEL, TIMES, UNBOUNDED, say_value
from tansiq.coordination.statements import Element
from tansiq.wire.elements import ElementForm

_PRIME: Final = 127
_BASE: Final = 3
"""Generates every residue of the prime, so that no two letters of a word shorter than 126 weigh the same."""
_STEP: Final = 41
_OVER: Final = "/"
_MAX_WORD: Final = 60
_REVISION: Final = "revision"
_REVISION_DIGITS: Final = 8
_TIMES_PARTS: Final = 4
_LETTERS: Final = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-+'()?°!"
    "ÇĞÖŞÜАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"
)


class BadVoice(BadRequest):
    """What was typed from hearing is not what was read out, or cannot be read out at all."""

    code: ClassVar[str] = "bad_voice"
    remedy: ClassVar[str] = "Ask the speaker to say that word and its check word once more, letter by letter."

    def __init__(self, fault: str, *, line: str, position: int | None = None, word: str = "") -> None:
        super().__init__(
            fault, where=f"voice.{line}" if position is None else f"voice.{line}[{position}]", advice=self.remedy
        )
        self.line, self.position, self.word = line, position, word


class VoiceMistake(BadVoice):
    """A word does not go with its check word."""

    code: ClassVar[str] = "voice_mistake"


class UnknownCheckWord(BadVoice):
    """There is no such check word."""

    code: ClassVar[str] = "unknown_check_word"
    remedy: ClassVar[str] = "Ask the speaker to spell the check word."


class VoiceIncomplete(BadVoice):
    """A line is not whole."""

    code: ClassVar[str] = "voice_incomplete"
    remedy: ClassVar[str] = "Ask the speaker to read the whole line again, to its last check word."


class NotSpeakable(BadVoice):
    """A text holds a sign that nobody can read out."""

    code: ClassVar[str] = "not_speakable"
    remedy: ClassVar[str] = "Write it with letters, digits and common signs alone, no word longer than 60."


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One line as it is meant."""

    name: str
    """Such as ``place``, or ``message`` for a short message."""
    text: str


def write_voice(lines: Sequence[VoiceLine]) -> str:
    """The form to read out.

    Raises:
        NotSpeakable: naming the word.
    """
    return "\n".join(_write_line(line) for line in lines)


def parse_voice(text: str) -> tuple[VoiceLine, ...]:
    """What was typed from hearing, once every check word is right.

    Raises:
        BadVoice: one of its kinds, naming the line and the word.
    """
    lines = tuple(_read_line(row) for row in text.splitlines() if row.strip())
    if not lines:
        raise VoiceIncomplete("nothing was typed", line="body")
    for number, line in enumerate(lines):
        if line.name in {other.name for other in lines[:number]}:
            raise VoiceIncomplete(f"the line {line.name} came twice", line=line.name)
    return lines


def write_elements(revision: Sha256, elements: Sequence[Element]) -> str:
    """The form by which an owner reads a revision's critical elements out; places are on WGS 84."""
    lines = [VoiceLine(element.name, _to_spoken(element)) for element in elements]
    return write_voice([VoiceLine(_REVISION, revision[:_REVISION_DIGITS]), *lines])


def write_parts(revision: Sha256, elements: Sequence[Element]) -> str:
    """As `write_elements`, in parts of at most four elements, each with its revision, an empty line between them."""
    starts = range(0, len(elements), MOST_ELEMENTS)
    return "\n\n".join(write_elements(revision, elements[start : start + MOST_ELEMENTS]) for start in starts)


def split_parts(text: str) -> list[str]:
    """Parts of what was typed, at its empty lines."""
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


def parse_elements(text: str, revision: Sha256) -> tuple[ElementForm, ...]:
    """Elements as typed from hearing.

    Raises:
        BadVoice: a word is mistaken, or another revision was read out.
    """
    elements = []
    for line in parse_voice(text):
        if line.name == _REVISION:
            if line.text.lower() != revision[:_REVISION_DIGITS]:
                raise VoiceMistake("another revision was read out", line=_REVISION, position=1, word=line.text)
        else:
            elements.append(ElementForm(name=line.name, value=_from_spoken(line)))
    return tuple(elements)


def _to_spoken(element: Element) -> str:
    """An element of the machine's writing in degrees and metres."""
    if element.name == TIMES:
        return re.sub("[TZ/]+", " ", element.value).strip()
    return say_value(element.name, element.value)


def _from_spoken(line: VoiceLine) -> str:
    if line.name == LEVEL:
        return line.text.replace("UNBOUNDED", UNBOUNDED).replace(" TO ", " to ")
    if line.name == TIMES and len(parts := line.text.split()) == _TIMES_PARTS:
        return f"{parts[0]}T{parts[1]}Z/{parts[2]}T{parts[3]}Z"
    return line.text


def _write_line(line: VoiceLine) -> str:
    parts = []
    for position, word in enumerate(line.text.split(), start=1):
        said = _fold(word)
        values = _values(said)
        if values is None or len(said) > _MAX_WORD or said == _OVER:
            raise NotSpeakable(f"{word[:40]!r} cannot be read out", line=line.name, position=position, word=word)
        parts.append(f"{said} {_check_word(line.name, position, values)}")
    return " ".join([f"{line.name}:", *parts, _OVER, _end_word(line.name, [part.split()[1] for part in parts])])


def _read_line(row: str) -> VoiceLine:
    head, colon, rest = row.partition(":")
    name = head.strip().lower()
    if not colon or not name:
        raise VoiceIncomplete(f"{row.strip()[:40]!r} begins with no name of a line", line="body")
    tokens = [_fold(token) for token in rest.split()]
    if len(tokens) < 2 or tokens[-2] != _OVER:
        raise VoiceIncomplete(f"the line {name} lacks its end, a stroke and a check word", line=name)
    body, end = tokens[:-2], tokens[-1].lower()
    if len(body) % 2:
        raise VoiceIncomplete(f"a word of {name} lacks its check word, or a check word its word", line=name)
    words, checks = body[::2], [check.lower() for check in body[1::2]]
    for position, (word, check) in enumerate(zip(words, checks, strict=True), start=1):
        _check_pair(name, position, word, check)
    _check_known(name, None, end)
    if end != _end_word(name, checks):
        raise VoiceIncomplete(f"the end of {name} does not go with its words: one is missing or too many", line=name)
    return VoiceLine(name, " ".join(words))


def _check_pair(name: str, position: int, word: str, check: str) -> None:
    _check_known(name, position, check)
    values = _values(word)
    if values is None or _check_word(name, position, values) != check:
        fault = f"word {position} of {name}, {word[:40]!r}, does not go with its check word {check!r}"
        raise VoiceMistake(fault, line=name, position=position, word=word)


def _check_known(name: str, position: int | None, check: str) -> None:
    if check not in _places():
        fault = f"{check[:40]!r} in {name} is no check word"
        raise UnknownCheckWord(fault, line=name, position=position, word=check)


def _check_word(name: str, position: int, values: Sequence[int]) -> str:
    """A different letter, two letters exchanged, or the word at another place give another check word."""
    return _words()[(_weigh(values) + _STEP * position + _weigh(name.encode())) % _PRIME]


def _end_word(name: str, checks: Sequence[str]) -> str:
    return _words()[(_weigh([_places()[check] + 1 for check in checks]) + _weigh(name.encode())) % _PRIME]


def _weigh(values: Sequence[int] | bytes) -> int:
    return sum(value * pow(_BASE, at, _PRIME) for at, value in enumerate(values, start=1)) % _PRIME


def _values(said: str) -> list[int] | None:
    """From 1, so that a letter that is left out weighs."""
    values = [_LETTERS.find(letter) + 1 for letter in said]
    return values if said and all(values) else None


def _fold(word: str) -> str:
    return word.upper().replace("İ", "I")


@cache
def _words() -> tuple[str, ...]:
    return tuple(load_text("wire", "check_words.txt").split())


@cache
def _places() -> dict[str, int]:
    return {word: at for at, word in enumerate(_words())}

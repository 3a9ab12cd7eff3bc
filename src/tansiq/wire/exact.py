"""Texts, digits and instants said aloud so that the hearer's node makes the very same ones again."""

from __future__ import annotations

import re
import uuid
from typing import Final

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.errors import BadRequest
from tansiq.coordination.readback import LEVEL, TIMES
from tansiq.wire.voice import NotSpeakable, VoiceIncomplete, VoiceLine, VoiceMistake, write_voice

HASH_DIGITS: Final = 64
_ID_DIGITS: Final = 32
_GROUP: Final = 8
_CAPITALS: Final = "CAPITALS"
_DIGITS: Final = "DIGITS"
_WORDS_OF_A_TIME: Final = 4
_UNITS: Final = {"MM": "mm", "PA": "Pa", "FIELD": "field", "UNBOUNDED": "unbounded", "TO": "to"}
"""Of a level: what is written small there."""


def say_digits(digits: str) -> str:
    """Hexadecimal digits in words of eight."""
    return " ".join(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)).upper()


def read_digits(line: VoiceLine, count: int | None = None) -> str:
    """As they were typed, in small letters; of any even number where none is named."""
    words = line.text.split()
    for position, word in enumerate(words, start=1):
        if not re.fullmatch("[0-9A-F]{1,8}", word):
            raise VoiceMistake(f"{word!r} is not eight digits of 0-9 and A-F", line=line.name, position=position)
    digits = "".join(words)
    if len(digits) % 2 or (count is not None and len(digits) != count):
        raise VoiceIncomplete(f"the line {line.name} has {len(digits)} digits, not {count or 'pairs'}", line=line.name)
    return digits.lower()


def read_uuid(line: VoiceLine) -> str:
    """An id in four words."""
    return str(uuid.UUID(read_digits(line, _ID_DIGITS)))


def say_instant(at_ms: int) -> str:
    """Date and time, UTC."""
    return write_instant(at_ms).replace("T", " ").removesuffix("Z")


def read_instant(line: VoiceLine) -> int:
    """Milliseconds since 1970 UTC."""
    try:
        return parse_instant(line.text.replace(" ", "T") + "Z", where=f"voice.{line.name}")
    except BadRequest as error:
        raise VoiceIncomplete(f"the line {line.name} has a date and a time", line=line.name) from error


def say_text(text: str, *, element: str = "") -> str:
    """In words where these give it back exactly, else in digits.

    Args:
        text: any.
        element: of a readback, whose usual writing is said without its signs.
    """
    if element == TIMES and _times(spoken := re.sub("[TZ/]+", " ", text).strip()) == text:
        return spoken
    for said in (text, f"{_CAPITALS} {text}"):
        if _is_exact(said, text, element):
            return said
    return f"{_DIGITS} {say_digits(text.encode('utf-8').hex())}"


def read_text(line: VoiceLine, *, element: str = "") -> str:
    """The text as it was before it was said."""
    first, _, rest = line.text.partition(" ")
    if first == _DIGITS and rest:
        try:
            return bytes.fromhex(read_digits(VoiceLine(line.name, rest))).decode("utf-8")
        except UnicodeDecodeError:
            raise VoiceMistake("these digits are no text", line=line.name) from None
    if first == _CAPITALS and rest:
        return rest
    if element == TIMES and (times := _times(line.text)) is not None:
        return times
    if element == LEVEL:
        return " ".join(_UNITS.get(word, word) for word in line.text.split())
    return line.text.lower()


def _times(spoken: str) -> str | None:
    parts = spoken.split()
    if len(parts) != _WORDS_OF_A_TIME:
        return None
    return f"{parts[0]}T{parts[1]}Z/{parts[2]}T{parts[3]}Z"


def _is_exact(said: str, text: str, element: str) -> bool:
    """Whether what is heard gives the text back; nobody can say some signs at all."""
    line = VoiceLine("text", said)
    try:
        write_voice([line])
    except NotSpeakable:
        return False
    heard = " ".join(word.upper().replace("İ", "I") for word in said.split())
    return bool(heard) and read_text(VoiceLine("text", heard), element=element) == text

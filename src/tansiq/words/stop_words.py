"""Words that mean "stop" in prose. The one thing that the machine reads in what a person typed.

It reads them in all languages at once, since the author may not write in the language of the line, and takes one too
many rather than one too few: a cease raised by mistake costs minutes.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

STOP_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("stop", "stopping", "cease", "halt", "abort", "break off"),
    "ar": (
        "أوقف", "أوقفوا", "أوقفوه", "أوقفوها", "توقف", "توقفوا", "إيقاف", "الإيقاف", "قف", "قفوا", "وقف", "الوقف",
        "للوقف", "أوقفي",
    ),
    "ru": (
        "стой", "стойте", "стоп", "прекратить", "прекрати", "прекратите", "прекращайте", "прекращать", "остановить",
        "останови", "остановите", "остановитесь", "остановись", "остановка",
    ),
    "tr": ("dur", "durun", "durunuz", "durdur", "durdurun", "durdurunuz", "durdurulsun", "durdurma"),
}  # fmt: skip
"""Whole words or phrases; longer words that only contain one do not count."""

# Letters and digits with every mark that may stand on or between them.
_TOKEN = re.compile(
    r"(?:[^\W_]|[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u2060-\u2069])+"
)
_ARABIC_LEADS = ("و", "ف")
"""Written onto the word that follows: "and", "so"."""


def asks_to_stop(text: str) -> str | None:
    """The first word or phrase in a text that asks to stop, as it was typed; None where there is none."""
    tokens = [(match.group(), _fold(match.group())) for match in _TOKEN.finditer(text)]
    tokens = [token for token in tokens if token[1]]
    for at in range(len(tokens)):
        for length in _LENGTHS:
            window = tokens[at : at + length]
            if len(window) == length and _is_stop(tuple(folded for _, folded in window)):
                return " ".join(typed for typed, _ in window)
    return None


def _is_stop(words: tuple[str, ...]) -> bool:
    if words in _FOLDED:
        return True
    return words[0].startswith(_ARABIC_LEADS) and (words[0][1:], *words[1:]) in _FOLDED


def _fold(word: str) -> str:
    """Lower case without marks: É is e, أ is ا, İ and ı are i, invisible characters are nothing."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    plain = (one for one in decomposed if unicodedata.category(one) not in {"Mn", "Cf"} and one != "ـ")
    return "".join(plain).replace("ı", "i")


_FOLDED: Final = frozenset(
    tuple(_fold(part) for part in entry.split()) for words in STOP_WORDS.values() for entry in words
)
_LENGTHS: Final = sorted({len(entry) for entry in _FOLDED})

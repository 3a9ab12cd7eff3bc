"""The sixteen points of the compass in Arabic, English, Russian and Turkish, read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
"""Clockwise from north."""
POINT_DEG = 360.0 / len(POINTS)
LANGUAGES = ("en", "ar", "ru", "tr")

_CARDINALS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"n": "north", "e": "east", "s": "south", "w": "west"},
        "ar": {"n": "شمال", "e": "شرق", "s": "جنوب", "w": "غرب"},
        "ru": {"n": "север", "e": "восток", "s": "юг", "w": "запад"},
        "tr": {"n": "kuzey", "e": "doğu", "s": "güney", "w": "batı"},
    }
)
_ABBREVIATED = MappingProxyType(
    {"ru": {"n": "с", "e": "в", "s": "ю", "w": "з"}, "tr": {"n": "k", "e": "d", "s": "g", "w": "b"}}
)
# What a cardinal becomes before another one, and what it may end in behind a preposition or before a name.
_RUSSIAN_FIRST = MappingProxyType({"n": "северо", "e": "востоко", "s": "юго", "w": "западо"})
_RUSSIAN_FORMS = MappingProxyType(
    {
        "северу": "север", "севера": "север", "севернее": "север",
        "югу": "юг", "юга": "юг", "южнее": "юг",
        "востоку": "восток", "востока": "восток", "восточнее": "восток",
        "западу": "запад", "запада": "запад", "западнее": "запад",
    }
)  # fmt: skip
_TURKISH_END = re.compile(r"(?:[sy]?[iıuü])?(?:n?[dt][ae]n?)?$")


def find_point(words: str, lang: str) -> int | None:
    """Number of the point, clockwise from north, that words name; None where they name none.

    Hyphens and spaces between the parts do not matter; cases, articles and comparatives of a language are understood.
    """
    return _known(lang).get(_READERS[lang](words))


def write_point(number: int, lang: str) -> str:
    """The point as it stands in a sentence: "south-west", «юго-западу», "güneybatı"."""
    return _WRITERS[lang](POINTS[number % len(POINTS)])


def _flat(words: str) -> str:
    return re.sub(r"[\s\-]+", "", words.casefold().replace("i̇", "i"))


def _read_arabic(words: str) -> str:
    parts = re.split(r"[\s\-]+", re.sub("[\u064b-\u0652\u0640]", "", words.strip()))
    bare = [re.sub(r"^(?:ال|لل)", "", part) for part in parts]
    return "".join(part.removesuffix("ي") if len(part) > 3 else part for part in bare)


def _read_russian(words: str) -> str:
    parts = re.split(r"[\s\-]+", words.casefold().replace("ё", "е").strip())
    return "".join(_RUSSIAN_FORMS.get(part, part) for part in parts)


def _read_turkish(words: str) -> str:
    flat = _flat(words)
    for known in sorted(_known("tr"), key=len, reverse=True):
        if flat.startswith(known) and _TURKISH_END.fullmatch(flat[len(known) :]):
            return known
    return flat


def _join(point: str, lang: str) -> list[str]:
    return [_CARDINALS[lang][letter] for letter in point]


def _write_russian(point: str) -> str:
    first = [_RUSSIAN_FIRST[letter] for letter in point[:-1]]
    return "-".join([*first, f"{_CARDINALS['ru'][point[-1]]}у"])


def _write_turkish(point: str) -> str:
    words = _join(point, "tr")
    return words[0] if len(words) == 1 else "-".join([*words[:-2], "".join(words[-2:])])


@cache
def _known(lang: str) -> Mapping[str, int]:
    """Number of each point by its flat written form and its letters."""
    found: dict[str, int] = {}
    for number, point in enumerate(POINTS):
        found["".join(_join(point, lang))] = number
        if lang == "en":
            found[point] = number
        elif lang in _ABBREVIATED:
            found["".join(_ABBREVIATED[lang][letter] for letter in point)] = number
        if lang == "ru":
            found["".join([_RUSSIAN_FIRST[letter] for letter in point[:-1]] + [_CARDINALS["ru"][point[-1]]])] = number
    return MappingProxyType(found)


_READERS = MappingProxyType({"en": _flat, "ar": _read_arabic, "ru": _read_russian, "tr": _read_turkish})
_WRITERS = MappingProxyType(
    {
        "en": lambda point: "-".join(_join(point, "en")),
        "ar": lambda point: " ".join(_join(point, "ar")),
        "ru": _write_russian,
        "tr": _write_turkish,
    }
)

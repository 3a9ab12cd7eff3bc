"""The same text in one alphabet of figures and signs, character for character, so that positions in it stay true."""

from __future__ import annotations

import unicodedata

_SIGNS = str.maketrans(
    {
        "٫": ".",
        "،": ",",
        "؛": ";",
        "−": "-",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        "º": "°",
        "˚": "°",
        "′": "'",
        "’": "'",
        "‘": "'",
        "ʹ": "'",
        "´": "'",
        "`": "'",
        "״": '"',
        "″": '"',
        "”": '"',
        "“": '"',
        "„": '"',
        "ʺ": '"',
    }
)
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}
"""Marks of writing direction, joiners and every kind of space."""


def to_plain(text: str) -> str:
    """Decimal digits of any script as 0 to 9, decimal marks, minutes, seconds and spaces each as one sign.

    Letters stay as they are: which alphabet a letter is of says what it means.
    """
    if text.isascii() and text.isprintable():
        return text.replace("`", "'")
    return text.translate(_PLAIN)


class _Plain(dict[int, str]):
    """What each sign becomes, found once for each that comes."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain(chr(code))
        return found


_PLAIN = _Plain()
"""At most as many as there are signs; filled by whoever reads one first, always alike."""


def _plain(sign: str) -> str:
    if ord(sign) in _SIGNS:
        return str(_SIGNS[ord(sign)])
    if sign.isascii():
        return " " if sign.isspace() else sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if unicodedata.category(sign) in _INVISIBLE else sign

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
    return "".join(map(_plain, text)).translate(_SIGNS)


def _plain(sign: str) -> str:
    if sign.isascii():
        return " " if sign.isspace() else sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if unicodedata.category(sign) in _INVISIBLE else sign

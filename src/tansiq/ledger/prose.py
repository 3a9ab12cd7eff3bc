"""Reads as much as can be read of a broken message: its kind, its number, and whether it says stop.

This is the one place where typed text is read by the machine, and it is read for nothing but the words that stop. A
word too many costs a pause; a word missed could cost people.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import unicodedata
from collections.abc import Iterable

from tansiq.ledger.canonical import digest
from tansiq.ledger.verdicts import STOPPING_KINDS, Readable

LOOKED_AT_BYTES = 64 * 1024
"""Only so much of something oversized is read."""

_PAYLOAD = re.compile(rb'"payload"\s*:\s*"([A-Za-z0-9+/=_-]*)')
_KIND = re.compile(r'"kind"\s*:\s*"([^"]{1,40})"')
_SERIAL = re.compile(r'"serial"\s*:\s*(\d{1,16})')
_ID = re.compile(r'"id"\s*:\s*"([0-9a-fA-F-]{1,40})"')
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*")

_BLANK = re.compile(r"\\[nrtbf]")
"""Line ends as JSON writes them; left in, their letter would hide the word that follows."""


def find_text(raw: bytes) -> tuple[str, bytes | None]:
    """The readable text of a message as it came, and its payload where one can be unwrapped."""
    wrapped = _PAYLOAD.search(raw[: 2 * LOOKED_AT_BYTES])
    payload = _unwrap(wrapped.group(1)) if wrapped else None
    text = (payload if payload is not None else raw)[:LOOKED_AT_BYTES].decode("utf-8", "replace")
    return _BLANK.sub(" ", _ESCAPE.sub(_unescape, text)), payload


def find_readable(text: str, payload: bytes | None) -> Readable:
    """Kind, serial and id where the text shows them."""
    kind, serial, id_ = _KIND.search(text), _SERIAL.search(text), _ID.search(text)
    return Readable(
        kind=kind.group(1) if kind else None,
        serial=int(serial.group(1)) if serial else None,
        id=id_.group(1) if id_ else None,
        hash=digest(payload) if payload is not None else None,
    )


class StopWords:
    """The words that stop, in every language of the line."""

    def __init__(self, words: Iterable[str]) -> None:
        plain = sorted({_plain(word) for word in words if word.strip()}, key=len, reverse=True)
        self._form = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, plain))})(?!\w)") if plain else None

    def is_stop(self, text: str, kind: str | None) -> bool:
        """Whether the kind stops, or the text holds one of the words as a whole word, however it is written."""
        if kind is not None and kind.strip().casefold() in STOPPING_KINDS:
            return True
        return self._form is not None and self._form.search(_plain(text)) is not None


def _plain(text: str) -> str:
    """Without case, accents, vowel signs or the Arabic stretching stroke, white space as one blank."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn" and c != "ـ")
    return " ".join(bare.casefold().replace("_", " ").split())


def _unwrap(encoded: bytes) -> bytes | None:
    standard = encoded.replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
    whole = standard[: len(standard) - (len(standard) % 4 == 1)]
    try:
        return base64.b64decode(whole + b"=" * (-len(whole) % 4))
    except binascii.Error:
        return None


def _unescape(found: re.Match[str]) -> str:
    text: str = json.loads(f'"{found.group()}"')
    return text

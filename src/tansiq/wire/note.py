"""Body of ``note``: prose. Carried and never read by the machine, except that words to stop are looked for.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| text | text | | | |
| text_lang | tag | | | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Note
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Lang, Text


class NoteV1(Shape, frozen=True):
    """Version 1."""

    text: Text
    text_lang: Lang


def to_body(said: Note) -> NoteV1:
    return NoteV1(said.text, said.text_lang)


def from_body(body: NoteV1) -> Note:
    return Note(body.text, body.text_lang)

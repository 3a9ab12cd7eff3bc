"""Body of ``protest``: one party rejects an account or an act of another. Kept beside it, changes nothing.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| message | UUID | | id of the message that told of it | |
| text, text_lang | text, tag | | what is rejected, and why | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Protest
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Lang, MessageUuid, Name


class ProtestV1(Shape, frozen=True):
    """Version 1."""

    message: MessageUuid
    text: Name
    text_lang: Lang


def to_body(said: Protest) -> ProtestV1:
    return ProtestV1(said.message, said.text, said.text_lang)


def from_body(body: ProtestV1) -> Protest:
    return Protest(body.message, body.text, body.text_lang)

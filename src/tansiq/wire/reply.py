"""Body of ``reply``: the answer to a question. It lifts no hold and is never a permission.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| query | UUID | | id of the question's message; its hash stands in the envelope's in_reply_to | |
| text, text_lang | text, tag | | | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Reply
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Lang, MessageUuid, Name


class ReplyV1(Shape, frozen=True):
    """Version 1."""

    query: MessageUuid
    text: Name
    text_lang: Lang


def to_body(said: Reply) -> ReplyV1:
    return ReplyV1(said.query, said.text, said.text_lang)


def from_body(body: ReplyV1) -> Reply:
    return Reply(body.query, body.text, body.text_lang)

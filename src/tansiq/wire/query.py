"""Body of ``query``: a question to a person at the other end. When an answer is due stands in the envelope.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| text, text_lang | text, tag | | | |
| about | UUID | | id of the message that it is about | yes |
| item | UUID | | the item that it is about | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Query
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import ItemUuid, Lang, MessageUuid, Name


class QueryV1(Shape, frozen=True):
    """Version 1."""

    text: Name
    text_lang: Lang
    about: MessageUuid | None = None
    item: ItemUuid | None = None


def to_body(said: Query) -> QueryV1:
    return QueryV1(said.text, said.text_lang, said.about, said.item)


def from_body(body: QueryV1) -> Query:
    return Query(body.text, body.text_lang, body.about, body.item)

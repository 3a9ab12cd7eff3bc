"""Body of ``doubt``: something seems wrong; a hold, and the withdrawal of a concur given. No reason is needed.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | left out: the item in any revision | yes |
| text, text_lang | text, tag | | left out: none, en | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Doubt
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, ItemUuid, Lang, Text


class DoubtV1(Shape, frozen=True):
    """Version 1."""

    item: ItemUuid
    revision: Hash | None = None
    text: Text = ""
    text_lang: Lang = "en"


def to_body(said: Doubt) -> DoubtV1:
    return DoubtV1(said.item, said.revision, said.text, said.text_lang)


def from_body(body: DoubtV1) -> Doubt:
    return Doubt(body.item, body.revision, body.text, body.text_lang)

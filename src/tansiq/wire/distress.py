"""Body of ``distress``: people are in danger now. Urgent; pauses like a cease, even where it cannot be read.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| cease | UUID | | names it until it is resumed | |
| told | array of slug | | every party it is sent to | |
| text, text_lang | text, tag | | what is wrong, as told | |
| items | array of UUID | | left out: everything that the two parties share | yes |
| place | text | | as told; resolved by no machine | yes |
| caller | text | | who called, for somebody who is on no line; left out: the sender's own people | yes |
| number | text | | the caller's telephone number or call sign | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Distress
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import CeaseUuid, ItemUuid, Lang, Party, Text


class DistressV1(Shape, frozen=True):
    """Version 1."""

    cease: CeaseUuid
    told: tuple[Party, ...]
    text: Text
    text_lang: Lang
    items: tuple[ItemUuid, ...] = ()
    place: Text = ""
    caller: Text = ""
    number: Text = ""


def to_body(said: Distress) -> DistressV1:
    return DistressV1(
        cease=said.cease,
        told=said.told,
        text=said.text,
        text_lang=said.text_lang,
        items=said.items,
        place=said.place,
        caller=said.caller,
        number=said.number,
    )


def from_body(body: DistressV1) -> Distress:
    return Distress(
        cease=body.cease,
        items=body.items,
        told=body.told,
        text=body.text,
        text_lang=body.text_lang,
        place=body.place,
        caller=body.caller,
        number=body.number,
    )

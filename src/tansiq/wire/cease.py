"""Body of ``cease``: stop now. Urgent. A body that cannot be read still stops; that is decided where it is received.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| cease | UUID | | names it until it is resumed | |
| cause | word | | officer, prose, broken, conflict, lapse, withdrawn | |
| told | array of slug | | every party it is sent to | |
| items | array of UUID | | left out: everything that the two parties share | yes |
| text, text_lang | text, tag | | left out: none, en | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Cease, CeaseCause
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import CeaseUuid, ItemUuid, Lang, Party, Text


class CeaseV1(Shape, frozen=True):
    """Version 1."""

    cease: CeaseUuid
    cause: CeaseCause
    told: tuple[Party, ...]
    items: tuple[ItemUuid, ...] = ()
    text: Text = ""
    text_lang: Lang = "en"


def to_body(said: Cease) -> CeaseV1:
    return CeaseV1(
        cease=said.cease,
        cause=said.cause,
        told=said.told,
        items=said.items,
        text=said.text,
        text_lang=said.text_lang,
    )


def from_body(body: CeaseV1) -> Cease:
    check(body.cause is not CeaseCause.DISTRESS, "a call of distress is a message of its own", where="$.cause")
    return Cease(
        cease=body.cease,
        items=body.items,
        cause=body.cause,
        told=body.told,
        text=body.text,
        text_lang=body.text_lang,
    )

"""Body of ``incident``: something happened. Every party's account has the same id and stands beside the others.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| incident | UUID | | the same in every account | |
| title | text | | | |
| at_ms | integer | ms since 1970 UTC | when it happened, or began | |
| text, text_lang | text, tag | | what happened, as this party has it | |
| place | text | | as told; resolved by no machine | yes |
| items | array of UUID | | items that it concerns | yes |
| cease | UUID | | the cease or call of distress that belongs to it | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Incident
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import CeaseUuid, IncidentUuid, Instant, ItemUuid, Lang, Name, Text


class IncidentV1(Shape, frozen=True):
    """Version 1."""

    incident: IncidentUuid
    title: Name
    at_ms: Instant
    text: Text
    text_lang: Lang
    place: Text = ""
    items: tuple[ItemUuid, ...] = ()
    cease: CeaseUuid | None = None


def to_body(said: Incident) -> IncidentV1:
    return IncidentV1(
        incident=said.incident,
        title=said.title,
        at_ms=said.at_ms,
        text=said.text,
        text_lang=said.text_lang,
        place=said.place,
        items=said.items,
        cease=said.cease,
    )


def from_body(body: IncidentV1) -> Incident:
    return Incident(
        incident=body.incident,
        title=body.title,
        at_ms=body.at_ms,
        text=body.text,
        text_lang=body.text_lang,
        place=body.place,
        items=body.items,
        cease=body.cease,
    )

"""Body of ``cease_executed``: what a party did on a cease, with times. Urgent.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| cease | UUID | | | |
| taken_ms | integer | ms since 1970 UTC | when an officer had it | |
| executed_ms | integer | ms since 1970 UTC | when the crews had it | |
| text, text_lang | text, tag | | left out: none, en | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import CeaseExecuted
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import CeaseUuid, Instant, Lang, Text


class CeaseExecutedV1(Shape, frozen=True):
    """Version 1."""

    cease: CeaseUuid
    taken_ms: Instant
    executed_ms: Instant
    text: Text = ""
    text_lang: Lang = "en"


def to_body(said: CeaseExecuted) -> CeaseExecutedV1:
    return CeaseExecutedV1(
        cease=said.cease,
        taken_ms=said.taken_ms,
        executed_ms=said.executed_ms,
        text=said.text,
        text_lang=said.text_lang,
    )


def from_body(body: CeaseExecutedV1) -> CeaseExecuted:
    return CeaseExecuted(
        cease=body.cease,
        taken_ms=body.taken_ms,
        executed_ms=body.executed_ms,
        text=body.text,
        text_lang=body.text_lang,
    )

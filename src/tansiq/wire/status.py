"""Body of ``status``: the owner's word on its own activity, or a party's word on the situation of an area.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| subject | word | | item or area | |
| *item:* item | UUID | | | |
| revision | SHA-256 | | | |
| status | word | | coordinated, held, active, suspended, ended | |
| unilateral | boolean | | for active: it starts although it is held; left out: no | yes |
| holds | integer | | for held: how many holds stand at the owner; left out: 0 | yes |
| cease | UUID | | for suspended: by which cease | yes |
| *area:* agreement, area | UUID, slug | | | |
| critical | boolean | | | |
| population_at_risk | integer | people | | |
| observers_there, observers_needed | integer | people | | |
| text, text_lang | text, tag | | left out: none, en | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import ActivityStatus, Situation, StatusReport
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import AgreementUuid, AreaSlug, CeaseUuid, Hash, ItemUuid, Lang, Text, Whole


class ItemStatusV1(Shape, frozen=True, tag_field="subject", tag="item"):
    """Version 1, of an item."""

    item: ItemUuid
    revision: Hash
    status: ActivityStatus
    unilateral: bool = False
    holds: Whole = 0
    cease: CeaseUuid | None = None


class AreaStatusV1(Shape, frozen=True, tag_field="subject", tag="area"):
    """Version 1, of an area."""

    agreement: AgreementUuid
    area: AreaSlug
    critical: bool
    population_at_risk: Whole
    observers_there: Whole
    observers_needed: Whole
    text: Text = ""
    text_lang: Lang = "en"


StatusV1 = ItemStatusV1 | AreaStatusV1


def to_body(said: StatusReport | Situation) -> StatusV1:
    if isinstance(said, Situation):
        return AreaStatusV1(
            agreement=said.agreement,
            area=said.area,
            critical=said.critical,
            population_at_risk=said.population_at_risk,
            observers_there=said.observers_there,
            observers_needed=said.observers_needed,
            text=said.text,
            text_lang=said.text_lang,
        )
    return ItemStatusV1(
        item=said.item,
        revision=said.revision,
        status=said.status,
        unilateral=said.unilateral,
        holds=said.holds,
        cease=said.cease,
    )


def from_body(body: StatusV1) -> StatusReport | Situation:
    if isinstance(body, AreaStatusV1):
        return Situation(
            agreement=body.agreement,
            area=body.area,
            critical=body.critical,
            population_at_risk=body.population_at_risk,
            observers_there=body.observers_there,
            observers_needed=body.observers_needed,
            text=body.text,
            text_lang=body.text_lang,
        )
    status = body.status
    check(not body.unilateral or status is ActivityStatus.ACTIVE, "only a start is unilateral", where="$.unilateral")
    check(not body.holds or status is ActivityStatus.HELD, "only held counts holds", where="$.holds")
    names_cease = body.cease is not None
    check(not names_cease or status is ActivityStatus.SUSPENDED, "only suspended names a cease", where="$.cease")
    return StatusReport(
        item=body.item,
        revision=body.revision,
        status=status,
        unilateral=body.unilateral,
        holds=body.holds,
        cease=body.cease,
    )

"""Body of ``status``: the owner's word on its activity; a party's on an area, on a distress, on its units or itself.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| subject | word | | item, area, distress, units or node | |
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
| *distress:* cease | UUID | | which call of distress | |
| outcome | word | | confirmed, mistaken, unclear; resumes nothing | |
| source | text | | how it was found out | |
| text, text_lang | text, tag | | left out: none, en | yes |
| *units:* units | array of unit | | the sender's whole tree, a parent before its children | |
| unit.unit | slug | | unique inside the party | |
| unit.name | text | | | |
| unit.parent | slug | | left out: at the root | yes |
| *node:* starts_ms, ends_ms | instant | ms | announced outage of the sender; the end after the start | |
| text, text_lang | text, tag | | left out: none, en | yes |
"""

from __future__ import annotations

from tansiq.base.ids import UnitId
from tansiq.coordination.statements import (
    ActivityStatus,
    DistressCheck,
    DistressOutcome,
    Outage,
    Situation,
    StatusReport,
    Unit,
    Units,
)
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import (
    AgreementUuid,
    AreaSlug,
    CeaseUuid,
    Hash,
    Instant,
    ItemUuid,
    Lang,
    Name,
    Text,
    UnitSlug,
    Whole,
)


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


class DistressStatusV1(Shape, frozen=True, tag_field="subject", tag="distress"):
    """Version 1, of a call of distress."""

    cease: CeaseUuid
    outcome: DistressOutcome
    source: Text
    text: Text = ""
    text_lang: Lang = "en"


class UnitV1(Shape, frozen=True):
    """One unit of a tree."""

    unit: UnitSlug
    name: Name
    parent: UnitSlug | None = None


class UnitsStatusV1(Shape, frozen=True, tag_field="subject", tag="units"):
    """Version 1, of the sender's distribution tree."""

    units: tuple[UnitV1, ...]


class NodeStatusV1(Shape, frozen=True, tag_field="subject", tag="node"):
    """Version 1, of the sender's own node."""

    starts_ms: Instant
    ends_ms: Instant
    text: Text = ""
    text_lang: Lang = "en"


StatusV1 = ItemStatusV1 | AreaStatusV1 | DistressStatusV1 | UnitsStatusV1 | NodeStatusV1
Stated = StatusReport | Situation | DistressCheck | Units | Outage


def to_body(said: Stated) -> StatusV1:
    if isinstance(said, Units):
        return UnitsStatusV1(tuple(UnitV1(unit.id, unit.name, unit.parent) for unit in said.units))
    if isinstance(said, Outage):
        return NodeStatusV1(said.starts_ms, said.ends_ms, said.text, said.text_lang)
    if isinstance(said, DistressCheck):
        return DistressStatusV1(said.cease, said.outcome, said.source, said.text, said.text_lang)
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


def from_body(body: StatusV1) -> Stated:
    if isinstance(body, UnitsStatusV1):
        return _from_units(body)
    if isinstance(body, NodeStatusV1):
        check(body.starts_ms < body.ends_ms, "it ends after it starts", where="$.ends_ms")
        return Outage(body.starts_ms, body.ends_ms, body.text, body.text_lang)
    if isinstance(body, DistressStatusV1):
        return DistressCheck(body.cease, body.outcome, body.source, body.text, body.text_lang)
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


def _from_units(body: UnitsStatusV1) -> Units:
    known: set[UnitId] = set()
    for number, unit in enumerate(body.units):
        at = f"$.units[{number}]"
        check(unit.unit not in known, "each unit once", where=f"{at}.unit")
        check(unit.parent is None or unit.parent in known, "a parent stands before its children", where=f"{at}.parent")
        known.add(unit.unit)
    return Units(tuple(Unit(unit.unit, unit.name, unit.parent) for unit in body.units))

"""Body of ``sheet``: a step in the life of a joint operation's sheet, signed by each party over the same hash.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| action | word | | offer, sign, withdraw | |
| sheet | UUID | | | |
| hash | SHA-256 | | of the sheet's content, the same for every signer | |
| content | sheet | | offer, and offer only | yes |
| content.id, title | UUID, text | | | |
| content.number | integer | | from 1; a changed sheet is a new number | |
| content.agreement | UUID | | under which it is offered | |
| content.lines | array | | one or more of party (slug), item (UUID), revision (SHA-256) | |
| content.keeping_apart | text | | how the activities are kept apart | |
| content.lang | tag | | of the texts | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Sheet, SheetAct, SheetAction, SheetLine
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import AgreementUuid, Counted, Hash, ItemUuid, Lang, Name, Party, SheetUuid, Text


class SheetLineV1(Shape, frozen=True):
    """One party's activity."""

    party: Party
    item: ItemUuid
    revision: Hash


class SheetContentV1(Shape, frozen=True):
    """What is signed."""

    id: SheetUuid
    number: Counted
    title: Name
    agreement: AgreementUuid
    lines: tuple[SheetLineV1, ...]
    keeping_apart: Text
    lang: Lang


class SheetV1(Shape, frozen=True):
    """Version 1."""

    action: SheetAction
    sheet: SheetUuid
    hash: Hash
    content: SheetContentV1 | None = None


def to_body(said: SheetAct) -> SheetV1:
    content = None if said.content is None else to_content(said.content)
    return SheetV1(action=said.action, sheet=said.sheet, hash=said.hash, content=content)


def from_body(body: SheetV1) -> SheetAct:
    content_fits = (body.content is not None) == (body.action is SheetAction.OFFER)
    check(content_fits, "offer, and offer only, has content", where="$.content")
    content = None if body.content is None else from_content(body.content, "$.content")
    check(content is None or content.id == body.sheet, "the content is of another sheet", where="$.content.id")
    return SheetAct(body.action, body.sheet, body.hash, content)


def to_content(sheet: Sheet) -> SheetContentV1:
    return SheetContentV1(
        id=sheet.id,
        number=sheet.number,
        title=sheet.title,
        agreement=sheet.agreement,
        lines=tuple(SheetLineV1(line.party, line.item, line.revision) for line in sheet.lines),
        keeping_apart=sheet.keeping_apart,
        lang=sheet.lang,
    )


def from_content(shape: SheetContentV1, where: str) -> Sheet:
    items = [line.item for line in shape.lines]
    check(bool(items) and len(set(items)) == len(items), "one or more activities, each once", where=f"{where}.lines")
    return Sheet(
        id=shape.id,
        number=shape.number,
        title=shape.title,
        agreement=shape.agreement,
        lines=tuple(SheetLine(line.party, line.item, line.revision) for line in shape.lines),
        keeping_apart=shape.keeping_apart,
        lang=shape.lang,
    )

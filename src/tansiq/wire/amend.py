"""Body of ``amend``: a later revision of an item already told. Its hash names the revision.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | item | | see `shapes`; revision 2 or more | |
| replaces | SHA-256 | | the revision before it | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Amend
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash
from tansiq.wire.shapes import ItemV1, from_item, is_item_v1, to_item


class AmendV1(Shape, frozen=True):
    """Versions 1 and 2, in which altitudes may be by QNH and QFE."""

    item: ItemV1
    replaces: Hash


def is_v1(said: Amend) -> bool:
    return is_item_v1(said.item)


def to_body(said: Amend) -> AmendV1:
    return AmendV1(to_item(said.item), said.replaces)


def from_body(body: AmendV1) -> Amend:
    check(body.item.revision >= 2, "an amendment has revision 2 or more", where="$.item.revision")
    return Amend(from_item(body.item, "$.item"), body.replaces)

"""Body of ``notify``: the first revision of an item, told to a party concerned. Its hash names the revision.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | item | | see `shapes` | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Notify
from tansiq.wire.bodies import Shape
from tansiq.wire.shapes import ItemV1, from_item, is_item_v1, to_item


class NotifyV1(Shape, frozen=True):
    """Versions 1 and 2, in which altitudes may be by QNH and QFE."""

    item: ItemV1


def is_v1(said: Notify) -> bool:
    return is_item_v1(said.item)


def to_body(said: Notify) -> NotifyV1:
    return NotifyV1(to_item(said.item))


def from_body(body: NotifyV1) -> Notify:
    return Notify(from_item(body.item, "$.item"))

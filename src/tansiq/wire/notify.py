"""Body of ``notify``: the first revision of an item, told to a party concerned. Its hash names the revision.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | item | | see `shapes` | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Notify
from tansiq.wire.bodies import Shape
from tansiq.wire.shapes import ItemV1, from_item, to_item


class NotifyV1(Shape, frozen=True):
    """Version 1."""

    item: ItemV1


def to_body(said: Notify) -> NotifyV1:
    return NotifyV1(to_item(said.item))


def from_body(body: NotifyV1) -> Notify:
    return Notify(from_item(body.item, "$.item"))

"""Body of ``cancel``: the owner gives an item up.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | the revision known last | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Cancel
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, ItemUuid


class CancelV1(Shape, frozen=True):
    """Version 1."""

    item: ItemUuid
    revision: Hash


def to_body(said: Cancel) -> CancelV1:
    return CancelV1(said.item, said.revision)


def from_body(body: CancelV1) -> Cancel:
    return Cancel(body.item, body.revision)

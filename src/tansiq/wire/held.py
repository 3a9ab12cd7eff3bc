"""Body of ``held``: the owner confirms a withdrawal; the withdrawing party is no longer bound.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | the revision whose concur was withdrawn | |
| doubt | UUID | | the message that withdrew it | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Held
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, ItemUuid, MessageUuid


class HeldV1(Shape, frozen=True):
    """Version 1."""

    item: ItemUuid
    revision: Hash
    doubt: MessageUuid


def to_body(said: Held) -> HeldV1:
    return HeldV1(said.item, said.revision, said.doubt)


def from_body(body: HeldV1) -> Held:
    return Held(body.item, body.revision, body.doubt)

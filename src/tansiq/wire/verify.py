"""Body of ``verify``: a request to check a place blind from a second source. It carries no place.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | whose place is checked | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Verify
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, ItemUuid


class VerifyV1(Shape, frozen=True):
    """Version 1."""

    item: ItemUuid
    revision: Hash


def to_body(said: Verify) -> VerifyV1:
    return VerifyV1(said.item, said.revision)


def from_body(body: VerifyV1) -> Verify:
    return Verify(body.item, body.revision)

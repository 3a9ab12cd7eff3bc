"""Body of ``release``: the owner's revision no longer binds anyone.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| item | UUID | | | |
| revision | SHA-256 | | the revision released | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Release
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, ItemUuid


class ReleaseV1(Shape, frozen=True):
    """Version 1."""

    item: ItemUuid
    revision: Hash


def to_body(said: Release) -> ReleaseV1:
    return ReleaseV1(said.item, said.revision)


def from_body(body: ReleaseV1) -> Release:
    return Release(body.item, body.revision)

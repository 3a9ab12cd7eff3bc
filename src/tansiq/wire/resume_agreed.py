"""Body of ``resume_agreed``: one party's signature that one cease no longer stands. Urgent.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| cease | UUID | | this cease and no other | |
"""

from __future__ import annotations

from tansiq.coordination.statements import ResumeAgreed
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import CeaseUuid


class ResumeAgreedV1(Shape, frozen=True):
    """Version 1."""

    cease: CeaseUuid


def to_body(said: ResumeAgreed) -> ResumeAgreedV1:
    return ResumeAgreedV1(said.cease)


def from_body(body: ResumeAgreedV1) -> ResumeAgreed:
    return ResumeAgreed(body.cease)

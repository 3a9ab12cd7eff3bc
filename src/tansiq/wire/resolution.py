"""Body of ``resolution``: one party's signature that two revisions may stand side by side.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| first | SHA-256 | | the smaller of the two revisions | |
| second | SHA-256 | | the greater | |
| terms | text | | how they are kept apart; never read by the machine | |
| terms_lang | tag | | | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Resolution
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash, Lang, Text


class ResolutionV1(Shape, frozen=True):
    """Version 1."""

    first: Hash
    second: Hash
    terms: Text
    terms_lang: Lang


def to_body(said: Resolution) -> ResolutionV1:
    return ResolutionV1(said.first, said.second, said.terms, said.terms_lang)


def from_body(body: ResolutionV1) -> Resolution:
    check(body.first < body.second, "the smaller of two different revisions comes first", where="$.second")
    return Resolution(body.first, body.second, body.terms, body.terms_lang)

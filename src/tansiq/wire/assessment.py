"""Body of ``assessment``: one party's account of what happened. Whether counts add up is judged where it is read.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| assessment | UUID | | the same for every party's account | |
| title | text | | | |
| items | array of UUID | | what it is about | |
| points | array | | key (word), text, agrees (boolean; left out: no position) | |
| counts | array | | what is counted | |
| count.what | word | | people, aircraft, flights, pallets, sites, incidents | |
| count.total | integer | | | |
| count.parts | array | | name (text), number (integer); left out: none known | yes |
| lang | tag | | of the texts | |
"""

from __future__ import annotations

from tansiq.coordination.statements import AccountPoint, AssessmentAct, Count, CountedThing
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import AssessmentUuid, ItemUuid, Lang, Name, Text, Whole, Word


class PointV1(Shape, frozen=True):
    """One point of an account."""

    key: Word
    text: Text
    agrees: bool | None = None


class PartV1(Shape, frozen=True):
    """A named part of a count."""

    name: Name
    number: Whole


class CountV1(Shape, frozen=True):
    """A number and its parts."""

    what: CountedThing
    total: Whole
    parts: tuple[PartV1, ...] = ()


class AssessmentV1(Shape, frozen=True):
    """Version 1."""

    assessment: AssessmentUuid
    title: Name
    items: tuple[ItemUuid, ...]
    points: tuple[PointV1, ...]
    counts: tuple[CountV1, ...]
    lang: Lang


def to_body(said: AssessmentAct) -> AssessmentV1:
    return AssessmentV1(
        assessment=said.assessment,
        title=said.title,
        items=said.items,
        points=tuple(PointV1(point.key, point.text, point.agrees) for point in said.points),
        counts=tuple(_to_count(count) for count in said.counts),
        lang=said.lang,
    )


def from_body(body: AssessmentV1) -> AssessmentAct:
    keys = [point.key for point in body.points]
    check(len(set(keys)) == len(keys), "each key once", where="$.points")
    return AssessmentAct(
        assessment=body.assessment,
        title=body.title,
        items=body.items,
        points=tuple(AccountPoint(point.key, point.text, point.agrees) for point in body.points),
        counts=tuple(_from_count(count) for count in body.counts),
        lang=body.lang,
    )


def _to_count(count: Count) -> CountV1:
    return CountV1(count.what, count.total, tuple(PartV1(name, number) for name, number in count.parts))


def _from_count(shape: CountV1) -> Count:
    return Count(shape.what, shape.total, tuple((part.name, part.number) for part in shape.parts))

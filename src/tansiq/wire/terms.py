"""The terms of an agreement: what is offered and signed, whole.

| shape | field | type | unit | meaning | optional |
|---|---|---|---|---|---|
| terms | id, title | UUID, text | | | |
| | parties | array of slug | | two or more, each once | |
| | scope | word | | flight_safety, joint_operations | |
| | areas | array of area | | | |
| | effective_ms | integer | ms since 1970 UTC | first instant in force once all have signed | |
| | ends_ms | integer | ms since 1970 UTC | left out: open | yes |
| | articles | articles | | left out: the defaults below | yes |
| area | id, name | slug, text | | | |
| | footprint | footprint | | | |
| | status | word | | closed, trial, active, suspended | |
| | articles | articles | | left out: those of the agreement | yes |
| articles | each field | integer, boolean, word or texts | ms, mm | see `ArticlesV1`; left out: its default | yes |
| | profiles | array of profile | | 2: how parties write places, each once | yes |
| | readback_elements | array of word | | 2: place, level, times, count, area, unit; each once | yes |
| | verification_lasts_ms | integer | ms | 2: how long a blind check counts | yes |
| profile | party | slug | | | |
| | notations | array of word | | each once; left out: all but packed_dms | yes |
| | utm_letter | word | | band or hemisphere | yes |
| | grid_order | word | | EN or NE | yes |
| | variation_mdeg | integer | 1e-3 degree | magnetic, east positive | yes |
| area change | agreement, area | UUID, slug | | | |
| | number | integer | | from 1, never repeats in an agreement | |
| | status | word | | as of area | |

A field marked 2 is from version 2 of `agreement`; a body of version 1 that has one is refused.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from tansiq.coordination.agreement import (
    READBACK_ELEMENTS,
    AckLevel,
    Area,
    AreaChange,
    AreaStatus,
    Articles,
    LateMeans,
    PartyProfile,
    ReachMeans,
    Scope,
    Terms,
)
from tansiq.geometry.notation import Notation
from tansiq.wire.bodies import Shape, check, placed
from tansiq.wire.fields import AgreementUuid, AreaSlug, Counted, Instant, Name, Party, Whole, Word
from tansiq.wire.shapes import FootprintV1, from_footprint, to_footprint


class ProfileV1(Shape, frozen=True):
    """How one party writes places."""

    party: Party
    notations: tuple[Notation, ...] = ()
    utm_letter: Literal["", "band", "hemisphere"] = ""
    grid_order: Literal["", "EN", "NE"] = ""
    variation_mdeg: Annotated[int, Meta(ge=-180_000, le=180_000)] | None = None


class ArticlesV1(Shape, frozen=True):
    """Numbers and duties. The defaults are part of version 1: they stay even where the model's defaults move on."""

    freshness_ms: Counted = 60_000
    drift_margin_ms: Whole = 2_000
    notice_ms: Whole = 3_600_000
    late_means: LateMeans = LateMeans.SHOWN
    notice_buffer_mm: Whole = 50_000_000
    readback_needed: bool = True
    verification_needed: bool = True
    words_tolerance_mm: Whole = 500_000
    verification_tolerance_mm: Whole = 500_000
    immediate_answer_ms: Counted = 120_000
    priority_answer_ms: Counted = 600_000
    routine_answer_ms: Counted = 3_600_000
    own_force_expiry_ms: Counted = 86_400_000
    site_confirm_ms: Counted = 2_592_000_000
    coarse_grid_mm: Counted = 5_000_000
    probing_limit: Counted = 5
    clock_warn_ms: Counted = 2_000
    clock_hold_ms: Counted = 10_000
    cease_console_ms: Counted = 5_000
    cease_answer_ms: Counted = 30_000
    cease_escalate_ms: Counted = 60_000
    cease_second_path_ms: Counted = 90_000
    cease_commander_ms: Counted = 120_000
    cease_report_ms: Counted = 300_000
    datum_operations: tuple[Name, ...] = ()
    profiles: tuple[ProfileV1, ...] = ()
    readback_elements: tuple[Word, ...] = READBACK_ELEMENTS[:4]
    verification_lasts_ms: Counted = 86_400_000
    reach_needed: AckLevel = AckLevel.LOADED
    reach_means: ReachMeans = ReachMeans.SHOWN
    reach_before_ms: Whole = 900_000


_FROM_V2: Final = (
    "profiles", "readback_elements", "verification_lasts_ms", "reach_needed", "reach_means", "reach_before_ms",
)  # fmt: skip


class AreaV1(Shape, frozen=True):
    """A region with its own status."""

    id: AreaSlug
    name: Name
    footprint: FootprintV1
    status: AreaStatus
    articles: ArticlesV1 | None = None


class TermsV1(Shape, frozen=True):
    """The text of an agreement."""

    id: AgreementUuid
    title: Name
    parties: tuple[Party, ...]
    scope: Scope
    areas: tuple[AreaV1, ...]
    effective_ms: Instant
    articles: ArticlesV1 = ArticlesV1()
    ends_ms: Instant | None = None


class AreaChangeV1(Shape, frozen=True):
    """A change of one area's status."""

    agreement: AgreementUuid
    number: Counted
    area: AreaSlug
    status: AreaStatus


def to_terms(terms: Terms) -> TermsV1:
    return TermsV1(
        id=terms.id,
        title=terms.title,
        parties=terms.parties,
        scope=terms.scope,
        areas=tuple(_to_area(area) for area in terms.areas),
        effective_ms=terms.effective_ms,
        articles=to_articles(terms.articles),
        ends_ms=terms.ends_ms,
    )


def from_terms(shape: TermsV1, where: str) -> Terms:
    check(len(shape.parties) >= 2, "an agreement has at least two parties", where=f"{where}.parties")
    check(len(set(shape.parties)) == len(shape.parties), "each party once", where=f"{where}.parties")
    ids = [area.id for area in shape.areas]
    check(len(set(ids)) == len(ids), "each area once", where=f"{where}.areas")
    ends_late = shape.ends_ms is None or shape.ends_ms > shape.effective_ms
    check(ends_late, "the end is not after the first instant in force", where=f"{where}.ends_ms")
    with placed(where):
        return Terms(
            id=shape.id,
            title=shape.title,
            parties=shape.parties,
            scope=shape.scope,
            areas=tuple(_from_area(area, f"{where}.areas[{number}]") for number, area in enumerate(shape.areas)),
            effective_ms=shape.effective_ms,
            articles=_from_articles(shape.articles, f"{where}.articles"),
            ends_ms=shape.ends_ms,
        )


def to_change(change: AreaChange) -> AreaChangeV1:
    return AreaChangeV1(change.agreement, change.number, change.area, change.status)


def from_change(shape: AreaChangeV1) -> AreaChange:
    return AreaChange(shape.agreement, shape.number, shape.area, shape.status)


def _to_area(area: Area) -> AreaV1:
    return AreaV1(
        id=area.id,
        name=area.name,
        footprint=to_footprint(area.footprint),
        status=area.status,
        articles=None if area.articles is None else to_articles(area.articles),
    )


def _from_area(shape: AreaV1, where: str) -> Area:
    return Area(
        id=shape.id,
        name=shape.name,
        footprint=from_footprint(shape.footprint, f"{where}.footprint"),
        status=shape.status,
        articles=None if shape.articles is None else _from_articles(shape.articles, f"{where}.articles"),
    )


def to_articles(articles: Articles) -> ArticlesV1:
    fields = {name: getattr(articles, name) for name in ArticlesV1.__struct_fields__}
    fields["profiles"] = tuple(_to_profile(profile) for profile in articles.profiles)
    return ArticlesV1(**fields)


def is_terms_v1(terms: Terms) -> bool:
    """Whether version 1 has a field for all of an agreement's terms."""
    shape = to_terms(terms)
    given = [shape.articles, *(area.articles for area in shape.areas if area.articles is not None)]
    usual = ArticlesV1()
    return all(getattr(one, name) == getattr(usual, name) for one in given for name in _FROM_V2)


def _from_articles(shape: ArticlesV1, where: str) -> Articles:
    parties = [profile.party for profile in shape.profiles]
    check(len(set(parties)) == len(parties), "each party once", where=f"{where}.profiles")
    for number, profile in enumerate(shape.profiles):
        is_once = len(set(profile.notations)) == len(profile.notations)
        check(is_once, "each notation once", where=f"{where}.profiles[{number}].notations")
    elements = shape.readback_elements
    are_known = set(elements) <= set(READBACK_ELEMENTS) and len(set(elements)) == len(elements)
    check(are_known, f"each once of {', '.join(READBACK_ELEMENTS)}", where=f"{where}.readback_elements")
    fields = msgspec.structs.asdict(shape)
    fields["profiles"] = tuple(PartyProfile(**msgspec.structs.asdict(profile)) for profile in shape.profiles)
    return Articles(**fields)


def _to_profile(profile: PartyProfile) -> ProfileV1:
    return ProfileV1(**{name: getattr(profile, name) for name in ProfileV1.__struct_fields__})

"""Who must be told of a movement, and which agreement binds (rule 4)."""

from __future__ import annotations

from functools import lru_cache

from tansiq.airspace.item import Item
from tansiq.base.ids import PartyId
from tansiq.coordination.agreement import (
    DEFAULT_ARTICLES,
    Agreement,
    AgreementStatus,
    Area,
    AreaStatus,
    Articles,
    touches,
)
from tansiq.coordination.picture import ItemState, Picture

OPEN = frozenset({AreaStatus.TRIAL, AreaStatus.ACTIVE})


def find_concerned(picture: Picture, item: Item) -> frozenset[PartyId]:
    """Every other party that a movement concerns.

    Rule 4: each party to an agreement, whatever the agreement's state, whose area, widened by its notice buffer, the
    movement touches; an agreement without areas covers everywhere. A party once told stays concerned.
    """
    parties: set[PartyId] = set()
    for agreement in picture.agreements.values():
        if item.owner in agreement.terms.parties and covers(agreement, item):
            parties.update(agreement.terms.parties)
    state = picture.items.get(item.id)
    if state is not None:
        parties.update(told.party for told in state.told)
    return frozenset(parties - {item.owner})


def find_binding(
    agreements: list[Agreement], *, parties: tuple[PartyId, PartyId], item: Item, now_ms: int
) -> list[Agreement]:
    """The agreements in force between two parties that cover an item; none of them is itself a hold."""
    return [
        agreement
        for agreement in agreements
        if set(parties) <= set(agreement.terms.parties)
        and agreement.status(now_ms) is AgreementStatus.IN_FORCE
        and covers(agreement, item)
    ]


def find_closed_areas(agreement: Agreement, item: Item) -> list[Area]:
    """Areas of an agreement that an item is in and that are not open."""
    return [
        area for area in agreement.terms.areas if agreement.area_status(area) not in OPEN and _is_touched(area, item, 0)
    ]


def articles_for(agreements: list[Agreement], item: Item) -> Articles:
    """The articles that hold for an item: of the area it is in, else of the agreement; the defaults where none binds.

    With several agreements the one that asks for more is taken: the first whose verification and readback are needed.
    """
    found = [agreement.articles_in(_area_of(agreement, item)) for agreement in agreements]
    strictest = sorted(found, key=lambda articles: (-articles.verification_needed, -articles.readback_needed))
    return strictest[0] if strictest else DEFAULT_ARTICLES


def articles_between(picture: Picture, parties: tuple[PartyId, PartyId], item: Item, now_ms: int) -> Articles:
    """The articles that bind two parties over an item; the defaults where none does."""
    agreements = list(picture.agreements.values())
    return articles_for(find_binding(agreements, parties=parties, item=item, now_ms=now_ms), item)


def own_articles(picture: Picture, item: Item) -> Articles:
    """The articles that hold for an item of ours, whatever the state of the agreements that name them."""
    mine = [each for each in picture.agreements.values() if picture.own in each.terms.parties and covers(each, item)]
    return articles_for(mine, item)


def freshness_ms(agreements: list[Agreement], item: Item) -> int:
    """T: the shortest of any agreement that binds."""
    found = [agreement.articles_in(_area_of(agreement, item)).freshness_ms for agreement in agreements]
    return min(found, default=DEFAULT_ARTICLES.freshness_ms)


def parties_told(state: ItemState) -> tuple[PartyId, ...]:
    """Those whom we told of our item, who get every later amend, cancel and release (rule 4)."""
    return tuple(told.party for told in state.told)


def covers(agreement: Agreement, item: Item) -> bool:
    """Whether an item touches an area of an agreement, widened by the notice buffer, or the agreement has no areas."""
    return not agreement.terms.areas or any(
        _is_touched(area, item, agreement.articles_in(area).notice_buffer_mm) for area in agreement.terms.areas
    )


def _area_of(agreement: Agreement, item: Item) -> Area | None:
    return next((area for area in agreement.terms.areas if _is_touched(area, item, 0)), None)


@lru_cache(maxsize=16384)
def _is_touched(area: Area, item: Item, buffer_mm: int) -> bool:
    return touches(area, item, buffer_mm=buffer_mm)

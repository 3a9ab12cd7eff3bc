"""A party that files a grid of activities learns a place that it was not told no finer than its grain.

Everything that its machine is sent is compared, over a grid much finer than the grain and at several heights: two
places with one cover cannot be told apart, and the edge that can be drawn is that of the cover.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tansiq.airspace.conflict import find_conflict
from tansiq.airspace.item import Item, ItemKind
from tansiq.base.ids import ItemId
from tansiq.base.units import E7_PER_DEG
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import Articles
from tansiq.coordination.disclosure import coarsen
from tansiq.coordination.holds import HoldCode, holds
from tansiq.geometry.footprints import Circle
from tansiq.geometry.positions import Position
from tansiq.node.orders import answer, submit
from tests.coordination.book import ALFA, BRAVO, NOW_MS, id_of, level, movement, protection, terms, volume
from tests.node.pair import Pair

FULL, COARSE, WITHHELD = say.Disclosure.FULL, say.Disclosure.COARSE, say.Disclosure.WITHHELD
GRAIN_MM = 2_000_000
ANYTHING = Articles(probing_limit=10_000, readback_needed=False, coarse_grid_mm=GRAIN_MM)
"""Nobody waits for a person, so that a machine asks as often as it can."""
STEP_DEG, ACROSS = 0.012, 11
SECRET = id_of(900)


def circle_at(lat_deg: float, lon_deg: float, radius_m: float) -> Circle:
    return Circle(Position(round(lat_deg * E7_PER_DEG), round(lon_deg * E7_PER_DEG)), round(radius_m * 1000))


def secret(lat_deg: float, lon_deg: float, kind: ItemKind = ItemKind.OWN_FORCE_AREA) -> Item:
    around = replace(volume(start_ms=NOW_MS, hours=24), footprint=circle_at(lat_deg, lon_deg, 400))
    return protection(900, BRAVO, replace(around, lower=level(0), upper=level(300)), kind=kind, buffer_m=300)


@cache
def grid() -> tuple[Item, ...]:
    """Small activities, no hazard to anyone, low and high."""
    found = []
    for i in range(ACROSS * ACROSS):
        lat_deg, lon_deg = 36.0 + (i // ACROSS - 5) * STEP_DEG, 37.0 + (i % ACROSS - 5) * STEP_DEG
        low_m = 100 if i % 2 else 5000
        there = replace(volume(lower=level(low_m), upper=level(low_m + 100)), footprint=circle_at(lat_deg, lon_deg, 50))
        found.append(movement(i + 1, ALFA, there))
    return tuple(found)


def make_pair() -> Pair:
    pair = Pair()
    pair.agree(terms(articles=ANYTHING))
    return pair


def hide(pair: Pair, item: Item, how: say.Disclosure) -> None:
    pair.bravo.act(lambda desk: submit.submit(desk, item, {ALFA: how}))
    pair.settle()


def learnt(pair: Pair) -> list[tuple[object, ...]]:
    """All that came to alfa about its grid, in order: which activity, what was said, which reason."""
    number = {pair.alfa.current(item.id): item.id for item in grid()}
    rows: list[tuple[object, ...]] = []
    for said in pair.bravo._statements():
        if said[0] != ALFA:
            continue
        match said[1]:
            case say.Answer() as given:
                rows.append((number[given.revision], given.verdict, given.reason, given.counter))
            case say.Doubt() as given:
                rows.append((given.item, given.text))
            case say.Notify() | say.AgreementAct():
                pass
            case other:
                rows.append((type(other).__name__,))
    return rows


def file_grid(pair: Pair) -> None:
    for item in grid():
        pair.file(item)


def refused(pair: Pair) -> set[ItemId]:
    return {given.item if isinstance(given, say.Doubt) else _item_of(pair, given) for given in _said(pair)}


def _said(pair: Pair) -> list[say.Answer | say.Doubt]:
    answers = [said for said in pair.bravo.said_to(ALFA, say.Answer) if said.verdict is say.Verdict.CANNOT]
    return [*answers, *pair.bravo.said_to(ALFA, say.Doubt)]


def _item_of(pair: Pair, given: say.Answer) -> ItemId:
    return pair.alfa.picture.revisions[given.revision].item.id


def meets(other: Item) -> set[ItemId]:
    return {item.id for item in grid() if find_conflict(item, other) is not None}


HERE, BESIDE = (36.003, 37.004), (35.9985, 37.012)
"""Under one cover: both snap to the same point of the grid."""


@pytest.mark.parametrize("kind", [ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE, ItemKind.NO_GO_AREA])
def test_two_places_under_one_cover_give_the_same_answers_and_the_edge_is_the_covers(kind: ItemKind) -> None:
    here, beside = secret(*HERE, kind), secret(*BESIDE, kind)
    cover = coarsen(here, GRAIN_MM)
    assert coarsen(beside, GRAIN_MM).volumes == cover.volumes and here.volumes != beside.volumes
    told = []
    for item in (here, beside):
        pair = make_pair()
        hide(pair, item, WITHHELD)
        file_grid(pair)
        told.append(learnt(pair))
        assert meets(item) < refused(pair) == meets(cover) < {each.id for each in grid()}
        assert {row[2] for row in told[-1]} == {say.CannotReason.NOT_DISCLOSED}
        assert HoldCode.CONFLICT not in {code for each in grid() for code in pair.alfa.codes(each.id)}
    assert told[0] == told[1]


def test_who_was_told_coarsely_learns_nothing_finer_by_filing() -> None:
    told = []
    for place in (HERE, BESIDE):
        pair = make_pair()
        hide(pair, secret(*place), COARSE)
        file_grid(pair)
        told.append(learnt(pair))
        assert refused(pair) == meets(coarsen(secret(*HERE), GRAIN_MM))
    assert told[0] == told[1]
    assert {row[2] for row in told[0]} == {say.CannotReason.OWN_FORCE_AREA}


def test_the_concurs_that_a_new_area_ends_draw_its_cover_and_no_more() -> None:
    told = []
    for place in (HERE, BESIDE):
        pair = make_pair()
        file_grid(pair)
        for item in grid():
            hash_ = pair.bravo.current(item.id)
            pair.bravo.act(lambda desk, id_=item.id, hash_=hash_: answer.answer(desk, id_, hash_, say.Verdict.CONCUR))  # type: ignore[misc]
        pair.settle()
        hide(pair, secret(*place), WITHHELD)
        withdrawn = [said for said in pair.bravo.said_to(ALFA, say.Doubt)]
        assert {said.item for said in withdrawn} == meets(coarsen(secret(*HERE), GRAIN_MM))
        assert not any(said.text for said in withdrawn)
        told.append(sorted(learnt(pair), key=repr))
    assert told[0] == told[1]


def test_whoever_knows_the_place_exactly_is_answered_exactly() -> None:
    pair = make_pair()
    hide(pair, secret(*HERE), FULL)
    file_grid(pair)
    assert refused(pair) == meets(secret(*HERE))


def test_on_the_own_side_the_exact_place_decides_and_an_officer_may_concur_within_the_grain() -> None:
    pair = make_pair()
    hide(pair, secret(*HERE), WITHHELD)
    file_grid(pair)
    exact, covered = meets(secret(*HERE)), meets(coarsen(secret(*HERE), GRAIN_MM))
    assert {item.id for item in grid() if HoldCode.CONFLICT in pair.bravo.codes(item.id)} == exact
    within = min(covered - exact)
    picture, agreed = pair.bravo.picture, list(pair.bravo.picture.agreements.values())
    (cannot,) = [
        hold for hold in holds(within, picture, agreed, pair.bravo.clock.now_ms()) if hold.code is HoldCode.CANNOT
    ]
    assert dict(cannot.facts)["within_grain"] == "yes" and dict(cannot.facts)["item"] == SECRET
    assert cannot.turn == ALFA
    assert not {"within_grain", "item", "name"} & {
        fact for hold in holds(within, pair.alfa.picture, agreed, NOW_MS) for fact, _ in hold.facts
    }
    hash_ = pair.bravo.current(within)
    pair.bravo.act(lambda desk: answer.answer(desk, within, hash_, say.Verdict.CONCUR))
    pair.settle()
    assert not pair.bravo.said_to(ALFA, say.Doubt), "what was known when the officer concurred withdraws nothing"
    assert HoldCode.CANNOT not in pair.alfa.codes(within)


def test_when_the_area_goes_the_turn_comes_back_to_the_one_who_answered_cannot() -> None:
    pair = make_pair()
    hide(pair, secret(*HERE), WITHHELD)
    within = min(meets(coarsen(secret(*HERE), GRAIN_MM)) - meets(secret(*HERE)))
    pair.file(next(item for item in grid() if item.id == within))
    pair.bravo.act(lambda desk: submit.cancel(desk, SECRET))
    pair.settle()
    agreed = list(pair.bravo.picture.agreements.values())
    turns = [hold.turn for hold in holds(within, pair.bravo.picture, agreed, NOW_MS) if hold.code is HoldCode.CANNOT]
    assert turns == [BRAVO]

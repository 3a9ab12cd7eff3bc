"""Own flights inside an area, and when each is out by its plan."""

from __future__ import annotations

import pytest

from tansiq.airspace.item import Item, ItemKind
from tansiq.base.ids import PartyId
from tansiq.coordination.clearing import Inside, find_inside, find_inside_ceased
from tansiq.coordination.statements import Disclosure
from tansiq.geometry.height import Altitude
from tansiq.node.orders import cease, status, submit
from tansiq.words.catalogue import LANGUAGES
from tansiq.words.clearing import render_inside, render_none_inside
from tansiq.words.reasons import render_alert
from tests.coordination.book import (
    ALFA,
    BRAVO,
    CEASE,
    HOUR_MS,
    NOW_MS,
    START_MS,
    id_of,
    level,
    movement,
    protection,
    volume,
)
from tests.node.pair import Node, Pair, coordinated

ONE, AREA = id_of(1), id_of(70)
MIN_MS = 60_000
HALF_MS = HOUR_MS // 2


def flying(*, kind: ItemKind = ItemKind.TRANSIT) -> Pair:
    """Alfa's transit in three legs of half an hour, 40 km apart, begun."""
    legs = (volume(north_km=40 * at, start_ms=START_MS + at * HALF_MS, hours=0.5) for at in range(3))
    pair = coordinated(movement(1, ALFA, *legs, kind=kind))
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    return pair


def close(node: Node, area: Item, told: dict[object, Disclosure]) -> None:
    node.act(lambda desk: submit.submit(desk, area, told))  # type: ignore[arg-type]


def around(owner: PartyId = ALFA, *, north_km: float = 0, upper: Altitude | None = None) -> Item:
    area = volume(north_km=north_km, start_ms=NOW_MS, hours=24, lower=upper and level(0), upper=upper)
    return protection(70, owner, area, kind=ItemKind.NO_GO_AREA)


def inside(pair: Pair, node: Node, *, after_min: float = 0) -> tuple[Inside, ...]:
    return find_inside(node.picture, node.picture.items[AREA], START_MS + round(after_min * MIN_MS))


def test_flight_inside_a_new_no_go_area_is_out_at_the_end_of_its_leg_there() -> None:
    pair = flying()
    close(pair.alfa, around(), {})
    assert inside(pair, pair.alfa, after_min=10) == (Inside(ONE, "Survey 1", START_MS + HALF_MS),)


def test_flight_that_is_not_there_yet_or_has_gone_on_is_not_inside() -> None:
    pair = flying()
    close(pair.alfa, around(north_km=40), {})
    found = {minute: inside(pair, pair.alfa, after_min=minute) for minute in (10, 30, 59, 60, 80)}
    assert {minute for minute, flights in found.items() if flights} == {30, 59}


def test_flight_over_its_planned_time_is_still_inside_until_it_has_ended() -> None:
    pair = flying()
    close(pair.alfa, around(north_km=80), {})
    (late,) = inside(pair, pair.alfa, after_min=100)
    assert late.leaves_ms == START_MS + 3 * HALF_MS
    assert "over its planned time since" in render_inside(late, START_MS + 100 * MIN_MS, "en")
    pair.alfa.act(lambda desk: status.end(desk, ONE))
    assert inside(pair, pair.alfa, after_min=100) == ()


def test_flight_over_the_area_is_not_inside_and_one_of_unknown_height_is() -> None:
    high = coordinated(movement(1, ALFA, volume(lower=level(3000), upper=level(4000)), kind=ItemKind.TRANSIT))
    for pair, count in ((high, 0), (flying(), 1)):
        pair.move_to(START_MS)
        if pair is high:
            pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
        close(pair.alfa, around(upper=level(300)), {})
        assert len(inside(pair, pair.alfa)) == count


def test_only_own_flights_are_named_and_none_that_does_not_fly() -> None:
    pair = flying()
    close(pair.bravo, around(BRAVO), {ALFA: Disclosure.FULL})
    pair.settle()
    assert inside(pair, pair.bravo) == ()
    assert [each.item for each in inside(pair, pair.alfa)] == [ONE]
    waiting = coordinated(movement(1, ALFA, kind=ItemKind.TRANSIT))
    waiting.move_to(START_MS)
    close(waiting.alfa, around(), {})
    assert inside(waiting, waiting.alfa) == ()


def test_alarm_of_a_notice_over_an_own_flight_says_when_it_is_out() -> None:
    """C1: a notice about one minute before, filed over a flight of the recipient's."""
    pair = flying()
    pair.bravo.clock.move_to(START_MS + MIN_MS)
    pair.alfa.clock.move_to(START_MS + MIN_MS)
    sudden = movement(2, BRAVO, volume(start_ms=START_MS, hours=1), hazard=True)
    pair.bravo.act(lambda desk: submit.submit(desk, sudden, {}))
    pair.settle()
    rows = [row.alert for row in pair.alfa.picture.alerts.values() if row.alert.code == "conflict"]
    told = [alert for alert in rows if "leaves" in dict(alert.facts)]
    assert told
    for lang in LANGUAGES:
        assert "2017-02-08 14:30Z" in render_alert("conflict", dict(told[0].facts), lang)
    theirs = [row.alert for row in pair.bravo.picture.alerts.values() if row.alert.code == "conflict"]
    assert theirs and not any("leaves" in dict(alert.facts) for alert in theirs), "it is theirs to know, not ours"


def test_cease_names_what_is_inside_anything_that_it_stops_until_it_is_resumed() -> None:
    pair = flying()
    pair.bravo.act(lambda desk: cease.cease(desk, CEASE, lines=(ALFA,), items=(ONE,)))
    pair.settle()
    stop = pair.alfa.picture.ceases[CEASE]
    assert find_inside_ceased(pair.alfa.picture, stop, START_MS) == (Inside(ONE, "Survey 1", START_MS + HALF_MS),)
    assert find_inside_ceased(pair.bravo.picture, pair.bravo.picture.ceases[CEASE], START_MS) == ()
    for node in (pair.alfa, pair.bravo):
        node.act(lambda desk: cease.resume(desk, CEASE))
        pair.settle()
    assert find_inside_ceased(pair.alfa.picture, pair.alfa.picture.ceases[CEASE], START_MS) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_says_minutes_rounded_up_and_that_none_is_inside(lang: str) -> None:
    text = render_inside(Inside(ONE, "Survey 1", NOW_MS + 90_001), NOW_MS, lang)
    assert "Survey 1" in text and "2" in text and "Z" in text
    assert render_none_inside(lang)

"""How far what was told has come: units of a tree, the lowest level, who was not reached before a start."""

from __future__ import annotations

import pytest

from tansiq.airspace.item import ItemKind
from tansiq.airspace.states import MovementState
from tansiq.base.ids import ItemId, UnitId
from tansiq.base.units import MS_PER_MIN
from tansiq.coordination.agreement import Articles, ReachMeans
from tansiq.coordination.concerned import own_articles
from tansiq.coordination.holds import HoldCode
from tansiq.coordination.reach import find_reach, find_unreached
from tansiq.coordination.statements import AckLevel, Disclosure, Unit, Units
from tansiq.node.deadlines import judge_time
from tansiq.node.orders import submit, units
from tansiq.node.refusals import NoLine, OwnItem, UnknownThing, WrongState
from tests.coordination.book import ALFA, BRAVO, CHARLIE, START_MS, id_of, movement, protection, terms, volume
from tests.node.pair import Node, Pair

ONE, SITE = id_of(1), id_of(3)
WING, CREW_1, CREW_2 = UnitId("wing"), UnitId("crew-1"), UnitId("crew-2")
TREE = (Unit(WING, "Wing"), Unit(CREW_1, "Crew 1", WING), Unit(CREW_2, "Crew 2", WING))


def pair(means: ReachMeans = ReachMeans.SHOWN) -> Pair:
    """Bravo passes on along a tree that alfa knows."""
    both = Pair()
    both.agree(terms(articles=Articles(reach_means=means)))
    both.bravo.act(lambda desk: units.name_units(desk, TREE, (ALFA,)))
    both.settle()
    return both


def say(both: Pair, level: AckLevel, unit: str = "", item: ItemId = ONE, node: Node | None = None) -> None:
    (node or both.bravo).act(lambda desk: units.acknowledge_item(desk, item, level=level, unit=unit))
    both.settle()


def lowest(both: Pair) -> dict[str, AckLevel | None]:
    (told,) = both.alfa.picture.items[ONE].told
    assert told.message is not None
    return {each.unit: each.lowest for each in find_reach(both.alfa.picture, BRAVO, told.message)}


def unreached(node: Node, item: ItemId = ONE) -> list[tuple[str, str]]:
    state = node.picture.items[item]
    articles = own_articles(node.picture, node.picture.revisions[state.current].item)
    return [(each.item, each.unit) for each in find_unreached(node.picture, state, articles)]


def at(both: Pair, ms: int) -> None:
    both.move_to(ms)
    for node in (both.alfa, both.bravo):
        node.act(judge_time)
    both.settle()


def test_sender_sees_of_each_unit_the_lowest_level_below_it() -> None:
    both = pair()
    both.file(movement())
    assert lowest(both) == {WING: None, CREW_1: None, CREW_2: None}
    say(both, AckLevel.LOADED, CREW_1)
    assert lowest(both) == {WING: None, CREW_1: AckLevel.LOADED, CREW_2: None}
    say(both, AckLevel.READ, CREW_2)
    assert lowest(both)[WING] is AckLevel.READ
    say(both, AckLevel.LOADED, CREW_2)
    assert lowest(both)[WING] is AckLevel.LOADED


def test_receipt_of_the_machine_and_word_of_the_party_alone_reach_no_unit() -> None:
    both = pair()
    both.file(movement())
    say(both, AckLevel.LOADED)
    assert lowest(both) == {WING: None, CREW_1: None, CREW_2: None}
    assert unreached(both.alfa) == [(ONE, CREW_1), (ONE, CREW_2)]


def test_new_revision_has_reached_nobody() -> None:
    both = pair()
    both.file(movement())
    for crew in (CREW_1, CREW_2):
        say(both, AckLevel.LOADED, crew)
    assert unreached(both.alfa) == []
    both.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=1)), {}))
    both.settle()
    assert unreached(both.alfa) == [(ONE, CREW_1), (ONE, CREW_2)]


def test_plan_that_stopped_half_way_is_called_out_before_the_start_and_over_when_all_have_it() -> None:
    """A convoy of 2024: the plan stopped half-way down the chain."""
    both = pair()
    both.file(movement())
    say(both, AckLevel.LOADED, CREW_1)
    at(both, START_MS - 15 * MS_PER_MIN - 1)
    assert "not_reached" not in both.alfa.alerts()
    at(both, START_MS - 15 * MS_PER_MIN)
    at(both, START_MS - 14 * MS_PER_MIN)
    assert both.alfa.alerts().count("not_reached") == 1
    say(both, AckLevel.LOADED, CREW_2)
    at(both, START_MS - 13 * MS_PER_MIN)
    (row,) = [row for row in both.alfa.picture.alerts.values() if row.alert.code == "not_reached"]
    assert row.ended_ms is not None


@pytest.mark.parametrize("level", [None, AckLevel.READ, AckLevel.ENTERED])
def test_site_that_was_confirmed_and_never_loaded_by_the_crew_is_called_out_at_both_ends(
    level: AckLevel | None,
) -> None:
    """A hospital of 2015: coordinates sent, receipt confirmed, never loaded by the crew."""
    both = pair()
    both.alfa.act(
        lambda desk: submit.submit(
            desk, protection(3, ALFA, volume(north_km=30, start_ms=START_MS, hours=24), kind=ItemKind.PROTECTED_SITE),
            {BRAVO: Disclosure.FULL},
        )
    )  # fmt: skip
    both.settle()
    if level is not None:
        say(both, level, CREW_1, SITE)
    hazard = movement(2, BRAVO, volume(north_km=12), hazard=True)
    both.bravo.act(lambda desk: submit.submit(desk, hazard, {}))
    both.settle()
    assert (SITE, CREW_1) in unreached(both.bravo, id_of(2))
    at(both, START_MS - MS_PER_MIN)
    assert "not_reached" in both.bravo.alerts()
    assert "not_reached" in both.alfa.alerts()
    for crew in (CREW_1, CREW_2):
        say(both, AckLevel.LOADED, crew, SITE)
    assert (SITE, CREW_1) not in unreached(both.bravo, id_of(2))


def test_where_the_agreement_says_so_it_holds_until_the_last_unit_has_it() -> None:
    both = pair(ReachMeans.HELD)
    both.file(movement())
    both.concur(ONE)
    assert both.alfa.codes(ONE) == {HoldCode.NOT_REACHED}
    assert both.alfa.state(ONE) is MovementState.SUBMITTED
    for crew in (CREW_1, CREW_2):
        say(both, AckLevel.LOADED, crew)
    assert both.alfa.state(ONE) is MovementState.COORDINATED
    assert both.alfa.picture.standings[ONE].state is MovementState.COORDINATED


def test_party_that_named_no_units_counts_as_one_where_the_agreement_holds() -> None:
    both = Pair()
    both.agree(terms(articles=Articles(reach_means=ReachMeans.HELD)))
    both.file(movement())
    both.concur(ONE)
    assert both.alfa.codes(ONE) == {HoldCode.NOT_REACHED}
    say(both, AckLevel.LOADED)
    assert both.alfa.state(ONE) is MovementState.COORDINATED


def test_agreement_may_ask_for_nothing_or_for_less() -> None:
    both = pair(ReachMeans.NOTHING)
    both.file(movement())
    at(both, START_MS)
    assert "not_reached" not in both.alfa.alerts()
    less = Pair()
    less.agree(terms(articles=Articles(reach_needed=AckLevel.READ)))
    less.bravo.act(lambda desk: units.name_units(desk, TREE, (ALFA,)))
    less.file(movement())
    for crew in (CREW_1, CREW_2):
        say(less, AckLevel.READ, crew)
    assert unreached(less.alfa) == []


def test_units_are_told_to_whom_they_are_named_and_stay_a_tree() -> None:
    both = Pair()
    both.bravo.act(lambda desk: units.name_units(desk, TREE, ()))
    both.settle()
    assert BRAVO in both.bravo.picture.units
    assert BRAVO not in both.alfa.picture.units
    for wrong in ((Unit(CREW_1, "Crew 1", WING),), (Unit(WING, "Wing"), Unit(WING, "Wing"))):
        with pytest.raises(WrongState, match="once"):
            both.bravo.act(lambda desk, wrong=wrong: units.name_units(desk, wrong, ()))  # type: ignore[misc]
    with pytest.raises(NoLine):
        both.bravo.act(lambda desk: units.name_units(desk, TREE, (CHARLIE,)))


def test_units_that_are_no_tree_are_set_aside() -> None:
    both = Pair()
    with pytest.raises(Exception, match="before its children"):
        both.alfa.act(lambda desk: desk.say(BRAVO, Units((Unit(CREW_1, "Crew 1", WING),))))


def test_only_ones_own_units_acknowledge_and_only_what_a_peer_told() -> None:
    both = pair()
    both.file(movement())
    with pytest.raises(UnknownThing):
        say(both, AckLevel.LOADED, "crew-9")
    with pytest.raises(OwnItem):
        say(both, AckLevel.LOADED, node=both.alfa)
    with pytest.raises(UnknownThing):
        say(both, AckLevel.LOADED, item=id_of(9))


def test_picture_with_all_this_is_rebuilt_from_the_record() -> None:
    both = pair()
    both.file(movement())
    say(both, AckLevel.LOADED, CREW_1)
    at(both, START_MS)
    both.alfa.check_rebuilt()
    both.bravo.check_rebuilt()

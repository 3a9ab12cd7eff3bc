"""Stop: raised, taken, reported on, resumed."""

from __future__ import annotations

import pytest

from tansiq.airspace.states import MovementState
from tansiq.base.ids import CeaseId, PartyId
from tansiq.coordination import statements as say
from tansiq.node.orders import agreements, cease, status
from tansiq.node.refusals import HeldBack, UnknownThing, WrongState
from tests.coordination.book import AGREEMENT, ALFA, BRAVO, CEASE, NOW_MS, START_MS, id_of, movement
from tests.node.pair import Node, Pair, coordinated

ONE = id_of(1)


def active() -> Pair:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    return pair


def press(node: Node, peer: PartyId, id_: CeaseId = CEASE, **more: object) -> None:
    node.act(lambda desk: cease.cease(desk, id_, lines=(peer,), **more))  # type: ignore[arg-type]


def resume(pair: Pair, *nodes: Node) -> None:
    for node in nodes:
        node.act(lambda desk: cease.resume(desk, CEASE))
        pair.settle()


def test_cease_of_nothing_in_particular_suspends_what_is_shared_at_both_ends() -> None:
    pair = active()
    press(pair.bravo, ALFA, text="stop")
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED


def test_cease_passes_with_the_agreement_suspended_and_after_it_ended() -> None:
    pair = active()
    pair.bravo.act(lambda desk: agreements.suspend(desk, AGREEMENT))
    pair.bravo.act(lambda desk: agreements.end(desk, AGREEMENT))
    press(pair.bravo, ALFA)
    pair.settle()
    assert CEASE in pair.alfa.picture.ceases


def test_pressed_again_with_one_id_it_says_nothing_more() -> None:
    pair = active()
    press(pair.bravo, ALFA)
    said = len(pair.bravo.said(say.Cease))
    press(pair.bravo, ALFA)
    assert len(pair.bravo.said(say.Cease)) == said == 1


def test_without_any_line_it_stands_here() -> None:
    node = Node(ALFA)
    node.act(lambda desk: cease.cease(desk, CEASE, lines=()))
    assert node.picture.ceases[CEASE].stands
    assert node.said(say.Cease)[0].told == ()


def test_cease_naming_something_unknown_goes_to_every_line() -> None:
    pair = active()
    press(pair.alfa, BRAVO, items=(id_of(77),))
    pair.settle()
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED


def test_resumed_by_both_and_held_by_nothing_it_is_coordinated_again_and_may_start_anew() -> None:
    pair = active()
    press(pair.bravo, ALFA)
    pair.settle()
    resume(pair, pair.bravo)
    with pytest.raises(HeldBack, match="cease_stands"):
        pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=True))
    resume(pair, pair.alfa)
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.COORDINATED
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    assert pair.bravo.state(ONE) is MovementState.ACTIVE


def test_one_end_resumes_once() -> None:
    pair = active()
    press(pair.bravo, ALFA)
    resume(pair, pair.bravo)
    with pytest.raises(WrongState, match="already"):
        resume(pair, pair.bravo)


def test_cease_and_start_that_cross_leave_it_suspended_at_both_ends() -> None:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    press(pair.bravo, ALFA)
    pair.settle()
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.SUSPENDED


def test_taking_it_and_reporting_on_it_tell_when() -> None:
    pair = active()
    press(pair.bravo, ALFA)
    pair.settle()
    pair.alfa.act(lambda desk: cease.take(desk, CEASE))
    with pytest.raises(WrongState, match="before"):
        pair.alfa.act(lambda desk: cease.report_executed(desk, CEASE, taken_ms=NOW_MS, executed_ms=NOW_MS - 1))
    pair.alfa.act(lambda desk: cease.report_executed(desk, CEASE, taken_ms=NOW_MS, executed_ms=NOW_MS + 5))
    pair.settle()
    assert pair.alfa.picture.ceases[CEASE].taken_by == "officer"
    (report,) = pair.bravo.picture.ceases[CEASE].executed
    assert (report.party, report.taken_ms, report.executed_ms) == (ALFA, NOW_MS, NOW_MS + 5)


def test_unknown_cease_is_neither_taken_nor_resumed_nor_reported_on() -> None:
    node = Node(ALFA)
    for verb in (
        lambda desk: cease.take(desk, CEASE),
        lambda desk: cease.resume(desk, CEASE),
        lambda desk: cease.report_executed(desk, CEASE, taken_ms=0, executed_ms=0),
    ):
        with pytest.raises(UnknownThing):
            node.act(verb)

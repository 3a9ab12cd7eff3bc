"""A call of distress pauses first and is verified second, at both ends and for people who are on no line."""

from __future__ import annotations

import pytest

from tansiq.airspace.states import MovementState
from tansiq.base.ids import CeaseId
from tansiq.coordination import statements as say
from tansiq.node.orders import agreements, cease, status
from tansiq.node.orders.cease import Call
from tansiq.node.refusals import HeldBack, UnknownThing, WrongState
from tests.coordination.book import AGREEMENT, ALFA, BRAVO, CEASE, START_MS, id_of, movement
from tests.node.pair import Node, Pair, coordinated

ONE = id_of(1)
CALL = Call("a bus with children on the road", "en", "5 km east of the bridge", "village clinic", "+90 000 0000")


def active() -> Pair:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    return pair


def call(node: Node, *, call: Call = CALL, id_: CeaseId = CEASE) -> None:
    peer = BRAVO if node.own == ALFA else ALFA
    node.act(lambda desk: cease.distress(desk, id_, call, lines=(peer,)))


def test_call_suspends_what_is_shared_at_both_ends_before_anybody_verified_it() -> None:
    pair = active()
    call(pair.bravo)
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED
    assert pair.alfa.picture.ceases[CEASE].is_distress
    assert pair.alfa.picture.ceases[CEASE].found == ()


def test_call_by_telephone_reaches_the_other_end_in_the_callers_words() -> None:
    pair = active()
    call(pair.bravo)
    pair.settle()
    state = pair.alfa.picture.ceases[CEASE]
    told = (state.text, state.place, state.caller, state.number)
    assert told == (CALL.text, CALL.place, CALL.caller, CALL.number)


def test_call_passes_with_the_agreement_suspended_and_ended() -> None:
    pair = active()
    pair.alfa.act(lambda desk: agreements.suspend(desk, AGREEMENT))
    pair.alfa.act(lambda desk: agreements.end(desk, AGREEMENT))
    call(pair.bravo)
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED


def test_raised_again_with_one_id_it_says_nothing_more() -> None:
    pair = active()
    call(pair.bravo)
    call(pair.bravo)
    assert len(pair.bravo.said(say.Distress)) == 1


@pytest.mark.parametrize("outcome", list(say.DistressOutcome))
def test_whatever_is_found_out_is_seen_at_both_ends_and_resumes_nothing(outcome: say.DistressOutcome) -> None:
    pair = active()
    call(pair.bravo)
    pair.settle()
    pair.alfa.act(lambda desk: cease.tell_found(desk, say.DistressCheck(CEASE, outcome, "called back")))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert [found.outcome for found in node.picture.ceases[CEASE].found] == [outcome]
        assert node.state(ONE) is MovementState.SUSPENDED


def test_call_is_resumed_by_both_ends_and_by_neither_alone() -> None:
    pair = active()
    call(pair.bravo)
    pair.settle()
    pair.bravo.act(lambda desk: cease.resume(desk, CEASE))
    pair.settle()
    with pytest.raises(HeldBack, match="suspended"):
        pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.alfa.act(lambda desk: cease.resume(desk, CEASE))
    pair.settle()
    assert not pair.alfa.picture.ceases[CEASE].stands
    assert pair.alfa.state(ONE) is MovementState.COORDINATED


def test_a_cease_is_not_verified_like_a_call() -> None:
    pair = active()
    pair.bravo.act(lambda desk: cease.cease(desk, CEASE, lines=(ALFA,)))
    check = say.DistressCheck(CEASE, say.DistressOutcome.MISTAKEN, "called back")
    with pytest.raises(WrongState, match="not checked"):
        pair.bravo.act(lambda desk: cease.tell_found(desk, check))
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: cease.tell_found(desk, check))


def test_call_without_any_line_stands_here() -> None:
    node = Node(ALFA)
    node.act(lambda desk: cease.distress(desk, CEASE, CALL, lines=()))
    assert node.picture.ceases[CEASE].stands

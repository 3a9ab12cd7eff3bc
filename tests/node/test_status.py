"""Starting and ending a movement."""

from __future__ import annotations

import pytest

from tansiq.airspace.states import MovementState
from tansiq.coordination import statements as say
from tansiq.coordination.holds import HoldCode
from tansiq.node.orders import status, submit
from tansiq.node.refusals import HeldBack, NotYours, WrongState
from tests.coordination.book import ALFA, START_MS, id_of, movement, protection
from tests.node.pair import Pair, coordinated

ONE = id_of(1)


def start(pair: Pair, *, unilateral: bool = False) -> None:
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=unilateral))
    pair.settle()


def test_coordinated_movement_starts_at_its_start_and_both_ends_know() -> None:
    pair = coordinated(movement())
    with pytest.raises(WrongState, match="not reached"):
        start(pair)
    pair.move_to(START_MS)
    start(pair)
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.ACTIVE
    with pytest.raises(WrongState, match="active"):
        start(pair)


def test_held_movement_starts_only_unilaterally_and_that_alarms_both_ends() -> None:
    pair = Pair()
    pair.agree()
    pair.file(movement())
    pair.move_to(START_MS)
    with pytest.raises(HeldBack) as refused:
        start(pair)
    assert HoldCode.NOT_ANSWERED in {hold.code for hold in refused.value.holds}
    start(pair, unilateral=True)
    assert pair.bravo.picture.items[ONE].is_unilateral
    for node in (pair.alfa, pair.bravo):
        assert node.alerts().count("unilateral") == 1


def test_start_that_nothing_holds_is_not_unilateral_whatever_is_asked() -> None:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    start(pair, unilateral=True)
    assert pair.alfa.said(say.StatusReport)[-1].unilateral is False


def test_end_releases_every_revision_at_both_ends() -> None:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    start(pair)
    pair.alfa.act(lambda desk: status.end(desk, ONE))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert node.state(ONE) is MovementState.ENDED
        assert not any(revision.is_live for revision in node.picture.revisions.values())
    with pytest.raises(WrongState, match="ended already"):
        pair.alfa.act(lambda desk: status.end(desk, ONE))


def test_only_its_owner_starts_or_ends_a_movement() -> None:
    pair = coordinated(movement())
    for verb in (lambda desk: status.activate(desk, ONE, unilateral=True), lambda desk: status.end(desk, ONE)):
        with pytest.raises(NotYours):
            pair.bravo.act(verb)


def test_what_protects_neither_starts_nor_ends() -> None:
    pair = Pair()
    pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {}))
    for verb in (
        lambda desk: status.activate(desk, id_of(3), unilateral=True),
        lambda desk: status.end(desk, id_of(3)),
    ):
        with pytest.raises(WrongState, match="cancel"):
            pair.alfa.act(verb)

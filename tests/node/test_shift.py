"""The watch and its handover: a list of everything that is open, signed by who goes and by who comes."""

from __future__ import annotations

import pytest

from tansiq.base.ids import HandoverId, OfficerId, Sha256
from tansiq.base.units import MS_PER_MIN
from tansiq.coordination.noted import LocalAlert, LocalNotified
from tansiq.coordination.picture import HandoverState
from tansiq.ledger.envelope import Precedence
from tansiq.node.orders import cease, messages, shift, watch
from tansiq.node.refusals import RevisionMoved, UnknownThing, WrongState
from tansiq.node.staff.consoles import Consoles
from tests.coordination.book import ALFA, BRAVO, CEASE, START_MS, movement, terms
from tests.node.pair import Node, Pair

HANDOVER = HandoverId("99999999-9999-4999-8999-999999999999")
GOING, COMING, THIRD = OfficerId("going"), OfficerId("coming"), OfficerId("third")


def busy() -> Pair:
    """Bravo has a cease, an answer owed, an unread note, a message that could not be used, and a shelved alert."""
    pair = Pair()
    pair.agree(terms())
    pair.move_to(START_MS - MS_PER_MIN)
    pair.file(movement())
    pair.alfa.act(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)))
    pair.alfa.act(
        lambda desk: messages.send_note(desk, (BRAVO,), text="call me", lang="en", precedence=Precedence.PRIORITY)
    )
    pair.settle()
    late = next(row for row in pair.bravo.picture.alerts.values() if row.alert.code == "late")
    pair.bravo.act(lambda desk: watch.shelve(desk, late.alert.alert, minutes=30, reason="known"))
    return pair


def offer(node: Node, to: OfficerId | None = None) -> HandoverState:
    return node.act(
        lambda desk: shift.hand_over(desk, HANDOVER, to=to, pending=(), text="quiet", lang="en"), officer=GOING
    )


def accept(node: Node, hash_: Sha256, officer: OfficerId = COMING) -> HandoverState:
    return node.act(lambda desk: shift.accept(desk, HANDOVER, hash_), officer=officer)


def test_list_names_everything_that_is_open() -> None:
    pair = busy()
    state = offer(pair.bravo)
    kinds = {each.kind for each in state.open}
    assert kinds == {"cease", "report", "readback", "answer", "message", "standing", "shelved"}
    (shelved,) = [each for each in state.open if each.kind == "shelved"]
    assert "known" in shelved.detail


def test_both_sign_and_the_watch_passes_from_one_to_the_other() -> None:
    pair = busy()
    pair.bravo.act(lambda desk: shift.go(desk, is_on=True), officer=GOING)
    offered = offer(pair.bravo, COMING)
    assert set(pair.bravo.picture.watch) == {GOING}, "it stays with the one until the other has it"
    signed = accept(pair.bravo, offered.hash)
    assert (signed.by, signed.accepted_by) == (GOING, COMING)
    assert set(pair.bravo.picture.watch) == {COMING}
    pair.bravo.check_rebuilt()


def test_list_that_was_signed_stays_as_it_was_whatever_comes_after() -> None:
    pair = busy()
    offered = offer(pair.bravo)
    pair.bravo.act(lambda desk: cease.take(desk, CEASE), officer=GOING)
    assert accept(pair.bravo, offered.hash).open == offered.open


def test_nobody_accepts_a_list_unread_nor_ones_own_nor_what_is_meant_for_another_nor_twice() -> None:
    pair = busy()
    offered = offer(pair.bravo, COMING)
    with pytest.raises(RevisionMoved):
        accept(pair.bravo, Sha256("0" * 64))
    for officer in (GOING, THIRD):
        with pytest.raises(shift.OwnHandover):
            accept(pair.bravo, offered.hash, officer)
    accept(pair.bravo, offered.hash)
    with pytest.raises(WrongState, match="accepted"):
        accept(pair.bravo, offered.hash)
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: shift.accept(desk, HANDOVER, offered.hash), officer=COMING)
    with pytest.raises(shift.OwnHandover):
        offer(pair.bravo, GOING)


def test_handover_to_nobody_in_particular_is_taken_by_whoever_of_the_watch_comes() -> None:
    pair = busy()
    assert accept(pair.bravo, offer(pair.bravo).hash, THIRD).accepted_by == THIRD


def test_last_to_leave_alarms_every_console_until_somebody_is_on() -> None:
    node = Node(ALFA)
    for officer in (GOING, COMING):
        node.act(lambda desk: shift.go(desk, is_on=True), officer=officer)
    node.act(lambda desk: shift.go(desk, is_on=False), officer=GOING)
    assert node.alerts() == []
    node.act(lambda desk: shift.go(desk, is_on=False), officer=COMING)
    assert node.alerts() == ["nobody_on_watch"]
    with pytest.raises(WrongState):
        node.act(lambda desk: shift.go(desk, is_on=False), officer=COMING)


class Pages:
    """Pages of bravo, and a clock that is moved by hand."""

    def __init__(self) -> None:
        self.s = 100.0
        self.pair = Pair()
        self.node = self.pair.bravo
        self.consoles = Consoles(self.node.kernel, now_s=lambda: self.s)

    def stop(self) -> None:
        self.pair.alfa.act(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)))
        self.pair.settle()

    def wait(self, seconds: float) -> None:
        self.s += seconds
        self.consoles.turn()
        self.node.store.flush()


def test_stop_that_is_on_every_page_in_time_has_its_proof_and_no_alert() -> None:
    pages = Pages()
    page = pages.consoles.open(GOING)
    pages.stop()
    pages.wait(0)
    pages.consoles.saw(page, [CEASE])
    pages.wait(5)
    (told,) = pages.node.said(LocalNotified)
    assert (told.way, told.to, told.is_delivered) == ("console", GOING, True)
    assert pages.node.said(LocalAlert) == []


def test_page_that_has_not_taken_a_stop_within_its_article_alerts_once() -> None:
    pages = Pages()
    pages.consoles.open(GOING)
    pages.stop()
    pages.wait(0)
    pages.wait(4.9)
    assert pages.node.alerts() == []
    pages.wait(0.1)
    pages.wait(60)
    assert pages.node.alerts() == ["not_shown"]


def test_stop_without_any_open_page_says_that_nobody_sees_it() -> None:
    pages = Pages()
    pages.consoles.close(pages.consoles.open(GOING))
    pages.stop()
    pages.wait(0)
    pages.wait(5)
    assert pages.node.alerts() == ["no_console"]


def test_page_that_was_opened_after_the_stop_is_not_asked_for_it() -> None:
    pages = Pages()
    pages.stop()
    pages.wait(0)
    pages.wait(1)
    pages.consoles.open(COMING)
    pages.wait(5)
    assert pages.node.alerts() == []

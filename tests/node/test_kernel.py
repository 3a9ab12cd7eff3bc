"""One decision at a time: whole or not at all, signed when the line lets us, and taken again when the store failed."""

from __future__ import annotations

import json

import pytest

from tansiq.airspace.item import ItemKind
from tansiq.airspace.states import MovementState
from tansiq.base.errors import StoreFailed
from tansiq.base.ids import CeaseId
from tansiq.coordination import statements as say
from tansiq.coordination.noted import LocalAct
from tansiq.ledger.envelope import Chain, decode_envelope
from tansiq.node.deadlines import judge_time
from tansiq.node.keeping.rows import OUTBOX, load_picture, rebuild_picture
from tansiq.node.kernel import Author, Decision, Desk
from tansiq.node.lines.export import export_log
from tansiq.node.orders import cease, submit
from tansiq.store.errors import DiskFull
from tests.coordination.book import ALFA, BRAVO, CEASE, id_of, movement, protection
from tests.node.pair import OFFICER, Node, Pair, coordinated

WHO = Author(OFFICER, "en")


class Wrong(Exception):
    """What a use case may raise."""


def test_decision_that_raises_leaves_picture_numbers_and_chains_as_they_were() -> None:
    pair = coordinated(movement())
    node = pair.alfa
    seat = node.kernel.seats[BRAVO]
    before = node.tables(), dict(seat.heads), node.store.record_count()

    def half(desk: Desk) -> None:
        submit.submit(desk, protection(3, ALFA), {BRAVO: say.Disclosure.FULL})
        submit.cancel(desk, id_of(1))
        raise Wrong

    with pytest.raises(Wrong):
        node.act(half)
    node.store.flush()
    assert (node.tables(), dict(seat.heads), node.store.record_count()) == before
    assert not node.outgoing
    node.act(lambda desk: submit.cancel(desk, id_of(1)))
    pair.settle()
    assert pair.bravo.picture.items[id_of(1)].declared == "cancelled"


def test_what_is_decided_before_the_line_may_sign_waits_and_leaves_in_order() -> None:
    pair = Pair()
    pair.agree()
    seat = pair.alfa.kernel.seats[BRAVO]
    seat.may_sign = False
    pair.alfa.act(lambda desk: submit.submit(desk, movement(), {}))
    pair.alfa.act(lambda desk: submit.submit(desk, movement(2, kind=ItemKind.TRANSIT), {}))
    assert not pair.alfa.outgoing and len(seat.waiting) == 2
    seat.may_sign = True
    pair.alfa.kernel.sign_waiting(BRAVO)
    pair.alfa.store.flush()
    assert [envelope.serial for _, _, envelope in pair.alfa.outgoing] == [2, 3]
    assert not seat.waiting and not pair.alfa.store.meta_under(OUTBOX)
    pair.settle()
    assert set(pair.bravo.picture.items) == {id_of(1), id_of(2)}
    pair.alfa.check_rebuilt()


def test_decision_that_raises_takes_nothing_out_of_what_waits() -> None:
    pair = Pair()
    pair.agree()
    seat = pair.alfa.kernel.seats[BRAVO]
    seat.may_sign = False
    pair.alfa.act(lambda desk: submit.submit(desk, movement(), {}))

    def half(desk: Desk) -> None:
        submit.cancel(desk, id_of(1))
        raise Wrong

    with pytest.raises(Wrong):
        pair.alfa.act(half)
    assert [type(entry.statement) for entry in seat.waiting] == [say.Notify]


def test_nothing_leaves_before_it_is_durable() -> None:
    pair = Pair()
    decision = pair.alfa.kernel.run(lambda desk: desk.say(BRAVO, say.Note("x", "en")), WHO)
    assert [bool(pair.alfa.outgoing), decision.is_done, pair.alfa.kernel.is_settled] == [False, False, False]
    told: list[StoreFailed | None] = []
    decision.when_settled(told.append)
    pair.alfa.store.flush()
    assert told == [None]
    assert [bool(pair.alfa.outgoing), decision.is_done, pair.alfa.kernel.is_settled] == [True, True, True]
    decision.when_settled(told.append)
    assert told == [None, None]


def fail(node: Node) -> list[StoreFailed]:
    """The next transaction fails; what the kernel told of it."""
    failed: list[StoreFailed] = []
    node.kernel.on_failed = failed.append
    node.store.fail_next(DiskFull("the disk has no room", where="memory"))
    return failed


def test_urgent_decision_holds_in_memory_while_the_store_fails_and_is_taken_again() -> None:
    pair = coordinated(movement())
    failed = fail(pair.alfa)
    pair.alfa.kernel.run_urgent(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)), WHO)
    assert pair.alfa.picture.ceases[CEASE].stands, "in memory at once"
    pair.alfa.store.flush()
    assert failed and not pair.alfa.outgoing
    pair.alfa.kernel.recover_store()
    pair.alfa.store.flush()
    pair.settle()
    assert pair.bravo.picture.ceases[CEASE].stands
    assert len(pair.alfa.said(say.Cease)) == 1
    pair.alfa.check_rebuilt()


def test_ordinary_decision_is_forgotten_when_the_store_fails_and_its_asker_is_told() -> None:
    pair = coordinated(movement())
    failed = fail(pair.alfa)
    decision = pair.alfa.kernel.run(lambda desk: submit.cancel(desk, id_of(1)), WHO)
    pair.alfa.store.flush()
    assert isinstance(decision.error, DiskFull) and failed
    pair.alfa.kernel.recover_store()
    pair.alfa.store.flush()
    assert pair.alfa.picture.items[id_of(1)].declared == "submitted"
    pair.alfa.picture.live_of(BRAVO).echoed_ping_ms = pair.alfa.clock.now_ms()
    pair.alfa.act(lambda desk: submit.cancel(desk, id_of(1)))
    pair.settle()
    assert pair.bravo.picture.items[id_of(1)].declared == "cancelled"


def test_pressed_twice_a_cease_writes_nothing_new() -> None:
    pair = coordinated(movement())
    for _ in range(2):
        pair.alfa.kernel.run_urgent(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)), WHO)
        pair.alfa.store.flush()
    assert len(pair.alfa.said(say.Cease)) == 1


def test_urgent_and_ordinary_messages_have_chains_of_their_own() -> None:
    pair = Pair()
    for number in range(2):
        pair.alfa.act(lambda desk: desk.say(BRAVO, say.Note("x", "en")))
        id_ = CeaseId(id_of(number))
        pair.alfa.act(lambda desk, id_=id_: cease.cease(desk, id_, lines=(BRAVO,)))  # type: ignore[misc]
    sent = [(envelope.chain, envelope.serial) for _, _, envelope in pair.alfa.outgoing]
    assert sent == [(Chain.ORDINARY, 1), (Chain.URGENT, 1), (Chain.ORDINARY, 2), (Chain.URGENT, 2)]


def test_watchers_hear_of_a_decision_once_it_is_durable() -> None:
    node = Node(ALFA)
    heard: list[str] = []
    node.kernel.watch(lambda entries: heard.extend(type(entry.statement).__name__ for entry in entries))
    node.kernel.run(lambda desk: desk.note(LocalAct("sign_in")), WHO)
    assert heard == []
    node.store.flush()
    assert heard == ["LocalAct"]


def test_stored_picture_is_the_picture_and_the_fold_of_the_record() -> None:
    pair = coordinated(movement())
    for node in (pair.alfa, pair.bravo):
        loaded, rebuilt = load_picture(node.own, node.store), rebuild_picture(node.own, node.store)
        for name, rows in node.tables().items():
            assert getattr(loaded, name) == rows == getattr(rebuilt, name), name
        assert {hash_ for hash_ in loaded.revisions if hash_ in loaded.index} == {
            hash_ for hash_, revision in loaded.revisions.items() if revision.is_live
        }


def test_export_holds_every_envelope_of_both_ends_verbatim() -> None:
    pair = coordinated(movement())
    ours, theirs = (
        [json.loads(line) for line in export_log(node.store, node.kernel.seats[peer], own=node.own)]
        for node, peer in ((pair.alfa, BRAVO), (pair.bravo, ALFA))
    )
    assert ours[0]["keys"] == theirs[0]["keys"]
    mirrored = {"out": "in", "in": "out"}
    rows = sorted((mirrored[row["direction"]], row["chain"], row["serial"], row["raw"]) for row in ours[1:])
    assert rows == sorted((row["direction"], row["chain"], row["serial"], row["raw"]) for row in theirs[1:])
    assert len(rows) > 5


def test_envelope_says_who_decided_and_who_released_it() -> None:
    pair = Pair()
    author = Author(OFFICER, "tr", releaser=None)
    pair.alfa.kernel.run(lambda desk: desk.say(BRAVO, say.Note("selam", "tr")), author)
    pair.alfa.store.flush()
    _, sealed, envelope = pair.alfa.outgoing[0]
    assert (envelope.author, envelope.lang, envelope.exercise) == (OFFICER, "tr", True)
    assert decode_envelope(sealed.payload) == envelope


def test_only_a_stop_keeps_the_loop_and_only_when_it_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    pair, stood = coordinated(movement()), list[bool]()
    node = pair.alfa
    monkeypatch.setattr(node.store, "wait", lambda limit_s: stood.append(CEASE in node.picture.ceases))
    node.act(lambda desk: submit.cancel(desk, id_of(1)))
    assert stood == []
    node.kernel.run_urgent(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)), WHO)
    assert stood == [True]


def test_a_stop_that_is_durable_while_the_loop_stands_still_leaves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = coordinated(movement())
    node = pair.alfa
    monkeypatch.setattr(node.store, "wait", lambda limit_s: node.store.flush())
    assert not node.outgoing
    decision = node.kernel.run_urgent(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)), WHO)
    assert decision.is_done and decision.error is None
    assert node.outgoing[0][2].kind == "cease"
    node.store.flush()
    pair.settle()
    assert pair.bravo.picture.ceases[CEASE].stands
    node.check_rebuilt()


def press(node: Node) -> Decision[object]:
    return node.kernel.run_urgent(lambda desk: cease.cease(desk, CEASE, lines=(BRAVO,)), WHO)


def standing(node: Node) -> MovementState:
    return load_picture(node.own, node.store).standings[id_of(1)].state


def test_what_follows_from_a_stop_is_written_behind_it() -> None:
    node = coordinated(movement()).alfa
    press(node)
    assert [node.store.flush(most=1), node.said(say.Cease)[0].cease] == [1, CEASE]
    assert standing(node) is MovementState.COORDINATED, "nothing but the stop was waited for"
    node.store.flush()
    assert standing(node) is MovementState.SUBMITTED
    node.check_rebuilt()


def test_a_node_that_ends_right_after_a_stop_says_what_follows_when_it_judges_time() -> None:
    node = coordinated(movement()).alfa
    press(node)
    node.store.flush(most=1)
    node.store.crash()
    again = Node(ALFA, store=node.store)
    assert again.picture.ceases[CEASE].stands and standing(again) is MovementState.COORDINATED
    again.act(judge_time)
    assert standing(again) is MovementState.SUBMITTED
    again.check_rebuilt()


def test_what_follows_from_a_stop_is_said_again_where_it_found_no_room() -> None:
    node = coordinated(movement()).alfa
    press(node)
    node.store.flush(most=1)
    failed = fail(node)
    node.store.flush()
    assert failed and standing(node) is MovementState.COORDINATED
    node.kernel.recover_store()
    node.store.flush()
    assert standing(node) is MovementState.SUBMITTED
    assert len(node.said(say.Cease)) == 1
    node.check_rebuilt()


def test_a_fault_in_what_follows_takes_no_stop_back(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = coordinated(movement())
    node = pair.alfa

    def faulty(desk: Desk, after: int) -> None:
        submit.cancel(desk, id_of(1))
        raise Wrong

    monkeypatch.setattr(node.kernel, "_react", faulty)
    press(node)
    node.store.flush()
    assert node.picture.items[id_of(1)].declared == "submitted"
    assert [envelope.kind for _, _, envelope in node.outgoing] == ["cease"]
    monkeypatch.undo()
    pair.settle()
    assert pair.bravo.picture.ceases[CEASE].stands
    node.check_rebuilt()

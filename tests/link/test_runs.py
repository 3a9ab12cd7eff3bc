"""Restarts, copies and restored records: no path leads to two messages under one number."""

from __future__ import annotations

from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import is_frame
from tansiq.link import events as ev
from tests.link.desk import NORTH, SOUTH, Desk, Record
from tests.link.test_exchange import joined, told
from tests.link.wires import Wires


def settled_with(messages: int) -> Wires:
    wires, wire = joined()
    for _ in range(messages):
        for chain in Chain:
            wires.tell(wires.desks[NORTH], wires.desks[NORTH].write(chain, text="x" * 30_000))
    wires.settle()
    wires.cut(wire)
    return wires


def connect_and_settle(wires: Wires) -> None:
    wires.connect(NORTH)
    wires.settle()


def test_killed_node_that_starts_again_is_taken_at_once() -> None:
    wires = settled_with(2)
    wires.desks[NORTH] = again = Desk(NORTH, wires.desks[NORTH].record)
    wires.connect(NORTH)
    wires.settle()
    assert again.may_sign
    assert told(again, ev.Checked)[0].first


def test_second_checked_in_a_run_is_not_the_first() -> None:
    wires, wire = joined()
    wires.cut(wire)
    wires.connect(SOUTH)
    wires.settle()
    assert [checked.first for checked in told(wires.desks[NORTH], ev.Checked)] == [True, False]


def test_copy_that_starts_while_the_original_speaks_is_refused() -> None:
    wires, _ = joined()
    clone = Desk(NORTH, wires.desks[NORTH].record.copy())
    wires.connect(NORTH, instead={NORTH: clone})
    wires.settle()
    assert told(clone, ev.Refused) == [ev.Refused("second_run", 2)]
    assert not clone.may_sign
    assert wires.desks[NORTH].may_sign
    assert told(wires.desks[SOUTH], ev.Alarm)[-1].facts["reason"] == "second_run"


def test_original_is_refused_once_its_copy_was_taken() -> None:
    wires = settled_with(1)
    original = wires.desks[NORTH]
    wires.desks[NORTH] = clone = Desk(NORTH, original.record.copy())
    wires.connect(NORTH)
    wires.settle()
    assert clone.may_sign
    wires.connect(NORTH, instead={NORTH: original})
    wires.settle()
    assert told(original, ev.Refused) == [ev.Refused("stale_epoch", 2)]
    assert not original.may_sign


def test_two_copies_of_one_epoch_are_told_apart_by_their_run() -> None:
    wires = settled_with(1)
    backup = wires.desks[NORTH].record.copy()
    one, two = Desk(NORTH, backup.copy()), Desk(NORTH, backup.copy())
    for clone in (one, two):
        wires.connect(NORTH, instead={NORTH: clone})
        wires.settle()
    assert one.may_sign
    assert told(two, ev.Refused) == [ev.Refused("stale_epoch", 2)]


def test_messages_of_the_earlier_run_that_were_under_way_are_counted_in_the_answer_to_the_new_one() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    backup = north.record.copy()
    wires.tell(north, north.write())
    raw = north.exchange.pull(wire.number, 16384, wires.now)
    assert raw is not None
    late = south.exchange.on(ev.Received(wire.number, raw), wires.now)
    wires.cut(wire)
    clone = Desk(NORTH, backup, recovering=True)
    wires.desks[NORTH] = clone
    new = wires.connect(NORTH)
    wires.pull(new, NORTH)
    saw = south.exchange.on(ev.Received(new.number, new.flying[SOUTH].popleft()), wires.now)
    for command in [*late, *saw]:  # the host takes them in this order
        for event in south.obey(command):
            wires.tell(south, event)
    wires.tell(south, ev.EpochKept(clone.record.epoch, clone.run))
    wires.settle()
    assert clone.record.own == north.record.own
    assert clone.may_sign


def test_record_restored_from_an_old_backup_fetches_its_own_messages_before_it_signs() -> None:
    wires = settled_with(6)
    original = wires.desks[NORTH].record
    old = original.copy()
    for log in old.own.values():
        del log[2:]
    old.confirmed = {}
    old.epoch = 0
    wires.desks[NORTH] = restored = Desk(NORTH, old, recovering=True)
    wires.connect(NORTH)
    wires.settle()
    assert told(restored, ev.Refused) == [ev.Refused("stale_epoch", 1)]
    assert told(restored, ev.Checked) == []
    connect_and_settle(wires)
    assert {command.chain for command in told(restored, ev.Behind)} == set(Chain)
    assert restored.record.own == original.own
    assert restored.may_sign
    wires.tell(restored, restored.write())
    wires.settle()
    assert wires.desks[SOUTH].record.held == restored.record.own
    wires.wait(10)
    assert restored.exchange.is_idle()
    assert told(restored, ev.Alarm) == []


def test_own_messages_whose_giving_back_was_lost_are_asked_for_again() -> None:
    wires = settled_with(3)
    original = wires.desks[NORTH].record
    wires.desks[NORTH] = restored = Desk(NORTH, Record(epoch=5), recovering=True)
    south = wires.desks[SOUTH]
    give = south.obey
    lost: list[ev.Command] = []

    def lose_once(command: ev.Command) -> list[ev.Event]:
        if isinstance(command, ev.LoadHeld) and not lost:
            lost.append(command)
            return []
        return give(command)

    south.obey = lose_once  # type: ignore[method-assign]
    wires.connect(NORTH)
    wires.settle()
    assert [restored.may_sign, len(lost)] == [False, 1]
    for _ in range(4):
        wires.wait(5)
    assert restored.may_sign
    assert restored.record.own == original.own


def test_record_restored_from_nothing_gets_both_directions_back() -> None:
    wires = settled_with(3)
    wires.tell(wires.desks[SOUTH], wires.desks[SOUTH].write())
    original = wires.desks[NORTH].record
    wires.desks[NORTH] = restored = Desk(NORTH, Record(epoch=0), recovering=True)
    for _ in range(2):
        wires.connect(NORTH)
        wires.settle()
    assert restored.record.own == original.own
    assert restored.record.held == wires.desks[SOUTH].record.own


def test_nothing_is_sent_on_either_chain_while_own_messages_are_missing_on_one() -> None:
    wires = settled_with(3)
    old = wires.desks[NORTH].record.copy()
    del old.own[Chain.URGENT][1:]
    wires.desks[NORTH] = restored = Desk(NORTH, old)
    wires.tell(restored, restored.write())
    wire = wires.connect(NORTH)
    for _ in range(3):
        wires.pull(wire, NORTH)
        wires.deliver(wire, SOUTH)
        wires.pull(wire, SOUTH)
        wires.deliver(wire, NORTH)
    while wires.pull(wire, NORTH):
        pass
    assert told(restored, ev.Behind)
    assert told(restored, ev.Checked) == []
    assert all(is_frame(raw) for raw in wire.flying[SOUTH])
    wires.settle()
    assert restored.may_sign
    assert wires.desks[SOUTH].record.held == restored.record.own


def test_connection_of_an_earlier_run_that_fell_silent_is_closed_for_the_new_one() -> None:
    wires, wire = joined()
    south, old_run = wires.desks[SOUTH], wires.desks[NORTH]
    wires.mono_s += 31
    clone = Desk(NORTH, old_run.record.copy())
    wires.connect(NORTH, instead={NORTH: clone})
    wires.settle()
    assert ev.Close(wire.number, "superseded") in south.told
    assert clone.may_sign


def test_own_chain_that_differs_from_what_the_peer_holds_is_never_continued() -> None:
    wires = settled_with(1)
    forked = Record(epoch=5)
    wires.desks[NORTH] = desk = Desk(NORTH, forked)
    for chain in Chain:
        wires.tell(desk, desk.write(chain, text="another"))
    wires.connect(NORTH)
    wires.settle()
    assert [alarm.code for alarm in told(desk, ev.Alarm)] == ["own_chain_differs"]
    assert not desk.may_sign
    assert wires.open == []

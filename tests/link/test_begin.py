"""A line begins, whatever happens first: nowhere do both ends wait for each other."""

from __future__ import annotations

from random import Random

import pytest

from tansiq.base.ids import PartyId
from tansiq.ledger.frames import HelloRefused, seal_frame
from tansiq.link import events as ev
from tansiq.link.exchange import HEARTBEAT_S
from tansiq.link.leaving import CHECKING_TO_ANEW, HELLO_S
from tests.link.begin import Act, Begin, Wire
from tests.link.desk import KEYS, LINE, NORTH, SOUTH

WEIGHTS = {"restart": 0.3, "tick": 1.5, "dial": 4, "work": 6, "lose": 0.6, "send": 8, "hear": 8, "close": 3}
SILENCE_S = 35
"""Three periods without anything, and some seconds."""


def walk(seed: int, steps: int) -> Begin:
    """As many steps as that, each drawn from all that may happen."""
    chance, begin = Random(seed), Begin(is_loss_heard=seed % 2 == 0)
    for _ in range(steps):
        acts = list(begin.may_happen())
        begin.do(chance.choices(acts, [WEIGHTS[act.name] for act in acts])[0])
    return begin


@pytest.mark.parametrize("steps", [15, 30, 60])
def test_line_is_up_soon_after_nothing_goes_wrong_any_more(steps: int) -> None:
    """14,000 walks were made so, none of which stayed down; here are some."""
    for seed in range(150):
        begin = walk(seed, steps)
        for _ in range(SILENCE_S):
            begin.go_on(1)
            if begin.is_up():
                break
        assert begin.is_up(), f"seed {seed}, {steps} steps"
        assert not any(desk.exchange.anew_count for desk in begin.desks.values()), "by ordinary retries alone"


def carry(begin: Begin, wire: Wire, *parties: PartyId) -> None:
    """All that these ends send and hear on a connection, and what their hosts do."""
    for _ in range(20):
        for party in parties:
            begin.do(Act("send", party, wire.number))
            if party in wire.standing and wire.flying[party]:
                begin.do(Act("hear", party, wire.number))
            while begin.waiting[party]:
                begin.do(Act("work", party))


def newest(begin: Begin) -> Wire:
    return begin.wires[max(begin.wires)]


def test_refusal_that_comes_after_the_run_was_taken_elsewhere_stops_nothing() -> None:
    begin = Begin(is_loss_heard=False)
    begin.do(Act("dial", NORTH))
    first = newest(begin)
    carry(begin, first, NORTH, SOUTH)
    assert begin.is_up()
    begin.do(Act("restart", NORTH))
    begin.do(Act("dial", NORTH))
    second = newest(begin)
    begin.do(Act("send", NORTH, second.number))
    begin.do(Act("hear", SOUTH, second.number))  # its earlier run still speaks on the first
    begin.do(Act("send", SOUTH, second.number))
    begin.do(Act("lose", SOUTH, first.number))
    begin.do(Act("dial", SOUTH))
    carry(begin, newest(begin), NORTH, SOUTH)
    assert begin.is_up()
    begin.do(Act("hear", NORTH, second.number))
    while begin.waiting[NORTH]:
        begin.do(Act("work", NORTH))
    assert begin.is_up()
    assert not [command for command in begin.desks[NORTH].told if isinstance(command, ev.Refused)]


def test_line_that_stays_in_checking_is_dialled_anew_and_counted() -> None:
    begin = Begin()
    begin.go_on(1)
    assert begin.is_up()
    north = begin.desks[NORTH]
    refusal = HelloRefused(reason="stale_epoch", highest_epoch=9, held={})
    raw = seal_frame(refusal, line=LINE, sender=SOUTH, key=KEYS[SOUTH], sent_ms=1)
    wire = next(wire for wire in begin.wires.values() if wire.dialler == SOUTH)
    wire.flying[NORTH].append(raw)  # whatever it was that took the agreement away: the other connection stands
    begin.do(Act("hear", NORTH, wire.number))
    stays_s = 0
    while stays_s == 0 or not begin.is_up():
        begin.go_on(1, dialling=(NORTH,))
        stays_s += 1
        assert stays_s < 2 * CHECKING_TO_ANEW * HEARTBEAT_S
    assert stays_s >= CHECKING_TO_ANEW * HEARTBEAT_S
    assert north.exchange.anew_count == 1


def closes(begin: Begin, party: PartyId) -> list[int]:
    return [wire.number for wire in begin.wires.values() if party in wire.closing]


def tick(begin: Begin, seconds: int) -> None:
    """One end's time goes by and nothing is heard; the other stands still."""
    for _ in range(seconds):
        begin.do(Act("tick", NORTH))


def test_end_that_stood_still_itself_reads_what_came_before_it_calls_the_other_silent() -> None:
    begin = Begin()
    begin.go_on(2)
    assert begin.is_up()
    begin.mono_s += 10 * HEARTBEAT_S  # no tick: a busy machine, or a suspended process
    tick(begin, 1)
    assert not closes(begin, NORTH)
    begin.go_on(1)  # what waited in the sockets is read
    tick(begin, round(2 * HEARTBEAT_S))
    assert not closes(begin, NORTH)
    assert begin.is_up()


def test_end_that_stood_still_closes_what_stays_silent_after_three_periods_in_which_it_ran() -> None:
    begin = Begin()
    begin.go_on(2)
    begin.mono_s += 10 * HEARTBEAT_S
    tick(begin, round(HEARTBEAT_S))
    assert not closes(begin, NORTH)
    tick(begin, round(2 * HEARTBEAT_S))
    assert len(closes(begin, NORTH)) == 2


def test_machine_that_is_always_late_still_finds_a_dead_connection() -> None:
    begin = Begin()
    begin.go_on(2)
    for _ in range(8):
        begin.pass_time(2 * HEARTBEAT_S, NORTH)
    assert len(closes(begin, NORTH)) == 2


def test_hello_is_waited_for_longer_than_three_short_periods() -> None:
    begin = Begin(heartbeat_s=1.0)
    begin.do(Act("dial", NORTH))
    for _ in range(round(HELLO_S) * 4 - 1):
        begin.pass_time(0.25, NORTH)
        assert not closes(begin, NORTH)
    begin.pass_time(0.25, NORTH)
    assert closes(begin, NORTH)

"""A line that is dead is seen dead at both ends within three heartbeats, however it died."""

from __future__ import annotations

import pytest

from tansiq.base.ids import PartyId
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Heartbeat
from tansiq.link import events as ev
from tansiq.link.pulse import Pulse
from tests.link.desk import NORTH, SOUTH, Desk
from tests.link.wires import Wire, Wires

HEARTBEAT_S = 10


def joined(*, connections: int = 1) -> tuple[Wires, list[Wire]]:
    wires = Wires(Desk(NORTH), Desk(SOUTH))
    made = []
    for _ in range(connections):
        made.append(wires.connect(NORTH))
        wires.settle()
    wires.wait(25)
    return wires, made


Late = list[tuple[float, Wire, PartyId, bytes]]


def pass_time(
    wires: Wires, seconds: int, *, lost: tuple[PartyId, ...] = (), delay_s: int = 0, late: Late | None = None
) -> None:
    """Second by second; what flies to those named is lost, what flies to others comes after a delay."""
    held: Late = [] if late is None else late
    for _ in range(seconds):
        wires.mono_s += 1
        for desk in wires.desks.values():
            wires.tell(desk, ev.Tick())
        for _ in range(30):
            for wire in list(wires.open):
                for party in (NORTH, SOUTH):
                    wires.pull(wire, party)
                for party in (NORTH, SOUTH):
                    while wire.flying[party]:
                        raw = wire.flying[party].popleft()
                        if party not in lost:
                            held.append((wires.mono_s + delay_s, wire, party, raw))
            due = [row for row in held if row[0] <= wires.mono_s]
            held[:] = [row for row in held if row[0] > wires.mono_s]
            for _, wire, party, raw in due:
                if wire in wires.open:
                    wires.tell(wire.desks[party], ev.Received(wire.number, raw))
            if not due:
                break
        for wire in list(wires.open):
            if wire.closing and not lost:
                wires.cut(wire)


@pytest.mark.parametrize("connections", [1, 2])
@pytest.mark.parametrize("lost", [(NORTH,), (SOUTH,), (NORTH, SOUTH)])
def test_way_that_is_dead_in_one_direction_or_both_is_silent_at_both_ends(
    lost: tuple[PartyId, ...], connections: int
) -> None:
    wires, _ = joined(connections=connections)
    states = [desk.exchange.state for desk in wires.desks.values()]
    assert states == [ev.LineState.UP] * 2
    pass_time(wires, 3 * HEARTBEAT_S + 1, lost=lost)
    states = [desk.exchange.state for desk in wires.desks.values()]
    assert states == [ev.LineState.SILENT] * 2


def test_end_that_is_heard_and_not_answered_ends_its_connections_to_dial_anew() -> None:
    wires, [wire] = joined()
    pass_time(wires, 3 * HEARTBEAT_S + 1, lost=(SOUTH,))
    closed = [command for command in wires.desks[NORTH].told if isinstance(command, ev.Close)]
    assert [(close.channel, close.reason) for close in closed] == [(wire.number, "unheard")]


@pytest.mark.parametrize("delay_s", [0, 1, 4, 6])
def test_slow_way_is_never_taken_for_a_dead_one(delay_s: int) -> None:
    wires, _ = joined()
    late: Late = []
    pass_time(wires, 60, delay_s=delay_s, late=late)
    for desk in wires.desks.values():
        desk.told.clear()
    pass_time(wires, 600, delay_s=delay_s, late=late)
    for desk in wires.desks.values():
        assert [command for command in desk.told if isinstance(command, ev.PeerState)] == []
    assert len(wires.open) == 1


def test_dead_sending_connection_does_not_silence_a_line_that_has_a_reserve() -> None:
    wires, [first, _] = joined(connections=2)
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    for _ in range(40):
        wires.mono_s += 1
        for desk in (north, south):
            wires.tell(desk, ev.Tick())
        first.flying[NORTH].clear()
        first.flying[SOUTH].clear()
        for _ in range(20):
            for wire in list(wires.open):
                for party in (NORTH, SOUTH):
                    wires.pull(wire, party)
                    if wire is first:
                        wire.flying[NORTH].clear()
                        wire.flying[SOUTH].clear()
                    wires.deliver(wire, party)
    assert north.exchange.state is south.exchange.state is ev.LineState.UP
    wires.cut(first)
    wires.tell(north, north.write(Chain.ORDINARY))
    wires.settle()
    assert south.record.held == north.record.own


def test_peer_that_numbers_nothing_is_judged_by_what_is_heard_alone() -> None:
    pulse = Pulse(heartbeat_s=HEARTBEAT_S)
    for second in range(0, 100, HEARTBEAT_S):
        now = ev.Moment(100.0 + second, 0)
        pulse.make_beat(now, heads={}, processed={}, want_echo=False)
        pulse.hear(Heartbeat(ping_ms=1, heads={}, processed={}, want_echo=False, state="ok"), now)
        assert pulse.find_state(now) is ev.LineState.UP

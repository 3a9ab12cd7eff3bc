"""The conversation as scripts: no socket, no sleep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tansiq.base.ids import PartyId, Sha256
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Heartbeat, Hello, HelloRefused, Receipts, is_frame, open_frame, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.receipt import Receipt
from tansiq.link import events as ev
from tansiq.link.sending import IN_FLIGHT_BYTES
from tests.link.desk import KEYS, LINE, NORTH, SOUTH, Desk, head_of_log
from tests.link.wires import Wire, Wires

C = TypeVar("C", bound=ev.Command)


def two_nodes() -> Wires:
    return Wires(Desk(NORTH), Desk(SOUTH))


def joined() -> tuple[Wires, Wire]:
    wires = two_nodes()
    wire = wires.connect(NORTH)
    wires.settle()
    return wires, wire


def told(desk: Desk, kind: type[C]) -> list[C]:
    return [command for command in desk.told if isinstance(command, kind)]


def frames_of(raws: Iterable[bytes], sender: PartyId) -> list[object]:
    key = KEYS[sender].public
    return [open_frame(raw, line=LINE, sender=sender, key=key) if is_frame(raw) else raw for raw in raws]


def pull_all(wires: Wires, wire: Wire, desk: Desk, room_bytes: int = 16 * 1024) -> list[bytes]:
    raws = []
    while (raw := desk.exchange.pull(wire.number, room_bytes, wires.now)) is not None:
        raws.append(raw)
    return raws


def test_nothing_of_our_own_goes_out_before_the_peer_took_our_hello() -> None:
    wires = two_nodes()
    north = wires.desks[NORTH]
    wires.tell(north, north.write(Chain.URGENT))
    wire = wires.connect(NORTH)
    sent = pull_all(wires, wire, north)
    assert [type(frame) for frame in frames_of(sent, NORTH)] == [Hello]
    assert not north.may_sign


def test_dialler_says_hello_twice_and_the_dialled_end_once() -> None:
    wires = two_nodes()
    wire = wires.connect(NORTH)
    said = []
    for party in (NORTH, SOUTH, NORTH):
        assert wires.pull(wire, party)
        raw = wire.flying[SOUTH if party == NORTH else NORTH][-1]
        said += frames_of([raw], party)
        wires.deliver(wire, SOUTH if party == NORTH else NORTH)
    assert [type(frame) for frame in said] == [Hello, Hello, Hello]
    assert wires.desks[NORTH].may_sign and wires.desks[SOUTH].may_sign


def test_new_run_is_answered_only_when_it_is_durably_known() -> None:
    north, south = Desk(NORTH), Desk(SOUTH)
    now = ev.Moment(1.0, 1000)
    north.exchange.on(ev.Connected(1, dialled=True), now)
    south.exchange.on(ev.Connected(1, dialled=False), now)
    hello = north.exchange.pull(1, 16384, now)
    assert hello is not None
    assert south.exchange.on(ev.Received(1, hello), now) == [ev.SawEpoch(1, north.run)]
    assert south.exchange.pull(1, 16384, now) is None
    south.exchange.on(ev.EpochKept(1, north.run), now)
    assert south.exchange.pull(1, 16384, now) is not None


def test_new_run_that_could_not_be_made_durable_is_told_again() -> None:
    north, south = Desk(NORTH), Desk(SOUTH)
    now = ev.Moment(1.0, 1000)
    for channel in (1, 2):
        north.exchange.on(ev.Connected(channel, dialled=True), now)
        south.exchange.on(ev.Connected(channel, dialled=False), now)
        hello = north.exchange.pull(channel, 16384, now)
        assert hello is not None
        assert south.exchange.on(ev.Received(channel, hello), now) == [ev.SawEpoch(1, north.run)]
        for desk in (north, south):
            desk.exchange.on(ev.Lost(channel), now)


def test_message_is_kept_and_receipted() -> None:
    wires, _ = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    wires.settle()
    assert south.record.held[Chain.ORDINARY] == north.record.own[Chain.ORDINARY]
    [confirmed] = told(north, ev.Confirmed)
    assert confirmed.head.serial == 1
    assert is_frame(confirmed.raw)
    assert north.exchange.is_idle()


def test_receipt_that_goes_back_is_told_to_the_host_and_the_last_one_again_is_not() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    for _ in range(3):
        wires.tell(north, north.write())
    wires.settle()
    for serial, hash_ in ((3, head_of_log(north.record.own[Chain.ORDINARY]).hash), (2, Sha256("a" * 64))):
        frame = Receipts((Receipt(Chain.ORDINARY, serial, hash_),))
        raw = seal_frame(frame, line=LINE, sender=SOUTH, key=KEYS[SOUTH], sent_ms=1)
        commands = north.exchange.on(ev.Received(wire.number, raw), wires.now)
        expected = [] if serial == 3 else [ev.Confirmed(Chain.ORDINARY, Head(2, hash_), raw)]
        assert commands == expected
    assert north.exchange.is_idle()


def test_no_receipt_before_the_host_says_durable() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    wires.pull(wire, NORTH)
    raw = wire.flying[SOUTH].popleft()
    [ingest] = south.exchange.on(ev.Received(wire.number, raw), wires.now)
    assert ingest == ev.Ingest(wire.number, raw, urgent=False)
    assert south.exchange.pull(wire.number, 16384, wires.now) is None


def test_urgent_goes_before_everything_and_needs_no_room() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    wires.tell(north, north.write(text="x" * 1000))
    wires.tell(north, ev.BeatNow())
    wires.tell(north, north.write(Chain.URGENT))
    [urgent, beat] = pull_all(wires, wire, north, room_bytes=0)
    assert urgent == north.record.own[Chain.URGENT][0]
    assert [type(frame) for frame in frames_of([beat], NORTH)] == [Heartbeat]
    assert north.exchange.is_bulk_waiting(wire.number)
    assert pull_all(wires, wire, north) == north.record.own[Chain.ORDINARY]


def test_urgent_and_unreadable_are_marked_to_be_handed_over_first() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write(Chain.URGENT))
    raw = pull_all(wires, wire, north)[0]
    for message in (raw, b"STOP STOP STOP"):
        assert south.exchange.on(ev.Received(wire.number, message), wires.now) == [
            ev.Ingest(wire.number, message, urgent=True)
        ]


def test_long_message_goes_alone_once_the_socket_is_empty() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    wires.tell(north, north.write(text="x" * 40_000))
    assert pull_all(wires, wire, north, room_bytes=16 * 1024 - 1) == []
    assert len(pull_all(wires, wire, north, room_bytes=16 * 1024)) == 1


def test_only_so_much_goes_without_a_receipt_but_urgent_still_goes() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    for _ in range(40):
        wires.tell(north, north.write(text="x" * 20_000))
    sent = pull_and_load(wires, wire, north)
    assert IN_FLIGHT_BYTES <= sum(map(len, sent)) < IN_FLIGHT_BYTES + 40_000
    wires.tell(north, north.write(Chain.URGENT))
    assert pull_all(wires, wire, north) == north.record.own[Chain.URGENT]


def pull_and_load(wires: Wires, wire: Wire, desk: Desk) -> list[bytes]:
    before = len(wire.flying[SOUTH])
    while wires.pull(wire, desk.own):
        pass
    return list(wire.flying[SOUTH])[before:]


def test_what_was_not_receipted_is_sent_again_over_the_next_connection() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    assert len(pull_all(wires, wire, north)) == 1
    wires.cut(wire)
    wires.connect(SOUTH)
    wires.settle()
    assert south.record.held == north.record.own


def test_reserve_takes_over_when_the_sending_connection_is_lost() -> None:
    wires, first = joined()
    wires.connect(SOUTH)
    wires.settle()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    assert len(pull_all(wires, first, north)) == 1
    wires.cut(first)
    wires.settle()
    assert south.record.held == north.record.own
    assert north.exchange.is_idle()


def test_urgent_goes_over_every_connection() -> None:
    wires, first = joined()
    second = wires.connect(SOUTH)
    wires.settle()
    north = wires.desks[NORTH]
    wires.tell(north, north.write(Chain.URGENT))
    assert pull_all(wires, first, north) == pull_all(wires, second, north) == north.record.own[Chain.URGENT]


def test_dead_connection_that_looks_open_gives_way_to_the_reserve() -> None:
    wires, first = joined()
    second = wires.connect(SOUTH)
    wires.settle()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    for _ in range(25):
        wires.mono_s += 1
        for desk in (north, south):
            wires.tell(desk, ev.Tick())
        for party in (NORTH, SOUTH):
            while wires.pull(first, party):
                pass  # swallowed
            while wires.pull(second, party):
                pass
        while wires.deliver(second, NORTH) or wires.deliver(second, SOUTH):
            pass
    assert south.record.held == north.record.own


def test_urgent_acts_although_earlier_serials_are_missing_and_the_gap_is_filled() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    for _ in range(3):
        wires.tell(north, north.write(Chain.URGENT))
    lost, also_lost, third = pull_all(wires, wire, north)
    assert lost != also_lost
    wires.tell(south, ev.Received(wire.number, third))
    assert south.acted == [3]
    wires.settle()
    assert south.record.held == north.record.own
    assert south.acted == [3, 1, 2, 3]


def test_gap_is_asked_for_once() -> None:
    wires, wire = joined()
    south = wires.desks[SOUTH]
    south.exchange.ask_gap(Chain.ORDINARY, 0)
    south.exchange.ask_gap(Chain.ORDINARY, 0)
    assert len(pull_all(wires, wire, south)) == 1


def test_message_lost_with_nothing_after_it_is_found_by_the_heartbeat() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    assert len(pull_all(wires, wire, north)) == 1
    wires.wait(11)
    assert wires.open == [wire]
    assert south.record.held == north.record.own


def test_lost_receipt_comes_again_with_a_heartbeat() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, north.write())
    wires.pull(wire, NORTH)
    wires.deliver(wire, SOUTH)
    assert len(pull_all(wires, wire, south)) == 1
    wires.wait(11)
    assert wires.open == [wire]
    assert north.exchange.is_idle()


def test_peer_restored_to_an_earlier_state_gets_what_it_had_receipted() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    backup = south.record.copy()
    for _ in range(3):
        wires.tell(north, north.write())
    wires.settle()
    wires.cut(wire)
    backup.epoch += 5
    restored = wires.desks[SOUTH] = Desk(SOUTH, backup)
    wires.connect(NORTH)
    wires.settle()
    assert restored.record.held == north.record.own
    assert north.may_sign


def test_heartbeat_is_echoed_and_measures_round_trip_and_clock_offset() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    north.told.clear()
    slow_s, ahead_ms = 0.2, 5_000

    def carry(giver: Desk, taker: Desk, taker_ahead_ms: int) -> None:
        for raw in pull_all(wires, wire, giver):
            wires.mono_s += slow_s
            now = ev.Moment(wires.mono_s, wires.now.ms + taker_ahead_ms)
            for command in taker.exchange.on(ev.Received(wire.number, raw), now):
                taker.told.append(command)

    wires.tell(north, ev.BeatNow())
    carry(north, south, ahead_ms)
    carry(south, north, 0)
    [beat] = told(north, ev.Beat)
    assert beat.rtt_ms == 400
    assert beat.offset_ms == ahead_ms


def test_line_is_up_then_degraded_then_silent_and_up_again() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    assert north.exchange.state is ev.LineState.UP
    wires.cut(wire)
    north.told.clear()
    wires.wait(30)
    assert told(north, ev.PeerState) == [ev.PeerState(ev.LineState.DEGRADED), ev.PeerState(ev.LineState.SILENT)]
    wires.connect(NORTH)
    wires.settle()
    assert north.told[-1] == ev.PeerState(ev.LineState.UP) or north.exchange.state is ev.LineState.UP


def test_peer_that_cannot_write_says_so_and_counts_as_degraded() -> None:
    wires, _ = joined()
    wires.tell(wires.desks[SOUTH], ev.Announced("cannot_write"))
    wires.settle()
    assert wires.desks[NORTH].exchange.state is ev.LineState.DEGRADED
    assert told(wires.desks[NORTH], ev.Beat)[-1].heartbeat.state == "cannot_write"


def test_quiet_connection_is_closed_so_that_it_is_dialled_anew() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    wires.mono_s += 30
    wires.tell(north, ev.Tick())
    assert ev.Close(wire.number, "silent") in north.told


def test_revocation_ends_every_connection_and_nothing_more_is_sent() -> None:
    wires, wire = joined()
    north = wires.desks[NORTH]
    wires.tell(north, north.write())
    wires.tell(north, ev.Revoked())
    assert ev.Close(wire.number, "revoked") in north.told
    assert pull_all(wires, wire, north) == []
    wires.cut(wire)
    wires.connect(SOUTH)
    wires.settle()
    assert wires.open == []
    assert wires.desks[SOUTH].record.held[Chain.ORDINARY] == []


def test_frame_signed_by_another_key_is_refused_and_alarmed_once() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    wires.tell(north, ev.OwnKeyChanged(SigningKey(b"z" * 32)))
    for _ in range(2):
        wires.mono_s += 1
        wires.tell(north, ev.BeatNow())
    for raw in pull_all(wires, wire, north):
        wires.tell(south, ev.Received(wire.number, raw))
    [alarm] = told(south, ev.Alarm)
    assert (alarm.code, alarm.facts["reason"]) == ("bad_frame", "bad_signature")


def test_old_key_opens_frames_until_the_new_one_has_signed() -> None:
    wires, wire = joined()
    north, south = wires.desks[NORTH], wires.desks[SOUTH]
    new = SigningKey(b"z" * 32)
    wires.tell(south, ev.PeerKeyChanged(new.public))
    wires.mono_s += 1
    wires.tell(north, ev.BeatNow())
    wires.settle()
    assert told(south, ev.Alarm) == []
    wires.tell(north, ev.OwnKeyChanged(new))
    wires.mono_s += 1
    wires.tell(north, ev.BeatNow())
    wires.settle()
    wires.tell(north, ev.OwnKeyChanged(KEYS[NORTH]))
    wires.mono_s += 1
    wires.tell(north, ev.BeatNow())
    assert wires.open == [wire]
    wires.settle()
    assert [alarm.code for alarm in told(south, ev.Alarm)] == ["bad_frame"]


def test_exercise_and_real_node_refuse_to_talk() -> None:
    wires = Wires(Desk(NORTH, exercise=True), Desk(SOUTH))
    wire = wires.connect(NORTH)
    wires.pull(wire, NORTH)
    wires.deliver(wire, SOUTH)
    wires.pull(wire, SOUTH)
    [refusal] = frames_of(wire.flying[NORTH], SOUTH)
    assert isinstance(refusal, HelloRefused) and refusal.reason == "exercise_mismatch"
    wires.settle()
    assert wires.open == []
    assert not wires.desks[NORTH].may_sign

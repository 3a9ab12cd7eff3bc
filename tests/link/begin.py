"""Two ends as a line begins, in any order of events: dialled from both, cut at one before the other, restarted.

What a host does takes its time here, and an end hears of a connection's loss later than the other, or by silence alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tansiq.base.ids import PartyId
from tansiq.link import events as ev
from tansiq.link.exchange import HEARTBEAT_S
from tansiq.link.sending import BULK_UNSENT_BYTES
from tests.link.desk import NORTH, SOUTH, Desk

PARTIES = (NORTH, SOUTH)


class Act(NamedTuple):
    """Something that may happen next."""

    name: str
    party: PartyId
    wire: int = 0


@dataclass
class Wire:
    """One connection; each end stands until it hears that it is over."""

    number: int
    dialler: PartyId
    standing: set[PartyId]
    closing: set[PartyId] = field(default_factory=set)
    flying: dict[PartyId, deque[bytes]] = field(default_factory=lambda: {NORTH: deque(), SOUTH: deque()})


class Begin:
    """Owned by one test."""

    def __init__(self, *, is_loss_heard: bool = True, heartbeat_s: float = HEARTBEAT_S) -> None:
        """Nothing stands.

        Args:
            is_loss_heard: an end hears that the other is gone; else it must find out by silence.
            heartbeat_s: period of both.
        """
        self._is_loss_heard, self._heartbeat_s = is_loss_heard, heartbeat_s
        self.desks = {party: Desk(party, heartbeat_s=heartbeat_s) for party in PARTIES}
        self.waiting: dict[PartyId, deque[ev.Command]] = {party: deque() for party in PARTIES}
        """For the hosts."""
        self.wires: dict[int, Wire] = {}
        self.mono_s = 100.0
        self._next = 1

    def may_happen(self) -> Iterator[Act]:
        """All that may happen now."""
        for party in PARTIES:
            yield Act("restart", party)
            yield Act("tick", party)
            if self._may_dial(party):
                yield Act("dial", party)
            if self.waiting[party]:
                yield Act("work", party)
        for wire in self.wires.values():
            for party in wire.standing:
                yield Act("lose", party, wire.number)
                yield Act("send", party, wire.number)
                if wire.flying[party]:
                    yield Act("hear", party, wire.number)
                if party in wire.closing:
                    yield Act("close", party, wire.number)

    def do(self, act: Act) -> bool:
        """Let it happen; whether anything did."""
        wire = self.wires.get(act.wire)
        match act.name:
            case "restart":
                self._restart(act.party)
            case "dial":
                self._dial(act.party)
            case "work":
                self._work(act.party)
            case "tick":
                self.pass_time(1.0, act.party)
            case "lose" | "close":
                assert wire is not None
                self._lose(wire, act.party)
            case "send":
                assert wire is not None
                return self._send(wire, act.party)
            case "hear":
                assert wire is not None
                self._tell(act.party, ev.Received(wire.number, wire.flying[act.party].popleft()))
        return True

    def pass_time(self, seconds: float, party: PartyId) -> None:
        """Time goes by, and one end sees it."""
        self.mono_s += seconds
        self._tell(party, ev.Tick())

    def go_on(self, seconds: int, *, dialling: Collection[PartyId] = PARTIES) -> None:
        """From now on nothing goes wrong: hosts work, what is lost is heard of, those who may dial do so again."""
        for _ in range(seconds):
            for party in dialling:
                if self._may_dial(party):
                    self._dial(party)
            self._settle()
            self.mono_s += 1
            for party in PARTIES:
                self._tell(party, ev.Tick())
            self._settle()

    def is_up(self) -> bool:
        """Both ends may sign, over a connection that both use."""
        return all(desk.may_sign and desk.exchange.is_connected for desk in self.desks.values())

    def _settle(self) -> None:
        moved = True
        while moved:
            moved = False
            for party in PARTIES:
                while self.waiting[party]:
                    self._work(party)
                    moved = True
            for wire in list(self.wires.values()):
                for party in list(wire.standing):
                    moved |= self._send(wire, party)
                    if party in wire.standing and wire.flying[party]:
                        moved |= self.do(Act("hear", party, wire.number))
                    if party in wire.closing or (self._is_loss_heard and len(wire.standing) == 1):
                        self._lose(wire, party)
                        moved = True

    def _may_dial(self, party: PartyId) -> bool:
        return not any(wire.dialler == party and party in wire.standing for wire in self.wires.values())

    def _dial(self, party: PartyId) -> None:
        wire = self.wires[self._next] = Wire(self._next, party, set(PARTIES))
        self._next += 1
        for end in PARTIES:
            self._tell(end, ev.Connected(wire.number, end == party))

    def _send(self, wire: Wire, party: PartyId) -> bool:
        if party not in wire.standing:
            return False
        desk = self.desks[party]
        raw = desk.exchange.pull(wire.number, BULK_UNSENT_BYTES, self._now)
        self._take(party, desk.exchange.drain())
        other = NORTH if party == SOUTH else SOUTH
        if raw is not None and other in wire.standing:
            wire.flying[other].append(raw)
        return raw is not None

    def _lose(self, wire: Wire, party: PartyId) -> None:
        if party in wire.standing:
            wire.standing.discard(party)
            wire.flying[party].clear()
            self._tell(party, ev.Lost(wire.number))
        if not wire.standing:
            self.wires.pop(wire.number, None)

    def _restart(self, party: PartyId) -> None:
        self.desks[party] = Desk(party, self.desks[party].record, heartbeat_s=self._heartbeat_s)
        self.waiting[party].clear()
        for wire in list(self.wires.values()):
            wire.standing.discard(party)
            wire.flying[party].clear()
            if not wire.standing:
                del self.wires[wire.number]

    def _work(self, party: PartyId) -> None:
        command = self.waiting[party].popleft()
        desk = self.desks[party]
        for event in desk.obey(command):
            self._tell(party, event)
        if isinstance(command, ev.Refused):
            desk.may_sign = False
        if isinstance(command, ev.SawEpoch):
            self._tell(party, ev.EpochKept(command.epoch, command.run))

    @property
    def _now(self) -> ev.Moment:
        return ev.Moment(self.mono_s, int(self.mono_s * 1000))

    def _tell(self, party: PartyId, event: ev.Event) -> None:
        self._take(party, self.desks[party].exchange.on(event, self._now))

    def _take(self, party: PartyId, commands: list[ev.Command]) -> None:
        for command in commands:
            if isinstance(command, ev.Close):
                wire = self.wires.get(command.channel)
                if wire is not None:
                    wire.closing.add(party)
            else:
                self.waiting[party].append(command)

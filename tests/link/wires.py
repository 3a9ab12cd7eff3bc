"""Two desks and the connections between them, moved by hand; connections can lose, repeat, reorder and cut."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from tansiq.base.ids import PartyId
from tansiq.link import events as ev
from tansiq.link.sending import BULK_UNSENT_BYTES
from tests.link.desk import NORTH, SOUTH, Desk


def other(party: PartyId) -> PartyId:
    return SOUTH if party == NORTH else NORTH


@dataclass
class Wire:
    number: int
    desks: dict[PartyId, Desk]
    flying: dict[PartyId, deque[bytes]] = field(default_factory=lambda: {NORTH: deque(), SOUTH: deque()})
    """By the party that it flies to."""
    closing: set[PartyId] = field(default_factory=set)


class Wires:
    def __init__(self, north: Desk, south: Desk) -> None:
        self.desks = {NORTH: north, SOUTH: south}
        self.open: list[Wire] = []
        self.mono_s = 100.0
        self._next = 1

    @property
    def now(self) -> ev.Moment:
        return ev.Moment(self.mono_s, int(self.mono_s * 1000))

    def tell(self, desk: Desk, event: ev.Event) -> None:
        for command in desk.exchange.on(event, self.now):
            self._do(desk, command)

    def _do(self, desk: Desk, command: ev.Command) -> None:
        if isinstance(command, ev.Close):
            desk.told.append(command)
            wire = next((wire for wire in self.open if wire.number == command.channel), None)
            if wire is not None:
                wire.closing.add(desk.own)
            return
        for event in desk.obey(command):
            self.tell(desk, event)
        if isinstance(command, ev.SawEpoch):
            self.tell(desk, ev.EpochKept(command.epoch, command.run))

    def connect(self, dialler: PartyId, *, instead: dict[PartyId, Desk] | None = None) -> Wire:
        """A new connection; `instead` names another desk (a copy) that stands at one end."""
        wire = Wire(self._next, self.desks | (instead or {}))
        self._next += 1
        self.open.append(wire)
        for party, desk in wire.desks.items():
            self.tell(desk, ev.Connected(wire.number, party == dialler))
        return wire

    def cut(self, wire: Wire) -> None:
        if wire in self.open:
            self.open.remove(wire)
            for desk in wire.desks.values():
                self.tell(desk, ev.Lost(wire.number))

    def pull(self, wire: Wire, party: PartyId, room_bytes: int = BULK_UNSENT_BYTES) -> bool:
        """Let one end put what it wants to send onto the wire; True where there was something."""
        desk = wire.desks[party]
        raw = desk.exchange.pull(wire.number, room_bytes, self.now)
        for command in desk.exchange.drain():
            self._do(desk, command)
        if raw is not None:
            wire.flying[other(party)].append(raw)
        return raw is not None

    def deliver(self, wire: Wire, party: PartyId) -> bool:
        """Hand the next message on the wire to one end."""
        if wire not in self.open or not wire.flying[party]:
            return False
        self.tell(wire.desks[party], ev.Received(wire.number, wire.flying[party].popleft()))
        return True

    def settle(self, *, steps: int = 5000) -> None:
        """Until nothing more moves by itself."""
        for _ in range(steps):
            moved = False
            for wire in list(self.open):
                still = True
                for party in (NORTH, SOUTH):
                    still &= not self.pull(wire, party)
                    still &= not self.deliver(wire, party)
                if wire.closing and still:
                    self.cut(wire)
                moved |= not still
            if not moved:
                return
        raise AssertionError("the two ends never fall silent")

    def wait(self, seconds: float, *, settle: bool = True) -> None:
        """Let time go by in steps of a second."""
        for _ in range(round(seconds)):
            self.mono_s += 1
            for desk in {id(desk): desk for wire in self.open for desk in wire.desks.values()}.values():
                self.tell(desk, ev.Tick())
            for desk in self.desks.values():
                if not any(desk in wire.desks.values() for wire in self.open):
                    self.tell(desk, ev.Tick())
            if settle:
                self.settle()

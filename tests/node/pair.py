"""Kernels with seats made by hand: no exchange, no network. What one has appended is handed to the other on demand."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.clock import HandClock
from tansiq.base.ids import ItemId, LineId, OfficerId, PartyId, Sha256
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import Terms
from tansiq.coordination.holds import HoldCode, holds, state_of
from tansiq.coordination.noted import LocalLine
from tansiq.coordination.picture import TABLES, Picture
from tansiq.coordination.readback import elements_of
from tansiq.ledger.chain import GENESIS
from tansiq.ledger.envelope import Chain, Envelope, Sealed
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.keys import SigningKey
from tansiq.node.keeping.rows import rebuild_picture, to_entry
from tansiq.node.kernel import Author, Desk, Kernel
from tansiq.node.lines.seat import Seat
from tansiq.node.lines.signing import Signed
from tansiq.node.orders import agreements, answer, submit
from tansiq.node.react import react
from tansiq.node.receive import Incoming, take_in
from tansiq.store.memory import MemoryStore
from tests.coordination.book import ALFA, BRAVO, NOW_MS, terms

T = TypeVar("T")
OFFICER, SECOND = OfficerId("officer"), OfficerId("second")


def key_of(party: PartyId) -> SigningKey:
    return SigningKey(party.encode().ljust(32, b"."))


def line_of(a: PartyId, b: PartyId) -> LineId:
    first, second = sorted((a, b))
    return LineId(f"{first.encode().hex()[:8]:0<8}-0000-4000-8000-{second.encode().hex()[:12]:0<12}")


@dataclass
class Node:
    """One kernel, what it has appended, and what its picture says."""

    own: PartyId
    clock: HandClock = field(default_factory=lambda: HandClock(NOW_MS))
    store: MemoryStore = field(default_factory=MemoryStore)
    outgoing: list[tuple[PartyId, Sealed, Envelope]] = field(default_factory=list)

    def __post_init__(self) -> None:
        ids = itertools.count(sum(self.own.encode()) << 16)
        self.kernel = Kernel(
            own=self.own, store=self.store, clock=self.clock,
            new_id=lambda: f"{next(ids):08x}-0000-4000-8000-000000000000", react=react, exercise=True,
        )  # fmt: skip
        self.kernel.on_appended = self._appended

    def _appended(self, signed: Signed) -> None:
        self.outgoing.append((signed.seat.peer, signed.sealed, signed.envelope))

    def sit(self, peer: PartyId, *, may_sign: bool = True) -> Seat:
        """A line with a peer, up and fresh."""
        line, key = line_of(self.own, peer), key_of(peer).public
        keeper = Gatekeeper(LineEnds(line=line, own=self.own, peer=peer, exercise=True), key=key,
                            heads=dict.fromkeys(Chain, GENESIS), find_hash=lambda chain, serial: None)  # fmt: skip
        seat = Seat(line, peer, key_of(self.own), key, keeper, may_sign=may_sign)
        self.kernel.seat(seat)
        self.act(lambda desk: desk.note(LocalLine(peer, "up")))
        self.picture.live_of(peer).echoed_ping_ms = self.clock.now_ms()
        return seat

    @property
    def picture(self) -> Picture:
        return self.kernel.picture

    def act(self, work: Callable[[Desk], T], *, officer: OfficerId = OFFICER) -> T:
        """An officer's order, durable at once."""
        decision = self.kernel.run(work, Author(officer, "en"))
        self.store.flush()
        assert decision.is_done and decision.error is None
        return decision.value

    def take(self, sender: Node) -> None:
        """Everything the other has appended for us and not yet handed over."""
        mine = [row for row in sender.outgoing if row[0] == self.own]
        sender.outgoing = [row for row in sender.outgoing if row[0] != self.own]
        for _, sealed, envelope in mine:
            incoming = Incoming(self.kernel.seats[sender.own], sealed, envelope)
            self.act(lambda desk, incoming=incoming: take_in(desk, incoming))  # type: ignore[misc]

    def current(self, id_: ItemId) -> Sha256:
        return self.picture.items[id_].current

    def codes(self, id_: ItemId) -> set[HoldCode]:
        agreed = list(self.picture.agreements.values())
        return {hold.code for hold in holds(id_, self.picture, agreed, self.clock.now_ms())}

    def state(self, id_: ItemId) -> MovementState:
        agreed = list(self.picture.agreements.values())
        found = holds(id_, self.picture, agreed, self.clock.now_ms())
        return state_of(id_, self.picture, agreed, self.clock.now_ms(), found=found)

    def alerts(self) -> list[str]:
        return [row.alert.code for row in self.picture.alerts.values()]

    def said(self, form: type[T]) -> list[T]:
        """Statements of one form in the record, in order, ours and theirs."""
        return [statement for _, statement in self._statements() if isinstance(statement, form)]

    def said_to(self, party: PartyId, form: type[T]) -> list[T]:
        return [statement for to, statement in self._statements() if to == party and isinstance(statement, form)]

    def _statements(self) -> list[tuple[PartyId | None, object]]:
        entries = [to_entry(row, self.store) for row in self.store.record(0, 10_000)]
        return [(entry.to, entry.statement) for entry in entries]

    def tables(self) -> dict[str, dict[str, object]]:
        return {name: dict(getattr(self.picture, name)) for name in TABLES}

    def check_rebuilt(self) -> None:
        """I5."""
        rebuilt = rebuild_picture(self.own, self.store)
        assert {name: getattr(rebuilt, name) for name in TABLES} == self.tables()


@dataclass
class Pair:
    """Two nodes with a line between them."""

    alfa: Node = field(default_factory=lambda: Node(ALFA))
    bravo: Node = field(default_factory=lambda: Node(BRAVO))

    def __post_init__(self) -> None:
        self.bravo.clock = self.bravo.kernel.clock = self.alfa.clock
        self.alfa.sit(BRAVO)
        self.bravo.sit(ALFA)

    def settle(self) -> None:
        """Hand over until neither has anything to say, and keep both concurs fresh."""
        while self.alfa.outgoing or self.bravo.outgoing:
            self.bravo.take(self.alfa)
            self.alfa.take(self.bravo)
        self.beat()

    def beat(self) -> None:
        for node, peer in ((self.alfa, BRAVO), (self.bravo, ALFA)):
            node.picture.live_of(peer).echoed_ping_ms = node.clock.now_ms()

    def agree(self, what: Terms | None = None) -> None:
        agreed = what or terms()
        self.alfa.act(lambda desk: agreements.draft(desk, agreed))
        self.alfa.act(lambda desk: agreements.offer(desk, agreed.id))
        self.settle()
        self.bravo.act(lambda desk: agreements.sign(desk, agreed.id))
        self.settle()

    def file(self, item: Item) -> Sha256:
        """Alfa submits, bravo has it."""
        hash_ = self.alfa.act(lambda desk: submit.submit(desk, item, {}))
        self.settle()
        return hash_

    def concur(self, id_: ItemId) -> None:
        """Bravo reads back and concurs."""
        hash_ = self.bravo.current(id_)
        elements = elements_of(self.bravo.picture.revisions[hash_].item)
        self.bravo.act(lambda desk: answer.read_back(desk, id_, hash_, elements))
        self.bravo.act(lambda desk: answer.answer(desk, id_, hash_, say.Verdict.CONCUR))
        self.settle()

    def move_to(self, now_ms: int) -> None:
        self.alfa.clock.move_to(now_ms)
        self.beat()


def coordinated(item: Item) -> Pair:
    """A pair with an agreement in force and alfa's movement coordinated."""
    pair = Pair()
    pair.agree()
    pair.file(item)
    pair.concur(item.id)
    return pair

"""One party's node without sockets: the real kernel, lines and machine reactions on a store that the test commands.

The store makes durable what it is told to; the driver is the real one with its two loops turned by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId, OfficerId, PartyId, Sha256
from tansiq.coordination.entry import Entry
from tansiq.coordination.holds import Hold, holds, state_of
from tansiq.coordination.noted import LocalCleared
from tansiq.coordination.picture import Picture
from tansiq.coordination.statements import KeyChange
from tansiq.ledger.keys import SigningKey
from tansiq.link import events as ev
from tansiq.link.driver import LineDriver
from tansiq.link.exchange import Exchange
from tansiq.link.lanes import Lane
from tansiq.node import react
from tansiq.node.deadlines import judge_time
from tansiq.node.keeping.folder import adopt_epoch, begin_run, keep_aside
from tansiq.node.kernel import Author, Decision, Desk, Kernel
from tansiq.node.lines.lines import Line, Lines
from tansiq.node.lines.pairings import LINE, LineRow, lines_of
from tansiq.store.contract import Transaction
from tansiq.store.memory import MemoryStore

if TYPE_CHECKING:
    from tests.sim.network import Network

T = TypeVar("T")
HEARTBEAT_S = 10.0


def key_of(party: str) -> SigningKey:
    return SigningKey(party.encode().ljust(32, b"."))


def line_between(a: str, b: str) -> LineId:
    first, second = sorted((a, b))
    return LineId(f"{first.encode().hex()[:8]:0<8}-0000-4000-8000-{second.encode().hex()[:12]:0<12}")


class SkewedClock:
    """The network's time, set wrong by so much."""

    def __init__(self, now_ms: Callable[[], int], skew_ms: int = 0) -> None:
        self._now_ms = now_ms
        self.skew_ms = skew_ms

    def now_ms(self) -> int:
        return self._now_ms() + self.skew_ms


class SimDriver(LineDriver):
    """The real driver; what its loops and sockets do is done by `step` and by the network."""

    def __init__(self, peer: PartyId, exchange: Exchange, host: Lines, node: SimNode) -> None:
        super().__init__(peer, exchange, host, clock=node.clock, monotonic_s=lambda: node.network.mono_s)
        self.lines, self.node = host, node
        self._under_way: dict[bool, tuple[Sequence[ev.Command], list[Decision[Any]]]] = {}
        """By lane, urgent or not."""

    def step(self) -> bool:
        """In each lane hand a batch to the node, or end one that has become durable; whether anything moved."""
        return any([self._step(lane, is_urgent=lane is self._lanes.urgent) for lane in self._lanes])

    def _step(self, lane: Lane, *, is_urgent: bool) -> bool:
        if not lane.is_busy:
            batch = self._next_batch(lane)
            if not batch:
                return False
            self._under_way[is_urgent] = batch, self.lines.carry_out(self.lines.by_peer[self.peer], batch)
            return True
        batch, decisions = self._under_way[is_urgent]
        if not all(decision.is_done for decision in decisions):
            return False
        if any(decision.error for decision in decisions):
            self._failed(batch)
        else:
            self._carried_out(batch)
        self._lanes.finish(lane)
        return True

    def pull(self, channel: int, room_bytes: int) -> bytes | None:
        raw = self.exchange.pull(channel, room_bytes, self._now())
        self._take(self.exchange.drain())
        return raw

    def find_ahead_bytes(self) -> int:
        return min(self.node.network.ahead_bytes, super().find_ahead_bytes())

    def _close(self, channel: int, reason: str) -> None:
        self.node.network.close(self.node, channel)

    def _drop_all(self) -> None:
        self.node.network.cut_all(self.node, self.peer)


class SimNode:
    """A node that can be killed, restored and copied. ``folder`` holds what stands beside the record."""

    def __init__(self, network: Network, name: str, party: str, folder: Path, *, skew_ms: int = 0) -> None:
        self.network, self.name, self.party, self.folder = network, name, PartyId(party), folder
        self.key = key_of(party)
        self.store = MemoryStore()
        self.clock = SkewedClock(lambda: network.now_ms, skew_ms)
        self.drivers: dict[PartyId, SimDriver] = {}
        self.is_running = False
        self.is_broken = False
        """The store failed and was not opened again yet."""
        (folder / "keys").mkdir(parents=True, exist_ok=True)

    # Life

    def pair(self, *peers: str) -> None:
        """Write the lines into the record, as a confirmed pairing does. Before the first start."""
        rows = {f"{LINE}{peer}": msgspec.json.encode(self._row(peer)) for peer in peers}
        self.store.commit(Transaction(meta=dict(rows)))
        keep_aside(self.folder, self.store)

    def start(self) -> None:
        """A new process on what is durable."""
        self.course = begin_run(self.store, self.folder, run=self.network.new_run())
        self.kernel = Kernel(
            own=self.party,
            store=self.store,
            clock=self.clock,
            new_id=self.network.new_id,
            react=react.react,
            exercise=True,
        )
        self.lines = Lines(
            self.kernel,
            clock=self.clock,
            key=self.key,
            course=self.course,
            heartbeat_s=HEARTBEAT_S,
            monotonic_s=lambda: self.network.mono_s,
        )
        self.lines.on_epoch = lambda epoch: adopt_epoch(self.store, self.folder, epoch)
        self.kernel.watch(self._after)
        self.kernel.on_failed = self._failed
        self.drivers = {}
        for row in lines_of(self.store):
            self.lines.add(
                line=row.line, peer=row.peer, name=row.peer_name, peer_key=row.public_key, make=self._make_driver
            )
        self.is_running, self.is_broken = True, False

    def introduce(self) -> None:
        """Say the first entry of every line."""
        offers = (Sha256("a" * 64), Sha256("b" * 64))
        said = KeyChange("pairing", self.key.public.raw.hex(), self.course.epoch, offers)
        for peer in self.drivers:
            self.act(partial(Desk.say, to=peer, statement=said))

    def kill(self) -> None:
        """The process ends at this instant; what is not durable is lost."""
        self.is_running = False
        self.network.cut_all(self)
        self.store.crash()

    def _row(self, peer: str) -> LineRow:
        return LineRow(
            line=line_between(self.party, peer),
            peer=PartyId(peer),
            peer_name=peer.title(),
            peer_key=key_of(peer).public.raw,
            cert_der=b"certificate of " + peer.encode(),
            cert_sha256=Sha256("c" * 64),
            addresses=(),
            paired_ms=0,
            offers=(Sha256("a" * 64), Sha256("b" * 64)),
            officers=(OfficerId("first"), OfficerId("second")),
        )

    def _make_driver(self, peer: PartyId, exchange: Exchange, host: Lines) -> LineDriver:
        driver = self.drivers[peer] = SimDriver(peer, exchange, host, self)
        return driver

    def _after(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.statement, LocalCleared):
                self.lines.cleared(self.picture.set_asides[entry.statement.hash].party)

    def _failed(self, error: StoreFailed) -> None:
        self.is_broken = True

    # Use

    @property
    def picture(self) -> Picture:
        return self.kernel.picture

    def act(self, work: Callable[[Desk], T], *, officer: str = "watch") -> T:
        """An officer's order, decided in memory; raises what the node refuses."""
        return self.kernel.run(work, Author(OfficerId(officer), "en")).value

    def act_urgently(self, work: Callable[[Desk], T], *, officer: str = "watch") -> T:
        return self.kernel.run_urgent(work, Author(OfficerId(officer), "en")).value

    def judge(self) -> None:
        """What the node does every second."""
        if not self.is_broken:
            self.kernel.run(judge_time)

    def recover(self) -> bool:
        """Open a store again that failed."""
        if not self.is_broken:
            return False
        self.kernel.recover_store()
        self.is_broken = False
        return True

    def line_to(self, peer: str) -> Line:
        return self.lines.by_peer[PartyId(peer)]

    # What it shows

    def holds(self, item: str) -> tuple[Hold, ...]:
        return holds(item, self.picture, list(self.picture.agreements.values()), self.clock.now_ms())  # type: ignore[arg-type]

    def codes(self, item: str) -> set[str]:
        return {hold.code.value for hold in self.holds(item)}

    def state(self, item: str) -> str:
        agreements = list(self.picture.agreements.values())
        return state_of(
            item,  # type: ignore[arg-type]
            self.picture,
            agreements,
            self.clock.now_ms(),
            found=self.holds(item),
        ).value

    def alerts(self, code: str) -> list[Any]:
        return [row.alert for row in self.picture.alerts.values() if row.alert.code == code]

    def record(self, kind: str) -> list[Any]:
        """Durable entries of a kind."""
        return [row for row in self.store.record(0, 1_000_000) if row.kind == kind]

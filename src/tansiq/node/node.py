"""Builds a node: the one place where its parts are made and put together."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import time
import uuid
from collections import OrderedDict
from collections.abc import Coroutine, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tansiq import __version__
from tansiq.base.clock import Clock, HandClock
from tansiq.base.errors import StoreFailed
from tansiq.base.ids import OfficerId, PartyId
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalCleared
from tansiq.coordination.picture import LineTests, OutageState, PathState
from tansiq.ledger.envelope import Chain
from tansiq.ledger.keys import SigningKey
from tansiq.link.dialler import Dialler, PeerPort
from tansiq.link.driver import LineDriver, LineHost
from tansiq.link.events import Alarm, Revoked
from tansiq.link.exchange import Exchange
from tansiq.link.follow import Backoff
from tansiq.link.lanes import PAUSE_S
from tansiq.link.transport import LineServer
from tansiq.node.clock import WallClock
from tansiq.node.config import Config
from tansiq.node.control import NodeControl
from tansiq.node.deadlines import time_pieces
from tansiq.node.keeping.folder import Identity, Run, adopt_epoch, begin_run, keep_aside
from tansiq.node.kernel import Author, Decision, Kernel
from tansiq.node.lines.export import Ends, Maker, export_bundle, export_log
from tansiq.node.lines.former import rows_with, to_former
from tansiq.node.lines.lines import Line, Lines
from tansiq.node.lines.padding import Padding
from tansiq.node.lines.pairings import Events, LineRow, Pairings, lines_of, load_words, pins_of
from tansiq.node.lines.rotate import Rotations
from tansiq.node.lines.upkeep import Upkeep
from tansiq.node.notify.making import make_steps, make_ways
from tansiq.node.notify.notifiers import Notifiers
from tansiq.node.notify.words import make_say
from tansiq.node.react import react
from tansiq.node.refusals import NoLine
from tansiq.node.staff.consoles import Consoles
from tansiq.node.staff.officers import HARD, LIGHT, Officers
from tansiq.node.staff.pending import PendingSteps
from tansiq.store.contract import Store

log = logging.getLogger(__name__)

_TICK_S = 1.0
_STORE_RETRY_S = 1.0
_REAL_TIMES_KEPT = 100_000
_FIRST_DIAL_S = 0.2
_LONGEST_DIAL_S = 20.0


@dataclass(frozen=True, slots=True)
class LineView:
    """A line as it is shown."""

    peer: PartyId
    name: str
    line: str
    state: str
    heard_real_ms: int | None
    """When the last heartbeat came in this run of the node."""
    fresh_until_ms: int | None
    offset_ms: int | None
    out: dict[str, tuple[int, int, int]]
    """By chain: signed, receipted, waiting unsigned."""
    in_: dict[str, int]
    set_aside: int
    last_test_ms: int | None
    tests: LineTests
    outage: OutageState | None
    own_outage: OutageState | None
    path: PathState | None
    connections: int
    addresses: tuple[str, ...]
    now_ms: int


class Node:
    """One party's node. `start` opens its lines; the officers' side is served by the room ``web``."""

    def __init__(self, folder: Path, config: Config, identity: Identity, store: Store) -> None:
        """Build everything; nothing is opened to the network yet.

        Args:
            folder: the node's own.
            config: its settings.
            identity: its keys.
            store: opened; this node is its only writer, and its callbacks come to this event loop.
        """
        self.folder, self.config, self.identity, self.store = folder, config, identity, store
        self.party, self.name, self.exercise, self.version = config.party, config.name, config.exercise, __version__
        self.run: Run = begin_run(store, folder, run=os.urandom(8).hex())
        self.clock = _make_clock(config, identity, store)
        self.kernel = Kernel(
            own=config.party,
            store=store,
            clock=self.clock,
            new_id=lambda: str(uuid.uuid4()),
            react=react,
            exercise=config.exercise,
        )
        self.lines = Lines(
            self.kernel,
            clock=self.clock,
            key=identity.key,
            course=self.run,
            heartbeat_s=float(config.heartbeat_s),
            old_key=identity.old_key,
            is_clock_real=not config.exercise,
            padding=Padding(now_s=time.monotonic, later=asyncio.get_running_loop().call_later),
        )
        self.lines.on_epoch = lambda epoch: adopt_epoch(store, folder, epoch)
        self.officers = Officers(
            self.kernel,
            wall=WallClock(),
            random_bytes=os.urandom,
            session_ms=config.session_ms,
            effort=LIGHT if config.exercise else HARD,
            on_changed=lambda: keep_aside(folder, store),
        )
        self.pendings = PendingSteps(self.kernel)
        self.pairings = self._make_pairings()
        self.lines.turns.on_changed = lambda: keep_aside(folder, store)
        self.rotations = Rotations(self.kernel, self.lines, folder, random_bytes=os.urandom, on_key=self._take_key)
        self._upkeep = self._make_upkeep()
        self.control = NodeControl(self.clock, self.kernel, self.lines) if isinstance(self.clock, HandClock) else None
        self._real_ms: OrderedDict[int, int] = OrderedDict()
        self._grown = asyncio.Condition()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._dialers: dict[PartyId, Dialler] = {}
        self._rows: dict[PartyId, LineRow] = {row.peer: row for row in lines_of(store) if row.revoked_ms is None}
        self._server = self._make_server(identity)
        self.notifiers, self.consoles = self._make_notifiers(), Consoles(self.kernel)
        self.kernel.watch(self._stamp)
        self.kernel.watch(self.notifiers.take)
        self.kernel.on_failed = self._store_failed
        self._can_write = True
        self._port = config.line.port

    def _make_notifiers(self) -> Notifiers:
        return Notifiers(
            self.kernel,
            make_ways(self.config.notify, self.folder),
            make_steps(self.config.notify),
            say=make_say(self.config.lang, self.name_of),
            spawn=self._spawn,
            exercise=self.config.exercise,
        )

    def _make_pairings(self) -> Pairings:
        return Pairings(
            self.kernel,
            self.identity,
            name=self.config.name,
            epoch=self.run.epoch,
            own_addresses=self._own_addresses,
            random_bytes=os.urandom,
            words=load_words(),
            events=Events(self._open_line, self._close_line, lambda: keep_aside(self.folder, self.store)),
        )

    def _make_upkeep(self) -> Upkeep:
        return Upkeep(
            self.kernel,
            self.lines,
            new_nonce=lambda: os.urandom(8).hex(),
            shift_ms=self.config.shift_ms,
            paired_ms=lambda peer: self._rows[peer].paired_ms,
        )

    def _make_server(self, identity: Identity) -> LineServer:
        return LineServer(
            cert_file=identity.cert_file,
            key_file=identity.key_file,
            pins=lambda: pins_of(tuple(self._rows.values())),
            find_driver=self._find_driver,
            on_alarm=self._port_alarm,
        )

    async def start(self, host: str, port: int) -> int:
        """Open the line's port and every paired line; gives the port. Raises OSError where it is taken."""
        self.lines.turns.on_changed()
        self._port = taken = await self._server.start(host, port)
        for row in list(self._rows.values()):
            self._work(row)
        self.rotations.finish()
        if not self.exercise:
            self._spawn("tick", self._tick())
        return taken

    @property
    def line_port(self) -> int:
        """The line's port, once `start` has opened it."""
        return self._port

    async def stop(self) -> None:
        """Close every connection and settle the store."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        await self._server.stop()
        await asyncio.to_thread(self.store.close)

    def name_of(self, party: PartyId) -> str:
        """How a party is called: as it calls itself on its line, else its id."""
        if party == self.party:
            return self.name
        line = self.lines.by_peer.get(party)
        return party if line is None else line.name

    def state(self) -> str:
        """``ok``, or ``cannot_write`` while the disk refuses."""
        return "ok" if self._can_write and self.store.health().state == "ok" else "cannot_write"

    def parties_with_lines(self) -> list[PartyId]:
        """Everybody a cease can be sent to."""
        return sorted(peer for peer, line in self.lines.by_peer.items() if not line.seat.is_revoked)

    def line_views(self) -> list[LineView]:
        """Every line, by peer."""
        return [self._view(line) for _, line in sorted(self.lines.by_peer.items())]

    def real_ms(self, number: int) -> int | None:
        """Real time at which an entry was durable, ms since 1970; None for entries of an earlier run."""
        return self._real_ms.get(number)

    def receipt_of(self, entry: Entry) -> bool:
        """Whether the peer's receipts cover an own message."""
        if entry.sent is None or entry.sent.serial is None or entry.to is None or entry.source != self.party:
            return False
        line = self.lines.by_peer.get(entry.to)
        return line is not None and line.confirmed[Chain(entry.sent.chain)] >= entry.sent.serial

    async def wait_entries(self, after: int, wait_ms: int) -> None:
        """Return when an entry after this number is durable, or the time is over."""
        try:
            async with asyncio.timeout(wait_ms / 1000), self._grown:
                await self._grown.wait_for(lambda: self.store.record_count() > after)
        except TimeoutError:
            return

    def export_log(self, peer: PartyId, line: str | None = None) -> Iterator[str]:
        """The log of a line as lines of JSON; of the newest with that peer where none is named."""
        return export_log(self.store, self._ends_to(peer, line), own=self.party)

    def export_bundle(self, peer: PartyId, author: OfficerId, line: str | None = None) -> Iterator[bytes]:
        """The log of a line with all other evidence of it, sealed; of the newest where none is named."""
        maker = Maker(self.party, author, self.clock.now_ms(), self.exercise)
        return export_bundle(self.store, self._ends_to(peer, line), maker)

    def _ends_to(self, peer: PartyId, line: str | None) -> Ends:
        """A line to a peer, also where it was revoked or replaced."""
        at_work = self.lines.by_peer.get(peer)
        if at_work is not None and line in {None, at_work.seat.line}:
            return at_work.seat
        row = next((row for row in rows_with(self.store, peer) if line in {None, row.line}), None)
        if row is None:
            raise NoLine(peer)
        turns = self.lines.turns
        return to_former(row, turns.find_keys(row.line, row.public_key), self.store, turns.ring.newest)

    def _own_addresses(self) -> tuple[str, ...]:
        """What peers are told where an officer names no address: the configured ones, else the port itself."""
        return self.config.addresses or (f"{self.config.line.host}:{self._port}",)

    def set_addresses(self, peer: PartyId, addresses: Sequence[str], by: Author) -> Decision[LineRow]:
        """Dial a peer at other addresses from now on, the usual one first; what was dialled before ends."""
        decision = self.pairings.set_addresses(peer, addresses, by)

        def kept(error: StoreFailed | None) -> None:
            if error is None and peer in self._rows:
                self._rows[peer] = decision.value
                self._dial(decision.value)

        decision.when_settled(kept)
        return decision

    def _close_line(self, peer: PartyId) -> None:
        """A line was revoked: it ends at once, on open connections too."""
        line = self.lines.by_peer.pop(peer, None)
        self._rows.pop(peer, None)
        self._dialers.pop(peer, None)
        if line is not None:
            line.seat.is_revoked = True
            line.driver.tell(Revoked())
        self._server.pins_changed()
        self.rotations.finish()
        for name in (f"dial {peer}", f"line {peer}"):
            task = self._tasks.pop(name, None)
            if task is not None:
                task.cancel()

    def _open_line(self, row: LineRow) -> None:
        """A line was paired."""
        self._rows[row.peer] = row
        self._server.pins_changed()
        self._work(row, is_new=True)

    def _take_key(self, key: SigningKey, old: SigningKey | None) -> None:
        """The line key was rotated."""
        self.identity = replace(self.identity, key=key, old_key=old)
        self.pairings.take_identity(self.identity)

    def _work(self, row: LineRow, *, is_new: bool = False) -> None:
        line = self.lines.add(
            line=row.line,
            peer=row.peer,
            name=row.peer_name,
            peer_key=row.public_key,
            make=self._make_driver,
            is_new=is_new,
        )
        self._spawn(f"line {row.peer}", line.driver.run())
        self._dial(row)

    def _dial(self, row: LineRow) -> None:
        """Dial a peer at its addresses, and no more at those before."""
        line, former = self.lines.by_peer[row.peer], self._tasks.pop(f"dial {row.peer}", None)
        if former is not None:
            former.cancel()
        dialler = Dialler(
            line.driver,
            PeerPort(
                addresses=row.addresses,
                cert_file=self.identity.cert_file,
                key_file=self.identity.key_file,
                peer_der=row.cert_der,
            ),
            random=random.random,
            backoff=Backoff(first_s=_FIRST_DIAL_S, longest_s=_LONGEST_DIAL_S, random=random.random),
            on_alarm=self.lines.alarm,
        )
        dialler.on_path = lambda address, is_usual: self.lines.tell_path(row.peer, address, is_usual=is_usual)
        self._dialers[row.peer] = dialler
        self._spawn(f"dial {row.peer}", dialler.run())

    def _port_alarm(self, alarm: Alarm) -> None:
        """A connection was refused at the line's port; while a pairing is open its peer may merely be early."""
        if not self.pairings.is_under_way:
            self.lines.alarm(alarm)

    def _make_driver(self, peer: PartyId, exchange: Exchange, host: LineHost) -> LineDriver:
        return LineDriver(peer, exchange, host, clock=self.clock)

    def _find_driver(self, peer: PartyId) -> LineDriver | None:
        line = self.lines.by_peer.get(peer)
        return None if line is None else line.driver

    def _view(self, line: Line) -> LineView:
        picture, peer = self.kernel.picture, line.seat.peer
        live = picture.live_of(peer)
        asides = self.kernel.picture.set_asides.values()
        state = "refused" if line.refused else line.state
        return LineView(
            peer=line.seat.peer,
            name=line.name,
            line=line.seat.line,
            state=state if line.seat.may_sign or line.refused else "checking",
            heard_real_ms=live.heard_real_ms,
            fresh_until_ms=live.echoed_ping_ms,
            offset_ms=live.offset_ms,
            out={
                chain.value: (
                    line.seat.heads[chain].serial,
                    line.confirmed[chain],
                    line.seat.waiting.count(chain),
                )
                for chain in Chain
            },
            in_={chain.value: head.serial for chain, head in line.kept.items()},
            set_aside=sum(aside.party == line.seat.peer and not aside.is_cleared for aside in asides),
            last_test_ms=line.last_test_ms,
            tests=picture.tests.get(peer) or LineTests(peer),
            outage=picture.outages.get(peer),
            own_outage=picture.outages.get(self.party),
            path=picture.paths.get(peer),
            connections=line.driver.exchange.ready_count,
            addresses=self._rows[peer].addresses if peer in self._rows else (),
            now_ms=self.clock.now_ms(),
        )

    def _stamp(self, entries: tuple[Entry, ...]) -> None:
        """Note the real time, wake those who wait, and tell a peer that its message was cleared."""
        now_ms = time.time_ns() // 1_000_000
        for entry in entries:
            self._real_ms[entry.number] = now_ms
            if isinstance(entry.statement, LocalCleared):
                aside = self.kernel.picture.set_asides.get(entry.statement.hash)
                if aside is not None:
                    self.lines.cleared(aside.party)
        while len(self._real_ms) > _REAL_TIMES_KEPT:
            self._real_ms.popitem(last=False)
        self._spawn("wake", self._wake())

    async def _wake(self) -> None:
        async with self._grown:
            self._grown.notify_all()

    async def _tick(self) -> None:
        """A real node judges time every second, and lets what is urgent pass between two small decisions."""
        while True:
            await asyncio.sleep(_TICK_S)
            try:
                self._upkeep.turn(self.state())
                self.consoles.turn()
                for piece in time_pieces(self.kernel.picture):
                    if not self._can_write:
                        break
                    self.kernel.run(piece)
                    await asyncio.sleep(0)
                    while self.lines.is_pressed():
                        await asyncio.sleep(PAUSE_S)
            except Exception:
                # A fault in one judgement must not end all later ones, and with them every escalation.
                log.exception("time could not be judged")

    def _store_failed(self, error: StoreFailed) -> None:
        """Rebuild from disk as soon as the store lets us."""
        if not self._can_write:
            return
        self._can_write = False
        log.error("the store failed: %s; %s", error.message, error.advice())
        self._spawn("recover", self._recover())

    async def _recover(self) -> None:
        while True:
            try:
                self.kernel.recover_store()
            except StoreFailed as error:
                log.warning("the store cannot be opened yet: %s", error.message)
                await asyncio.sleep(_STORE_RETRY_S)
            else:
                self._can_write = True
                self.officers.reload()
                self.pendings.reload()
                return

    def _spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        task.add_done_callback(_tell_of_fault)
        self._tasks[name] = task


def _tell_of_fault(task: asyncio.Task[None]) -> None:
    """No task of a node ends by a fault without a word."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        log.error("the task %s ended by a fault", task.get_name(), exc_info=error)


def _make_clock(config: Config, identity: Identity, store: Store) -> Clock:
    """The wall's clock, or one moved by hand that begins where the record of an exercise ends."""
    if not config.exercise:
        return WallClock()
    last = store.find_entry(store.record_count())
    return HandClock(identity.start_ms if last is None else max(identity.start_ms, last.at_ms))

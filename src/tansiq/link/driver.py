"""One peer's exchange at work: its connections, its clock ticks, its commands on their way to the host.

Guarantees: commands reach the host in the order in which they arose, in two lanes (`lanes`), so that a stop waits for
nothing ordinary; what is ordinary is one call of the host at a time, what is urgent is carried out as it comes,
whatever the disk still has to do; `EpochKept` is told only when what was asked for before is durable. When the host
fails, every connection is dropped, and the peer sends again what was not receipted.

Assumes one event loop: every method is called on it. The exchange is touched by no other task or thread.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Final, Protocol

from websockets.asyncio.connection import Connection
from websockets.asyncio.server import broadcast
from websockets.exceptions import ConnectionClosed

from tansiq.base.clock import Clock
from tansiq.base.ids import PartyId
from tansiq.base.units import KIB, MIB
from tansiq.ledger.envelope import Chain
from tansiq.link.events import (
    Appended,
    Close,
    Command,
    Connected,
    EpochKept,
    Event,
    LoadOwn,
    Lost,
    Moment,
    OwnLoaded,
    Received,
    SawEpoch,
    Tick,
)
from tansiq.link.exchange import Exchange
from tansiq.link.lanes import PAUSE_S, Begun, Lane, Lanes
from tansiq.link.pace import Pace, Turns
from tansiq.link.pieces import SUBPROTOCOL
from tansiq.link.room import find_room_bytes
from tansiq.link.sending import IN_FLIGHT_BYTES
from tansiq.link.way import Way

TICK_S: Final = 1.0
INBOX_BYTES: Final = 16 * MIB
"""A peer that sends more than it may unreceipted is not read on."""
MAX_MESSAGE_BYTES: Final = 256 * KIB
ROOM_POLL_S: Final = 0.005
CLOSE_GRACE_S: Final = 1.0
HOST_PATIENCE_S: Final = 60.0
"""What the host has not carried out by then counts as failed: else everything behind it would wait for ever, the
peer's hello among it, and the line would stay in checking at both ends."""

log = logging.getLogger(__name__)


class LineHost(Protocol):
    """What the node gives the transport."""

    pace: Pace
    """Of all that is ordinary, on every line."""

    async def on_commands(self, peer: PartyId, commands: Sequence[Command]) -> None:
        """Carry out ordinary commands in order; what they ask for is durable on return. One call at a time for a peer.

        May call the driver's `tell` before it returns. An exception means that nothing of it can be relied on.
        """
        ...

    def begin(self, peer: PartyId, commands: Sequence[Command]) -> Callable[[], Awaitable[None]]:
        """Carry out urgent commands at once, with no turn of the loop between; what is given waits for the disk.

        Otherwise as `on_commands`, and instead of it.
        """
        ...

    def press(self) -> None:
        """Something urgent has come in: bulk stands aside for a moment, though the node has not seen it yet."""
        ...

    def is_pressed(self) -> bool:
        """Whether something urgent is under way: bulk stands aside for a moment."""
        ...


@dataclass(frozen=True, slots=True)
class _Pulls:
    """One connection's share of an exchange."""

    driver: LineDriver
    number: int

    def pull(self, room_bytes: int) -> bytes | None:
        return self.driver.pull(self.number, room_bytes)

    def is_bulk_waiting(self) -> bool:
        return self.driver.exchange.is_bulk_waiting(self.number)


@dataclass(slots=True)
class _Socket:
    ws: Connection
    way: Way
    on_ready: Callable[[], None]
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    closing: str | None = None
    is_ready: bool = False
    """`on_ready` was called."""


class LineDriver:
    """Runs one exchange; `serve` is given every connection to the peer, whoever dialled it."""

    def __init__(
        self,
        peer: PartyId,
        exchange: Exchange,
        host: LineHost,
        *,
        clock: Clock,
        monotonic_s: Callable[[], float] = time.monotonic,
        host_patience_s: float = HOST_PATIENCE_S,
    ) -> None:
        self.peer = peer
        self.exchange = exchange
        self._host = host
        self._clock = clock
        self._monotonic_s = monotonic_s
        self._host_patience_s = host_patience_s
        self._anew_told = 0
        """Beginnings anew that the log has."""
        self._sockets: dict[int, _Socket] = {}
        self._numbers = count(1)
        self._lanes = Lanes()
        self._readable = asyncio.Event()
        self._readable.set()
        self._is_running = False

    def tell(self, event: Event) -> None:
        """Let the exchange know; commands are carried out by `run`, sending starts at once."""
        self._take(self.exchange.on(event, self._now()))
        if isinstance(event, Appended) and event.chain is Chain.URGENT:
            self._send_pressing()
        for socket in self._sockets.values():
            socket.wake.set()

    def _receive(self, number: int, raw: bytes) -> None:
        """A message came; what is urgent of it is carried out before anything else has its turn."""
        self.tell(Received(number, raw))
        if self._is_running and self._lanes.urgent.may_begin:
            self._begin()

    def _begin(self) -> None:
        """Have all that is urgent carried out now; the lane's task waits for the disk."""
        lane = self._lanes.urgent
        batch = self._next_batch(lane)
        try:
            settled = self._host.begin(self.peer, batch)
        except Exception:
            self._failed(batch)
            self._lanes.finish(lane)
        else:
            self._lanes.begin(lane, Begun(batch, settled))

    def _send_pressing(self) -> None:
        """What is urgent leaves at once, over the reserves first: no bulk stands before it there."""
        sending = self._sockets.get(self.exchange.sending_channel or 0)
        if sending is None or sending.closing is not None:
            return
        first = sending.way.next(0)
        for socket in self._sockets.values():
            if socket is not sending and socket.closing is None and (copy := socket.way.next(0)) is not None:
                broadcast((socket.ws,), copy)
        if first is not None:
            broadcast((sending.ws,), first)

    def ask_gap(self, chain: Chain, after: int) -> None:
        """The gatekeeper found a gap: ask for the peer's chain again."""
        self.exchange.ask_gap(chain, after)
        for socket in self._sockets.values():
            socket.wake.set()

    def find_ahead_bytes(self) -> int:
        """How much ordinary may be signed and not receipted: none while no connection is ready."""
        number = self.exchange.sending_channel
        if number is None:
            return 0
        socket = self._sockets.get(number)
        return IN_FLIGHT_BYTES if socket is None else socket.way.find_ahead_bytes()

    def is_idle(self) -> bool:
        """Nothing waits here, and the peer has receipted all that was appended."""
        return self._lanes.is_idle and self.exchange.is_idle()

    async def run(self) -> None:
        """Hand commands to the host and tick, until cancelled; connections end with it."""
        self._is_running = True
        try:
            async with asyncio.TaskGroup() as group:
                for lane in self._lanes:
                    group.create_task(self._hand_over(lane))
                group.create_task(self._tick())
        finally:
            self._is_running = False
            self._drop_all()

    async def serve(self, ws: Connection, *, dialled: bool, on_ready: Callable[[], None] = lambda: None) -> bool:
        """Speak over an authenticated connection until it ends; True where a conversation stood on it.

        Args:
            ws: its certificate is compared by the caller.
            dialled: by us.
            on_ready: called once a conversation stands on it.
        """
        number = next(self._numbers)
        way = Way(
            _Pulls(self, number),
            max_bytes=MAX_MESSAGE_BYTES,
            in_pieces=ws.subprotocol == SUBPROTOCOL,
            now_s=self._monotonic_s,
        )
        socket = self._sockets[number] = _Socket(ws, way, on_ready)
        self.tell(Connected(number, dialled))
        reader = asyncio.create_task(self._read(number, socket))
        writer = asyncio.create_task(self._write(number, socket))
        try:
            await asyncio.wait((reader, writer), return_when=asyncio.FIRST_COMPLETED)
            return socket.is_ready or self.exchange.is_ready(number)
        finally:
            reader.cancel()
            writer.cancel()
            for ended in await asyncio.gather(reader, writer, return_exceptions=True):
                if isinstance(ended, Exception) and not isinstance(ended, OSError):
                    log.error("line to %s: connection %d ended by a fault", self.peer, number, exc_info=ended)
            ws.transport.abort()
            del self._sockets[number]
            self.tell(Lost(number))

    def pull(self, number: int, room_bytes: int) -> bytes | None:
        """The next message for a connection."""
        raw = self.exchange.pull(number, room_bytes, self._now())
        self._take(self.exchange.drain())
        return raw

    async def _read(self, number: int, socket: _Socket) -> None:
        turns = Turns(self._host.pace)
        try:
            while True:
                if turns.end():
                    await asyncio.sleep(0)
                piece = await socket.ws.recv(decode=False)
                turns.begin()
                came = socket.way.take(piece)
                if not came or socket.way.is_answer_due():
                    socket.wake.set()
                for raw in came:
                    self._receive(number, raw)
                    if self._host.is_pressed() and self._lanes.urgent.is_idle:
                        # Bulk is read on slowly, since there may be something urgent behind it.
                        await asyncio.sleep(PAUSE_S)
                self._note_ready(number, socket)
                await self._readable.wait()
        except ConnectionClosed as closed:
            log.info("line to %s: connection %d ended: %s", self.peer, number, closed)

    def _note_ready(self, number: int, socket: _Socket) -> None:
        """A conversation stands on it, if that is so: with the peer's hello, or once its run is kept."""
        if not socket.is_ready and self.exchange.is_ready(number):
            socket.is_ready = True
            socket.on_ready()

    async def _write(self, number: int, socket: _Socket) -> None:
        turns = Turns(self._host.pace)
        try:
            while True:
                if turns.end():
                    await asyncio.sleep(0)
                socket.wake.clear()
                raw = socket.way.next(self._find_room_bytes(socket))
                if raw is not None:
                    await socket.ws.send(raw)
                elif socket.closing is not None:
                    await socket.ws.close(reason=socket.closing)
                    return
                else:
                    await self._wait_to_write(socket)
                    turns.begin()
        except ConnectionClosed:
            return

    def _find_room_bytes(self, socket: _Socket) -> int:
        """What bulk may be sent now: none while something urgent is under way, or while ordinary work rests."""
        if self._host.is_pressed() or self._host.pace.find_rest_s():
            return 0
        return find_room_bytes(socket.ws.transport)

    async def _wait_to_write(self, socket: _Socket) -> None:
        """Until something new is to be sent, or there may be room for what waits; sockets do not tell of room."""
        if not socket.way.may_send_bulk():
            await socket.wake.wait()
            return
        # No waiting for two things at once, which would come round to a stop twice later.
        look = asyncio.get_running_loop().call_later(self._host.pace.find_rest_s() or ROOM_POLL_S, socket.wake.set)
        try:
            await socket.wake.wait()
        finally:
            look.cancel()

    async def _tick(self) -> None:
        while True:
            self.tell(Tick())
            self._tell_anew()
            await asyncio.sleep(min(TICK_S, self.exchange.heartbeat_s / 4))

    def _tell_anew(self) -> None:
        """What an operator needs who asks why a line stayed in checking."""
        if self.exchange.anew_count == self._anew_told:
            return
        self._anew_told = self.exchange.anew_count
        lanes = ", ".join(f"{len(lane.waiting)} waiting{', busy' * lane.is_busy}" for lane in self._lanes)
        log.warning(
            "line to %s: stayed in checking and is dialled anew, for the %d. time: %d connections, lanes: %s",
            self.peer, self._anew_told, len(self._sockets), lanes,
        )  # fmt: skip

    async def _hand_over(self, lane: Lane) -> None:
        while True:
            await lane.work.wait()
            if lane is self._lanes.urgent:
                await self._settle(lane)
                continue
            batch = self._next_batch(lane)
            if not batch:
                lane.work.clear()
                continue
            await self._wait_for(self._host.on_commands(self.peer, batch), batch)
            self._lanes.finish(lane)

    async def _settle(self, lane: Lane) -> None:
        """What is urgent and was not begun as it came is begun now; then the first of what was begun is waited for."""
        if not lane.begun and lane.may_begin:
            self._begin()
        if not lane.begun:
            lane.work.clear()
            return
        begun = lane.begun[0]
        await self._wait_for(begun.settled(), begun.batch)
        lane.begun.popleft()
        self._lanes.finish(lane)

    async def _wait_for(self, done: Awaitable[None], batch: Sequence[Command]) -> None:
        try:
            async with asyncio.timeout(self._host_patience_s):
                await done
        except Exception:
            self._failed(batch)
        else:
            self._carried_out(batch)

    def _next_batch(self, lane: Lane) -> Sequence[Command]:
        batch = self._lanes.take(lane)
        if self._lanes.bytes_waiting < INBOX_BYTES:
            self._readable.set()
        return batch

    def _carried_out(self, batch: Sequence[Command]) -> None:
        """All that was asked for is durable."""
        for command in batch:
            if isinstance(command, SawEpoch):
                self.tell(EpochKept(command.epoch, command.run))
        for number, socket in list(self._sockets.items()):
            self._note_ready(number, socket)

    def _failed(self, batch: Sequence[Command]) -> None:
        """Nothing of it can be relied on. Called where the host's exception was caught."""
        log.exception("line to %s: the node could not carry out what the line asked for", self.peer)
        self._drop_all()
        for command in batch:
            if isinstance(command, LoadOwn):
                self.tell(OwnLoaded(command.chain, ()))

    def _take(self, commands: Sequence[Command]) -> None:
        for command in commands:
            if isinstance(command, Close):
                self._close(command.channel, command.reason)
            elif self._lanes.put(command) is self._lanes.urgent:
                self._host.press()
        if self._lanes.bytes_waiting >= INBOX_BYTES:
            self._readable.clear()

    def _close(self, channel: int, reason: str) -> None:
        socket = self._sockets.get(channel)
        if socket is None:
            return
        log.info("line to %s: closing connection %d: %s", self.peer, channel, reason)
        if reason == "revoked":
            socket.ws.transport.abort()
            return
        socket.closing = reason
        socket.wake.set()
        # A peer that no longer reads would keep the writer waiting for ever.
        asyncio.get_running_loop().call_later(CLOSE_GRACE_S, socket.ws.transport.abort)

    def _drop_all(self) -> None:
        for socket in self._sockets.values():
            socket.ws.transport.abort()

    def _now(self) -> Moment:
        return Moment(self._monotonic_s(), self._clock.now_ms())

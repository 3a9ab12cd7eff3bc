"""A thin way between two nodes: so many bytes a second each way, a long delay, and pieces that are held back.

Every connection, whoever dialled it, shares one queue in each direction, first come, first served, and the queue is as
deep as it must be: what a node puts into it stands before everything that comes later, on another connection too. That
is what a modem with deep buffers does, and the worst that can be done to what is urgent. A piece that is held back
holds up what follows it on its own connection alone.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, field

PIECE_BYTES = 500


@dataclass(frozen=True, slots=True)
class Thinness:
    """How the way is."""

    bytes_per_s: float
    delay_s: float
    """One way."""
    held_s: float
    held_share: float
    """Of the pieces."""


# 2.4 kbit/s at eight bits a byte, nothing for framing; at ten bits a byte (start and stop) it would be 240.
SATELLITE = Thinness(bytes_per_s=300, delay_s=0.75, held_s=3.0, held_share=0.2)
WIDE = Thinness(bytes_per_s=1e9, delay_s=0.0, held_s=0.0, held_share=0.0)


@dataclass(slots=True)
class Direction:
    """One of the two."""

    free_s: float = 0.0
    """When everything that was taken so far has left."""
    carried_bytes: int = 0


@dataclass(eq=False, slots=True)
class ThinWay:
    """Both directions, and the ports by which each end reaches the other."""

    chance: random.Random
    how: Thinness = WIDE
    directions: tuple[Direction, Direction] = field(default_factory=lambda: (Direction(), Direction()))
    _servers: list[asyncio.Server] = field(default_factory=list)
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    async def listen(self, end: int, target: list[int]) -> int:
        """A port in front of one end's own; `target` holds that one, once it is known.

        Args:
            end: 0 or 1: what comes here goes in the direction of that number.
            target: its one element may change.
        """

        async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._open.add(task)
            try:
                with contextlib.suppress(asyncio.CancelledError):  # by `become`: nobody waits for it
                    await self._join(reader, writer, end, target)
            finally:
                self._open.discard(task)
                writer.transport.abort()

        server = await asyncio.start_server(take, "127.0.0.1", 0)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    def become(self, how: Thinness) -> None:
        """Change the way; every connection is cut, since a way does not change under one."""
        self.how = how
        for task in list(self._open):
            task.cancel()

    def stop(self) -> None:
        """End everything."""
        for server in self._servers:
            server.close()
        self.become(self.how)

    async def _join(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, end: int, target: list[int]
    ) -> None:
        await asyncio.sleep(2 * self.how.delay_s)  # the handshake of TCP, which the loopback does at once
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", target[0])
        except OSError:
            return
        ways = [
            asyncio.create_task(self._carry(reader, far_writer, self.directions[end])),
            asyncio.create_task(self._carry(far_reader, writer, self.directions[1 - end])),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            far_writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Direction) -> None:
        on_its_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        bringing = asyncio.create_task(_bring(on_its_way, writer))
        now_s = asyncio.get_running_loop().time
        came_s = 0.0
        try:
            with contextlib.suppress(OSError):
                while piece := await reader.read(PIECE_BYTES):
                    way.free_s = max(way.free_s, now_s()) + len(piece) / self.how.bytes_per_s
                    way.carried_bytes += len(piece)
                    held_s = self.how.held_s if self.chance.random() < self.how.held_share else 0.0
                    came_s = max(came_s, way.free_s + self.how.delay_s + held_s)
                    on_its_way.put_nowait((came_s, piece))
                await asyncio.sleep(max(0.0, came_s - now_s()))
        finally:
            bringing.cancel()


async def _bring(on_its_way: asyncio.Queue[tuple[float, bytes]], writer: asyncio.StreamWriter) -> None:
    now_s = asyncio.get_running_loop().time
    while True:
        came_s, piece = await on_its_way.get()
        await asyncio.sleep(max(0.0, came_s - now_s()))
        writer.write(piece)

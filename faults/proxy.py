"""A TCP proxy on one way of one line, which breaks connections as it is told.

It sees only TLS: it can hold back, cut, leave hanging and slow down, and never change or repeat a byte unnoticed.
Owned by the campaign's event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field

READ_BYTES = 16384
PIECE_BYTES = 500
POLL_S = 0.01


@dataclass(slots=True)
class Weather:
    """How the way is now."""

    refuses: bool = False
    """New connections are closed at once."""
    frozen: tuple[bool, bool] = (False, False)
    """Nothing goes to the server, nothing to the client; both ends stay open and hear nothing of it."""
    delay_s: float = 0.0
    """Each piece is held back by this."""
    is_slow: bool = False
    """Passed on in small pieces with a pause after each."""


@dataclass(eq=False, slots=True)
class _Through:
    """One connection through the proxy."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    tasks: list[asyncio.Task[None]] = field(default_factory=list)


class Proxy:
    """Listens in place of a node's line port, for one peer."""

    def __init__(self) -> None:
        self.port = 0
        self.weather = Weather()
        self.target: int | None = None
        """The node's own port; None: nobody is there."""
        self._open: set[_Through] = set()
        self._left: set[_Through] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0, limit=READ_BYTES)
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close everything."""
        if self._server is not None:
            self._server.close()
        self.reset()

    def reset(self) -> None:
        """Fair weather again, over new connections."""
        self.weather = Weather()
        self.cut()
        for through in self._left:
            through.server.transport.abort()
        self._left.clear()

    def cut(self) -> None:
        """Reset every connection at both ends."""
        for through in list(self._open):
            through.client.transport.abort()
            through.server.transport.abort()

    def leave_server(self) -> None:
        """End every connection at the dialler only: the server keeps a dead one beside the next that comes."""
        for through in list(self._open):
            for task in through.tasks:
                task.cancel()
            self._open.discard(through)
            self._left.add(through)
            through.client.transport.abort()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.weather.refuses or self.target is None:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target, limit=READ_BYTES)
        except OSError:
            writer.transport.abort()
            return
        through = _Through(writer, far_writer)
        self._open.add(through)
        through.tasks = [
            asyncio.create_task(self._carry(reader, far_writer, 0)),
            asyncio.create_task(self._carry(far_reader, writer, 1)),
        ]
        await asyncio.wait(through.tasks, return_when=asyncio.FIRST_COMPLETED)
        if through in self._left:
            return
        self._open.discard(through)
        for task in through.tasks:
            task.cancel()
        await asyncio.gather(*through.tasks, return_exceptions=True)
        writer.transport.abort()
        far_writer.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: int) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(READ_BYTES):
                if self.weather.delay_s:
                    await asyncio.sleep(self.weather.delay_s)
                piece_bytes = PIECE_BYTES if self.weather.is_slow else READ_BYTES
                for start in range(0, len(chunk), piece_bytes):
                    while self.weather.frozen[way]:
                        await asyncio.sleep(POLL_S)
                    writer.write(chunk[start : start + piece_bytes])
                    await writer.drain()
                    if self.weather.is_slow:
                        await asyncio.sleep(POLL_S)

"""A house served on a port, and pages that follow it, each at its own pace."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

import uvicorn

from tests.web.house import House

PATIENCE_S = 20.0
Message = dict[str, Any]


class Port:
    """The officers' port of a house."""

    def __init__(self, house: House) -> None:
        self.house = house
        settings = uvicorn.Config(
            house.app, host="127.0.0.1", port=0, lifespan="off", log_config=None, access_log=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        self.server = uvicorn.Server(settings)

    def __enter__(self) -> Self:
        self.house.loop.run(self._open())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.house.loop.run(self._close())

    async def _open(self) -> None:
        # Served as a task of the house's loop: no signals are taken there.
        self._task = asyncio.create_task(self.server._serve())
        while not self.server.started:
            await asyncio.sleep(0.002)
        self.number = self.server.servers[0].sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self.house.app.state.end_streams()
        self.server.should_exit = True
        await self._task

    def follow(self, officer: str = "watch-1", query: str = "") -> Page:
        page = Page(self, officer, query)
        self.house.loop.run(page.open())
        return page


class Page:
    """One page that follows; reads only when it is told to."""

    def __init__(self, port: Port, officer: str, query: str) -> None:
        self._port, self._officer, self._query = port, officer, query
        self.messages: list[Message] = []

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port.number, limit=2**24)
        token = self._port.house.tokens.get(self._officer, self._officer)
        request = f"GET /api/v1/live{self._query} HTTP/1.1\r\nHost: node\r\nAuthorization: Bearer {token}\r\n\r\n"
        self._writer.write(request.encode())
        await self._writer.drain()

    @property
    def head(self) -> str:
        return self._port.house.loop.run(self._read_head())

    async def _read_head(self) -> str:
        return (await self._reader.readuntil(b"\r\n\r\n")).decode()

    def start(self) -> Self:
        assert self.head.startswith("HTTP/1.1 200 ")
        return self

    def next(self) -> Message:
        """The next message; an empty one where the stream is over."""
        message = self._port.house.loop.run(self._next())
        self.messages.append(message)
        return message

    async def _next(self) -> Message:
        async with asyncio.timeout(PATIENCE_S):
            size = int((await self._reader.readline()).strip() or b"0", 16)
            if size == 0:
                return {}
            text = await self._reader.readexactly(size)
            await self._reader.readexactly(2)
        found: Message = json.loads(text)
        return found

    def until(self, is_so: Callable[[Message], bool]) -> Message:
        """Read on to the first message of which this is so."""
        for _ in range(1000):
            message = self.next()
            if is_so(message):
                return message
            assert message, "the stream ended"
        raise AssertionError("it never came")

    def read_all(self) -> Self:
        """Read until nothing more is there."""
        self.until(lambda message: not message.get("more"))
        return self

    def known(self, part: str, key: str) -> dict[str, Message]:
        """What was told of items or alerts, the latest of each, as a page would hold it."""
        found: dict[str, Message] = {}
        for message in self.messages:
            if message.get("reset"):
                found.clear()
            found.update({each[key]: each for each in message.get(part, ())})
        return found

    def leave(self) -> None:
        self._port.house.loop.loop.call_soon_threadsafe(self._writer.close)

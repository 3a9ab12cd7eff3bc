"""The stream to one open page: a message at a time, never another before the page has taken the last.

1. What is urgent goes at once, the rest at most a few times a second, and something at least every second, so that a
   page knows within three that its node is lost.
2. A page that takes nothing for long is left; it comes back with its position.
3. It ends with its session.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import msgspec
from litestar.types import Receive, Scope, Send

from tansiq.base.clock import write_instant
from tansiq.node.staff.roles import Role
from tansiq.web.ask import Ask
from tansiq.web.live import Live, LiveView, Told
from tansiq.wire.http import Form

GAP_S: Final = 0.25
"""Between two messages, unless the second is urgent."""
KEEPALIVE_S: Final = 0.9
STALLED_S: Final = 30.0
"""So long a page may take nothing."""
DEFAULT_ENTRIES: Final = 200
MOST_ENTRIES: Final = 5000
_NDJSON: Final = b"application/x-ndjson"


@dataclass(frozen=True, slots=True)
class Console:
    """One open page; an ASGI application."""

    ask: Ask[Form]
    live: Live
    told: Told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", _NDJSON), (b"cache-control", b"no-store"), (b"x-accel-buffering", b"no")]
        leaving = asyncio.create_task(_wait_until_left(receive))
        consoles = self.ask.node.consoles
        page = consoles.open(self.ask.officer.name)
        leaving.add_done_callback(lambda _: self.told.event.set())
        try:
            await send({"type": "http.response.start", "status": HTTPStatus.OK, "headers": headers})
            async for view in self._messages(leaving):
                async with asyncio.timeout(STALLED_S):
                    await send({"type": "http.response.body", "body": _line(view), "more_body": True})
                consoles.saw(page, [cease.cease for cease in view.ceases or ()])
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except TimeoutError:
            return
        finally:
            self.live.leave(self.told)
            consoles.close(page)
            leaving.cancel()

    async def _messages(self, leaving: asyncio.Task[None]) -> AsyncIterator[LiveView]:
        sees_places = self.ask.officer.role is not Role.VERIFIER
        while not leaving.done():
            ended = self._find_end()
            if ended is not None:
                yield LiveView(position="", now=write_instant(self.ask.now_ms), ended=ended)
                return
            view = self.live.take(self.ask, self.told, sees_places=sees_places)
            yield view
            if view.more:
                await asyncio.sleep(0)
            else:
                await self._wait(leaving)

    def _find_end(self) -> str | None:
        if self.live.is_closed:
            return "node"
        return None if self.ask.node.officers.find_session(self.ask.token) is not None else "session"

    async def _wait(self, leaving: asyncio.Task[None]) -> None:
        """Until something is due."""
        loop, told = asyncio.get_running_loop(), self.told
        first = loop.time()
        while not leaving.done():
            waited = loop.time() - first
            if told.is_urgent or (told.is_woken and waited >= GAP_S) or waited >= KEEPALIVE_S:
                break
            await _wait_for(told.event, (GAP_S if told.is_woken else KEEPALIVE_S) - waited)
        told.is_woken = told.is_urgent = False


def open_console(ask: Ask[Form], live: Live) -> Console:
    """Follow what this node knows: first all of it, or what is new since a position; then each change, as it comes."""
    entries = ask.number("entries", DEFAULT_ENTRIES, most=MOST_ENTRIES)
    return Console(ask, live, live.open(ask.query.get("after", ""), entries))


def _line(view: LiveView) -> bytes:
    return msgspec.json.encode(view) + b"\n"


async def _wait_for(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
    event.clear()


async def _wait_until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass

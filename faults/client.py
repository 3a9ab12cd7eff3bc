"""One node's officers and its clock, asked over HTTP with as little work as can be: a campaign asks often.

Every write has its client's id, and the same write may be sent again under it, also to the node's next process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

REQUEST_S = 10.0
CONTROL_HEADER = "x-control-token"


class NoAnswer(Exception):
    """The node is gone, hangs or broke off: whether it did what was asked is not known."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    raw: bytes

    @property
    def body(self) -> Any:
        """Its JSON."""
        return json.loads(self.raw) if self.raw else None

    @property
    def is_good(self) -> bool:
        """Whether it was done."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """The refusal's code; empty where there is none."""
        return "" if self.is_good else str(self.body["error"]["code"])


@dataclass(slots=True)
class Client:
    """One node's API."""

    party: str
    port: int = 0
    control_port: int = 0
    control_token: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    """By officer."""
    secrets: dict[str, str] = field(default_factory=dict)
    _idle: dict[int, list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]] = field(default_factory=dict)

    async def get(self, path: str, officer: str = "watch-1") -> Any:
        """Read; raises `NoAnswer`, or AssertionError where it is refused."""
        reply = await self.ask("GET", path, officer)
        assert reply.is_good, f"{self.party} GET {path}: {reply.status} {reply.raw[:300]!r}"
        return reply.body

    async def post(self, path: str, officer: str = "watch-1", /, **body: object) -> Any:
        """Write; raises `NoAnswer`, or AssertionError where it is refused."""
        reply = await self.ask("POST", path, officer, {"id": str(uuid.uuid4()), **body})
        assert reply.is_good, f"{self.party} POST {path}: {reply.status} {reply.raw[:300]!r}"
        return reply.body

    async def ask(self, method: str, path: str, officer: str, body: Mapping[str, object] | None = None) -> Reply:
        """A request of an officer, whatever comes of it."""
        header = f"authorization: Bearer {self.tokens[officer]}" if officer in self.tokens else ""
        return await self._ask(self.port, method, f"/api/v1{path}", header, body)

    async def steer(self, path: str, body: Mapping[str, object] | None = None) -> Any:
        """A request at the clock's port."""
        header = f"{CONTROL_HEADER}: {self.control_token}"
        reply = await self._ask(self.control_port, "GET" if body is None else "POST", path, header, body)
        assert reply.is_good, f"{self.party} control {path}: {reply.status} {reply.raw[:300]!r}"
        return reply.body

    def forget(self) -> None:
        """Drop kept connections: their process is gone."""
        for kept in self._idle.values():
            for _, writer in kept:
                writer.transport.abort()
        self._idle.clear()

    async def _ask(self, port: int, method: str, path: str, header: str, body: Mapping[str, object] | None) -> Reply:
        sent = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", f"content-length: {len(sent)}"]
        request = "\r\n".join([*lines, *([header] if header else []), "", ""]).encode() + sent
        try:
            async with asyncio.timeout(REQUEST_S):
                # A server may end a connection that was kept; whatever is asked may be asked twice.
                if self._idle.get(port):
                    with contextlib.suppress(OSError, EOFError):
                        return await self._exchange(port, request)
                    self._idle.pop(port, None)
                return await self._exchange(port, request)
        except (OSError, EOFError, ValueError, TimeoutError) as error:
            raise NoAnswer(f"{self.party} {method} {path}: {error!r}") from error

    async def _exchange(self, port: int, request: bytes) -> Reply:
        kept = self._idle.setdefault(port, [])
        reader, writer = kept.pop() if kept else await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
            fields = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
            raw = await reader.readexactly(int(fields["content-length"]))
        except BaseException:
            writer.transport.abort()
            raise
        if fields.get("connection") != "close":
            self._idle.setdefault(port, []).append((reader, writer))
        return Reply(int(head[0].split(" ")[1]), raw)


def draw_id(random: Random) -> str:
    """A UUID v4 drawn from a seed."""
    return str(uuid.UUID(int=random.getrandbits(128), version=4))

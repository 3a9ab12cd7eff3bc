"""One end of a line in a process of its own, for measuring: a real node with its officers' port.

It is told what to do by lines of JSON on its standard input. Both ends read the same monotonic clock of the machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TypeVar

import uvicorn

from bench.ground import make_item
from bench.pair import OFFICER, open_node
from tansiq.airspace.item import Flight, Item, ItemKind
from tansiq.base.ids import AgreementId, ItemId, PartyId
from tansiq.coordination.agreement import Articles, Scope, Terms
from tansiq.coordination.entry import Entry
from tansiq.coordination.statements import Cease, Note, Verdict
from tansiq.ledger.envelope import Chain
from tansiq.node.garbage import collect_gently
from tansiq.node.kernel import Decision, Desk
from tansiq.node.lines.lines import settled
from tansiq.node.node import Node
from tansiq.node.orders import agreements, answer, status
from tansiq.node.orders.submit import submit
from tansiq.node.ports import open_port
from tansiq.node.staff.roles import Role
from tansiq.web.app import create_app

_Thing = TypeVar("_Thing")

ARTICLES = Articles(
    readback_needed=False, verification_needed=False, probing_limit=10**9, freshness_ms=6 * 3_600_000,
)  # fmt: skip
"""A backlog of minutes would make every concur lapse, which is another thing to measure."""
_SECRET = "a-secret-of-one's-own"
_CHUNK = 250


class End:
    """What the other process may ask of this one: each public method is a command."""

    def __init__(self, node: Node, port: int) -> None:
        self._node = node
        self._port = port
        self._pairing = ""
        self._came_ns: dict[str, int] = {}
        node.kernel.watch(self._note)

    def _note(self, entries: tuple[Entry, ...]) -> None:
        now_ns = time.monotonic_ns()
        for entry in entries:
            if isinstance(entry.statement, Cease) and entry.source != self._node.party:
                self._came_ns[entry.statement.cease] = now_ns

    @property
    def _peer(self) -> PartyId:
        (peer,) = self._node.lines.by_peer
        return peer

    def _run(self, work: Callable[[Desk], object]) -> Decision[object]:
        return self._node.kernel.run(work, OFFICER)

    async def begin(self) -> str:
        self._pairing, commitment = self._node.pairings.begin()
        return commitment

    async def commitment(self, theirs: str) -> str:
        return self._node.pairings.take_commitment(self._pairing, theirs)

    async def offer(self, theirs: str) -> str:
        """The phrase, where this end reads it."""
        return " ".join(self._node.pairings.take_offer(self._pairing, theirs).phrase or ())

    async def type(self, phrase: str) -> None:
        self._node.pairings.type_phrase(self._pairing, phrase, officer=OFFICER.name)

    async def confirm(self) -> None:
        await settled(self._node.pairings.confirm(self._pairing, OFFICER))

    async def draft(self, agreement: str, other: str) -> None:
        parties = tuple(sorted((self._node.party, PartyId(other))))
        terms = Terms(AgreementId(agreement), "Flight safety", parties, Scope.FLIGHT_SAFETY, (), 0, ARTICLES)
        await settled(self._run(lambda desk: agreements.draft(desk, terms)))
        await settled(self._run(lambda desk: agreements.offer(desk, terms.id)))

    async def sign(self, agreement: str) -> None:
        await settled(self._run(lambda desk: agreements.sign(desk, AgreementId(agreement))))

    async def submit(self, count: int) -> list[str]:
        """Activities of our own, each in a place of its own, that begin now."""
        items = [_as_activity(make_item(number), self._node.party) for number in range(count)]
        await self._each(items, lambda desk, item: submit(desk, item, {}))
        return [item.id for item in items]

    async def concur(self, items: list[str]) -> None:
        current = {item: self._node.kernel.picture.items[ItemId(item)].current for item in items}
        await self._each(
            items, lambda desk, item: answer.answer(desk, ItemId(item), current[item], Verdict.CONCUR)
        )  # fmt: skip

    async def activate(self, items: list[str]) -> None:
        """Fly them, once the line has proved itself fresh in both directions."""
        while self._node.kernel.picture.live_of(self._peer).echoed_ping_ms is None:
            await asyncio.sleep(0.02)
        await self._each(items, lambda desk, item: status.activate(desk, ItemId(item), unilateral=False))

    async def fill(self, count: int) -> None:
        """So many routine messages to the peer, as fast as they can be decided."""
        for start in range(0, count, _CHUNK):
            numbers = range(start, min(start + _CHUNK, count))
            await settled(self._run(lambda desk, numbers=numbers: self._write(desk, numbers)))  # type: ignore[misc]

    async def send(self, seconds: float, most_waiting: int) -> int:
        """Routine messages for so long, never more than this many without a receipt; how many were receipted."""
        line = self._node.lines.by_peer[self._peer]
        begun, until = line.confirmed[Chain.ORDINARY], time.monotonic() + seconds
        while time.monotonic() < until:
            if self._count_waiting(Chain.ORDINARY) > most_waiting:
                await asyncio.sleep(0.002)
                continue
            await settled(self._run(lambda desk: self._write(desk, range(_CHUNK // 5))))
        return line.confirmed[Chain.ORDINARY] - begun

    def _write(self, desk: Desk, numbers: Sequence[int]) -> None:
        for number in numbers:
            desk.say(self._peer, Note(f"message {number}", "en"))

    async def _each(self, things: Sequence[_Thing], work: Callable[[Desk, _Thing], object]) -> None:
        last: Decision[object] | None = None
        for thing in things:
            last = self._run(lambda desk, thing=thing: work(desk, thing))  # type: ignore[misc]
            await asyncio.sleep(0)
        if last is not None:
            await settled(last)

    async def waiting(self) -> dict[str, int]:
        """Messages without a receipt, by chain."""
        return {chain.value: self._count_waiting(chain) for chain in Chain}

    def _count_waiting(self, chain: Chain) -> int:
        """Signed and not receipted, and not signed yet."""
        line = self._node.lines.by_peer[self._peer]
        return line.seat.heads[chain].serial - line.confirmed[chain] + line.seat.waiting.count(chain)

    async def is_quiet(self) -> bool:
        lines = self._node.lines
        seated = all(line.seat.may_sign and not lines.is_busy(line) for line in lines.by_peer.values())
        return bool(lines.by_peer) and seated and self._node.kernel.is_settled

    async def suspended(self, items: list[str]) -> int:
        standings = self._node.kernel.picture.standings
        return sum(standings[ItemId(item)].state == "suspended" for item in items)

    async def times(self) -> dict[str, int]:
        """When each cease of the peer was durable here, by its id."""
        return self._came_ns

    async def memory_bytes(self) -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize()

    async def officer(self) -> dict[str, str | int]:
        """A watch officer's session at the officers' port."""
        officers = self._node.officers
        added = await officers.add("watch-1", Role.WATCH, "en", by=OFFICER)
        await settled(added)
        session = await officers.sign_in("watch-1", added.value)
        await settled(session)
        await settled(await officers.change_secret(session.value.token, added.value, _SECRET))
        return {"port": self._port, "token": session.value.token}


def _as_activity(area: Item, owner: PartyId) -> Item:
    volume = area.volumes[0]
    now_ms = time.time_ns() // 1_000_000
    begun = type(volume)(volume.footprint, None, None, now_ms - 1000, now_ms + 6 * 3_600_000)
    return Item(area.id, owner, 1, ItemKind.ACTIVITY, area.name, (begun,), flight=Flight(1, "An-26", False))


async def _serve(folder: Path, party: str) -> None:
    node = await open_node(folder, party)
    bound = open_port("127.0.0.1", 0, setting="officers.port")
    # As `web/serve.py` serves it.
    settings = uvicorn.Config(
        create_app(node),
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
    )
    server = asyncio.create_task(uvicorn.Server(settings).serve(sockets=[bound]))
    collecting = asyncio.create_task(collect_gently(node.lines.is_pressed))
    end = End(node, int(bound.getsockname()[1]))
    reader = asyncio.StreamReader(limit=1 << 26)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        name, *arguments = json.loads(line)
        command: Callable[..., Awaitable[object]] = getattr(end, name)
        print(json.dumps(await command(*arguments)), flush=True)
    collecting.cancel()
    server.cancel()
    os._exit(0)


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), sys.argv[2]))

"""One real node in a process of its own, told what to do over pipes, a line of JSON at a time.

Instants are of the machine's monotonic clock, which all processes share.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import sys
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.node import make_items
from bench.pair import OFFICER, open_node
from tansiq.base.ids import CeaseId, PartyId
from tansiq.coordination.cease import is_suspended_by
from tansiq.coordination.entry import Entry
from tansiq.coordination.statements import Cease, Note, Notify
from tansiq.ledger.envelope import Chain
from tansiq.node.kernel import Desk
from tansiq.node.lines.lines import settled
from tansiq.node.node import Node
from tansiq.node.orders.cease import cease


@dataclass(slots=True)
class Centre:
    """The process, seen from who measures."""

    folder: Path
    party: str
    port: list[int] = field(default_factory=lambda: [0])
    """Kept over restarts."""
    process: asyncio.subprocess.Process | None = None
    started_s: float = 0.0

    async def start(self) -> None:
        """Start the node and wait until its port is open."""
        self.started_s = time.monotonic()
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.centre", str(self.folder), self.party, str(self.port[0]),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 26,
        )  # fmt: skip
        assert self.process.stdout is not None
        self.port[0] = int(json.loads(await self.process.stdout.readline()))

    async def kill(self) -> None:
        """Kill it as a power cut would."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            await self.process.wait()

    async def ask(self, what: str, *arguments: str | int) -> str:
        """One command, one answer."""
        assert self.process is not None and self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps([what, *arguments]).encode() + b"\n")
        return str(json.loads(await self.process.stdout.readline()))


async def pair(first: Centre, second: Centre, addresses: tuple[str, str]) -> None:
    """The steps that two officers a side would take; each end is dialled at its address here."""
    ours, theirs = (
        json.loads(await first.ask("begin", addresses[0])),
        json.loads(await second.ask("begin", addresses[1])),
    )
    offer = await first.ask("commitment", ours[0], theirs[1])
    their_offer = await second.ask("commitment", theirs[0], ours[1])
    phrase = await first.ask("offer", ours[0], their_offer)
    their_phrase = await second.ask("offer", theirs[0], offer)
    if phrase:
        await second.ask("type", theirs[0], phrase)
    else:
        await first.ask("type", ours[0], their_phrase)
    await asyncio.gather(first.ask("confirm", ours[0]), second.ask("confirm", theirs[0]))


@dataclass(slots=True)
class _Inside:
    """The node's own side of the commands."""

    node: Node
    suspended_s: dict[str, float] = field(default_factory=dict)
    """By cease: when it was durable here and stood on a movement."""

    @property
    def peer(self) -> PartyId:
        return next(iter(self.node.lines.by_peer))

    def watch(self, entries: tuple[Entry, ...]) -> None:
        now_s, picture = time.monotonic(), self.node.kernel.picture
        for entry in entries:
            if isinstance(entry.statement, Cease):
                state = picture.ceases[entry.statement.cease]
                if any(is_suspended_by(picture, state, item) for item in picture.items.values()):
                    self.suspended_s.setdefault(entry.statement.cease, now_s)

    async def do(self, what: str, arguments: list[str]) -> str:
        pairings, kernel = self.node.pairings, self.node.kernel
        match what, arguments:
            case "begin", [address]:
                return json.dumps(pairings.begin([address]))
            case "commitment", [pairing, hash_]:
                return pairings.take_commitment(pairing, hash_)
            case "offer", [pairing, offer]:
                return " ".join(pairings.take_offer(pairing, offer).phrase or ())
            case "type", [pairing, phrase]:
                pairings.type_phrase(pairing, phrase, officer=OFFICER.name)
            case "confirm", [pairing]:
                await settled(pairings.confirm(pairing, OFFICER))
            case "item", []:
                [item] = make_items(1, seed=1, owner=self.node.party)
                await settled(kernel.run(lambda desk: desk.say(self.peer, Notify(item)), OFFICER))
            case "notes", [count, text]:
                await settled(kernel.run(lambda desk: _say_notes(desk, self.peer, int(count), text), OFFICER))
            case "cease", []:
                return await self._cease()
            case "suspended", [id_]:
                return str(self.suspended_s.get(id_, 0.0))
            case "line", []:
                return json.dumps(self._line())
        return ""

    async def _cease(self) -> str:
        id_, ordered_s = CeaseId(str(uuid.uuid4())), time.monotonic()
        decision = self.node.kernel.run_urgent(
            lambda desk: cease(desk, id_, lines=self.node.parties_with_lines()), OFFICER
        )
        await settled(decision)
        return json.dumps([id_, ordered_s])

    def _line(self) -> dict[str, object]:
        if not self.node.lines.by_peer:
            return {"state": "none"}
        line = self.node.lines.by_peer[self.peer]
        exchange = line.driver.exchange
        return {
            "state": exchange.state.value if line.seat.may_sign else "checking",
            "connections": exchange.ready_count,
            "held": line.kept[Chain.ORDINARY].serial,
            "sent": line.seat.heads[Chain.ORDINARY].serial + len(line.seat.waiting),
            "receipted": line.confirmed[Chain.ORDINARY],
            "urgent_sent": line.seat.heads[Chain.URGENT].serial,
            "urgent_receipted": line.confirmed[Chain.URGENT],
            "is_settled": self.node.kernel.is_settled,
        }


def _say_notes(desk: Desk, peer: PartyId, count: int, words: str) -> None:
    chance = random.Random(count)
    for _ in range(count):
        desk.say(peer, Note(" ".join(chance.choices(words.split(), k=9)), "en"))


async def _serve(folder: Path, party: str, port: int) -> None:
    async with _opened(folder, party, port) as node:
        inside = _Inside(node)
        node.kernel.watch(inside.watch)
        print(json.dumps(str(node.line_port)), flush=True)
        reader = asyncio.StreamReader(limit=1 << 26)
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            what, *arguments = json.loads(line)
            print(json.dumps(await inside.do(what, [str(argument) for argument in arguments])), flush=True)


@contextlib.asynccontextmanager
async def _opened(folder: Path, party: str, port: int) -> AsyncIterator[Node]:
    node = await open_node(folder, party, port)
    try:
        yield node
    finally:
        await node.stop()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))

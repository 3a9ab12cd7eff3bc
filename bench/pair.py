"""Two nodes on loopback for measuring: one here, its peer in a process of its own.

Both are built as in production, with real keys, TLS and disks; only officers' ports are left out. Both read the same
monotonic clock of the machine, so that one end's time may be taken from the other's.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tansiq.base.ids import PartyId
from tansiq.coordination.entry import Entry
from tansiq.node.config import load_config
from tansiq.node.keeping.folder import init_folder, load_identity
from tansiq.node.kernel import Author
from tansiq.node.lines.lines import settled
from tansiq.node.node import Node
from tansiq.store.sqlite import SqliteStore

OFFICER = Author("bench", "en", "second")  # type: ignore[arg-type]


async def open_node(folder: Path, party: str, port: int = 0) -> Node:
    """A real node of a party in a folder, made where it is missing, with its line's port open."""
    if not folder.exists():
        init_folder(
            folder,
            party=PartyId(party),
            name=party,
            lang="en",
            exercise=False,
            start_ms=time.time_ns() // 1_000_000,
            wall_ms=time.time_ns() // 1_000_000,
            random_bytes=os.urandom,
        )
    loop = asyncio.get_running_loop()
    store = SqliteStore(folder, deliver=loop.call_soon_threadsafe, reserve_bytes=1 << 20)
    node = Node(folder, load_config(folder), load_identity(folder), store)
    await node.start("127.0.0.1", port)
    return node


class Peer:
    """The other node, spoken to over pipes by lines of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.came_ns: dict[str, int] = {}
        """Monotonic time at which a message was durable and in the peer's picture, by its body's hash."""

    async def ask(self, what: str, argument: str = "") -> str:
        """One command, one answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([what, argument]).encode() + b"\n")
        return str(json.loads(await self._process.stdout.readline()))

    async def fetch_times(self) -> None:
        """Read when each message came."""
        self.came_ns = {key: int(value) for key, value in json.loads(await self.ask("times")).items()}


@asynccontextmanager
async def open_pair() -> AsyncIterator[tuple[Node, Peer]]:
    """A node here and its peer, paired and connected."""
    with tempfile.TemporaryDirectory(prefix="tansiq-bench-") as folder:
        node = await open_node(Path(folder) / "north", "north")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.pair", str(Path(folder) / "south"),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 26,
        )  # fmt: skip
        peer = Peer(process)
        try:
            await _pair(node, peer)
            yield node, peer
        finally:
            process.terminate()
            await process.wait()
            await node.stop()


async def _pair(node: Node, peer: Peer) -> None:
    """The steps that two officers a side would take."""
    pairing, ours = node.pairings.begin()
    theirs = await peer.ask("begin")
    offer = node.pairings.take_commitment(pairing, theirs)
    their_offer = await peer.ask("commitment", ours)
    revealed = node.pairings.take_offer(pairing, their_offer)
    phrase = await peer.ask("offer", offer)
    if revealed.phrase is not None:
        await peer.ask("type", " ".join(revealed.phrase))
    else:
        node.pairings.type_phrase(pairing, phrase, officer=OFFICER.name)
    await settled(node.pairings.confirm(pairing, OFFICER))
    await peer.ask("confirm")
    while not all(line.seat.may_sign and not node.lines.is_busy(line) for line in node.lines.by_peer.values()):
        await asyncio.sleep(0.01)


async def _serve(folder: Path) -> None:
    """The peer's process."""
    node = await open_node(folder, "south")
    times: dict[str, int] = {}

    def note(entries: tuple[Entry, ...]) -> None:
        now_ns = time.monotonic_ns()
        times.update((entry.content, now_ns) for entry in entries if entry.source != node.party)

    node.kernel.watch(note)
    reader = asyncio.StreamReader(limit=1 << 26)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    pairing = ""
    while line := await reader.readline():
        what, argument = json.loads(line)
        answer = ""
        match what:
            case "begin":
                pairing, answer = node.pairings.begin()
            case "commitment":
                answer = node.pairings.take_commitment(pairing, argument)
            case "offer":
                answer = " ".join(node.pairings.take_offer(pairing, argument).phrase or ())
            case "type":
                node.pairings.type_phrase(pairing, argument, officer=OFFICER.name)
            case "confirm":
                await settled(node.pairings.confirm(pairing, OFFICER))
            case "times":
                answer = json.dumps(times)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1])))

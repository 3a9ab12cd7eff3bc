"""What one message costs from end to end, beside the physical costs that it stands on.

A notify is measured from the decision here to being durable and in the picture at the peer; the rate, from the first
decision until the peer's receipt for the last is durable here. Ratios are what counts: the machine is noisy.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.costs import find_check_s, find_commit_s, find_round_trip_s, find_sign_s
from bench.pair import OFFICER, open_node, open_pair
from tansiq.airspace.item import Item, ItemKind
from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination.statements import Disclosure, Note, Notify
from tansiq.geometry.footprints import Circle
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.ledger.envelope import Chain
from tansiq.node.kernel import Desk
from tansiq.node.lines.lines import settled
from tansiq.node.node import Node
from tansiq.node.orders.submit import submit
from tansiq.wire.kinds import content_hash

SOUTH = PartyId("south")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number with what it stands on."""

    name: str
    value: str
    beside: str
    ratio: float | None
    """The figure divided by the physical cost beside it."""


def run(*, messages: int, record: int, say: Callable[[str], None]) -> list[Figure]:
    """Measure everything.

    Args:
        messages: sent for the rate.
        record: messages in the record of the node whose start is timed.
        say: told what is being done.
    """
    say("physical costs: commit, signature, TLS round trip")
    commit_s, sign_s, check_s, trip_s = find_commit_s(), find_sign_s(), find_check_s(), find_round_trip_s()
    figures = [
        Figure("one durable commit", _ms(commit_s), "", None),
        Figure("one signature / one check", f"{_ms(sign_s)} / {_ms(check_s)}", "", None),
        Figure("one TLS round trip on loopback", _ms(trip_s), "", None),
    ]
    say(f"two nodes: notify to picture, then {messages} messages")
    latencies_s, rate = asyncio.run(_over_a_line(messages))
    floor_s = 2 * commit_s + sign_s + check_s + trip_s / 2
    floor = f"two commits, a signature, a check, half a round trip: {_ms(floor_s)}"
    p50_s, p99_s = statistics.median(latencies_s), sorted(latencies_s)[int(len(latencies_s) * 0.99)]
    figures.append(Figure("notify to picture at the peer, p50", _ms(p50_s), floor, p50_s / floor_s))
    figures.append(Figure("notify to picture at the peer, p99", _ms(p99_s), floor, p99_s / floor_s))
    crypto = f"a signature and a check alone: {1 / (sign_s + check_s):.0f}/s"
    figures.append(Figure("messages a second, receipted", f"{rate:.0f}/s", crypto, (1 / (sign_s + check_s)) / rate))
    say(f"start on a record of {record} messages")
    figures.extend(_starts(record))
    return figures


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.3f} ms"


def make_item(number: int) -> Item:
    """A no-go area of its own place, so that none stands in another's way."""
    centre = Position.from_degrees(lat_deg=-60 + (number % 1200) * 0.1, lon_deg=-179 + (number // 1200) * 0.5)
    start_ms = time.time_ns() // 1_000_000 + 86_400_000
    volume = Volume(Circle(centre, 1_000_000), None, None, start_ms, start_ms + 3_600_000)
    return Item(ItemId(str(uuid.uuid4())), PartyId("north"), 1, ItemKind.NO_GO_AREA, f"area {number}", (volume,))


async def _over_a_line(messages: int) -> tuple[list[float], float]:
    async with open_pair() as (node, peer):
        begun_ns: dict[str, int] = {}
        for number in range(300):
            item = make_item(number)
            begun_ns[content_hash(Notify(item))] = time.monotonic_ns()
            await settled(node.kernel.run(lambda desk, item=item: _tell(desk, item), OFFICER))  # type: ignore[misc]
            await asyncio.sleep(0.005)
        await _receipted(node)
        await peer.fetch_times()
        latencies_s = [(peer.came_ns[key] - ns) / 1e9 for key, ns in begun_ns.items()]
        rate = await _rate(node, messages)
    return latencies_s, rate


def _tell(desk: Desk, item: Item) -> None:
    submit(desk, item, {SOUTH: Disclosure.FULL})


async def _rate(node: Node, messages: int) -> float:
    begun = time.perf_counter()
    for number in range(messages):
        decision = node.kernel.run(lambda desk, n=number: desk.say(SOUTH, Note(f"message {n}", "en")), OFFICER)  # type: ignore[misc]
        if number % 64 == 63:
            await settled(decision)
    await _receipted(node)
    return messages / (time.perf_counter() - begun)


async def _receipted(node: Node) -> None:
    line = node.lines.by_peer[SOUTH]
    while line.confirmed[Chain.ORDINARY] < line.seat.heads[Chain.ORDINARY].serial or not node.kernel.is_settled:
        await asyncio.sleep(0.001)


def _starts(record: int) -> list[Figure]:
    """Time from the command to an open line's port, on an empty record and on a full one."""
    with tempfile.TemporaryDirectory(prefix="tansiq-bench-") as folder:
        empty, full = Path(folder) / "empty", Path(folder) / "full"
        asyncio.run(_fill(empty, 0))
        asyncio.run(_fill(full, record))
        empty_s, full_s = _start_s(empty), _start_s(full)
    beside = f"on an empty record: {empty_s:.2f} s"
    return [Figure(f"start on {record} messages", f"{full_s:.2f} s", beside, full_s / empty_s)]


async def _fill(folder: Path, record: int) -> None:
    """A record of notes and, one in ten, items; nobody is told."""
    node = await open_node(folder, "north")
    for number in range(record):
        decision = node.kernel.run(lambda desk, n=number: _note(desk, n), OFFICER)  # type: ignore[misc]
        if number % 500 == 499:
            await settled(decision)
    await settled(node.kernel.run(lambda desk: _note(desk, record), OFFICER))
    await node.stop()


def _note(desk: Desk, number: int) -> None:
    if number % 10 == 0:
        submit(desk, make_item(number), {})
    else:
        desk.note(Note(f"note {number}", "en"))


def _start_s(folder: Path) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench.start", str(folder)], check=True)
    return time.perf_counter() - begun

"""Several real nodes in one process, joined by wires that lose, repeat, reorder, delay and cut; time moved by hand.

Nothing happens by itself: `settle` lets everything happen that can, the smaller steps let one thing happen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tansiq.base.ids import PartyId
from tansiq.link import events as ev
from tansiq.link.sending import BULK_UNSENT_BYTES
from tansiq.node.lines.seat import UNBOUNDED
from tansiq.store.memory import MemoryStore
from tests.sim.nodes import SimDriver, SimNode

NOON_MS = 1_486_555_200_000
"""2017-02-08T12:00:00Z."""


@dataclass
class Wire:
    """One connection between two nodes."""

    number: int
    ends: tuple[SimNode, SimNode]
    flying: dict[str, deque[bytes]] = field(default_factory=dict)
    """By the name of the node that it flies to."""
    closing: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.flying = {node.name: deque() for node in self.ends}

    def other(self, node: SimNode) -> SimNode:
        return self.ends[1] if node is self.ends[0] else self.ends[0]


class Network:
    """See the module's note."""

    def __init__(self, *, now_ms: int = NOON_MS) -> None:
        self.now_ms = now_ms
        self.mono_s = 1000.0
        self.nodes: dict[str, SimNode] = {}
        self.wires: list[Wire] = []
        self.dead: set[tuple[str, str]] = set()
        """Directions, by names of nodes, in which bytes vanish without a word."""
        self.unreachable: set[frozenset[str]] = set()
        """Pairs of names between which no connection can be made."""
        self.ahead_bytes = UNBOUNDED
        """How much may be signed and not receipted, as on a thin line; one message always may."""
        self.sent: dict[str, list[bytes]] = {}
        """Everything ever put on a wire, by the party that it goes to."""
        # In memory where the machine has such a folder: the keys' folders are synced at each start.
        shm = Path("/dev/shm")
        self._folder = Path(tempfile.mkdtemp(prefix="tansiq-sim-", dir=shm if os.access(shm, os.W_OK) else None))
        self._runs, self._ids, self._wires = count(1), count(1), count(1)

    def close_down(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def new_run(self) -> str:
        return f"{next(self._runs):016x}"

    def new_id(self) -> str:
        return f"{next(self._ids):08x}-0000-4000-8000-000000000000"

    # Nodes

    def add(self, party: str, *, skew_ms: int = 0, name: str | None = None) -> SimNode:
        name = name or party
        node = self.nodes[name] = SimNode(self, name, party, self._folder / name, skew_ms=skew_ms)
        return node

    def build(self, *pairs: tuple[str, str], skews_ms: dict[str, int] | None = None) -> None:
        """Nodes for all parties named, with a line for each pair, connected and up."""
        parties = sorted({party for pair in pairs for party in pair})
        for party in parties:
            node = self.add(party, skew_ms=(skews_ms or {}).get(party, 0))
            node.pair(*sorted({other for pair in pairs for other in pair if party in pair} - {party}))
            node.start()
            node.introduce()
        self.dial()
        self.settle()
        self.pass_time(1)

    def clone(self, name: str, *, as_name: str) -> SimNode:
        """A second node on a copy of the folder, keys and record included; not started."""
        original = self.nodes[name]
        shutil.copytree(original.folder, self._folder / as_name)
        twin = self.add(original.party, name=as_name)
        twin.store = original.store.copy()
        return twin

    def restore(self, node: SimNode, store: MemoryStore) -> None:
        """Start again from an older record, or from none, with the same keys."""
        node.kill()
        node.store = store
        node.start()

    @property
    def running(self) -> list[SimNode]:
        return [node for _, node in sorted(self.nodes.items()) if node.is_running]

    def _drivers(self) -> Iterator[SimDriver]:
        for node in self.running:
            for _, driver in sorted(node.drivers.items()):
                yield driver

    # Wires

    def dial(self) -> None:
        """Connect every two nodes that have a line and no connection."""
        nodes = self.running
        for at, a in enumerate(nodes):
            for b in nodes[at + 1 :]:
                if self._may_connect(a, b) and not any({a.name, b.name} == _names(wire) for wire in self.wires):
                    self.connect(a, b)

    def _may_connect(self, a: SimNode, b: SimNode) -> bool:
        return (
            a.party != b.party
            and PartyId(b.party) in a.drivers
            and PartyId(a.party) in b.drivers
            and frozenset((a.name, b.name)) not in self.unreachable
        )

    def connect(self, dialler: SimNode, answerer: SimNode) -> Wire:
        wire = Wire(next(self._wires), (dialler, answerer))
        self.wires.append(wire)
        dialler.drivers[answerer.party].tell(ev.Connected(wire.number, dialled=True))
        answerer.drivers[dialler.party].tell(ev.Connected(wire.number, dialled=False))
        return wire

    def cut(self, wire: Wire) -> None:
        if wire not in self.wires:
            return
        self.wires.remove(wire)
        for node in wire.ends:
            if node.is_running:
                node.drivers[wire.other(node).party].tell(ev.Lost(wire.number))

    def cut_all(self, node: SimNode, peer: str | None = None) -> None:
        for wire in list(self.wires):
            if node in wire.ends and peer in {None, wire.other(node).party}:
                self.cut(wire)

    def close(self, node: SimNode, number: int) -> None:
        for wire in self.wires:
            if wire.number == number:
                wire.closing.add(node.name)

    def part(self, a: str, b: str) -> None:
        """Cut two nodes apart until `join`."""
        self.unreachable.add(frozenset((a, b)))
        for wire in list(self.wires):
            if _names(wire) == {a, b}:
                self.cut(wire)

    def join(self, a: str, b: str) -> None:
        self.unreachable.discard(frozenset((a, b)))
        self.dead -= {(a, b), (b, a)}
        self.dial()

    # Small steps

    def pull(self, wire: Wire, node: SimNode) -> bool:
        """One end puts its next message onto the wire; whether there was one."""
        if wire not in self.wires:
            return False
        peer = wire.other(node)
        raw = node.drivers[peer.party].pull(wire.number, BULK_UNSENT_BYTES)
        if raw is None:
            if node.name in wire.closing:
                self.cut(wire)
                return True
            return False
        self.sent.setdefault(peer.party, []).append(raw)
        if (node.name, peer.name) not in self.dead:
            wire.flying[peer.name].append(raw)
        return True

    def deliver(self, wire: Wire, node: SimNode) -> bool:
        """Hand the next message on a wire to one end."""
        if wire not in self.wires or not wire.flying[node.name]:
            return False
        raw = wire.flying[node.name].popleft()
        node.drivers[wire.other(node).party].tell(ev.Received(wire.number, raw))
        return True

    def inject(self, sender: str, to: str, raw: bytes) -> None:
        """Bytes come to a node over its authenticated connection to a peer."""
        wire = next(wire for wire in self.wires if _names(wire) == {sender, to})
        wire.flying[to].append(raw)

    def step_node(self, node: SimNode, *, durable: bool = True) -> bool:
        """One round of a node's own work."""
        moved = bool(node.store.flush()) if durable else False
        moved |= node.recover()
        for _, driver in sorted(node.drivers.items()):
            moved |= driver.step()
        return moved

    def step(self, *, stalled: Sequence[str] = ()) -> bool:
        """One round of everything; ``stalled`` names nodes whose disk takes long."""
        moved = False
        for node in self.running:
            moved |= self.step_node(node, durable=node.name not in stalled)
        for wire in list(self.wires):
            for node in wire.ends:
                moved |= self.pull(wire, node)
        for wire in list(self.wires):
            for node in wire.ends:
                moved |= self.deliver(wire, node)
        return moved

    def settle(self, *, stalled: Sequence[str] = (), rounds: int = 400) -> None:
        """Until nothing moves by itself, or so many rounds."""
        for _ in range(rounds):
            if not self.step(stalled=stalled):
                return

    # Time

    def pass_time(self, seconds: float, *, every_s: float = 5.0, settle: bool = True) -> None:
        """Both clocks move on; the nodes tick, dial again and judge."""
        until_s = self.mono_s + seconds
        while self.mono_s < until_s:
            step_s = min(every_s, until_s - self.mono_s)
            self.mono_s += step_s
            self.now_ms += round(step_s * 1000)
            for driver in self._drivers():
                driver.tell(ev.Tick())
            self.dial()
            if settle:
                self.settle()
            for node in self.running:
                node.judge()
            if settle:
                self.settle()

    def jump(self, seconds: float) -> None:
        """The domain clocks jump, as an exercise's do: all nodes together, echoes first, then judgement."""
        self.now_ms += round(seconds * 1000)
        self.mono_s += 1.0
        self.settle()
        for driver in self._drivers():
            driver.tell(ev.BeatNow())
        self.settle()
        for node in self.running:
            node.judge()
        self.settle()


def _names(wire: Wire) -> set[str]:
    return {node.name for node in wire.ends}

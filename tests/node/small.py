"""A kernel on a store in memory, with hand-moved clocks and chance that repeats."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field
from typing import TypeVar

from tansiq.base.clock import HandClock
from tansiq.base.ids import PartyId
from tansiq.node.keeping.folder import RandomBytes
from tansiq.node.kernel import Decision, Kernel
from tansiq.store.memory import MemoryStore

T = TypeVar("T")
NOON_MS = 1_484_740_800_000
WALL_MS = 1_760_000_000_000


def make_chance(seed: int = 1) -> RandomBytes:
    """Bytes that look random and are the same in every run."""
    return random.Random(seed).randbytes


@dataclass
class Small:
    """A kernel and what stands around it."""

    party: str = "north"
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: HandClock = field(default_factory=lambda: HandClock(NOON_MS))
    wall: HandClock = field(default_factory=lambda: HandClock(WALL_MS))

    def __post_init__(self) -> None:
        ids = itertools.count(1)
        self.kernel = Kernel(
            own=PartyId(self.party),
            store=self.store,
            clock=self.clock,
            new_id=lambda: f"{next(ids):08x}-0000-4000-8000-000000000000",
            react=lambda desk, after: None,
            exercise=True,
        )

    def settle(self, decision: Decision[T]) -> T:
        """The decision's value, once it is durable."""
        self.store.flush()
        assert decision.is_done
        assert decision.error is None
        return decision.value

    def acts(self) -> list[str]:
        """What the record says was done, in order."""
        rows = self.store.record(0, 1000, ("local.act",))
        return [row.body.decode().split('"what":"')[1].split('"')[0] for row in rows]

"""Commands on their way to the host, in two lanes: a stop is carried out while ordinary ones wait for the disk.

Urgent: what came in on the urgent chain, what cannot be read and so may be a stop, alarms, and own urgent messages that
are to be loaded. Ordinary: all else.

Within a lane commands keep their order. What is urgent is carried out as it comes, before the disk has what was before
it. An epoch is told as kept only when everything that was asked for before it is durable, in either lane.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from tansiq.ledger.envelope import Chain
from tansiq.link.events import Alarm, Command, Ingest, LoadOwn, SawEpoch

BATCH: Final = 128
"""Commands handed over at once: enough for one group commit."""
MOST_BEGUN: Final = 64
"""Batches that were carried out while the disk had none of them: more wait for it."""
PAUSE_S: Final = 0.0005
"""Between two looks whether ordinary work may go on."""


def _is_urgent(command: Command) -> bool:
    match command:
        case Alarm() | Ingest(urgent=True) | LoadOwn(chain=Chain.URGENT):
            return True
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Begun:
    """A batch that the host has carried out, all but the disk."""

    batch: Sequence[Command]
    settled: Callable[[], Awaitable[None]]
    """Waits for it."""


@dataclass(slots=True)
class Lane:
    """One of the two. Owned by the driver's loop."""

    waiting: deque[Command] = field(default_factory=deque)
    work: asyncio.Event = field(default_factory=asyncio.Event)
    is_busy: bool = False
    """The host has a batch of it."""
    begun: deque[Begun] = field(default_factory=deque)
    """Carried out before any that waits, and not durable yet."""
    raws: set[bytes] = field(default_factory=set)
    """Of the urgent lane: what came in and is not carried out yet. It comes over each connection once."""

    @property
    def may_begin(self) -> bool:
        """Whether what waits may be carried out though the disk has not what was before it."""
        return bool(self.waiting) and not self.is_busy and len(self.begun) < MOST_BEGUN

    @property
    def is_idle(self) -> bool:
        """Nothing of it is left to do."""
        return not (self.waiting or self.begun or self.is_busy)


@dataclass(slots=True)
class Lanes:
    """Both, and how many bytes wait in them."""

    urgent: Lane = field(default_factory=Lane)
    ordinary: Lane = field(default_factory=Lane)
    bytes_waiting: int = 0
    """Of what came in and was not handed over."""

    def __iter__(self) -> Iterator[Lane]:
        """The more pressing first."""
        return iter((self.urgent, self.ordinary))

    @property
    def is_idle(self) -> bool:
        """Nothing is left to do."""
        return self.urgent.is_idle and self.ordinary.is_idle

    def put(self, command: Command) -> Lane:
        """Queue a command: what is urgent or cannot be read, and alarms, pass by what is ordinary; gives its lane."""
        lane = self.urgent if _is_urgent(command) else self.ordinary
        if lane is self.urgent and isinstance(command, Ingest):
            if command.raw in lane.raws:
                return lane
            lane.raws.add(command.raw)
        lane.waiting.append(command)
        if isinstance(command, Ingest):
            self.bytes_waiting += len(command.raw)
        lane.work.set()
        return lane

    def take(self, lane: Lane) -> Sequence[Command]:
        """The next batch of a lane; empty where none may be begun."""
        batch: list[Command] = []
        while len(batch) < BATCH and lane.waiting:
            if isinstance(lane.waiting[0], SawEpoch) and not self.urgent.is_idle:
                break
            command = lane.waiting.popleft()
            if isinstance(command, Ingest):
                self.bytes_waiting -= len(command.raw)
            batch.append(command)
        lane.is_busy = bool(batch)
        return batch

    def begin(self, lane: Lane, begun: Begun) -> None:
        """The host has carried out the batch that was taken, and the next may be begun; the disk has it not yet."""
        lane.begun.append(begun)
        lane.is_busy = False

    def finish(self, lane: Lane) -> None:
        """The host is done with a batch; what waited for that may go on."""
        lane.is_busy = False
        if lane is self.urgent:
            left = chain(lane.waiting, *(begun.batch for begun in lane.begun))
            lane.raws = {command.raw for command in left if isinstance(command, Ingest)}
        if lane is self.urgent and self.ordinary.waiting:
            self.ordinary.work.set()

"""Commands on their way to the host, in two lanes: a stop is carried out while ordinary ones wait for the disk.

Urgent: what came in on the urgent chain, what cannot be read and so may be a stop, alarms, and own urgent messages that
are to be loaded. Ordinary: all else.

Within a lane commands keep their order. An epoch is told as kept only when everything that was asked for before it is
durable, in either lane.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from tansiq.ledger.envelope import Chain
from tansiq.link.events import Alarm, Command, Ingest, LoadOwn, SawEpoch

BATCH: Final = 128
"""Commands handed over at once: enough for one group commit."""
PAUSE_S: Final = 0.0005
"""Between two looks whether ordinary work may go on."""


def _is_urgent(command: Command) -> bool:
    match command:
        case Alarm() | Ingest(urgent=True) | LoadOwn(chain=Chain.URGENT):
            return True
        case _:
            return False


@dataclass(slots=True)
class Lane:
    """One of the two. Owned by the driver's loop."""

    waiting: deque[Command] = field(default_factory=deque)
    work: asyncio.Event = field(default_factory=asyncio.Event)
    is_busy: bool = False
    """The host has a batch of it."""
    raws: set[bytes] = field(default_factory=set)
    """Of the urgent lane: what came in and is not carried out yet. It comes over each connection once."""

    @property
    def is_idle(self) -> bool:
        """Nothing of it is left to do."""
        return not self.waiting and not self.is_busy


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

    def finish(self, lane: Lane) -> None:
        """The host is done with a batch; what waited for that may go on."""
        lane.is_busy = False
        if lane is self.urgent:
            lane.raws = {command.raw for command in lane.waiting if isinstance(command, Ingest)}
        if lane is self.urgent and self.ordinary.waiting:
            self.ordinary.work.set()

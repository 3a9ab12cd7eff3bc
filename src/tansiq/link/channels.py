"""The connections of one line, and which run of the peer's node may speak on them.

Two copies of one record must never both sign: every start of a node has an epoch one higher than the last, and every
process a random run. The receiver of a hello keeps the highest pair and refuses all others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tansiq.ledger.frames import Frame, Hello, HelloRefused, RefusedReason


class Run(NamedTuple):
    """One process of a party's node."""

    epoch: int
    run: str


@dataclass(slots=True)
class Channel:
    """One connection. A hello is said once by the end that was dialled and twice by the dialler.

    The dialler's first hello presents it. Whoever takes a hello answers with its own: so a hello that comes after one
    was sent says "yours is taken", and states what the peer holds *after* it stopped listening to any earlier run.
    """

    number: int
    dialled: bool
    heard_s: float
    """When anything last came, by the monotonic clock."""
    hellos_sent: int = 0
    hello_due: bool = False
    refusal: HelloRefused | None = None
    """To be sent before the connection is closed."""
    waiting: Hello | None = None
    """A hello of a new run, until that run is durably known."""
    run: str | None = None
    """The run whose hello was taken here."""
    ready: bool = False
    """Both hellos are taken."""
    closing: bool = False
    copies: deque[bytes] = field(default_factory=lambda: deque(maxlen=64))
    """Urgent envelopes that went over another connection: sent here too, since that one may be dead unnoticed."""
    beats: deque[bytes] = field(default_factory=lambda: deque(maxlen=4))
    asks: deque[Frame] = field(default_factory=deque)
    """Gap requests and requests for own messages."""
    bulk: deque[bytes] = field(default_factory=deque)
    """The peer's own messages on their way back to it."""
    alarmed: bool = False
    """A bad frame was already reported."""

    @property
    def hellos_owed(self) -> int:
        """How many hellos this end says on the connection in all."""
        return 2 if self.dialled else 1


class Channels:
    """All connections of one line that stand, and in which order they are used."""

    def __init__(self) -> None:
        self._all: dict[int, Channel] = {}
        self._ready: list[int] = []
        """The sending one first; the others are its reserve."""

    def __iter__(self) -> Iterator[Channel]:
        return iter(list(self._all.values()))

    def open(self, channel: Channel) -> None:
        """A connection stands."""
        self._all[channel.number] = channel

    def forget(self, number: int) -> None:
        """A connection is gone, and was taken out of use before."""
        self._all.pop(number, None)

    def find(self, number: int) -> Channel | None:
        """The connection of a number."""
        return self._all.get(number)

    @property
    def sending(self) -> Channel | None:
        """What carries the sending; None where no connection is ready."""
        return self._all[self._ready[0]] if self._ready else None

    @property
    def ready(self) -> list[Channel]:
        """All that are ready, the sending one first."""
        return [self._all[number] for number in self._ready]

    def is_sending(self, number: int) -> bool:
        """Whether a connection carries the sending."""
        return self._ready[:1] == [number]

    def is_ready(self, number: int) -> bool:
        """Whether both hellos were taken on a connection."""
        return number in self._ready

    def make_ready(self, channel: Channel) -> None:
        """Both hellos are taken: the first such one carries the sending."""
        channel.ready = True
        self._ready.append(channel.number)

    def unready(self, number: int) -> bool:
        """Take a connection out of use; True where it carried the sending, whose unreceipted part may be lost."""
        if number not in self._ready:
            return False
        was_sending = self.is_sending(number)
        self._ready.remove(number)
        self._all[number].ready = False
        return was_sending

    def speakers(self, besides: Channel) -> list[Channel]:
        """Others on which a run of the peer's has said hello."""
        return [other for other in self if other is not besides and other.run is not None]

    def prefer_heard(self, now_s: float, heartbeat_s: float) -> bool:
        """Send over another connection when the sending one has gone quiet and that one has not; True where changed."""
        quiet_s = [now_s - channel.heard_s for channel in self.ready]
        if len(quiet_s) < 2 or quiet_s[0] < 2 * heartbeat_s or min(quiet_s) >= 1.5 * heartbeat_s:
            return False
        self._ready.insert(0, self._ready.pop(quiet_s.index(min(quiet_s))))
        return True


def find_refusal(hello: Hello, *, seen: Run | None, live_runs: Collection[str], exercise: bool) -> RefusedReason | None:
    """Why a hello is not taken; None where it is.

    1. An exercise node and a real one never talk.
    2. The highest run seen may always come back.
    3. An epoch not above the highest seen is an older start or a copy of it.
    4. A newer one waits while another run still speaks: a killed process loses its connections at once, a copy that
       runs at the same time does not.

    Args:
        hello: authenticated by the caller.
        seen: highest run of this peer, durable or about to be.
        live_runs: runs heard on standing connections within the time of silence.
        exercise: this node's own flag.
    """
    # 1
    if hello.exercise != exercise:
        return "exercise_mismatch"
    # 2
    if seen == (hello.epoch, hello.run):
        return None
    # 3
    if seen is not None and hello.epoch <= seen.epoch:
        return "stale_epoch"
    # 4
    if any(run != hello.run for run in live_runs):
        return "second_run"
    return None

"""Hellos of one line: what ours says, whether the peer's is taken, and which run of the peer's is the highest seen."""

from __future__ import annotations

from collections.abc import Mapping

from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Hello, HelloRefused
from tansiq.link.channels import Channel, Channels, Run, find_refusal
from tansiq.link.ends import Ends
from tansiq.link.events import SawEpoch

Heads = Mapping[Chain, Head]


class Greeting:
    """A new run of the peer's is answered only when it is durably known here."""

    def __init__(self, ends: Ends, seen: Run | None) -> None:
        self._ends = ends
        self._epoch, self._recovering = ends.epoch, ends.recovering
        self._seen = seen
        self.is_seen_kept = True
        """The highest run seen is durable."""

    def adopt_epoch(self, epoch: int) -> None:
        """This node recovers above an epoch that its record had lost."""
        self._epoch, self._recovering = epoch, True

    def say(self, *, held: Heads, heads: Heads) -> Hello:
        """Our hello as things stand."""
        return Hello(
            party=self._ends.own,
            epoch=self._epoch,
            run=self._ends.run,
            held=dict(held),
            heads=dict(heads),
            exercise=self._ends.exercise,
            version=self._ends.version,
            recovering=self._recovering,
        )

    def find_refusal(
        self, hello: Hello, ch: Channel, channels: Channels, *, heard_after_s: float, held: Heads
    ) -> HelloRefused | None:
        """Why the peer's hello is not taken; None where it is.

        Args:
            hello: authenticated.
            ch: over which it came.
            channels: all that stand.
            heard_after_s: a run last heard before this no longer speaks.
            held: what we hold of the peer's chains.
        """
        others = channels.speakers(besides=ch)
        live = {other.run or "" for other in others if other.heard_s > heard_after_s and not other.closing}
        reason = find_refusal(hello, seen=self._seen, live_runs=live, exercise=self._ends.exercise)
        if reason is None:
            return None
        highest = max(hello.epoch, self._seen.epoch) if self._seen else hello.epoch
        return HelloRefused(reason=reason, highest_epoch=highest, held=dict(held))

    def see(self, hello: Hello) -> SawEpoch | None:
        """A hello that is taken; what must be made durable before it is answered."""
        run = Run(hello.epoch, hello.run)
        if run == self._seen and self.is_seen_kept:
            return None
        self._seen, self.is_seen_kept = run, False
        return SawEpoch(*run)

    def keep(self, run: Run) -> bool:
        """A run is durable; True where it is the one that waited for it."""
        if run != self._seen or self.is_seen_kept:
            return False
        self.is_seen_kept = True
        return True

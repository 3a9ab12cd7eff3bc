"""Ordinary work's share of a node's loop: a stop finds the loop at rest most of the time.

A backlog could keep the loop, the store's writer and the other end busy without end, and a stop would wait at each of
them for its turn, and for a processor. With a rest after each slice of work somebody is nearly always free. What comes
alone is not delayed: it has a slice before it, and the rest comes behind it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Final

SLICE_S: Final = 0.0004
"""Of the loop's time, taken by ordinary work at once, all lines and tasks together: a message or two."""
SHARE: Final = 1 / 3
"""Of the time, taken by ordinary work at most."""
LONGEST_REST_S: Final = 0.02
"""Also after something that took long, or a machine that stood still meanwhile."""


class Pace:
    """Owned by the node's loop; all that is ordinary goes by it."""

    def __init__(self, now_s: Callable[[], float] = time.monotonic) -> None:
        """Nothing was done yet.

        Args:
            now_s: monotonic.
        """
        self.now_s = now_s
        self._spent_s = 0.0
        self._rest_until_s = float("-inf")

    def spend(self, seconds: float) -> None:
        """So long ordinary work has had the loop."""
        self._spent_s += seconds
        if self._spent_s >= SLICE_S:
            self._rest_until_s = self.now_s() + min(self._spent_s * (1 / SHARE - 1), LONGEST_REST_S)
            self._spent_s = 0.0

    def find_rest_s(self) -> float:
        """How long nothing ordinary is to be begun; 0 where it may be."""
        return max(0.0, self._rest_until_s - self.now_s())

    async def rest(self) -> None:
        """Wait until something ordinary may be begun."""
        while rest_s := self.find_rest_s():
            await asyncio.sleep(rest_s)


class Turns:
    """A task's part in that share."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._begun_s = pace.now_s()

    def begin(self) -> None:
        """What passed since the last turn was no work."""
        self._begun_s = self._pace.now_s()

    def end(self) -> bool:
        """Something was done; whether ordinary work is to rest now."""
        begun_s = self._begun_s
        self.begin()
        self._pace.spend(self._begun_s - begun_s)
        return self._pace.find_rest_s() > 0

    async def pass_on(self) -> bool:
        """Something was done: rest if it is time to; whether it was."""
        if not self.end():
            return False
        await self._pace.rest()
        self.begin()
        return True

"""What became of transactions, on its way from the writer's thread to the callers, in order.

Guarantees: each is told once and in order, in the place of delivery; a loop there is kept for a slice of time only. Who
cannot wait for the loop to come round stands still for a moment and is told at once.
Assumptions: `count_in`, `wait` and what is delivered run in one thread, the callers'; `add` in the writer's.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Sequence
from threading import Condition
from typing import Final

from tansiq.base.errors import StoreFailed
from tansiq.store.contract import Deliver, Done

SLICE_S: Final = 0.0002
"""Of the callers' loop, taken at once by those who are told."""
SLOW_S: Final = 0.02
"""After a disk did not answer in the time that somebody stood still for it, nobody does so again for so long."""

Outcome = tuple[Done, StoreFailed | None]

_log = logging.getLogger(__name__)


class Outcomes:
    """Of all transactions that are told in one place."""

    def __init__(self, deliver: Deliver) -> None:
        """Nothing is under way.

        Args:
            deliver: runs a function in the callers' thread.
        """
        self._deliver = deliver
        self._changed = Condition()
        """Its lock owns what is written by both threads: `_settled`, `_is_awaited`, `_is_announced`."""
        self._untold: deque[Outcome] = deque()
        self._submitted = self._settled = 0
        self._is_awaited = self._is_announced = False
        self._not_before_s = float("-inf")

    def count_in(self) -> None:
        """One more is on its way to the writer."""
        self._submitted += 1

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """These are settled."""
        with self._changed:
            self._untold.extend(outcomes)
            self._settled += len(outcomes)
            if self._is_awaited:
                self._changed.notify()
        self._announce()

    def wait(self, limit_s: float) -> None:
        """See `contract.Store.wait`; as long again as it took, and longer on a slow disk, nobody stands still."""
        begun_s = time.monotonic()
        if begun_s < self._not_before_s:
            return
        with self._changed:
            self._is_awaited = True
            is_settled = self._changed.wait_for(lambda: self._settled >= self._submitted, limit_s)
            self._is_awaited = False
        now_s = time.monotonic()
        self._not_before_s = now_s + (now_s - begun_s if is_settled else SLOW_S)
        # Who failed has more to do than fits in here, and is told by the loop as ever.
        while self._untold and self._untold[0][1] is None:
            tell(self._untold.popleft())
        self._announce()

    def _announce(self) -> None:
        with self._changed:
            if not self._untold or self._is_awaited or self._is_announced:
                return
            self._is_announced = True
        try:
            self._deliver(self._tell_some)
        except Exception as error:
            # A loop that has ended takes nothing more, and with it went everyone who could be told.
            _log.warning("nobody left to tell of %d transactions: %s", len(self._untold), error)

    def _tell_some(self) -> None:
        until_s = time.monotonic() + SLICE_S
        while self._untold:
            tell(self._untold.popleft())
            if time.monotonic() >= until_s:
                break
        with self._changed:
            self._is_announced = False
        self._announce()


def tell(outcome: Outcome) -> None:
    """Call whom it concerns."""
    done, error = outcome
    try:
        done(error)
    except Exception:
        # One faulty callback must not keep the others from hearing, nor end the writer.
        _log.exception("a callback of the store raised")

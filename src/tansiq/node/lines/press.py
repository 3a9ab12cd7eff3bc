"""Whether ordinary work stands aside: from when something urgent is seen until it is durable and the peers have it.

On a machine with few cores, and with one interpreter for the loop and the store's writer, whatever else goes on makes
a stop late. Ordinary work waits for some milliseconds only, and then has as long again for itself: a full disk, a dead
line or one stop after the other cannot keep it from going on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

PRESSED_S: Final = 0.05
"""So long at most ordinary work stands aside; then it is left alone for as long."""
SEEN_S: Final = 0.003
"""After something urgent was seen, before anybody could say that it is under way."""

STAND_STILL_S: Final = 0.002
"""So long at most the loop does nothing but wait for the disk, once a stop is decided and in the picture."""


class Press:
    """Owned by the node's loop."""

    def __init__(self, is_under_way: Callable[[], bool], now_s: Callable[[], float]) -> None:
        """Nothing is pressing.

        Args:
            is_under_way: whether something urgent is not durable yet, or not with the peers.
            now_s: monotonic.
        """
        self._is_under_way = is_under_way
        self._now_s = now_s
        self._seen_until_s = self._until_s = self._rest_until_s = float("-inf")

    def come(self) -> None:
        """Something urgent was seen, or got further."""
        now_s = self._now_s()
        if self._until_s <= now_s < self._rest_until_s:
            return
        if self._until_s <= now_s:
            self._until_s, self._rest_until_s = now_s + PRESSED_S, now_s + 2 * PRESSED_S
        self._seen_until_s = now_s + SEEN_S

    def is_on(self) -> bool:
        """Whether ordinary work stands aside now."""
        now_s = self._now_s()
        if now_s >= self._until_s:
            return False
        if now_s < self._seen_until_s or self._is_under_way():
            return True
        self._until_s = self._rest_until_s = float("-inf")
        return False

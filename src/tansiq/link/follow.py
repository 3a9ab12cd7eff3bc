"""How long to wait before a connection is tried again."""

from __future__ import annotations

from collections.abc import Callable


class Backoff:
    """Doubling waits with jitter, so that many nodes cut at one instant do not all come back at one instant."""

    def __init__(self, *, first_s: float, longest_s: float, random: Callable[[], float]) -> None:
        self._first_s = first_s
        self._longest_s = longest_s
        self._random = random
        self._next_s = first_s

    def next_delay_s(self) -> float:
        """The wait before the next try: between half of and the whole present step, which then doubles."""
        step_s = self._next_s
        self._next_s = min(2 * step_s, self._longest_s)
        return step_s * (0.5 + 0.5 * self._random())

    def reset(self) -> None:
        """A conversation stood: begin with the shortest wait again."""
        self._next_s = self._first_s

"""A machine's answer leaves a fixed time after its question came, so that its delay tells nothing of what was found.

Only the ordinary chain waits, and in its order; nothing urgent ever does. The answer is durable before it waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from tansiq.base.ids import PartyId
from tansiq.ledger.envelope import Chain, Envelope
from tansiq.node.kernel import MACHINE

PAD_S: Final = 0.3
"""Longer than judging any one item takes."""
_ASKS: Final = frozenset({"notify", "amend"})

Send = Callable[[], None]
Later = Callable[[float, Send], object]
"""Calls a function after so many seconds, such as an event loop's ``call_later``."""


@dataclass(slots=True)
class _Queue:
    asked_s: float = float("-inf")
    waiting: deque[Send] = field(default_factory=deque)


class Padding:
    """Holds back what is to be sent, line by line. Owned by the node's loop."""

    def __init__(self, *, now_s: Callable[[], float], later: Later, pad_s: float = PAD_S) -> None:
        self._now_s = now_s
        self._later = later
        self._pad_s = pad_s
        self._queues: dict[PartyId, _Queue] = {}

    def hear(self, peer: PartyId, envelope: Envelope) -> None:
        """A message came; where it asks something, its answer is due a fixed time from now."""
        if envelope.kind in _ASKS:
            self._queue(peer).asked_s = self._now_s()

    def send(self, peer: PartyId, envelope: Envelope, send: Send) -> None:
        """Send now, or when the answer before it may leave."""
        queue = self._queue(peer)
        is_answer = envelope.kind == "answer" and envelope.author == MACHINE
        wait_s = queue.asked_s + self._pad_s - self._now_s() if is_answer else 0.0
        if envelope.chain is Chain.URGENT or (wait_s <= 0 and not queue.waiting):
            send()
            return
        queue.waiting.append(send)
        if len(queue.waiting) == 1:
            self._later(wait_s, lambda: self._release(queue))

    def is_waiting(self, peer: PartyId) -> bool:
        """Whether something to this peer is held back."""
        return bool(self._queue(peer).waiting)

    def _release(self, queue: _Queue) -> None:
        while queue.waiting:
            queue.waiting.popleft()()

    def _queue(self, peer: PartyId) -> _Queue:
        return self._queues.setdefault(peer, _Queue())


def no_padding() -> Padding:
    """For simulation: everything leaves at once."""
    return Padding(now_s=lambda: 0.0, later=lambda _, send: send(), pad_s=0.0)

"""One own chain on its way to the peer: a small window of loaded envelopes, and where to read on."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

import msgspec

from tansiq.base.units import KIB
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain, parse_sealed
from tansiq.ledger.errors import Malformed
from tansiq.link.events import Alarm, Confirmed, Entry, LoadOwn

BULK_UNSENT_BYTES: Final = 16 * KIB
"""Ordinary bytes that may wait unsent in a socket, so that nothing urgent waits behind them."""
IN_FLIGHT_BYTES: Final = 512 * KIB
"""Sent and not receipted: a peer that is slow to store is not flooded, so that an urgent message gets through."""
WINDOW_BYTES: Final = 256 * KIB
"""Loaded ahead of sending."""


def is_room(size_bytes: int, room_bytes: int) -> bool:
    """Whether bulk of this size may go; one longer than the limit goes alone, once the socket is empty."""
    return size_bytes <= room_bytes or room_bytes >= BULK_UNSENT_BYTES


class _ChainOnly(msgspec.Struct):
    chain: Chain


_chain_only = msgspec.json.Decoder(_ChainOnly)


def is_urgent(raw: bytes) -> bool:
    """Whether to hand a message over before others: it says that it is urgent, or cannot be read."""
    try:
        return _chain_only.decode(parse_sealed(raw).payload).chain is Chain.URGENT
    except (Malformed, msgspec.DecodeError, UnicodeDecodeError):
        return True


def take_part(entries: Sequence[Entry], limit_bytes: int) -> tuple[bytes, ...]:
    """The first entries, as many as fit; one at least where there is one."""
    taken: list[bytes] = []
    size_bytes = 0
    for _, raw in entries:
        size_bytes += len(raw)
        if taken and size_bytes > limit_bytes:
            break
        taken.append(raw)
    return tuple(taken)


class Outbox:
    """Hands out one chain's envelopes in serial order from any position, and says what must be loaded for that.

    Guarantees: never a serial twice without `rewind`, never one left out, at most one load under way.
    """

    def __init__(self, chain: Chain, *, head: Head, confirmed: Head) -> None:
        self.head = head
        """Last durable envelope."""
        self.confirmed = confirmed
        """Highest receipt."""
        self._chain = chain
        self._position = confirmed.serial
        self._next = confirmed.serial + 1
        self._window: deque[Entry] = deque()
        self._window_bytes = 0
        self._in_flight: deque[tuple[int, int]] = deque()  # serial, bytes
        self._in_flight_bytes = 0
        self._loading = False
        self._dry = False

    @property
    def _tail(self) -> int:
        return self._next + len(self._window) - 1

    def append(self, head: Head, raw: bytes | None) -> None:
        """The chain grew; the bytes are kept where they follow what is loaded already."""
        self.head = head
        self._dry = False
        if raw is not None and head.serial == self._tail + 1 and self._window_bytes < WINDOW_BYTES:
            self._window.append((head.serial, raw))
            self._window_bytes += len(raw)

    def take_position(self, held_serial: int) -> None:
        """A new conversation: the peer says what it holds, even if that is less than it once confirmed."""
        self._position = held_serial
        self._move(held_serial)

    def rewind(self, after: int | None = None) -> None:
        """Send again from the serial after this one, never forward; None: from the last known position of the peer."""
        self._move(min(self._position if after is None else after, self._next - 1))

    def _move(self, after: int) -> None:
        if after + 1 != self._next:
            self._next = after + 1
            self._window.clear()
            self._window_bytes = 0
            self._in_flight.clear()
            self._in_flight_bytes = 0

    def confirm(self, head: Head) -> bool:
        """The peer's receipt; True where it goes further than any before. What it covers is not sent any more."""
        self._position = max(self._position, head.serial)
        while self._window and self._next <= head.serial:
            self.pop()
        while self._in_flight and self._in_flight[0][0] <= head.serial:
            self._in_flight_bytes -= self._in_flight.popleft()[1]
        self._next = max(self._next, head.serial + 1)
        if head.serial <= self.confirmed.serial:
            return False
        self.confirmed = head
        return True

    def hear_receipt(self, head: Head, raw: bytes) -> Confirmed | Alarm | None:
        """What the host is told of a receipt of the peer's; one that it knows is the furthest again says nothing.

        Args:
            head: what the receipt names.
            raw: the signed frame.
        """
        facts: dict[str, str | int] = {"chain": str(self._chain), "serial": head.serial, "hash": head.hash}
        if head.serial > self.head.serial:
            return Alarm("receipt_beyond_head", facts, raw)
        if self.head.serial == head.serial != 0 and self.head != head:
            return Alarm("own_chain_differs", facts, raw)
        if self.confirm(head) or (head.serial and head != self.confirmed):
            return Confirmed(self._chain, head, raw)
        return None

    def find_next(self) -> bytes | None:
        """The next envelope, left where it is; None where none is loaded, or too much of ordinary in flight."""
        if not self._window or (self._chain is Chain.ORDINARY and self._in_flight_bytes >= IN_FLIGHT_BYTES):
            return None
        return self._window[0][1]

    def pop(self) -> bytes:
        """Take the next envelope."""
        serial, raw = self._window.popleft()
        self._next = serial + 1
        self._window_bytes -= len(raw)
        self._in_flight.append((serial, len(raw)))
        self._in_flight_bytes += len(raw)
        return raw

    def find_load(self) -> LoadOwn | None:
        """What to load now, if anything; counts as under way until `load`."""
        if self._loading or self._dry or self._tail >= self.head.serial or self._window_bytes > WINDOW_BYTES // 2:
            return None
        self._loading = True
        return LoadOwn(self._chain, after=self._tail, limit_bytes=WINDOW_BYTES)

    def is_at_end(self) -> bool:
        """Whether everything signed was handed out."""
        return self._next > self.head.serial

    def load(self, entries: Sequence[Entry]) -> None:
        """Loaded envelopes; those that do not follow the window (it was moved meanwhile) are left aside."""
        self._loading = False
        self._dry = not entries
        for serial, raw in entries:
            if serial == self._tail + 1:
                self._window.append((serial, raw))
                self._window_bytes += len(raw)

    def retry(self) -> None:
        """A load that gave nothing may be asked for again."""
        self._dry = False

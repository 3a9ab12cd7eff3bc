"""What is decided for a line and not signed yet: in which order it will be signed.

A message takes its serial when it is signed, and what is signed is never put in another order (rule 2). So no more is
signed than the line carries in a moment; the rest waits here, durable, and the most pressing goes first. Within a
thread, which is all that names one item or another common thing, nothing overtakes: an answer does not leave before the
doubt that was decided before it. The peer cannot tell such an order from one in which the threads were decided so.
"""

from __future__ import annotations

import heapq
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final

from tansiq.base.ids import MessageId
from tansiq.coordination.entry import Entry
from tansiq.coordination.picture import Picture
from tansiq.coordination.statements import KeyChange
from tansiq.ledger.envelope import Chain, Precedence
from tansiq.wire.local import encode_any

_RANK: Final = {precedence.value: rank for rank, precedence in enumerate(Precedence, start=1)}
_KEY_RANK: Final = 0
"""A key comes before everything that it signs."""
_NAMES: Final = re.compile(rb"[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

Threads = frozenset[str]


def threads_of(entry: Entry, picture: Picture) -> Threads:
    """Everything that a message names by id or hash; a revision counts as its item, which has the later ones too."""
    _, _, body = encode_any(entry.statement)
    names = {name.decode() for name in _NAMES.findall(body)}
    items = [picture.revisions[name].item.id for name in names if name in picture.revisions]
    return frozenset([*names, *items, str(entry.content)])


class Waiting:
    """Messages of one line in the order of their decision, given out in the order of their signing."""

    def __init__(self, entries: Iterable[tuple[Entry, Threads]] = ()) -> None:
        self._next = 0
        self._entries: dict[int, tuple[Entry, Threads]] = {}
        self._urgent: deque[int] = deque()
        self._threads: dict[str, deque[int]] = {}
        self._first: list[tuple[int, int]] = []
        """Heap of rank and place: those with nothing of their threads before them."""
        for entry, threads in entries:
            self.append(entry, threads)

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter([entry for entry, _ in self._entries.values()])

    @property
    def ordinary_count(self) -> int:
        """How many wait for the ordinary chain."""
        return len(self._entries) - len(self._urgent)

    def count(self, chain: Chain) -> int:
        """How many wait for a chain."""
        return len(self._urgent) if chain is Chain.URGENT else self.ordinary_count

    def append(self, entry: Entry, threads: Threads) -> None:
        """One more was decided."""
        place, self._next = self._next, self._next + 1
        self._entries[place] = (entry, threads)
        if entry.sent is not None and Chain(entry.sent.chain) is Chain.URGENT:
            self._urgent.append(place)
            return
        for name in threads:
            self._threads.setdefault(name, deque()).append(place)
        self._offer(place)

    def cut(self, count: int) -> None:
        """Only the first so many were decided after all."""
        if count < len(self._entries):
            self.__init__(list(self._entries.values())[:count])  # type: ignore[misc]

    def discard(self, message: MessageId) -> None:
        """One has been signed already, as the peer tells."""
        if any(entry.sent is not None and entry.sent.id == message for entry in self):
            rest = [row for row in self._entries.values() if row[0].sent is None or row[0].sent.id != message]
            self.__init__(rest)  # type: ignore[misc]

    def take_urgent(self) -> list[Entry]:
        """All of the urgent chain, in order: they wait for nothing."""
        places, self._urgent = self._urgent, deque()
        return [self._entries.pop(place)[0] for place in places]

    def pop(self) -> Entry | None:
        """The next of the ordinary chain: the most pressing, then the earliest, of those that nothing holds back."""
        if not self._first:
            return None
        _, place = heapq.heappop(self._first)
        entry, threads = self._entries.pop(place)
        for name in threads:
            thread = self._threads[name]
            thread.popleft()
            if thread:
                self._offer(thread[0])
            else:
                del self._threads[name]
        return entry

    def _offer(self, place: int) -> None:
        entry, threads = self._entries[place]
        if all(self._threads[name][0] == place for name in threads):
            heapq.heappush(self._first, (_rank(entry), place))


def _rank(entry: Entry) -> int:
    if isinstance(entry.statement, KeyChange) or entry.sent is None:
        return _KEY_RANK
    return _RANK[entry.sent.precedence]

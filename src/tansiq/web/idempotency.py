"""The same write again is the same answer again, and changes nothing.

A decision's answer is durable with the decision. While the first is under way the second waits for it. What holds a
secret, or is no single decision, is remembered in memory only, for the last `MOST_REMEMBERED` writes. Refusals are not
kept: what was refused may be tried again under the same id. Owned by the node's loop.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import ClassVar, Final

from tansiq.base.errors import Stale
from tansiq.store.contract import Reads
from tansiq.web.ask import Order, Reply, read_answer

MOST_REMEMBERED: Final = 1000


class IdTaken(Stale):
    """The id belongs to another write."""

    code: ClassVar[str] = "id_taken"

    def default_advice(self) -> str:
        """What to do."""
        return "Give every write a fresh version-4 UUID; only the very same write is sent again under its id."


class Answers:
    """Answers by the client's id."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Event] = {}
        self._remembered: OrderedDict[str, tuple[Order, Reply]] = OrderedDict()

    async def once(self, order: Order, reads: Reads | None, act: Callable[[], Awaitable[Reply]]) -> Reply:
        """Do it, unless it was done.

        Args:
            order: what makes it the same write.
            reads: where answers are kept; None: in memory only.
            act: does it.

        Raises:
            IdTaken: another officer's, or another route's; and what ``act`` raises.
        """
        while (first := self._under_way.get(order.id)) is not None:
            await first.wait()
        known = self._find(order, reads)
        if known is not None:
            return known
        done = self._under_way[order.id] = asyncio.Event()
        try:
            reply = await act()
            self._remember(order, reply)
            return reply
        finally:
            del self._under_way[order.id]
            done.set()

    def _find(self, order: Order, reads: Reads | None) -> Reply | None:
        remembered = self._remembered.get(order.id)
        if remembered is not None:
            return _check_same(order, *remembered)
        row = None if reads is None else reads.find_answer(order.id)
        if row is None:
            return None
        place, reply = read_answer(row)
        return _check_same(order, Order(row.client_id, row.officer, place), reply)

    def _remember(self, order: Order, reply: Reply) -> None:
        self._remembered[order.id] = (order, reply)
        while len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)


def _check_same(order: Order, known: Order, reply: Reply) -> Reply:
    if order != known:
        raise IdTaken(f"the id {order.id} was given to another write", where="id")
    return reply

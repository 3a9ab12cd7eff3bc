"""Every state that each movement was in, as the record has it: for the history that an item shows.

Read from the record at the start and kept up by what becomes durable. Owned by the node's loop.
"""

from __future__ import annotations

from collections import defaultdict

from tansiq.base.ids import ItemId
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalStanding
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Kernel

_KIND = "local.standing"
_PAGE = 2000


class Standings:
    """By item: number of the entry, instant and standing, oldest first."""

    def __init__(self, kernel: Kernel) -> None:
        self._found: dict[ItemId, list[tuple[int, int, LocalStanding]]] = defaultdict(list)
        after = 0
        while rows := kernel.store.record(after, _PAGE, (_KIND,)):
            self._take(tuple(to_entry(row, kernel.store) for row in rows))
            after = rows[-1].number
        kernel.watch(self._take)

    def of(self, item: ItemId) -> tuple[tuple[int, int, LocalStanding], ...]:
        """The history of one item."""
        return tuple(self._found.get(item, ()))

    def _take(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry.statement, LocalStanding):
                self._found[entry.statement.item].append((entry.number, entry.at_ms, entry.statement))

"""What was known at an earlier instant: the record folded up to it, for the page and for `tansiq replay` alike.

The record's order is what counts: everything numbered before an entry was known when that entry was. So the picture at
an instant holds every entry up to the last one that this node had by then, also where its clock was set back meanwhile.

Folding the whole record for each look would be slow, so copies of the picture are kept on the way. Rows are values that
do not change, and a copy shares them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination.entry import Entry
from tansiq.coordination.fold import fold
from tansiq.coordination.holds import Hold, HoldCode
from tansiq.coordination.noted import LocalHold
from tansiq.coordination.picture import Picture
from tansiq.node.keeping.rows import to_entry
from tansiq.store.contract import Reads

_PAGE: Final = 1000
_MOST_COPIES: Final = 32


@dataclass(frozen=True, slots=True)
class Past:
    """The picture as it was."""

    at_ms: int
    number: int
    """Of the last entry that was known; 0 where none was."""
    picture: Picture

    def find_holds(self, item: ItemId) -> tuple[Hold, ...] | None:
        """What held a movement's current revision, as this node recorded it; None where it had not judged it yet."""
        standing, state = self.picture.standings.get(item), self.picture.items.get(item)
        if standing is None or state is None or standing.revision != state.current:
            return None
        return tuple(to_hold(kept) for kept in standing.holds)


class PastReader:
    """Reads the past of one record. Any thread may ask; one at a time is served."""

    def __init__(self, own: PartyId, reads: Reads) -> None:
        self._own, self._reads = own, reads
        self._copies: dict[int, Picture] = {}
        """By the number of the last entry folded. Owned by whoever holds the lock, like `_step`."""
        self._step = _PAGE
        self._lock = threading.Lock()

    def read(self, at_ms: int) -> Past:
        """The picture as this node knew it at an instant."""
        with self._lock:
            return self._fold(at_ms, self.find_number(at_ms))

    def find_number(self, at_ms: int) -> int:
        """Number of the last entry that this node had by then; 0 where it had none."""
        last = self._reads.record_count()
        # Almost always the clock only went forward, and then the end is found at once.
        while last:
            first = max(0, last - _PAGE)
            known = [row.number for row in self._reads.record(first, last - first) if row.at_ms <= at_ms]
            if known:
                return known[-1]
            last = first
        return 0

    def _fold(self, at_ms: int, number: int) -> Past:
        start = max((known for known in self._copies if known <= number), default=0)
        picture = copy_picture(self._copies[start]) if start else Picture(self._own)
        for entry in self._entries(start, number):
            fold(picture, entry)
            picture.commit()
            if entry.number % self._step == 0 and entry.number not in self._copies:
                self._keep(entry.number, picture)
        return Past(at_ms, number, picture)

    def _entries(self, after: int, last: int) -> Iterator[Entry]:
        while after < last:
            for row in self._reads.record(after, min(_PAGE, last - after)):
                yield to_entry(row, self._reads)
                after = row.number

    def _keep(self, number: int, picture: Picture) -> None:
        """Keep a copy; with too many of them every second one goes."""
        self._copies[number] = copy_picture(picture)
        if len(self._copies) > _MOST_COPIES:
            self._step *= 2
            self._copies = {known: kept for known, kept in self._copies.items() if known % self._step == 0}


def copy_picture(picture: Picture) -> Picture:
    """A picture of its own with the same rows."""
    made = Picture(picture.own)
    made.load_all((table, key, row) for table, rows in picture.tables() for key, row in rows.items())
    return made


def to_hold(kept: LocalHold) -> Hold:
    """A hold as it was recorded."""
    item = dict(kept.facts).get("item")
    return Hold(
        HoldCode(kept.code), kept.party, kept.article, kept.turn, kept.facts, None if item is None else ItemId(item)
    )

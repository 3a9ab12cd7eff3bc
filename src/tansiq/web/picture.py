"""Whether the stored picture is the one that the record makes."""

from __future__ import annotations

import asyncio

import msgspec

from tansiq.base.ids import PartyId
from tansiq.coordination.fold import fold
from tansiq.coordination.picture import TABLES, Picture
from tansiq.node.keeping.rows import iterate_record, to_changes
from tansiq.store.contract import Reads
from tansiq.web.ask import Ask
from tansiq.wire.http import Form

Rows = dict[tuple[str, str], bytes]


class RowName(msgspec.Struct, frozen=True):
    """One row of the picture."""

    table: str
    key: str


class PictureCheckView(msgspec.Struct, frozen=True):
    """The comparison, over this many entries."""

    equal: bool
    first_difference: RowName | None
    entries: int


async def check_picture(ask: Ask[Form]) -> PictureCheckView:
    """Fold the whole record anew and compare every row with the stored picture (I5)."""
    return await asyncio.to_thread(compare_picture, ask.node.party, ask.node.store)


def compare_picture(own: PartyId, reads: Reads) -> PictureCheckView:
    """Compare what the record makes with what is stored, both from one moment."""
    while True:
        count = reads.record_count()
        stored: Rows = {(table, key): value for table, key, value in reads.picture_rows()}
        if reads.record_count() == count:
            break
    made = _rebuild(own, reads, count)
    differing = sorted(name for name in {*stored, *made} if stored.get(name) != made.get(name))
    first = RowName(*differing[0]) if differing else None
    return PictureCheckView(not differing, first, count)


def _rebuild(own: PartyId, reads: Reads, last: int) -> Rows:
    picture = Picture(own)
    for entry in iterate_record(reads):
        if entry.number > last:
            break
        fold(picture, entry)
        picture.commit()
    rows = {(table, key): row for table in TABLES for key, row in getattr(picture, table).items()}
    return {(change.table, change.key): change.value or b"" for change in to_changes(rows)}

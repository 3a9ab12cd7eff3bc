"""The picture as it was known at an instant; whether the stored one is the one that the record makes."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import msgspec

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.ids import PartyId
from tansiq.coordination.fold import fold
from tansiq.coordination.picture import TABLES, Picture
from tansiq.node.keeping.rows import iterate_record, to_changes
from tansiq.store.contract import Reads
from tansiq.web.agreements import AgreementView, list_agreements
from tansiq.web.alerts import AlertView, list_alerts
from tansiq.web.ask import Ask
from tansiq.web.ceases import CeaseView, list_ceases
from tansiq.web.views import ItemView, show_item
from tansiq.wire.http import Form

_AT_A_TIME = 50
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


class PictureView(msgspec.Struct, frozen=True, kw_only=True):
    """What this node knew at an instant."""

    known_at: str
    number: int
    """Of the last entry of the record that was known."""
    items: tuple[ItemView, ...]
    ceases: tuple[CeaseView, ...]
    alerts: tuple[AlertView, ...]
    agreements: tuple[AgreementView, ...]


async def show_picture(ask: Ask[Form]) -> PictureView:
    """The whole picture as this node knew it at an instant; without one, as it is now."""
    wanted = ask.query.get("known_at")
    at_ms = parse_instant(wanted, where="query.known_at") if wanted else ask.now_ms
    past = await asyncio.to_thread(ask.reader.read, min(at_ms, ask.now_ms))
    then = replace(ask, past=past)
    items: list[ItemView] = []
    for place, state in enumerate(past.picture.items.values()):
        items.append(show_item(then, state))
        if place % _AT_A_TIME == _AT_A_TIME - 1:
            await asyncio.sleep(0)
    return PictureView(
        known_at=write_instant(past.at_ms),
        number=past.number,
        items=tuple(sorted(items, key=lambda view: (view.start, view.item))),
        ceases=tuple(list_ceases(then)),
        alerts=tuple(list_alerts(then)),
        agreements=tuple(list_agreements(then)),
    )


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

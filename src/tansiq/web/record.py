"""The record as a timeline, waiting for more where asked; the log of a line; real times."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence

import msgspec

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.ids import ItemId
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalAlert, LocalCease
from tansiq.coordination.statements import Cease, Distress
from tansiq.node.keeping.rows import to_entry
from tansiq.node.lines.former import rows_with
from tansiq.store.contract import RecordRow
from tansiq.web.alerts import write_alert
from tansiq.web.ask import Ask, Reply
from tansiq.web.shapes import find_name, show_instant
from tansiq.wire.http import Form
from tansiq.words.amounts import write_time
from tansiq.words.catalogue import shown
from tansiq.words.statements import render_statement

MOST_ENTRIES = 100_000
DEFAULT_ENTRIES = 500
MOST_WAIT_MS = 30_000
NDJSON = "application/x-ndjson"
MOST_SEARCHED = 5_000
"""Entries that one backward reading looks at."""
_BACKWARDS = frozenset({"before", "known_at", "search", "kinds", "party"})
_AT_A_TIME = 200
"""So many entries are rendered before the loop's other work has its turn."""
_REAL_KINDS = ("cease", "distress", "local.cease", "local.alert")


class ReceiptView(msgspec.Struct, frozen=True):
    """The peer's receipt covers the message; receipts themselves carry no instant."""

    at: str | None


class EntryView(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the record."""

    number: int
    at: str
    source: str
    to: str | None
    author: str
    releaser: str | None
    kind: str
    precedence: str | None
    chain: str | None
    serial: int | None
    hash: str | None
    """Of the envelope; null for local entries and for what waits unsigned."""
    message: str | None
    """The message's own id; null for local entries."""
    content: str
    sent: str | None
    answer_by: str | None
    lang: str
    text: str
    """In the asker's language."""
    body: msgspec.Raw
    """As sent."""
    received_receipt: ReceiptView | None
    real_ms: int | None
    """Real time at which it was durable here, ms since 1970; null for entries of an earlier run."""


class RecordView(msgspec.Struct, frozen=True):
    """A stretch of the record."""

    entries: tuple[EntryView, ...]
    last: int
    """Number of the last durable entry there is, or there was by ``known_at``."""
    earlier: int | None = None
    """Reading backwards: give it as ``before`` to read on; null where there is nothing earlier."""


class LatencyView(msgspec.Struct, frozen=True, kw_only=True):
    """Real instants of one cease or alert at this node, ms since 1970."""

    number: int
    kind: str
    code: str | None
    cease: str | None
    item: str | None
    sent_append_real_ms: int | None
    """When our own message was durable here; null for what came from a peer or was raised here."""
    alert_readable_real_ms: int | None
    """When it could be read here."""


async def read_record(ask: Ask[Form]) -> RecordView:
    """Entries of the record after a number, waiting for the first one as long as asked; or backwards, and searched."""
    if not _BACKWARDS.isdisjoint(ask.query):
        return await _read_backwards(ask)
    after = ask.number("after", 0, most=2**53)
    limit = ask.number("limit", DEFAULT_ENTRIES, most=MOST_ENTRIES)
    wait_ms = ask.number("wait_ms", 0, most=MOST_WAIT_MS)
    if wait_ms and ask.node.store.record_count() <= after:
        await ask.node.wait_entries(after, wait_ms)
    rows = ask.node.store.record(after, limit) if limit else ()
    views = [view async for view in _render(ask, rows)]
    return RecordView(tuple(views), ask.node.store.record_count())


async def _read_backwards(ask: Ask[Form]) -> RecordView:
    """The last entries first, of those that are wanted; one request looks at a bounded part of the record."""
    last = ask.node.store.record_count()
    if ask.query.get("known_at"):
        at_ms = parse_instant(ask.query["known_at"], where="query.known_at")
        last = await asyncio.to_thread(ask.reader.find_number, at_ms)
    limit = ask.number("limit", DEFAULT_ENTRIES, most=MOST_SEARCHED)
    before, looked_at, found = min(ask.number("before", last + 1, most=2**53), last + 1), 0, list[EntryView]()
    while before > 1 and len(found) < limit and looked_at < MOST_SEARCHED:
        first = max(0, before - 1 - _AT_A_TIME)
        rows = ask.node.store.record(first, before - 1 - first)
        looked_at += len(rows)
        wanted = [view async for view in _render(ask, _choose(ask, rows)) if _holds_all(view, _words_of(ask))]
        taken = wanted[::-1][: limit - len(found)]
        found.extend(taken)
        before = taken[-1].number if len(found) == limit else first + 1
    return RecordView(tuple(found), last, before if before > 1 else None)


async def _render(ask: Ask[Form], rows: Sequence[RecordRow]) -> AsyncIterator[EntryView]:
    for place, row in enumerate(rows):
        yield show_entry(ask, row)
        if place % _AT_A_TIME == _AT_A_TIME - 1:
            await asyncio.sleep(0)


def _choose(ask: Ask[Form], rows: Sequence[RecordRow]) -> list[RecordRow]:
    """Those of the kinds and the party that were asked for."""
    kinds, party = set(filter(None, ask.query.get("kinds", "").split(","))), ask.query.get("party")
    return [row for row in rows if (not kinds or row.kind in kinds) and (not party or party in {row.source, row.to})]


def _words_of(ask: Ask[Form]) -> tuple[str, ...]:
    return tuple(ask.query.get("search", "").casefold().split())


def _holds_all(view: EntryView, words: tuple[str, ...]) -> bool:
    """Whether an entry holds every word: as rendered, as sent, or in what names it."""
    if not words:
        return True
    named = (view.text, view.kind, view.source, view.to or "", view.author, view.at, view.hash or "", view.content)
    text = "\n".join((*named, bytes(view.body).decode("utf-8", "replace"))).casefold()
    return all(word in text for word in words)


async def export_line(ask: Ask[Form]) -> Reply:
    """Both directions of a line verbatim, with keys and receipts, as lines of JSON; `line` names an earlier one."""
    lines = ask.node.export_log(ask.peer, ask.query.get("line"))
    text = await asyncio.to_thread("".join, lines)
    return Reply(text.encode("utf-8"), media=NDJSON)


async def export_bundle(ask: Ask[Form]) -> Reply:
    """The line's log with both ends' receipts, the peer's clock, what was set aside, forks, false receipts; sealed."""
    lines = ask.node.export_bundle(ask.peer, ask.officer.name, ask.query.get("line"))
    return Reply(await asyncio.to_thread(b"".join, lines), media=NDJSON)


class FormerLineView(msgspec.Struct, frozen=True, kw_only=True):
    """One of the lines that there ever were with a party."""

    line: str
    paired: str
    revoked: str | None
    is_at_work: bool
    """It is the one that messages go over now."""


def list_lines_with(ask: Ask[Form]) -> list[FormerLineView]:
    """Every line that there ever was with a party, the newest first: each has a log and a bundle."""
    at_work = ask.node.lines.by_peer.get(ask.peer)
    return [
        FormerLineView(
            line=row.line,
            paired=write_instant(row.paired_ms),
            revoked=None if row.revoked_ms is None else write_instant(row.revoked_ms),
            is_at_work=at_work is not None and at_work.seat.line == row.line,
        )
        for row in rows_with(ask.node.store, ask.peer)
    ]


def list_latencies(ask: Ask[Form]) -> list[LatencyView]:
    """Real times at which every cease and alert could be read."""
    return list(_latencies(ask))


def _latencies(ask: Ask[Form]) -> Iterator[LatencyView]:
    for row in ask.node.store.record(0, MOST_ENTRIES, _REAL_KINDS):
        said, real_ms = to_entry(row, ask.node.store).statement, ask.node.real_ms(row.number)
        yield LatencyView(
            number=row.number,
            kind=row.kind,
            code=said.code if isinstance(said, LocalAlert) else None,
            cease=said.cease if isinstance(said, Cease | Distress | LocalCease) else None,
            item=said.item if isinstance(said, LocalAlert) else None,
            sent_append_real_ms=real_ms if row.kind in {"cease", "distress"} and row.source == ask.node.party else None,
            alert_readable_real_ms=real_ms,
        )


def show_entry(ask: Ask[Form], row: RecordRow) -> EntryView:
    """One entry in the asker's language."""
    entry = to_entry(row, ask.node.store)
    sent = entry.sent
    return EntryView(
        number=row.number,
        at=write_instant(row.at_ms),
        source=row.source,
        to=row.to,
        author=row.author,
        releaser=row.releaser,
        kind=row.kind,
        precedence=None if sent is None else sent.precedence,
        chain=None if sent is None else sent.chain,
        serial=None if sent is None else sent.serial,
        hash=None if sent is None else sent.hash,
        message=None if sent is None else sent.id,
        content=row.content,
        sent=None if sent is None else write_instant(sent.sent_ms),
        answer_by=None if sent is None else show_instant(sent.answer_by_ms),
        lang=row.lang,
        text=_words(ask, entry),
        body=msgspec.Raw(row.body),
        received_receipt=ReceiptView(None) if ask.node.receipt_of(entry) else None,
        real_ms=ask.node.real_ms(row.number),
    )


def _words(ask: Ask[Form], entry: Entry) -> str:
    return render_statement(
        entry,
        ask.lang,
        lambda party: find_name(ask.node, party),
        items=lambda id_: _name(ask, id_),
        named=lambda id_: _find_named(ask, id_),
    )


def _find_named(ask: Ask[Form], id_: str) -> str | None:
    """What people call the thing behind an id, safe to stand in a line."""
    picture = ask.picture
    if (revision := picture.revisions.get(id_)) is not None:
        return shown(revision.item.name)
    if (agreement := picture.agreements.get(id_)) is not None:
        return shown(agreement.terms.title)
    if (sheet := picture.sheets.get(id_)) is not None:
        return shown(sheet.sheet.title)
    if (cease := picture.ceases.get(id_)) is not None:
        return f"{cease.by} {write_time(cease.at_ms)}"
    if (raised := picture.alerts.get(id_)) is not None:
        return write_alert(ask, raised.alert)
    return None


def _name(ask: Ask[Form], id_: ItemId) -> str | None:
    state = ask.picture.items.get(id_)
    return None if state is None else ask.picture.revisions[state.current].item.name

"""Entries of the record to and from the rows of the store."""

from __future__ import annotations

from collections.abc import Iterable

from tansiq.base.ids import PartyId, Sha256
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.fold import fold
from tansiq.coordination.picture import TABLES, Picture
from tansiq.ledger.envelope import Envelope
from tansiq.store.contract import PictureChange, Reads, RecordRow
from tansiq.wire.local import decode_any, encode_any
from tansiq.wire.values import decode_value, encode_value

OUTBOX = "outbox/"
"""Settings under which a message waits that is decided and durable but not yet signed; then its record number."""
_PAGE = 2000


def to_row(entry: Entry) -> RecordRow:
    """The row of an entry. A message of ours without serial is kept unsigned; see `to_outbox`."""
    kind, version, body = encode_any(entry.statement)
    signed = entry.sent is not None and entry.sent.serial is not None
    return RecordRow(
        number=entry.number,
        at_ms=entry.at_ms,
        source=entry.source,
        to=entry.to,
        author=entry.author,
        releaser=entry.releaser,
        lang=entry.lang,
        kind=kind,
        version=version,
        body=body,
        content=entry.content,
        sent=encode_value(entry.sent, Sent) if signed else None,
    )


def to_outbox(entry: Entry) -> dict[str, bytes | None]:
    """The setting that keeps what an unsigned message's envelope will say."""
    return {f"{OUTBOX}{entry.number}": encode_value(entry.sent, Sent)}


def to_entry(row: RecordRow, reads: Reads) -> Entry:
    """The entry of a row."""
    raw = row.sent
    if raw is None and row.to is not None:
        raw = reads.find_meta(f"{OUTBOX}{row.number}")
    return Entry(
        number=row.number,
        at_ms=row.at_ms,
        source=row.source,
        author=row.author,
        lang=row.lang,
        statement=decode_any(row.kind, row.version, row.body),
        content=row.content,
        to=row.to,
        sent=None if raw is None else decode_value(raw, Sent),
        releaser=row.releaser,
    )


def sent_of(envelope: Envelope, hash_: Sha256) -> Sent:
    """What an entry keeps of an envelope."""
    return Sent(
        line=envelope.line,
        chain=envelope.chain.value,
        id=envelope.id,
        precedence=envelope.precedence.value,
        sent_ms=envelope.sent_ms,
        serial=envelope.serial,
        hash=hash_,
        answer_by_ms=envelope.answer_by_ms,
        in_reply_to=envelope.in_reply_to,
    )


def to_changes(rows: dict[tuple[str, str], object]) -> tuple[PictureChange, ...]:
    """The store's form of changed rows of the picture."""
    return tuple(
        PictureChange(table, key, None if row is None else encode_value(row, TABLES[table]))
        for (table, key), row in rows.items()
    )


def load_picture(own: PartyId, reads: Reads) -> Picture:
    """The picture as it is stored, without reading the record."""
    picture = Picture(own)
    picture.load_all((table, key, decode_value(value, TABLES[table])) for table, key, value in reads.picture_rows())
    return picture


def rebuild_picture(own: PartyId, reads: Reads) -> Picture:
    """The picture folded anew from the whole record (I5)."""
    picture = Picture(own)
    for entry in iterate_record(reads):
        fold(picture, entry)
        picture.commit()
    return picture


def iterate_record(reads: Reads) -> Iterable[Entry]:
    """Every entry of the record in order, page by page."""
    after = 0
    while rows := reads.record(after, _PAGE):
        for row in rows:
            yield to_entry(row, reads)
        after = rows[-1].number

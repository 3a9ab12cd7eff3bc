"""Applies transactions to a connection: one SQLite transaction, one sync, however many are given."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from tansiq.base.errors import StoreFailed
from tansiq.store.contract import SET_ASIDE_KEPT_BYTES, RecordRow, Transaction
from tansiq.store.driver import translate, translate_os
from tansiq.store.errors import StoreContradicted

MOST_ROWS: Final = 32
"""Written by one statement; a power of two, so that few forms of each statement are kept ready."""


def apply(connection: sqlite3.Connection, batch: Sequence[Transaction], *, where: str) -> None:
    """Make all of the batch durable, or nothing of it.

    Raises:
        sqlite3.Error: as the driver says; nothing was kept.
        StoreContradicted: an entry to be signed does not exist; nothing was kept.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        _write_record(connection, batch, where)
        _write_lines(connection, batch)
        _write_state(connection, batch)
        connection.execute("COMMIT")
    except BaseException:
        # After some errors the driver has rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def as_store_failed(error: Exception, where: Path | str) -> StoreFailed:
    """Whatever went wrong while writing, as one of the store's errors."""
    if isinstance(error, StoreFailed):
        return error
    if isinstance(error, sqlite3.Error):
        return translate(error, where)
    if isinstance(error, OSError):
        return translate_os(error, where)
    # A value of a wrong type or size: a fault in the program, which must not end the writing thread.
    return StoreContradicted(f"{type(error).__name__}: {error}", where=str(where))


def check_follows(rows: Iterable[RecordRow], last: int, *, where: str) -> int:
    """The last number after these entries, which must follow the given one without a gap.

    Raises:
        StoreContradicted: they do not.
    """
    for row in rows:
        if row.number != last + 1:
            raise StoreContradicted(f"entry {row.number} was submitted after entry {last}", where=where)
        last = row.number
    return last


def check_whole(transaction: Transaction, *, where: str) -> None:
    """Refuse what the tables would refuse later, when others would fall with it.

    Raises:
        StoreContradicted: more was set aside than may be kept.
    """
    for row in transaction.set_aside:
        if len(row.raw) > SET_ASIDE_KEPT_BYTES:
            raise StoreContradicted(f"{len(row.raw)} bytes set aside, at most {SET_ASIDE_KEPT_BYTES} kept", where=where)


def _write_record(connection: sqlite3.Connection, batch: Sequence[Transaction], where: str) -> None:
    _insert(
        connection,
        "INSERT INTO record VALUES",
        [
            (
                r.number,
                r.at_ms,
                r.source,
                r.to,
                r.author,
                r.releaser,
                r.lang,
                r.kind,
                r.version,
                r.body,
                r.content,
                r.sent,
            )
            for t in batch
            for r in t.record
        ],
    )
    signed = [(row.sent, row.number) for t in batch for row in t.signed]
    if signed:
        changed = connection.executemany("UPDATE record SET sent = ? WHERE number = ?", signed).rowcount
        if changed != len(signed):
            raise StoreContradicted("an entry to be signed is not in the record", where=where)


def _write_lines(connection: sqlite3.Connection, batch: Sequence[Transaction]) -> None:
    _insert(
        connection,
        "INSERT INTO envelopes (line, direction, chain, serial, hash, raw, number) VALUES",
        [(e.line, e.direction, e.chain.value, e.serial, e.hash, e.raw, e.number) for t in batch for e in t.envelopes],
    )
    # Of several receipts for one chain the last covers the others.
    receipts = {(r.line, r.chain.value): r for t in batch for r in t.receipts}
    _insert(
        connection,
        "INSERT OR REPLACE INTO receipts (line, chain, serial, hash, raw) VALUES",
        [(*place, r.serial, r.hash, r.raw) for place, r in receipts.items()],
    )
    _insert(
        connection,
        "INSERT INTO set_aside (hash, line, party, at_ms, size_bytes, reason, raw) VALUES",
        [(s.hash, s.line, s.party, s.at_ms, s.size_bytes, s.reason, s.raw) for t in batch for s in t.set_aside],
        " ON CONFLICT (line, hash) DO NOTHING",
    )
    _insert(
        connection,
        "INSERT INTO forks (line, direction, chain, serial, hash, raw, at_ms) VALUES",
        [(f.line, f.direction, f.chain.value, f.serial, f.hash, f.raw, f.at_ms) for t in batch for f in t.forks],
        " ON CONFLICT (line, direction, chain, serial, hash) DO NOTHING",
    )


def _write_state(connection: sqlite3.Connection, batch: Sequence[Transaction]) -> None:
    # Of several changes to one row in a batch only the last is written: it is all that a reader can ever see.
    picture = {(change.table, change.key): change.value for t in batch for change in t.picture}
    _insert(
        connection,
        "INSERT INTO picture (name, key, value) VALUES",
        [(*place, value) for place, value in picture.items() if value is not None],
        " ON CONFLICT (name, key) DO UPDATE SET value = excluded.value",
    )
    gone = [place for place, value in picture.items() if value is None]
    if gone:
        connection.executemany("DELETE FROM picture WHERE name = ? AND key = ?", gone)
    meta = {key: value for t in batch for key, value in t.meta.items()}
    _insert(
        connection,
        "INSERT INTO meta (key, value) VALUES",
        [(key, value) for key, value in meta.items() if value is not None],
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )
    dropped = [(key,) for key, value in meta.items() if value is None]
    if dropped:
        connection.executemany("DELETE FROM meta WHERE key = ?", dropped)
    _insert(
        connection,
        "INSERT INTO answers (client_id, officer, answer) VALUES",
        [(a.client_id, a.officer, a.answer) for t in batch for a in t.answers],
    )


def _insert(connection: sqlite3.Connection, head: str, rows: Sequence[tuple[object, ...]], tail: str = "") -> None:
    """Rows of one table, many with one statement: each gives the interpreter away, and a busy loop returns it late."""
    at = 0
    while at < len(rows):
        count = min(MOST_ROWS, 1 << (len(rows) - at).bit_length() - 1)
        part = rows[at : at + count]
        connection.execute(_statement(head, len(part[0]), count, tail), [value for row in part for value in row])
        at += count


@cache
def _statement(head: str, columns: int, rows: int, tail: str) -> str:
    row = f"({', '.join('?' * columns)})"
    return f"{head} {', '.join([row] * rows)}{tail}"

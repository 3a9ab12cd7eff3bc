"""Every question that a store answers, in SQL; shared by the store on disk and the one in memory."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tansiq.base.ids import LineId, Sha256
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.store.contract import (
    AnswerRow,
    Direction,
    EnvelopeRow,
    ForkRow,
    Heads,
    ReceiptRow,
    RecordRow,
    SetAsideRow,
)
from tansiq.store.driver import translated

Cells = tuple[Any, ...]
"""A row as the driver gives it; typed right here, at the rim."""

DIRECTIONS: tuple[Direction, ...] = ("out", "in")

_RECORD = (
    "SELECT number, at_ms, source, recipient, author, releaser, lang, kind, version, body, content, sent FROM record"
)
_ENVELOPE = "SELECT line, direction, chain, serial, hash, raw, number FROM envelopes"
_PLACE = "line = ? AND direction = ? AND chain = ?"


class SqlReads(ABC):
    """The read half of the contract over any connection."""

    where: str
    """The store's name, for errors."""

    @abstractmethod
    def reader(self) -> sqlite3.Connection:
        """A connection that the calling thread may read on."""

    def record(self, after: int, limit: int, kinds: tuple[str, ...] | None = None) -> tuple[RecordRow, ...]:
        chosen = "" if kinds is None else f" AND kind IN ({', '.join('?' * len(kinds))})"
        sql = f"{_RECORD} WHERE number > ?{chosen} ORDER BY number LIMIT ?"
        return tuple(RecordRow(*cells) for cells in self._all(sql, after, *(kinds or ()), limit))

    def find_entry(self, number: int) -> RecordRow | None:
        cells = self._one(f"{_RECORD} WHERE number = ?", number)
        return None if cells is None else RecordRow(*cells)

    def record_count(self) -> int:
        # The largest number is the count: the database itself refuses a gap.
        cells = self._one("SELECT coalesce(max(number), 0) FROM record")
        return 0 if cells is None else int(cells[0])

    def unsigned(self) -> tuple[RecordRow, ...]:
        sql = f"{_RECORD} WHERE sent IS NULL AND recipient IS NOT NULL ORDER BY number"
        return tuple(RecordRow(*cells) for cells in self._all(sql))

    def find_envelope(self, line: LineId, direction: Direction, chain: Chain, serial: int) -> EnvelopeRow | None:
        cells = self._one(f"{_ENVELOPE} WHERE {_PLACE} AND serial = ?", line, direction, chain.value, serial)
        return None if cells is None else _envelope(cells)

    def find_envelope_by_hash(self, envelope: Sha256) -> EnvelopeRow | None:
        cells = self._one(f"{_ENVELOPE} WHERE hash = ? ORDER BY id LIMIT 1", envelope)
        return None if cells is None else _envelope(cells)

    def envelopes(
        self, line: LineId, direction: Direction, chain: Chain, *, after: int, limit_bytes: int
    ) -> tuple[EnvelopeRow, ...]:
        sql = f"{_ENVELOPE} WHERE {_PLACE} AND serial > ? ORDER BY serial"
        taken: list[EnvelopeRow] = []
        room_bytes = limit_bytes
        with translated(self.where):
            cursor = self.reader().execute(sql, (line, direction, chain.value, after))
            for cells in cursor:
                row = _envelope(cells)
                if taken and len(row.raw) > room_bytes:
                    break
                taken.append(row)
                room_bytes -= len(row.raw)
            # A cursor left half-read would pin the write-ahead log.
            cursor.close()
        return tuple(taken)

    def heads(self, line: LineId) -> Heads:
        connection = self.reader()
        contiguous: dict[tuple[Direction, Chain], Head] = {}
        beyond: dict[tuple[Direction, Chain], tuple[int, ...]] = {}
        with translated(self.where), _one_moment(connection):
            for direction in DIRECTIONS:
                for chain in Chain:
                    place = (direction, chain)
                    contiguous[place] = _find_head(connection, line, direction, chain)
                    after = contiguous[place].serial
                    sql = f"SELECT serial FROM envelopes WHERE {_PLACE} AND serial > ? ORDER BY serial"
                    rest = connection.execute(sql, (line, direction, chain.value, after)).fetchall()
                    if rest:
                        beyond[place] = tuple(serial for (serial,) in rest)
        return Heads(contiguous, beyond)

    def picture_rows(self) -> Iterator[tuple[str, str, bytes]]:
        # All at once: rows taken slowly from a cursor would pin the write-ahead log.
        return iter(self._all("SELECT name, key, value FROM picture ORDER BY name, key"))

    def find_meta(self, key: str) -> bytes | None:
        cells = self._one("SELECT value FROM meta WHERE key = ?", key)
        return None if cells is None else bytes(cells[0])

    def meta_under(self, prefix: str) -> Mapping[str, bytes]:
        # The characters are compared, not matched as a pattern: a prefix may hold any of them.
        sql = "SELECT key, value FROM meta WHERE key >= ? AND substr(key, 1, ?) = ? ORDER BY key"
        return {key: bytes(value) for key, value in self._all(sql, prefix, len(prefix), prefix)}

    def find_receipt(self, line: LineId, chain: Chain) -> ReceiptRow | None:
        sql = "SELECT serial, hash, raw FROM receipts WHERE line = ? AND chain = ?"
        cells = self._one(sql, line, chain.value)
        return None if cells is None else ReceiptRow(line, chain, *cells)

    def set_aside(self, line: LineId, *, since_ms: int = 0) -> tuple[SetAsideRow, ...]:
        sql = (
            "SELECT hash, line, party, at_ms, size_bytes, reason, raw FROM set_aside"
            " WHERE line = ? AND at_ms >= ? ORDER BY at_ms, id"
        )
        return tuple(SetAsideRow(*cells) for cells in self._all(sql, line, since_ms))

    def set_aside_bytes(self, line: LineId, *, since_ms: int) -> int:
        sql = "SELECT coalesce(sum(length(raw)), 0) FROM set_aside WHERE line = ? AND at_ms >= ?"
        cells = self._one(sql, line, since_ms)
        return 0 if cells is None else int(cells[0])

    def forks(self, line: LineId) -> tuple[ForkRow, ...]:
        sql = "SELECT line, direction, chain, serial, hash, raw, at_ms FROM forks WHERE line = ? ORDER BY id"
        return tuple(
            ForkRow(line, direction, Chain(chain), *rest) for _, direction, chain, *rest in self._all(sql, line)
        )

    def find_answer(self, client_id: str) -> AnswerRow | None:
        cells = self._one("SELECT client_id, officer, answer FROM answers WHERE client_id = ?", client_id)
        return None if cells is None else AnswerRow(*cells)

    def _one(self, sql: str, *values: object) -> Cells | None:
        rows = self._all(sql, *values)
        return rows[0] if rows else None

    def _all(self, sql: str, *values: object) -> list[Cells]:
        with translated(self.where):
            return self.reader().execute(sql, values).fetchall()


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """Let several questions read from one moment."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _find_head(connection: sqlite3.Connection, line: LineId, direction: Direction, chain: Chain) -> Head:
    """The last envelope of a chain that has all the others before it."""
    place = (line, direction, chain.value)
    sql = f"SELECT count(*), coalesce(max(serial), 0) FROM envelopes WHERE {_PLACE}"
    count, last = connection.execute(sql, place).fetchone()
    if count != last:
        sql = (
            f"SELECT coalesce(min(serial), 0) FROM envelopes AS e WHERE {_PLACE} AND NOT EXISTS (SELECT 1"
            " FROM envelopes AS n WHERE n.line = e.line AND n.direction = e.direction AND n.chain = e.chain"
            " AND n.serial = e.serial + 1)"
        )
        (last,) = connection.execute(sql, place).fetchone()
    found = {
        serial: hash_
        for serial, hash_ in connection.execute(
            f"SELECT serial, hash FROM envelopes WHERE {_PLACE} AND serial IN (1, ?)", (*place, last)
        )
    }
    return Head(last, found[last]) if 1 in found else GENESIS


def _envelope(cells: Cells) -> EnvelopeRow:
    line, direction, chain, serial, hash_, raw, number = cells
    return EnvelopeRow(line, direction, Chain(chain), serial, hash_, raw, number)

"""The store of a node's folder: SQLite in write-ahead mode, every commit synced, one writer, a reader a thread.

In the folder: ``record.db`` (with its log beside it while open), ``lock``, ``reserve.bin``, and the copies that were
made before upgrades, ``record.db.before-step-N`` (``.2`` and so on after an upgrade that failed).
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tansiq.base.errors import StoreFailed
from tansiq.base.units import MIB
from tansiq.store import driver
from tansiq.store.contract import Deliver, Done, Health, HealthState, Transaction
from tansiq.store.errors import DiskFull, StoreClosed
from tansiq.store.folder import RESERVE_BYTES, FolderLock, Reserve, copy_record
from tansiq.store.reading import SqlReads
from tansiq.store.schema import Step, load_steps, upgrade
from tansiq.store.writer import Job, Writer
from tansiq.store.writing import check_follows, check_whole

RECORD_FILE: Final = "record.db"
RESERVE_FILE: Final = "reserve.bin"
ROOM_WANTED_BYTES: Final = MIB
"""On a disk that was full, ordinary transactions are worth trying again from this much room on, the reserve apart."""


def run_at_once(told: Callable[[], None]) -> None:
    """Deliver on the writer's own thread."""
    told()


class SqliteStore(SqlReads):
    """`contract.Store` in a folder."""

    def __init__(
        self,
        folder: Path,
        *,
        deliver: Deliver = run_at_once,
        reserve_bytes: int = RESERVE_BYTES,
        limit_bytes: int | None = None,
        steps: Sequence[Step] | None = None,
    ) -> None:
        """Lock the folder, upgrade its record or make one, take the reserve.

        Args:
            folder: exists.
            deliver: runs callbacks where they are wanted.
            reserve_bytes: held back for urgent transactions.
            limit_bytes: the record's largest size, the reserve counted in; None where only the disk limits it.
            steps: of the schema; None for those that this version knows.

        Raises:
            FolderInUse: another process or store has it.
            StoreTooNew: a later version wrote the record.
            StoreFailed: it cannot be opened.
        """
        self._path = folder / RECORD_FILE
        self.where = str(self._path)
        self._deliver = deliver
        self._wanted_bytes = reserve_bytes
        self._limit_bytes = limit_bytes
        self._is_closed = False
        self._readers: list[sqlite3.Connection] = []
        self._readers_lock = threading.Lock()
        """Owns `_readers`; each connection in it belongs to the thread that made it."""
        self._mine = threading.local()
        with ExitStack() as undo, driver.translated(self._path):
            self._lock = FolderLock(folder)
            undo.callback(self._lock.release)
            reserve = Reserve(folder / RESERVE_FILE, reserve_bytes)
            connection = self._open(reserve, load_steps() if steps is None else steps)
            undo.callback(connection.close)
            driver.sync_folder(folder)
            undo.callback(self._close_readers)
            self._last = self.record_count()
            self._writer = Writer(self._path, connection, reserve, limit_bytes, deliver=deliver)
            undo.pop_all()

    def submit(self, transaction: Transaction, done: Done) -> None:
        self._put(transaction, done, is_told_here=self._deliver is run_at_once)

    def wait(self, limit_s: float) -> None:
        self._writer.outcomes.wait(limit_s)

    def commit(self, transaction: Transaction) -> None:
        told = threading.Event()
        outcome: list[StoreFailed | None] = []

        def done(error: StoreFailed | None) -> None:
            outcome.append(error)
            told.set()

        # Told on the writer's thread: the usual place of delivery may be the very loop that waits here.
        self._put(transaction, done, is_told_here=True, is_awaited=True)
        told.wait()
        if outcome[0] is not None:
            raise outcome[0]

    def reopen(self) -> None:
        self._check_open()
        self._writer.reopen()
        self._last = self.record_count()

    def health(self) -> Health:
        with driver.translated(self._path):
            ((page_bytes,), (pages,)) = (self._ask("PRAGMA page_size"), self._ask("PRAGMA page_count"))
        size_bytes = page_bytes * pages
        free_bytes = driver.find_free_bytes(self._path)
        held_bytes = self._writer.reserve_bytes
        state: HealthState = "ok"
        if self._writer.failure is not None:
            state = "fenced"
        elif self._writer.is_full and self._find_room(size_bytes, free_bytes) < ROOM_WANTED_BYTES:
            state = "reserve_only"
        return Health(state=state, size_bytes=size_bytes, free_bytes=free_bytes, reserve_bytes=held_bytes)

    def backup(self, path: Path) -> None:
        with driver.translated(path):
            copy_record(self.reader(), path)

    def close(self) -> None:
        if self._is_closed:
            return
        self._is_closed = True
        # The writer goes last of the connections: it folds the log into the file.
        self._close_readers()
        try:
            self._writer.close()
        finally:
            self._lock.release()

    def reader(self) -> sqlite3.Connection:
        """The calling thread's own connection."""
        self._check_open()
        mine: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if mine is None:
            with driver.translated(self._path):
                mine = driver.connect(self._path, only_reading=True)
            self._mine.connection = mine
            with self._readers_lock:
                self._readers.append(mine)
        return mine

    def _open(self, reserve: Reserve, steps: Sequence[Step]) -> sqlite3.Connection:
        try:
            connection = self._connect(steps)
        except DiskFull:
            # A node must start on a full disk: cease still goes out.
            reserve.free()
            return self._connect(steps)
        reserve.make()
        return connection

    def _connect(self, steps: Sequence[Step]) -> sqlite3.Connection:
        def back_up(reached: int) -> None:
            copy_record(connection, _find_free_name(self._path.with_name(f"{RECORD_FILE}.before-step-{reached + 1}")))

        with driver.translated(self._path):
            connection = driver.connect(self._path)
            try:
                upgrade(connection, steps, where=self.where, back_up=back_up)
            except BaseException:
                connection.close()
                raise
        return connection

    def _put(self, transaction: Transaction, done: Done, *, is_told_here: bool, is_awaited: bool = False) -> None:
        self._check_open()
        check_whole(transaction, where=self.where)
        self._last = check_follows(transaction.record, self._last, where=self.where)
        self._writer.put(Job(transaction, done, is_told_here, is_awaited))

    def _find_room(self, size_bytes: int, free_bytes: int | None) -> int:
        """Bytes that ordinary transactions could use if the reserve were whole."""
        missing_bytes = self._wanted_bytes - self._writer.reserve_bytes
        rooms = [] if free_bytes is None else [free_bytes - missing_bytes]
        if self._limit_bytes is not None:
            rooms.append(self._limit_bytes - self._wanted_bytes - size_bytes)
        return min(rooms, default=ROOM_WANTED_BYTES)

    def _ask(self, sql: str) -> tuple[int]:
        answer: tuple[int] = self.reader().execute(sql).fetchone()
        return answer

    def _check_open(self) -> None:
        if self._is_closed:
            raise StoreClosed("the store is closed", where=self.where)

    def _close_readers(self) -> None:
        with self._readers_lock:
            while self._readers:
                self._readers.pop().close()


def _find_free_name(path: Path) -> Path:
    """The path, or the first of ``path.2``, ``path.3`` … that is free: an upgrade that failed left its copy."""
    tried, name = 1, path
    while name.exists():
        tried += 1
        name = path.with_name(f"{path.name}.{tried}")
    return name

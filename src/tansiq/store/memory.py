"""A store in memory for simulation: durable when told to be, full or broken when told to be, and it can crash.

It keeps its tables in an in-memory database with the same schema, so its triggers refuse what the disk's would. Used
from one thread. Nothing here is for a node in use: what it calls durable ends with the process.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from pathlib import Path

from tansiq.base.errors import StoreFailed
from tansiq.store import driver
from tansiq.store.contract import Done, Health, HealthState, Transaction
from tansiq.store.errors import DiskFull, StoreClosed, StoreFenced
from tansiq.store.folder import copy_record
from tansiq.store.reading import SqlReads
from tansiq.store.schema import load_steps, upgrade
from tansiq.store.writing import apply, as_store_failed, check_follows, check_whole

WHERE = "memory"


class MemoryStore(SqlReads):
    """`contract.Store` whose every moment of durability is chosen by the test.

    Nothing that was submitted is durable, and nobody is told, before `flush`.
    """

    where = WHERE

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute("PRAGMA foreign_keys = ON")
        upgrade(self._connection, load_steps(), where=WHERE, back_up=lambda _: None)
        self._waiting: deque[tuple[Transaction, Done]] = deque()
        self._last = 0
        self._failure: StoreFailed | None = None
        self._next_error: StoreFailed | None = None
        self._is_full = False
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """Transactions submitted and not yet settled."""
        return len(self._waiting)

    def submit(self, transaction: Transaction, done: Done) -> None:
        self._check_open()
        check_whole(transaction, where=WHERE)
        self._last = check_follows(transaction.record, self._last, where=WHERE)
        self._waiting.append((transaction, done))

    def wait(self, limit_s: float) -> None:
        """Nothing: a test says when something is durable."""

    def flush(self, most: int | None = None) -> int:
        """Settle the oldest waiting transactions, one by one, and tell; what callbacks submit waits for the next time.

        Args:
            most: how many at most; None for all that wait now.

        Returns:
            How many were settled, failed ones counted.
        """
        count = len(self._waiting) if most is None else min(most, len(self._waiting))
        outcomes = []
        for _ in range(count):
            transaction, done = self._waiting.popleft()
            outcomes.append((done, self._settle(transaction)))
        for done, error in outcomes:
            done(error)
        return count

    def commit(self, transaction: Transaction) -> None:
        outcome: list[StoreFailed | None] = []
        self.submit(transaction, outcome.append)
        self.flush()
        if outcome[0] is not None:
            raise outcome[0]

    def reopen(self) -> None:
        self._check_open()
        self.flush()
        self._failure = None
        self._last = self.record_count()

    def fill_disk(self) -> None:
        """From now on only urgent transactions, and those that wait before them, find room."""
        self._is_full = True

    def empty_disk(self) -> None:
        """There is room again."""
        self._is_full = False

    def fail_next(self, error: StoreFailed) -> None:
        """Let the next transaction that would be settled fail so."""
        self._next_error = error

    def crash(self) -> None:
        """Lose what is not durable. Nobody is told; the store is as a new process would find it."""
        self._waiting.clear()
        self._failure = None
        self._next_error = None
        self._is_closed = False
        self._last = self.record_count()

    def copy(self) -> MemoryStore:
        """A store of its own with what is durable here: a backup restored, or a clone that runs beside this one."""
        twin = MemoryStore()
        self._connection.backup(twin._connection)
        twin._last = twin.record_count()
        return twin

    def health(self) -> Health:
        state: HealthState = "fenced" if self._failure is not None else "reserve_only" if self._is_full else "ok"
        (pages,) = self._connection.execute("PRAGMA page_count").fetchone()
        (page_bytes,) = self._connection.execute("PRAGMA page_size").fetchone()
        return Health(state=state, size_bytes=pages * page_bytes, free_bytes=None, reserve_bytes=0)

    def backup(self, path: Path) -> None:
        with driver.translated(path):
            copy_record(self._connection, path)

    def close(self) -> None:
        """Settle what waits. The durable content stays, for `crash` to open again or `copy` to take."""
        if not self._is_closed:
            self.flush()
            self._is_closed = True

    def reader(self) -> sqlite3.Connection:
        """The one connection."""
        self._check_open()
        return self._connection

    def _settle(self, transaction: Transaction) -> StoreFailed | None:
        if self._failure is not None:
            return StoreFenced(f"not taken after an earlier failure: {self._failure.message}", where=WHERE)
        error = self._next_error
        self._next_error = None
        if error is None and self._is_full and not self._is_carried(transaction):
            error = DiskFull("the disk has no room", where=WHERE)
        if error is None:
            try:
                apply(self._connection, [transaction], where=WHERE)
            except Exception as caught:
                error = as_store_failed(caught, WHERE)
        self._failure = error
        return error

    def _is_carried(self, transaction: Transaction) -> bool:
        """Whether it is urgent, or stands before an urgent one whose number follows its own."""
        return transaction.urgent or any(later.urgent for later, _ in self._waiting)

    def _check_open(self) -> None:
        if self._is_closed:
            raise StoreClosed("the store is closed", where=WHERE)

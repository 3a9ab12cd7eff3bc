"""The one thread that writes: takes what is queued, makes it durable with one sync, tells the callers.

Purpose: many transactions share the cost of one sync, and nothing else ever writes to the file.
Guarantees: the order of the queue is the order on disk and of the callbacks; after a failure nothing is written until
`Writer.reopen`; on a full disk urgent transactions, and what stands before them, are written out of the reserve.
Assumptions: callbacks are quick. The connection and the reserve belong to the writer's thread once it runs; other
threads read `failure` and `is_full`, which are only ever replaced.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from tansiq.base.errors import StoreFailed
from tansiq.store import driver
from tansiq.store.checkpoints import Checkpoints, fold
from tansiq.store.contract import Deliver, Done, Transaction
from tansiq.store.errors import DiskFull, StoreFenced
from tansiq.store.folder import Reserve
from tansiq.store.outcomes import Outcomes, tell
from tansiq.store.writing import apply, as_store_failed

MOST_TOGETHER: Final = 1024
"""Transactions that share one sync at most, so that the first of many is not kept waiting."""

GATHER_S: Final = 0.003
"""So long after it wrote the thread gathers what is ordinary before it writes again: a sync a message, with the waking
of threads and the receipt that follow from it, would take disk, interpreter and line from what is urgent. What is
urgent ends the wait, and so does what somebody stands still for."""

SWITCH_S: Final = 0.0002
"""How long a busy loop keeps the interpreter from this thread, which asks for it again after every statement; with
Python's own 5 ms a commit of ten statements would wait ten times as long while many messages come in."""


@dataclass(frozen=True, slots=True)
class Job:
    """A transaction and who is to hear of it."""

    transaction: Transaction
    done: Done
    is_told_here: bool
    """On the writer's thread; else in the place of delivery."""
    is_awaited: bool = False
    """Somebody stands still for it."""


@dataclass(frozen=True, slots=True)
class _Call:
    """Something else for the thread to do, after all that was queued before it."""

    run: Callable[[], None]
    finished: Future[None]
    is_last: bool = False


class Writer:
    """Owns the writing connection of one record."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, reserve: Reserve, limit_bytes: int | None, *, deliver: Deliver
    ) -> None:
        self.failure: StoreFailed | None = None
        """Why nothing is written until `reopen`; None while all is well."""
        self.is_full = False
        """Whether the last try met a full disk."""
        self._path = path
        self._connection = connection
        self._reserve = reserve
        self._limit_bytes = limit_bytes
        self._queue: SimpleQueue[Job | _Call] = SimpleQueue()
        self.outcomes = Outcomes(deliver)
        self._hurry = threading.Event()
        """Something is queued that nothing is to be waited for."""
        self._gathers_until_s = float("-inf")
        """Nothing ordinary is written before. Owned by the writer's thread."""
        self._keep_limit()
        sys.setswitchinterval(min(SWITCH_S, sys.getswitchinterval()))
        self._checkpoints = Checkpoints(path, self._fold_rest)
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    @property
    def reserve_bytes(self) -> int:
        """What the reserve holds at this moment."""
        return self._reserve.held_bytes

    def put(self, job: Job) -> None:
        """Queue a transaction."""
        if not job.is_told_here:
            self.outcomes.count_in()
        self._queue.put(job)
        if job.transaction.urgent or job.is_awaited:
            self._hurry.set()

    def reopen(self) -> None:
        """Settle what is queued, then open the file anew and write again, or raise why not."""
        self._call(self._reconnect)

    def close(self) -> None:
        """Settle what is queued and end the threads."""
        self._checkpoints.close()
        self._call(self._connection_close, is_last=True)
        self._thread.join()

    def _call(self, run: Callable[[], None], *, is_last: bool = False) -> None:
        call = _Call(run, Future(), is_last)
        self._queue.put(call)
        self._hurry.set()
        call.finished.result()

    def _run(self) -> None:
        is_over = False
        while not is_over:
            jobs, call = self._gather()
            if jobs:
                self._settle(jobs)
            if call is not None:
                is_over = call.is_last
                try:
                    call.run()
                except Exception as error:
                    call.finished.set_exception(as_store_failed(error, self._path))
                else:
                    call.finished.set_result(None)

    def _gather(self) -> tuple[list[Job], _Call | None]:
        """Wait for work, ordinary work until it is time for it, and take all there is, up to the first call.

        The mark of what is urgent is taken down before the queue is read: what comes after is seen the next time.
        """
        jobs: list[Job] = []
        work: Job | _Call = self._queue.get()
        wait_s = self._gathers_until_s - time.monotonic()
        if wait_s > 0:
            self._hurry.wait(wait_s)
        self._hurry.clear()
        while isinstance(work, Job):
            jobs.append(work)
            if len(jobs) == MOST_TOGETHER:
                self._hurry.set()
                return jobs, None
            try:
                work = self._queue.get_nowait()
            except Empty:
                return jobs, None
        return jobs, work

    def _settle(self, jobs: Sequence[Job]) -> None:
        error: StoreFailed | None
        if self.failure is not None:
            kept, error = (
                0,
                StoreFenced(f"not taken after an earlier failure: {self.failure.message}", where=str(self._path)),
            )
        else:
            kept, error = self._write([job.transaction for job in jobs])
            self.failure = error
            self._gathers_until_s = time.monotonic() + GATHER_S
            self._checkpoints.grew(sum(_count_rows(job.transaction) for job in jobs))
        self._tell([(job, None if place < kept else error) for place, job in enumerate(jobs)])

    def _tell(self, settled: Sequence[tuple[Job, StoreFailed | None]]) -> None:
        self.outcomes.add([(job.done, error) for job, error in settled if not job.is_told_here])
        for job, error in settled:
            if job.is_told_here:
                tell((job.done, error))

    def _write(self, batch: Sequence[Transaction]) -> tuple[int, StoreFailed | None]:
        """How many of the batch, from its beginning, are durable, and why the others are not."""
        full = self._try(partial(self._write_within_limits, batch))
        self.is_full = isinstance(full, DiskFull)
        if full is None:
            return len(batch), None
        # What stands before an urgent one goes with it: the urgent one's number follows theirs.
        upto = max((place for place, transaction in enumerate(batch, start=1) if transaction.urgent), default=0)
        if not self.is_full or not upto:
            return 0, full
        error = self._try(partial(self._write_from_reserve, batch[:upto]))
        if error is not None:
            return 0, error
        return upto, full if upto < len(batch) else None

    def _write_within_limits(self, batch: Sequence[Transaction]) -> None:
        # A spent reserve is made again first: ordinary messages must not eat what room comes back.
        if not self._reserve.is_held:
            if not self._reserve.make():
                raise DiskFull("the disk has no room, and its reserve is in use", where=str(self._path))
            self._keep_limit()
        apply(self._connection, batch, where=str(self._path))

    def _write_from_reserve(self, batch: Sequence[Transaction]) -> None:
        self._reserve.free()
        self._keep_limit()
        apply(self._connection, batch, where=str(self._path))

    def _try(self, work: Callable[[], None]) -> StoreFailed | None:
        try:
            work()
        except Exception as error:
            return as_store_failed(error, self._path)
        return None

    def _keep_limit(self) -> None:
        """Tell the driver how large the file may grow, the reserve left out while it is held."""
        if self._limit_bytes is not None:
            page_bytes = int(self._connection.execute("PRAGMA page_size").fetchone()[0])
            pages = max(1, (self._limit_bytes - self._reserve.held_bytes) // page_bytes)
            self._connection.execute(f"PRAGMA max_page_count = {pages}")

    def _fold_rest(self) -> None:
        """Called on another thread: to be done here when its turn comes, unless something urgent stands behind it."""
        self._queue.put(_Call(lambda: None if self._hurry.is_set() else fold(self._connection), Future()))

    def _reconnect(self) -> None:
        self._connection.close()
        self._connection = driver.connect(self._path)
        self._keep_limit()
        self.failure = None

    def _connection_close(self) -> None:
        self._connection.close()


def _count_rows(transaction: Transaction) -> int:
    return len(transaction.record) + len(transaction.envelopes) + len(transaction.picture) + len(transaction.meta)

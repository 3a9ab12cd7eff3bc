"""The log folded into the file on a thread of its own, so that no commit waits for it.

SQLite would fold it at the end of a commit every so often, on the writer's thread: some milliseconds, and more on a
slow disk, by which a stop would be late. Here another connection does that work while the writer goes on; the writer
then folds the little that came meanwhile, after which the log begins anew.

Guarantees: nothing is durable later or earlier than without this; a fold that fails is tried again with the next.
Assumptions: `grew` is called by the writer's thread only. The connection belongs to the thread here.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tansiq.base.errors import StoreFailed
from tansiq.store import driver

ROWS_BEFORE: Final = 2000
"""Rows written before the log is folded: some ten megabytes of it."""

_log = logging.getLogger(__name__)


def fold(connection: sqlite3.Connection) -> None:
    """Fold what can be folded now; what a reader still looks at, or a full disk keeps back, is left for the next time.

    Nothing depends on it: what is in the log is as durable as what is in the file.
    """
    with contextlib.suppress(sqlite3.Error):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


class Checkpoints:
    """Folds on its own thread when enough was written."""

    def __init__(self, path: Path, when_folded: Callable[[], None]) -> None:
        """Start.

        Args:
            path: of the record.
            when_folded: called on the thread here: the writer may now fold the rest.
        """
        self._path = path
        self._when_folded = when_folded
        self._rows = 0
        self._due = threading.Event()
        self._is_over = False
        self._thread = threading.Thread(target=self._run, name="store-checkpoint", daemon=True)
        self._thread.start()

    def grew(self, rows: int) -> None:
        """So many rows were written."""
        self._rows += rows
        if self._rows >= ROWS_BEFORE:
            self._rows = 0
            self._due.set()

    def close(self) -> None:
        """End the thread and let go of its connection."""
        self._is_over = True
        self._due.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            self._due.wait()
            self._due.clear()
            if self._is_over:
                return
            try:
                with driver.translated(self._path), contextlib.closing(driver.connect(self._path)) as connection:
                    fold(connection)
            except StoreFailed as error:
                _log.warning("the log was not folded: %s", error)
            else:
                self._when_folded()

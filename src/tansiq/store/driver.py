"""SQLite connections as this room wants them, and driver errors in our own words."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tansiq.base.errors import StoreFailed
from tansiq.store.errors import DiskFull, StoreBusy, StoreContradicted, StoreCorrupt

BUSY_WAIT_S = 5.0
"""How long another program may hold the file before it counts as busy."""
LARGEST_LOG_PAGES = 16_000
"""A commit folds the log into the file itself only where it grew to this; see `checkpoints`."""
FULL_BELOW_BYTES = 64 * 1024
"""A disk with less than this left is full, whatever the driver calls the error."""

_PRIMARY = 0xFF
"""The low byte of a result code is its family."""


def connect(path: Path | str, *, only_reading: bool = False) -> sqlite3.Connection:
    """A connection without implicit transactions, whose commits are synced to the disk."""
    connection = sqlite3.connect(path, timeout=BUSY_WAIT_S, isolation_level=None, check_same_thread=False)
    try:
        # The write-ahead log is synced at every commit; NORMAL would sync only when it is folded into the file.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LARGEST_LOG_PAGES}")
        if only_reading:
            connection.execute("PRAGMA query_only = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def translated(where: Path | str) -> Iterator[None]:
    """Raise driver errors as `StoreFailed`."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, where) from error
    except OSError as error:
        raise translate_os(error, where) from error


def translate_os(error: OSError, where: Path | str) -> StoreFailed:
    """The operating system's error as one of ours."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull("the disk has no room", where=str(where))
    return StoreFailed(f"the disk refused: {error.strerror or error}", where=str(where))


def translate(error: sqlite3.Error, where: Path | str) -> StoreFailed:
    """The driver's error as one of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    place = str(where)
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(where)):
        return DiskFull("the disk has no room for the record", where=place)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy("another program holds the record", where=place)
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreCorrupt(f"the record cannot be read: {error}", where=place)
    if code in (sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH):
        return StoreContradicted(str(error), where=place)
    return StoreFailed(f"the store refused: {error}", where=place)


def find_free_bytes(path: Path | str) -> int | None:
    """Room left for us on the disk of a file; None where that is no disk."""
    try:
        room = os.statvfs(Path(path).parent)
    except OSError:
        return None
    return room.f_bavail * room.f_frsize


def sync_folder(folder: Path) -> None:
    """Make names written into a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_full(where: Path | str) -> bool:
    # A full disk shows as an input-output error where the driver was growing its shared index or syncing.
    free = find_free_bytes(where)
    return free is not None and free < FULL_BELOW_BYTES

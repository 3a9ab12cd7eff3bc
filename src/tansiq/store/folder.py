"""What lies in a node's folder beside the record: its lock, the reserve, and how a copy of the record is made."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from tansiq.base.units import MIB
from tansiq.store.driver import sync_folder
from tansiq.store.errors import BackupRefused, FolderInUse

RESERVE_BYTES: Final = 64 * MIB
"""Disk held back for urgent messages and their receipts."""


class FolderLock:
    """Holds a folder for this process until `release` or the process's end, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock.

        Raises:
            FolderInUse: another process, or another store of this one, has it.
        """
        path = folder / "lock"
        self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            written = os.pread(self._handle, 32, 0).decode("ascii", "replace").strip()
            os.close(self._handle)
            raise FolderInUse(folder=str(folder), pid=int(written) if written.isdigit() else None) from None
        # The number is a courtesy to whoever finds the folder in use; a full disk must not keep the node from starting.
        with suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let the folder go. The file stays: removing it would let two processes lock two files of one name."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class Reserve:
    """A file of real blocks that is given back to the disk when urgent messages need them. The writer thread's own."""

    def __init__(self, path: Path, size_bytes: int) -> None:
        self._path = path
        self._size_bytes = size_bytes
        self.held_bytes = 0

    @property
    def is_held(self) -> bool:
        """Whether there is something to give back, or nothing was wanted."""
        return self.held_bytes == self._size_bytes

    def make(self) -> bool:
        """Hold the reserve; False where the disk has no room for all of it, and then nothing is held."""
        if self.is_held:
            return True
        try:
            self._allocate()
        except OSError:
            # Half a reserve would promise what it cannot keep, and take the room of others.
            self.free()
            return False
        self.held_bytes = self._size_bytes
        return True

    def free(self) -> None:
        """Give the blocks back to the disk."""
        self.held_bytes = 0
        if self._path.exists():
            os.truncate(self._path, 0)

    def _allocate(self) -> None:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(handle).st_size > self._size_bytes:
                os.ftruncate(handle, self._size_bytes)
            if self._size_bytes:
                os.posix_fallocate(handle, 0, self._size_bytes)
            os.fsync(handle)
        finally:
            os.close(handle)


def copy_record(source: sqlite3.Connection, path: Path) -> None:
    """Write a consistent copy of a store under a new name, synced before it gets the name.

    Raises:
        BackupRefused: the name is taken or its folder is missing.
    """
    try:
        # Claims the name, so that a copy made at the same time cannot be replaced by this one.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        advice = "Name a file that is not there; a backup replaces nothing."
        raise BackupRefused(f"{path} exists already", where=str(path), advice=advice) from None
    except (FileNotFoundError, NotADirectoryError):
        raise BackupRefused(f"{path.parent} is no folder", where=str(path), advice="Make the folder first.") from None
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        _copy(source, part)
        part.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        part.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _copy(source: sqlite3.Connection, part: Path) -> None:
    copy = sqlite3.connect(part, isolation_level=None)
    try:
        # In one step, which reads from one moment; in several, every write in between would start it anew.
        source.backup(copy, pages=-1)
        # One plain file, with no log beside it that could be left behind.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    handle = os.open(part, os.O_RDWR)
    try:
        os.fchmod(handle, 0o600)
        os.fsync(handle)
    finally:
        os.close(handle)

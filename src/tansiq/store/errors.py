"""What can be wrong with a store. Driver errors never leave this room."""

from __future__ import annotations

from typing import ClassVar

from tansiq.base.errors import BadRequest, StoreFailed


class DiskFull(StoreFailed):
    """There is no room; only urgent transactions are taken, out of the reserve."""

    code: ClassVar[str] = "disk_full"

    def default_advice(self) -> str:
        """How to get room back."""
        return (
            "Make room on the node's disk, never by removing the record; "
            "cease, distress and their receipts still go out of the reserve."
        )


class StoreBusy(StoreFailed):
    """Another program holds the record's lock."""

    code: ClassVar[str] = "store_busy"

    def default_advice(self) -> str:
        """Who may hold it."""
        return "Close any other program that has the record open; the node alone writes it."


class StoreCorrupt(StoreFailed):
    """The record's file is damaged or no record at all."""

    code: ClassVar[str] = "store_corrupt"

    def default_advice(self) -> str:
        """The way back."""
        return "Set the file apart for examination and restore the last backup; peers give back what came after it."


class StoreFenced(StoreFailed):
    """An earlier transaction failed, and this one was decided upon it."""

    code: ClassVar[str] = "store_fenced"

    def default_advice(self) -> str:
        """What the node does."""
        return "The node rebuilds its picture from disk and decides again; this ends by itself when the disk works."


class StoreClosed(StoreFailed):
    """The node is shutting down."""

    code: ClassVar[str] = "store_closed"

    def default_advice(self) -> str:
        """What to do."""
        return "Start the node again; nothing of this was kept."


class StoreContradicted(StoreFailed):
    """A transaction contradicts what is on disk: a number taken or left out, a second signature on one entry."""

    code: ClassVar[str] = "store_contradicted"

    def default_advice(self) -> str:
        """What it means."""
        return "This is a fault in the program, stopped before it reached the disk; report it with the log."


class StoreTooNew(StoreFailed):
    """The record was written by a later version of the program."""

    code: ClassVar[str] = "store_too_new"

    def __init__(self, *, found: int, known: int, where: str) -> None:
        super().__init__(f"the record has schema step {found}, this program knows {known}", where=where)
        self.found = found
        self.known = known

    def default_advice(self) -> str:
        """The two ways out."""
        return "Run the newer version again, or restore the backup that was made before the upgrade."


class FolderInUse(BadRequest):
    """Another process runs a node on the folder."""

    code: ClassVar[str] = "folder_in_use"

    def __init__(self, *, folder: str, pid: int | None) -> None:
        holder = "another process" if pid is None else f"process {pid}"
        super().__init__(f"{folder} is in use by {holder}", where=folder)
        self.folder = folder
        self.pid = pid
        """None where the holder did not say."""

    def default_advice(self) -> str:
        """What to do about the other one."""
        return "Stop the other node first, or name another folder; two nodes on one record would contradict themselves."


class BackupRefused(BadRequest):
    """The copy cannot be made under the name given."""

    code: ClassVar[str] = "backup_refused"

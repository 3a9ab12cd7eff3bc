"""Copies of a node's record: made while it runs, put back while it does not, and proved where they lie.

A record put back is older than what the peers have seen: the next start recovers before it signs. Nothing is ever
deleted: the record that was there is moved aside.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from tansiq.base.errors import BadRequest, StoreFailed
from tansiq.base.units import MIB
from tansiq.coordination.picture import TABLES, Picture
from tansiq.ledger.envelope import Chain
from tansiq.ledger.export import DIRECTIONS, Direction, Log, LogEntry, LogHead, LogReceipt, Verified, verify_log
from tansiq.ledger.receipt import Receipt
from tansiq.node.keeping.folder import Identity, load_identity, mark_restored
from tansiq.node.keeping.rows import load_picture, rebuild_picture
from tansiq.node.lines.pairings import LineRow, lines_of
from tansiq.store import driver
from tansiq.store.contract import Reads
from tansiq.store.folder import FolderLock, copy_record
from tansiq.store.sqlite import RECORD_FILE

_PAGE_BYTES: Final = MIB
_BESIDE: Final = ("", "-wal", "-shm")


class BadBackup(BadRequest):
    """A file is no copy of a record."""

    code: ClassVar[str] = "bad_backup"


@dataclass(frozen=True, slots=True)
class PictureDifference:
    """The first row in which two pictures differ."""

    table: str
    key: str


def back_up(folder: Path, copy: Path) -> None:
    """Copy a node's record under a new name, consistent and synced, whether the node runs or not.

    Raises:
        BadBackup: the folder has no record.
        BackupRefused: the copy exists or its folder does not.
    """
    path = folder / RECORD_FILE
    if not path.is_file():
        raise BadBackup(f"{folder} has no record", where=str(path), advice="Name the folder of a node.")
    with driver.translated(path), closing(driver.connect(path, only_reading=True)) as connection:
        copy_record(connection, copy)


def restore(folder: Path, backup: Path) -> Path | None:
    """Put a copy in the place of a node's record; returns where the former one was moved to, None if there was none.

    Raises:
        BadBackup: not a copy of a record.
        FolderInUse: the node runs.
    """
    load_identity(folder)
    lock = FolderLock(folder)
    part = folder / f"{RECORD_FILE}.part"
    try:
        _take_copy(backup, part)
        # Marked first: should this be cut short, a start too many recovers, and never one too few.
        mark_restored(folder)
        aside = _move_aside(folder)
        part.replace(folder / RECORD_FILE)
        driver.sync_folder(folder)
    finally:
        part.unlink(missing_ok=True)
        lock.release()
    return aside


def read_log(reads: Reads, identity: Identity, row: LineRow) -> Log:
    """One line's log as this node keeps it."""
    head = LogHead(row.line, identity.party, row.peer, {identity.party: identity.key.public, row.peer: row.public_key})
    chains: dict[tuple[Direction, Chain], dict[int, bytes]] = {
        (direction, chain): {} for direction in DIRECTIONS for chain in Chain
    }
    for entry in iterate_log(reads, row):
        chains[entry.direction, entry.chain][entry.serial] = entry.raw
    return Log(head, chains, tuple(read_receipts(reads, row)))


def iterate_log(reads: Reads, row: LineRow) -> list[LogEntry]:
    """Every envelope of a line, direction by direction and chain by chain."""
    found = []
    for direction in DIRECTIONS:
        for chain in Chain:
            after = 0
            while page := reads.envelopes(row.line, direction, chain, after=after, limit_bytes=_PAGE_BYTES):
                found += [LogEntry(direction, chain, each.serial, each.raw) for each in page]
                after = page[-1].serial
    return found


def read_receipts(reads: Reads, row: LineRow) -> list[LogReceipt]:
    """The peer's latest receipts, as signed; one frame may hold those of both chains."""
    found = [kept for chain in Chain if (kept := reads.find_receipt(row.line, chain)) is not None]
    return [LogReceipt(Receipt(kept.chain, kept.serial, kept.hash), kept.raw) for kept in found]


def verify_record(reads: Reads, identity: Identity) -> dict[str, Verified]:
    """Every line's log proved from the record, by peer."""
    return {row.peer: verify_log(read_log(reads, identity, row)) for row in lines_of(reads)}


def check_picture(reads: Reads, identity: Identity) -> PictureDifference | None:
    """Rebuild the picture from the record and compare it with the stored one (I5); None where they are equal."""
    stored, rebuilt = load_picture(identity.party, reads), rebuild_picture(identity.party, reads)
    return find_difference(stored, rebuilt)


def find_difference(a: Picture, b: Picture) -> PictureDifference | None:
    """The first row, by table and key, in which two pictures differ."""
    for table in sorted(TABLES):
        rows_a: dict[str, object] = getattr(a, table)
        rows_b: dict[str, object] = getattr(b, table)
        for key in sorted({*rows_a, *rows_b}):
            if rows_a.get(key) != rows_b.get(key):
                return PictureDifference(table, key)
    return None


def _take_copy(backup: Path, part: Path) -> None:
    """Copy a backup into the folder and prove there that it is one: opening it where it lies would change it."""
    advice = "Name a file that tansiq node backup made."
    if not backup.is_file():
        raise BadBackup(f"{backup} is no file", where=str(backup), advice=advice)
    if any(backup.with_name(backup.name + beside).exists() for beside in _BESIDE[1:]):
        raise BadBackup(f"{backup} is an open record, not a copy", where=str(backup), advice=advice)
    with driver.translated(part):
        shutil.copyfile(backup, part)
        part.chmod(0o600)
    try:
        with driver.translated(backup), closing(driver.connect(part)) as connection:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            (sound,) = connection.execute("PRAGMA quick_check").fetchone()
            connection.execute("PRAGMA journal_mode = DELETE")
    except StoreFailed as error:
        raise BadBackup(error.message, where=str(backup), advice=advice) from error
    if not {"record", "envelopes", "meta"} <= tables or sound != "ok":
        raise BadBackup(f"{backup} is damaged or no copy of a record", where=str(backup), advice=advice)


def _move_aside(folder: Path) -> Path | None:
    path = folder / RECORD_FILE
    if not path.exists():
        return None
    number = 1
    while (aside := folder / f"{RECORD_FILE}.before-restore-{number}").exists():
        number += 1
    for beside in reversed(_BESIDE):
        former = folder / f"{RECORD_FILE}{beside}"
        if former.exists():
            former.replace(folder / f"{aside.name}{beside}")
    return aside

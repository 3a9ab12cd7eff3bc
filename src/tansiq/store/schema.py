"""The numbered steps that make and upgrade a store's tables: forward only, each in one transaction.

The step reached is kept in the file itself (``user_version``) and moves in the same transaction as the step's effect.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tansiq.base.data import load_text
from tansiq.store.errors import StoreCorrupt, StoreTooNew

APPLICATION_ID: Final = 0x54A51001
"""Tells a record from any other SQLite file."""
STEP_FILES: Final = ("0001_record.sql",)
"""In order; step n is the n-th."""


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered change of the tables."""

    name: str
    sql: str


def load_steps() -> tuple[Step, ...]:
    """The steps that this version of the program knows."""
    return tuple(Step(name, load_text("store", f"schema/{name}")) for name in STEP_FILES)


def upgrade(
    connection: sqlite3.Connection, steps: Sequence[Step], *, where: str, back_up: Callable[[int], None]
) -> None:
    """Bring a store to the last step; one that is there already is not touched.

    Args:
        connection: outside a transaction.
        steps: all steps from the first.
        where: the store's name, for errors.
        back_up: called once with the step reached so far, before a store that holds something is changed.

    Raises:
        StoreTooNew: a later version of the program wrote it.
        StoreCorrupt: the file belongs to another program.
    """
    reached = _get_number(connection, "user_version")
    if reached > len(steps):
        raise StoreTooNew(found=reached, known=len(steps), where=where)
    is_empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if not is_empty and _get_number(connection, "application_id") != APPLICATION_ID:
        raise StoreCorrupt("the file is a database of another program", where=where)
    if 0 < reached < len(steps):
        back_up(reached)
    for number, step in enumerate(steps[reached:], start=reached + 1):
        _apply(connection, step, number)


def _apply(connection: sqlite3.Connection, step: Step, number: int) -> None:
    try:
        connection.executescript(
            f"BEGIN IMMEDIATE; {step.sql}\n;"
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
        )
    except sqlite3.Error:
        if connection.in_transaction:
            connection.rollback()
        raise


def _get_number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])

"""What the writing thread does with a crowd of transactions, and with the log that it writes."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from tansiq.base.errors import StoreFailed
from tansiq.store import checkpoints, writer
from tansiq.store.contract import Transaction
from tansiq.store.sqlite import SqliteStore
from tansiq.store.writing import MOST_ROWS, apply
from tests.store.rows import entry, step

PATIENCE_S = 60.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path, reserve_bytes=1 << 20)
    yield store
    store.close()


def wait_until(is_so: Callable[[], bool]) -> None:
    until_s = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until_s
        time.sleep(0.001)


def test_what_is_urgent_ends_the_wait_for_more_of_what_is_ordinary(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "GATHER_S", PATIENCE_S)
    told: list[StoreFailed | None] = []
    numbers = count(1)

    def submit_until_some_wait() -> int:
        for submitted in numbers:
            store.submit(step(submitted), told.append)
            if submitted % 100 == 0:
                time.sleep(0.05)
                if len(told) < submitted:
                    return submitted
        raise AssertionError

    last = submit_until_some_wait()
    begun_s = time.monotonic()
    store.commit(step(last + 1, urgent=True))
    assert time.monotonic() - begun_s < PATIENCE_S / 2
    assert told == [None] * last


def test_one_transaction_after_the_other_waits_for_no_company(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "GATHER_S", PATIENCE_S)
    begun_s = time.monotonic()
    for number in range(1, 20):
        store.commit(step(number))
    assert time.monotonic() - begun_s < PATIENCE_S / 2


def test_what_is_ordinary_and_comes_soon_after_another_is_written_together(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "GATHER_S", 0.5)
    batches: list[int] = []
    told: list[StoreFailed | None] = []

    def note(connection: sqlite3.Connection, batch: Sequence[Transaction], *, where: str) -> None:
        batches.append(len(batch))
        apply(connection, batch, where=where)

    def submit(number: int) -> None:
        store.submit(step(number), told.append)

    monkeypatch.setattr(writer, "apply", note)
    submit(1)
    wait_until(lambda: len(told) == 1)
    for number in range(2, 6):
        submit(number)
        time.sleep(0.002)
    wait_until(lambda: len(told) == 5)
    assert batches == [1, 4]


def test_the_log_begins_anew_after_it_was_folded_beside_the_commits(
    store: SqliteStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "ROWS_BEFORE", 50)
    body, until_s = b"x" * 5_000, time.monotonic() + PATIENCE_S
    for number in count(1):
        store.commit(step(number, body=body))
        log_bytes = (tmp_path / "record.db-wal").stat().st_size
        if number > 100 and log_bytes < number * len(body) / 2:
            break
        assert time.monotonic() < until_s
    assert store.record_count() == number
    assert store.find_entry(1) == entry(1, body=body)


@pytest.mark.parametrize("rows", [1, 2, 3, MOST_ROWS - 1, MOST_ROWS, MOST_ROWS + 1, 3 * MOST_ROWS + 7])
def test_any_number_of_rows_is_written_whole_and_in_order(store: SqliteStore, rows: int) -> None:
    transaction = step(1)
    entries = tuple(entry(number, body=str(number).encode()) for number in range(1, rows + 1))
    store.commit(type(transaction)(record=entries, picture=transaction.picture))
    assert store.record(0, rows + 1) == entries

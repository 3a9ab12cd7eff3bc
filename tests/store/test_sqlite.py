"""The store on disk: order under load, its folder, what the database itself refuses, reading beside writing."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tansiq.base.errors import StoreFailed
from tansiq.ledger.envelope import Chain
from tansiq.store import driver, schema
from tansiq.store.contract import PictureChange, Transaction
from tansiq.store.errors import FolderInUse, StoreContradicted, StoreCorrupt, StoreTooNew
from tansiq.store.folder import FolderLock
from tansiq.store.schema import Step
from tansiq.store.sqlite import SqliteStore
from tests.store.rows import LINE, Told, entry, envelope, step

SMALL_RESERVE = 4096


def open_store(folder: Path, **settings: object) -> SqliteStore:
    return SqliteStore(folder, reserve_bytes=SMALL_RESERVE, **settings)  # type: ignore[arg-type]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = open_store(tmp_path)
    yield made
    made.close()


def test_every_commit_is_synced_and_goes_through_the_log(tmp_path: Path) -> None:
    connection = driver.connect(tmp_path / "any.db")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()


def test_many_transactions_share_syncs_and_keep_their_order(store: SqliteStore) -> None:
    told = Told()
    for number in range(1, 5001):
        store.submit(step(number), told.done(number))
    store.commit(Transaction())
    assert told.codes() == [(number, "ok") for number in range(1, 5001)]
    assert [row.number for row in store.record(0, 10_000)] == list(range(1, 5001))


def test_callbacks_arrive_in_the_loop_that_was_named(tmp_path: Path) -> None:
    async def act() -> list[str]:
        loop = asyncio.get_running_loop()
        store = open_store(tmp_path, deliver=loop.call_soon_threadsafe)
        threads: list[str] = []
        told = loop.create_future()

        def done(error: StoreFailed | None) -> None:
            threads.append(threading.current_thread().name)
            told.set_result(error)

        store.submit(step(1), done)
        assert await told is None
        store.close()
        return threads

    assert asyncio.run(act()) == ["MainThread"]


def test_commit_may_be_called_in_the_loop_that_takes_the_callbacks(tmp_path: Path) -> None:
    async def act() -> int:
        store = open_store(tmp_path, deliver=asyncio.get_running_loop().call_soon_threadsafe)
        store.commit(step(1))
        count = store.record_count()
        store.close()
        return count

    assert asyncio.run(act()) == 1


def test_a_callback_that_raises_keeps_no_other_from_hearing(store: SqliteStore) -> None:
    def broken(_: StoreFailed | None) -> None:
        raise ValueError("a fault in the caller")

    told = Told()
    store.submit(step(1), broken)
    store.submit(step(2), told.done(2))
    store.commit(step(3))
    assert told.codes() == [(2, "ok")]


def test_a_loop_that_is_gone_does_not_stop_the_writer(tmp_path: Path) -> None:
    loop = asyncio.new_event_loop()
    store = open_store(tmp_path, deliver=loop.call_soon_threadsafe)
    loop.close()
    store.submit(step(1), lambda _: None)
    store.commit(step(2))
    assert store.record_count() == 2
    store.close()


def test_a_value_that_the_database_cannot_hold_fails_and_the_writer_lives(store: SqliteStore) -> None:
    with pytest.raises(StoreContradicted):
        store.commit(Transaction(envelopes=(envelope(2**70, raw=b"x"),)))
    store.reopen()
    store.commit(step(1))
    assert store.record_count() == 1


def test_a_store_opened_again_holds_what_it_held(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    first.commit(Transaction(record=(entry(1),), envelopes=(envelope(1, number=1),), meta={"epoch": b"1"}))
    first.close()
    second = open_store(tmp_path)
    assert second.find_entry(1) == entry(1)
    assert second.find_envelope(LINE, "out", Chain.ORDINARY, 1) == envelope(1, number=1)
    assert second.find_meta("epoch") == b"1"
    second.commit(step(2))
    second.close()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record SET body = x'00'",
        "UPDATE record SET sent = x'00'",
        "UPDATE record SET sent = NULL",
        "UPDATE record SET number = 9",
        "DELETE FROM record",
        "INSERT OR REPLACE INTO record SELECT * FROM record",
        "INSERT INTO record SELECT number + 2, at_ms, source, recipient, author, releaser, lang, kind, version, body,"
        " content, sent FROM record",
        "UPDATE envelopes SET raw = x'00'",
        "DELETE FROM envelopes",
        "INSERT OR REPLACE INTO envelopes SELECT * FROM envelopes",
        "INSERT OR REPLACE INTO envelopes SELECT 9, line, direction, chain, serial, hash, x'00', number FROM envelopes",
        "INSERT OR REPLACE INTO envelopes SELECT id, line, direction, chain, 99, hash, raw, number FROM envelopes",
    ],
)
def test_database_itself_refuses_to_change_the_record(tmp_path: Path, sql: str) -> None:
    store = open_store(tmp_path)
    store.commit(Transaction(record=(entry(1),), envelopes=(envelope(1, number=1),)))
    with sqlite3.connect(tmp_path / "record.db") as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(sql)
    assert store.find_entry(1) == entry(1)
    assert store.find_envelope(LINE, "out", Chain.ORDINARY, 1) == envelope(1, number=1)
    assert store.record_count() == 1
    store.close()


def test_filling_in_sent_changes_nothing_else(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(Transaction(record=(entry(1, sent=None),)))
    with sqlite3.connect(tmp_path / "record.db") as other, pytest.raises(sqlite3.IntegrityError):
        other.execute("UPDATE record SET sent = x'00', body = x'00'")
    store.close()


def test_readers_see_whole_transactions_while_others_are_written(store: SqliteStore) -> None:
    torn: list[str] = []
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.is_set():
            rows = {key: value for _, key, value in store.picture_rows()}
            if rows.get("left") != rows.get("right"):
                torn.append(str(rows))

    watcher = threading.Thread(target=watch)
    watcher.start()
    for number in range(1, 401):
        value = str(number).encode()
        changes = (PictureChange("p", "left", value), PictureChange("p", "right", value))
        store.submit(Transaction(record=(entry(number),), picture=changes), lambda _: None)
        if number % 40 == 0:
            store.commit(Transaction())
    is_over.set()
    watcher.join()
    assert torn == []


def test_backup_made_while_writing_is_whole(store: SqliteStore, tmp_path: Path) -> None:
    is_over = threading.Event()
    written = 0

    def write() -> None:
        nonlocal written
        while not is_over.is_set():
            written += 1
            store.commit(step(written))

    store.commit(Transaction(meta={"padding": b"x" * 2_000_000}))
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for name in ("a", "b", "c"):
            store.backup(tmp_path / name)
    finally:
        is_over.set()
        writer.join()
    for name in ("a", "b", "c"):
        with sqlite3.connect(tmp_path / name) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (count,) = copy.execute("SELECT count(*) FROM record").fetchone()
            last = copy.execute("SELECT value FROM picture").fetchone()
            assert last == (str(count).encode(),) or (count, last) == (0, None)


def test_backup_is_a_record_that_a_node_can_start_on(store: SqliteStore, tmp_path: Path) -> None:
    store.commit(step(1))
    (tmp_path / "restored").mkdir()
    store.backup(tmp_path / "restored" / "record.db")
    restored = open_store(tmp_path / "restored")
    assert restored.find_entry(1) == store.find_entry(1)
    restored.close()


def test_second_store_on_a_folder_is_refused_and_the_holder_named(store: SqliteStore, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tansiq.store.sqlite import SqliteStore\n"
        "from tansiq.store.errors import FolderInUse\n"
        "try: SqliteStore(Path(sys.argv[1]))\n"
        "except FolderInUse as error: print(error.code, error.pid)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["folder_in_use", str(os.getpid())]
    with pytest.raises(FolderInUse):
        FolderLock(tmp_path)


def test_folder_is_free_again_after_closing_and_after_a_failed_start(tmp_path: Path) -> None:
    (tmp_path / "record.db").write_bytes(b"this is no database, but long enough to be looked at as one" * 20)
    for _ in range(2):
        with pytest.raises(StoreCorrupt):
            open_store(tmp_path)
    (tmp_path / "record.db").unlink()
    for _ in range(2):
        open_store(tmp_path).close()


def test_steps_are_the_files_that_ship() -> None:
    shipped = sorted(path.name for path in (Path(schema.__file__).parent / "schema").iterdir() if path.suffix == ".sql")
    assert list(schema.STEP_FILES) == shipped
    assert [int(name[:4]) for name in shipped] == list(range(1, len(shipped) + 1))


ONE_MORE = Step("later.sql", "ALTER TABLE record ADD COLUMN later TEXT;")


def test_upgrade_keeps_the_record_and_a_copy_of_what_was_before(tmp_path: Path) -> None:
    old = open_store(tmp_path)
    old.commit(step(1))
    old.close()
    steps = (*schema.load_steps(), ONE_MORE)
    new = open_store(tmp_path, steps=steps)
    assert new.find_entry(1) == entry(1)
    new.close()
    with sqlite3.connect(tmp_path / f"record.db.before-step-{len(steps)}") as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (len(steps) - 1,)
        assert copy.execute("SELECT count(*) FROM record").fetchone() == (1,)


def test_store_of_a_later_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    steps = (*schema.load_steps(), ONE_MORE)
    open_store(tmp_path, steps=steps).close()
    with pytest.raises(StoreTooNew) as caught:
        open_store(tmp_path)
    assert (caught.value.found, caught.value.known) == (len(steps), len(steps) - 1)
    assert "newer version" in caught.value.advice()
    open_store(tmp_path, steps=steps).close()


def test_failing_step_leaves_the_store_at_the_step_before(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    broken = Step("broken.sql", "CREATE TABLE half (a); CREATE TABLE half (a);")
    with pytest.raises(StoreFailed):
        open_store(tmp_path, steps=(*schema.load_steps(), broken))
    store = open_store(tmp_path)
    assert store.reader().execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
    store.close()
    open_store(tmp_path, steps=(*schema.load_steps(), ONE_MORE)).close()
    assert len(list(tmp_path.glob("record.db.before-step-*"))) == 2


def test_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "record.db") as other:
        other.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreCorrupt):
        open_store(tmp_path)


def test_start_on_a_long_record_reads_the_picture_and_not_the_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path)
    store.commit(Transaction(record=tuple(entry(number) for number in range(1, 100_001))))
    store.commit(Transaction(picture=(PictureChange("items", "a", b"1"),)))
    store.close()
    asked: list[str] = []
    plain = driver.connect

    def traced(path: Path | str, *, only_reading: bool = False) -> sqlite3.Connection:
        connection = plain(path, only_reading=only_reading)
        connection.set_trace_callback(asked.append)
        return connection

    monkeypatch.setattr(driver, "connect", traced)
    store = open_store(tmp_path)
    assert store.record_count() == 100_000
    assert list(store.picture_rows()) == [("items", "a", b"1")]
    assert {sql for sql in asked if "FROM record" in sql} == {"SELECT coalesce(max(number), 0) FROM record"}
    plan = store.reader().execute("EXPLAIN QUERY PLAN SELECT coalesce(max(number), 0) FROM record").fetchall()
    assert [row[3] for row in plan] == ["SEARCH record"]
    store.close()

"""What the store on disk survives: the process killed at any instant, and a disk without room."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tansiq.store.contract import Transaction
from tansiq.store.errors import DiskFull, StoreFenced
from tansiq.store.folder import Reserve
from tansiq.store.sqlite import SqliteStore
from tests.store.rows import Told, step

ROOT = Path(__file__).parents[2]
KIB = 1024

WRITER = """
import os, sys
from pathlib import Path
from tansiq.store.sqlite import SqliteStore
from tests.store.rows import step

store = SqliteStore(Path(sys.argv[1]), reserve_bytes=4096)
number = store.record_count()
os.write(1, b"ready\\n")

def told(which):
    def done(error):
        assert error is None, error
        os.write(1, f"{which}\\n".encode())
    return done

while True:
    for _ in range(50):
        number += 1
        store.submit(step(number, body=os.urandom(200)), told(number))
    # Waits, so that the queue does not outgrow the disk.
    number += 1
    store.commit(step(number))
"""


def run_until_killed(folder: Path, after_s: float) -> int:
    """Run a writer, kill it with no warning, and tell the last number that it was told is durable."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, env=environment
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        first = child.stdout.readline()
        time.sleep(after_s)
        child.send_signal(signal.SIGKILL)
        heard = first + child.stdout.read()
    # A line cut short by the kill is no word given.
    return int(heard[: heard.rindex(b"\n")].split(b"\n")[-1])


def test_killed_at_any_instant_nothing_that_was_told_durable_is_lost(tmp_path: Path) -> None:
    for after_s in (0.0, 0.013, 0.05, 0.101):
        told = run_until_killed(tmp_path, after_s)
        store = SqliteStore(tmp_path, reserve_bytes=4096)
        count = store.record_count()
        assert count >= told
        assert [row.number for row in store.record(0, count + 1)] == list(range(1, count + 1))
        assert list(store.picture_rows()) == [("progress", "last", str(count).encode())]
        store.close()


def fill(store: SqliteStore, number: int, body_bytes: int) -> int:
    """Write ordinary entries until one fails for want of room; the next number to give."""
    for _ in range(10_000):
        try:
            store.commit(step(number, body=os.urandom(body_bytes)))
        except DiskFull:
            store.reopen()
            assert store.record_count() == number - 1
            return number
        number += 1
    raise AssertionError("the disk never filled")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store with room for 512 KiB, of which 128 are the reserve."""
    store = SqliteStore(tmp_path, reserve_bytes=128 * KIB, limit_bytes=512 * KIB)
    yield store
    store.close()


def test_ordinary_transactions_stop_at_the_reserve_and_urgent_ones_use_it(small: SqliteStore) -> None:
    assert small.health().reserve_bytes == 128 * KIB
    number = fill(small, 1, 8 * KIB)
    assert small.health().state == "reserve_only"
    assert small.health().reserve_bytes == 128 * KIB
    small.commit(step(number, urgent=True, body=b"x" * 16 * KIB))
    assert small.record_count() == number
    assert small.health().state == "reserve_only"


def test_urgent_transactions_go_on_while_the_reserve_lasts(small: SqliteStore) -> None:
    number = fill(small, 1, 8 * KIB)
    for _ in range(10):
        small.commit(step(number, urgent=True, body=b"x" * 4 * KIB))
        number += 1
    with pytest.raises(DiskFull):
        small.commit(step(number, body=b"x" * 8 * KIB))
    small.reopen()
    small.commit(step(number, urgent=True))
    assert small.record_count() == number


def hold(gate: threading.Event) -> None:
    gate.wait(10)


def test_what_stands_before_an_urgent_one_goes_with_it_and_what_follows_does_not(small: SqliteStore) -> None:
    number = fill(small, 1, 8 * KIB)
    told = Told()
    # Held back by a callback that waits, so that the three are taken from the queue together.
    gate = threading.Event()
    small.submit(Transaction(), lambda _: hold(gate))
    small.submit(step(number, body=b"x" * 8 * KIB), told.done(1))
    small.submit(step(number + 1, urgent=True), told.done(2))
    small.submit(step(number + 2, body=b"x" * 8 * KIB), told.done(3))
    gate.set()
    with pytest.raises((DiskFull, StoreFenced)):
        small.commit(Transaction())
    assert told.codes() == [(1, "ok"), (2, "ok"), (3, "disk_full")]
    small.reopen()
    assert small.record_count() == number + 1


def test_store_on_a_full_disk_opens_again_and_takes_urgent_ones(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path, reserve_bytes=128 * KIB, limit_bytes=512 * KIB)
    number = fill(store, 1, 8 * KIB)
    store.commit(step(number, urgent=True, body=b"x" * 16 * KIB))
    store.close()
    store = SqliteStore(tmp_path, reserve_bytes=128 * KIB, limit_bytes=512 * KIB)
    store.commit(step(number + 1, urgent=True))
    with pytest.raises(DiskFull):
        store.commit(step(number + 2, body=b"x" * 8 * KIB))
    store.close()
    wider = SqliteStore(tmp_path, reserve_bytes=128 * KIB, limit_bytes=1024 * KIB)
    wider.commit(step(number + 2, body=b"x" * 8 * KIB))
    assert wider.health().state == "ok"
    wider.close()


def test_reserve_is_real_blocks_and_given_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "reserve.bin"
    reserve = Reserve(path, 256 * KIB)
    assert not reserve.is_held
    assert reserve.make()
    assert path.stat().st_blocks * 512 >= 256 * KIB
    reserve.free()
    assert (reserve.held_bytes, path.stat().st_blocks) == (0, 0)
    assert reserve.make()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for 4 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tansiq-test", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.needs_root
def test_on_a_disk_that_is_really_full_urgent_ones_pass_and_ordinary_ones_wait_for_room(tiny_disk: Path) -> None:
    store = SqliteStore(tiny_disk, reserve_bytes=1024 * KIB)
    (tiny_disk / "ballast").write_bytes(b"x" * 1024 * KIB)
    number = fill(store, 1, 16 * KIB)
    assert store.health().state == "reserve_only"
    for _ in range(20):
        store.commit(step(number, urgent=True, body=os.urandom(8 * KIB)))
        number += 1
    assert store.health().reserve_bytes == 0
    with pytest.raises(DiskFull):
        store.commit(step(number))
    store.reopen()
    store.commit(step(number, urgent=True))
    store.close()
    again = SqliteStore(tiny_disk, reserve_bytes=1024 * KIB)
    assert again.record_count() == number
    again.close()


@pytest.mark.needs_root
def test_room_that_comes_back_fills_the_reserve_first(tiny_disk: Path) -> None:
    ballast = tiny_disk / "ballast"
    ballast.write_bytes(b"x" * 2560 * KIB)
    store = SqliteStore(tiny_disk, reserve_bytes=256 * KIB)
    number = fill(store, 1, 16 * KIB)
    store.commit(step(number, urgent=True, body=os.urandom(64 * KIB)))
    assert store.health().reserve_bytes == 0
    ballast.unlink()
    assert store.health().state == "ok"
    store.commit(step(number + 1))
    assert store.health().reserve_bytes == 256 * KIB
    store.close()


@pytest.mark.needs_root
def test_node_starts_on_a_disk_without_any_room(tiny_disk: Path) -> None:
    store = SqliteStore(tiny_disk, reserve_bytes=512 * KIB)
    store.commit(step(1))
    store.close()
    with (tiny_disk / "ballast").open("wb", buffering=0) as ballast, pytest.raises(OSError):
        while True:
            ballast.write(b"x" * 4096)
    store = SqliteStore(tiny_disk, reserve_bytes=512 * KIB)
    assert store.record_count() == 1
    store.commit(step(2, urgent=True))
    assert store.record_count() == 2
    store.close()

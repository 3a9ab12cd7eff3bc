"""The store in memory does what a simulation asks of it."""

from __future__ import annotations

import pytest

from tansiq.base.errors import StoreFailed
from tansiq.store.contract import Transaction
from tansiq.store.errors import DiskFull
from tansiq.store.memory import MemoryStore
from tests.store.rows import Told, step


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_nothing_is_durable_or_told_before_it_is_flushed(store: MemoryStore) -> None:
    told = Told()
    for number in (1, 2, 3):
        store.submit(step(number), told.done(number))
    assert (store.record_count(), store.waiting, told.heard) == (0, 3, [])
    assert store.flush(2) == 2
    assert (store.record_count(), store.waiting, told.codes()) == (2, 1, [(1, "ok"), (2, "ok")])


def test_what_callbacks_submit_waits_for_the_next_flush(store: MemoryStore) -> None:
    told = Told()
    store.submit(step(1), lambda _: store.submit(step(2), told.done(2)))
    assert store.flush() == 1
    assert (store.record_count(), store.waiting) == (1, 1)
    store.flush()
    assert told.codes() == [(2, "ok")]


def test_crash_loses_what_was_not_durable_and_tells_nobody(store: MemoryStore) -> None:
    told = Told()
    store.commit(step(1))
    store.submit(step(2), told.done(2))
    store.crash()
    assert (store.record_count(), store.waiting, told.heard) == (1, 0, [])
    store.commit(step(2, body=b"another second entry"))
    found = store.find_entry(2)
    assert found is not None and found.body == b"another second entry"


def test_closed_store_is_opened_again_by_a_crash(store: MemoryStore) -> None:
    store.commit(step(1))
    store.close()
    store.crash()
    assert store.record_count() == 1


def test_full_disk_takes_urgent_transactions_and_what_stands_before_them(store: MemoryStore) -> None:
    told = Told()
    store.fill_disk()
    assert store.health().state == "reserve_only"
    store.submit(step(1), told.done(1))
    store.submit(step(2, urgent=True), told.done(2))
    store.submit(step(3), told.done(3))
    store.flush()
    assert told.codes() == [(1, "ok"), (2, "ok"), (3, "disk_full")]
    store.reopen()
    store.empty_disk()
    store.commit(step(3))
    assert store.health().state == "ok"


def test_failure_on_demand_happens_once(store: MemoryStore) -> None:
    store.fail_next(StoreFailed("the cable was pulled"))
    with pytest.raises(StoreFailed, match="cable"):
        store.commit(step(1))
    store.reopen()
    store.commit(step(1))
    store.fail_next(DiskFull("no room"))
    with pytest.raises(DiskFull):
        store.commit(Transaction(meta={"a": b"1"}))


def test_copy_goes_its_own_way(store: MemoryStore) -> None:
    store.commit(step(1))
    store.submit(step(2), lambda _: None)
    twin = store.copy()
    assert (twin.record_count(), twin.waiting) == (1, 0)
    twin.commit(step(2, body=b"of the twin"))
    store.flush()
    mine, theirs = store.find_entry(2), twin.find_entry(2)
    assert mine is not None and theirs is not None and mine.body != theirs.body

"""How callers hear what became of their transactions: by their loop in slices, or at once while they stand still."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tansiq.base.errors import StoreFailed
from tansiq.store import outcomes as module
from tansiq.store.contract import Done
from tansiq.store.outcomes import Outcomes
from tansiq.store.sqlite import SqliteStore
from tests.store.rows import step

PATIENCE_S = 60.0


class Place:
    """Where callbacks are wanted: keeps what is delivered until `come_round`."""

    def __init__(self) -> None:
        self.delivered: list[Callable[[], None]] = []
        self.told: list[tuple[int, bool]] = []
        self.outcomes = Outcomes(self.delivered.append)

    def done(self, number: int) -> Done:
        return lambda error: self.told.append((number, error is None))

    def settle(self, *numbers: int, error: StoreFailed | None = None) -> None:
        for _ in numbers:
            self.outcomes.count_in()
        self.outcomes.add([(self.done(number), error) for number in numbers])

    def come_round(self) -> None:
        delivered = self.delivered[:]
        self.delivered.clear()
        for told in delivered:
            told()


def test_who_stands_still_is_told_in_order_as_soon_as_all_is_settled() -> None:
    place = Place()
    place.outcomes.count_in()
    place.outcomes.count_in()

    def settle() -> None:
        place.outcomes.add([(place.done(1), None)])
        place.outcomes.add([(place.done(2), None)])

    threading.Timer(0.02, settle).start()
    place.outcomes.wait(PATIENCE_S)
    assert place.told == [(1, True), (2, True)]
    assert place.delivered == []


def test_what_was_on_its_way_to_the_loop_is_told_once() -> None:
    place = Place()
    place.settle(1, 2)
    assert len(place.delivered) == 1
    place.outcomes.wait(PATIENCE_S)
    assert place.told == [(1, True), (2, True)]
    place.come_round()
    assert place.told == [(1, True), (2, True)]


def test_a_disk_that_does_not_answer_keeps_nobody_and_the_loop_tells_later() -> None:
    place = Place()
    place.outcomes.count_in()
    place.outcomes.wait(0.01)
    assert place.told == []
    place.outcomes.add([(place.done(1), None)])
    place.come_round()
    assert place.told == [(1, True)]


def test_after_a_disk_did_not_answer_nobody_stands_still_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLOW_S", PATIENCE_S)
    place = Place()
    place.outcomes.count_in()
    place.outcomes.wait(0.01)
    begun_s = time.monotonic()
    place.outcomes.wait(PATIENCE_S)
    assert time.monotonic() - begun_s < PATIENCE_S / 2


def test_failures_and_what_follows_them_are_left_to_the_loop() -> None:
    place = Place()
    place.settle(1)
    place.settle(2, error=StoreFailed("the disk refused"))
    place.settle(3)
    place.outcomes.wait(PATIENCE_S)
    assert place.told == [(1, True)]
    place.come_round()
    assert place.told == [(1, True), (2, False), (3, True)]


def test_many_are_told_in_slices_between_which_the_loop_has_its_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SLICE_S", 0.0)
    place = Place()
    place.settle(1, 2, 3)
    for count in (1, 2, 3):
        place.come_round()
        assert [number for number, _ in place.told] == list(range(1, count + 1))
    assert place.delivered == []


def test_a_loop_that_stands_still_hears_of_its_transaction_before_it_goes_on(tmp_path: Path) -> None:
    async def act() -> list[StoreFailed | None]:
        store = SqliteStore(tmp_path, deliver=asyncio.get_running_loop().call_soon_threadsafe, reserve_bytes=0)
        told: list[StoreFailed | None] = []
        store.submit(step(1), told.append)
        store.submit(step(2, urgent=True), told.append)
        store.wait(PATIENCE_S)
        heard = list(told)
        store.close()
        return heard

    assert asyncio.run(act()) == [None, None]


def test_a_record_that_another_program_holds_keeps_the_loop_for_a_moment_only(tmp_path: Path) -> None:
    async def act() -> tuple[int, float]:
        loop = asyncio.get_running_loop()
        store = SqliteStore(tmp_path, deliver=loop.call_soon_threadsafe, reserve_bytes=0)
        holder = sqlite3.connect(tmp_path / "record.db", isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        told = loop.create_future()
        begun_s = time.monotonic()
        store.submit(step(1, urgent=True), told.set_result)
        store.wait(0.01)
        stood_s, heard = time.monotonic() - begun_s, int(told.done())
        holder.execute("ROLLBACK")
        assert await told is None
        holder.close()
        store.close()
        return heard, stood_s

    heard, stood_s = asyncio.run(act())
    assert heard == 0
    assert stood_s < 4.0

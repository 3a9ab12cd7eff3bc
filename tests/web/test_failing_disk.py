"""A disk that refuses: writes are told so, cease works all the same and is written later."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tansiq.base.errors import StoreFailed
from tansiq.store.contract import Done, Transaction
from tests.web.house import House, make_item, new_id, refusal


class Disk:
    """Stands before a node's store and refuses what it is told to."""

    def __init__(self, house: House) -> None:
        self.house, self.store = house, house.node.store
        self.is_broken = False
        self._submit, self._reopen = self.store.submit, self.store.reopen
        self.store.submit = self.submit  # type: ignore[method-assign]
        self.store.reopen = self.reopen  # type: ignore[method-assign]

    def submit(self, transaction: Transaction, done: Done) -> None:
        if not self.is_broken:
            self._submit(transaction, done)
            return
        error = StoreFailed("the disk refuses", where="record.db")
        asyncio.get_running_loop().call_soon(done, error)

    def reopen(self) -> None:
        if self.is_broken:
            raise StoreFailed("the disk still refuses", where="record.db")
        self._reopen()


@pytest.fixture
def disk(house: House) -> Iterator[Disk]:
    made = Disk(house)
    yield made
    made.is_broken = False


def test_a_write_that_is_not_on_disk_is_not_answered_as_done(house: House, disk: Disk) -> None:
    disk.is_broken = True
    id_ = new_id()
    assert refusal(house.post("/items", id=id_, item=make_item(), datum="WGS84")) == (500, "store_failed")
    assert house.get("/health", None).json()["state"] == "cannot_write"


@pytest.mark.parametrize(("path", "kind"), [("/ceases", "cease"), ("/distresses", "distress")])
def test_stop_works_while_the_disk_refuses_and_is_written_when_it_takes_again(
    house: House, disk: Disk, path: str, kind: str
) -> None:
    disk.is_broken = True
    ceased = house.post(path, text="stop").json()
    assert ceased["kept"] is False
    assert [row["stands"] for row in house.get("/ceases").json()] == [True]
    disk.is_broken = False

    async def until_written() -> None:
        for _ in range(1000):
            if house.node.store.record(0, 1000, (kind,)):
                return
            await asyncio.sleep(0.01)

    house.loop.run(until_written())
    assert [row["cease"] for row in house.get("/ceases").json()] == [ceased["cease"]]
    entries = house.get("/record?limit=1000").json()["entries"]
    assert [entry["kind"] for entry in entries].count(kind) == 1
    assert house.get("/picture/check").json()["equal"] is True

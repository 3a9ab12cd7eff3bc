"""A stop on its way between two nodes: when it leaves, and when it is carried out."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tansiq.ledger.envelope import Chain
from tansiq.link.sending import BULK_UNSENT_BYTES
from tests.link.centres import (
    Centre,
    run,
    until,
)
from tests.link.desk import NORTH, SOUTH, Desk


def test_host_that_fails_at_a_stop_gets_it_again(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            north.failing = True
            south.write(Chain.URGENT)
            await asyncio.sleep(0.2)
            assert not south.driver.is_idle() and north.order == []
            north.failing = False
            await until(south.driver.is_idle)
            assert north.desk.record.held == south.desk.record.own

    run(script)


def test_a_stop_leaves_in_the_very_moment_in_which_it_is_durable(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            sending = south.desk.exchange.sending_channel
            assert sending is not None
            south.write(Chain.URGENT)
            assert south.driver.pull(sending, 0) is None, "it is in the socket"
            south.write()
            assert south.driver.pull(sending, BULK_UNSENT_BYTES) is not None, "what is ordinary waits for its turn"
            await until(lambda: Chain.URGENT in north.order)

    run(script)


def test_stops_are_carried_out_as_they_come_whatever_the_disk_does(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            north.is_disk_slow = True
            south.write(Chain.URGENT)
            await until(lambda: north.order == [Chain.URGENT])
            south.write(Chain.URGENT)
            await until(lambda: north.order == [Chain.URGENT, Chain.URGENT])
            assert north.begun == 2 and not north.driver.is_idle()
            north.is_disk_slow = False
            await until(lambda: north.driver.is_idle() and south.driver.is_idle())
            assert north.desk.record.held == south.desk.record.own

    run(script)


def test_a_stop_is_carried_out_while_the_disk_has_something_else_that_is_urgent(tmp_path: Path) -> None:
    async def script() -> None:
        north, before = Centre(Desk(NORTH), tmp_path), Desk(SOUTH)
        before.write(Chain.URGENT)
        south = Centre(Desk(SOUTH, before.record), tmp_path)
        south.is_disk_slow = True
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.begun == 1)  # its own stop of before is to be loaded
            north.write(Chain.URGENT)
            await until(lambda: south.order == [Chain.URGENT])
            assert not south.driver.is_idle()
            south.is_disk_slow = False
            await until(lambda: north.driver.is_idle() and south.driver.is_idle())

    run(script)


def test_a_stop_is_carried_out_while_the_host_is_busy_with_ordinary_messages(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            north.delay_s = 1.0
            south.write()
            await asyncio.sleep(0.1)
            south.write(Chain.URGENT)
            await until(lambda: north.order == [Chain.URGENT])
            await until(lambda: north.order == [Chain.URGENT, Chain.ORDINARY])

    run(script)


def test_bulk_stands_aside_while_something_urgent_is_written_and_then_goes_on(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            south.pressed = True
            south.write()
            south.write(Chain.URGENT)
            await until(lambda: north.order == [Chain.URGENT])
            await asyncio.sleep(0.1)
            assert north.order == [Chain.URGENT]
            south.pressed = False
            await until(lambda: north.order == [Chain.URGENT, Chain.ORDINARY])

    run(script)


def test_the_host_hears_of_a_stop_before_it_is_handed_over_and_not_of_what_is_ordinary(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        async with north.running(), south.running(dial=north.port):
            await until(lambda: south.desk.may_sign and south.driver.is_idle())
            before = north.pressings
            south.write()
            await until(lambda: north.order == [Chain.ORDINARY])
            assert north.pressings == before
            north.delay_s = 60.0
            south.write()
            south.write(Chain.URGENT)
            await until(lambda: north.pressings == before + 1)

    run(script)


def test_urgent_arrives_while_a_peer_that_reads_slowly_has_a_backlog(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        for _ in range(400):
            south.desk.write(text="x" * 10_000)
        south = Centre(Desk(SOUTH, south.desk.record), tmp_path)
        north.delay_s = 0.05
        async with north.running(), south.running(dial=north.port):
            await until(lambda: len(north.order) > 10)
            south.write(Chain.URGENT)
            await until(lambda: Chain.URGENT in north.order)
            assert north.order.index(Chain.URGENT) < 250
            await until(south.driver.is_idle)

    run(script)

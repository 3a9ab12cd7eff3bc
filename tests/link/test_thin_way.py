"""Real sockets over a way that is thin, slow and stalls: a slice of `./run bench slow`, ten times as fast."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from bench.thin_way import Thinness, ThinWay
from tansiq.ledger.envelope import Chain
from tests.link.centres import Centre, run, until
from tests.link.desk import NORTH, SOUTH, Desk

THIN = Thinness(bytes_per_s=3000, delay_s=0.075, held_s=0.3, held_share=0.2)
BACKLOG = 70
UNDER_WAY = 25
"""What fills this way is some 2,400 bytes."""
PATIENCE_S = 50.0


async def patiently(is_so: object) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # type: ignore[operator]
            await asyncio.sleep(0.005)


def test_stop_overtakes_a_backlog_on_a_thin_way_over_the_reserve_and_all_of_it_arrives(tmp_path: Path) -> None:
    """Only south can dial: the reserve is its second connection."""

    async def script() -> None:
        way = ThinWay(random.Random(1), THIN)
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        south.reserve_after_s = 0.2
        port = [0]
        async with north.running():
            port[0] = north.port
            thin = await way.listen(0, port)
            async with south.running(dial=thin):
                await patiently(lambda: south.desk.exchange.ready_count == north.desk.exchange.ready_count == 2)
                for at in range(BACKLOG):
                    south.write(text=f"convoy {at} passed the river crossing, no delay")
                await patiently(lambda: len(north.order) >= 5)
                before = len(north.order)
                south.write(Chain.URGENT, text="stop")
                await patiently(lambda: Chain.URGENT in north.order)
                # What was under way when it was ordered, and what came over the other connection meanwhile.
                assert north.order.index(Chain.URGENT) - before <= UNDER_WAY
                assert len(north.desk.record.held[Chain.ORDINARY]) < BACKLOG
                await patiently(south.driver.is_idle)
                assert north.desk.record.held == south.desk.record.own
        way.stop()

    run(script)


def test_end_that_cannot_be_dialled_gets_its_reserve_from_the_other(tmp_path: Path) -> None:
    async def script() -> None:
        north, south = Centre(Desk(NORTH), tmp_path), Centre(Desk(SOUTH), tmp_path)
        south.reserve_after_s = 0.05
        async with north.running(), south.running(dial=north.port):
            await until(lambda: north.desk.exchange.ready_count == 2)
            first = next(iter(north.server._open))
            south.write()
            first.transport.abort()
            await until(lambda: south.driver.is_idle() and north.desk.record.held == south.desk.record.own)
            await until(lambda: north.desk.exchange.ready_count == 2)

    run(script)

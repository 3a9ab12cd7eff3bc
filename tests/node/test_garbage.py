"""Garbage is collected without going through all that stays, and cycles among what is new go all the same."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import weakref

import pytest

from tansiq.node import garbage


class Thing:
    """Something that may be part of a cycle."""

    itself: Thing | None = None


def make_cycle() -> weakref.ref[Thing]:
    thing = Thing()
    thing.itself = thing
    return weakref.ref(thing)


async def collecting(script: asyncio.Event, pressed: list[bool]) -> None:
    task = asyncio.create_task(garbage.collect_gently(lambda: pressed[0]))
    await script.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def test_what_stays_is_set_apart_cycles_go_and_all_is_as_before_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "LOOK_S", 0.001)
    before = gc.get_threshold()

    async def script() -> None:
        over, pressed = asyncio.Event(), [False]
        task = asyncio.create_task(collecting(over, pressed))
        await asyncio.sleep(0.01)
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[2] > 1_000_000
        cycle = make_cycle()
        while cycle() is not None:
            await asyncio.sleep(0.001)
        pressed[0] = True
        await asyncio.sleep(0.01)
        kept = make_cycle()
        await asyncio.sleep(0.05)
        assert kept() is not None
        pressed[0] = False
        while kept() is not None:
            await asyncio.sleep(0.001)
        over.set()
        await task

    asyncio.run(asyncio.wait_for(script(), 60))
    assert gc.get_freeze_count() == 0
    assert gc.get_threshold() == before

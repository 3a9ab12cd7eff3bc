"""Ordinary work has its share of the loop and rests behind each slice of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from tansiq.link.pace import LONGEST_REST_S, SHARE, SLICE_S, Pace, Turns


@dataclass
class Loop:
    """A pace with its clock moved by hand, and two tasks that go by it."""

    now_s: float = 1000.0
    pace: Pace = field(init=False)
    one: Turns = field(init=False)
    other: Turns = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(lambda: self.now_s)
        self.one, self.other = Turns(self.pace), Turns(self.pace)

    def work(self, task: Turns, seconds: float) -> bool:
        """Whether the task is to rest afterwards."""
        task.begin()
        self.now_s += seconds
        return task.end()


def test_what_comes_alone_is_not_held_up() -> None:
    loop = Loop()
    assert not loop.work(loop.one, SLICE_S * 0.9)
    assert loop.pace.find_rest_s() == 0


def test_a_slice_may_be_used_up_by_several_tasks_and_all_of_them_rest() -> None:
    loop = Loop()
    assert not loop.work(loop.one, SLICE_S * 0.6)
    assert loop.work(loop.other, SLICE_S * 0.6)
    assert loop.pace.find_rest_s() > 0


def test_the_rest_is_twice_as_long_as_the_work_and_then_over() -> None:
    loop = Loop()
    loop.work(loop.one, 0.003)
    assert loop.pace.find_rest_s() == pytest.approx(0.006)
    loop.now_s += 0.0061
    assert loop.pace.find_rest_s() == 0


def test_a_line_that_is_never_done_takes_its_share_of_the_time() -> None:
    loop, begun_s, worked_s = Loop(), 1000.0, 0.0
    for _ in range(1000):
        loop.now_s += loop.pace.find_rest_s()
        loop.work(loop.one, 0.00015)
        worked_s += 0.00015
    assert worked_s / (loop.now_s - begun_s) == pytest.approx(SHARE, abs=0.02)


def test_a_machine_that_stood_still_for_an_hour_does_not_make_the_line_rest_for_one() -> None:
    loop = Loop()
    loop.work(loop.one, 3600.0)
    assert loop.pace.find_rest_s() == pytest.approx(LONGEST_REST_S)


def test_what_a_task_waited_is_not_counted_as_its_work() -> None:
    loop = Loop()
    loop.now_s += 10.0
    loop.one.begin()
    assert not loop.one.end()


async def _pass_on_after(seconds: float) -> tuple[bool, float]:
    loop = Loop()

    async def move_on() -> None:
        while True:
            await asyncio.sleep(0)
            loop.now_s += 0.001

    loop.one.begin()
    loop.now_s += seconds
    begun_s, moving = loop.now_s, asyncio.create_task(move_on())
    has_rested = await loop.one.pass_on()
    moving.cancel()
    return has_rested, loop.now_s - begun_s


def test_a_task_that_used_up_the_slice_goes_on_only_when_the_rest_is_over() -> None:
    assert asyncio.run(_pass_on_after(SLICE_S * 0.5)) == (False, 0.0)
    has_rested, rested_s = asyncio.run(_pass_on_after(0.004))
    assert has_rested
    assert rested_s >= 0.004

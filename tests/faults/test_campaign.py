"""A short slice of the fault campaign: what `./run faults` does five hundred times."""

from __future__ import annotations

import asyncio
from pathlib import Path

from faults.house import make_house
from faults.plan import KINDS, Fault, Plan, make_plan
from faults.storm import Result, run_storm

SEEDS = (6,)


def play(plans: list[Plan], root: Path) -> list[Result]:
    async def work() -> list[Result]:
        house = await make_house(root)
        try:
            return [await run_storm(house, plan, root / "kept") for plan in plans]
        finally:
            await house.close()

    return asyncio.run(work())


def test_what_must_hold_holds_through_every_kind_of_fault(tmp_path: Path) -> None:
    every = tuple(
        Fault(0.2 * number, kind, "north" if number % 2 else "south", "west", 0.2, 0.5)
        for number, kind in enumerate(KINDS)
    )
    results = play([Plan(1, every), *map(make_plan, SEEDS)], tmp_path)
    assert [what for result in results for what in result.outcome.breaks] == []
    assert all(result.outcome.messages > 900 for result in results)
    assert all(result.outcome.lost == result.outcome.duplicated == 0 for result in results)
    assert sum(result.faults.total() for result in results) > len(KINDS) // 2


def test_a_seed_gives_the_same_plan_again() -> None:
    assert make_plan(7) == make_plan(7)
    assert make_plan(7) != make_plan(8)
    assert {fault.kind for seed in range(200) for fault in make_plan(seed).faults} == set(KINDS)

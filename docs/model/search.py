"""Every state of a scope, breadth first, so that the first break found has a shortest history."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docs.model.acts import find_acts
from docs.model.arrivals import find_arrivals
from docs.model.beats import find_beats
from docs.model.properties import find_all_counted, find_break, find_step_break, is_judged, tell
from docs.model.scope import Scope
from docs.model.world import Label, Message, Step, World, make_world

Goal = Callable[[Scope, World], bool]


@dataclass(frozen=True)
class Found:
    """What a search saw."""

    states: int
    steps: int
    seconds: float
    is_whole: bool
    """Whether every state that can be reached was looked at."""
    broken: str | None
    """What does not hold, or that the goal was reached; None: nothing found."""
    history: tuple[str, ...]
    """A shortest one to it."""
    views: frozenset[tuple[Message, ...]]
    """Everything that the watched party may come to see."""


def find_steps(scope: Scope, world: World) -> Iterator[Step]:
    """Everything that may happen next."""
    yield from find_arrivals(scope, world)
    yield from find_acts(scope, world)
    yield from find_beats(scope, world)


def search(scope: Scope, *, goal: Goal | None = None, wanted: str = "", most_states: int = 5_000_000) -> Found:
    """Look at every state until something breaks.

    Args:
        scope: the small world.
        goal: where given, until it is reached instead.
        wanted: how a break begins that ends the search; others are passed over.
        most_states: where the search gives up.
    """
    began_s = time.perf_counter()
    start = find_beginning(scope)
    came: dict[World, tuple[World, Label] | None] = {start: None}
    layer = [(start, find_all_counted(scope, start))]
    steps, broken, last = 0, None, start
    while layer and broken is None and len(came) < most_states:
        following: list[tuple[World, tuple[int, ...]]] = []
        for world, before in layer:
            for label, after in find_steps(scope, world):
                steps += 1
                is_new = after not in came
                # A step may break what its state does not: such a one is judged even where the state is known.
                if not is_new and not is_judged(label, before):
                    continue
                counted = find_all_counted(scope, after)
                broken = _judge(scope, goal, (before, label), (after, counted))
                if broken is not None and not broken.startswith(wanted):
                    broken = None
                if is_new:
                    came[after] = (world, label)
                    following.append((after, counted))
                if broken is not None:
                    last = after
                    break
            if broken is not None:
                break
        layer = following
    views = frozenset(world.seen for world in came) if scope.watched is not None else frozenset()
    seconds = time.perf_counter() - began_s
    is_whole = broken is None and not layer
    return Found(len(came), steps, seconds, is_whole, broken, tuple(_tell_history(scope, came, last, broken)), views)


def find_beginning(scope: Scope) -> World:
    """Where a search begins: where nothing is known yet, or after the steps that the scope names."""
    world = make_world(scope)
    for wanted in scope.begin:
        world = next(after for label, after in find_steps(scope, world) if tell(scope, label) == wanted)
    return world


def _judge(
    scope: Scope, goal: Goal | None, came_by: tuple[tuple[int, ...], Label], now: tuple[World, tuple[int, ...]]
) -> str | None:
    (before, label), (world, counted) = came_by, now
    if goal is not None:
        return "reached" if goal(scope, world) else None
    return find_break(scope, world, counted) or find_step_break(scope, before, label, now)


def _tell_history(
    scope: Scope, came: dict[World, tuple[World, Label] | None], last: World, broken: str | None
) -> Iterator[str]:
    lines = []
    step = came[last] if broken is not None else None
    while step is not None:
        world, label = step
        lines.append(tell(scope, label))
        step = came[world]
    return reversed(lines)

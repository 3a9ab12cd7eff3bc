"""The state machines in which Hypothesis looks for a break of I1 to I7."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from inspect import signature
from typing import Any, TypeVar, cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tansiq.airspace.item import ItemKind
from tansiq.coordination.agreement import Articles
from tansiq.coordination.statements import Disclosure, Verdict
from tansiq.node.lines.seat import UNBOUNDED
from tests.sim.items import EASY
from tests.sim.world import CHAIN_OF_THREE, CHAIN_OF_TWO, TRIANGLE, World

F = TypeVar("F", bound=Callable[..., None])
CHOICES: dict[str, Sequence[Any]] = {
    "begun": ["nothing", "submitted", "coordinated", "flying"],
    "at": range(6),
    "which": range(6),
    "other": range(6),
    "revision": range(3),
    "place": [0, 0, 1, 2],
    "steps": range(1, 9),
    "seconds": [1, 5, 20, 40, 70],
    "by_s": [-3600, -70, -20, 20, 70, 300],
    "how": list(Disclosure),
    "kind": [ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE, ItemKind.NO_GO_AREA],
    "verdict": [Verdict.CONCUR, Verdict.CONCUR, Verdict.CANNOT],
    "unilateral": [False, False, True],
    "lift": [False, True],
    "swap": [False, True],
    "ahead": [1, 1, 2000, UNBOUNDED],
    "named": [None, *range(6)],
}
"""What an action's argument of this name may be."""
STRICT = Articles(probing_limit=1000)


def chosen(*names: str) -> dict[str, st.SearchStrategy[Any]]:
    return {name: st.sampled_from(CHOICES[name]) for name in names}


def step(*names: str) -> Callable[[F], F]:
    """A rule with arguments of these names."""
    return cast("Callable[[F], F]", cast("Any", rule)(**chosen(*names)))


def begin(*names: str) -> Callable[[F], F]:
    return cast("Callable[[F], F]", cast("Any", initialize)(**chosen(*names)))


class Simulated(RuleBasedStateMachine):
    """Looks at the world after every step."""

    world: World

    pairs: tuple[tuple[str, str], ...] = CHAIN_OF_THREE
    articles = EASY

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.network.close_down()

    @invariant()
    def check(self) -> None:
        if hasattr(self, "world"):
            self.world.check()

    @step()
    def settle(self) -> None:
        self.world.check_settled()


class Begun(Simulated):
    """Begins with nothing, or with one activity told, coordinated or flown."""

    @begin("begun", "at")
    def build_some(self, begun: str, at: int) -> None:
        self.world = World(*self.pairs, articles=self.articles)
        if begun == "submitted":
            self.world.submit(at, 0)
        elif begun != "nothing":
            self.world.coordinate(at, 0)
        if begun == "flying":
            self.world.activate(0, False)
            self.world.settle()

    @step("ahead")
    def thin(self, ahead: int) -> None:
        self.world.network.ahead_bytes = ahead


class Officers(Begun):
    """What officers do, on lines that carry."""

    @step("at", "place")
    def submit(self, at: int, place: int) -> None:
        self.world.submit(at, place)

    @step("at", "which")
    def concur(self, at: int, which: int) -> None:
        self.world.concur_fully(at, which)

    @step("at", "place")
    def coordinate(self, at: int, place: int) -> None:
        self.world.coordinate(at, place)

    @step("which")
    def concur_all(self, which: int) -> None:
        self.world.concur_all(which)

    @step("at", "which", "verdict")
    def answer(self, at: int, which: int, verdict: Verdict) -> None:
        self.world.answer(at, which, verdict)

    @step("at", "which", "revision")
    def doubt(self, at: int, which: int, revision: int) -> None:
        self.world.doubt(at, which, revision)

    @step("at", "place", "how", "kind")
    def place_area(self, at: int, place: int, how: Disclosure, kind: ItemKind) -> None:
        self.world.place_area(at, place, how, kind)

    @step("steps")
    def move(self, steps: int) -> None:
        self.world.move(steps)

    @step("seconds")
    def wait(self, seconds: int) -> None:
        self.world.wait(seconds)


class Rivals(Simulated):
    """South's activity is coordinated by north, and east, whom only north knows, wants the same place."""

    @begin()
    def build_rivals(self) -> None:
        self.world = World(*self.pairs, articles=self.articles)
        self.world.coordinate(2, 0)
        self.world.submit(0, 0)
        self.world.settle()

    @step("which")
    def concur(self, which: int) -> None:
        self.world.concur_fully(1, which)
        self.world.settle()

    @step()
    def withdraw(self) -> None:
        self.world.doubt(1, 0, 0)

    @step()
    def activate(self) -> None:
        self.world.activate(0, False)

    @step()
    def move_away(self) -> None:
        self.world.amend(0, 2)
        self.world.settle()

    @step()
    def cut(self) -> None:
        self.world.cut(1)

    @step()
    def reconnect(self) -> None:
        self.world.reconnect(1)

    @step("seconds")
    def wait(self, seconds: int) -> None:
        self.world.wait(seconds)


class Jumps(Rivals):
    """The same, and clocks that are set on or back on one node alone."""

    @step("at", "by_s")
    def jump_clock(self, at: int, by_s: int) -> None:
        self.world.jump_clock(at, by_s)

    @step("at", "by_s")
    def jump_clock_again(self, at: int, by_s: int) -> None:
        self.world.jump_clock(at, by_s)


class Stops(Begun):
    """Cease and resume over something that is coordinated or flown."""

    @step("at", "named")
    def cease(self, at: int, named: int | None) -> None:
        self.world.cease(at, named)

    @step("at", "which")
    def resume(self, at: int, which: int) -> None:
        self.world.resume(at, which)

    @step("at")
    def coordinate(self, at: int) -> None:
        self.world.coordinate(at, 2)

    @step("which")
    def activate(self, which: int) -> None:
        self.world.activate(which, False)


class Killed(Begun):
    """Nodes that die between the steps of a message's way."""

    @step("at", "place")
    def submit(self, at: int, place: int) -> None:
        self.world.submit(at, place)

    @step("steps")
    def move(self, steps: int) -> None:
        self.world.move(steps)

    @step("steps")
    def move_without_disks(self, steps: int) -> None:
        self.world.move_without_disks(steps)

    @step("at")
    def kill(self, at: int) -> None:
        self.world.kill(at)
        self.world.restart(at)


class Orders(Officers):
    """Everything that officers do."""

    @step("which", "place")
    def amend(self, which: int, place: int) -> None:
        self.world.amend(which, place)

    @step("which")
    def cancel(self, which: int) -> None:
        self.world.cancel(which)

    @step("which", "unilateral")
    def activate(self, which: int, unilateral: bool) -> None:
        self.world.activate(which, unilateral)

    @step("which")
    def end(self, which: int) -> None:
        self.world.end(which)

    @step("at", "which")
    def doubt_any(self, at: int, which: int) -> None:
        self.world.doubt_any(at, which)

    @step("at", "which", "other")
    def resolve(self, at: int, which: int, other: int) -> None:
        self.world.resolve(at, which, other)

    @step("which")
    def cancel_area(self, which: int) -> None:
        self.world.cancel_area(which)

    @step("at", "named")
    def cease(self, at: int, named: int | None) -> None:
        self.world.cease(at, named)

    @step("at", "which")
    def take(self, at: int, which: int) -> None:
        self.world.take(at, which)

    @step("at", "which")
    def resume(self, at: int, which: int) -> None:
        self.world.resume(at, which)

    @step("which")
    def resume_all(self, which: int) -> None:
        self.world.resume_all(which)

    @step("at", "which", "lift")
    def suspend_agreement(self, at: int, which: int, lift: bool) -> None:
        self.world.suspend_agreement(at, which, lift)


class Everything(Orders):
    """Officers, lines that lose, repeat, reorder and cut, nodes that die, and disks that fill."""

    @step("at")
    def write(self, at: int) -> None:
        self.world.write(at)

    @step("seconds")
    def wait_unsettled(self, seconds: int) -> None:
        self.world.wait_unsettled(seconds)

    @step("at", "by_s")
    def jump_clock(self, at: int, by_s: int) -> None:
        self.world.jump_clock(at, by_s)

    @step("at")
    def beat(self, at: int) -> None:
        self.world.beat(at)

    @step("at")
    def cut(self, at: int) -> None:
        self.world.cut(at)

    @step("at")
    def reconnect(self, at: int) -> None:
        self.world.reconnect(at)

    @step("at", "swap")
    def deafen(self, at: int, swap: bool) -> None:
        self.world.deafen(at, swap)

    @step("at")
    def second_wire(self, at: int) -> None:
        self.world.second_wire(at)

    @step("at")
    def lose(self, at: int) -> None:
        self.world.lose(at)

    @step("at")
    def repeat(self, at: int) -> None:
        self.world.repeat(at)

    @step("at")
    def swap(self, at: int) -> None:
        self.world.swap(at)

    @step("at")
    def kill(self, at: int) -> None:
        self.world.kill(at)

    @step("at")
    def restart(self, at: int) -> None:
        self.world.restart(at)

    @step("at")
    def fill_disk(self, at: int) -> None:
        self.world.fill_disk(at)

    @step("at")
    def empty_disk(self, at: int) -> None:
        self.world.empty_disk(at)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            try:
                self.world.heal()
            finally:
                super().teardown()


class OfTwo(Everything):
    pairs = CHAIN_OF_TWO
    articles = STRICT


class OfThreeInAChain(Everything):
    pairs = CHAIN_OF_THREE


class OfThree(Everything):
    pairs = TRIANGLE


def walk(machine: type[Simulated], *, seed: int, steps: int) -> None:
    """One run of a machine by plain chance: many different runs for little time. What it did is told on failure."""
    chance = random.Random(f"{machine.__name__} {seed}")
    walker, state, done = machine(), machine.setup_state(), []
    try:
        for rule_ in [*state.initializers, *(chance.choice(state.rules) for _ in range(steps))]:
            names = [name for name in signature(rule_.function).parameters if name != "self"]
            chosen_ = {name: chance.choice(CHOICES[name]) for name in names}
            done.append(f"{rule_.function.__name__}({', '.join(f'{key}={value!r}' for key, value in chosen_.items())})")
            rule_.function(walker, **chosen_)
            walker.world.check()
        walker.teardown()
    except AssertionError as error:
        error.add_note(f"{machine.__name__}, seed {seed}:\n" + "\n".join(done))
        walker.world.network.close_down()
        raise

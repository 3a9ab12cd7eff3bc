"""The state machines in which Hypothesis looks for a break of I1 to I7."""

from __future__ import annotations

import random
from collections.abc import Sequence
from inspect import signature
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tansiq.airspace.item import ItemKind
from tansiq.coordination.agreement import Articles
from tansiq.coordination.statements import Disclosure, Verdict
from tests.sim.items import EASY
from tests.sim.world import CHAIN_OF_THREE, CHAIN_OF_TWO, TRIANGLE, World

CHOICES: dict[str, Sequence[Any]] = {
    "begun": ["nothing", "submitted", "coordinated", "flying"],
    "at": range(6),
    "which": range(6),
    "other": range(6),
    "revision": range(3),
    "place": [0, 0, 1, 2],
    "steps": range(1, 9),
    "seconds": [1, 5, 20, 40, 70],
    "how": list(Disclosure),
    "kind": [ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE, ItemKind.NO_GO_AREA],
    "verdict": [Verdict.CONCUR, Verdict.CONCUR, Verdict.CANNOT],
    "unilateral": [False, False, True],
    "lift": [False, True],
    "swap": [False, True],
    "named": [None, *range(6)],
}
"""What an action's argument of this name may be."""
STRICT = Articles(probing_limit=1000)


def chosen(*names: str) -> dict[str, st.SearchStrategy[Any]]:
    return {name: st.sampled_from(CHOICES[name]) for name in names}


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

    @rule()
    def settle(self):
        self.world.check_settled()


class Begun(Simulated):
    """Begins with nothing, or with one activity told, coordinated or flown."""

    @initialize(**chosen("begun", "at"))
    def build_some(self, begun, at):
        self.world = World(*self.pairs, articles=self.articles)
        if begun == "submitted":
            self.world.submit(at, 0)
        elif begun != "nothing":
            self.world.coordinate(at, 0)
        if begun == "flying":
            self.world.activate(0, False)
            self.world.settle()


class Officers(Begun):
    """What officers do, on lines that carry."""

    @rule(**chosen("at", "place"))
    def submit(self, at, place):
        self.world.submit(at, place)

    @rule(**chosen("at", "which"))
    def concur(self, at, which):
        self.world.concur_fully(at, which)

    @rule(**chosen("at", "place"))
    def coordinate(self, at, place):
        self.world.coordinate(at, place)

    @rule(**chosen("which"))
    def concur_all(self, which):
        self.world.concur_all(which)

    @rule(**chosen("at", "which", "verdict"))
    def answer(self, at, which, verdict):
        self.world.answer(at, which, verdict)

    @rule(**chosen("at", "which", "revision"))
    def doubt(self, at, which, revision):
        self.world.doubt(at, which, revision)

    @rule(**chosen("at", "place", "how", "kind"))
    def place_area(self, at, place, how, kind):
        self.world.place_area(at, place, how, kind)

    @rule(**chosen("steps"))
    def move(self, steps):
        self.world.move(steps)

    @rule(**chosen("seconds"))
    def wait(self, seconds):
        self.world.wait(seconds)


class Rivals(Simulated):
    """South's activity is coordinated by north, and east, whom only north knows, wants the same place."""

    @initialize()
    def build_rivals(self):
        self.world = World(*self.pairs, articles=self.articles)
        self.world.coordinate(2, 0)
        self.world.submit(0, 0)
        self.world.settle()

    @rule(**chosen("which"))
    def concur(self, which):
        self.world.concur_fully(1, which)
        self.world.settle()

    @rule()
    def withdraw(self):
        self.world.doubt(1, 0, 0)

    @rule()
    def activate(self):
        self.world.activate(0, False)

    @rule()
    def move_away(self):
        self.world.amend(0, 2)
        self.world.settle()

    @rule()
    def cut(self):
        self.world.cut(1)

    @rule()
    def reconnect(self):
        self.world.reconnect(1)

    @rule(**chosen("seconds"))
    def wait(self, seconds):
        self.world.wait(seconds)


class Stops(Begun):
    """Cease and resume over something that is coordinated or flown."""

    @rule(**chosen("at", "named"))
    def cease(self, at, named):
        self.world.cease(at, named)

    @rule(**chosen("at", "which"))
    def resume(self, at, which):
        self.world.resume(at, which)

    @rule(**chosen("at"))
    def coordinate(self, at):
        self.world.coordinate(at, 2)

    @rule(**chosen("which"))
    def activate(self, which):
        self.world.activate(which, False)


class Orders(Officers):
    """Everything that officers do."""

    @rule(**chosen("which", "place"))
    def amend(self, which, place):
        self.world.amend(which, place)

    @rule(**chosen("which"))
    def cancel(self, which):
        self.world.cancel(which)

    @rule(**chosen("which", "unilateral"))
    def activate(self, which, unilateral):
        self.world.activate(which, unilateral)

    @rule(**chosen("which"))
    def end(self, which):
        self.world.end(which)

    @rule(**chosen("at", "which"))
    def doubt_any(self, at, which):
        self.world.doubt_any(at, which)

    @rule(**chosen("at", "which", "other"))
    def resolve(self, at, which, other):
        self.world.resolve(at, which, other)

    @rule(**chosen("which"))
    def cancel_area(self, which):
        self.world.cancel_area(which)

    @rule(**chosen("at", "named"))
    def cease(self, at, named):
        self.world.cease(at, named)

    @rule(**chosen("at", "which"))
    def take(self, at, which):
        self.world.take(at, which)

    @rule(**chosen("at", "which"))
    def resume(self, at, which):
        self.world.resume(at, which)

    @rule(**chosen("which"))
    def resume_all(self, which):
        self.world.resume_all(which)

    @rule(**chosen("at", "which", "lift"))
    def suspend_agreement(self, at, which, lift):
        self.world.suspend_agreement(at, which, lift)


class Everything(Orders):
    """Officers, lines that lose, repeat, reorder and cut, nodes that die, and disks that fill."""

    @rule(**chosen("at"))
    def write(self, at):
        self.world.write(at)

    @rule(**chosen("seconds"))
    def wait_unsettled(self, seconds):
        self.world.wait_unsettled(seconds)

    @rule(**chosen("at"))
    def beat(self, at):
        self.world.beat(at)

    @rule(**chosen("at"))
    def cut(self, at):
        self.world.cut(at)

    @rule(**chosen("at"))
    def reconnect(self, at):
        self.world.reconnect(at)

    @rule(**chosen("at", "swap"))
    def deafen(self, at, swap):
        self.world.deafen(at, swap)

    @rule(**chosen("at"))
    def second_wire(self, at):
        self.world.second_wire(at)

    @rule(**chosen("at"))
    def lose(self, at):
        self.world.lose(at)

    @rule(**chosen("at"))
    def repeat(self, at):
        self.world.repeat(at)

    @rule(**chosen("at"))
    def swap(self, at):
        self.world.swap(at)

    @rule(**chosen("at"))
    def kill(self, at):
        self.world.kill(at)

    @rule(**chosen("at"))
    def restart(self, at):
        self.world.restart(at)

    @rule(**chosen("at"))
    def fill_disk(self, at):
        self.world.fill_disk(at)

    @rule(**chosen("at"))
    def empty_disk(self, at):
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

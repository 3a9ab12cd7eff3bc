"""The state machines in which Hypothesis looks for a break of I1 to I7."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tansiq.airspace.item import ItemKind
from tansiq.coordination.agreement import Articles
from tansiq.coordination.statements import Disclosure, Verdict
from tests.sim.items import EASY
from tests.sim.world import CHAIN_OF_THREE, CHAIN_OF_TWO, TRIANGLE, World

AT = st.integers(0, 5)
PLACE = st.sampled_from([0, 0, 1, 2])
SECONDS = st.sampled_from([1, 5, 20, 40, 70])
STRICT = Articles(probing_limit=1000)
KINDS = st.sampled_from([ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE, ItemKind.NO_GO_AREA])


class Officers(RuleBasedStateMachine):
    """What officers do, on lines that carry."""

    pairs: tuple[tuple[str, str], ...] = CHAIN_OF_THREE
    articles = EASY

    @initialize(first=st.sampled_from(["", "submitted", "coordinated", "flying"]), at=AT)
    def build(self, first, at) -> None:
        self.world = World(*self.pairs, articles=self.articles)
        if first == "submitted":
            self.world.submit(at, 0)
        elif first:
            self.world.coordinate(at, 0)
        if first == "flying":
            self.world.activate(0, False)
            self.world.settle()

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.network.close_down()

    @invariant()
    def check(self) -> None:
        if hasattr(self, "world"):
            self.world.check()

    @rule(at=AT, place=PLACE)
    def submit(self, at, place):
        self.world.submit(at, place)

    @rule(at=AT, which=AT)
    def concur(self, at, which):
        self.world.concur_fully(at, which)

    @rule(at=AT, place=PLACE)
    def coordinate(self, at, place):
        self.world.coordinate(at, place)

    @rule(which=AT)
    def concur_all(self, which):
        self.world.concur_all(which)

    @rule(at=AT, which=AT, verdict=st.sampled_from([Verdict.CONCUR, Verdict.CONCUR, Verdict.CANNOT]))
    def answer(self, at, which, verdict):
        self.world.answer(at, which, verdict)

    @rule(at=AT, which=AT, revision=AT)
    def doubt(self, at, which, revision):
        self.world.doubt(at, which, revision)

    @rule(at=AT, place=PLACE, how=st.sampled_from(list(Disclosure)), kind=KINDS)
    def place_area(self, at, place, how, kind):
        self.world.place_area(at, place, how, kind)

    @rule(steps=st.integers(1, 8))
    def move(self, steps):
        self.world.move(steps)

    @rule()
    def settle(self):
        self.world.check_settled()

    @rule(seconds=SECONDS)
    def wait(self, seconds):
        self.world.wait(seconds)


class Orders(Officers):
    """Everything that officers do."""

    @rule(which=AT, place=PLACE)
    def amend(self, which, place):
        self.world.amend(which, place)

    @rule(which=AT)
    def cancel(self, which):
        self.world.cancel(which)

    @rule(which=AT, unilateral=st.sampled_from([False, False, True]))
    def activate(self, which, unilateral):
        self.world.activate(which, unilateral)

    @rule(which=AT)
    def end(self, which):
        self.world.end(which)

    @rule(at=AT, which=AT)
    def doubt_any(self, at, which):
        self.world.doubt_any(at, which)

    @rule(at=AT, first=AT, second=AT)
    def resolve(self, at, first, second):
        self.world.resolve(at, first, second)

    @rule(which=AT)
    def cancel_area(self, which):
        self.world.cancel_area(which)

    @rule(at=AT, which=st.one_of(st.none(), AT))
    def cease(self, at, which):
        self.world.cease(at, which)

    @rule(at=AT, which=AT)
    def take(self, at, which):
        self.world.take(at, which)

    @rule(at=AT, which=AT)
    def resume(self, at, which):
        self.world.resume(at, which)

    @rule(which=AT)
    def resume_all(self, which):
        self.world.resume_all(which)

    @rule(at=AT, which=AT, lift=st.booleans())
    def suspend_agreement(self, at, which, lift):
        self.world.suspend_agreement(at, which, lift)


class Everything(Orders):
    """Officers, lines that lose, repeat, reorder and cut, nodes that die, and disks that fill."""

    @rule(at=AT)
    def write(self, at):
        self.world.write(at)

    @rule(seconds=SECONDS)
    def wait_unsettled(self, seconds):
        self.world.wait_unsettled(seconds)

    @rule(at=AT)
    def beat(self, at):
        self.world.beat(at)

    @rule(at=AT)
    def cut(self, at):
        self.world.cut(at)

    @rule(at=AT)
    def reconnect(self, at):
        self.world.reconnect(at)

    @rule(at=AT, swap=st.booleans())
    def deafen(self, at, swap):
        self.world.deafen(at, swap)

    @rule(at=AT)
    def second_wire(self, at):
        self.world.second_wire(at)

    @rule(at=AT)
    def lose(self, at):
        self.world.lose(at)

    @rule(at=AT)
    def repeat(self, at):
        self.world.repeat(at)

    @rule(at=AT)
    def swap(self, at):
        self.world.swap(at)

    @rule(at=AT)
    def kill(self, at):
        self.world.kill(at)

    @rule(at=AT)
    def restart(self, at):
        self.world.restart(at)

    @rule(at=AT)
    def fill_disk(self, at):
        self.world.fill_disk(at)

    @rule(at=AT)
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

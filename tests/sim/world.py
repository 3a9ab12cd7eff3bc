"""What may happen in the simulated world, one action a method, and what is looked at after each.

An action takes small numbers; where they name nothing that is there, it does nothing. What a node refuses is no fault.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from tansiq.airspace.item import ItemKind
from tansiq.base.errors import StoreFailed, TansiqError
from tansiq.base.ids import AgreementId, CeaseId, ItemId, PartyId
from tansiq.coordination.agreement import Articles
from tansiq.coordination.statements import Disclosure, Verdict
from tansiq.link import events as ev
from tansiq.node.orders import agreements, answer, cease, status, submit
from tests.sim import invariants
from tests.sim.items import (
    EASY,
    START_MS,
    agree,
    amend,
    current,
    doubt,
    file,
    make_item,
    move_item,
    press_cease,
    read_back,
    reply,
    resume,
    verify_there,
)
from tests.sim.network import Network
from tests.sim.nodes import SimNode

T = TypeVar("T")
MOST_ITEMS = 6
CHAIN_OF_TWO = (("north", "south"),)
CHAIN_OF_THREE = (("east", "north"), ("north", "south"))
TRIANGLE = (("east", "north"), ("east", "south"), ("north", "south"))


class World:
    """Nodes, what was done to them from outside, and the checks."""

    def __init__(self, *pairs: tuple[str, str], articles: Articles = EASY) -> None:
        self.network = Network()
        self.network.build(*pairs, skews_ms={"south": 1500})
        self.pairs = pairs
        self.agreements: list[tuple[AgreementId, tuple[str, str]]] = [
            (agree(self.network, *pair, articles=articles), pair) for pair in pairs
        ]
        self.movements: list[ItemId] = []
        self.areas: list[ItemId] = []
        self.ceases: list[CeaseId] = []
        self.pressed: dict[str, frozenset[PartyId]] = {}
        self.secrets: dict[str, frozenset[PartyId]] = {}
        self._looked: dict[str, int] = {}
        self.network.jump((START_MS - self.network.now_ms) / 1000 + 60)

    # Choosing

    def node(self, at: int) -> SimNode:
        nodes = [self.network.nodes[name] for name in sorted(self.network.nodes)]
        return nodes[at % len(nodes)]

    def pair(self, at: int) -> tuple[str, str]:
        return self.pairs[at % len(self.pairs)]

    def pick(self, items: list[ItemId], at: int) -> ItemId | None:
        return items[at % len(items)] if items else None

    def attempt(self, work: Callable[[], object]) -> None:
        try:
            work()
        except StoreFailed:
            raise
        except TansiqError:
            pass

    def _owner(self, item: ItemId) -> SimNode | None:
        for node in self.network.running:
            state = node.picture.items.get(item)
            if state is not None and state.owner == node.party:
                return node
        return None

    # Officers

    def submit(self, at: int, place: int) -> None:
        node = self.node(at)
        if not node.is_running or len(self.movements) >= MOST_ITEMS:
            return
        item = make_item(self.network, node.party, place=place % 3, name=f"movement {len(self.movements)}", hours=6)
        self.attempt(lambda: file(node, item))
        self.movements.append(item.id)

    def amend(self, which: int, place: int) -> None:
        item = self.pick(self.movements, which)
        node = self._owner(item) if item else None
        if node is not None and item is not None and not node.is_broken:
            known = node.picture.revisions[current(node, item)].item
            self.attempt(lambda: amend(node, move_item(known, place % 3)))

    def cancel(self, which: int) -> None:
        self._by_owner(which, lambda node, item: node.act(lambda desk: submit.cancel(desk, item)))

    def activate(self, which: int, unilateral: bool) -> None:
        self._by_owner(
            which, lambda node, item: node.act(lambda desk: status.activate(desk, item, unilateral=unilateral))
        )

    def end(self, which: int) -> None:
        self._by_owner(which, lambda node, item: node.act(lambda desk: status.end(desk, item)))

    def answer(self, at: int, which: int, verdict: Verdict) -> None:
        self._by_peer(at, which, lambda node, item: reply(node, item, verdict))

    def concur_fully(self, at: int, which: int) -> None:
        """Everything that the strictest articles ask for, then concur."""

        def work(node: SimNode, item: ItemId) -> None:
            read_back(node, item)
            verify_there(node, item)
            reply(node, item)

        self._by_peer(at, which, work)

    def coordinate(self, at: int, place: int) -> None:
        """The good case, whole: submitted, told, concurred to by everybody."""
        self.submit(at, place)
        self.concur_all(len(self.movements) - 1)

    def concur_all(self, which: int) -> None:
        """Everybody who knows a movement answers, and all of it arrives."""
        self.settle()
        for at in range(len(self.network.nodes)):
            self.concur_fully(at, which)
        self.settle()

    def resume_all(self, which: int) -> None:
        """Every end of a cease agrees to resume it."""
        known = sorted({id_ for node in self.network.running for id_ in node.picture.ceases})
        for node in self.network.running if known else ():
            id_ = known[which % len(known)]
            if id_ in node.picture.ceases:
                self._press_resume(node, CeaseId(id_))
        self.settle()

    def read_back(self, at: int, which: int) -> None:
        self._by_peer(at, which, read_back)

    def doubt(self, at: int, which: int, revision: int) -> None:
        def work(node: SimNode, item: ItemId) -> None:
            known = node.picture.items[item].revisions
            doubt(node, item, revision=known[revision % len(known)])

        self._by_peer(at, which, work)

    def doubt_any(self, at: int, which: int) -> None:
        self._by_peer(
            at, which, lambda node, item: node.act(lambda desk: answer.doubt(desk, item, None, text="", lang="en"))
        )

    def resolve(self, at: int, first: int, second: int) -> None:
        node, a, b = self.node(at), self.pick(self.movements, first), self.pick(self.movements, second)
        if node.is_running and a and b and {a, b} <= set(node.picture.items):
            hashes = current(node, a), current(node, b)
            self.attempt(
                lambda: node.act(lambda desk: answer.resolve(desk, *hashes, terms="one above the other", lang="en"))
            )

    def place_area(self, at: int, place: int, how: Disclosure, kind: ItemKind) -> None:
        """A protective item; its name, note and place are secrets kept from those who may not have it whole."""
        node = self.node(at)
        if not node.is_running or len(self.areas) >= MOST_ITEMS:
            return
        mark = f"kept back {len(self.areas)}"
        item = make_item(self.network, node.party, kind, place=place % 3, name=mark, note=f"note of {mark}")
        told = {str(peer): how for peer in node.drivers}
        self.secrets[mark] = frozenset([node.party, *(node.drivers if how is Disclosure.FULL else ())])
        if how is Disclosure.WITHHELD:
            self.secrets[item.id] = frozenset([node.party])
        self.attempt(lambda: file(node, item, told))
        self.areas.append(item.id)

    def cancel_area(self, which: int) -> None:
        item = self.pick(self.areas, which)
        node = self._owner(item) if item else None
        if node is not None and item is not None:
            self.attempt(lambda: node.act(lambda desk: submit.cancel(desk, item)))

    def cease(self, at: int, which: int | None) -> None:
        node = self.node(at)
        if not node.is_running or len(self.ceases) >= MOST_ITEMS:
            return
        item = None if which is None else self.pick(self.movements, which)
        items = () if item is None else (item,)
        self.ceases.append(press_cease(node, *items))

    def take(self, at: int, which: int) -> None:
        node = self.node(at)
        if node.is_running and self.ceases:
            subject = self.ceases[which % len(self.ceases)]
            self.attempt(lambda: node.act(lambda desk: cease.take(desk, subject)))

    def resume(self, at: int, which: int) -> None:
        """Agree to resume any cease known at the node, the machine's own included."""
        node = self.node(at)
        if not node.is_running or not node.picture.ceases:
            return
        known = sorted(node.picture.ceases)
        self._press_resume(node, CeaseId(known[which % len(known)]))

    def _press_resume(self, node: SimNode, id_: CeaseId) -> None:
        self.pressed[id_] = self.pressed.get(id_, frozenset()) | {node.party}
        self.attempt(lambda: resume(node, id_))

    def suspend_agreement(self, at: int, which: int, lift: bool) -> None:
        node, (id_, _) = self.node(at), self.agreements[which % len(self.agreements)]
        if node.is_running and id_ in node.picture.agreements:
            verb = agreements.lift_suspension if lift else agreements.suspend
            self.attempt(lambda: node.act(lambda desk: verb(desk, id_)))

    def _by_owner(self, which: int, work: Callable[[SimNode, ItemId], object]) -> None:
        item = self.pick(self.movements, which)
        node = self._owner(item) if item else None
        if node is not None and item is not None:
            self.attempt(lambda: work(node, item))

    def _by_peer(self, at: int, which: int, work: Callable[[SimNode, ItemId], object]) -> None:
        node, item = self.node(at), self.pick(self.movements, which)
        if node.is_running and item is not None and item in node.picture.items:
            self.attempt(lambda: work(node, item))

    # The world

    def settle(self) -> None:
        self.network.settle()

    def move(self, steps: int) -> None:
        """A few rounds only, so that things are under way when the next action comes."""
        for _ in range(steps):
            self.network.step()

    def move_without_disks(self, steps: int) -> None:
        """A few rounds in which no disk keeps up."""
        for _ in range(steps):
            self.network.step(stalled=list(self.network.nodes))

    def write(self, at: int) -> None:
        """One node's disk alone keeps up."""
        if self.node(at).is_running:
            self.network.step_node(self.node(at))

    def wait(self, seconds: int) -> None:
        self.network.pass_time(seconds)

    def wait_unsettled(self, seconds: int) -> None:
        """Time passes while what is on its way stays there."""
        self.network.pass_time(seconds, settle=False)

    def jump_clock(self, at: int, by_s: int) -> None:
        """One node's clock alone is set on or back; the node judges by it within a second."""
        node = self.node(at)
        node.clock.skew_ms += by_s * 1000
        if node.is_running:
            node.judge()

    def beat(self, at: int) -> None:
        if self.node(at).is_running:
            for driver in self.node(at).drivers.values():
                driver.tell(ev.BeatNow())

    def cut(self, at: int) -> None:
        a, b = self.pair(at)
        self.network.part(a, b)

    def reconnect(self, at: int) -> None:
        a, b = self.pair(at)
        self.network.join(a, b)

    def deafen(self, at: int, swap: bool) -> None:
        """What goes one way vanishes, and nobody is told."""
        a, b = self.pair(at)
        self.network.dead.add((b, a) if swap else (a, b))

    def second_wire(self, at: int) -> None:
        a, b = (self.network.nodes[name] for name in self.pair(at))
        if a.is_running and b.is_running and len(self.network.wires) < 6:
            self.network.connect(a, b)

    def lose(self, at: int) -> None:
        for queue in self._flying(at):
            queue.popleft()

    def repeat(self, at: int) -> None:
        for queue in self._flying(at):
            queue.append(queue[0])

    def swap(self, at: int) -> None:
        for queue in self._flying(at):
            queue.rotate(1)

    def _flying(self, at: int) -> list[deque[bytes]]:
        queues = [queue for wire in self.network.wires for _, queue in sorted(wire.flying.items()) if queue]
        return [queues[at % len(queues)]] if queues else []

    def kill(self, at: int) -> None:
        if self.node(at).is_running:
            self.node(at).kill()

    def restart(self, at: int) -> None:
        node = self.node(at)
        if not node.is_running:
            node.store.empty_disk()
            node.start()
            self.network.dial()

    def fill_disk(self, at: int) -> None:
        self.node(at).store.fill_disk()

    def empty_disk(self, at: int) -> None:
        self.node(at).store.empty_disk()

    # Looking

    def check(self) -> None:
        invariants.check_i1(self.network)
        invariants.check_i2(self.network)
        invariants.check_i4(self.network, self.pressed)
        invariants.check_i6(self.network, self.secrets, since=self._looked)
        invariants.check_i7(self.network)

    def check_settled(self) -> None:
        """Let everything come to rest as things stand, and look at all of it."""
        self.settle()
        self.check()
        invariants.check_i3(self.network)
        for node in self.network.nodes.values():
            invariants.check_i5(node)

    def heal(self) -> None:
        """Everybody runs, every disk has room and every line stands again; then all must be whole."""
        for at in range(len(self.network.nodes)):
            self.empty_disk(at)
            self.restart(at)
        for at in range(len(self.pairs)):
            self.reconnect(at)
        self.network.pass_time(90)
        self.check_settled()
        invariants.check_ceased(self.network)
        for node in self.network.running:
            for line in node.lines.by_peer.values():
                invariants.expect(line.seat.may_sign and not line.seat.waiting, f"{node.name} may not sign")
                invariants.expect(line.driver.is_idle(), f"{node.name} still has something for {line.seat.peer}")
                invariants.expect(line.state == "up", f"{node.name} sees {line.seat.peer} {line.state}")

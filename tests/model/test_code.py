"""The model and the code agree: random histories of the model, told to pictures, are judged alike step by step.

Each party has a record of its own into which what it says and what it is given are folded. After every step the code's
`holds`, `find_obstacles` and `is_bound` are asked what the model answers by itself.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

import pytest

from docs.model import scopes
from docs.model.judge import find_counted, has_obstacle, is_bound
from docs.model.properties import tell
from docs.model.scope import BITS, Drop, Rev, Scope
from docs.model.search import find_beginning, find_steps
from docs.model.world import Label, Message, World
from tansiq.airspace.item import Item
from tansiq.base.ids import AgreementId, CeaseId, ItemId, MessageId, PartyId, Sha256
from tansiq.coordination import binding
from tansiq.coordination import noted as local
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import Articles
from tansiq.geometry.volumes import Volume
from tests.coordination import book as books
from tests.coordination.book import ALFA, BRAVO, CHARLIE, Book, hash_of, id_of

PARTIES = (ALFA, BRAVO, CHARLIE)
TICK_MS = 30_000
ARTICLES = Articles(readback_needed=False, verification_needed=False, freshness_ms=2 * TICK_MS, drift_margin_ms=TICK_MS)
STEPS = 60
WALKS = 40
WEIGHTS = {"receives": 8, "concurs": 8, "signs": 4, "hears a ping": 4, "hears a heartbeat": 4, "files": 3}
"""Of what carries coordination on, so that histories get far before something ends them."""


def cell_volume(cell: int, *, start_ms: int = books.START_MS, hours: float = 1) -> Volume:
    return books.volume(north_km=100 * cell, start_ms=start_ms, hours=hours)


@dataclass
class Pair:
    """The model's world and, beside it, the records of its parties."""

    scope: Scope
    world: World
    books: list[Book] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    hashes: list[Sha256] = field(default_factory=list)

    def __post_init__(self) -> None:
        for r, rev in enumerate(self.scope.revs):
            self._add_revision(r, rev)
        self.books = [Book(PARTIES[party]) for party in range(self.scope.parties)]
        for a, b in self.scope.lines:
            for party in (a, b):
                self.books[party].pair(PARTIES[b if party == a else a])
                self.books[party].agree(books.terms(PARTIES[a], PARTIES[b], id_=agreement(a, b), articles=ARTICLES))

    def _add_revision(self, r: int, rev: Rev) -> None:
        before = [x for x in BITS[self.scope.siblings[r]] if x < r]
        number = id_of(rev.activity + 1)
        item = books.movement(rev.activity + 1, PARTIES[rev.owner], cell_volume(rev.cell), hazard=True,
                              revision=len(before) + 1)  # fmt: skip
        assert item.id == number
        self.items.append(item)
        self.hashes.append(hash_of(self.revision_said(r)))

    def revision_said(self, r: int) -> say.Notify | say.Amend:
        before = [x for x in BITS[self.scope.siblings[r]] if x < r]
        return say.Amend(self.items[r], self.hashes[before[-1]]) if before else say.Notify(self.items[r])

    def step(self, label: Label, after: World) -> None:
        """One step in both."""
        what, party = str(label[0]), int(label[1])  # type: ignore[call-overload]
        book = self.books[party]
        match what, label[2:]:
            case ("receives", (int(sender), tuple(message))):
                self._hear(book, PARTIES[sender], message)
            case ("rejects", (int(sender), tuple(message))):
                serial = len(book.entries)
                book.note(
                    local.LocalSetAside(PARTIES[sender], hash_of((serial, message)), "x", "x", "ordinary", serial)
                )
            case ("clears", (int(sender),)):
                for aside in list(book.picture.set_asides.values()):
                    if aside.party == PARTIES[sender]:
                        book.note(local.LocalCleared(aside.hash))
            case ("files", (int(r),)):
                book.note(local.LocalItem(self.items[r], self.hashes[r], ()))
            case ("starts", (int(r),)):
                active = say.StatusReport(self.items[r].id, self.hashes[r], say.ActivityStatus.ACTIVE)
                book.note(active)
            case (("records" | "removes"), (("item", int(s)),)):
                self._change_site(book, s, is_there=what == "records")
        for (sender, to), way in self.scope.ways.items():
            for before, now in ((self.world.ordinary, after.ordinary), (self.world.urgent, after.urgent)):
                if sender == party:
                    for message in now[way][len(before[way]) :] if now is after.ordinary else now[way]:
                        if message not in before[way] or now is after.ordinary:
                            self._hear(book, book.own, message, to=PARTIES[to])
        self.world = after
        self._set_clocks()

    def _change_site(self, book: Book, s: int, *, is_there: bool) -> None:
        volume = cell_volume(self.scope.sites[s].cell, start_ms=books.NOW_MS, hours=24)
        item = books.protection(101 + s, book.own, volume)
        hash_ = hash_of(say.Notify(item))
        book.note(local.LocalItem(item, hash_, ()) if is_there else say.Cancel(item.id, hash_))

    def _hear(self, book: Book, source: PartyId, message: Message, to: PartyId | None = None) -> None:
        maker = message_maker(self.scope, source, message)
        book.hear(source, self._said(message, to), id_=maker, to=to)

    def _said(self, message: Message, to: PartyId | None) -> say.Said:
        kind, *rest = message
        at = int(rest[0])
        match kind:
            case "rev":
                return self.revision_said(at)
            case "release":
                return say.Release(self.items[at].id, self.hashes[at])
            case "answer":
                counter = self.items[at] if rest[1] == "counter" else None
                return say.Answer(self.hashes[at], say.Verdict(str(rest[1])), 0, counter=counter)
            case "doubt":
                return say.Doubt(self.items[at].id, self.hashes[at])
            case "held":
                number = MessageId(f"doubt-{rest[1]}-of-{at}")
                return say.Held(self.items[at].id, self.hashes[at], number)
            case "sign":
                first, second = sorted(self.hashes[r] for r in self.scope.pairs[at])
                return say.Resolution(first, second, "", "en")
            case "agreement":
                return say.AgreementAct(say.AgreementAction.SUSPEND, agreement(scopes.A, scopes.B))
            case "cease":
                told = tuple(PARTIES[p] for p in self.scope.peers[self.scope.ceases[at]])
                return say.Cease(cease(at), (), say.CeaseCause.OFFICER, told)
        return say.ResumeAgreed(cease(at))

    def _set_clocks(self) -> None:
        """The leased line's ages as instants, by the clock of the node that keeps them."""
        lease, terms = self.world.lease, self.scope.lease
        if lease is None or terms is None:
            return
        at_owner = self.books[terms.owner].picture.live_of(PARTIES[terms.peer])
        at_owner.echoed_ping_ms = None if lease.echoed < 0 else books.NOW_MS - lease.echoed * TICK_MS
        at_peer = self.books[terms.peer].picture.live_of(PARTIES[terms.owner])
        # The code waits for the instant after T and the margin.
        at_peer.sent_beat_ms = None if lease.sent < 0 else books.NOW_MS - lease.sent * TICK_MS - 1

    def check(self) -> None:
        """What the model and the code say now is the same."""
        for party, book in enumerate(self.books):
            node = self.world.nodes[party]
            counted = find_counted(self.scope, self.world, party)
            for r in BITS[self.scope.current[node.known] & node.live & self.scope.owned[party]]:
                flown = node.flown & self.scope.siblings[r]
                assert (book.holds(self.items[r].id) == ()) == ((flown | 1 << r) & ~counted == 0), f"holds of {r}"
            for r in BITS[node.known & ~self.scope.owned[party]]:
                self._check_peer(book, party, r)

    def _check_peer(self, book: Book, party: int, r: int) -> None:
        revision = book.picture.revisions[self.hashes[r]]
        now_ms = book.now_ms
        bound = binding.is_bound(book.picture, book.own, revision, now_ms=now_ms, articles=ARTICLES)
        assert bound == is_bound(self.scope, self.world, party, r), f"bound to {r}"
        if self.world.nodes[party].live >> r & 1:
            found = binding.find_obstacles(book.picture, revision, now_ms=now_ms, articles=ARTICLES)
            assert bool(found) == has_obstacle(self.scope, self.world, party, r), f"obstacles to {r}"


def agreement(a: int, b: int) -> AgreementId:
    return AgreementId(f"{a}{b}222222-2222-4222-8222-222222222222")


def cease(c: int) -> CeaseId:
    return CeaseId(f"{c}3333333-3333-4333-8333-333333333333")


def message_maker(scope: Scope, source: PartyId, message: Message) -> MessageId:
    """The id that a message has at both ends; only that of a withdrawal is ever named."""
    if message[0] == "doubt":
        return MessageId(f"doubt-{message[2]}-of-{message[1]}")
    return MessageId(f"{source}-{message}")


WALKED = [
    scopes.ANSWERS, scopes.OWN_ITEM, scopes.AMENDED, scopes.FLOWN, scopes.RESOLVED, scopes.CEASED, scopes.REFUSED,
    scopes.CLEARED_ANEW, scopes.CHAIN_OF_THREE, scopes.LEASE, scopes.LARGE[0], scopes.LARGE[1], scopes.LARGE[2],
]  # fmt: skip


def find_disagreement(scope: Scope) -> str | None:
    """The first history after which model and code judge differently."""
    for seed in range(WALKS):
        walk = random.Random(seed)
        pair = Pair(scope, find_beginning(replace(scope, begin=())))
        history: list[str] = []
        for wanted in (*scope.begin, *[None] * STEPS):
            steps = list(find_steps(scope, pair.world))
            if not steps:
                break
            if wanted is not None:
                label, after = next(step for step in steps if tell(scope, step[0]) == wanted)
            else:
                (label, after), *_ = walk.choices(steps, [WEIGHTS.get(str(label[0]), 1) for label, _ in steps])
            history.append(tell(scope, label))
            pair.step(label, after)
            try:
                pair.check()
            except AssertionError as error:
                return f"{error} after: {'; '.join(history)}"
    return None


@pytest.mark.parametrize("scope", WALKED, ids=lambda scope: scope.name.split(":")[0])
def test_the_code_judges_every_step_of_random_histories_as_the_model_does(scope: Scope) -> None:
    assert find_disagreement(scope) is None


@pytest.mark.parametrize(
    ("scope", "drop"),
    [
        (scopes.ANSWERS, Drop.BINDS),
        (scopes.ANSWERS, Drop.CONCURS),
        (scopes.ANSWERS, Drop.NEWCOMER),
        (scopes.ANSWERS, Drop.PEER_TEST),
        (scopes.AMENDED, Drop.HASH),
        (scopes.AMENDED, Drop.COUNTER),
        (scopes.OWN_ITEM, Drop.OWN_SITE),
        (scopes.CHAIN_OF_THREE, Drop.HELD_NAMES),
        (scopes.RESOLVED, Drop.BOTH_SIGN),
        (scopes.RESOLVED, Drop.BOTH_HASHES),
        (scopes.CEASED, Drop.CEASE),
        (scopes.CEASED, Drop.CEASE_BOTH),
        (scopes.CEASED, Drop.CEASE_ID),
        (scopes.REFUSED, Drop.ASIDE),
        (scopes.REFUSED, Drop.AGREEMENT),
        (scopes.LEASE, Drop.OWNER_LAPSE),
        (scopes.LEASE, Drop.WITHDRAW_FIRST),
        (scopes.LEASE, Drop.MARGIN),
    ],
)
def test_a_model_that_lacks_a_rule_is_found_to_differ_from_the_code(scope: Scope, drop: Drop) -> None:
    assert find_disagreement(replace(scope, without=drop)) is not None


def test_items_of_the_walks_are_told_apart_by_their_ids() -> None:
    pair = Pair(scopes.AMENDED, find_beginning(scopes.AMENDED))
    assert [item.id for item in pair.items] == [ItemId(id_of(1)), ItemId(id_of(1)), ItemId(id_of(2))]

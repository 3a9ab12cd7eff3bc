"""What one run of the model looks at: parties, lines, revisions, protected items, and which acts are in it.

A scope fixes a small world. `Drop` names the ways in which a run may leave a rule, or a part of one, out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

Act = Literal[
    "amend", "fly", "cancel", "doubt", "remove", "cannot", "counter", "reject", "clear", "anew", "agreement", "resolve",
    "crash",
]  # fmt: skip


class Drop(StrEnum):
    """A rule, or a part of one, that a run leaves out."""

    NONE = "all rules"
    HASH = "1: an answer counts for the revision it names alone"
    ORDER = "2: ordinary messages count in serial order"
    DURABLE = "3: decision, effect and message are one durable transaction"
    CONCERNED = "4: parties are concerned whatever their agreement's state, and none in force is a hold"
    LIVE = "5: a flown revision stays live when it is amended"
    TEST_NOW = "6: the test is made in the transaction that sends the concur"
    BINDS = "7: a concur binds its sender"
    HELD_NAMES = "7b: held names the withdrawal that it confirms"
    CONCURS = "8: every party concerned has concurred and not withdrawn"
    OWN_BOUND = "8: nothing conflicts that the owner is itself bound to"
    OWN_SITE = "8: nothing conflicts that the owner knows as protected"
    AGREEMENT = "8: the agreement is in force"
    CEASE = "8: no cease stands"
    OWNER_TEST = "9: the owner tests too"
    PEER_TEST = "9: the recipient tests too"
    NEWCOMER = "10: a newcomer does not unseat"
    BOTH_HELD = "10: where neither came first, both are held"
    NOT_FINAL = "11: cannot is not final"
    COUNTER = "11: a counter is never a concur"
    WITHDRAW_NOW = "12: the withdrawal goes out with the record of the item"
    FINAL = "12: a withdrawal is final for that concur"
    POSITION = "13: the picture version is a position on the line"
    SEND_TIME = "14: fresh from the owner's own sending of the echoed ping"
    HEAD = "14: a heartbeat whose head is not processed renews nothing"
    OWNER_LAPSE = "15: the owner holds by itself when freshness ends"
    WITHDRAW_FIRST = "15: a lapse needs the withdrawal on the chain first"
    MARGIN = "15: the peer waits T and the drift margin"
    LAST_BEAT = "15: the peer counts from its own last heartbeat"
    BOTH_HASHES = "16: a resolution is of two revisions, not of two activities"
    BOTH_SIGN = "16: a resolution needs both signatures"
    CEASE_ID = "17: a resume lifts the cease that it names and no other"
    CEASE_BOTH = "17: a cease stands until both ends resumed"
    CEASE_AMENDED = "17: a cease stands across amendments"
    ASIDE = "18: what was rejected holds everything shared on its line"


@dataclass(frozen=True)
class Rev:
    """One revision of an activity."""

    activity: int
    owner: int
    cell: int
    """Two revisions of different owners in one cell conflict, as does a protected item there."""
    concerned: tuple[int, ...]


@dataclass(frozen=True)
class Site:
    """A protected item that a party may come to know, and tells nobody."""

    party: int
    cell: int


@dataclass(frozen=True)
class LeaseOf:
    """Time on one line: how long an owner counts a concur of a peer as fresh."""

    owner: int
    peer: int
    fresh: int = 2
    """T, in ticks."""
    drift: int = 1
    """By how much the peer's clock may gain on the owner's in any span; the margin is as large."""


@dataclass(frozen=True)
class Scope:
    """A small world. Parties are 0, 1, 2; revisions of one activity stand in order, one after another."""

    name: str
    parties: int
    revs: tuple[Rev, ...]
    sites: tuple[Site, ...] = ()
    ceases: tuple[int, ...] = ()
    """The maker of each cease; it goes to every party that the maker has a line to."""
    pairs: tuple[tuple[int, int], ...] = ()
    """Revisions that a resolution may name."""
    may: frozenset[Act] = frozenset()
    doubts: int = 0
    """How many withdrawals without a reason each party may make."""
    faulty: int = 0
    """Parties, as bits, whose software concurs without a test."""
    lease: LeaseOf | None = None
    watched: int | None = None
    """The party whose view is kept: every message that it was given, in order."""
    begin: tuple[str, ...] = ()
    """Steps, in the words of a history, that are taken before the search begins."""
    without: Drop = Drop.NONE
    lines: tuple[tuple[int, int], ...] = field(default=((0, 1),))

    @cached_property
    def owned(self) -> tuple[int, ...]:
        """By party: its revisions, as bits."""
        return tuple(mask(r for r, rev in enumerate(self.revs) if rev.owner == p) for p in range(self.parties))

    @cached_property
    def clash(self) -> tuple[int, ...]:
        """By revision: the revisions of other owners in its way."""
        return tuple(
            mask(x for x, other in enumerate(self.revs) if other.cell == rev.cell and other.owner != rev.owner)
            for rev in self.revs
        )

    @cached_property
    def guards(self) -> tuple[int, ...]:
        """By revision: the protected items in its way."""
        return tuple(mask(s for s, site in enumerate(self.sites) if site.cell == rev.cell) for rev in self.revs)

    @cached_property
    def siblings(self) -> tuple[int, ...]:
        """By revision: all revisions of its activity."""
        return tuple(
            mask(x for x, other in enumerate(self.revs) if other.activity == rev.activity) for rev in self.revs
        )

    @cached_property
    def current(self) -> tuple[int, ...]:
        """By what is known, as bits: the latest known revision of each activity."""
        table = []
        for known in range(1 << len(self.revs)):
            latest = {rev.activity: r for r, rev in enumerate(self.revs) if known >> r & 1}
            table.append(mask(latest.values()))
        return tuple(table)

    @cached_property
    def told(self) -> tuple[tuple[int, ...], ...]:
        """By revision: who was told of it or of one before it (rule 4)."""
        return tuple(
            tuple(sorted({p for x in BITS[self.siblings[r]] if x <= r for p in self.revs[x].concerned}))
            for r in range(len(self.revs))
        )

    @cached_property
    def ways(self) -> dict[tuple[int, int], int]:
        """Index of each direction of each line."""
        both = [way for a, b in self.lines for way in ((a, b), (b, a))]
        return {way: at for at, way in enumerate(both)}

    @cached_property
    def peers(self) -> tuple[tuple[int, ...], ...]:
        """By party: those it has a line to."""
        return tuple(tuple(b for a, b in self.ways if a == p) for p in range(self.parties))

    def allows(self, act: Act) -> bool:
        """Whether an act is in this scope."""
        return act in self.may


def mask(numbers: Iterable[int]) -> int:
    """Bits from their numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


BITS: tuple[tuple[int, ...], ...] = tuple(tuple(b for b in range(8) if value >> b & 1) for value in range(256))
"""By bits: their numbers."""

"""The state of a small world: what each node has on disk, what is under way, and the lease of one line.

Everything is whole numbers and tuples, so that two equal states are one. A set of revisions, items, ceases or parties
is bits in a number. What is under way on a chain is everything that its sender made and its receiver has not
processed: a sender repeats until it has a receipt, so loss and delay are one (it comes later, or never), and what comes
twice is known by its serial and changes nothing.
"""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from docs.model.scope import Drop, Scope

Message = tuple[str | int, ...]
T = TypeVar("T")


class Node(NamedTuple):
    """What one node knows, all of it on disk (rule 3)."""

    concurred: tuple[int, ...]
    """By party: revisions whose latest answer from it is a concur, withdrawn or not."""
    withdrawn: tuple[int, ...]
    """By party: those of its concurs that it withdrew."""
    declined: tuple[int, ...]
    """By party: revisions whose latest answer from it is cannot or counter."""
    known: int = 0
    live: int = 0
    """Known and not released (rule 5)."""
    flown: int = 0
    """Own revisions in whose volumes aircraft are."""
    held: int = 0
    """Own withdrawn concurs whose withdrawal the owner confirmed (rule 7b)."""
    doubts: int = 0
    """How often this party withdrew."""
    doubt_of: int = 0
    """By revision, four bits: which of them withdrew the concur to it last."""
    spent: int = 0
    """How many of them were without a reason."""
    newcomers: int = 0
    """By own revision and other: whether the other came after every concur to it (rule 10)."""
    signed: int = 0
    """By pair and party: who signed a resolution, as known here."""
    ceased: int = 0
    """Ceases that this node has made or received."""
    resumed: int = 0
    """By cease and party: who agreed to resume it, as known here, before the cease came or after."""
    guarded: int = 0
    """Protected items that this node knows now."""
    gone: int = 0
    """Protected items that it knew once."""
    aside: int = 0
    """Parties of whom a message was rejected and not cleared (rule 18)."""
    not_in_force: int = 0
    """Parties with whom no agreement is in force."""
    tested: int = 0
    """Revisions that passed a test at some time; advice only, looked at where rule 6 is left out."""
    events: int = 0
    """For the picture version of rule 13; counted in watched scopes alone."""


class Lease(NamedTuple):
    """Heartbeats of the leased line. Ages are in ticks of the named clock, up to what still matters; -1 is none."""

    ping: int = -1
    """Age by the owner's clock of a ping under way to the peer."""
    heard: int = -1
    """Age by the owner's clock of the last ping that the peer heard."""
    beat: int = -1
    """Age by the owner's clock of the ping that a heartbeat under way to the owner echoes; -2: it echoes none."""
    behind: int = 0
    """How many messages before that heartbeat's head the owner has not processed."""
    echoed: int = -1
    """Age by the owner's clock of the ping that makes concurs fresh at the owner."""
    sent: int = -1
    """Age by the peer's clock of the heartbeat that the peer counts a lapse from."""
    last: int = -1
    """Age by the peer's clock of its last heartbeat."""
    gain: int = 0
    """By how much the peer's clock is ahead of where it began."""
    unread: tuple[int, ...] = ()
    """Ages by the owner's clock of the withdrawals that are on the peer's chain and not processed, in their order."""


class World(NamedTuple):
    """One state of everything."""

    nodes: tuple[Node, ...]
    ordinary: tuple[tuple[Message, ...], ...]
    """By way: ordinary messages under way, in serial order."""
    urgent: tuple[tuple[Message, ...], ...]
    """By way: urgent messages under way, in no order (rule 2)."""
    lease: Lease | None = None
    saved: tuple[Node | None, ...] = ()
    """Where rule 3 is left out: what is on a node's disk, where that differs from what it acts on."""
    seen: tuple[Message, ...] = ()
    """What the watched party was given."""


Label = tuple[object, ...]
Step = tuple[Label, World]
"""What happened, and the state after it."""


def make_world(scope: Scope) -> World:
    """The beginning: nothing known, everything in force, no ping yet."""
    none = (0,) * scope.parties
    return World(
        nodes=(Node(none, none, none),) * scope.parties,
        ordinary=((),) * len(scope.ways),
        urgent=((),) * len(scope.ways),
        lease=None if scope.lease is None else Lease(),
        saved=(None,) * scope.parties if scope.without is Drop.DURABLE else (),
    )


def commit(scope: Scope, world: World, party: int, node: Node, said: list[tuple[int, Message]]) -> World:
    """One transaction: a node's new state and the messages that announce it, together or not at all (rule 3)."""
    if scope.watched is not None and said and scope.without is Drop.POSITION:
        node = node._replace(events=node.events + 1)
    nodes = put(world.nodes, party, node)
    saved = world.saved
    if saved and saved[party] is None and node != world.nodes[party]:
        saved = put(saved, party, world.nodes[party])
    if not said:
        return world._replace(nodes=nodes, saved=saved)
    ordinary, urgent, lease = list(world.ordinary), list(world.urgent), world.lease
    for to, message in said:
        way = scope.ways[party, to]
        if message[0] in {"cease", "resume"}:
            urgent[way] = tuple(sorted((*urgent[way], message)))
        else:
            ordinary[way] = (*ordinary[way], message)
        if lease is not None and message[0] == "doubt" and is_leased(scope, to, party):
            lease = lease._replace(unread=(*lease.unread, 0))
    return world._replace(nodes=nodes, ordinary=tuple(ordinary), urgent=tuple(urgent), saved=saved, lease=lease)


def is_leased(scope: Scope, owner: int, peer: int) -> bool:
    """Whether a concur of this peer to this owner is one that time ends in this scope."""
    return scope.lease is not None and (scope.lease.owner, scope.lease.peer) == (owner, peer)


def put(row: tuple[T, ...], at: int, value: T) -> tuple[T, ...]:
    """A tuple with one place changed."""
    return (*row[:at], value, *row[at + 1 :])


def with_bits(row: tuple[int, ...], at: int, bits: int) -> tuple[int, ...]:
    """A row of bits with some set in one place."""
    return put(row, at, row[at] | bits)


def less_bits(row: tuple[int, ...], at: int, bits: int) -> tuple[int, ...]:
    """A row of bits with some cleared in one place."""
    return put(row, at, row[at] & ~bits)

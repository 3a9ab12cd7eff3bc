"""What a message does to the node that gets it, and what the machine says at once; as in `tansiq.coordination.fold`."""

from __future__ import annotations

from collections.abc import Iterator

from docs.model.scope import BITS, Drop, Scope
from docs.model.world import Message, Node, Step, World, commit, less_bits, put, with_bits

Reply = list[tuple[int, Message]]


def find_arrivals(scope: Scope, world: World) -> Iterator[Step]:
    """Every way in which the next message of a chain may take effect; any urgent one, the first ordinary one."""
    for (sender, to), way in scope.ways.items():
        for at in range(len(world.urgent[way])):
            queue = world.urgent[way]
            rest = put(world.urgent, way, queue[:at] + queue[at + 1 :])
            yield _deliver(scope, world._replace(urgent=rest), (sender, to), queue[at])
        queue = world.ordinary[way]
        # Without rule 2 any of them may take effect first.
        for at in range(len(queue) if scope.without is Drop.ORDER else min(1, len(queue))):
            after = _take(scope, world, way, at)
            yield _deliver(scope, after, (sender, to), queue[at])
            if scope.allows("reject"):
                yield _reject(scope, after, (sender, to), queue[at])


def _take(scope: Scope, world: World, way: int, at: int) -> World:
    queue = world.ordinary[way]
    rest = queue[:at] + queue[at + 1 :]
    lease = world.lease
    if lease is not None and scope.lease is not None and scope.ways[scope.lease.peer, scope.lease.owner] == way:
        unread = lease.unread[1:] if queue[at][0] == "doubt" else lease.unread
        lease = lease._replace(behind=max(0, lease.behind - 1), unread=unread)
    return world._replace(ordinary=put(world.ordinary, way, rest), lease=lease)


def _deliver(scope: Scope, world: World, way: tuple[int, int], message: Message) -> Step:
    sender, to = way
    node, replies = _receive(scope, world.nodes[to], way, message)
    if scope.watched is not None:
        node = node._replace(events=node.events + 1)
        if scope.watched == to:
            world = world._replace(seen=(*world.seen, message))
    return ("receives", to, sender, message), commit(scope, world, to, node, replies)


def _reject(scope: Scope, world: World, way: tuple[int, int], message: Message) -> Step:
    """Rule 18: it has its place on the chain and takes no effect; everything shared on the line is held."""
    sender, to = way
    node = world.nodes[to]
    if scope.without is not Drop.ASIDE:
        node = node._replace(aside=node.aside | 1 << sender)
    return ("rejects", to, sender, message), commit(scope, world, to, node, [])


def _receive(scope: Scope, node: Node, way: tuple[int, int], message: Message) -> tuple[Node, Reply]:
    sender, to = way
    match message:
        case ("rev", int(r)):
            return learn(scope, node, to, r), []
        case ("release", int(r)):
            return node._replace(live=node.live & ~(1 << r)), []
        case ("answer", int(r), str(verdict), int()):
            return _answer(scope, node, sender, (r, verdict)), []
        case ("doubt", int(r), int(number)):
            if node.concurred[sender] >> r & 1:
                node = node._replace(withdrawn=with_bits(node.withdrawn, sender, 1 << r))
            return node, [(sender, ("held", r, number))]
        case ("undoubt", int(r)):
            return node._replace(withdrawn=less_bits(node.withdrawn, sender, 1 << r)), []
        case ("held", int(r), int(number)):
            names = scope.without is Drop.HELD_NAMES or node.doubt_of >> 4 * r & 15 == number
            is_its = names and node.withdrawn[to] >> r & 1
            return (node._replace(held=node.held | 1 << r) if is_its else node), []
        case ("sign", int(pair)):
            return node._replace(signed=node.signed | 1 << pair * scope.parties + sender), []
        case ("agreement", int(is_in_force)):
            others = node.not_in_force & ~(1 << sender)
            return node._replace(not_in_force=others | (0 if is_in_force else 1 << sender)), []
        case ("cease", int(c)):
            return node._replace(ceased=node.ceased | 1 << c), []
        case ("resume", int(c)):
            return node._replace(resumed=node.resumed | 1 << c * scope.parties + sender), []
    raise AssertionError(message)


def _answer(scope: Scope, node: Node, sender: int, said: tuple[int, str]) -> Node:
    """The latest answer counts (rule 11)."""
    r, verdict = said
    if scope.without is Drop.NOT_FINAL and node.declined[sender] >> r & 1:
        return node
    if verdict == "concur" or (verdict == "counter" and scope.without is Drop.COUNTER):
        return concur(scope, node, sender, r)
    return node._replace(
        concurred=less_bits(node.concurred, sender, 1 << r),
        withdrawn=less_bits(node.withdrawn, sender, 1 << r),
        declined=with_bits(node.declined, sender, 1 << r),
    )


def concur(scope: Scope, node: Node, sender: int, r: int) -> Node:
    """A new concur: not withdrawn, and later than everything known by now."""
    count = len(scope.revs)
    return node._replace(
        concurred=with_bits(node.concurred, sender, 1 << r),
        withdrawn=less_bits(node.withdrawn, sender, 1 << r),
        declined=less_bits(node.declined, sender, 1 << r),
        newcomers=node.newcomers & ~(((1 << count) - 1) << r * count),
    )


def learn(scope: Scope, node: Node, party: int, r: int) -> Node:
    """A revision becomes known; a newcomer to those of ours that all have concurred to (rule 10)."""
    newcomers = node.newcomers
    for own in BITS[scope.clash[r] & scope.owned[party] & node.known]:
        if all(node.concurred[q] >> own & 1 for q in scope.told[own]):
            newcomers |= 1 << own * len(scope.revs) + r
    return node._replace(known=node.known | 1 << r, live=node.live | 1 << r, newcomers=newcomers)

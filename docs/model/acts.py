"""What the officers, and with them their machines, may decide in a state; as in `tansiq.node`.

Each decision is one transaction: the node's state and what it says change together. What an officer may not do is not
here: an act is offered only where the node would not refuse it.
"""

from __future__ import annotations

from collections.abc import Iterator

from docs.model.arrivals import concur, learn
from docs.model.judge import find_counted, has_obstacle, is_bound
from docs.model.scope import BITS, Drop, Scope
from docs.model.world import Message, Node, Step, World, commit, less_bits, put, with_bits

Said = list[tuple[int, Message]]


def find_acts(scope: Scope, world: World) -> Iterator[Step]:
    """Every decision that any party may take now."""
    for party in range(scope.parties):
        yield from _owner_acts(scope, world, party)
        yield from _peer_acts(scope, world, party)
        yield from _site_acts(scope, world, party)
        yield from _line_acts(scope, world, party)
        if scope.ceases:
            yield from _cease_acts(scope, world, party)
        if world.saved and world.saved[party] is not None:
            yield from _disk_acts(world, party)


def _owner_acts(scope: Scope, world: World, party: int) -> Iterator[Step]:
    node = world.nodes[party]
    for r in BITS[scope.owned[party]]:
        known = node.known & scope.siblings[r]
        if not known & ~((1 << r) - 1):
            is_first = not scope.siblings[r] & ((1 << r) - 1)
            if is_first or (known >> (r - 1) & 1 and node.live >> (r - 1) & 1 and scope.allows("amend")):
                yield _submit(scope, world, party, r)
        if not node.live >> r & 1:
            continue
        is_current = bool(scope.current[node.known] >> r & 1)
        if not is_current or node.flown & scope.siblings[r]:
            continue
        if scope.allows("fly") and find_counted(scope, world, party) >> r & 1:
            yield ("starts", party, r), commit(scope, world, party, node._replace(flown=node.flown | 1 << r), [])
        if scope.allows("cancel"):
            yield _release(scope, world, party, scope.siblings[r] & node.live)
    for r in BITS[node.flown]:
        yield _leave(scope, world, party, r)


def _submit(scope: Scope, world: World, party: int, r: int) -> Step:
    """A first revision, or an amendment, which releases the one before unless that is flown (rule 5)."""
    node = learn(scope, world.nodes[party], party, r)
    said: Said = [(q, ("rev", r)) for q in scope.told[r]]
    old = scope.siblings[r] & node.live & ((1 << r) - 1)
    if scope.without is not Drop.LIVE:
        old &= ~node.flown
    for x in BITS[old]:
        said += [(q, ("release", x)) for q in scope.told[r]]
    return ("files", party, r), commit(scope, world, party, node._replace(live=node.live & ~old), said)


def _release(scope: Scope, world: World, party: int, revs: int) -> Step:
    node = world.nodes[party]
    said: Said = [(q, ("release", x)) for x in BITS[revs] for q in scope.told[x]]
    return ("cancels", party, max(BITS[revs])), commit(scope, world, party, node._replace(live=node.live & ~revs), said)


def _leave(scope: Scope, world: World, party: int, r: int) -> Step:
    """Out of the volume of a flown revision: into the present one where that is coordinated, else on the ground."""
    node = world.nodes[party]
    present = scope.current[node.known] & scope.siblings[r] & node.live & ~(1 << r)
    onward = present & find_counted(scope, world, party)
    node = node._replace(live=node.live & ~(1 << r), flown=node.flown & ~(1 << r) | onward)
    return ("leaves", party, r), commit(scope, world, party, node, [(q, ("release", r)) for q in scope.told[r]])


def _peer_acts(scope: Scope, world: World, party: int) -> Iterator[Step]:
    node = world.nodes[party]
    for r in BITS[scope.current[node.known] & node.live & ~scope.owned[party]]:
        if party not in scope.revs[r].concerned:
            continue
        mine = 1 << r & node.concurred[party]
        stands = mine & ~node.withdrawn[party]
        if not stands:
            yield from _concur_acts(scope, world, party, r)
            if not node.declined[party] >> r & 1 and not is_bound(scope, world, party, r):
                for verdict in ("cannot", "counter"):
                    if scope.allows(verdict):
                        yield _decline(scope, world, party, (r, verdict))
        elif scope.allows("doubt") and node.spent < scope.doubts:
            after, said = withdraw(scope, node, party, mine)
            yield ("withdraws", party, r), commit(scope, world, party, after._replace(spent=node.spent + 1), said)


def _concur_acts(scope: Scope, world: World, party: int, r: int) -> Iterator[Step]:
    node = world.nodes[party]
    is_clear = not has_obstacle(scope, world, party, r)
    if scope.without is Drop.TEST_NOW and is_clear and not node.tested >> r & 1:
        yield ("tests", party, r), commit(scope, world, party, node._replace(tested=node.tested | 1 << r), [])
    may = node.tested >> r & 1 if scope.without is Drop.TEST_NOW else is_clear
    if may and not (scope.without is Drop.NOT_FINAL and node.declined[party] >> r & 1):
        after = concur(scope, node, party, r)._replace(held=node.held & ~(1 << r))
        said: Message = ("answer", r, "concur", _version(scope, node))
        yield ("concurs", party, r), commit(scope, world, party, after, [(scope.revs[r].owner, said)])


def _decline(scope: Scope, world: World, party: int, said: tuple[int, str]) -> Step:
    r, verdict = said
    node = world.nodes[party]
    after = node._replace(
        declined=with_bits(node.declined, party, 1 << r),
        concurred=less_bits(node.concurred, party, 1 << r),
        withdrawn=less_bits(node.withdrawn, party, 1 << r),
    )
    message: Message = ("answer", r, verdict, _version(scope, node))
    return (verdict, party, r), commit(scope, world, party, after, [(scope.revs[r].owner, message)])


def _version(scope: Scope, node: Node) -> int:
    """Rule 13: how much of the owner's chain is processed here; without it, how much has happened here at all."""
    return node.events if scope.watched is not None else 0


def withdraw(scope: Scope, node: Node, party: int, revs: int) -> tuple[Node, Said]:
    """Withdraw own concurs, each under a number of its own that the owner's `held` repeats (rules 7b, 12)."""
    said: Said = []
    number, names = node.doubts, node.doubt_of
    for r in BITS[revs]:
        number += 1
        names = names & ~(15 << 4 * r) | number << 4 * r
        said.append((scope.revs[r].owner, ("doubt", r, number)))
    node = node._replace(
        withdrawn=with_bits(node.withdrawn, party, revs), held=node.held & ~revs, doubts=number, doubt_of=names
    )
    return node, said


def _site_acts(scope: Scope, world: World, party: int) -> Iterator[Step]:
    """A protected item comes or goes; what it meets is withdrawn in the same transaction (rule 12)."""
    node = world.nodes[party]
    for s, site in enumerate(scope.sites):
        if site.party != party:
            continue
        if not (node.guarded | node.gone) >> s & 1:
            after = node._replace(guarded=node.guarded | 1 << s)
            if scope.without is Drop.POSITION:
                after = after._replace(events=after.events + 1)
            said: Said = []
            if scope.without is not Drop.WITHDRAW_NOW:
                after, said = withdraw(scope, after, party, _find_met(scope, after, party, s))
            yield ("records", party, ("item", s)), commit(scope, world, party, after, said)
        elif node.guarded >> s & 1:
            met = _find_met(scope, node, party, s)
            if scope.without is Drop.WITHDRAW_NOW and met:
                after, said = withdraw(scope, node, party, met)
                yield ("withdraws", party, min(BITS[met])), commit(scope, world, party, after, said)
            if scope.allows("remove"):
                yield _remove(scope, world, party, s)


def _find_met(scope: Scope, node: Node, party: int, s: int) -> int:
    """Own concurs, not withdrawn, to live revisions in an item's way."""
    met = node.concurred[party] & ~node.withdrawn[party] & node.live
    for r in BITS[met]:
        if not scope.guards[r] >> s & 1:
            met &= ~(1 << r)
    return met


def _remove(scope: Scope, world: World, party: int, s: int) -> Step:
    node = world.nodes[party]
    after = node._replace(guarded=node.guarded & ~(1 << s), gone=node.gone | 1 << s)
    said: Said = []
    if scope.without is Drop.FINAL:
        back = node.concurred[party] & node.withdrawn[party] & node.live
        said = [(scope.revs[r].owner, ("undoubt", r)) for r in BITS[back]]
        after = after._replace(withdrawn=less_bits(after.withdrawn, party, back), held=after.held & ~back)
    return ("removes", party, ("item", s)), commit(scope, world, party, after, said)


def _line_acts(scope: Scope, world: World, party: int) -> Iterator[Step]:
    node = world.nodes[party]
    for at, (a, b) in enumerate(scope.pairs if scope.allows("resolve") else ()):
        owners = (scope.revs[a].owner, scope.revs[b].owner)
        bit = 1 << at * scope.parties + party
        if party in owners and node.known >> a & 1 and node.known >> b & 1 and not node.signed & bit:
            other = owners[0] if owners[1] == party else owners[1]
            after = node._replace(signed=node.signed | bit)
            yield ("signs", party, (a, b)), commit(scope, world, party, after, [(other, ("sign", at))])
    if scope.allows("agreement"):
        for q in scope.peers[party]:
            if not node.not_in_force >> q & 1:
                after = node._replace(not_in_force=node.not_in_force | 1 << q)
                said: Said = [(q, ("agreement", 0))]
                yield ("suspends the agreement", party), commit(scope, world, party, after, said)
    if scope.allows("clear"):
        for q in BITS[node.aside]:
            after = node._replace(aside=node.aside & ~(1 << q))
            if scope.allows("anew"):
                after = after._replace(concurred=put(after.concurred, q, 0), withdrawn=put(after.withdrawn, q, 0))
            yield ("clears", party, q), commit(scope, world, party, after, [])


def _cease_acts(scope: Scope, world: World, party: int) -> Iterator[Step]:
    node = world.nodes[party]
    for c, maker in enumerate(scope.ceases):
        others = scope.peers[maker] if party == maker else (maker,)
        if maker == party and not node.ceased >> c & 1:
            after = node._replace(ceased=node.ceased | 1 << c)
            yield ("ceases", party, c), commit(scope, world, party, after, [(q, ("cease", c)) for q in others])
        bit = 1 << c * scope.parties + party
        if node.ceased >> c & 1 and not node.resumed & bit:
            after = node._replace(resumed=node.resumed | bit)
            yield ("resumes", party, c), commit(scope, world, party, after, [(q, ("resume", c)) for q in others])


def _disk_acts(world: World, party: int) -> Iterator[Step]:
    """Without rule 3: what a node acted on reaches the disk some time, or is lost when it stops."""
    disk = world.saved[party]
    if disk is not None:
        rest = put(world.saved, party, None)
        yield ("writes to disk", party), world._replace(saved=rest)
        yield ("stops and starts", party), world._replace(saved=rest, nodes=put(world.nodes, party, disk))

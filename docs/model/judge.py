"""What a node may concur to, what binds it, and what it counts as coordinated; as in `tansiq.coordination`.

`find_counted` is `holds` and `state_of` with the holds that are about one node's own work (readback, words, late) left
out; `find_obstacles`, `is_bound` and `is_resolved` have their namesakes' meaning.
"""

from __future__ import annotations

from docs.model.scope import BITS, Drop, Scope
from docs.model.world import Node, World, is_leased


def find_counted(scope: Scope, world: World, party: int) -> int:
    """The party's own revisions that it counts as coordinated now (rule 8): the present one and the one flown."""
    node = world.nodes[party]
    candidates = scope.owned[party] & (scope.current[node.known] & node.live | node.flown)
    # Only without rule 5: a released revision is looked at by nobody, and aircraft are in its volume all the same.
    found = node.flown & ~node.live
    for r in BITS[candidates & ~found]:
        if _is_counted(scope, world, party, r):
            found |= 1 << r
    return found


def _is_counted(scope: Scope, world: World, party: int, r: int) -> bool:
    node = world.nodes[party]
    without = scope.without
    if node.ceased and without is not Drop.CEASE and _has_cease(scope, node, party, r):
        return False
    for q in scope.told[r]:
        if node.not_in_force >> q & 1:
            if without is Drop.CONCERNED:
                continue
            if without is not Drop.AGREEMENT:
                return False
        if node.aside >> q & 1 or not _has_concur(scope, node, q, r):
            return False
        if is_leased(scope, party, q) and without is not Drop.OWNER_LAPSE and not is_fresh(scope, world):
            return False
    if without is Drop.OWNER_TEST:
        return True
    if node.guarded & scope.guards[r] and without is not Drop.OWN_SITE:
        return False
    return not any(_is_held_by(scope, world, party, (r, x)) for x in BITS[scope.clash[r] & node.live])


def _has_concur(scope: Scope, node: Node, q: int, r: int) -> bool:
    if scope.without is Drop.CONCURS:
        return not node.declined[q] >> r & 1
    answered = scope.siblings[r] if scope.without is Drop.HASH else 1 << r
    return bool(node.concurred[q] & ~node.withdrawn[q] & answered)


def _is_held_by(scope: Scope, world: World, party: int, pair: tuple[int, int]) -> bool:
    """Whether another's live revision in the way holds ours (rules 8, 10, 16)."""
    node = world.nodes[party]
    r, x = pair
    if is_resolved(scope, node, r, x):
        return False
    if node.concurred[party] >> x & 1:
        if scope.without is Drop.OWN_BOUND:
            return False
        if is_bound(scope, world, party, x):
            return True
    if node.newcomers >> (r * len(scope.revs) + x) & 1:
        return scope.without is Drop.NEWCOMER
    return scope.without is not Drop.BOTH_HELD


def _has_cease(scope: Scope, node: Node, party: int, r: int) -> bool:
    return any(_stands(scope, node, party, (c, r)) for c in BITS[node.ceased])


def _stands(scope: Scope, node: Node, party: int, at: tuple[int, int]) -> bool:
    c, r = at
    ends = find_ends(scope, party, c)
    if scope.without is Drop.CEASE_ID:
        for other in BITS[node.ceased]:
            if node.resumed >> other * scope.parties & ends == ends:
                return False
    resumed = node.resumed >> c * scope.parties & ends
    if scope.without is Drop.CEASE_BOTH:
        return not resumed
    if scope.without is Drop.CEASE_AMENDED and r > min(BITS[scope.siblings[r]]):
        return False
    return resumed != ends


def find_ends(scope: Scope, party: int, c: int) -> int:
    """Who must agree to resume a cease, as a party knows it: its maker and itself; for its maker all who were told."""
    maker = scope.ceases[c]
    ends = 1 << maker | 1 << party
    for peer in scope.peers[maker] if party == maker else ():
        ends |= 1 << peer
    return ends


def is_fresh(scope: Scope, world: World) -> bool:
    """Rule 14, at the owner of the leased line."""
    return world.lease is not None and scope.lease is not None and 0 <= world.lease.echoed < scope.lease.fresh


def is_resolved(scope: Scope, node: Node, r: int, x: int) -> bool:
    """Rule 16: whether a resolution of the two revisions is complete at a node."""
    if not node.signed:
        return False
    for at, (a, b) in enumerate(scope.pairs):
        if scope.without is Drop.BOTH_HASHES:
            names = {scope.revs[a].activity, scope.revs[b].activity} == {scope.revs[r].activity, scope.revs[x].activity}
        else:
            names = {a, b} == {r, x}
        if not names:
            continue
        needed = 1 << scope.revs[a].owner | 1 << scope.revs[b].owner
        signed = node.signed >> at * scope.parties & needed
        if signed == needed or (signed and scope.without is Drop.BOTH_SIGN):
            return True
    return False


def is_bound(scope: Scope, world: World, party: int, x: int) -> bool:
    """Rule 7: whether a party's own concur binds it to another's revision."""
    node = world.nodes[party]
    if scope.without is Drop.BINDS or not node.concurred[party] & node.live & 1 << x:
        return False
    lapsed = _has_lapsed(scope, world, scope.revs[x].owner, party)
    if not node.withdrawn[party] >> x & 1:
        return not (lapsed and scope.without is Drop.WITHDRAW_FIRST)
    return not (node.held >> x & 1 or lapsed)


def _has_lapsed(scope: Scope, world: World, owner: int, peer: int) -> bool:
    """Rule 15: the peer's own last heartbeat, T and the margin are past, by its own clock."""
    if world.lease is None or scope.lease is None or not is_leased(scope, owner, peer):
        return False
    margin = 0 if scope.without is Drop.MARGIN else scope.lease.drift
    return world.lease.sent >= scope.lease.fresh + margin


def has_obstacle(scope: Scope, world: World, party: int, r: int) -> bool:
    """Rule 6: whether anything forbids a party to concur to another's revision now."""
    node = world.nodes[party]
    if scope.without is Drop.PEER_TEST or scope.faulty >> party & 1:
        return False
    if node.guarded & scope.guards[r]:
        return True
    for x in BITS[scope.clash[r] & node.live]:
        is_own = scope.revs[x].owner == party
        if (is_own or is_bound(scope, world, party, x)) and not is_resolved(scope, node, r, x):
            return True
    return False

"""What must hold, judged from outside: by what every node knows together, and by nothing that a node decides.

I1, I7, the cease and the agreement are judged in every state; at every step, that a newcomer does not unseat and that
who is answered first settles nothing.
"""

from __future__ import annotations

from docs.model.judge import find_counted, find_ends
from docs.model.scope import BITS, Scope
from docs.model.world import Label, World

NAMES = "ABC"


def find_break(scope: Scope, world: World, counted: tuple[int, ...]) -> str | None:
    """What does not hold in a state; None where all does."""
    if not any(counted):
        return None
    return (
        _find_conflict(scope, world, counted)
        or _find_unwithdrawn(scope, world, counted)
        or _find_ceased(scope, world, counted)
        or _find_unagreed(scope, world, counted)
        or _find_unread(scope, world, counted)
    )


def find_all_counted(scope: Scope, world: World) -> tuple[int, ...]:
    """By party: what it counts as coordinated."""
    return tuple(find_counted(scope, world, party) for party in range(scope.parties))


def find_step_break(
    scope: Scope, before: tuple[int, ...], label: Label, after: tuple[World, tuple[int, ...]]
) -> str | None:
    """Rule 10: another's later submission takes nothing away, and an earlier one is not passed over.

    Args:
        scope: the small world.
        before: what each party counted before the step.
        label: the step.
        after: the state that it led to, and what each party counts there.
    """
    world, counted = after
    if _is_arrival(label, "rev"):
        lost = [party for party in range(scope.parties) if before[party] & ~counted[party]]
        return f"unseated: {NAMES[lost[0]]} lost a coordinated activity to a newcomer" if lost else None
    if not _is_arrival(label, "answer"):
        return None
    owner = int(str(label[1]))
    for r in BITS[counted[owner] & ~before[owner]]:
        for x in BITS[scope.clash[r] & world.nodes[owner].live & ~scope.owned[owner]]:
            if not _is_signed_by_both(scope, world, r, x):
                names = (
                    f"begins to count {name_rev(scope, r)}, and {name_rev(scope, x)} was in its way before the answer"
                )
                return f"unsettled: {NAMES[owner]} {names}"
    return None


def is_judged(label: Label, before: tuple[int, ...]) -> bool:
    """Whether a step may break what its state does not."""
    return _is_arrival(label, "answer") or (any(before) and _is_arrival(label, "rev"))


def _is_arrival(label: Label, kind: str) -> bool:
    return label[0] == "receives" and label[3][0] == kind  # type: ignore[index]


def _find_conflict(scope: Scope, world: World, counted: tuple[int, ...]) -> str | None:
    """I1; what is flown without a hold counts too, whether or not its owner still keeps it as live."""
    every = 0
    for bits in counted:
        every |= bits
    for r in BITS[every]:
        for x in BITS[scope.clash[r] & every]:
            if x > r and not _is_signed_by_both(scope, world, r, x):
                return f"I1: {name_rev(scope, r)} and {name_rev(scope, x)} conflict and are both coordinated"
    return None


def _is_signed_by_both(scope: Scope, world: World, r: int, x: int) -> bool:
    """Whether each owner's own record holds its own signature under these two revisions."""
    for at, pair in enumerate(scope.pairs):
        if set(pair) == {r, x}:
            owners = {scope.revs[rev].owner for rev in pair}
            return all(world.nodes[p].signed >> at * scope.parties + p & 1 for p in owners)
    return False


def _find_unwithdrawn(scope: Scope, world: World, counted: tuple[int, ...]) -> str | None:
    """I7: who knows a protected item in the way of what its peer counts has a withdrawal under way to it.

    A withdrawal that the owner has processed is no excuse: the owner must not count then.
    """
    for owner, bits in enumerate(counted):
        for r in BITS[bits]:
            if world.nodes[owner].guarded & scope.guards[r]:
                return f"I7: {NAMES[owner]} counts {name_rev(scope, r)} and knows a protected item in its way"
            for q in scope.told[r]:
                if not world.nodes[q].guarded & scope.guards[r]:
                    continue
                under_way = world.ordinary[scope.ways[q, owner]]
                if not any(message[0] == "doubt" and message[1] == r for message in under_way):
                    return (
                        f"I7: {NAMES[q]} knows a protected item in the way of {name_rev(scope, r)}, "
                        f"{NAMES[owner]} counts it, and no withdrawal is on the line"
                    )
    return None


def _find_ceased(scope: Scope, world: World, counted: tuple[int, ...]) -> str | None:
    """A cease that a node made or received stands there until every end itself agreed to resume that very cease."""
    for party, bits in enumerate(counted):
        for c in BITS[world.nodes[party].ceased] if bits else ():
            ends = BITS[find_ends(scope, party, c)]
            if not all(world.nodes[p].resumed >> c * scope.parties + p & 1 for p in ends):
                return f"cease: {NAMES[party]} counts {name_rev(scope, min(BITS[bits]))} under cease {c + 1}"
    return None


def _find_unagreed(scope: Scope, world: World, counted: tuple[int, ...]) -> str | None:
    """Nobody counts anything with a party while their agreement, as it knows, is suspended by either."""
    for owner, bits in enumerate(counted):
        for r in BITS[bits]:
            for q in scope.told[r]:
                if world.nodes[owner].not_in_force >> q & 1:
                    return (
                        f"agreement: {NAMES[owner]} counts {name_rev(scope, r)} with {NAMES[q]}, and none is in force"
                    )
    return None


def _find_unread(scope: Scope, world: World, counted: tuple[int, ...]) -> str | None:
    """A withdrawal on the chain ends the owner's count within T by the owner's clock, whatever is lost."""
    if world.lease is None or scope.lease is None or max(world.lease.unread, default=-1) < scope.lease.fresh:
        return None
    if counted[scope.lease.owner]:
        return f"lease: {NAMES[scope.lease.owner]} still counts T after the withdrawal went onto the chain"
    return None


def name_rev(scope: Scope, r: int) -> str:
    """Owner, and which of its revisions: b1 is the second that B may file."""
    rev = scope.revs[r]
    return f"{NAMES[rev.owner].lower()}{r - min(BITS[scope.owned[rev.owner]])}"


def tell(scope: Scope, label: Label) -> str:
    """A step in words."""
    what, party, *rest = label
    words = [NAMES[int(party)], str(what)]  # type: ignore[call-overload]
    if what in {"receives", "rejects"}:
        sender, message = rest
        return f"{' '.join(words)} of {NAMES[sender]}: {_tell_message(scope, message)}"  # type: ignore[index, arg-type]
    for each in rest:
        if isinstance(each, tuple):
            words.append(f"item {each[1] + 1}" if each[0] == "item" else " and ".join(name_rev(scope, r) for r in each))
        elif what in {"ceases", "resumes"}:
            words.append(f"cease {int(str(each)) + 1}")
        elif what == "clears":
            words.append(f"what came of {NAMES[int(str(each))]}")
        else:
            words.append(name_rev(scope, int(str(each))))
    return " ".join(words)


def _tell_message(scope: Scope, message: tuple[str | int, ...]) -> str:
    kind, *rest = message
    match kind:
        case "rev" | "release" | "doubt" | "held" | "undoubt":
            word = {"rev": "notify", "doubt": "withdrawal of"}.get(str(kind), str(kind))
            number = f" (number {rest[1]})" if kind in {"doubt", "held"} else ""
            return f"{word} {name_rev(scope, int(rest[0]))}{number}"
        case "answer":
            return f"{rest[1]} {name_rev(scope, int(rest[0]))}, knew {rest[2]}"
        case "sign":
            a, b = scope.pairs[int(rest[0])]
            return f"resolution of {name_rev(scope, a)} and {name_rev(scope, b)}"
        case "agreement":
            return "agreement suspended"
    return f"{kind} {int(rest[0]) + 1}"

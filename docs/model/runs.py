"""The runs: every scope with all rules, and for each rule, or part of one, a run without it and what that breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from docs.model import scopes
from docs.model.judge import find_counted
from docs.model.scope import Drop, Scope
from docs.model.search import Found, search
from docs.model.world import Message, World, make_world


@dataclass(frozen=True)
class Without:
    """One run without a rule."""

    drop: Drop
    scope: Scope
    breaks: str
    """How the break is named; `liveness`: what can be reached with the rule cannot be without it; `I6`: the watched
    party sees what it could not see if there were nothing undisclosed."""


@dataclass(frozen=True)
class Outcome:
    """What a run without a rule found."""

    broken: str | None
    history: tuple[str, ...]
    states: int
    seconds: float


WITHOUT: tuple[Without, ...] = (
    Without(Drop.HASH, scopes.AMENDED, "I7"),
    Without(Drop.ORDER, scopes.ANSWERS, "I7"),
    Without(Drop.DURABLE, scopes.ANSWERS, "I7"),
    Without(Drop.CONCERNED, scopes.REFUSED, "I7"),
    Without(Drop.LIVE, scopes.FLOWN, "I1"),
    Without(Drop.TEST_NOW, scopes.ANSWERS, "I7"),
    Without(Drop.BINDS, scopes.CHAIN_OF_THREE, "I1"),
    Without(Drop.HELD_NAMES, scopes.CHAIN_OF_THREE, "I1"),
    Without(Drop.CONCURS, scopes.ANSWERS, "I7"),
    Without(Drop.OWN_BOUND, scopes.OWN_BETWEEN, "I1"),
    Without(Drop.OWN_SITE, scopes.OWN_ITEM, "I7"),
    Without(Drop.AGREEMENT, scopes.REFUSED, "agreement"),
    Without(Drop.CEASE, scopes.CEASED, "cease"),
    Without(Drop.OWNER_TEST, scopes.FAULTY, "I1"),
    Without(Drop.PEER_TEST, scopes.ANSWERS, "I7"),
    Without(Drop.NEWCOMER, scopes.ANSWERS, "unseated"),
    Without(Drop.BOTH_HELD, scopes.TRIANGLE_OF_THREE, "unsettled"),
    Without(Drop.NOT_FINAL, scopes.DECLINED, "liveness"),
    Without(Drop.COUNTER, scopes.AMENDED, "I7"),
    Without(Drop.WITHDRAW_NOW, scopes.ANSWERS, "I7"),
    Without(Drop.FINAL, scopes.CHAIN_OF_THREE, "I1"),
    Without(Drop.POSITION, scopes.WATCHED, "I6"),
    Without(Drop.SEND_TIME, scopes.LEASE, "I1"),
    Without(Drop.HEAD, scopes.LEASE, "lease"),
    Without(Drop.OWNER_LAPSE, scopes.LEASE, "I1"),
    Without(Drop.WITHDRAW_FIRST, scopes.LEASE, "I1"),
    Without(Drop.MARGIN, scopes.LEASE, "I1"),
    Without(Drop.LAST_BEAT, scopes.LEASE, "I1"),
    Without(Drop.BOTH_HASHES, scopes.RESOLVED, "I1"),
    Without(Drop.BOTH_SIGN, scopes.RESOLVED, "I1"),
    Without(Drop.CEASE_ID, scopes.CEASED, "cease"),
    Without(Drop.CEASE_BOTH, scopes.CEASED, "cease"),
    Without(Drop.CEASE_AMENDED, scopes.CEASED, "cease"),
    Without(Drop.ASIDE, scopes.REFUSED, "I7"),
)


@dataclass(frozen=True)
class Gap:
    """What all rules together do not prevent, and a scope in which it is mended."""

    scope: Scope
    breaks: str
    mended: Scope


GAPS: tuple[Gap, ...] = (Gap(scopes.CLEARED, "I7", scopes.CLEARED_ANEW),)


def run_gap(gap: Gap) -> tuple[Outcome, Outcome]:
    """Search the gap, and search where it is mended."""
    return _to_outcome(search(gap.scope)), _to_outcome(search(gap.mended))


def run_without(run: Without) -> Outcome:
    """Search for the break."""
    scope = replace(run.scope, without=run.drop)
    if run.breaks == "liveness":
        return _run_liveness(scope)
    if run.breaks == "I6":
        return _run_views(scope)
    found = search(scope, wanted=run.breaks)
    return _to_outcome(found)


def _to_outcome(found: Found) -> Outcome:
    return Outcome(found.broken, found.history, found.states, found.seconds)


def is_coordinated_again(scope: Scope, world: World) -> bool:
    """Whether A counts its activity, that B declined once."""
    return bool(find_counted(scope, world, scopes.A))


def _run_liveness(scope: Scope) -> Outcome:
    """Rule 11: with it the goal can be reached; without it no history leads there."""
    with_it = search(replace(scope, without=Drop.NONE), goal=is_coordinated_again)
    without = search(scope, goal=is_coordinated_again)
    if with_it.broken is None or without.broken is not None:
        return Outcome(None, (), without.states, without.seconds)
    told = "liveness: never coordinated after cannot; with the rule:"
    return Outcome(told, with_it.history, without.states, without.seconds)


def find_telling_views(scope: Scope) -> Iterator[tuple[Message, ...]]:
    """Rule 13: what the watched party may be given only if there is something undisclosed."""
    nothing = replace(scope, sites=())
    yield from sorted(search(scope).views - search(nothing).views, key=lambda view: (len(view), str(view)))


def _run_views(scope: Scope) -> Outcome:
    telling = next(find_telling_views(scope), None)

    def goal(_: Scope, world: World) -> bool:
        return world.seen == telling

    found = search(scope, goal=goal if telling is not None else lambda *_: False)
    broken = None if telling is None else "I6: what A is given tells that B has something undisclosed"
    return replace(_to_outcome(found), broken=broken)


def is_silent_about_undisclosed(scope: Scope) -> bool:
    """Rule 13 kept: whatever the watched party is given, there may be nothing undisclosed."""
    assert make_world(scope).seen == ()
    return next(find_telling_views(scope), None) is None

"""The small worlds that are searched: each holds two parties with two activities, or three parties, and some acts.

The quick ones are for every change; the large ones add revisions, withdrawals, restarts and parties, by command.
"""

from __future__ import annotations

from dataclasses import replace

from docs.model.scope import LeaseOf, Rev, Scope, Site

A, B, C = 0, 1, 2
HERE, THERE, APART = 1, 2, 3
CHAIN = ((A, B), (B, C))
TRIANGLE = ((A, B), (B, C), (A, C))

_a0, _a1 = Rev(0, A, HERE, (B,)), Rev(0, A, THERE, (B,))
_b0, _b1 = Rev(1, B, HERE, (A,)), Rev(1, B, THERE, (A,))

ANSWERS = Scope(
    "answers: two parties, a0 b0, a withdrawal each, an item that B keeps to itself",
    2,
    revs=(_a0, _b0),
    sites=(Site(B, HERE),),
    may=frozenset({"doubt", "remove", "cancel"}),
    doubts=1,
)
OWN_ITEM = Scope("own item: two parties, a0, an item that A knows", 2, revs=(_a0,), sites=(Site(A, HERE),))
AMENDED = Scope(
    "amended: two parties, a0 a1 b0, an item under a1, cannot and counter",
    2,
    revs=(_a0, _a1, _b0),
    sites=(Site(B, THERE),),
    may=frozenset({"amend", "cannot", "counter", "remove"}),
)
FLOWN = Scope(
    "flown: two parties, a0 a1 b0, aircraft in the volumes, a withdrawal each",
    2,
    revs=(_a0, _a1, _b0),
    may=frozenset({"amend", "fly", "doubt"}),
    doubts=1,
)
RESOLVED = Scope(
    "resolved: two parties, a0 a1 b0, all in one place, a resolution of a0 and b0",
    2,
    revs=(_a0, replace(_a1, cell=HERE), _b0),
    pairs=((0, 2),),
    may=frozenset({"resolve", "amend", "fly", "cancel"}),
)
CEASED = Scope(
    "ceased: two parties, a0 a1 b0, a cease of each",
    2,
    revs=(_a0, _a1, replace(_b0, cell=APART)),
    ceases=(A, B),
    may=frozenset({"amend"}),
)
REFUSED = Scope(
    "refused: two parties, a0 b0, an item, messages rejected, the agreement suspended",
    2,
    revs=(_a0, _b0),
    sites=(Site(B, HERE),),
    may=frozenset({"reject", "agreement"}),
)
CHAIN_OF_THREE = Scope(
    "chain: A-B-C, a0 c0, which only B can compare, an item at B",
    3,
    revs=(_a0, Rev(1, C, HERE, (B,))),
    sites=(Site(B, HERE),),
    may=frozenset({"doubt", "remove", "cancel"}),
    doubts=2,
    lines=CHAIN,
)
OWN_BETWEEN = Scope(
    "between: A-B-C, a0 concerns B, b0 concerns C alone, both in one place",
    3,
    revs=(_a0, Rev(1, B, HERE, (C,))),
    may=frozenset({"doubt", "cancel"}),
    doubts=1,
    lines=CHAIN,
)
TRIANGLE_OF_THREE = Scope(
    "triangle: A, B, C, each with a line to both others, a0 b0 c0 in one place",
    3,
    revs=(
        Rev(0, A, HERE, (B, C)),
        Rev(1, B, HERE, (A, C)),
        Rev(2, C, HERE, (A, B)),
    ),
    lines=TRIANGLE,
)
FAULTY = Scope(
    "faulty: two parties, a0 b0, the software of B concurs to anything",
    2,
    revs=(_a0, _b0),
    may=frozenset({"cancel"}),
    faulty=1 << B,
)
LEASE = Scope(
    "lease: A-B-C, a0 coordinated, c0 filed, a heartbeat each way, clocks that drift",
    3,
    revs=(_a0, Rev(1, C, HERE, (B,))),
    may=frozenset({"doubt"}),
    doubts=1,
    lines=CHAIN,
    lease=LeaseOf(A, B),
    begin=(
        "A files a0",
        "B receives of A: notify a0",
        "B concurs a0",
        "A receives of B: concur a0, knew 0",
        "C files c0",
        "B receives of C: notify c0",
    ),
)
WATCHED = Scope(
    "watched: two parties, a0, all that A is given while B records an item elsewhere",
    2,
    revs=(_a0,),
    sites=(Site(B, APART),),
    may=frozenset({"cannot", "cancel"}),
    watched=A,
)
DECLINED = Scope(
    "declined: two parties, a0, to which B said cannot while it knew an item there",
    2,
    revs=(_a0,),
    sites=(Site(B, HERE),),
    may=frozenset({"cannot", "remove"}),
    begin=("A files a0", "B receives of A: notify a0", "B records item 1", "B cannot a0"),
)
CLEARED = replace(
    REFUSED,
    name="cleared: as refused, and an officer clears what was rejected",
    may=frozenset({"reject", "clear"}),
)
CLEARED_ANEW = replace(
    REFUSED,
    name="cleared anew: as cleared, and what was concurred to before must be concurred to anew",
    may=frozenset({"reject", "clear", "anew"}),
)

QUICK = (
    ANSWERS, OWN_ITEM, AMENDED, FLOWN, RESOLVED, CEASED, REFUSED, CHAIN_OF_THREE, OWN_BETWEEN, TRIANGLE_OF_THREE,
    FAULTY, LEASE, WATCHED,
)  # fmt: skip
"""Searched whole with every rule at every change."""

LARGE = (
    replace(
        ANSWERS,
        name="answers, large: a0 a1 b0 b1, a withdrawal each, an item at each",
        revs=(_a0, _a1, _b0, _b1),
        sites=(Site(B, HERE), Site(A, THERE)),
        may=frozenset({"doubt", "amend", "remove"}),
    ),
    replace(
        FLOWN,
        name="flown, large: as flown, with an item and cancelling",
        sites=(Site(B, HERE),),
        may=frozenset({"amend", "fly", "doubt", "remove", "cancel"}),
    ),
    replace(
        RESOLVED,
        name="resolved, large: a0 a1 b0 b1, all in one place, two resolutions, aircraft in the volumes",
        revs=(_a0, replace(_a1, cell=HERE), _b0, replace(_b1, cell=HERE)),
        pairs=((0, 2), (1, 2)),
        may=frozenset({"resolve", "amend", "fly"}),
    ),
    replace(
        CEASED,
        name="ceased, large: a0 a1 b0, all in one place, three ceases, aircraft in the volumes",
        revs=(_a0, replace(_a1, cell=HERE), _b0),
        ceases=(A, B, A),
        may=frozenset({"amend", "fly"}),
    ),
    replace(
        TRIANGLE_OF_THREE,
        name="triangle, large: with an item at C that comes and goes",
        sites=(Site(C, HERE),),
        may=frozenset({"remove"}),
    ),
    replace(
        CHAIN_OF_THREE,
        name="chain, large: a0 b0 c0 in one place, an item at B, one withdrawal each",
        revs=(_a0, Rev(1, B, HERE, (A, C)), Rev(2, C, HERE, (B,))),
        may=frozenset({"doubt"}),
        doubts=1,
    ),
    replace(
        LEASE,
        name="lease, large: from the beginning, restarts of A and B",
        may=frozenset({"doubt", "crash"}),
        begin=(),
    ),
    replace(
        LEASE,
        name="lease, long: T of 4 ticks and a drift of 2, restarts",
        may=frozenset({"doubt", "crash"}),
        lease=LeaseOf(A, B, fresh=4, drift=2),
    ),
)
"""Searched whole by command."""

"""What one seed means: how many messages, and which faults strike whom and when.

A seed gives the same plan and the same choices of the officers again. The instants at which processes and the network
really meet are the machine's, so a replay is the same storm and not the same wave; most findings come again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations
from random import Random

from faults.house import PARTIES

WORK_S = 3.0
"""How long people work and things break."""
NOTES_EACH = 180
"""Notes by each party, to both others: about a thousand messages in a run."""
KINDS = {
    "kill": 5,
    "stop": 1,
    "pause": 2,
    "cut": 4,
    "freeze": 3,
    "half_open": 3,
    "twin": 3,
    "delay": 3,
    "slow": 2,
    "disk_full": 3,
    "clock": 3,
    "restore": 2,
    "rotate": 2,
}
"""Every kind of fault with its weight."""
WAYS = tuple(permutations(PARTIES, 2))


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong."""

    at_s: float
    kind: str
    party: str
    """Whom it strikes; of a way, who is dialled."""
    peer: str
    """Of a way, who dials."""
    length_s: float
    amount: float
    """Seconds of delay or of the clock's jump; for `freeze` which way is dead: below 0.5 both, else one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One run."""

    seed: int
    faults: tuple[Fault, ...]


def make_plan(seed: int, kinds: tuple[str, ...] = tuple(KINDS)) -> Plan:
    """The plan of a seed; fewer kinds make another plan."""
    random = Random(seed)
    weights = [KINDS[kind] for kind in kinds]
    found = []
    for _ in range(random.randint(4, 9)):
        kind = random.choices(kinds, weights)[0]
        party, peer = random.choice(WAYS)
        at_s = random.uniform(0.1, WORK_S - 0.3)
        length_s = random.choice((0.0, 0.1, 0.4, 0.8, 1.2)) + random.uniform(0.0, 0.2)
        found.append(Fault(at_s, kind, party, peer, length_s, random.random()))
    return Plan(seed, tuple(sorted(found, key=lambda fault: fault.at_s)))

"""The machine can fail: with one rule taken out of the code it finds the break within few runs, from fixed seeds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tansiq.base.ids import PartyId
from tansiq.coordination import binding, holds, picture
from tansiq.coordination.agreement import Articles
from tansiq.node import kernel, react
from tansiq.node.orders import answer, submit
from tests.sim.invariants import Broken
from tests.sim.machine import Killed, Officers, Rivals, Simulated, Stops, walk

WALKS, STEPS = 100, 15


@dataclass(frozen=True)
class Break:
    """One rule taken out."""

    rule: str
    where: object
    name: str
    instead: object
    found: str
    """The invariant that breaks."""
    machine: type[Simulated]
    first_seed: int = 0
    """Where the search begins, to save time: earlier seeds found nothing when this was written."""


def _is_bound_until_withdrawn(
    pic: picture.Picture, party: PartyId, revision: picture.Revision, *, now_ms: int, articles: Articles
) -> bool:
    found = pic.answers.get(picture.answer_key(revision.hash, party))
    return bool(found and found.answer.verdict == "concur" and found.withdrawn_by is None and revision.is_live)


_STANDS_UNTIL_ONE = property(lambda self: not self.resumed_by)


def _settled_at_once(self: kernel.Decision, then: Callable) -> None:
    then(None)


BREAKS = [
    Break("rule 3: receipts wait for the disk", kernel.Decision, "when_settled", _settled_at_once, "I2", Killed, 30),
    Break("rule 6: the test where it concurs", answer, "find_obstacles", lambda *_, **__: [], "I1", Rivals),
    Break("rule 7: bound until the owner confirms", binding, "is_bound", _is_bound_until_withdrawn, "I1", Rivals, 20),
    Break("rule 12: the withdrawal with the item", react, "_withdraw", lambda *_: None, "I7", Officers),
    Break("rule 14: a concur grows stale", holds, "is_fresh", lambda *_: True, "I1", Rivals, 40),
    Break("rule 17: until every end has signed", picture.CeaseState, "stands", _STANDS_UNTIL_ONE, "I4", Stops),
    Break("bytes hold what their party may have", submit, "_as_told", lambda desk, item, *_: item, "I6", Officers),
]


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.rule)
def test_machine_finds_the_break_of(broken: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broken.where, broken.name, broken.instead)
    with pytest.raises(Broken, match=broken.found):
        for number in range(broken.first_seed, broken.first_seed + WALKS):
            walk(broken.machine, seed=number, steps=STEPS)

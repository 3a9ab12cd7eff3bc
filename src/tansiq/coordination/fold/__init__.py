"""How one entry of the record changes the picture (I5): the same entries in the same order give the same rows.

Nothing here decides, refuses or reads a clock: what may be said is judged before, what follows is said after. An entry
that refers to something unknown changes what it can and nothing else.
"""

from __future__ import annotations

from tansiq.coordination.entry import Entry
from tansiq.coordination.fold import answers, items, papers, shift, stops, talk, watch
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.picture import Picture, Position

__all__ = ["fold"]

_STEPS: Steps = {
    **items.STEPS,
    **answers.STEPS,
    **stops.STEPS,
    **papers.STEPS,
    **talk.STEPS,
    **shift.STEPS,
    **watch.STEPS,
}
"""Statements not named change no row: they are read from the record itself."""


def fold(picture: Picture, entry: Entry) -> None:
    """Apply one entry."""
    if entry.source != picture.own and entry.sent is not None and entry.sent.chain == "ordinary":
        picture.put("positions", entry.source, Position(entry.sent.serial or 0))
    step = _STEPS.get(type(entry.statement))
    if step is not None:
        step(picture, entry, entry.statement)

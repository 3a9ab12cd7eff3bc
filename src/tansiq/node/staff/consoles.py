"""Open pages: whether a stop that came was handed to each of them in time, by real time.

The live stream of a page tells here what it handed over; the node's tick asks what is missing. What a page had is kept
in the record, one entry a page and stop, and what it did not have in time is an alert on the others.

Owned by the node's loop. An exercise has no pages that anybody must see, and does not ask.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial

from tansiq.base.ids import CeaseId, MessageId, OfficerId
from tansiq.base.units import MS_PER_S
from tansiq.coordination.clocks import console_ms
from tansiq.coordination.noted import LocalAlert, LocalNotified
from tansiq.node.kernel import MACHINE_AUTHOR, Desk, Kernel

WAY = "console"


@dataclass(slots=True, eq=False)
class OpenConsole:
    """One page that follows the node."""

    officer: OfficerId
    since_s: float
    seen: set[CeaseId] = field(default_factory=set)


@dataclass(slots=True)
class Consoles:
    """See the module's note."""

    kernel: Kernel
    now_s: Callable[[], float] = time.monotonic
    _open: list[OpenConsole] = field(default_factory=list)
    _came_s: dict[CeaseId, float] = field(default_factory=dict)
    """When each stop of a peer that stands was first looked at."""
    _judged: set[CeaseId] = field(default_factory=set)

    def open(self, officer: OfficerId) -> OpenConsole:
        """A page begins to follow."""
        console = OpenConsole(officer, self.now_s())
        self._open.append(console)
        return console

    def close(self, console: OpenConsole) -> None:
        """It is gone."""
        if console in self._open:
            self._open.remove(console)

    def saw(self, console: OpenConsole, ceases: Iterable[str]) -> None:
        """A page was handed these."""
        console.seen.update(CeaseId(id_) for id_ in ceases)

    def turn(self) -> None:
        """Look at every stop of a peer that stands; called at least every second."""
        picture, now_s = self.kernel.picture, self.now_s()
        for id_ in list(picture.standing_ceases):
            cease = picture.ceases[id_]
            if cease.by == picture.own or id_ in self._judged:
                continue
            came_s = self._came_s.setdefault(id_, now_s)
            limit_ms = console_ms(picture, cease.by, self.kernel.clock.now_ms())
            if (now_s - came_s) * MS_PER_S >= limit_ms:
                self._judged.add(id_)
                self.kernel.run(partial(self._judge, id_=id_, came_s=came_s, limit_ms=limit_ms))
        for id_ in list(self._came_s):
            if id_ not in picture.standing_ceases:
                del self._came_s[id_]
                self._judged.discard(id_)

    def _judge(self, desk: Desk, *, id_: CeaseId, came_s: float, limit_ms: int) -> None:
        desk.extras.is_urgent = True
        there = [console for console in self._open if console.since_s <= came_s]
        for console in there:
            had_it = id_ in console.seen
            detail = "handed to the page" if had_it else f"not taken by the page within {limit_ms} ms"
            desk.note(LocalNotified(id_, "at_once", WAY, console.officer, had_it, detail, 1), author=MACHINE_AUTHOR)
            if not had_it:
                facts = (("cease", id_), ("officer", console.officer), ("seconds", str(limit_ms // MS_PER_S)))
                self._alert(desk, "not_shown", id_, facts)
        if not self._open:
            self._alert(desk, "no_console", id_, (("cease", id_),))

    def _alert(self, desk: Desk, code: str, id_: CeaseId, facts: tuple[tuple[str, str], ...]) -> None:
        party = desk.picture.ceases[id_].by
        desk.note(LocalAlert(MessageId(desk.new_id()), code, party, None, facts), author=MACHINE_AUTHOR)

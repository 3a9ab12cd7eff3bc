"""Calls people when the record says so: a stop that came, a step of the clock that nobody stopped.

Guarantees:
    Nothing waits for a way: each call is a task of its own, with a time limit and a few tries, beside the loop.
    Every call ends as an entry of the record: delivered, with the proof, or not, with the reason and an alert.

Assumptions:
    Told of entries when they are durable, by the node's loop, which alone owns what is here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from tansiq.base.ids import MessageId
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalAlert, LocalCease, LocalNotified
from tansiq.coordination.statements import Cease, Distress
from tansiq.node.kernel import MACHINE_AUTHOR, Desk, Kernel
from tansiq.node.notify.notice import NotDelivered, Notice, Step, Way

log = logging.getLogger(__name__)

TRIES_S: Final = (0.0, 5.0, 15.0)
"""Waits before each try."""
LIMIT_S: Final = 40.0
"""Of one try, whatever the way does."""
MOST_UNDER_WAY: Final = 64
"""Calls at a time; further ones are recorded as not made: who floods must not exhaust the node."""

AT_ONCE: Final = 2
"""Calls of one way."""

Spawn = Callable[[str, Coroutine[Any, Any, None]], None]
Say = Callable[[Entry], str]


@dataclass
class Notifiers:
    """See the module's note."""

    kernel: Kernel
    ways: Sequence[Way]
    steps: Mapping[Step, tuple[str, ...]]
    """At each step the ways that are used."""
    say: Say
    """An entry in the node's language."""
    spawn: Spawn
    exercise: bool = False
    tries_s: tuple[float, ...] = TRIES_S
    _under_way: int = field(default=0)
    _gates: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    """By way: so many of its calls at once."""

    def take(self, entries: tuple[Entry, ...]) -> None:
        """Look at what became durable, and call whom it asks for."""
        for entry in entries:
            step, subject = _find_step(entry, self.kernel)
            if step is not None:
                self._call(entry, step, subject, self.steps.get(step, ()))

    def test(self, name: str, entry: Entry, subject: str) -> None:
        """Call by one way, for a test."""
        self._call(entry, Step.TEST, subject, (name,))

    def _call(self, entry: Entry, step: Step, subject: str, names: Sequence[str]) -> None:
        for way in self.ways:
            for to in way.recipients(step) if way.name in names else ():
                notice = self._make(entry, step, subject)
                if self._under_way >= MOST_UNDER_WAY:
                    self._record(notice, way, to, is_delivered=False, detail="too many calls under way", tries=0)
                    continue
                self._under_way += 1
                self.spawn(f"notify {notice.id}", self._deliver(way, notice, to))

    def _make(self, entry: Entry, step: Step, subject: str) -> Notice:
        said = entry.statement
        code = said.code if isinstance(said, LocalAlert) else "distress" if isinstance(said, Distress) else "cease"
        return Notice(
            id=self.kernel.new_id(),
            subject=subject,
            step=step,
            party=self.kernel.own,
            code="test" if step is Step.TEST else code,
            text=self.say(entry),
            at_ms=entry.at_ms,
            exercise=self.exercise,
        )

    async def _deliver(self, way: Way, notice: Notice, to: str) -> None:
        try:
            await self._try(way, notice, to)
        finally:
            self._under_way -= 1

    async def _try(self, way: Way, notice: Notice, to: str) -> None:
        detail = ""
        for number, wait_s in enumerate(self.tries_s, start=1):
            await asyncio.sleep(wait_s)
            try:
                # Names are looked up in the process's own threads: a way that hangs must leave some to others.
                async with self._gates.setdefault(way.name, asyncio.Semaphore(AT_ONCE)), asyncio.timeout(LIMIT_S):
                    proof = await way.send(notice, to)
            except NotDelivered as error:
                detail = str(error)
            except TimeoutError:
                detail = f"{to} did not answer in time"
            except Exception as error:
                # A fault in a way must not leave a call unrecorded.
                log.exception("a way to people failed")
                detail = f"a fault in the way: {type(error).__name__}"
            else:
                self._record(notice, way, to, is_delivered=True, detail=proof, tries=number)
                return
        self._record(notice, way, to, is_delivered=False, detail=detail, tries=len(self.tries_s))

    def _record(self, notice: Notice, way: Way, to: str, *, is_delivered: bool, detail: str, tries: int) -> None:
        told = LocalNotified(notice.subject, notice.step, way.name, to, is_delivered, detail[:300], tries)
        log.log(logging.INFO if is_delivered else logging.ERROR, "notify %s by %s: %s", notice.step, way.name, detail)

        def work(desk: Desk) -> None:
            desk.note(told, author=MACHINE_AUTHOR)
            if not is_delivered:
                facts = (("subject", notice.subject), ("step", notice.step.value), ("to", to), ("way", way.name.value))
                desk.note(
                    LocalAlert(MessageId(desk.new_id()), "not_notified", None, None, facts), author=MACHINE_AUTHOR
                )

        self.kernel.run(work)


def _find_step(entry: Entry, kernel: Kernel) -> tuple[Step | None, str]:
    """At which step people are called because of an entry, and what it is about."""
    said = entry.statement
    if isinstance(said, Cease | Distress | LocalCease):
        state = kernel.picture.ceases.get(said.cease)
        # The same cease over a second line or path calls nobody again.
        is_first = state is not None and state.entry == entry.number and state.by != kernel.own
        return (Step.AT_ONCE if is_first else None), said.cease
    if isinstance(said, LocalAlert) and said.code == "overdue":
        step = dict(said.facts).get("step", "")
        return (Step(step) if step in set(Step) else None), said.alert
    return None, ""

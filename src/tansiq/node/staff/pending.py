"""Steps that take two persons: kept from the first one's order until a second releases it.

What is kept is the order's own bytes, so that what is released is exactly what was asked. A step that nobody released
within 24 h of the domain's clock is gone; so is one that was withdrawn. Owned by the node's loop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final, TypeVar

import msgspec

from tansiq.base.errors import NotAllowed, NotFound
from tansiq.base.ids import OfficerId
from tansiq.base.units import MS_PER_DAY
from tansiq.coordination.noted import LocalAct
from tansiq.node.kernel import Author, Decision, Desk, Extras, Kernel
from tansiq.node.staff.officers import author_of
from tansiq.node.staff.roles import PERMISSIONS, Officer, RoleNotAllowed, Verb, check_may

T = TypeVar("T")
PENDING: Final = "pending/"
LASTS_MS: Final = MS_PER_DAY


class SamePerson(NotAllowed):
    """The officer who asked cannot also release."""

    code: ClassVar[str] = "same_person"

    def default_advice(self) -> str:
        """Who can."""
        return "Another officer whose role allows it releases this step."


class PendingStep(msgspec.Struct, frozen=True):
    """One order that waits for its second person."""

    id: str
    verb: Verb
    by: OfficerId
    lang: str
    """Of the officer who asked."""
    what: str
    """For people, in that officer's language."""
    payload: bytes
    """The order as it came; whoever runs it reads it anew."""
    opened_ms: int

    @property
    def expires_ms(self) -> int:
        """Open end."""
        return self.opened_ms + LASTS_MS

    @property
    def roles(self) -> tuple[str, ...]:
        """Who may release it, by role."""
        return tuple(sorted(PERMISSIONS[self.verb]))


class PendingSteps:
    """See the module's note."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel
        self._steps: dict[str, PendingStep] = {}
        self.reload()

    def reload(self) -> None:
        """Read everything anew; after the store failed."""
        raws = self._kernel.store.meta_under(PENDING).values()
        self._steps = {step.id: step for step in (msgspec.json.decode(raw, type=PendingStep) for raw in raws)}

    def list_open(self) -> tuple[PendingStep, ...]:
        """Those that may be released now, oldest first."""
        now_ms = self._kernel.clock.now_ms()
        waiting = [step for step in self._steps.values() if now_ms < step.expires_ms]
        return tuple(sorted(waiting, key=lambda step: (step.opened_ms, step.id)))

    def open(self, verb: Verb, officer: Officer, *, payload: bytes, what: str) -> Decision[PendingStep]:
        """Keep an order until a second person releases it.

        Raises:
            RoleNotAllowed, SecretMustChange: the first one's role does not have the verb.
        """
        check_may(officer, verb)
        outdated = [id_ for id_, step in self._steps.items() if self._kernel.clock.now_ms() >= step.expires_ms]

        def work(desk: Desk) -> PendingStep:
            step = PendingStep(desk.new_id(), verb, officer.name, officer.lang, what, payload, desk.now_ms)
            desk.extras.meta.update({PENDING + id_: None for id_ in outdated})
            desk.extras.meta[PENDING + step.id] = msgspec.json.encode(step)
            desk.note(LocalAct("step_opened", (("pending", step.id), ("verb", verb))))
            return step

        decision = self._kernel.run(work, author_of(officer))
        for id_ in outdated:
            del self._steps[id_]
        self._steps[decision.value.id] = decision.value
        return decision

    def release(self, id_: str, officer: Officer, run: Callable[[PendingStep, Author], T]) -> T:
        """Let a second person release a step, and run it.

        1. The step is open and has not expired.
        2. The officer's role has its verb.
        3. The officer is not the one who asked.
        4. It is run as the first one's order, released by the second. If that raises, the step stays open.
        5. It is closed, in the transaction right after. Should the node die between the two, the step is still there
           and running it again changes nothing, or is refused as out of date.

        Args:
            id_: of the step.
            officer: the second person.
            run: carries out the payload; its author names both.

        Raises:
            NotFound, RoleNotAllowed, SecretMustChange, SamePerson; and what ``run`` raises.
        """
        # 1
        step = self._get(id_)
        # 2
        check_may(officer, step.verb)
        # 3
        if officer.name == step.by:
            raise SamePerson(f"{officer.name} asked for this and cannot release it", where="pending")
        # 4
        answer = run(step, Author(step.by, step.lang, officer.name))
        # 5
        del self._steps[id_]
        self._kernel.keep(Extras(meta={PENDING + id_: None}))
        return answer

    def withdraw(self, id_: str, officer: Officer) -> Decision[None]:
        """Take a step back: the one who asked, or anyone who could release it.

        Raises:
            NotFound, RoleNotAllowed.
        """
        step = self._get(id_)
        if officer.role not in PERMISSIONS[step.verb]:
            raise RoleNotAllowed(officer=officer.name, role=officer.role, verb=step.verb)

        def work(desk: Desk) -> None:
            desk.extras.meta[PENDING + id_] = None
            desk.note(LocalAct("step_withdrawn", (("pending", id_), ("verb", step.verb))))

        decision = self._kernel.run(work, author_of(officer))
        del self._steps[id_]
        return decision

    def _get(self, id_: str) -> PendingStep:
        step = self._steps.get(id_)
        if step is None or self._kernel.clock.now_ms() >= step.expires_ms:
            advice = "It was released, withdrawn or has expired; ask for it anew."
            raise NotFound(f"no step {id_} waits for a second person", where="pending", advice=advice)
        return step

"""Steps of two persons: the second is another, the order is the first one's, and it runs once."""

from __future__ import annotations

import pytest

from tansiq.base.errors import NotFound, Stale
from tansiq.base.ids import OfficerId
from tansiq.node.kernel import Author
from tansiq.node.staff.pending import LASTS_MS, PendingStep, PendingSteps, SamePerson
from tansiq.node.staff.roles import Officer, Role, RoleNotAllowed, Verb
from tests.node.small import NOON_MS, Small

ANNA = Officer(OfficerId("anna"), Role.COMMANDER, "ar")
BORIS = Officer(OfficerId("boris"), Role.COMMANDER, "ru")
WAFA = Officer(OfficerId("wafa"), Role.WATCH, "en")


class Runs:
    def __init__(self) -> None:
        self.seen: list[tuple[bytes, Author]] = []

    def __call__(self, step: PendingStep, author: Author) -> str:
        self.seen.append((step.payload, author))
        return "done"


@pytest.fixture
def small() -> Small:
    return Small()


def open_step(small: Small, steps: PendingSteps) -> PendingStep:
    return small.settle(steps.open(Verb.RESUME, ANNA, payload=b'{"cease":"x"}', what="resume"))


def test_another_officer_releases_the_order_as_it_was_given(small: Small) -> None:
    steps, runs = PendingSteps(small.kernel), Runs()
    step = open_step(small, steps)
    assert steps.release(step.id, BORIS, runs) == "done"
    assert runs.seen == [(b'{"cease":"x"}', Author(OfficerId("anna"), "ar", OfficerId("boris")))]


def test_who_asked_cannot_release(small: Small) -> None:
    steps, runs = PendingSteps(small.kernel), Runs()
    step = open_step(small, steps)
    with pytest.raises(SamePerson):
        steps.release(step.id, ANNA, runs)
    assert runs.seen == []
    assert steps.list_open() == (step,)


def test_the_role_of_either_person_must_have_the_verb(small: Small) -> None:
    steps = PendingSteps(small.kernel)
    with pytest.raises(RoleNotAllowed):
        steps.open(Verb.RESUME, WAFA, payload=b"", what="")
    step = open_step(small, steps)
    with pytest.raises(RoleNotAllowed):
        steps.release(step.id, WAFA, Runs())
    with pytest.raises(RoleNotAllowed):
        steps.withdraw(step.id, WAFA)


def test_a_step_runs_once(small: Small) -> None:
    steps, runs = PendingSteps(small.kernel), Runs()
    step = open_step(small, steps)
    steps.release(step.id, BORIS, runs)
    small.store.flush()
    with pytest.raises(NotFound):
        steps.release(step.id, BORIS, runs)
    assert len(runs.seen) == 1
    assert PendingSteps(small.kernel).list_open() == ()


def test_a_step_whose_running_is_refused_stays_open(small: Small) -> None:
    steps = PendingSteps(small.kernel)
    step = open_step(small, steps)

    def refuse(step: PendingStep, author: Author) -> None:
        raise Stale("read again")

    with pytest.raises(Stale):
        steps.release(step.id, BORIS, refuse)
    assert steps.list_open() == (step,)


def test_an_open_step_survives_a_restart(small: Small) -> None:
    step = open_step(small, PendingSteps(small.kernel))
    runs = Runs()
    PendingSteps(small.kernel).release(step.id, BORIS, runs)
    assert len(runs.seen) == 1


def test_a_step_is_gone_after_a_day_of_the_domain_s_clock(small: Small) -> None:
    steps = PendingSteps(small.kernel)
    step = open_step(small, steps)
    small.clock.move_to(NOON_MS + LASTS_MS - 1)
    assert steps.list_open() == (step,)
    small.clock.move_to(NOON_MS + LASTS_MS)
    assert steps.list_open() == ()
    with pytest.raises(NotFound):
        steps.release(step.id, BORIS, Runs())
    newer = open_step(small, steps)
    assert list(small.store.meta_under("pending/")) == [f"pending/{newer.id}"]


def test_a_withdrawn_step_cannot_be_released(small: Small) -> None:
    steps = PendingSteps(small.kernel)
    step = open_step(small, steps)
    small.settle(steps.withdraw(step.id, ANNA))
    with pytest.raises(NotFound):
        steps.release(step.id, BORIS, Runs())
    assert small.acts() == ["step_opened", "step_withdrawn"]

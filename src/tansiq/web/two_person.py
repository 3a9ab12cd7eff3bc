"""Steps that take two persons: judged at once, kept until another officer releases them.

The first order is tried on the picture and undone, so that what cannot be done is refused to the one who asks. What is
released is the order's own bytes, judged anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import msgspec

from tansiq.base.clock import write_instant
from tansiq.node.kernel import Author, Decision, Extras
from tansiq.node.staff.pending import PendingStep
from tansiq.node.staff.roles import Officer
from tansiq.web.ask import Ask, Kept, Reply, Tried, keep_answer, settle
from tansiq.web.route import Route
from tansiq.web.session import DoneView
from tansiq.wire.http import Form, Write, decode_form


class PendingView(msgspec.Struct, frozen=True):
    """A step that waits for its second person."""

    pending: str
    what: str


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """A waiting step as the second person sees it."""

    pending: str
    what: str
    verb: str
    by: str
    at: str
    expires: str
    roles: tuple[str, ...]
    """Who may release it."""
    order: msgspec.Raw
    """What was asked, as it came."""


class _Payload(msgspec.Struct):
    route: str
    path: dict[str, str]
    body: msgspec.Raw


async def open_step(ask: Ask[Form], route: Route, body: bytes) -> Reply:
    """Try the order, then keep it for a second person."""
    if route.decide is None or route.released_as is None:
        raise AssertionError(f"{route.name} is no step of two persons")
    try:
        route.decide(replace(ask, is_trial=True))
    except Tried:
        pass
    else:
        raise AssertionError(f"{route.name} does not know how to be tried")
    payload = msgspec.json.encode(_Payload(route.name, dict(ask.path), msgspec.Raw(body)))
    named = ", ".join(ask.path.values())
    what = f"{route.released_as}: {named}" if named else str(route.released_as)
    step = await settle(ask.node.pendings.open(route.released_as, ask.officer, payload=payload, what=what))
    reply = Reply(msgspec.json.encode(PendingView(step.id, step.what)), HTTPStatus.ACCEPTED)
    if ask.order is not None:
        await settle(ask.node.kernel.keep(Extras(answers=[keep_answer(ask.order, reply)])))
    return reply


def release_step(routes: Callable[[], Mapping[str, Route]], ask: Ask[Form]) -> Decision[Kept]:
    """Let the second person's order carry out the first one's."""

    def run(step: PendingStep, author: Author) -> Decision[Kept]:
        payload = msgspec.json.decode(step.payload, type=_Payload)
        route = routes()[payload.route]
        if route.decide is None:
            raise AssertionError(f"{route.name} is no step of two persons")
        first = Officer(step.by, ask.officer.role, step.lang)
        form: Any = decode_form(bytes(payload.body), route.form)
        return route.decide(replace(ask, officer=first, author=author, form=form, path=payload.path))

    return ask.node.pendings.release(ask.path["pending"], ask.officer, run)


def list_pending(ask: Ask[Form]) -> list[StepView]:
    """The steps that wait for a second person, oldest first."""
    return [_show(step) for step in ask.node.pendings.list_open()]


async def withdraw_step(ask: Ask[Write]) -> DoneView:
    """Withdraw a step before it is released."""
    await settle(ask.node.pendings.withdraw(ask.path["pending"], ask.officer))
    return DoneView()


def _show(step: PendingStep) -> StepView:
    return StepView(
        pending=step.id,
        what=step.what,
        verb=step.verb.value,
        by=step.by,
        at=write_instant(step.opened_ms),
        expires=write_instant(step.expires_ms),
        roles=step.roles,
        order=msgspec.Raw(msgspec.json.encode(msgspec.json.decode(step.payload, type=_Payload).body)),
    )

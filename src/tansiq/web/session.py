"""Signing in, the own secret, locking the console; and the health that anyone may ask for."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from tansiq.base.clock import write_instant
from tansiq.node.node import Node
from tansiq.node.staff.roles import PERMISSIONS, Verb
from tansiq.web.ask import Ask, is_kept, settle
from tansiq.wire.http import Form, Write

Secret = Annotated[str, Meta(max_length=1000)]


class SignInForm(Form, frozen=True, kw_only=True):
    """An officer and their secret. Not repeatable: each sign-in opens a session of its own."""

    officer: Secret
    secret: Secret


class SecretForm(Write, frozen=True, kw_only=True):
    """The present secret and the one to come."""

    old: Secret
    new: Secret


class HealthView(msgspec.Struct, frozen=True):
    """Whether the node works."""

    party: str
    name: str
    exercise: bool
    state: str
    """ok, or cannot_write; cease works in both."""
    version: str
    now: str
    """The node's own clock; in an exercise it is moved by hand."""


class SessionView(msgspec.Struct, frozen=True, kw_only=True):
    """A session; the token goes into the header of every request."""

    token: str
    officer: str
    role: str
    party: str
    name: str
    lang: str
    exercise: bool
    must_change: bool
    may: tuple[Verb, ...]
    """What the role may ask; a page offers nothing else."""


class DoneView(msgspec.Struct, frozen=True):
    """It is done."""

    done: bool = True


def show_health(node: Node) -> HealthView:
    """The state of the node."""
    now = write_instant(node.kernel.clock.now_ms())
    return HealthView(node.party, node.name, node.exercise, node.state(), node.version, now)


async def sign_in(node: Node, form: SignInForm) -> SessionView:
    """Open a session. A disk that refuses keeps nobody from signing in, since cease works then too."""
    decision = await node.officers.sign_in(form.officer, form.secret)
    await is_kept(decision)
    session, officer = decision.value, decision.value.officer
    return SessionView(
        token=session.token,
        officer=officer.name,
        role=officer.role.value,
        party=node.party,
        name=node.name,
        lang=officer.lang,
        exercise=node.exercise,
        must_change=officer.must_change,
        may=tuple(verb for verb in Verb if officer.role in PERMISSIONS[verb]),
    )


async def change_secret(ask: Ask[SecretForm]) -> DoneView:
    """Take a new secret; all other sessions of the officer end."""
    await settle(await ask.node.officers.change_secret(ask.token, ask.form.old, ask.form.new))
    return DoneView()


async def lock_console(ask: Ask[Write]) -> DoneView:
    """Lock the console: its token is good for cease only, until its officer signs in anew."""
    await settle(ask.node.officers.lock(ask.token))
    return DoneView()


async def sign_out(ask: Ask[Write]) -> DoneView:
    """End the session."""
    await settle(ask.node.officers.sign_out(ask.token))
    return DoneView()

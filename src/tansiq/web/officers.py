"""The officers of this node, for its administrators."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import OfficerId
from tansiq.node.staff.officers import OfficerRow
from tansiq.node.staff.roles import Role
from tansiq.web.ask import Ask, settle
from tansiq.web.shapes import show_instant
from tansiq.wire.fields import Name
from tansiq.wire.http import Form, Write


class OfficerForm(Write, frozen=True, kw_only=True):
    """A new officer."""

    name: Name
    role: Role
    lang: str


class OfficerView(msgspec.Struct, frozen=True, kw_only=True):
    """An officer."""

    name: str
    role: str
    lang: str
    must_change: bool
    added: str
    revoked: str | None


class AddedView(msgspec.Struct, frozen=True):
    """The one-time secret is shown this once and kept nowhere."""

    name: str
    one_time_secret: str


def list_officers(ask: Ask[Form]) -> list[OfficerView]:
    """Every officer, revoked ones too."""
    return [_show(row) for row in ask.node.officers.roster()]


async def add_officer(ask: Ask[OfficerForm]) -> AddedView:
    """Add an officer; names are given once, for good."""
    form = ask.form
    secret = await settle(await ask.node.officers.add(form.name, form.role, form.lang, by=ask.author))
    return AddedView(form.name, secret)


async def revoke_officer(ask: Ask[Write]) -> OfficerView:
    """End an officer's rights at once, open sessions included."""
    name = OfficerId(ask.path["name"])
    await settle(ask.node.officers.revoke(name, by=ask.author))
    return next(_show(row) for row in ask.node.officers.roster() if row.name == name)


def _show(row: OfficerRow) -> OfficerView:
    return OfficerView(
        name=row.name,
        role=row.role.value,
        lang=row.lang,
        must_change=row.one_time,
        added=write_instant(row.added_ms),
        revoked=show_instant(row.revoked_ms),
    )

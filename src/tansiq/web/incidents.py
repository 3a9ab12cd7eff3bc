"""Incidents, every account side by side; protests against accounts and acts."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.ids import IncidentId
from tansiq.coordination.picture import IncidentState, ProtestState
from tansiq.coordination.statements import Incident
from tansiq.node.kernel import Decision
from tansiq.node.orders import talk
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.messages import SentView, find_message
from tansiq.wire.fields import CeaseUuid, IncidentUuid, ItemUuid, Lang, Name, Party, Text
from tansiq.wire.http import Form, Write


class IncidentForm(Write, frozen=True, kw_only=True):
    """Our account of something that happened; with another party's incident id it stands beside theirs."""

    title: Name
    occurred: Name
    """When it happened, or began."""
    text: Text
    lang: Lang | None = None
    place: Text = ""
    """Where, as told."""
    items: tuple[ItemUuid, ...] = ()
    cease: CeaseUuid | None = None
    incident: IncidentUuid | None = None
    """Left out: a new incident."""
    to: tuple[Party, ...] | None = None
    """Left out: every party we have a line to; empty: nobody, our own record alone."""


class ProtestForm(Write, frozen=True, kw_only=True):
    """What is rejected, and why."""

    text: Name
    lang: Lang | None = None


class AccountOfView(msgspec.Struct, frozen=True, kw_only=True):
    """One party's account of an incident."""

    party: str
    title: str
    occurred: str
    text: str
    lang: str
    place: str
    items: tuple[str, ...]
    cease: str | None
    at: str
    by: str


class IncidentView(msgspec.Struct, frozen=True):
    """An incident: every party's account, the earliest first."""

    incident: str
    accounts: tuple[AccountOfView, ...]


class ProtestView(msgspec.Struct, frozen=True, kw_only=True):
    """A protest; it changes nothing."""

    protest: str
    party: str
    message: str
    text: str
    lang: str
    at: str
    by: str


def list_incidents(ask: Ask[Form]) -> list[IncidentView]:
    """Every incident, all accounts side by side."""
    ids = dict.fromkeys(
        row.incident.incident for row in sorted(ask.picture.incidents.values(), key=lambda row: row.entry)
    )
    return [_show(ask, id_) for id_ in ids]


def report_incident(ask: Ask[IncidentForm]) -> Decision[Kept]:
    """Tell what happened, as we have it; it stands beside the others' accounts and replaces none of theirs."""
    form = ask.form
    id_ = form.incident or IncidentId(ask.node.kernel.new_id())
    incident = Incident(
        incident=id_,
        title=form.title,
        at_ms=parse_instant(form.occurred, where="occurred"),
        text=form.text,
        text_lang=form.lang or ask.officer.lang,
        place=form.place,
        items=form.items,
        cease=form.cease,
    )
    to = tuple(ask.node.parties_with_lines()) if form.to is None else tuple(dict.fromkeys(form.to))
    return decide(ask, lambda desk: talk.tell(desk, incident, to), lambda _: _show(ask, id_))


def list_protests(ask: Ask[Form]) -> list[ProtestView]:
    """Every protest, oldest first."""
    return [_show_protest(row) for row in sorted(ask.picture.protests.values(), key=lambda row: row.entry)]


def protest_message(ask: Ask[ProtestForm]) -> Decision[Kept]:
    """Reject an account or an act that a message told of; kept at both ends, changes nothing."""
    sender, id_ = find_message(ask)
    text, lang = ask.form.text, ask.form.lang or ask.officer.lang
    return decide(
        ask, lambda desk: talk.protest(desk, sender, id_, text=text, lang=lang), lambda _: SentView((sender,))
    )


def _show(ask: Ask[Form], id_: IncidentId) -> IncidentView:
    rows = sorted(
        (row for row in ask.picture.incidents.values() if row.incident.incident == id_), key=lambda row: row.entry
    )
    return IncidentView(id_, tuple(_show_account(row) for row in rows))


def _show_account(row: IncidentState) -> AccountOfView:
    said = row.incident
    return AccountOfView(
        party=row.party,
        title=said.title,
        occurred=write_instant(said.at_ms),
        text=said.text,
        lang=said.text_lang,
        place=said.place,
        items=said.items,
        cease=said.cease,
        at=write_instant(row.at_ms),
        by=row.author,
    )


def _show_protest(row: ProtestState) -> ProtestView:
    return ProtestView(
        protest=row.id,
        party=row.party,
        message=row.protest.message,
        text=row.protest.text,
        lang=row.protest.text_lang,
        at=write_instant(row.at_ms),
        by=row.author,
    )

"""What the node itself raised."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from tansiq.base.clock import write_instant
from tansiq.base.ids import MessageId, check_uuid
from tansiq.coordination.alarms import find_priority
from tansiq.coordination.noted import LocalAlert
from tansiq.coordination.picture import AlertState
from tansiq.node.kernel import Decision
from tansiq.node.orders.cease import take
from tansiq.node.orders.watch import shelve
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.ceases import TakeForm
from tansiq.web.notifiers import NotifiedView, show_calls
from tansiq.web.shapes import find_name, show_instant
from tansiq.wire.fields import Name
from tansiq.wire.http import Form, Write
from tansiq.words.reasons import render_alert


class ShelvedView(msgspec.Struct, frozen=True):
    """Until when an alert is put aside, by whom and why."""

    until: str
    by: str
    reason: str


class ShelveForm(Write, frozen=True, kw_only=True):
    """For how long an alert is put aside, and why."""

    minutes: Annotated[int, Meta(ge=1, le=60)]
    reason: Name


class AlertView(msgspec.Struct, frozen=True, kw_only=True):
    """An alert, and who has it."""

    alert: str
    code: str
    at: str
    party: str | None
    item: str | None
    facts: dict[str, str]
    text: str
    """In the asker's language."""
    taken: str | None
    """By whom."""
    taken_at: str | None
    priority: str
    """P1, P2 or P3, of which the first is the most pressing: how it sounds and is shown."""
    shelved: ShelvedView | None
    """Put aside for now; null again when its time is over."""
    ended: str | None
    """When what it was about was over; untaken it stays as it was, and a return is a new one."""
    calls: tuple[NotifiedView, ...]
    """To people by other ways than the page, each with its proof or why it failed."""
    sounds: bool
    """On every console: neither taken, nor shelved, nor over. What a page silences is its own."""


def list_alerts(ask: Ask[Form]) -> list[AlertView]:
    """Every alert, oldest first."""
    return [show_alert(ask, row) for row in sorted(ask.picture.alerts.values(), key=lambda row: row.entry)]


def take_alert(ask: Ask[TakeForm]) -> Decision[Kept]:
    """Take an alert, or take it over: somebody has it. Clears nothing."""
    id_ = check_uuid(ask.path["alert"], where="alert")
    if id_ not in ask.picture.alerts:
        raise UnknownThing("alert", id_)
    return decide(
        ask, lambda desk: take(desk, id_, is_over=ask.form.over), lambda _: show_alert(ask, ask.picture.alerts[id_])
    )


def show_alert(ask: Ask[Form], row: AlertState) -> AlertView:
    """One alert in the asker's language."""
    alert = row.alert
    return AlertView(
        alert=alert.alert,
        code=alert.code,
        at=write_instant(row.at_ms),
        party=alert.party,
        item=alert.item,
        facts=dict(alert.facts),
        text=write_alert(ask, alert),
        taken=row.taken_by,
        taken_at=show_instant(row.taken_ms),
        priority=find_priority(ask.picture, alert).value,
        shelved=_show_shelved(row, ask.now_ms),
        ended=show_instant(row.ended_ms),
        calls=show_calls(ask.picture, alert.alert),
        sounds=row.taken_by is None and row.ended_ms is None and not row.is_shelved(ask.now_ms),
    )


def _show_shelved(row: AlertState, now_ms: int) -> ShelvedView | None:
    if row.shelved is None or not row.is_shelved(now_ms):
        return None
    return ShelvedView(write_instant(row.shelved.until_ms), row.shelved.by, row.shelved.reason)


def shelve_alert(ask: Ask[ShelveForm]) -> Decision[Kept]:
    """Put an alert aside for a while, with a reason; it returns by itself. Never one of the first priority."""
    id_, form = MessageId(check_uuid(ask.path["alert"], where="alert")), ask.form
    return decide(
        ask,
        lambda desk: shelve(desk, id_, minutes=form.minutes, reason=form.reason),
        lambda _: show_alert(ask, ask.picture.alerts[id_]),
    )


def write_alert(ask: Ask[Form], alert: LocalAlert) -> str:
    """An alert in one line of the asker's language."""
    state = None if alert.item is None else ask.picture.items.get(alert.item)
    name = "" if state is None else ask.picture.revisions[state.current].item.name
    party = "" if alert.party is None else find_name(ask.node, alert.party)
    facts = {key: find_name(ask.node, value) if key == "owner" else value for key, value in alert.facts}
    return render_alert(alert.code, facts, ask.lang, party=party, item=name)

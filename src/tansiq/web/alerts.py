"""What the node itself raised."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import check_uuid
from tansiq.coordination.noted import LocalAlert
from tansiq.coordination.picture import AlertState
from tansiq.node.kernel import Decision
from tansiq.node.orders.cease import take
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.shapes import find_name
from tansiq.wire.http import Form, Write
from tansiq.words.reasons import render_alert


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


def list_alerts(ask: Ask[Form]) -> list[AlertView]:
    """Every alert, oldest first."""
    return [show_alert(ask, row) for row in sorted(ask.picture.alerts.values(), key=lambda row: row.entry)]


def take_alert(ask: Ask[Write]) -> Decision[Kept]:
    """Take an alert: somebody has it. Clears nothing."""
    id_ = check_uuid(ask.path["alert"], where="alert")
    if id_ not in ask.picture.alerts:
        raise UnknownThing("alert", id_)
    return decide(ask, lambda desk: take(desk, id_), lambda _: show_alert(ask, ask.picture.alerts[id_]))


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
    )


def write_alert(ask: Ask[Form], alert: LocalAlert) -> str:
    """An alert in one line of the asker's language."""
    state = None if alert.item is None else ask.picture.items.get(alert.item)
    name = "" if state is None else ask.picture.revisions[state.current].item.name
    party = "" if alert.party is None else find_name(ask.node, alert.party)
    facts = {key: find_name(ask.node, value) if key == "owner" else value for key, value in alert.facts}
    return render_alert(alert.code, facts, ask.lang, party=party, item=name)

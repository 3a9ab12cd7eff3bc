"""What waits for a person at this node, whose it is to do, and who has it."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import check_uuid
from tansiq.coordination.duties import Duty, find_duties
from tansiq.node.kernel import Decision
from tansiq.node.orders.watch import take_duty
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.ceases import TakeForm
from tansiq.web.shapes import find_name, show_instant
from tansiq.wire.http import Form
from tansiq.words.catalogue import phrase_or_code


class DutyView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits for a person; any officer on watch takes it."""

    duty: str
    """cease, distress, report, found, readback, verification, answer, doubt, query, message, agreement, sheet."""
    subject: str
    """By which it is taken."""
    party: str
    """Who waits for it."""
    item: str | None
    precedence: str
    since: str
    due: str
    overdue: bool
    taken: str | None
    """By whom. Taken is not answered."""
    taken_at: str | None
    text: str
    """In the asker's language."""


def list_duties(ask: Ask[Form]) -> list[DutyView]:
    """Everything that waits for a person here, the most pressing first."""
    return [show_duty(ask, duty) for duty in find_duties(ask.picture, ask.now_ms)]


def take_one(ask: Ask[TakeForm]) -> Decision[Kept]:
    """Take what waits for a person, or take it over: you have it. It answers nothing; nobody else is called for it."""
    subject = check_uuid(ask.path["subject"], where="subject")
    return decide(
        ask, lambda desk: take_duty(desk, subject, is_over=ask.form.over), lambda _: _show_taken(ask, subject)
    )


def _show_taken(ask: Ask[Form], subject: str) -> list[DutyView]:
    found = [show_duty(ask, duty) for duty in find_duties(ask.picture, ask.now_ms) if duty.subject == subject]
    if not found and subject not in ask.picture.ceases and subject not in ask.picture.alerts:
        raise UnknownThing("duty", subject)
    return found


def show_duty(ask: Ask[Form], duty: Duty) -> DutyView:
    """The view of a duty."""
    return DutyView(
        duty=duty.kind.value,
        subject=duty.subject,
        party=duty.party,
        item=duty.item,
        precedence=duty.precedence,
        since=write_instant(duty.since_ms),
        due=write_instant(duty.due_ms),
        overdue=duty.due_ms <= ask.now_ms,
        taken=duty.taken_by,
        taken_at=show_instant(duty.taken_ms),
        text=f"{phrase_or_code(ask.lang, 'duty', duty.kind.value)} – {find_name(ask.node, duty.party)}",
    )

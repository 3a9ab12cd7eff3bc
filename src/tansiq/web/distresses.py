"""A call of distress: pauses first, is verified second; raised by anyone, also for somebody who is on no line."""

from __future__ import annotations

from collections.abc import Callable

from tansiq.base.errors import BadRequest
from tansiq.base.ids import CeaseId, MessageId
from tansiq.coordination.statements import DistressCheck, DistressOutcome
from tansiq.node.kernel import Decision
from tansiq.node.orders.cease import Call, distress, tell_found
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.ceases import CeasedView, find_id, get_cease, show_cease, show_stopped
from tansiq.wire.fields import ItemUuid, Lang, Name, Party, Text
from tansiq.wire.http import Write, decode_form


class DistressForm(Write, frozen=True, kw_only=True):
    """People are in danger now. Nothing but the id is needed; what was told by telephone is written as told."""

    text: Text = ""
    place: Text = ""
    caller: Text = ""
    """Who called, for somebody who is on no line."""
    number: Text = ""
    items: tuple[ItemUuid, ...] = ()
    to: tuple[Party, ...] = ()
    lang: Lang | None = None


class UnreadDistress(DistressForm, frozen=True, kw_only=True):
    """What remains of a call whose body could not be read."""


class FoundForm(Write, frozen=True, kw_only=True):
    """What was found out about a call of distress, and how."""

    outcome: DistressOutcome
    source: Name
    text: Text = ""
    lang: Lang | None = None


async def raise_distress(ask: Ask[DistressForm]) -> CeasedView:
    """Pause at once because people are in danger, from any role and from a locked console; verified afterwards."""
    form, id_ = ask.form, CeaseId(ask.form.id)
    lines, lang = ask.node.parties_with_lines(), form.lang or ask.officer.lang
    call = Call(form.text, lang, form.place, form.caller, form.number)
    decision = ask.node.kernel.run_urgent(
        lambda desk: distress(desk, id_, call, items=form.items, to=form.to, lines=lines), ask.author
    )
    return await show_stopped(ask, decision, understood=not isinstance(form, UnreadDistress))


def read_distress(body: bytes, new_id: Callable[[], str]) -> DistressForm:
    """A call that cannot be read still pauses all that is shared, at every line."""
    try:
        return decode_form(body, DistressForm)
    except BadRequest:
        return UnreadDistress(id=MessageId(find_id(body) or new_id()))


def check_distress(ask: Ask[FoundForm]) -> Decision[Kept]:
    """Say what was found out about a call of distress; it resumes nothing."""
    form = ask.form
    check = DistressCheck(ask.cease, form.outcome, form.source, form.text, form.lang or ask.officer.lang)
    return decide(ask, lambda desk: tell_found(desk, check), lambda _: show_cease(ask, get_cease(ask)))

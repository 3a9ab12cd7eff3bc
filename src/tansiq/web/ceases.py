"""Cease: raised by anyone, also from a locked console, whatever the disk does; taken, reported, resumed."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.errors import BadRequest
from tansiq.base.ids import CeaseId, MessageId
from tansiq.coordination.cease import find_taken
from tansiq.coordination.clocks import console_ms, stop_steps
from tansiq.coordination.picture import CeaseState
from tansiq.node.kernel import Decision
from tansiq.node.orders.cease import cease, report_executed, resume, take
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide, is_kept
from tansiq.web.notifiers import NotifiedView, show_calls
from tansiq.web.shapes import show_instant
from tansiq.wire.fields import ItemUuid, Lang, MessageUuid, Party, Text
from tansiq.wire.http import Form, Write, decode_form


class CeaseForm(Write, frozen=True, kw_only=True):
    """Stop. Nothing but the id is needed: without items it stops all shared, without parties it goes to every line."""

    items: tuple[ItemUuid, ...] = ()
    to: tuple[Party, ...] = ()
    text: Text = ""
    lang: Lang | None = None


class TakeForm(Write, frozen=True, kw_only=True):
    """An officer has it."""

    over: bool = False
    """From whoever has it; without this the first officer keeps it."""


class UnreadCease(CeaseForm, frozen=True, kw_only=True):
    """What remains of a cease whose body could not be read."""


class ExecutedForm(Write, frozen=True, kw_only=True):
    """When an officer had the cease and when the crews had it."""

    taken: Text
    executed: Text
    text: Text = ""
    lang: Lang | None = None


class CeasedView(msgspec.Struct, frozen=True):
    """What a cease did at once."""

    cease: str
    suspended: tuple[str, ...]
    told: tuple[str, ...]
    kept: bool = True
    """Whether it is on disk; if not it stands all the same, and is written as soon as the disk lets us."""
    understood: bool = True
    """False: the body could not be read, so all that is shared was stopped, at every line."""


class TakenView(msgspec.Struct, frozen=True):
    """Who has it."""

    by: str
    at: str


class ExecutedView(msgspec.Struct, frozen=True):
    """One party's report."""

    party: str
    taken: str
    executed: str
    text: str
    lang: str


class EscalationView(msgspec.Struct, frozen=True):
    """A step by clock: when it falls due, and when it was raised here, null where it was not needed."""

    step: str
    due: str
    at: str | None


class FoundView(msgspec.Struct, frozen=True, kw_only=True):
    """What a party found out about a call of distress."""

    party: str
    outcome: str
    source: str
    text: str
    lang: str
    at: str
    by: str


class CallView(msgspec.Struct, frozen=True):
    """Of a call of distress: where, and for somebody on no line who called; all as told."""

    place: str
    caller: str
    number: str
    found: tuple[FoundView, ...]
    """Empty: nobody has verified it yet."""


class CeaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A cease, or a call of distress."""

    cease: str
    kind: str
    """cease or distress."""
    by: str
    cause: str
    items: tuple[str, ...]
    suspended: tuple[str, ...]
    text: str
    lang: str
    stands: bool
    at: str
    unproven: bool
    ends: tuple[str, ...]
    taken: TakenView | None
    taken_there: dict[str, TakenView]
    """By other end: who said there that they have it, and when."""
    executed: tuple[ExecutedView, ...]
    resumed_by: tuple[str, ...]
    escalation: tuple[EscalationView, ...]
    clocks: dict[str, dict[str, str]]
    """By end, when each step falls due there by the articles between it and whoever stopped: console, answer, escalate,
    second_path, commander, report. Of a cease of another's only our own end: what others agreed is not known here."""
    call: CallView | None
    calls: tuple[NotifiedView, ...]
    """To people by other ways than the page, about this cease and its steps."""


def list_ceases(ask: Ask[Form]) -> list[CeaseView]:
    """Every cease and every call of distress, oldest first."""
    return [show_cease(ask, state) for state in sorted(ask.picture.ceases.values(), key=lambda row: row.entry)]


async def raise_cease(ask: Ask[CeaseForm]) -> CeasedView:
    """Stop at once, from any role and from a locked console; the same id again changes nothing."""
    form, id_ = ask.form, CeaseId(ask.form.id)
    lines, lang = ask.node.parties_with_lines(), form.lang or ask.officer.lang
    decision = ask.node.kernel.run_urgent(
        lambda desk: cease(desk, id_, items=form.items, text=form.text, lang=lang, to=form.to, lines=lines),
        ask.author,
    )
    return await show_stopped(ask, decision, understood=not isinstance(form, UnreadCease))


async def show_stopped(ask: Ask[Form], decision: Decision[CeaseState], *, understood: bool) -> CeasedView:
    """What a cease or a call of distress did at once, whatever the disk does."""
    state = decision.value
    return CeasedView(
        cease=state.id,
        suspended=state.suspended,
        told=tuple(sorted(state.ends - {ask.node.party})),
        kept=await is_kept(decision),
        understood=understood,
    )


def read_cease(body: bytes, new_id: Callable[[], str]) -> CeaseForm:
    """A cease that cannot be read still stops: everything shared, at every line, under its id if that can be read."""
    try:
        return decode_form(body, CeaseForm)
    except BadRequest:
        return UnreadCease(id=MessageId(find_id(body) or new_id()))


def find_id(body: bytes) -> str | None:
    """The id of a body that is otherwise unreadable, where that much can be read."""
    try:
        return msgspec.json.decode(body, type=_OnlyId).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


class _OnlyId(msgspec.Struct):
    id: MessageUuid


def take_cease(ask: Ask[TakeForm]) -> Decision[Kept]:
    """Take a cease, or take it over: somebody has it. Says nothing more and clears nothing."""
    get_cease(ask)
    return decide(
        ask, lambda desk: take(desk, ask.cease, is_over=ask.form.over), lambda _: show_cease(ask, get_cease(ask))
    )


def report_cease(ask: Ask[ExecutedForm]) -> Decision[Kept]:
    """Report when a cease was taken and when the crews had it."""
    form = ask.form
    taken_ms = parse_instant(form.taken, where="taken")
    executed_ms = parse_instant(form.executed, where="executed")
    lang = form.lang or ask.officer.lang
    return decide(
        ask,
        lambda desk: report_executed(
            desk, ask.cease, taken_ms=taken_ms, executed_ms=executed_ms, text=form.text, lang=lang
        ),
        lambda _: show_cease(ask, get_cease(ask)),
    )


def resume_cease(ask: Ask[Write]) -> Decision[Kept]:
    """Sign that this cease no longer stands; it stands until every end has signed."""
    return decide(ask, lambda desk: resume(desk, ask.cease), lambda _: show_cease(ask, get_cease(ask)))


def show_cease(ask: Ask[Form], state: CeaseState) -> CeaseView:
    """The view of a cease."""
    taken = None
    if state.taken_by is not None and state.taken_ms is not None:
        taken = TakenView(state.taken_by, write_instant(state.taken_ms))
    return CeaseView(
        cease=state.id,
        kind="distress" if state.is_distress else "cease",
        by=state.by,
        cause=state.cause.value,
        items=state.items,
        suspended=state.suspended,
        text=state.text,
        lang=state.text_lang,
        stands=state.stands,
        at=write_instant(state.at_ms),
        unproven=state.is_unproven,
        ends=tuple(sorted(state.ends)),
        taken=taken,
        taken_there=_taken_there(ask, state),
        executed=tuple(
            ExecutedView(
                party=done.party,
                taken=write_instant(done.taken_ms),
                executed=write_instant(done.executed_ms),
                text=done.text,
                lang=done.text_lang,
            )
            for done in state.executed
        ),
        resumed_by=tuple(sorted(state.resumed_by)),
        escalation=_escalation(ask, state),
        clocks=_clocks(ask, state),
        call=_show_call(state),
        calls=_calls(ask, state),
    )


def _calls(ask: Ask[Form], state: CeaseState) -> tuple[NotifiedView, ...]:
    about = (state.id, *ask.picture.alerts_of.get(state.id, ()))
    return tuple(call for subject in about for call in show_calls(ask.picture, subject))


def _show_call(state: CeaseState) -> CallView | None:
    if not state.is_distress:
        return None
    found = tuple(
        FoundView(
            party=each.party,
            outcome=each.outcome.value,
            source=each.source,
            text=each.text,
            lang=each.text_lang,
            at=write_instant(each.at_ms),
            by=each.author,
        )
        for each in state.found
    )
    return CallView(state.place, state.caller, state.number, found)


def _escalation(ask: Ask[Form], state: CeaseState) -> tuple[EscalationView, ...]:
    steps = stop_steps(ask.picture, state.by, ask.now_ms)
    about = (ask.picture.alerts[id_] for id_ in ask.picture.alerts_of.get(state.id, ()))
    raised = {dict(row.alert.facts).get("step"): row.at_ms for row in about if row.alert.code == "overdue"}
    return tuple(
        EscalationView(step, write_instant(state.at_ms + after_ms), show_instant(raised.get(step)))
        for step, after_ms in steps.items()
    )


def _taken_there(ask: Ask[Form], state: CeaseState) -> dict[str, TakenView]:
    found = ((end, find_taken(ask.picture, state, end)) for end in sorted(state.ends - {ask.node.party}))
    return {end: TakenView(ack.author, write_instant(ack.at_ms)) for end, ack in found if ack is not None}


def _clocks(ask: Ask[Form], state: CeaseState) -> dict[str, dict[str, str]]:
    own = ask.node.party
    ends = {own: state.by} if state.by != own else {end: end for end in sorted(state.ends - {own})}
    return {
        end: {
            step: write_instant(state.at_ms + after_ms)
            for step, after_ms in {
                "console": console_ms(ask.picture, party, ask.now_ms),
                **stop_steps(ask.picture, party, ask.now_ms),
            }.items()
        }
        for end, party in ends.items()
    }


def get_cease(ask: Ask[Form]) -> CeaseState:
    """The cease or call of distress that the path names; `UnknownThing` where there is none."""
    state = ask.picture.ceases.get(ask.cease)
    if state is None:
        raise UnknownThing("cease", ask.cease)
    return state

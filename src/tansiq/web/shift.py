"""Who is on watch, and the handover of it with a list of what is open, signed by both."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import HandoverId, OfficerId, check_uuid
from tansiq.coordination.noted import OpenThing
from tansiq.coordination.picture import HandoverState
from tansiq.node.kernel import Decision
from tansiq.node.orders.shift import accept, find_open, go, hand_over
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.shapes import show_instant
from tansiq.wire.fields import Hash, Lang, Name, Text
from tansiq.wire.http import Form, Write
from tansiq.words.catalogue import phrase_or_code


class HandoverForm(Write, frozen=True, kw_only=True):
    """What the list does not say, and for whom it is meant."""

    to: Name | None = None
    """Left out: whoever of the watch accepts it."""
    text: Text = ""
    lang: Lang | None = None


class AcceptForm(Write, frozen=True, kw_only=True):
    """The list that was read."""

    hash: Hash


class WatchForm(Write, frozen=True, kw_only=True):
    """On watch, or off."""

    on: bool


class OpenView(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is open."""

    kind: str
    """A kind of duty, or standing, alert, shelved, set_aside, pending."""
    subject: str
    party: str | None
    since: str
    due: str | None
    taken: str | None
    detail: str
    text: str
    """Its kind in the asker's language."""


class HandoverView(msgspec.Struct, frozen=True, kw_only=True):
    """A handover: the list, and both signatures."""

    handover: str
    by: str
    to: str | None
    at: str
    open: tuple[OpenView, ...]
    hash: str
    """Of the signed list; whoever accepts names it."""
    text: str
    lang: str
    accepted: str | None
    """By whom; from then on they are on watch."""
    accepted_at: str | None


class OnWatchView(msgspec.Struct, frozen=True):
    """An officer on watch."""

    officer: str
    since: str


class WatchView(msgspec.Struct, frozen=True):
    """Who is on watch, what is open, and the handovers, the latest first."""

    on: tuple[OnWatchView, ...]
    open: tuple[OpenView, ...]
    handovers: tuple[HandoverView, ...]


def show_watch(ask: Ask[Form]) -> WatchView:
    """Who is on watch, everything that is open now, and the handovers, the latest first."""
    on = sorted(ask.picture.watch.values(), key=lambda row: (row.since_ms, row.officer))
    handovers = sorted(ask.picture.handovers.values(), key=lambda row: -row.entry)
    return WatchView(
        tuple(OnWatchView(row.officer, write_instant(row.since_ms)) for row in on),
        tuple(_show_open(ask, each) for each in (*find_open(ask.picture, ask.now_ms), *_pending(ask))),
        tuple(_show(ask, row) for row in handovers),
    )


def offer_watch(ask: Ask[HandoverForm]) -> Decision[Kept]:
    """Hand the watch over: sign a list of everything that is open; it stays yours until another officer accepts it."""
    form, id_ = ask.form, HandoverId(ask.form.id)
    to = None if form.to is None else OfficerId(form.to)
    lang, pending = form.lang or ask.officer.lang, _pending(ask)
    return decide(
        ask,
        lambda desk: hand_over(desk, id_, to=to, pending=pending, text=form.text, lang=lang),
        lambda state: _show(ask, state),
    )


def accept_watch(ask: Ask[AcceptForm]) -> Decision[Kept]:
    """Take the watch over, by the hash of the list that you read: the second signature."""
    id_, hash_ = HandoverId(check_uuid(ask.path["handover"], where="handover")), ask.form.hash
    return decide(ask, lambda desk: accept(desk, id_, hash_), lambda state: _show(ask, state))


def set_watch(ask: Ask[WatchForm]) -> Decision[Kept]:
    """Go on watch, or off; whoever goes off last alarms every console."""
    return decide(ask, lambda desk: go(desk, is_on=ask.form.on), lambda _: show_watch(ask))


def _pending(ask: Ask[Form]) -> tuple[OpenThing, ...]:
    """Steps that wait for a second person; they are no part of the picture."""
    return tuple(
        OpenThing("pending", step.id, None, step.opened_ms, step.expires_ms, step.by, step.verb)
        for step in ask.node.pendings.list_open()
    )


def _show(ask: Ask[Form], row: HandoverState) -> HandoverView:
    return HandoverView(
        handover=row.id,
        by=row.by,
        to=row.to,
        at=write_instant(row.at_ms),
        open=tuple(_show_open(ask, each) for each in row.open),
        hash=row.hash,
        text=row.text,
        lang=row.text_lang,
        accepted=row.accepted_by,
        accepted_at=show_instant(row.accepted_ms),
    )


def _show_open(ask: Ask[Form], each: OpenThing) -> OpenView:
    return OpenView(
        kind=each.kind,
        subject=each.subject,
        party=each.party,
        since=write_instant(each.since_ms),
        due=show_instant(each.due_ms),
        taken=each.taken_by,
        detail=each.detail,
        text=phrase_or_code(ask.lang, "duty", each.kind),
    )

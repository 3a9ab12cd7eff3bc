"""Prose and acknowledgements."""

from __future__ import annotations

import msgspec

from tansiq.base.ids import PartyId
from tansiq.coordination.statements import AckLevel
from tansiq.ledger.envelope import Precedence
from tansiq.node.kernel import Decision
from tansiq.node.orders.messages import acknowledge, send_note
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide
from tansiq.wire.fields import Lang, Name, Party, Text
from tansiq.wire.http import Form, Write


class NoteForm(Write, frozen=True, kw_only=True):
    """Prose as typed; the machine looks in it for words to stop and reads nothing else."""

    to: tuple[Party, ...]
    text: Name
    lang: Lang | None = None
    precedence: Precedence = Precedence.ROUTINE


class AckForm(Write, frozen=True, kw_only=True):
    """A person has read it, it is in the local system, or a unit has loaded it."""

    level: AckLevel
    unit: Text = ""


class SentView(msgspec.Struct, frozen=True):
    """Who was told."""

    told: tuple[str, ...]


def send(ask: Ask[NoteForm]) -> Decision[Kept]:
    """Send prose; words to stop in it stop at the other end."""
    form = ask.form
    to = tuple(dict.fromkeys(form.to))
    lang = form.lang or ask.officer.lang
    return decide(
        ask,
        lambda desk: send_note(desk, to, text=form.text, lang=lang, precedence=form.precedence),
        lambda _: SentView(to),
    )


def acknowledge_message(ask: Ask[AckForm]) -> Decision[Kept]:
    """Acknowledge a message to its sender. It is never a permission."""
    sender, form = _find_sender(ask), ask.form
    return decide(
        ask,
        lambda desk: acknowledge(desk, sender, ask.hash, level=form.level, unit=form.unit),
        lambda _: SentView((sender,)),
    )


def _find_sender(ask: Ask[Form]) -> PartyId:
    row = ask.node.store.find_envelope_by_hash(ask.hash)
    entry = None if row is None or row.number is None else ask.node.store.find_entry(row.number)
    if row is None or row.direction != "in" or entry is None:
        raise UnknownThing("message", ask.hash)
    return entry.source

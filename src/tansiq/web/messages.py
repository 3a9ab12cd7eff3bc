"""Prose, acknowledgements, and corrections of what was sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import msgspec
from msgspec import Meta

from tansiq.base.clock import parse_instant
from tansiq.base.errors import BadRequest
from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.entry import Entry
from tansiq.coordination.statements import AckLevel, Correctable, Incident, PositionReport
from tansiq.geometry.notation import parse_location
from tansiq.ledger.envelope import Precedence
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Decision
from tansiq.node.orders.messages import acknowledge, send_note
from tansiq.node.orders.talk import correct
from tansiq.node.refusals import UnknownThing, WrongState
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.items import make_profile
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


class CorrectForm(Write, frozen=True, kw_only=True):
    """What shall stand in place of what we sent; what is left out stays as it was."""

    text: Name | None = None
    lang: Lang | None = None
    title: Name | None = None
    """Of an incident, as are when and where."""
    occurred: Text | None = None
    place: Text | None = None
    """Of an incident as told; of a position a coordinate, with its datum."""
    datum: str | None = None
    count: Annotated[int, Meta(ge=1, le=1_000_000)] | None = None


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
    find_message(ask)
    earlier, form = find_entry(ask), ask.form
    return decide(
        ask,
        lambda desk: acknowledge(desk, earlier, level=form.level, unit=form.unit),
        lambda _: SentView((earlier.source,)),
    )


def correct_message(ask: Ask[CorrectForm]) -> Decision[Kept]:
    """Replace what an earlier message of ours said, at the party that has it; both stay in the record."""
    earlier = find_entry(ask)
    new = _corrected(ask, earlier.statement)
    to = (earlier.to,) if earlier.to is not None else ()
    return decide(ask, lambda desk: correct(desk, earlier, new), lambda _: SentView(to))


def _corrected(ask: Ask[CorrectForm], said: object) -> Correctable:
    form = ask.form
    if not isinstance(said, Correctable):
        raise WrongState(
            "only a note, question, reply, protest, incident or position is corrected",
            where="message",
            advice="Amend an item, give a new answer, resume a cease.",
        )
    _check_taken(form, said)
    if isinstance(said, PositionReport):
        return _corrected_position(ask, said)
    words = replace(said, text=form.text or said.text, text_lang=form.lang or said.text_lang)
    if not isinstance(words, Incident):
        return words
    at_ms = words.at_ms if form.occurred is None else parse_instant(form.occurred, where="occurred")
    place = words.place if form.place is None else form.place
    return replace(words, title=form.title or words.title, at_ms=at_ms, place=place)


def _corrected_position(ask: Ask[CorrectForm], said: PositionReport) -> PositionReport:
    form = ask.form
    at_ms = said.at_ms if form.occurred is None else parse_instant(form.occurred, where="occurred")
    new = replace(said, at_ms=at_ms, count=form.count or said.count)
    if form.place is None:
        return new
    location = parse_location(form.place, datum=form.datum, where="place", profile=make_profile(ask))
    return replace(new, position=location.position, uncertainty_mm=location.uncertainty_mm)


def _check_taken(form: CorrectForm, said: Correctable) -> None:
    """Refuse what the kind has no field for: what was meant must not be lost quietly."""
    given = {name for name in form.__struct_fields__ if name != "id" and getattr(form, name) is not None}
    taken = {"text", "lang"}
    if isinstance(said, Incident):
        taken |= {"title", "occurred", "place"}
    if isinstance(said, PositionReport):
        taken = {"occurred", "place", "datum", "count"}
    for name in sorted(given - taken):
        raise BadRequest(f"what is corrected has no {name}", where=name)
    if not given:
        raise BadRequest("nothing is corrected", where="body")


def find_message(ask: Ask[Form]) -> tuple[PartyId, MessageId]:
    """Sender and id of the message that the path names and that a peer sent us; `UnknownThing` where there is none."""
    entry = find_entry(ask)
    if entry.sent is None or entry.source == ask.node.party:
        raise UnknownThing("message", ask.hash)
    return entry.source, entry.sent.id


def find_entry(ask: Ask[Form]) -> Entry:
    """The message that the path names by its envelope's hash, sent or received."""
    row = ask.node.store.find_envelope_by_hash(ask.hash)
    kept = None if row is None or row.number is None else ask.node.store.find_entry(row.number)
    if kept is None:
        raise UnknownThing("message", ask.hash)
    return to_entry(kept, ask.node.store)

"""A second path for a line: courier files out and in; a stop and short signed messages by voice."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tansiq.base.clock import write_instant
from tansiq.base.errors import BadRequest
from tansiq.base.ids import CeaseId
from tansiq.coordination.statements import Cease
from tansiq.ledger.canonical import MAX_INTEGER
from tansiq.ledger.envelope import Chain
from tansiq.node.lines.aloud import Owed
from tansiq.node.lines.courier import Part, settle_all
from tansiq.node.lines.line import Line
from tansiq.node.refusals import NoLine, UnknownThing
from tansiq.web.ask import Ask, Reply
from tansiq.web.record import NDJSON
from tansiq.wire.aloud import is_signed
from tansiq.wire.http import Form, Write
from tansiq.wire.spoken import write_spoken


class CourierForm(Write, frozen=True, kw_only=True):
    """A file, or a piece of one: its first row, then others."""

    rows: Annotated[tuple[str, ...], Meta(min_length=1, max_length=5000)]
    number: Annotated[int, Meta(ge=2)] = 2
    """Which line of the file the second row is."""


class SpokenForm(Write, frozen=True, kw_only=True):
    """What was typed from hearing."""

    text: Annotated[str, Meta(max_length=20_000)]


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it; all of it is on disk."""

    taken: int
    known: int
    too_early: int
    """Left alone: something before them is missing here; ask for a file that begins at ``next``."""
    set_aside: int
    receipts: int
    stops: int
    """By slip: they stop and are not proved by a signature."""
    next: HeadsView
    """The first serials of the peer's that are missing here."""


class HeadsView(msgspec.Struct, frozen=True):
    """By chain."""

    urgent: int
    ordinary: int


class HeardMessageView(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a form that was typed from hearing; all of it is on disk."""

    kind: str
    outcome: Literal["stopped", "taken", "known", "set_aside"]
    """A stop is taken unproven and stops; of a signed message: as if it had come over the line."""
    cease: str | None = None
    """Of a stop."""
    message: str | None = None
    """Id of a signed message."""
    chain: str | None = None
    serial: int | None = None


class OwedView(msgspec.Struct, frozen=True, kw_only=True):
    """A message of ours that the peer has not receipted."""

    message: str
    kind: str
    chain: str
    serial: int
    sent: str
    text: str | None
    """A line a fact, a check word behind each word, the signature among them; null where it goes by file alone."""


class SpokenView(msgspec.Struct, frozen=True, kw_only=True):
    """A stop to read out."""

    cease: str
    text: str
    items: tuple[str, ...] = ()
    """Empty: everything that the two parties share."""


async def export_courier(ask: Ask[Form]) -> Reply:
    """A part of our line as a file of lines of JSON, with our receipts; what waits is signed for it.

    ``chain``, ``first`` and ``last`` name the part of our own chains: left out, from what is not receipted to the end
    of both. ``theirs=true`` adds the peer's own messages, for one whose record is lost. Asked again it does no harm.
    """
    line, part = _line(ask), _parse_part(ask.query)
    courier = ask.node.lines.courier
    await settle_all(courier.sign_for_export(line))
    text = "".join(courier.write(line, part))
    await settle_all([courier.note_export(line, part, ask.author)])
    return Reply(await asyncio.to_thread(text.encode, "utf-8"), media=NDJSON)


def _parse_part(query: Mapping[str, str]) -> Part:
    named = query.get("chain")
    if named is not None and named not in set(Chain):
        raise BadRequest("a chain is urgent or ordinary", where="chain")
    first, last = (_parse_serial(query, name) for name in ("first", "last"))
    if first is not None and last is not None and last < first:
        raise BadRequest("the last comes before the first", where="last")
    return Part(tuple(Chain) if named is None else (Chain(named),), first, last, query.get("theirs") == "true")


def _parse_serial(query: Mapping[str, str], name: str) -> int | None:
    text = query.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MAX_INTEGER:
        raise BadRequest(f"{text[:20]!r} is not a serial from 1", where=name)
    return int(text)


async def import_courier(ask: Ask[CourierForm]) -> ReportView:
    """Take in a file that the peer wrote, or a piece of it; twice does no harm."""
    line = _line(ask)
    report = ask.node.lines.courier.take(line, ask.form.rows, ask.author, number=ask.form.number)
    await settle_all(report.decisions)
    return ReportView(
        taken=report.taken,
        known=report.known,
        too_early=report.too_early,
        set_aside=report.set_aside,
        receipts=report.receipts,
        stops=report.stops,
        next=HeadsView(*(line.kept[chain].serial + 1 for chain in (Chain.URGENT, Chain.ORDINARY))),
    )


def show_spoken(ask: Ask[Form]) -> SpokenView:
    """A cease of ours to read out to a peer by voice, with check words."""
    line, id_ = _line(ask), CeaseId(ask.path["cease"])
    state = ask.picture.ceases.get(id_)
    if state is None or state.by != ask.node.party:
        raise UnknownThing("cease", id_)
    said = Cease(id_, state.items, state.cause, (line.seat.peer,), state.text, state.text_lang)
    text = write_spoken(said, sender=ask.node.party, to=line.seat.peer, at_ms=state.at_ms)
    return SpokenView(cease=id_, text=text, items=state.items)


async def list_owed(ask: Ask[Form]) -> list[OwedView]:
    """What a peer has not receipted, urgent first, as forms to read out by voice; what waits is signed for it."""
    line = _line(ask)
    await settle_all(ask.node.lines.courier.sign_for_export(line))
    return [_owed_view(owed) for owed in ask.node.lines.aloud.owed(line)]


def _owed_view(owed: Owed) -> OwedView:
    envelope = owed.envelope
    return OwedView(
        message=envelope.id,
        kind=envelope.kind,
        chain=envelope.chain,
        serial=envelope.serial,
        sent=write_instant(envelope.sent_ms),
        text=owed.form,
    )


async def take_spoken(ask: Ask[SpokenForm]) -> HeardMessageView:
    """Take in what was typed from hearing: a cease stops at once, unproven; what is signed counts as on the line."""
    line, text = _line(ask), ask.form.text
    if not is_signed(text):
        spoken, decision = ask.node.lines.courier.take_voice(line, text, ask.author)
        await settle_all([decision])
        return HeardMessageView(kind="cease", outcome="stopped", cease=spoken.cease)
    heard = ask.node.lines.aloud.take(line, text, ask.author)
    await settle_all(heard.decisions)
    envelope = heard.envelope
    return HeardMessageView(
        kind=envelope.kind,
        outcome=heard.outcome,
        message=envelope.id,
        chain=envelope.chain,
        serial=envelope.serial,
    )


def _line(ask: Ask[Form]) -> Line:
    line = ask.node.lines.by_peer.get(ask.peer)
    if line is None:
        raise NoLine(ask.peer)
    return line

"""Questions to the persons at the other ends, and their answers."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import parse_instant, write_instant
from tansiq.base.ids import MessageId, check_uuid
from tansiq.coordination.picture import QueryState
from tansiq.coordination.statements import Query
from tansiq.ledger.envelope import Precedence
from tansiq.node.kernel import Decision
from tansiq.node.orders import talk
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.messages import SentView
from tansiq.web.shapes import show_instant
from tansiq.wire.fields import ItemUuid, Lang, MessageUuid, Name, Party
from tansiq.wire.http import Form, Write


class QueryForm(Write, frozen=True, kw_only=True):
    """A question, and about what it is."""

    to: tuple[Party, ...]
    text: Name
    lang: Lang | None = None
    about: MessageUuid | None = None
    """A message, by its own id."""
    item: ItemUuid | None = None
    precedence: Precedence = Precedence.PRIORITY
    answer_by: str | None = None


class AnswerForm(Write, frozen=True, kw_only=True):
    """The answer to a question, as typed."""

    text: Name
    lang: Lang | None = None


class AnsweredView(msgspec.Struct, frozen=True):
    """The latest reply."""

    text: str
    lang: str
    at: str
    by: str


class QueryView(msgspec.Struct, frozen=True, kw_only=True):
    """A question, and its answer."""

    query: str
    party: str
    """Who asks."""
    to: str
    text: str
    lang: str
    about: str | None
    item: str | None
    at: str
    by: str
    answer_by: str | None
    reply: AnsweredView | None
    corrected: str | None
    """When its sender corrected it."""


def list_queries(ask: Ask[Form]) -> list[QueryView]:
    """Every question put and received, oldest first, with its answer."""
    return [_show(ask, row) for row in sorted(ask.picture.queries.values(), key=lambda row: row.entry)]


def put_query(ask: Ask[QueryForm]) -> Decision[Kept]:
    """Put a question to the persons at the other ends."""
    form = ask.form
    to = tuple(dict.fromkeys(form.to))
    query = Query(form.text, form.lang or ask.officer.lang, form.about, form.item)
    answer_by_ms = None if form.answer_by is None else parse_instant(form.answer_by, where="answer_by")
    return decide(
        ask,
        lambda desk: talk.ask(desk, to, query, precedence=form.precedence, answer_by_ms=answer_by_ms),
        lambda _: SentView(to),
    )


def reply_to_query(ask: Ask[AnswerForm]) -> Decision[Kept]:
    """Answer a question that was put to us. It lifts no hold and is never a permission."""
    id_ = MessageId(check_uuid(ask.path["message"], where="message"))
    text, lang = ask.form.text, ask.form.lang or ask.officer.lang
    return decide(
        ask,
        lambda desk: talk.reply(desk, id_, text=text, lang=lang),
        lambda _: _show(ask, ask.picture.queries[id_]),
    )


def _show(ask: Ask[Form], row: QueryState) -> QueryView:
    answered = None
    if row.reply is not None:
        reply = row.reply
        answered = AnsweredView(reply.text, reply.text_lang, write_instant(reply.at_ms), reply.author)
    corrected = ask.picture.corrections.get(row.id)
    return QueryView(
        query=row.id,
        party=row.party,
        to=row.to,
        text=row.query.text,
        lang=row.query.text_lang,
        about=row.query.about,
        item=row.query.item,
        at=write_instant(row.at_ms),
        by=row.author,
        answer_by=show_instant(row.answer_by_ms),
        reply=answered,
        corrected=None if corrected is None else write_instant(corrected.at_ms),
    )

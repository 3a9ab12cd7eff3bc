"""Questions and their answers, protests, corrections, incidents and positions."""

from __future__ import annotations

from collections.abc import Sequence

from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.entry import Entry
from tansiq.coordination.statements import (
    Correctable,
    Correction,
    Incident,
    PositionReport,
    Protest,
    Query,
    Reply,
    Said,
)
from tansiq.ledger.envelope import Precedence
from tansiq.node.kernel import Desk, Urgency
from tansiq.node.refusals import NoLine, NotYours, UnknownThing, WrongState


def ask(desk: Desk, to: Sequence[PartyId], query: Query, *, precedence: Precedence, answer_by_ms: int | None) -> None:
    """Put a question to the persons at the other ends."""
    for party in to:
        _check_line(desk, party)
        desk.say(party, query, urgency=Urgency(precedence, answer_by_ms))


def reply(desk: Desk, id_: MessageId, *, text: str, lang: str) -> None:
    """Answer a question that was put to us; a later answer takes the place of an earlier one."""
    query = desk.picture.queries.get(id_)
    if query is None:
        raise UnknownThing("question", id_)
    if query.to != desk.own:
        raise NotYours("question", query.to)
    _check_line(desk, query.party)
    desk.say(query.party, Reply(id_, text, lang), in_reply_to=query.hash)


def protest(desk: Desk, to: PartyId, id_: MessageId, *, text: str, lang: str) -> None:
    """Reject an account or an act that a party's message told of."""
    _check_line(desk, to)
    desk.say(to, Protest(id_, text, lang))


def correct(desk: Desk, earlier: Entry, new: Correctable) -> None:
    """Put something in place of a message of our own, at the party that it was sent to."""
    if earlier.sent is None or earlier.to is None or earlier.source != desk.own:
        raise NotYours("message", earlier.source)
    if type(earlier.statement) is not type(new):
        raise WrongState("a correction is of the kind of what it corrects", where="message")
    _check_line(desk, earlier.to)
    desk.say(earlier.to, Correction(earlier.sent.id, new))


def tell(desk: Desk, said: Incident | PositionReport, to: Sequence[PartyId]) -> None:
    """Tell the parties named of an incident, or of where our people or aircraft are; nobody else is told."""
    _tell(desk, said, to)


def _tell(desk: Desk, said: Said, to: Sequence[PartyId]) -> None:
    for party in to:
        _check_line(desk, party)
        desk.say(party, said)
    if not to:
        desk.note(said)


def _check_line(desk: Desk, party: PartyId) -> None:
    if not desk.has_line(party):
        raise NoLine(party)

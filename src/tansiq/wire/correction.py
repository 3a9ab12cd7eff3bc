"""Body of ``correction``: what the sender puts in place of an earlier message of its own, which stays in the record.

Exactly one of the bodies, of the kind of what it replaces. What has another way back has none here: items are amended,
answers given anew, a cease is resumed.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| message | UUID | | id of the message that is replaced | |
| note, query, reply, protest, incident, position | object | | the new body, in version 1 of that kind | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import (
    Correctable,
    Correction,
    Incident,
    Note,
    PositionReport,
    Protest,
    Query,
    Reply,
)
from tansiq.wire import incident, note, position, protest, query, reply
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import MessageUuid


class CorrectionV1(Shape, frozen=True):
    """Version 1."""

    message: MessageUuid
    note: note.NoteV1 | None = None
    query: query.QueryV1 | None = None
    reply: reply.ReplyV1 | None = None
    protest: protest.ProtestV1 | None = None
    incident: incident.IncidentV1 | None = None
    position: position.PositionReportV1 | None = None


def to_body(said: Correction) -> CorrectionV1:
    match said.replacing:
        case Note():
            return CorrectionV1(said.message, note=note.to_body(said.replacing))
        case Query():
            return CorrectionV1(said.message, query=query.to_body(said.replacing))
        case Reply():
            return CorrectionV1(said.message, reply=reply.to_body(said.replacing))
        case Protest():
            return CorrectionV1(said.message, protest=protest.to_body(said.replacing))
        case Incident():
            return CorrectionV1(said.message, incident=incident.to_body(said.replacing))
        case PositionReport():
            return CorrectionV1(said.message, position=position.to_body(said.replacing))


def from_body(body: CorrectionV1) -> Correction:
    given = list(_given(body))
    check(len(given) == 1, "exactly one body stands in place of the other", where="$")
    return Correction(body.message, given[0])


def _given(body: CorrectionV1) -> list[Correctable]:
    found: list[Correctable] = []
    if body.note is not None:
        found.append(note.from_body(body.note))
    if body.query is not None:
        found.append(query.from_body(body.query))
    if body.reply is not None:
        found.append(reply.from_body(body.reply))
    if body.protest is not None:
        found.append(protest.from_body(body.protest))
    if body.incident is not None:
        found.append(incident.from_body(body.incident))
    if body.position is not None:
        found.append(position.from_body(body.position))
    return found

"""Questions, protests, incidents, positions, and corrections of them."""

from __future__ import annotations

from dataclasses import replace

from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.entry import Entry, message_id
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.picture import (
    AckState,
    CorrectedState,
    IncidentState,
    NoticeState,
    Picture,
    ProtestState,
    QueryState,
    ReplyState,
    ReportedState,
    UnitsState,
    ack_key,
)
from tansiq.coordination.statements import (
    LEVELS,
    Ack,
    Correction,
    Incident,
    Note,
    PositionReport,
    Protest,
    Query,
    Reply,
    Units,
)

_PRESSING = frozenset({"FLASH", "IMMEDIATE", "PRIORITY"})
_MACHINE = "machine"


def notice(picture: Picture, entry: Entry) -> None:
    """A person at a peer wrote, and not as routine: it waits until a person here has acknowledged it."""
    sent = entry.sent
    if sent is None or entry.source == picture.own or entry.author == _MACHINE or sent.precedence not in _PRESSING:
        return
    picture.put("notices", sent.id, NoticeState(sent.id, entry.source, sent.precedence, entry.at_ms, entry.number))


def _ack(picture: Picture, entry: Entry, said: Ack) -> None:
    """The highest level of each unit counts; what we acknowledge no longer waits for a person here."""
    message = MessageId(said.message)
    if entry.source == picture.own and message in picture.notices:
        picture.put("notices", message, None)
    key = ack_key(message, entry.source, said.unit)
    known = picture.acks.get(key)
    if known is None or LEVELS.index(said.level) > LEVELS.index(known.level):
        row = AckState(message, entry.source, said.unit, said.level, entry.author, entry.at_ms)
        picture.put("acks", key, row)


def _units(picture: Picture, entry: Entry, said: Units) -> None:
    picture.put("units", entry.source, UnitsState(entry.source, said.units, entry.at_ms))


def _note(picture: Picture, entry: Entry, said: Note) -> None:
    notice(picture, entry)


def _query(picture: Picture, entry: Entry, said: Query) -> None:
    id_ = message_id(entry)
    row = QueryState(
        id=id_,
        party=entry.source,
        to=entry.to or picture.own,
        query=said,
        at_ms=entry.at_ms,
        entry=entry.number,
        author=entry.author,
        answer_by_ms=entry.sent.answer_by_ms if entry.sent else None,
        hash=entry.sent.hash if entry.sent and entry.source != picture.own else None,
        precedence=entry.sent.precedence if entry.sent else "PRIORITY",
    )
    picture.put("queries", id_, row)


def _reply(picture: Picture, entry: Entry, said: Reply) -> None:
    """Only whom it was put to answers a question; the latest reply counts."""
    notice(picture, entry)
    known = picture.queries.get(said.query)
    if known is not None and entry.source == known.to:
        picture.put("queries", known.id, replace(known, reply=_reply_state(entry, said)))


def _reply_state(entry: Entry, said: Reply) -> ReplyState:
    return ReplyState(message_id(entry), entry.source, said.text, said.text_lang, entry.at_ms, entry.author)


def _protest(picture: Picture, entry: Entry, said: Protest) -> None:
    notice(picture, entry)
    id_ = message_id(entry)
    picture.put("protests", id_, ProtestState(id_, entry.source, said, entry.at_ms, entry.number, entry.author))


def _incident(picture: Picture, entry: Entry, said: Incident) -> None:
    notice(picture, entry)
    row = IncidentState(entry.source, said, entry.at_ms, entry.number, entry.author)
    picture.put("incidents", f"{said.incident}/{entry.source}", row)


def _position(picture: Picture, entry: Entry, said: PositionReport) -> None:
    """The latest instant counts, whatever came last."""
    key = reported_key(entry.source, said)
    known = picture.reported.get(key)
    if known is None or known.report.at_ms <= said.at_ms:
        picture.put("reported", key, ReportedState(entry.source, said, entry.at_ms, entry.number))


def reported_key(party: PartyId, said: PositionReport) -> str:
    """By party, subject and name: a later report replaces an earlier one."""
    return f"{party}/{said.subject}/{said.name}"


def _correction(picture: Picture, entry: Entry, said: Correction) -> None:
    """What it replaces stays in the record; what it says takes its place in the picture."""
    notice(picture, entry)
    picture.put("corrections", said.message, CorrectedState(message_id(entry), entry.source, entry.at_ms))
    new = said.replacing
    match new:
        case Query():
            query = picture.queries.get(said.message)
            if query is not None and query.party == entry.source:
                picture.put("queries", query.id, replace(query, query=new))
        case Protest():
            protest = picture.protests.get(said.message)
            if protest is not None and protest.party == entry.source:
                picture.put("protests", protest.id, replace(protest, protest=new))
        case Reply():
            _reply(picture, entry, new)
        case Incident():
            _incident(picture, entry, new)
        case PositionReport():
            picture.put(
                "reported",
                reported_key(entry.source, new),
                ReportedState(entry.source, new, entry.at_ms, entry.number),
            )
        case _:
            # A note has no row: record and correction are read side by side.
            return


STEPS: Steps = {
    Ack: _ack,
    Units: _units,
    Note: _note,
    Query: _query,
    Reply: _reply,
    Protest: _protest,
    Incident: _incident,
    PositionReport: _position,
    Correction: _correction,
}

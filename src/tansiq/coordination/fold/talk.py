"""Questions, protests, incidents, positions, and corrections of them."""

from __future__ import annotations

from dataclasses import replace

from tansiq.base.ids import PartyId
from tansiq.coordination.entry import Entry, message_id
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.picture import (
    CorrectedState,
    IncidentState,
    Picture,
    ProtestState,
    QueryState,
    ReplyState,
    ReportedState,
)
from tansiq.coordination.statements import Correction, Incident, PositionReport, Protest, Query, Reply


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
    )
    picture.put("queries", id_, row)


def _reply(picture: Picture, entry: Entry, said: Reply) -> None:
    """Only whom it was put to answers a question; the latest reply counts."""
    known = picture.queries.get(said.query)
    if known is not None and entry.source == known.to:
        picture.put("queries", known.id, replace(known, reply=_reply_state(entry, said)))


def _reply_state(entry: Entry, said: Reply) -> ReplyState:
    return ReplyState(message_id(entry), entry.source, said.text, said.text_lang, entry.at_ms, entry.author)


def _protest(picture: Picture, entry: Entry, said: Protest) -> None:
    id_ = message_id(entry)
    picture.put("protests", id_, ProtestState(id_, entry.source, said, entry.at_ms, entry.number, entry.author))


def _incident(picture: Picture, entry: Entry, said: Incident) -> None:
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
    Query: _query,
    Reply: _reply,
    Protest: _protest,
    Incident: _incident,
    PositionReport: _position,
    Correction: _correction,
}

"""Lines, messages set aside, alerts, and what an officer has taken."""

from __future__ import annotations

from dataclasses import replace

from tansiq.base.ids import CeaseId
from tansiq.coordination.entry import Entry, message_id
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import (
    LocalAlert,
    LocalCleared,
    LocalEnded,
    LocalLine,
    LocalNotified,
    LocalPath,
    LocalSetAside,
    LocalShelved,
    LocalTaken,
)
from tansiq.coordination.picture import (
    AlertState,
    LineRecord,
    LineTests,
    NotifiedState,
    OutageState,
    PathState,
    Picture,
    SetAside,
    Shelved,
    TakenState,
)
from tansiq.coordination.statements import Outage, Test


def _set_aside(picture: Picture, entry: Entry, noted: LocalSetAside) -> None:
    row = SetAside(noted.hash, noted.party, noted.code, noted.text, entry.at_ms, False, noted.chain, noted.serial)
    picture.put("set_asides", noted.hash, row)


def _cleared(picture: Picture, entry: Entry, noted: LocalCleared) -> None:
    """What was rejected may have been a withdrawal: what its sender had concurred to must be concurred to anew (I7)."""
    known = picture.set_asides.get(noted.hash)
    if known is None:
        return
    picture.put("set_asides", noted.hash, replace(known, is_cleared=True))
    for key, answer in list(picture.answers.items()):
        if answer.party == known.party and answer.answer.verdict == "concur" and answer.withdrawn_by is None:
            picture.put("answers", key, replace(answer, withdrawn_by=message_id(entry)))


def _taken(picture: Picture, entry: Entry, noted: LocalTaken) -> None:
    cease = picture.ceases.get(CeaseId(noted.subject))
    alert = picture.alerts.get(noted.subject)
    known = cease or alert or picture.taken.get(noted.subject)
    before_ms = None
    if known is not None:
        before_ms = known.at_ms if isinstance(known, TakenState) else known.taken_ms
    if before_ms is not None and not noted.is_over:
        return
    # Since when somebody has it does not change with who has it.
    taken_ms = entry.at_ms if before_ms is None else before_ms
    if cease is not None:
        picture.put("ceases", noted.subject, replace(cease, taken_by=entry.author, taken_ms=taken_ms))
    elif alert is not None:
        picture.put("alerts", noted.subject, replace(alert, taken_by=entry.author, taken_ms=taken_ms))
    else:
        picture.put("taken", noted.subject, TakenState(entry.author, taken_ms))


def _alert(picture: Picture, entry: Entry, noted: LocalAlert) -> None:
    picture.put("alerts", noted.alert, AlertState(noted, entry.at_ms, entry.number))


def _shelved(picture: Picture, entry: Entry, noted: LocalShelved) -> None:
    alert = picture.alerts.get(noted.alert)
    if alert is not None:
        shelved = Shelved(noted.until_ms, noted.reason, entry.author, entry.at_ms)
        picture.put("alerts", noted.alert, replace(alert, shelved=shelved))


def _ended(picture: Picture, entry: Entry, noted: LocalEnded) -> None:
    alert = picture.alerts.get(noted.alert)
    if alert is not None and alert.ended_ms is None:
        picture.put("alerts", noted.alert, replace(alert, ended_ms=entry.at_ms))


def _notified(picture: Picture, entry: Entry, noted: LocalNotified) -> None:
    row = NotifiedState(
        noted.subject, noted.step, noted.way, noted.to, noted.is_delivered, noted.detail, noted.tries, entry.at_ms
    )
    picture.put("notified", f"{noted.subject}/{noted.step}/{noted.way}/{noted.to}", row)


def _line(picture: Picture, entry: Entry, noted: LocalLine) -> None:
    picture.put("lines", noted.party, LineRecord(noted.party, noted.state, entry.at_ms, noted.detail))


def _outage(picture: Picture, entry: Entry, said: Outage) -> None:
    row = OutageState(entry.source, said.starts_ms, said.ends_ms, said.text, said.text_lang)
    picture.put("outages", entry.source, row)


def _test(picture: Picture, entry: Entry, said: Test) -> None:
    is_ours = entry.source == picture.own
    peer = entry.to if is_ours else entry.source
    if peer is None:
        return
    known = picture.tests.get(peer) or LineTests(peer)
    at_ms, known = entry.at_ms, replace(known, done_ms=known.human_ms)
    match is_ours, said.human:
        case True, True:
            row = replace(known, asked_ms=at_ms)
        case True, False:
            row = replace(known, sent_ms=at_ms)
        case False, True:
            row = replace(known, heard_ms=at_ms)
        case _:
            row = replace(known, came_ms=at_ms)
    picture.put("tests", peer, row)


def _path(picture: Picture, entry: Entry, noted: LocalPath) -> None:
    picture.put("paths", noted.party, PathState(noted.party, noted.path, noted.detail, entry.at_ms))


STEPS: Steps = {
    Outage: _outage,
    Test: _test,
    LocalPath: _path,
    LocalSetAside: _set_aside,
    LocalCleared: _cleared,
    LocalTaken: _taken,
    LocalAlert: _alert,
    LocalShelved: _shelved,
    LocalNotified: _notified,
    LocalEnded: _ended,
    LocalLine: _line,
}

"""The picture as the fold of the record: the same entries give the same rows, and no entry can break it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tansiq.airspace.item import ItemKind
from tansiq.base.ids import (
    AgreementId,
    AssessmentId,
    CeaseId,
    HandoverId,
    IncidentId,
    LineId,
    MessageId,
    OfficerId,
    Sha256,
    UnitId,
)
from tansiq.base.units import MS_PER_H
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.fold import fold
from tansiq.coordination.picture import TABLES, Picture, Position, Told
from tansiq.coordination.statements import Disclosure
from tansiq.geometry.positions import Position as Place
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CEASE,
    CHARLIE,
    NORTH,
    NOW_MS,
    SHEET,
    Book,
    Ready,
    area,
    hash_of,
    hash_ready,
    id_of,
    movement,
    protection,
    terms,
    volume,
)
from tests.wire import strategies as any_

NOWHERE = Sha256("e" * 64)
OTHER = AgreementId("22222222-2222-4222-8222-222222222229")
LATER = CeaseId("33333333-3333-4333-8333-333333333334")
INCIDENT = IncidentId("88888888-8888-4888-8888-888888888888")
DROP = AssessmentId("55555555-5555-4555-8555-555555555555")


def tables(picture: Picture) -> dict[str, dict[str, Any]]:
    return {name: dict(getattr(picture, name)) for name in TABLES}


def indexed(picture: Picture) -> set[str]:
    return {hash_ for hash_ in picture.revisions if hash_ in picture.index}


def entry_of(statement: own.Statement, number: int, source: str, serial: int = 1) -> Entry:
    sent = None
    if not isinstance(statement, tuple(any_.NOTED)):
        sent = Sent(LineId("line"), "ordinary", MessageId(f"m{number}"), "ROUTINE", NOW_MS, serial)
    author = OfficerId("officer")
    return Entry(number, NOW_MS, source, author, "en", statement, hash_of(statement), BRAVO, sent)  # type: ignore[arg-type]


UNKNOWN: list[say.Said] = [
    say.Cancel(id_of(99), NOWHERE),
    say.Release(id_of(99), NOWHERE),
    say.Readback(NOWHERE, (say.Element("count", "2"),)),
    say.Held(id_of(99), NOWHERE, MessageId("m")),
    say.CeaseExecuted(CEASE, NOW_MS, NOW_MS),
    say.AgreementAct(say.AgreementAction.SIGN, AGREEMENT, NOWHERE),
    say.StatusReport(id_of(99), NOWHERE, say.ActivityStatus.ACTIVE),
    say.Verify(id_of(99), NOWHERE),
    say.Rejected(NOWHERE, "bad_body", ""),
    say.Reply(MessageId("m"), "at the bridge", "en"),
    say.DistressCheck(CEASE, say.DistressOutcome.CONFIRMED, "called back"),
]


@pytest.mark.parametrize("said", UNKNOWN, ids=lambda said: type(said).__name__)
def test_statement_about_something_unknown_changes_no_row(said: say.Said) -> None:
    picture = Ready().open().picture
    before = tables(picture)
    fold(picture, entry_of(said, 50, BRAVO, serial=before["positions"][BRAVO].serial))
    assert tables(picture) == before


@pytest.mark.parametrize(
    "noted",
    [
        own.LocalShelved(MessageId("m"), NOW_MS, ""),
        own.LocalEnded(MessageId("m")),
        own.LocalCleared(NOWHERE),
        own.LocalAct("sign_in"),
    ],
)
def test_note_about_something_unknown_changes_no_row(noted: own.Noted) -> None:
    picture = Ready().open().picture
    before = tables(picture)
    fold(picture, entry_of(noted, 50, ALFA))
    assert tables(picture) == before


def test_resume_that_overtook_its_cease_counts_when_the_cease_comes() -> None:
    book = Ready().open()
    book.hear(BRAVO, say.ResumeAgreed(LATER))
    book.hear(BRAVO, say.Cease(LATER, (), say.CeaseCause.OFFICER, (ALFA,)))
    assert book.picture.ceases[LATER].resumed_by == {BRAVO}
    assert book.picture.ceases[LATER].stands
    assert not book.picture.early_resumes


def full_book() -> Book:
    """A record with a row in every table."""
    book = Ready(terms=terms(areas=(area(),))).open()
    hash_ = hash_ready(book)
    theirs = book.learn(movement(2, BRAVO))
    book.learn(protection(3, BRAVO))
    book.note(own.LocalStanding(id_of(1), hash_, "submitted", ()))
    first, second = sorted((hash_, theirs))
    book.hear(BRAVO, say.Resolution(first, second, "by height", "en"))
    book.tell(BRAVO, say.StatusReport(id_of(1), hash_, say.ActivityStatus.ACTIVE))
    book.hear(BRAVO, say.Doubt(id_of(1), hash_))
    book.hear(BRAVO, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    book.note(own.LocalTaken(CEASE))
    book.hear(BRAVO, say.ResumeAgreed(LATER))
    sheet = say.Sheet(SHEET, 1, "Joint", AGREEMENT, (say.SheetLine(ALFA, id_of(1), hash_),), "", "en")
    book.tell(BRAVO, say.SheetAct(say.SheetAction.OFFER, SHEET, hash_of(sheet), sheet))
    book.hear(BRAVO, say.SheetAct(say.SheetAction.SIGN, SHEET, NOWHERE))
    book.hear(BRAVO, say.AgreementAct(say.AgreementAction.SIGN, OTHER, NOWHERE))
    book.hear(BRAVO, say.AssessmentAct(DROP, "Drop", (), (), (), "en"))
    book.hear(BRAVO, say.Situation(AGREEMENT, NORTH, True, 150_000, 3, 40))
    book.hear(BRAVO, say.Query("Where does it end?", "en"))
    book.hear(BRAVO, say.Protest(MessageId("m"), "not so", "en"))
    book.hear(BRAVO, say.Incident(INCIDENT, "Convoy held", NOW_MS, "two lorries", "en"))
    book.hear(BRAVO, say.PositionReport(say.Reported.PEOPLE, "team 2", NOW_MS, Place(400_000_000, 100_000_000), 1))
    book.hear(BRAVO, say.Correction(MessageId("m"), say.Note("another", "en")))
    book.hear(BRAVO, say.Units((say.Unit(UnitId("wing"), "Wing"),)))
    book.hear(BRAVO, say.Ack(MessageId("m"), say.AckLevel.READ))
    book.note(own.LocalTaken("m"))
    book.note(own.LocalWatch(is_on=True))
    book.note(own.LocalHandover(HandoverId("h"), None, (), "", "en"))
    book.note(own.LocalNotified("m", "answer", "siren", "horn", True, "ended with 0", 1))
    book.hear(BRAVO, say.Outage(NOW_MS, NOW_MS + 1, "new mast", "en"))
    book.hear(BRAVO, say.Test("b2f1", human=True))
    book.note(own.LocalPath(BRAVO, "other", "10.0.0.7:4801"))
    book.note(own.LocalSetAside(BRAVO, NOWHERE, "bad_body", ""))
    book.note(own.LocalAlert(MessageId("alert"), "late", BRAVO, id_of(2), ()))
    return book


def test_record_of_this_test_reaches_every_table() -> None:
    assert [name for name, rows in tables(full_book().picture).items() if not rows] == []


def test_same_entries_give_the_same_rows() -> None:
    book = full_book()
    again = Picture(ALFA)
    for entry in book.entries:
        fold(again, entry)
        again.commit()
    assert tables(again) == tables(book.picture)


def test_received_again_an_entry_changes_no_row_but_times_of_arrival() -> None:
    """A line delivers in order and once; what comes by a second path is the same message."""
    book = full_book()
    before = tables(book.picture)
    for entry in book.entries:
        if isinstance(entry.statement, say.Notify | say.Amend | say.Cease | say.Resolution | say.SheetAct):
            fold(book.picture, entry)
    after = tables(book.picture)
    for name in ("items", "revisions", "ceases", "resolutions", "sheets"):
        assert after[name] == before[name], name


@settings(max_examples=60)
@given(st.lists(st.tuples(any_.statements, st.sampled_from(["alfa", "bravo", "charlie"])), max_size=12))
def test_any_statements_fold_without_error_and_roll_back_exactly(said: list[tuple[own.Statement, str]]) -> None:
    book = full_book()
    book.picture.commit()
    before, index = tables(book.picture), indexed(book.picture)
    for number, (statement, source) in enumerate(said, start=100):
        if isinstance(statement, own.LocalStanding):
            continue  # the node writes its own states only, never free text
        fold(book.picture, entry_of(statement, number, source, serial=number))
    book.picture.rollback()
    assert tables(book.picture) == before
    assert indexed(book.picture) == index
    assert book.picture.commit() == {}


def test_commit_gives_the_latest_value_of_each_changed_row_and_none_for_one_taken_away() -> None:
    picture = Picture(ALFA)
    for serial in (1, 2):
        picture.put("positions", "bravo", Position(serial))
    picture.put("positions", "charlie", Position(3))
    picture.put("positions", "charlie", None)
    assert picture.commit() == {("positions", "bravo"): Position(2), ("positions", "charlie"): None}
    picture.rollback()
    assert picture.positions == {"bravo": Position(2)}


def test_ordinary_message_of_a_peer_moves_its_position_and_an_urgent_one_does_not() -> None:
    book = Book()
    book.learn(movement(2, BRAVO))
    assert book.picture.positions[BRAVO].serial == 1
    book.hear(BRAVO, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    assert book.picture.positions[BRAVO].serial == 1


def test_whom_we_told_is_kept_with_how_much_and_under_which_hash() -> None:
    book = Book()
    item = protection(3, ALFA)
    hash_ = book.file(item, BRAVO)
    coarse = say.Notify(protection(3, ALFA, *(protection(4, ALFA).volumes * 2)))
    book.tell(CHARLIE, coarse)

    def message_to(party: str) -> tuple[MessageId, int]:
        return next((entry.sent.id, entry.number) for entry in book.entries if entry.to == party and entry.sent)

    assert book.picture.items[id_of(3)].told == (
        Told(BRAVO, Disclosure.FULL, hash_, *message_to(BRAVO)),
        Told(CHARLIE, Disclosure.COARSE, hash_of(coarse), *message_to(CHARLIE)),
    )
    assert book.picture.items[id_of(3)].current == hash_


def test_own_messages_given_back_by_a_peer_bring_lost_items_back() -> None:
    book = Ready().open()
    recovered = Picture(ALFA)
    for entry in book.entries:
        if entry.sent is not None:
            fold(recovered, entry)
    assert recovered.revisions.keys() == book.picture.revisions.keys()
    assert recovered.items[id_of(1)].told == book.picture.items[id_of(1)].told


def test_only_its_owner_cancels_or_reports_on_an_item() -> None:
    book = Ready().open(at=BRAVO)
    hash_ = hash_ready(book)
    before = dict(book.picture.items)
    book.hear(CHARLIE, say.Cancel(id_of(1), hash_))
    book.hear(CHARLIE, say.StatusReport(id_of(1), hash_, say.ActivityStatus.ENDED))
    assert book.picture.items == before


def test_the_first_officer_to_take_a_cease_has_it() -> None:
    book = Book()
    book.hear(BRAVO, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    book.note(own.LocalTaken(CEASE), author="first")
    book.note(own.LocalTaken(CEASE), author="second")
    assert book.picture.ceases[CEASE].taken_by == "first"


def test_an_officer_takes_over_what_another_one_has() -> None:
    book = Book()
    book.hear(BRAVO, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    for subject in (CEASE, "owed"):
        book.note(own.LocalTaken(subject), author="first")
    since_ms = book.picture.ceases[CEASE].taken_ms
    for subject in (CEASE, "owed"):
        book.note(own.LocalTaken(subject, is_over=True), author="second")
    cease = book.picture.ceases[CEASE]
    assert (cease.taken_by, cease.taken_ms, book.picture.taken["owed"].by) == ("second", since_ms, "second")


def test_each_party_reports_once_on_a_cease() -> None:
    book = Book()
    book.hear(BRAVO, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    for executed_ms in (NOW_MS + 1, NOW_MS + 2):
        book.tell(BRAVO, say.CeaseExecuted(CEASE, NOW_MS, executed_ms))
    (report,) = book.picture.ceases[CEASE].executed
    assert report.executed_ms == NOW_MS + 2


def test_owners_next_revision_answers_the_doubts_of_a_protective_item() -> None:
    book = Book()
    old = book.file(protection(3, ALFA), BRAVO)
    book.hear(BRAVO, say.Doubt(id_of(3), old, "nobody is there"))
    assert book.picture.doubts
    book.file(protection(3, ALFA, revision=2), BRAVO, replaces=old)
    assert not book.picture.doubts


def test_find_near_names_everything_within_any_sites_buffer() -> None:
    book = Book()
    book.learn(protection(2, BRAVO, kind=ItemKind.PROTECTED_SITE, buffer_m=30_000))
    far = movement(1, ALFA, volume(north_km=35))
    revision = book.picture.revisions[book.learn(far)]
    assert id_of(2) in [near.item.id for near in book.picture.find_near(revision)]


def test_line_counts_as_tested_by_persons_only_when_both_ends_did_within_an_hour() -> None:
    book = Ready().open()
    assert book.picture.tests.get(BRAVO) is None
    book.tell(BRAVO, say.Test("machine", human=False))
    book.tell(BRAVO, say.Test("ours", human=True))
    assert book.picture.tests[BRAVO].human_ms is None
    book.hear(BRAVO, say.Test("theirs", human=True))
    row = book.picture.tests[BRAVO]
    assert row.sent_ms is not None and row.came_ms is None
    assert row.human_ms == row.heard_ms
    late = replace(row, heard_ms=row.human_ms + 2 * MS_PER_H)  # type: ignore[operator]
    assert late.human_ms is None
    assert replace(late, done_ms=5).human_ms == 5


def test_outage_covers_its_time_and_a_later_word_replaces_it() -> None:
    book = Ready().open()
    book.hear(BRAVO, say.Outage(1000, 2000))
    row = book.picture.outages[BRAVO]
    assert [row.covers(at) for at in (999, 1000, 1999, 2000)] == [False, True, True, False]
    book.hear(BRAVO, say.Outage(1, 2, "back"))
    assert not book.picture.outages[BRAVO].covers(1500)

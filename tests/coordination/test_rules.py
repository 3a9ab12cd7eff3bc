"""The rules of coordination that decide between two parties, each by its number."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.airspace.item import ItemKind
from tansiq.base.ids import CeaseId, MessageId, Sha256
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.binding import find_meetings, find_obstacles, is_bound, is_resolved
from tansiq.coordination.cease import find_ceases, is_suspended_by
from tansiq.coordination.holds import HoldCode
from tansiq.coordination.picture import pair_key
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CEASE,
    CHARLIE,
    DOUBT,
    NOW_MS,
    SHEET,
    Book,
    Ready,
    hash_of,
    hash_ready,
    id_of,
    movement,
    protection,
    terms,
    volume,
)

LATER = CeaseId("33333333-3333-4333-8333-333333333334")


def obstacles(book: Book, hash_: Sha256) -> list[str]:
    revision = book.picture.revisions[hash_]
    found = find_obstacles(book.picture, revision, now_ms=book.now_ms, articles=DEFAULT_ARTICLES)
    return [met.other.item.id for met in found]


def bound(book: Book, hash_: Sha256) -> bool:
    revision = book.picture.revisions[hash_]
    return is_bound(book.picture, book.own, revision, now_ms=book.now_ms, articles=DEFAULT_ARTICLES)


def two_bound() -> tuple[Book, Sha256]:
    """At bravo, who concurred to alfa's movement."""
    book = Ready().open(at=BRAVO)
    return book, hash_ready(book)


def two_in_conflict() -> tuple[Book, Sha256, Sha256]:
    """At alfa: a movement of its own and one of bravo's in the same place, neither answered."""
    book = Ready(answered=False).open()
    return book, hash_ready(book), book.learn(movement(2, BRAVO))


def test_rule_1_answer_counts_only_for_the_revision_it_names() -> None:
    book = Ready().open()
    book.file(movement(revision=2), BRAVO, replaces=hash_ready(book))
    assert HoldCode.NOT_ANSWERED in book.codes()


def test_rule_1_number_that_repeats_changes_nothing() -> None:
    book = Ready().open(at=BRAVO)
    before = dict(book.picture.items), dict(book.picture.revisions)
    book.learn(replace(movement(), name="Another under the same number"))
    assert (book.picture.items, book.picture.revisions) == before


def test_rule_5_old_revision_binds_until_its_owner_releases_it() -> None:
    book, old = two_bound()
    book.learn(movement(revision=2), replaces=old)
    assert book.picture.revisions[old].is_live and bound(book, old)
    book.hear(ALFA, say.Release(id_of(1), old))
    assert not book.picture.revisions[old].is_live and not bound(book, old)


def test_rule_5_only_the_owner_releases() -> None:
    book, hash_ = two_bound()
    book.hear(CHARLIE, say.Release(id_of(1), hash_))
    assert bound(book, hash_)


def test_rule_5_cancelled_revision_still_counts_until_it_is_released() -> None:
    book, _, theirs = two_in_conflict()
    book.hear(BRAVO, say.Cancel(id_of(2), theirs))
    assert HoldCode.CONFLICT in book.codes()
    book.hear(BRAVO, say.Release(id_of(2), theirs))
    assert HoldCode.CONFLICT not in book.codes()


def test_rule_5_release_of_the_flown_revision_leaves_the_newer_one_flown() -> None:
    book = Ready().open()
    old = hash_ready(book)
    book.tell(BRAVO, say.StatusReport(id_of(1), old, say.ActivityStatus.ACTIVE))
    new = book.file(movement(revision=2), BRAVO, replaces=old)
    assert book.picture.items[id_of(1)].flown == old
    book.tell(BRAVO, say.Release(id_of(1), old))
    assert book.picture.items[id_of(1)].flown == new


def test_protective_item_is_replaced_by_its_next_revision_at_once() -> None:
    book = Book()
    old = book.learn(protection(2, BRAVO))
    book.learn(protection(2, BRAVO, volume(north_km=60), revision=2), replaces=old)
    assert not book.picture.revisions[old].is_live


def test_owner_of_a_protective_item_may_tell_more_of_the_same_revision() -> None:
    book = Book()
    coarse = book.learn(protection(2, BRAVO, volume(radius_m=20_000)))
    fine = book.learn(protection(2, BRAVO))
    assert book.picture.items[id_of(2)].current == fine
    assert not book.picture.revisions[coarse].is_live


def test_rule_6_own_live_movement_is_in_the_way_of_a_concur() -> None:
    book, _, theirs = two_in_conflict()
    assert obstacles(book, theirs) == [id_of(1)]


@pytest.mark.parametrize("kind", [ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE, ItemKind.NO_GO_AREA])
def test_rule_6_undisclosed_protective_item_is_in_the_way_of_a_concur(kind: ItemKind) -> None:
    book = Book()
    theirs = book.learn(movement(1, BRAVO))
    secret = protection(2, ALFA, kind=kind)
    book.note(own.LocalItem(secret, hash_of(secret), ()))
    assert obstacles(book, theirs) == [id_of(2)]


def test_rule_6_third_partys_movement_is_in_the_way_only_while_we_are_bound_to_it() -> None:
    book = Book()
    theirs, third = book.learn(movement(1, BRAVO)), book.learn(movement(2, CHARLIE))
    assert obstacles(book, theirs) == []
    book.tell(CHARLIE, say.Answer(third, say.Verdict.CONCUR, 0))
    assert obstacles(book, theirs) == [id_of(2)]


def test_rule_6_what_is_past_is_not_in_the_way() -> None:
    book, _, theirs = two_in_conflict()
    book.now_ms = book.picture.revisions[theirs].item.end_ms
    assert obstacles(book, theirs) == []


def test_rule_7_concur_binds_its_sender_until_the_owner_confirms_the_withdrawal() -> None:
    book, hash_ = two_bound()
    book.tell(ALFA, say.Doubt(id_of(1), hash_))
    assert bound(book, hash_)
    book.hear(ALFA, say.Held(id_of(1), hash_, DOUBT))
    assert not bound(book, hash_)


def test_rule_7_confirmation_of_another_withdrawal_frees_nobody() -> None:
    book, hash_ = two_bound()
    book.tell(ALFA, say.Doubt(id_of(1), hash_))
    book.hear(ALFA, say.Held(id_of(1), hash_, MessageId("66666666-6666-4666-8666-666666666667")))
    assert bound(book, hash_)


def test_rule_7_withdrawn_concur_lapses_after_our_last_heartbeat_t_and_the_margin() -> None:
    book, hash_ = two_bound()
    book.picture.live_of(ALFA).sent_beat_ms = NOW_MS
    book.now_ms = NOW_MS + DEFAULT_ARTICLES.freshness_ms + DEFAULT_ARTICLES.drift_margin_ms + 1
    assert bound(book, hash_), "it is withdrawn first (rule 15)"
    book.tell(ALFA, say.Doubt(id_of(1), hash_))
    assert not bound(book, hash_)
    book.now_ms -= 1
    assert bound(book, hash_)


def test_rule_7_cannot_and_counter_bind_nobody() -> None:
    book = Ready(answered=False).open(at=BRAVO)
    hash_ = hash_ready(book)
    book.tell(ALFA, say.Answer(hash_, say.Verdict.CANNOT, 0))
    assert not bound(book, hash_)


def test_rule_8_protected_item_known_to_the_owner_alone_holds_its_movement() -> None:
    book = Ready().open()
    book.learn(protection(2, CHARLIE))
    assert book.codes() == {HoldCode.CONFLICT}


def test_rule_10_newcomer_leaves_a_coordinated_movement_coordinated_and_is_itself_held() -> None:
    book = Ready().open()
    book.learn(movement(2, BRAVO))
    assert book.codes() == set()
    assert HoldCode.CONFLICT in book.codes(id_of(2))


def test_rule_10_newcomers_own_node_sees_the_same() -> None:
    book = Ready().open(at=BRAVO)
    book.hear(ALFA, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.COORDINATED))
    book.file(movement(2, BRAVO), ALFA)
    assert book.codes() == set()
    assert HoldCode.BOUND in book.codes(id_of(2))


def test_rule_10_both_are_held_if_both_were_submitted_before_either_was_answered() -> None:
    book, ours, _ = two_in_conflict()
    book.concur(BRAVO, ours)
    assert HoldCode.CONFLICT in book.codes(id_of(1))
    assert HoldCode.CONFLICT in book.codes(id_of(2))


def test_rule_11_the_latest_answer_counts() -> None:
    book = Ready(answered=False).open()
    hash_ = hash_ready(book)
    book.hear(BRAVO, say.Answer(hash_, say.Verdict.CANNOT, 0))
    assert book.codes() == {HoldCode.CANNOT}
    book.concur(BRAVO, hash_)
    assert book.codes() == set()


def test_rule_12_withdrawal_is_final_for_that_concur_and_a_new_one_restores_it() -> None:
    book = Ready().open()
    hash_ = hash_ready(book)
    book.hear(BRAVO, say.Doubt(id_of(1), hash_))
    book.tell(BRAVO, say.Held(id_of(1), hash_, DOUBT))
    assert book.codes() == {HoldCode.WITHDRAWN}
    book.concur(BRAVO, hash_)
    assert book.codes() == set()
    assert not book.picture.doubts


def test_rule_12_doubt_of_the_item_withdraws_the_concur_to_every_revision() -> None:
    book = Ready().open()
    old = hash_ready(book)
    new = book.file(movement(revision=2), BRAVO, replaces=old)
    book.concur(BRAVO, new)
    book.hear(BRAVO, say.Doubt(id_of(1), None))
    assert all(answer.withdrawn_by == DOUBT for answer in book.picture.answers.values())


def test_rule_12_doubt_of_a_former_revision_does_not_hold_the_new_one() -> None:
    book = Ready().open()
    old = hash_ready(book)
    new = book.file(movement(revision=2), BRAVO, replaces=old)
    for step in (book.read_back, book.concur):
        step(BRAVO, new)
    book.hear(BRAVO, say.Doubt(id_of(1), old))
    assert book.codes() == set()


def resolve(book: Book, a: Sha256, b: Sha256, *parties: str) -> None:
    first, second = sorted((a, b))
    for party in parties:
        book.hear(party, say.Resolution(first, second, "by height", "en"))  # type: ignore[arg-type]


def test_rule_16_resolution_is_complete_with_both_owners_signatures_only() -> None:
    book, ours, theirs = two_in_conflict()
    for party, complete in ((ALFA, False), (CHARLIE, False), (BRAVO, True)):
        resolve(book, ours, theirs, party)
        assert is_resolved(book.picture, theirs, ours) is complete
    assert obstacles(book, theirs) == []
    book.concur(BRAVO, ours)
    assert book.codes() == set()


def test_rule_16_new_revision_is_outside_the_resolution() -> None:
    book, ours, theirs = two_in_conflict()
    resolve(book, ours, theirs, ALFA, BRAVO)
    new = book.learn(movement(2, BRAVO, revision=2), replaces=theirs)
    assert not is_resolved(book.picture, ours, new)
    assert {met.other.hash for met in find_meetings(book.picture, book.picture.revisions[ours], NOW_MS)} == {new}


def sheet_over(*lines: tuple[str, int, Sha256]) -> say.Sheet:
    made = tuple(say.SheetLine(party, id_of(number), hash_) for party, number, hash_ in lines)  # type: ignore[arg-type]
    return say.Sheet(SHEET, 1, "Joint 1", AGREEMENT, made, "by height", "en")


def test_rule_16_sheet_signed_by_both_resolves_what_it_names() -> None:
    book, ours, theirs = two_in_conflict()
    sheet = sheet_over((ALFA, 1, ours), (BRAVO, 2, theirs))
    book.tell(BRAVO, say.SheetAct(say.SheetAction.OFFER, SHEET, hash_of(sheet), sheet))
    assert not is_resolved(book.picture, ours, theirs)
    book.hear(BRAVO, say.SheetAct(say.SheetAction.SIGN, SHEET, Sha256("0" * 64)))
    assert not is_resolved(book.picture, ours, theirs)
    book.hear(BRAVO, say.SheetAct(say.SheetAction.SIGN, SHEET, hash_of(sheet)))
    assert is_resolved(book.picture, ours, theirs)
    book.hear(BRAVO, say.SheetAct(say.SheetAction.WITHDRAW, SHEET, hash_of(sheet)))
    assert not is_resolved(book.picture, ours, theirs)


def test_rule_16_sheet_that_calls_our_movement_its_own_resolves_nothing() -> None:
    book, ours, theirs = two_in_conflict()
    sheet = sheet_over((BRAVO, 1, ours), (BRAVO, 2, theirs))
    book.hear(BRAVO, say.SheetAct(say.SheetAction.OFFER, SHEET, hash_of(sheet), sheet))
    assert not is_resolved(book.picture, ours, theirs)


def test_a_party_not_on_a_sheet_neither_signs_nor_withdraws_it() -> None:
    book, ours, theirs = two_in_conflict()
    sheet = sheet_over((ALFA, 1, ours), (BRAVO, 2, theirs))
    book.tell(BRAVO, say.SheetAct(say.SheetAction.OFFER, SHEET, hash_of(sheet), sheet))
    for action in (say.SheetAction.SIGN, say.SheetAction.WITHDRAW):
        book.hear(CHARLIE, say.SheetAct(action, SHEET, hash_of(sheet)))
    known = book.picture.sheets[SHEET]
    assert (known.signed_by, known.is_withdrawn) == (frozenset({ALFA}), False)


def test_changed_sheet_needs_every_signature_anew_and_an_older_one_changes_nothing() -> None:
    book, ours, theirs = two_in_conflict()
    first = sheet_over((ALFA, 1, ours), (BRAVO, 2, theirs))
    second = replace(first, number=2)
    for sheet in (second, first):
        book.tell(BRAVO, say.SheetAct(say.SheetAction.OFFER, SHEET, hash_of(sheet), sheet))
    assert book.picture.sheets[SHEET].hash == hash_of(second)


def raised(book: Book, id_: CeaseId = CEASE, *numbers: int) -> None:
    book.hear(BRAVO, say.Cease(id_, tuple(map(id_of, numbers)), say.CeaseCause.OFFICER, (ALFA,)))


def test_rule_17_cease_stands_until_both_agreed_to_resume_that_very_one() -> None:
    book = Ready().open()
    raised(book)
    raised(book, LATER)
    for party in (ALFA, BRAVO):
        book.hear(party, say.ResumeAgreed(CEASE))
    assert [cease.id for cease in find_ceases(book.picture, book.picture.items[id_of(1)])] == [LATER]


def test_rule_17_duplicate_changes_nothing() -> None:
    book = Ready().open()
    raised(book)
    before = dict(book.picture.ceases)
    raised(book)
    assert book.picture.ceases == before
    for party in (ALFA, BRAVO):
        book.hear(party, say.ResumeAgreed(CEASE))
    raised(book)
    assert not book.picture.ceases[CEASE].stands


def test_rule_17_cease_stands_across_amendments_and_on_what_is_submitted_later() -> None:
    book = Ready().open()
    raised(book)
    book.file(movement(revision=2), BRAVO, replaces=hash_ready(book))
    book.file(movement(5, ALFA, volume(north_km=100)), BRAVO)
    assert HoldCode.CEASE_STANDS in book.codes(id_of(1)) & book.codes(id_of(5))


def test_cease_that_names_one_movement_stands_on_that_one_alone() -> None:
    book = Ready().open()
    book.file(movement(5, ALFA, volume(north_km=100)), BRAVO)
    raised(book, CEASE, 5)
    assert HoldCode.CEASE_STANDS not in book.codes(id_of(1))
    assert HoldCode.CEASE_STANDS in book.codes(id_of(5))


def test_cease_that_names_something_unknown_stops_all_that_is_shared_until_it_is_known() -> None:
    book = Ready().open()
    raised(book, CEASE, 77)
    assert HoldCode.CEASE_STANDS in book.codes(id_of(1))
    book.learn(movement(77, BRAVO, volume(north_km=200)))
    assert HoldCode.CEASE_STANDS not in book.codes(id_of(1))
    assert HoldCode.CEASE_STANDS in book.codes(id_of(77))


def test_cease_stands_on_nothing_that_its_ends_do_not_share() -> None:
    book = Ready().open()
    book.learn(movement(5, CHARLIE, volume(north_km=100)))
    book.file(movement(6, ALFA, volume(north_km=200)))
    raised(book)
    stopped = [number for number in (1, 5, 6) if is_suspended_by(
        book.picture, book.picture.ceases[CEASE], book.picture.items[id_of(number)])]  # fmt: skip
    assert stopped == [1]


def test_cease_suspends_what_is_active_and_says_what_it_was() -> None:
    book = Ready().open()
    book.tell(BRAVO, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.ACTIVE))
    raised(book)
    assert book.picture.ceases[CEASE].suspended == (id_of(1),)
    assert book.picture.items[id_of(1)].is_suspended


def test_own_cease_to_two_parties_needs_both_to_resume() -> None:
    book = Ready(terms=terms(ALFA, BRAVO, CHARLIE)).open()
    for party in (BRAVO, CHARLIE):
        book.tell(party, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (BRAVO, CHARLIE)))
    for party, stands in ((ALFA, True), (BRAVO, True), (CHARLIE, False)):
        book.hear(party, say.ResumeAgreed(CEASE))
        assert book.picture.ceases[CEASE].stands is stands


def test_resolutions_are_kept_under_one_key_in_either_order() -> None:
    assert pair_key(Sha256("b" * 64), Sha256("a" * 64)) == pair_key(Sha256("a" * 64), Sha256("b" * 64))

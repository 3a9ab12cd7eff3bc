"""Every reason that can stand in the way, with its article and whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tansiq.airspace.item import ItemKind, StatedPlace
from tansiq.airspace.states import MovementState
from tansiq.base.ids import Sha256
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import AreaStatus, Articles, LateMeans, PartyProfile, ReachMeans
from tansiq.coordination.holds import Hold, HoldCode, holds
from tansiq.geometry.height import AltitudeReference
from tansiq.geometry.notation import Notation, parse_location
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CEASE,
    CHARLIE,
    HOUR_MS,
    NOW_MS,
    SHEET,
    START_MS,
    Book,
    Ready,
    area,
    hash_of,
    hash_ready,
    id_of,
    level,
    movement,
    protection,
    terms,
    volume,
)

HAZARD = movement(hazard=True)
HIGH = volume(lower=level(6000), upper=level(7000))
BY_PRESSURE = volume(
    start_ms=NOW_MS,
    hours=24,
    lower=level(0, AltitudeReference.FL),
    upper=level(9000, AltitudeReference.FL),
)


def stated(text: str, words: str) -> StatedPlace:
    found = parse_location(text, datum="WGS84")
    return StatedPlace(text, found.datum, found.position, found.uncertainty_mm, words, "en")


def no_line() -> Book:
    return Ready(lined=False).open()


def untrusted() -> Book:
    book = Ready().open()
    book.note(own.LocalLine(BRAVO, "untrusted"))
    return book


def set_aside() -> Book:
    book = Ready().open()
    book.note(own.LocalSetAside(BRAVO, Sha256("a" * 64), "bad_body", "the field item is missing"))
    return book


def clock_off() -> Book:
    book = Ready().open()
    book.picture.live_of(BRAVO).offset_ms = -11_000
    return book


def no_agreement() -> Book:
    book = Ready().open()
    book.hear(BRAVO, say.AgreementAct(say.AgreementAction.SUSPEND, AGREEMENT))
    return book


def area_not_open() -> Book:
    return Ready(terms=terms(areas=(area(AreaStatus.CLOSED),))).open()


def cannot() -> Book:
    book = Ready(answered=False).open()
    book.hear(BRAVO, say.Answer(hash_ready(book), say.Verdict.CANNOT, 0, say.CannotReason.NOT_DISCLOSED))
    return book


def countered() -> Book:
    book = Ready(answered=False).open()
    book.hear(BRAVO, say.Answer(hash_ready(book), say.Verdict.COUNTER, 0, None, movement(revision=2)))
    return book


def withdrawn() -> Book:
    book = Ready().open()
    book.hear(BRAVO, say.Doubt(id_of(1), hash_ready(book)))
    return book


def stale() -> Book:
    book = Ready().open()
    book.now_ms += 60_000
    return book


def doubted() -> Book:
    book = Ready(answered=False).open()
    book.hear(BRAVO, say.Doubt(id_of(1), None, "which hill?"))
    return book


def readback_mismatch() -> Book:
    book = Ready(read_back=False).open()
    book.read_back(BRAVO, hash_ready(book), [say.Element("count", "3")])
    return book


def words_disagree() -> Book:
    # The notice of 2016-09-17 in kind: 9 km in words, 4 km by its numbers.
    place = stated("35.2600N 40.1450E", "9 km south of Deir ez-Zor airport")
    return Ready(item=movement(place=place)).open()


def words_unresolvable() -> Book:
    return Ready(item=movement(place=stated("35.2600N 40.1450E", "9 km south of the three hills"))).open()


def operation_not_agreed() -> Book:
    place = replace(stated("35.2600N 40.1450E", ""), datum="ED50", operation="ED50 to WGS 84 (3)")
    return Ready(item=movement(place=place)).open()


def readback_incomplete() -> Book:
    asked = Articles(readback_elements=("place", "level", "times", "count", "area"))
    return Ready(terms=terms(articles=asked)).open()


def verification_expired() -> Book:
    book = Ready(item=HAZARD, terms=terms(articles=Articles(verification_lasts_ms=30_000))).open()
    book.now_ms += 30_000
    return book


def place_unresolved() -> Book:
    packed = PartyProfile(ALFA, (Notation.DECIMAL_DEGREES, Notation.PACKED_DMS))
    place = stated("35.2600 40.1450", "")
    return Ready(item=movement(place=place), terms=terms(articles=Articles(profiles=(packed,)))).open()


def place_differs() -> Book:
    return Ready(item=movement(place=replace(stated("35.2600N 40.1450E", ""), datum="SK-42"))).open()


def conflict() -> Book:
    book = Ready(item=HAZARD).open()
    book.learn(protection(2, BRAVO))
    return book


def not_comparable() -> Book:
    book = Ready(item=movement(1, ALFA, HIGH)).open()
    book.learn(protection(2, BRAVO, BY_PRESSURE, kind=ItemKind.NO_GO_AREA))
    return book


def bound() -> Book:
    book = Book()
    book.pair(BRAVO)
    book.agree(terms())
    theirs = book.learn(movement(2, BRAVO))
    book.tell(BRAVO, say.Answer(theirs, say.Verdict.CONCUR, 0))
    book.concur(BRAVO, book.file(movement(), BRAVO))
    return book


def ceased() -> Book:
    book = Ready().open()
    book.hear(BRAVO, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    return book


def late() -> Book:
    soon = movement(1, ALFA, volume(start_ms=NOW_MS + 10 * 60_000))
    return Ready(item=soon, terms=terms(articles=Articles(late_means=LateMeans.HELD))).open()


def sheet_unsigned() -> Book:
    book = Ready().open()
    sheet = say.Sheet(SHEET, 1, "Joint 1", AGREEMENT, (
        say.SheetLine(ALFA, id_of(1), hash_ready(book)), say.SheetLine(BRAVO, id_of(2), Sha256("b" * 64))),
        "by height", "en")  # fmt: skip
    book.tell(BRAVO, say.SheetAct(say.SheetAction.OFFER, SHEET, hash_of(sheet), sheet))
    return book


def not_reached() -> Book:
    return Ready(terms=terms(articles=Articles(reach_means=ReachMeans.HELD))).open()


CASES: dict[HoldCode, tuple[Callable[[], Book], str, str]] = {
    HoldCode.NO_LINE: (no_line, "line", ALFA),
    HoldCode.UNTRUSTED: (untrusted, "line", ALFA),
    HoldCode.SET_ASIDE: (set_aside, "rule 18", ALFA),
    HoldCode.CLOCK_OFF: (clock_off, "clock_hold", BRAVO),
    HoldCode.NO_AGREEMENT: (no_agreement, "in force", ALFA),
    HoldCode.AREA_NOT_OPEN: (area_not_open, "area north", ALFA),
    HoldCode.NOT_ANSWERED: (lambda: Ready(answered=False).open(), "answer", BRAVO),
    HoldCode.CANNOT: (cannot, "answer", ALFA),
    HoldCode.COUNTERED: (countered, "rule 11", ALFA),
    HoldCode.WITHDRAWN: (withdrawn, "rule 12", BRAVO),
    HoldCode.STALE: (stale, "freshness", BRAVO),
    HoldCode.DOUBTED: (doubted, "rule 12", BRAVO),
    HoldCode.READBACK_MISSING: (lambda: Ready(read_back=False).open(), "readback_needed", BRAVO),
    HoldCode.READBACK_MISMATCH: (readback_mismatch, "readback_needed", BRAVO),
    HoldCode.VERIFICATION_MISSING: (lambda: Ready(item=HAZARD, verified=None).open(), "verification_needed", BRAVO),
    HoldCode.VERIFICATION_MISMATCH: (
        lambda: Ready(item=HAZARD, verified=say.Match.MISMATCH).open(), "verification_needed", ALFA),
    HoldCode.VERIFICATION_CANNOT: (
        lambda: Ready(item=HAZARD, verified=say.Match.CANNOT).open(), "verification_needed", BRAVO),
    HoldCode.WORDS_DISAGREE: (words_disagree, "words", ALFA),
    HoldCode.WORDS_UNRESOLVABLE: (words_unresolvable, "words", ALFA),
    HoldCode.OPERATION_NOT_AGREED: (operation_not_agreed, "datum_operations", ALFA),
    HoldCode.READBACK_INCOMPLETE: (readback_incomplete, "readback_elements", BRAVO),
    HoldCode.VERIFICATION_EXPIRED: (verification_expired, "verification_lasts_ms", BRAVO),
    HoldCode.PLACE_UNRESOLVED: (place_unresolved, "profiles", ALFA),
    HoldCode.PLACE_DIFFERS: (place_differs, "profiles", ALFA),
    HoldCode.CONFLICT: (conflict, "rule 8", ALFA),
    HoldCode.NOT_COMPARABLE: (not_comparable, "rule 8", ALFA),
    HoldCode.BOUND: (bound, "rule 8", ALFA),
    HoldCode.CEASE_STANDS: (ceased, "rule 17", ALFA),
    HoldCode.LATE: (late, "notice", ALFA),
    HoldCode.SHEET_UNSIGNED: (sheet_unsigned, "sheet", BRAVO),
    HoldCode.NOT_REACHED: (not_reached, "reach", BRAVO),
}  # fmt: skip


def the(book: Book, code: HoldCode) -> Hold:
    found = [hold for hold in book.holds() if hold.code is code]
    assert len(found) == 1, f"{code}: {book.holds()}"
    return found[0]


def test_words_that_disagree_carry_both_places_the_distance_and_what_would_explain_it() -> None:
    facts = dict(the(words_disagree(), HoldCode.WORDS_DISAGREE).facts)
    assert facts["place"] == "35.26000 40.14500"
    # Nine kilometres south of the airport, which is at 35.2854 40.1756.
    assert facts["words_place"].startswith("35.204") and facts["words_place"].endswith(" 40.17560")
    assert int(facts["distance_m"]) == pytest.approx(6_800, abs=100)
    from_the_city = stated("35.2549N 40.1408E", "9 km south of Deir ez-Zor airport")
    found = dict(the(Ready(item=movement(place=from_the_city)).open(), HoldCode.WORDS_DISAGREE).facts)
    assert "Deir ez-Zor city" in found["references"]


def test_a_readback_that_differs_carries_both_values() -> None:
    facts = dict(the(readback_mismatch(), HoldCode.READBACK_MISMATCH).facts)
    assert (facts["elements"], facts["values"]) == ("count", "2 ≠ 3")


def test_an_amendment_asks_for_a_new_blind_check() -> None:
    book = Ready(item=HAZARD).open()
    first = hash_ready(book)
    later = replace(HAZARD, revision=2)
    book.file(later, BRAVO, replaces=first)
    assert the(book, HoldCode.VERIFICATION_MISSING).party == BRAVO


def test_every_code_has_its_case() -> None:
    assert set(CASES) == set(HoldCode)


@pytest.mark.parametrize("code", list(HoldCode))
def test_hold_names_its_article_and_whose_turn_it_is(code: HoldCode) -> None:
    make, article, turn = CASES[code]
    book = make()
    hold = the(book, code)
    assert (hold.article, hold.turn) == (article, turn)
    assert book.state() is MovementState.SUBMITTED


@pytest.mark.parametrize("code", sorted(set(HoldCode) - {HoldCode.NO_LINE, HoldCode.BOUND}))
def test_each_case_has_that_one_hold_and_no_other(code: HoldCode) -> None:
    alone = CASES[code][0]().codes()
    # A doubt of what was answered is a withdrawal; so the doubted one is not answered either.
    assert alone == {code} | ({HoldCode.NOT_ANSWERED} if code is HoldCode.DOUBTED else set())


@pytest.mark.parametrize("hazard", [True, False])
def test_movement_with_every_hold_lifted_is_coordinated(hazard: bool) -> None:
    book = Ready(item=movement(hazard=hazard)).open()
    assert book.holds() == ()
    assert book.state() is MovementState.COORDINATED


def test_movement_that_concerns_nobody_is_not_shared_and_never_coordinated() -> None:
    book = Book()
    book.file(movement())
    assert book.holds() == ()
    assert book.state() is MovementState.NOT_SHARED


def test_mismatch_says_how_far_and_what_was_allowed() -> None:
    hold = the(Ready(item=HAZARD, verified=say.Match.MISMATCH).open(), HoldCode.VERIFICATION_MISMATCH)
    assert hold.facts == (("distance_m", "2000"), ("tolerance_m", "500"))


def test_words_that_disagree_say_how_far() -> None:
    facts = dict(the(words_disagree(), HoldCode.WORDS_DISAGREE).facts)
    assert float(facts["distance_m"]) > 4_000
    assert "Deir ez-Zor" in facts["derived"]


def test_conflict_names_the_other_item_and_its_owner() -> None:
    hold = the(conflict(), HoldCode.CONFLICT)
    assert (hold.party, hold.item) == (BRAVO, id_of(2))
    assert dict(hold.facts) == {"kind": "own_force_area", "item": id_of(2), "name": "Area 2", "owner": BRAVO}


def test_two_flights_say_by_how_much_and_which_change_of_time_or_height_parts_them() -> None:
    """Alfa's own flight against one that bravo told of: both know both."""
    mine = movement(1, ALFA, volume(lower=level(1000), upper=level(2000)))
    theirs = movement(2, BRAVO, volume(start_ms=START_MS + HOUR_MS // 2, lower=level(1500), upper=level(4000)))
    book = Ready(item=mine, answered=False).open()
    book.learn(theirs)
    facts = dict(the(book, HoldCode.CONFLICT).facts)
    assert {name: facts[name] for name in ("shared_min", "later_min", "earlier_min", "up_m", "down_m")} == {
        "shared_min": "30", "later_min": "90", "earlier_min": "30", "up_m": "3000", "down_m": "500",
    }  # fmt: skip
    assert facts["distance_m"] == "0" and facts["shared_height_m"] == "500"


@pytest.mark.parametrize("kind", [kind for kind in ItemKind if kind not in (ItemKind.ACTIVITY, ItemKind.TRANSIT)])
def test_what_protects_gives_no_distance_time_or_change(kind: ItemKind) -> None:
    book = Ready().open()
    book.learn(protection(2, BRAVO, kind=kind))
    facts = dict(the(book, HoldCode.CONFLICT).facts)
    assert set(facts) == {"kind", "item", "name", "owner"}


@pytest.mark.parametrize("is_told", [True, False])
def test_a_peers_flight_is_told_what_parts_it_from_ours_only_if_the_peer_knows_ours(is_told: bool) -> None:
    book = Book()
    book.pair(BRAVO)
    book.agree(terms())
    ours, theirs = movement(1, ALFA), movement(2, BRAVO)
    book.file(ours, *([BRAVO] if is_told else []))
    book.learn(theirs)
    found = holds(theirs.id, book.picture, list(book.picture.agreements.values()), book.now_ms)
    (facts,) = [dict(hold.facts) for hold in found if hold.code is HoldCode.CONFLICT]
    assert ("later_min" in facts) == is_told


def test_late_notice_is_only_shown_where_the_articles_say_so() -> None:
    soon = movement(1, ALFA, volume(start_ms=NOW_MS + 10 * 60_000))
    assert Ready(item=soon).open().holds() == ()
    assert dict(the(late(), HoldCode.LATE).facts) == {"minutes": "50"}


def test_cleared_message_no_longer_holds_its_line_but_its_sender_must_concur_anew() -> None:
    book = set_aside()
    book.note(own.LocalCleared(Sha256("a" * 64)))
    assert [hold.code for hold in book.holds()] == [HoldCode.WITHDRAWN]
    book.concur(BRAVO, book.picture.items[id_of(1)].current)
    assert book.holds() == ()


def test_message_set_aside_on_another_line_holds_nothing_here() -> None:
    book = Ready().open()
    book.note(own.LocalSetAside(CHARLIE, Sha256("a" * 64), "bad_body", ""))
    assert book.holds() == ()


def test_articles_may_ask_for_neither_readback_nor_verification() -> None:
    lax = terms(articles=Articles(readback_needed=False, verification_needed=False))
    assert Ready(item=HAZARD, terms=lax, read_back=False, verified=None).open().holds() == ()


def test_concur_is_fresh_until_the_echoed_ping_and_t_by_our_own_clock() -> None:
    book = Ready().open()
    book.now_ms += 59_999
    assert book.holds() == ()
    book.now_ms += 1
    assert book.codes() == {HoldCode.STALE}
    book.picture.live_of(BRAVO).echoed_ping_ms = book.now_ms - 1
    assert book.holds() == ()


def test_recipient_knows_the_same_movement_coordinated_only_by_its_owners_word() -> None:
    book = Ready().open(at=BRAVO)
    assert book.holds() == ()
    assert book.state() is MovementState.SUBMITTED
    book.hear(ALFA, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.COORDINATED))
    assert book.state() is MovementState.COORDINATED


def test_owners_word_counts_only_for_the_revision_it_names() -> None:
    book = Ready().open(at=BRAVO)
    book.hear(ALFA, say.StatusReport(id_of(1), Sha256("f" * 64), say.ActivityStatus.COORDINATED))
    assert book.state() is MovementState.SUBMITTED


def test_after_cannot_the_turn_is_the_recipients_once_its_reason_is_gone() -> None:
    book = Ready(item=HAZARD, answered=False).open(at=BRAVO)
    book.note(own.LocalItem(protection(2, BRAVO), hash_of("area"), ()))
    book.tell(ALFA, say.Answer(hash_ready(book), say.Verdict.CANNOT, 0, say.CannotReason.NOT_DISCLOSED))
    assert the(book, HoldCode.CANNOT).turn == ALFA
    book.note(say.Cancel(id_of(2), hash_of("area")))
    assert the(book, HoldCode.CANNOT).turn == BRAVO


def test_activity_not_yet_over_is_held_by_what_meets_the_revision_it_flies() -> None:
    book = Ready(item=HAZARD).open()
    old = hash_ready(book)
    book.tell(BRAVO, say.StatusReport(id_of(1), old, say.ActivityStatus.ACTIVE))
    moved = replace(HAZARD, revision=2, volumes=(volume(north_km=60),))
    book.file(moved, BRAVO, replaces=old)
    book.now_ms = START_MS
    book.learn(protection(2, BRAVO))
    assert HoldCode.CONFLICT in book.codes()


STATES = [
    ("nothing told", lambda book: None, MovementState.COORDINATED),
    ("started", lambda book: say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.ACTIVE),
     MovementState.ACTIVE),
    ("ended", lambda book: say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.ENDED), MovementState.ENDED),
    ("cancelled", lambda book: say.Cancel(id_of(1), hash_ready(book)), MovementState.CANCELLED),
]  # fmt: skip


@pytest.mark.parametrize(("name", "said", "state"), STATES)
def test_state_follows_what_the_owner_said(
    name: str, said: Callable[[Book], say.Said | None], state: MovementState
) -> None:
    book = Ready().open()
    word = said(book)
    if word is not None:
        book.tell(BRAVO, word)
    assert book.state() is state, name


def test_movement_past_its_end_is_over_unless_it_is_still_flown() -> None:
    book = Ready().open()
    book.now_ms = START_MS + HOUR_MS
    assert book.state() is MovementState.ENDED
    book.tell(BRAVO, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.ACTIVE))
    assert book.state() is MovementState.ACTIVE


def test_an_active_one_is_suspended_by_a_cease_until_both_resume_and_nothing_holds() -> None:
    book = Ready().open()
    book.tell(BRAVO, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.ACTIVE))
    book.hear(BRAVO, say.Cease(CEASE, (id_of(1),), say.CeaseCause.OFFICER, (ALFA,)))
    assert book.state() is MovementState.SUSPENDED
    book.hear(BRAVO, say.ResumeAgreed(CEASE))
    assert book.state() is MovementState.SUSPENDED
    book.tell(BRAVO, say.ResumeAgreed(CEASE))
    assert book.state() is MovementState.COORDINATED


def test_start_sent_before_the_cease_was_known_does_not_lift_it() -> None:
    book = Ready().open(at=BRAVO)
    book.tell(ALFA, say.Cease(CEASE, (), say.CeaseCause.OFFICER, (ALFA,)))
    book.hear(ALFA, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.ACTIVE))
    assert book.state() is MovementState.SUSPENDED
    for party in (ALFA, BRAVO):
        book.hear(party, say.ResumeAgreed(CEASE))
    assert book.state() is MovementState.SUSPENDED, "the owner has not yet said that it is coordinated again"
    book.hear(ALFA, say.StatusReport(id_of(1), hash_ready(book), say.ActivityStatus.COORDINATED))
    assert book.state() is MovementState.COORDINATED

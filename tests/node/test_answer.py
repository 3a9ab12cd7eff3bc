"""Reading back, answering, doubting, resolving; checking a place blind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.airspace.item import StatedPlace
from tansiq.airspace.states import MovementState
from tansiq.base.ids import Sha256
from tansiq.coordination import statements as say
from tansiq.coordination.holds import HoldCode
from tansiq.coordination.noted import LocalSecondSource
from tansiq.coordination.readback import elements_of
from tansiq.geometry.notation import parse_location
from tansiq.node.orders import answer, status, submit, verify
from tansiq.node.refusals import (
    BoundByConcur,
    ConflictStands,
    HasSeenPlace,
    HeldBack,
    NoLine,
    OwnItem,
    RevisionMoved,
    UnknownThing,
    WrongState,
)
from tests.coordination.book import ALFA, BRAVO, CHARLIE, id_of, movement, protection, volume
from tests.node.pair import OFFICER, SECOND, Pair, coordinated

ONE = id_of(1)
NOWHERE = Sha256("0" * 64)
HERE = parse_location("36.0000000 37.0000000", datum="WGS84")
AWAY = parse_location("36.0200000 37.0000000", datum="WGS84")


def filed(*, hazard: bool = False) -> Pair:
    pair = Pair()
    pair.agree()
    pair.file(movement(hazard=hazard))
    return pair


def reply(pair: Pair, verdict: say.Verdict, **more: object) -> None:
    hash_ = pair.bravo.current(ONE)
    pair.bravo.act(lambda desk: answer.answer(desk, ONE, hash_, verdict, **more))  # type: ignore[arg-type]
    pair.settle()


def read_back(pair: Pair) -> None:
    hash_ = pair.bravo.current(ONE)
    pair.bravo.act(lambda desk: answer.read_back(desk, ONE, hash_, elements_of(movement())))


def test_concur_after_readback_coordinates_at_both_ends() -> None:
    pair = filed()
    pair.concur(ONE)
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.COORDINATED
    assert pair.bravo.said(say.StatusReport)[-1].status is say.ActivityStatus.COORDINATED


def test_concur_without_readback_is_held_back() -> None:
    pair = filed()
    with pytest.raises(HeldBack) as refused:
        reply(pair, say.Verdict.CONCUR)
    assert {hold.code for hold in refused.value.holds} == {HoldCode.READBACK_MISSING}


def test_wrong_readback_holds_at_both_ends() -> None:
    pair = filed()
    hash_ = pair.bravo.current(ONE)
    pair.bravo.act(lambda desk: answer.read_back(desk, ONE, hash_, [say.Element("count", "3")]))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert HoldCode.READBACK_MISMATCH in node.codes(ONE)


def test_concur_to_a_hazard_needs_a_blind_match_first() -> None:
    pair = filed(hazard=True)
    read_back(pair)
    hash_ = pair.bravo.current(ONE)
    for found, code in ((None, HoldCode.VERIFICATION_CANNOT), (AWAY, HoldCode.VERIFICATION_MISMATCH)):
        pair.bravo.act(lambda desk, found=found: verify.verify_blind(desk, ONE, hash_, found, source="map"),  # type: ignore[misc]
                       officer=SECOND)  # fmt: skip
        with pytest.raises(HeldBack) as refused:
            reply(pair, say.Verdict.CONCUR)
        assert {hold.code for hold in refused.value.holds} == {code}
    pair.bravo.act(lambda desk: verify.verify_blind(desk, ONE, hash_, HERE, source="map"), officer=SECOND)
    reply(pair, say.Verdict.CONCUR)
    assert pair.alfa.state(ONE) is MovementState.COORDINATED


def test_second_source_is_kept_here_and_only_its_outcome_is_told() -> None:
    pair = filed(hazard=True)
    hash_ = pair.bravo.current(ONE)
    outcome = pair.bravo.act(lambda desk: verify.verify_blind(desk, ONE, hash_, AWAY, source="map"), officer=SECOND)
    pair.settle()
    assert outcome.match is say.Match.MISMATCH and outcome.distance_mm == pytest.approx(2_219_000, abs=5_000)
    assert pair.bravo.said(LocalSecondSource)[0].position == AWAY.position
    assert not pair.alfa.said(LocalSecondSource)
    assert pair.alfa.said(say.Verified)[0].distance_mm == outcome.distance_mm


def test_whoever_has_seen_the_place_does_not_check_it_blind() -> None:
    pair = filed(hazard=True)
    read_back(pair)
    hash_ = pair.bravo.current(ONE)
    with pytest.raises(HasSeenPlace):
        pair.bravo.act(lambda desk: verify.verify_blind(desk, ONE, hash_, HERE, source="map"), officer=OFFICER)
    with pytest.raises(HasSeenPlace):
        pair.alfa.act(lambda desk: verify.verify_blind(desk, ONE, hash_, HERE, source="map"), officer=OFFICER)
    pair.alfa.act(lambda desk: verify.verify_blind(desk, ONE, hash_, HERE, source="map"), officer=SECOND)


def test_blind_check_names_the_present_revision_of_something_known() -> None:
    pair = filed()
    with pytest.raises(RevisionMoved):
        pair.bravo.act(lambda desk: verify.verify_blind(desk, ONE, NOWHERE, HERE, source="map"))
    with pytest.raises(UnknownThing):
        pair.bravo.act(lambda desk: verify.verify_blind(desk, id_of(9), NOWHERE, HERE, source="map"))
    pair.bravo.kernel.seats[ALFA].is_revoked = True
    hash_ = pair.bravo.current(ONE)
    with pytest.raises(NoLine):
        pair.bravo.act(lambda desk: verify.verify_blind(desk, ONE, hash_, HERE, source="map"), officer=SECOND)
    assert not pair.bravo.said(LocalSecondSource), "what was refused leaves nothing"


def test_concur_names_the_position_on_the_line_that_it_knew() -> None:
    pair = filed()
    pair.concur(ONE)
    knew = pair.alfa.picture.answers[f"{pair.alfa.current(ONE)}/{BRAVO}"].answer.knew_yours
    assert knew == pair.bravo.picture.positions[ALFA].serial - 1  # the word that it is coordinated came after


def test_concur_is_refused_while_an_undisclosed_area_is_in_the_way_and_the_owner_is_not_told_which() -> None:
    pair = Pair()
    pair.agree()
    pair.bravo.act(lambda desk: submit.submit(desk, protection(7, BRAVO, volume(start_ms=pair.alfa.clock.now_ms(),
                                                                               hours=12)), {}))  # fmt: skip
    pair.file(movement(hazard=True))
    read_back(pair)
    with pytest.raises(ConflictStands) as refused:
        reply(pair, say.Verdict.CONCUR)
    assert refused.value.names == ("own_force_area Area 7",)
    (told,) = pair.alfa.said(say.Answer)
    assert (told.verdict, told.reason) == (say.Verdict.CANNOT, say.CannotReason.NOT_DISCLOSED)


def test_cannot_without_a_reason_discloses_none() -> None:
    pair = filed()
    reply(pair, say.Verdict.CANNOT)
    assert pair.alfa.said(say.Answer)[-1].reason is say.CannotReason.NOT_DISCLOSED
    assert pair.alfa.codes(ONE) >= {HoldCode.CANNOT}


def test_counter_and_a_counter_only_says_what_would_be_concurred_to() -> None:
    pair = filed()
    with pytest.raises(WrongState):
        reply(pair, say.Verdict.COUNTER)
    with pytest.raises(WrongState):
        reply(pair, say.Verdict.CANNOT, counter=movement())
    reply(pair, say.Verdict.COUNTER, counter=movement(1, ALFA, volume(north_km=20)))
    assert HoldCode.COUNTERED in pair.alfa.codes(ONE)


def test_concur_that_stands_is_taken_back_by_a_doubt_and_by_no_answer() -> None:
    pair = filed()
    pair.concur(ONE)
    with pytest.raises(BoundByConcur):
        reply(pair, say.Verdict.CANNOT)
    hash_ = pair.bravo.current(ONE)
    pair.bravo.act(lambda desk: answer.doubt(desk, ONE, hash_, text="", lang="en"))
    pair.settle()
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.SUBMITTED
    assert [said.revision for said in pair.bravo.said(say.Held)] == [hash_]
    reply(pair, say.Verdict.CANNOT)


def test_doubt_of_every_revision_is_confirmed_for_each_that_was_concurred_to() -> None:
    pair = coordinated(movement())
    old = pair.alfa.current(ONE)
    pair.move_to(movement().start_ms)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=3)), {}))
    pair.settle()
    new = pair.bravo.current(ONE)
    pair.concur(ONE)
    pair.bravo.act(lambda desk: answer.doubt(desk, ONE, None, text="", lang="en"))
    pair.settle()
    assert [said.revision for said in pair.bravo.said(say.Held)] == [old, new]


def test_answer_to_what_was_amended_meanwhile_is_refused() -> None:
    pair = filed()
    old = pair.bravo.current(ONE)
    pair.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=3)), {}))
    pair.settle()
    with pytest.raises(RevisionMoved) as refused:
        pair.bravo.act(lambda desk: answer.answer(desk, ONE, old, say.Verdict.CANNOT))
    assert (refused.value.named, refused.value.current) == (old, pair.bravo.current(ONE))


def test_nobody_answers_itself_nor_what_protects_nor_what_is_unknown() -> None:
    pair = filed()
    pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {BRAVO: say.Disclosure.FULL}))
    pair.settle()
    for node, number, error in ((pair.alfa, 1, OwnItem), (pair.bravo, 3, WrongState), (pair.bravo, 9, UnknownThing)):
        hash_ = node.current(id_of(number)) if number != 9 else NOWHERE
        with pytest.raises(error):
            node.act(lambda desk: answer.answer(desk, id_of(number), hash_, say.Verdict.CANNOT))  # noqa: B023


def test_doubt_names_a_known_revision_of_another_partys_item() -> None:
    pair = filed()
    with pytest.raises(OwnItem):
        pair.alfa.act(lambda desk: answer.doubt(desk, ONE, None, text="", lang="en"))
    with pytest.raises(UnknownThing):
        pair.bravo.act(lambda desk: answer.doubt(desk, ONE, NOWHERE, text="", lang="en"))
    with pytest.raises(UnknownThing):
        pair.bravo.act(lambda desk: answer.doubt(desk, id_of(9), None, text="", lang="en"))


def test_verification_is_asked_only_of_whom_was_told() -> None:
    pair = filed(hazard=True)
    pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {}))
    pair.alfa.act(lambda desk: answer.ask_verification(desk, ONE, BRAVO))
    pair.settle()
    assert pair.bravo.said(say.Verify) == [say.Verify(ONE, pair.alfa.current(ONE))]
    with pytest.raises(WrongState, match="not told"):
        pair.alfa.act(lambda desk: answer.ask_verification(desk, id_of(3), BRAVO))
    with pytest.raises(NoLine):
        pair.alfa.act(lambda desk: answer.ask_verification(desk, ONE, CHARLIE))


def test_resolution_signed_by_both_lets_two_movements_stand_side_by_side() -> None:
    pair = filed()
    pair.bravo.act(lambda desk: submit.submit(desk, movement(2, BRAVO), {}))
    pair.settle()
    ours, theirs = pair.alfa.current(ONE), pair.alfa.current(id_of(2))
    assert HoldCode.CONFLICT in pair.alfa.codes(ONE)
    for node in (pair.alfa, pair.bravo):
        node.act(lambda desk: answer.resolve(desk, ours, theirs, terms="by height", lang="en"))
        pair.settle()
    pair.concur(ONE)
    assert pair.alfa.state(ONE) is MovementState.COORDINATED


def test_resolution_is_between_one_of_ours_and_one_of_theirs() -> None:
    pair = filed()
    ours = pair.alfa.current(ONE)
    pair.alfa.act(lambda desk: submit.submit(desk, movement(2), {}))
    with pytest.raises(WrongState):
        pair.alfa.act(lambda desk: answer.resolve(desk, ours, pair.alfa.current(id_of(2)), terms="", lang="en"))
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: answer.resolve(desk, ours, NOWHERE, terms="", lang="en"))


def test_notice_whose_words_disagree_is_answered_cannot_at_once() -> None:
    pair = Pair()
    pair.agree()
    place = parse_location("35.2600N 40.1450E", datum="WGS84")
    stated = StatedPlace(place.text, place.datum, place.position, place.uncertainty_mm,
                         "9 km south of Deir ez-Zor airport", "en")  # fmt: skip
    pair.file(replace(movement(), place=stated))
    assert pair.alfa.said(say.Answer)[0].reason is say.CannotReason.WORDS_DISAGREE
    for node in (pair.alfa, pair.bravo):
        assert HoldCode.WORDS_DISAGREE in node.codes(ONE)

"""Filing, amending, disclosing, cancelling and releasing our own items."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.airspace.item import ItemKind
from tansiq.airspace.states import MovementState
from tansiq.base.ids import AgreementId, PartyId, Sha256
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import DEFAULT_ARTICLES, Articles
from tansiq.coordination.disclosure import is_coarse
from tansiq.coordination.statements import Disclosure
from tansiq.node.orders import agreements, status, submit
from tansiq.node.refusals import NoLine, NotYours, UnknownThing, WrongState
from tansiq.wire.kinds import encode
from tests.coordination.book import (
    ALFA,
    BRAVO,
    CHARLIE,
    NOW_MS,
    START_MS,
    id_of,
    movement,
    protection,
    terms,
    volume,
)
from tests.node.pair import Node, Pair, coordinated

FULL, COARSE, WITHHELD = Disclosure.FULL, Disclosure.COARSE, Disclosure.WITHHELD


def agreed() -> Pair:
    pair = Pair()
    pair.agree()
    return pair


def shared(how: Disclosure) -> Pair:
    """Alfa's own-force area, told to bravo so far."""
    pair = agreed()
    pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {BRAVO: how}))
    pair.settle()
    return pair


def test_movement_goes_in_full_to_whom_it_concerns_under_one_hash_at_both_ends() -> None:
    pair = agreed()
    hash_ = pair.file(movement())
    assert pair.alfa.current(id_of(1)) == pair.bravo.current(id_of(1)) == hash_
    assert pair.bravo.picture.revisions[hash_].item == movement()


def test_movement_that_concerns_nobody_is_kept_and_told_to_nobody() -> None:
    pair = Pair()
    pair.file(movement())
    assert pair.alfa.state(id_of(1)) is MovementState.NOT_SHARED
    assert not pair.bravo.picture.items


def test_item_filed_twice_under_one_id_is_refused() -> None:
    pair = agreed()
    pair.file(movement())
    with pytest.raises(WrongState, match="amend"):
        pair.file(movement())


def test_owner_and_number_are_the_nodes_own_whatever_the_order_says() -> None:
    pair = agreed()
    pair.alfa.act(lambda desk: submit.submit(desk, movement(1, CHARLIE, revision=9), {}))
    item = pair.alfa.picture.revisions[pair.alfa.current(id_of(1))].item
    assert (item.owner, item.revision) == (ALFA, 1)


def test_own_force_area_expires_and_a_site_is_to_be_confirmed_by_default() -> None:
    pair = agreed()
    week = volume(start_ms=NOW_MS, hours=24 * 60)
    for item, after_ms in (
        (protection(3, ALFA, week), DEFAULT_ARTICLES.own_force_expiry_ms),
        (protection(4, ALFA, week, kind=ItemKind.PROTECTED_SITE), DEFAULT_ARTICLES.site_confirm_ms),
    ):
        pair.alfa.act(lambda desk, item=item: submit.submit(desk, item, {}))  # type: ignore[misc]
        assert pair.alfa.picture.revisions[pair.alfa.current(item.id)].item.end_ms == NOW_MS + after_ms


def test_protective_item_goes_only_to_those_named() -> None:
    pair = shared(WITHHELD)
    assert not pair.bravo.picture.items
    assert not pair.alfa.said_to(BRAVO, say.Notify)


def test_party_without_a_line_cannot_be_told() -> None:
    pair = agreed()
    with pytest.raises(NoLine):
        pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {CHARLIE: FULL}))
    assert not pair.alfa.picture.items


def test_coarse_item_never_leaves_its_exact_place_name_or_hash() -> None:
    pair = shared(COARSE)
    secret = replace(protection(3, ALFA, volume(start_ms=NOW_MS, hours=12)), name="Night watch")
    exact = [pair.alfa.current(id_of(3))]
    exact.append(pair.alfa.act(lambda desk: submit.amend(desk, secret, {})))
    pair.alfa.act(lambda desk: submit.cancel(desk, id_of(3)))
    told: tuple[type[say.Said], ...] = (say.Notify, say.Amend, say.Cancel, say.Release)
    sent = b"".join(encode(said)[2] for form in told for said in pair.alfa.said_to(BRAVO, form)).decode()
    assert "own_force_area" in sent
    for withheld in (*exact, "Area 3", "Night watch", "360000000", "370000000"):
        assert withheld not in sent, withheld


def test_item_told_coarsely_follows_its_amendments_and_its_end() -> None:
    pair = shared(COARSE)
    first = pair.bravo.current(id_of(3))
    pair.alfa.act(lambda desk: submit.amend(desk, protection(3, ALFA, volume(north_km=50)), {}))
    pair.settle()
    assert pair.bravo.current(id_of(3)) != first
    assert not pair.bravo.picture.revisions[first].is_live
    pair.alfa.act(lambda desk: submit.cancel(desk, id_of(3)))
    pair.settle()
    assert not any(revision.is_live for revision in pair.bravo.picture.revisions.values())


def test_more_may_be_told_of_an_item_later() -> None:
    pair = shared(COARSE)
    pair.alfa.act(lambda desk: submit.disclose(desk, id_of(3), {BRAVO: FULL}))
    pair.settle()
    assert pair.bravo.current(id_of(3)) == pair.alfa.current(id_of(3))
    before = len(pair.alfa.said(say.Notify))
    pair.alfa.act(lambda desk: submit.disclose(desk, id_of(3), {BRAVO: COARSE}))
    assert len(pair.alfa.said(say.Notify)) == before, "what was told cannot be untold"
    with pytest.raises(NoLine):
        pair.alfa.act(lambda desk: submit.disclose(desk, id_of(3), {CHARLIE: FULL}))


def test_who_was_told_coarsely_knows_it_and_until_when() -> None:
    pair = shared(COARSE)
    known = pair.bravo.picture.revisions
    assert is_coarse(known[pair.bravo.current(id_of(3))].item)
    assert not is_coarse(pair.alfa.picture.revisions[pair.alfa.current(id_of(3))].item)
    pair.alfa.act(lambda desk: submit.disclose(desk, id_of(3), {BRAVO: FULL}))
    pair.settle()
    assert not is_coarse(known[pair.bravo.current(id_of(3))].item)


def test_offer_not_in_force_does_not_make_the_grain_finer() -> None:
    pair = Pair()
    fine = terms(BRAVO, ALFA, id_=AgreementId(id_of(9)), articles=Articles(coarse_grid_mm=1))
    pair.bravo.act(lambda desk: agreements.draft(desk, fine))
    pair.bravo.act(lambda desk: agreements.offer(desk, fine.id))
    pair.settle()
    pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {BRAVO: COARSE}))
    (told,) = pair.alfa.said_to(BRAVO, say.Notify)
    assert told.item.volumes[0].footprint.radius_mm % DEFAULT_ARTICLES.coarse_grid_mm == 0  # type: ignore[union-attr]


def test_amending_what_is_not_flown_releases_the_old_revision() -> None:
    pair = coordinated(movement())
    old = pair.alfa.current(id_of(1))
    new = pair.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=3)), {}))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert [node.picture.revisions[hash_].is_live for hash_ in (old, new)] == [False, True]
    assert pair.alfa.state(id_of(1)) is MovementState.SUBMITTED


def test_amending_what_is_flown_keeps_both_revisions_until_the_old_one_is_left() -> None:
    pair = coordinated(movement())
    old = pair.alfa.current(id_of(1))
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, id_of(1), unilateral=False))
    new = pair.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=3)), {}))
    pair.settle()
    assert [pair.bravo.picture.revisions[hash_].is_live for hash_ in (old, new)] == [True, True]
    pair.alfa.act(lambda desk: submit.release(desk, id_of(1), old))
    pair.settle()
    assert [pair.bravo.picture.revisions[hash_].is_live for hash_ in (old, new)] == [False, True]
    # The new one was not yet answered: flying it alarms both ends.
    for node in (pair.alfa, pair.bravo):
        assert "unilateral" in [row.alert.code for row in node.picture.alerts.values()]


def test_amendment_keeps_the_kind() -> None:
    pair = coordinated(movement())
    with pytest.raises(WrongState, match="kind"):
        pair.alfa.act(lambda desk: submit.amend(desk, protection(1, ALFA), {}))


def test_present_revision_is_cancelled_and_not_released() -> None:
    pair = coordinated(movement())
    with pytest.raises(WrongState, match="present"):
        pair.alfa.act(lambda desk: submit.release(desk, id_of(1), pair.alfa.current(id_of(1))))
    with pytest.raises(UnknownThing):
        pair.alfa.act(lambda desk: submit.release(desk, id_of(1), Sha256("0" * 64)))


def test_cancel_releases_every_revision_at_both_ends_once() -> None:
    pair = coordinated(movement())
    pair.alfa.act(lambda desk: submit.cancel(desk, id_of(1)))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        assert node.state(id_of(1)) is MovementState.CANCELLED
        assert not any(revision.is_live for revision in node.picture.revisions.values())
    with pytest.raises(WrongState, match="already"):
        pair.alfa.act(lambda desk: submit.cancel(desk, id_of(1)))
    with pytest.raises(WrongState, match="file a new one"):
        pair.alfa.act(lambda desk: submit.amend(desk, movement(), {}))


def test_what_is_flown_is_ended_and_not_cancelled() -> None:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, id_of(1), unilateral=False))
    with pytest.raises(WrongState, match="flown"):
        pair.alfa.act(lambda desk: submit.cancel(desk, id_of(1)))


def test_only_our_own_known_items_are_changed() -> None:
    pair = coordinated(movement())
    with pytest.raises(NotYours) as refused:
        pair.bravo.act(lambda desk: submit.cancel(desk, id_of(1)))
    assert refused.value.owner == ALFA
    with pytest.raises(UnknownThing):
        pair.bravo.act(lambda desk: submit.cancel(desk, id_of(99)))


def test_whoever_was_told_gets_every_later_amendment_and_the_cancel() -> None:
    pair = agreed()
    pair.file(movement())
    pair.alfa.act(lambda desk: submit.amend(desk, movement(1, ALFA, volume(north_km=5_000)), {}))
    pair.alfa.act(lambda desk: submit.cancel(desk, id_of(1)))
    pair.settle()
    assert pair.bravo.picture.items[id_of(1)].declared == "cancelled"


def test_notice_inside_the_notice_time_is_immediate_and_before_it_priority() -> None:
    pair = agreed()
    soon = movement(1, ALFA, volume(start_ms=NOW_MS + 60_000))
    pair.alfa.act(lambda desk: submit.submit(desk, soon, {}))
    pair.alfa.act(lambda desk: submit.submit(desk, movement(2, ALFA, volume(north_km=90)), {}))
    sent = [(envelope.precedence.value, (envelope.answer_by_ms or 0) - NOW_MS) for _, _, envelope in pair.alfa.outgoing]
    assert sent == [
        ("IMMEDIATE", DEFAULT_ARTICLES.immediate_answer_ms),
        ("PRIORITY", DEFAULT_ARTICLES.priority_answer_ms),
    ]


def test_pictures_of_both_ends_can_be_rebuilt_from_their_records() -> None:
    pair = coordinated(movement())
    pair.alfa.act(lambda desk: submit.submit(desk, protection(3, ALFA), {BRAVO: COARSE}))
    pair.settle()
    for node in (pair.alfa, pair.bravo):
        node.check_rebuilt()


def test_line_that_was_revoked_is_no_line() -> None:
    node = Node(ALFA)
    node.sit(PartyId("bravo")).is_revoked = True
    with pytest.raises(NoLine):
        node.act(lambda desk: submit.submit(desk, protection(3, ALFA), {BRAVO: FULL}))

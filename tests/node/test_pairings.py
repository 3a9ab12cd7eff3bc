"""Pairing of two nodes by their officers, through everything a node keeps of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.base.errors import NotAllowed, NotFound
from tansiq.base.ids import OfficerId, PartyId
from tansiq.coordination.statements import KeyChange
from tansiq.ledger.chain import GENESIS
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.pairing import PairingOutOfOrder, PairingRefused
from tansiq.node.keeping.folder import init_folder
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Author
from tansiq.node.lines.pairings import BadAddress, Events, LineRow, Pairings, Revealed, lines_of, load_words, pins_of
from tansiq.node.lines.seat import Seat
from tansiq.store.errors import DiskFull
from tests.node.small import NOON_MS, WALL_MS, Small, make_chance

WORDS = load_words()
TWO = Author(OfficerId("adam"), "en", OfficerId("eve"))


class End:
    """One node that pairs."""

    def __init__(self, folder: Path, party: str, seed: int, *, exercise: bool = True) -> None:
        self.small = Small(party)
        self.told: list[str] = []
        self.identity = init_folder(
            folder,
            party=PartyId(party),
            name=party.title(),
            lang="en",
            exercise=exercise,
            start_ms=NOON_MS,
            wall_ms=WALL_MS,
            random_bytes=make_chance(seed),
        )
        self.pairings = Pairings(
            self.small.kernel,
            self.identity,
            name=party.title(),
            epoch=7,
            own_addresses=lambda: (f"{party}.example:4801",),
            random_bytes=make_chance(seed + 100),
            words=WORDS,
            events=Events(self.take_line, lambda peer: self.told.append(f"down {peer}"), lambda: self.told.append("!")),
        )
        self.begin()

    def begin(self) -> None:
        self.id, self.commitment = self.pairings.begin()

    def take_line(self, row: LineRow) -> None:
        self.told.append(f"up {row.peer}")
        ends = LineEnds(line=row.line, own=self.small.kernel.own, peer=row.peer, exercise=True)
        keeper = Gatekeeper(ends, key=row.public_key, heads={}, find_hash=lambda chain, serial: None)
        self.small.kernel.seats[row.peer] = Seat(row.line, row.peer, self.identity.key, row.public_key, keeper)


@pytest.fixture
def ends(tmp_path: Path) -> tuple[End, End]:
    return End(tmp_path / "a", "north", 1), End(tmp_path / "b", "south", 2)


def show_offers(a: End, b: End) -> tuple[Revealed, Revealed]:
    """Both ends exchange commitments and offers; returns what each then sees."""
    offer_a = a.pairings.take_commitment(a.id, b.commitment)
    offer_b = b.pairings.take_commitment(b.id, a.commitment)
    return a.pairings.take_offer(a.id, offer_b), b.pairings.take_offer(b.id, offer_a)


def compare(a: End, b: End) -> None:
    """The reader is north: its party comes first in order."""
    seen_a, _ = show_offers(a, b)
    assert seen_a.phrase is not None
    assert b.pairings.type_phrase(b.id, " ".join(seen_a.phrase), officer=OfficerId("adam")) == (True, 3)


def test_two_nodes_pair_and_have_the_same_line(ends: tuple[End, End]) -> None:
    a, b = ends
    compare(a, b)
    row_a, row_b = (end.small.settle(end.pairings.confirm(end.id, TWO)) for end in ends)
    assert row_a.line == row_b.line
    assert row_a.offers == row_b.offers
    assert (row_a.peer, row_b.peer) == ("south", "north")
    assert row_a.cert_der == b.identity.cert_der
    assert row_a.addresses == ("south.example:4801",)
    assert lines_of(a.small.store) == (row_a,)
    assert pins_of(lines_of(a.small.store)) == {"south": b.identity.cert_der}
    assert a.told == ["up south", "!"]


def test_the_first_entry_of_the_line_is_the_signed_pairing(ends: tuple[End, End]) -> None:
    a, b = ends
    compare(a, b)
    row = a.small.settle(a.pairings.confirm(a.id, TWO))
    (waiting,) = a.small.store.unsigned()
    entry = to_entry(waiting, a.small.store)
    assert entry.statement == KeyChange("pairing", a.identity.key.public.raw.hex(), 7, offers=row.offers)
    assert (entry.author, entry.releaser) == ("adam", "eve")
    assert set(a.small.kernel.seats[PartyId("south")].heads.values()) == {GENESIS}


def test_only_the_reader_sees_the_phrase(ends: tuple[End, End]) -> None:
    seen_a, seen_b = show_offers(*ends)
    assert (seen_a.reads, seen_b.reads) == (True, False)
    assert seen_a.phrase is not None
    assert len(seen_a.phrase) == 8
    assert seen_b.phrase is None
    assert seen_b.certificate == ends[0].identity.fingerprints["line_certificate"]


def test_a_wrong_phrase_leaves_tries_and_the_third_ends_it(ends: tuple[End, End]) -> None:
    a, b = ends
    show_offers(a, b)
    assert b.pairings.type_phrase(b.id, "no such words", officer=OfficerId("adam")) == (False, 2)
    assert b.pairings.type_phrase(b.id, "again not", officer=OfficerId("adam")) == (False, 1)
    with pytest.raises(PairingRefused):
        b.pairings.type_phrase(b.id, "still not", officer=OfficerId("adam"))
    with pytest.raises(NotFound):
        b.pairings.confirm(b.id, TWO)
    assert lines_of(b.small.store) == ()


def test_nothing_is_confirmed_before_the_phrase_matched(ends: tuple[End, End]) -> None:
    a, b = ends
    show_offers(a, b)
    with pytest.raises(PairingOutOfOrder):
        b.pairings.check_confirmable(b.id)
    with pytest.raises(PairingOutOfOrder):
        b.pairings.confirm(b.id, TWO)
    assert b.told == []


def test_a_new_line_takes_two_persons(ends: tuple[End, End]) -> None:
    a, b = ends
    compare(a, b)
    for by in (Author(OfficerId("adam"), "en"), Author(OfficerId("adam"), "en", OfficerId("adam"))):
        with pytest.raises(NotAllowed):
            a.pairings.confirm(a.id, by)
    assert lines_of(a.small.store) == ()


def test_an_offer_that_was_not_committed_to_ends_the_pairing(ends: tuple[End, End], tmp_path: Path) -> None:
    a, b = ends
    stranger = End(tmp_path / "c", "east", 3)
    a.pairings.take_commitment(a.id, b.commitment)
    offer = stranger.pairings.take_commitment(stranger.id, a.commitment)
    with pytest.raises(PairingRefused):
        a.pairings.take_offer(a.id, offer)
    with pytest.raises(NotFound):
        a.pairings.check_confirmable(a.id)


def test_an_exercise_node_and_a_real_node_never_pair(tmp_path: Path) -> None:
    a, b = End(tmp_path / "a", "north", 1), End(tmp_path / "b", "south", 2, exercise=False)
    with pytest.raises(PairingRefused, match="exercise"):
        show_offers(a, b)


def test_an_address_may_be_given_with_or_without_its_scheme(ends: tuple[End, End]) -> None:
    a, _ = ends
    a.pairings.begin(["wss://127.0.0.1:4801", "[::1]:4801"])
    with pytest.raises(BadAddress):
        a.pairings.begin(["https://127.0.0.1:4801/line"])


def test_a_revoked_line_is_taken_down_at_once_and_no_longer_pinned(ends: tuple[End, End]) -> None:
    a, b = ends
    compare(a, b)
    a.small.settle(a.pairings.confirm(a.id, TWO))
    row = a.small.settle(a.pairings.revoke(PartyId("south"), TWO))
    assert row.revoked_ms == NOON_MS
    assert pins_of(lines_of(a.small.store)) == {}
    assert a.told == ["up south", "!", "down south", "!"]
    with pytest.raises(NotFound):
        a.pairings.revoke(PartyId("south"), TWO)


def test_pairing_again_replaces_the_line_and_keeps_the_former(ends: tuple[End, End]) -> None:
    a, b = ends
    compare(a, b)
    former = a.small.settle(a.pairings.confirm(a.id, TWO))
    a.begin()
    b.begin()
    compare(a, b)
    row = a.small.settle(a.pairings.confirm(a.id, TWO))
    assert row.line != former.line
    assert lines_of(a.small.store) == (row,)
    assert list(a.small.store.meta_under("former-line/")) == [f"former-line/{former.line}"]


def test_a_line_that_could_not_be_kept_is_taken_down(ends: tuple[End, End]) -> None:
    a, b = ends
    compare(a, b)
    a.small.store.fail_next(DiskFull("no room"))
    decision = a.pairings.confirm(a.id, TWO)
    a.small.store.flush()
    assert decision.error is not None
    assert a.told == ["up south", "down south"]


def test_a_pairing_is_over_after_a_day(ends: tuple[End, End]) -> None:
    a, b = ends
    a.small.clock.move_to(NOON_MS + 24 * 3_600_000)
    with pytest.raises(NotFound):
        a.pairings.take_commitment(a.id, b.commitment)

"""A record proved where it lies: its lines, and the picture that is folded from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.base.ids import OfficerId, PartyId
from tansiq.coordination.noted import LocalLine
from tansiq.node.keeping.backups import PictureDifference, check_picture, read_log, verify_record
from tansiq.node.lines.pairings import lines_of
from tansiq.store.contract import PictureChange, Transaction
from tests.node.test_pairings import TWO, End, compare

SOUTH = PartyId("south")


@pytest.fixture
def end(tmp_path: Path) -> End:
    """A node with one line, on which its signed pairing stands."""
    a, b = End(tmp_path / "a", "north", 1), End(tmp_path / "b", "south", 2)
    compare(a, b)
    a.small.settle(a.pairings.confirm(a.id, TWO))
    a.small.kernel.seats[SOUTH].may_sign = True
    a.small.kernel.sign_waiting(SOUTH)
    a.small.settle(a.small.kernel.run(lambda desk: desk.note(LocalLine(SOUTH, "up")) and None))
    return a


def test_a_line_s_log_is_proved_from_the_record(end: End) -> None:
    found = verify_record(end.small.store, end.identity)
    assert list(found) == ["south"]
    assert found["south"].is_good
    assert found["south"].envelopes == 1


def test_the_log_says_whose_keys_signed(end: End) -> None:
    (row,) = lines_of(end.small.store)
    log = read_log(end.small.store, end.identity, row)
    assert (log.head.party, log.head.peer) == ("north", "south")
    assert log.head.keys[PartyId("north")] == end.identity.key.public
    assert row.officers == (OfficerId("adam"), OfficerId("eve"))


def test_the_stored_picture_equals_the_rebuilt_one_or_the_first_difference_is_named(end: End) -> None:
    assert check_picture(end.small.store, end.identity) is None
    ((table, key, _), *_) = end.small.store.picture_rows()
    end.small.store.commit(Transaction(picture=(PictureChange(table, key, None),)))
    assert check_picture(end.small.store, end.identity) == PictureDifference(table, key)

"""A backup holds what was decided and not yet signed; put back later, none of it is said a second time."""

from __future__ import annotations

import pytest

from tansiq.node.keeping.rows import to_entry
from tests.sim import invariants
from tests.sim.items import file, make_item
from tests.sim.network import Network


@pytest.mark.parametrize("more", [0, 2])
def test_what_waited_unsigned_in_the_backup_and_was_sent_since_is_not_said_again(two: Network, more: int) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    north.kill()
    north.start()
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    backup = north.store.copy()
    two.join("north", "south")
    two.pass_time(30)
    later = [make_item(two, "north", place=place + 1) for place in range(more)]
    for each in later:
        file(north, each)
    two.settle()
    assert item.id in south.picture.items
    two.restore(north, backup)
    two.pass_time(30)
    said = [to_entry(row, south.store).statement.item.id for row in south.record("notify")]  # type: ignore[union-attr]
    assert sorted(said) == sorted([item.id, *(each.id for each in later)])
    assert not north.line_to("south").seat.waiting
    assert not north.store.unsigned()
    invariants.check_i3(two)
    invariants.check_i5(north)

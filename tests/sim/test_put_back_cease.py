"""A cease that had reached one end when its maker's record was lost reaches the other ends all the same (I4)."""

from __future__ import annotations

import pytest

from tansiq.node.keeping.folder import RECOVERING
from tansiq.store.contract import Transaction
from tansiq.store.memory import MemoryStore
from tests.sim import invariants
from tests.sim.items import press_cease, resume
from tests.sim.network import Network


def copy_of(network: Network, name: str) -> MemoryStore:
    """A copy of a record, marked as a node's folder marks one that is put back."""
    backup = network.nodes[name].store.copy()
    peers = [peer for peer in network.nodes if peer != name]
    backup.commit(Transaction(meta={f"{RECOVERING}{peer}": b"1" for peer in peers}))
    return backup


@pytest.mark.parametrize("late", ["east", "south"])
def test_cease_of_which_one_copy_was_lost_with_the_record_is_told_again(three: Network, late: str) -> None:
    north = three.nodes["north"]
    three.settle()
    backup = copy_of(three, "north")
    three.part("north", late)
    stop = press_cease(north)
    three.settle()
    assert stop not in three.nodes[late].picture.ceases
    three.restore(north, backup)
    three.pass_time(30)
    assert stop in north.picture.ceases
    three.join("north", late)
    three.pass_time(30)
    assert stop in three.nodes[late].picture.ceases
    invariants.check_i5(north)


def test_cease_is_told_again_where_the_line_that_lacks_it_was_recovered_first(three: Network) -> None:
    north = three.nodes["north"]
    three.settle()
    backup = copy_of(three, "north")
    three.part("north", "east")
    stop = press_cease(north)
    three.settle()
    three.part("north", "south")
    three.restore(north, backup)
    three.join("north", "east")
    three.pass_time(30)
    assert stop not in three.nodes["east"].picture.ceases
    three.join("north", "south")
    three.pass_time(30)
    assert stop in three.nodes["east"].picture.ceases


def test_word_to_resume_of_which_one_copy_was_lost_is_told_again(three: Network) -> None:
    north, east, south = (three.nodes[name] for name in ("north", "east", "south"))
    stop = press_cease(north)
    three.settle()
    backup = copy_of(three, "north")
    three.part("north", "east")
    resume(north, stop)
    three.settle()
    three.restore(north, backup)
    three.join("north", "east")
    three.pass_time(30)
    for peer in (east, south):
        resume(peer, stop)
    three.settle()
    assert not any(node.picture.ceases[stop].stands for node in (north, east, south))


def test_cease_that_all_have_is_not_told_again(three: Network) -> None:
    north = three.nodes["north"]
    three.settle()
    backup = copy_of(three, "north")
    press_cease(north)
    three.settle()
    three.restore(north, backup)
    three.pass_time(30)
    assert [len(three.nodes[name].record("cease")) for name in ("north", "east", "south")] == [2, 1, 1]

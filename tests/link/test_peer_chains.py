"""Which receipts are owed, and when what the peer announced is asked for again."""

from __future__ import annotations

from tansiq.base.ids import Sha256
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import GapRequest
from tansiq.link.peer_chains import PeerChains

HASH = Sha256("a" * 64)


def head(serial: int) -> Head:
    return Head(serial, HASH)


def test_receipts_of_many_ordinary_messages_wait_for_room_and_become_one() -> None:
    chains = PeerChains(held={}, processed={})
    for serial in (1, 2, 3):
        chains.keep(Chain.ORDINARY, head(serial), serial, 0.0)
        assert chains.take_owed(is_room=False) is None
    assert chains.is_owing()
    owed = chains.take_owed(is_room=True)
    assert owed is not None and [(each.chain, each.serial) for each in owed.receipts] == [(Chain.ORDINARY, 3)]
    assert not chains.is_owing()


def test_receipt_of_a_stop_waits_for_nothing_and_takes_the_others_along() -> None:
    chains = PeerChains(held={}, processed={})
    chains.keep(Chain.ORDINARY, head(7), 7, 0.0)
    chains.keep(Chain.URGENT, head(1), 1, 0.0)
    owed = chains.take_owed(is_room=False)
    assert owed is not None and {each.chain for each in owed.receipts} == set(Chain)


def ask(chains: PeerChains, now_s: float, *, way_s: float) -> list[GapRequest]:
    return chains.hear_heads({Chain.ORDINARY: head(9)}, now_s, patience_s=5.0, way_s=way_s)


def test_what_a_heartbeat_announces_over_a_quick_way_is_asked_for_at_once() -> None:
    assert ask(PeerChains(held={}, processed={}), 100.0, way_s=0.0) == [GapRequest(Chain.ORDINARY, 0)]


def test_heartbeat_that_overtakes_what_a_thin_way_still_carries_asks_for_nothing() -> None:
    chains = PeerChains(held={}, processed={})
    assert ask(chains, 100.0, way_s=25.0) == []
    chains.keep(Chain.ORDINARY, head(4), 4, 110.0)
    assert [ask(chains, now_s, way_s=25.0) for now_s in (120.0, 130.0, 140.0)] == [[], [], []]
    assert ask(chains, 150.0, way_s=25.0) == [GapRequest(Chain.ORDINARY, 4)]
    assert [ask(chains, now_s, way_s=25.0) for now_s in (151.0, 160.0, 170.0)] == [[], [], []]

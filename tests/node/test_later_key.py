"""A message by a key that was announced in the gap before it: it is asked for again, and nobody is accused."""

from __future__ import annotations

from tansiq.ledger.envelope import Chain
from tansiq.link import events as ev
from tests.node.test_rotation import Ends, RotatingNetwork, check_logs, ends, network

__all__ = ["ends", "network"]


def test_message_by_a_key_announced_in_the_gap_before_it_comes_again(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    network.settle()
    network.part("north", "south")
    north.rotate()
    for text in ("first by the new key", "second"):
        north.say(text, "south")
    rows = north.store.envelopes(north.line_to("south").seat.line, "out", Chain.ORDINARY, after=0, limit_bytes=1 << 24)
    # What a disk that was full left alone is the gap; here the change of key never came.
    south.lines.carry_out(south.line_to("north"), [ev.Ingest(1, rows[-1].raw, False)])
    assert list(south.picture.set_asides) == []
    assert south.texts() == []
    network.join("north", "south")
    network.pass_time(30)
    assert south.texts() == ["first by the new key", "second"]
    check_logs(*ends)


def test_message_next_in_order_by_a_strange_key_is_set_aside(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    network.settle()
    network.part("north", "south")
    north.say("good", "south")
    rows = north.store.envelopes(north.line_to("south").seat.line, "out", Chain.ORDINARY, after=0, limit_bytes=1 << 24)
    forged = rows[-1].raw.replace(b'"sig":"', b'"sig":"AA', 1)
    south.lines.carry_out(south.line_to("north"), [ev.Ingest(1, forged, False)])
    assert len(south.picture.set_asides) == 1

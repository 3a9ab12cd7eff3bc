"""Of what waits while a line is away or thin, the pressing leaves first; heads never hide that something waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tansiq.base.ids import PartyId
from tansiq.coordination.statements import Note
from tansiq.ledger.envelope import Chain, Precedence, decode_envelope, parse_sealed
from tansiq.node.kernel import Author, Urgency
from tests.sim.items import agree, doubt, file, make_item, reply
from tests.sim.network import Network
from tests.sim.nodes import SimNode

SOUTH = PartyId("south")


@pytest.fixture
def joined() -> Iterator[Network]:
    network = Network()
    network.build(("north", "south"))
    yield network
    network.close_down()


def say(node: SimNode, text: str, precedence: Precedence) -> None:
    node.kernel.run(
        lambda desk: desk.say(SOUTH, Note(text, "en"), urgency=Urgency(precedence)),
        Author("watch", "en"),  # type: ignore[arg-type]
    )


def texts(network: Network) -> list[str]:
    """Bodies of south's copy of north's ordinary chain, in order."""
    line = network.nodes["south"].line_to("north").seat.line
    rows = network.nodes["south"].store.envelopes(line, "in", Chain.ORDINARY, after=0, limit_bytes=1 << 30)
    bodies = [decode_envelope(parse_sealed(row.raw).payload).body.decode() for row in rows]
    return [body.split('"text":"')[1].split('"')[0] for body in bodies if '"text":"' in body]


def test_what_was_decided_while_the_line_was_away_leaves_in_the_order_of_its_precedence(joined: Network) -> None:
    north = joined.nodes["north"]
    joined.part("north", "south")
    for number in range(5):
        say(north, f"routine {number}", Precedence.ROUTINE)
    say(north, "immediate", Precedence.IMMEDIATE)
    say(north, "priority", Precedence.PRIORITY)
    assert len(north.line_to("south").seat.waiting) == 7
    joined.join("north", "south")
    joined.settle()
    assert texts(joined)[-7:] == ["immediate", "priority", *(f"routine {number}" for number in range(5))]


def test_on_a_thin_line_the_pressing_overtakes_what_is_not_signed_yet(joined: Network) -> None:
    north = joined.nodes["north"]
    joined.ahead_bytes = 1
    for number in range(5):
        say(north, f"routine {number}", Precedence.ROUTINE)
    say(north, "immediate", Precedence.IMMEDIATE)
    joined.settle()
    assert texts(joined)[-6:] == ["routine 0", "immediate", *(f"routine {number}" for number in range(1, 5))]
    assert north.line_to("south").seat.ahead_bytes == 0


def test_message_whose_signing_found_no_room_is_signed_when_there_is(joined: Network) -> None:
    north = joined.nodes["north"]
    joined.ahead_bytes = 1
    joined.part("north", "south")
    for number in range(3):
        say(north, f"routine {number}", Precedence.ROUTINE)
    joined.settle()
    north.store.fill_disk()
    joined.join("north", "south")
    joined.pass_time(30)
    north.store.empty_disk()
    joined.pass_time(60)
    assert texts(joined)[-3:] == [f"routine {number}" for number in range(3)]
    assert not north.line_to("south").seat.waiting


def test_concur_is_not_renewed_while_a_doubt_about_it_waits_unsigned(joined: Network) -> None:
    """Rule 14: what is decided and not yet on the chain counts as not processed."""
    agree(joined, "north", "south")
    north, south = joined.nodes["north"], joined.nodes["south"]
    item = make_item(joined, "south")
    file(south, item)
    joined.settle()
    reply(north, item.id)
    joined.settle()
    joined.ahead_bytes = 0  # connected, and nothing can be signed
    doubt(north, item.id)
    before = south.picture.live_of(PartyId("north")).echoed_ping_ms
    joined.pass_time(120)
    assert south.picture.live_of(PartyId("north")).echoed_ping_ms == before
    joined.ahead_bytes = 1
    joined.pass_time(20)
    assert (south.picture.live_of(PartyId("north")).echoed_ping_ms or 0) > (before or 0)

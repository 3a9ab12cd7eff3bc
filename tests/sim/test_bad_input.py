"""What a peer should never send: set aside, said back, held until an officer clears it; nothing of it takes effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.coordination.statements import Note, Notify
from tansiq.ledger.envelope import MAX_RAW_BYTES, Chain, decode_envelope, encode_body, parse_sealed, seal
from tansiq.ledger.keys import SigningKey
from tansiq.node.orders.messages import clear_set_aside
from tansiq.wire.kinds import encode
from tests.sim.items import agree, file, make_item, press_cease, reply
from tests.sim.network import Network
from tests.sim.nodes import key_of, line_between
from tests.sim.test_cease import forge
from tests.sim.test_coordination import check_all, coordinate, fly

UNKNOWN_KIND = ("weather", encode_body({"wind": 3}))
UNREADABLE_BODY = ("notify", encode_body({"item": {"id": "x"}}))


@pytest.mark.parametrize("forged", [UNKNOWN_KIND, UNREADABLE_BODY], ids=lambda forged: forged[0])
def test_message_with_a_place_on_the_chain_and_no_meaning_holds_the_line_until_cleared(
    two: Network, forged: tuple[str, bytes]
) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    two.inject("south", "north", forge(south, "north", *forged))
    two.settle()
    assert north.state(id_) == "submitted"
    assert "set_aside" in north.codes(id_)
    (aside,) = north.picture.set_asides.values()
    assert aside.serial > 0
    assert [row.source for row in north.record("rejected")] == ["north"]
    assert [row.source for row in south.record("rejected")] == ["north"]
    north.act(lambda desk: clear_set_aside(desk, aside.hash))
    two.pass_time(20)
    assert "set_aside" not in north.codes(id_)


def test_oversized_message_is_kept_in_part_and_said_back(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.inject("south", "north", b'{"payload":"' + b"A" * (MAX_RAW_BYTES + 10) + b'"}')
    two.settle()
    (aside,) = north.store.set_aside(line_between("north", "south"))
    assert aside.reason == "too_large"
    assert aside.size_bytes > MAX_RAW_BYTES > len(aside.raw) > 0
    assert {row.code for row in north.picture.set_asides.values()} == {"too_large"}
    assert [row.source for row in south.record("rejected")] == ["north"]


def test_wrong_signature_is_set_aside_holds_the_line_and_is_never_applied(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    raw = forge(south, "north", "note", encode_body({"lang": "en", "text": "hello"}), key=SigningKey(b"?" * 32))
    two.inject("south", "north", raw)
    two.settle()
    assert {row.code for row in north.picture.set_asides.values()} == {"bad_signature"}
    assert not north.record("note")
    assert "set_aside" in north.codes(id_)


def test_rejected_never_answers_a_rejected(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.inject("south", "north", forge(south, "north", "rejected", encode_body({"nothing": 1})))
    two.settle()
    assert len(north.picture.set_asides) == 1
    assert not north.record("rejected")


def test_two_messages_under_one_number_make_the_line_untrusted_and_only_stops_pass(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = fly(two)
    row = south.store.envelopes(line_between("north", "south"), "out", Chain.ORDINARY, after=1, limit_bytes=1)[0]
    first = decode_envelope(parse_sealed(row.raw).payload)
    kind, version, body = encode(Note("another text", "en"))
    second = replace(first, kind=kind, kind_version=version, body=body)
    two.inject("south", "north", seal(second, key_of("south")).raw())
    two.settle()
    assert len(north.store.forks(first.line)) == 1
    assert "untrusted" in north.codes(id_)
    assert north.state(id_) == "suspended"
    late = make_item(two, "south", place=2)
    file(south, late)
    stop = press_cease(south)
    two.settle()
    assert late.id not in north.picture.items
    assert stop in north.picture.ceases


def test_item_of_a_third_party_is_not_taken_from_a_peer(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = coordinate(two)
    theirs = make_item(two, "north")
    _, version, body = encode(Notify(theirs))
    two.inject("south", "north", forge(south, "north", "notify", body, version=version))
    two.settle()
    assert theirs.id not in north.picture.items
    assert {row.code for row in north.picture.set_asides.values()} == {"not_theirs"}
    assert "set_aside" in north.codes(id_)


def test_clock_ten_minutes_off_holds_what_is_shared_and_says_so() -> None:
    network = Network()
    network.build(("north", "south"), skews_ms={"south": 600_000})
    agree(network, "north", "south")
    north, south = network.nodes["north"], network.nodes["south"]
    item = make_item(network, "north")
    file(north, item)
    network.settle()
    reply(south, item.id)
    network.pass_time(20)
    for node, seconds in ((north, 600), (south, 600)):
        assert "clock_off" in node.codes(item.id)
        facts = next(dict(hold.facts) for hold in node.holds(item.id) if hold.code == "clock_off")
        assert abs(int(facts["seconds"]) - seconds) <= 2
    south.clock.skew_ms = 0
    network.pass_time(30)
    assert north.codes(item.id) == set()
    network.close_down()


def test_clock_one_second_off_holds_nothing() -> None:
    network = Network()
    network.build(("north", "south"), skews_ms={"south": 1000})
    agree(network, "north", "south")
    coordinate(network)
    check_all(network)
    network.close_down()


def test_peer_that_never_answers_after_our_restart_is_shown_silent(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    assert north.picture.lines[south.party].state == "up"
    north.kill()
    south.kill()
    north.start()
    two.pass_time(60)
    assert north.picture.lines[south.party].state == "silent"
    assert north.alerts("line_silent")

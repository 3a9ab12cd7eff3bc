"""Several envelopes packed together, sent over a thin way, and back to exactly the bytes that were signed."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import Malformed
from tansiq.link.batches import MOST_MESSAGES, pack_batch, unpack_batch
from tansiq.link.packing import DICTIONARY, pack
from tansiq.link.pieces import Cutter, Joiner
from tansiq.link.sending import is_room
from tansiq.link.way import Way
from tests.link.desk import NORTH, SOUTH, Desk
from tests.link.test_pieces import BEAT, make_cease

GOLDEN = Path(__file__).parents[1] / "golden" / "link"
TEXTS = [f"convoy {at} passed the river crossing, no delay" for at in range(40)]


def write(texts: list[str], own: object = NORTH) -> list[bytes]:
    desk = Desk(own)  # type: ignore[arg-type]
    for text in texts:
        desk.write(text=text)
    return desk.record.own[Chain.ORDINARY]


def test_each_further_message_of_a_batch_costs_little_more_than_its_signature_and_its_words() -> None:
    raws = write(TEXTS[:12])
    packed = pack_batch(raws)
    assert packed is not None and unpack_batch(packed) == raws
    assert len(packed) / 12 < 0.6 * min(len(pack(raw) or b"") for raw in raws)


def test_batch_of_the_protocol_page_unpacks_to_the_wrappers() -> None:
    packed = bytes.fromhex((GOLDEN / "notes.batch.hex").read_text())
    assert unpack_batch(packed) == (GOLDEN / "notes.jsonl").read_bytes().splitlines()


@given(st.lists(st.text(max_size=300), min_size=2, max_size=8))
def test_what_was_packed_together_comes_back_the_same_to_the_byte(texts: list[str]) -> None:
    raws = write(texts)
    packed = pack_batch(raws)
    assert packed is not None and unpack_batch(packed) == raws


def test_text_that_looks_like_an_empty_prev_is_left_as_it_is() -> None:
    raws = write(['"prev":""', '\\"prev":""', "\n", '{"prev":""}'])
    packed = pack_batch(raws)
    assert packed is not None and unpack_batch(packed) == raws


def test_messages_of_two_places_on_the_chain_or_of_both_chains_go_together_as_well() -> None:
    raws = write(TEXTS[:5])
    for some in ([raws[0], raws[3]], [raws[2], raws[1]], [raws[0], raws[0]]):
        packed = pack_batch(some)
        assert packed is not None and unpack_batch(packed) == some


@pytest.mark.parametrize(
    "make",
    [
        lambda raws: raws[:1],
        lambda raws: [raws[0], BEAT],
        lambda raws: [raws[0], b"STOP STOP STOP"],
        lambda raws: [raws[0], write(["theirs"], SOUTH)[0]],
        lambda raws: [raws[0], raws[1][:-1] + b" }"],
        lambda raws: raws * (MOST_MESSAGES // len(raws) + 1),
    ],
)
def test_what_cannot_go_together_goes_by_itself_in_order(make: Callable[[list[bytes]], list[bytes]]) -> None:
    raws = make(write(TEXTS))
    assert pack_batch(raws) is None
    cutter, joiner, came = Cutter(), Joiner(100_000), []
    cutter.cut_bulk(raws, 400)
    while (piece := cutter.take_part()) is not None:
        came += joiner.take(piece)
    assert came == raws


def test_batch_is_cut_and_a_stop_goes_between_its_parts() -> None:
    raws = write(TEXTS[:10])
    cutter, joiner, came = Cutter(), Joiner(100_000), []
    cutter.cut_bulk(raws, 400)
    first = cutter.take_part()
    stop = cutter.cut(make_cease(), 400, is_pressing=True)
    assert first is not None and stop is not None and len(first) <= 400
    for piece in (first, stop, *iter(cutter.take_part, None)):
        came += joiner.take(piece)
    assert came == [make_cease(), *raws]


@settings(max_examples=300)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_batch_or_refused(raw: bytes) -> None:
    try:
        messages = unpack_batch(raw)
    except Malformed:
        return
    assert 2 <= len(messages) <= MOST_MESSAGES


def test_batch_that_is_cut_swells_or_is_followed_by_more_is_refused_and_kept_as_it_came() -> None:
    packed = pack_batch(write(TEXTS[:3])) or b""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    bomb = bytes((2,)) + bytes(16 + 128) + deflate.compress(bytes(50_000_000)) + deflate.flush()
    lies = bytes((4,)) + packed[1:17] + bytes(64) + packed[17:]
    for bad in (packed[:-1], packed + b"x", packed[:100], b"", bomb, lies):
        with pytest.raises(Malformed):
            unpack_batch(bad)
        assert Joiner(1 << 20).take(b"\x05" + bad) == [b"\x05" + bad]


class Desks:
    """What waits to be sent, as an exchange gives it."""

    def __init__(self, raws: list[bytes]) -> None:
        self.raws = list(raws)
        self.stops: list[bytes] = []

    def pull(self, room_bytes: int) -> bytes | None:
        if self.stops:
            return self.stops.pop()
        return self.raws.pop(0) if self.raws and is_room(len(self.raws[0]), room_bytes) else None

    def is_bulk_waiting(self) -> bool:
        return bool(self.raws)


@pytest.mark.parametrize(("bytes_per_s", "is_thin"), [(300.0, True), (1e6, False)])
def test_only_a_way_that_was_found_thin_carries_batches(bytes_per_s: float, is_thin: bool) -> None:
    raws, now_s, kinds = write(TEXTS), 0.0, set()
    ways = [Way(Desks(some), max_bytes=1 << 18, in_pieces=True, now_s=lambda: now_s) for some in (raws, [])]
    came = []
    for _ in range(2000):
        piece = ways[0].next(16_384)
        if piece is not None:
            kinds.add(piece[0] & 0x7F)
            now_s += len(piece) / bytes_per_s
            came += ways[1].take(piece)
        mark = ways[1].next(16_384)
        if mark is not None:
            assert ways[0].take(mark) == []
    assert came == raws
    assert (5 in kinds or 3 in kinds) is is_thin
    assert (ways[0].find_ahead_bytes() > 3 * ways[0].flow.ahead_bytes) is is_thin


def test_a_stop_goes_even_before_the_mark_that_the_other_end_waits_for() -> None:
    desks = Desks([])
    here, there = (Way(some, max_bytes=1 << 18, in_pieces=True, now_s=lambda: 0.0) for some in (desks, Desks([BEAT])))
    piece = there.next(16_384)
    assert piece is not None
    here.take(bytes((piece[0] | 0x80,)) + piece[1:])
    assert here.is_answer_due()
    stop = make_cease()
    desks.stops.append(stop)
    first, second = here.next(16_384), here.next(16_384)
    assert first is not None and second is not None
    assert there.take(first) == [stop]
    assert not here.is_answer_due() and there.take(second) == []

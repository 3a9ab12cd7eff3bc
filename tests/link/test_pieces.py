"""Messages packed, cut into pieces and joined again."""

from __future__ import annotations

import zlib
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.statements import Cease, CeaseCause
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain, Envelope, Precedence, seal
from tansiq.ledger.errors import Malformed
from tansiq.ledger.frames import Frame, Heartbeat, Receipts, seal_frame
from tansiq.ledger.receipt import Receipt
from tansiq.link.packing import DICTIONARY, pack, unpack
from tansiq.link.pieces import Cutter, Joiner, ask_mark, write_mark
from tansiq.wire.kinds import encode
from tests.link.desk import KEYS, LINE, NORTH, Desk

GOLDEN = Path(__file__).parents[1] / "golden" / "link"
HASH = "0123456789abcdef" * 4
IDS = tuple(f"1234567{at}-89ab-4cde-8f01-23456789abcd" for at in range(8))


def make_cease(*, items: int = 1, text: str = "") -> bytes:
    kind, version, body = encode(
        Cease(IDS[0], IDS[1 : 1 + items], CeaseCause.OFFICER, (PartyId("southern-relief"),), text)  # type: ignore[arg-type]
    )
    envelope = Envelope(
        line=LineId(IDS[6]),
        chain=Chain.URGENT,
        sender=PartyId("northern-air-force"),
        to=(PartyId("southern-relief"),),
        serial=1234,
        prev=Sha256(HASH),
        id=MessageId(IDS[7]),
        kind=kind,
        kind_version=version,
        precedence=Precedence.FLASH,
        sent_ms=1_894_999_999_123,
        author=OfficerId("watch-1"),
        lang="en",
        body=body,
    )
    return seal(envelope, KEYS[NORTH]).raw()


def make_frame(frame: Frame) -> bytes:
    return seal_frame(frame, line=LINE, sender=NORTH, key=KEYS[NORTH], sent_ms=1)


BEAT = make_frame(
    Heartbeat(
        ping_ms=1_894_999_999_123,
        heads={Chain.URGENT: GENESIS, Chain.ORDINARY: Head(9, Sha256(HASH))},
        processed={},
        want_echo=False,
        state="ok",
    )
)


def test_cease_with_its_signature_goes_in_one_small_piece() -> None:
    assert len(make_cease(items=3, text="Convoy under fire at the northern bridge")) > 900
    packed = pack(make_cease(items=3, text="Convoy under fire at the northern bridge"))
    assert packed is not None
    assert len(packed) < 450


def test_packed_bytes_of_the_protocol_page_unpack_to_the_wrapper() -> None:
    assert (GOLDEN / "packing-dictionary.bin").read_bytes() == DICTIONARY
    packed = bytes.fromhex((GOLDEN / "cease.packed.hex").read_text())
    assert unpack(packed) == (GOLDEN / "cease.json").read_bytes() == make_cease(items=2, text="Convoy under fire")


def test_beat_and_receipt_are_small() -> None:
    receipt = make_frame(Receipts((Receipt(Chain.ORDINARY, 9, Sha256(HASH)),)))
    assert [len(pack(raw) or b"") < limit for raw, limit in ((BEAT, 260), (receipt, 210))] == [True, True]


@given(st.text(max_size=3000))
@example("x" * 40_000)
def test_what_was_packed_comes_back_the_same_to_the_byte(text: str) -> None:
    desk = Desk(NORTH)
    desk.write(text=text)
    raw = desk.record.own[Chain.ORDINARY][0]
    packed = pack(raw)
    assert packed is not None and unpack(packed) == raw


@settings(max_examples=300)
@given(st.binary(max_size=400))
@example(b"\x00" + b"k" * 80)
def test_any_bytes_unpack_to_a_wrapper_or_are_refused(raw: bytes) -> None:
    try:
        again = unpack(raw)
    except Malformed:
        return
    assert pack(again) is not None


def test_payload_that_swells_beyond_all_bounds_is_refused() -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, DICTIONARY)
    bomb = b"\x00" + bytes(80) + deflate.compress(bytes(50_000_000)) + deflate.flush()
    try:
        unpack(bomb)
    except Malformed as error:
        assert "too long" in error.message
    else:
        raise AssertionError("it was taken")


def test_what_is_no_wrapper_is_sent_as_it_stands() -> None:
    piece = Cutter().cut(b"STOP STOP STOP", 400, is_pressing=True)
    assert piece is not None
    assert Joiner(1000).take(piece) == [b"STOP STOP STOP"]


def test_what_is_not_to_be_packed_goes_as_it_stands_and_in_parts_where_it_is_long() -> None:
    short, long, joiner = make_cease(), make_cease(text="стоп " * 300), Joiner(1 << 16)
    piece = Cutter().cut(short, 16_384, is_pressing=True, is_packed=False)
    assert piece == b"\x02" + short and joiner.take(piece) == [short]
    cutter = Cutter()
    assert cutter.cut(long, 400, is_pressing=True, is_packed=False) is None
    parts = list(iter(cutter.take_part, None))
    assert len(parts) > 5 and [whole for part in parts for whole in joiner.take(part)] == [long]


def test_long_message_is_cut_and_something_pressing_goes_between_its_parts() -> None:
    desk = Desk(NORTH)
    desk.write(text="".join(f"{at:05}" for at in range(2000)))
    long = desk.record.own[Chain.ORDINARY][0]
    cutter, joiner = Cutter(), Joiner(100_000)
    assert cutter.cut(long, 400, is_pressing=False) is None
    came: list[bytes] = []
    for at in range(10_000):
        piece = cutter.cut(make_cease(), 400, is_pressing=True) if at == 3 else cutter.take_part()
        if piece is None:
            break
        assert len(piece) <= 400
        came += joiner.take(piece)
    assert came == [make_cease(), long]


def test_long_pressing_message_overtakes_the_parts_of_bulk() -> None:
    cutter, joiner = Cutter(), Joiner(100_000)
    bulk, pressing = b"{" + b"b" * 5000, b"{" + b"p" * 5000
    cutter.cut(bulk, 400, is_pressing=False)
    first = cutter.take_part()
    assert first is not None and joiner.take(first) == []
    cutter.cut(pressing, 400, is_pressing=True)
    came = []
    while (piece := cutter.take_part()) is not None:
        came += joiner.take(piece)
    assert came == [pressing, bulk]


def test_message_whose_rest_never_came_is_forgotten_with_the_next_one() -> None:
    cutter, joiner = Cutter(), Joiner(100_000)
    cutter.cut(b"{" + b"a" * 900, 400, is_pressing=False)
    torn = cutter.take_part()
    assert torn is not None
    joiner.take(torn)
    other = Cutter()
    other.cut(b"{" + b"c" * 900, 400, is_pressing=False)
    came = [joiner.take(piece) for piece in iter(other.take_part, None)]
    assert came[-1] == [b"{" + b"c" * 900]


def test_parts_without_end_are_given_on_once_and_then_dropped() -> None:
    joiner = Joiner(1000)
    given_on = [joiner.take(bytes((3, 2 if at == 0 else 0)) + b"x" * 300) for at in range(30)]
    assert sum(map(len, given_on)) == 1
    assert max(len(message) for messages in given_on for message in messages) <= 1300


def test_marks_count_pieces_and_are_not_counted() -> None:
    joiner = Joiner(1000)
    joiner.take(ask_mark(b"\x02hello"))
    joiner.take(write_mark(7))
    joiner.take(b"\x02again")
    assert (joiner.count, joiner.wants_mark, joiner.mark) == (2, True, 7)


@settings(max_examples=300)
@given(st.lists(st.binary(max_size=60), max_size=20))
def test_nothing_that_comes_as_pieces_breaks_the_joiner(pieces: list[bytes]) -> None:
    joiner = Joiner(200)
    for piece in pieces:
        joiner.take(piece)

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import LineId, PartyId, Sha256
from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.dsse import parse_wrapper, write_wrapper
from tansiq.ledger.envelope import MAX_RAW_BYTES, Chain
from tansiq.ledger.errors import BadSignature, Malformed, NotOnLine, Unsealable
from tansiq.ledger.frames import (
    FRAME_TYPE,
    MAX_FRAME_BYTES,
    MAX_FRAME_RAW_BYTES,
    Frame,
    GapRequest,
    Heartbeat,
    Hello,
    HelloRefused,
    OwnEntries,
    OwnRequest,
    Receipts,
    is_frame,
    open_frame,
    seal_frame,
)
from tansiq.ledger.receipt import Receipt, receipts_for
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM, LINE, STRANGER_KEY, Writer, sha256s

counts = st.integers(0, 2**53 - 1)
heads = st.just(GENESIS) | st.builds(Head, st.integers(1, 2**53 - 1), sha256s)
chain_heads = st.dictionaries(st.sampled_from(Chain), heads)
instants = st.none() | counts
receipts = st.builds(Receipt, st.sampled_from(Chain), st.integers(1, 2**53 - 1), sha256s)
frames: st.SearchStrategy[Frame] = st.one_of(
    st.builds(
        Hello,
        party=st.just(AMMAN),
        epoch=counts,
        run=st.from_regex(r"[0-9a-f]{16}", fullmatch=True),
        held=chain_heads,
        heads=chain_heads,
        version=st.just("0.1.0"),
    ),
    st.builds(HelloRefused, highest_epoch=counts, held=chain_heads),
    st.builds(
        Heartbeat,
        ping_ms=counts,
        echo_ms=instants,
        echo_received_ms=instants,
        heads=chain_heads,
        processed=st.dictionaries(st.sampled_from(Chain), counts),
        state=st.sampled_from(["ok", "cannot_write"]),
        outage_until_ms=instants,
    ),
    st.builds(Receipts, st.lists(receipts, max_size=2, unique_by=lambda r: r.chain).map(tuple)),
    st.builds(GapRequest, st.sampled_from(Chain), counts),
    st.builds(OwnRequest, st.sampled_from(Chain), counts),
    st.builds(OwnEntries, st.sampled_from(Chain), st.lists(st.binary(max_size=40), max_size=3).map(tuple)),
)


def seal(frame: Frame) -> bytes:
    return seal_frame(frame, line=LINE, sender=AMMAN, key=AMMAN_KEY, sent_ms=1_485_079_200_000)


def unseal(raw: bytes) -> Frame:
    return open_frame(raw, line=LINE, sender=AMMAN, key=AMMAN_KEY.public)


def signed(payload: bytes) -> bytes:
    signature = AMMAN_KEY.sign(FRAME_TYPE, payload)
    return write_wrapper(payload=payload, payload_type=FRAME_TYPE, signature=signature, key_id="k")


@given(frames)
def test_a_frame_comes_back_as_it_went(frame: Frame) -> None:
    assert unseal(seal(frame)) == frame
    assert is_frame(seal(frame))


def test_a_message_is_no_frame() -> None:
    raw = Writer().write(body=b'{"payloadType":"application/vnd.tansiq.frame.v1+json"}').raw()
    assert not is_frame(raw)
    with pytest.raises(Malformed):
        unseal(raw)


def test_a_frame_of_another_key_line_or_party_is_refused() -> None:
    raw = seal(GapRequest(Chain.URGENT, 3))
    with pytest.raises(BadSignature):
        open_frame(raw, line=LINE, sender=AMMAN, key=STRANGER_KEY.public)
    with pytest.raises(NotOnLine):
        open_frame(raw, line=LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a12"), sender=AMMAN, key=AMMAN_KEY.public)
    with pytest.raises(NotOnLine):
        open_frame(raw, line=LINE, sender=HMEIMIM, key=AMMAN_KEY.public)


@given(frames, st.data())
def test_a_changed_byte_never_opens_as_another_frame(frame: Frame, data: st.DataObject) -> None:
    raw = bytearray(seal(frame))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    try:
        read = unseal(bytes(raw))
    except (Malformed, BadSignature):
        return
    # Only the key's name is outside the signature.
    assert read == frame


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"frame": "shout"},
        {"after": -1},
        {"after": 2**53},
        {"after": "3"},
        {"chain": "slow"},
        {"more": 1},
        {"sent_ms": 2**53},
    ],
)
def test_a_signed_frame_with_a_wrong_field_is_refused(changes: dict[str, object]) -> None:
    wrapper = parse_wrapper(
        seal(GapRequest(Chain.URGENT, 3)), payload_type=FRAME_TYPE, max_payload_bytes=MAX_FRAME_BYTES
    )
    with pytest.raises(Malformed):
        unseal(
            signed(json.dumps(json.loads(wrapper.payload) | changes, sort_keys=True, separators=(",", ":")).encode())
        )


@pytest.mark.parametrize(
    "frame",
    [
        Receipts((Receipt(Chain.URGENT, 1, Sha256("a" * 64)), Receipt(Chain.URGENT, 2, Sha256("b" * 64)))),
        Receipts((Receipt(Chain.URGENT, 0, GENESIS.hash),)),
        Receipts((Receipt(Chain.URGENT, 1, Sha256("A" * 64)),)),
        HelloRefused(reason="revoked", highest_epoch=1, held={Chain.URGENT: Head(0, Sha256("a" * 64))}),
        HelloRefused(reason="revoked", highest_epoch=1, held={Chain.URGENT: Head(4, GENESIS.hash)}),
        OwnEntries(Chain.ORDINARY, (b"x" * MAX_FRAME_BYTES,)),
    ],
)
def test_our_own_side_seals_no_frame_that_a_peer_would_refuse(frame: Frame) -> None:
    with pytest.raises(Unsealable):
        seal(frame)


def test_a_hello_is_said_in_the_own_name() -> None:
    hello = Hello(
        party=PartyId("incirlik"),
        epoch=1,
        run="0" * 16,
        held={},
        heads={},
        exercise=False,
        version="1",
        recovering=False,
    )
    with pytest.raises(Unsealable):
        seal(hello)


def test_the_longest_message_fits_into_a_frame_of_recovery() -> None:
    raw = seal(OwnEntries(Chain.ORDINARY, (b"x" * MAX_RAW_BYTES,)))
    assert len(raw) <= MAX_FRAME_RAW_BYTES <= 256 * 1024


def test_a_frame_is_in_canonical_form() -> None:
    wrapper = parse_wrapper(
        seal(GapRequest(Chain.URGENT, 3)), payload_type=FRAME_TYPE, max_payload_bytes=MAX_FRAME_BYTES
    )
    assert encode_canonical(json.loads(wrapper.payload)) == wrapper.payload


def test_a_receipt_is_owed_for_each_chain_kept_further_than_confirmed_urgent_first() -> None:
    seven, nine = Head(7, Sha256("a" * 64)), Head(9, Sha256("b" * 64))
    assert receipts_for({Chain.ORDINARY: seven, Chain.URGENT: nine}, {Chain.ORDINARY: Head(6, Sha256("c" * 64))}) == (
        Receipt(Chain.URGENT, 9, nine.hash),
        Receipt(Chain.ORDINARY, 7, seven.hash),
    )
    assert receipts_for({Chain.ORDINARY: seven, Chain.URGENT: GENESIS}, {Chain.ORDINARY: seven}) == ()

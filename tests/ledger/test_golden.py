"""Our bytes against bytes made by other means; the note beside them says how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain, decode_envelope, encode_envelope, parse_sealed, seal
from tansiq.ledger.frames import Heartbeat, Receipts, open_frame, seal_frame
from tansiq.ledger.keys import SigningKey
from tests.ledger.builders import AMMAN, LINE

GOLDEN = json.loads(Path(__file__).parents[1].joinpath("golden/ledger/vectors.json").read_text(encoding="utf-8"))
KEY = SigningKey(bytes.fromhex(GOLDEN["keys"]["amman"]["seed"]))


@pytest.mark.parametrize("party", ["amman", "hmeimim"])
def test_public_keys_are_those_of_the_seeds(party: str) -> None:
    key = GOLDEN["keys"][party]
    assert SigningKey(bytes.fromhex(key["seed"])).public.raw.hex() == key["public"]


@pytest.mark.parametrize("vector", GOLDEN["envelopes"], ids=lambda vector: vector["said"]["kind"])
def test_an_envelope_has_the_golden_bytes_hash_and_signature(vector: dict[str, Any]) -> None:
    payload = vector["payload"].encode()
    envelope = decode_envelope(payload)
    assert encode_envelope(envelope) == payload == encode_canonical(vector["said"])
    sealed = seal(envelope, KEY)
    assert sealed.hash == vector["hash"]
    assert envelope.body_hash == vector["body_hash"]
    assert sealed.raw() == vector["raw"].encode()
    assert parse_sealed(vector["raw"].encode()) == sealed


def test_the_golden_messages_form_a_chain() -> None:
    first, second, cease = (decode_envelope(vector["payload"].encode()) for vector in GOLDEN["envelopes"])
    assert (second.serial, second.prev, second.in_reply_to) == (2, *[GOLDEN["envelopes"][0]["hash"]] * 2)
    assert (cease.chain, cease.serial, cease.exercise, first.exercise) == (Chain.URGENT, 1, True, False)


def test_frames_have_the_golden_bytes_and_signatures() -> None:
    head = Head(2, GOLDEN["envelopes"][1]["hash"])
    receipts, heartbeat = (vector["raw"].encode() for vector in GOLDEN["frames"])
    for raw in (receipts, heartbeat):
        frame = open_frame(raw, line=LINE, sender=AMMAN, key=KEY.public)
        assert seal_frame(frame, line=LINE, sender=AMMAN, key=KEY, sent_ms=1_485_079_200_009) == raw
    read = open_frame(receipts, line=LINE, sender=AMMAN, key=KEY.public)
    assert isinstance(read, Receipts)
    assert [receipt.head for receipt in read.receipts] == [head]
    beat = open_frame(heartbeat, line=LINE, sender=AMMAN, key=KEY.public)
    assert isinstance(beat, Heartbeat)
    assert beat.heads == {Chain.ORDINARY: head, Chain.URGENT: GENESIS}
    assert beat.echo_ms is None

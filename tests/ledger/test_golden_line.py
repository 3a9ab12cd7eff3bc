"""Pairing, rotation, frames and bundles against bytes made by other means; the note beside them says how."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tansiq.base.ids import LineId
from tansiq.ledger.bundle import open_seal, parse_bundle, verify_bundle
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import FRAME_TYPE, open_frame, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.offer import PHRASE_WORDS, commitment, encode_offer, line_id, open_offer, phrase, seal_offer
from tansiq.ledger.rotation import Rotation, authenticate_rotation, prove_rotation
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM_KEY, LINE

GOLDEN = json.loads(Path(__file__).parents[1].joinpath("golden/line/vectors.json").read_text(encoding="utf-8"))
NEWER = SigningKey(b"\x07" * 32)
NOON_MS = 1_485_079_200_000


def test_offers_have_the_golden_bytes_hashes_and_signatures() -> None:
    for vector, key in zip(GOLDEN["pairing"]["offers"], (AMMAN_KEY, HMEIMIM_KEY), strict=True):
        offer = open_offer(vector["raw"].encode())
        assert commitment(offer) == vector["hash"]
        assert json.loads(encode_offer(offer)) == vector["said"]
        assert seal_offer(offer, key) == vector["raw"].encode()


def test_the_line_and_the_words_follow_from_the_offers() -> None:
    one, other = (open_offer(vector["raw"].encode()) for vector in GOLDEN["pairing"]["offers"])
    assert line_id(one, other) == line_id(other, one) == GOLDEN["pairing"]["line"]
    numbers = tuple(str(number) for number in range(2048))
    assert phrase(one, other, numbers) == tuple(map(str, GOLDEN["pairing"]["words"]))
    assert len(GOLDEN["pairing"]["words"]) == PHRASE_WORDS


def test_the_proof_of_a_rotation_is_the_golden_one() -> None:
    said = GOLDEN["rotation"]["said"]
    rotation = Rotation(
        line=LineId(said["line"]), sender=AMMAN, old=AMMAN_KEY.public, new=NEWER.public, ordinary=8, urgent=66
    )
    proof = bytes.fromhex(GOLDEN["rotation"]["by_new_key"])
    assert prove_rotation(rotation, NEWER) == proof
    assert authenticate_rotation(rotation, proof, serial=7).since == {Chain.ORDINARY: 8, Chain.URGENT: 66}


@pytest.mark.parametrize("vector", GOLDEN["frames"], ids=lambda vector: vector["said"]["frame"])
def test_frames_have_the_golden_bytes_and_signatures(vector: dict[str, Any]) -> None:
    raw = vector["raw"].encode()
    frame = open_frame(raw, line=LINE, sender=AMMAN, key=AMMAN_KEY.public)
    assert seal_frame(frame, line=LINE, sender=AMMAN, key=AMMAN_KEY, sent_ms=NOON_MS) == raw
    assert FRAME_TYPE in vector["raw"]


def test_a_golden_bundle_is_proved() -> None:
    bundle = parse_bundle(GOLDEN["bundle"]["text"].encode())
    assert verify_bundle(bundle).findings == ()
    seal = open_seal(bundle)
    assert (seal.author, seal.lines, seal.sha256) == ("auditor", 1, GOLDEN["bundle"]["seal"]["sha256"])

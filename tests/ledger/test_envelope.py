from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.dsse import write_wrapper
from tansiq.ledger.envelope import (
    MAX_ENVELOPE_BYTES,
    MAX_RAW_BYTES,
    PAYLOAD_TYPE,
    URGENT_KINDS,
    Chain,
    Envelope,
    chain_of,
    decode_envelope,
    encode_body,
    encode_envelope,
    parse_sealed,
    seal,
)
from tansiq.ledger.errors import Malformed, TooLarge, Unsealable
from tests.ledger.builders import AMMAN_KEY, envelopes, make_envelope


@given(envelopes)
def test_an_envelope_comes_back_as_it_went(envelope: Envelope) -> None:
    assert decode_envelope(encode_envelope(envelope)) == envelope


@given(envelopes)
def test_a_sealed_envelope_travels_as_the_same_bytes(envelope: Envelope) -> None:
    sealed = seal(envelope, AMMAN_KEY)
    assert parse_sealed(sealed.raw()) == sealed
    assert parse_sealed(sealed.raw()).raw() == sealed.raw()


@given(envelopes, st.data())
def test_no_changed_byte_gives_an_envelope_that_encodes_otherwise(envelope: Envelope, data: st.DataObject) -> None:
    payload = bytearray(encode_envelope(envelope))
    at = data.draw(st.integers(0, len(payload) - 1))
    payload[at] = data.draw(st.integers(0, 255))
    try:
        read = decode_envelope(bytes(payload))
    except Malformed:
        return
    assert encode_envelope(read) == bytes(payload)


def test_the_payload_is_canonical_json_as_a_whole() -> None:
    payload = encode_envelope(make_envelope(answer_by_ms=5, exercise=True, body=encode_body({"z": [1, {"a": "é"}]})))
    assert encode_canonical(json.loads(payload)) == payload


def test_what_is_not_said_is_left_out() -> None:
    said = json.loads(encode_envelope(make_envelope()))
    assert not {"answer_by_ms", "in_reply_to", "releaser", "exercise"} & set(said)
    assert said["v"] == 1
    assert said["from"] == "amman"


def change(**fields: Any) -> bytes:
    """A payload in canonical form with fields changed; None takes one away."""
    read = json.loads(encode_envelope(make_envelope())) | fields
    return encode_canonical({name: value for name, value in read.items() if value is not None})


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"v": 2}, "$.v"),
        ({"line": "LINE"}, "$.line"),
        ({"chain": "slow"}, "$.chain"),
        ({"chain": "urgent"}, "$.chain"),
        ({"kind": "cease"}, "$.chain"),
        ({"from": "Amman"}, "$.from"),
        ({"to": []}, "$.to"),
        ({"to": ["hmeimim", "hmeimim"]}, "$.to"),
        ({"to": ["amman"]}, "$.to"),
        ({"to": ["x"]}, "$.to[0]"),
        ({"serial": 0}, "$.serial"),
        ({"serial": "1"}, "$.serial"),
        ({"serial": 2}, "$.prev"),
        ({"prev": "a" * 64}, "$.prev"),
        ({"prev": "A" * 64}, "$.prev"),
        ({"id": "3f0c1c52-7f7e-1d0e-9a54-0d6b1f6f2a11"}, "$.id"),
        ({"kind": "Notify"}, "$.kind"),
        ({"kind_version": 0}, "$.kind_version"),
        ({"precedence": "flash"}, "$.precedence"),
        ({"sent_ms": -1}, "$.sent_ms"),
        ({"sent_ms": 253_402_300_800_000}, "$.sent_ms"),
        ({"author": ""}, "$.author"),
        ({"author": "a\nb"}, "$.author"),
        ({"lang": "English"}, "$.lang"),
        ({"in_reply_to": "12"}, "$.in_reply_to"),
        ({"body": []}, "$.body"),
        ({"body": None}, "$"),
        ({"colour": "red"}, "$"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(fields: dict[str, Any], where: str) -> None:
    with pytest.raises(Malformed) as caught:
        decode_envelope(change(**fields))
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"v":1', b'"v":1,"v":1'),
        (b'"serial":1', b'"serial":1.0'),
        (b'"serial":1', b'"serial": 1'),
        (b'{"author"', b'{"exercise":false,"author"'),
        (b'"text":"notify 1"', b'"text":"notif\\u0079 1"'),
        (b'{"text":"notify 1"}', b'{"text":"notify 1"} '),
        (b'{"text":"notify 1"}', b'{"height":1.5,"text":"notify 1"}'),
    ],
)
def test_another_way_to_write_the_same_is_refused(old: bytes, new: bytes) -> None:
    payload = encode_envelope(make_envelope())
    assert old in payload
    with pytest.raises(Malformed) as caught:
        decode_envelope(payload.replace(old, new))
    assert caught.value.where is not None


def test_our_own_side_signs_nothing_that_a_peer_would_refuse() -> None:
    for wrong in (
        make_envelope(body=b'{"a": 1}'),
        make_envelope(serial=2),
        make_envelope(lang=""),
        make_envelope(chain=Chain.URGENT),
        make_envelope(body=encode_body({"text": "x" * MAX_ENVELOPE_BYTES})),
    ):
        with pytest.raises(Unsealable):
            seal(wrong, AMMAN_KEY)


def test_the_longest_envelope_fits_and_one_byte_more_does_not() -> None:
    rest = len(encode_envelope(make_envelope(body=encode_body({"text": ""}))))
    longest = make_envelope(body=encode_body({"text": "x" * (MAX_ENVELOPE_BYTES - rest)}))
    raw = seal(longest, AMMAN_KEY).raw()
    assert len(raw) <= MAX_RAW_BYTES
    assert decode_envelope(parse_sealed(raw).payload) == longest
    with pytest.raises(Unsealable):
        encode_envelope(make_envelope(body=encode_body({"text": "x" * (MAX_ENVELOPE_BYTES - rest + 1)})))
    with pytest.raises(TooLarge):
        parse_sealed(b" " * (MAX_RAW_BYTES + 1))


def test_exactly_four_kinds_are_urgent() -> None:
    assert {kind for kind in (*URGENT_KINDS, "notify", "test", "note") if chain_of(kind) is Chain.URGENT} == {
        "cease",
        "cease_executed",
        "distress",
        "resume_agreed",
    }


def wrap(payload: bytes = b"{}", payload_type: str = PAYLOAD_TYPE, signature: bytes = b"s" * 64) -> bytes:
    return write_wrapper(payload=payload, payload_type=payload_type, signature=signature, key_id="k")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 50_000,
        wrap(payload_type="application/vnd.tansiq.frame.v1+json"),
        wrap(signature=b"s" * 63),
        wrap() + b"\n",
        wrap().replace(b'":"', b'": "', 1),
        wrap().replace(b'"signatures":[', b'"signatures":[{"keyid":"k","sig":""},'),
        wrap().replace(b'"payload"', b'"extra":1,"payload"'),
        wrap(b"abcd").replace(base64.b64encode(b"abcd"), b"YWJjZA"),
        wrap(b"abcd").replace(base64.b64encode(b"abcd"), b"YWJjZB=="),
    ],
)
def test_a_wrapper_in_any_other_form_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed):
        parse_sealed(raw)

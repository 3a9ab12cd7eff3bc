from __future__ import annotations

import json
import math
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from tansiq.ledger.canonical import decode_canonical, digest, encode_canonical
from tansiq.ledger.errors import Malformed, Unsealable
from tests.ledger.builders import json_values


@given(json_values)
def test_what_is_encoded_reads_back_the_same(value: object) -> None:
    assert decode_canonical(encode_canonical(value)) == value
    assert json.loads(encode_canonical(value)) == value


@given(json_values)
def test_the_form_is_that_of_rfc_8785(value: Any) -> None:
    assert encode_canonical(value) == rfc8785.dumps(value)


def test_every_character_is_written_as_rfc_8785_asks() -> None:
    every = [chr(code) for code in range(0x3000) if not 0xD800 <= code < 0xE000]
    assert encode_canonical(every) == rfc8785.dumps(every)


@pytest.mark.parametrize("value", [1.0, math.nan, math.inf, 2**53, -(2**53), b"x", {1: 2}, {"a": {3}}, "\ud800"])
def test_what_another_language_would_read_otherwise_is_not_signed(value: object) -> None:
    with pytest.raises(Unsealable):
        encode_canonical(value)


def test_the_refusal_names_the_place() -> None:
    with pytest.raises(Unsealable) as caught:
        encode_canonical({"volumes": [{"lat": 1}, {"lat": 36.5}]})
    assert caught.value.where == "$.volumes[1].lat"


def test_names_are_ordered_by_utf_16_as_the_standard_asks() -> None:
    assert encode_canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":-0}',
        b'{"a":01}',
        b'{"a":9007199254740993}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xff"}',
        b'{"a":1}\n',
        b"[" * 40 + b"]" * 40,
        b"[" * 60_000,
        b"",
        b"NaN",
    ],
)
def test_bytes_in_any_other_form_are_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        decode_canonical(data)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(data: bytes) -> None:
    try:
        value = decode_canonical(data)
    except Malformed:
        return
    assert encode_canonical(value) == data


def test_brackets_inside_text_are_no_depth() -> None:
    assert decode_canonical(encode_canonical({"text": '[[[["' * 50})) == {"text": '[[[["' * 50}


def test_a_hash_is_that_of_the_standard() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.errors import BadRequest
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.keys import PublicKey, SigningKey, pre_authentication
from tests.ledger.builders import AMMAN_KEY, HMEIMIM_KEY


def test_the_signature_is_that_of_rfc_8032() -> None:
    """The public key of RFC 8032, 7.1, test 1."""
    key = SigningKey(bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    assert key.public.raw.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_what_is_signed_is_the_encoding_of_the_dsse_protocol() -> None:
    """The example of the DSSE protocol text."""
    assert pre_authentication("http://example.com/HelloWorld", b"hello world") == (
        b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
    )


@given(st.binary(max_size=50), st.integers(0, 511))
def test_a_signature_with_one_bit_changed_is_refused(payload: bytes, bit: int) -> None:
    signature = bytearray(AMMAN_KEY.sign("t", payload))
    AMMAN_KEY.public.authenticate("t", payload, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadSignature):
        AMMAN_KEY.public.authenticate("t", payload, bytes(signature))


def test_a_signature_is_good_for_one_key_one_type_and_one_payload() -> None:
    signature = AMMAN_KEY.sign("message", b"x")
    for key, payload_type, payload in [
        (HMEIMIM_KEY, "message", b"x"),
        (AMMAN_KEY, "frame", b"x"),
        (AMMAN_KEY, "message", b"y"),
        (AMMAN_KEY, "message 1", b"x"),
    ]:
        with pytest.raises(BadSignature):
            key.public.authenticate(payload_type, payload, signature)


def test_a_key_never_shows_its_seed() -> None:
    seed = b"\x07" * 32
    assert seed.hex() not in repr(SigningKey(seed)) + str(vars(type(SigningKey(seed))))
    assert repr(SigningKey(seed)) == f"SigningKey({SigningKey(seed).public.key_id})"


def test_a_key_of_another_length_is_refused() -> None:
    with pytest.raises(BadRequest):
        SigningKey(b"short")
    with pytest.raises(BadRequest):
        PublicKey(b"short")


def test_bytes_that_are_no_point_of_the_curve_authenticate_nothing() -> None:
    with pytest.raises(BadSignature):
        PublicKey(b"\x02" + b"\x00" * 31).authenticate("t", b"", bytes(64))

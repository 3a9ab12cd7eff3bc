"""Whose turn it is to sign at a place of a chain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.keys import PublicKey
from tansiq.ledger.terms import Term, authenticate_by, check_turn, first_term, key_at
from tests.ledger.builders import AMMAN_KEY, HMEIMIM_KEY, STRANGER_KEY

OLD, NEW, NEWER = AMMAN_KEY.public, STRANGER_KEY.public, HMEIMIM_KEY.public
TERMS = (
    first_term(OLD),
    Term(NEW, {Chain.ORDINARY: 5, Chain.URGENT: 3}),
    Term(NEWER, {Chain.ORDINARY: 9, Chain.URGENT: 3}),
)


def may_sign(key: PublicKey, chain: Chain, serial: int) -> bool:
    try:
        check_turn(TERMS, key, chain, serial)
    except BadSignature:
        return False
    return True


@pytest.mark.parametrize(("serial", "key"), [(1, OLD), (4, OLD), (5, NEW), (8, NEW), (9, NEWER), (900, NEWER)])
def test_each_ordinary_serial_is_one_keys_turn(serial: int, key: PublicKey) -> None:
    assert key_at(TERMS, Chain.ORDINARY, serial) == key
    assert [each for each in (OLD, NEW, NEWER) if may_sign(each, Chain.ORDINARY, serial)] == [key]


def test_on_the_urgent_chain_a_newer_key_may_sign_before_its_turn() -> None:
    assert all(may_sign(key, Chain.URGENT, 2) for key in (OLD, NEW, NEWER))
    assert not may_sign(OLD, Chain.URGENT, 3)
    assert may_sign(NEWER, Chain.URGENT, 3)


@given(st.sampled_from(Chain), st.integers(1, 20))
def test_a_key_whose_turn_is_over_never_signs_again(chain: Chain, serial: int) -> None:
    if not may_sign(OLD, chain, serial):
        assert not may_sign(OLD, chain, serial + 1)


def test_the_key_that_signed_is_found_among_all() -> None:
    for key in (AMMAN_KEY, STRANGER_KEY, HMEIMIM_KEY):
        assert authenticate_by(TERMS, "a", b"b", key.sign("a", b"b")) == key.public
    with pytest.raises(BadSignature):
        authenticate_by(TERMS[:2], "a", b"b", HMEIMIM_KEY.sign("a", b"b"))

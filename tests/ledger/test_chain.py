from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.ledger.chain import GENESIS, Difference, Head, first_difference, head_of, next_envelope
from tansiq.ledger.envelope import Chain, decode_envelope, seal
from tests.ledger.builders import AMMAN_KEY, Writer, make_envelope

logs = st.lists(st.binary(max_size=12), max_size=6)


def test_the_first_message_of_a_chain_follows_nothing() -> None:
    first = next_envelope(make_envelope(serial=9, prev="f" * 64), GENESIS)
    assert (first.serial, first.prev) == (1, "0" * 64)


def test_each_message_names_the_one_before_it_on_its_own_chain() -> None:
    writer = Writer()
    notify, cease, second = writer.write("notify"), writer.write("cease"), writer.write("notify")
    assert decode_envelope(cease.payload).prev == GENESIS.hash
    assert decode_envelope(cease.payload).chain is Chain.URGENT
    assert decode_envelope(second.payload).prev == notify.hash
    assert writer.heads[Chain.ORDINARY] == Head(2, second.hash)


def test_the_head_is_that_of_the_last_message() -> None:
    sealed = seal(make_envelope(), AMMAN_KEY)
    assert head_of(make_envelope(), sealed) == Head(1, sealed.hash)


@given(logs)
def test_a_log_does_not_differ_from_itself(log: list[bytes]) -> None:
    assert first_difference(log, list(log)) is None


@given(logs, logs)
def test_everything_before_the_first_difference_is_the_same(a: list[bytes], b: list[bytes]) -> None:
    found = first_difference(a, b)
    if found is None:
        assert a == b
        return
    at = found.serial - 1
    assert a[:at] == b[:at]
    if found.missing is None:
        assert a[at][: found.byte] == b[at][: found.byte]
        assert a[at][found.byte : found.byte + 1] != b[at][found.byte : found.byte + 1]
    else:
        assert len(a if found.missing == "a" else b) == at


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ([b"one", b"two"], [b"one", b"twx"], Difference(2, 2, None)),
        ([b"one"], [b"one and more"], Difference(1, 3, None)),
        ([b"one"], [b"one", b"two"], Difference(2, 0, "a")),
        ([b"one", b"two"], [b"one"], Difference(2, 0, "b")),
        ([], [], None),
        ([b""], [], Difference(1, 0, "b")),
    ],
)
def test_the_first_difference_is_named_by_serial_and_byte(
    a: list[bytes], b: list[bytes], found: Difference | None
) -> None:
    assert first_difference(a, b) == found


def test_one_byte_changed_in_a_long_log_is_found() -> None:
    writer = Writer()
    mine = [writer.write().raw() for _ in range(50)]
    yours = list(mine)
    yours[30] = yours[30][:100] + b"!" + yours[30][101:]
    assert first_difference(mine, yours) == Difference(31, 100, None)

"""Every statement comes back as it went."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.coordination.noted import Noted
from tansiq.coordination.statements import Said
from tansiq.ledger.canonical import decode_canonical, digest
from tansiq.ledger.envelope import Chain, Precedence
from tansiq.wire.kinds import KINDS, content_hash, decode, encode, kind_of
from tansiq.wire.local import LOCAL_KINDS, decode_any, encode_any
from tests.wire.strategies import NOTED, SAID, statements


def test_the_strategies_make_every_statement() -> None:
    assert set(SAID) == set(get_args(Said))
    assert set(NOTED) == set(get_args(Noted)) == set(LOCAL_KINDS.values())


@pytest.mark.parametrize("form", SAID, ids=lambda form: form.__name__)
@given(data=st.data())
def test_a_statement_comes_back_from_its_body(form: type[Said], data: st.DataObject) -> None:
    statement = data.draw(SAID[form])
    kind, version, body = encode(statement)
    assert decode(kind, version, body) == statement
    assert kind == kind_of(statement)
    assert content_hash(statement) == digest(body)
    decode_canonical(body)


@pytest.mark.parametrize("form", NOTED, ids=lambda form: form.__name__)
@given(data=st.data())
def test_a_local_statement_comes_back_from_the_record(form: type[Noted], data: st.DataObject) -> None:
    statement = data.draw(NOTED[form])
    kind, version, body = encode_any(statement)
    assert kind.startswith("local.")
    assert decode_any(kind, version, body) == statement


@given(statements, statements)
def test_different_statements_have_different_bytes(one: Said | Noted, other: Said | Noted) -> None:
    assert (one == other) == (encode_any(one) == encode_any(other))


def test_every_statement_has_exactly_one_kind() -> None:
    rows = [statement for kind in KINDS.values() for statement in kind.statements]
    assert sorted(form.__name__ for form in rows) == sorted(form.__name__ for form in get_args(Said))


def test_only_stopping_and_resuming_are_urgent() -> None:
    urgent = {kind.name for kind in KINDS.values() if kind.chain is Chain.URGENT}
    assert urgent == {"cease", "cease_executed", "distress", "resume_agreed"}


def test_precedence_follows_what_the_kind_is_for() -> None:
    by_precedence = {level: {row.name for row in KINDS.values() if row.precedence is level} for level in Precedence}
    assert by_precedence[Precedence.FLASH] == {"cease", "distress"}
    assert by_precedence[Precedence.IMMEDIATE] == {"doubt", "cease_executed", "resume_agreed"}
    assert by_precedence[Precedence.ROUTINE] == {
        "agreement", "sheet", "assessment", "test", "ack", "note", "rejected", "key_change", "protest"
    }  # fmt: skip

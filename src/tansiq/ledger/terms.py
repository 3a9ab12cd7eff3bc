"""The keys of one party on one line, oldest first, each with the serials where its turn begins.

One exception keeps a stop moving: an urgent message overtakes the ordinary ``key_change`` that announces its key, so a
sender goes on with the old key on the urgent chain until the peer has a receipt out for the change, and a newer key may
sign there before its turn. The old key never signs at or after the next key's serial.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.keys import PublicKey


@dataclass(frozen=True, slots=True)
class Term:
    """A key and where its turn begins."""

    key: PublicKey
    since: Mapping[Chain, int]
    """First serial of each chain that only this key, or a later one, signs."""


Terms = Sequence[Term]
"""Oldest first; at least one."""


def first_term(key: PublicKey) -> Term:
    """The key that a line begins with."""
    return Term(key, dict.fromkeys(Chain, 1))


def key_at(terms: Terms, chain: Chain, serial: int) -> PublicKey:
    """The key whose turn it is at a place."""
    return terms[_turn(terms, chain, serial)].key


def check_turn(terms: Terms, key: PublicKey, chain: Chain, serial: int) -> None:
    """Raise unless this key may sign at a place.

    Raises:
        BadSignature: its turn is over, or not yet come.
    """
    turn = _turn(terms, chain, serial)
    allowed = terms[turn:] if chain is Chain.URGENT else terms[turn : turn + 1]
    if key not in {term.key for term in allowed}:
        raise BadSignature(key_id=key.key_id)


def authenticate_by(terms: Terms, payload_type: str, payload: bytes, signature: bytes) -> PublicKey:
    """The key of these that signed, newest tried first; where its turn is, is another question.

    Raises:
        BadSignature: none of them did; named is the first.
    """
    for term in reversed(terms[1:]):
        try:
            term.key.authenticate(payload_type, payload, signature)
            return term.key
        except BadSignature:
            continue
    terms[0].key.authenticate(payload_type, payload, signature)
    return terms[0].key


def _turn(terms: Terms, chain: Chain, serial: int) -> int:
    return max((at for at, term in enumerate(terms) if serial >= term.since[chain]), default=0)

"""Chains: where the next envelope belongs, and where two logs of one line first differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from tansiq.base.ids import Sha256
from tansiq.ledger.canonical import first_differing_byte
from tansiq.ledger.envelope import NO_PREVIOUS, Envelope, Sealed, chain_of


@dataclass(frozen=True, slots=True)
class Head:
    """The last envelope of a chain."""

    serial: int
    """0 where the chain is still empty."""
    hash: Sha256
    """64 zeros where the chain is still empty."""


GENESIS: Final = Head(0, NO_PREVIOUS)
"""The head of an empty chain."""


def head_of(envelope: Envelope, sealed: Sealed) -> Head:
    """The head that a chain has once this envelope is on it."""
    return Head(envelope.serial, sealed.hash)


def next_envelope(draft: Envelope, head: Head) -> Envelope:
    """The draft numbered to follow the head, on the chain of its kind; the draft's own numbers are not looked at."""
    return replace(draft, chain=chain_of(draft.kind), serial=head.serial + 1, prev=head.hash)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two logs of one chain first differ."""

    serial: int
    """Counted from 1."""
    byte: int
    """Offset in the entry's bytes; 0 where one log has no such entry."""
    missing: str | None
    """``a`` or ``b`` where that log ends before this serial; None where both have it."""


def first_difference(a: Sequence[bytes], b: Sequence[bytes]) -> Difference | None:
    """First place where two logs differ, entry 0 of each being serial 1; None where they are identical.

    A log that ends early differs there with ``missing`` set: the caller knows what may still be in flight.
    """
    for serial, (mine, yours) in enumerate(zip_longest(a, b), start=1):
        if mine is None or yours is None:
            return Difference(serial, 0, "a" if mine is None else "b")
        if mine != yours:
            return Difference(serial, first_differing_byte(mine, yours), None)
    return None

"""The keys that a log names, held against the ``key_change`` messages in it.

1. The first ordinary message of each direction is a ``key_change`` by pairing, and names the key that the line began
   with; both directions name the same two offers, and the line's id follows from them.
2. Every later key stands in a ``key_change`` just before its turn, with its serials and with its own proof.

The caller's part: that the signatures are good (`ledger.export.verify_log`), and that the first keys are the parties'.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tansiq.base.errors import TansiqError
from tansiq.base.ids import Sha256
from tansiq.coordination.statements import KeyChange
from tansiq.ledger.envelope import Chain, decode_envelope, parse_sealed
from tansiq.ledger.export import DIRECTIONS, Direction, Finding, Log
from tansiq.ledger.offer import line_of_offers
from tansiq.ledger.rotation import Rotation, authenticate_rotation
from tansiq.ledger.terms import Term
from tansiq.wire.kinds import decode


def find_key_faults(log: Log) -> Iterator[Finding]:
    """What is not as the module's note says."""
    offers: set[tuple[Sha256, ...]] = set()
    for direction in DIRECTIONS:
        party = log.head.sender(direction)
        terms = log.head.terms(party)
        if not log.chains[direction, Chain.ORDINARY]:
            continue
        # 1
        said = _find_change(log, direction, 1)
        if said is None or said.reason != "pairing":
            yield Finding(f"{direction} ordinary 1", "is not the pairing's key_change")
        else:
            offers.add(said.offers)
            if said.line_key != terms[0].key.raw.hex():
                yield Finding(f"{direction} ordinary 1", f"names another key of {party} than this log")
        # 2
        for old, new in pairwise(terms):
            yield from _check_turn(log, direction, old, new)
    if len(offers) > 1:
        yield Finding("ordinary 1", "the two ends name different offers")
    elif offers and line_of_offers(*next(iter(offers))) != log.head.line:
        yield Finding("ordinary 1", "the line's id does not follow from the offers")


def _check_turn(log: Log, direction: Direction, old: Term, new: Term) -> Iterator[Finding]:
    serial = new.since[Chain.ORDINARY] - 1
    where = f"{direction} ordinary {serial}"
    said = _find_change(log, direction, serial)
    if said is None or said.from_serial is None or said.line_key != new.key.raw.hex():
        yield Finding(where, "is not the key_change of the key whose turn begins after it")
        return
    announced = said.from_serial
    rotation = Rotation(
        line=log.head.line,
        sender=log.head.sender(direction),
        old=old.key,
        new=new.key,
        ordinary=announced.ordinary,
        urgent=announced.urgent,
    )
    try:
        authenticate_rotation(rotation, bytes.fromhex(said.by_new_key), serial=serial)
    except TansiqError as error:
        yield Finding(where, error.message)
    # The turn on the urgent chain may turn out to have ended earlier, never later.
    if announced.ordinary != new.since[Chain.ORDINARY] or announced.urgent < new.since[Chain.URGENT]:
        yield Finding(where, "announces other serials than this log names")


def _find_change(log: Log, direction: Direction, serial: int) -> KeyChange | None:
    raw = log.chains[direction, Chain.ORDINARY].get(serial)
    if raw is None:
        return None
    try:
        envelope = decode_envelope(parse_sealed(raw).payload)
        said = decode(envelope.kind, envelope.kind_version, envelope.body)
    except TansiqError:
        return None
    return said if isinstance(said, KeyChange) else None

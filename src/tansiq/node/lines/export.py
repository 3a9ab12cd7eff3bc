"""The log of a line as a file that proves itself: both directions, the keys, the receipts, the last heartbeat."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tansiq.base.ids import PartyId
from tansiq.base.units import MIB
from tansiq.ledger.envelope import Chain
from tansiq.ledger.export import LogHead, write_head
from tansiq.node.lines.beats import find_beat
from tansiq.node.lines.seat import Seat
from tansiq.store.contract import Direction, Reads

_PAGE_BYTES = MIB


def export_log(reads: Reads, seat: Seat, *, own: PartyId) -> Iterator[str]:
    """The export as lines of JSON: a head, every envelope verbatim in order, then the peer's latest frames."""
    keys = {own: seat.keys.own, seat.peer: seat.keys.peer}
    firsts = {party: terms[0].key for party, terms in keys.items()}
    later = {party: terms[1:] for party, terms in keys.items()}
    yield write_head(LogHead(seat.line, own, seat.peer, firsts, later)).decode("utf-8")
    directions: tuple[Direction, ...] = ("out", "in")
    for direction in directions:
        for chain in Chain:
            yield from _envelopes(reads, seat, direction, chain)
    for chain in Chain:
        receipt = reads.find_receipt(seat.line, chain)
        if receipt is not None:
            raw = receipt.raw.decode("utf-8")
            row = {"chain": chain.value, "serial": receipt.serial, "hash": receipt.hash, "raw": raw}
            yield json.dumps({"receipt": row}) + "\n"
    beat = find_beat(reads, seat.line)
    if beat is not None:
        yield json.dumps({"beat": beat.decode("utf-8")}) + "\n"


def _envelopes(reads: Reads, seat: Seat, direction: Direction, chain: Chain) -> Iterator[str]:
    after = 0
    while rows := reads.envelopes(seat.line, direction, chain, after=after, limit_bytes=_PAGE_BYTES):
        for row in rows:
            raw = row.raw.decode("utf-8")
            yield json.dumps({"direction": direction, "chain": chain.value, "serial": row.serial, "raw": raw}) + "\n"
        after = rows[-1].serial

"""The log of a line as a file that proves itself, and the bundle for an inquiry, which is the log and all else.

What is named is read before what it names: a line that goes on meanwhile never makes a receipt point at nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from tansiq.base.ids import LineId, OfficerId, PartyId
from tansiq.base.units import MIB
from tansiq.ledger.bundle import Evidence, ForkEvidence, GivenReceipt, SetAsideEvidence, make_seal, write_bundle
from tansiq.ledger.envelope import Chain
from tansiq.ledger.export import DIRECTIONS, LogHead, write_head
from tansiq.ledger.frames import Receipts, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.receipt import Receipt
from tansiq.node.lines.beats import find_beat, offsets
from tansiq.node.lines.false_receipts import false_receipts
from tansiq.node.lines.former import FormerLine
from tansiq.node.lines.line_keys import LineKeys
from tansiq.store.contract import Direction, Heads, Reads

_PAGE_BYTES = MIB


class Ends(Protocol):
    """Of a line, what an export needs; a `Seat` has it, and a `FormerLine`."""

    @property
    def line(self) -> LineId: ...
    @property
    def peer(self) -> PartyId: ...
    @property
    def keys(self) -> LineKeys: ...
    @property
    def key(self) -> SigningKey:
        """Our newest."""
        ...

    @property
    def frame_key(self) -> SigningKey: ...


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a bundle."""

    own: PartyId
    author: OfficerId
    now_ms: int
    exercise: bool


def export_log(reads: Reads, seat: Ends, *, own: PartyId) -> Iterator[str]:
    """The export as lines of JSON: a head, every envelope verbatim in order, then the peer's latest frames."""
    yield write_head(_head(seat, own)).decode("utf-8")
    receipts = [row for chain in Chain if (row := reads.find_receipt(seat.line, chain)) is not None]
    beat = find_beat(reads, seat.line)
    heads = reads.heads(seat.line)
    for direction in DIRECTIONS:
        for chain in Chain:
            yield from _envelopes(reads, seat, (direction, chain), _last(heads, (direction, chain)))
    for receipt in receipts:
        raw = receipt.raw.decode("utf-8")
        named = {"chain": receipt.chain.value, "serial": receipt.serial, "hash": receipt.hash, "raw": raw}
        yield json.dumps({"receipt": named}) + "\n"
    if beat is not None:
        yield json.dumps({"beat": beat.decode("utf-8")}) + "\n"


def export_bundle(reads: Reads, seat: Ends, maker: Maker) -> Iterator[bytes]:
    """The bundle as lines of JSON, sealed by this node's newest key on the line."""
    evidence = tuple(_evidence(reads, seat, maker))
    log = (line.encode("utf-8") for line in export_log(reads, seat, own=maker.own))
    seal = make_seal(
        _head(seat, maker.own), author=maker.author, made_ms=maker.now_ms, exercise=maker.exercise
    )  # fmt: skip
    yield from write_bundle(log, evidence, seal, seat.key)


def _head(seat: Ends, own: PartyId) -> LogHead:
    keys = {own: seat.keys.own, seat.peer: seat.keys.peer}
    firsts = {party: terms[0].key for party, terms in keys.items()}
    later = {party: terms[1:] for party, terms in keys.items()}
    successors = seat.successors if isinstance(seat, FormerLine) else ()
    return LogHead(seat.line, own, seat.peer, firsts, later, successors)


def _evidence(reads: Reads, seat: Ends, maker: Maker) -> Iterator[Evidence]:
    heads = reads.heads(seat.line)
    for chain in Chain:
        head = heads.contiguous["in", chain]
        if head.serial:
            receipt = Receipt(chain, head.serial, head.hash)
            frame = seal_frame(
                Receipts((receipt,)), line=seat.line, sender=maker.own, key=seat.frame_key, sent_ms=maker.now_ms
            )
            yield GivenReceipt(chain=chain, serial=head.serial, hash=head.hash, raw=frame.decode("ascii"))
    yield from offsets(reads, seat.line)
    for aside in reads.set_aside(seat.line):
        yield SetAsideEvidence(
            hash=aside.hash, at_ms=aside.at_ms, size_bytes=aside.size_bytes, reason=aside.reason, raw=aside.raw
        )
    for fork in reads.forks(seat.line):
        yield ForkEvidence(
            direction=fork.direction, chain=fork.chain, serial=fork.serial, at_ms=fork.at_ms, raw=fork.raw
        )
    yield from false_receipts(reads, seat.line)


def _last(heads: Heads, place: tuple[Direction, Chain]) -> int:
    return max([heads.contiguous[place].serial, *heads.beyond.get(place, ())])


def _envelopes(reads: Reads, seat: Ends, place: tuple[Direction, Chain], last: int) -> Iterator[str]:
    direction, chain = place
    after = 0
    while rows := reads.envelopes(seat.line, direction, chain, after=after, limit_bytes=_PAGE_BYTES):
        for row in rows:
            if row.serial > last:
                return
            raw = row.raw.decode("utf-8")
            yield json.dumps({"direction": direction, "chain": chain.value, "serial": row.serial, "raw": raw}) + "\n"
        after = rows[-1].serial

"""Lines that have ended, by revoking or by a new pairing with the same party: what was said on them stays evidence.

Each key of ours that is replaced after that signs over the next one for every such line, before it is destroyed; so
their bundles can be sealed for ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import msgspec

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.succession import Successor, succeed
from tansiq.node.lines.line_keys import LineKeys, find_line_keys
from tansiq.node.lines.pairings import FORMER, LineRow, lines_of
from tansiq.store.contract import Reads

SUCCESSORS: Final = "successors/"
"""Settings that keep the keys after the end, by line."""


class _Row(msgspec.Struct):
    key: bytes
    by_former: bytes


@dataclass(frozen=True, slots=True)
class FormerLine:
    """A line that has ended, as far as an export needs it."""

    line: LineId
    peer: PartyId
    keys: LineKeys
    key: SigningKey
    """Our newest: it seals, and signs receipts for a bundle."""
    successors: tuple[Successor, ...]

    @property
    def frame_key(self) -> SigningKey:
        """No frame leaves any more but in a bundle."""
        return self.key


def former_rows(reads: Reads) -> tuple[LineRow, ...]:
    """Lines that a new pairing replaced."""
    return tuple(msgspec.json.decode(raw, type=LineRow) for raw in reads.meta_under(FORMER).values())


def rows_with(reads: Reads, peer: PartyId) -> list[LineRow]:
    """Every line that there ever was with a party, the newest first."""
    rows = [row for row in (*lines_of(reads), *former_rows(reads)) if row.peer == peer]
    return sorted(rows, key=lambda row: row.paired_ms, reverse=True)


def to_former(row: LineRow, keys: LineKeys, reads: Reads, newest: SigningKey) -> FormerLine:
    """A line that has ended, with the keys by which it is sealed today.

    Args:
        row: as kept.
        keys: of both ends on it.
        reads: for the keys after its end.
        newest: ours.
    """
    successors = find_successors(reads, row.line)
    last = successors[-1].key if successors else keys.own[-1].key
    if last != newest.public:  # its key was lost: nobody but ourselves says that this one is ours
        successors = (*successors, Successor(newest.public, b""))
    return FormerLine(row.line, row.peer, keys, newest, successors)


def find_successors(reads: Reads, line: LineId) -> tuple[Successor, ...]:
    """Our keys after the end of a line, oldest first."""
    raw = reads.find_meta(f"{SUCCESSORS}{line}")
    rows = [] if raw is None else msgspec.json.decode(raw, type=list[_Row])
    return tuple(Successor(PublicKey(row.key), row.by_former) for row in rows)


def succeed_all(reads: Reads, own: PartyId, old: SigningKey, new: SigningKey) -> dict[str, bytes | None]:
    """The settings by which a key hands over to the next one on every line that has ended under it.

    Args:
        reads: of the record.
        own: this party.
        old: about to be destroyed.
        new: in its place.
    """
    return dict(_succeed_each(reads, own, old, new))


def _succeed_each(reads: Reads, own: PartyId, old: SigningKey, new: SigningKey) -> Iterator[tuple[str, bytes]]:
    ended = [*former_rows(reads), *(row for row in lines_of(reads) if row.revoked_ms is not None)]
    for row in ended:
        keys, known = find_line_keys(reads, row.line), find_successors(reads, row.line)
        last = known[-1].key if known else None if keys is None else keys.own[-1].key
        if last != old.public:
            continue
        rows = [*known, succeed(row.line, own, old, new.public)]
        yield f"{SUCCESSORS}{row.line}", msgspec.json.encode([_Row(each.key.raw, each.by_former) for each in rows])

"""Messages as pieces on one connection: packed, cut where they are long, each end telling how far it has read.

The first byte of a piece says what it is. Spoken where both ends offered `SUBPROTOCOL`; else a piece is a message.

| byte | then | meaning |
|---|---|---|
| 1 | the short form of `packing` | a whole message |
| 2 | its bytes | a whole message that cannot be packed, or need not be |
| 3 | a flag byte, then bytes | a part: bit 0 the lane, bit 1 the first, bit 2 the last of its message |
| 4 | four bytes, big end first | a mark: so many pieces, marks left out, were read on this connection, modulo 2³² |
| 5 | the short form of `batches` | several whole messages, in order |
| +128 | | the receiver shall answer with a mark |

Between the parts of a message there is room for what is more pressing: a long one never holds up a stop.
What is pressing itself has its own lane. Parts of one lane come in order and are not mixed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final

from tansiq.ledger.errors import Malformed
from tansiq.link.batches import pack_batch, unpack_batch
from tansiq.link.flow import MARK_MODULUS
from tansiq.link.packing import pack, unpack

SUBPROTOCOL: Final = "tansiq.pieces.v1"
WHOLE_BYTES: Final = 1024
"""What is pressing goes whole up to here, whatever the way carries."""
_MARK_BYTES: Final = 4
_WANTS_MARK: Final = 0x80
_LANE, _FIRST, _LAST = 1, 2, 4


class _Kind(IntEnum):
    PACKED = 1
    PLAIN = 2
    PART = 3
    MARK = 4
    BATCH = 5


@dataclass(slots=True)
class Cutter:
    """Makes pieces of messages. A lane takes its next message only when the one before is sent whole."""

    _lanes: tuple[deque[bytes], deque[bytes]] = field(default_factory=lambda: (deque(), deque()))
    """Parts still to be sent: pressing, bulk."""

    def cut(self, raw: bytes, part_bytes: int, *, is_pressing: bool, is_packed: bool = True) -> bytes | None:
        """The piece of a short message, or None: it was cut and `take_part` gives its parts.

        Args:
            raw: the message.
            part_bytes: the longest piece that the way should carry at once.
            is_pressing: goes before bulk.
            is_packed: where it can be; else it goes as it stands.
        """
        body = _write(raw) if is_packed else _write_plain(raw)
        if len(body) <= max(part_bytes, WHOLE_BYTES if is_pressing else 0):
            return body
        self._cut(body, part_bytes, lane=0 if is_pressing else 1)
        return None

    def cut_bulk(self, raws: Sequence[bytes], part_bytes: int) -> int:
        """Bulk that goes in order, together where that is possible; `take_part` gives its pieces.

        Returns:
            How many bytes it makes.
        """
        batch = pack_batch(raws)
        bodies = [_write(raw) for raw in raws] if batch is None else [bytes((_Kind.BATCH,)) + batch]
        for body in bodies:
            if len(body) <= part_bytes:
                self._lanes[1].append(body)
            else:
                self._cut(body, part_bytes, lane=1)
        return sum(map(len, bodies))

    def _cut(self, body: bytes, part_bytes: int, *, lane: int) -> None:
        step = max(1, part_bytes - 2)
        starts = range(0, len(body), step)
        for start in starts:
            flags = lane * _LANE | (start == 0) * _FIRST | (start == starts[-1]) * _LAST
            self._lanes[lane].append(bytes((_Kind.PART, flags)) + body[start : start + step])

    def has_parts(self) -> bool:
        """Whether parts are still to be sent."""
        return any(self._lanes)

    def take_part(self) -> bytes | None:
        """The next part, of the pressing lane first."""
        for lane in self._lanes:
            if lane:
                return lane.popleft()
        return None


def write_mark(count: int) -> bytes:
    """The piece that says how many pieces were read."""
    return bytes((_Kind.MARK,)) + (count % MARK_MODULUS).to_bytes(_MARK_BYTES, "big")


def ask_mark(piece: bytes) -> bytes:
    """The same piece, asking for a mark."""
    return bytes((piece[0] | _WANTS_MARK,)) + piece[1:]


@dataclass(slots=True)
class Joiner:
    """Makes messages of pieces, whatever the other end sends."""

    max_bytes: int
    """Longest message; what grows beyond it is given on as it is, to be refused."""
    count: int = 0
    """Pieces read, marks left out."""
    wants_mark: bool = False
    """The other end asked; whoever answers sets it back."""
    mark: int | None = None
    """The latest mark of the other end, as it came; whoever reads it sets it back."""
    _lanes: list[bytearray] = field(default_factory=lambda: [bytearray(), bytearray()])
    _open: list[bool] = field(default_factory=lambda: [False, False])

    def take(self, piece: bytes) -> list[bytes]:
        """The messages that a piece ends, in order. One that is no piece at all is a message as it stands."""
        if not piece:
            return [piece]
        what, rest = piece[0] & ~_WANTS_MARK, piece[1:]
        if what == _Kind.MARK and len(rest) == _MARK_BYTES:
            self.mark = int.from_bytes(rest, "big")
            return []
        self.count += 1
        self.wants_mark |= bool(piece[0] & _WANTS_MARK)
        if what == _Kind.PART and rest:
            return self._join(rest[0], rest[1:])
        return _read(what, piece)

    def _join(self, flags: int, part: bytes) -> list[bytes]:
        lane = flags & _LANE
        if flags & _FIRST:
            self._lanes[lane] = bytearray()
            self._open[lane] = True
        if not self._open[lane]:
            return []  # the rest of one that was given on already
        self._lanes[lane] += part
        if not flags & _LAST and len(self._lanes[lane]) <= self.max_bytes:
            return []
        whole, self._lanes[lane], self._open[lane] = bytes(self._lanes[lane]), bytearray(), False
        return _read(whole[0] if whole else 0, whole)


def _write(raw: bytes) -> bytes:
    packed = pack(raw)
    return _write_plain(raw) if packed is None else bytes((_Kind.PACKED,)) + packed


def _write_plain(raw: bytes) -> bytes:
    return bytes((_Kind.PLAIN,)) + raw


def _read(what: int, piece: bytes) -> list[bytes]:
    try:
        match what:
            case _Kind.PACKED:
                return [unpack(piece[1:])]
            case _Kind.PLAIN:
                return [piece[1:]]
            case _Kind.BATCH:
                return unpack_batch(piece[1:])
            case _:
                return [piece]
    except Malformed:
        return [piece]  # the gatekeeper keeps it as it came

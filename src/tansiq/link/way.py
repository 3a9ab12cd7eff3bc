"""One connection as it carries messages: cut into pieces, paced by what arrives, the pressing before bulk.

No socket and no clock: pieces come in and go out as bytes. Between two ends that do not both speak in pieces a message
is sent as it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from tansiq.ledger.frames import is_frame
from tansiq.link.batches import MOST_MESSAGES
from tansiq.link.flow import Flow
from tansiq.link.pieces import Cutter, Joiner, ask_mark, write_mark
from tansiq.link.sending import IN_FLIGHT_BYTES


class Source(Protocol):
    """What gives the messages, such as an exchange."""

    def pull(self, room_bytes: int) -> bytes | None:
        """The next message; without room only one that is pressing."""
        ...

    def is_bulk_waiting(self) -> bool:
        """Whether something waits only for room."""
        ...


class Way:
    """Both directions of a connection. Owned by the connection's tasks, on one event loop."""

    def __init__(self, source: Source, *, max_bytes: int, in_pieces: bool, now_s: Callable[[], float]) -> None:
        """A connection that stands.

        Args:
            source: of what is sent.
            max_bytes: longest message that is joined of parts.
            in_pieces: both ends speak so.
            now_s: monotonic.
        """
        self._source = source
        self._in_pieces = in_pieces
        self._now_s = now_s
        self._cutter = Cutter()
        self._joiner = Joiner(max_bytes)
        self._shrinks = 1.0
        """How many bytes of bulk made one on the way, last time."""
        self.flow = Flow()

    def take(self, piece: bytes) -> list[bytes]:
        """What came; the messages that it is or completes."""
        if not self._in_pieces:
            return [piece]
        messages = self._joiner.take(piece)
        if self._joiner.mark is not None:
            self.flow.hear(self._joiner.mark, self._now_s())
            self._joiner.mark = None
        return messages

    def next(self, room_bytes: int) -> bytes | None:
        """What to send now, or None: nothing waits, or nothing may go yet.

        Args:
            room_bytes: what the socket may still take of bulk.
        """
        if not self._in_pieces:
            return self._source.pull(room_bytes)
        pressing = self._source.pull(0)
        if pressing is not None:
            piece = self._cutter.cut(pressing, self.flow.part_bytes, is_pressing=True, is_packed=not self.flow.is_wide)
            if piece is not None:
                return self._send(piece)
        if self._joiner.wants_mark:
            self._joiner.wants_mark = False
            return write_mark(self._joiner.count)
        if room_bytes <= 0 or not self.flow.has_room():
            return None
        piece = self._cutter.take_part() or self._cut_bulk(room_bytes)
        return None if piece is None else self._send(piece)

    def may_send_bulk(self) -> bool:
        """Whether only the socket's room is wanting; else the next mark is waited for."""
        if not self._in_pieces:
            return self._source.is_bulk_waiting()
        return self._is_more_waiting() and self.flow.has_room()

    def find_ahead_bytes(self) -> int:
        """How much bulk need be ready to be sent."""
        return int(self.flow.ahead_bytes * self._shrinks) if self._in_pieces else IN_FLIGHT_BYTES

    def is_answer_due(self) -> bool:
        """Whether the other end waits for a mark."""
        return self._joiner.wants_mark

    def _cut_bulk(self, room_bytes: int) -> bytes | None:
        raw = self._source.pull(room_bytes)
        if raw is None:
            return None
        batch_bytes = self.flow.batch_bytes
        if not batch_bytes or is_frame(raw):
            return self._cutter.cut(raw, self.flow.part_bytes, is_pressing=False) or self._cutter.take_part()
        raws, size_bytes = [raw], len(raw)
        while size_bytes < batch_bytes * self._shrinks and len(raws) < MOST_MESSAGES:
            more = self._source.pull(room_bytes - size_bytes)
            if more is None:
                break
            raws.append(more)
            size_bytes += len(more)
        self._shrinks = size_bytes / self._cutter.cut_bulk(raws, self.flow.part_bytes)
        return self._cutter.take_part()

    def _send(self, piece: bytes) -> bytes:
        asks = self.flow.send(len(piece), self._now_s(), is_scarce=self._is_more_waiting())
        return ask_mark(piece) if asks else piece

    def _is_more_waiting(self) -> bool:
        return self._cutter.has_parts() or self._source.is_bulk_waiting()

"""What goes next over a connection on which both hellos are taken: the most pressing first.

The order: urgent envelopes and their receipts, heartbeats, requests, and only while little waits in the socket receipts
of ordinary envelopes, and such envelopes. Over a reserve go copies of the urgent ones, heartbeats, and what the peer
asked for there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Frame
from tansiq.link.channels import Channel, Channels
from tansiq.link.peer_chains import PeerChains
from tansiq.link.sending import Outbox, is_room


class Pulling:
    """Takes from the queues of one line. Owned by the exchange."""

    def __init__(
        self,
        channels: Channels,
        outboxes: Mapping[Chain, Outbox],
        theirs: PeerChains,
        seal: Callable[[Frame], bytes],
    ) -> None:
        self._channels = channels
        self._urgent, self._ordinary = outboxes[Chain.URGENT], outboxes[Chain.ORDINARY]
        self._theirs = theirs
        self._seal = seal

    def sendable(self, ch: Channel, room_bytes: int, *, may_send: bool) -> Iterator[bytes]:
        """What may go now, the most pressing first; nothing is taken from a queue before it is asked for.

        Args:
            ch: ready.
            room_bytes: what may still be added to the bytes that wait in its socket.
            may_send: whether our own envelopes may go out.
        """
        sending = self._channels.is_sending(ch.number)
        if sending and may_send and self._urgent.find_next() is not None:
            raw = self._urgent.pop()
            for reserve in self._channels.ready[1:]:
                reserve.copies.append(raw)
            yield raw
        if ch.copies:
            yield ch.copies.popleft()
        if sending and (owed := self._theirs.take_owed(is_room=room_bytes > 0)) is not None:
            yield self._seal(owed)
        if ch.beats:
            yield ch.beats.popleft()
        if ch.asks:
            yield self._seal(ch.asks.popleft())
        if ch.bulk and is_room(len(ch.bulk[0]), room_bytes):
            yield ch.bulk.popleft()
        if sending and may_send:
            raw_next = self._ordinary.find_next()
            if raw_next is not None and is_room(len(raw_next), room_bytes):
                yield self._ordinary.pop()

    def is_bulk_waiting(self, ch: Channel, *, may_send: bool) -> bool:
        """Whether something waits only for room in this connection's socket."""
        is_sending = self._channels.is_sending(ch.number)
        if bool(ch.bulk) or (is_sending and self._theirs.is_owing()):
            return True
        return is_sending and may_send and self._ordinary.find_next() is not None

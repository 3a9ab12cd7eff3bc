"""The peer's keys for frames on one line: the newest, and the one before it while the peer may still sign with it.

A peer changes to its new key for good, everywhere at once. Over two connections its last frames by the old key may
still come in after the first by the new one: those are left aside without alarm. On a connection that has carried a
frame by the new key, one by the old key is a bad frame.
"""

from __future__ import annotations

from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.frames import Frame, open_frame
from tansiq.ledger.keys import PublicKey


class PeerKeys:
    """Opens the peer's frames."""

    def __init__(self, *, line: LineId, peer: PartyId, key: PublicKey, former: PublicKey | None = None) -> None:
        """Start from the record.

        Args:
            line: frames of any other are refused.
            peer: who must have signed.
            key: its newest.
            former: the one before it, unless the newest is known to be in use.
        """
        self._line, self._peer = line, peer
        self._newest, self._former = key, former
        self._is_in_use = former is None
        self._channels: set[int] = set()
        """Connections that carried a frame by the newest key."""

    def change(self, key: PublicKey) -> None:
        """The peer announced a new key; the one so far opens frames until the first by the new one."""
        self._newest, self._former = key, self._newest
        self._is_in_use = False
        self._channels.clear()

    def forget(self, channel: int) -> None:
        """A connection is gone."""
        self._channels.discard(channel)

    def open(self, raw: bytes, channel: int) -> Frame | None:
        """The frame that came over a connection; None for a late one by the key before.

        Raises:
            Malformed, BadSignature, NotOnLine.
        """
        try:
            frame = self._open(raw, self._newest)
        except BadSignature:
            if self._former is None or channel in self._channels:
                raise
            late = self._open(raw, self._former)
            return None if self._is_in_use else late
        self._is_in_use = True
        if self._former is not None:
            self._channels.add(channel)
        return frame

    def _open(self, raw: bytes, key: PublicKey) -> Frame:
        return open_frame(raw, line=self._line, sender=self._peer, key=key)

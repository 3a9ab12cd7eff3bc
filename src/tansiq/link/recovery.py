"""Own chains against what the peer holds of them: nothing is signed before the two agree.

A record restored from an old backup, or from nothing, lacks messages that this party has already signed. To sign
another under the same number would be equivocation; so they are fetched from the peer first.
"""

from __future__ import annotations

from collections.abc import Mapping

from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain, decode_envelope, parse_sealed
from tansiq.ledger.errors import Malformed
from tansiq.ledger.frames import OwnRequest
from tansiq.link.events import Alarm, Behind, Checked, Command, OwnRecovered
from tansiq.link.sending import Outbox


class OwnChains:
    """Says whether own messages may go out; fetches what is missing, one chain after the other, part by part."""

    def __init__(self, outboxes: Mapping[Chain, Outbox]) -> None:
        self._outboxes = outboxes
        self._peer_held: Mapping[Chain, Head] = {}
        self._missing: dict[Chain, Head] = {}
        """Chains that the peer must give back, up to here."""
        self._part_ends: int | None = None
        """Own head at which the part that came is wholly stored; None while a part is awaited."""
        self._checked = self._once_checked = False

    def may_send(self) -> bool:
        """Whether the peer took this run, and holds no more of our chains than we do."""
        return self._checked

    def is_fetching(self) -> bool:
        """Whether parts of our own chains are still to come."""
        return bool(self._missing)

    def stop(self) -> None:
        """The peer refused us, or a new conversation began: all must be compared again."""
        self._checked = False
        self._missing.clear()

    def compare(self, peer_held: Mapping[Chain, Head]) -> list[Command]:
        """What the peer's hello says of our chains; ends in `Checked`, or in `Behind` and `find_request`."""
        self._peer_held = dict(peer_held)
        self._missing.clear()
        out: list[Command] = []
        for chain, outbox in self._outboxes.items():
            held = peer_held.get(chain, GENESIS)
            if held.serial > outbox.head.serial:
                self._missing[chain] = held
                out.append(Behind(chain, outbox.head.serial, held))
        self._part_ends = None
        return out + self._judge(peer_held)

    def find_request(self) -> OwnRequest | None:
        """What to ask the peer for now."""
        if not self._missing or self._part_ends is not None:
            return None
        chain = next(iter(self._missing))
        return OwnRequest(chain, self._outboxes[chain].head.serial)

    def take(self, chain: Chain, entries: tuple[bytes, ...]) -> list[Command]:
        """A part came; the host stores it and tells `Appended`."""
        if next(iter(self._missing), None) != chain or self._part_ends is not None:
            return []
        head = self._outboxes[chain].head
        if not entries:
            return [Alarm("own_entries_missing", {"chain": str(chain), "after": head.serial})]
        try:
            first = decode_envelope(parse_sealed(entries[0]).payload).serial
        except Malformed as error:
            return [Alarm("own_entries_missing", {"chain": str(chain), "after": head.serial, "message": error.message})]
        if first != head.serial + 1:
            return []  # asked for twice, over two connections
        self._part_ends = head.serial + len(entries)
        return [OwnRecovered(chain, entries)]

    def append(self, chain: Chain) -> tuple[bool, list[Command]]:
        """An own chain grew; True where another part is to be asked for, and `Checked` where the last is stored.

        It may grow by a part that an earlier conversation brought and that is only now stored.
        """
        head, upto = self._outboxes[chain].head, self._missing.get(chain)
        if upto is None:
            return False, []
        is_first = next(iter(self._missing)) == chain
        is_part_stored = is_first and self._part_ends is not None and head.serial >= self._part_ends
        if head.serial < upto.serial and not is_part_stored:
            return False, []
        if is_first:
            self._part_ends = None
        if head.serial >= upto.serial:
            del self._missing[chain]
        return bool(self._missing), self._judge({chain: upto})

    def _judge(self, peer_held: Mapping[Chain, Head]) -> list[Command]:
        for chain, outbox in self._outboxes.items():
            held = peer_held.get(chain)
            if held is not None and held.serial == outbox.head.serial and held != outbox.head:
                self.stop()
                return [Alarm("own_chain_differs", {"chain": str(chain), "serial": held.serial})]
        self._checked = not self._missing
        if self._missing:
            return []
        first, self._once_checked = not self._once_checked, True
        return [Checked(self._peer_held, first=first)]

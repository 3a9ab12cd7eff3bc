"""Our own chains on a line, against what the peer holds of them.

Nothing is signed on a line in a run before the peer took that run; what a lost record lacks is taken back from the
peer, proved to be ours; the peer's receipts are kept as evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tansiq.ledger.chain import Head, head_of
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, decode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.link import events as ev
from tansiq.node import folder
from tansiq.node.kernel import Decision, Extras, Kernel
from tansiq.node.line import Line, Tell
from tansiq.node.receive import Incoming, take_back
from tansiq.store.contract import ReceiptRow


class OwnSide:
    """What a line's exchange finds out about our own chains. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, tell: Tell) -> None:
        self._kernel = kernel
        self._tell = tell

    def checked(self, line: Line, peer_held: Mapping[Chain, Head]) -> Decision[None] | None:
        """The peer accepted this run and holds no more than we do: what waits may be signed."""
        for chain, head in peer_held.items():
            if head.serial == 0:
                continue
            row = self._kernel.store.find_envelope(line.seat.line, "out", chain, head.serial)
            if row is None or row.hash != head.hash:
                line.seat.may_sign = False
                return self._tell.alarm(
                    line.seat.peer, "own_chain_differs", {"chain": chain.value, "serial": head.serial}
                )
        line.refused = None
        line.seat.may_sign = True
        self._kernel.sign_waiting(line.seat.peer)
        if not folder.is_recovering(self._kernel.store, line.seat.peer):
            return None
        return self._kernel.keep(Extras(meta={f"{folder.RECOVERING}{line.seat.peer}": None}))

    def recover(self, line: Line, chain: Chain, entries: Sequence[bytes]) -> Decision[None] | None:
        """Our own messages given back: each must be signed by us and follow the one before it."""
        seat = line.seat
        public = seat.key.public
        decision: Decision[None] | None = None
        for raw in entries:
            try:
                sealed = parse_sealed(raw)
                public.authenticate(PAYLOAD_TYPE, sealed.payload, sealed.signature)
                envelope = decode_envelope(sealed.payload)
            except (Malformed, BadSignature) as error:
                return self._tell.alarm(seat.peer, "own_chain_differs", {"message": error.message})
            head = seat.heads[chain]
            if envelope.serial <= head.serial:
                continue
            if envelope.serial != head.serial + 1 or envelope.prev != head.hash or envelope.line != seat.line:
                return self._tell.alarm(
                    seat.peer, "own_chain_differs", {"chain": chain.value, "serial": envelope.serial}
                )
            seat.heads[chain] = head_of(envelope, sealed)
            incoming = Incoming(seat, sealed, envelope)
            decision = self._kernel.run(lambda desk, incoming=incoming: take_back(desk, incoming))  # type: ignore[misc]
            told = ev.Appended(chain, seat.heads[chain], raw)
            decision.when_settled(lambda error, told=told: line.driver.tell(told) if error is None else None)  # type: ignore[misc]
        return decision

    def confirm(self, line: Line, chain: Chain, head: Head, raw: bytes) -> Decision[None] | None:
        """A receipt of the peer's: kept as evidence where its hash is that of our record."""
        row = self._kernel.store.find_envelope(line.seat.line, "out", chain, head.serial)
        if row is None or row.hash != head.hash:
            return self._differs(line, chain, head.serial)
        line.confirmed[chain] = max(line.confirmed[chain], head.serial)
        receipt = ReceiptRow(line.seat.line, chain, head.serial, head.hash, raw)
        return self._kernel.keep(Extras(receipts=[receipt], is_urgent=chain is Chain.URGENT))

    def _differs(self, line: Line, chain: Chain, serial: int) -> Decision[None] | None:
        return self._tell.alarm(line.seat.peer, "own_chain_differs", {"chain": chain.value, "serial": serial})

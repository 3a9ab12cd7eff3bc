"""Our own chains on a line, against what the peer holds of them.

Nothing is signed on a line in a run before the peer took that run; what a lost record lacks is taken back from the
peer, proved to be ours; the peer's receipts are kept as evidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tansiq.coordination.statements import KeyChange
from tansiq.ledger.chain import Head, head_of
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, decode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.terms import Term, authenticate_by, first_term
from tansiq.link import events as ev
from tansiq.node.keeping import folder
from tansiq.node.keeping.recovered import KINDS, tell_untold
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Decision, Desk, Extras, Kernel
from tansiq.node.lines.false_receipts import keep_false_receipt
from tansiq.node.lines.key_turns import KeyTurns
from tansiq.node.lines.line import Line, Tell
from tansiq.node.lines.line_keys import LineKeys, to_setting
from tansiq.node.lines.peer_rotation import judge_rotation
from tansiq.node.lines.seat import Seat
from tansiq.node.receive import Incoming, take_back
from tansiq.store.contract import ReceiptRow


class OwnSide:
    """What a line's exchange finds out about our own chains. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, tell: Tell, turns: KeyTurns) -> None:
        self._kernel = kernel
        self._tell = tell
        self._turns = turns

    def checked(self, line: Line, peer_held: Mapping[Chain, Head]) -> Decision[None] | None:
        """The peer accepted this run and holds no more than we do: what waits may be signed."""
        for chain, head in peer_held.items():
            if head.serial == 0:
                continue
            row = self._kernel.store.find_envelope(line.seat.line, "out", chain, head.serial)
            if row is None or row.hash != head.hash:
                line.seat.may_sign = False
                return self._differs(line, chain, head.serial)
        line.refused = None
        if line.seat.is_key_lost:
            line.seat.may_sign = False
            return self._tell.alarm(line.seat.peer, "own_key_lost", {"key": line.seat.keys.own[-1].key.key_id})
        self._turns.forget_unsent(line.seat)
        line.seat.may_sign = True
        self._kernel.sign_waiting(line.seat.peer)
        self._turns.go_on(line)
        if not folder.is_recovering(self._kernel.store, line.seat.peer):
            return None
        self._tell_untold()
        return self._kernel.keep(Extras(meta={f"{folder.RECOVERING}{line.seat.peer}": None}))

    def _tell_untold(self) -> None:
        """Each line that is recovered may bring what another end never heard of; the last one brings all."""
        store = self._kernel.store
        peers = [
            peer
            for peer, seat in self._kernel.seats.items()
            if not seat.is_revoked and (seat.may_sign or not folder.is_recovering(store, peer))
        ]
        record = [to_entry(row, store) for row in store.record(0, store.record_count(), KINDS)]
        self._kernel.run(lambda desk: tell_untold(desk, peers, record))

    def recover(self, line: Line, chain: Chain, entries: Sequence[bytes]) -> Decision[None] | None:
        """Our own messages given back: each must be signed by us and follow the one before it."""
        seat = line.seat
        decision: Decision[None] | None = None
        for raw in entries:
            try:
                sealed = parse_sealed(raw)
                authenticate_by(self._own_terms(seat), PAYLOAD_TYPE, sealed.payload, sealed.signature)
                envelope = decode_envelope(sealed.payload)
            except (Malformed, BadSignature) as error:
                return self._tell.alarm(seat.peer, "own_chain_differs", {"message": error.message})
            head = seat.heads[chain]
            if envelope.serial <= head.serial:
                continue
            if envelope.serial != head.serial + 1 or envelope.prev != head.hash or envelope.line != seat.line:
                return self._differs(line, chain, envelope.serial)
            seat.heads[chain] = head_of(envelope, sealed)
            decision = self._take_back(Incoming(seat, sealed, envelope))
            told = ev.Appended(chain, seat.heads[chain], raw)
            decision.when_settled(lambda error, told=told: line.driver.tell(told) if error is None else None)  # type: ignore[misc]
        return decision

    def confirm(self, line: Line, chain: Chain, head: Head, raw: bytes) -> Decision[None] | None:
        """A receipt of the peer's: kept where it goes further, and wherever its hash is another than our record's."""
        row = self._kernel.store.find_envelope(line.seat.line, "out", chain, head.serial)
        if row is None or row.hash != head.hash:
            keep_false_receipt(self._kernel, line.seat.line, chain, head, raw=raw)
            return self._differs(line, chain, head.serial)
        if head.serial <= line.confirmed[chain]:
            return None
        line.confirmed[chain] = head.serial
        if chain is Chain.ORDINARY:
            line.seat.take_receipt(head.serial)
            self._kernel.sign_waiting(line.seat.peer)
        if chain is Chain.ORDINARY and self._kernel.is_short_of_room:
            return None  # what it covers is sent once more after a restart
        receipt = ReceiptRow(line.seat.line, chain, head.serial, head.hash, raw)
        decision = self._kernel.keep(Extras(receipts=[receipt], is_urgent=chain is Chain.URGENT))
        self._turns.go_on(line)
        return decision

    def _take_back(self, incoming: Incoming) -> Decision[None]:
        """Into the record again; a change of our key is learned anew with it."""
        seat = incoming.seat
        keys: list[LineKeys] = []

        def work(desk: Desk) -> None:
            entry = take_back(desk, incoming)
            if isinstance(entry.statement, KeyChange):
                term = judge_rotation(seat.keys.own, incoming.envelope, entry.statement)
                if term is not None:
                    keys.append(self._turns.learn_own(seat, term))
                    desk.extras.meta.update(to_setting(seat.line, keys[0]))

        decision = self._kernel.run(work)
        seat.waiting.discard(incoming.envelope.id)
        for learned in keys:
            self._turns.assign(seat, learned)
        return decision

    def _own_terms(self, seat: Seat) -> list[Term]:
        """Every key that may have signed what is ours: those kept with the line, and those we hold."""
        return [*seat.keys.own, *(first_term(public) for public in self._turns.ring.publics())]

    def _differs(self, line: Line, chain: Chain, serial: int) -> Decision[None] | None:
        return self._tell.alarm(line.seat.peer, "own_chain_differs", {"chain": chain.value, "serial": serial})

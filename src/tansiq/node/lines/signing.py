"""Signing: a decided message gets the next place on its line's chain."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tansiq.base.ids import PartyId
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.statements import KeyChange
from tansiq.ledger.chain import Head, head_of, next_envelope
from tansiq.ledger.envelope import Chain, Envelope, Precedence, Sealed, seal
from tansiq.node.lines.seat import Seat
from tansiq.store.contract import EnvelopeRow
from tansiq.wire.local import encode_any


@dataclass(frozen=True, slots=True)
class Signed:
    """A message on its chain; it may leave when it is durable."""

    seat: Seat
    entry: Entry
    """As it was decided, without its place."""
    envelope: Envelope
    sealed: Sealed

    @property
    def sent(self) -> Sent:
        """What the entry keeps of it, with its place."""
        if self.entry.sent is None:
            raise AssertionError("only what is said to a peer is signed")
        return replace(self.entry.sent, serial=self.envelope.serial, hash=self.sealed.hash)

    @property
    def head(self) -> Head:
        """The chain's head with it."""
        return head_of(self.envelope, self.sealed)

    @property
    def row(self) -> EnvelopeRow:
        """As the store keeps it."""
        return EnvelopeRow(
            self.seat.line, "out", self.envelope.chain, self.envelope.serial, self.sealed.hash, self.sealed.raw(),
            self.entry.number,
        )  # fmt: skip


def is_signed_at_once(seat: Seat, entry: Entry, chain: Chain) -> bool:
    """The urgent wherever anything may be signed, and a key, whose announcement names the serials that follow it."""
    if chain is Chain.URGENT or isinstance(entry.statement, KeyChange):
        return seat.may_sign
    return seat.has_room() and not seat.waiting


def sign_next(seat: Seat, entry: Entry, sent: Sent, *, own: PartyId, exercise: bool) -> Signed:
    """Put a message on its chain; the seat's head moves with it.

    Raises:
        Unsealable: no peer would take it.
    """
    kind, version, body = encode_any(entry.statement)
    chain = Chain(sent.chain)
    head = seat.heads[chain]
    draft = Envelope(
        line=seat.line,
        chain=chain,
        sender=own,
        to=(seat.peer,),
        serial=1,
        prev=head.hash,
        id=sent.id,
        kind=kind,
        kind_version=version,
        precedence=Precedence(sent.precedence),
        sent_ms=sent.sent_ms,
        author=entry.author,
        lang=entry.lang,
        body=body,
        answer_by_ms=sent.answer_by_ms,
        in_reply_to=sent.in_reply_to,
        releaser=entry.releaser,
        exercise=exercise,
    )
    envelope = next_envelope(draft, head)
    signed = Signed(seat, entry, envelope, seal(envelope, seat.key_at(chain, envelope.serial)))
    seat.heads[chain] = signed.head
    if chain is Chain.ORDINARY:
        seat.sign_ahead(envelope.serial, len(signed.sealed.payload))
    return signed

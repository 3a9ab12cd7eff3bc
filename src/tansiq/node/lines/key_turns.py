"""Keys of both ends of every line at work: whose turn it is, announced, completed, kept.

Our own change on one line: a ``key_change`` signed by the old key; from its serials on the new key signs. Frames, and
urgent messages that could overtake the change, stay with the old key until the peer's receipt covers it. Then the
change is settled, durably, and only then does the new key sign a frame: so a peer that has seen one proves that this
node will not fall back.

The peer's change: taken in with its message; once a heartbeat is signed by the new key, its head says where the urgent
turn of the old one really ended.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from tansiq.base.errors import StoreFailed, TansiqError
from tansiq.base.ids import LineId
from tansiq.coordination.statements import KeyChange, KeySerials
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import open_frame
from tansiq.ledger.keys import PublicKey
from tansiq.ledger.rotation import Rotation, prove_rotation
from tansiq.ledger.terms import Term, first_term
from tansiq.link import events as ev
from tansiq.node.kernel import MACHINE_AUTHOR, Author, Decision, Desk, Extras, Kernel
from tansiq.node.lines.line import Line
from tansiq.node.lines.line_keys import KeyRing, LineKeys, find_line_keys, to_setting
from tansiq.node.lines.seat import Seat
from tansiq.wire.values import decode_value, encode_value

EARLY_URGENT: Final = 64
"""Urgent messages that the old key may still sign after a change was announced, until it is settled."""
ORDERED_BY: Final = "rotation"
"""Setting that keeps who ordered the rotation that is under way."""


class KeyTurns:
    """See the module's note. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, ring: KeyRing, epoch: Callable[[], int]) -> None:
        self._kernel = kernel
        self.ring = ring
        self._epoch = epoch
        self.on_changed: Callable[[], None] = lambda: None
        """The keys of a line changed, durably: keep them beside the record too, before returning."""
        self.on_settled: Callable[[], None] = lambda: None
        """A line completed our change."""

    # From the record

    def find_keys(self, line: LineId, peer_key: PublicKey, *, is_new: bool = False) -> LineKeys:
        """The keys of a line as the record has them.

        Args:
            line: its id.
            peer_key: the one that it was paired with.
            is_new: it is being paired, with our newest key, and nothing of it is kept yet.
        """
        first = self.ring.newest if is_new else self.ring.first
        kept = find_line_keys(self._kernel.store, line)
        return kept or LineKeys((first_term(first.public),), (first_term(peer_key),))

    def assign(self, seat: Seat, keys: LineKeys) -> None:
        """Give a seat its keys."""
        key = self.ring.find(keys.own[-1].key)
        seat.keys = keys
        seat.key, seat.is_key_lost = key or self.ring.newest, key is None
        seat.former = None if keys.is_own_settled else self.ring.find(keys.own[-2].key)

    # Our own change

    def forget_unsent(self, seat: Seat) -> None:
        """Before anything is signed: a change that went down with a lost record, and that the peer never had, is none.

        Its key is announced again. Nothing was signed by it: it was not settled.
        """
        keys = seat.keys
        if not keys.is_own_settled and seat.heads[Chain.ORDINARY].serial < keys.own[-1].since[Chain.ORDINARY] - 1:
            self.assign(seat, replace(keys, own=keys.own[:-1], is_own_settled=True))

    def go_on(self, line: Line) -> None:
        """Announce our newest key where it is not known yet, or settle it where its receipt is there."""
        seat = line.seat
        if not seat.may_sign or seat.is_revoked or seat.is_key_lost:
            return
        if not seat.keys.is_own_settled:
            if line.confirmed[Chain.ORDINARY] >= seat.keys.own[-1].since[Chain.ORDINARY] - 1:
                self._settle(line)
        elif self.is_due(seat):
            decision = self._kernel.run(lambda desk: self.announce(desk, seat, self._ordered_by()))
            self.assign(seat, decision.value)
        elif self.ring.old is not None:
            self.on_settled()  # the end of the rotation may have found no room

    def is_due(self, seat: Seat) -> bool:
        """Whether our newest key is not announced on a line."""
        return seat.keys.own[-1].key != self.ring.newest.public

    def announce(self, desk: Desk, seat: Seat, by: Author) -> LineKeys:
        """Say the change, in a decision in which nothing more is said; `assign` what comes of it once that is made."""
        new, keys = self.ring.newest, seat.keys
        rotation = Rotation(
            line=seat.line,
            sender=desk.own,
            old=seat.key.public,
            new=new.public,
            ordinary=seat.heads[Chain.ORDINARY].serial + 2,
            urgent=seat.heads[Chain.URGENT].serial + 1 + EARLY_URGENT,
        )
        said = KeyChange(
            "rotation",
            new.public.raw.hex(),
            self._epoch(),
            from_serial=KeySerials(rotation.ordinary, rotation.urgent),
            by_new_key=prove_rotation(rotation, new).hex(),
        )
        desk.say(seat.peer, said, author=by)
        changed = replace(keys, own=(*keys.own, rotation.term), is_own_settled=False)
        desk.extras.meta.update(to_setting(seat.line, changed))
        return changed

    def learn_own(self, seat: Seat, term: Term) -> LineKeys:
        """A change of ours that our record lost came back from the peer."""
        return replace(seat.keys, own=(*seat.keys.own, term), is_own_settled=False)

    def _settle(self, line: Line) -> None:
        seat = line.seat
        self.assign(seat, replace(seat.keys, is_own_settled=True))
        decision = self._kernel.keep(Extras(meta=to_setting(seat.line, seat.keys)))

        def settled(error: StoreFailed | None) -> None:
            if error is None:
                self.on_changed()
                line.driver.tell(ev.OwnKeyChanged(seat.key))
                self.on_settled()

        decision.when_settled(settled)

    def _ordered_by(self) -> Author:
        raw = self._kernel.store.find_meta(ORDERED_BY)
        return MACHINE_AUTHOR if raw is None else decode_value(raw, Author)

    # The peer's change

    def take_peer(self, line: Line, keys: LineKeys, decision: Decision[LineKeys | None]) -> None:
        """The peer's message was taken in: what follows may be signed by its new key."""
        term = keys.peer[-1]
        line.seat.keys = keys
        line.seat.gatekeeper.change_key(term.key, term.since)

        def kept(error: StoreFailed | None) -> None:
            if error is None:
                self.on_changed()
                line.driver.tell(ev.PeerKeyChanged(term.key))

        decision.when_settled(kept)

    def hear(self, line: Line, beat: ev.Beat) -> None:
        """A heartbeat by the peer's new key ends the old one's turn on the urgent chain."""
        seat = line.seat
        if seat.keys.is_peer_settled:
            return
        term = seat.keys.peer[-1]
        try:
            open_frame(beat.raw, line=seat.line, sender=seat.peer, key=term.key)
        except TansiqError:
            return
        head = beat.heartbeat.heads.get(Chain.URGENT)
        # What we hold was let in by the old key; a peer that recovers may not know of it yet.
        held = seat.gatekeeper.heads[Chain.URGENT].serial
        ended = min(term.since[Chain.URGENT], 1 + max(held, 0 if head is None else head.serial))
        closed = Term(term.key, {**term.since, Chain.URGENT: ended})
        seat.keys = replace(seat.keys, peer=(*seat.keys.peer[:-1], closed), is_peer_settled=True)
        seat.gatekeeper.close_term(closed.since)
        decision = self._kernel.keep(Extras(meta=to_setting(seat.line, seat.keys)))
        decision.when_settled(lambda error: self.on_changed() if error is None else None)


def ordered_by(by: Author) -> dict[str, bytes | None]:
    """The setting that keeps who ordered a rotation."""
    return {ORDERED_BY: encode_value(by, Author)}

"""Two administrators change this node's line key; every line changes to it as soon as it can.

The new key is in ``keys/`` before anything is signed by it, and the old one stays there until every line has settled.
A node that dies on the way goes on where it was. A lost key cannot be rotated: that line is paired again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from tansiq.base.errors import NotAllowed, Stale, StoreFailed
from tansiq.base.ids import PartyId
from tansiq.coordination.noted import LocalAct
from tansiq.ledger.keys import SEED_BYTES, SigningKey
from tansiq.node.keeping.folder import RandomBytes, begin_key, forget_old_key
from tansiq.node.kernel import Author, Decision, Desk, Kernel
from tansiq.node.lines.former import succeed_all
from tansiq.node.lines.key_turns import ORDERED_BY, ordered_by
from tansiq.node.lines.line_keys import LineKeys
from tansiq.node.lines.lines import Line, Lines


class KeyMoved(Stale):
    """The order replaces a key that is no longer the line key."""

    code: ClassVar[str] = "key_moved"

    def default_advice(self) -> str:
        """Look first."""
        return "Read which key is in use now; it may have been replaced by another order."


class RotationUnderWay(Stale):
    """The last rotation has not reached every line yet."""

    code: ClassVar[str] = "rotation_under_way"

    def __init__(self, waiting: list[PartyId]) -> None:
        super().__init__(f"the last rotation has not reached: {', '.join(waiting) or 'the disk'}", where="key")
        self.waiting = tuple(waiting)

    def default_advice(self) -> str:
        """Wait, or give up a line."""
        return "Wait until these lines are up again, or revoke those that will not come back."


class Rotations:
    """See the module's note. Owned by the node's loop."""

    def __init__(
        self,
        kernel: Kernel,
        lines: Lines,
        folder: Path,
        *,
        random_bytes: RandomBytes,
        on_key: Callable[[SigningKey, SigningKey | None], None] = lambda *_: None,
    ) -> None:
        """Prepare.

        Args:
            kernel: keeps what comes of it.
            lines: that change.
            folder: of the node.
            random_bytes: of cryptographic quality.
            on_key: told the line key, and the one before while a rotation is under way.
        """
        self._kernel, self._lines, self._folder = kernel, lines, folder
        self._random_bytes = random_bytes
        self._on_key = on_key
        self._is_ending = False
        lines.turns.on_settled = self.finish

    def check_rotatable(self, replaces: str) -> str:
        """The id of the line key, if it is the one named and may be replaced now.

        Raises:
            KeyMoved, RotationUnderWay.
        """
        ring = self._lines.turns.ring
        if replaces != ring.newest.public.key_id:
            raise KeyMoved(f"{replaces[:32]} is not the line key, {ring.newest.public.key_id} is", where="key")
        if ring.old is not None:
            raise RotationUnderWay(self.waiting_for())
        return ring.newest.public.key_id

    def waiting_for(self) -> list[PartyId]:
        """Peers that have not yet receipted our newest key."""
        return sorted(peer for peer, line in self._lines.by_peer.items() if not self._has_settled(line))

    def rotate(self, replaces: str, by: Author) -> Decision[str]:
        """Change the line key; gives the new one's id.

        1. Two persons order it, and name the key that it replaces.
        2. The new key is on disk; from here on the rotation goes on by itself, whatever happens.
        3. Every line that may sign now says so in this decision, the others when they may.

        Args:
            replaces: id of the line key.
            by: who asked, with the second person as releaser.

        Raises:
            KeyMoved, RotationUnderWay, FolderUnwritable; `NotAllowed` without a second person.
        """
        # 1
        self.check_rotatable(replaces)
        if by.releaser is None or by.releaser == by.name:
            raise NotAllowed("a new key takes two persons", where="key")
        # 2
        ring = self._lines.turns.ring
        new = begin_key(self._folder, self._random_bytes(SEED_BYTES))
        ring.newest, ring.old = new, ring.newest
        self._on_key(ring.newest, ring.old)
        # 3
        changed: list[tuple[Line, LineKeys]] = []
        decision = self._kernel.run(lambda desk: self._order(desk, by, changed), by)
        for line, keys in changed:
            self._lines.turns.assign(line.seat, keys)
        decision.when_settled(lambda error: self.finish() if error is None else None)
        return decision

    def finish(self) -> None:
        """End it once every line has settled; also at the start of a node, and with a heartbeat if the disk refused."""
        ring = self._lines.turns.ring
        if ring.old is None or self._is_ending or self.waiting_for():
            return
        old = ring.old
        decision = self._kernel.run(lambda desk: self._note_end(desk, old))
        self._is_ending = True
        decision.when_settled(self._ended)

    def _ended(self, error: StoreFailed | None) -> None:
        """It is durable that the old key handed over to the new one; it is destroyed only now."""
        self._is_ending = False
        if error is not None:
            return
        ring = self._lines.turns.ring
        self._lines.turns.on_changed()
        forget_old_key(self._folder)
        ring.old = None
        self._on_key(ring.newest, None)

    def _order(self, desk: Desk, by: Author, changed: list[tuple[Line, LineKeys]]) -> str:
        turns = self._lines.turns
        new = turns.ring.newest.public.key_id
        desk.note(LocalAct("key_rotated", (("key", new),)))
        desk.extras.meta.update(ordered_by(by))

        def announce() -> None:
            for _, line in sorted(self._lines.by_peer.items()):
                seat = line.seat
                if seat.may_sign and not seat.is_key_lost and seat.keys.is_own_settled:
                    changed.append((line, turns.announce(desk, seat, by)))

        desk.closing.append(announce)
        return new

    def _note_end(self, desk: Desk, old: SigningKey) -> None:
        desk.note(LocalAct("key_retired", (("key", old.public.key_id),)))
        desk.extras.meta[ORDERED_BY] = None
        desk.extras.meta.update(succeed_all(self._kernel.store, desk.own, old, self._lines.turns.ring.newest))

    def _has_settled(self, line: Line) -> bool:
        seat = line.seat
        return seat.is_key_lost or (seat.keys.is_own_settled and not self._lines.turns.is_due(seat))

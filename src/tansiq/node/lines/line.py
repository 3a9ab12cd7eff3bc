"""One line at work, and what every part of the work on it tells: its state, its alarms, what was kept.

No decision about a message is made here; see `node.intake` for what comes in and `node.own_chains` for what is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.noted import LocalAlert, LocalLine, LocalPath
from tansiq.coordination.picture import Picture
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.link import events as ev
from tansiq.link.driver import LineDriver
from tansiq.node.kernel import MACHINE_AUTHOR, Decision, Desk, Kernel
from tansiq.node.lines.seat import Seat


@dataclass(slots=True)
class Line:
    """One line at work."""

    seat: Seat
    name: str
    driver: LineDriver
    confirmed: dict[Chain, int] = field(default_factory=lambda: dict.fromkeys(Chain, 0))
    """By the peer's receipts."""
    kept: dict[Chain, Head] = field(default_factory=lambda: dict.fromkeys(Chain, GENESIS))
    """The peer's chains, durable here without a gap."""
    state: str = "checking"
    refused: str | None = None
    last_test_ms: int | None = None
    """When the peer's last test came, in this run."""


_WORSE: Final = {"degraded": 1, "silent": 2, "untrusted": 3}
"""States that alert; each also where the line was in a lesser one before."""


class Tell:
    """What is told of a line: to the record, and to the line's own exchange."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def state(self, line: Line, state: str, detail: str) -> Decision[None] | None:
        """Record a change of a line's state; silence alerts. Without room it is told again with a later heartbeat."""
        line.state = state
        peer = line.seat.peer
        known = self._kernel.picture.lines.get(peer)
        if known is not None and (known.state, known.detail) == (state, detail):
            return None
        if self._kernel.is_short_of_room:
            return None

        def work(desk: Desk) -> None:
            desk.note(LocalLine(peer, state, detail), author=MACHINE_AUTHOR)
            is_worse = _WORSE.get(state, 0) > (0 if known is None else _WORSE.get(known.state, 0))
            if is_worse and (state == "untrusted" or not is_announced(desk.picture, peer, desk.now_ms)):
                desk.note(make_alert(desk, "untrusted" if state == "untrusted" else f"line_{state}", peer, ()))
            if state == "refused":
                desk.note(make_alert(desk, "second_run", peer, (("reason", detail),)))

        return self._kernel.run(work)

    def path(self, peer: PartyId, path: str, detail: str) -> Decision[None] | None:
        """Record that another way carries a line, or the usual one again; another address alerts."""
        known = self._kernel.picture.paths.get(peer)
        if known is None and path == "first":
            return None
        if self._kernel.is_short_of_room:
            return None

        def work(desk: Desk) -> None:
            desk.note(LocalPath(peer, path, detail), author=MACHINE_AUTHOR)
            if path == "other":
                facts = (("address", detail), ("since", str(desk.now_ms)))
                desk.note(make_alert(desk, "second_path", peer, facts), author=MACHINE_AUTHOR)

        return self._kernel.run(work)

    def alarm(self, peer: PartyId | None, code: str, facts: Mapping[str, str | int]) -> Decision[None] | None:
        """Alert an officer; the same alarm twice is one."""
        listed = tuple((key, str(value)) for key, value in sorted(facts.items()))
        for row in self._kernel.picture.alerts.values():
            if (row.alert.code, row.alert.party, row.alert.facts) == (code, peer, listed):
                return None
        if self._kernel.is_short_of_room:
            return None

        def work(desk: Desk) -> None:
            desk.note(make_alert(desk, code, peer, listed), author=MACHINE_AUTHOR)

        return self._kernel.run(work)

    def kept(self, line: Line, chain: Chain, head: Head) -> None:
        """The peer's chain is durable up to here: a receipt is owed."""
        line.driver.tell(ev.Kept(chain, head, self.processed(line.seat.peer, {chain: head})[chain]))

    def processed(self, peer: PartyId, heads: Mapping[Chain, Head]) -> dict[Chain, int]:
        """What took effect: up to the head, or to before the first message that is set aside and not cleared."""
        done = {chain: head.serial for chain, head in heads.items()}
        for aside in self._kernel.picture.set_asides.values():
            if aside.party == peer and not aside.is_cleared and aside.chain in done:
                chain = Chain(aside.chain)
                done[chain] = min(done[chain], aside.serial - 1)
        return done


def is_announced(picture: Picture, peer: PartyId, now_ms: int) -> bool:
    """Whether either end said that it would be away now."""
    rows = (picture.outages.get(peer), picture.outages.get(picture.own))
    return any(row is not None and row.covers(now_ms) for row in rows)


def make_alert(desk: Desk, code: str, peer: PartyId | None, facts: tuple[tuple[str, str], ...]) -> LocalAlert:
    """An alert of the node's own."""
    return LocalAlert(MessageId(desk.new_id()), code, peer, None, facts)

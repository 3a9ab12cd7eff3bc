"""What comes in on a line: judged by the gatekeeper, put into the record or set aside, and receipted once durable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from tansiq.base.clock import Clock
from tansiq.base.errors import StoreFailed
from tansiq.base.units import MIB, MS_PER_DAY
from tansiq.coordination.noted import LocalLine, LocalSetAside
from tansiq.coordination.statements import CeaseCause
from tansiq.ledger.canonical import digest
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain, decode_envelope, parse_sealed
from tansiq.ledger.errors import Malformed
from tansiq.ledger.verdicts import Accepted, Duplicate, Forked, Gap, SetAside, Verdict
from tansiq.link import events as ev
from tansiq.node.kernel import MACHINE_AUTHOR, Decision, Desk, Kernel
from tansiq.node.lines.key_turns import KeyTurns
from tansiq.node.lines.line import Line, Tell, make_alert
from tansiq.node.lines.line_keys import LineKeys
from tansiq.node.lines.padding import Padding
from tansiq.node.receive import Incoming, set_aside, stop_all_shared, take_in
from tansiq.store.contract import ForkRow

SET_ASIDE_A_DAY_BYTES: Final = 100 * MIB


class Intake:
    """Takes in what a peer sent. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, clock: Clock, tell: Tell, turns: KeyTurns, *, padding: Padding) -> None:
        self._kernel = kernel
        self._clock = clock
        self._tell = tell
        self._turns = turns
        self._padding = padding

    def ingest(self, line: Line, raw: bytes, told: Callable[[Verdict], None] = lambda _: None) -> Decision[Any] | None:
        """Judge one message and put it into the record.

        Without room for it an ordinary one is left alone, unjudged and without a receipt, and comes again: a failed
        transaction would end the connection that a cease may come over (I4). Prose may say stop and is taken.

        Args:
            line: over which it came.
            raw: as it came.
            told: hears the verdict, where one was given.
        """
        seat = line.seat
        if self._kernel.is_short_of_room and _may_wait(raw):
            return None
        verdict = seat.gatekeeper.judge(raw)
        told(verdict)
        match verdict:
            case Accepted(sealed, envelope, _, head):
                incoming = Incoming(seat, sealed, envelope)
                return self._accept(line, incoming, head, raw)
            case Duplicate(envelope):
                self._tell.kept(line, envelope.chain, line.kept[envelope.chain])
            case Gap(chain, after, got):
                line.driver.ask_gap(chain, after)
                facts = {"chain": chain.value, "after": after, "got": got}
                return self._tell.alarm(seat.peer, "gap", facts)
            case Forked():
                return self._forked(line, verdict)
            case SetAside() if _may_be_of_a_later_key(verdict, seat.gatekeeper.heads[Chain.ORDINARY]):
                head = seat.gatekeeper.heads[Chain.ORDINARY]
                line.driver.ask_gap(Chain.ORDINARY, head.serial)
                return self._tell.alarm(seat.peer, "gap", {"chain": Chain.ORDINARY.value, "after": head.serial})
            case SetAside():
                return self._set_aside(line, verdict)
        return None

    def _accept(self, line: Line, incoming: Incoming, head: Head, raw: bytes) -> Decision[LineKeys | None]:
        chain = incoming.envelope.chain
        self._padding.hear(line.seat.peer, incoming.envelope)
        urgent = chain is Chain.URGENT
        if incoming.envelope.kind == "test":
            line.last_test_ms = self._clock.now_ms()
        decision = self._kernel.run(
            lambda desk: take_in(desk, incoming),
            again=(lambda: self.ingest(line, raw)) if urgent else None,
        )
        self._answer_test(line, incoming.envelope.kind)
        if decision.value is not None:
            self._turns.take_peer(line, decision.value, decision)
        if incoming.envelope.serial > head.serial:
            line.driver.ask_gap(chain, head.serial)

        def kept(error: StoreFailed | None) -> None:
            if error is None:
                line.kept[chain] = head
                self._tell.kept(line, chain, head)

        decision.when_settled(kept)
        return decision

    def _answer_test(self, line: Line, kind: str) -> None:
        """A test by an officer there is answered by one here; theirs may be the answer to ours."""
        tests = self._kernel.picture.tests.get(line.seat.peer)
        if kind != "test" or tests is None or tests.heard_ms != self._clock.now_ms():
            return
        if tests.human_ms is None or tests.human_ms < tests.heard_ms:
            self._tell.alarm(line.seat.peer, "human_test_asked", {"at": tests.heard_ms})

    def _set_aside(self, line: Line, verdict: SetAside) -> Decision[None]:
        since_ms = self._clock.now_ms() - MS_PER_DAY
        used = self._kernel.store.set_aside_bytes(line.seat.line, since_ms=since_ms)
        may_keep = used + len(verdict.raw) <= SET_ASIDE_A_DAY_BYTES

        def work(desk: Desk) -> None:
            set_aside(desk, line.seat, verdict, may_keep=may_keep)

        def again() -> object:
            return self._kernel.run(work, again=again)

        return self._kernel.run(work, again=again if verdict.cease else None)

    def _forked(self, line: Line, verdict: Forked) -> Decision[None]:
        """Equivocation: both kept as evidence, the line untrusted; a stop still stops."""
        seat, envelope = line.seat, verdict.envelope
        hash_ = digest(verdict.evidence)

        def work(desk: Desk) -> None:
            desk.extras.forks.append(
                ForkRow(seat.line, "in", envelope.chain, envelope.serial, hash_, verdict.evidence, desk.now_ms)
            )
            text = f"{envelope.chain} {envelope.serial} was signed twice"
            if hash_ not in desk.picture.set_asides:
                desk.note(LocalSetAside(seat.peer, hash_, "forked", text), author=MACHINE_AUTHOR)
                desk.note(LocalLine(seat.peer, "untrusted", text), author=MACHINE_AUTHOR)
                desk.note(make_alert(desk, "untrusted", seat.peer, (("serial", str(envelope.serial)),)))
            if verdict.cease:
                stop_all_shared(desk, seat.peer, CeaseCause.BROKEN, hash_, lang=envelope.lang)

        line.driver.tell(ev.Distrusted())
        return self._kernel.run(work)


def _may_be_of_a_later_key(verdict: SetAside, head: Head) -> bool:
    """Whether its key may be one that is announced in the gap before it: then it cannot be judged, and comes again.

    A full disk leaves such a gap. What stops is set aside all the same.
    """
    if verdict.reason_code != "bad_signature" or verdict.cease:
        return False
    try:
        envelope = decode_envelope(parse_sealed(verdict.raw).payload)
    except Malformed:
        return False
    return envelope.chain is Chain.ORDINARY and envelope.serial > head.serial + 1


def _may_wait(raw: bytes) -> bool:
    try:
        envelope = decode_envelope(parse_sealed(raw).payload)
    except Malformed:
        return False  # it may be a broken cease
    return envelope.chain is Chain.ORDINARY and envelope.kind != "note"

"""A second path for a line: parts of it as files, and a stop by voice. Judged as if it had come over the line.

Guarantees: a file may be taken in twice, in pieces, or late, and changes nothing the second time; what is missing
before it is named and not kept, as on the line. Which way was used is in the record.

Refuses to say more than it can: a stop by voice, or one that was carried unsigned, stops and is marked unproven until
its signed form comes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tansiq.base.clock import write_instant
from tansiq.base.errors import TansiqError
from tansiq.base.ids import PartyId
from tansiq.base.units import MIB
from tansiq.coordination.noted import LocalAlert, LocalCease, LocalPath
from tansiq.coordination.statements import Cease, CeaseCause
from tansiq.ledger.envelope import Chain, decode_envelope, parse_sealed
from tansiq.ledger.errors import Malformed
from tansiq.ledger.frames import Receipts, open_frame, seal_frame
from tansiq.ledger.receipt import receipts_for
from tansiq.ledger.verdicts import Accepted, Duplicate, Forked, Gap, Verdict
from tansiq.node.keeping import folder
from tansiq.node.kernel import Author, Decision, Desk, Kernel
from tansiq.node.lines.intake import Intake
from tansiq.node.lines.line import Line, make_alert
from tansiq.node.lines.own_chains import OwnSide
from tansiq.store.contract import Direction
from tansiq.wire.courier import (
    COURIER_VERSION,
    BadCourier,
    CourierForOther,
    CourierHead,
    CourierRow,
    check_head,
    parse_head,
    parse_row,
    write_row,
)
from tansiq.wire.spoken import SpokenCease, parse_spoken, write_spoken

_PAGE_BYTES = MIB


@dataclass(slots=True)
class Report:
    """What came of a file, or of a piece of one."""

    taken: int = 0
    """Messages let in, those of our own that a lost record lacked among them."""
    known: int = 0
    set_aside: int = 0
    too_early: int = 0
    """Left alone: something before them is missing here."""
    receipts: int = 0
    """Of ours, now proved to be at the other end."""
    stops: int = 0
    """Slips that stopped, unproven."""
    decisions: list[Decision[Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of our own chains goes into a file; None: from what is not receipted, to the end."""

    chains: tuple[Chain, ...] = tuple(Chain)
    first: int | None = None
    last: int | None = None
    theirs: bool = False
    """Also the peer's own messages that we hold: for one whose record is lost."""


class Courier:
    """Writes and takes courier files and voice forms. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, intake: Intake, own_side: OwnSide) -> None:
        self._kernel = kernel
        self._intake = intake
        self._own_side = own_side

    # Out

    def sign_for_export(self, line: Line) -> list[Decision[None]]:
        """A file carries what waits as a connection would: sign all of it; written once these are durable."""
        return self._kernel.sign_waiting(line.seat.peer, everything=True)

    def write(self, line: Line, part: Part) -> Iterator[str]:
        """The file, row by row."""
        seat = line.seat
        yield write_row(
            CourierHead(
                courier=COURIER_VERSION,
                line=seat.line,
                sender=self._kernel.own,
                to=seat.peer,
                exercise=self._kernel.exercise,
                made_ms=self._kernel.clock.now_ms(),
            )
        )
        for entry in seat.waiting:
            if isinstance(entry.statement, Cease):
                slip = write_spoken(entry.statement, sender=self._kernel.own, to=seat.peer, at_ms=entry.at_ms)
                yield write_row(CourierRow(slip=slip))
        for chain in part.chains:
            first = line.confirmed[chain] + 1 if part.first is None else part.first
            yield from self._envelopes(line, "out", chain, first=first, last=part.last)
        owed = receipts_for(line.kept, {})
        if owed:
            sent_ms = self._kernel.clock.now_ms()
            raw = seal_frame(
                Receipts(owed), line=seat.line, sender=self._kernel.own, key=seat.frame_key, sent_ms=sent_ms
            )
            yield write_row(CourierRow(frame=raw.decode("ascii")))
        if part.theirs:
            for chain in part.chains:
                yield from self._envelopes(line, "in", chain)

    def note_export(self, line: Line, part: Part, by: Author) -> Decision[None]:
        """Which way was used is in the record."""
        heads = line.seat.heads
        detail = ", ".join(f"{chain} to {part.last or heads[chain].serial}" for chain in part.chains)
        return self._kernel.run(lambda desk: note_path(desk, line.seat.peer, "courier", f"out: {detail}"), by)

    def _envelopes(
        self, line: Line, direction: Direction, chain: Chain, *, first: int = 1, last: int | None = None
    ) -> Iterator[str]:
        after, store = first - 1, self._kernel.store
        while rows := store.envelopes(line.seat.line, direction, chain, after=after, limit_bytes=_PAGE_BYTES):
            for row in rows:
                if last is not None and row.serial > last:
                    return
                yield write_row(CourierRow(raw=row.raw.decode("utf-8")))
            after = rows[-1].serial

    # In

    def take(self, line: Line, rows: Sequence[str], by: Author, *, number: int = 2) -> Report:
        """Take a file, or a piece of one that begins with the file's first row; durable when its decisions are.

        Args:
            line: with the party that wrote it.
            rows: the first row, and others of the same file.
            by: whose order it is.
            number: which line of the file the second row is, for errors.

        Raises:
            BadCourier, CourierForOther, CourierOfOtherLine, CourierExercise: nothing of it was taken.
        """
        head = parse_head(rows[0] if rows else "")
        own, peer = self._kernel.own, line.seat.peer
        check_head(head, line=line.seat.line, own=own, peer=peer, exercise=self._kernel.exercise)
        parsed = [parse_row(row, number=at) for at, row in enumerate(rows[1:], start=number)]
        report = Report()
        for at, row in enumerate(parsed, start=number):
            if row.raw is not None:
                self._take_envelope(line, row.raw.encode("utf-8"), report)
            elif row.frame is not None:
                self._take_frame(line, row.frame.encode("utf-8"), report, where=f"line {at}")
            elif row.slip is not None:
                self._take_slip(line, row.slip, by, report)
        if report.taken or report.stops or report.receipts:
            detail = f"in: of {write_instant(head.made_ms)}"
            report.decisions.append(self._kernel.run(lambda desk: note_path(desk, peer, "courier", detail), by))
        return report

    def _take_envelope(self, line: Line, raw: bytes, report: Report) -> None:
        if self._is_our_own(raw):
            self._take_back(line, raw, report)
            return
        verdicts: list[Verdict] = []
        decision = self._intake.ingest(line, raw, verdicts.append)
        if decision is not None:
            report.decisions.append(decision)
        match verdicts:
            case [Accepted()]:
                report.taken += 1
            case [Duplicate()]:
                report.known += 1
            case [Gap()] | []:
                report.too_early += 1
            case [Forked()] | _:
                report.set_aside += 1

    def _is_our_own(self, raw: bytes) -> bool:
        try:
            return decode_envelope(parse_sealed(raw).payload).sender == self._kernel.own
        except Malformed:
            return False

    def _take_back(self, line: Line, raw: bytes, report: Report) -> None:
        """Our own message given back: taken only by a node that recovers; else it is known, or none of ours."""
        envelope = decode_envelope(parse_sealed(raw).payload)
        before = line.seat.heads[envelope.chain].serial
        if not folder.is_recovering(self._kernel.store, line.seat.peer) or envelope.serial <= before:
            report.known += 1
            return
        decision = self._own_side.recover(line, envelope.chain, [raw])
        if decision is not None:
            report.decisions.append(decision)
        if line.seat.heads[envelope.chain].serial > before:
            report.taken += 1
        else:
            report.too_early += 1

    def _take_frame(self, line: Line, raw: bytes, report: Report, *, where: str) -> None:
        """The peer's receipts, by any of its keys: each is compared with our record as on the line."""
        for term in reversed(line.seat.keys.peer):
            try:
                frame = open_frame(raw, line=line.seat.line, sender=line.seat.peer, key=term.key)
            except TansiqError:
                continue
            break
        else:
            raise BadCourier("a frame in this file is not the peer's", where=where)
        for receipt in frame.receipts if isinstance(frame, Receipts) else ():
            before, head = line.confirmed[receipt.chain], line.seat.heads[receipt.chain]
            # Of what a lost or restored record lacks a receipt may be true until the peer has told where we end.
            if receipt.serial <= head.serial or line.seat.may_sign:
                decision = self._own_side.confirm(line, receipt.chain, receipt.head, raw)
                report.receipts += line.confirmed[receipt.chain] > before
                if decision is not None:
                    report.decisions.append(decision)

    def _take_slip(self, line: Line, slip: str, by: Author, report: Report) -> None:
        spoken = parse_spoken(slip)
        report.stops += 1
        report.decisions.append(self.stop_by_voice(line.seat.peer, spoken, by, path="courier"))

    # By voice

    def take_voice(self, line: Line, text: str, by: Author) -> tuple[SpokenCease, Decision[None]]:
        """A stop as it was typed from hearing: it stops at once and is marked unproven.

        Raises:
            BadVoice: naming the word. CourierForOther: it is not from that party to us.
        """
        spoken = parse_spoken(text)
        return spoken, self.stop_by_voice(line.seat.peer, spoken, by, path="voice")

    def stop_by_voice(self, peer: PartyId, spoken: SpokenCease, by: Author, *, path: str) -> Decision[None]:
        """Stop what was read out. The same stop again, by whatever way, changes nothing."""
        if (spoken.sender, spoken.to) != (peer, self._kernel.own):
            fault = f"this is from {spoken.sender[:40]} to {spoken.to[:40]}"
            raise CourierForOther(fault, where="voice.way", advice=f"Here {self._kernel.own} hears {peer}.")

        def work(desk: Desk) -> None:
            if spoken.cease in desk.picture.ceases:
                return
            noted = LocalCease(
                spoken.cease, peer, CeaseCause.OFFICER, spoken.text, by.lang, unproven=True, items=spoken.items
            )
            desk.note(noted)
            note_path(desk, peer, path, f"in: {spoken.cease[:8]}")
            alert: LocalAlert = make_alert(desk, "by_voice", peer, (("cease", spoken.cease),))
            desk.note(alert)

        return self._kernel.run_urgent(work, by)


def note_path(desk: Desk, peer: PartyId, path: str, detail: str) -> None:
    desk.note(LocalPath(peer, path, detail))


async def settle_all(decisions: Iterable[Decision[Any]]) -> None:
    """Wait until all are durable.

    Raises:
        StoreFailed: one is not and will not be.
    """
    loop = asyncio.get_running_loop()
    for decision in decisions:
        done: asyncio.Future[None] = loop.create_future()

        def tell(error: BaseException | None, done: asyncio.Future[None] = done) -> None:
            if not done.done():
                done.set_result(None) if error is None else done.set_exception(error)

        decision.when_settled(tell)
        await done

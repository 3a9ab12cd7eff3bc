"""One decision at a time: judged on the picture, folded into it, signed, and handed to the store as one transaction.

Guarantees:
    A decision, its effect on the picture, what follows from it by machine, and the messages that announce it are one
    durable transaction (rule 3). Whoever asks waits on `Decision.settled`; no byte leaves before it is durable.
    What follows from an urgent one is a transaction of its own right behind it: a stop waits for nothing but itself.
    Decisions are serial: the picture that one is judged on holds every earlier one.
    An urgent decision takes effect in memory at once, whatever the disk does (I4), and is written again until it is.

Assumptions:
    Called from one thread, the node's loop. The store tells durability through the same loop.

If the store fails, everything not yet durable is forgotten, the picture is read again from disk, and the urgent
decisions are taken anew on it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final, Generic, TypeVar

from tansiq.base.clock import Clock
from tansiq.base.errors import StoreFailed
from tansiq.base.ids import MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.fold import fold
from tansiq.coordination.noted import Noted
from tansiq.coordination.statements import Said
from tansiq.ledger.canonical import digest
from tansiq.ledger.envelope import Chain, Precedence
from tansiq.node.keeping.rows import OUTBOX, load_picture, to_changes, to_entry, to_outbox, to_row
from tansiq.node.lines.press import STAND_STILL_S
from tansiq.node.lines.seat import Seat
from tansiq.node.lines.signing import Signed, is_signed_at_once, sign_next
from tansiq.node.lines.waiting import Waiting, threads_of
from tansiq.store.contract import (
    AnswerRow,
    EnvelopeRow,
    ForkRow,
    ReceiptRow,
    SetAsideRow,
    SignedRow,
    Store,
    Transaction,
)
from tansiq.wire.kinds import get_kind, kind_of
from tansiq.wire.local import encode_any
from tansiq.wire.values import encode_value

log = logging.getLogger(__name__)

T = TypeVar("T")
MACHINE = OfficerId("machine")
SIGNED_AT_ONCE: Final = 8
"""Ordinary messages that waited, signed in one go: a stop would wait for all of them."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who decides, and in which language."""

    name: OfficerId
    lang: str
    releaser: OfficerId | None = None


MACHINE_AUTHOR = Author(MACHINE, "en")


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon a message is to be dealt with, where its kind's default does not fit."""

    precedence: Precedence
    answer_by_ms: int | None = None
    """By when a person's answer is due; None: none is."""


@dataclass(slots=True)
class Extras:
    """What goes into a decision's transaction beside its entries."""

    envelopes: list[EnvelopeRow] = field(default_factory=list)
    signed: list[SignedRow] = field(default_factory=list)
    receipts: list[ReceiptRow] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)
    forks: list[ForkRow] = field(default_factory=list)
    meta: dict[str, bytes | None] = field(default_factory=dict)
    answers: list[AnswerRow] = field(default_factory=list)
    is_urgent: bool = False


@dataclass(slots=True)
class Decision(Generic[T]):
    """What came of a decision: its value at once, its durability later."""

    value: T
    entries: tuple[Entry, ...]
    is_done: bool = False
    error: StoreFailed | None = None
    _waiting: list[Callable[[StoreFailed | None], None]] = field(default_factory=list)

    def when_settled(self, then: Callable[[StoreFailed | None], None]) -> None:
        """Call when durable (None) or failed; at once if that is known already."""
        if self.is_done:
            then(self.error)
        else:
            self._waiting.append(then)

    def settle(self, error: StoreFailed | None) -> None:
        """Told once by the kernel."""
        self.is_done, self.error = True, error
        for then in self._waiting:
            then(error)
        self._waiting.clear()


class Desk:
    """One decision being made: what it may read, and how it speaks."""

    def __init__(self, kernel: Kernel, author: Author) -> None:
        self._kernel = kernel
        self.picture = kernel.picture
        self.own = kernel.own
        self.now_ms = kernel.clock.now_ms()
        self.author = author
        self.entries: list[Entry] = []
        self.extras = Extras()
        self.closing: list[Callable[[], None]] = []
        """Run last, after what follows by machine: what is told to the client is written then."""

    def new_id(self) -> str:
        """A fresh lower-case version-4 UUID."""
        return self._kernel.new_id()

    def take_number(self) -> int:
        """The record number of the next entry."""
        return self._kernel.take_number()

    def has_line(self, party: PartyId) -> bool:
        """Whether a line with a party stands, whatever its state."""
        seat = self._kernel.seats.get(party)
        return seat is not None and not seat.is_revoked

    def say(
        self,
        to: PartyId,
        statement: Said,
        *,
        author: Author | None = None,
        urgency: Urgency | None = None,
        in_reply_to: Sha256 | None = None,
    ) -> Entry:
        """Put a message to a peer on its line's chain; it is folded here at once and leaves when durable."""
        who = author or self.author
        kind = get_kind(kind_of(statement))
        seat = self._kernel.seats[to]
        sent = Sent(
            line=seat.line,
            chain=kind.chain.value,
            id=MessageId(self.new_id()),
            precedence=(urgency.precedence if urgency else kind.precedence).value,
            sent_ms=self.now_ms,
            answer_by_ms=urgency.answer_by_ms if urgency else None,
            in_reply_to=in_reply_to,
        )
        self.extras.is_urgent |= kind.chain is Chain.URGENT
        entry = self._kernel.sign(self._draft(statement, who, to=to, sent=sent), self.extras)
        return self._keep(entry)

    def note(self, statement: Noted | Said, *, author: Author | None = None) -> Entry:
        """Put an entry into our own record that nobody is told."""
        return self._keep(self._draft(statement, author or self.author))

    def receive(self, entry: Entry) -> Entry:
        """Put a peer's message, already judged, into the record."""
        return self._keep(entry)

    def _draft(self, statement: Noted | Said, who: Author, *, to: PartyId | None = None,
               sent: Sent | None = None) -> Entry:  # fmt: skip
        _, _, body = encode_any(statement)
        return Entry(
            number=self._kernel.take_number(),
            at_ms=self.now_ms,
            source=self.own,
            author=who.name,
            lang=who.lang,
            statement=statement,
            content=digest(body),
            to=to,
            sent=sent,
            releaser=who.releaser,
        )

    def _keep(self, entry: Entry) -> Entry:
        fold(self.picture, entry)
        self.entries.append(entry)
        return entry


React = Callable[[Desk, int], None]
"""Says what follows by machine from the desk's entries after the first n."""
Watch = Callable[[tuple[Entry, ...]], None]
WatchRows = Callable[[Collection[tuple[str, str]] | None, bool], None]
"""Hears (table, key) of the rows that a decision changed, None where all were read anew, and whether it is urgent."""


class Kernel:
    """See the module's note."""

    def __init__(
        self,
        *,
        own: PartyId,
        store: Store,
        clock: Clock,
        new_id: Callable[[], str],
        react: React,
        exercise: bool,
    ) -> None:
        self.own = own
        self.store = store
        self.clock = clock
        self.new_id = new_id
        self.exercise = exercise
        self.picture = load_picture(own, store)
        self.seats: dict[PartyId, Seat] = {}
        self.on_appended: Callable[[Signed], None] = lambda _: None
        """An own envelope is durable: it may leave."""
        self.on_deciding: Callable[[], None] = lambda: None
        """A decision begins: what the picture knows of the lines' liveness is brought up to date."""
        self.on_urgent: Callable[[], None] = lambda: None
        """An urgent decision begins: ordinary work stands aside."""
        self.on_waiting: Callable[[Seat], None] = lambda _: None
        """What waits unsigned on a line has changed."""
        self.on_rebuilt: Callable[[], None] = lambda: None
        """The store failed and was opened again: whoever holds state of it reads it anew."""
        self.on_failed: Callable[[StoreFailed], None] = lambda _: None
        """The store failed: somebody must call `recover_store`, again and again until it returns."""
        self._react = react
        self._next = store.record_count() + 1
        self._watches: list[Watch] = []
        self._row_watches: list[WatchRows] = []
        self._urgent_again: dict[int, Callable[[], object]] = {}
        self._submit_count = 0
        self._open = 0
        self._has_failed = False
        """The last ordinary transaction did not find room, or none was tried since."""
        self._signed: list[Signed] = []

    def watch(self, then: Watch) -> None:
        """Call with the entries of each decision as soon as it is durable."""
        self._watches.append(then)

    def watch_rows(self, then: WatchRows) -> None:
        """Call with what each decision changed in the picture, as soon as it stands in memory; `watch` follows."""
        self._row_watches.append(then)

    def run(
        self,
        work: Callable[[Desk], T],
        author: Author = MACHINE_AUTHOR,
        *,
        again: Callable[[], object] | None = None,
    ) -> Decision[T]:
        """Take one decision.

        Args:
            work: judges and speaks through the desk; whatever it raises undoes all of it.
            author: who decides.
            again: for an urgent decision, which is taken in memory whatever the store does: takes it anew after the
                store failed. Its ids are made before, so that it is the same one.
        """
        if again is not None:
            return self._run_urgent(work, author, again)
        self.on_deciding()

        def whole(desk: Desk) -> T:
            value = work(desk)
            self._react(desk, 0)
            return value

        return self._take(whole, author, None)

    def _run_urgent(self, work: Callable[[Desk], T], author: Author, again: Callable[[], object]) -> Decision[T]:
        """First the stop alone, durable and on its way if the disk is quick; then what follows from it."""
        self.on_urgent()

        def stop(desk: Desk) -> T:
            value = work(desk)
            desk.extras.is_urgent = True
            return value

        decision = self._take(stop, author, again)
        self.store.wait(STAND_STILL_S)
        self._follow(decision)
        return decision

    def _follow(self, decision: Decision[T]) -> None:
        """What the machine says to an urgent decision, which waits for none of it and does not fall with it.

        Where it fails, or the node ends in between, the next judging of time finds the same.
        """

        def follow(desk: Desk) -> None:
            desk.entries.extend(decision.entries)
            self._react(desk, 0)
            del desk.entries[: len(decision.entries)]
            desk.extras.is_urgent = bool(desk.entries)

        def again() -> None:
            if decision.error is None:
                self._follow(decision)

        self.on_deciding()
        try:
            self._take(follow, MACHINE_AUTHOR, again)
        except Exception:
            log.exception("what follows from an urgent decision could not be said")

    def _take(self, work: Callable[[Desk], T], author: Author, again: Callable[[], object] | None) -> Decision[T]:
        first, before = self._next, [(seat, seat.mark()) for seat in self.seats.values()]
        desk = Desk(self, author)
        try:
            value = work(desk)
            for last in desk.closing:
                last()
        except BaseException:
            self.picture.rollback()
            self._next = first
            self._signed.clear()
            for seat, mark in before:
                seat.put_back(mark)
            raise
        decision = Decision(value, tuple(desk.entries))
        self._submit(desk, decision, again)
        for seat, mark in before:
            if len(seat.waiting) != mark.waiting:
                self.on_waiting(seat)
        return decision

    def run_urgent(self, work: Callable[[Desk], T], author: Author) -> Decision[T]:
        """Take an officer's urgent decision; see `run`. The work itself is repeated if the store fails."""
        return self.run(work, author, again=lambda: self.run_urgent(work, author))

    def seat(self, seat: Seat) -> None:
        """Take a line in, with what waits on it unsigned."""
        seat.waiting = self._load_waiting(seat.peer)
        self.seats[seat.peer] = seat

    def _load_waiting(self, peer: PartyId) -> Waiting:
        entries = [to_entry(row, self.store) for row in self.store.unsigned() if row.to == peer]
        return Waiting((entry, threads_of(entry, self.picture)) for entry in entries)

    @property
    def is_settled(self) -> bool:
        """Whether everything decided is durable."""
        return self._open == 0

    @property
    def has_urgent_open(self) -> bool:
        """Whether an urgent decision is not durable yet."""
        return bool(self._urgent_again)

    @property
    def is_short_of_room(self) -> bool:
        """Whether only what is urgent can be written now; what can come again is better not begun."""
        return self._has_failed and self.store.health().state != "ok"

    def take_number(self) -> int:
        """The next number of the record."""
        self._next += 1
        return self._next - 1

    def sign(self, entry: Entry, extras: Extras) -> Entry:
        """Sign a message if its line lets us sign now; else it waits in the outbox (see `Seat`)."""
        if entry.to is None or entry.sent is None:
            return entry
        seat = self.seats[entry.to]
        if not is_signed_at_once(seat, entry, Chain(entry.sent.chain)):
            extras.meta.update(to_outbox(entry))
            seat.waiting.append(entry, threads_of(entry, self.picture))
            return entry
        return replace(entry, sent=self._sign_next(seat, entry, entry.sent, extras).sent)

    def sign_waiting(self, party: PartyId, *, everything: bool = False) -> list[Decision[None]]:
        """Sign what waits on a line: all that is urgent, and a few of the ordinary if there is room for them.

        Args:
            party: whose line.
            everything: as if there were room for all; a file carries any number.
        """
        seat = self.seats[party]
        if not seat.may_sign or not seat.waiting:
            return []

        def pop() -> Entry | None:
            return seat.waiting.pop() if everything or seat.has_room() else None

        decisions = [self._sign_all(seat, seat.waiting.take_urgent(), is_urgent=True)]
        if not self.is_short_of_room:
            ordinary = islice(iter(pop, None), None if everything else SIGNED_AT_ONCE)
            decisions.append(self._sign_all(seat, ordinary, is_urgent=False))
        self.on_waiting(seat)
        return decisions

    def _sign_all(self, seat: Seat, entries: Iterable[Entry], *, is_urgent: bool) -> Decision[None]:
        extras = Extras(is_urgent=is_urgent)
        for entry in entries:
            if entry.sent is None:
                continue
            signed = self._sign_next(seat, entry, entry.sent, extras)
            extras.signed.append(SignedRow(entry.number, encode_value(signed.sent, Sent)))
            extras.meta[f"{OUTBOX}{entry.number}"] = None
        return self.keep(extras if extras.envelopes else Extras())

    def keep(self, extras: Extras) -> Decision[None]:
        """Make something durable that is no decision: receipts, settings, evidence."""
        desk = Desk(self, MACHINE_AUTHOR)
        desk.extras = extras
        decision: Decision[None] = Decision(None, ())
        self._submit(desk, decision, None)
        return decision

    def _sign_next(self, seat: Seat, entry: Entry, sent: Sent, extras: Extras) -> Signed:
        signed = sign_next(seat, entry, sent, own=self.own, exercise=self.exercise)
        extras.envelopes.append(signed.row)
        self._signed.append(signed)
        return signed

    def _submit(self, desk: Desk, decision: Decision[T], again: Callable[[], object] | None) -> None:
        extras = desk.extras
        if not desk.entries and extras == Extras():
            decision.settle(None)
            return
        rows = self.picture.commit()
        transaction = Transaction(
            record=tuple(to_row(entry) for entry in desk.entries),
            envelopes=tuple(extras.envelopes),
            signed=tuple(extras.signed),
            picture=to_changes(rows),
            receipts=tuple(extras.receipts),
            set_aside=tuple(extras.set_aside),
            forks=tuple(extras.forks),
            meta=extras.meta,
            answers=tuple(extras.answers),
            urgent=extras.is_urgent,
        )
        signed, self._signed = self._signed, []
        key, self._submit_count = self._submit_count, self._submit_count + 1
        if again is not None:
            self._urgent_again[key] = again

        def done(error: StoreFailed | None) -> None:
            self._open -= 1
            self._has_failed = error is not None or (self._has_failed and transaction.urgent)
            if error is None:
                self._urgent_again.pop(key, None)
                for each in signed:
                    self.on_appended(each)
                if decision.entries:
                    for watch in self._watches:
                        watch(decision.entries)
            else:
                self.on_failed(error)
            decision.settle(error)

        for watch_rows in self._row_watches if decision.entries else ():
            watch_rows(rows.keys(), transaction.urgent)
        self._open += 1
        try:
            self.store.submit(transaction, done)
        except StoreFailed as error:
            done(error)

    def recover_store(self) -> None:
        """After the store failed: read everything anew from disk, then take the urgent decisions again.

        Raises:
            StoreFailed: the store still cannot be opened; call again later.
        """
        self.store.reopen()
        live = self.picture.live
        self.picture = load_picture(self.own, self.store)
        self.picture.live = live
        self._next = self.store.record_count() + 1
        for seat in self.seats.values():
            seat.waiting = self._load_waiting(seat.peer)
            seat.heads = {chain: self.store.heads(seat.line).contiguous["out", chain] for chain in Chain}
            seat.trim_ahead()
        self.on_rebuilt()
        for watch_rows in self._row_watches:
            watch_rows(None, True)
        again, self._urgent_again = list(self._urgent_again.values()), {}
        for take in again:
            take()

"""Every line of the node at work: what its exchange asks for is carried out here, on the kernel and the store.

Guarantees:
    What a batch of commands asks for is durable when `Lines.on_commands` returns; only then may the exchange sign a
    receipt. A cease is in the picture, and so on every console, before it is written.

Assumptions:
    One event loop. The kernel tells of own envelopes in the order of their chains.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tansiq.base.clock import Clock
from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId, MessageId, PartyId, Sha256
from tansiq.base.units import MIB, MS_PER_DAY
from tansiq.coordination.noted import LocalAlert, LocalLine, LocalSetAside
from tansiq.coordination.statements import CeaseCause
from tansiq.ledger.canonical import digest
from tansiq.ledger.chain import GENESIS, Head, head_of
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, Envelope, Sealed, decode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.verdicts import Accepted, Duplicate, Forked, Gap, SetAside
from tansiq.link import events as ev
from tansiq.link.channels import Run
from tansiq.link.driver import LineDriver
from tansiq.link.ends import Ends, Positions
from tansiq.link.exchange import Exchange
from tansiq.node import folder
from tansiq.node.kernel import MACHINE_AUTHOR, Decision, Desk, Extras, Kernel
from tansiq.node.receive import Incoming, set_aside, stop_all_shared, take_back, take_in
from tansiq.node.seat import Seat
from tansiq.store.contract import ForkRow, ReceiptRow, Store
from tansiq.wire.values import decode_value, encode_value
from tansiq.words.stop_words import STOP_WORDS

log = logging.getLogger(__name__)

SET_ASIDE_A_DAY_BYTES = 100 * MIB
_SEEN = "seen/"
"""Setting that keeps the highest run of a peer that said hello, by line."""
_STOPS = tuple(word for words in STOP_WORDS.values() for word in words)


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


class Lines:
    """The lines by peer; the host of their drivers."""

    def __init__(
        self, kernel: Kernel, *, clock: Clock, key: SigningKey, course: folder.Run, heartbeat_s: float
    ) -> None:
        self._kernel = kernel
        self._clock = clock
        self._key = key
        self.course = course
        self._heartbeat_s = heartbeat_s
        self.by_peer: dict[PartyId, Line] = {}
        self.on_epoch: Callable[[int], None] = lambda _: None
        """Recovery adopted another epoch: keep it, durably, before returning."""
        kernel.on_appended = self._appended
        kernel.on_rebuilt = self._rebuilt

    @property
    def _store(self) -> Store:
        return self._kernel.store

    def add(
        self, *, line: LineId, peer: PartyId, name: str, peer_key: PublicKey, make: Callable[..., LineDriver]
    ) -> Line:
        """Bring a paired line to work from the record.

        Args:
            line: its id.
            peer: the other party.
            name: how the peer calls itself.
            peer_key: its pinned key.
            make: builds the driver of an exchange.
        """
        heads = self._store.heads(line)
        seat = Seat(line, peer, self._key, peer_key, self._gatekeeper(line, peer, peer_key))
        seat.heads = {chain: heads.contiguous["out", chain] for chain in Chain}
        self._kernel.seat(seat)
        confirmed = self._confirmed(seat)
        exchange = Exchange(
            Ends(
                own=self._kernel.own,
                peer=peer,
                line=seat.line,
                key=self._key,
                peer_key=peer_key,
                epoch=self.course.epoch,
                run=self.course.run,
                exercise=self._kernel.exercise,
                recovering=folder.is_recovering(self._store, peer),
            ),
            Positions(
                own=dict(seat.heads),
                held={chain: heads.contiguous["in", chain] for chain in Chain},
                confirmed=confirmed,
                processed=self._processed(peer, {chain: heads.contiguous["in", chain] for chain in Chain}),
                seen=self._seen(seat),
                trusted=not self._is_untrusted(seat),
            ),
            heartbeat_s=self._heartbeat_s,
        )
        row = Line(seat, name, make(peer, exchange, self))
        row.kept = {chain: heads.contiguous["in", chain] for chain in Chain}
        row.confirmed = {chain: head.serial for chain, head in confirmed.items()}
        self.by_peer[peer] = row
        return row

    def is_busy(self, line: Line) -> bool:
        """Whether a connected line still has something on its way; see `Kernel.is_settled` for the store's part."""
        if not line.driver.exchange.is_connected:
            return False
        return not line.seat.may_sign or bool(line.seat.waiting) or not line.driver.is_idle()

    async def on_commands(self, peer: PartyId, commands: Sequence[ev.Command]) -> None:
        """Carry out what the exchange of a line asks for; durable on return."""
        for decision in self.carry_out(self.by_peer[peer], commands):
            await settled(decision)

    def carry_out(self, line: Line, commands: Sequence[ev.Command]) -> list[Decision[Any]]:
        """As `on_commands`, without waiting: what is asked for is durable when all of these are."""
        return [decision for command in commands if (decision := self._do(line, command)) is not None]

    def _do(self, line: Line, command: ev.Command) -> Decision[Any] | None:
        match command:
            case ev.Ingest(raw=raw):
                return self._ingest(line, raw)
            case ev.LoadOwn(chain, after, limit_bytes):
                rows = self._store.envelopes(line.seat.line, "out", chain, after=after, limit_bytes=limit_bytes)
                line.driver.tell(ev.OwnLoaded(chain, tuple((row.serial, row.raw) for row in rows)))
            case ev.LoadHeld(channel, chain, after, limit_bytes):
                rows = self._store.envelopes(line.seat.line, "in", chain, after=after, limit_bytes=limit_bytes)
                line.driver.tell(ev.HeldLoaded(channel, chain, tuple((row.serial, row.raw) for row in rows)))
            case ev.SawEpoch(epoch, run):
                return self._kernel.keep(Extras(meta={f"{_SEEN}{line.seat.line}": encode_value((epoch, run), _RUN)}))
            case ev.Checked(peer_held):
                return self._checked(line, peer_held)
            case ev.Behind():
                line.seat.may_sign = False
                return self._note_line(line, "checking", "the peer holds more of our chain than we do")
            case ev.OwnRecovered(chain, entries):
                return self._recover(line, chain, entries)
            case ev.Confirmed(chain, head, raw):
                return self._confirm(line, chain, head, raw)
            case ev.Beat():
                self._hear(line, command)
            case ev.PeerState(state):
                return self._note_line(line, state.value, "")
            case ev.Refused(reason, highest_epoch):
                return self._refused(line, reason, highest_epoch)
            case ev.Alarm(code, facts):
                return self._alarm(line.seat.peer, code, facts)
            case ev.Close():
                pass
        return None

    # What comes in

    def _ingest(self, line: Line, raw: bytes) -> Decision[Any] | None:
        """Judge one message and put it into the record."""
        seat = line.seat
        verdict = seat.gatekeeper.judge(raw)
        match verdict:
            case Accepted(sealed, envelope, _, head):
                incoming = Incoming(seat, sealed, envelope)
                return self._accept(line, incoming, head, raw)
            case Duplicate(envelope):
                self._tell_kept(line, envelope.chain, line.kept[envelope.chain])
            case Gap(chain, after, got):
                line.driver.ask_gap(chain, after)
                facts = {"chain": chain.value, "after": after, "got": got}
                return self._alarm(seat.peer, "gap", facts)
            case Forked():
                return self._forked(line, verdict)
            case SetAside():
                return self._set_aside(line, verdict)
        return None

    def _accept(self, line: Line, incoming: Incoming, head: Head, raw: bytes) -> Decision[None]:
        chain = incoming.envelope.chain
        urgent = chain is Chain.URGENT
        if incoming.envelope.kind == "test":
            line.last_test_ms = self._clock.now_ms()
        decision = self._kernel.run(
            lambda desk: take_in(desk, incoming),
            again=(lambda: self._ingest(line, raw)) if urgent else None,
        )
        if incoming.envelope.serial > head.serial:
            line.driver.ask_gap(chain, head.serial)

        def kept(error: StoreFailed | None) -> None:
            if error is None:
                line.kept[chain] = head
                self._tell_kept(line, chain, head)

        decision.when_settled(kept)
        return decision

    def _tell_kept(self, line: Line, chain: Chain, head: Head) -> None:
        line.driver.tell(ev.Kept(chain, head, self._processed(line.seat.peer, {chain: head})[chain]))

    def _set_aside(self, line: Line, verdict: SetAside) -> Decision[None]:
        since_ms = self._clock.now_ms() - MS_PER_DAY
        used = self._store.set_aside_bytes(line.seat.line, since_ms=since_ms)
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
                desk.note(_alert(desk, "untrusted", seat.peer, (("serial", str(envelope.serial)),)))
            if verdict.cease:
                stop_all_shared(desk, seat.peer, CeaseCause.BROKEN, "", envelope.lang, hash_)

        line.driver.tell(ev.Distrusted())
        return self._kernel.run(work)

    # Our own chains

    def _appended(self, seat: Seat, chain: Chain, sealed: Sealed, envelope: Envelope) -> None:
        line = self.by_peer.get(seat.peer)
        if line is not None:
            line.driver.tell(ev.Appended(chain, head_of(envelope, sealed), sealed.raw()))

    def _checked(self, line: Line, peer_held: Mapping[Chain, Head]) -> Decision[None] | None:
        """The peer accepted this run and holds no more than we do: what waits may be signed."""
        for chain, head in peer_held.items():
            if head.serial == 0:
                continue
            row = self._store.find_envelope(line.seat.line, "out", chain, head.serial)
            if row is None or row.hash != head.hash:
                line.seat.may_sign = False
                return self._alarm(line.seat.peer, "own_chain_differs", {"chain": chain.value, "serial": head.serial})
        line.refused = None
        line.seat.may_sign = True
        self._kernel.sign_waiting(line.seat.peer)
        if not folder.is_recovering(self._store, line.seat.peer):
            return None
        return self._kernel.keep(Extras(meta={f"{folder.RECOVERING}{line.seat.peer}": None}))

    def _recover(self, line: Line, chain: Chain, entries: Sequence[bytes]) -> Decision[None] | None:
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
                return self._alarm(seat.peer, "own_chain_differs", {"message": error.message})
            head = seat.heads[chain]
            if envelope.serial <= head.serial:
                continue
            if envelope.serial != head.serial + 1 or envelope.prev != head.hash or envelope.line != seat.line:
                return self._alarm(seat.peer, "own_chain_differs", {"chain": chain.value, "serial": envelope.serial})
            seat.heads[chain] = head_of(envelope, sealed)
            incoming = Incoming(seat, sealed, envelope)
            decision = self._kernel.run(lambda desk, incoming=incoming: take_back(desk, incoming))  # type: ignore[misc]
            told = ev.Appended(chain, seat.heads[chain], raw)
            decision.when_settled(lambda error, told=told: line.driver.tell(told) if error is None else None)  # type: ignore[misc]
        return decision

    def _confirm(self, line: Line, chain: Chain, head: Head, raw: bytes) -> Decision[None] | None:
        """A receipt of the peer's: kept as evidence where its hash is that of our record."""
        row = self._store.find_envelope(line.seat.line, "out", chain, head.serial)
        if row is None or row.hash != head.hash:
            return self._alarm(line.seat.peer, "own_chain_differs", {"chain": chain.value, "serial": head.serial})
        line.confirmed[chain] = max(line.confirmed[chain], head.serial)
        receipt = ReceiptRow(line.seat.line, chain, head.serial, head.hash, raw)
        return self._kernel.keep(Extras(receipts=[receipt], is_urgent=chain is Chain.URGENT))

    def _refused(self, line: Line, reason: str, highest_epoch: int) -> Decision[None] | None:
        """Another run of this record lives, or lived later. Only a restored record goes on, above its peers' epoch."""
        line.seat.may_sign = False
        if reason == "stale_epoch" and folder.is_recovering(self._store, line.seat.peer):
            self.course = replace(self.course, epoch=highest_epoch + 1)
            self.on_epoch(self.course.epoch)
            for other in self.by_peer.values():
                other.driver.tell(ev.EpochAdopted(self.course.epoch))
            return None
        line.refused = reason
        if line.state == "refused":
            return None
        return self._note_line(line, "refused", reason)

    # Liveness

    def _hear(self, line: Line, beat: ev.Beat) -> None:
        """Rule 14: a heartbeat renews only if everything up to its head has been processed here."""
        live = self._kernel.picture.live_of(line.seat.peer)
        heartbeat = beat.heartbeat
        if beat.offset_ms is not None:
            live.offset_ms = beat.offset_ms
        done = self._processed(line.seat.peer, line.kept)
        caught_up = all(done[chain] >= head.serial for chain, head in heartbeat.heads.items())
        if caught_up and heartbeat.echo_ms is not None:
            live.echoed_ping_ms = max(live.echoed_ping_ms or 0, heartbeat.echo_ms)
        live.sent_beat_ms = line.driver.exchange.sent_beat_ms

    def _note_line(self, line: Line, state: str, detail: str) -> Decision[None] | None:
        """Record a change of a line's state; silence alerts."""
        if (line.state, line.refused) == (state, None) and not detail:
            return None
        line.state = state
        peer = line.seat.peer
        known = self._kernel.picture.lines.get(peer)
        if known is not None and (known.state, known.detail) == (state, detail):
            return None

        def work(desk: Desk) -> None:
            desk.note(LocalLine(peer, state, detail), author=MACHINE_AUTHOR)
            if state in {"silent", "degraded", "untrusted"} and known is not None and known.state == "up":
                desk.note(_alert(desk, "untrusted" if state == "untrusted" else f"line_{state}", peer, ()))
            if state == "refused":
                desk.note(_alert(desk, "second_run", peer, (("reason", detail),)))

        return self._kernel.run(work)

    def _alarm(self, peer: PartyId | None, code: str, facts: Mapping[str, str | int]) -> Decision[None] | None:
        listed = tuple((key, str(value)) for key, value in sorted(facts.items()))
        for row in self._kernel.picture.alerts.values():
            if (row.alert.code, row.alert.party, row.alert.facts) == (code, peer, listed):
                return None

        def work(desk: Desk) -> None:
            desk.note(_alert(desk, code, peer, listed), author=MACHINE_AUTHOR)

        return self._kernel.run(work)

    def alarm(self, alarm: ev.Alarm) -> None:
        """Something came to the line's port that belongs to no line, such as a wrong certificate."""
        party = alarm.facts.get("party")
        self._alarm(None if party is None else PartyId(str(party)), alarm.code, alarm.facts)

    # From the record

    def _rebuilt(self) -> None:
        """The store failed: gatekeepers are read anew.

        Exchanges were only ever told what is durable; connections drop because their batch failed, and the peers send
        again from there.
        """
        for line in self.by_peer.values():
            seat = line.seat
            seat.gatekeeper = self._gatekeeper(seat.line, seat.peer, seat.peer_key)
            heads = self._store.heads(seat.line)
            line.kept = {chain: heads.contiguous["in", chain] for chain in Chain}

    def _gatekeeper(self, line: LineId, peer: PartyId, key: PublicKey) -> Gatekeeper:
        heads = self._store.heads(line)
        ahead = [
            parse_sealed(row.raw)
            for chain in Chain
            for serial in heads.beyond.get(("in", chain), ())
            if (row := self._store.find_envelope(line, "in", chain, serial)) is not None
        ]

        def find_hash(chain: Chain, serial: int) -> Sha256 | None:
            row = self._store.find_envelope(line, "in", chain, serial)
            return None if row is None else row.hash

        return Gatekeeper(
            LineEnds(line=line, own=self._kernel.own, peer=peer, exercise=self._kernel.exercise),
            key=key,
            heads={chain: heads.contiguous["in", chain] for chain in Chain},
            find_hash=find_hash,
            trusted=not self._store.forks(line),
            ahead=ahead,
            stop_words=_STOPS,
        )

    def _confirmed(self, seat: Seat) -> dict[Chain, Head]:
        found = {chain: self._store.find_receipt(seat.line, chain) for chain in Chain}
        return {chain: GENESIS if row is None else Head(row.serial, row.hash) for chain, row in found.items()}

    def _seen(self, seat: Seat) -> Run | None:
        raw = self._store.find_meta(f"{_SEEN}{seat.line}")
        if raw is None:
            return None
        epoch, run = decode_value(raw, tuple[int, str])
        return Run(epoch, run)

    def _is_untrusted(self, seat: Seat) -> bool:
        return bool(self._store.forks(seat.line))

    def _processed(self, peer: PartyId, heads: Mapping[Chain, Head]) -> dict[Chain, int]:
        """What took effect: up to the head, or to before the first message that is set aside and not cleared."""
        done = {chain: head.serial for chain, head in heads.items()}
        for aside in self._kernel.picture.set_asides.values():
            if aside.party == peer and not aside.is_cleared and aside.chain in done:
                chain = Chain(aside.chain)
                done[chain] = min(done[chain], aside.serial - 1)
        return done

    def cleared(self, peer: PartyId) -> None:
        """An officer cleared a message: the peer is told that it is processed."""
        line = self.by_peer.get(peer)
        if line is not None:
            for chain in Chain:
                self._tell_kept(line, chain, line.kept[chain])


_RUN = tuple[int, str]
"""Epoch and run, as stored."""


def _alert(desk: Desk, code: str, peer: PartyId | None, facts: tuple[tuple[str, str], ...]) -> LocalAlert:
    return LocalAlert(MessageId(desk.new_id()), code, peer, None, facts)


async def settled(decision: Decision[Any]) -> None:
    """Wait until a decision is durable.

    Raises:
        StoreFailed: it is not and will not be.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def tell(error: StoreFailed | None) -> None:
        if done.done():
            return
        if error is None:
            done.set_result(None)
        else:
            done.set_exception(error)

    decision.when_settled(tell)
    await done

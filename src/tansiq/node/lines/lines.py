"""Every line of the node at work: what its exchange asks for is carried out here, on the kernel and the store.

Guarantees:
    What a batch of commands asks for is durable when `Lines.on_commands` returns; only then may the exchange sign a
    receipt. A cease is in the picture before it is written, and on every console whatever the disk does.

Assumptions:
    One event loop. The kernel tells of own envelopes in the order of their chains.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from tansiq.base.clock import Clock
from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId, PartyId, Sha256
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain, parse_sealed
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.terms import Term
from tansiq.link import events as ev
from tansiq.link.channels import Run
from tansiq.link.driver import LineDriver
from tansiq.link.ends import Ends, Positions
from tansiq.link.exchange import Exchange
from tansiq.link.lanes import PAUSE_S
from tansiq.link.pace import Pace, Turns
from tansiq.node.keeping import folder
from tansiq.node.kernel import Decision, Extras, Kernel
from tansiq.node.lines.aloud import Aloud
from tansiq.node.lines.beats import Beats
from tansiq.node.lines.courier import Courier
from tansiq.node.lines.false_receipts import keep_alarmed
from tansiq.node.lines.intake import Intake
from tansiq.node.lines.key_turns import KeyTurns
from tansiq.node.lines.line import Line, Tell
from tansiq.node.lines.line_keys import KeyRing
from tansiq.node.lines.liveness import Liveness
from tansiq.node.lines.merging import Merge, find_ordinary, rank
from tansiq.node.lines.own_chains import OwnSide
from tansiq.node.lines.padding import Padding, no_padding
from tansiq.node.lines.press import Press
from tansiq.node.lines.seat import Seat
from tansiq.node.lines.signing import Signed
from tansiq.store.contract import Store
from tansiq.wire.values import decode_value, encode_value
from tansiq.words.stop_words import STOP_WORDS

__all__ = ["Line", "Lines", "settled"]

_SEEN = "seen/"
"""Setting that keeps the highest run of a peer that said hello, by line."""
_USUAL_BYTES = 600
"""Of one signed message, where nobody counted."""
_STOPS = tuple(word for words in STOP_WORDS.values() for word in words)


class Lines:
    """The lines by peer; the host of their drivers."""

    def __init__(
        self,
        kernel: Kernel,
        *,
        clock: Clock,
        key: SigningKey,
        course: folder.Run,
        heartbeat_s: float,
        old_key: SigningKey | None = None,
        monotonic_s: Callable[[], float] = time.monotonic,
        padding: Padding | None = None,
        is_clock_real: bool = True,
    ) -> None:
        """Prepare; lines come by `add`.

        Args:
            kernel: decides and keeps.
            clock: of the domain.
            key: the line key.
            course: this start of the node.
            heartbeat_s: period of the heartbeats.
            old_key: the line key before, while a rotation is under way.
            monotonic_s: real time, by which heartbeats are kept.
            padding: holds the machine's answers back; None: they leave at once.
            is_clock_real: the domain's clock goes with time; False: it is moved by hand.
        """
        self._kernel = kernel
        self.course = course
        self._heartbeat_s = heartbeat_s
        self.by_peer: dict[PartyId, Line] = {}
        self.on_epoch: Callable[[int], None] = lambda _: None
        """Recovery adopted another epoch: keep it, durably, before returning."""
        self._merges: dict[PartyId, Merge] = {}
        """Lines whose record was lost, until their own messages are back."""
        self._tell = Tell(kernel)
        self.turns = KeyTurns(kernel, KeyRing(key, old_key), lambda: self.course.epoch)
        self._padding = padding or no_padding()
        self.pace = Pace()
        self._press = Press(self._is_urgent_under_way, time.monotonic)
        self._beats = Beats(kernel, monotonic_s)
        self._liveness = Liveness(clock, monotonic_s if is_clock_real else None)
        self._intake = Intake(kernel, clock, self._tell, self.turns, padding=self._padding)
        self._own_side = OwnSide(kernel, self._tell, self.turns)
        self.courier = Courier(kernel, self._intake, self._own_side)
        self.aloud = Aloud(kernel, self._intake)
        kernel.on_appended = self._appended
        kernel.on_rebuilt = self._rebuilt
        kernel.on_waiting = self._tell_waiting
        kernel.on_deciding = self._refresh_live
        kernel.on_urgent = self.press

    @property
    def _store(self) -> Store:
        return self._kernel.store

    def add(
        self,
        *,
        line: LineId,
        peer: PartyId,
        name: str,
        peer_key: PublicKey,
        make: Callable[..., LineDriver],
        is_new: bool = False,
    ) -> Line:
        """Bring a paired line to work from the record.

        Args:
            line: its id.
            peer: the other party.
            name: how the peer calls itself.
            peer_key: the key that it was paired with.
            make: builds the driver of an exchange.
            is_new: it is being paired, and nothing of it is kept yet.
        """
        heads = self._store.heads(line)
        keys = self.turns.find_keys(line, peer_key, is_new=is_new)
        seat = Seat(line, peer, self.turns.ring.newest, peer_key, self._gatekeeper(line, peer, keys.peer))
        self.turns.assign(seat, keys)
        seat.heads = {chain: heads.contiguous["out", chain] for chain in Chain}
        self._kernel.seat(seat)
        confirmed = self._confirmed(seat)
        unreceipted = seat.heads[Chain.ORDINARY].serial - confirmed[Chain.ORDINARY].serial
        if unreceipted > 0:
            seat.sign_ahead(seat.heads[Chain.ORDINARY].serial, unreceipted * _USUAL_BYTES)
        exchange = Exchange(
            Ends(
                own=self._kernel.own,
                peer=peer,
                line=seat.line,
                key=seat.frame_key,
                peer_key=keys.peer[-1].key,
                former_peer_key=None if keys.is_peer_settled else keys.peer[-2].key,
                epoch=self.course.epoch,
                run=self.course.run,
                exercise=self._kernel.exercise,
                recovering=folder.is_recovering(self._store, peer),
            ),
            Positions(
                own=dict(seat.heads),
                held={chain: heads.contiguous["in", chain] for chain in Chain},
                confirmed=confirmed,
                processed=self._tell.processed(peer, {chain: heads.contiguous["in", chain] for chain in Chain}),
                seen=self._seen(seat),
                trusted=not self._is_untrusted(seat),
            ),
            heartbeat_s=self._heartbeat_s,
        )
        row = Line(seat, name, make(peer, exchange, self))
        seat.find_ahead_bytes = row.driver.find_ahead_bytes
        row.kept = {chain: heads.contiguous["in", chain] for chain in Chain}
        row.confirmed = {chain: head.serial for chain, head in confirmed.items()}
        self._begin(row)
        return row

    def _begin(self, row: Line) -> None:
        peer = row.seat.peer
        self.by_peer[peer] = row
        if folder.is_recovering(self._store, peer):
            self._merges[peer] = Merge()
        self._tell_waiting(row.seat)

    def is_busy(self, line: Line) -> bool:
        """Whether a connected line still has something on its way; see `Kernel.is_settled` for the store's part."""
        if not line.driver.exchange.is_connected:
            return False
        if self._padding.is_waiting(line.seat.peer):
            return True
        return not line.seat.may_sign or bool(line.seat.waiting) or not line.driver.is_idle()

    async def on_commands(self, peer: PartyId, commands: Sequence[ev.Command]) -> None:
        """Carry out what the exchange of a line asks for; durable on return.

        After each slice of time others have their turn, so that a stop that came meanwhile is read and taken in.
        """
        line, decisions, turns = self.by_peer[peer], list[Decision[Any]](), Turns(self.pace)
        for command in commands:
            if await self._give_way(turns):
                if line.seat.is_revoked:
                    return
                _check_none_failed(decisions)
            decisions += self.carry_out(line, (command,))
        await _all_settled(decisions)

    def begin(self, peer: PartyId, commands: Sequence[ev.Command]) -> Callable[[], Awaitable[None]]:
        """Carry out urgent commands at once; what is given waits until they are durable."""
        return partial(_all_settled, self.carry_out(self.by_peer[peer], commands))

    async def _give_way(self, turns: Turns) -> bool:
        """Let others have their turn, where it is theirs; whether it was."""
        has_passed = await turns.pass_on()
        while self.is_pressed():
            has_passed = True
            await asyncio.sleep(PAUSE_S)
        return has_passed

    def press(self) -> None:
        """Something urgent was seen: ordinary work stands aside from now on."""
        self._press.come()

    def is_pressed(self) -> bool:
        """Whether ordinary work stands aside for something urgent; never for long."""
        return self._press.is_on()

    def _is_urgent_under_way(self) -> bool:
        return self._kernel.has_urgent_open or any(
            line.seat.heads[Chain.URGENT].serial > line.confirmed[Chain.URGENT] for line in self.by_peer.values()
        )

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
                # Out of the reserve on a full disk: without it the peer is not heard, nor its cease (I4).
                seen = {f"{_SEEN}{line.seat.line}": encode_value((epoch, run), _RUN)}
                return self._kernel.keep(Extras(meta=dict(seen), is_urgent=True))
            case ev.Checked(peer_held):
                decision = self._own_side.checked(line, peer_held)
                return self._merge_on(line) or decision
            case ev.SignMore():
                self._kernel.sign_waiting(line.seat.peer)
            case ev.Behind():
                line.seat.may_sign = False
                return self._tell.state(line, "checking", "the peer holds more of our chain than we do")
            case ev.OwnRecovered(chain, entries):
                return self._recover(line, chain, entries)
            case ev.Confirmed(chain, head, raw):
                return self._own_side.confirm(line, chain, head, raw)
            case ev.Beat():
                self._hear(line, command)
                return self._merge_on(line) or self._tell_anew(line)
            case ev.PeerState(state):
                return self._tell.state(line, state.value, "")
            case ev.Refused(reason, highest_epoch):
                return self._refused(line, reason, highest_epoch)
            case ev.Alarm(code, facts):
                keep_alarmed(self._kernel, line.seat.line, command)
                return self._tell.alarm(line.seat.peer, code, facts)
            case ev.Close():
                pass
        return None

    # A record that was lost

    def _ingest(self, line: Line, raw: bytes) -> Decision[Any] | None:
        """While our own messages come back, the peer's ordinary ones wait for their turn among them."""
        merge = self._merges.get(line.seat.peer)
        envelope = None if merge is None else find_ordinary(raw)
        if merge is None or envelope is None:
            return self._intake.ingest(line, raw)
        merge.theirs.append((rank(envelope), raw))
        return self._merge_on(line)

    def _recover(self, line: Line, chain: Chain, entries: Sequence[bytes]) -> Decision[Any] | None:
        merge = self._merges.get(line.seat.peer)
        envelopes = [] if merge is None else [find_ordinary(raw) for raw in entries]
        if merge is None or None in envelopes:
            return self._own_side.recover(line, chain, entries)
        merge.own.extend((rank(each), raw) for each, raw in zip(envelopes, entries, strict=True) if each is not None)
        return self._merge_on(line)

    def _merge_on(self, line: Line) -> Decision[Any] | None:
        """Take in what has its turn; the last decision stands for all, since they become durable in order."""
        merge, last = self._merges.get(line.seat.peer), None
        if merge is None:
            return None
        heads = line.seat.gatekeeper.heads
        while True:
            is_own = merge.next_is_own(held=heads[Chain.ORDINARY].serial, is_fetching=line.driver.exchange.is_fetching)
            if is_own is None:
                break
            _, raw = (merge.own if is_own else merge.theirs).popleft()
            if is_own:
                last = self._own_side.recover(line, Chain.ORDINARY, (raw,)) or last
            else:
                last = self._intake.ingest(line, raw) or last
        if line.seat.may_sign and not merge.own and not merge.theirs:
            del self._merges[line.seat.peer]
        return last

    # Our own chains

    def _appended(self, signed: Signed) -> None:
        line = self.by_peer.get(signed.seat.peer)
        if line is not None:
            appended = ev.Appended(signed.envelope.chain, signed.head, signed.sealed.raw())
            self._padding.send(line.seat.peer, signed.envelope, lambda: line.driver.tell(appended))

    def _tell_waiting(self, seat: Seat) -> None:
        line = self.by_peer.get(seat.peer)
        if line is not None:
            line.driver.tell(ev.Unsigned(seat.waiting.ordinary_count))

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
        return self._tell.state(line, "refused", reason)

    # Liveness

    def _hear(self, line: Line, beat: ev.Beat) -> None:
        """Rule 14: a heartbeat renews only if everything up to its head has been processed here."""
        live = self._kernel.picture.live_of(line.seat.peer)
        heartbeat = beat.heartbeat
        merge, head = self._merges.get(line.seat.peer), heartbeat.heads.get(Chain.ORDINARY)
        if merge is not None and head is not None:
            merge.peer_head = head.serial
        live.heard_real_ms = time.time_ns() // 1_000_000
        if beat.offset_ms is not None:
            live.offset_ms = beat.offset_ms
        done = self._tell.processed(line.seat.peer, line.kept)
        caught_up = not heartbeat.waiting and all(done[chain] >= head.serial for chain, head in heartbeat.heads.items())
        if caught_up:
            self._liveness.hear(line.seat.peer, beat)
            self._liveness.refresh(line.seat.peer, live, line.driver.exchange)
        self._beats.keep(line.seat.line, beat)
        self.turns.hear(line, beat)
        self.turns.go_on(line)

    def _refresh_live(self) -> None:
        for peer, line in self.by_peer.items():
            self._liveness.refresh(peer, self._kernel.picture.live_of(peer), line.driver.exchange)

    def _tell_anew(self, line: Line) -> Decision[None] | None:
        """A change of the line's state may have found no room, and is told once only."""
        state = line.driver.exchange.state.value
        known = self._kernel.picture.lines.get(line.seat.peer)
        is_told = line.state == state and known is not None and known.state == state
        return None if is_told else self._tell.state(line, state, "")

    def tell_path(self, peer: PartyId, address: str, *, is_usual: bool) -> None:
        """A conversation stands on a connection that we dialled, over the usual address or another."""
        self._tell.path(peer, "first" if is_usual else "other", address)

    def alarm(self, alarm: ev.Alarm) -> None:
        """Something came to the line's port that belongs to no line, such as a wrong certificate."""
        party = alarm.facts.get("party")
        self._tell.alarm(None if party is None else PartyId(str(party)), alarm.code, alarm.facts)

    # From the record

    def _rebuilt(self) -> None:
        """The store failed: gatekeepers are read anew.

        Exchanges were only ever told what is durable; connections drop because their batch failed, and the peers send
        again from there.
        """
        for line in self.by_peer.values():
            seat = line.seat
            self.turns.assign(seat, self.turns.find_keys(seat.line, seat.peer_key))
            seat.gatekeeper = self._gatekeeper(seat.line, seat.peer, seat.keys.peer)
            heads = self._store.heads(seat.line)
            line.kept = {chain: heads.contiguous["in", chain] for chain in Chain}
            self._tell_waiting(seat)

    def _gatekeeper(self, line: LineId, peer: PartyId, terms: Sequence[Term]) -> Gatekeeper:
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

        first, *later = terms
        gatekeeper = Gatekeeper(
            LineEnds(line=line, own=self._kernel.own, peer=peer, exercise=self._kernel.exercise),
            key=first.key,
            heads={chain: heads.contiguous["in", chain] for chain in Chain},
            find_hash=find_hash,
            trusted=not self._store.forks(line),
            ahead=ahead,
            stop_words=_STOPS,
        )
        for term in later:
            gatekeeper.change_key(term.key, term.since)
        return gatekeeper

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

    def cleared(self, peer: PartyId) -> None:
        """An officer cleared a message: the peer is told that it is processed."""
        line = self.by_peer.get(peer)
        if line is not None:
            for chain in Chain:
                self._tell.kept(line, chain, line.kept[chain])


def _check_none_failed(decisions: Iterable[Decision[Any]]) -> None:
    """What follows a failed decision was sent on top of it, and comes again."""
    for decision in decisions:
        if decision.error is not None:
            raise decision.error


_RUN = tuple[int, str]
"""Epoch and run, as stored."""


async def _all_settled(decisions: Iterable[Decision[Any]]) -> None:
    for decision in decisions:
        await settled(decision)


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

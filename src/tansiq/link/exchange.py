"""One node's side of the conversation with one peer: events in, commands out.

Opens no socket, reads no clock, keeps nothing on disk. A connection is symmetrical and there may be several: the first
that is ready carries the sending, the others are its reserve. What is to be sent is pulled, one message at a time: a
hello before all else, then in the order of `pulling`.

Invariants:

- Nothing of our own goes out before the peer took this run's hello and we hold at least what it holds of our chains.
- Own envelopes go out in serial order, and again from where the peer stands after every loss.
- A receipt names only what the host told to be durable.

Owned by one task at a time; `transport` calls it from one event loop.
"""

from __future__ import annotations

from typing import Final

from tansiq.base.errors import TansiqError
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import (
    OWN_ENTRIES_BYTES,
    Frame,
    GapRequest,
    Heartbeat,
    Hello,
    HelloRefused,
    OwnEntries,
    OwnRequest,
    Receipts,
    is_frame,
    seal_frame,
)
from tansiq.ledger.keys import SigningKey
from tansiq.link import events as ev
from tansiq.link.channels import Channel, Channels, Run
from tansiq.link.ends import Ends, Positions
from tansiq.link.greeting import Greeting
from tansiq.link.leaving import Leaving
from tansiq.link.peer_chains import PeerChains
from tansiq.link.peer_keys import PeerKeys
from tansiq.link.pulling import Pulling
from tansiq.link.pulse import Pulse
from tansiq.link.recovery import OwnChains
from tansiq.link.sending import Outbox, is_urgent, take_part

HEARTBEAT_S: Final = 10.0
THIN_RTT_S: Final = 1.0
"""A way on which a heartbeat may be far ahead of what it announces."""
STILL_HERE: Final = b""
"""Over a reserve, in place of a heartbeat: that it carries is all that is to be known of it."""


class Exchange:
    """The conversation. `on` takes an event; `pull` gives the next message for a connection."""

    def __init__(self, ends: Ends, at: Positions, *, heartbeat_s: float = HEARTBEAT_S) -> None:
        self._ends = ends
        self._key = ends.key
        self._peer_keys = PeerKeys(line=ends.line, peer=ends.peer, key=ends.peer_key, former=ends.former_peer_key)
        self._outboxes = {
            chain: Outbox(chain, head=at.own.get(chain, GENESIS), confirmed=at.confirmed.get(chain, GENESIS))
            for chain in Chain
        }
        self._theirs = PeerChains(held=at.held, processed=at.processed)
        self._greeting = Greeting(ends, at.seen)
        self._pulse = Pulse(heartbeat_s=heartbeat_s, is_following=ends.own > ends.peer)
        self._pulse.trusted = at.trusted
        self._channels = Channels()
        self._own = OwnChains(self._outboxes)
        self._pulling = Pulling(self._channels, self._outboxes, self._theirs, self._seal)
        self._peer_run: str | None = None
        self._revoked = False
        self._is_asked_to_sign = False
        self._leaving = Leaving(self._channels, self._pulse, self._own)
        self._last_beat = b""
        self._now = ev.Moment(0.0, 0)
        self._out: list[ev.Command] = []

    @property
    def state(self) -> ev.LineState:
        """The peer's state as last told by `PeerState`."""
        return self._pulse.state

    @property
    def heartbeat_s(self) -> float:
        """Period of the heartbeats."""
        return self._pulse.heartbeat_s

    @property
    def sent_beat(self) -> ev.Moment | None:
        """When our last heartbeat was written; None before the first."""
        return self._pulse.sent

    @property
    def is_connected(self) -> bool:
        """Whether both hellos were taken on any connection."""
        return self._channels.sending is not None

    @property
    def ready_count(self) -> int:
        """On how many connections both hellos were taken."""
        return len(self._channels.ready)

    @property
    def is_fetching(self) -> bool:
        """Whether messages of our own that our record lacks are still to come from the peer."""
        return self._own.is_fetching()

    @property
    def anew_count(self) -> int:
        """How often the line was begun anew because it stayed in checking."""
        return self._leaving.anew_count

    @property
    def sending_channel(self) -> int | None:
        """The connection that carries the sending; None where none is ready."""
        sending = self._channels.sending
        return None if sending is None else sending.number

    def is_ready(self, channel: int) -> bool:
        """Whether both hellos were taken on a connection."""
        return self._channels.is_ready(channel)

    def on(self, event: ev.Event, now: ev.Moment) -> list[ev.Command]:
        """Take what happened; returns what must be done, in this order."""
        self._now = now
        match event:
            case ev.Connected():
                self._connect(event)
            case ev.Lost(channel):
                self._lose(channel)
            case ev.Received(channel, raw):
                self._receive(channel, raw)
            case ev.Appended():
                self._append(event)
            case ev.Kept():
                self._theirs.keep(event.chain, event.head, event.processed, now.mono_s)
            case ev.OwnLoaded(chain, entries):
                self._outboxes[chain].load(entries)
            case ev.HeldLoaded():
                self._give_back(event)
            case ev.Tick():
                self._tick()
            case ev.BeatNow():
                self._beat(want_echo=True)
            case ev.EpochKept(epoch, run):
                self._epoch_kept(Run(epoch, run))
            case ev.EpochAdopted(epoch):
                self._greeting.adopt_epoch(epoch)
            case ev.Announced(state, outage_until_ms):
                self._pulse.own_state, self._pulse.outage_until_ms = state, outage_until_ms
                self._beat(want_echo=False)
            case ev.Unsigned(count):
                self._pulse.unsigned, self._is_asked_to_sign = count, False
            case ev.Distrusted():
                self._pulse.trusted = False
            case ev.OwnKeyChanged(key):
                self._change_key(key)
            case ev.PeerKeyChanged(key):
                self._peer_keys.change(key)
            case ev.Revoked():
                self._revoke()
        self._tell_state()
        return self.drain()

    def is_idle(self) -> bool:
        """All that was appended is receipted by the peer, and no receipt or answer of ours is left to send."""
        return (
            all(outbox.confirmed == outbox.head for outbox in self._outboxes.values())
            and not self._theirs.is_owing()
            and not any(ch.copies or ch.beats or ch.asks or ch.bulk or ch.hello_due for ch in self._channels.ready)
            and not self._own.is_fetching()
        )

    def drain(self) -> list[ev.Command]:
        """Commands that a `pull` left behind."""
        if self._may_send():
            self._out += [load for outbox in self._outboxes.values() if (load := outbox.find_load())]
            self._ask_to_sign()
        out, self._out = self._out, []
        return out

    def _ask_to_sign(self) -> None:
        is_dry = self._outboxes[Chain.ORDINARY].is_at_end()
        if self._pulse.unsigned and is_dry and not self._is_asked_to_sign and self.is_connected:
            self._is_asked_to_sign = True
            self._out.append(ev.SignMore())

    def ask_gap(self, chain: Chain, after: int) -> None:
        """Ask the peer for its chain again from after a serial; asking twice for the same is ignored."""
        sending = self._channels.sending
        request = None if sending is None else self._theirs.ask_gap(chain, after)
        if sending is not None and request is not None:
            sending.asks.append(request)

    def pull(self, channel: int, room_bytes: int, now: ev.Moment) -> bytes | None:
        """The next message to send over a connection, or None for now.

        Args:
            channel: a connection that stands.
            room_bytes: what may still be added to the bytes that wait in its socket, below `BULK_UNSENT_BYTES`.
            now: written into frames.
        """
        self._now = now
        ch = self._channels.find(channel)
        if ch is None:
            return None
        if ch.refusal is not None:
            refusal, ch.refusal = ch.refusal, None
            return self._seal(refusal)
        if ch.closing:
            return None
        if ch.hello_due:
            ch.hello_due = False
            ch.hellos_sent += 1
            return self._seal(self._greeting.say(held=self._theirs.held, heads=self._heads()))
        return next(self._pulling.sendable(ch, room_bytes, may_send=self._may_send()), None) if ch.ready else None

    def is_bulk_waiting(self, channel: int) -> bool:
        """Whether something waits only for room in this connection's socket."""
        ch = self._channels.find(channel)
        if ch is None or not ch.ready or ch.closing:
            return False
        return self._pulling.is_bulk_waiting(ch, may_send=self._may_send())

    def _may_send(self) -> bool:
        return self._own.may_send() and not self._revoked

    # Connections

    def _connect(self, event: ev.Connected) -> None:
        ch = Channel(event.channel, event.dialled, heard_s=self._now.mono_s, hello_due=event.dialled)
        self._channels.open(ch)
        if self._revoked:
            self._close(ch, "revoked")

    def _close(self, ch: Channel, reason: str) -> None:
        if ch.closing:
            return
        ch.closing = True
        self._unready(ch.number)
        self._out.append(ev.Close(ch.number, reason))

    def _lose(self, channel: int) -> None:
        self._unready(channel)
        self._peer_keys.forget(channel)
        self._channels.forget(channel)

    def _unready(self, channel: int) -> None:
        """What went over the sending connection and has no receipt may be lost with it: send it again over the next."""
        if self._channels.unready(channel):
            self._start_over()

    def _start_over(self) -> None:
        self._theirs.start_over()
        for outbox in self._outboxes.values():
            outbox.rewind()
        self._ask_own()

    def _revoke(self) -> None:
        self._revoked = True
        for ch in self._channels:
            ch.refusal = None
            self._close(ch, "revoked")

    # Incoming

    def _receive(self, channel: int, raw: bytes) -> None:
        ch = self._channels.find(channel)
        if ch is None or ch.closing:
            return
        ch.heard_s = self._now.mono_s
        if raw == STILL_HERE:
            return
        if not is_frame(raw):
            self._out.append(ev.Ingest(channel, raw, is_urgent(raw)))
            return
        try:
            frame = self._peer_keys.open(raw, channel)
        except TansiqError as error:
            if not ch.alarmed:
                self._out.append(ev.Alarm("bad_frame", {"reason": error.code, "message": error.message}))
            ch.alarmed = True
            return
        match frame:
            case Hello():
                self._hear_hello(ch, frame)
            case None:
                pass
            case HelloRefused():
                self._hear_refusal(ch, frame)
            case _ if ch.run is not None:
                self._hear(ch, frame, raw)
            case _:
                pass  # before its hello a peer's frames say nothing that could be used

    def _hear_refusal(self, ch: Channel, refused: HelloRefused) -> None:
        # A run that is taken is never a second one again: where one was taken since, this came late over its own way.
        is_late = refused.reason == "second_run" and self._channels.sending not in (None, ch)
        if not is_late:
            self._own.stop()
            self._out.append(ev.Refused(refused.reason, refused.highest_epoch))
        self._close(ch, "refused")

    def _hear(self, ch: Channel, frame: Frame, raw: bytes) -> None:
        match frame:
            case Heartbeat():
                self._hear_beat(frame, raw)
            case Receipts():
                for receipt in frame.receipts:
                    self._hear_receipt(receipt.chain, receipt.head, raw)
            case GapRequest(chain, after):
                self._outboxes[chain].rewind(after)
            case OwnRequest(chain, after):
                self._out.append(ev.LoadHeld(ch.number, chain, after, OWN_ENTRIES_BYTES))
            case OwnEntries(chain, entries):
                self._out += self._own.take(chain, entries)
            case _:
                pass

    def _hear_receipt(self, chain: Chain, head: Head, raw: bytes) -> None:
        outbox = self._outboxes[chain]
        if head.serial > outbox.head.serial and self._own.is_fetching():
            return  # it comes again with a heartbeat, when we have what it is for
        command = outbox.hear_receipt(head, raw)
        if command is not None:
            self._out.append(command)

    def _hear_beat(self, beat: Heartbeat, raw: bytes) -> None:
        rtt_ms, offset_ms = self._pulse.hear(beat, self._now)
        if raw == self._last_beat:
            return  # the same one over another connection
        self._last_beat = raw
        self._out.append(ev.Beat(beat, rtt_ms, offset_ms, raw, self._pulse.find_ping(beat.echo_ms)))
        if beat.want_echo or self._pulse.is_answer_due(self._now):
            self._theirs.owe_all()
            self._beat(want_echo=False)
        sending = self._channels.sending
        if sending is not None:
            patience_s = self._pulse.heartbeat_s / 2
            way_s = self._pulse.silent_s if self._pulse.rtt_s > THIN_RTT_S else 0.0
            asked = self._theirs.hear_heads(beat.heads, self._now.mono_s, patience_s=patience_s, way_s=way_s)
            sending.asks += asked

    def _beat(self, *, want_echo: bool) -> None:
        if not self._channels.ready:
            return
        heads, processed = self._heads(), self._theirs.processed
        raw = self._seal(self._pulse.make_beat(self._now, heads=heads, processed=processed, want_echo=want_echo))
        is_for_all = want_echo or self._pulse.is_late(self._now)
        if is_for_all:
            self._pulse.spread(self._now)
        for ch in self._channels.ready:
            ch.beats.append(raw if is_for_all or self._channels.is_sending(ch.number) else STILL_HERE)

    def _tick(self) -> None:
        for ch, reason in self._leaving.find(self._now):
            self._close(ch, reason)
        if self._channels.prefer_heard(self._now.mono_s, self._pulse.heartbeat_s):
            self._start_over()
        if self._pulse.is_due(self._now):
            self._ask_own()  # should the request, or what was given back, have been lost
        if self._pulse.is_due(self._now) or self._pulse.is_spreading_due(self._now):
            self._theirs.owe_all()  # should the last ones have been lost
            self._beat(want_echo=False)
        self._is_asked_to_sign = False
        for outbox in self._outboxes.values():
            outbox.retry()

    def _tell_state(self) -> None:
        state = self._pulse.find_change(self._now)
        if state is not None:
            self._out.append(ev.PeerState(state))

    def _change_key(self, key: SigningKey) -> None:
        """Nothing that the old key signed goes out behind what the new one signs."""
        self._key = key
        for ch in self._channels:
            ch.beats.clear()

    def _seal(self, frame: Frame) -> bytes:
        return seal_frame(frame, line=self._ends.line, sender=self._ends.own, key=self._key, sent_ms=self._now.ms)

    # Durable changes told by the host

    def _append(self, event: ev.Appended) -> None:
        outbox = self._outboxes[event.chain]
        outbox.append(event.head, event.raw)
        more, commands = self._own.append(event.chain)
        self._out += commands
        if more:
            self._ask_own()

    def _give_back(self, event: ev.HeldLoaded) -> None:
        ch = self._channels.find(event.channel)
        if ch is not None and ch.ready:
            ch.bulk.append(self._seal(OwnEntries(event.chain, take_part(event.entries, OWN_ENTRIES_BYTES))))

    # Hello

    def _heads(self) -> dict[Chain, Head]:
        return {chain: outbox.head for chain, outbox in self._outboxes.items()}

    def _hear_hello(self, ch: Channel, hello: Hello) -> None:
        heard_after_s = self._now.mono_s - self._pulse.silent_s
        held = self._theirs.held
        refusal = self._greeting.find_refusal(hello, ch, self._channels, heard_after_s=heard_after_s, held=held)
        if refusal is not None:
            ch.refusal = refusal
            facts = {"reason": refusal.reason, "epoch": hello.epoch, "run": hello.run}
            self._out.append(ev.Alarm("run_refused", facts))
            self._close(ch, refusal.reason)
            return
        for other in self._channels.speakers(besides=ch):
            if other.run != hello.run:
                self._close(other, "superseded")
        saw = self._greeting.see(hello)
        if saw is not None:
            self._out.append(saw)
        ch.run, ch.waiting = hello.run, hello
        if self._greeting.is_seen_kept:
            self._take_hello(ch)

    def _epoch_kept(self, run: Run) -> None:
        if self._greeting.keep(run):
            for ch in self._channels:
                self._take_hello(ch)

    def _take_hello(self, ch: Channel) -> None:
        hello, ch.waiting = ch.waiting, None
        if hello is None or ch.closing:
            return
        answers_ours = ch.hellos_sent > 0
        ch.hello_due = ch.hellos_sent < ch.hellos_owed
        if answers_ours and not ch.ready:
            self._make_ready(ch, hello)

    def _make_ready(self, ch: Channel, hello: Hello) -> None:
        fresh = self._channels.sending is None or hello.run != self._peer_run
        self._channels.make_ready(ch)
        if fresh:
            # Else this is a reserve, and receipts over the sending connection may be ahead of this hello.
            self._peer_run = hello.run
            self._own.stop()
            self._theirs.wait_anew(self._now.mono_s)
            self._pulse.begin()
            self._start_over()
            for chain, outbox in self._outboxes.items():
                outbox.take_position(hello.held.get(chain, GENESIS).serial)
        self._theirs.owe_all()
        self._beat(want_echo=True)
        if not self._own.is_fetching():
            self._check_own(ch, hello)

    # Own chains: what the peer holds of them

    def _check_own(self, ch: Channel, hello: Hello) -> None:
        self._out += self._own.compare(hello.held)
        if not self._own.may_send() and not self._own.is_fetching():
            self._close(ch, "own_chain_differs")
        self._ask_own()

    def _ask_own(self) -> None:
        request, sending = self._own.find_request(), self._channels.sending
        if request is not None and sending is not None:
            sending.asks.append(request)

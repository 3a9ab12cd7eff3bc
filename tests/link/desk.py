"""A node with nothing but a record in memory; does what an exchange commands, can be copied, killed, restored."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from itertools import count

from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId
from tansiq.ledger.chain import GENESIS, Head, next_envelope
from tansiq.ledger.envelope import (
    Chain,
    Envelope,
    Precedence,
    decode_envelope,
    encode_body,
    parse_sealed,
    seal,
)
from tansiq.ledger.keys import SigningKey
from tansiq.link import events as ev
from tansiq.link.channels import Run
from tansiq.link.ends import Ends, Positions
from tansiq.link.exchange import HEARTBEAT_S, Exchange

LINE = LineId("11111111-1111-4111-8111-111111111111")
NORTH, SOUTH = PartyId("north"), PartyId("south")
KEYS = {NORTH: SigningKey(b"n" * 32), SOUTH: SigningKey(b"s" * 32)}
KINDS = {Chain.URGENT: "cease", Chain.ORDINARY: "note"}
_runs = count(1)
_ids = count(1)


def head_of_log(log: list[bytes]) -> Head:
    return Head(len(log), parse_sealed(log[-1]).hash) if log else GENESIS


def empty_logs() -> dict[Chain, list[bytes]]:
    return {chain: [] for chain in Chain}


@dataclass
class Record:
    """What survives a kill, and what a backup holds."""

    own: dict[Chain, list[bytes]] = field(default_factory=empty_logs)
    held: dict[Chain, list[bytes]] = field(default_factory=empty_logs)
    confirmed: dict[Chain, Head] = field(default_factory=dict)
    seen: Run | None = None
    epoch: int = 0

    def copy(self) -> Record:
        return copy.deepcopy(self)


class Desk:
    """Obeys commands at once; what was commanded stays readable in `told`."""

    def __init__(
        self,
        own: PartyId,
        record: Record | None = None,
        *,
        recovering: bool = False,
        exercise: bool = False,
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        self.own, self.peer = own, SOUTH if own == NORTH else NORTH
        self.record = record or Record()
        self.record.epoch += 1
        self.run = f"{next(_runs):016x}"
        self.may_sign = False
        self.told: list[ev.Command] = []
        self.acted: list[int] = []
        self.recovering = recovering
        self.exchange = Exchange(
            Ends(
                own=own,
                peer=self.peer,
                line=LINE,
                key=KEYS[own],
                peer_key=KEYS[self.peer].public,
                epoch=self.record.epoch,
                run=self.run,
                recovering=recovering,
                exercise=exercise,
            ),
            Positions(
                own={chain: head_of_log(log) for chain, log in self.record.own.items()},
                held={chain: head_of_log(log) for chain, log in self.record.held.items()},
                confirmed=self.record.confirmed,
                processed={chain: len(log) for chain, log in self.record.held.items()},
                seen=self.record.seen,
            ),
            heartbeat_s=heartbeat_s,
        )

    def write(self, chain: Chain = Chain.ORDINARY, *, text: str = "") -> ev.Appended:
        """Sign the next own message and put it into the record."""
        log = self.record.own[chain]
        draft = Envelope(
            line=LINE,
            chain=chain,
            sender=self.own,
            to=(self.peer,),
            serial=1,
            prev=GENESIS.hash,
            id=MessageId(f"00000000-0000-4000-8000-{next(_ids):012x}"),
            kind=KINDS[chain],
            kind_version=1,
            precedence=Precedence.ROUTINE,
            sent_ms=1,
            author=OfficerId("watch"),
            lang="en",
            body=encode_body({"text": text}),
        )
        raw = seal(next_envelope(draft, head_of_log(log)), KEYS[self.own]).raw()
        log.append(raw)
        return ev.Appended(chain, head_of_log(log), raw)

    def obey(self, command: ev.Command) -> list[ev.Event]:
        """Do what is commanded; returns what to tell the exchange."""
        self.told.append(command)
        match command:
            case ev.LoadOwn(chain, after, limit_bytes):
                return [ev.OwnLoaded(chain, self._cut(self.record.own[chain], after, limit_bytes))]
            case ev.LoadHeld(channel, chain, after, limit_bytes):
                return [ev.HeldLoaded(channel, chain, self._cut(self.record.held[chain], after, limit_bytes))]
            case ev.Ingest(_, raw):
                return self._judge(raw)
            case ev.SawEpoch(epoch, run):
                self.record.seen = Run(epoch, run)
            case ev.Checked():
                self.may_sign = True
            case ev.Behind():
                self.may_sign = False
            case ev.OwnRecovered(chain, entries):
                return [self._recover(chain, raw) for raw in entries]
            case ev.Confirmed(chain, head):
                assert head == head_of_log(self.record.own[chain][: head.serial])
                if head.serial > self.record.confirmed.get(chain, GENESIS).serial:
                    self.record.confirmed[chain] = head
            case ev.Refused(reason, highest_epoch):
                self.may_sign = False
                if reason == "stale_epoch" and self.recovering:
                    self.record.epoch = highest_epoch + 1
                    return [ev.EpochAdopted(self.record.epoch)]
        return []

    def _judge(self, raw: bytes) -> list[ev.Event]:
        envelope = decode_envelope(parse_sealed(raw).payload)
        log = self.record.held[envelope.chain]
        if envelope.chain is Chain.URGENT:
            self.acted.append(envelope.serial)
        if envelope.serial > len(log) + 1:
            self.exchange.ask_gap(envelope.chain, len(log))
            return []
        if envelope.serial == len(log) + 1:
            assert envelope.prev == head_of_log(log).hash
            log.append(raw)
        else:
            assert log[envelope.serial - 1] == raw, "equivocation"
        return [ev.Kept(envelope.chain, head_of_log(log), len(log))]

    def _recover(self, chain: Chain, raw: bytes) -> ev.Event:
        log = self.record.own[chain]
        assert decode_envelope(parse_sealed(raw).payload).prev == head_of_log(log).hash
        log.append(raw)
        return ev.Appended(chain, head_of_log(log))

    @staticmethod
    def _cut(log: list[bytes], after: int, limit_bytes: int) -> tuple[ev.Entry, ...]:
        entries: list[ev.Entry] = []
        size_bytes = 0
        for serial, raw in enumerate(log[after:], start=after + 1):
            size_bytes += len(raw)
            if entries and size_bytes > limit_bytes:
                break
            entries.append((serial, raw))
        return tuple(entries)

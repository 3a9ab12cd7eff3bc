"""A peer's end of the line moved by hand: it has the peer's keys and says what no node of ours would.

It stands where the peer's node stood, on the one connection that it dials. It answers heartbeats and receipts what it
is sent, so that the other end finds nothing amiss but what a test sends on purpose.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tansiq.base.ids import MessageId, OfficerId, PartyId
from tansiq.ledger.chain import GENESIS, Head, head_of, next_envelope
from tansiq.ledger.dsse import write_wrapper
from tansiq.ledger.envelope import (
    PAYLOAD_TYPE,
    Chain,
    Envelope,
    Precedence,
    Sealed,
    chain_of,
    decode_envelope,
    encode_body,
    encode_envelope,
    parse_sealed,
    seal,
)
from tansiq.ledger.export import Log, parse_log
from tansiq.ledger.frames import Frame, Heartbeat, Hello, Receipts, is_frame, open_frame, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.receipt import Receipt
from tansiq.link.tls import make_client_context
from tansiq.node.keeping.folder import load_identity
from tansiq.scenario.client import new_id
from tests.e2e.pair import WAIT_S, Pair, read_epoch


@dataclass
class Hand:
    """South, as north hears it."""

    pair: Pair
    log: Log
    """South's end of the line when its node ended."""
    address: str
    folder: Path
    context: ssl.SSLContext
    key: SigningKey
    heads: dict[Chain, Head] = field(default_factory=dict)
    """Our own chains as they were last accepted by ourselves."""
    held: dict[Chain, Head] = field(default_factory=dict)
    confirmed: dict[Chain, int] = field(default_factory=dict)
    """What north has receipted."""
    heard: list[Envelope] = field(default_factory=list)
    ws: ClientConnection | None = None
    listening: asyncio.Task[None] | None = None
    is_joined: asyncio.Event = field(default_factory=asyncio.Event)
    epoch: int = 0

    def connect(self) -> None:
        """Dial, and wait until both hellos are taken and the first heartbeat was heard."""
        self.epoch += 1
        self.pair.run(self._connect())

    def close(self) -> None:
        self.pair.run(self._close())

    def say(self, kind: str, body: dict[str, object], *, version: int = 1) -> Sealed:
        """The next message on its chain, properly signed."""
        envelope = self.make(kind, body, version=version)
        sealed = seal(envelope, self.key)
        self.heads[envelope.chain] = head_of(envelope, sealed)
        self.send(sealed.raw())
        return sealed

    def make(self, kind: str, body: dict[str, object], *, version: int = 1) -> Envelope:
        draft = Envelope(
            line=self.log.head.line,
            chain=chain_of(kind),
            sender=PartyId("south"),
            to=(PartyId("north"),),
            serial=1,
            prev=GENESIS.hash,
            id=MessageId(new_id()),
            kind=kind,
            kind_version=version,
            precedence=Precedence.ROUTINE,
            sent_ms=self.pair.now_ms,
            author=OfficerId("watch-1"),
            lang="en",
            body=encode_body(body),
            exercise=True,
        )
        return next_envelope(draft, self.heads[draft.chain])

    def seal_oversized(self, size: int) -> bytes:
        """A note that is far too long, signed as it is."""
        payload = encode_envelope(self.make("note", {"lang": "en", "text": "MUCH"}))
        payload = payload.replace(b"MUCH", b"x" * size)
        signature = self.key.sign(PAYLOAD_TYPE, payload)
        return write_wrapper(
            payload=payload, payload_type=PAYLOAD_TYPE, signature=signature, key_id=self.key.public.key_id
        )

    def send(self, raw: bytes) -> None:
        self.pair.run(self._send(raw))

    def wait_for(self, kind: str) -> Envelope:
        """The first message of a kind that north says to us."""
        self.pair.wait_until(lambda: any(envelope.kind == kind for envelope in self.heard))
        return next(envelope for envelope in self.heard if envelope.kind == kind)

    def wait_for_receipt(self, chain: Chain = Chain.ORDINARY) -> None:
        """Until north has everything of ours on its disk."""
        self.pair.wait_until(lambda: self.confirmed.get(chain, 0) >= self.heads[chain].serial)

    async def _connect(self) -> None:
        self.is_joined.clear()
        uri = f"wss://{self.address}/line/v1"
        self.ws = await connect(uri, ssl=self.context, proxy=None, compression=None, max_size=None, ping_interval=None)
        await self._say_frame(self._hello())
        self.listening = asyncio.create_task(self._listen(self.ws))
        await asyncio.wait_for(self.is_joined.wait(), WAIT_S)

    async def _close(self) -> None:
        if self.ws is not None:
            await self.ws.close()
        if self.listening is not None:
            self.listening.cancel()
            await asyncio.gather(self.listening, return_exceptions=True)

    def _hello(self) -> Hello:
        return Hello(
            party=PartyId("south"), epoch=self.epoch, run=f"{self.epoch:016x}", held=dict(self.held),
            heads=dict(self.heads), exercise=True, version="by hand", recovering=False,
        )  # fmt: skip

    async def _listen(self, ws: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for message in ws:
                raw = message if isinstance(message, bytes) else message.encode()
                if is_frame(raw):
                    await self._hear(open_frame(raw, line=self.log.head.line, sender=PartyId("north"),
                                                key=self.log.head.keys[PartyId("north")]))  # fmt: skip
                else:
                    await self._take(parse_sealed(raw))

    async def _hear(self, frame: Frame) -> None:
        match frame:
            case Hello():
                await self._say_frame(self._hello())  # the dialler's second: yours is taken
            case Heartbeat():
                self.is_joined.set()
                if frame.want_echo:
                    await self._say_frame(self._beat(frame))
            case Receipts(receipts):
                self.confirmed |= {receipt.chain: receipt.serial for receipt in receipts}
            case _:
                raise AssertionError(f"north says {frame}")

    async def _take(self, sealed: Sealed) -> None:
        envelope = decode_envelope(sealed.payload)
        if envelope.serial == self.held[envelope.chain].serial + 1:
            self.heard.append(envelope)
            self.held[envelope.chain] = head_of(envelope, sealed)
        head = self.held[envelope.chain]
        await self._say_frame(Receipts((Receipt(envelope.chain, head.serial, head.hash),)))

    def _beat(self, heard: Heartbeat) -> Heartbeat:
        return Heartbeat(
            ping_ms=self.pair.now_ms, echo_ms=heard.ping_ms, echo_received_ms=self.pair.now_ms,
            heads=dict(self.heads), processed={chain: head.serial for chain, head in self.held.items()},
            want_echo=False, state="ok",
        )  # fmt: skip

    async def _say_frame(self, frame: Frame) -> None:
        await self._send(seal_frame(frame, line=self.log.head.line, sender=PartyId("south"), key=self.key,
                                    sent_ms=self.pair.now_ms))  # fmt: skip

    async def _send(self, raw: bytes) -> None:
        assert self.ws is not None
        await self.ws.send(raw)


def take_over(pair: Pair) -> Hand:
    """End south's node and put a hand in its place."""
    log = parse_log(pair.log("south", "north"))
    pair.stop("south")
    folder = pair.folder / "south"
    identity = load_identity(folder)
    der = (pair.folder / "north" / "keys" / "line.crt.der").read_bytes()
    hand = Hand(
        pair=pair,
        log=log,
        address=pair.processes["north"].line_address.removeprefix("wss://"),
        folder=folder,
        context=make_client_context(identity.cert_file, identity.key_file, der),
        key=identity.key,
        epoch=read_epoch(folder),
    )
    for chain in Chain:
        hand.heads[chain] = _last(log.chains["out", chain])
        hand.held[chain] = _last(log.chains["in", chain])
    hand.connect()
    return hand


def _last(entries: Mapping[int, bytes]) -> Head:
    if not entries:
        return GENESIS
    serial = max(entries)
    return Head(serial, parse_sealed(entries[serial]).hash)


def break_signature(sealed: Sealed) -> bytes:
    """The same message with one bit of its signature turned."""
    return replace(sealed, signature=bytes([sealed.signature[0] ^ 1]) + sealed.signature[1:]).raw()

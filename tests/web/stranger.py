"""A party of another make: written from docs/line-protocol.md and docs/line-kinds.md, it imports nothing of Tansiq.

It pairs, says hello, sends messages, takes messages, and gives receipts and heartbeats. It keeps nothing on disk, takes
whatever the node sends in order, and knows two kinds of body.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import os
import ssl
import tempfile
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from mnemonic import Mnemonic
from websockets.asyncio.client import ClientConnection, connect

ENVELOPE, FRAME, PAIRING = (f"application/vnd.tansiq.{name}.v1+json" for name in ("envelope", "frame", "pairing"))
ZEROS = "0" * 64
URGENT = {"cease", "distress", "cease_executed", "resume_agreed"}
PATIENCE_S = 20.0


def canonical(value: object) -> bytes:
    """RFC 8785 for names in ASCII and whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def covered(kind: str, payload: bytes) -> bytes:
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind.encode(), len(payload), payload)


@dataclass
class Stranger:
    """One end of one line."""

    party: str
    now_ms: int
    """By the clock of the exercise, which stands still."""
    exercise: bool = True
    heads: dict[str, tuple[int, str]] = field(default_factory=lambda: {"urgent": (0, ZEROS), "ordinary": (0, ZEROS)})
    held: dict[str, tuple[int, str]] = field(default_factory=lambda: {"urgent": (0, ZEROS), "ordinary": (0, ZEROS)})
    receipted: dict[str, int] = field(default_factory=lambda: {"urgent": 0, "ordinary": 0})
    taken: list[dict[str, Any]] = field(default_factory=list)
    """Envelopes of the peer's, in the order in which they came."""

    def __post_init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.public = self.key.public_key().public_bytes_raw()
        tls = Ed25519PrivateKey.generate()
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, self.party)])
        today = datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(tls.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(today - timedelta(days=1))
            .not_valid_after(today + timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(tls, algorithm=None)
        )  # fmt: skip
        self.tls_pem = tls.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.run = os.urandom(8).hex()

    # Bytes

    def wrap(self, kind: str, said: dict[str, Any]) -> bytes:
        payload = canonical(said)
        signature = self.key.sign(covered(kind, payload))
        named = {"keyid": sha256(self.public)[:32], "sig": base64.b64encode(signature).decode()}
        encoded = base64.b64encode(payload).decode()
        return canonical({"payload": encoded, "payloadType": kind, "signatures": [named]})

    def open(self, raw: bytes, key: bytes) -> tuple[str, dict[str, Any], bytes]:
        """Type and payload of a wrapper of the peer's; raises where it is not signed or not in its one form."""
        wrapper = json.loads(raw)
        payload = base64.b64decode(wrapper["payload"], validate=True)
        (signature,) = wrapper["signatures"]
        made = base64.b64decode(signature["sig"], validate=True)
        Ed25519PublicKey.from_public_bytes(key).verify(made, covered(wrapper["payloadType"], payload))
        said = json.loads(payload)
        assert canonical(said) == payload
        assert canonical(wrapper) == raw
        return wrapper["payloadType"], said, payload

    # Pairing

    def offer(self) -> tuple[str, str]:
        """The hash that is shown first, and the offer."""
        der = self.certificate.public_bytes(Encoding.DER)
        self.own_offer = {
            "v": 1, "party": self.party, "name": self.party.title(), "addresses": [], "made_ms": self.now_ms,
            "line_key": base64.b64encode(self.public).decode(), "tls_cert_der": base64.b64encode(der).decode(),
            "tls_cert_sha256": sha256(der), "nonce": base64.b64encode(os.urandom(32)).decode(),
            "exercise": self.exercise,
        }  # fmt: skip
        return sha256(canonical(self.own_offer)), self.wrap(PAIRING, self.own_offer).decode()

    def take_offer(self, raw: str, commitment: str) -> str:
        """The eight words, once the peer's offer is the one that was committed to."""
        wrapper = json.loads(raw)
        self.peer_offer = json.loads(base64.b64decode(wrapper["payload"]))
        self.peer_key = base64.b64decode(self.peer_offer["line_key"])
        kind, _, payload = self.open(raw.encode(), self.peer_key)
        assert (kind, sha256(payload)) == (PAIRING, commitment)
        self.peer = self.peer_offer["party"]
        by_party = sorted((self.own_offer, self.peer_offer), key=lambda each: each["party"])
        self.offers = [sha256(canonical(each)) for each in by_party]
        digest = hashlib.sha256("tansiq pairing line v1 {} {}".format(*self.offers).encode()).digest()
        self.line = str(uuid.UUID(bytes=digest[:16], version=4))
        phrase = hashlib.sha256("tansiq pairing phrase v1 {} {}".format(*self.offers).encode()).digest()
        bits = int.from_bytes(phrase) >> (256 - 88)
        words = Mnemonic("english").wordlist
        return " ".join(words[bits >> at & 2047] for at in range(77, -1, -11))

    # The line

    @asynccontextmanager
    async def connected(self, port: int) -> AsyncIterator[ClientConnection]:
        """A connection on which both hellos are said, with what comes taken in until it ends."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.check_hostname = False
        peer_der = base64.b64decode(self.peer_offer["tls_cert_der"])
        context.load_verify_locations(cadata=peer_der)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "pem")
            file.write_bytes(self.certificate.public_bytes(Encoding.PEM) + self.tls_pem)
            context.load_cert_chain(file)
        url = f"wss://127.0.0.1:{port}/line/v1"
        async with connect(url, ssl=context, proxy=None, compression=None, ping_interval=None) as ws:
            shown = ws.transport.get_extra_info("ssl_object").getpeercert(True)
            assert shown == peer_der
            self.hellos = 0
            await ws.send(self.hello())
            reading = asyncio.create_task(self.read(ws))
            try:
                await self.until(lambda: self.hellos > 0 or reading.done())
                yield ws
            finally:
                reading.cancel()

    async def until(self, is_so: Any) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not is_so():
                await asyncio.sleep(0.01)

    def frame(self, frame: str, **said: Any) -> bytes:
        return self.wrap(
            FRAME, {"v": 1, "frame": frame, "line": self.line, "from": self.party, "sent_ms": self.now_ms, **said}
        )

    def hello(self) -> bytes:
        return self.frame(
            "hello", party=self.party, epoch=1, run=self.run, held=_heads(self.held), heads=_heads(self.heads),
            exercise=self.exercise, version="another", recovering=False,
        )  # fmt: skip

    async def read(self, ws: ClientConnection) -> None:
        """Take in what comes, and say what is due."""
        async for raw in ws:
            assert isinstance(raw, bytes)
            kind, said, payload = self.open(raw, self.peer_key)
            assert (said["line"], said["from"]) == (self.line, self.peer)
            if kind == ENVELOPE:
                await self.take(ws, said, payload)
            elif said["frame"] == "hello":
                self.hellos += 1
                if self.hellos == 1:
                    await ws.send(self.hello())
            elif said["frame"] == "heartbeat" and said["want_echo"]:
                await self.beat(ws, said)
            elif said["frame"] == "receipts":
                for each in said["receipts"]:
                    self.receipted[each["chain"]] = each["serial"]

    async def take(self, ws: ClientConnection, said: dict[str, Any], payload: bytes) -> None:
        serial, hash_ = self.held[said["chain"]]
        if said["serial"] == serial + 1:
            assert said["prev"] == hash_
            self.held[said["chain"]] = (said["serial"], sha256(payload))
            self.taken.append(said)
        serial, hash_ = self.held[said["chain"]]
        receipt = {"chain": said["chain"], "serial": serial, "hash": hash_}
        await ws.send(self.frame("receipts", receipts=[receipt]))

    async def beat(self, ws: ClientConnection, heard: dict[str, Any]) -> None:
        processed = {chain: serial for chain, (serial, _) in self.held.items()}
        await ws.send(
            self.frame(
                "heartbeat", ping_ms=self.now_ms, echo_ms=heard["ping_ms"], echo_received_ms=self.now_ms,
                heads=_heads(self.heads), processed=processed, want_echo=False, state="ok",
            )
        )  # fmt: skip

    def message(self, kind: str, body: dict[str, Any], *, precedence: str = "ROUTINE") -> bytes:
        """The next message of its chain."""
        chain = "urgent" if kind in URGENT else "ordinary"
        serial, prev = self.heads[chain]
        said: dict[str, Any] = {
            "v": 1, "line": self.line, "chain": chain, "from": self.party, "to": [self.peer], "serial": serial + 1,
            "prev": prev, "id": str(uuid.uuid4()), "kind": kind, "kind_version": 1, "precedence": precedence,
            "sent_ms": self.now_ms, "author": "hand", "lang": "en", "body": body,
        }  # fmt: skip
        if self.exercise:
            said["exercise"] = True
        self.heads[chain] = (serial + 1, sha256(canonical(said)))
        return self.wrap(ENVELOPE, said)

    def pairing_message(self) -> bytes:
        body = {"reason": "pairing", "line_key": self.public.hex(), "epoch": 1, "offers": self.offers}
        return self.message("key_change", body)


def _heads(heads: dict[str, tuple[int, str]]) -> dict[str, dict[str, Any]]:
    return {chain: {"serial": serial, "hash": hash_} for chain, (serial, hash_) in heads.items()}

"""Two desks with ports of their own: real sockets and real TLS on loopback."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tansiq.base.clock import HandClock
from tansiq.base.ids import PartyId
from tansiq.ledger.envelope import Chain
from tansiq.link import events as ev
from tansiq.link.dialler import Dialler, PeerPort
from tansiq.link.driver import LineDriver
from tansiq.link.follow import Backoff
from tansiq.link.pace import Pace
from tansiq.link.tls import TlsIdentity, make_tls_identity
from tansiq.link.transport import LineServer
from tests.link.desk import NORTH, SOUTH, Desk

YEAR_2000_MS = 946_684_800_000
YEAR_2100_MS = 4_102_444_800_000
PATIENCE_S = 20.0


def identity(name: str, seed: bytes) -> TlsIdentity:
    return make_tls_identity(
        name=name, seed=seed * 32, serial_number=seed[0], not_before_ms=YEAR_2000_MS, not_after_ms=YEAR_2100_MS
    )


IDENTITIES = {NORTH: identity("north", b"N"), SOUTH: identity("south", b"S")}
STRANGER = identity("stranger", b"X")


def write_files(folder: Path, name: str, made: TlsIdentity) -> tuple[Path, Path]:
    cert, key = folder / f"{name}.crt", folder / f"{name}.key"
    cert.write_bytes(made.cert_pem)
    key.write_bytes(made.key_pem)
    return cert, key


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():
            await asyncio.sleep(0.005)


@dataclass
class Centre:
    """A desk with a port."""

    desk: Desk
    folder: Path
    pins: dict[PartyId, bytes] = field(default_factory=dict)
    shown: TlsIdentity | None = None
    """Certificate that it shows, where that is not its own."""
    alarms: list[ev.Alarm] = field(default_factory=list)
    failing: bool = False
    delay_s: float = 0.0
    """How long it takes to carry out one ordinary batch."""
    pressed: bool = False
    """Something urgent is being made durable."""
    pace: Pace = field(default_factory=Pace)
    pressings: int = 0
    """How often something urgent was seen to come."""
    order: list[Chain] = field(default_factory=list)
    """Chains of what came, as it came to the host."""
    is_disk_slow: bool = False
    """What is begun does not become durable."""
    begun: int = 0
    """How often something was carried out as it came."""
    port: int = 0
    reserve_after_s: float = 60.0
    tries: int = 0

    def __post_init__(self) -> None:
        if not self.pins:
            self.pins = {self.desk.peer: IDENTITIES[self.desk.peer].cert_der}
        shown = self.shown or IDENTITIES[self.desk.own]
        self.files = write_files(self.folder, f"{self.desk.own}-{id(self)}", shown)
        self.driver = LineDriver(self.desk.peer, self.desk.exchange, self, clock=HandClock(1_000_000))
        self.server = LineServer(
            cert_file=self.files[0],
            key_file=self.files[1],
            pins=lambda: self.pins,
            find_driver=lambda party: self.driver if party == self.desk.peer else None,
            on_alarm=self.alarms.append,
        )

    def press(self) -> None:
        self.pressings += 1

    def is_pressed(self) -> bool:
        return self.pressed

    async def on_commands(self, peer: PartyId, commands: Sequence[ev.Command]) -> None:
        assert peer == self.desk.peer
        if self.failing:
            raise OSError("the disk is full")
        if not any(isinstance(command, ev.Ingest) and command.urgent for command in commands):
            await asyncio.sleep(self.delay_s)
        self._obey(commands)

    def begin(self, peer: PartyId, commands: Sequence[ev.Command]) -> Callable[[], Awaitable[None]]:
        assert peer == self.desk.peer
        if self.failing:
            raise OSError("the disk is full")
        self.begun += 1
        self._obey(commands)
        return self._written

    async def _written(self) -> None:
        while self.is_disk_slow:
            await asyncio.sleep(0.005)

    def _obey(self, commands: Sequence[ev.Command]) -> None:
        for command in commands:
            if isinstance(command, ev.Ingest):
                self.order.append(Chain.URGENT if command.urgent else Chain.ORDINARY)
            for event in self.desk.obey(command):
                self.driver.tell(event)

    def write(self, chain: Chain = Chain.ORDINARY, *, text: str = "") -> None:
        self.driver.tell(self.desk.write(chain, text=text))

    def draw(self) -> float:
        self.tries += 1
        return 0.5

    def dialler(self, port: int) -> Dialler:
        return Dialler(
            self.driver,
            PeerPort(
                addresses=(f"127.0.0.1:{port}",),
                cert_file=self.files[0],
                key_file=self.files[1],
                peer_der=IDENTITIES[self.desk.peer].cert_der,
            ),
            random=lambda: 0.0,
            reserve_after_s=self.reserve_after_s,
            backoff=Backoff(first_s=0.02, longest_s=0.2, random=self.draw),
            on_alarm=self.alarms.append,
        )

    @contextlib.asynccontextmanager
    async def running(self, *, port: int = 0, dial: int | None = None) -> AsyncIterator[None]:
        self.port = await self.server.start("127.0.0.1", port)
        tasks = [asyncio.create_task(self.driver.run())]
        if dial is not None:
            tasks.append(asyncio.create_task(self.dialler(dial).run()))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await self.server.stop()


def run(script: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(_as_coroutine(script), 60))


async def _as_coroutine(script: Callable[[], Awaitable[None]]) -> None:
    await script()

"""Dials one peer and keeps two connections to it: one that carries the sending, and a reserve.

The peer dials too, so usually one connection comes from each end. Where it cannot, the second is dialled here as well:
it stays idle but for heartbeats, and no bulk stands before a stop in any buffer on its way.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tansiq.link.driver import LineDriver
from tansiq.link.events import Alarm
from tansiq.link.follow import Backoff
from tansiq.link.pieces import SUBPROTOCOL
from tansiq.link.room import set_send_buffer
from tansiq.link.tls import make_client_context
from tansiq.link.transport import LINE_PATH, OPTIONS, find_peer_certificate

CONNECT_TIMEOUT_S: Final = 15.0
"""For TCP alone: an address where nobody answers must not keep the next from being tried."""
RESERVE_AFTER_S: Final = 15.0
"""A single connection stands so long, give or take half, before a reserve is dialled: the peer's own may be coming."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerPort:
    """Where a peer is dialled, and as whom."""

    addresses: tuple[str, ...]
    """``host:port``, at least one; the later ones are second paths."""
    cert_file: Path
    """Own certificate, PEM."""
    key_file: Path
    """Its key, PEM."""
    peer_der: bytes
    """The peer's pinned certificate."""


class Dialler:
    """Keeps connections of our own to one peer, at the addresses it named, one after the other."""

    def __init__(
        self,
        driver: LineDriver,
        port: PeerPort,
        *,
        backoff: Backoff,
        random: Callable[[], float],
        on_alarm: Callable[[Alarm], None],
        reserve_after_s: float = RESERVE_AFTER_S,
    ) -> None:
        """Prepare to dial.

        Args:
            driver: takes the connections.
            port: whom and how.
            backoff: waits between tries.
            random: between 0 and 1.
            on_alarm: told once of a wrong certificate, and again only after a right one.
            reserve_after_s: see `RESERVE_AFTER_S`.
        """
        self._driver = driver
        self._port = port
        self._context = make_client_context(port.cert_file, port.key_file, port.peer_der)
        self._backoff = backoff
        self._random = random
        self._on_alarm = on_alarm
        self._alarmed = False
        self._reserve_after_s = reserve_after_s
        self._now = asyncio.Event()
        self.path: str | None = None
        """The address over which our own first connection stands; None where it does not."""
        self.on_path: Callable[[str, bool], None] = lambda address, is_usual: None
        """A conversation stands at an address, which is the first of all or another; told where it changed."""
        self._told = port.addresses[0] if port.addresses else ""

    def dial_now(self) -> None:
        """Do not wait for the back-off to end."""
        self._now.set()

    async def run(self) -> None:
        """Dial and dial again until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._keep_first())
            group.create_task(self._keep_reserve())

    async def _keep_first(self) -> None:
        while True:
            for address in self._port.addresses:
                if await self._dial(address, is_first=True):
                    self._backoff.reset()
                    break
            try:
                await asyncio.wait_for(self._now.wait(), self._backoff.next_delay_s())
            except TimeoutError:
                continue
            finally:
                self._now.clear()

    async def _keep_reserve(self) -> None:
        """A second connection where only one stands, over another address if there is one."""
        while True:
            await asyncio.sleep(self._reserve_after_s * (0.5 + self._random()))
            others: Sequence[str] = [address for address in self._port.addresses if address != self.path]
            for address in others or self._port.addresses:
                if self._driver.exchange.ready_count == 1:
                    await self._dial(address, is_first=False)

    async def _dial(self, address: str, *, is_first: bool) -> bool:
        """One connection from its beginning to its end; True where a conversation stood on it."""
        try:
            sock = await _connect_tcp(address)
            async with connect(
                f"wss://{address}{LINE_PATH}",
                sock=sock,
                ssl=self._context,
                ssl_handshake_timeout=OPTIONS["open_timeout"],
                proxy=None,
                subprotocols=[Subprotocol(SUBPROTOCOL)],
                user_agent_header=None,
                **OPTIONS,
            ) as ws:
                if not hmac.compare_digest(find_peer_certificate(ws), self._port.peer_der):
                    self._wrong_certificate(address, "not the pinned certificate")
                    return False
                self._alarmed = False
                set_send_buffer(ws.transport)
                if is_first:
                    self.path = address
                return await self._driver.serve(ws, dialled=True, on_ready=lambda: self._tell_path(address))
        except ssl.SSLCertVerificationError as error:
            self._wrong_certificate(address, error.verify_message)
        except (OSError, WebSocketException, ValueError) as error:
            log.info("line to %s: %s cannot be reached: %s", self._driver.peer, address, error)
        finally:
            if is_first:
                self.path = None
        return False

    def _tell_path(self, address: str) -> None:
        if address != self._told and self._driver.exchange.ready_count == 1:
            self._told = address
            self.on_path(address, address == self._port.addresses[0])

    def _wrong_certificate(self, address: str, message: str) -> None:
        log.warning("line to %s: %s shows a wrong certificate: %s", self._driver.peer, address, message)
        if not self._alarmed:
            self._on_alarm(
                Alarm("wrong_certificate", {"party": self._driver.peer, "address": address, "message": message})
            )
        self._alarmed = True


async def _connect_tcp(address: str) -> socket.socket:
    """A connected socket. Raises OSError, `TimeoutError` among them, and ValueError where it is no address."""
    host, _, port = address.rpartition(":")
    loop = asyncio.get_running_loop()
    failed: OSError = OSError(f"no address for {host}")
    async with asyncio.timeout(CONNECT_TIMEOUT_S):
        for family, kind, protocol, _, target in await loop.getaddrinfo(
            host.strip("[]"), int(port), type=socket.SOCK_STREAM
        ):
            sock = socket.socket(family, kind, protocol)
            sock.setblocking(False)
            try:
                await loop.sock_connect(sock, target)
            except OSError as error:
                sock.close()
                failed = error
            except BaseException:
                sock.close()
                raise
            else:
                return sock
    raise failed

"""The line over the network: WebSocket at ``/line/v1`` over mutual TLS 1.3 with pinned certificates.

Takes connections for all lines at one port and dials each peer with back-off; both go to the peer's `LineDriver`.
Retries and time limits use real monotonic time, in an exercise too.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.client import connect
from websockets.asyncio.connection import Connection
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import WebSocketException
from websockets.http11 import Request, Response

from tansiq.base.ids import PartyId
from tansiq.base.units import KIB
from tansiq.link.driver import LineDriver
from tansiq.link.events import Alarm
from tansiq.link.follow import Backoff
from tansiq.link.room import set_send_buffer
from tansiq.link.sending import BULK_UNSENT_BYTES
from tansiq.link.tls import fingerprint_of, make_client_context, make_server_context, trust_certificates

LINE_PATH: Final = "/line/v1"
MAX_MESSAGE_BYTES: Final = 256 * KIB
OPEN_TIMEOUT_S: Final = 10.0
ALARM_EVERY_S: Final = 60.0
"""The same refusal alarms once in this time; every one is logged."""

Pins = Callable[[], Mapping[PartyId, bytes]]
"""The certificate, DER, of every party with whom a line stands now."""

# The exchange has heartbeats of its own, and what is signed does not compress.
_OPTIONS: Final[Mapping[str, Any]] = {
    "compression": None,
    "max_size": MAX_MESSAGE_BYTES,
    "ping_interval": None,
    "close_timeout": 1.0,
    "open_timeout": OPEN_TIMEOUT_S,
    "write_limit": BULK_UNSENT_BYTES,
}

log = logging.getLogger(__name__)


class LineServer:
    """The line's port. Lets in pinned certificates only, and tells by the certificate which party has come."""

    def __init__(
        self,
        *,
        cert_file: Path,
        key_file: Path,
        pins: Pins,
        find_driver: Callable[[PartyId], LineDriver | None],
        on_alarm: Callable[[Alarm], None],
    ) -> None:
        self._pins = pins
        self._find_driver = find_driver
        self._on_alarm = on_alarm
        self._context = make_server_context(cert_file, key_file, self._refused)
        self._open: dict[ServerConnection, bytes] = {}
        self._server: Server | None = None
        self._alarms: dict[str, float] = {}

    async def start(self, host: str, port: int) -> int:
        """Listen; returns the port, which is a free one where 0 was asked for. Raises OSError where it is taken."""
        self.pins_changed()
        self._server = await serve(
            self._take, host, port, ssl=self._context, process_request=_check_path, server_header=None, **_OPTIONS
        )
        return int(next(iter(self._server.sockets)).getsockname()[1])

    async def stop(self) -> None:
        """Close the port and its connections."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    def pins_changed(self) -> None:
        """A line was paired or revoked: take the new certificates, drop the connections of those no longer pinned."""
        pinned = set(self._pins().values())
        trust_certificates(self._context, pinned)
        for ws, der in self._open.items():
            if der not in pinned:
                ws.transport.abort()

    async def _take(self, ws: ServerConnection) -> None:
        der = find_peer_certificate(ws)
        party = next((party for party, pin in self._pins().items() if hmac.compare_digest(pin, der)), None)
        driver = None if party is None else self._find_driver(party)
        if driver is None:
            self._refused(True, f"the certificate {fingerprint_of(der)} is not pinned")
            ws.transport.abort()
            return
        set_send_buffer(ws.transport)
        self._open[ws] = der
        try:
            await driver.serve(ws, dialled=False)
        finally:
            del self._open[ws]

    def _refused(self, for_certificate: bool, message: str) -> None:
        log.warning("a connection to the line's port was refused: %s", message)
        now_s = time.monotonic()
        if for_certificate and now_s >= self._alarms.get(message, -ALARM_EVERY_S) + ALARM_EVERY_S:
            self._alarms = {message: now_s}
            self._on_alarm(Alarm("wrong_certificate", {"message": message}))


class Dialler:
    """Keeps a connection of our own to one peer, at the addresses it named, one after the other."""

    def __init__(
        self,
        driver: LineDriver,
        *,
        addresses: Sequence[str],
        cert_file: Path,
        key_file: Path,
        peer_der: bytes,
        backoff: Backoff,
        on_alarm: Callable[[Alarm], None],
    ) -> None:
        """Prepare to dial.

        Args:
            driver: takes the connections.
            addresses: ``host:port``, at least one.
            cert_file: own certificate, PEM.
            key_file: its key, PEM.
            peer_der: the peer's pinned certificate.
            backoff: waits between tries.
            on_alarm: told once of a wrong certificate, and again only after a right one.
        """
        self._driver = driver
        self._addresses = addresses
        self._peer_der = peer_der
        self._context = make_client_context(cert_file, key_file, peer_der)
        self._backoff = backoff
        self._on_alarm = on_alarm
        self._alarmed = False
        self._now = asyncio.Event()

    def dial_now(self) -> None:
        """Do not wait for the back-off to end."""
        self._now.set()

    async def run(self) -> None:
        """Dial and dial again until cancelled."""
        while True:
            for address in self._addresses:
                if await self._dial(address):
                    self._backoff.reset()
                    break
            try:
                await asyncio.wait_for(self._now.wait(), self._backoff.next_delay_s())
            except TimeoutError:
                continue
            finally:
                self._now.clear()

    async def _dial(self, address: str) -> bool:
        """One connection from its beginning to its end; True where a conversation stood on it."""
        try:
            async with connect(f"wss://{address}{LINE_PATH}", ssl=self._context, proxy=None, **_OPTIONS) as ws:
                if not hmac.compare_digest(find_peer_certificate(ws), self._peer_der):
                    self._wrong_certificate(address, "not the pinned certificate")
                    return False
                self._alarmed = False
                set_send_buffer(ws.transport)
                return await self._driver.serve(ws, dialled=True)
        except ssl.SSLCertVerificationError as error:
            self._wrong_certificate(address, error.verify_message)
        except (OSError, WebSocketException) as error:
            log.info("line to %s: %s cannot be reached: %s", self._driver.peer, address, error)
        return False

    def _wrong_certificate(self, address: str, message: str) -> None:
        log.warning("line to %s: %s shows a wrong certificate: %s", self._driver.peer, address, message)
        if not self._alarmed:
            self._on_alarm(
                Alarm("wrong_certificate", {"party": self._driver.peer, "address": address, "message": message})
            )
        self._alarmed = True


def find_peer_certificate(ws: Connection) -> bytes:
    """The DER bytes of the certificate that the other end proved to own; empty where there is none."""
    ssl_object = ws.transport.get_extra_info("ssl_object")
    return b"" if ssl_object is None else ssl_object.getpeercert(binary_form=True) or b""


def _check_path(ws: ServerConnection, request: Request) -> Response | None:
    if request.path != LINE_PATH:
        return ws.respond(HTTPStatus.NOT_FOUND, f"The line is at {LINE_PATH}.\n")
    return None

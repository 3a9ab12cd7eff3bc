"""The line's port: WebSocket at ``/line/v1`` over mutual TLS 1.3 with pinned certificates.

Takes connections for all lines at one port; each goes to its peer's `LineDriver`. `dialler` makes them from the other
side. Time limits use real monotonic time, in an exercise too.
"""

from __future__ import annotations

import hmac
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.connection import Connection
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from tansiq.base.ids import PartyId
from tansiq.link.driver import MAX_MESSAGE_BYTES, LineDriver
from tansiq.link.events import Alarm
from tansiq.link.pieces import SUBPROTOCOL
from tansiq.link.room import set_send_buffer
from tansiq.link.sending import BULK_UNSENT_BYTES
from tansiq.link.tls import fingerprint_of, make_server_context, trust_certificates

LINE_PATH: Final = "/line/v1"
OPEN_TIMEOUT_S: Final = 90.0
"""For the handshakes of TLS and WebSocket, which take half a minute over 300 bytes a second with stalls."""
ALARM_EVERY_S: Final = 60.0
"""The same refusal alarms once in this time; every one is logged."""

Pins = Callable[[], Mapping[PartyId, bytes]]
"""The certificate, DER, of every party with whom a line stands now."""

# The exchange has heartbeats of its own, and what is signed does not compress.
OPTIONS: Final[Mapping[str, Any]] = {
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
            self._take,
            host,
            port,
            ssl=self._context,
            ssl_handshake_timeout=OPEN_TIMEOUT_S,
            process_request=_check_path,
            select_subprotocol=_choose_subprotocol,
            server_header=None,
            **OPTIONS,
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


def find_peer_certificate(ws: Connection) -> bytes:
    """The DER bytes of the certificate that the other end proved to own; empty where there is none."""
    ssl_object = ws.transport.get_extra_info("ssl_object")
    return b"" if ssl_object is None else ssl_object.getpeercert(binary_form=True) or b""


def _choose_subprotocol(ws: ServerConnection, offered: Sequence[Subprotocol]) -> Subprotocol | None:
    return Subprotocol(SUBPROTOCOL) if SUBPROTOCOL in offered else None


def _check_path(ws: ServerConnection, request: Request) -> Response | None:
    if request.path != LINE_PATH:
        return ws.respond(HTTPStatus.NOT_FOUND, f"The line is at {LINE_PATH}.\n")
    return None

"""How much may still be put into a socket before something urgent would have to wait behind it."""

from __future__ import annotations

import socket
import struct
from asyncio import WriteTransport
from typing import Final

from tansiq.base.units import KIB
from tansiq.link.sending import BULK_UNSENT_BYTES

try:
    import fcntl
except ImportError:  # not a Unix: only what asyncio holds is counted
    fcntl = None  # type: ignore[assignment]

SEND_BUFFER_BYTES: Final = 256 * KIB
_SIOCOUTQ: Final = 0x5411
"""Linux: bytes in the kernel that the peer has not acknowledged (linux/sockios.h)."""
_SIOCOUTQNSD: Final = 0x894B
"""Linux: bytes in the kernel that have not left yet."""


def set_send_buffer(transport: WriteTransport) -> None:
    """Bound what the kernel takes, so that `find_room_bytes` sees all that waits."""
    sock = transport.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)


def find_room_bytes(transport: WriteTransport) -> int:
    """Room for bulk below `BULK_UNSENT_BYTES`; negative where more waits already.

    Under TLS asyncio has a second buffer that cannot be seen from here. It holds something only while the kernel takes
    no more; so a kernel buffer that is half full, in flight or not, counts as no room.
    """
    waiting_bytes = transport.get_write_buffer_size()
    sock = transport.get_extra_info("socket")
    if fcntl is not None and sock is not None and sock.fileno() >= 0:
        try:
            if _ask(sock.fileno(), _SIOCOUTQ) >= SEND_BUFFER_BYTES // 2:
                return 0
            waiting_bytes += _ask(sock.fileno(), _SIOCOUTQNSD)
        except OSError:
            return BULK_UNSENT_BYTES - waiting_bytes
    return BULK_UNSENT_BYTES - waiting_bytes


def _ask(file_number: int, request: int) -> int:
    answer = fcntl.ioctl(file_number, request, struct.pack("i", 0))
    return int(struct.unpack("i", answer)[0])

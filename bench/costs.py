"""What every message stands on, each alone: a durable commit, a signature, a check, a TLS round trip; in seconds.

Measured in a loop, whose code and data lie in the caches, or with a pause before each, as what comes now and then finds
the machine. The middle of many.
"""

from __future__ import annotations

import os
import socket
import ssl
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from tansiq.ledger.envelope import PAYLOAD_TYPE
from tansiq.ledger.keys import SigningKey
from tansiq.store.contract import Transaction
from tansiq.store.sqlite import SqliteStore

_TIMES = 300
_TIMES_WITH_PAUSE = 100


def find_median_s(work: Callable[[], object], pause_s: float = 0.0) -> float:
    """Of one piece of work.

    Args:
        work: done again and again.
        pause_s: before each time, not counted.
    """
    times = []
    for _ in range(_TIMES_WITH_PAUSE if pause_s else _TIMES):
        if pause_s:
            time.sleep(pause_s)
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def find_commit_s(pause_s: float = 0.0) -> float:
    """A transaction of one row."""
    numbers = count()
    with tempfile.TemporaryDirectory(prefix="tansiq-bench-") as folder:
        store = SqliteStore(Path(folder), reserve_bytes=1 << 20)
        try:
            return find_median_s(
                lambda: store.commit(Transaction(meta={"bench": str(next(numbers)).encode()})), pause_s
            )
        finally:
            store.close()


def find_sign_s(pause_s: float = 0.0) -> float:
    """Of 600 bytes."""
    key, payload = SigningKey(bytes(32)), bytes(600)
    return find_median_s(lambda: key.sign(PAYLOAD_TYPE, payload), pause_s)


def find_check_s(pause_s: float = 0.0) -> float:
    """Of 600 bytes."""
    key, payload = SigningKey(bytes(32)), bytes(600)
    public, signature = key.public, key.sign(PAYLOAD_TYPE, payload)
    return find_median_s(lambda: public.authenticate(PAYLOAD_TYPE, payload, signature), pause_s)


def find_round_trip_s(pause_s: float = 0.0) -> float:
    """One byte there and back over TLS 1.3 between two threads."""
    from tansiq.link.tls import make_tls_identity

    now_ms = time.time_ns() // 1_000_000
    identity = make_tls_identity(
        name="bench", seed=os.urandom(32), serial_number=1, not_before_ms=now_ms - 86_400_000,
        not_after_ms=now_ms + 86_400_000,
    )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="tansiq-bench-") as folder:
        cert, key = Path(folder) / "cert.pem", Path(folder) / "key.pem"
        cert.write_bytes(identity.cert_pem)
        key.write_bytes(identity.key_pem)
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(cert, key)
        client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        client.check_hostname = False
        client.load_verify_locations(cadata=identity.cert_der)
        return _echo_s(server, client, pause_s)


def _echo_s(server: ssl.SSLContext, client: ssl.SSLContext, pause_s: float) -> float:
    listener = socket.create_server(("127.0.0.1", 0))

    def echo() -> None:
        raw, _ = listener.accept()
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with server.wrap_socket(raw, server_side=True) as ours:
            while data := ours.recv(1):
                ours.sendall(data)

    threading.Thread(target=echo, daemon=True).start()
    with client.wrap_socket(socket.create_connection(listener.getsockname())) as ours:
        ours.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def trip() -> None:
            ours.sendall(b"x")
            ours.recv(1)

        return find_median_s(trip, pause_s)

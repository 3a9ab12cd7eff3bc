"""A server that answers what it was told to, so that a command's own part can be seen: what it asks, what it prints."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Asked:
    """One request as it came."""

    method: str
    path: str
    token: str
    body: Any


@dataclass
class Stub:
    """What was asked, and what is answered, by method and path."""

    url: str = ""
    answers: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def answer(self, what: str, body: Any, status: int = 200) -> None:
        """Answer the next such request so; the last answer stays."""
        self.answers.setdefault(what, []).append((status, body))

    def take(self, what: str) -> tuple[int, Any]:
        waiting = self.answers.get(what) or [(404, {"error": {"code": "no_route", "message": what, "advice": "none"}})]
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serve_stub() -> Iterator[Stub]:
    stub = Stub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.handle_any("GET")

        def do_POST(self) -> None:
            self.handle_any("POST")

        def handle_any(self, method: str) -> None:
            raw = self.rfile.read(int(self.headers.get("content-length") or 0))
            path = self.path.removeprefix("/api/v1")
            token = self.headers.get("authorization", "")
            stub.asked.append(Asked(method, path, token, json.loads(raw) if raw else None))
            status, body = stub.take(f"{method} {path}")
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""Receivers on loopback: a mail server that speaks SMTP and a web server, both as simple as the standards allow."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer


@dataclass
class Mailbox:
    """What a mail server took, and how it answers."""

    port: int = 0
    taken: list[str] = field(default_factory=list)
    refused: frozenset[str] = frozenset()
    """Recipients that it does not know."""
    is_mute: bool = False
    """It takes connections and says nothing."""


@contextmanager
def serve_mail(**how: object) -> Iterator[Mailbox]:
    """A mail server (RFC 5321) without encryption."""
    box = Mailbox(**how)  # type: ignore[arg-type]

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if box.is_mute:
                self.rfile.read(1)
                return
            self.say("220 test")
            while line := self.rfile.readline().decode():
                verb = line.strip().upper()
                if verb.startswith("RCPT") and any(name in line for name in box.refused):
                    self.say("550 no such person")
                elif verb == "DATA":
                    self.say("354 go on")
                    box.taken.append(self.read_message())
                    self.say("250 queued as 4711")
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 fine")

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def read_message(self) -> str:
            lines = []
            while (line := self.rfile.readline().decode()) != ".\r\n":
                lines.append(line)
            return "".join(lines)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Session) as server:
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()


@dataclass
class Hook:
    """What a web server was posted, and how it answers."""

    port: int = 0
    posted: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Statuses in order; 200 when they are used up."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks/secret-path"


@contextmanager
def serve_hook(*answers: int) -> Iterator[Hook]:
    """A web server that takes what is posted."""
    hook = Hook(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            hook.posted.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(hook.answers.pop(0) if hook.answers else 200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hook
    finally:
        server.shutdown()
        server.server_close()

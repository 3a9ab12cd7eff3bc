"""The ports of a node: which it shall take, which it has, and the refusal where another program has one.

A port given as 0 is a free one; what was taken is kept in ``ports.json`` and taken again at the next start, because
peers were told of it.
"""

from __future__ import annotations

import errno
import logging
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

import msgspec

from tansiq.base.errors import BadRequest
from tansiq.node.config import Config

PORTS_FILE: Final = "ports.json"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """The ports of a node; None where nothing is said of one."""

    line: int | None = None
    officers: int | None = None
    metrics: int | None = None
    control: int | None = None


class PortInUse(BadRequest):
    """Another program listens there."""

    code: ClassVar[str] = "port_in_use"

    def __init__(self, *, host: str, port: int, setting: str) -> None:
        super().__init__(f"port {port} on {host} is in use by another program", where=setting)
        self.host = host
        self.port = port
        self.setting = setting

    def default_advice(self) -> str:
        """The two ways out."""
        return f"Stop the other program, or give {self.setting} another port; 0 takes a free one."


class PortRefused(BadRequest):
    """The machine does not let the node listen there."""

    code: ClassVar[str] = "port_refused"


def plan_ports(config: Config, wanted: Ports, kept: Ports) -> Ports:
    """The ports to ask for: what the command says, else the settings; for 0 the port that was kept, if any.

    Only the ports that others were told of are taken again: a free one that was given up may be another's by now.
    """

    def choose(said: int | None, configured: int, before: int | None) -> int:
        port = configured if said is None else said
        return before if port == 0 and before else port

    return Ports(
        line=choose(wanted.line, config.line.port, kept.line),
        officers=choose(wanted.officers, config.officers.port, kept.officers),
        metrics=choose(wanted.metrics, config.metrics.port, None),
        control=choose(wanted.control, config.control.port, None) if config.exercise else None,
    )


def load_ports(folder: Path) -> Ports:
    """The ports of the last start; none where they are not kept or cannot be read."""
    try:
        return msgspec.json.decode((folder / PORTS_FILE).read_bytes(), type=Ports)
    except (FileNotFoundError, msgspec.DecodeError):
        return Ports()


def keep_ports(folder: Path, ports: Ports) -> None:
    """Keep the ports taken; whole or not at all. A full disk keeps the former ones, and no node from starting (I4)."""
    if load_ports(folder) == ports:
        return
    part = folder / f"{PORTS_FILE}.part"
    try:
        part.write_bytes(msgspec.json.encode(ports))
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        log.warning("the ports are not kept: %s", error)
        return
    os.replace(part, folder / PORTS_FILE)


def open_port(host: str, port: int, *, setting: str) -> socket.socket:
    """A socket bound to the port, or to a free one for 0; whoever serves listens on it.

    Args:
        host: IP address or localhost.
        port: 0 for a free one.
        setting: named in the refusal.

    Raises:
        PortInUse, PortRefused.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off; else each answer waits 40 ms for the last one's.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        # Listening at once: with SO_REUSEADDR two programs may both bind, but not both listen.
        bound.listen(128)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(host=host, port=port, setting=setting) from None
        advice = f"Give {setting} an address of this machine and a port above 1023."
        raise PortRefused(f"cannot listen on {host} port {port}: {error}", where=setting, advice=advice) from None
    return bound

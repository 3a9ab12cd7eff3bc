"""The process of a node: its folder locked, its ports open, until it is told to end.

All ports are taken before the first line connects. What is printed on the standard output is one line that says where
the node serves; everything after it goes to the log.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from litestar import Litestar

from tansiq.node.config import Config, Endpoint
from tansiq.node.garbage import collect_gently
from tansiq.node.keeping.folder import Identity, open_folder
from tansiq.node.node import Node
from tansiq.node.ports import PortInUse, Ports, keep_ports, load_ports, open_port, plan_ports
from tansiq.store.sqlite import SqliteStore
from tansiq.web.app import create_app
from tansiq.web.logs import start_logging, stop_logging
from tansiq.web.metrics import create_metrics_app

log = logging.getLogger(__name__)

_LAST_ANSWERS_S = 1
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@dataclass(slots=True)
class Served:
    """One HTTP server on a port that is taken already."""

    server: uvicorn.Server
    bound: socket.socket
    url: str
    end_streams: Callable[[], None]
    """Tells whoever follows it that it goes down."""
    task: asyncio.Task[None] | None = None


@dataclass(slots=True)
class Process:
    """What runs."""

    node: Node
    servers: dict[str, Served] = field(default_factory=dict)
    line_url: str = ""

    def where(self) -> dict[str, str]:
        """Where the node serves."""
        return {"line": self.line_url} | {name: served.url for name, served in self.servers.items()}


class _Server(uvicorn.Server):
    """Leaves the signals of the process to `run`."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def run(folder: Path, *, ports: Ports, json: bool) -> int:
    """Serve a node until SIGTERM or SIGINT; the exit code.

    Args:
        folder: of the node.
        ports: what the command line says of them.
        json: say where it serves as a line of JSON.

    Raises:
        TansiqError: it cannot start; nothing was opened or everything was closed again.
    """
    config, identity = open_folder(folder)
    handler = start_logging(folder, config.log_level)
    try:
        asyncio.run(_serve(folder, config, identity, ports=ports, as_json=json))
    finally:
        stop_logging(handler)
    return 0


async def _serve(folder: Path, config: Config, identity: Identity, *, ports: Ports, as_json: bool) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, ended.set)
    async with contextlib.AsyncExitStack() as closing:
        process = await _open(folder, config, identity, ports=ports, closing=closing)
        collecting = loop.create_task(collect_gently(process.node.lines.is_pressed), name="collect")
        closing.callback(collecting.cancel)
        log.info("serving %s", process.where())
        _say(process, as_json)
        await ended.wait()
        log.info("ending")


async def _open(
    folder: Path, config: Config, identity: Identity, *, ports: Ports, closing: contextlib.AsyncExitStack
) -> Process:
    """Take the folder, then every port, then open the lines."""
    loop = asyncio.get_running_loop()
    store = SqliteStore(folder, deliver=loop.call_soon_threadsafe, reserve_bytes=config.reserve_bytes)
    with contextlib.ExitStack() as undo:
        undo.callback(store.close)
        planned = plan_ports(config, ports, load_ports(folder))
        bound = _take_ports(config, planned, undo)
        node = Node(folder, config, identity, store)
        line_port = await _open_lines(node, config.line, planned.line or 0)
        undo.pop_all()
    closing.push_async_callback(node.stop)
    process = Process(node, line_url=f"wss://{config.line.host}:{line_port}")
    for name, app in _apps(node, identity).items():
        process.servers[name] = _make_server(config, app, identity=identity, name=name, bound=bound[name])
    keep_ports(folder, Ports(line=line_port, **{name: _port_of(taken) for name, taken in bound.items()}))
    closing.push_async_callback(_stop, process)
    for served in process.servers.values():
        served.task = asyncio.create_task(served.server.serve(sockets=[served.bound]))
    while not all(served.server.started or _has_failed(served) for served in process.servers.values()):
        await asyncio.sleep(0.002)
    return process


def _take_ports(config: Config, planned: Ports, undo: contextlib.ExitStack) -> dict[str, socket.socket]:
    """The ports of the HTTP servers; the lines' own is taken by its server."""
    wanted = {"officers": (config.officers, planned.officers), "metrics": (config.metrics, planned.metrics)}
    if config.exercise:
        wanted["control"] = (config.control, planned.control)
    bound = {}
    for name, (endpoint, port) in wanted.items():
        bound[name] = open_port(endpoint.host, port or 0, setting=f"{name}.port")
        undo.callback(bound[name].close)
    return bound


async def _open_lines(node: Node, line: Endpoint, port: int) -> int:
    try:
        return await node.start(line.host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(host=line.host, port=port, setting="line.port") from error
        raise


def _apps(node: Node, identity: Identity) -> dict[str, Litestar]:
    apps = {"officers": create_app(node), "metrics": create_metrics_app(node)}
    if node.exercise and identity.control_token is not None:
        from tansiq.web.control import create_control_app

        apps["control"] = create_control_app(node, identity.control_token)
    return apps


def _make_server(config: Config, app: Litestar, *, identity: Identity, name: str, bound: socket.socket) -> Served:
    endpoint: Endpoint = getattr(config, name)
    # Plain http is for this machine alone.
    has_tls = name == "officers" and not endpoint.is_loopback
    settings = uvicorn.Config(
        app,
        http="httptools",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_LAST_ANSWERS_S,
        ssl_certfile=identity.officers_cert_file if has_tls else None,
        ssl_keyfile=identity.officers_key_file if has_tls else None,
    )
    url = f"{'https' if has_tls else 'http'}://{endpoint.host}:{_port_of(bound)}"
    return Served(_Server(settings), bound, url, app.state.get("end_streams", lambda: None))


async def _stop(process: Process) -> None:
    """Let the servers give their last answers; the node's lines and store close after them."""
    for served in process.servers.values():
        served.end_streams()
        served.server.should_exit = True
    tasks = [served.task for served in process.servers.values() if served.task is not None]
    await asyncio.gather(*tasks, return_exceptions=True)


def _has_failed(served: Served) -> bool:
    """Raise what kept a server from starting."""
    if served.task is not None and served.task.done():
        served.task.result()
        return True
    return False


def _port_of(bound: socket.socket) -> int:
    return int(bound.getsockname()[1])


def _say(process: Process, as_json: bool) -> None:
    where = process.where()
    text = json.dumps(where) if as_json else "\n".join(f"{name:9} {url}" for name, url in where.items())
    sys.stdout.write(text + "\n")
    sys.stdout.flush()

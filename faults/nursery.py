"""Where node processes come from: it has the program loaded, and forks a process for each node that is started.

A node is the same as by ``tansiq node run``, with its own process, folder and ports; only the second that loading the
program takes is saved, of which a campaign has thousands. Spoken to by lines of JSON; kills are the campaign's own.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import TypedDict

READY_FILE = "ready.json"
"""Beside a node's folder, after its name: its first line of output, where it serves."""


class Order(TypedDict):
    """Start a node in a folder, wait for the end of one, or work on a record; one of these."""

    number: int
    """Answered with the answer, so that none is ever taken for another's."""
    start: str | None
    limit_bytes: int | None
    wait: int | None
    copy: tuple[str, str] | None
    """Copy the record of a folder, running or not, to a file."""
    restore: tuple[str, str] | None
    """Put a copy in the place of a folder's record."""


def main() -> None:
    """Serve until the input ends."""
    import tansiq.web.control  # the exercise's part, loaded late by the program
    import tansiq.web.serve  # noqa: F401

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for line in sys.stdin:
        order: Order = json.loads(line)
        print(json.dumps([order["number"], _carry_out(order)]), flush=True)


def _carry_out(order: Order) -> int:
    if order["start"] is not None:
        return _start(Path(order["start"]), order["limit_bytes"])
    if order["copy"] or order["restore"]:
        return _work_on_record(order)
    return _wait(order["wait"] or 0)


def _start(folder: Path, limit_bytes: int | None) -> int:
    pid = os.fork()
    if pid == 0:
        _be_node(folder, limit_bytes)
    return pid


def _wait(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _work_on_record(order: Order) -> int:
    """In a process of its own, as an operator's command would be."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            from tansiq.node.keeping import backups

            if order["copy"]:
                backups.back_up(*map(Path, order["copy"]))
            elif order["restore"]:
                backups.restore(*map(Path, order["restore"]))
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return _wait(pid)


def _be_node(folder: Path, limit_bytes: int | None) -> None:
    code = 1
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(f"{folder}.{READY_FILE}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
        os.dup2(os.open(f"{folder}.stderr", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
        code = _serve(folder, limit_bytes)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve(folder: Path, limit_bytes: int | None) -> int:
    from tansiq.node.ports import Ports
    from tansiq.store.sqlite import SqliteStore
    from tansiq.web import serve

    if limit_bytes is not None:
        setattr(serve, "SqliteStore", partial(SqliteStore, limit_bytes=limit_bytes))  # noqa: B010
    return serve.run(folder, ports=Ports(line=0, officers=0, metrics=0, control=0), json=True)


if __name__ == "__main__":
    main()

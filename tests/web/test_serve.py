"""A node as a process: what it prints, what it opens, how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tansiq.base.ids import PartyId
from tansiq.node.keeping.folder import init_folder
from tests.web.house import NOON_MS, WALL_MS

CODE = """
import sys
from pathlib import Path
from tansiq.base.errors import TansiqError
from tansiq.node.ports import Ports
from tansiq.web.serve import run
ports = Ports(line=0, officers=int(sys.argv[2]), metrics=0, control=0)
try:
    code = run(Path(sys.argv[1]), ports=ports, json=True)
except TansiqError as error:
    sys.exit(f"{error.code} {error.where}: {error.advice()}")
print(" ".join(sorted(name for name in sys.modules if name.startswith("tansiq.web"))))
sys.exit(code)
"""


def make_folder(folder: Path, *, exercise: bool) -> Path:
    init_folder(
        folder, party=PartyId("north"), name="North", lang="en", exercise=exercise, start_ms=NOON_MS, wall_ms=WALL_MS,
        random_bytes=os.urandom,
    )  # fmt: skip
    return folder


def start(folder: Path, port: int = 0) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-c", CODE, str(folder), str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip


@contextmanager
def serving(folder: Path) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    process = start(folder)
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.communicate()


def end(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    return out


def test_a_node_says_where_it_serves_and_ends_cleanly(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "n", exercise=True)
    with serving(folder) as (process, where):
        assert set(where) == {"line", "officers", "metrics", "control"}
        assert httpx.get(f"{where['officers']}/api/v1/health").json()["state"] == "ok"
        assert httpx.get(f"{where['metrics']}/health").status_code == 200
        assert "tansiq_can_write 1.0" in httpx.get(f"{where['metrics']}/metrics").text
        token = (folder / "keys" / "control.token").read_text().strip()
        quiet = httpx.get(f"{where['control']}/quiet", headers={"X-Control-Token": token})
        assert quiet.json()["quiet"] is True
        end(process)
    assert token not in (folder / "log" / "node.log").read_text()
    with serving(folder) as (process, again):
        assert [again[port] for port in ("line", "officers")] == [where[port] for port in ("line", "officers")]
        end(process)


def test_a_real_node_opens_no_control_port_and_loads_none_of_its_code(tmp_path: Path) -> None:
    with serving(make_folder(tmp_path / "n", exercise=False)) as (process, where):
        assert set(where) == {"line", "officers", "metrics"}
        modules = end(process).split()
    assert "tansiq.web.app" in modules
    assert "tansiq.web.control" not in modules


def test_beyond_loopback_the_officers_port_speaks_only_https(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "n", exercise=False)
    settings = (folder / "tansiq.toml").read_text()
    (folder / "tansiq.toml").write_text(settings.replace("[officers]", '[officers]\nhost = "0.0.0.0"'))
    with serving(folder) as (process, where):
        assert where["officers"].startswith("https://")
        port = where["officers"].rsplit(":", 1)[1]
        pinned = ssl.create_default_context(cafile=folder / "keys" / "officers.crt.pem")
        assert httpx.get(f"https://127.0.0.1:{port}/api/v1/health", verify=pinned).status_code == 200
        with pytest.raises(httpx.HTTPError):
            httpx.get(f"http://127.0.0.1:{port}/api/v1/health")
        end(process)


def test_a_port_in_use_is_named_with_its_setting(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start(make_folder(tmp_path / "n", exercise=True), other.getsockname()[1])
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.startswith("port_in_use officers.port")


def test_a_second_node_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "n", exercise=True)
    with serving(folder) as (process, _):
        second = start(folder)
        _, err = second.communicate(timeout=30)
        assert second.returncode == 1
        assert "folder_in_use" in err
        end(process)

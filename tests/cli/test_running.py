"""The commands against real node processes: made, run, paired, stopped, their logs compared."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tansiq.cli.client import At, post
from tansiq.cli.main import main

WAIT_S = 30.0


@dataclass
class Running:
    """A node process, and its officers' tokens."""

    folder: Path
    secret: str
    process: subprocess.Popen[str]
    line: str
    url: str
    capsys: pytest.CaptureFixture[str]
    tokens: dict[str, Path] = field(default_factory=dict)

    def tell(self, officer: str, *arguments: str) -> int:
        return main([*arguments, "--node", self.url, "--token-file", str(self.tokens[officer])])

    def ask(self, officer: str, *arguments: str) -> Any:
        self.capsys.readouterr()
        self.tell(officer, *arguments, "--json")
        return json.loads(self.capsys.readouterr().out)

    def sign_in(self, officer: str, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tokens[officer] = self.folder.parent / f"{self.folder.name}-{officer}"
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{secret}\nan own secret of {officer[:1]}\n"))
        assert self.tell(officer, "sign-in", officer) == 0


def start(folder: Path, party: str, capsys: pytest.CaptureFixture[str]) -> Running:
    assert main(["node", "init", str(folder), "--party", party, "--name", party.title(), "--json"]) == 0
    secret = json.loads(capsys.readouterr().out)["one_time_secret"]
    ports = ["--line-port", "0", "--port", "0", "--metrics-port", "0", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tansiq", "node", "run", str(folder), *ports],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    where = json.loads(process.stdout.readline())
    return Running(folder, secret, process, where["line"], where["officers"], capsys)


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def nodes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[tuple[Running, Running]]:
    with contextlib.ExitStack() as ending:
        made = []
        for party in ("north", "south"):
            running = start(tmp_path / party, party, capsys)
            ending.callback(running.process.wait, WAIT_S)
            ending.callback(running.process.terminate)
            made.append(running)
        yield made[0], made[1]


def write(at: At, path: str, body: dict[str, object]) -> dict[str, Any]:
    answer = post(at, path, body).value
    assert isinstance(answer, dict)
    return answer


def add_second(node: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second administrator, through the API as a console would."""
    at = At(node=node.url, token_file=node.tokens["administrator"])
    made = write(at, "/officers", {"name": "second", "role": "administrator", "lang": "en"})
    node.sign_in("second", made["one_time_secret"], monkeypatch)


def pair(reader: Running, hearer: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hearer's end by the command, whose input is made as it is asked for; the reader's end over the API."""
    at = At(node=reader.url, token_file=reader.tokens["administrator"])
    begun = write(at, "/lines/pairings", {})
    path = f"/lines/pairings/{begun['pairing']}"

    class Hearer:
        """Its officer passes on what the command prints, and types what the other officer says."""

        offer = phrase = ""

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            said = hearer.capsys.readouterr().out.splitlines()
            if "commitment" in "".join(said):
                commitment = next(line.strip() for line in said if len(line.strip()) == 64)
                answer = write(at, f"{path}/commitment", {"commitment": commitment})
                self.offer = answer["offer"]
                return str(begun["commitment"]) + "\n"
            if any("Send this offer" in line for line in said):
                offer = next(line for line in said if line.startswith("{"))
                answer = write(at, f"{path}/offer", {"offer": offer})
                self.phrase = " ".join(answer["phrase"])
                return self.offer + "\n"
            return self.phrase + "\n"

    monkeypatch.setattr("sys.stdin", Hearer())
    assert hearer.tell("administrator", "line", "pair") == 0
    step = hearer.capsys.readouterr().out.split("tansiq release ")[1].split()[0]
    assert hearer.tell("administrator", "release", step) == 1
    assert hearer.tell("second", "release", step) == 0
    confirmed = write(at, f"{path}/confirm", {})
    assert reader.tell("second", "release", confirmed["pending"]) == 0


def test_two_nodes_are_made_paired_and_stopped_from_the_command_line(
    nodes: tuple[Running, Running], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    north, south = nodes
    for node in nodes:
        node.sign_in("administrator", node.secret, monkeypatch)
        add_second(node, monkeypatch)
    pair(north, south, monkeypatch)
    wait_until(lambda: all(node.tell("second", "line", "status") == 0 for node in nodes))
    assert north.tell("second", "line", "test", "south") == 0
    # The administrator has no operational word, and may stop.
    assert south.tell("second", "take", "5b0d7b3e-8a0a-4a44-9a55-0d6f8f7f2a11") == 1
    assert south.tell("second", "cease", "--text", "stop") == 0

    def is_quiet() -> bool:
        lines = north.ask("second", "line", "status"), south.ask("second", "line", "status")
        outs = [chain for (line,) in lines for chain in line["out"].values()]
        return all(chain["signed"] == chain["receipted"] for chain in outs)

    wait_until(is_quiet)
    assert all(node.tell("second", "picture", "check") == 0 for node in nodes)
    assert main(["node", "backup", str(north.folder), str(tmp_path / "copy.db")]) == 0
    assert main(["node", "verify", str(north.folder)]) == 2
    for node in nodes:
        node.process.terminate()
        assert node.process.wait(WAIT_S) == 0
        assert main(["node", "verify", str(node.folder)]) == 0


def test_a_second_process_on_the_folder_or_the_port_is_refused(
    nodes: tuple[Running, Running], capsys: pytest.CaptureFixture[str]
) -> None:
    north, south = nodes
    assert main(["node", "run", str(north.folder), "--port", "0"]) == 2
    assert "is in use by process" in capsys.readouterr().err
    south.process.terminate()
    south.process.wait(WAIT_S)
    port = north.url.rsplit(":", 1)[1]
    assert main(["node", "run", str(south.folder), "--port", port]) == 2
    err = capsys.readouterr().err
    assert f"port {port}" in err
    assert "officers.port" in err

"""The node processes of a play: made, started, killed, started again, and always ended.

Each is started by the program's own commands, as an operator would, in a folder of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tansiq.scenario.client import CentreClient
from tansiq.scenario.doc import Doc
from tansiq.scenario.errors import CentreFailed
from tansiq.scenario.scenario import Centre

INIT_S = 60.0
START_S = 60.0
END_S = 10.0
LAST_WORDS = 2000


@dataclass
class CentreProcess:
    """One party's node as a process, with the client that speaks to it."""

    centre: Centre
    folder: Path
    client: CentreClient
    process: asyncio.subprocess.Process | None = None
    line_address: str = ""
    administrator: str = ""
    first_secret: str = ""
    drains: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self.process is not None and self.process.returncode is None

    @property
    def log(self) -> Path:
        """Where the node and its process write."""
        return self.folder / "log"

    async def make(self, start_ms: int) -> None:
        """`node init` for an exercise; keeps the administrator's one-time secret and the control token."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        name = self.centre.name.get(self.centre.lang) or self.centre.id
        arguments = ["node", "init", str(self.folder), "--party", self.centre.id, "--name", name]
        arguments += ["--lang", self.centre.lang, "--exercise", "--start-ms", str(start_ms), "--json"]
        process = await _spawn(arguments)
        try:
            out, err = await asyncio.wait_for(process.communicate(), INIT_S)
        except TimeoutError as error:
            process.kill()
            raise CentreFailed("node init did not end", party=self.centre.id, log=None) from error
        if process.returncode != 0:
            said = (err or out).decode(errors="replace")[-LAST_WORDS:].strip()
            raise CentreFailed(f"node init ended with {process.returncode}: {said}", party=self.centre.id, log=None)
        made = Doc(json.loads(out))
        self.administrator = made.text("administrator")
        self.first_secret = made.text("one_time_secret")
        self.client.control_token = made.text("control_token")

    async def start(self) -> None:
        """`node run`; returns when it serves."""
        arguments = ["node", "run", str(self.folder), "--line-port", "0", "--port", "0", "--metrics-port", "0"]
        self.process = await _spawn([*arguments, "--control-port", "0", "--json"])
        try:
            serving = await asyncio.wait_for(self._read_ready(), START_S)
        except TimeoutError as error:
            raise CentreFailed("node run does not serve", party=self.centre.id, log=self.log) from error
        self.client.base = f"{_address(serving, 'officers', 'http')}/api/v1"
        self.client.control = _address(serving, "control", "http")
        self.line_address = _address(serving, "line", "wss")

    async def _read_ready(self) -> Doc:
        """The one line of JSON that says where it serves; all after it goes to the log folder."""
        process = self.process
        if process is None or process.stdout is None or process.stderr is None:
            raise CentreFailed("node run has no output", party=self.centre.id, log=self.log)
        self.log.mkdir(parents=True, exist_ok=True)
        self.drains.append(asyncio.create_task(_drain(process.stderr, self.log / "stderr.txt")))
        while line := await process.stdout.readline():
            with contextlib.suppress(json.JSONDecodeError):
                said = Doc(json.loads(line))
                if said.has("officers"):
                    self.drains.append(asyncio.create_task(_drain(process.stdout, self.log / "stdout.txt")))
                    return said
        code = await process.wait()
        await asyncio.gather(*self.drains, return_exceptions=True)
        written = self.log / "stderr.txt"
        said_last = written.read_text(errors="replace")[-LAST_WORDS:].strip() if written.is_file() else ""
        raise CentreFailed(f"node run ended with {code}: {said_last}", party=self.centre.id, log=self.log)

    async def kill(self) -> None:
        """End it as a power cut would: without a chance to tidy up."""
        if self.process is not None and self.is_running:
            self.process.kill()
            await self.process.wait()

    async def stop(self) -> None:
        """Ask it to end, and end it after a while whatever it does."""
        process = self.process
        if process is not None and process.returncode is None:
            process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), END_S)
            except TimeoutError:
                process.kill()
                await process.wait()
        for drain in self.drains:
            drain.cancel()
        await asyncio.gather(*self.drains, return_exceptions=True)
        self.drains.clear()


async def _spawn(arguments: list[str]) -> asyncio.subprocess.Process:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tansiq",
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
        start_new_session=True,  # the terminal's Ctrl-C reaches the player, which then ends the nodes in order
    )


async def _drain(stream: asyncio.StreamReader, path: Path) -> None:
    with path.open("ab") as kept:
        while chunk := await stream.read(65536):
            kept.write(chunk)
            kept.flush()


def _address(serving: Doc, key: str, scheme: str) -> str:
    """An address of the ready line, given as a URL, as host:port or as a port."""
    said = serving.text(key)
    if "://" in said:
        return said.rstrip("/").removesuffix("/api/v1")
    return f"{scheme}://{said}" if ":" in said else f"{scheme}://127.0.0.1:{said}"

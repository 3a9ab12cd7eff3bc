"""By a program of the party's own, such as one that sounds a siren: it gets the notice as JSON; its exit is the proof.

No shell is between: the first word is the program, the others are given to it as they stand.
"""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from tansiq.node.notify.notice import NotDelivered, Notice, Step, WayName

_TIMEOUT_S = 30.0


@dataclass(frozen=True)
class Siren:
    """See the module's note."""

    words: tuple[str, ...]
    timeout_s: float = _TIMEOUT_S
    name: WayName = WayName.SIREN

    def recipients(self, step: Step) -> tuple[str, ...]:
        """The program, at every step."""
        return (Path(self.words[0]).name,)

    async def send(self, notice: Notice, to: str) -> str:
        """Run it once; gives how it ended."""
        environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "TANSIQ_STEP": notice.step, "TANSIQ_CODE": notice.code}
        try:
            process = await asyncio.create_subprocess_exec(
                *self.words, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, env=environment, start_new_session=True
            )
        except (OSError, ValueError) as error:
            raise NotDelivered(f"{to} cannot be run: {type(error).__name__}") from None
        try:
            async with asyncio.timeout(self.timeout_s):
                await process.communicate(msgspec.json.encode(asdict(notice)))
        except TimeoutError:
            raise NotDelivered(f"{to} did not end within {self.timeout_s:g} s") from None
        except OSError as error:
            raise NotDelivered(f"{to} cannot be spoken to: {type(error).__name__}") from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, 9)
        if process.returncode != 0:
            raise NotDelivered(f"{to} ended with {process.returncode}")
        return "ended with 0"

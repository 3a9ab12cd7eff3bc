"""A tour: the centres of a scenario side by side on one page, and its steps taken one by one at a newcomer's word.

The page is served here, on this machine alone, and shows each centre's own watch floor in a frame, in that centre's
language. Whoever wants a step needs the key that stands in the page's address; no other site can ask for one.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from tansiq.base.data import get_path
from tansiq.base.errors import NotFound, TansiqError
from tansiq.scenario.format import load_scenario
from tansiq.scenario.happened import find_happened, find_positions, show_step
from tansiq.scenario.player import Play, Tell, open_play
from tansiq.scenario.scenario import Centre, Officer, Scenario, Step
from tansiq.scenario.shapes import LANGUAGES
from tansiq.scenario.show import MAIN_SCENARIO

FIRST_STEP: Final = {MAIN_SCENARIO: "submit-0209"}
"""Where the tour of a scenario begins; what comes before is played at once. Others begin with their first step."""
_GUIDE_LANG: Final = "en"
"""Centres speak another language where they can: the page around them is likely in this one."""
_PULSE_S: Final = 5.0
"""So often the centres' clocks go on while nobody asks for a step."""
_MOST_HEAD_BYTES: Final = 16_384
_MEDIA: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".json": "application/json",
}
_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src http://127.0.0.1:*; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "connection": "close",
}


class TourNotBuilt(NotFound):
    """The page of the tour was not built."""

    code = "tour_not_built"

    def default_advice(self) -> str:
        """How it is built."""
        return "From a checkout: ./run demo --open builds it; the scenario plays without it."


@dataclass
class Tour:
    """A scenario whose first part was played, and what is left of it. Owned by the loop that plays."""

    play: Play
    left: list[Step]
    key: str
    total: int
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By centre, what its frame enters with: a session of the exercise, and the language."""
    done: list[Step] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    """How far each centre's record went before the last step."""
    fault: str = ""
    at_work: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def describe(self, lang: str) -> dict[str, Any]:
        """What the page shows to a reader of a language."""
        scenario = self.play.scenario
        return {
            "title": scenario.title,
            "intro": scenario.report.intro,
            "centres": [await self._describe(centre, lang) for centre in scenario.centres],
            "at": len(self.done),
            "total": self.total,
            "last": show_step(scenario, self.done[-1]) if self.done else None,
            "next": show_step(scenario, self.left[0]) if self.left else None,
            "phase": self._phase(),
            "busy": self.at_work.locked(),
            "fault": self.fault,
        }

    async def _describe(self, centre: Centre, lang: str) -> dict[str, Any]:
        process = self.play.processes[centre.id]
        url = process.client.base.removesuffix("/api/v1")
        enter = base64.urlsafe_b64encode(json.dumps(self.entries[centre.id]).encode()).decode().rstrip("=")
        happened: list[dict[str, Any]] = []
        if self.before:
            with contextlib.suppress(TansiqError):
                happened = await find_happened(process, self.before[centre.id], lang)
        return {"party": centre.id, "name": centre.name, "lang": self.entries[centre.id]["lang"],
                "frame": f"{url}/#enter={enter}", "happened": happened}  # fmt: skip

    def _phase(self) -> Mapping[str, str] | None:
        """The part of the report to which the next step leads."""
        at_ms = self.left[0].at_ms if self.left else self.play.now_ms
        phases = self.play.scenario.report.phases
        ahead = [phase for phase in phases if phase.at_ms >= at_ms] or list(phases[-1:])
        return ahead[0].title if ahead else None

    async def enter(self) -> None:
        """Sign an officer in at every centre, in as many languages as there are."""
        used: set[str] = set()
        for centre in self.play.scenario.centres:
            officer = choose_officer(centre, used)
            used.add(officer.lang)
            session = (await self.play.processes[centre.id].client.sign_in(officer.name)).value
            self.entries[centre.id] = {"session": session, "lang": officer.lang}

    async def step(self) -> None:
        """Take the next step."""
        async with self.at_work:
            if not self.left:
                return
            step = self.left.pop(0)
            try:
                self.before = await find_positions(self.play.processes)
                await self.play.take(step)
                self.done.append(step)
                self.fault = ""
            except TansiqError as error:
                self.left.insert(0, step)
                self.fault = error.message

    async def pulse(self) -> None:
        """Let the clocks go on."""
        while True:
            await asyncio.sleep(_PULSE_S)
            async with self.at_work:
                self.play.now_ms += int(_PULSE_S * 1000)
                with contextlib.suppress(TansiqError):
                    await self.play.settle()


def choose_officer(centre: Centre, used: set[str]) -> Officer:
    """Who looks at a centre: on watch, in a language that no other frame has, where there is one."""
    watch = centre.find_officers("watch")
    return min(watch, key=lambda officer: (officer.lang in used, officer.lang == _GUIDE_LANG))


@contextlib.asynccontextmanager
async def open_tour(
    name: str, folder: Path, tell: Tell, *, first: str | None = None
) -> AsyncIterator[tuple[Tour, str]]:
    """Play the first part of a scenario, and serve the rest of it; the tour and the page's address.

    Args:
        name: a packaged scenario or a file.
        folder: of the nodes.
        tell: called with the progress.
        first: label of the step with which the tour begins; None: as `FIRST_STEP` says.

    Raises:
        TourNotBuilt, PlayFailed, BadScenario.
    """
    page = Path(get_path("web", "page"))
    if not (page / "tour.html").is_file():
        raise TourNotBuilt("the page of the tour was not built", where="page")
    scenario = load_scenario(name)
    before, after = split(scenario, first or FIRST_STEP.get(scenario.id))
    async with open_play(replace(scenario, script=before), folder, tell) as play, contextlib.AsyncExitStack() as stack:
        await play.play()
        tour = Tour(play, list(after), os.urandom(16).hex(), len(after))
        await tour.enter()
        server = await asyncio.start_server(_make_handler(tour, page), "127.0.0.1", 0)
        stack.callback(server.close)
        pulse = asyncio.create_task(tour.pulse())
        stack.callback(pulse.cancel)
        yield tour, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/#{tour.key}"


def split(scenario: Scenario, first: str | None) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    """The steps before the one of that label, and the rest."""
    labels = [step.label for step in scenario.script]
    if first is None:
        return (), scenario.script
    if first not in labels:
        raise NotFound(f"{scenario.id} has no step {first!r}", where="--from", advice=f"It has: {', '.join(labels)}.")
    at = labels.index(first)
    return scenario.script[:at], scenario.script[at:]


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]


def _make_handler(tour: Tour, page: Path) -> Handler:
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
            head = (await reader.readuntil(b"\r\n\r\n"))[:_MOST_HEAD_BYTES].decode("latin-1")
            status, media, body = await _answer(tour, page, head)
            lines = [
                f"HTTP/1.1 {status.value} {status.phrase}",
                f"content-type: {media}",
                f"content-length: {len(body)}",
            ]
            lines += [f"{name}: {value}" for name, value in _HEADERS.items()]
            writer.write("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
            await writer.drain()
        writer.close()

    return handle


async def _answer(tour: Tour, page: Path, head: str) -> tuple[HTTPStatus, str, bytes]:
    request, *rest = head.split("\r\n")
    method, address, _ = request.split(" ", maxsplit=2)
    path, _, query = address.partition("?")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    # Another site could have its own name point to this machine.
    if headers.get("host", "").partition(":")[0] not in {"127.0.0.1", "localhost"}:
        return HTTPStatus.FORBIDDEN, "text/plain", b"this page is for this machine"
    if path in {"/tour.json", "/next"}:
        if headers.get("x-tour-key") != tour.key:
            return HTTPStatus.FORBIDDEN, "text/plain", b"the key is missing"
        if path == "/next" and method == "POST":
            await tour.step()
        return HTTPStatus.OK, _MEDIA[".json"], json.dumps(await tour.describe(_read_lang(query))).encode()
    return _find_file(page, path)


def _read_lang(query: str) -> str:
    lang = query.removeprefix("lang=")
    return lang if lang in LANGUAGES else _GUIDE_LANG


def _find_file(page: Path, path: str) -> tuple[HTTPStatus, str, bytes]:
    wanted = "tour.html" if path == "/" else path.removeprefix("/")
    known = {file.relative_to(page).as_posix(): file for file in page.rglob("*") if file.is_file()}
    found = known.get(wanted)
    if found is None or found.suffix not in _MEDIA:
        return HTTPStatus.NOT_FOUND, "text/plain", b"there is nothing here"
    return HTTPStatus.OK, _MEDIA[found.suffix], found.read_bytes()

"""The tour: three centres side by side on one page, until it is ended."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
import tempfile
import webbrowser
from pathlib import Path

from tansiq.cli.demo import make_tell
from tansiq.cli.errors import DONE
from tansiq.cli.output import print_json, say
from tansiq.scenario.player import Progress
from tansiq.scenario.show import MAIN_SCENARIO
from tansiq.scenario.tour import open_tour


def tour(scenario: str | None, *, work: Path | None, first: str | None, json: bool) -> int:
    """Play up to a step, open the page, and serve it until Ctrl-C or SIGTERM; the nodes end with it."""
    folder = work or Path(tempfile.mkdtemp(prefix="tansiq-tour-"))
    try:
        asyncio.run(_run(scenario or MAIN_SCENARIO, folder, first, json=json))
    finally:
        if work is None:
            shutil.rmtree(folder, ignore_errors=True)
    return DONE


async def _run(scenario: str, folder: Path, first: str | None, *, json: bool) -> None:
    ended = asyncio.Event()
    playing = asyncio.current_task()
    loop = asyncio.get_running_loop()

    def end() -> None:
        # The first part is cut short; the page is left in peace.
        if not ended.is_set() and playing is not None and not is_open:
            playing.cancel()
        ended.set()

    is_open = False
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, end)
    with contextlib.suppress(asyncio.CancelledError):
        async with open_tour(scenario, folder, _silent if json else make_tell(), first=first) as (_, url):
            is_open = True
            _say(url, as_json=json)
            await asyncio.to_thread(webbrowser.open, url)
            await ended.wait()
    if not json:
        say("The centres have ended.")


def _say(url: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"url": url})
        return
    say("", f"The centres stand side by side at {url}", "Ctrl-C ends them.")


def _silent(progress: Progress) -> None:
    return None

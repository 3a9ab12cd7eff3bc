"""A scenario from file to report in one call, as the command line and the tests want it."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tansiq.base.errors import TansiqError
from tansiq.scenario.checks import Outcome
from tansiq.scenario.facts import Facts, collect
from tansiq.scenario.format import load_scenario
from tansiq.scenario.player import Progress, Tell, open_play
from tansiq.scenario.report import Report, write_report
from tansiq.scenario.scenario import Scenario

MAIN_SCENARIO = "albab-2017"
"""What is shown where nobody names one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a scenario came out."""

    scenario: Scenario
    facts: Facts | None
    """None where the play could not even be set up."""
    report: Report | None
    failure: TansiqError | None
    """The first step or check that did not come out; None when all did."""
    work: Path
    """The centres' folders; kept where something failed."""
    took_s: float

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """How the checks came out."""
        return self.facts.outcomes if self.facts is not None else ()


def show_scenario(
    name_or_path: str, *, out: Path, work: Path | None = None, tell: Tell | None = None, lang: str = "en"
) -> Shown:
    """Play a scenario and write its report.

    Args:
        name_or_path: a packaged scenario or a file.
        out: folder of the report.
        work: folder of the nodes; None: a new temporary one.
        tell: called with the progress.
        lang: of the terminal's timeline.

    Raises:
        BadScenario: before anything is started.
    """
    scenario = load_scenario(name_or_path)
    folder = work or Path(tempfile.mkdtemp(prefix=f"tansiq-{scenario.id}-"))
    return asyncio.run(_show(scenario, folder, out, tell=tell or _silent, lang=lang))


async def _show(scenario: Scenario, folder: Path, out: Path, *, tell: Tell, lang: str) -> Shown:
    _end_nodes_when_ended()
    begun = time.monotonic()
    failure: TansiqError | None = None
    facts: Facts | None = None
    try:
        async with open_play(scenario, folder, tell) as play:
            try:
                await play.play()
            except TansiqError as error:
                failure = error
            tell(Progress("report", str(out)))
            facts = await collect(play, "" if failure is None else f"{failure.where}: {failure}")
    except TansiqError as error:
        failure = failure or error
    report = write_report(facts, out, lang=lang) if facts is not None else None
    return Shown(scenario, facts, report, failure, folder, time.monotonic() - begun)


def _end_nodes_when_ended() -> None:
    """A polite end of the player ends its nodes too."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _silent(progress: Progress) -> None:
    return None

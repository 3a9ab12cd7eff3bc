"""Commands that show the whole: a scenario played on real nodes, and the measurements."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from cyclopts import Parameter

from tansiq.base.clock import write_instant
from tansiq.cli.errors import BAD_INPUT, DONE, REFUSED, BadInput, describe, exit_code
from tansiq.cli.output import print_json, say, warn

if TYPE_CHECKING:
    from tansiq.scenario.player import Progress
    from tansiq.scenario.show import Shown

Flag = Annotated[bool, Parameter(negative=())]
_LANGS: Final = ("en", "ar", "ru", "tr")


def demo(
    scenario: str | None = None,
    *,
    out: Path | None = None,
    work: Path | None = None,
    keep: Flag = False,
    lang: str = "en",
    json: Flag = False,
    open_: Annotated[bool, Parameter(name="--open", negative=())] = False,
    first: Annotated[str | None, Parameter(name="--from")] = None,
) -> int:
    """Play a scenario on real nodes joined by real lines, and write its report; or take its steps one by one.

    Args:
        scenario: name of one that comes with the program, or a file; left out: the main one.
        out: folder of the report; left out: out/ and the scenario's name.
        work: folder of the nodes; left out: a temporary one.
        keep: keep the nodes' folders; they are always kept where something failed.
        lang: of the timeline printed here; the report has all four.
        json: print for programs.
        open_: leave the nodes running and open a page with all centres side by side, until Ctrl-C.
        first: with --open: label of the first step that is taken there; what comes before is played at once.
    """
    if open_:
        from tansiq.cli.tour import tour

        return tour(scenario, work=work, first=first, json=json)
    from tansiq.scenario.format import load_scenario
    from tansiq.scenario.show import MAIN_SCENARIO, show_scenario

    if lang not in _LANGS:
        raise BadInput(f"{lang!r} is none of {', '.join(_LANGS)}", where="--lang")
    chosen = scenario or MAIN_SCENARIO
    folder = out or Path("out") / load_scenario(chosen).id
    shown = show_scenario(chosen, out=folder, work=work, tell=None if json else make_tell(), lang=lang)
    if shown.failure is None and not keep and work is None:
        shutil.rmtree(shown.work, ignore_errors=True)
    if json:
        print_json(_describe(shown))
    else:
        _say_timeline(shown)
        _say_end(shown, kept=shown.work if shown.work.exists() else None)
    if shown.failure is None:
        return DONE
    warn(describe(shown.failure))
    return BAD_INPUT if exit_code(shown.failure) == BAD_INPUT else REFUSED


def bench(*arguments: Annotated[str, Parameter(allow_leading_hyphen=True)]) -> int:
    """Measure, each figure beside the physical cost it stands on. Runs from a checkout only.

    Args:
        arguments: passed on; --help lists them.
    """
    checkout = Path(__file__).resolve().parents[3]
    if not (checkout / "bench" / "__main__.py").is_file():
        raise BadInput("the measurements are part of a checkout, not of the installed program", where="bench")
    return subprocess.run([sys.executable, "-m", "bench", *arguments], cwd=checkout, check=False).returncode


def make_tell() -> Callable[[Progress], None]:
    """Says the progress of a play, a line each."""

    def tell(progress: Progress) -> None:
        at = "" if progress.at_ms is None else f"{write_instant(progress.at_ms)}  "
        count = f"[{progress.number}/{progress.total}] " if progress.total else ""
        mark = "" if progress.outcome is None else ("ok: " if progress.outcome.is_met else "NOT MET: ")
        where = "" if progress.outcome is None else f" at {progress.outcome.party}: {progress.outcome.expected}"
        say(f"{progress.stage:8} {count}{at}{mark}{progress.text}{where}")

    return tell


def _say_timeline(shown: Shown) -> None:
    if shown.report is None:
        return
    say("", f"TIMELINE of {shown.scenario.id}")
    for row in shown.report.timeline:
        mark = "!" if row.alarm else " "
        had = f"  (on disk at {', '.join(row.receipts)})" if row.receipts else ""
        say(f"{mark} {write_instant(row.at_ms)}  {row.who}: {row.what}{had}")
        say(*(f"      + hold: {hold}" for hold in row.raised), *(f"      - lifted: {hold}" for hold in row.lifted))


def _say_end(shown: Shown, *, kept: Path | None) -> None:
    met = sum(outcome.is_met for outcome in shown.outcomes)
    say("", f"{met} of {len(shown.outcomes)} checks met, in {shown.took_s:.1f} s.")
    if shown.report is not None:
        say(f"Report: {shown.report.html}", f"        {shown.report.json}")
        for one, other in shown.report.logs[:1]:
            say(f"Both ends' logs of every line: {one.parent}", f"        ./run log compare {one} {other}")
    if kept is not None:
        say(f"The nodes' folders are kept in {kept}.")
    say("Everything held." if shown.failure is None else "NOT everything held.")


def _describe(shown: Shown) -> dict[str, object]:
    failure = shown.failure
    return {
        "scenario": shown.scenario.id,
        "ok": failure is None,
        "failure": None if failure is None else {"code": failure.code, "message": failure.message},
        "checks": {"met": sum(outcome.is_met for outcome in shown.outcomes), "all": len(shown.outcomes)},
        "report": None if shown.report is None else {"html": str(shown.report.html), "json": str(shown.report.json)},
        "nodes": str(shown.work) if shown.work.exists() else None,
        "took_s": round(shown.took_s, 3),
    }

"""`./run model`: search every scope with all rules, then once without each, and print what was found."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from docs.model import scopes
from docs.model.runs import (
    GAPS,
    WITHOUT,
    Gap,
    Outcome,
    Without,
    is_silent_about_undisclosed,
    run_gap,
    run_without,
)
from docs.model.scope import Scope
from docs.model.search import Found, search


def main() -> int:
    """Search as the arguments say; 0 where everything is as it must be, else 1."""
    parser = argparse.ArgumentParser(prog="./run model", description="Check the eighteen rules on small scopes.")
    parser.add_argument("--large", action="store_true", help="search the large scopes too (minutes)")
    parser.add_argument("--short", action="store_true", help="leave the histories out")
    parser.add_argument("--table", action="store_true", help="print the tables of docs/model/README.md instead")
    arguments = parser.parse_args()
    began_s = time.perf_counter()
    searched = (*scopes.QUICK, *(scopes.LARGE if arguments.large else ()))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        whole = pool.map(search, searched)
        without = pool.map(run_without, WITHOUT)
        gaps = pool.map(run_gap, GAPS)
        if arguments.table:
            print("\n".join([*tell_scopes(whole), "", *tell_without(without)]))
            return 0
        is_right = _print_whole(searched, list(whole))
        is_right &= _print_without(list(without), is_short=arguments.short)
        is_right &= _print_gaps(list(gaps), is_short=arguments.short)
    print(f"\n{'all as it must be' if is_right else 'NOT AS IT MUST BE'}; {time.perf_counter() - began_s:.1f} s")
    return 0 if is_right else 1


def tell_scopes(results: Iterable[Found]) -> Iterator[str]:
    """Scopes searched with every rule, as a table of Markdown; those that broke say so."""
    yield from ("| scope | states | steps |", "|---|---|---|")
    for scope, found in zip((*scopes.QUICK, *scopes.LARGE), results, strict=False):
        broken = f" BROKEN: {found.broken}" if found.broken else ""
        yield f"| {scope.name}{broken} | {found.states:,} | {found.steps:,} |"


def tell_without(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What was left out and what broke, as a table of Markdown."""
    yield from ("| left out | breaks | in scope | after |", "|---|---|---|---|")
    for run, outcome in zip(WITHOUT, outcomes, strict=True):
        broken = (outcome.broken or "nothing").split(":")[0]
        scope = run.scope.name.split(":")[0]
        yield f"| {run.drop} | {broken} | {scope} | {len(outcome.history)} steps |"


def _print_whole(searched: Sequence[Scope], results: Sequence[Found]) -> bool:
    print(f"With all rules\n\n{'states':>10} {'steps':>11} {'s':>7}  scope")
    is_right = True
    for scope, found in zip(searched, results, strict=True):
        print(f"{found.states:>10,} {found.steps:>11,} {found.seconds:>7.1f}  {scope.name}")
        if found.broken is not None or not found.is_whole:
            is_right = False
            _print_history(found.broken or "not searched whole", found.history)
    print(f"{sum(found.states for found in results):>10,} {sum(found.steps for found in results):>11,}")
    is_silent = is_silent_about_undisclosed(scopes.WATCHED)
    print(
        f"\nRule 13, by pairs of worlds: what A is given {'never tells' if is_silent else 'TELLS'} of the undisclosed"
    )
    return is_right and is_silent


def _print_without(results: Sequence[Outcome], *, is_short: bool) -> bool:
    print("\nWithout a rule, or a part of one\n")
    is_right = True
    for run, outcome in zip(WITHOUT, results, strict=True):
        scope = run.scope.name.split(":")[0]
        print(f"{run.drop}\n    in '{scope}', {outcome.states:,} states: {outcome.broken or 'nothing breaks'}")
        is_right &= is_as_said(run, outcome)
        if not is_short:
            _print_history("", outcome.history)
    return is_right


def _print_gaps(results: Sequence[tuple[Outcome, Outcome]], *, is_short: bool) -> bool:
    print("\nWhat the rules as they stand do not prevent\n")
    is_right = True
    for gap, (open_, mended) in zip(GAPS, results, strict=True):
        print(f"{gap.scope.name}\n    {open_.states:,} states: {open_.broken}")
        print(f"    {gap.mended.name}, {mended.states:,} states: {mended.broken or 'nothing breaks'}")
        is_right &= is_gap_as_said(gap, open_, mended)
        if not is_short:
            _print_history("", open_.history)
    return is_right


def is_as_said(run: Without, outcome: Outcome) -> bool:
    """Whether a run without a rule broke what it was said to break."""
    return outcome.broken is not None and outcome.broken.startswith(run.breaks) and bool(outcome.history)


def is_gap_as_said(gap: Gap, open_: Outcome, mended: Outcome) -> bool:
    """Whether the gap is there, and not where it is mended."""
    return open_.broken is not None and open_.broken.startswith(gap.breaks) and mended.broken is None


def _print_history(broken: str, history: Sequence[str]) -> None:
    if broken:
        print(f"    BROKEN: {broken}")
    for number, step in enumerate(history, 1):
        print(f"    {number:>4}. {step}")


if __name__ == "__main__":
    sys.exit(main())

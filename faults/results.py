"""Results of runs in a file, a line each, so that a campaign goes on where it was ended."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from faults.checks import Outcome
from faults.storm import Result


def append_result(file: Path, commit: str, result: Result) -> None:
    """Add one line; several campaigns may write to one file at a time."""
    counts = {"faults": result.faults, "orders": result.orders, "refusals": result.refusals}
    row = {
        "commit": commit,
        "seed": result.seed,
        **{name: dict(counted) for name, counted in counts.items()},
        "seconds": result.seconds,
        "settled_s": result.settled_s,
        "outcome": asdict(result.outcome),
    }
    with file.open("a") as lines:
        lines.write(json.dumps(row) + "\n")


def read_results(file: Path, commit: str) -> dict[int, Result]:
    """By seed, those that stand there for a commit; a line that was cut short is none."""
    found: dict[int, Result] = {}
    for line in file.read_text().splitlines() if file.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        if row["commit"] == commit:
            found[row["seed"]] = _to_result(row)
    return found


def _to_result(row: dict[str, Any]) -> Result:
    return Result(
        row["seed"],
        faults=Counter(row["faults"]),
        outcome=Outcome(**row["outcome"]),
        orders=Counter(row["orders"]),
        refusals=Counter(row["refusals"]),
        seconds=row["seconds"],
        settled_s=row["settled_s"],
    )

"""`./run bench`: measure and print."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from bench import ground

_OTHERS = ("engine", "line", "oracle", "places", "slow", "ui")
"""Benchmarks beside the line's own, each a module with arguments of its own."""


def main() -> None:
    """Measure as the arguments say."""
    if len(sys.argv) > 1 and sys.argv[1] in _OTHERS:
        module = importlib.import_module(f"bench.{sys.argv.pop(1)}")
        sys.exit(module.main())
    parser = argparse.ArgumentParser(
        prog="./run bench", description="Measure the line; ratios are what counts. `engine` and `places` measure those."
    )
    parser.add_argument("--messages", type=int, default=5_000, help="sent for the rate (default 5000)")
    parser.add_argument("--record", type=int, default=100_000, help="messages in the record that a node starts on")
    parser.add_argument("--json", action="store_true", help="print for programs")
    arguments = parser.parse_args()
    console = Console(stderr=True)
    with console.status("measuring") as status:
        figures = ground.run(messages=arguments.messages, record=arguments.record, say=status.update)
    if arguments.json:
        print(json.dumps([asdict(figure) for figure in figures], indent=2))
        return
    table = Table("figure", "measured", "stands on", "ratio")
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.1f}"
        table.add_row(figure.name, figure.value, figure.beside, ratio)
    Console().print(table)


if __name__ == "__main__":
    main()

"""`./run bench`: measure and print."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from bench import ground


def main() -> None:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure Tansiq; ratios are what counts.")
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

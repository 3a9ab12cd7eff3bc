"""What commands print: tables and lines for people, one JSON value for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tansiq.words.catalogue import is_right_to_left, strip_isolates

_WIDEST = 10_000
"""Columns: enough to measure any table uncut."""


def print_json(value: object) -> None:
    """One JSON value on one line."""
    sys.stdout.write(msgspec.json.encode(value).decode("utf-8") + "\n")
    sys.stdout.flush()


def say(*lines: str) -> None:
    """Lines for people, as they are: nothing in them is markup."""
    for line in lines:
        Console(highlight=False, soft_wrap=True).print(Text(_plain(line)))


def warn(*lines: str) -> None:
    """Lines for people on stderr."""
    for line in lines:
        Console(stderr=True, highlight=False, soft_wrap=True).print(Text(_plain(line)))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; where it is wider than the terminal, each row as lines of its own, so that nothing is cut."""
    table = Table(*head)
    cells = [[_plain(cell) for cell in row] for row in rows]
    for row in cells:
        table.add_row(*map(Text, row))
    console = Console()
    unbounded = console.options.update(max_width=_WIDEST)
    if console.measure(table, options=unbounded).maximum <= console.width:
        console.print(table)
        return
    for row in cells:
        say(row[0], *(f"  {name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True) if cell))


def _plain(line: str) -> str:
    """Isolates change nothing where all runs left to right, and many terminals show them as boxes."""
    return line if is_right_to_left(line) else strip_isolates(line)

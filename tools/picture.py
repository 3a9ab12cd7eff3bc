"""Draw docs/pictures/demo.svg from a real run of the demo: its beginning, the evening of the conflict, its end.

The main scenario is played as anybody would play it; nothing is put into the picture that it did not print. Left-out
lines show as `…`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "pictures" / "demo.svg"
WIDTH = 118
HANGING = " " * 26
"""Below the words of a row, behind its time."""
FIRST_LINES = 4
LAST_LINES = 7
EVENING = "2017-02-08T20:1"
"""Timeline rows from 20:10 to 20:20 UTC."""

_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")
"""Directions are for terminals that know them; a drawing would show boxes."""
_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
"""The drawing opens by itself: no font is fetched."""
_FONT = re.compile(r"font-family: (?:Fira Code|arial)[^;]*;")


def play() -> list[str]:
    """What the demo prints, line by line.

    Raises:
        SystemExit: not everything held.
    """
    path = os.pathsep.join((str(ROOT / "src"), os.environ.get("PYTHONPATH", "")))
    with tempfile.TemporaryDirectory(prefix="tansiq-picture-") as folder:
        command = [sys.executable, "-m", "tansiq", "demo"]
        ran = subprocess.run(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
        )
    if ran.returncode:
        raise SystemExit(f"the demo ended with {ran.returncode}:\n{ran.stderr[-2000:]}")
    return ran.stdout.splitlines()


def cut(lines: Sequence[str]) -> Iterator[str]:
    """The part that is drawn."""
    timeline = next(at for at, line in enumerate(lines) if line.startswith("TIMELINE"))
    yield "$ ./run demo"
    yield from lines[:FIRST_LINES]
    yield "…"
    yield lines[timeline]
    yield "…"
    within = False
    for line in lines[timeline + 1 : -LAST_LINES]:
        within = EVENING in line if not line.startswith("      ") else within
        if within:
            yield line
    yield "…"
    yield from lines[-LAST_LINES:]


def draw(lines: Sequence[str]) -> str:
    """The lines as a drawing."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True, color_system="truecolor")
        for line in lines:
            plain = _ISOLATES.sub("", line)
            wrapped = textwrap.wrap(plain, WIDTH, subsequent_indent=HANGING, drop_whitespace=True) or [""]
            for part in wrapped:
                console.print(Text(part, style=find_style(plain)))
        drawing = console.export_svg(title="./run demo", unique_id="demo")
    return _FONT.sub("font-family: monospace;", _FONT_FACE.sub("\n", drawing))


def find_style(line: str) -> str:
    """Red for alarms, amber for what holds, bold for the end; the words say the same."""
    if line.startswith("!"):
        return "bold #ff6b66"
    if line.lstrip().startswith("+ hold"):
        return "#f5b731"
    if line.startswith(("$", "TIMELINE", "Everything")) or "checks met" in line:
        return "bold"
    return ""


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(list(cut(play()))), encoding="utf-8")
    print(f"{PICTURE.relative_to(ROOT)} is drawn")

"""Take the pictures of the watch floor that the documents show: real nodes, a real browser, the scenario's conflict.

    screens.py [FOLDER]      docs/screens unless another is named; needs chromium and the built page

Each page is looked at as an officer on watch sees it. What axe-core finds serious, or what is wider than the screen,
ends it without a picture.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ui.browser import Console, open_browser, open_console
from tests.ui.stage import Stage, open_stage

ROOT = Path(__file__).resolve().parents[1]
SCENARIO, STEPS = "albab-2017", 72
"""Up to the conflict of the evening before."""
PARTY, OFFICER = "ru", "watch-1"
LANGUAGES = ("en", "ar")
VIEWS = ("map", "traffic", "board")
AT_REST_MS = 2500
SIGHT = "aside section > p .button"
"""Brings the item that is open beside the map into sight."""


def take(stage: Stage, console: Console, view: str, path: Path) -> None:
    console.page.goto(f"{stage.url(PARTY)}/#/{view}")
    console.page.locator("main h1, main h2, main .list, main canvas").first.wait_for()
    if view.startswith("map/"):
        console.page.locator(SIGHT).last.click()
        console.page.mouse.move(700, 500)
    console.page.wait_for_timeout(AT_REST_MS)
    faults = console.find_faults()
    if faults or console.is_wider_than_screen():
        raise SystemExit(f"{path.name}: {faults or 'wider than the screen'}")
    console.page.screenshot(path=str(path))
    print(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def find_held(stage: Stage) -> str:
    """The activity that the conflict holds."""
    items = stage.runner.run(stage.play.processes[PARTY].client.get("/items?kind=activity", OFFICER)).list()
    return next(item.text("item") for item in items if item.text("state") == "held")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run screens", description="Take the pictures of the watch floor anew.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "screens", help="docs/screens if none")
    folder = parser.parse_args(arguments).folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as work,
        open_stage(SCENARIO, Path(work), steps=STEPS) as stage,
        open_browser() as browser,
    ):
        held = find_held(stage)
        at = {"map": f"map/{held}", "traffic": f"traffic/item-{held}"}
        for lang in LANGUAGES:
            with open_console(browser, stage.url(PARTY), lang=lang) as console:
                console.sign_in(OFFICER, stage.secret(PARTY, OFFICER))
                for view in VIEWS:
                    take(stage, console, at.get(view, view), folder / f"{view}-{lang}.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

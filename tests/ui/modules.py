"""Modules of the page run by themselves in Node: what needs no browser is tested without one."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.build_page import UI, ensure_modules, tool


@dataclass(frozen=True)
class Modules:
    """Some modules as one file, and the Node that runs it."""

    node: list[str]
    bundle: Path

    def run(self, expression: str, given: object = None) -> Any:
        """The value of an expression over all that the modules export (``m``) and what is given (``given``)."""
        script = (
            f"const m = await import({json.dumps(str(self.bundle))});"
            f"const given = {json.dumps(given)};"
            f"const value = await (async () => ({expression}))();"
            "process.stdout.write(JSON.stringify(value ?? null));"
        )
        done = subprocess.run(
            [*self.node, "--input-type=module", "-e", script], capture_output=True, text=True, check=True, timeout=60
        )
        return json.loads(done.stdout)


def bundle(folder: Path, *sources: str) -> Modules:
    """Modules below ``ui/src``, types taken off, with all that they import."""
    node = ensure_modules()
    entry = folder / "entry.ts"
    entry.write_text("".join(f'export * from "{UI / "src" / source}";\n' for source in sources), encoding="utf-8")
    out = folder / "modules.mjs"
    program = [*node, tool("rolldown", "bin/cli.mjs"), str(entry), "--file", str(out), "--platform", "node"]
    subprocess.run(program, cwd=UI, capture_output=True, check=True, timeout=120)
    return Modules(node, out)

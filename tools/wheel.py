"""How the wheel of the product is made: what it depends on, and the one kind of machine that its kernels run on.

Two hooks of hatchling, which calls them by the tables of ``pyproject.toml``. The kernels are loaded through a plain C
interface, so one wheel serves every version of Python on that kind of machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface
from packaging.tags import sys_tags

LIBRARY = "src/tansiq/geometry/kernels/libtansiq_kernels.so"
PAGE = "src/tansiq/web/page/index.html"


class CustomMetadataHook(MetadataHookInterface):
    """Takes the dependencies from the same file that the lock is compiled from."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in what ``pyproject.toml`` calls dynamic."""
        lines = Path(self.root, "requirements.in").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own type of configuration is private
    """Names the machine in the wheel's tag, and refuses a wheel without its kernels or its page."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Judge what is there and set the tag."""
        for part in (LIBRARY, PAGE):
            if not Path(self.root, part).is_file():
                raise FileNotFoundError(f"{part} is not built: call ./run wheel, which builds it first")
        build_data["pure_python"] = False
        # The first tag is that of the newest system library: the machine's own, without a promise for older ones.
        build_data["tag"] = f"py3-none-{next(sys_tags()).platform}"

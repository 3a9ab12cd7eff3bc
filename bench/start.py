"""Start a node on a folder and end: what a restart costs, interpreter and imports included."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bench.pair import open_node


async def main() -> None:
    """Open and close."""
    node = await open_node(Path(sys.argv[1]), "north")
    await node.stop()


if __name__ == "__main__":
    asyncio.run(main())

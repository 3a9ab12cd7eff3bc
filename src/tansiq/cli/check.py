"""`tansiq check`: conflicts among everything in some files, without a node."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from tansiq.cli.errors import BadInput

Flag = Annotated[bool, Parameter(negative=())]


def check(
    *files: Path,
    out: Path | None = None,
    buffer: float = 0.0,
    edges: Literal["straight", "geodesic", "chord"] | None = None,
    json: Flag = False,
) -> int:
    """Find all conflicts among the areas of GeoJSON, KML, KMZ and F3548 files; no node is needed.

    Volumes of one operation (property `op`) do not conflict with each other. Ends with 1 where there is a conflict.

    Args:
        files: one or more.
        out: a folder for check.geojson and check.html with a drawn map.
        buffer: metres; how near, on the ground, counts as sharing the place.
        edges: how to read the lines between corners; left out, as each format says.
        json: print for programs.
    """
    if not files:
        raise BadInput("no file is named", advice="Name one or more files: tansiq check areas.geojson.")
    if not 0.0 <= buffer <= 1e6:
        raise BadInput(f"a buffer of {buffer:g} m is not one from 0 to 1,000,000", where="--buffer")
    from tansiq.cli.conflicts import run_check
    from tansiq.formats.rings import Edges

    return run_check(files, out=out, buffer_m=buffer, edges=None if edges is None else Edges(edges), is_json=json)

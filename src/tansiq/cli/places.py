"""Commands about places, and the check of a running node's picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, At, get
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, say

Flag = Annotated[bool, Parameter(negative=())]
_FILE_SUFFIXES = {".csv", ".tsv", ".txt", ".geojson", ".json", ".kml", ".kmz"}


class _Row(msgspec.Struct):
    table: str = ""
    key: str = ""


class _Checked(msgspec.Struct):
    equal: bool
    first_difference: _Row | None = None


def locate(
    text: str,
    *,
    datum: str | None = None,
    to: list[str] | None = None,
    pin: list[str] | None = None,
    notation: list[str] | None = None,
    variation: float | None = None,
    out: Path | None = None,
    json: Flag = False,
) -> int:
    """Show what a coordinate, or each coordinate of a file, resolves to, how well, and in other forms.

    Args:
        text: as received, in any notation; or a file of places: CSV, GeoJSON, KML or KMZ.
        datum: as the sender stated it, such as WGS84, SK-42 or EPSG:22770; never guessed.
        to: a notation (DD, DM, DMS, MGRS, UTM, GK), a datum or the code of a grid; may be repeated.
        pin: an operation that the agreement pins, as "ED50=ED50 to WGS 84 (3)"; may be repeated.
        notation: one that its sender uses, such as decimal_degrees or packed_dms; may be repeated; left out: every one
            but packed_dms (D.MMSS).
        variation: magnetic variation that its sender uses, degrees, east positive.
        out: of a file: where to write the result; .csv, .geojson or .kml.
        json: print for programs.
    """
    from tansiq.cli.locating import Wish, locate_file, locate_text, read_profile

    profile = read_profile(pins=pin or (), notations=notation or (), variation_deg=variation)
    wish = Wish(datum, tuple(to or ()), profile, is_json=json)
    path = Path(text)
    if path.suffix.lower() in _FILE_SUFFIXES:
        return locate_file(path, wish, out)
    if out is not None:
        raise BadInput("--out is for a file of places", where="--out", advice="Name a .csv, .geojson or .kml file.")
    return locate_text(text, wish)


def picture_check(*, at: At = HERE) -> int:
    """Let a node rebuild its picture from its record and compare it with the stored one.

    Args:
        at: which node, and as whom.
    """
    answer = get(at, "/picture/check")
    checked = answer.read(_Checked)
    if at.json:
        print_json(answer.value)
    elif checked.equal:
        say("The picture rebuilt from the record equals the stored picture.")
    else:
        found = checked.first_difference or _Row()
        say(f"The picture rebuilt from the record differs at {found.table} {found.key}.")
    return DONE if checked.equal else REFUSED

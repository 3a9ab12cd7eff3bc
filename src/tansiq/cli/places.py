"""Commands about places, and the check of a running node's picture."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, At, get
from tansiq.cli.errors import DONE, REFUSED
from tansiq.cli.output import print_json, say

Flag = Annotated[bool, Parameter(negative=())]


class _Row(msgspec.Struct):
    table: str = ""
    key: str = ""


class _Checked(msgspec.Struct):
    equal: bool
    first_difference: _Row | None = None


def locate(text: str, *, datum: str | None = None, json: Flag = False) -> int:
    """Show what a coordinate resolves to, and how well.

    Args:
        text: as received: decimal degrees, latitude first, or MGRS.
        datum: as the sender stated it, such as WGS84; never guessed.
        json: print for programs.
    """
    from tansiq.geometry.grid import write_mgrs
    from tansiq.geometry.notation import parse_location

    found = parse_location(text, datum=datum, where="TEXT")
    position, square = found.position, write_mgrs(found.position)
    if json:
        print_json({
            "lat_deg": position.lat_deg,
            "lon_deg": position.lon_deg,
            "mgrs": square,
            "notation": found.notation.value,
            "uncertainty_m": found.uncertainty_mm / 1000,
        })  # fmt: skip
        return DONE
    say(
        f"{position.lat_deg:.7f} {position.lon_deg:.7f} (WGS 84, latitude and longitude)",
        f"MGRS {square}",
        f"Read as {found.notation.value.replace('_', ' ')}; good to {found.uncertainty_mm / 1000:.1f} m as written.",
    )
    return DONE


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

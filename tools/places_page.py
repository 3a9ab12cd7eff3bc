"""Write the tables of docs/places.md from the code: every refusal of a place with an example, the datums, the mistakes.

Each example is run, so that the table shows what is really said, and at which character.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path

from tansiq.base.errors import BadRequest
from tansiq.geometry.datum import DATUMS, find_operation, get_datum, get_operation, to_wgs84
from tansiq.geometry.geoid import parse_geoid, theatre_geoid
from tansiq.geometry.level import parse_level
from tansiq.geometry.mistakes import Cause
from tansiq.geometry.notation import EVERYDAY, Notation, Profile, parse_location, write_place
from tansiq.geometry.positions import Position

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "places.md"
_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _place(text: str, datum: str | None = "WGS84", profile: Profile | None = None) -> tuple[str, Callable[[], object]]:
    def run() -> object:
        return parse_location(text, datum=datum, where="place", profile=profile or Profile())

    return f"`{text}`" + (f" on {datum}" if datum else ""), run


_SK42 = get_datum("SK-42")
EXAMPLES: tuple[tuple[str, Callable[[], object]], ...] = (
    _place("36.3705 37.5157 12"),
    _place("36.3705 37.5157", None),
    _place("36.3705 37.5157", "NAD27"),
    _place("36.3705 37.5157", "ED50"),
    ("a pin that is not in the registry", lambda: get_operation(_SK42, pins={"SK-42": "by hand"}, where="agreement")),
    _place("100 200", "EPSG:22700"),
    _place("37SFV0690405327", "ED50"),
    _place("37S 606904 3905327"),
    _place("36.3705 37.5157", "WGS84", Profile(notations=EVERYDAY - {Notation.DECIMAL_DEGREES})),
    _place("Nowhere", None),
    _place("201° magnetic, 9 km from P7", None),
    _place("Deir ez-Zor", None),
    ("latitude 95 on SK-42", lambda: to_wgs84((40.0, 95.0), get_operation(_SK42))),
    ("a pair of 95 and 40 degrees", lambda: Position.from_degrees(lat_deg=95.0, lon_deg=40.0)),
    ("grid reference on SK-42", lambda: write_place(Position(0, 0), Notation.MGRS, datum="SK-42")),
    ("`3000 m QNH`", lambda: parse_level("3000 m QNH")),
    ("height above the ellipsoid at 0 0", lambda: theatre_geoid().undulation_m(Position(0, 0))),
    ("a file that is no grid", lambda: parse_geoid("")),
)


def _refusals() -> str:
    rows: dict[str, str] = {}
    for shown, run in EXAMPLES:
        try:
            run()
        except BadRequest as error:
            meaning = (inspect.getdoc(type(error)) or "").split("\n\n")[0]
            rows.setdefault(error.code, f"| `{error.code}` | {meaning} | {shown} | {_cell(error.message)} |\n")
    return "| code | meaning | example | what is said |\n|---|---|---|---|\n" + "".join(rows.values())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _datums() -> str:
    rows = ["| datum | registry | operation to WGS 84 | accuracy | meant for |\n|---|---|---|---|---|\n"]
    for datum in DATUMS[1:]:
        found = find_operation(datum.key, datum.operation)
        if found is not None:
            accuracy = "unknown" if found.accuracy_m is None else f"{found.accuracy_m:g} m"
            rows.append(
                f"| {datum.key} | EPSG:{datum.epsg} {datum.name} | {found.name} | {accuracy} | {found.area} |\n"
            )
    return "".join(rows)


def _mistakes() -> str:
    source = inspect.getsource(Cause)
    rows = ["| cause | what happened |\n|---|---|\n"]
    for cause in Cause:
        told = re.search(rf'= "{cause.value}"\n\s+"""(.*?)"""', source, re.DOTALL)
        words = " ".join(told[1].split()) if told else f"{cause.value.replace('_', ' ').capitalize()}."
        rows.append(f"| `{cause.value}` | {words} |\n")
    return "".join(rows)


TABLES: dict[str, Callable[[], str]] = {"refusals": _refusals, "datums": _datums, "mistakes": _mistakes}


def render_page(page: str) -> str:
    """The page with each of its tables made anew."""
    return _TABLE.sub(lambda match: f"{match[1]}\n{TABLES[match[2]]()}\n{match[3]}", page)


def main() -> int:
    """Write the tables, or say whether they are fresh."""
    page = PAGE.read_text(encoding="utf-8")
    fresh = render_page(page)
    if "--write" in sys.argv[1:]:
        PAGE.write_text(fresh, encoding="utf-8")
        return 0
    print(f"{PAGE.name} is {'fresh' if page == fresh else 'out of date: python -m tools.places_page --write'}")
    return 0 if page == fresh else 1


if __name__ == "__main__":
    sys.exit(main())

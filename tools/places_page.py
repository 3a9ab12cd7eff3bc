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
from tansiq.base.ids import Sha256
from tansiq.geometry.datum import DATUMS, find_operation, get_datum, get_operation, to_wgs84
from tansiq.geometry.geoid import parse_geoid, theatre_geoid
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.level import parse_level
from tansiq.geometry.mistakes import Cause
from tansiq.geometry.notation import EVERYDAY, Notation, Profile, parse_location, write_place
from tansiq.geometry.positions import Position
from tansiq.wire.elements import ElementForm, from_elements
from tansiq.wire.voice import VoiceLine, parse_elements, parse_voice, write_voice

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "places.md"
_SHOWN = 30
_TABLE = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _place(text: str, datum: str | None = "WGS84", profile: Profile | None = None) -> tuple[str, Callable[[], object]]:
    def run() -> object:
        return parse_location(text, datum=datum, where="place", profile=profile or Profile())

    return f"`{text}`" + (f" on {datum}" if datum else ""), run


_SK42 = get_datum("SK-42")
_OTHER_REVISION = write_voice([VoiceLine("revision", "a" * 8), VoiceLine("count", "2")])
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
    ("an altitude by QNH without its pressure", lambda: Altitude(0, AltitudeReference.QNH)),
    ("five elements in one readback", lambda: from_elements((ElementForm(name="count", value="2"),) * 5, "WGS84")),
    ("`place: 36.3705 banana / guitar`", lambda: parse_voice("place: 36.3705 banana / guitar")),
    ("`place: 36.3705 bananna / guitar`", lambda: parse_voice("place: 36.3705 bananna / guitar")),
    ("`place: 36.3705`", lambda: parse_voice("place: 36.3705")),
    ("a picture letter in a message", lambda: write_voice([VoiceLine("message", "stop ✋")])),
    ("another revision than the one at hand", lambda: parse_elements(_OTHER_REVISION, Sha256("b" * 64))),
)
SLIPS: tuple[tuple[str, str | None], ...] = (
    ("", "WGS84"),
    ("36.3705", "WGS84"),
    ("36.3705 north pole", "WGS84"),
    ("36.3705 37.5157 12", "WGS84"),
    ("95.0 37.5", "WGS84"),
    ("36.5 190", "WGS84"),
    ("36 60 37 30", "WGS84"),
    ("36°22'13.8\"", "WGS84"),
    ("36.5°22' 37.5°30'", "WGS84"),
    ("36'22\" 37'30\"", "WGS84"),
    ("N36.3705 N37.5157", "WGS84"),
    ("N36.3705 37.5157", "WGS84"),
    ("-36.3705N 37.5157E", "WGS84"),
    ("36.3705N -37.5157-", "WGS84"),
    ("36.3705В 37.5157K", "WGS84"),
    ("36,37", "WGS84"),
    ("36,3705,37,5157", "WGS84"),
    ("1 2 3 4 5 6 7", "WGS84"),
    ("36:22: 37:30", "WGS84"),
    ("3N 37.5E", "WGS84"),
    ("37SFI0690405327", "WGS84"),
    ("37SFV069040532", "WGS84"),
    ("37WFV0690405327", "WGS84"),
    ("61SFV0690405327", "WGS84"),
    ("606904 3905327", "WGS84"),
    ("UTM 37 606904 3905327", "SK-42"),
    ("UTM 61 north 606904 E 3905327 N", "WGS84"),
    ("GK 7607055 E 3906989 N", "WGS84"),
    ("100 200", "EPSG:22770"),
    ("4.7 km, 201° from P7", None),
    ("4.7 miles, 201° true from P7", None),
    ("4.7 km, 361° true from P7", None),
    ("4.7 km, 201° true from Nowhere", None),
    ("3,000 m, 201° true from P7", None),
    ("x" * 201, "WGS84"),
)
"""Texts that are nearly a place, each with its datum."""


def _slips() -> str:
    rows: dict[str, str] = {}
    for text, datum in SLIPS:
        try:
            parse_location(text, datum=datum, where="place")
        except BadRequest as error:
            shown = f"`{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}`" if text else "nothing"
            rows.setdefault(error.message, f"| {shown} | `{error.code}` | {_cell(error.message)} |\n")
    return "| text | code | what is said |\n|---|---|---|\n" + "".join(rows.values())


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


TABLES: dict[str, Callable[[], str]] = {
    "refusals": _refusals,
    "slips": _slips,
    "datums": _datums,
    "mistakes": _mistakes,
}


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

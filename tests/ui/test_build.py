"""What the page weighs, and that nothing of it is generated into the repository."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "src" / "tansiq" / "web" / "page"
KB = 1000
FIRST_KB, WHOLE_KB = 200, 900
MAP_FOLDER = "assets/basemap/"
"""The base map is counted apart."""

pytestmark = pytest.mark.needs_browser


def weigh(path: Path) -> int:
    """As it goes over the network: fonts are compressed already."""
    return len(path.read_bytes()) if path.suffix == ".woff2" else len(gzip.compress(path.read_bytes(), 9))


def get_built() -> dict[str, Path]:
    files = (path for path in PAGE.rglob("*") if path.is_file() and path.suffix not in {".br", ".gz"})
    return {str(path.relative_to(PAGE)): path for path in files}


def find_first() -> set[str]:
    """What sign-in, traffic and cease need in English: the entry, all it imports, the view, phrases, Latin letters."""
    built = get_built()
    names = {name.removeprefix("assets/"): name for name in built}
    text = (PAGE / "index.html").read_text(encoding="utf-8")
    wanted = {name for name in built if name in text} | {"index.html"}
    wanted |= {
        name
        for name in built
        if re.search(r"/(Traffic|Cease\w*|en|ibm-plex-sans-latin-wght|ibm-plex-mono-latin)-", name)
    }
    while True:
        code = "\n".join(built[name].read_text(encoding="utf-8") for name in wanted if name.endswith(".js"))
        static = set(re.findall(r"""(?:from|import)\s*["']\./([^"']+)["']""", code))
        more = {names[name] for name in static if name in names} - wanted
        if not more:
            return wanted
        wanted |= more


def test_sign_in_traffic_and_cease_are_light() -> None:
    built = get_built()
    weights = {name: weigh(built[name]) for name in find_first()}
    assert any("Traffic" in name for name in weights) and any(name.endswith(".woff2") for name in weights)
    assert sum(weights.values()) <= FIRST_KB * KB, weights


def test_all_of_it_without_the_base_map_is_light() -> None:
    weights = {name: weigh(path) for name, path in get_built().items() if not name.startswith(MAP_FOLDER)}
    assert sum(weights.values()) <= WHOLE_KB * KB, weights


def test_nothing_runs_or_is_styled_inside_the_document() -> None:
    text = (PAGE / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", text) == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    """Only names of formats are addresses in the code, never places to fetch from."""
    allowed = re.compile(
        r"https?://(www\.w3\.org|www\.opengis\.net|svelte\.dev|openlayers\.org|mths\.be|localhost|127\.0\.0\.1|github\.com)\b"
    )
    found = {
        address
        for path in get_built().values()
        if path.suffix in {".js", ".css", ".html"}
        for address in re.findall(r"https?://[a-z0-9.]+", path.read_text(encoding="utf-8"))
        if not allowed.match(address)
    }
    assert found == set()


def test_whoever_made_what_is_in_it_is_named_with_the_text_of_the_licence() -> None:
    text = (PAGE / "licences.txt").read_text(encoding="utf-8")
    assert list(PAGE.rglob("*.woff2")) and text.count("SIL OPEN FONT LICENSE Version 1.1") == 3, "once a family"
    for name in ("ibm-plex-sans", "ibm-plex-sans-arabic", "ibm-plex-mono", "ol 10", "svelte 5", "milsymbol"):
        assert name in text
    for source in ("Natural Earth", "GeoNames", "creativecommons.org/licenses/by/4.0"):
        assert source in text

"""What happened at one place and time lives in the scenarios; nothing else knows of them."""

from __future__ import annotations

import re

from tests.rules.layers import find_imports
from tests.rules.source import PACKAGE, ROOT, get_modules, read_text

PLACES = re.compile(
    r"\b(?:al|el)[-_ ]?bab\b|albab|hmeimim|khmeimim|\bdeir\b|mozdok|incirlik|\bamman\b|al[-_ ]?tanf|\bhoms\b|\bhama\b"
    r"|\bidlib\b|aleppo|gaziantep|kunduz"
    r"|حميميم|موزدوك|دير الزور|إنجرليك|حلب|حماة|إدلب|хмеймим|моздок|дейр|эль-баб|хомс|идлиб|алеппо",
    re.IGNORECASE,
)

GAZETTEER = PACKAGE / "geometry"
"""Named places are data of geometry; only its data files may hold them, not its code."""

BASE_MAP = PACKAGE / "web" / "page" / "assets" / "basemap"
"""Built: land, rivers and the names of cities."""

DATUM_NAMES = re.compile(r"\bDeir ez Zor\b")
"""The registry's name of a datum, which the code of geometry has to know; the place is written with a hyphen."""


def find_places(text: str) -> list[str]:
    return [match.group() for match in PLACES.finditer(text)]


def test_nothing_outside_the_scenarios_names_one_or_a_place_of_one() -> None:
    found = {}
    for path in sorted(PACKAGE.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts or path.is_relative_to(PACKAGE / "scenario"):
            continue
        if (path.is_relative_to(GAZETTEER) and path.suffix != ".py") or path.is_relative_to(BASE_MAP):
            continue
        text = read_text(path) or ""
        if path.is_relative_to(GAZETTEER):
            text = DATUM_NAMES.sub("", text)
        names = find_places(f"{path.relative_to(PACKAGE)}\n{text}")
        if names:
            found[str(path.relative_to(ROOT))] = sorted(set(names))
    assert found == {}


def test_only_the_command_line_imports_scenarios() -> None:
    found = [
        f"{module.shown}:{name.line}"
        for module in get_modules()
        if not module.name.startswith(("tansiq.scenario", "tansiq.cli"))
        for name in find_imports(module.parse_tree(), module.name, is_package=module.is_package)
        if name.dotted.startswith("tansiq.scenario")
    ]
    assert found == []


def test_a_planted_place_is_found() -> None:
    assert find_places("if party == 'Hmeimim': albab_2017()") == ["Hmeimim", "albab"]
    assert find_places("the Deir ez-Zor airfield, по городу Моздок") == ["Deir", "Моздок"]
    assert find_places("hammer, homsick, dormammu, global babble") == []

"""No field, phrase or symbol for weapons, effects, damage to things, enemies or worth, in any language."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator

import pytest

from tests.rules.source import PACKAGE, get_attribute, get_modules
from tests.rules.words import find_names, find_words_in_name, find_words_in_text

LANGUAGES = ("ar", "en", "ru", "tr")


def walk_strings(value: object) -> Iterator[str]:
    """Every key and text of a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from walk_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_strings(inner)


def test_no_name_in_the_source_is_an_unwanted_word() -> None:
    found = [
        f"{module.shown}:{line} {name}"
        for module in get_modules()
        for line, name in find_names(module.parse_tree())
        if find_words_in_name(name)
    ]
    assert found == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_uses_an_unwanted_word(lang: str) -> None:
    files = sorted({*PACKAGE.rglob(f"{lang}.ftl"), *PACKAGE.rglob(f"{lang}/*.ftl")})
    assert files, f"no phrase file for {lang}"
    found = {}
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if words := find_words_in_text(line, lang) + find_words_in_name(line.split("=")[0]):
                found[f"{path.relative_to(PACKAGE)}:{number}"] = words
    assert found == {}


def test_api_document_uses_no_unwanted_word() -> None:
    document = json.loads(json.dumps(get_attribute("tansiq.web.app", "openapi_document")()))
    assert sorted({text for text in walk_strings(document) if find_words_in_name(text)}) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The target was struck."),
        ("ar", "والأهداف في المنطقة"),
        ("ar", "بالصواريخ"),
        ("ru", "Уничтожение объекта"),
        ("ru", "координаты цели"),
        ("tr", "HEDEF bölgesi"),
        ("tr", "İmha edildi"),
    ],
)
def test_a_planted_phrase_is_found(lang: str, text: str) -> None:
    assert find_words_in_text(text, lang) != []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Own-force area; read back; payload type; in force"),
        ("ar", "منطقة وجود قوات · إيقاف فوري · موقع محمي · غير منسَّق: مانعان"),
        ("ru", "Район расположения сил · в целом · целый · Прекратить · Не возражаем"),
        ("tr", "Kuvvet bulunan bölge · etkin · Mutabıkız · Korunan yer"),
    ],
)
def test_the_words_we_use_are_left_alone(lang: str, text: str) -> None:
    assert find_words_in_text(text, lang) == []


def test_a_planted_name_is_found() -> None:
    source = "class A:\n    aim_point: int\nclass TargetKind: ...\ndef f(*, damage_m): ...\nkey = 'weapon_type'\n"
    found = [name for _, name in find_names(ast.parse(source)) if find_words_in_name(name)]
    assert sorted(found) == ["TargetKind", "aim_point", "damage_m", "weapon_type"]

"""The page says nothing that is not in the phrase files, and asks for no phrase that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.words.catalogue import LANGUAGES, get_catalogue
from tests.rules.page_text import find_phrases, find_prefixes, find_prose, find_texts
from tests.rules.source import ROOT

SOURCES = ROOT / "ui" / "src"


def get_sources() -> list[Path]:
    return sorted(path for path in SOURCES.rglob("*") if path.suffix in {".svelte", ".ts"} and path.name != "api.ts")


def test_no_text_stands_in_the_code_of_the_page() -> None:
    found = {}
    for path in get_sources():
        source = path.read_text(encoding="utf-8")
        texts = list(find_texts(source) if path.suffix == ".svelte" else find_prose(source))
        if texts:
            found[str(path.relative_to(ROOT))] = texts
    assert found == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_phrase_that_the_page_asks_for_is_there(lang: str) -> None:
    known = get_catalogue(lang).facts
    missing, unknown = {}, {}
    for path in get_sources():
        source = path.read_text(encoding="utf-8")
        if names := sorted(find_phrases(source) - set(known)):
            missing[path.name] = names
        if prefixes := sorted(
            each for each in find_prefixes(source) if not any(n.startswith(f"{each}-") for n in known)
        ):
            unknown[path.name] = prefixes
    assert (missing, unknown) == ({}, {})


@pytest.mark.parametrize(
    "source",
    [
        "<p>Held by the node</p>",
        "<p>{t('a')} held</p>",
        '<button aria-label="Close"></button>',
        "<script>const text = 'Nothing is overdue';</script>",
        "<p>{isOpen ? 'Waits for a person' : ''}</p>",
        "<script>const text = 'إيقاف';</script>",
    ],
)
def test_planted_text_is_found(source: str) -> None:
    assert list(find_texts(source)) != []


def test_phrases_codes_and_units_are_left_alone() -> None:
    source = """<script>import { t } from "./words.svelte";
    throw new Error("this is for who reads the console");</script>
    <p class="label code">{t("age-s", { amount: 3 })} · {width} m</p>
    <input aria-label={t("field-place")} placeholder={EXAMPLE} />"""
    assert list(find_texts(source)) == []
    assert find_phrases(source) == {"age-s", "field-place"}

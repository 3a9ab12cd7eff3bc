"""The likely mistake behind two places that differ: in the holds, on the line and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.airspace.item import Item, StatedPlace
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.holds import HoldCode
from tansiq.coordination.likely import LikelyCause, find_causes
from tansiq.coordination.readback import causes_of_readback, write_place
from tansiq.coordination.verification import compare_blind
from tansiq.coordination.words_check import causes_of_words
from tansiq.geometry.notation import parse_location
from tansiq.geometry.positions import Position
from tansiq.wire.kinds import decode, encode
from tansiq.words.catalogue import LANGUAGES
from tansiq.words.reasons import render_hold, write_cause
from tests.coordination.book import BRAVO, Ready, hash_ready, id_of, movement
from tests.coordination.test_holds import the

EXACT = replace(DEFAULT_ARTICLES, verification_tolerance_mm=20_000)


def stated(text: str, *, datum: str = "WGS84", words: str = "") -> StatedPlace:
    found = parse_location(text, datum=datum)
    return StatedPlace(text, found.datum, found.position, found.uncertainty_mm, words, "en")


def at(text: str, *, words: str = "") -> Item:
    return movement(place=stated(text, words=words), hazard=True)


def test_figures_of_another_datum_are_named_with_their_datum() -> None:
    item = at("36.37051 37.51572")
    true = parse_location("36.37051 37.51572", datum="SK-42")
    outcome = compare_blind(item, true, EXACT)
    assert outcome.match is say.Match.MISMATCH
    assert (outcome.causes[0].cause, outcome.causes[0].subject) == ("datum", "SK-42/SK-95")
    assert outcome.causes[0].residual_mm < 5_000


def test_a_match_names_no_cause() -> None:
    item = at("36.37051 37.51572")
    assert compare_blind(item, parse_location("36.37052 37.51572", datum="WGS84"), EXACT).causes == ()


def test_a_mismatch_carries_its_cause_over_the_line_into_the_hold() -> None:
    causes = (LikelyCause("datum", "SK-42/SK-95", 1_240), LikelyCause("transposed", "", 900))
    book = Ready(item=at("36.37051 37.51572"), verified=None).open()
    said = say.Verified(id_of(1), hash_ready(book), say.Match.MISMATCH, 120_000, 20_000, "map", causes)
    book.hear(BRAVO, said)
    facts = dict(the(book, HoldCode.VERIFICATION_MISMATCH).facts)
    assert facts["cause"] == "datum" and facts["subject"] == "SK-42/SK-95"
    assert facts["residual_m"] == "1.2" and facts["other_causes"] == "transposed"
    assert decode(*encode(said)) == said


def test_a_place_read_back_with_its_axes_swapped_is_told_as_such() -> None:
    item = at("36.37051 37.51572")
    book = Ready(item=item, read_back=False).open()
    swapped = parse_location("37.51572 36.37051", datum="WGS84").position
    book.read_back(BRAVO, hash_ready(book), [say.Element("place", write_place(swapped))])
    assert dict(the(book, HoldCode.READBACK_MISMATCH).facts)["cause"] == "axes_swapped"


@pytest.mark.parametrize("value", ["", "north of the river", "1 2 3", "9999999999 1", "900000000 -1800000000"])
def test_a_place_that_nobody_can_read_gets_no_cause_and_does_no_harm(value: str) -> None:
    item = at("36.37051 37.51572")
    book = Ready(item=item, read_back=False).open()
    book.read_back(BRAVO, hash_ready(book), [say.Element("place", value)])
    readback = next(iter(book.picture.readbacks.values()))
    assert causes_of_readback(item, readback) == ()
    assert "cause" not in dict(the(book, HoldCode.READBACK_MISMATCH).facts)


def test_words_laid_off_from_another_point_name_that_point() -> None:
    # 9 km south of the airfield, while the words name the town.
    item = at("35.2045 40.1756", words="9 km south of Deir ez-Zor city")
    causes = causes_of_words(item, DEFAULT_ARTICLES)
    assert causes[0].cause == "reference"
    assert causes[0].subject == "Deir ez-Zor airport"


def test_an_item_without_a_stated_place_gets_no_cause() -> None:
    assert find_causes(movement(), Position(363_705_000, 375_157_000), 1_000) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_of_a_hold_tell_the_cause_and_how_far_it_misses(lang: str) -> None:
    facts = {"distance_m": "120", "tolerance_m": "20", "cause": "datum", "subject": "SK-42/SK-95", "residual_m": "1.2"}
    text = render_hold("verification_mismatch", facts, lang, party="South").what
    plain = render_hold("verification_mismatch", {"distance_m": "120", "tolerance_m": "20"}, lang, party="South").what
    assert (
        text.replace("\u2068", "").replace("\u2069", "").startswith(plain.replace("\u2068", "").replace("\u2069", ""))
    )
    assert "SK-42/SK-95" in text and "SK-42" not in plain
    assert "SK-42" not in render_hold("verification_mismatch", facts | {"disclosed": "no"}, lang).what


def test_a_cause_of_a_newer_node_is_shown_as_its_code() -> None:
    assert write_cause("en", "mirrored", "") == "mirrored"

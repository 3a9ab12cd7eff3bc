"""Holds and alerts in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.words.catalogue import LANGUAGES
from tansiq.words.reasons import render_alert, render_hold
from tests.wire.strategies import texts
from tests.words.test_catalogue import ALERT_CODES, HOLD_CODES, strip

FACTS = st.dictionaries(
    st.sampled_from(
        ["distance_m", "tolerance_m", "distance_km", "kind", "name", "owner", "minutes", "seconds", "area", "reason",
         "elements", "sheet", "code", "count", "revision", "article", "shared_from", "shared_min", "shared_height_m",
         "later_min", "earlier_min", "up_m", "down_m"]
    ),
    texts | st.integers(0, 10**6) | st.floats(0, 10**6),
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(HOLD_CODES))
def test_a_hold_says_what_lifts_it_and_whose_turn_with_no_facts_at_all(lang: str, code: str) -> None:
    words = render_hold(code, {}, lang)
    assert words.what and words.lifts and words.turn
    assert strip(words.what) != strip(render_hold("unknown", {"code": code}, lang).what)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(code=st.sampled_from(sorted(HOLD_CODES)), facts=FACTS, party=texts)
def test_no_facts_break_the_words_of_a_hold(lang: str, code: str, facts: dict[str, str | int], party: str) -> None:
    words = render_hold(code, facts, lang, party=party, turn=party)
    assert strip(words.what) and strip(words.lifts)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(code=st.sampled_from(sorted(HOLD_CODES)), facts=FACTS, party=texts)
def test_an_undisclosed_reason_is_always_the_same_text(
    lang: str, code: str, facts: dict[str, str | int], party: str
) -> None:
    plain = render_hold("conflict", {"disclosed": "no"}, lang)
    words = render_hold(code, facts | {"disclosed": "no"}, lang, party=party)
    assert (words.what, words.lifts) == (plain.what, plain.lifts)
    told = render_hold("cannot", facts | {"reason": "not_disclosed"}, lang, party=party)
    assert (told.what, told.lifts) == (plain.what, plain.lifts)


def test_the_undisclosed_text_is_the_one_agreed() -> None:
    assert render_hold("conflict", {"disclosed": "no", "name": "camp"}, "en").what == "held, reason not disclosed"


def test_a_conflict_names_the_item_its_kind_and_its_owner() -> None:
    facts = {"kind": "own_force_area", "name": "North unit", "owner": "TR"}
    assert strip(render_hold("conflict", facts, "en").what) == "Conflict: own-force area “North unit” (TR)"
    assert strip(render_hold("conflict", facts, "ru").what) == "Конфликт: район расположения сил «North unit» (TR)"


def test_only_two_movements_may_be_settled_by_a_resolution() -> None:
    assert "resolution" in render_hold("conflict", {"kind": "activity"}, "en").lifts
    assert "resolution" not in render_hold("conflict", {"kind": "protected_site"}, "en").lifts
    assert "resolution" not in render_hold("conflict", {}, "en").lifts


def test_distances_have_their_unit() -> None:
    facts = {"distance_m": "5100", "tolerance_m": "500"}
    words = render_hold("words_disagree", facts, "en")
    assert strip(words.what) == "Words and coordinates disagree: 5100 m apart, tolerance 500 m"
    assert "14.3 км" in strip(render_hold("words_disagree", {"distance_km": 14.3}, "ru").what)


def test_our_own_turn_is_said_as_ours() -> None:
    assert render_hold("not_answered", {}, "tr", turn="TR", is_ours=True).turn == "Sıra bizde"
    assert render_hold("not_answered", {}, "tr", turn="RU").turn == "RU"


def test_a_hold_of_a_newer_node_is_shown_by_its_code() -> None:
    assert strip(render_hold("of_tomorrow", {}, "en").what) == "Held: of_tomorrow"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(ALERT_CODES))
def test_an_alert_has_words_with_no_facts_at_all(lang: str, code: str) -> None:
    assert strip(render_alert(code, {}, lang))
    assert strip(render_alert(code, {}, lang)) != code


def test_an_alert_says_by_how_much_and_about_what() -> None:
    assert strip(render_alert("late", {"minutes": "59"}, "en", party="RU", item="A-1")) == "Late by 59 min: A-1 (RU)"
    assert strip(render_alert("late", {"minutes": "3"}, "ar", party="RU", item="A-1")) == "متأخر 3 دقائق: A-1 (RU)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_step_of_an_untaken_cease_has_words_of_its_own(lang: str) -> None:
    steps = ("answer", "escalate", "second_path", "commander", "report")
    lines = {strip(render_alert("overdue", {"cease": "c", "step": step}, lang, party="RU")) for step in steps}
    assert len(lines) == len(steps)
    assert all("RU" in line for line in lines)


def test_two_flights_are_told_what_they_share_and_each_change_that_would_part_them() -> None:
    facts = {
        "kind": "transit", "name": "TR 7", "owner": "TR", "distance_m": "0", "shared_from": "2017-02-09T05:00:00Z",
        "shared_min": "45", "shared_height_m": "500", "later_min": "45", "earlier_min": "75", "up_m": "500",
    }  # fmt: skip
    words = render_hold("conflict", facts, "en")
    assert strip(words.what) == (
        "Conflict: transit “TR 7” (TR); up to 45 min and 500 m of height shared, from 2017-02-09 05:00Z"
    )
    assert strip(words.lifts) == (
        "Amend place, height or time, or both sign a resolution."
        " Alone enough: start 45 min later, start 75 min earlier, 500 m higher"
    )
    for lang in LANGUAGES:
        told = render_hold("conflict", facts, lang)
        assert all(number in told.what for number in ("45", "500")) and "75" in told.lifts


def test_our_own_answer_that_a_cover_made_names_the_item_to_our_own_officers() -> None:
    facts = {"reason": "not_disclosed", "within_grain": "yes", "kind": "own_force_area", "name": "Unit", "owner": "TR"}
    told = render_hold("cannot", facts, "en")
    assert strip(told.what) == "Cannot, by our grain around own-force area “Unit”; its exact place is clear"

"""Four languages, the same phrases, the same facts."""

from __future__ import annotations

import re

import pytest

from tansiq.airspace.item import ItemKind, SiteCategory
from tansiq.airspace.states import MovementState
from tansiq.base.data import get_names, load_text
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import AgreementStatus, AreaStatus
from tansiq.coordination.holds import HoldCode
from tansiq.geometry.mistakes import Cause
from tansiq.ledger.envelope import Precedence
from tansiq.wire.kinds import KINDS
from tansiq.wire.local import LOCAL_KINDS
from tansiq.words.catalogue import LANGUAGES, UnknownLanguage, UnknownPhrase, get_catalogue, phrase, shown

FSI, PDI = "\u2068", "\u2069"

HOLD_CODES = {
    "no_line", "no_agreement", "area_not_open", "not_answered", "cannot", "countered", "withdrawn", "readback_missing",
    "readback_mismatch", "verification_missing", "verification_mismatch", "verification_cannot", "conflict",
    "not_comparable", "bound", "cease_stands", "stale", "set_aside", "untrusted", "clock_off", "words_disagree",
    "words_unresolvable", "late", "operation_not_agreed", "sheet_unsigned", "doubted", "ended", "probing",
}  # fmt: skip
ALERT_CODES = {
    "conflict", "late", "overdue", "line_silent", "line_degraded", "untrusted", "gap", "wrong_certificate", "probing",
    "clock", "cannot_write", "unilateral", "broken_message", "prose_cease", "second_run", "set_aside",
    "own_entries_missing", "own_chain_differs", "receipt_beyond_head", "bad_frame", "run_refused",
}  # fmt: skip
CODES = {
    "state": {*MovementState, *say.ActivityStatus, "held"},
    "agreement": set(AgreementStatus),
    "area": set(AreaStatus),
    "kind": set(ItemKind),
    "site": set(SiteCategory),
    "verdict": set(say.Verdict),
    "match": set(say.Match),
    "reason": set(say.CannotReason),
    "cause": set(say.CeaseCause),
    "ack": set(say.AckLevel),
    "count": set(say.CountedThing),
    "disclosure": set(say.Disclosure),
    "precedence": {level.lower() for level in Precedence},
    "line": {"up", "degraded", "silent", "untrusted", "refused"},
    "element": {"place", "level", "times", "area", "count"},
    "lang": set(LANGUAGES),
    "mistake": set(Cause),
    "hold": HOLD_CODES | set(HoldCode),
    "lift": HOLD_CODES | set(HoldCode),
    "alert": ALERT_CODES,
    "act": {
        "officer_added",
        "officer_revoked",
        "secret_changed",
        "signed_in",
        "signed_out",
        "console_locked",
        "step_opened",
        "step_withdrawn",
        "line_paired",
        "line_revoked",
    },
    "say-agreement": {action for action in say.AgreementAction},
    "say-sheet": {action for action in say.SheetAction},
}


def strip(text: str) -> str:
    return text.replace(FSI, "").replace(PDI, "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_the_same_phrases(lang: str) -> None:
    assert set(get_catalogue(lang).facts) == set(get_catalogue("en").facts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_phrase_is_written_twice(lang: str) -> None:
    files = [load_text("words", f"phrases/{lang}/{file}") for file in get_names("words", f"phrases/{lang}")]
    names = re.findall(r"^([a-z][\w-]*) =", "\n".join(files), re.MULTILINE)
    assert len(names) == len(set(names)) == len(get_catalogue(lang).facts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phrase_shows_the_same_facts_in_every_language(lang: str) -> None:
    def shown_facts(of: str) -> dict[str, set[str]]:
        return {name: {fact.removesuffix("-n") for fact in facts} for name, facts in get_catalogue(of).facts.items()}

    assert shown_facts(lang) == shown_facts("en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", sorted(get_catalogue("en").facts))
def test_every_phrase_stands_without_a_single_fact(lang: str, name: str) -> None:
    text = phrase(lang, name)
    assert strip(text).strip()
    assert "{" not in text and "$" not in text


@pytest.mark.parametrize("prefix", CODES)
def test_every_code_has_its_words(prefix: str) -> None:
    missing = {code for code in CODES[prefix] if f"{prefix}-{code}" not in get_catalogue("en").facts}
    assert missing == set()


@pytest.mark.parametrize("kind", [*KINDS, *(name.replace(".", "-") for name in LOCAL_KINDS)])
def test_every_kind_of_message_has_its_words(kind: str) -> None:
    assert any(name == f"say-{kind}" or name.startswith(f"say-{kind}-") for name in get_catalogue("en").facts)


def test_the_terms_are_those_agreed_for_the_watch_floor() -> None:
    table = {
        "say-cease": ("CEASE by", "إيقاف فوري", "ПРЕКРАТИТЬ", "DURDUR"),
        "verdict-concur": ("concur", "نوافق", "не возражаем", "mutabıkız"),
        "verdict-cannot": ("cannot", "لا يمكننا", "не можем", "mümkün değil"),
        "line-silent": ("line silent", "الخط صامت", "линия молчит", "hat sessiz"),
        "hold-not_comparable": ("Not comparable", "غير قابل للمقارنة", "Несопоставимо", "Karşılaştırılamaz"),
        "kind-own_force_area": (
            "own-force area", "منطقة وجود قوات", "район расположения сил", "kuvvet bulunan bölge"
        ),
        "kind-protected_site": ("protected site", "موقع محمي", "объект под защитой", "korunan yer"),
    }  # fmt: skip
    for name, terms in table.items():
        for lang, term in zip(LANGUAGES, terms, strict=True):
            assert term in phrase(lang, name), (name, lang)


@pytest.mark.parametrize(("lang", "unwanted"), [("ru", "охраняем"), ("ar", "لا مانع"), ("en", "please"), ("en", "!")])
def test_words_that_mislead_are_not_used(lang: str, unwanted: str) -> None:
    assert [name for name in get_catalogue(lang).facts if unwanted in phrase(lang, name).lower()] == []


def test_a_readback_is_not_called_a_receipt_in_russian() -> None:
    named = [name for name in get_catalogue("ru").facts if "квитанци" in phrase("ru", name).lower()]
    assert named == ["alert-receipt_beyond_head"]


@pytest.mark.parametrize(
    ("lang", "number", "text"),
    [
        ("en", 1, "Held: 1 hold"),
        ("en", 2, "Held: 2 holds"),
        ("ar", 1, "غير منسَّق: مانع واحد"),
        ("ar", 2, "غير منسَّق: مانعان"),
        ("ar", 3, "غير منسَّق: 3 موانع"),
        ("ar", 11, "غير منسَّق: 11 مانعًا"),
        ("ar", 100, "غير منسَّق: 100 مانع"),
        ("ru", 1, "Не согласовано: 1 причина"),
        ("ru", 2, "Не согласовано: 2 причины"),
        ("ru", 5, "Не согласовано: 5 причин"),
        ("ru", 21, "Не согласовано: 21 причина"),
        ("tr", 2, "Bekletiliyor: 2 neden"),
    ],
)
def test_the_plural_follows_the_number(lang: str, number: int, text: str) -> None:
    assert strip(phrase(lang, "held-count", count=number)) == text
    assert strip(phrase(lang, "held-count", count=str(number))) == text


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "Late by 12 min"), ("ar", "متأخر 12 دقيقة"), ("ru", "Опоздание 12 мин"), ("tr", "12 dk geç")],
)
def test_lateness_is_said_as_agreed(lang: str, text: str) -> None:
    assert strip(phrase(lang, "late-by", minutes=12)) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_have_latin_digits_and_one_form(lang: str) -> None:
    assert strip(phrase(lang, "people-at-risk", people=150_000)).count("150\u202f000") == 1
    assert "1669" in phrase(lang, "distance-m", amount=1669)


def test_a_fact_stands_in_its_own_isolate() -> None:
    assert phrase("ar", "hold-not_answered", party="US") == f"لم يصل رد: {FSI}US{PDI}"


def test_text_from_outside_cannot_reorder_a_line() -> None:
    assert shown("a\u2069\u202eb\nc") == "a\ufffd\ufffdb ⏎ c"


def test_an_unknown_phrase_or_language_says_so() -> None:
    with pytest.raises(UnknownPhrase):
        phrase("en", "no-such-phrase")
    with pytest.raises(UnknownLanguage):
        phrase("de", "state-held")

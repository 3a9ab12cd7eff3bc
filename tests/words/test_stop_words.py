"""Words to stop are found in prose, in any language and spelling."""

from __future__ import annotations

import pytest

from tansiq.words.stop_words import STOP_WORDS, asks_to_stop


@pytest.mark.parametrize("word", [word for words in STOP_WORDS.values() for word in words])
def test_every_stop_word_is_found_inside_a_sentence(word: str) -> None:
    assert asks_to_stop(f"xyz 12: {word}, xyz") is not None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("You must STOP now", "STOP"),
        ("stop!!!", "stop"),
        ("Break  off at once", "Break off"),
        ("Немедленно ПРЕКРАТИТЕ полёты", "ПРЕКРАТИТЕ"),
        ("Стоп.", "Стоп"),
        ("أوقفوا الطيران فورًا", "أوقفوا"),
        ("اوقفوا الطيران", "اوقفوا"),
        ("أَوْقِفُوا الآن", "أَوْقِفُوا"),
        ("توقـــف الآن", "توقـــف"),
        ("وأوقفوا كل شيء", "وأوقفوا"),
        ("DURDURUN", "DURDURUN"),
        ("hemen durdur", "durdur"),
        ("ＳＴＯＰ", "ＳＴＯＰ"),
        ("st\u200bop", "st\u200bop"),
        ("STO\u0301P", "STO\u0301P"),
        ("flights_stop_now", "stop"),
    ],
)
def test_a_request_to_stop_is_found(text: str, word: str) -> None:
    assert asks_to_stop(text) == word


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The stopover is at noon; unceasing wind; halters",
        "Погода стоит хорошая, столп дыма",
        "الموقف مستقر والقافلة في الطريق",
        "Durum normal, duran yok, kesin bilgi",
        "!!! --- 123",
    ],
)
def test_other_prose_asks_for_nothing(text: str) -> None:
    assert asks_to_stop(text) is None


def test_the_dotted_and_dotless_i_of_turkish_are_one_letter_here() -> None:
    assert asks_to_stop("DURDURUNUZ İSTİYORUZ") == "DURDURUNUZ"

"""What is read out and typed from hearing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.data import load_text
from tansiq.wire.voice import (
    _LETTERS,
    BadVoice,
    NotSpeakable,
    UnknownCheckWord,
    VoiceIncomplete,
    VoiceLine,
    VoiceMistake,
    parse_voice,
    write_voice,
)

PLACE = VoiceLine("place", "36.3705000 37.5157000")
TIMES = VoiceLine("times", "2017-01-19 09:00:00 2017-01-19 10:00:00")
lines = st.lists(
    st.builds(
        lambda name, words: VoiceLine(name, " ".join(words)),
        st.sampled_from(["place", "times", "message"]),
        st.lists(st.text(_LETTERS, min_size=1, max_size=12), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda line: line.name,
)


@given(lines)
def test_what_is_typed_as_it_was_read_out_is_what_was_meant(spoken: list[VoiceLine]) -> None:
    assert parse_voice(write_voice(spoken)) == tuple(spoken)
    assert parse_voice(write_voice(spoken).lower().replace("ı", "i")) == tuple(spoken)


@given(lines, st.data())
def test_one_letter_heard_wrongly_is_found_in_its_word(spoken: list[VoiceLine], data: st.DataObject) -> None:
    rows = write_voice(spoken).splitlines()
    row = data.draw(st.integers(0, len(rows) - 1))
    tokens = rows[row].split()
    position = data.draw(st.integers(1, (len(tokens) - 3) // 2))
    word = tokens[2 * position - 1]
    at = data.draw(st.integers(0, len(word) - 1))
    wrong = data.draw(st.sampled_from([letter for letter in _LETTERS if letter != word[at]]))
    tokens[2 * position - 1] = word[:at] + wrong + word[at + 1 :]
    rows[row] = " ".join(tokens)
    with pytest.raises(VoiceMistake) as caught:
        parse_voice("\n".join(rows))
    assert (caught.value.line, caught.value.position) == (spoken[row].name, position)
    assert caught.value.where == f"voice.{spoken[row].name}[{position}]"


def test_every_single_letter_mistake_in_a_place_is_found() -> None:
    form = write_voice([PLACE])
    body = form.rindex("/")
    for at, letter in enumerate(form[:body]):
        if letter.isdigit():
            for digit in "0123456789":
                if digit != letter:
                    with pytest.raises(VoiceMistake):
                        parse_voice(form[:at] + digit + form[at + 1 :])


def test_two_neighbouring_letters_exchanged_are_found() -> None:
    form = write_voice([TIMES])
    for at in range(len("times: "), form.rindex("/") - 1):
        here, there = form[at], form[at + 1]
        if here != there and here.isdigit() and there.isdigit():
            with pytest.raises(VoiceMistake):
                parse_voice(form[:at] + there + here + form[at + 2 :])


@given(lines, st.data())
def test_words_swapped_with_or_without_their_check_words_are_found(
    spoken: list[VoiceLine], data: st.DataObject
) -> None:
    rows = write_voice(spoken).splitlines()
    tokens = rows[0].split()
    count = (len(tokens) - 3) // 2
    first, second = data.draw(st.integers(0, count - 1)), data.draw(st.integers(0, count - 1))
    whole = [tokens[1 + 2 * at : 3 + 2 * at] for at in range(count)]
    if whole[first][0] == whole[second][0]:
        return
    whole[first], whole[second] = whole[second], whole[first]
    typed = " ".join([tokens[0], *(token for pair in whole for token in pair), *tokens[-2:]])
    with pytest.raises(VoiceMistake) as caught:
        parse_voice("\n".join([typed, *rows[1:]]))
    assert caught.value.position == min(first, second) + 1


@pytest.mark.parametrize("left_out", range(2))
def test_a_word_left_out_with_its_check_word_is_found(left_out: int) -> None:
    tokens = write_voice([PLACE]).split()
    del tokens[1 + 2 * left_out : 3 + 2 * left_out]
    with pytest.raises(BadVoice) as caught:
        parse_voice(" ".join(tokens))
    assert caught.value.line == "place"


def test_a_line_read_under_another_name_is_found() -> None:
    with pytest.raises(VoiceMistake):
        parse_voice(write_voice([PLACE]).replace("place", "level"))


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", VoiceIncomplete),
        ("36.3705 banana", VoiceIncomplete),
        ("place: 36.3705000", VoiceIncomplete),
        ("place: 36.3705000 / banana", VoiceIncomplete),
        ("place: 36.3705000 bananna / guitar", UnknownCheckWord),
    ],
)
def test_what_is_not_whole_is_refused_and_says_where(typed: str, error: type[BadVoice]) -> None:
    with pytest.raises(error) as caught:
        parse_voice(typed)
    assert caught.value.where and caught.value.where.startswith("voice.")


def test_the_same_line_twice_is_refused() -> None:
    with pytest.raises(VoiceIncomplete):
        parse_voice("\n".join([write_voice([PLACE])] * 2))


@pytest.mark.parametrize("text", ["a/b", "a\u200bb", "x" * 61, "/", "😀"])
def test_what_nobody_can_read_out_is_not_written(text: str) -> None:
    with pytest.raises(NotSpeakable):
        write_voice([VoiceLine("message", text)])


@pytest.mark.parametrize(
    "text", ["Crews called and leaving", "Экипажи вызваны и уходят", "الأطقم تغادر الآن", "Mürettebat ayrılıyor"]
)
def test_a_short_message_in_each_language_can_be_read_out(text: str) -> None:
    typed = parse_voice(write_voice([VoiceLine("message", text)]))
    assert typed[0].text.casefold().replace("ı", "i") == text.casefold().replace("ı", "i")


def test_check_words_are_so_many_and_so_far_apart() -> None:
    words = load_text("wire", "check_words.txt").split()
    assert len(words) == len(set(words)) == 127
    assert len(_LETTERS) == len(set(_LETTERS)) < 127
    assert all(_distance(a, b) >= 3 for a, b in combinations(words, 2))


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (left != right))
    return row[-1]

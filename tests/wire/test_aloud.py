"""Signed messages that are read out: the same bytes come back, and no mistake of hearing does."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.data import load_text
from tansiq.base.ids import CeaseId, ItemId, LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.statements import (
    Answer,
    CannotReason,
    Doubt,
    Element,
    Held,
    Readback,
    ResumeAgreed,
    Said,
    Verdict,
)
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, Envelope, Precedence, Sealed, seal
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.keys import SigningKey
from tansiq.wire.aloud import Hearer, NotKnownHere, is_signed, parse_aloud, write_aloud
from tansiq.wire.kinds import encode, get_kind
from tansiq.wire.voice import BadVoice, NotSpeakable, VoiceIncomplete, VoiceLine, parse_voice, write_voice

KEY = SigningKey(bytes(range(32)))
ITEM = ItemId("0b0f2f6e-3a52-4a53-9d6a-7d3c2b1a0f01")
CEASE = CeaseId("77e0c1d2-4a5b-4c7d-8899-aabb00112233")
REVISION, BEFORE = Sha256("5d41402a" * 8), Sha256("ab12" * 16)
HEARER = Hearer(
    line=LineId("9d6a7d3c-2b1a-4f01-8b0f-2f6e3a524a53"),
    own=PartyId("south"),
    peer=PartyId("north"),
    exercise=True,
    items={ITEM},
    revisions={REVISION},
    ceases={CEASE},
    find_hash=lambda chain, serial: BEFORE,
)
ELEMENTS = (
    Element("place", "363705100 375157200"),
    Element("level", "3000000 mm AMSL to unbounded"),
    Element("times", "2017-01-19T09:00:00Z/2017-01-19T10:00:00Z"),
    Element("count", "2"),
)
SAID: tuple[Said, ...] = (
    Answer(REVISION, Verdict.CANNOT, 12, CannotReason.NOT_DISCLOSED),
    Answer(REVISION, Verdict.CANNOT, 0),
    Doubt(ITEM, REVISION),
    Doubt(ITEM, None, "convoy on the road", "tr"),
    Readback(REVISION, ELEMENTS),
    ResumeAgreed(CEASE),
)


def sign(said: Said, *, author: str = "watch-1", serial: int = 17, **changed: object) -> Sealed:
    kind, version, body = encode(said)
    envelope = Envelope(
        line=HEARER.line,
        chain=get_kind(kind).chain,
        sender=HEARER.peer,
        to=(HEARER.own,),
        serial=serial,
        prev=BEFORE,
        id=MessageId("3f2a91bc-77e0-41d2-8a5b-6c7d8899aabb"),
        kind=kind,
        kind_version=version,
        precedence=Precedence.IMMEDIATE,
        sent_ms=1_893_456_000_250,
        author=OfficerId(author),
        lang="en",
        body=body,
        exercise=True,
    )
    return seal(replace(envelope, **changed), KEY)  # type: ignore[arg-type]


def is_theirs(heard: Sealed) -> bool:
    try:
        KEY.public.authenticate(PAYLOAD_TYPE, heard.payload, heard.signature)
    except BadSignature:
        return False
    return True


def same(heard: Sealed, sealed: Sealed) -> bool:
    return (heard.payload, heard.signature) == (sealed.payload, sealed.signature)


@pytest.mark.parametrize("said", SAID)
def test_what_is_typed_as_it_was_read_out_is_the_signed_message_byte_by_byte(said: Said) -> None:
    sealed = sign(said)
    form = write_aloud(sealed)
    assert is_signed(form) and "DIGITS" not in form
    short = "\n".join(row for row in form.lower().splitlines() if not row.startswith("before"))
    assert same(parse_aloud(form, HEARER), sealed) and same(parse_aloud(short, HEARER), sealed)


@given(st.text(max_size=40), st.sampled_from(["en", "ar", "ru", "tr"]))
def test_any_text_comes_back_exactly(text: str, lang: str) -> None:
    sealed = sign(Doubt(ITEM, REVISION, text.replace("\x00", ""), lang))
    assert same(parse_aloud(write_aloud(sealed), HEARER), sealed)


@pytest.mark.parametrize(
    "author", ["watch-1", "WATCH", "Kıvanç İ.", "ضابط", "Капитан", "digits 41", "capitals A", "a  b"]
)
def test_any_officer_comes_back_exactly(author: str) -> None:
    sealed = sign(ResumeAgreed(CEASE), author=author, releaser=OfficerId(author[::-1].strip()))
    assert same(parse_aloud(write_aloud(sealed), HEARER), sealed)


def test_optional_fields_come_back_exactly() -> None:
    sealed = sign(Doubt(ITEM, None), in_reply_to=REVISION, answer_by_ms=1_893_456_120_000)
    assert same(parse_aloud(write_aloud(sealed), HEARER), sealed)
    first = sign(ResumeAgreed(CEASE), serial=1, prev=Sha256("0" * 64))
    assert same(parse_aloud(write_aloud(first), HEARER), first)


@pytest.mark.parametrize("said", SAID)
def test_each_word_replaced_by_others_of_the_form_is_found_by_check_word_or_seal(said: Said) -> None:
    form = write_aloud(sign(said))
    rows = form.splitlines()
    words = sorted({token for row in rows for token in row.split()[1:]})
    found = sealed_out = 0
    for at, row in enumerate(rows):
        tokens = row.split()
        for position, wrong in product(range(1, len(tokens)), words[at % 3 :: 3]):
            if wrong == tokens[position]:
                continue
            changed = [*tokens[:position], wrong, *tokens[position + 1 :]]
            typed = "\n".join([*rows[:at], " ".join(changed), *rows[at + 1 :]])
            try:
                heard = parse_aloud(typed, HEARER)
            except BadVoice:
                found += 1
            else:
                assert not is_theirs(heard), (row, wrong)
                sealed_out += 1
    # A check word passes one wrong word in 127; here none of a form's own words may do so much worse.
    assert found > 300 and sealed_out < found / 50


@pytest.mark.parametrize("said", SAID)
def test_wrong_words_that_go_with_their_check_words_are_found_by_the_seal(said: Said) -> None:
    """What no check word can find: a whole line of other words, said with check words of its own."""
    rows = write_aloud(sign(said)).splitlines()
    for at, row in enumerate(rows):
        [line] = parse_voice(row)
        for position, word in enumerate(line.text.split()):
            for digit in "012":
                other = word[:-1] + digit if word[-1] != digit else word[:-1] + "3"
                words = line.text.split()
                words[position] = other
                typed = "\n".join([*rows[:at], write_voice([replace(line, text=" ".join(words))]), *rows[at + 1 :]])
                try:
                    heard = parse_aloud(typed, HEARER)
                except BadVoice:
                    continue
                assert not is_theirs(heard), (row, other)


def test_check_words_pass_one_wrong_word_of_eight_digits_in_127() -> None:
    """Over all 127 residues evenly: what is left for the seal to find."""
    words = load_text("wire", "check_words.txt").split()
    counts = dict.fromkeys(words, 0)
    for number in range(127 * 40):
        word = f"{(number * 2654435761) % 2**32:08X}"
        counts[write_voice([VoiceLine("name", word)]).split()[2]] += 1
    assert all(15 < count < 80 for count in counts.values())


@pytest.mark.parametrize("left_out", ["signed", "way", "name", "at", "by", "rank", "cease", "seal"])
def test_line_left_out_is_named(left_out: str) -> None:
    form = write_aloud(sign(ResumeAgreed(CEASE)))
    typed = "\n".join(row for row in form.splitlines() if not row.startswith(left_out))
    with pytest.raises(VoiceIncomplete) as raised:
        parse_aloud(typed, HEARER)
    assert raised.value.line == left_out


def test_line_of_another_form_is_named() -> None:
    form = write_aloud(sign(ResumeAgreed(CEASE))) + "\n" + write_voice([VoiceLine("knew", "12")])
    with pytest.raises(VoiceIncomplete) as raised:
        parse_aloud(form, HEARER)
    assert raised.value.line == "knew"


@pytest.mark.parametrize(
    "said",
    [
        Answer(REVISION, Verdict.CONCUR, 3),
        Held(ITEM, REVISION, MessageId(ITEM)),
        Readback(REVISION, (Element("other", "1"),)),
    ],
)
def test_what_is_not_to_be_read_out_has_no_form(said: Said) -> None:
    with pytest.raises(NotSpeakable):
        write_aloud(sign(said))


def test_two_that_begin_alike_are_not_told_apart_by_guessing() -> None:
    twins = {CEASE, CeaseId(CEASE[:8] + "-0000-4000-8000-000000000000")}
    with pytest.raises(NotKnownHere):
        parse_aloud(write_aloud(sign(ResumeAgreed(CEASE))), replace(HEARER, ceases=twins))


def test_what_comes_before_and_is_missing_is_asked_for() -> None:
    hearer = replace(HEARER, find_hash=lambda chain, serial: None)
    form = write_aloud(sign(ResumeAgreed(CEASE)))
    short = "\n".join(row for row in form.splitlines() if not row.startswith("before"))
    with pytest.raises(NotKnownHere) as raised:
        parse_aloud(short, hearer)
    assert raised.value.line == "before" and f"{Chain.URGENT} 16" in raised.value.message
    assert is_theirs(parse_aloud(form, hearer))

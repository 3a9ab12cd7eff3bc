"""A stop as it is read out and typed from hearing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import CeaseId, ItemId, PartyId
from tansiq.coordination.statements import Cease, CeaseCause
from tansiq.wire.spoken import parse_spoken, write_spoken
from tansiq.wire.voice import BadVoice

NORTH, SOUTH = PartyId("north-1"), PartyId("south")
AT_MS = 1_894_999_999_000
UUIDS = st.uuids(version=4).map(str)
FORM = write_spoken(
    Cease(CeaseId("01234567-89ab-4cde-8f01-23456789abcd"), (), CeaseCause.OFFICER, (SOUTH,), "crews below"),
    sender=NORTH,
    to=SOUTH,
    at_ms=AT_MS,
)


@given(UUIDS.map(CeaseId), st.lists(UUIDS.map(ItemId), max_size=3), st.sampled_from(["", "stop now", "x\x00y", "дом"]))
def test_what_is_read_out_is_heard(cease: CeaseId, items: list[ItemId], text: str) -> None:
    said = Cease(cease, tuple(items), CeaseCause.OFFICER, (SOUTH,), text)
    heard = parse_spoken(write_spoken(said, sender=NORTH, to=SOUTH, at_ms=AT_MS + 321).lower())
    assert (heard.cease, heard.items, heard.sender, heard.to) == (cease, tuple(items), NORTH, SOUTH)
    assert heard.at_ms == AT_MS
    assert heard.text == ("" if "\x00" in text else text.upper())


@pytest.mark.parametrize("line", ["stop", "way", "at", "items"])
def test_line_that_was_not_read_is_named(line: str) -> None:
    kept = "\n".join(row for row in FORM.splitlines() if not row.startswith(f"{line}:"))
    with pytest.raises(BadVoice) as raised:
        parse_spoken(kept)
    assert raised.value.line == line


@given(st.data())
def test_one_letter_heard_wrongly_is_found(data: st.DataObject) -> None:
    places = [at for at, letter in enumerate(FORM) if letter.isdigit()]
    at = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != FORM[at]]))
    with pytest.raises(BadVoice):
        parse_spoken(FORM[:at] + digit + FORM[at + 1 :])


@given(st.text(max_size=200))
def test_anything_typed_is_heard_or_refused(text: str) -> None:
    try:
        parse_spoken(text)
    except BadVoice:
        return
    raise AssertionError("nothing of that kind was read out")

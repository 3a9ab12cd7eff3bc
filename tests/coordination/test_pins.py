"""Operations between datums as agreements pin them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.airspace.item import StatedPlace
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.holds import HoldCode
from tansiq.coordination.pins import find_pinned, find_pins
from tansiq.geometry.datum import UnpinnedOperation
from tansiq.geometry.notation import Profile, parse_location
from tests.coordination.book import AGREEMENT, ALFA, BRAVO, NOW_MS, Book, Ready, movement, terms

ED50 = "ED50 to WGS 84 (3)"
PINNING = replace(DEFAULT_ARTICLES, datum_operations=(ED50,))


def in_ed50() -> StatedPlace:
    # As a node states it that was allowed to use the operation.
    found = parse_location("36.3705 37.5157", datum="ED50", profile=Profile(pins={"ED50": ED50}))
    assert found.operation is not None and found.operation.accuracy_m is None
    return StatedPlace(found.text, found.datum, found.position, found.uncertainty_mm, "", "en", ED50, None, "Syria")


def test_operation_of_unknown_accuracy_is_taken_only_with_the_pin_of_an_agreement_in_force() -> None:
    book = Book()
    with pytest.raises(UnpinnedOperation):
        parse_location("36.3705 37.5157", datum="ED50", profile=Profile(pins=find_pins(book.picture, ALFA, None, 0)))
    book.agree(replace(terms(), articles=PINNING))
    pins = find_pins(book.picture, ALFA, None, NOW_MS)
    assert pins == {"ED50": ED50}
    located = parse_location("36.3705 37.5157", datum="ED50", profile=Profile(pins=pins))
    assert located.operation is not None and located.operation.is_pinned


def test_agreement_that_is_not_in_force_or_not_the_one_named_pins_nothing() -> None:
    book = Book()
    book.agree(replace(terms(), articles=PINNING))
    assert find_pins(book.picture, ALFA, AGREEMENT, NOW_MS) == {"ED50": ED50}
    assert find_pins(book.picture, ALFA, AGREEMENT, terms().effective_ms - 1) == {}


def test_two_operations_for_one_datum_pin_neither() -> None:
    book = Book()
    both = ("Deir ez Zor to WGS 84 (3)", "Deir ez Zor to WGS 84 (6)", ED50)
    book.agree(replace(terms(), articles=replace(PINNING, datum_operations=both)))
    assert find_pins(book.picture, ALFA, None, NOW_MS) == {"ED50": ED50}


def test_place_by_an_operation_that_nobody_agreed_to_is_held() -> None:
    item = movement(place=in_ed50())
    hold = next(h for h in Ready(item=item).open(BRAVO).holds() if h.code is HoldCode.OPERATION_NOT_AGREED)
    assert (hold.turn, dict(hold.facts)) == (ALFA, {"operation": ED50})
    agreed = Ready(item=item, terms=replace(terms(), articles=PINNING)).open(BRAVO)
    assert HoldCode.OPERATION_NOT_AGREED not in agreed.codes()


def test_names_of_operations_are_found_whatever_their_datum() -> None:
    assert find_pinned(ED50) == "ED50"
    assert find_pinned("WGS 84 to nowhere (1)") is None

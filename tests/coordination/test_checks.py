"""Readback, blind verification, words beside numbers, accounts side by side, and what of an item may be told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.airspace.item import Item, ItemKind, StatedPlace
from tansiq.base.ids import AssessmentId, PartyId
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import DEFAULT_ARTICLES, READBACK_ELEMENTS, Articles
from tansiq.coordination.assessment import find_accounts, set_side_by_side
from tansiq.coordination.disclosure import coarsen
from tansiq.coordination.readback import elements_of, find_differing, find_missing, reference_position
from tansiq.coordination.verification import compare_blind
from tansiq.coordination.words_check import check_place_words
from tansiq.geometry.footprints import Circle, Footprint, Polygon
from tansiq.geometry.geodesy import destination, distance_m
from tansiq.geometry.level import parse_level
from tansiq.geometry.measures import contains_position
from tansiq.geometry.notation import Location, parse_location
from tansiq.geometry.positions import Position
from tansiq.wire.kinds import encode
from tests.coordination.book import ALFA, BRAVO, CENTRE, Book, movement, protection, volume
from tests.wire import strategies as any_

DROP = AssessmentId("55555555-5555-4555-8555-555555555555")


def stated(text: str, words: str = "", *, uncertainty_mm: int | None = None) -> StatedPlace:
    found = parse_location(text, datum="WGS84")
    spread_mm = found.uncertainty_mm if uncertainty_mm is None else uncertainty_mm
    return StatedPlace(text, found.datum, found.position, spread_mm, words, "en")


def located(position: Position, *, uncertainty_mm: int = 0) -> Location:
    text = f"{position.lat_e7 / 1e7:.7f} {position.lon_e7 / 1e7:.7f}"
    return replace(parse_location(text, datum="WGS84"), position=position, uncertainty_mm=uncertainty_mm)


@given(any_.items())
def test_readback_of_what_was_said_differs_in_nothing(item: Item) -> None:
    assert find_differing(item, elements_of(item)) == ()


@given(any_.items(ItemKind.ACTIVITY), st.data())
def test_each_element_left_out_or_changed_is_named(item: Item, data: st.DataObject) -> None:
    right = elements_of(item, READBACK_ELEMENTS)
    chosen = data.draw(st.sampled_from(right))
    rest = [element for element in right if element != chosen]
    assert find_missing(item, rest, READBACK_ELEMENTS) == (chosen.name,)
    assert find_differing(item, rest) == ()
    assert find_differing(item, [*rest, say.Element(chosen.name, "something else")]) == (chosen.name,)
    assert find_missing(item, right, READBACK_ELEMENTS) == ()


def at_level(text: str) -> Item:
    return movement(1, ALFA, volume(lower=parse_level(text).altitude))


def is_same_level(one: str, other: str) -> bool:
    return find_differing(at_level(one), elements_of(at_level(other), ("level",))) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3000 m AMSL", "9843 ft AMSL"),
        ("FL250", "25000 ft FL"),
        ("5000 ft QNH 1013", "1524 m QNH 1013.0"),
        ("1200 ft QFE 985 field OSDZ 215 m", "1200 ft QFE 985 field 215 m"),
    ],
)
def test_a_level_is_read_back_in_either_unit(one: str, other: str) -> None:
    assert is_same_level(one, other) and is_same_level(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3000 m AMSL", "3000 ft AMSL"),
        ("3000 m AMSL", "3000 m W84"),
        ("3000 m AMSL", "3001 m AMSL"),
        ("5000 ft QNH 1013", "5000 ft QNH 990"),
        ("5000 ft QNH 1013", "FL050"),
        ("1200 ft QFE 985 field 215 m", "1200 ft QFE 985 field 48 m"),
    ],
)
def test_another_unit_reference_setting_or_field_differs(one: str, other: str) -> None:
    assert not is_same_level(one, other) and not is_same_level(other, one)


def test_an_area_is_compared_corner_by_corner_and_by_its_radius() -> None:
    item = movement()
    (right,) = elements_of(item, ("area",))
    assert right.value == "360000000 370000000 5000000 mm"
    for value, differing in (
        ("360000001 370000000 5000000 mm", ()),
        ("360000000 370000000 4000000 mm", ("area",)),
        ("360000000 370000000", ("area",)),
        ("360000000 370000000, 360000000 371000000, 361000000 370000000", ("area",)),
    ):
        assert find_differing(item, [say.Element("area", value)]) == differing


def test_readbacks_of_a_revision_count_together_each_element_as_last_given() -> None:
    book = Book()
    book.pair(BRAVO)
    hash_ = book.file(movement(), BRAVO)
    for said, differing in (
        ([say.Element("count", "3")], ("count",)),
        ([say.Element("place", "360000000 370000000")], ("count",)),
        ([say.Element("count", "2")], ()),
    ):
        book.read_back(BRAVO, hash_, said)
        row = book.picture.readbacks[f"{hash_}/{BRAVO}"]
        assert row.differing == differing
    assert {element.name for element in row.elements} == {"place", "count"}


def test_places_are_compared_as_values_within_one_last_digit() -> None:
    item = movement()
    rest = [element for element in elements_of(item) if element.name != "place"]
    for lat_e7, differing in ((360_000_001, ()), (359_999_999, ()), (360_000_002, ("place",))):
        assert find_differing(item, [*rest, say.Element("place", f"  {lat_e7}   370000000 ")]) == differing


def test_stated_place_stands_for_an_item_in_speech() -> None:
    assert reference_position(movement()) == CENTRE
    assert reference_position(movement(place=stated("35.5N 38.5E"))) == Position(355_000_000, 385_000_000)


@pytest.mark.parametrize(
    ("away_m", "match"), [(0, say.Match.MATCH), (499, say.Match.MATCH), (2_000, say.Match.MISMATCH)]
)
def test_second_source_matches_within_the_tolerance(away_m: float, match: say.Match) -> None:
    second = located(destination(CENTRE, 90, away_m))
    outcome = compare_blind(movement(), second, DEFAULT_ARTICLES)
    assert outcome.match is match
    assert outcome.distance_mm == pytest.approx(away_m * 1000, abs=20)
    assert outcome.tolerance_mm == DEFAULT_ARTICLES.verification_tolerance_mm


def test_uncertainty_of_both_places_widens_the_tolerance() -> None:
    item = movement(place=stated("36N 37E", uncertainty_mm=300_000))
    second = located(destination(CENTRE, 0, 900), uncertainty_mm=200_000)
    outcome = compare_blind(item, second, DEFAULT_ARTICLES)
    assert (outcome.match, outcome.tolerance_mm) == (say.Match.MATCH, 1_000_000)


def test_place_that_cannot_be_found_is_cannot_and_has_no_distance() -> None:
    outcome = compare_blind(movement(), None, DEFAULT_ARTICLES)
    assert (outcome.match, outcome.distance_mm) == (say.Match.CANNOT, None)


def test_notice_of_2016_disagrees_with_its_own_words() -> None:
    place = stated("35.2600N 40.1450E", "9 km south of Deir ez-Zor airport")
    check = check_place_words(movement(place=place), DEFAULT_ARTICLES)
    assert check is not None and check.status == "disagree"
    assert check.distance_m is not None and 4_000 < check.distance_m < 9_000


def test_words_made_true_agree() -> None:
    words = "9 km south of Deir ez-Zor airport"
    airport = Position(352_854_000, 401_756_000)
    position = destination(airport, 180, 9_000)
    place = StatedPlace("", "WGS84", position, 0, words, "en")
    check = check_place_words(movement(place=place), DEFAULT_ARTICLES)
    assert check is not None and check.status == "agree"


def test_agreement_may_ask_for_a_wider_tolerance_of_words_and_for_no_narrower_one() -> None:
    place = stated("35.2600N 40.1450E", "9 km south of Deir ez-Zor airport")
    wide = check_place_words(movement(place=place), Articles(words_tolerance_mm=10_000_000))
    narrow = check_place_words(movement(place=place), Articles(words_tolerance_mm=1))
    usual = check_place_words(movement(place=place), DEFAULT_ARTICLES)
    assert wide is not None and wide.status == "agree"
    assert narrow == usual


def test_without_words_there_is_nothing_to_compare() -> None:
    assert check_place_words(movement(), DEFAULT_ARTICLES) is None
    assert check_place_words(movement(place=stated("36N 37E")), DEFAULT_ARTICLES) is None


def account(book: Book, party: PartyId, *parts: int, agrees: bool | None = True) -> None:
    named = tuple(zip(("drop zone", "between the lines", "not found"), parts, strict=False))
    said = say.AssessmentAct(
        DROP, f"Drop, by {party}", (), (say.AccountPoint("joint-flight", f"{party} says so", agrees),),
        (say.Count(say.CountedThing.PALLETS, 21, named),), "en",
    )  # fmt: skip
    book.hear(party, said)


def test_both_accounts_are_kept_side_by_side() -> None:
    book = Book()
    account(book, BRAVO, 4, 7, 10)
    account(book, ALFA, 21, agrees=False)
    side = set_side_by_side(DROP, find_accounts(book.picture, DROP))
    assert [row.party for row in side.accounts] == [ALFA, BRAVO]
    assert side.totals == (("pallets", ((ALFA, 21), (BRAVO, 21))),)
    assert (side.agreed, side.open) == ((), ("joint-flight",))


@pytest.mark.parametrize(("parts", "adds_up"), [((4, 7, 10), True), ((4, 7, 9), False)])
def test_parts_of_a_count_must_add_up_to_it(parts: tuple[int, ...], adds_up: bool) -> None:
    book = Book()
    account(book, BRAVO, *parts)
    (found,) = set_side_by_side(DROP, find_accounts(book.picture, DROP)).sums
    assert (found.party, found.total, found.parts, found.adds_up) == (BRAVO, 21, sum(parts), adds_up)


@pytest.mark.parametrize(
    ("alfa", "bravo", "agreed"),
    [(True, True, True), (True, False, False), (False, False, True), (True, None, False), (None, None, False)],
)
def test_point_is_agreed_when_two_accounts_at_least_say_the_same_and_none_says_otherwise(
    alfa: bool | None, bravo: bool | None, agreed: bool
) -> None:
    book = Book()
    account(book, ALFA, agrees=alfa)
    account(book, BRAVO, agrees=bravo)
    side = set_side_by_side(DROP, find_accounts(book.picture, DROP))
    assert (side.agreed == ("joint-flight",)) is agreed
    assert len(side.agreed) + len(side.open) == 1


def test_later_account_of_a_party_takes_the_place_of_its_earlier_one() -> None:
    book = Book()
    account(book, BRAVO, 4, 7, 9)
    account(book, BRAVO, 4, 7, 10)
    (row,) = find_accounts(book.picture, DROP)
    assert row.entry == 2


def test_assessment_nobody_spoke_of_is_empty() -> None:
    assert set_side_by_side(DROP, []).accounts == ()


def rim(footprint: Footprint) -> list[Position]:
    """Points on the outline, the farthest ones among them."""
    if isinstance(footprint, Polygon):
        return list(footprint.vertices)
    return [destination(footprint.centre, degrees, footprint.radius_m) for degrees in range(0, 360, 30)]


GRAINS_MM = st.integers(100_000, 50_000_000)


@given(any_.footprints, GRAINS_MM)
def test_coarse_shape_covers_the_item_wherever_it_is(footprint: Footprint, grid_mm: int) -> None:
    item = replace(protection(1, ALFA), volumes=(replace(protection(1, ALFA).volumes[0], footprint=footprint),))
    cover = coarsen(item, grid_mm).volumes[0].footprint
    assert isinstance(cover, Circle)
    assert all(contains_position(cover, point) for point in rim(footprint))


@given(any_.footprints, GRAINS_MM)
def test_coarse_shape_tells_no_more_than_the_grain(footprint: Footprint, grid_mm: int) -> None:
    item = replace(protection(1, ALFA), volumes=(replace(protection(1, ALFA).volumes[0], footprint=footprint),))
    cover = coarsen(item, grid_mm).volumes[0].footprint
    assert isinstance(cover, Circle)
    grain_e7 = round(grid_mm / 1000 / 111_000 * 10**7)
    assert cover.radius_mm % grid_mm == 0
    assert cover.centre.lat_e7 % grain_e7 == 0 or abs(cover.centre.lat_e7) == 900_000_000
    assert min((cover.centre.lon_e7 + turn) % grain_e7 for turn in (0, 3_600_000_000, -3_600_000_000)) == 0


@given(st.floats(0, 360), st.floats(0, 900))
def test_items_a_little_apart_are_mostly_told_alike(azimuth_deg: float, away_m: float) -> None:
    """The middle of a cell: whatever is within a fifth of the grain of it is told as the same."""
    grain_e7 = round(5_000 / 111_000 * 10**7)
    middle = Position(800 * grain_e7, 820 * grain_e7)
    one, other = (
        coarsen(
            replace(
                protection(1, ALFA),
                volumes=(replace(protection(1, ALFA).volumes[0], footprint=Circle(centre, 1_000_000)),),
            ),
            5_000_000,
        )
        for centre in (middle, destination(middle, azimuth_deg, away_m))
    )
    assert one == other


def test_coarse_bytes_hold_no_text_that_is_withheld() -> None:
    site = replace(
        protection(1, ALFA, kind=ItemKind.PROTECTED_SITE, buffer_m=500),
        name="Night clinic",
        note="doctors sleep here",
        place=stated("36.0001N 37.0001E", "behind the mill"),
    )
    assert site.site is not None
    site = replace(site, site=replace(site.site, evidence="told by a driver"))
    body = encode(say.Notify(coarsen(site, 5_000_000)))[2].decode()
    for withheld in ("clinic", "doctors", "36.0001", "mill", "driver", "360000000", "360001"):
        assert withheld not in body, withheld
    assert "hospital" in body, "what is needed to keep clear is told"


def test_coarse_item_reaches_from_ground_to_sky() -> None:
    told = coarsen(protection(1, ALFA), 5_000_000)
    assert all(volume.lower is None and volume.upper is None for volume in told.volumes)


def test_coarse_cover_of_two_distant_points_is_near_neither() -> None:
    far = coarsen(protection(1, ALFA), 5_000_000).volumes[0].footprint
    assert isinstance(far, Circle)
    assert far.radius_m >= distance_m(far.centre, CENTRE) + 5_000

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.geometry.description import (
    Description,
    Reason,
    Unresolved,
    WordsStatus,
    compare_words,
    describe,
    describe_bearing,
    parse_description,
)
from tansiq.geometry.geodesy import destination, distance_m
from tansiq.geometry.places import (
    Place,
    all_places,
    curated_places,
    find_place,
    find_places,
    find_places_like,
    names_by_hand,
    nearest,
)
from tansiq.geometry.positions import Position
from tests.geometry.shapes import at

UNCERTAINTY_M = 10.0


def place(name: str) -> Place:
    found = find_place(name)
    assert found is not None
    return found


AIRPORT = place("Deir ez-Zor airport")


def from_airport(azimuth_deg: float, distance: float) -> Position:
    return destination(AIRPORT.position, azimuth_deg, distance)


def read(text: str) -> Description:
    found = parse_description(text)
    assert isinstance(found, Description)
    return found


@pytest.mark.parametrize(
    ("text", "direction_deg", "half_sector_deg"),
    [
        ("9 km south of Deir ez-Zor airport", 180, 22.5),
        ("9 km S of Deir ez-Zor airport", 180, 22.5),
        ("about 9 km to the south of the Deir ez-Zor airfield", 180, 22.5),
        ("9km SW of OSDZ", 225, 22.5),
        ("9 kilometres south-west of OSDZ", 225, 22.5),
        ("9 kilometers southwest from OSDZ", 225, 22.5),
        ("9 km south west of OSDZ", 225, 22.5),
        ("9 km due north of OSDZ", 0, 22.5),
        ("9 km NNE of OSDZ", 22.5, 11.25),
        ("9 km north-north-east of OSDZ", 22.5, 11.25),
        ("Over an open field, 9 km west-northwest of OSDZ, from 15:00", 292.5, 11.25),
        ("9 km from OSDZ", None, 180),
        ("9 km away from OSDZ", None, 180),
    ],
)
def test_words_are_read(text: str, direction_deg: float | None, half_sector_deg: float) -> None:
    found = read(text)
    assert (found.stated_m, found.direction_deg, found.half_sector_deg) == (9000, direction_deg, half_sector_deg)
    assert found.references == (AIRPORT,)


def test_the_digits_of_the_distance_say_how_sure_it_is() -> None:
    assert read("9 km N of OSDZ").half_unit_m == 500
    assert read("9.5 km N of OSDZ").half_unit_m == 50
    assert read("9,5 km N of OSDZ").stated_m == 9500


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("9 km south of Nowhere", Reason.UNKNOWN_REFERENCE),
        ("9 km upstream of OSDZ", Reason.BAD_DIRECTION),
        ("within 9 km of OSDZ", Reason.BAD_DIRECTION),
        ("9 miles south of OSDZ", Reason.BAD_DISTANCE),
        ("9 km, 201° from OSDZ", Reason.MISSING_VARIATION),
        ("9 km, 201° magnetic from OSDZ", Reason.MISSING_VARIATION),
        ("9,000 km south of OSDZ", Reason.BAD_DISTANCE),
        ("9 km south of OSDZ, 3 km east of Homs", Reason.SEVERAL_DESCRIPTIONS),
    ],
)
def test_words_that_cannot_be_resolved_give_their_reason(text: str, reason: Reason) -> None:
    found = parse_description(text)
    assert isinstance(found, Unresolved)
    assert found.reason is reason
    check = compare_words(text, AIRPORT.position, UNCERTAINTY_M)
    assert (check.status, check.reason, check.stated) == (WordsStatus.UNRESOLVABLE, reason, None)


@pytest.mark.parametrize("text", ["", "north", "Deir ez-Zor airport", "3 aircraft of the second squadron", "9 km"])
def test_text_without_the_form_has_no_description(text: str) -> None:
    assert parse_description(text) is None
    assert compare_words(text, AIRPORT.position, UNCERTAINTY_M).reason is Reason.NO_DESCRIPTION


@pytest.mark.parametrize("words", ["9 km from the airfield", "9 km south of the airfield", "9 km south of OSDZ"])
@pytest.mark.parametrize("away_m", [3000, 4500, 6000])
def test_nine_km_does_not_fit_coordinates_three_to_six_km_south_west(words: str, away_m: float) -> None:
    check = compare_words(words, from_airport(225, away_m), UNCERTAINTY_M)
    assert check.status is WordsStatus.DISAGREE
    assert check.derived == f"{away_m / 1000:.1f} km south-west of Deir ez-Zor airport"
    assert check.distance_m is not None
    assert check.tolerance_m is not None
    assert check.distance_m > 2900
    assert check.tolerance_m < 2900


@pytest.mark.parametrize("away_m", [3000, 4500, 6000])
def test_true_words_fit_the_same_coordinates(away_m: float) -> None:
    words = f"{away_m / 1000:g} km south-west of Deir ez-Zor airport"
    check = compare_words(words, from_airport(225, away_m), UNCERTAINTY_M)
    assert check.status is WordsStatus.AGREE
    assert check.references == (AIRPORT,)


def test_the_airfield_without_a_name_is_never_settled_by_choosing_one() -> None:
    check = compare_words("6 km SW of the airfield", from_airport(225, 6000), UNCERTAINTY_M)
    assert (check.status, check.reason) == (WordsStatus.UNRESOLVABLE, Reason.UNNAMED_REFERENCE)
    assert AIRPORT in check.references
    assert len(check.references) > 1


def test_a_name_that_three_points_share_is_unresolvable_where_they_differ() -> None:
    assert {p.id for p in find_places("Deir ez-Zor")} == {"P5", "P6", "P7"}
    check = compare_words("9 km south of Deir ez-Zor", from_airport(180, 9000), UNCERTAINTY_M)
    assert (check.status, check.reason) == (WordsStatus.UNRESOLVABLE, Reason.AMBIGUOUS_REFERENCE)


def test_a_name_that_three_points_share_disagrees_where_it_fits_none() -> None:
    check = compare_words("9 km south of Deir ez-Zor", from_airport(45, 30_000), UNCERTAINTY_M)
    assert check.status is WordsStatus.DISAGREE


def test_a_name_that_three_points_share_agrees_where_it_fits_all() -> None:
    middle = destination(place("P7").position, 270, 100_000)
    check = compare_words("100 km west of Deir ez-Zor", middle, 5000)
    assert check.status is WordsStatus.AGREE


def test_the_right_distance_in_the_wrong_direction_disagrees() -> None:
    assert compare_words("9 km north of OSDZ", from_airport(180, 9000), UNCERTAINTY_M).status is WordsStatus.DISAGREE


def test_the_right_direction_at_the_wrong_distance_disagrees_however_wide_the_sector() -> None:
    assert compare_words("9 km south of OSDZ", from_airport(180, 6000), UNCERTAINTY_M).status is WordsStatus.DISAGREE


@given(st.sampled_from(all_places()), st.floats(0, 360), st.floats(0, 400_000))
def test_derived_words_always_fit_the_position_they_were_derived_from(near: Place, azimuth: float, away: float) -> None:
    position = destination(near.position, azimuth, away)
    for words in describe(position):
        assert compare_words(words, position, UNCERTAINTY_M).status is WordsStatus.AGREE, words


@pytest.mark.parametrize("lang", ["ar", "ru", "tr"])
@given(near=st.sampled_from(curated_places()), azimuth=st.floats(0, 360), away=st.floats(0, 400_000))
def test_words_derived_in_another_language_fit_too(lang: str, near: Place, azimuth: float, away: float) -> None:
    position = destination(near.position, azimuth, away)
    for words in describe(position, lang=lang):
        assert compare_words(words, position, UNCERTAINTY_M).status is WordsStatus.AGREE, words


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "tr"])
@given(near=st.sampled_from(curated_places()), azimuth=st.floats(0, 360), away=st.floats(100, 50_000))
def test_a_bearing_derived_in_any_language_fits_too(lang: str, near: Place, azimuth: float, away: float) -> None:
    position = destination(near.position, azimuth, away)
    words = describe_bearing(position, near, lang=lang)
    assert compare_words(words, position, UNCERTAINTY_M).status is WordsStatus.AGREE, words


@pytest.mark.parametrize(
    ("text", "stated_m", "direction_deg"),
    [
        ("9 km, 201° true from OSDZ", 9_000, 201),
        ("5 NM south of OSDZ", 9_260, 180),
        ("900 m south of OSDZ", 900, 180),
        ("9 كم جنوب غرب مطار دير الزور", 9_000, 225),
        ("على بعد ٩ كم إلى الجنوب الغربي من مطار دير الزور", 9_000, 225),
        ("٩ كم جنوب مطار دير الزور", 9_000, 180),
        ("9 كم من مطار دير الزور", 9_000, None),
        ("9 км к юго-западу от аэропорта Дейр-эз-Зор", 9_000, 225),
        ("в 9 км южнее аэропорта Дейр-эз-Зор", 9_000, 180),
        ("9 км юго-западнее аэропорта Дейр-эз-Зор", 9_000, 225),
        ("9,5 км на север от аэропорта Дейр-эз-Зор", 9_500, 0),
        ("9 км от аэропорта Дейр-эз-Зор", 9_000, None),
        ("9 км, 201° ист. от OSDZ", 9_000, 201),
        ("Deyrizor havaalanının 9 km güneybatısında", 9_000, 225),
        ("Deyrizor havaalanı'nın 9 km güneyi", 9_000, 180),
        ("OSDZ'nin 9 km kuzeydoğusunda", 9_000, 45),
        ("OSDZ'den 9 km", 9_000, None),
        ("OSDZ noktasının 9,5 km kuzey-kuzeydoğusunda", 9_500, 22.5),
    ],
)
def test_words_are_read_in_four_languages(text: str, stated_m: float, direction_deg: float | None) -> None:
    found = read(text)
    assert (found.stated_m, found.direction_deg, found.references) == (stated_m, direction_deg, (AIRPORT,))


@pytest.mark.parametrize(
    "text",
    ["9 км к югу от аэродрома", "9 كم جنوب المطار", "Havaalanının 9 km güneyinde"],
)
def test_an_airfield_without_a_name_stays_unnamed_in_every_language(text: str) -> None:
    check = compare_words(text, from_airport(180, 9_000), UNCERTAINTY_M)
    assert (check.status, check.reason) == (WordsStatus.UNRESOLVABLE, Reason.UNNAMED_REFERENCE)


@pytest.mark.parametrize("words", ["9 км от аэродрома", "9 كم جنوب المطار", "Havaalanının 9 km güneyinde"])
def test_the_notice_of_nine_km_disagrees_in_every_language(words: str) -> None:
    assert compare_words(words, from_airport(225, 4_500), UNCERTAINTY_M).status is WordsStatus.DISAGREE


def test_a_magnetic_bearing_is_compared_where_the_variation_is_known() -> None:
    words = "9 km, 196° magnetic from OSDZ"
    check = compare_words(words, from_airport(201, 9_000), UNCERTAINTY_M, variation_deg=5.0)
    assert check.status is WordsStatus.AGREE
    assert compare_words(words, from_airport(201, 9_000), UNCERTAINTY_M).status is WordsStatus.UNRESOLVABLE


@pytest.mark.parametrize(("name", "number"), [("Хомса", "P10-homs"), ("Хамы", "P10-hama"), ("Аммана", "P3")])
def test_a_russian_name_is_found_in_another_case(name: str, number: str) -> None:
    assert [place.id for place in find_places_like(name)] == [number]


@given(st.floats(0, 360), st.floats(0, 60_000), st.floats(0, 2000))
def test_status_distance_and_tolerance_tell_the_same(azimuth: float, away: float, uncertainty_m: float) -> None:
    position = from_airport(azimuth, away)
    check = compare_words("20 km east of OSDZ", position, uncertainty_m)
    assert check.stated is not None
    assert check.distance_m is not None
    assert check.distance_m == pytest.approx(distance_m(check.stated, position))
    assert check.tolerance_m is not None
    assert (check.status is WordsStatus.AGREE) == (check.distance_m <= check.tolerance_m + 1e-6)
    assert check.tolerance_m >= 0.4 * (500 + uncertainty_m)


@pytest.mark.parametrize("name", ["DEIR EZ-ZOR AIRPORT", "the Deir ez Zor airport", "P6", "OSDZ", "مطار دير الزور"])
def test_a_place_is_found_by_any_spelling_of_a_name_of_its_own(name: str) -> None:
    assert find_place(name) == AIRPORT


def test_a_shared_or_unknown_name_finds_no_place() -> None:
    assert find_place("Deir ez-Zor") is None
    assert find_place("Nowhere") is None


def test_every_place_is_found_by_its_english_name_alone_and_the_curated_ones_have_four_names() -> None:
    for known in all_places():
        assert find_place(known.name) == known
        assert find_place(known.id) == known
    for curated in curated_places():
        assert set(curated.names) == {"en", "ar", "ru", "tr"}


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "tr"])
def test_a_place_is_found_by_its_name_in_every_language_that_has_one_and_no_other_is(lang: str) -> None:
    for known in all_places():
        if lang in known.names:
            assert find_places_like(known.names[lang]) == (known,), known


def test_a_name_is_never_taken_by_its_script_alone() -> None:
    # In GeoNames the first of their names in these letters are Greek, Syriac, Mongolian and Serbian.
    aleppo, gaziantep = (find_place(name) for name in ("Aleppo", "Gaziantep"))
    assert aleppo is not None and gaziantep is not None
    assert [aleppo.name_in(lang) for lang in ("ar", "ru", "tr")] == ["حلب", "Алеппо", "Halep"]
    assert [gaziantep.name_in(lang) for lang in ("ar", "ru", "tr")] == ["غازي عنتاب", "Газиантеп", "Gaziantep"]
    for known in all_places():
        if "ru" in known.names:
            assert known in curated_places() or known.id in names_by_hand()


def test_a_name_that_a_language_does_not_have_is_shown_in_english_and_marked() -> None:
    known = find_place("Bostānābād")
    assert known is not None
    assert [known.name_in(lang) for lang in ("en", "ar", "ru", "tr")] == [
        "Bostānābād", "Bostānābād [en]", "Bostānābād [en]", "Bostānābād [en]"
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "tr"])
@given(st.sampled_from(all_places()), st.floats(0, 360), st.floats(0, 40_000))
def test_the_nodes_own_words_agree_with_their_place_in_every_language(
    lang: str, known: Place, azimuth: float, away_m: float
) -> None:
    position = destination(known.position, azimuth, away_m)
    for words in describe(position, lang=lang):
        check = compare_words(words, position, 0.0)
        assert check.status is WordsStatus.AGREE, (words, check)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "at Deir ez-Zor airport"),
        ("ar", "عند مطار دير الزور"),
        ("ru", "у пункта аэропорт Дейр-эз-Зор"),
        ("tr", "Deyrizor havaalanı noktasında"),
    ],
)
def test_at_a_place_no_direction_is_named(lang: str, words: str) -> None:
    assert describe(AIRPORT.position, lang=lang)[0] == words
    assert compare_words(words, from_airport(40, 300), 0.0).status is WordsStatus.AGREE
    assert compare_words(words, from_airport(40, 3_000), 0.0).status is WordsStatus.DISAGREE


def test_at_an_airfield_without_its_name_is_never_settled_by_choosing() -> None:
    assert compare_words("at the airfield", AIRPORT.position, 0.0).status is WordsStatus.UNRESOLVABLE


def test_the_nearest_places_come_in_order() -> None:
    ranked = nearest(at(35.29, 40.16), 3)
    assert [p.id for p, _ in ranked] == ["P7", "P6", "P5"]
    assert [away for _, away in ranked] == sorted(away for _, away in ranked)

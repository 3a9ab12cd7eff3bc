import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.geometry.footprints import Circle
from tansiq.geometry.geoid import BadGeoid, OutsideGeoid, parse_geoid, theatre_geoid
from tansiq.geometry.height import Altitude, AltitudeReference, BadSetting, Band, Comparison, compare
from tansiq.geometry.level import (
    Air,
    BadLevel,
    LevelStatus,
    altitude_above_sea,
    compare_levels,
    make_above_sea,
    parse_level,
    write_level,
)
from tansiq.geometry.places import find_place
from tansiq.geometry.positions import Position
from tansiq.geometry.pressure import standard_height_m
from tests.geometry.shapes import at

AIRPORT = at(35.2854, 40.1756)


@pytest.mark.parametrize(("number", "height_m"), [("P6", 20.2), ("P1", 27.1), ("P2", 24.1), ("P8", 20.2)])
def test_the_geoid_is_the_known_height_above_the_ellipsoid(number: str, height_m: float) -> None:
    place = find_place(number)
    assert place is not None
    assert theatre_geoid().undulation_m(place.position) == pytest.approx(height_m, abs=0.05)


@given(st.floats(24, 46), st.floats(30, 52))
def test_the_geoid_of_the_theatre_is_smooth_and_plausible(lat: float, lon: float) -> None:
    here = theatre_geoid().undulation_m(at(lat, lon))
    assert -45 < here < 45
    beside = theatre_geoid().undulation_m(at(min(lat + 0.001, 46), min(lon + 0.001, 52)))
    assert abs(here - beside) < 0.1


@pytest.mark.parametrize("position", [at(23.9, 40), at(46.1, 40), at(35, 29.9), at(35, 52.1), at(-35, -140)])
def test_the_geoid_refuses_where_it_does_not_reach(position: Position) -> None:
    with pytest.raises(OutsideGeoid):
        theatre_geoid().undulation_m(position)


def test_a_grid_of_the_world_is_read_and_reaches_across_the_antimeridian() -> None:
    row = " ".join(str(100 * column) for column in range(361))
    text = "EGM96 cm south=-1 north=1 west=0 east=360 per_degree=1\n" + f"{row}\n" * 3
    world = parse_geoid(text)
    assert world.undulation_m(at(0.5, -179.5)) == pytest.approx(180.5)
    assert world.undulation_m(at(-1, 12.25)) == pytest.approx(12.25)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("EGM96 cm south=0 north=1 west=0 east=1 per_degree=1\n1 2\n1 x", 3),
        ("EGM96 cm south=0 north=1 west=0 east=1 per_degree=1\n1 2\n1", 3),
        ("EGM96 cm south=0 north=1 west=0 east=1 per_degree=1\n1 2", 2),
    ],
)
def test_a_broken_grid_is_refused_at_its_line(text: str, line: int) -> None:
    with pytest.raises(BadGeoid) as caught:
        parse_geoid(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "reference", "value_m"),
    [
        ("FL250", AltitudeReference.FL, 7_620),
        ("эшелон 250", AltitudeReference.FL, 7_620),
        ("5000 ft QNH 1013", AltitudeReference.QNH, 1_524),
        ("5000 ft QNH 990.5 hPa", AltitudeReference.QNH, 1_524),
        ("1200 ft QFE 985 field 450 m", AltitudeReference.QFE, 365.76),
        ("3000 m AMSL", AltitudeReference.AMSL, 3_000),
        ("3000 м над уровнем моря", AltitudeReference.AMSL, 3_000),
        ("٣٠٠٠ م فوق سطح البحر", AltitudeReference.AMSL, 3_000),
        ("3000 metre deniz seviyesinden", AltitudeReference.AMSL, 3_000),
        ("150 m AGL", AltitudeReference.AGL, 150),
        ("3000.5 m W84", AltitudeReference.W84, 3_000.5),
        ("-30 m AMSL", AltitudeReference.AMSL, -30),
    ],
)
def test_levels_are_read_in_every_reference(text: str, reference: AltitudeReference, value_m: float) -> None:
    level = parse_level(text)
    assert level.reference is reference
    assert level.value_m == pytest.approx(value_m)
    assert level.text == text


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("", 1),
        ("high", 1),
        ("3000", 5),
        ("3000 AMSL", 5),
        ("3000 m", 7),
        ("3000 m QNH", 11),
        ("3000 m QNH 400", 12),
        ("3000 m QFE 985", 15),
        ("3,000 m AMSL", 1),
        ("3000 m somewhere", 8),
    ],
)
def test_a_level_that_lacks_something_is_refused_at_its_character(text: str, character: int) -> None:
    with pytest.raises(BadLevel) as caught:
        parse_level(text)
    assert caught.value.character == character


def test_a_setting_of_990_against_standard_is_about_628_feet() -> None:
    # 27 ft for each hectopascal is the rule of thumb behind 628; the standard atmosphere itself gives 641.
    assert standard_height_m(990) / 0.3048 == pytest.approx(23.25 * 27, rel=0.025)
    assert standard_height_m(1013.25) == 0
    assert standard_height_m(500) == pytest.approx(5_574, abs=5)


def test_the_same_figures_with_another_setting_are_another_level() -> None:
    found = compare_levels(parse_level("5000 ft QNH 990"), parse_level("FL050"))
    assert found.status is LevelStatus.DIFFERENT
    assert found.difference_m == pytest.approx(195, abs=2)


def test_metres_taken_for_feet_are_2086_m_off() -> None:
    found = compare_levels(parse_level("3000 m AMSL"), parse_level("3000 ft AMSL"))
    assert found.difference_m == pytest.approx(2_086, abs=0.5)


@pytest.mark.parametrize(
    ("one", "other", "missing"),
    [
        ("FL100", "3000 m AMSL", "QNH"),
        ("150 m AGL", "500 m AMSL", "ground"),
        ("500 m W84", "500 m AMSL", "position"),
        ("150 m AGL", "FL100", "ground"),
    ],
)
def test_levels_are_not_comparable_without_what_they_need(one: str, other: str, missing: str) -> None:
    for pair in ((one, other), (other, one)):
        found = compare_levels(*map(parse_level, pair))
        assert (found.status, found.difference_m) == (LevelStatus.NOT_COMPARABLE, None)
    assert missing in compare_levels(parse_level(one), parse_level(other)).missing


def test_levels_are_comparable_with_what_they_need() -> None:
    air = Air(qnh_hpa=1013.25, ground_m=(200.0, 260.0), position=AIRPORT)
    for one, other, status in (
        ("FL100", "3048 m AMSL", LevelStatus.SAME),
        ("FL100", "4000 m AMSL", LevelStatus.DIFFERENT),
        ("150 m AGL", "380 m AMSL", LevelStatus.SAME),
        ("150 m AGL", "450 m AMSL", LevelStatus.DIFFERENT),
        ("520 m W84", "500 m AMSL", LevelStatus.SAME),
        ("500 m W84", "500 m AMSL", LevelStatus.DIFFERENT),
        ("300 m QFE 985 field 215 m", "515 m AMSL", LevelStatus.SAME),
    ):
        assert compare_levels(parse_level(one), parse_level(other), air=air).status is status, (one, other)


def test_a_place_beyond_the_geoid_is_not_comparable() -> None:
    found = compare_levels(parse_level("500 m W84"), parse_level("500 m AMSL"), air=Air(position=at(0, 0)))
    assert found.status is LevelStatus.NOT_COMPARABLE


def test_bands_in_two_references_are_apart_only_beyond_both_errors() -> None:
    air = Air(qnh_hpa=1013.25)
    high = Band(Altitude.from_flight_level(200), None)
    for top_m, expected in ((3_000, Comparison.APART), (5_900, Comparison.OVERLAP), (9_000, Comparison.OVERLAP)):
        low = Band(None, Altitude(top_m * 1000, AltitudeReference.AMSL))
        assert compare(high, low) is Comparison.NOT_COMPARABLE
        assert compare(high, low, above_sea=lambda altitude: altitude_above_sea(altitude, air)) is expected
        assert compare(high, low, above_sea=lambda altitude: altitude_above_sea(altitude, Air())) is (
            Comparison.NOT_COMPARABLE
        )


def test_a_level_becomes_an_altitude_with_its_setting() -> None:
    assert parse_level("FL250").altitude == Altitude.from_flight_level(250)
    assert parse_level("5000 ft QNH 1000").altitude == Altitude(
        1_524_000, AltitudeReference.QNH, "FT", pressure_pa=100_000
    )


@pytest.mark.parametrize(
    "text",
    [
        "FL250",
        "5000 ft QNH 1013",
        "5000 ft QNH 990.5",
        "1200 ft QFE 985 field OSDZ 215 m",
        "3000.5 m W84",
        "-30 m AMSL",
    ],
)
def test_a_level_is_written_so_that_it_is_read_the_same(text: str) -> None:
    altitude = parse_level(text).altitude
    assert write_level(altitude) == text
    assert parse_level(write_level(altitude)).altitude == altitude


_PARTS = ["ft", "m", "FL", "QNH", "QFE", "AMSL", "AGL", "W84", " 1013", " 985 ", "field ", "hPa", "OSDZ", " -5 m"]
_PARTS += ["м", "قدم", "٣", "эшелон ", "поле "]


@given(
    st.lists(
        st.sampled_from((*"0123456789 .,-+", *_PARTS)),
        max_size=12,
    ).map("".join)
)
def test_whatever_is_taken_for_a_level_is_written_and_read_again_the_same(text: str) -> None:
    try:
        altitude = parse_level(text).altitude
    except BadLevel as refusal:
        assert 1 <= refusal.character <= len(text) + 1
        return
    again = parse_level(write_level(altitude)).altitude
    assert again.surface == altitude.surface
    assert abs(again.value_mm - altitude.value_mm) <= 1


@pytest.mark.parametrize(
    ("reference", "pressure_pa", "field_mm"),
    [("QNH", None, None), ("QFE", 98_500, None), ("QFE", None, 5), ("AMSL", 101_300, None), ("QNH", 101_300, 5)],
)
def test_an_altitude_without_its_setting_or_with_another_does_not_exist(
    reference: str, pressure_pa: int | None, field_mm: int | None
) -> None:
    with pytest.raises(BadSetting):
        Altitude(0, AltitudeReference(reference), pressure_pa=pressure_pa, field_mm=field_mm)


def band(low: str, high: str) -> Band:
    return Band(*(None if text == "" else parse_level(text).altitude for text in (low, high)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Two altimeters at one setting are flown apart by the numbers, at two settings by the pressures.
        (("", "5000 ft QNH 1013"), ("5000 ft QNH 1013", ""), Comparison.APART),
        (("", "5000 ft QNH 1013"), ("5100 ft QNH 1013", ""), Comparison.APART),
        (("", "5000 ft QNH 1013"), ("5100 ft QNH 1000", ""), Comparison.APART),
        (("", "5000 ft QNH 990"), ("5100 ft QNH 1013", ""), Comparison.OVERLAP),
        (("", "5000 ft QNH 1013"), ("FL051", ""), Comparison.OVERLAP),
        (("", "5000 ft QNH 1013"), ("FL060", ""), Comparison.APART),
        (("", "1200 ft QFE 985 field 215 m"), ("FL050", ""), Comparison.APART),
        (("", "FL050"), ("5000 ft QNH 1030", ""), Comparison.OVERLAP),
        (("", "3000 m AMSL"), ("FL150", ""), Comparison.NOT_COMPARABLE),
        (("", "150 m AGL"), ("3000 m QFE 985 field 215 m", ""), Comparison.NOT_COMPARABLE),
    ],
)
def test_bands_that_altimeters_show_are_compared_as_pressures(
    one: tuple[str, str], other: tuple[str, str], expected: Comparison
) -> None:
    assert compare(band(*one), band(*other)) is expected
    assert compare(band(*other), band(*one)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("", "900 m W84"), ("900 m AMSL", ""), Comparison.APART),
        (("", "950 m W84"), ("900 m AMSL", ""), Comparison.OVERLAP),
        (("", "3000 m AMSL"), ("11500 ft QNH 1013", ""), Comparison.APART),
        (("", "3000 m AMSL"), ("10500 ft QNH 1013", ""), Comparison.OVERLAP),
        (("", "3000 m AMSL"), ("FL150", ""), Comparison.NOT_COMPARABLE),
    ],
)
def test_bands_over_a_footprint_are_compared_above_the_sea_by_the_geoid(
    one: tuple[str, str], other: tuple[str, str], expected: Comparison
) -> None:
    above_sea = make_above_sea(Circle(AIRPORT, 5_000_000))
    assert compare(band(*one), band(*other), above_sea=above_sea) is expected
    far = make_above_sea(Circle(at(60, 100), 5_000_000))
    if "W84" in one[1]:
        assert compare(band(*one), band(*other), above_sea=far) is Comparison.NOT_COMPARABLE

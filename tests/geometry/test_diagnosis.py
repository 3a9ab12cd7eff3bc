import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.planted import honest, plant, printed
from tansiq.geometry.diagnosis import Diagnosis, DiagnosisStatus, Stated, diagnose, find_odd
from tansiq.geometry.geodesy import destination, point_of
from tansiq.geometry.mistakes import Cause, Rank
from tansiq.geometry.notation import Notation, parse_location, write_place
from tansiq.geometry.places import Place, find_place
from tansiq.geometry.positions import Position
from tests.geometry.shapes import at

AIRPORT = at(35.2854, 40.1756)


def place(name: str) -> Place:
    found = find_place(name)
    assert found is not None
    return found


def misread(text: str, datum: str) -> Stated:
    return Stated.from_location(parse_location(text, datum=datum))


def of_airport(other: Stated, *, uncertainty_m: float = 0.1) -> Diagnosis:
    return diagnose(Stated(AIRPORT, uncertainty_m), other)


def test_every_planted_mistake_is_named_first_or_second() -> None:
    for group, tally in plant(6, seed=7).items():
        assert tally.share >= 0.99, (group, tally)
        assert tally.below_right == tally.below


def test_at_coarser_precision_what_cannot_be_told_is_not_named() -> None:
    for tally in plant(3, precision_m=100.0, seed=8).values():
        assert tally.below_right == tally.below


def test_honest_pairs_are_hardly_ever_called_a_mistake() -> None:
    assert honest(1_000) <= 10


def test_figures_of_sk_42_read_as_wgs_84_are_one_answer_with_sk_95() -> None:
    text = write_place(AIRPORT, Notation.DEGREES_MINUTES_SECONDS, datum="SK-42").text
    found = of_airport(misread(text, "WGS84"))
    assert found.status is DiagnosisStatus.DIAGNOSED
    best = found.findings[0]
    assert (best.cause, best.group, best.mistaken) == (Cause.DATUM, "datum SK-42/SK-95", "second")
    assert best.residual_m < 0.1
    assert found.distance_m == pytest.approx(110.7, abs=0.2)


def test_the_other_side_is_named_where_the_other_side_erred() -> None:
    text = write_place(AIRPORT, Notation.DEGREES_MINUTES_SECONDS, datum="SK-42").text
    found = diagnose(misread(text, "WGS84"), Stated(AIRPORT, 0.1))
    assert found.findings[0].mistaken == "first"


@pytest.mark.parametrize(
    ("text", "cause", "apart_m"),
    [
        ("UTM 37 north 607055.34 E 3906989.18 N", Cause.GAUSS_KRUGER_AS_UTM, 1_669),
        ("35.170744 40.103216", Cause.PACKED_AS_DECIMAL, 14_300),
        ("35°17'12.400\"N 40°10'53.600\"E", Cause.MINUTES_AS_SECONDS, 560),
        ("35°17.07440'N 40°10.32160'E", Cause.SECONDS_AS_MINUTES, 340),
        ("40.1756000 35.2854000", Cause.AXES_SWAPPED, 693_000),
        ("37SFV0532706904", Cause.EASTING_NORTHING_SWAPPED, 2_200),
        ("37SFV6090405327", Cause.TRANSPOSED, 54_000),
        ("37SEV0690405327", Cause.SQUARE, 100_000),
    ],
)
def test_each_mistake_of_notation_at_the_airport_is_as_far_as_known_and_named(
    text: str, cause: Cause, apart_m: float
) -> None:
    found = of_airport(misread(text, "WGS84"), uncertainty_m=0.7)
    assert found.distance_m == pytest.approx(apart_m, rel=0.02)
    assert cause in [finding.cause for finding in found.findings[:2]]


def test_nine_km_read_as_nine_miles_and_magnetic_read_as_true_are_named_from_the_stated_reference() -> None:
    vor = place("DRZ")
    true = destination(vor.position, 201, 9_000)
    for wrong, cause, apart_m in (
        (destination(vor.position, 201, 9 * 1852), Cause.KM_AS_NM, 7_668),
        (destination(vor.position, 206, 9_000), Cause.MAGNETIC_AS_TRUE, 785),
        (destination(place("P6").position, 201, 9_000), Cause.REFERENCE, 2_110),
    ):
        found = diagnose(Stated(true, 1.0), Stated(wrong, 1.0), references=(vor, place("P6"), place("P5")))
        assert found.distance_m == pytest.approx(apart_m, rel=0.01)
        assert (found.findings[0].cause, found.findings[0].rank) == (cause, Rank.RULE)


def test_a_shift_that_fits_nothing_is_said_to() -> None:
    found = of_airport(Stated(destination(AIRPORT, 17.3, 5_432.1), 0.1))
    assert (found.status, found.findings) == (DiagnosisStatus.NOTHING_FITS, ())


def test_among_several_parties_the_odd_one_is_found_and_its_cause_named() -> None:
    forms = [("SK-42", Notation.DEGREES_MINUTES_SECONDS), ("WGS84", Notation.UTM), ("EPSG:22770", Notation.LOCAL_GRID)]
    texts = [write_place(AIRPORT, notation, datum=datum) for datum, notation in forms]
    places = [misread(written.text, written.datum) for written in texts]
    wrong = write_place(AIRPORT, Notation.DEGREES_MINUTES_SECONDS, datum="KARBALA").text
    for number in range(4):
        found = find_odd([*places[:number], misread(wrong, "WGS84"), *places[number:]])
        assert found is not None
        assert (found.index, found.diagnosis.findings[0].group) == (number, "datum KARBALA")
        assert found.diagnosis.findings[0].mistaken == "second"


def test_no_odd_one_is_named_among_two_or_where_all_agree_or_where_two_disagree() -> None:
    here, there = Stated(AIRPORT, 1.0), Stated(destination(AIRPORT, 90, 500), 1.0)
    far = Stated(destination(AIRPORT, 0, 900), 1.0)
    assert find_odd([here, there]) is None
    assert find_odd([here, here, here]) is None
    assert find_odd([here, here, there, far]) is None
    assert find_odd([here, here, there, there]) is None


def test_below_three_times_the_stated_uncertainty_no_cause_is_named() -> None:
    text = write_place(AIRPORT, Notation.DEGREES_MINUTES_SECONDS, datum="PZ-90").text
    other = misread(text, "WGS84").position
    assert diagnose(Stated(AIRPORT, 2.0), Stated(other, 2.0)).status is DiagnosisStatus.NOT_DISTINGUISHABLE
    assert diagnose(Stated(AIRPORT, 5.0), Stated(other, 5.0)).status is DiagnosisStatus.SAME
    assert diagnose(Stated(AIRPORT, 0.1), Stated(other, 0.1)).findings[0].group == "datum PZ-90"


def test_what_fits_nearly_anything_comes_behind_what_fits_by_rule() -> None:
    chance = random.Random(1)
    for _ in range(20):
        true = printed((chance.uniform(36, 48), chance.uniform(29, 38)), 10.0)
        read = Stated(destination(true.position, chance.uniform(0, 360), chance.uniform(50, 500)), 10.0)
        ranks = [finding.rank for finding in diagnose(true, read).findings]
        assert ranks == sorted(ranks)


@settings(max_examples=50)
@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9), st.floats(0, 360), st.floats(0, 5_000_000))
def test_any_two_places_anywhere_get_an_answer(lat: float, lon: float, azimuth: float, away_m: float) -> None:
    first = at(lat, lon)
    second = destination(first, azimuth, away_m)
    found = diagnose(Stated(first, 1.0), Stated(second, 1.0))
    groups = [finding.group for finding in found.findings]
    assert len(groups) == len(set(groups))
    assert (found.status is DiagnosisStatus.DIAGNOSED) == bool(groups)
    assert isinstance(first, Position)
    assert point_of(first)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.geometry.height import Altitude, AltitudeReference, Band, Comparison, compare


def amsl(metres: int) -> Altitude:
    return Altitude(metres * 1000, AltitudeReference.AMSL)


def level(flight_level: int) -> Altitude:
    return Altitude.from_flight_level(flight_level)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (Band(amsl(0), amsl(100)), Band(amsl(50), amsl(150)), Comparison.OVERLAP),
        (Band(amsl(0), amsl(100)), Band(amsl(100), amsl(150)), Comparison.APART),
        (Band(amsl(0), amsl(100)), Band(None, None), Comparison.OVERLAP),
        (Band(None, amsl(100)), Band(amsl(100), None), Comparison.APART),
        (Band(None, amsl(100)), Band(None, level(50)), Comparison.OVERLAP),
        (Band(amsl(0), amsl(100)), Band(level(50), level(60)), Comparison.NOT_COMPARABLE),
        (Band(amsl(0), None), Band(None, level(60)), Comparison.NOT_COMPARABLE),
        (Band(amsl(0), level(60)), Band(level(60), level(70)), Comparison.APART),
        (Band(amsl(0), level(60)), Band(level(50), level(70)), Comparison.NOT_COMPARABLE),
        (Band(amsl(100), amsl(100)), Band(amsl(0), amsl(200)), Comparison.OVERLAP),
        (Band(amsl(100), amsl(100)), Band(amsl(100), amsl(200)), Comparison.OVERLAP),
        (Band(amsl(100), amsl(100)), Band(amsl(0), amsl(100)), Comparison.APART),
        (Band(amsl(100), amsl(100)), Band(amsl(100), amsl(100)), Comparison.OVERLAP),
    ],
)
def test_two_bands_compare_as_expected_from_both_sides(a: Band, b: Band, expected: Comparison) -> None:
    assert compare(a, b) is expected
    assert compare(b, a) is expected


altitudes = st.one_of(
    st.none(), st.builds(Altitude, st.integers(-5, 5), st.sampled_from([AltitudeReference.AMSL, AltitudeReference.FL]))
)
bands = st.builds(Band, altitudes, altitudes).filter(
    lambda band: (
        band.lower is None
        or band.upper is None
        or band.lower.reference is not band.upper.reference
        or band.lower.value_mm <= band.upper.value_mm
    )
)


@given(bands, bands)
def test_comparison_is_symmetric_and_a_band_is_never_apart_from_itself(a: Band, b: Band) -> None:
    assert compare(a, b) is compare(b, a)
    assert compare(a, a) is not Comparison.APART


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_in_one_reference_bands_overlap_where_a_whole_metre_is_in_both(a: int, b: int, c: int, d: int) -> None:
    one, other = sorted((a, b + 10)), sorted((c, d + 10))
    shared = set(range(one[0], one[1])) & set(range(other[0], other[1]))
    answer = compare(Band(amsl(one[0]), amsl(one[1])), Band(amsl(other[0]), amsl(other[1])))
    assert (answer is Comparison.OVERLAP) == bool(shared)


def test_feet_are_kept_as_stated_and_compared_in_millimetres() -> None:
    ten_thousand = Altitude.from_stated(10_000, reference=AltitudeReference.AMSL, unit="FT")
    assert ten_thousand.value_mm == 3_048_000
    assert ten_thousand.stated_value == pytest.approx(10_000)
    assert level(250).value_mm == 7_620_000

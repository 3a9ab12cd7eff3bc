import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyproj import Proj

from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.grid import write_mgrs
from tansiq.geometry.notation import BadNotation, MissingDatum, Notation, UnknownDatum, parse_location
from tansiq.geometry.positions import Position
from tests.geometry.shapes import at

AL_BAB = at(36.3705, 37.5157)
AIRPORT = at(35.2854, 40.1756)


@pytest.mark.parametrize(
    "text",
    [
        "36.3705 37.5157",
        "36.3705, 37.5157",
        "  36.3705,37.5157 ",
        "+36.3705 +37.5157",
        "36.3705N 37.5157E",
        "36.3705 N 37.5157 E",
        "N36.3705 E37.5157",
        "n 36.3705, e 37.5157",
        "37.5157E 36.3705N",
        "36.3705° 37.5157°",
        "36.3705N37.5157E",
    ],
)
def test_every_way_to_write_decimal_degrees_gives_al_bab(text: str) -> None:
    location = parse_location(text, datum="WGS 84")
    assert location.position == AL_BAB
    assert (location.text, location.notation, location.datum) == (text, Notation.DECIMAL_DEGREES, "WGS84")
    assert 5_560 < location.uncertainty_mm < 7_200


def test_signs_and_letters_of_the_south_and_west_agree() -> None:
    assert parse_location("-36.5 -70.25", datum="WGS84").position == at(-36.5, -70.25)
    assert parse_location("36.5S 70.25W", datum="WGS84").position == at(-36.5, -70.25)


def test_three_decimals_are_uncertain_by_72_m_and_two_by_0_72_km_as_computed_beforehand() -> None:
    assert parse_location("36.371 37.516", datum="WGS84").uncertainty_mm == pytest.approx(72_000, abs=1_000)
    assert parse_location("36.37 37.52", datum="WGS84").uncertainty_mm == pytest.approx(720_000, abs=10_000)


@given(st.integers(-899_999_999, 899_999_999), st.integers(-1_800_000_000, 1_799_999_999), st.integers(0, 7))
def test_rounding_to_the_stated_digits_stays_within_the_stated_uncertainty(lat: int, lon: int, digits: int) -> None:
    position = Position(lat, lon)
    text = f"{position.lat_deg:.{digits}f} {position.lon_deg:.{digits}f}"
    location = parse_location(text, datum="WGS84")
    assert distance_m(location.position, position) * 1000 <= location.uncertainty_mm + 12


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("", 1),
        ("abc", 1),
        ("36.3705", 8),
        ("36.3705 x", 9),
        ("36.3705 37.5157 12", 17),
        ("95 20", 1),
        ("36.3705 237.5157", 9),
        ("36.3705N 37.5157N", 10),
        ("36.3705N 37.5157", 10),
        ("-36.3705S 37.5157E", 2),
        ("36,37", 3),
        ("36.3705" + " " * 300 + "37.5157", 201),
    ],
)
def test_a_broken_coordinate_is_refused_at_its_character(text: str, character: int) -> None:
    with pytest.raises(BadNotation) as caught:
        parse_location(text, datum="WGS84", where="place")
    assert caught.value.character == character
    assert caught.value.where == f"place:{character}"
    assert caught.value.advice()


@pytest.mark.parametrize("datum", [None, "", "  "])
def test_a_coordinate_without_a_datum_is_refused_with_the_likely_ones(datum: str | None) -> None:
    with pytest.raises(MissingDatum) as caught:
        parse_location("36.3705 37.5157", datum=datum)
    assert caught.value.code == "missing_datum"
    assert "SK-42" in caught.value.advice()
    assert "ED50" in caught.value.advice()


@pytest.mark.parametrize("datum", ["WGS 72", "NAD27", "EPSG:4267", "SK", "local"])
def test_an_unknown_datum_is_refused_by_name_and_never_read_as_wgs_84(datum: str) -> None:
    with pytest.raises(UnknownDatum) as caught:
        parse_location("36.3705 37.5157", datum=datum)
    assert caught.value.datum == datum
    assert "WGS 84" in str(caught.value)


@pytest.mark.parametrize("text", ["37SFV0690405327", "37S FV 06904 05327", "37sfv0690405327", " 37 S FV 06904 05327 "])
def test_the_grid_reference_of_the_airport_is_the_middle_of_its_square_metre(text: str) -> None:
    location = parse_location(text, datum="WGS84")
    easting, northing = Proj(proj="utm", zone=37, ellps="WGS84")(location.position.lon_deg, location.position.lat_deg)
    assert easting == pytest.approx(606_904.5, abs=0.02)
    assert northing == pytest.approx(3_905_327.5, abs=0.02)
    assert location.notation is Notation.MGRS
    assert location.uncertainty_mm == 708


def test_the_airport_written_as_a_grid_reference_is_the_known_one() -> None:
    assert write_mgrs(AIRPORT) == "37SFV0690405327"


@given(st.floats(-79.9, 83.9), st.floats(-180, 179.999), st.integers(0, 5))
def test_a_position_is_within_the_square_that_the_independent_package_names(
    lat: float, lon: float, digits: int
) -> None:
    position = at(lat, lon)
    location = parse_location(write_mgrs(position, digits=digits), datum="WGS84")
    # 1.0007: the scale of the projection at the edge of a zone; 5 cm: the package's own rounding.
    assert distance_m(location.position, position) <= location.uncertainty_mm / 1000 * 1.0015 + 0.05


@pytest.mark.parametrize("band", "CDEGJLNPRTVX")
def test_a_wrong_band_letter_is_refused_and_never_another_place(band: str) -> None:
    with pytest.raises(BadNotation) as caught:
        parse_location(f"37{band}FV0690405327", datum="WGS84")
    assert caught.value.character in (5, 6)


@pytest.mark.parametrize("band", "FHKMQUW")
def test_a_band_where_the_row_letter_comes_again_is_read_in_that_band(band: str) -> None:
    text = f"37{band}FV0690405327"
    south = -80 + 8 * "CDEFGHJKLMNPQRSTUVWX".index(band)
    position = parse_location(text, datum="WGS84").position
    assert south <= position.lat_deg < south + 8
    assert write_mgrs(position) == text


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("61SFV0690405327", 1),
        ("37IFV0690405327", 3),
        ("37SIV0690405327", 4),
        ("37SFW0690405327", 5),
        ("37SFV069040532", 6),
        ("37SFV0690 40532", 6),
        ("37SFV06904x5327", 11),
        ("37SFV069041053271", 11),
        ("37SAV0000000000", 6),
        ("32XMH0000000000", 3),
        ("ZAH1234512345", 1),
    ],
)
def test_a_broken_grid_reference_is_refused_at_its_character(text: str, character: int) -> None:
    with pytest.raises(BadNotation) as caught:
        parse_location(text, datum="WGS84")
    assert caught.value.character == character


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_the_reader(text: str) -> None:
    try:
        location = parse_location(text, datum="WGS84")
    except BadNotation as error:
        assert 1 <= error.character <= len(text) + 1
    else:
        assume(location is not None)
        assert location.text == text

from dataclasses import replace

import pytest

from tansiq.geometry.datum import DATUMS
from tansiq.geometry.geodesy import azimuth_deg, destination, distance_m
from tansiq.geometry.notation import (
    EVERYDAY,
    USUAL,
    AmbiguousLocation,
    AmbiguousPlaceName,
    BadNotation,
    DatumMismatch,
    MissingVariation,
    Notation,
    NotationNotAgreed,
    Profile,
    UnknownPlaceName,
    parse_location,
    write_as,
)
from tansiq.geometry.places import find_place
from tansiq.geometry.positions import Position
from tests.geometry.shapes import at

AL_BAB = at(36.3705, 37.5157)
AIRPORT = at(35.2854, 40.1756)


def refused(text: str, datum: str | None = "WGS84", profile: Profile = USUAL) -> BadNotation:
    with pytest.raises(BadNotation) as caught:
        parse_location(text, datum=datum, where="place", profile=profile)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        "36°22'13.8\"N 37°30'56.52\"E",
        "36° 22′ 13.8″ N, 37° 30′ 56.52″ E",
        "N 36°22'13.8\" E 37°30'56.52\"",
        "36 22 13.8 37 30 56.52",
        "36 22 13.8N 37 30 56.52E",
        "36:22:13.8 37:30:56.52",
        "36:22:13.8N, 037:30:56.52E",
        "36°22’13,8” 37°30’56,52”",
        "362213.8N 0373056.52E",
        "N362213.8 E0373056.52",
        "36 deg 22 min 13.8 sec north, 37 deg 30 min 56.52 sec east",
        "36°22′13,8″ с.ш. 37°30′56,52″ в.д.",
        "36°22′13,8″ северной широты, 37°30′56,52″ восточной долготы",
        "широта 36 22 13.8 долгота 37 30 56.52",
        "С36°22'13.8\" В37°30'56.52\"",
        "٣٦°٢٢′١٣٫٨″ شمالاً، ٣٧°٣٠′٥٦٫٥٢″ شرقاً",
        "٣٦ ٢٢ ١٣٫٨ ش ٣٧ ٣٠ ٥٦٫٥٢ ق",
        "36°22'13.8\" K 37°30'56.52\" D",
        "36°22'13.8\" kuzey, 37°30'56.52\" doğu",
        "Latitude: 36 22 13.8 Longitude: 37 30 56.52",
        "lon 37°30'56.52\" lat 36°22'13.8\"",
        "36°22'13.8\"N\u00a037°30'56.52\"E",
        "\u200e36°22'13.8\"N 37°30'56.52\"E\u200f",
    ],
)
def test_degrees_minutes_and_seconds_are_read_in_every_common_form(text: str) -> None:
    location = parse_location(text, datum="WGS84")
    assert distance_m(location.position, AL_BAB) < 0.1
    assert location.notation is Notation.DEGREES_MINUTES_SECONDS
    assert location.text == text
    assert 1000 < location.uncertainty_mm < 2200


@pytest.mark.parametrize(
    "text",
    [
        "36°22.230'N 37°30.942'E",
        "36 22.230 37 30.942",
        "3622.230N 03730.942E",
        "N36 22,230 E037 30,942",
        "36°22.23' 37°30.942'",
    ],
)
def test_degrees_and_decimal_minutes_are_read(text: str) -> None:
    location = parse_location(text, datum="WGS84")
    assert distance_m(location.position, AL_BAB) < 0.1
    assert location.notation is Notation.DEGREES_MINUTES


@pytest.mark.parametrize("text", ["36,3705 37,5157", "36,3705; 37,5157", "36,3705,37,5157", "٣٦٫٣٧٠٥ ٣٧٫٥١٥٧"])
def test_a_decimal_comma_is_read_where_nothing_else_is_possible(text: str) -> None:
    assert parse_location(text, datum="WGS84").position == AL_BAB


def test_a_comma_that_may_be_either_is_refused_with_both_readings_and_their_distance() -> None:
    fault = refused("36,22,37,30")
    assert isinstance(fault, AmbiguousLocation)
    assert set(fault.readings) == {"decimal degrees", "degrees and minutes"}
    assert 24_000 < fault.apart_m < 25_000


@pytest.mark.parametrize(
    ("text", "character"),
    [
        ("36 60 00 37 30 56", 4),
        ("36 22 60 37 30 56", 7),
        ("36 22.5 10 37 30 56", 4),
        ("36 22 13 37 30", 13),
        ("36'22°13 37 30 56", 3),
        ("36.5-37.2", 5),
        ("36 22 - 37 30", 7),
        ("36.3705N 37.5157В", 10),
        ("B36.3705 D37.5157", 11),
        ("lat 36.3705E lon 37.5157", 12),
        ("36223N 0373056E", 1),
        ("1 2 3 4 5 6 7", 13),
        ("36² 37", 3),
    ],
)
def test_broken_angles_are_refused_at_their_character(text: str, character: int) -> None:
    assert refused(text).character == character


def test_a_bare_pair_is_decimal_degrees_unless_the_profile_allows_the_packed_form_too() -> None:
    text = "36.3705 37.5157"
    assert parse_location(text, datum="WGS84").notation is Notation.DECIMAL_DEGREES
    fault = refused(text, profile=Profile(notations=frozenset(Notation)))
    assert isinstance(fault, AmbiguousLocation)
    assert 40_000 < fault.apart_m < 43_000
    only = parse_location(text, datum="WGS84", profile=Profile(notations=frozenset({Notation.PACKED_DMS})))
    assert distance_m(only.position, at(36 + 37 / 60 + 5 / 3600, 37 + 51 / 60 + 57 / 3600)) < 1_300


def test_the_packed_form_is_not_possible_where_a_minute_would_be_sixty() -> None:
    profile = Profile(notations=frozenset(Notation))
    assert parse_location("36.6105 37.5157", datum="WGS84", profile=profile).notation is Notation.DECIMAL_DEGREES


def test_a_notation_outside_the_profile_is_refused() -> None:
    fault = refused("36.3705 37.5157", profile=Profile(notations=EVERYDAY - {Notation.DECIMAL_DEGREES}))
    assert isinstance(fault, NotationNotAgreed)
    assert fault.notations == (Notation.DECIMAL_DEGREES,)


@pytest.mark.parametrize(
    ("text", "datum"),
    [
        ("UTM 37N 606904.15 3905327.17", "WGS84"),
        ("37 north 606904.15 E 3905327.17 N", "WGS84"),
        ("37N 606904.15mE 3905327.17mN", "WGS84"),
        ("606904.15 3905327.17", "EPSG:32637"),
        ("606904,15 3905327,17", "EPSG:32637"),
        ("EPSG:32637 E=606904.15 N=3905327.17", "WGS84"),
        ("E 556809.59 N 374115.59", "EPSG:22770"),
        ("EPSG:22780 93137.57 E 120880.21 N", "Deir ez Zor"),
        ("GK 7607055.34 E 3906989.18 N", "SK-42"),
        ("X=3906989.18 Y=7607055.34", "SK-42"),
        ("7607055.34 3906989.18", "EPSG:28407"),
        ("ГК зона 7 607055,34 E 3906989,18 N", "СК-42"),
        ("MGRS 37SFV0690405327", "WGS84"),
        ("usng 37S FV 06904 05327".upper(), "WGS84"),
    ],
)
def test_the_airport_is_read_in_every_grid(text: str, datum: str) -> None:
    location = parse_location(text, datum=datum)
    assert distance_m(location.position, AIRPORT) < 0.6
    assert location.text == text


def test_a_letter_that_is_a_band_or_a_hemisphere_is_refused_unless_the_profile_says_which() -> None:
    text = "37S 606904 3905327"
    fault = refused(text)
    assert isinstance(fault, AmbiguousLocation)
    assert set(fault.readings) == {"band S", "hemisphere S"}
    assert fault.apart_m > 9_000_000
    assert distance_m(parse_location(text, datum="WGS84", profile=Profile(utm_letter="band")).position, AIRPORT) < 1
    south = parse_location(text, datum="WGS84", profile=Profile(utm_letter="hemisphere"))
    assert south.position.lat_deg < 0


def test_a_bare_pair_of_metres_is_refused_where_both_orders_are_possible() -> None:
    fault = refused("556809.59 374115.59", "EPSG:22770")
    assert isinstance(fault, AmbiguousLocation)
    assert 250_000 < fault.apart_m < 270_000
    found = parse_location("556809.59 374115.59", datum="EPSG:22770", profile=Profile(grid_order="EN"))
    assert distance_m(found.position, AIRPORT) < 0.05


def test_metres_on_the_syrian_datum_without_their_grid_are_refused_with_both_grids() -> None:
    fault = refused("E 120000 N 130000", "Deir ez Zor")
    assert isinstance(fault, AmbiguousLocation)
    assert len(fault.readings) == 2


@pytest.mark.parametrize(
    ("text", "datum", "kind", "character"),
    [
        ("606904.15 3905327.17", "WGS84", BadNotation, 1),
        ("X=606904 Y=374115", "EPSG:22770", BadNotation, 3),
        ("35.2854 40.1756", "EPSG:22770", BadNotation, 1),
        ("37SFV0690405327", "ED50", DatumMismatch, 1),
        ("37SFV0690405327", "SK-42", DatumMismatch, 1),
        ("UTM 37 north 606904 3905327", "SK-42", DatumMismatch, 1),
        ("GK 7607055 E 3906989 N", "WGS84", DatumMismatch, 1),
        ("UTM 38 north 606904 E 3905327 N", "EPSG:32637", DatumMismatch, 1),
        ("UTM 61 north 606904 E 3905327 N", "WGS84", BadNotation, 5),
        ("UTM 37T 606904 E 3905327 N", "WGS84", BadNotation, 7),
        ("UTM 37 north 6906904 E 3905327 N", "WGS84", BadNotation, 14),
        ("GK 6 7607055 E 3906989 N", "SK-42", BadNotation, 6),
        ("GK 607055 E 3906989 N", "SK-42", BadNotation, 4),
        ("UTM 37 north 606904 E 3905327 E", "WGS84", BadNotation, 23),
        ("UTM 37 north 606904 E 3905327", "WGS84", BadNotation, 23),
        ("37СFV0690405327", "WGS84", BadNotation, 3),
    ],
)
def test_metres_that_cannot_be_read_are_refused_at_their_character(
    text: str, datum: str, kind: type[BadNotation], character: int
) -> None:
    fault = refused(text, datum)
    assert type(fault) is kind
    assert fault.character == character


def test_another_datum_moves_the_place_and_its_proof_stays_with_it() -> None:
    location = parse_location("36.3705 37.5157", datum="SK-42")
    assert distance_m(location.position, AL_BAB) == pytest.approx(114.5, abs=0.1)
    assert location.operation is not None
    assert (location.datum, location.operation.name) == ("SK-42", "Pulkovo 1942 to WGS 84 (20)")
    assert location.is_extrapolated
    assert not parse_location("35.3 40.1", datum="Deir ez Zor").is_extrapolated


def test_every_datum_is_taken_where_its_operation_is_pinned() -> None:
    profile = Profile(pins={datum.key: datum.operation for datum in DATUMS[1:]})
    for datum in DATUMS[1:]:
        location = parse_location("36.3705 37.5157", datum=datum.name, profile=profile)
        assert location.operation is not None
        assert location.operation.is_pinned


@pytest.mark.parametrize(
    ("text", "azimuth", "away_m"),
    [
        ("4.7 km, 201° true from VOR DRZ", 201, 4_700),
        ("201°T 4.7 km from DRZ", 201, 4_700),
        ("DRZ 201° true / 4700 m", 201, 4_700),
        ("201° true 5 NM from DRZ", 201, 9_260),
        ("201° magnetic (var 5.0E), 4.7 km from DRZ", 206, 4_700),
        ("201° маг (var 5W) 4,7 км от DRZ", 196, 4_700),
        ("201° حقيقي ٤٫٧ كم من DRZ", 201, 4_700),
        ("DRZ 201° gerçek 4,7 km", 201, 4_700),
    ],
)
def test_a_bearing_and_a_distance_are_resolved_from_the_gazetteer(text: str, azimuth: float, away_m: float) -> None:
    vor = find_place("DRZ")
    assert vor is not None
    location = parse_location(text, datum=None)
    assert distance_m(location.position, destination(vor.position, azimuth, away_m)) < 0.1
    assert (location.notation, location.references) == (Notation.BEARING, ("P7",))
    assert azimuth_deg(vor.position, location.position) == pytest.approx(azimuth, abs=0.01)


def test_the_digits_of_bearing_and_distance_make_the_uncertainty() -> None:
    location = parse_location("9 km, 180° true from DRZ", datum=None)
    assert location.uncertainty_mm == pytest.approx(1000 * (500**2 + (9000 * 0.0087266) ** 2) ** 0.5, rel=1e-3)


def test_a_bearing_that_says_neither_true_nor_magnetic_is_refused() -> None:
    assert refused("201° 9 km from DRZ", None).character == 1
    fault = refused("201° 9 km from DRZ", None, Profile(variation_deg=5.0))
    assert isinstance(fault, AmbiguousLocation)
    assert fault.apart_m == pytest.approx(785, abs=1)


def test_a_magnetic_bearing_needs_its_variation() -> None:
    assert isinstance(refused("201° magnetic 9 km from DRZ", None), MissingVariation)
    assert parse_location("201° magnetic 9 km from DRZ", datum=None, profile=Profile(variation_deg=5.0))


@pytest.mark.parametrize(
    ("text", "character"),
    [("201° true 9 Nm from DRZ", 13), ("400° true 9 km from DRZ", 1), ("201° true 9,500 km DRZ", 11)],
)
def test_a_bearing_with_a_doubtful_unit_or_number_is_refused(text: str, character: int) -> None:
    assert refused(text, None).character == character


@pytest.mark.parametrize("name", ["al-Bab", "Эль-Баб", "الباب", "El Bab", "P1"])
def test_a_name_alone_is_resolved_through_the_gazetteer_without_a_datum(name: str) -> None:
    location = parse_location(name, datum=None)
    assert (location.position, location.notation, location.references) == (AL_BAB, Notation.NAME, ("P1",))
    assert location.uncertainty_mm >= 1_000_000


def test_a_name_that_several_places_share_is_refused_with_the_candidates_and_their_distance() -> None:
    fault = refused("Deir ez-Zor", None)
    assert isinstance(fault, AmbiguousPlaceName)
    assert len(fault.candidates) == 3
    assert 6_300 < fault.apart_m < 6_500


def test_an_unknown_name_is_refused() -> None:
    assert isinstance(refused("  Nowhere at all"), UnknownPlaceName)
    assert isinstance(refused("Nowhere", None), UnknownPlaceName)
    assert refused("  Nowhere at all").character == 3
    assert isinstance(refused("9 km, 201° true from Nowhere", None), UnknownPlaceName)


def test_the_airport_on_sk_42_read_as_utm_is_the_known_1669_m_away() -> None:
    gauss_kruger = parse_location("GK 7607055.34 E 3906989.18 N", datum="SK-42")
    as_utm = parse_location("UTM 37 north 607055.34 E 3906989.18 N", datum="WGS84")
    assert distance_m(gauss_kruger.position, as_utm.position) == pytest.approx(1_669, abs=1)


@pytest.mark.parametrize(
    ("form", "texts"),
    [
        ("DMS", ["35°17'07.440\"N 40°10'32.160\"E"]),
        ("MGRS", ["37SFV0690405327"]),
        ("UTM", ["UTM 37 north 606904.15 E 3905327.17 N"]),
        ("EPSG:22770", ["EPSG:22770 556809.59 E 374115.59 N"]),
        ("EPSG:22780", ["EPSG:22780 93137.57 E 120880.21 N"]),
        ("GK", ["GK 7607055.34 E 3906989.18 N"]),
        ("SK-42", ["35°17'08.372\"N 40°10'36.392\"E", "GK 7607055.34 E 3906989.18 N"]),
        ("epsg:28407", ["GK 7607055.34 E 3906989.18 N"]),
    ],
)
def test_the_airport_is_written_in_the_form_asked_for(form: str, texts: list[str]) -> None:
    assert [written.text for written in write_as(AIRPORT, form)] == texts


def test_a_profile_is_a_plain_value() -> None:
    assert replace(USUAL, variation_deg=5.0).notations == EVERYDAY
    assert isinstance(AL_BAB, Position)

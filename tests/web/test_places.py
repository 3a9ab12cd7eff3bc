"""Places through the API: any notation and datum, what led to WGS 84, and what an agreement pins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.house import House, Loop, make_item, make_terms, make_volume, refusal
from tests.web.two import Pair

PLACES = [
    ("36.3705N 37.5157E", "WGS84"),
    ("36° 22′ 13.8″ N, 37° 30′ 56.5″ E", "WGS84"),
    ("36 22.230 N 37 30.942 E", "SK-42"),
    ("37SCA 66910 26044", "WGS84"),
    ("37 north 366910 E 4026044 N", "WGS84"),
    ("GK 7366910 E 4028044 N", "SK-42"),
    ("٣٦٫٣٧٠٥ ٣٧٫٥١٥٧", "SK-95"),
]


@pytest.mark.parametrize(("text", "datum"), PLACES)
def test_a_place_is_taken_in_every_notation_and_kept_as_received(house: House, text: str, datum: str) -> None:
    item = make_item(place={"text": text, "datum": datum}, volumes=[make_volume()])
    made = house.post("/items", item=item, datum="WGS84").json()
    place = made["place"]
    assert (place["text"], place["datum"]) == (text, datum)
    assert 36.3 < place["position"]["lat_deg"] < 36.45 and 37.4 < place["position"]["lon_deg"] < 37.6
    assert (place["operation"] is None) == (datum == "WGS84")


def test_the_way_to_wgs84_is_shown_with_its_accuracy_and_its_area(house: House) -> None:
    item = make_item(place={"text": "36.3705 37.5157", "datum": "SK-42"})
    shown = house.post("/items", item=item, datum="WGS84").json()["place"]
    assert shown["operation"].startswith("Pulkovo 1942 to WGS 84")
    assert shown["accuracy_m"] > 0 and shown["area_of_use"]
    assert shown["extrapolated"] is True


def test_corners_in_another_datum_are_brought_to_wgs84(house: House) -> None:
    corners = ["36.30 37.40", "36.30 37.60", "36.45 37.60"]
    made = [
        house.post(
            "/items", item=make_item(volumes=[make_volume(footprint={"polygon": {"vertices": corners}})]), datum=d
        )
        for d in ("WGS84", "SK-42")
    ]
    first, second = (each.json()["volumes"][0]["footprint"]["polygon"]["vertices"][0] for each in made)
    assert 0.0005 < abs(first["lon_deg"] - second["lon_deg"]) < 0.003


def test_a_way_of_unknown_accuracy_is_refused_where_no_agreement_pins_it(house: House) -> None:
    item = make_item(place={"text": "36.3705 37.5157", "datum": "ED50"})
    assert refusal(house.post("/items", item=item, datum="WGS84")) == (400, "unpinned_operation")


def test_an_agreement_pins_only_operations_that_exist(house: House) -> None:
    names = ["ED50 to WGS 84 (3)"]
    good = house.post(
        "/agreements", "commander-1", terms=make_terms(articles={"datum_operations": names}), datum="WGS84"
    )
    assert good.json()["articles"]["datum_operations"] == names
    bad = make_terms(articles={"datum_operations": ["by eye"]})
    response = house.post("/agreements", "commander-1", terms=bad, datum="WGS84")
    assert refusal(response) == (400, "unknown_operation")
    assert response.json()["error"]["where"] == "terms.articles.datum_operations[0]"


@pytest.fixture
def joined(loop: Loop, tmp_path: Path) -> Iterator[Pair]:
    pair = Pair(loop, tmp_path)
    pair.join()
    pair.agree()
    yield pair
    pair.close()


def submit(pair: Pair) -> tuple[str, str]:
    """A hazard with a stated place, known at both ends."""
    hazard = {"aircraft_count": 2, "aircraft_type": "An-26", "hazard_to_ground": True}
    place = {"text": "36.37051 37.51572"}
    volume = make_volume(lower={"value": 1500.5, "unit": "M", "reference": "AMSL"}, upper=None)
    item = make_item(flight=hazard, place=place, volumes=[volume])
    made = pair.north.post("/items", item=item, datum="WGS84").json()
    pair.until(lambda: pair.south.get(f"/items/{made['item']}").status_code == 200)
    return made["item"], made["hash"]


def hold_of(house: House, item: str, code: str) -> dict:
    return next((hold for hold in house.get(f"/items/{item}").json()["holds"] if hold["code"] == code), {})


def test_a_mismatch_names_its_likely_cause_at_both_ends_but_not_to_the_verifier(joined: Pair) -> None:
    north, south = joined.north, joined.south
    item, revision = submit(joined)
    second = {"revision": revision, "text": "37.51572 36.37051", "datum": "WGS84", "source": "map"}
    outcome = south.post(f"/items/{item}/verification", "verifier-1", **second).json()
    assert "causes" not in outcome and outcome["match"] == "mismatch"
    # The article's 500 m, and both uncertainties beside them.
    both_m = outcome["stated_uncertainty_m"] + outcome["second_uncertainty_m"]
    assert outcome["tolerance_m"] == pytest.approx(500 + both_m) and both_m > 0
    joined.until(lambda: hold_of(north, item, "verification_mismatch") != {})
    for house in (north, south):
        hold = hold_of(house, item, "verification_mismatch")
        assert hold["facts"]["cause"] == "axes_swapped"
        assert "latitude and longitude swapped" in hold["what"]
        cause = house.get(f"/items/{item}").json()["verifications"][0]["causes"][0]
        assert (cause["cause"], cause["text"]) == ("axes_swapped", "latitude and longitude swapped")
        assert cause["residual_m"] < 1


def test_what_the_owner_reads_out_is_read_back_as_it_was_heard(joined: Pair) -> None:
    north, south = joined.north, joined.south
    item, revision = submit(joined)
    said = north.get(f"/items/{item}/voice").json()
    assert said["revision"] == revision
    assert refusal(south.get(f"/items/{item}/voice")) == (409, "wrong_state")

    slip = said["text"].replace("37.5157200", "37.5175200")
    refused = south.post(f"/items/{item}/readback", revision=revision, voice=slip)
    assert refusal(refused) == (400, "voice_mistake")
    assert refused.json()["error"]["where"] == "voice.place[2]"

    shown = south.post(f"/items/{item}/readback", revision=revision, voice=said["text"].lower()).json()
    assert [(each["name"], each["same"]) for each in shown["readbacks"][0]["elements"]] == [
        ("place", True), ("level", True), ("times", True), ("count", True)
    ]  # fmt: skip

    # And back: south reads out what its officer understood, north types it and sees it beside its own.
    back = south.get(f"/items/{item}/voice").json()
    assert back["text"] == said["text"]
    heard = north.post(f"/items/{item}/voice", text=back["text"]).json()
    assert heard["same"] and len(heard["elements"]) == 4
    assert refusal(south.post(f"/items/{item}/voice", text=back["text"])) == (409, "wrong_state")


def test_a_readback_that_differs_says_which_element_and_both_values_and_blocks_concur(joined: Pair) -> None:
    north, south = joined.north, joined.south
    item, revision = submit(joined)
    elements = [
        {"name": "place", "value": "36.37051 37.51572"},
        {"name": "level", "value": "1500.5 FT AMSL to unbounded"},
        {"name": "times", "value": "2017-01-19T09:00:00Z/2017-01-19T10:00:00Z"},
        {"name": "count", "value": "2"},
    ]
    too_many = [*elements, {"name": "unit", "value": "Survey"}]
    refused = south.post(f"/items/{item}/readback", revision=revision, datum="WGS84", elements=too_many)
    assert refusal(refused) == (400, "too_many_elements")
    south.post(f"/items/{item}/readback", revision=revision, datum="WGS84", elements=elements)
    joined.until(lambda: hold_of(north, item, "readback_mismatch") != {})
    for house in (north, south):
        hold = hold_of(house, item, "readback_mismatch")
        assert hold["facts"]["elements"] == "level"
        assert "1500.5 m AMSL to unbounded ≠ 457.352 m AMSL to unbounded" in hold["what"]
    assert refusal(south.post(f"/items/{item}/answer", revision=revision, verdict="concur")) == (409, "held")
    # One element again is enough: readbacks of a revision count together.
    again = [{"name": "level", "value": "1500.5 M AMSL to unbounded"}]
    shown = south.post(f"/items/{item}/readback", revision=revision, datum="WGS84", elements=again).json()
    assert shown["readbacks"][0]["same"] and hold_of(south, item, "readback_mismatch") == {}


def test_levels_travel_with_their_setting_and_are_read_back_with_it(joined: Pair) -> None:
    north, south = joined.north, joined.south
    volume = make_volume(lower="1200 ft QFE 985 field OSDZ 215 m", upper="5000 ft QNH 1013")
    made = north.post("/items", item=make_item(volumes=[volume]), datum="WGS84").json()
    item, revision = made["item"], made["hash"]
    joined.until(lambda: south.get(f"/items/{item}").status_code == 200)
    shown = south.get(f"/items/{item}").json()["volumes"][0]
    assert shown["upper"] == {
        "value": 5000.0, "unit": "FT", "reference": "QNH", "text": "5000 ft QNH 1013", "pressure_hpa": 1013.0
    }  # fmt: skip
    assert shown["lower"]["text"] == "1200 ft QFE 985 field OSDZ 215 m"
    for value, same in (
        ("1200 ft QFE 985 field 215 m to 5000 ft QNH 990", False),
        ("1200 ft QFE 985 field 215 m to 5000 ft QNH 1013", True),
    ):
        said = [{"name": "level", "value": value}]
        rows = south.post(f"/items/{item}/readback", revision=revision, elements=said).json()["readbacks"]
        assert [each["same"] for each in rows[0]["elements"] if each["name"] == "level"] == [same]


def test_a_level_without_its_setting_is_refused_at_its_character(house: House) -> None:
    item = make_item(volumes=[make_volume(upper="5000 ft QNH")])
    refused = house.post("/items", item=item, datum="WGS84")
    assert refusal(refused) == (400, "bad_level")
    assert refused.json()["error"]["where"] == "item.volumes[0].upper:12"


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ("5000 ft QNH 1013", "FL060", ""),
        ("5000 ft QNH 1013", "FL045", "conflict"),
        ("5000 ft QNH 1013", "5000 ft QNH 1030", "conflict"),
        ("3000 m AMSL", "FL150", "not_comparable"),
        ("150 m AGL", "3000 m AMSL", "not_comparable"),
        ("500 m W84", "900 m AMSL", ""),
        ("500 m W84", "470 m AMSL", "conflict"),
    ],
)
def test_levels_of_two_parties_are_compared_with_their_error_bands(
    joined: Pair, ours: str, theirs: str, code: str
) -> None:
    """Ours flies up to a level, theirs begins at one: apart, in conflict, or not comparable, which is a hold."""
    north, south = joined.north, joined.south
    south.post("/items", item=make_item(volumes=[make_volume(lower=theirs, upper=None)]), datum="WGS84")
    made = north.post("/items", item=make_item(volumes=[make_volume(lower=None, upper=ours)]), datum="WGS84").json()
    joined.until(lambda: south.get(f"/items/{made['item']}").status_code == 200)
    held = {hold["code"] for hold in south.get(f"/items/{made['item']}").json()["holds"]}
    assert held & {"conflict", "not_comparable"} == ({code} if code else set())


PACKED = {"party": "north", "notations": ["decimal_degrees", "packed_dms"], "variation_mdeg": 5_000}


def test_a_bare_pair_is_decimal_degrees_until_its_senders_profile_allows_another_reading(joined: Pair) -> None:
    north, south = joined.north, joined.south
    pair = make_item(place={"text": "36.3705 37.5157"})
    made = north.post("/items", item=pair, datum="WGS84").json()
    item = made["item"]
    assert made["place"]["position"] == {"lat_deg": 36.3705, "lon_deg": 37.5157}
    joined.until(lambda: south.get(f"/items/{item}").status_code == 200)
    joined.agree(articles={"profiles": [PACKED]})
    known = [row["articles"]["profiles"] for row in south.get("/agreements").json()]
    assert [{**PACKED, "utm_letter": "", "grid_order": ""}] in known

    refused = north.post("/items", item=pair, datum="WGS84")
    assert refusal(refused) == (400, "ambiguous_location")
    message = refused.json()["error"]["message"]
    assert "2 ways" in message and "41.7 km apart" in message
    assert "36.37050 37.51570" in message and "36.61806 37.86583" in message
    # What was sent before is resolved anew at both ends, each by itself.
    joined.until(lambda: all(hold_of(house, item, "place_unresolved") for house in (north, south)))
    for house in (north, south):
        hold = hold_of(house, item, "place_unresolved")
        assert hold["facts"]["code"] == "ambiguous_location" and "41.7 km apart" in hold["what"]
    # South's own profile says nothing: its pairs stay decimal degrees.
    assert south.post("/items", item=pair, datum="WGS84").status_code == 200


def test_a_magnetic_bearing_is_read_by_the_variation_of_its_senders_profile(joined: Pair) -> None:
    north, south = joined.north, joined.south
    magnetic = make_item(place={"text": "196° magnetic, 4.7 km from P7"})
    assert refusal(north.post("/items", item=magnetic, datum="WGS84")) == (400, "missing_variation")
    joined.agree(articles={"profiles": [{"party": "north", "variation_mdeg": 5_000}]})
    made = north.post("/items", item=magnetic, datum="WGS84").json()
    joined.until(lambda: south.get(f"/items/{made['item']}").status_code == 200)
    codes = {hold["code"] for hold in south.get(f"/items/{made['item']}").json()["holds"]}
    assert not codes & {"place_unresolved", "place_differs"}
    assert made["place"]["position"]["lat_deg"] == pytest.approx(35.2524, abs=1e-3)


def test_a_profile_is_of_one_party_once(house: House) -> None:
    bad = make_terms(articles={"profiles": [PACKED, PACKED]})
    response = house.post("/agreements", "commander-1", terms=bad, datum="WGS84")
    assert response.status_code == 400 and "each party once" in response.json()["error"]["message"]

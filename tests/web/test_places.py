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
    assert set(outcome) == {"match", "distance_m", "tolerance_m"} and outcome["match"] == "mismatch"
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

"""Places over the API, as the command gives them."""

from __future__ import annotations

from urllib.parse import urlencode

from tests.web.house import House, new_id, refusal


def test_a_place_is_located_in_the_forms_asked_for(house: House) -> None:
    found = house.get("/locate?text=37SFV0690405327&datum=WGS84&to=SK-42,EPSG:22770", "verifier-1").json()
    assert [form["notation"] for form in found["forms"]] == ["degrees_minutes_seconds", "gauss_kruger", "local_grid"]
    assert found["forms"][0]["operation"]["name"] == "Pulkovo 1942 to WGS 84 (20)"
    assert set(found["descriptions"]) == {"en", "ar", "ru", "tr"}


def test_a_place_without_its_datum_is_refused(house: House) -> None:
    answer = house.get("/locate?text=36.5 37.5", "watch-1")
    assert refusal(answer) == (400, "missing_datum")


def test_a_file_of_places_is_located_and_refusals_have_their_lines(house: House) -> None:
    content = "name,place\nA,36.5 37.5\nB,95 40\n"
    found = house.post("/locate", "watch-1", id=new_id(), content=content, file="a.csv", datum="WGS84").json()
    assert [place["name"] for place in found["places"]] == ["A"]
    assert [(one["name"], one["where"]) for one in found["refused"]] == [("B", "a.csv:3:1")]


def test_a_very_long_file_is_refused_whole(house: House) -> None:
    content = "place\n" + "36.5 37.5\n" * 501
    answer = house.post("/locate", "watch-1", content=content, datum="WGS84")
    assert refusal(answer) == (400, "bad_request")


def test_how_the_sender_writes_may_be_said_with_it(house: House) -> None:
    pair = {"text": "36.3705 37.5157", "datum": "WGS84", "notations": "decimal_degrees,packed_dms"}
    refused = house.get(f"/locate?{urlencode(pair)}")
    assert refusal(refused) == (400, "ambiguous_location")
    assert refusal(house.get(f"/locate?{urlencode(pair | {'notations': 'by_eye'})}")) == (400, "bad_request")
    content = 'name,place,datum\none,"196° magnetic, 4.7 km from P7",WGS84\n'
    for variation_deg, located in ((None, 0), (5.0, 1)):
        found = house.post("/locate", content=content, file="a.csv", variation_deg=variation_deg).json()
        assert len(found["places"]) == located, found

"""Own items on a node without lines: entered, checked, amended, started, ended; and every input that is refused."""

from __future__ import annotations

from typing import Any, cast

import pytest

from tests.web.house import House, make_item, make_site, make_terms, make_volume, new_id, refusal


def submit(house: House, item: dict, **more: object) -> dict:
    answer = house.post("/items", item=item, datum="WGS84", **more)
    assert answer.status_code == 200, answer.text
    return cast("dict[str, Any]", answer.json())


def agree(house: House) -> str:
    """An agreement offered by us, which the other party has not signed."""
    drafted = house.post("/agreements", "commander-1", terms=make_terms(), datum="WGS84").json()
    house.act_by_two(f"/agreements/{drafted['agreement']}/offer", "commander-1", "commander-2")
    return str(drafted["agreement"])


def test_a_movement_that_concerns_nobody_is_not_shared(house: House) -> None:
    view = submit(house, make_item())
    assert (view["state"], view["holds"], view["concerned"]) == ("not_shared", [], [])
    assert view["volumes"][0]["footprint"] == {
        "circle": {"centre": {"lat_deg": 36.3705, "lon_deg": 37.5157}, "radius_m": 5000.0}
    }
    assert view["volumes"][0]["upper"] == {
        "value": 3000.0, "unit": "M", "reference": "W84", "text": "3000 m W84"
    }  # fmt: skip
    assert (view["start"], view["end"]) == ("2017-01-19T09:00:00Z", "2017-01-19T10:00:00Z")


def test_a_movement_that_concerns_somebody_without_line_or_agreement_is_held(house: House) -> None:
    agree(house)
    view = submit(house, make_item())
    assert view["state"] == "held"
    assert view["concerned"] == ["south"]
    assert {"no_line", "no_agreement", "not_answered"} <= {hold["code"] for hold in view["holds"]}


def test_what_is_listed_is_what_was_entered(house: House) -> None:
    movement, site = submit(house, make_item()), submit(house, make_site())
    assert {view["item"] for view in house.get("/items").json()} == {movement["item"], site["item"]}
    assert [view["item"] for view in house.get("/items?kind=protected_site").json()] == [site["item"]]
    assert house.get("/items?owner=south").json() == []
    assert house.get(f"/items/{site['item']}").json() == site
    assert site["state"] == "live"


def test_an_item_meets_what_is_in_its_way(house: House) -> None:
    site = submit(house, make_site())
    hazard = make_item(flight={"aircraft_count": 1, "aircraft_type": "An-26", "hazard_to_ground": True})
    checked = house.post("/items/check", item=hazard, datum="WGS84").json()
    assert [touch["item"] for touch in checked["touches"]] == [site["item"]]
    assert [hold["code"] for hold in checked["holds"]] == ["conflict"]


def test_a_trial_keeps_nothing(house: House) -> None:
    before = house.get("/record").json()
    house.post("/items/check", item=make_item(), datum="WGS84")
    assert house.get("/record").json() == before
    assert house.get("/items").json() == []


def test_a_trial_of_an_amendment_looks_at_the_new_revision(house: House) -> None:
    made = submit(house, make_item())
    submit(house, make_site(volumes=[make_volume(start="2017-01-21T00:00:00Z", end="2017-01-22T00:00:00Z")]))
    moved = make_item(
        item=made["item"],
        volumes=[make_volume(start="2017-01-21T09:00:00Z", end="2017-01-21T10:00:00Z")],
    )
    assert len(house.post("/items/check", item=moved, datum="WGS84").json()["touches"]) == 1
    assert house.get(f"/items/{made['item']}").json()["hash"] == made["hash"]


def test_an_amendment_is_a_new_revision_and_releases_the_old(house: House) -> None:
    first = submit(house, make_item())
    second = house.post(f"/items/{first['item']}/amend", item=make_item(name="Later"), datum="WGS84").json()
    assert (second["revision"], second["name"]) == (2, "Later")
    assert [(row["revision"], row["live"]) for row in second["revisions"]] == [(1, False), (2, True)]


def test_a_cancelled_item_stays_known(house: House) -> None:
    made = submit(house, make_item())
    assert house.post(f"/items/{made['item']}/cancel").json()["state"] == "cancelled"


def test_a_movement_does_not_start_before_its_time(house: House) -> None:
    made = submit(house, make_item())
    answer = house.post(f"/items/{made['item']}/status", status="active")
    assert refusal(answer) == (409, "wrong_state")


def test_a_held_movement_starts_only_when_its_owner_says_unilateral(house: House) -> None:
    agree(house)
    made = submit(house, make_item(volumes=[make_volume(start="2017-01-18T11:00:00Z")]))
    refused = house.post(f"/items/{made['item']}/status", status="active")
    assert refusal(refused) == (409, "held")
    codes = {hold["code"] for hold in refused.json()["error"]["holds"]}
    assert codes == {hold["code"] for hold in made["holds"]}
    assert all(hold["what"] and hold["lifts"] and hold["whose"] for hold in refused.json()["error"]["holds"])
    started = house.post(f"/items/{made['item']}/status", status="active", unilateral=True).json()
    assert (started["state"], started["unilateral"]) == ("active", True)
    assert house.post(f"/items/{made['item']}/status", status="ended").json()["state"] == "ended"


def test_people_do_not_say_that_something_is_coordinated(house: House) -> None:
    made = submit(house, make_item())
    assert refusal(house.post(f"/items/{made['item']}/status", status="coordinated")) == (400, "bad_request")


def test_the_history_of_a_movement_is_kept_over_a_restart(house: House) -> None:
    agree(house)
    made = submit(house, make_item())
    history = house.get(f"/items/{made['item']}").json()["standing"]
    assert [row["state"] for row in history] == ["held"]
    house.close()
    house.open()
    assert house.get(f"/items/{made['item']}").json()["standing"] == history


def test_a_place_is_shown_as_typed_and_as_resolved(house: House) -> None:
    view = submit(house, make_item(place={"text": "36.3705N 37.5157E", "words": "north-east of the city"}))
    assert view["place"]["text"] == "36.3705N 37.5157E"
    assert view["place"]["position"] == {"lat_deg": 36.3705, "lon_deg": 37.5157}


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"kind": "thing"}, "bad_form", "item.kind"),
        ({"nmae": "x"}, "bad_form", "item.nmae"),
        ({"name": ""}, "bad_form", "item.name"),
        ({"volumes": []}, "bad_item", "item.volumes"),
        ({"flight": None}, "bad_item", "item.flight"),
        ({"volumes": [make_volume(start="2017-01-19 09:00")]}, "bad_instant", "item.volumes[0].start"),
        ({"volumes": [make_volume(end="2017-01-19T08:00:00Z")]}, "ends_before_start", "item.volumes[0]"),
        (
            {"volumes": [make_volume(upper={"value": -1, "unit": "M", "reference": "W84"})]},
            "upper_below_lower",
            "item.volumes[0]",
        ),
        (
            {"volumes": [make_volume(footprint={"circle": {"centre": "36.37", "radius_m": 1}})]},
            "bad_notation",
            "item.volumes[0].footprint.circle.centre:6",
        ),
        ({"volumes": [make_volume(footprint={})]}, "bad_form", "item.volumes[0].footprint"),
        (
            {
                "volumes": [
                    make_volume(
                        footprint={"polygon": {"vertices": ["36.3 37.5", "36.4 37.6", "36.3 37.6", "36.4 37.5"]}}
                    )
                ]
            },
            "self_crossing",
            "item.volumes[0].footprint.polygon.vertices",
        ),
        (
            {
                "volumes": [make_volume(footprint={"circle": {"centre": "36.37 37.51", "radius_m": 900}})],
                "flight": {"aircraft_count": 1, "aircraft_type": "An-26", "hazard_to_ground": True},
            },
            "footprint_too_small",
            "item.volumes[0]",
        ),
    ],
)
def test_a_bad_item_is_refused_where_the_fault_is(house: House, change: dict, code: str, where: str) -> None:
    answer = house.post("/items", item=make_item(**change), datum="WGS84")
    assert refusal(answer) == (400, code)
    assert answer.json()["error"]["where"] == where
    assert house.get("/items").json() == []


def test_a_coordinate_without_its_datum_is_refused(house: House) -> None:
    answer = house.post("/items", item=make_item())
    assert refusal(answer) == (400, "missing_datum")
    assert answer.json()["error"]["where"] == "item.volumes[0].footprint.circle.centre"


def test_a_datum_that_is_not_taken_is_never_guessed(house: House) -> None:
    assert refusal(house.post("/items", item=make_item(), datum="Atlantis 1900")) == (400, "unknown_datum")


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b'{"id": "not-a-uuid"}', b"[" * 5000])
def test_what_is_no_body_is_refused(house: House, raw: bytes) -> None:
    assert refusal(house.send("/items", raw)) == (400, "bad_form")


def test_a_body_beyond_all_measure_is_refused(house: House) -> None:
    assert refusal(house.send("/items", b" " * (2 << 20))) == (413, "request_too_large")


def test_what_is_not_known_is_not_found(house: House) -> None:
    assert refusal(house.get(f"/items/{new_id()}")) == (404, "unknown")
    assert refusal(house.get("/items/not-a-uuid")) == (400, "bad_id")
    assert refusal(house.get("/nothing")) == (404, "no_route")
    assert refusal(house.post("/alerts")) == (405, "no_method")


def test_an_item_entered_twice_is_refused(house: House) -> None:
    made = submit(house, make_item())
    answer = house.post("/items", item=make_item(item=made["item"]), datum="WGS84")
    assert refusal(answer) == (409, "wrong_state")


@pytest.mark.parametrize(
    ("lang", "what"), [("en", "No line"), ("ar", "لا يوجد خط"), ("ru", "Нет линии"), ("tr", "Hat yok")]
)
def test_holds_are_told_in_the_language_of_the_asker(house: House, lang: str, what: str) -> None:
    agree(house)
    made = submit(house, make_item())
    holds = house.get(f"/items/{made['item']}?lang={lang}").json()["holds"]
    words = {hold["code"]: hold["what"] for hold in holds}
    assert what in words["no_line"]


def test_a_readback_is_compared_as_it_is_typed_and_nothing_is_kept(house: House) -> None:
    item = submit(house, make_item(place={"text": "36.3705 37.5157"}))

    def check(name: str, value: str) -> dict:
        elements = [{"name": name, "value": value}]
        path = f"/items/{item['item']}/readback/check"
        answer = house.post(path, revision=item["hash"], elements=elements, datum="WGS84")
        assert answer.status_code == 200, answer.text
        return cast("dict[str, Any]", answer.json()[0])

    same = check("place", "36.37050 N 37.51570 E")
    assert (same["same"], same["distance_m"], same["causes"]) == (True, 0.0, [])
    swapped = check("place", "37.5157 36.3705")
    assert swapped["same"] is False
    assert swapped["distance_m"] > 100_000
    assert [cause["cause"] for cause in swapped["causes"]][:1] == ["axes_swapped"]
    assert check("count", "3")["same"] is False
    assert check("times", "2017-01-19T09:00:00Z/2017-01-19T10:00:00Z")["same"] is True
    assert house.get(f"/items/{item['item']}").json()["readbacks"] == []


def test_a_readback_of_another_revision_is_not_compared(house: House) -> None:
    item = submit(house, make_item())
    path = f"/items/{item['item']}/readback/check"
    answer = house.post(path, revision="0" * 64, elements=[{"name": "count", "value": "1"}])
    assert refusal(answer) == (409, "revision_moved")

"""A write sent again, sent at once twice, sent by two persons."""

from __future__ import annotations

import asyncio

import pytest

from tests.web.house import House, make_item, make_site, make_terms, make_volume, new_id, refusal


def test_the_same_write_again_gives_the_same_answer_and_changes_nothing(house: House) -> None:
    id_ = new_id()
    first = house.post("/items", id=id_, item=make_item(), datum="WGS84")
    again = house.post("/items", id=id_, item=make_item(), datum="WGS84")
    assert first.content == again.content
    assert len(house.get("/items").json()) == 1


def test_the_answer_is_remembered_over_a_restart(house: House) -> None:
    id_ = new_id()
    first = house.post("/items", id=id_, item=make_item(), datum="WGS84")
    house.close()
    house.open()
    assert house.post("/items", id=id_, item=make_item(), datum="WGS84").content == first.content


def test_the_same_write_twice_at_once_is_done_once(house: House) -> None:
    body = {"id": new_id(), "item": make_item(), "datum": "WGS84"}
    headers = {"Authorization": f"Bearer {house.tokens['watch-1']}"}

    async def both() -> list[bytes]:
        answers = await asyncio.gather(*(house.http.post("/items", json=body, headers=headers) for _ in range(5)))
        return [answer.content for answer in answers]

    assert len(set(house.loop.run(both()))) == 1
    assert len(house.get("/items").json()) == 1


def test_an_id_belongs_to_one_officer_and_one_route(house: House) -> None:
    id_ = new_id()
    made = house.post("/items", id=id_, item=make_item(), datum="WGS84").json()
    by_another = house.post("/items", "watch-2", id=id_, item=make_item(), datum="WGS84")
    elsewhere = house.post(f"/items/{made['item']}/cancel", id=id_)
    assert refusal(by_another) == refusal(elsewhere) == (409, "id_taken")


def test_what_was_refused_may_be_tried_again_under_its_id(house: House) -> None:
    id_ = new_id()
    assert house.post("/items", id=id_, item=make_item()).status_code == 400
    assert house.post("/items", id=id_, item=make_item(), datum="WGS84").status_code == 200


def test_a_cease_again_stops_nothing_anew(house: House) -> None:
    id_ = new_id()
    assert house.post("/ceases", id=id_).status_code == 200
    assert house.post("/ceases", "watch-2", id=id_).status_code == 200
    assert [row["cease"] for row in house.get("/ceases").json()] == [id_]


@pytest.mark.parametrize(
    "raw",
    [b"", b"{", b"stop!", b"\xff", b"[" * 5000, b" " * (2 << 20), b'{"id": 7}', b'{"id": "x", "colour": "red"}',
     b'{"items": ["no uuid"]}'],
)  # fmt: skip
def test_a_cease_that_cannot_be_read_still_stops(house: House, raw: bytes) -> None:
    answer = house.send("/ceases?lang=xx&what=ever", raw)
    assert answer.status_code == 200
    assert answer.json()["understood"] is False
    assert [row["items"] for row in house.get("/ceases").json()] == [[]]


def test_a_cease_that_cannot_be_read_keeps_its_id_where_that_can(house: House) -> None:
    id_ = new_id()
    assert house.post("/ceases", id=id_, colour="red").json()["cease"] == id_
    assert house.post("/ceases", id=id_, colour="red").json()["cease"] == id_
    assert len(house.get("/ceases").json()) == 1


def draft(house: House) -> str:
    return str(house.post("/agreements", "commander-1", terms=make_terms(), datum="WGS84").json()["agreement"])


def test_an_agreement_is_offered_by_two_officers(house: House) -> None:
    agreement = draft(house)
    waiting = house.post(f"/agreements/{agreement}/offer", "commander-1")
    assert waiting.status_code == 202
    pending = waiting.json()["pending"]
    assert house.get("/agreements").json()[0]["status"] == "draft"
    assert [(step["pending"], step["by"]) for step in house.get("/pending").json()] == [(pending, "commander-1")]
    released = house.post(f"/pending/{pending}/release", "commander-2")
    assert released.json()["status"] == "offered"
    assert house.get("/pending").json() == []
    entries = house.get("/record?limit=1000").json()["entries"]
    who = {(entry["author"], entry["releaser"]) for entry in entries if entry["kind"] == "agreement"}
    assert who == {("commander-1", "commander-2")}


def test_nobody_releases_their_own_step_and_no_other_role_does(house: House) -> None:
    agreement = draft(house)
    pending = house.post(f"/agreements/{agreement}/offer", "commander-1").json()["pending"]
    assert house.post(f"/pending/{pending}/release", "commander-1").status_code == 403
    assert refusal(house.post(f"/pending/{pending}/release", "watch-1")) == (403, "role_not_allowed")
    assert house.get("/agreements").json()[0]["status"] == "draft"


def test_a_withdrawn_step_cannot_be_released(house: House) -> None:
    agreement = draft(house)
    pending = house.post(f"/agreements/{agreement}/offer", "commander-1").json()["pending"]
    assert house.post(f"/pending/{pending}/withdraw", "commander-1").status_code == 200
    assert refusal(house.post(f"/pending/{pending}/release", "commander-2")) == (404, "not_found")


def test_what_cannot_be_done_is_refused_to_the_first_one(house: House) -> None:
    assert refusal(house.post(f"/agreements/{new_id()}/sign", "commander-1")) == (404, "unknown")
    assert house.get("/pending").json() == []


def test_an_area_changes_by_a_number_that_two_officers_sign(house: House) -> None:
    area = {"area": "west", "name": "West", "status": "closed",
            "footprint": {"circle": {"centre": "34.7 36.7", "radius_m": 20000}}}  # fmt: skip
    made = house.post("/agreements", "commander-1", terms=make_terms(areas=[area]), datum="WGS84").json()
    path = f"/agreements/{made['agreement']}"
    house.act_by_two(f"{path}/offer", "commander-1", "commander-2")
    changed = house.act_by_two(f"{path}/areas/west/change", "commander-1", "commander-2", status="active")
    assert changed.json() == {"number": 1}
    shown = house.get("/agreements").json()[0]
    assert (shown["areas"][0]["status"], shown["changes"][0]["signed_by"]) == ("closed", ["north"])
    assert refusal(house.post(f"{path}/changes/first/sign", "commander-1")) == (400, "bad_request")
    assert refusal(house.post(f"{path}/changes/1/sign", "commander-1")) == (409, "wrong_state")


def test_opening_a_step_twice_opens_one(house: House) -> None:
    agreement, id_ = draft(house), new_id()
    first = house.post(f"/agreements/{agreement}/offer", "commander-1", id=id_)
    again = house.post(f"/agreements/{agreement}/offer", "commander-1", id=id_)
    assert first.json() == again.json()
    assert again.status_code == 202
    assert len(house.get("/pending").json()) == 1


def test_a_released_step_released_again_gives_the_same_answer(house: House) -> None:
    pending = house.post(f"/agreements/{draft(house)}/offer", "commander-1").json()["pending"]
    id_ = new_id()
    first = house.post(f"/pending/{pending}/release", "commander-2", id=id_)
    assert house.post(f"/pending/{pending}/release", "commander-2", id=id_).content == first.content


def test_a_protected_site_leaves_the_picture_by_two_officers(house: House) -> None:
    site = house.post("/items", item=make_site(), datum="WGS84").json()
    cancelled = house.act_by_two(f"/items/{site['item']}/cancel", "watch-1", "watch-2")
    assert cancelled.json()["state"] == "cancelled"


def test_a_smaller_site_takes_two_officers_and_a_longer_stay_takes_one(house: House) -> None:
    site = house.post("/items", item=make_site(), datum="WGS84").json()
    path = f"/items/{site['item']}/amend"
    longer = make_site(volumes=[make_volume(lower=None, upper=None, end="2017-04-01T00:00:00Z")])
    assert house.post(path, item=longer, datum="WGS84").json()["revision"] == 2
    narrow = {"category": "hospital", "buffer_m": 100, "evidence": "visited"}
    waiting = house.post(path, item={**longer, "site": narrow}, datum="WGS84")
    assert waiting.status_code == 202
    assert house.get(f"/items/{site['item']}").json()["site"]["buffer_m"] == 500
    elsewhere = make_volume(lower=None, upper=None, end="2017-04-01T00:00:00Z",
                            footprint={"circle": {"centre": "36.5 37.5", "radius_m": 5000}})  # fmt: skip
    assert house.post(path, item=make_site(volumes=[elsewhere]), datum="WGS84").status_code == 202


def test_an_ordinary_item_is_cancelled_by_one(house: House) -> None:
    made = house.post("/items", item=make_item(), datum="WGS84").json()
    assert house.post(f"/items/{made['item']}/cancel").status_code == 200


def test_a_cease_stands_until_two_officers_resume_it(house: House) -> None:
    cease = house.post("/ceases", text="stop", lang="en").json()["cease"]
    resumed = house.act_by_two(f"/ceases/{cease}/resume", "commander-1", "commander-2").json()
    assert (resumed["stands"], resumed["resumed_by"]) == (False, ["north"])


def test_a_cease_is_taken_and_reported(house: House) -> None:
    cease = house.post("/ceases").json()["cease"]
    taken = house.post(f"/ceases/{cease}/take", "watch-2").json()
    assert taken["taken"] == {"by": "watch-2", "at": "2017-01-18T12:00:00Z"}
    assert [step["step"] for step in taken["escalation"]] == [
        "answer", "escalate", "second_path", "commander", "report"
    ]  # fmt: skip
    report = {"taken": "2017-01-18T12:00:00Z", "executed": "2017-01-18T12:03:00Z", "text": "crews called"}
    executed = house.post(f"/ceases/{cease}/executed", **report).json()["executed"]
    assert executed[0]["executed"] == "2017-01-18T12:03:00Z"

"""Agreements, assessments, the record, the picture, and the document of it all."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any, cast

import msgspec
import pytest

from tansiq.base.errors import (
    BadRequest,
    NotAllowed,
    NotFound,
    Stale,
    StoreFailed,
    TansiqError,
    Unreachable,
    Untrusted,
)
from tansiq.store.contract import PictureChange, Transaction
from tansiq.web.app import ROUTES, openapi_document
from tansiq.web.openapi import show_roles
from tansiq.web.problems import as_tansiq_error, describe, status_of
from tansiq.wire.voice import parse_voice
from tests.web.house import House, make_item, make_terms, new_id, refusal

ROOT = Path(__file__).parents[2]


def test_an_agreement_is_shown_as_it_was_written(house: House) -> None:
    footprint = {"polygon": {"vertices": ["36 37", "36 38", "37 38"]}}
    area = {"area": "al-bab", "name": "al-Bab", "footprint": footprint, "status": "closed"}
    terms = make_terms(areas=[area], articles={"freshness_ms": 30000, "verification_needed": False})
    shown = house.post("/agreements", "commander-1", terms=terms, datum="WGS84").json()
    assert (shown["status"], shown["articles"]["freshness_ms"], shown["articles"]["verification_needed"]) == (
        "draft", 30000, False
    )  # fmt: skip
    assert shown["areas"][0]["status"] == "closed"
    assert len(shown["areas"][0]["footprint"]["polygon"]["vertices"]) == 3
    assert house.get("/agreements").json() == [shown]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"articles": {"freshness": 1}}, "terms.articles.freshness"),
        ({"articles": {"freshness_ms": -1}}, "terms.articles.freshness_ms"),
        ({"scope": "anything"}, "terms.scope"),
        ({"effective": "soon"}, "terms.effective"),
        ({"parties": ["north"]}, "terms.parties"),
    ],
)
def test_bad_terms_are_refused_where_the_fault_is(house: House, change: dict, where: str) -> None:
    answer = house.post("/agreements", "commander-1", terms=make_terms(**change), datum="WGS84")
    assert answer.status_code == 400
    assert answer.json()["error"]["where"] == where


def test_a_situation_says_how_many_observers_are_missing(house: House) -> None:
    area = {"area": "east", "name": "East", "status": "closed",
            "footprint": {"circle": {"centre": "35.3 40.1", "radius_m": 20000}}}  # fmt: skip
    drafted = house.post("/agreements", "commander-1", terms=make_terms(areas=[area]), datum="WGS84").json()
    shown = house.post(
        "/situations", agreement=drafted["agreement"], area="east", critical=True, population_at_risk=150000,
        observers_there=2, observers_needed=10, text="besieged", lang="en",
    ).json()  # fmt: skip
    situation = shown["areas"][0]["situation"]
    assert [(each["party"], each["short"], each["critical"]) for each in situation] == [("north", 8, True)]


def test_counts_that_do_not_add_up_are_shown(house: House) -> None:
    parts = {"harmed": 4, "no man's land": 7, "unaccounted": 9}
    points = [{"key": "delivered", "text": "seen", "agrees": True}]
    shown = house.post(
        "/assessments", assessment=new_id(), title="Drop", points=points, lang="en",
        counts=[{"what": "pallets", "total": 21, "parts": parts}],
    ).json()  # fmt: skip
    assert [(each["total"], each["sum"], each["adds_up"]) for each in shown["adds_up"]] == [(21, 20, False)]
    assert (shown["agreed"], shown["open"]) == ([], ["delivered"])
    assert house.get("/assessments").json() == [shown]


def test_the_record_is_read_page_by_page(house: House) -> None:
    house.post("/items", item=make_item(), datum="WGS84")
    whole = house.get("/record?limit=1000").json()
    numbers = [entry["number"] for entry in whole["entries"]]
    assert numbers == list(range(1, whole["last"] + 1))
    part = house.get("/record?after=3&limit=2").json()
    assert [entry["number"] for entry in part["entries"]] == [4, 5]
    assert part["last"] == whole["last"]
    item = next(entry for entry in whole["entries"] if entry["kind"] == "local.item")
    assert item["body"]["item"]["name"] == "Survey"
    assert item["text"]
    assert item["real_ms"] is not None


def test_the_record_waits_for_what_comes(house: House) -> None:
    last = house.get("/record").json()["last"]
    headers = {"Authorization": f"Bearer {house.tokens['watch-1']}"}

    async def wait_and_act() -> dict:
        waiting = asyncio.create_task(house.http.get(f"/record?after={last}&wait_ms=20000", headers=headers))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        body = {"id": new_id(), "item": make_item(), "datum": "WGS84"}
        await house.http.post("/items", json=body, headers=headers)
        return cast("dict[str, Any]", (await waiting).json())

    assert house.loop.run(wait_and_act())["entries"][0]["number"] == last + 1


def test_the_stored_picture_is_the_one_the_record_makes(house: House) -> None:
    house.post("/items", item=make_item(), datum="WGS84")
    house.post("/ceases")
    checked = house.get("/picture/check").json()
    assert (checked["equal"], checked["first_difference"]) == (True, None)


def test_a_row_of_the_picture_that_no_entry_made_is_found(house: House) -> None:
    planted = Transaction(picture=(PictureChange("items", "planted", b"{}"),))

    async def plant() -> None:
        await asyncio.to_thread(house.node.store.commit, planted)

    house.loop.run(plant())
    checked = house.get("/picture/check").json()
    assert (checked["equal"], checked["first_difference"]) == (False, {"table": "items", "key": "planted"})


def test_latencies_name_the_cease(house: House) -> None:
    cease = house.post("/ceases").json()["cease"]
    row = next(row for row in house.get("/latency").json() if row["cease"] == cease)
    assert row["alert_readable_real_ms"] >= row["sent_append_real_ms"] > 0


def test_a_message_nobody_sent_cannot_be_acknowledged(house: House) -> None:
    assert refusal(house.post(f"/messages/{'0' * 64}/ack", level="read")) == (404, "unknown")
    assert refusal(house.post("/notes", to=["south"], text="hello", lang="en")) == (409, "no_line")


@pytest.mark.parametrize(
    ("family", "status"),
    [(BadRequest, 400), (NotAllowed, 403), (NotFound, 404), (Stale, 409), (Untrusted, 422), (StoreFailed, 500),
     (Unreachable, 503), (TansiqError, 500)],
)  # fmt: skip
def test_each_family_of_errors_has_its_status_and_all_one_shape(family: type[TansiqError], status: int) -> None:
    error = family("it is so", where="field", advice="do this")
    assert status_of(error) == status
    shape = msgspec.json.decode(msgspec.json.encode(describe(error, lambda hold: hold)))
    assert shape == {
        "error": {"code": family.code, "message": "it is so", "where": "field", "advice": "do this"}
    }  # fmt: skip


def test_a_fault_in_the_program_tells_nothing_of_the_inside() -> None:
    found = as_tansiq_error(ZeroDivisionError("secret inside"))
    assert (found.code, status_of(found)) == ("internal", 500)
    assert "secret" not in found.message + found.advice()


def test_every_reference_of_the_document_leads_somewhere() -> None:
    document = openapi_document()
    text = msgspec.json.encode(document).decode()
    named = set(re.findall(r"#/components/schemas/([\w\-\[\]., ]+?)\"", text))
    assert named
    assert named <= set(document["components"]["schemas"])


def test_every_operation_of_the_document_has_a_name_of_its_own_and_a_summary() -> None:
    operations = [each for verbs in openapi_document()["paths"].values() for each in verbs.values()]
    ids = [each["operationId"] for each in operations]
    assert len(set(ids)) == len(ids)
    assert all(each["summary"] for each in operations)


def test_the_page_of_the_api_says_what_the_table_says() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    rows = [f"| `{route.name}` | {show_roles(route)} | {route.what} |" for route in ROUTES]
    assert [row for row in rows if row not in page] == []


def test_a_console_has_numbers_and_forms_before_it_loses_its_node(house: House) -> None:
    item = house.post("/items", item=make_item(name="Обзор"), datum="WGS84").json()
    found = house.get("/second-path", "observer-1").json()
    everything, one = found["forms"]
    assert (everything["item"], everything["party"], one["item"]) == (None, None, item["item"])
    lines = {line.name: line.text for line in parse_voice(one["text"])}
    assert lines == {"cease": one["id"][:8].upper(), "from": "NORTH", "stop": "ОБЗОР", "item": item["item"][:8].upper()}
    ceased = house.post("/ceases", id=everything["id"]).json()
    assert ceased["cease"] == everything["id"]

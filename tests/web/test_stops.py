"""What stops is answered before the framework, and as the framework would: by path, by errors, by headers."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import httpx
import pytest
from litestar import Litestar

from tansiq.web.stops import MOST_BODY_BYTES
from tests.web.house import House, new_id, refusal

STOPS = pytest.mark.parametrize("path", ["/ceases", "/distresses"])


def shape(answer: httpx.Response) -> tuple[int, dict[str, str]]:
    """Status and headers, of which the length differs with the ids."""
    return answer.status_code, {name: value for name, value in answer.headers.items() if name != "content-length"}


@STOPS
def test_a_stop_is_answered_as_the_framework_answers(house: House, path: str) -> None:
    body = {"id": new_id(), "text": "стоп", "lang": "ru"}
    ours, theirs = house.post(path, **body), house.post(f"{path}/", **body)
    assert shape(ours) == shape(theirs) and ours.status_code == 200
    assert ours.json() == theirs.json()
    assert ours.headers["cache-control"] == "no-store"


@STOPS
def test_nothing_of_the_framework_stands_before_a_stop(
    house: House, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def broken(*_: object) -> None:
        raise AssertionError("the framework was asked")

    monkeypatch.setattr(Litestar, "__call__", broken)
    assert house.post(path, "observer-1").json()["kept"] is True
    assert house.get("/ceases").status_code == 500


@STOPS
@pytest.mark.parametrize("officer", [None, "nobody-s-token"])
def test_a_stop_by_nobody_is_refused_as_the_framework_refuses(house: House, path: str, officer: str | None) -> None:
    ours, theirs = house.post(f"{path}?lang=ru", officer), house.post(f"{path}/?lang=ru", officer)
    assert shape(ours) == shape(theirs) and ours.json() == theirs.json()
    assert refusal(ours) == (401, "not_signed_in")
    assert house.get("/ceases").json() == []


@STOPS
def test_a_query_that_no_route_takes_keeps_nothing_back(house: House, path: str) -> None:
    assert house.post(f"{path}?wait=yes&lang=xx").json()["understood"] is True


def call(house: House, path: str, *events: dict[str, object]) -> list[dict[str, Any]]:
    """A request as a server hands it over, event by event; what is sent back."""
    left, sent = list(events), list[dict[str, Any]]()

    async def receive() -> dict[str, object]:
        await asyncio.sleep(0)
        return left.pop(0)

    async def send(event: dict[str, Any]) -> None:
        sent.append(event)

    token = house.tokens["observer-1"].encode()
    scope = {
        "type": "http",
        "method": "POST",
        "path": f"/api/v1{path}",
        "query_string": b"",
        "headers": [(b"authorization", b"Bearer " + token)],
    }
    house.loop.run(cast(Any, house.app)(scope, receive, send))
    return sent


@STOPS
@pytest.mark.parametrize(
    "events",
    [
        [{"type": "http.request", "body": b'{"id": "', "more_body": True}, {"type": "http.disconnect"}],
        [{"type": "http.request", "body": b" " * MOST_BODY_BYTES, "more_body": True},
         {"type": "http.request", "body": b" ", "more_body": True}],
    ],
    ids=["broken off", "too long"],
)  # fmt: skip
def test_a_stop_whose_body_never_comes_whole_stops_all_that_is_shared(
    house: House, path: str, events: list[dict[str, object]]
) -> None:
    begun, answer = call(house, path, *events)
    assert begun["status"] == 200 and b'"understood":false' in answer["body"]
    assert [row["stands"] for row in house.get("/ceases").json()] == [True]


def test_a_body_in_parts_is_put_together(house: House) -> None:
    id_ = new_id().encode()
    parts: list[dict[str, object]] = [
        {"type": "http.request", "body": b'{"id": "' + id_[:7], "more_body": True},
        {"type": "http.request", "body": id_[7:] + b'"}', "more_body": False},
    ]
    begun, answer = call(house, "/ceases", *parts)
    assert begun["status"] == 200 and b'"cease":"' + id_ in answer["body"] and b'"understood":true' in answer["body"]

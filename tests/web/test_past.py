"""What was known at an earlier instant is what was shown then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from tansiq.base.clock import HandClock, write_instant
from tests.web.house import House, Loop, make_item, make_site, make_volume, refusal
from tests.web.test_two_nodes import read_back
from tests.web.two import Pair

A_SECOND_MS = 1000


@pytest.fixture
def pair(loop: Loop, tmp_path: Path) -> Iterator[Pair]:
    made = Pair(loop, tmp_path)
    made.join()
    made.agree()
    yield made
    made.close()


def now_ms(house: House) -> int:
    return house.node.clock.now_ms()


def move(house: House, at_ms: int) -> None:
    async def go() -> None:
        assert isinstance(house.node.clock, HandClock)
        house.node.clock.move_to(at_ms)

    house.loop.run(go())


def is_quiet(house: House) -> bool:
    async def ask() -> bool:
        assert house.node.control is not None
        return house.node.control.quiet()[0]

    return house.loop.run(ask())


def look(house: House) -> dict[str, Any]:
    """Everything that a page shows now, but for what only a living line knows."""
    shown: dict[str, Any] = {noun: house.get(f"/{noun}").json() for noun in ("items", "ceases", "alerts", "agreements")}
    return without_freshness(shown)


def look_back(house: House, at_ms: int) -> dict[str, Any]:
    shown = house.get(f"/picture?known_at={write_instant(at_ms)}").json()
    assert shown.pop("known_at") == write_instant(at_ms)
    assert shown.pop("number") > 0
    return without_freshness(shown)


def without_freshness(shown: dict[str, Any]) -> dict[str, Any]:
    for item in shown["items"]:
        for answer in item["answers"]:
            answer["fresh_until"] = None
    return shown


def play(pair: Pair) -> Iterator[None]:
    """A run from filing to a cease; after each step everything it brought is there."""
    north, south = pair.north, pair.south
    hazard = {"aircraft_count": 2, "aircraft_type": "An-26", "hazard_to_ground": False}
    volume = make_volume(start="2017-01-18T12:00:00Z", end="2017-01-18T14:00:00Z")
    made = north.post("/items", item=make_item(volumes=[volume], flight=hazard), datum="WGS84").json()
    item, revision = made["item"], made["hash"]
    pair.until(lambda: south.get(f"/items/{item}").status_code == 200)
    yield
    read_back(pair, item, revision, "36.3705 37.5057")
    pair.until(lambda: "readback_mismatch" in str(north.get(f"/items/{item}").json()["holds"]))
    yield
    read_back(pair, item, revision, "36.3705 37.5157")
    south.post(f"/items/{item}/answer", revision=revision, verdict="concur")
    pair.until(lambda: north.get(f"/items/{item}").json()["state"] == "coordinated")
    pair.until(lambda: south.get(f"/items/{item}").json()["state"] == "coordinated")
    yield
    site = make_site(volumes=[make_volume(lower=None, upper=None, start="2017-01-18T12:00:00Z")])
    south.post("/items", item=site, datum="WGS84")
    pair.until(lambda: "withdrawn" in str(north.get(f"/items/{item}").json()["holds"]))
    pair.until(lambda: south.get(f"/items/{item}").json()["owner_says"] == "held")
    yield
    south.post("/ceases", "observer-1", text="стоп", lang="ru")
    pair.until(lambda: north.get("/ceases").json() != [])
    yield


def test_the_past_is_what_was_shown_then_at_both_ends(pair: Pair) -> None:
    seen: list[tuple[int, list[dict[str, Any]]]] = []
    for _ in play(pair):
        pair.until(lambda: all(is_quiet(house) for house in pair.houses))
        seen.append((now_ms(pair.north), [look(house) for house in pair.houses]))
        for house in pair.houses:
            move(house, now_ms(house) + A_SECOND_MS)
    assert len(seen) == 5
    for at_ms, shown in reversed(seen):
        for house, then in zip(pair.houses, shown, strict=True):
            assert look_back(house, at_ms) == then
            assert look_back(house, at_ms + A_SECOND_MS - 1)["ceases"] == then["ceases"]


def test_before_the_first_entry_nothing_was_known(house: House) -> None:
    house.post("/items", item=make_item(), datum="WGS84")
    shown = house.get("/picture?known_at=2016-01-01T00:00:00Z").json()
    assert (shown["number"], shown["items"], shown["agreements"]) == (0, [], [])


def test_the_future_is_not_known(house: House) -> None:
    house.post("/items", item=make_item(), datum="WGS84")
    shown = house.get("/picture?known_at=2030-01-01T00:00:00Z").json()
    assert shown["known_at"] == write_instant(now_ms(house))
    assert shown["items"] == house.get("/items").json()


def test_copies_on_the_way_change_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tansiq.node.keeping.past._MOST_COPIES", 3)
    reader = cast("Any", house.app.state.past)
    reader._step = 2
    shown = []
    for at in range(12):
        house.post("/items", item=make_item(name=f"Survey {at}"), datum="WGS84")
        shown.append((now_ms(house), look(house)))
        move(house, now_ms(house) + A_SECOND_MS)
    for at_ms, then in [*shown, *reversed(shown)]:
        assert look_back(house, at_ms) == then
    assert 0 < len(reader._copies) <= 3


def test_the_record_is_read_backwards_to_its_beginning(house: House) -> None:
    for at in range(5):
        house.post("/items", item=make_item(name=f"Survey {at}"), datum="WGS84")
    whole = house.get("/record").json()["entries"]
    found: list[dict[str, Any]] = []
    before: int | None = house.node.store.record_count() + 1
    while before is not None:
        part = house.get(f"/record?before={before}&limit=4").json()
        assert len(part["entries"]) <= 4
        found, before = found + part["entries"], part["earlier"]
    assert found == whole[::-1]


def test_the_record_is_searched_in_the_asker_s_words_and_in_what_was_sent(house: House) -> None:
    house.post("/items", item=make_item(name="Survey of the bridge"), datum="WGS84")
    house.post("/items", item=make_item(name="Другой"), datum="WGS84")
    house.post("/ceases", text="стоп", lang="ru")

    def kinds(query: str) -> list[str]:
        return [entry["kind"] for entry in house.get(f"/record?{query}").json()["entries"]]

    assert kinds("search=BRIDGE survey") == ["local.standing", "local.item"]
    assert kinds("search=другой&kinds=local.item") == ["local.item"]
    assert kinds("search=СТОП") == ["cease"]
    assert kinds("search=watch-1&kinds=cease,local.item") == ["cease", "local.item", "local.item"]
    assert kinds("search=no such words") == []
    assert kinds("party=south") == []


def test_the_record_as_known_then_ends_there(house: House) -> None:
    house.post("/items", item=make_item(name="First"), datum="WGS84")
    then_ms, count = now_ms(house), house.node.store.record_count()
    move(house, then_ms + A_SECOND_MS)
    house.post("/items", item=make_item(name="Second"), datum="WGS84")
    known = house.get(f"/record?known_at={write_instant(then_ms)}").json()
    assert (known["last"], known["entries"][0]["number"], known["earlier"]) == (count, count, None)


@pytest.mark.parametrize("query", ["/picture?known_at=yesterday", "/record?known_at=2017-01-18T12:00:00"])
def test_an_instant_without_a_zone_is_refused(house: House, query: str) -> None:
    assert refusal(house.get(query))[0] == 400


def test_a_verifier_sees_nothing_of_the_past(house: House) -> None:
    assert refusal(house.get("/picture", "verifier-1")) == (403, "blind_only")

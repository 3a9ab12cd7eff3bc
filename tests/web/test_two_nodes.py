"""Two real nodes on one loop, joined by a real line over their APIs, up to a coordinated activity and a cease."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from tansiq.base.clock import parse_instant
from tansiq.node.keeping.folder import load_identity
from tests.web.house import House, Loop, make_item, make_volume, refusal
from tests.web.two import Pair


@pytest.fixture
def pair(loop: Loop, tmp_path: Path) -> Iterator[Pair]:
    made = Pair(loop, tmp_path)
    yield made
    made.close()


def read_back(pair: Pair, item: str, revision: str, place: str) -> dict:
    elements = [
        {"name": "place", "value": place},
        {"name": "level", "value": "0-3000 M W84"},
        {"name": "times", "value": "2017-01-18T12:00:00Z/2017-01-18T14:00:00Z"},
        {"name": "count", "value": "2"},
    ]
    answer = pair.south.post(f"/items/{item}/readback", revision=revision, elements=elements, datum="WGS84")
    return cast("dict[str, Any]", answer.json())


def test_an_activity_is_read_back_checked_answered_flown_and_stopped(pair: Pair) -> None:
    north, south = pair.north, pair.south
    pair.join()
    pair.agree()
    hazard = {"aircraft_count": 2, "aircraft_type": "An-26", "hazard_to_ground": True}
    volume = make_volume(start="2017-01-18T12:00:00Z", end="2017-01-18T14:00:00Z")
    made = north.post("/items", item=make_item(volumes=[volume], flight=hazard), datum="WGS84").json()
    item, revision = made["item"], made["hash"]
    assert made["told"] == {"south": "full"}
    pair.until(lambda: south.get(f"/items/{item}").status_code == 200)
    names = [element["name"] for element in south.get(f"/items/{item}/elements").json()["elements"]]
    assert names == ["place", "level", "times", "count"]

    # A slip of the tongue is kept, seen at both ends, and holds.
    wrong = read_back(pair, item, revision, "36.3705 37.5057")
    assert wrong["readbacks"][0]["same"] is False
    assert [each["name"] for each in wrong["readbacks"][0]["elements"] if not each["same"]] == ["place"]
    pair.until(lambda: "readback_mismatch" in {hold["code"] for hold in north.get(f"/items/{item}").json()["holds"]})
    early = south.post(f"/items/{item}/answer", revision=revision, verdict="concur")
    assert refusal(early) == (409, "held")
    assert read_back(pair, item, revision, "36.3705 37.5157")["readbacks"][0]["same"] is True

    # Who has read the place back has seen it.
    body = {"revision": revision, "text": "36.3712 37.5160", "datum": "WGS84", "source": "satellite image"}
    assert refusal(south.post(f"/items/{item}/verification", **body))[0] == 403
    outcome = south.post(f"/items/{item}/verification", "verifier-1", **body).json()
    assert outcome["match"] == "match"
    assert 0 < outcome["distance_m"] < outcome["tolerance_m"]

    answered = south.post(f"/items/{item}/answer", revision=revision, verdict="concur").json()
    assert answered["answers"][0]["verdict"] == "concur"
    pair.until(lambda: north.get(f"/items/{item}").json()["state"] == "coordinated")
    seen = north.get(f"/items/{item}").json()
    assert (seen["holds"], seen["answers"][0]["by"]) == ([], "watch-1")
    assert north.post(f"/items/{item}/status", status="active").json()["state"] == "active"
    pair.until(lambda: south.get(f"/items/{item}").json()["state"] == "active")

    ceased = south.post("/ceases", "observer-1", text="стоп", lang="ru").json()
    assert (ceased["suspended"], ceased["told"]) == ([item], ["north"])
    pair.until(lambda: north.get(f"/items/{item}").json()["state"] == "suspended")
    assert north.get("/ceases").json()[0]["text"] == "стоп"

    # Both ends hold the same log, and each picture is what its record makes.
    pair.until(lambda: read_log(north, "south") == read_log(south, "north"))
    for house in pair.houses:
        assert house.get("/picture/check").json()["equal"] is True
    assert refusal(north.get("/log/south", "watch-1")) == (403, "role_not_allowed")


def read_log(house: House, peer: str) -> set[tuple[str, int, str]]:
    """Every envelope of a line by sender, as one end has it."""
    text = house.get(f"/log/{peer}", "auditor-1").text
    rows = [json.loads(line) for line in text.splitlines()]
    assert set(rows[0]["keys"]) == {"north", "south"}
    own = rows[0]["party"]
    envelopes = [row for row in rows[1:] if "raw" in row]
    return {
        (f"{own if row['direction'] == 'out' else peer} {row['chain']}", row["serial"], row["raw"]) for row in envelopes
    }


def test_the_line_key_is_replaced_by_two_and_the_line_stays_up(pair: Pair) -> None:
    north, south = pair.north, pair.south
    pair.join()
    old = north.get("/lines/key").json()["key"]
    assert refusal(north.post("/lines/rotate", "admin", key="0" * 32)) == (409, "key_moved")
    assert refusal(north.post("/lines/rotate", key=old))[0] == 403
    new = north.act_by_two("/lines/rotate", "admin", "admin-2", key=old).json()["key"]
    pair.until(lambda: north.get("/lines/key").json() == {"key": new, "waiting_for": []})
    assert new != old
    # Destroyed only once it is durable that it handed over.
    pair.until(lambda: not (north.node.folder / "keys" / "line.old.seed").exists())
    for house, peer in ((north, "south"), (south, "north")):
        house.post(f"/lines/{peer}/test")
    pair.until(lambda: all(house.get("/lines").json()[0]["last_test"] for house in pair.houses))
    assert [house.get("/lines").json()[0]["state"] for house in pair.houses] == ["up", "up"]
    assert [house.get("/lines").json()[0]["set_aside"] for house in pair.houses] == [0, 0]
    assert load_identity(north.node.folder).key.public.key_id == new


def test_the_steps_of_a_cease_fall_due_by_the_articles_and_a_person_there_is_named(pair: Pair) -> None:
    north, south = pair.north, pair.south
    pair.join()
    pair.agree(articles={"cease_console_ms": 4000, "cease_answer_ms": 20_000, "cease_report_ms": 120_000})
    raised = south.post("/ceases").json()["cease"]
    pair.until(lambda: north.get("/ceases").json() != [])
    for house, end in ((south, "north"), (north, "north")):
        shown = house.get("/ceases").json()[0]
        assert list(shown["clocks"]) == [end]
        began = parse_instant(shown["at"])
        after = {step: parse_instant(due) - began for step, due in shown["clocks"][end].items()}
        assert (after["console"], after["answer"], after["report"]) == (4000, 20_000, 120_000)
        assert (after["escalate"], after["second_path"], after["commander"]) == (60_000, 90_000, 120_000)
    north.post(f"/ceases/{raised}/take")
    pair.until(lambda: south.get("/ceases").json()[0]["taken_there"] != {})
    assert south.get("/ceases").json()[0]["taken_there"]["north"]["by"] == "watch-1"


def test_a_line_says_when_the_peer_was_last_heard(pair: Pair) -> None:
    pair.join()
    before = pair.north.get("/lines").json()[0]["heard_real_ms"]
    pair.until(lambda: pair.north.get("/lines").json()[0]["heard_real_ms"] > before)

"""What people tell one another over the API: two nodes joined by a real line."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.noted import LocalAlert
from tansiq.ledger.verdicts import Readable, SetAside
from tansiq.node.lines.lines import settled
from tansiq.node.receive import set_aside
from tests.web.house import Loop, make_item
from tests.web.two import Pair


@pytest.fixture
def pair(loop: Loop, tmp_path: Path) -> Iterator[Pair]:
    both = Pair(loop, tmp_path)
    both.join()
    yield both
    both.close()


def test_call_of_distress_for_people_on_no_line_is_taken_verified_and_shown_at_both_ends(pair: Pair) -> None:
    told = {"text": "a bus with children", "place": "5 km east", "caller": "clinic", "number": "+90 000 0000"}
    raised = pair.south.post("/distresses", "observer-1", **told).json()
    assert raised["told"] == ["north"]
    pair.until(lambda: pair.north.get("/ceases").json() != [])
    (seen,) = pair.north.get("/ceases").json()
    assert (seen["kind"], seen["cause"], seen["text"]) == ("distress", "distress", told["text"])
    assert {name: seen["call"][name] for name in ("place", "caller", "number")} == {
        name: told[name] for name in ("place", "caller", "number")
    }
    found = {"outcome": "confirmed", "source": "called back"}
    assert pair.north.post(f"/ceases/{raised['cease']}/found", **found).status_code == 200
    pair.until(lambda: pair.south.get("/ceases").json()[0]["call"]["found"] != [])
    assert pair.south.get("/ceases").json()[0]["stands"] is True


def test_call_whose_body_cannot_be_read_is_raised_all_the_same(pair: Pair) -> None:
    answered = pair.south.send("/distresses", b"{not json").json()
    assert (answered["told"], answered["understood"]) == (["north"], False)


def test_question_travels_is_answered_and_its_correction_is_seen(pair: Pair) -> None:
    assert pair.north.post("/queries", to=["south"], text="Where does it end?").json() == {"told": ["south"]}
    pair.until(lambda: pair.south.get("/queries").json() != [])
    (asked,) = pair.south.get("/queries").json()
    sent = pair.entry(pair.north, "query")
    assert pair.north.post(f"/messages/{sent['hash']}/correct", text="Where does it begin?").status_code == 200
    pair.until(lambda: pair.south.get("/queries").json()[0]["text"] == "Where does it begin?")
    assert pair.south.get("/queries").json()[0]["corrected"] is not None
    refused = pair.north.post(f"/messages/{sent['hash']}/correct", title="no title").json()["error"]
    assert (refused["code"], refused["where"]) == ("bad_request", "title")
    answered = pair.south.post(f"/queries/{asked['query']}/reply", text="At the bridge.").json()
    assert answered["reply"]["text"] == "At the bridge."
    pair.until(lambda: pair.north.get("/queries").json()[0]["reply"] is not None)


def test_incident_is_told_protested_and_has_both_accounts(pair: Pair) -> None:
    account = {"title": "Convoy held", "occurred": "2017-02-08T20:11:00Z", "text": "two lorries did not arrive"}
    incident = pair.north.post("/incidents", **account).json()["incident"]
    pair.until(lambda: pair.south.get("/incidents").json() != [])
    sent = pair.entry(pair.south, "incident")
    assert pair.south.post(f"/messages/{sent['hash']}/protest", text="all arrived").status_code == 403
    pair.south.post(f"/messages/{sent['hash']}/protest", "commander-1", text="all arrived")
    pair.until(lambda: pair.north.get("/protests").json() != [])
    pair.south.post("/incidents", incident=incident, **account | {"text": "all arrived"})
    pair.until(lambda: len(pair.north.get("/incidents").json()[0]["accounts"]) == 2)
    texts = [each["text"] for each in pair.north.get("/incidents").json()[0]["accounts"]]
    assert texts == ["two lorries did not arrive", "all arrived"]


def test_position_of_people_is_seen_with_its_age_by_whom_it_is_told(pair: Pair) -> None:
    where = {"subject": "people", "name": "team 2", "place": "36.3705N 37.5157E", "datum": "WGS84", "count": 4}
    assert pair.north.post("/positions", to=["south"], **where).status_code == 200
    pair.until(lambda: pair.south.get("/positions").json() != [])
    (seen,) = pair.south.get("/positions").json()
    assert (seen["party"], seen["name"], seen["count"], seen["age_s"]) == ("north", "team 2", 4, 0)
    assert seen["position"]["lat_deg"] == pytest.approx(36.3705)


def test_what_could_not_be_used_is_shown_as_it_came(pair: Pair) -> None:
    verdict = SetAside(b'{"kind":"weather"}', "malformed", "no such thing", None, Readable(), False, True)
    node = pair.south.node
    seat = node.lines.by_peer[PartyId("north")].seat
    decision = node.kernel.run(lambda desk: set_aside(desk, seat, verdict, may_keep=True))
    pair.loop.run(settled(decision))
    (seen,) = pair.south.get("/set-aside").json()
    assert (seen["raw"], seen["code"], seen["cleared"]) == ('{"kind":"weather"}', "malformed", False)
    assert pair.south.get("/set-aside", "verifier-1").status_code == 403


def test_item_is_acknowledged_by_units_and_the_sender_sees_whom_it_has_not_reached(pair: Pair) -> None:
    pair.agree()
    tree = [{"unit": "wing", "name": "Wing"}, {"unit": "crew-1", "name": "Crew 1", "parent": "wing"}]
    assert pair.south.post("/units", units=tree, to=["north"]).status_code == 403
    pair.south.post("/units", "commander-1", units=tree, to=["north"])
    pair.until(lambda: [each["party"] for each in pair.north.get("/units").json()] == ["south"])
    item = pair.north.post("/items", item=make_item(), datum="WGS84").json()["item"]
    pair.until(lambda: pair.south.get(f"/items/{item}").status_code == 200)
    pair.until(lambda: pair.north.get(f"/items/{item}/reach").json()["parties"][0]["receipt"] is True)
    before = pair.north.get(f"/items/{item}/reach").json()
    assert [each["unit"] for each in before["not_reached"]] == ["crew-1"], "the machine's receipt reaches nobody"
    assert pair.south.post(f"/items/{item}/ack", level="loaded", unit="crew-9").status_code == 404
    pair.south.post(f"/items/{item}/ack", level="loaded", unit="crew-1")
    pair.until(lambda: pair.north.get(f"/items/{item}/reach").json()["not_reached"] == [])
    (party,) = pair.north.get(f"/items/{item}/reach").json()["parties"]
    assert {unit["unit"]: unit["lowest"] for unit in party["units"]} == {"wing": "loaded", "crew-1": "loaded"}
    assert party["units"][1]["by"] == "watch-1"


def test_cease_is_taken_by_anybody_its_maker_hears_and_the_watch_is_handed_over_with_what_is_open(pair: Pair) -> None:
    cease = pair.north.post("/ceases", "observer-1").json()["cease"]
    pair.until(lambda: pair.south.get("/ceases").json() != [])
    assert {each["duty"] for each in pair.south.get("/duties").json()} == {"cease", "report"}
    pair.south.post(f"/duties/{cease}/take", "watch-2")
    assert pair.south.get("/ceases").json()[0]["taken"]["by"] == "watch-2"
    acks = functools.partial(pair.north.get, "/record?kinds=ack")
    pair.until(lambda: [row["author"] for row in acks().json()["entries"]] == ["watch-2"])
    offered = pair.south.post("/handovers", to="watch-2", text="quiet night").json()
    assert {each["kind"] for each in offered["open"]} >= {"report", "standing"}
    accept = f"/handovers/{offered['handover']}/accept"
    assert pair.south.post(accept, hash=offered["hash"]).status_code == 403
    assert pair.south.post(accept, "watch-2", hash="0" * 64).json()["error"]["code"] == "revision_moved"
    assert pair.south.post(accept, "watch-2", hash=offered["hash"]).json()["accepted"] == "watch-2"
    assert [each["officer"] for each in pair.south.get("/watch").json()["on"]] == ["watch-2"]


def test_alert_has_its_priority_is_shelved_for_a_while_and_taken(pair: Pair) -> None:
    node = pair.south.node
    alert = LocalAlert(MessageId("66666666-6666-4666-8666-666666666666"), "probing", PartyId("north"), None, ())
    pair.loop.run(settled(node.kernel.run(lambda desk: desk.note(alert))))
    seen = {each["code"]: each for each in pair.south.get("/alerts").json()}["probing"]
    assert (seen["priority"], seen["sounds"], seen["shelved"]) == ("P3", True, None)
    path = f"/alerts/{alert.alert}"
    assert pair.south.post(f"{path}/shelve", minutes=60, reason="known").json()["sounds"] is False
    assert pair.south.get("/watch").json()["open"][0]["kind"] == "shelved"
    taken = pair.south.post(f"{path}/take", "commander-1").json()
    assert (taken["taken"], taken["ended"]) == ("commander-1", None)

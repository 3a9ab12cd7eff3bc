"""The stream that a page follows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tansiq.base.clock import HandClock
from tansiq.coordination.picture import ItemState
from tansiq.web.ask import Ask
from tansiq.web.live import MOST_ITEMS
from tansiq.web.views import ItemView, show_item
from tansiq.wire.http import Form
from tests.web.house import House, Loop, make_item, make_site, new_id
from tests.web.streams import Port

A_MINUTE = 100
"""Messages in a minute, as the watch floor must bear them."""


@pytest.fixture
def port(house: House) -> Iterator[Port]:
    with Port(house) as opened:
        yield opened


def submit(house: House, count: int) -> list[str]:
    return [
        house.post("/items", item=make_item(name=f"Survey {at}"), datum="WGS84").json()["item"] for at in range(count)
    ]


def test_a_page_is_told_first_everything_then_what_changes(port: Port) -> None:
    (first,) = submit(port.house, 1)
    page = port.follow().start()
    message = page.next()
    assert (message["reset"], message.get("more", False)) == (True, False)
    assert [item["item"] for item in message["items"]] == [first]
    assert message["items"][0] == port.house.get(f"/items/{first}").json()
    assert [entry["number"] for entry in message["entries"]] == list(range(1, port.house.node.store.record_count() + 1))
    (second,) = submit(port.house, 1)
    later = page.until(lambda message: "items" in message)
    assert [item["item"] for item in later["items"]] == [second]
    assert (
        later["entries"][0] == port.house.get(f"/record?after={message['entries'][-1]['number']}").json()["entries"][0]
    )
    assert "reset" not in later


def test_a_picture_of_many_pieces_is_told_once_and_whole(port: Port) -> None:
    ids = submit(port.house, 2 * MOST_ITEMS + 1)
    page = port.follow().start().read_all()
    assert [message.get("reset", False) for message in page.messages] == [True] + [False] * (len(page.messages) - 1)
    told = [item["item"] for message in page.messages for item in message.get("items", ())]
    assert told == ids and len(page.messages) > 2


def test_a_page_hears_something_every_second(port: Port) -> None:
    page = port.follow().start().read_all()
    times = [port.house.loop.loop.time()]
    for _ in range(3):
        message = page.next()
        times.append(port.house.loop.loop.time())
        assert set(message) == {"position", "now"}
    assert all(later - former < 3.0 for former, later in pairwise(times))


def test_a_page_that_was_cut_off_gets_what_it_missed_and_nothing_twice(port: Port) -> None:
    submit(port.house, 3)
    page = port.follow().start().read_all()
    position = page.messages[-1]["position"]
    page.leave()
    missed = submit(port.house, 2)
    again = port.follow(query=f"?after={position}").start()
    message = again.next()
    assert "reset" not in message
    assert [item["item"] for item in message["items"]] == missed
    numbers = [entry["number"] for entry in message["entries"]]
    assert numbers == list(range(int(position.split(".")[2]) + 1, port.house.node.store.record_count() + 1))


@pytest.mark.parametrize("position", ["", "x", "1.2", "feed.1.1", "feed.-1.0", "%E2%80%A6", "%00.1.1"])
def test_a_position_of_another_run_begins_anew(port: Port, position: str) -> None:
    (item,) = submit(port.house, 1)
    message = port.follow(query=f"?after={position}").start().next()
    assert message["reset"] is True
    assert [each["item"] for each in message["items"]] == [item]


def test_a_position_ahead_of_the_record_begins_anew(port: Port) -> None:
    run = port.house.node.run.run
    assert port.follow(query=f"?after={run}.0.999999").start().next()["reset"] is True
    assert port.follow(query=f"?after={run}.999999.0").start().next()["reset"] is True


def test_a_cease_is_told_before_what_waits(port: Port) -> None:
    page = port.follow("observer-1").start().read_all()
    ceased = port.house.post("/ceases", "observer-1").json()["cease"]
    message = page.until(lambda message: message.get("ceases") is not None)
    assert [(cease["cease"], cease["stands"]) for cease in message["ceases"]] == [(ceased, True)]


def test_a_cease_that_the_disk_refuses_is_told_all_the_same(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    page = port.follow().start().read_all()
    monkeypatch.setattr(port.house.node.kernel.store, "submit", lambda *_: None)
    port.house.loop.loop.call_soon_threadsafe(lambda: None)
    ceased = new_id()
    assert port.house.post("/ceases", id=ceased).json()["kept"] is False
    message = page.until(lambda message: message.get("ceases") is not None)
    assert message["ceases"][0]["cease"] == ceased


def test_each_page_reads_it_in_its_own_language(port: Port) -> None:
    pages = {lang: port.follow(query=f"?lang={lang}").start().read_all() for lang in ("en", "ar", "ru", "tr")}
    submit(port.house, 1)
    texts = {
        lang: page.until(lambda message: "entries" in message)["entries"][0]["text"] for lang, page in pages.items()
    }
    assert len(set(texts.values())) == 4
    for lang, text in texts.items():
        assert text in {entry["text"] for entry in port.house.get(f"/record?lang={lang}").json()["entries"]}


def test_an_item_changes_by_time_alone(port: Port) -> None:
    site = port.house.post("/items", item=make_site(), datum="WGS84").json()["item"]
    page = port.follow().start().read_all()
    clock = port.house.node.clock
    assert isinstance(clock, HandClock)
    port.house.loop.loop.call_soon_threadsafe(clock.move_to, clock.now_ms() + 60 * 86_400_000)
    changed = page.until(lambda message: "items" in message)["items"]
    assert [(item["item"], item["state"]) for item in changed] == [(site, "ended")]


def test_a_list_that_changed_is_named(port: Port) -> None:
    page = port.follow("commander-1").start().read_all()
    port.house.post("/officers", "admin", name="watch-3", role="watch", lang="ru")
    assert page.until(lambda message: "changed" in message)["changed"] == ["pending"]


def test_a_verifier_sees_no_place(port: Port) -> None:
    submit(port.house, 2)
    page = port.follow("verifier-1").start().read_all()
    submit(port.house, 1)
    port.house.post("/ceases")
    page.until(lambda message: bool(message.get("ceases")))
    assert all(not {"items", "entries", "skipped"} & set(message) for message in page.messages)
    assert "36.3705" not in str(page.messages)


def test_the_stream_ends_with_its_session(port: Port) -> None:
    page = port.follow("watch-2").start().read_all()
    port.house.post("/session/lock", "watch-2")
    assert page.until(lambda message: "ended" in message)["ended"] == "session"
    assert page.next() == {}


def test_the_stream_says_that_the_node_goes_down(port: Port) -> None:
    page = port.follow().start().read_all()
    port.house.loop.loop.call_soon_threadsafe(port.house.app.state.end_streams)
    assert page.until(lambda message: "ended" in message)["ended"] == "node"


@pytest.mark.parametrize(("officer", "status"), [("nobody", 401), ("admin", 200)])
def test_only_who_is_signed_in_may_follow(port: Port, officer: str, status: int) -> None:
    assert f" {status} " in port.follow(officer).head


def test_what_is_not_taken_is_refused(port: Port) -> None:
    assert " 400 " in port.follow(query="?since=5").head
    assert " 400 " in port.follow(query="?lang=xx").head


def test_a_node_serves_so_many_pages_and_no_more(port: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tansiq.web.live.MOST_CONSOLES", 2)
    first, _ = port.follow().start(), port.follow().start()
    assert " 503 " in port.follow().head
    first.leave()
    for _ in range(100):
        if " 200 " in port.follow().head:
            return
    raise AssertionError("the place of a page that left is free again")


def test_a_page_that_reads_slowly_gets_everything_once_and_holds_nobody_up(port: Port) -> None:
    slow, quick = port.follow(), port.follow().start().read_all()
    items = submit(port.house, A_MINUTE)
    last = port.house.node.store.record_count()
    quick.until(lambda message: message["position"].endswith(f".{last}") and not message.get("more"))
    slow.start()
    slow.until(lambda message: message["position"].endswith(f".{last}") and not message.get("more"))
    for page in (quick, slow):
        numbers = [entry["number"] for message in page.messages for entry in message.get("entries", ())]
        assert numbers == list(range(1, last + 1))
        known = page.known("items", "item")
        assert set(known) == set(items)
        assert known == {item["item"]: item for item in port.house.get("/items").json()}


def test_many_pages_are_told_the_same_and_it_is_rendered_once_a_language(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [port.follow(query=f"?lang={('en', 'ar')[at % 2]}").start().read_all() for at in range(20)]
    rendered: list[str] = []

    def show(ask: Ask[Form], state: ItemState) -> ItemView:
        rendered.append(ask.lang)
        return show_item(ask, state)

    monkeypatch.setattr("tansiq.web.live.show_item", show)
    (item,) = submit(port.house, 1)
    for page in pages:
        assert [each["item"] for each in page.until(lambda message: "items" in message)["items"]] == [item]
    assert sorted(set(rendered)) == ["ar", "en"]
    assert len(rendered) == 2


def test_after_a_restart_the_session_is_good_and_the_stream_begins_anew(loop: Loop, tmp_path: Path) -> None:
    house = House(loop, tmp_path / "north")
    house.staff()
    (item,) = submit(house, 1)
    with Port(house) as port:
        position = port.follow().start().read_all().messages[-1]["position"]
        port.house.loop.loop.call_soon_threadsafe(port.house.app.state.end_streams)
    house.close()
    house.open()
    with Port(house) as port:
        message = port.follow(query=f"?after={position}").start().next()
        assert message["reset"] is True
        assert [each["item"] for each in message["items"]] == [item]
    house.close()

"""A party of another make, written from the documents alone, on a line with a real node."""

from __future__ import annotations

import ast
import asyncio
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.web import stranger as made_from_the_page
from tests.web.house import NOON_MS, House, Loop
from tests.web.stranger import Stranger


@pytest.fixture
def house(loop: Loop, tmp_path: Path) -> Iterator[House]:
    made = House(loop, tmp_path / "north")
    made.staff()
    yield made
    made.close()


def pair(house: House, stranger: Stranger) -> None:
    """As the page says: hashes, offers, the words by voice, two persons at the node's end."""
    commitment, offer = stranger.offer()
    begun = house.post("/lines/pairings", "admin", addresses=[]).json()
    path = f"/lines/pairings/{begun['pairing']}"
    theirs = house.post(f"{path}/commitment", "admin", commitment=commitment).json()["offer"]
    told = house.post(f"{path}/offer", "admin", offer=offer).json()
    words = stranger.take_offer(theirs, begun["commitment"])
    if told["role"] == "reader":
        assert told["phrase"] == words.split()
    else:
        assert house.post(f"{path}/phrase", "admin", phrase=words.split()).json()["matched"] is True
    confirmed = house.act_by_two(f"{path}/confirm", "admin", "admin-2").json()
    assert confirmed["line"] == stranger.line


def test_the_stranger_is_made_of_the_documents_alone() -> None:
    text = Path(made_from_the_page.__file__).read_text(encoding="utf-8")
    nodes = list(ast.walk(ast.parse(text)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert [name for name in names if name.startswith(("tansiq", "tests", "."))] == []


@pytest.mark.parametrize("party", ["alfa", "zulu"])
def test_a_party_of_another_make_pairs_sends_takes_and_stops(house: House, party: str) -> None:
    stranger = Stranger(party, now_ms=NOON_MS)
    port = house.loop.run(house.node.start("127.0.0.1", 0))
    pair(house, stranger)
    cease = str(uuid.uuid4())

    async def talk() -> None:
        async with stranger.connected(port) as ws:
            await ws.send(stranger.pairing_message())
            await ws.send(stranger.message("note", {"text": "from another make", "text_lang": "en"}))
            await stranger.until(lambda: stranger.receipted["ordinary"] == 2)
            body = {"cease": cease, "cause": "officer", "told": ["north"], "text": "dur", "text_lang": "tr"}
            await ws.send(stranger.message("cease", body, precedence="FLASH"))
            await stranger.until(lambda: stranger.receipted["urgent"] == 1)
            answer = await asyncio.to_thread(house.post, "/notes", to=[party], text="back to you")
            assert answer.status_code == 200, answer.text
            await stranger.until(lambda: any(said["kind"] == "note" for said in stranger.taken))

    # In a thread of its own: a browser that tests before this one opened keeps a loop running in the main thread.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, talk()).result()
    assert stranger.taken[0]["kind"] == "key_change"
    assert stranger.taken[0]["body"]["offers"] == stranger.offers
    assert [said["body"]["text"] for said in stranger.taken if said["kind"] == "note"] == ["back to you"]
    entries: list[dict[str, Any]] = house.get("/record").json()["entries"]
    assert [each["body"]["text"] for each in entries if each["kind"] == "note" and each["source"] == party] == [
        "from another make"
    ]
    assert [each["cease"] for each in house.get("/ceases").json() if each["stands"]] == [cease]
    assert house.get("/lines").json()[0]["set_aside"] == 0

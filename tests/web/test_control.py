"""The hand on the clock: for exercises only, behind its token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from tansiq.web.control import HEADER, NotAnExercise, create_control_app
from tests.web.house import NOON_MS, House, Loop, refusal

TOKEN = "the-control-token"


class Hand:
    def __init__(self, house: House) -> None:
        self.house = house
        transport = httpx.ASGITransport(
            app=cast(Any, create_control_app(house.node, TOKEN)), raise_app_exceptions=False
        )
        self.http = httpx.AsyncClient(transport=transport, base_url="http://control", headers={HEADER: TOKEN})

    def post(self, path: str, **body: object) -> httpx.Response:
        return self.house.loop.run(self.http.post(path, json=body))

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.house.loop.run(self.http.get(path, headers=headers))


@pytest.fixture
def hand(house: House) -> Iterator[Hand]:
    made = Hand(house)
    yield made
    house.loop.run(made.http.aclose())


def test_the_clock_moves_on_and_never_back(hand: Hand) -> None:
    assert hand.post("/clock", now_ms=NOON_MS + 1000).json() == {"now_ms": NOON_MS + 1000}
    assert hand.house.node.clock.now_ms() == NOON_MS + 1000
    assert refusal(hand.post("/clock", now_ms=NOON_MS)) == (400, "bad_request")
    assert hand.house.node.clock.now_ms() == NOON_MS + 1000


def test_nothing_moves_without_the_token(hand: Hand) -> None:
    assert refusal(hand.get("/quiet", **{HEADER: "another"})) == (401, "not_signed_in")


def test_a_node_without_lines_is_soon_quiet(hand: Hand) -> None:
    assert hand.post("/beat").json() == {"heard": True}
    assert hand.post("/judge").status_code == 200
    assert hand.get("/quiet").json() == {"quiet": True, "waiting": {}}


def test_a_real_node_has_no_control_port(loop: Loop, tmp_path: Path) -> None:
    real = House(loop, tmp_path / "real", exercise=False)
    with pytest.raises(NotAnExercise):
        create_control_app(real.node, TOKEN)
    real.close()

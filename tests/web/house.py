"""A real node in a folder of its own, on a loop of its own, asked over its API without a socket."""

from __future__ import annotations

import asyncio
import os
import threading
import uuid
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx

from tansiq.base.ids import PartyId
from tansiq.node.keeping.folder import init_folder, open_folder
from tansiq.node.kernel import MACHINE_AUTHOR
from tansiq.node.lines.lines import settled
from tansiq.node.node import Node
from tansiq.node.staff.roles import Role
from tansiq.store.sqlite import SqliteStore
from tansiq.web.app import create_app

T = TypeVar("T")
NOON_MS = 1_484_740_800_000
"""2017-01-18T12:00:00Z."""
WALL_MS = 1_760_000_000_000
OWN_SECRET = "a-secret-of-one's-own"
OFFICERS = {
    "admin": Role.ADMINISTRATOR,
    "admin-2": Role.ADMINISTRATOR,
    "watch-1": Role.WATCH,
    "watch-2": Role.WATCH,
    "commander-1": Role.COMMANDER,
    "commander-2": Role.COMMANDER,
    "verifier-1": Role.VERIFIER,
    "observer-1": Role.OBSERVER,
    "auditor-1": Role.AUDITOR,
}


def new_id() -> str:
    return str(uuid.uuid4())


class Loop:
    """An event loop in a thread, for tests written in a row."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(10)
        self.loop.close()


class House:
    """A node with an officer of every role."""

    def __init__(self, loop: Loop, folder: Path, *, party: str = "north", exercise: bool = True) -> None:
        self.loop, self.folder = loop, folder
        init_folder(
            folder,
            party=PartyId(party),
            name=party.title(),
            lang="en",
            exercise=exercise,
            start_ms=NOON_MS,
            wall_ms=WALL_MS,
            random_bytes=os.urandom,
        )
        self.tokens: dict[str, str] = {}
        self.open()

    def open(self) -> None:
        self.loop.run(self._open())

    async def _open(self) -> None:
        loop = asyncio.get_running_loop()
        config, identity = open_folder(self.folder)
        store = SqliteStore(self.folder, deliver=loop.call_soon_threadsafe, reserve_bytes=0)
        self.node = Node(self.folder, config, identity, store)
        self.app = create_app(self.node)
        # httpx gives errors of the program to the caller; here they are answered as in the open.
        transport = httpx.ASGITransport(app=cast(Any, self.app), raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://node/api/v1")

    def staff(self) -> None:
        """Give every officer a secret of their own and a session."""
        self.loop.run(self._staff())

    async def _staff(self) -> None:
        officers = self.node.officers
        for name, role in OFFICERS.items():
            decision = await officers.add(name, role, "en", by=MACHINE_AUTHOR)
            await settled(decision)
            session = await officers.sign_in(name, decision.value)
            await settled(session)
            await settled(await officers.change_secret(session.value.token, decision.value, OWN_SECRET))
            self.tokens[name] = session.value.token

    def get(self, path: str, officer: str | None = "watch-1") -> httpx.Response:
        return self.loop.run(self.http.get(path, headers=self._headers(officer)))

    def post(self, path: str, officer: str | None = "watch-1", /, **body: object) -> httpx.Response:
        return self.loop.run(self.http.post(path, json={"id": new_id(), **body}, headers=self._headers(officer)))

    def post_session(self, officer: str, secret: str) -> httpx.Response:
        return self.loop.run(self.http.post("/session", json={"officer": officer, "secret": secret}))

    def send(self, path: str, raw: bytes, officer: str | None = "watch-1") -> httpx.Response:
        return self.loop.run(self.http.post(path, content=raw, headers=self._headers(officer)))

    def act_by_two(self, path: str, first: str, second: str, /, **body: object) -> httpx.Response:
        waiting = self.post(path, first, **body)
        assert waiting.status_code == 202, waiting.text
        return self.post(f"/pending/{waiting.json()['pending']}/release", second)

    def close(self) -> None:
        self.loop.run(self.http.aclose())
        self.loop.run(self.node.stop())

    def _headers(self, officer: str | None) -> dict[str, str]:
        return {} if officer is None else {"Authorization": f"Bearer {self.tokens.get(officer, officer)}"}


def refusal(response: httpx.Response) -> tuple[int, str]:
    """Status and code of an error, whose shape is checked."""
    error = response.json()["error"]
    assert set(error) - {"holds"} == {"code", "message", "where", "advice"}
    assert error["message"]
    assert error["advice"]
    return response.status_code, error["code"]


def make_volume(**changes: object) -> dict[str, object]:
    return {
        "footprint": {"circle": {"centre": "36.3705 37.5157", "radius_m": 5000}},
        "lower": {"value": 0, "unit": "M", "reference": "W84"},
        "upper": {"value": 3000, "unit": "M", "reference": "W84"},
        "start": "2017-01-19T09:00:00Z",
        "end": "2017-01-19T10:00:00Z",
        **changes,
    }


def make_item(**changes: object) -> dict[str, object]:
    return {
        "kind": "activity",
        "name": "Survey",
        "volumes": [make_volume()],
        "flight": {"aircraft_count": 2, "aircraft_type": "An-26", "hazard_to_ground": False},
        **changes,
    }


def make_site(**changes: object) -> dict[str, object]:
    return {
        "kind": "protected_site",
        "name": "Hospital",
        "volumes": [make_volume(lower=None, upper=None, end="2017-03-01T00:00:00Z")],
        "site": {"category": "hospital", "buffer_m": 500, "evidence": "visited"},
        **changes,
    }


def make_terms(**changes: object) -> dict[str, object]:
    return {
        "title": "Flight safety",
        "parties": ["north", "south"],
        "scope": "flight_safety",
        "areas": [],
        "effective": "2017-01-01T00:00:00Z",
        **changes,
    }

"""Two real nodes on one loop, joined by a real line over their APIs."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.web.house import House, Loop, make_terms

PATIENCE_S = 20.0


class Pair:
    """North and South with a line."""

    def __init__(self, loop: Loop, folder: Path) -> None:
        self.loop = loop
        self.north, self.south = House(loop, folder / "north"), House(loop, folder / "south", party="south")
        self.houses = (self.north, self.south)
        self.ports = []
        for house in self.houses:
            house.staff()
            self.ports.append(loop.run(house.node.start("127.0.0.1", 0)))

    def join(self) -> None:
        """Pair as people do: exchange commitments, then offers; one reads, the other types; two confirm at each end."""
        begun = [
            house.post("/lines/pairings", "admin", addresses=[f"wss://127.0.0.1:{port}"]).json()
            for house, port in zip(self.houses, self.ports, strict=True)
        ]
        paths = [f"/lines/pairings/{each['pairing']}" for each in begun]
        offers = [
            house.post(f"{paths[at]}/commitment", "admin", commitment=begun[1 - at]["commitment"]).json()
            for at, house in enumerate(self.houses)
        ]
        told = [
            house.post(f"{paths[at]}/offer", "admin", offer=offers[1 - at]["offer"]).json()
            for at, house in enumerate(self.houses)
        ]
        reader = next(at for at, each in enumerate(told) if each["role"] == "reader")
        assert told[1 - reader]["phrase"] is None
        typed = self.houses[1 - reader].post(f"{paths[1 - reader]}/phrase", "admin", phrase=told[reader]["phrase"])
        assert typed.json()["matched"] is True
        for at, house in enumerate(self.houses):
            house.act_by_two(f"{paths[at]}/confirm", "admin", "admin-2")
        for house in self.houses:
            self.until(functools.partial(_is_up, house))

    def agree(self, **changes: object) -> None:
        """An agreement in force; changes are of its terms."""
        terms = make_terms(**changes)
        agreement = self.north.post("/agreements", "commander-1", terms=terms, datum="WGS84").json()["agreement"]
        self.north.act_by_two(f"/agreements/{agreement}/offer", "commander-1", "commander-2")

        def status_at(house: House) -> str:
            rows = house.get("/agreements").json()
            return next((row["status"] for row in rows if row["agreement"] == agreement), "")

        self.until(lambda: status_at(self.south) != "")
        self.south.act_by_two(f"/agreements/{agreement}/sign", "commander-1", "commander-2")
        self.until(lambda: status_at(self.north) == "in_force")

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what travels; fails with the condition's own line if it never comes."""

        async def pause() -> None:
            await asyncio.sleep(0.02)

        for _ in range(int(PATIENCE_S / 0.02)):
            if is_so():
                return
            self.loop.run(pause())
        raise AssertionError("it never came")

    def entry(self, house: House, kind: str) -> dict[str, Any]:
        """The first of its kind in a record, which has what is durable: a moment after the picture shows it."""

        def find() -> list[dict[str, Any]]:
            entries: list[dict[str, Any]] = house.get("/record").json()["entries"]
            return [each for each in entries if each["kind"] == kind]

        self.until(lambda: find() != [])
        return find()[0]

    def close(self) -> None:
        for house in self.houses:
            house.close()


def _is_up(house: House) -> bool:
    """Fresh too: what is coordinated only then is judged again when time passes, and here it stands still."""
    lines = house.get("/lines").json()
    return [(line["state"], line["fresh_until"] is not None) for line in lines] == [("up", True)]

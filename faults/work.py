"""What the officers of one party do while everything breaks: notes in number, and every kind of order.

Each write is kept with its id and what came of it. A write whose answer was lost is sent again under its id until it
is answered: whatever was said to be done must be in the record, once.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from faults.breaking import Breaker
from faults.client import NoAnswer, Reply, draw_id
from faults.house import PARTIES, START_MS, Party, act_by_two
from faults.plan import WORK_S

PLACES = ("36.3705 37.5157", "35.2854 40.1756", "33.5100 38.6200", "35.9300 36.6300", "34.7300 36.7100")
"""Far apart: what stands at two of them never conflicts."""
WINDOWS = ((6, 8), (8, 10))
"""Hours from the beginning; the second begins where the first ends."""
STEP_S = 0.04
MOST_ITEMS = 10
MOST_ANSWERS = 4
AGAIN_S = 0.05
ORDERS = {
    "submit": 12, "answer": 24, "protect": 2, "amend": 3, "cancel": 2, "doubt": 2, "status": 6, "release": 2,
    "cease": 1.5, "take": 1, "executed": 1, "resume": 12, "resolve": 3, "test": 1, "note_stop": 0.1,
}  # fmt: skip
KEPT_FROM = "kept-from-"
"""Begins the words that a party must never get; the party's name follows."""


@dataclass(slots=True)
class Said:
    """What a party's officers were told is done."""

    notes: dict[str, bool] = field(default_factory=dict)
    """By text; False: the answer was given up, so it may be done or not."""
    ceases: dict[str, float] = field(default_factory=dict)
    """By id; when the answer came, s since 1970."""
    items: set[str] = field(default_factory=set)
    refusals: Counter[str] = field(default_factory=Counter)
    orders: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    """Answers that no fault excuses."""


class Officers:
    """The officers of one party, by one seed."""

    def __init__(self, party: Party, breaker: Breaker, seed: int) -> None:
        self.party = party.name
        self._party = party
        self._others = [name for name in PARTIES if name != party.name]
        self._breaker = breaker
        self._random = Random(f"{seed} {party.name}")
        self._items: list[dict[str, Any]] = []
        self.said = Said()

    async def write_notes(self, writer: int, many: int) -> None:
        """Notes to both others, as fast as they are taken."""
        for number in range(many):
            text = f"{self._party.name} {writer} {number}"
            body = {"id": draw_id(self._random), "to": self._others, "text": text}
            self.said.notes[text] = False
            reply = await self._insist("/notes", "watch-1", body)
            self.said.notes[text] = reply is not None and reply.is_good
            await asyncio.sleep(WORK_S / many / 2)

    async def give_orders(self) -> None:
        """One order after the other, for as long as work lasts."""
        end_s = asyncio.get_running_loop().time() + WORK_S
        while asyncio.get_running_loop().time() < end_s:
            kind = self._random.choices(list(ORDERS), list(ORDERS.values()))[0]
            with contextlib.suppress(NoAnswer, LookupError):
                if self._random.random() < 0.5 or not self._items:
                    self._items = await self._party.client.get("/items")
                await getattr(self, f"_{kind}")()
                self.said.orders[kind] += 1
            await asyncio.sleep(STEP_S * self._random.random())

    async def bring_in_order(self) -> None:
        """What officers do once the storm is over: agree to resume what was stopped, and answer whatever waits."""
        self._items = await self._party.client.get("/items")
        for cease in await self._party.client.get("/ceases"):
            if cease["stands"]:
                await self._agree_to_resume(cease)
        for item in self._list_unanswered():
            await self._give_answer(item, "concur")

    # Sending

    async def _insist(self, path: str, officer: str, body: dict[str, Any]) -> Reply | None:
        """Send until it is answered; None where it no longer may be sent again."""
        restored = self._breaker.restored[self._party.name]
        while True:
            if restored != self._breaker.restored[self._party.name]:
                return None  # the answer that was given is lost with the record: sent again it would be another
            try:
                reply = await self._party.client.ask("POST", path, officer, body)
            except NoAnswer:
                await asyncio.sleep(AGAIN_S)
                continue
            if reply.status < 500:
                return self._note(path, reply)
            self._note(path, reply)
            await asyncio.sleep(AGAIN_S)

    async def _try(self, path: str, officer: str = "watch-1", /, **body: object) -> Reply:
        """Send once; what comes of it is counted."""
        reply = await self._party.client.ask("POST", path, officer, {"id": draw_id(self._random), **body})
        return self._note(path, reply)

    def _note(self, path: str, reply: Reply) -> Reply:
        if not reply.is_good:
            code = reply.code
            self.said.refusals[code] += 1
            if reply.status == 500 and code not in {"disk_full", "store_fenced", "store_failed"}:
                self.said.broken.append(f"{self._party.name} {path}: {reply.raw[:300]!r}")
        return reply

    # Orders

    def _choose(self, **wanted: object) -> dict[str, Any]:
        found = [item for item in self._items if all(item[key] == value for key, value in wanted.items())]
        return self._random.choice(found)

    def _mine(self, kind: str = "activity") -> dict[str, Any]:
        return self._choose(owner=self._party.name, kind=kind)

    def _theirs(self) -> dict[str, Any]:
        return self._choose(owner=self._random.choice(self._others), kind="activity")

    def _volume(self, radius_m: int) -> dict[str, object]:
        start, end = self._random.choice(WINDOWS)
        begin = datetime.fromtimestamp(START_MS / 1000, UTC)
        return {
            "footprint": {"circle": {"centre": self._random.choice(PLACES), "radius_m": radius_m}},
            "lower": {"value": 0, "unit": "M", "reference": "W84"},
            "upper": {"value": 3000, "unit": "M", "reference": "W84"},
            "start": (begin + timedelta(hours=start)).isoformat(),
            "end": (begin + timedelta(hours=end)).isoformat(),
        }

    def _activity(self) -> dict[str, object]:
        return {
            "kind": "activity",
            "name": f"Flight {self._random.randrange(1000)}",
            "volumes": [self._volume(5000)],
            "flight": {
                "aircraft_count": 2, "aircraft_type": "An-26", "hazard_to_ground": self._random.random() < 0.5,
            },
        }  # fmt: skip

    async def _submit(self) -> None:
        if len(self._items) < MOST_ITEMS * len(PARTIES):
            item = draw_id(self._random)
            self.said.items.add(item)
            await self._insist("/items", "watch-1", {
                "id": draw_id(self._random), "item": {**self._activity(), "item": item}, "datum": "WGS84",
            })  # fmt: skip

    async def _protect(self) -> None:
        """Something of ours that is in the way; one of the others may not know of it, or not all of it."""
        kind = self._random.choice(("own_force_area", "protected_site", "no_go_area"))
        disclosures = {name: self._random.choice(("full", "coarse", "withheld")) for name in self._others}
        kept = " ".join(f"{KEPT_FROM}{name}" for name, how in disclosures.items() if how != "full")
        item: dict[str, object] = {"kind": kind, "name": f"Place {kept}".strip(), "volumes": [self._volume(800)]}
        if kind == "protected_site":
            item["site"] = {"category": "hospital", "buffer_m": 300, "evidence": f"visited {kept}"}
        await self._try("/items", item=item, datum="WGS84", disclosures=disclosures)

    async def _answer(self) -> None:
        found = self._list_unanswered()
        for item in self._random.sample(found, min(len(found), MOST_ANSWERS)) or [self._theirs()]:
            await self._give_answer(item, self._random.choices(("concur", "cannot"), (9, 1))[0])

    def _list_unanswered(self) -> list[dict[str, Any]]:
        return [
            item
            for item in self._items
            if item["owner"] != self._party.name
            and item["kind"] == "activity"
            and not any(self._is_answer_to(item, each) for each in item["answers"])
        ]

    def _is_answer_to(self, item: dict[str, Any], answer: dict[str, Any]) -> bool:
        return answer["party"] == self._party.name and answer["revision"] == item["hash"] and not answer["withdrawn"]

    async def _give_answer(self, item: dict[str, Any], verdict: str) -> None:
        await self._try(f"/items/{item['item']}/answer", revision=item["hash"], verdict=verdict)

    async def _amend(self) -> None:
        item = self._mine()
        await self._try(f"/items/{item['item']}/amend", item=self._activity(), datum="WGS84")

    async def _cancel(self) -> None:
        await self._try(f"/items/{self._mine()['item']}/cancel")

    async def _release(self) -> None:
        item = self._mine()
        old = [each["hash"] for each in item["revisions"] if each["live"] and each["hash"] != item["hash"]]
        await self._try(f"/items/{item['item']}/release", revision=self._random.choice(old))

    async def _doubt(self) -> None:
        item = self._theirs()
        revision = item["hash"] if self._random.random() < 0.7 else None
        await self._try(f"/items/{item['item']}/doubt", revision=revision, text="not sure")

    async def _status(self) -> None:
        ready = [item for item in self._items if item["owner"] == self._party.name and item["state"] == "coordinated"]
        item = self._random.choice(ready) if ready else self._mine()
        status = "active" if item["state"] == "coordinated" else "ended"
        await self._try(f"/items/{item['item']}/status", status=status)

    async def _cease(self) -> None:
        """Press it, and press again until it is known to be taken: it is answered whatever the disk does."""
        cease = draw_id(self._random)
        items = [self._random.choice(self._items)["item"]] if self._items and self._random.random() < 0.95 else []
        restored = self._breaker.restored[self._party.name]
        while restored == self._breaker.restored[self._party.name]:
            try:
                reply = await self._party.client.ask(
                    "POST", "/ceases", "watch-2", {"id": cease, "items": items, "text": "stop"}
                )
            except NoAnswer:
                await asyncio.sleep(AGAIN_S)
                continue
            if reply.is_good:
                self.said.ceases[cease] = time.time()
            else:
                self.said.broken.append(f"I4: {self._party.name} refused a cease: {reply.status} {reply.raw[:300]!r}")
            return

    async def _ceases(self) -> dict[str, Any]:
        standing = [each for each in await self._party.client.get("/ceases") if each["stands"]]
        found: dict[str, Any] = self._random.choice(standing)
        return found

    async def _take(self) -> None:
        await self._try(f"/ceases/{(await self._ceases())['cease']}/take")

    async def _executed(self) -> None:
        cease = await self._ceases()
        await self._try(f"/ceases/{cease['cease']}/executed", taken=cease["at"], executed=cease["at"])

    async def _resume(self) -> None:
        await self._agree_to_resume(await self._ceases())

    async def _agree_to_resume(self, cease: dict[str, Any]) -> None:
        with contextlib.suppress(AssertionError):
            await act_by_two(self._party.client, f"/ceases/{cease['cease']}/resume", ("commander-1", "commander-2"))

    async def _resolve(self) -> None:
        mine, theirs = self._mine(), self._theirs()
        first, second = sorted((mine["hash"], theirs["hash"]))
        await self._try("/resolutions", "commander-1", first=first, second=second, terms="by height", lang="en")

    async def _test(self) -> None:
        await self._try(f"/lines/{self._random.choice(self._others)}/test", human=True)

    async def _note_stop(self) -> None:
        await self._try("/notes", to=[self._random.choice(self._others)], text="Stop now, stop everything.")

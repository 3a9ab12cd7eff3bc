"""What a party had bound itself to and knew to be in the way, told from its record alone, entry by entry.

Written anew from the rules of the design, to be compared with what the nodes did; nothing of what decides in them is
used. It knows of geometry no more than this campaign's items need: circles, far apart or over one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt
from typing import Any

from faults.evidence import Entry

EARTH_M = 6_371_000.0
MOVEMENTS = {"activity", "transit"}


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an item."""

    hash: str
    item: str
    owner: str
    kind: str
    volumes: tuple[Mapping[str, Any], ...]
    buffer_mm: int

    @property
    def is_movement(self) -> bool:
        """Whether it flies."""
        return self.kind in MOVEMENTS


@dataclass(slots=True)
class Concur:
    """One party's latest answer to a revision, as a record has it."""

    is_concur: bool
    is_withdrawn: bool = False
    is_held: bool = False


@dataclass(slots=True)
class Book:
    """A party's knowledge after some of its record."""

    party: str
    revisions: dict[str, Revision] = field(default_factory=dict)
    current: dict[str, str] = field(default_factory=dict)
    """Of each item."""
    released: set[str] = field(default_factory=set)
    """Revisions that bind nobody any more."""
    own_exact: set[str] = field(default_factory=set)
    """Own items that the record has as entered, not only as told."""
    answers: dict[tuple[str, str], Concur] = field(default_factory=dict)
    """By revision and party."""
    signed: dict[frozenset[str], set[str]] = field(default_factory=dict)
    """Who signed that two revisions may stand side by side."""
    resumed: dict[str, set[str]] = field(default_factory=dict)
    """Who signed that a cease no longer stands."""

    def take(self, entry: Entry) -> None:
        """Go one entry on."""
        body = entry.body
        match entry.kind:
            case "local.item":
                self.own_exact.add(body["item"]["id"])
                self._learn(body["hash"], body["item"])
            case "notify" | "amend":
                if entry.source != self.party or body["item"]["id"] not in self.own_exact:
                    self._learn(entry.content, body["item"])
            case "cancel":
                self._cancel(body["item"])
            case "release":
                self.released.add(body["revision"])
            case "answer":
                self.answers[body["revision"], entry.source] = Concur(body["verdict"] == "concur")
            case "doubt":
                self._doubt(entry)
            case "held":
                answer = self.answers.get((body["revision"], entry.to or self.party))
                if answer is not None:
                    answer.is_held = True
            case "resolution":
                self.signed.setdefault(frozenset((body["first"], body["second"])), set()).add(entry.source)
            case "resume_agreed":
                self.resumed.setdefault(body["cease"], set()).add(entry.source)

    def is_live(self, revision: Revision) -> bool:
        """A movement's until released, a protective item's until the next one or its end."""
        if revision.hash in self.released:
            return False
        return revision.is_movement or self.current.get(revision.item) == revision.hash

    def is_bound(self, party: str, revision: Revision) -> bool:
        """Whether a party's concur to a live revision stands unwithdrawn (rule 7, and 12 at its beginning)."""
        answer = self.answers.get((revision.hash, party))
        return answer is not None and answer.is_concur and not answer.is_withdrawn and self.is_live(revision)

    def find_conflicts(self, revision: Revision, now_ms: int) -> Iterator[Revision]:
        """Everything live that stands in a revision's way and was not resolved by both owners."""
        for other in self.revisions.values():
            if other.item == revision.item or not self.is_live(other):
                continue
            if _do_conflict(revision, other, now_ms) and not self._is_resolved(revision, other):
                yield other

    def _is_resolved(self, a: Revision, b: Revision) -> bool:
        return self.signed.get(frozenset((a.hash, b.hash)), set()) >= {a.owner, b.owner} and a.owner != b.owner

    def _learn(self, hash_: str, item: Mapping[str, Any]) -> None:
        site = item.get("site") or {}
        self.revisions[hash_] = Revision(
            hash_, item["id"], item["owner"], item["kind"], tuple(item["volumes"]), site.get("buffer_mm", 0)
        )
        self.current[item["id"]] = hash_

    def _cancel(self, item: str) -> None:
        self.released.update(
            hash_ for hash_, each in self.revisions.items() if each.item == item and not each.is_movement
        )

    def _doubt(self, entry: Entry) -> None:
        for (hash_, party), answer in self.answers.items():
            known = self.revisions.get(hash_)
            if party == entry.source and known is not None and known.item == entry.body["item"]:
                answer.is_withdrawn |= entry.body.get("revision") in {None, hash_}


def _do_conflict(a: Revision, b: Revision, now_ms: int) -> bool:
    """Whether two revisions meet that may not: one flies, and not both are flown by one party, which commands both."""
    if not (a.is_movement or b.is_movement) or (a.is_movement and b.is_movement and a.owner == b.owner):
        return False
    return any(_do_meet(one, other, a.buffer_mm + b.buffer_mm, now_ms) for one in a.volumes for other in b.volumes)


def _do_meet(a: Mapping[str, Any], b: Mapping[str, Any], buffer_mm: int, now_ms: int) -> bool:
    start_ms, end_ms = max(a["start_ms"], b["start_ms"]), min(a["end_ms"], b["end_ms"])
    if start_ms >= end_ms or end_ms <= now_ms:
        return False
    one, other = _circle(a), _circle(b)
    reach_mm: int = one["radius_mm"] + other["radius_mm"] + buffer_mm
    return _distance_m(one["centre"], other["centre"]) * 1000 < reach_mm


def _circle(volume: Mapping[str, Any]) -> Mapping[str, Any]:
    """In a node's own entries a footprint names its type; on a line it stands under it."""
    footprint: Mapping[str, Any] = volume["footprint"]
    circle: Mapping[str, Any] = footprint.get("circle", footprint)
    return circle


def _distance_m(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    lat_a, lat_b = radians(a["lat_e7"] / 1e7), radians(b["lat_e7"] / 1e7)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians((b["lon_e7"] - a["lon_e7"]) / 1e7) / 2
    return 2 * EARTH_M * asin(sqrt(sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2))

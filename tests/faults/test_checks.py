"""The campaign's checks find what is broken: true evidence of three nodes, changed in one place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from faults.checks import Outcome, check
from faults.evidence import Entry, Evidence, gather
from faults.house import PARTIES, House, make_house, wait_for_lines
from faults.work import KEPT_FROM, Said
from tansiq.ledger.envelope import Chain

Seen = tuple[Evidence, dict[str, Said]]
FLIGHT = "11111111-1111-4111-8111-111111111111"
STOP = "33333333-3333-4333-8333-333333333333"


def volume(radius_m: int) -> dict[str, object]:
    height = {"unit": "M", "reference": "W84"}
    return {
        "footprint": {"circle": {"centre": "36.3705 37.5157", "radius_m": radius_m}},
        "lower": {"value": 0, **height},
        "upper": {"value": 3000, **height},
        "start": "2017-01-18T18:00:00Z",
        "end": "2017-01-18T20:00:00Z",
    }


async def work_quietly(house: House) -> dict[str, Said]:
    """A note each; a flight of north's, to which both concur; a place in its way that is kept from north; a stop."""
    said = {party: Said() for party in PARTIES}
    north, south, west = (house.parties[party].client for party in PARTIES)
    for party in house:
        text = f"{party.name} 0 0"
        await party.client.post("/notes", to=[peer for peer in PARTIES if peer != party.name], text=text)
        said[party.name].notes[text] = True
    flight = {"aircraft_count": 2, "aircraft_type": "An-26", "hazard_to_ground": False}
    item = {"kind": "activity", "name": "Flight", "item": FLIGHT, "volumes": [volume(5000)], "flight": flight}
    made = await north.post("/items", item=item, datum="WGS84")
    await settle(house)
    for client in (south, west):
        await client.post(f"/items/{FLIGHT}/answer", revision=made["hash"], verdict="concur")
    await settle(house)
    place = {"kind": "no_go_area", "name": f"Place {KEPT_FROM}north", "volumes": [volume(800)]}
    await west.post("/items", item=place, datum="WGS84", disclosures={"north": "withheld", "south": "full"})
    await settle(house)
    await south.ask("POST", "/ceases", "watch-1", {"id": STOP, "items": [FLIGHT]})
    said["south"].ceases[STOP] = 0.0
    await settle(house)
    return said


async def settle(house: House) -> None:
    for party in house:
        while not (await party.client.steer("/quiet"))["quiet"]:
            await asyncio.sleep(0.02)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    root: Path = tmp_path_factory.mktemp("faults")

    async def work() -> Seen:
        house = await make_house(root)
        try:
            house.copy_back()
            await asyncio.gather(*(party.start() for party in house))
            for party in house:
                await wait_for_lines(party)
            said = await work_quietly(house)
            return await gather(house), said
        finally:
            await house.close()

    yield asyncio.run(work())


def changed(seen: Seen, party: str, change: Callable[[Entry], Entry | None]) -> Outcome:
    """What is found where one party's record is another one."""
    evidence, said = seen
    record = tuple(new for entry in evidence.records[party] if (new := change(entry)) is not None)
    return check(replace(evidence, records={**evidence.records, party: record}), said, set())


def with_body(entry: Entry, **fields: Any) -> Entry:
    return replace(entry, body={**entry.body, **fields})


def found_by(outcome: Outcome, begins: str, names: str) -> bool:
    return any(what.startswith(begins) and names in what for what in outcome.breaks)


def test_true_evidence_is_good(seen: Seen) -> None:
    outcome = check(*seen, set())
    assert outcome.breaks == []
    assert outcome.coordinated > 0
    assert (outcome.ceases, outcome.ceases_there) == (1, outcome.ceases_due)


def test_note_that_is_gone_at_its_reader_is_lost(seen: Seen) -> None:
    outcome = changed(seen, "west", lambda entry: None if entry.body.get("text") == "north 0 0" else entry)
    assert outcome.lost > 0
    assert found_by(outcome, "I2", "north 0 0")


def test_note_that_stands_twice_is_a_duplicate(seen: Seen) -> None:
    evidence, _ = seen
    note = next(entry for entry in evidence.entries("west", "note") if entry.source == "north")
    outcome = changed(seen, "west", lambda e: replace(note, number=e.number) if e.kind == "local.line" else e)
    assert outcome.duplicated > 0


def test_message_missing_at_one_end_is_a_difference(seen: Seen) -> None:
    evidence, said = seen
    log = evidence.logs["west", "north"]
    place = ("in", Chain.ORDINARY)
    kept: Mapping[int, bytes] = dict(list(log.chains[place].items())[:-1])  # type: ignore[index]
    short = replace(log, chains={**log.chains, place: kept})  # type: ignore[dict-item]
    outcome = check(replace(evidence, logs={**evidence.logs, ("west", "north"): short}), said, set())
    assert outcome.lost > 0
    assert found_by(outcome, "I3", "north")


def test_cease_that_never_came_is_found(seen: Seen) -> None:
    outcome = changed(seen, "north", lambda entry: None if entry.kind == "cease" else entry)
    assert found_by(outcome, "I4", "never came to north")


def test_activity_that_stays_coordinated_under_a_cease_is_found(seen: Seen) -> None:
    def change(entry: Entry) -> Entry:
        return with_body(entry, state="coordinated") if entry.kind == "local.standing" else entry

    assert found_by(changed(seen, "south", change), "I4", FLIGHT)


def test_coordinated_without_a_concur_is_found(seen: Seen) -> None:
    def change(entry: Entry) -> Entry:
        return with_body(entry, verdict="cannot") if entry.kind == "answer" and entry.source == "west" else entry

    assert found_by(changed(seen, "north", change), "I1", "without the concur of ['west']")


def test_concur_against_what_is_in_the_way_is_found(seen: Seen) -> None:
    evidence, _ = seen
    place = next(entry for entry in evidence.entries("west", "local.item"))

    def change(entry: Entry) -> Entry:
        return replace(place, number=entry.number) if entry.kind == "local.line" else entry

    assert found_by(changed(seen, "west", change), "I1", "west concurred")


def test_withdrawal_that_was_not_made_is_found(seen: Seen) -> None:
    outcome = changed(seen, "west", lambda entry: None if entry.kind == "doubt" else entry)
    assert found_by(outcome, "I7", "west")


def test_picture_that_differs_is_found(seen: Seen) -> None:
    evidence, said = seen
    checks = {**evidence.checks, "south": {"equal": False, "first_difference": "items"}}
    assert found_by(check(replace(evidence, checks=checks), said, set()), "I5", "south")


def test_what_was_told_to_whom_it_is_kept_from_is_found(seen: Seen) -> None:
    evidence, said = seen
    told = replace(evidence.logs["west", "north"], chains=evidence.logs["west", "south"].chains)
    outcome = check(replace(evidence, logs={**evidence.logs, ("west", "north"): told}), said, set())
    assert found_by(outcome, "I6", "west told north")

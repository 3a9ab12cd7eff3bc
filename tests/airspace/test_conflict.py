"""Whether two items stand in one another's way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given

from tansiq.airspace.conflict import compare_heights, find_conflict, reach_m
from tansiq.airspace.item import Item, ItemKind
from tansiq.geometry.height import AltitudeReference, Comparison
from tests.coordination.book import (
    ALFA,
    BRAVO,
    CHARLIE,
    HOUR_MS,
    NOW_MS,
    START_MS,
    level,
    movement,
    protection,
    volume,
)
from tests.wire import strategies as any_

HIGH = volume(lower=level(6000), upper=level(7000))
LOW = volume(lower=level(0), upper=level(1000))
GROUND_KINDS = [ItemKind.OWN_FORCE_AREA, ItemKind.PROTECTED_SITE]


@given(any_.items(), any_.items())
def test_conflict_is_the_same_from_either_side(a: Item, b: Item) -> None:
    assert find_conflict(a, b) == find_conflict(b, a)


@given(any_.items())
def test_conflict_is_the_same_from_either_side_where_all_is_shared(item: Item) -> None:
    # A band whose upper end surely lies below its lower one, by another reference, is nowhere.
    assume(all(compare_heights(each, each) is not Comparison.APART for each in item.volumes))
    area = protection(9, BRAVO, *item.volumes)
    other = replace(item, owner=CHARLIE)
    assert find_conflict(item, area) == find_conflict(area, item)
    assert (find_conflict(item, area) is not None) == (item.is_movement and item.end_ms > item.start_ms)
    assert find_conflict(item, other) == find_conflict(other, item)


def test_activities_of_two_parties_in_one_place_conflict_for_the_time_they_share() -> None:
    later = volume(start_ms=START_MS + HOUR_MS // 2)
    found = find_conflict(movement(), movement(2, BRAVO, later))
    assert found is not None
    assert (found.is_comparable, found.start_ms, found.end_ms) == (True, START_MS + HOUR_MS // 2, START_MS + HOUR_MS)


def test_activities_one_after_the_other_do_not_conflict() -> None:
    assert find_conflict(movement(), movement(2, BRAVO, volume(start_ms=START_MS + HOUR_MS))) is None


def test_activities_of_one_owner_never_conflict() -> None:
    assert find_conflict(movement(), movement(2, ALFA)) is None


def test_own_protective_area_stands_in_the_way_of_an_own_activity() -> None:
    assert find_conflict(movement(), protection(2, ALFA)) is not None


def test_two_protective_items_never_conflict() -> None:
    assert find_conflict(protection(1, ALFA), protection(2, BRAVO, kind=ItemKind.NO_GO_AREA)) is None


def test_layers_keep_two_activities_apart() -> None:
    assert find_conflict(movement(1, ALFA, HIGH), movement(2, BRAVO, LOW)) is None


@pytest.mark.parametrize("kind", GROUND_KINDS)
def test_hazard_to_the_ground_counts_at_any_height_over_people(kind: ItemKind) -> None:
    below = protection(2, BRAVO, LOW, kind=kind)
    assert find_conflict(movement(1, ALFA, HIGH, hazard=True), below) is not None
    assert find_conflict(movement(1, ALFA, HIGH), below) is None


@pytest.mark.parametrize("kind", [ItemKind.NO_GO_AREA, ItemKind.CORRIDOR])
def test_layers_keep_even_a_hazard_out_of_an_area_of_the_air(kind: ItemKind) -> None:
    assert find_conflict(movement(1, ALFA, HIGH, hazard=True), protection(2, BRAVO, LOW, kind=kind)) is None


def test_heights_that_cannot_be_compared_count_as_a_conflict_and_say_so() -> None:
    by_pressure = volume(lower=level(6000, AltitudeReference.FL), upper=level(7000, AltitudeReference.FL))
    found = find_conflict(movement(1, ALFA, HIGH), movement(2, BRAVO, by_pressure))
    assert found is not None and not found.is_comparable


def test_a_certain_conflict_is_named_before_an_uncertain_one() -> None:
    by_pressure = volume(lower=level(6000, AltitudeReference.FL), upper=level(7000, AltitudeReference.FL))
    found = find_conflict(movement(1, ALFA, HIGH), movement(2, BRAVO, by_pressure, HIGH))
    assert found is not None and found.is_comparable


def test_buffer_of_a_site_reaches_beyond_its_footprint() -> None:
    away = volume(north_km=12, radius_m=1000, start_ms=NOW_MS, hours=24)
    near = protection(2, BRAVO, away, kind=ItemKind.PROTECTED_SITE, buffer_m=7_000)
    assert reach_m(near) == 7_000
    assert find_conflict(movement(), near) is not None
    assert find_conflict(movement(), protection(2, BRAVO, away, kind=ItemKind.PROTECTED_SITE, buffer_m=5_000)) is None


def test_expired_protection_no_longer_stands_in_the_way() -> None:
    assert find_conflict(movement(), protection(2, BRAVO, expires_ms=START_MS)) is None
    found = find_conflict(movement(), protection(2, BRAVO, expires_ms=START_MS + 1))
    assert found is not None and found.end_ms == START_MS + 1


def test_corridor_is_free_for_its_owner_and_those_it_serves_and_for_nobody_else() -> None:
    corridor = protection(2, BRAVO, kind=ItemKind.CORRIDOR, serves=(CHARLIE,))
    assert find_conflict(movement(1, CHARLIE), corridor) is None
    assert find_conflict(movement(1, BRAVO), corridor) is None
    assert find_conflict(movement(1, ALFA), corridor) is not None

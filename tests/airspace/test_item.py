"""What may be shared at all: the model refuses the rest by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.airspace.item import (
    MAX_TEXT,
    MAX_VOLUMES,
    BadItem,
    FootprintTooSmall,
    ItemKind,
)
from tansiq.airspace.states import F3548_STATES, OVER, MovementState
from tansiq.geometry.footprints import Circle, Polygon
from tansiq.geometry.positions import Position
from tests.coordination.book import ALFA, CENTRE, NOW_MS, movement, protection, volume
from tests.wire import strategies as any_


def test_hazard_over_an_area_two_kilometres_across_is_taken() -> None:
    assert movement(1, ALFA, volume(radius_m=1000.01), hazard=True).has_ground_hazard


@given(st.integers(1, 999_900))
def test_hazard_over_a_circle_narrower_than_two_kilometres_is_refused(radius_mm: int) -> None:
    narrow = replace(volume(), footprint=Circle(CENTRE, radius_mm))
    with pytest.raises(FootprintTooSmall) as refused:
        movement(1, ALFA, narrow, hazard=True)
    assert refused.value.width_m < 2000
    assert refused.value.where is not None and refused.value.where.endswith("volumes[0]")
    assert "area" in refused.value.advice()


def test_a_long_thin_strip_is_no_area_for_a_hazard() -> None:
    strip = Polygon(
        (
            CENTRE,
            Position(CENTRE.lat_e7, CENTRE.lon_e7 + 5_000_000),
            Position(CENTRE.lat_e7 + 10_000, CENTRE.lon_e7 + 5_000_000),
            Position(CENTRE.lat_e7 + 10_000, CENTRE.lon_e7),
        )
    )
    with pytest.raises(FootprintTooSmall):
        movement(1, ALFA, replace(volume(), footprint=strip), hazard=True)


def test_one_small_footprint_among_large_ones_is_refused_and_named() -> None:
    with pytest.raises(FootprintTooSmall) as refused:
        movement(1, ALFA, volume(), volume(radius_m=10), hazard=True)
    assert str(refused.value.where).endswith("volumes[1]")


def test_without_hazard_a_small_footprint_is_taken() -> None:
    assert movement(1, ALFA, volume(radius_m=10)).flight is not None


@pytest.mark.parametrize("kind", [ItemKind.ACTIVITY, ItemKind.TRANSIT])
def test_movement_without_a_flight_is_refused(kind: ItemKind) -> None:
    with pytest.raises(BadItem, match="what flies"):
        replace(movement(kind=kind), flight=None)


def test_flight_in_a_protective_item_is_refused() -> None:
    with pytest.raises(BadItem, match="what flies"):
        replace(protection(1, ALFA), flight=movement().flight)


def test_protected_site_without_its_category_is_refused() -> None:
    with pytest.raises(BadItem, match="category"):
        replace(protection(1, ALFA), kind=ItemKind.PROTECTED_SITE)


def test_bad_numbers_and_texts_are_refused_with_their_place() -> None:
    good = movement()
    assert good.flight is not None
    site = protection(2, ALFA, kind=ItemKind.PROTECTED_SITE)
    assert site.site is not None
    for change, where in (
        ({"revision": 0}, "revision"),
        ({"name": ""}, "name"),
        ({"name": "x" * (MAX_TEXT + 1)}, "name"),
        ({"note": "x" * (MAX_TEXT + 1)}, "name"),
        ({"volumes": ()}, "volumes"),
        ({"volumes": (volume(),) * (MAX_VOLUMES + 1)}, "volumes"),
        ({"flight": replace(good.flight, aircraft_count=0)}, "flight.aircraft_count"),
    ):
        with pytest.raises(BadItem) as refused:
            replace(good, **change)
        assert str(refused.value.where).endswith(where)
    with pytest.raises(BadItem, match="not negative"):
        replace(site, site=replace(site.site, buffer_mm=-1))


def test_an_item_ends_with_its_volumes_or_at_its_expiry_if_that_is_earlier() -> None:
    item = protection(1, ALFA)
    assert item.expires_ms is None and item.end_ms == item.volumes[0].end_ms
    assert replace(item, expires_ms=NOW_MS + 1).end_ms == NOW_MS + 1
    assert replace(item, expires_ms=item.end_ms + 1).end_ms == item.volumes[0].end_ms


@given(any_.items())
def test_only_activities_and_transits_are_movements_and_only_they_can_be_hazards(item: object) -> None:
    assert item.is_movement == (item.kind in {ItemKind.ACTIVITY, ItemKind.TRANSIT})  # type: ignore[attr-defined]
    assert item.is_movement or not item.has_ground_hazard  # type: ignore[attr-defined]


def test_states_that_are_not_visible_to_a_service_supplier_have_no_name_there() -> None:
    hidden = {MovementState.DRAFT, MovementState.SUBMITTED, MovementState.NOT_SHARED}
    assert set(F3548_STATES) == set(MovementState) - hidden
    assert {state for state, name in F3548_STATES.items() if name == "Ended"} == OVER

"""The index of all items answers as the test of two items does, however items came and went and whoever asked first."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tansiq.airspace.conflict import find_conflict
from tansiq.airspace.item import Item, ItemKind
from tansiq.airspace.item_index import ItemIndex
from tansiq.geometry.height import AltitudeReference
from tansiq.geometry.volumes import Volume
from tests.coordination.book import ALFA, BRAVO, CHARLIE, NOW_MS, level, movement, protection, volume

OWNERS = st.sampled_from([ALFA, BRAVO, CHARLIE])
PROTECTIVE = st.sampled_from([kind for kind in ItemKind if kind not in (ItemKind.ACTIVITY, ItemKind.TRANSIT)])


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    reference = draw(st.sampled_from([AltitudeReference.AMSL, AltitudeReference.FL]))
    low_m = draw(st.integers(0, 3)) * 1000
    lower = draw(st.sampled_from([None, level(low_m, reference)]))
    upper = draw(st.sampled_from([None, level(low_m + 1000, reference)]))
    return volume(
        north_km=draw(st.integers(0, 5)) * 9,
        start_ms=NOW_MS + draw(st.integers(0, 3)) * 3_600_000,
        hours=draw(st.integers(1, 3)),
        lower=lower,
        upper=upper,
    )


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    owner, around = draw(OWNERS), draw(st.lists(volumes(), min_size=1, max_size=3))
    if draw(st.booleans()):
        kind = draw(st.sampled_from([ItemKind.ACTIVITY, ItemKind.TRANSIT]))
        return movement(number, owner, *around, hazard=draw(st.booleans()), kind=kind)
    return protection(
        number,
        owner,
        *around,
        kind=draw(PROTECTIVE),
        buffer_m=draw(st.sampled_from([0, 9_000])),
        serves=draw(st.sampled_from([(), (ALFA,)])),
        expires_ms=draw(st.sampled_from([None, NOW_MS + 3_600_000])),
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_came_and_went_each_item_conflicts_with_what_two_at_a_time_conflict(data: st.DataObject) -> None:
    index: ItemIndex[int] = ItemIndex()
    filed: dict[int, Item] = {}
    for step in range(data.draw(st.integers(2, 14))):
        match data.draw(st.sampled_from(["file", "file", "file", "forget", "ask"])):
            case "file":
                key = data.draw(st.integers(0, 8))
                filed[key] = data.draw(items(step + 1))
                index.insert(key, filed[key])
            case "forget" if filed:
                key = data.draw(st.sampled_from(sorted(filed)))
                del filed[key]
                index.remove(key)
            case "ask" if filed:
                index.look_up([data.draw(st.sampled_from(sorted(filed)))])
    assert len(index) == len(filed)
    for a, b in combinations(filed, 2):
        expected = find_conflict(filed[a], filed[b])
        assert index.conflicts_of(a).get(b) == index.conflicts_of(b).get(a) == expected
    stranger = data.draw(items(99))
    found = index.find_conflicts(stranger)
    assert found == {key: met for key, item in filed.items() if (met := find_conflict(stranger, item)) is not None}
    assert index.find_beneath(stranger) >= set(found)


def test_what_is_found_of_an_item_is_told_from_both_sides_even_before_the_other_is_asked() -> None:
    index: ItemIndex[str] = ItemIndex()
    index.insert_all([("a", movement(1, ALFA)), ("b", movement(2, BRAVO))])
    assert set(index.conflicts_of("a")) == {"b"}
    index.insert("c", protection(3, BRAVO))
    index.remove("b")
    assert set(index.conflicts_of("a")) == {"c"}
    index.remove("a")
    index.remove("nobody")
    assert dict(index.conflicts_of("c")) == {}
    assert "c" in index and "a" not in index


def test_a_hazard_meets_people_on_the_ground_at_any_height_and_nobody_else_does() -> None:
    index: ItemIndex[str] = ItemIndex()
    low = volume(start_ms=NOW_MS, hours=24, lower=level(0), upper=level(300))
    index.insert("people", protection(1, BRAVO, low))
    index.insert("no-go", protection(2, BRAVO, low, kind=ItemKind.NO_GO_AREA))
    high = volume(lower=level(6000), upper=level(7000))
    index.insert("hazard", movement(3, ALFA, high, hazard=True))
    index.insert("plain", movement(4, CHARLIE, high))
    assert set(index.conflicts_of("hazard")) == {"people", "plain"}
    assert set(index.conflicts_of("people")) == {"hazard"}
    assert set(index.conflicts_of("no-go")) == set()

"""The change that is told to part two flights parts them, and the least smaller one does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tansiq.airspace.conflict import find_conflict
from tansiq.airspace.item import Item
from tansiq.airspace.lifting import find_lifting
from tansiq.geometry.height import AltitudeReference
from tansiq.geometry.volumes import Volume
from tests.coordination.book import ALFA, BRAVO, HOUR_MS, NOW_MS, level, movement, protection, volume

HALF_HOUR_MS = HOUR_MS // 2


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    low_m = draw(st.integers(4, 9)) * 500
    return volume(
        north_km=draw(st.integers(0, 2)) * 9,
        start_ms=NOW_MS + draw(st.integers(0, 6)) * HALF_HOUR_MS,
        hours=draw(st.integers(1, 4)) / 2,
        lower=level(low_m),
        upper=level(low_m + draw(st.integers(0, 3)) * 500),
    )


def flights(number: int) -> st.SearchStrategy[Item]:
    owner = ALFA if number == 1 else BRAVO
    return st.lists(volumes(), min_size=1, max_size=3).map(lambda around: movement(number, owner, *around))


def moved(item: Item, *, ms: int = 0, mm: int = 0) -> Item:
    def shift(volume: Volume) -> Volume:
        lower, upper = (
            None if side is None else replace(side, value_mm=side.value_mm + mm)
            for side in (volume.lower, volume.upper)
        )
        return replace(volume, start_ms=volume.start_ms + ms, end_ms=volume.end_ms + ms, lower=lower, upper=upper)

    return replace(item, volumes=tuple(shift(each) for each in item.volumes))


@settings(max_examples=120, deadline=None)
@given(flights(1), flights(2))
def test_each_change_parts_them_and_the_least_smaller_one_does_not(ours: Item, theirs: Item) -> None:
    found = find_lifting(ours, theirs)
    assert (found is None) == (find_conflict(ours, theirs) is None)
    if found is None:
        return
    for sign, shift_ms in ((1, found.later_ms), (-1, found.earlier_ms)):
        assert find_conflict(moved(ours, ms=sign * shift_ms), theirs) is None
        assert find_conflict(moved(ours, ms=sign * (shift_ms - 1)), theirs) is not None
    for sign, shift_mm in ((1, found.up_mm), (-1, found.down_mm)):
        if shift_mm is not None:
            assert find_conflict(moved(ours, mm=sign * shift_mm), theirs) is None
            assert find_conflict(moved(ours, mm=sign * (shift_mm - 1)), theirs) is not None
    assert found.up_mm is not None
    assert found.start_ms == find_conflict(ours, theirs).start_ms  # type: ignore[union-attr]


def test_what_is_shared_is_told_in_time_and_height() -> None:
    ours = movement(1, ALFA, volume(start_ms=NOW_MS, hours=2, lower=level(1000), upper=level(2000)))
    theirs = movement(2, BRAVO, volume(start_ms=NOW_MS + HOUR_MS, hours=3, lower=level(1500), upper=level(4000)))
    found = find_lifting(ours, theirs)
    assert found is not None
    assert (found.start_ms, found.shared_ms, found.shared_mm) == (NOW_MS + HOUR_MS, HOUR_MS, 500_000)
    assert (found.later_ms, found.earlier_ms) == (4 * HOUR_MS, HOUR_MS)
    assert (found.up_mm, found.down_mm) == (3_000_000, 500_000)


def test_nobody_is_told_to_fly_below_the_ground() -> None:
    ours = movement(1, ALFA, volume(lower=level(100), upper=level(2000)))
    theirs = movement(2, BRAVO, volume(lower=level(500), upper=level(4000)))
    found = find_lifting(ours, theirs)
    assert found is not None and found.down_mm is None


@pytest.mark.parametrize("upper", [None, level(5000, AltitudeReference.FL)])
def test_heights_without_a_number_between_them_give_no_change_of_height(upper: object) -> None:
    ours = movement(1, ALFA, volume(lower=level(1000), upper=level(2000)))
    theirs = movement(2, BRAVO, volume(lower=level(500), upper=upper))  # type: ignore[arg-type]
    found = find_lifting(ours, theirs)
    assert found is not None
    assert found.shared_mm is found.up_mm is found.down_mm is None
    assert found.later_ms > 0 < found.earlier_ms


def test_what_protects_is_never_asked_how_to_pass_it() -> None:
    for pair in ((movement(), protection(2, BRAVO)), (protection(2, BRAVO), movement())):
        with pytest.raises(ValueError, match="only flights"):
            find_lifting(*pair)

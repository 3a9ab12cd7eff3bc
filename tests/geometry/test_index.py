from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.index import VolumeIndex
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume, overlap_any
from tests.geometry.shapes import at, circle, footprints_near, positions, square, whole

AL_BAB = at(36.3705, 37.5157)


@st.composite
def volumes_near(draw: st.DrawFn, place: Position) -> Volume:
    reach_m = draw(st.sampled_from([2_000.0, 60_000.0, 900_000.0]))
    altitudes = st.one_of(
        st.none(),
        st.builds(Altitude, st.integers(0, 9), st.sampled_from([AltitudeReference.AMSL, AltitudeReference.FL])),
    )
    lower, upper = draw(altitudes), draw(altitudes)
    if lower and upper and lower.reference is upper.reference and lower.value_mm > upper.value_mm:
        lower, upper = upper, lower
    start_ms = draw(st.integers(0, 20))
    footprint = draw(footprints_near(place, reach_m=reach_m))
    return Volume(footprint, lower, upper, start_ms, start_ms + draw(st.integers(1, 10)))


Items = list[tuple[Volume, ...]]


@st.composite
def crowds(draw: st.DrawFn) -> Items:
    place = draw(positions())
    return draw(st.lists(st.lists(volumes_near(place), min_size=1, max_size=2).map(tuple), min_size=2, max_size=6))


@settings(max_examples=40)
@given(crowds(), st.sampled_from([0.0, 5_000.0, 300_000.0]))
def test_the_index_never_misses_an_exact_overlap(items: Items, buffer_m: float) -> None:
    index: VolumeIndex[int] = VolumeIndex()
    for key, volumes in enumerate(items):
        index.insert(key, volumes)
    named = index.pairs(buffer_m=buffer_m)
    for a, b in combinations(range(len(items)), 2):
        if overlap_any(items[a], items[b], buffer_m=buffer_m) is not None:
            assert frozenset((a, b)) in named
            assert b in index.query(items[a], buffer_m=buffer_m)
            assert a in index.query(items[b], buffer_m=buffer_m)


@settings(max_examples=40)
@given(crowds(), st.data())
def test_an_index_after_removals_answers_like_one_that_never_had_them(items: Items, data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.integers(0, len(items) - 1)))
    index, fresh = VolumeIndex[int](), VolumeIndex[int]()
    for key, volumes in enumerate(items):
        index.insert(key, volumes)
        if key not in gone:
            fresh.insert(key, volumes)
    for key in gone:
        index.remove(key)
    assert index.pairs() == fresh.pairs()
    assert [index.query(volumes) for volumes in items] == [fresh.query(volumes) for volumes in items]
    assert len(index) == len(items) - len(gone)


def test_volumes_far_apart_in_place_time_or_altitude_are_not_named() -> None:
    index: VolumeIndex[str] = VolumeIndex()
    area = square(AL_BAB, 2000)
    index.insert("far", [whole(square(at(35, 40), 2000))])
    index.insert("later", [whole(area, 200, 300)])
    index.insert("below", [Volume(area, None, Altitude(1000, AltitudeReference.AMSL), 0, 100)])
    index.insert("here", [whole(circle(AL_BAB, 10), 0, 100)])
    assert index.query([Volume(area, Altitude(1000, AltitudeReference.AMSL), None, 0, 100)]) == {"here"}


def test_a_new_revision_under_the_same_key_replaces_the_old() -> None:
    index: VolumeIndex[str] = VolumeIndex()
    index.insert("item", [whole(square(AL_BAB, 2000))])
    index.insert("item", [whole(square(at(35, 40), 2000))])
    assert index.query([whole(circle(AL_BAB, 10))]) == set()
    assert index.query([whole(circle(at(35, 40), 10))]) == {"item"}
    assert len(index) == 1


def test_an_empty_index_names_nothing_and_removing_what_is_not_there_is_no_error() -> None:
    index: VolumeIndex[str] = VolumeIndex()
    index.remove("nobody")
    assert index.query([whole(circle(AL_BAB, 10))]) == set()
    assert index.pairs() == set()
    assert "nobody" not in index

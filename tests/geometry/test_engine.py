"""The engine against geographiclib with GEOS, against the slow exact test, and against itself by another way."""

import doctest
import re
from mmap import ACCESS_READ, mmap
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import oracle
from bench.workloads import make_plans
from tansiq.geometry import engine as engine_module
from tansiq.geometry.engine import NO_LIMIT, BadVolumes, Engine, Pairs, Volumes, do_meet, find_conflicts
from tansiq.geometry.geodesy import GEOD
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.native import inverse_lines
from tansiq.geometry.volumes import Footprint, Volume, distance_m, overlap
from tests.geometry.shapes import at, circle, footprints_near, pairs, square, whole
from tests.rules.source import ROOT

AL_BAB = at(36.3705, 37.5157)


def named(found: Pairs) -> set[tuple[int, int]]:
    return set(zip(found.a.tolist(), found.b.tolist(), strict=True))


def filed(*volumes: Volume) -> Engine:
    engine = Engine(threads=1)
    engine.insert(Volumes.from_volumes(volumes, range(len(volumes))))
    return engine


@pytest.mark.parametrize("seed", [1, 2])
def test_a_day_of_plans_gives_exactly_the_pairs_of_the_oracle(seed: int) -> None:
    count, missing, invented = oracle.check_plans(200, seed)
    assert count > 0
    assert missing == []
    assert invented == []


def test_nasty_shapes_are_judged_as_the_oracle_judges_them() -> None:
    assert oracle.check_nasty(150, 3) == []


def test_traffic_gives_exactly_the_pairs_that_flight_along_geodesics_brings_too_near() -> None:
    count, missing, invented = oracle.check_flights(400, seed=3)
    assert (missing, invented) == ([], []) and count > 3


def test_the_oracle_sees_a_pair_left_out_and_one_invented() -> None:
    near = [((0, 1), 0.0), ((1, 2), 0.015), ((2, 3), 0.5)]
    assert oracle.find_wrong({(1, 2), (2, 3)}, iter(near)) == ([(0, 1)], [(2, 3)])


@settings(max_examples=60)
@given(pairs(), st.sampled_from([0.0, 0.0, 5_000.0, 60_000.0]))
def test_footprints_anywhere_meet_as_the_slow_exact_test_says(
    both: tuple[Footprint, Footprint], buffer_m: float
) -> None:
    a, b = whole(both[0]), whole(both[1])
    slow = overlap(a, b, buffer_m=buffer_m) is not None
    engine = filed(a, b)
    fast = len(engine.pairs(buffer_m=buffer_m)) == 1
    apart_m = float(engine.distances_m([0], [1])[0])
    assert abs(apart_m - distance_m(*both)) < 0.01
    assert fast == slow or abs(apart_m - buffer_m) < 0.02
    assert (len(engine.query(Volumes.from_volumes([a], [-1]), buffer_m=buffer_m)) == 2) == fast
    assert do_meet(*both, buffer_m=buffer_m) == do_meet(*both[::-1], buffer_m=buffer_m) == fast


@settings(max_examples=30)
@given(st.data())
def test_footprints_thousands_of_kilometres_wide_meet_as_the_slow_exact_test_says(data: st.DataObject) -> None:
    big = footprints_near(at(10, 100), reach_m=2_500_000)
    a, b = whole(data.draw(big)), whole(data.draw(footprints_near(at(20, 120), reach_m=900_000)))
    engine = filed(a, b)
    fast = len(engine.pairs()) == 1
    assert fast == (overlap(a, b) is not None) or float(engine.distances_m([0], [1])[0]) < 0.02


bands = st.tuples(
    st.one_of(st.none(), st.integers(0, 6)),
    st.one_of(st.none(), st.integers(0, 6)),
    st.sampled_from([AltitudeReference.AMSL, AltitudeReference.FL]),
    st.sampled_from([AltitudeReference.AMSL, AltitudeReference.FL]),
)


def banded(band: tuple[int | None, int | None, AltitudeReference, AltitudeReference], start_ms: int) -> Volume:
    lower, upper, lower_ref, upper_ref = band
    if lower is not None and upper is not None and lower_ref is upper_ref:
        lower, upper = sorted((lower, upper))
    ends = [None if mm is None else Altitude(mm, ref) for mm, ref in ((lower, lower_ref), (upper, upper_ref))]
    return Volume(square(AL_BAB, 2000), ends[0], ends[1], start_ms, start_ms + 10)


@settings(max_examples=150)
@given(bands, bands, st.integers(0, 20))
def test_times_and_bands_are_compared_as_the_domain_compares_them(one: tuple, other: tuple, later_ms: int) -> None:
    a, b = banded(one, 0), banded(other, later_ms)
    shared, engine = overlap(a, b), filed(a, b)
    for found in (engine.pairs(), engine.query(Volumes.from_volumes([a], [0]))):
        assert len(found) == (shared is not None)
        assert shared is None or found.is_comparable.tolist() == [shared.altitude == "overlap"]


@settings(max_examples=20)
@given(st.integers(1, 10_000), st.sets(st.integers(0, 59)))
def test_an_engine_after_removals_answers_like_one_that_never_had_them(seed: int, gone: set[int]) -> None:
    volumes = make_plans(60, seed=seed).volumes()
    kept = ~np.isin(volumes.owner, list(gone))
    full, fresh = Engine(), Engine()
    slots = full.insert(volumes)
    full.remove(slots[~kept])
    rows = np.flatnonzero(kept)
    for row in rows.tolist():
        fresh.insert(make_plans(60, seed=seed).volumes(slice(row, row + 1)))
    again = {(int(rows[a]), int(rows[b])) for a, b in named(fresh.pairs())}
    assert named(full.pairs()) == again
    assert len(full) == len(fresh) == int(kept.sum())


def test_a_replaced_volume_is_found_where_it_is_now_and_slots_are_used_again() -> None:
    engine = filed(whole(square(AL_BAB, 2000)))
    slots = engine.replace([0], Volumes.from_volumes([whole(square(at(35, 40), 2000))], [0]))
    assert slots.tolist() == [0]
    assert len(engine.query(Volumes.from_volumes([whole(circle(AL_BAB, 10))], [-1]))) == 0
    assert len(engine.query(Volumes.from_volumes([whole(circle(at(35, 40), 10))], [-1]))) == 1


def test_pairs_between_two_sets_are_those_of_the_union_across() -> None:
    volumes = make_plans(300, seed=5).volumes()
    half = len(volumes) // 2
    first, second, both = Engine(), Engine(), Engine()
    plans = make_plans(300, seed=5)
    first.insert(plans.volumes(slice(0, half), owner=0))
    second.insert(plans.volumes(slice(half, len(volumes)), owner=1))
    both.insert(plans.volumes(slice(0, half), owner=0))
    both.insert(plans.volumes(slice(half, len(volumes)), owner=1))
    across = {(a, b + half) for a, b in named(first.pairs_between(second))}
    assert across == named(both.pairs())
    assert across


def test_a_snapshot_answers_as_what_it_was_taken_from() -> None:
    engine = Engine()
    slots = engine.insert(make_plans(100, seed=6).volumes())
    engine.remove(slots[::7])
    again = Engine.from_snapshot(engine.save())
    assert named(again.pairs()) == named(engine.pairs())
    question = make_plans(20, seed=8).volumes(owner=-1)
    assert named(again.query(question)) == named(engine.query(question))
    assert again.insert(make_plans(1, seed=9).volumes())[0] in slots[::7]


def test_a_snapshot_in_a_mapped_file_is_loaded_from_there(tmp_path: Path) -> None:
    engine = Engine()
    engine.insert(make_plans(50, seed=6).volumes())
    (tmp_path / "volumes").write_bytes(engine.save())
    with (
        (tmp_path / "volumes").open("rb") as file,
        mmap(file.fileno(), 0, access=ACCESS_READ) as mapped,
        memoryview(mapped) as view,
    ):
        assert named(Engine.from_snapshot(view).pairs()) == named(engine.pairs())


@settings(max_examples=25)
@given(st.integers(1, 10_000), st.data())
def test_a_snapshot_goes_on_as_what_it_was_taken_from_would_have(seed: int, data: st.DataObject) -> None:
    engine = Engine(threads=1)
    engine.insert(make_plans(20, seed=seed).volumes())
    engine.remove(data.draw(st.lists(st.integers(0, 40))))
    again = Engine.from_snapshot(engine.save(), threads=1)
    gone = data.draw(st.lists(st.integers(0, 60)))
    more, question = make_plans(5, seed=seed + 1).volumes(), make_plans(30, seed=seed + 2).volumes(owner=-1)
    for one in (engine, again):
        one.remove(gone)
        one.insert(more)
    assert len(again) == len(engine)
    assert named(again.pairs()) == named(engine.pairs())
    assert named(again.query(question)) == named(engine.query(question))


@pytest.mark.parametrize("broken", [b"", b"not a snapshot", b"tansiq volumes2\0" + b"\xff" * 40])
def test_bytes_that_are_no_snapshot_are_refused(broken: bytes) -> None:
    with pytest.raises(BadVolumes):
        Engine.from_snapshot(broken)


def test_a_snapshot_cut_short_is_refused() -> None:
    whole_bytes = filed(whole(square(AL_BAB, 2000)), whole(circle(AL_BAB, 10))).save()
    for length in range(0, len(whole_bytes), 37):
        with pytest.raises(BadVolumes):
            Engine.from_snapshot(whole_bytes[:length])


def test_a_snapshot_that_files_a_volume_twice_or_none_is_refused() -> None:
    """Slots are the last column of each bucket, so the last eight bytes are a slot."""
    saved = filed(whole(square(AL_BAB, 2000)), whole(square(AL_BAB, 2500))).save()
    other = bytes([1 - saved[-8]])
    for slot in (other, b"\x02", b"\xff"):
        with pytest.raises(BadVolumes):
            Engine.from_snapshot(saved[:-8] + slot + saved[-7:])


def test_not_exact_names_too_many_and_never_too_few() -> None:
    engine = Engine()
    engine.insert(make_plans(400, seed=7).volumes())
    assert named(engine.pairs()) < named(engine.pairs(is_exact=False))


def test_an_open_ended_time_and_band_meet_everything_in_their_place() -> None:
    always = Volumes.from_arrays(
        owner=[0, 1, 2],
        corner_counts=[1, 1, 1],
        lon_deg=[0, 0, 1],
        lat_deg=[0, 0, 0],
        radius_m=100,
        start_ms=[-(2**63 - 1), 0, 0],
        end_ms=[2**63 - 1, 1, 1],
        lower_m=[np.nan, 0, 0],
        upper_m=[np.nan, 1, 1],
    )
    assert always.lower_ref.tolist() == [NO_LIMIT, 0, 0]
    engine = Engine()
    engine.insert(always)
    assert named(engine.pairs()) == {(0, 1)}


def test_an_altitude_error_widens_the_band_at_both_ends() -> None:
    def count(error_m: float) -> int:
        volumes = Volumes.from_arrays(
            owner=[0, 1], corner_counts=[1, 1], lon_deg=[0, 0], lat_deg=[0, 0], radius_m=100, start_ms=0, end_ms=1,
            lower_m=[0, 120], upper_m=[100, 200], error_m=error_m,
        )  # fmt: skip
        return len(find_conflicts(volumes))

    assert [count(error_m) for error_m in (0.0, 9.0, 10.5)] == [0, 0, 1]


def test_a_volume_in_a_hole_is_apart_from_what_lies_around_it() -> None:
    ring = [(37.0, 36.0), (38.0, 36.0), (38.0, 37.0), (37.0, 37.0)]
    hole = [(37.3, 36.3), (37.7, 36.3), (37.7, 36.7), (37.3, 36.7)]
    around = oracle.Outline([ring, hole])
    inside, across = oracle.Outline([[(37.5, 36.5)]], False, 5_000), oracle.Outline([[(37.5, 36.5)]], False, 25_000)
    engine = Engine()
    engine.insert(oracle.volumes_of([around, inside, across], [0, 1, 2]))
    assert named(engine.pairs()) == {(0, 2), (1, 2)}


def test_geodesics_of_the_kernels_agree_with_another_library() -> None:
    chance = np.random.default_rng(4)
    start = np.stack([chance.uniform(-180, 180, 2000), np.degrees(np.arcsin(chance.uniform(-1, 1, 2000)))], axis=1)
    azimuth, length = chance.uniform(-180, 180, 2000), 10.0 ** chance.uniform(0, 7.2, 2000)
    lon, lat, _ = GEOD.fwd(start[:, 0], start[:, 1], azimuth, length)
    ours_m, ours_deg = inverse_lines(np.stack([start[:, 0], start[:, 1], lon, lat], axis=1))
    assert np.max(np.abs(ours_m - length)) < 1e-3
    aside_m = np.radians(np.abs((ours_deg - azimuth + 180) % 360 - 180)) * np.minimum(length, 1e6)
    assert np.max(aside_m) < 1e-2


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("lat_deg", [91.0, 0.0, 0.0]),
        ("lat_deg", [float("nan"), 0.0, 0.0]),
        ("lon_deg", [0.0, 1.0]),
        ("end_ms", [0]),
        ("radius_m", [-1.0]),
        ("corner_counts", [2]),
    ],
)
def test_columns_that_cannot_be_are_refused(column: str, value: list[float]) -> None:
    good: dict = {
        "owner": [1], "corner_counts": [3], "lon_deg": [0.0, 1.0, 0.0], "lat_deg": [0.0, 0.0, 1.0], "start_ms": [0],
        "end_ms": [1], "is_area": True,
    }  # fmt: skip
    assert len(Volumes.from_arrays(**good)) == 1
    with pytest.raises(BadVolumes):
        Volumes.from_arrays(**{**good, column: value})


def test_the_examples_in_the_documentation_run() -> None:
    assert doctest.testmod(engine_module).failed == 0


def test_the_examples_of_the_page_run() -> None:
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "engine.md").read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(block, {})

"""The index itself against brute force by another library, anywhere on Earth, whatever comes and goes in any order.

Footprints are areas, concave ones, ones with holes, slivers, corridors and circles; bands and times may have no end.
Every answer is compared with the oracle of the benchmark (geographiclib and GEOS), pair by pair.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import oracle
from tansiq.geometry.engine import ALWAYS_MS, NO_LIMIT, REFERENCES, Engine, Pairs, Volumes
from tansiq.geometry.height import Altitude, AltitudeReference, Band, Comparison, compare

PLACES = {
    "the antimeridian": (179.995, 12.0),
    "the antimeridian in the far north": (-180.0, 78.0),
    "the north pole": (40.0, 89.97),
    "the south pole": (-120.0, -90.0),
    "the equator": (0.0, 0.0),
    "a theatre": (37.5, 36.4),
}
SAME_M = 40_000.0
"""Footprints lie within this of their place, so that about half of them meet."""


@dataclass(frozen=True)
class Filed:
    """One volume of the model."""

    outline: oracle.Outline
    owner: int
    band: Band
    start_ms: int
    end_ms: int


def columns(filed: list[Filed]) -> Volumes:
    made = oracle.volumes_of([one.outline for one in filed], [one.owner for one in filed])
    ends = [(one.band.lower, one.band.upper) for one in filed]
    lower, upper = ([pair[side] for pair in ends] for side in (0, 1))
    return replace(
        made,
        lower_mm=np.array([end.value_mm if end else 0 for end in lower], np.int64),
        upper_mm=np.array([end.value_mm if end else 0 for end in upper], np.int64),
        lower_ref=np.array([REFERENCES.index(end.reference) if end else NO_LIMIT for end in lower], np.uint8),
        upper_ref=np.array([REFERENCES.index(end.reference) if end else NO_LIMIT for end in upper], np.uint8),
        start_ms=np.array([one.start_ms for one in filed], np.int64),
        end_ms=np.array([one.end_ms for one in filed], np.int64),
    ).checked()


references = st.sampled_from([AltitudeReference.AMSL] * 5 + [AltitudeReference.FL])
instants = st.integers(-100, 100).map(lambda tenth: tenth * 360_000)
EVERYWHERE = Band(None, None)


@st.composite
def bands(draw: st.DrawFn) -> Band:
    lower_mm = draw(st.integers(-1, 9)) * 500_000
    upper_mm = lower_mm + draw(st.sampled_from([300_000, 1_000_000, 2_000_000, 2_000_001, 6_000_000]))
    lower, upper = Altitude(lower_mm, draw(references)), Altitude(upper_mm, draw(references))
    return draw(st.sampled_from([Band(lower, upper)] * 5 + [Band(None, upper), Band(lower, None), EVERYWHERE]))


def shape_near(place: str, chance: np.random.Generator, shape: oracle.Make) -> oracle.Outline:
    lon, lat = PLACES[place]
    line = oracle.WGS84.Direct(lat, lon, chance.uniform(0, 360), chance.uniform(0, SAME_M))
    return shape(chance, (line["lon2"], line["lat2"]), 10.0 ** chance.uniform(3, 4.7))


@st.composite
def filings(draw: st.DrawFn, place: str) -> Filed:
    chance = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    outline = shape_near(place, chance, draw(st.sampled_from(oracle.SHAPES)))
    start_ms, end_ms = sorted([draw(instants), draw(instants)])
    start_ms = draw(st.sampled_from([start_ms, -ALWAYS_MS]))
    end_ms = draw(st.sampled_from([end_ms + 1, ALWAYS_MS]))
    return Filed(outline, draw(st.integers(0, 50)), draw(bands()), start_ms, end_ms)


def must(a: Filed, b: Filed) -> bool | None:
    """Whether both must be named as a pair; None where they lie so close that either is right."""
    if a.owner == b.owner or a.start_ms >= b.end_ms or b.start_ms >= a.end_ms:
        return False
    if compare(a.band, b.band) is Comparison.APART:
        return False
    apart_m = oracle.distance_m(a.outline, b.outline)
    return True if apart_m == 0.0 else None if apart_m <= oracle.CLOSE_M else False


def check(named: set[tuple[int, int]], wanted: dict[tuple[int, int], bool | None]) -> None:
    assert named <= {pair for pair, answer in wanted.items() if answer is not False}
    assert {pair for pair, answer in wanted.items() if answer} <= named


def both(found: Pairs) -> set[tuple[int, int]]:
    named = list(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert len(set(named)) == len(named)
    return set(named)


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=15)
@given(st.data())
def test_what_comes_and_goes_in_any_order_is_found_as_brute_force_finds_it(place: str, data: st.DataObject) -> None:
    engine, model = Engine(threads=1), dict[int, Filed]()
    for _ in range(data.draw(st.integers(1, 4))):
        new = data.draw(st.lists(filings(place), min_size=1, max_size=4))
        gone = [slot for slot in model if data.draw(st.booleans())] if data.draw(st.booleans()) else []
        slots = engine.replace(gone, columns(new)) if gone else engine.insert(columns(new))
        for slot in gone:
            del model[slot]
        model |= dict(zip(slots.tolist(), new, strict=True))
    assert len(engine) == len(model)
    check(both(engine.pairs()), {(a, b): must(model[a], model[b]) for a, b in combinations(sorted(model), 2)})
    asked = data.draw(filings(place))
    found = {slot for row, slot in both(engine.query(columns([asked])))}
    check({(0, slot) for slot in found}, {(0, slot): must(asked, one) for slot, one in model.items()})
    again = Engine.from_snapshot(engine.save(), threads=1)
    assert both(again.pairs()) == both(engine.pairs())


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=10)
@given(st.data())
def test_two_sets_meet_across_as_brute_force_finds_it(place: str, data: st.DataObject) -> None:
    first, second = (data.draw(st.lists(filings(place), min_size=1, max_size=4)) for _ in range(2))
    one, other = Engine(threads=1), Engine(threads=1)
    one.insert(columns(first))
    other.insert(columns(second))
    wanted = {
        (a, b): must(replace(mine, owner=-1), theirs) for a, mine in enumerate(first) for b, theirs in enumerate(second)
    }
    check(both(one.pairs_between(other)), wanted)
    assert both(one.pairs_between(other)) == {(a, b) for b, a in both(other.pairs_between(one))}


@pytest.mark.parametrize("place", PLACES)
def test_a_crowd_meets_as_brute_force_finds_it(place: str) -> None:
    """All at all times and altitudes, so that nothing but the footprints decides."""
    chance = np.random.default_rng(list(place.encode()))
    shapes = [oracle.SHAPES[i % len(oracle.SHAPES)] for i in range(36)]
    crowd = [Filed(shape_near(place, chance, shape), owner, EVERYWHERE, 0, 1) for owner, shape in enumerate(shapes)]
    wanted = {(a, b): must(crowd[a], crowd[b]) for a, b in combinations(range(len(crowd)), 2)}
    assert 100 < sum(answer is True for answer in wanted.values()) < 530
    engine = Engine(threads=2)
    engine.insert(columns(crowd))
    check(both(engine.pairs()), wanted)
    asked = both(engine.query(columns(crowd)))
    assert {(a, b) for a, b in asked if a < b} == both(engine.pairs()) == {(b, a) for a, b in asked if a > b}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bands_and_times_of_every_length_are_found_where_they_overlap(seed: int) -> None:
    """All at one place, so that nothing but whole numbers decides."""
    chance = np.random.default_rng(seed)
    lower_mm = chance.integers(-2_000, 12_000, 600) * 1000
    upper_mm = lower_mm + (10.0 ** chance.uniform(1.5, 4.2, 600)).astype(np.int64) * 1000
    start_ms = chance.integers(-(10**9), 10**9, 600)
    end_ms = start_ms + (10.0 ** chance.uniform(4, 9, 600)).astype(np.int64)
    filed = [
        Filed(
            oracle.Outline([[PLACES["a theatre"]]], False, 100.0),
            i,
            Band(
                Altitude(int(lower_mm[i]), AltitudeReference.AMSL), Altitude(int(upper_mm[i]), AltitudeReference.AMSL)
            ),
            int(start_ms[i]),
            int(end_ms[i]),
        )
        for i in range(600)
    ]
    engine = Engine(threads=1)
    engine.insert(columns(filed))
    overlaps = (start_ms[:, None] < end_ms) & (start_ms < end_ms[:, None])
    overlaps &= (lower_mm[:, None] < upper_mm) & (lower_mm < upper_mm[:, None]) & ~np.eye(600, dtype=bool)
    assert both(engine.query(columns(filed))) == {(int(a), int(b)) for a, b in np.argwhere(overlaps)}
    assert both(engine.pairs()) == {(int(a), int(b)) for a, b in np.argwhere(np.triu(overlaps))}

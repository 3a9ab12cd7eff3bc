"""Separation of live tracks: against the published equations, against flight along geodesics, and by example."""

import numpy as np
import pytest
from numpy.typing import NDArray
from pyproj import Geod

from bench.workloads import make_flights, make_plans
from tansiq.airspace.separation import Track, check_conformance, find_losses
from tansiq.geometry.approach import Standoff, Tracks, find_encounters
from tansiq.geometry.engine import Engine, Volumes
from tansiq.geometry.geodesy import destination
from tansiq.geometry.native import encounter_intervals
from tansiq.geometry.positions import Position
from tests.geometry.shapes import at

GEOD = Geod(ellps="WGS84")
AL_BAB = at(36.3705, 37.5157)
DISTANCE_M, HEIGHT_M, WITHIN_S = 9260.0, 304.8, 300.0
Column = NDArray[np.float64]


def cd3d(motion: Column) -> NDArray[np.bool_]:
    """Munoz and others, state-based detection of a cylinder: the published entry and exit times, term by term."""
    sx, sy, sz, vx, vy, vz = motion
    square, inner, cross = vx**2 + vy**2, sx * vx + sy * vy, sx * vy - sy * vx
    discriminant = DISTANCE_M**2 * square - cross**2
    with np.errstate(all="ignore"):
        root = np.sqrt(np.maximum(discriminant, 0))
        d_in, d_out = (-inner - root) / square, (-inner + root) / square
        h_in, h_out = (-np.sign(vz) * HEIGHT_M - sz) / vz, (np.sign(vz) * HEIGHT_M - sz) / vz
    is_near = (sx**2 + sy**2 < DISTANCE_M**2) | (square > 0)
    still = square == 0
    d_in, d_out = np.where(still, -np.inf, d_in), np.where(still, np.inf, d_out)
    is_level = vz == 0
    h_in, h_out = np.where(is_level, -np.inf, h_in), np.where(is_level, np.inf, h_out)
    possible = is_near & (still | (discriminant > 0)) & (~is_level | (np.abs(sz) < HEIGHT_M))
    enters, leaves = np.maximum(d_in, h_in), np.minimum(d_out, h_out)
    found: NDArray[np.bool_] = possible & (enters < leaves) & (leaves > 0) & (enters < WITHIN_S)
    return found


def random_motion(count: int, seed: int) -> Column:
    chance = np.random.default_rng(seed)
    gap = chance.uniform(-40e3, 40e3, (2, count))
    up = chance.uniform(-2000, 2000, count)
    drift = chance.normal(0, 200, (2, count)) * (chance.random(count) > 0.01)
    climb = np.where(chance.random(count) < 0.4, 0.0, chance.normal(0, 8, count))
    return np.ascontiguousarray(np.vstack([gap, up[None], drift, climb[None]]))


def test_a_million_random_encounters_are_judged_as_the_published_equations_judge_them() -> None:
    motion = random_motion(1_000_000, 11)
    begins_s, ends_s = encounter_intervals(motion, distance_m=DISTANCE_M, height_m=HEIGHT_M, within_s=WITHIN_S)
    expected = cd3d(motion)
    assert np.count_nonzero(expected) > 10_000
    assert np.count_nonzero(np.isfinite(begins_s) != expected) == 0
    assert np.all(ends_s[expected] > begins_s[expected])


def tracks_of(count: int, seed: int) -> Tracks:
    flights = make_flights(count, seed=seed)
    return Tracks(
        flights.lon_deg, flights.lat_deg, flights.alt_m, flights.east_mps, flights.north_mps, flights.up_mps
    )  # fmt: skip


def flown_closest_m(tracks: Tracks) -> dict[tuple[int, int], float]:
    """Every pair flown along geodesics in steps of a second: least distance while the height is lost."""
    azimuth = np.degrees(np.arctan2(tracks.east_mps, tracks.north_mps))
    speed = np.hypot(tracks.east_mps, tracks.north_mps)
    a, b = np.triu_indices(len(tracks), 1)
    gap = GEOD.inv(tracks.lon_deg[a], tracks.lat_deg[a], tracks.lon_deg[b], tracks.lat_deg[b])[2]
    drop = np.abs(tracks.alt_m[a] - tracks.alt_m[b]) - np.abs(tracks.up_mps[a] - tracks.up_mps[b]) * WITHIN_S
    near = (gap < DISTANCE_M + 1000 + (speed[a] + speed[b]) * WITHIN_S) & (drop < HEIGHT_M)
    a, b = a[near], b[near]
    least = np.full(len(a), np.inf)
    for t in np.arange(0.0, WITHIN_S + 0.5, 1.0):
        lon, lat, _ = GEOD.fwd(tracks.lon_deg, tracks.lat_deg, azimuth, speed * t)
        alt = tracks.alt_m + t * tracks.up_mps
        apart = GEOD.inv(lon[a], lat[a], lon[b], lat[b])[2]
        is_lost = np.abs(alt[a] - alt[b]) < HEIGHT_M - 5e-4
        least = np.where(is_lost, np.minimum(least, apart), least)
    return {(int(i), int(j)): float(m) for i, j, m in zip(a, b, least, strict=True)}


@pytest.mark.parametrize("seed", [1, 2])
def test_all_pairs_that_flight_along_geodesics_brings_too_near_are_found_and_no_others(seed: int) -> None:
    tracks = tracks_of(700, seed)
    found = find_encounters(tracks, Standoff(DISTANCE_M, HEIGHT_M, WITHIN_S))
    named = set(zip(found.a.tolist(), found.b.tolist(), strict=True))
    assert len(named) == len(found)
    flown = flown_closest_m(tracks)
    # Steps of a second see a pair up to half a second's closing later than it is nearest.
    assert {pair for pair, m in flown.items() if m < DISTANCE_M - 10} <= named
    assert named <= {pair for pair, m in flown.items() if m < DISTANCE_M + 300}
    assert len(named) > 10


def test_cells_and_sweeps_name_the_pairs_that_comparing_all_with_all_names() -> None:
    tracks = tracks_of(1500, 7)
    turned = Tracks(-tracks.lon_deg + 180 + 42, tracks.lat_deg - 33.5 + 78, *list(tracks.columns.values())[2:])
    for some in (tracks, turned):
        found = find_encounters(some, Standoff(DISTANCE_M, HEIGHT_M, WITHIN_S))
        named = set(zip(found.a.tolist(), found.b.tolist(), strict=True))
        alone = set()
        flown = flown_closest_m(some)
        for i, j in (pair for pair, m in flown.items() if m < DISTANCE_M + 2000):
            two = Tracks(*(column[[i, j]] for column in some.columns.values()))
            if len(find_encounters(two, Standoff(DISTANCE_M, HEIGHT_M, WITHIN_S))):
                alone.add((i, j))
        assert named == alone


def track(key: str, position: Position, alt_m: float, east_mps: float = 0.0, **more: float) -> Track[str]:
    return Track(key, position, alt_m, east_mps, 0.0, 0.0, **more)


def test_two_that_fly_towards_one_another_are_told_when_and_how_near() -> None:
    west, east = AL_BAB, destination(AL_BAB, 90, 60_000)
    losses = find_losses([track("a", west, 3000, 100), track("b", east, 3000, -100)], Standoff())
    assert [(loss.first, loss.second) for loss in losses] == [("a", "b")]
    assert losses[0].begins_s == pytest.approx((60_000 - 9260) / 200, abs=0.1)
    assert losses[0].closest_s == pytest.approx(300.0, abs=0.1)
    # West at the one is not west at the other: the meridians between them converge by 0.4 degrees.
    assert 150 < losses[0].miss_m < 250


def test_levels_a_thousand_feet_apart_keep_their_separation() -> None:
    assert find_losses([track("a", AL_BAB, 3048.0), track("b", AL_BAB, 3352.8)], Standoff()) == []
    assert len(find_losses([track("a", AL_BAB, 3048.0), track("b", AL_BAB, 3352.0)], Standoff())) == 1


def test_errors_and_lateness_make_a_pair_that_may_be_too_near() -> None:
    there = destination(AL_BAB, 0, 12_000)
    apart = [track("a", AL_BAB, 3000), track("b", there, 3000)]
    assert find_losses(apart, Standoff()) == []
    unsure = [track("a", AL_BAB, 3000, position_error_m=3000), track("b", there, 3000)]
    assert len(find_losses(unsure, Standoff())) == 1
    # Turned away for sixty seconds it could be as near as this.
    late = [track("a", AL_BAB, 3000, 200, late_s=60.0), track("b", destination(there, 90, 12_000), 3000, 200)]
    assert len(find_losses(late, Standoff())) == 1
    high = [track("a", AL_BAB, 3000, altitude_error_m=100), track("b", AL_BAB, 3400)]
    assert len(find_losses(high, Standoff())) == 1


def test_a_track_is_told_that_it_left_its_own_volume_and_when_it_enters_another() -> None:
    east = destination(AL_BAB, 90, 30_000)
    volumes = Volumes.from_arrays(
        owner=[1, 2], corner_counts=[1, 1], lon_deg=[AL_BAB.lon_deg, east.lon_deg],
        lat_deg=[AL_BAB.lat_deg, east.lat_deg], radius_m=[5_000, 5_000], lower_m=1000, upper_m=4000, start_ms=0,
        end_ms=3_600_000,
    )  # fmt: skip
    engine = Engine()
    owner_of_slot = dict(zip(engine.insert(volumes).tolist(), [1, 2], strict=True))
    flying = [
        track("inside", AL_BAB, 2000, 100),
        track("above", AL_BAB, 4000, 100),
        track("guest", east, 2000),
        Track("climbs", east, 500, 0, 0, 10),
    ]
    found = check_conformance(
        engine, owner_of_slot, {"inside": 1, "above": 1, "guest": 1}, flying, now_ms=0, within_s=300
    )
    assert [(one.key, one.is_inside_own) for one in found] == [
        ("inside", True), ("above", False), ("guest", False), ("climbs", False)
    ]  # fmt: skip
    assert found[0].enters_s[1] == pytest.approx(250.0, abs=0.5)
    assert found[1].enters_s == {}
    assert found[2].enters_s == {1: 0.0}
    assert found[3].enters_s[1] == pytest.approx(50.0, abs=0.1)


def test_aircraft_put_inside_their_operation_are_inside_and_those_far_off_are_not() -> None:
    plans = make_plans(200, seed=3)
    engine, now_ms = Engine(), int(plans.start_s[0] * 1000) + 60_000
    engine.insert(plans.volumes())
    owner_of_slot = dict(enumerate(plans.operation.tolist()))
    corners = slice(int(plans.corner_ends[0]), int(plans.corner_ends[1]))
    middle = Position.from_degrees(
        lat_deg=float(plans.lat_deg[corners].mean()), lon_deg=float(plans.lon_deg[corners].mean())
    )
    alt_m = float(plans.lower_m[0] + plans.upper_m[0]) / 2
    flying = [track("in", middle, alt_m), track("off", destination(middle, 0, 300_000), alt_m)]
    found = check_conformance(engine, owner_of_slot, {"in": 0, "off": 0}, flying, now_ms=now_ms, within_s=10)
    assert [one.is_inside_own for one in found] == [True, False]

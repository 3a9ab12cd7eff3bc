"""Conflicts among features of files."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from shapely.geometry import Polygon as Flat

from tansiq.formats.pairs import find_pairs, write_pair
from tansiq.formats.reading import Feature, Limits, Reading
from tansiq.formats.rings import Edges, make_outline
from tansiq.formats.svg_map import draw_map, say_altitude, say_time, write_page
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Circle
from tests.formats.areas import ALWAYS, HOUR_MS, NOON_MS, box, feature, metres, star

HOUR = Limits(metres(100), metres(200), NOON_MS, NOON_MS + HOUR_MS)


def names_of(features: list[Feature], buffer_m: float = 0.0) -> list[tuple[str, str]]:
    return [(pair.a.id, pair.b.id) for pair in find_pairs(features, buffer_m=buffer_m)]


def test_volumes_of_one_operation_do_not_conflict_with_each_other() -> None:
    made = [feature("a", box(37, 36), op="x"), feature("b", box(37, 36), op="x"), feature("c", box(37, 36))]
    assert names_of(made) == [("a", "c"), ("b", "c")]


def test_what_touches_in_time_or_height_is_apart() -> None:
    later = replace(HOUR, start_ms=HOUR.end_ms, end_ms=HOUR.end_ms + 1)
    higher = replace(HOUR, lower=metres(200), upper=metres(300))
    made = [feature(str(n), box(37, 36), limits=one) for n, one in enumerate((HOUR, later, higher))]
    assert names_of(made) == []


def test_a_pair_says_what_is_shared() -> None:
    other = Limits(metres(150), None, NOON_MS + HOUR_MS // 2, ALWAYS.end_ms)
    (pair,) = find_pairs([feature("a", box(37, 36), limits=HOUR), feature("b", box(37.1, 36.1), limits=other)])
    assert write_pair(pair) == {
        "a": "a",
        "b": "b",
        "a_where": "a.file:1:1",
        "b_where": "a.file:1:1",
        "time": {"start": "2017-01-18T12:30:00Z", "end": "2017-01-18T13:00:00Z", "duration_s": 1800.0},
        "altitude": {"lower_m": 150.0, "upper_m": 200.0, "reference": "W84"},
        "is_altitude_comparable": True,
        "distance_m": 0.0,
    }


def test_altitudes_that_cannot_be_compared_count_and_say_so() -> None:
    level = Altitude.from_flight_level(10)
    other = Limits(level, level, HOUR.start_ms, HOUR.end_ms)
    (pair,) = find_pairs([feature("a", box(37, 36), limits=HOUR), feature("b", box(37, 36), limits=other)])
    assert (write_pair(pair)["altitude"], say_altitude(pair)) == (None, "not comparable")


def test_a_buffer_finds_what_is_near_and_says_how_near() -> None:
    one = Circle(Position.from_degrees(lat_deg=36.0, lon_deg=37.0), 1_000_000)
    other = Circle(Position.from_degrees(lat_deg=36.0, lon_deg=37.05), 1_000_000)
    made = [feature("a", one), feature("b", other)]
    assert names_of(made) == []
    (pair,) = find_pairs(made, buffer_m=3_000)
    assert pair.distance_m == pytest.approx(2_509, abs=2)


def test_a_feature_of_several_parts_is_named_once_with_all_that_is_shared() -> None:
    late = replace(HOUR, start_ms=HOUR.end_ms, end_ms=HOUR.end_ms + HOUR_MS)
    first = feature("a", box(37, 36), limits=HOUR)
    first = replace(first, parts=(*first.parts, *feature("a", box(37, 36), limits=late).parts))
    (pair,) = find_pairs([first, feature("b", box(37, 36))])
    assert pair.end_ms - pair.start_ms == 2 * HOUR_MS
    assert say_time(pair) == "2017-01-18T12:00:00Z – 2017-01-18T14:00:00Z"


def test_areas_across_the_antimeridian_meet_whichever_way_they_are_cut() -> None:
    whole = make_outline([(179.5, 10), (-179.5, 10), (-179.5, 11), (179.5, 11)], Edges.STRAIGHT)
    west = make_outline([(-180, 10.2), (-179.8, 10.2), (-179.8, 10.4), (-180, 10.4)], Edges.STRAIGHT)
    assert names_of([feature("a", whole), feature("b", west)]) == [("a", "b")]


def test_a_straight_edge_is_not_the_geodesic_between_its_ends() -> None:
    """The geodesic from 36 to 39 E at 36 N lies more than a kilometre north of the parallel."""
    corners = [(36.0, 36.0), (39.0, 36.0), (39.0, 35.0), (36.0, 35.0)]
    sliver = Circle(Position.from_degrees(lat_deg=36.005, lon_deg=37.5), 100_000)
    straight, geodesic = (make_outline(corners, edges) for edges in (Edges.STRAIGHT, Edges.GEODESIC))
    assert names_of([feature("a", straight), feature("b", sliver)]) == []
    assert names_of([feature("a", geodesic), feature("b", sliver)]) == [("a", "b")]


@pytest.mark.parametrize("seed", range(5))
def test_straight_areas_meet_exactly_where_they_do_in_the_plane(seed: int) -> None:
    """Shapely decides on the flat map, where straight edges are exact; what is within 2 cm of touching is left out."""
    chance = random.Random(seed)
    rings = [
        star(chance.uniform(36, 38), chance.uniform(35, 37), [chance.uniform(0.02, 0.3) for _ in range(6)])
        for _ in range(60)
    ]
    found = set(names_of([feature(str(n), make_outline(ring, Edges.STRAIGHT)) for n, ring in enumerate(rings)]))
    flats = [Flat(ring) for ring in rings]
    margin_deg = 2e-7
    for a, one in enumerate(flats):
        for b in range(a + 1, len(flats)):
            apart = one.distance(flats[b])
            shared = math.sqrt(one.intersection(flats[b]).area)
            if apart > margin_deg or shared > 1e-4:
                assert ((str(a), str(b)) in found) == (apart == 0.0)


def test_progress_is_told_for_each_part() -> None:
    told_of: list[tuple[int, int]] = []
    made = [feature("a", box(37, 36)), feature("b", box(37, 36))]
    find_pairs(made, progress=lambda done, whole: told_of.append((done, whole)))
    assert told_of == [(1, 2), (2, 2)]


def test_the_map_draws_every_feature_and_typed_text_stays_text() -> None:
    made = [feature("<script>", box(179.9, 36)), feature("b", box(-179.95, 36.1)), feature("c", box(170, 36))]
    pairs = find_pairs(made)
    assert len(pairs) == 1
    drawing = draw_map(made, pairs)
    assert drawing.count("<path d=") == 3 + 2
    page = write_page(Reading(tuple(made), ()), pairs).decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_nothing_to_draw_is_an_empty_map() -> None:
    assert draw_map([], []) == ""
    assert "No conflict among 0 features." in write_page(Reading((), ()), []).decode()


def test_not_comparable_and_comparable_parts_show_the_comparable_altitudes() -> None:
    level = Altitude(150_000, AltitudeReference.AMSL)
    other = feature("b", box(37, 36), limits=HOUR)
    other = replace(
        other, parts=(*other.parts, *feature("b", box(37, 36), limits=Limits(level, level, 0, 9**15)).parts)
    )
    (pair,) = find_pairs([feature("a", box(37, 36), limits=HOUR), other])
    assert (pair.is_comparable, pair.lower_m, pair.upper_m, pair.reference) == (True, 100.0, 200.0, "W84")

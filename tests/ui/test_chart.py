"""What the map draws, reckoned without a map: geodesics, notations, ages of tracks, how each state and kind looks."""

from __future__ import annotations

import itertools
import math
import random
from datetime import UTC, datetime
from typing import Any

import mgrs
import pytest
from pyproj import Geod
from shapely.geometry import Polygon as Flat

from tansiq.formats.located import locate, show_located
from tests.ui.modules import Modules, bundle

pytestmark = pytest.mark.needs_browser
GEOD = Geod(ellps="WGS84")
NOW_MS = 1_486_595_460_000
MINUTE_MS = 60_000


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Modules:
    sources = ("chart/geodesy.ts", "chart/notation.ts", "chart/mercator.ts", "chart/tracks.ts", "layers.ts")
    return bundle(
        tmp_path_factory.mktemp("chart"), *sources, "chart/inside.ts", "chart/overlap.ts", "chart/meetings.ts"
    )


def some_points(count: int, seed: int) -> list[tuple[float, float]]:
    """Longitude and latitude over the theatre and beyond."""
    rng = random.Random(seed)
    return [(round(rng.uniform(-179, 179), 5), round(rng.uniform(-79, 83), 5)) for _ in range(count)]


def test_distance_and_bearing_are_those_of_an_independent_library(modules: Modules) -> None:
    pairs = list(zip(some_points(200, 1), some_points(200, 2), strict=True))
    found = modules.run("given.map(([a, b]) => m.measure(a, b))", pairs)
    for (one, other), leg in zip(pairs, found, strict=True):
        bearing_deg, _, distance_m = GEOD.inv(*one, *other)
        assert leg["distanceM"] == pytest.approx(distance_m, abs=0.001)
        assert (leg["bearingDeg"] - bearing_deg + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)


def test_a_long_edge_is_drawn_along_the_geodesic(modules: Modules) -> None:
    one, other = (30.0, 36.0), (50.0, 37.0)
    line = modules.run("m.drawEdge(given[0], given[1])", [one, other])
    assert line[0] == list(one) and line[-1] == list(other) and len(line) > 50
    whole = GEOD.inv(*one, *other)[2]
    for lon, lat in line[1:-1]:
        there, back = GEOD.inv(*one, lon, lat)[2], GEOD.inv(lon, lat, *other)[2]
        assert there + back == pytest.approx(whole, abs=0.001)
    assert line[len(line) // 2][1] > 36.9, "a straight line on the map would be at 36.5"


def test_a_circle_keeps_its_radius_at_any_latitude(modules: Modules) -> None:
    for lon, lat in [(37.5, 36.3), (10.0, 0.0), (20.0, 70.0)]:
        ring = modules.run("m.drawCircle(given, 5000)", [lon, lat])
        assert all(GEOD.inv(lon, lat, *point)[2] == pytest.approx(5000, abs=0.001) for point in ring)


def test_what_is_drawn_around_a_ring_is_never_nearer_than_the_buffer(modules: Modules) -> None:
    ring = [[37.0, 36.0], [37.2, 36.0], [37.2, 36.15], [37.1, 36.05], [37.0, 36.15]]
    around = modules.run("m.projectLine(m.drawAround(given, 3000))", ring)
    corners = modules.run("given.map(([lon, lat]) => m.project([lon, lat]))", ring)
    flat = list(zip(around[0::2], around[1::2], strict=True)) if isinstance(around, list) else []
    flat = flat or [(around[str(at)], around[str(at + 1)]) for at in range(0, len(around), 2)]
    inside = modules.run("given[1].map((p) => m.isInside(p, Float64Array.from(given[0].flat())))", [flat, corners])
    assert all(inside)
    back = modules.run("given.map((p) => m.unproject(p))", flat)
    nearest_m = min(GEOD.inv(*point, *corner)[2] for point in back for corner in ring)
    assert nearest_m >= 2990


def test_a_line_over_the_antimeridian_goes_on(modules: Modules) -> None:
    flat = modules.run("[...m.projectLine([[179.5, 10], [-179.5, 10.5]])]")
    assert abs(flat[2] - flat[0]) < 200_000


def test_mgrs_is_what_the_node_itself_writes(modules: Modules) -> None:
    points = some_points(150, 3)
    found = modules.run("given.map((p) => m.writePlace(p, 'mgrs'))", points)
    for (lon, lat), text in zip(points, found, strict=True):
        theirs = mgrs.MGRS().toLatLon(text)
        assert GEOD.inv(lon, lat, theirs[1], theirs[0])[2] < 1.5, (lon, lat, text)


def test_every_notation_is_read_back_by_the_node_as_the_same_place(modules: Modules) -> None:
    points = [(lon, lat) for lon, lat in some_points(40, 4) if abs(lat) < 75]
    for notation, off_m in (("dms", 2.0), ("dd", 0.8), ("mgrs", 1.5)):
        texts = modules.run(f"given.map((p) => m.writePlace(p, '{notation}'))", points)
        for (lon, lat), text in zip(points, texts, strict=True):
            read = show_located(locate(text, datum="WGS84", to=()))
            assert GEOD.inv(lon, lat, read["lon_deg"], read["lat_deg"])[2] < off_m, (notation, text)


def test_seconds_never_reach_sixty(modules: Modules) -> None:
    assert modules.run("m.writePlace([36.999999, 35.9999999], 'dms')") == "36°00′00.0″N 037°00′00.0″E"
    assert modules.run("m.writePlace([-0.0000001, -0.0000001], 'dms')") == "00°00′00.0″N 000°00′00.0″E"
    assert modules.run("m.writePlace([-0.0000001, -0.5], 'dd')") == "00.50000S 000.00000E"


def test_a_track_looks_as_old_as_it_is(modules: Modules) -> None:
    ages = [0, 15_000, 15_001, 60_000, 60_001, 300_000, 300_001]
    found = modules.run(
        f"given.map((age) => m.ageOf({{ last: {{ atMs: {NOW_MS} - age }} }}, {NOW_MS}))",
        ages,
    )
    assert found == ["fresh", "fresh", "hollow", "hollow", "dashed", "dashed", "lost"]


def test_the_vector_ends_where_the_aircraft_will_be_in_two_minutes(modules: Modules) -> None:
    report = make_report(speedMps=250, courseDeg=63, at=[37.5, 36.3])
    ahead = modules.run(f"m.unproject(m.findAhead(m.follow(undefined, given), {NOW_MS}))", report)
    bearing_deg, _, distance_m = GEOD.inv(37.5, 36.3, *ahead)
    assert distance_m == pytest.approx(250 * 120, rel=0.005)
    assert bearing_deg == pytest.approx(63, abs=0.3)


def test_old_or_incomplete_reports_have_no_vector(modules: Modules) -> None:
    old = f"m.findAhead(m.follow(undefined, given), {NOW_MS} + 60001)"
    assert modules.run(old, make_report(speedMps=250, courseDeg=63)) is None
    still = f"m.findAhead(m.follow(undefined, given), {NOW_MS})"
    assert modules.run(still, make_report(speedMps=None, courseDeg=63)) is None


def test_five_places_where_it_was_are_kept_and_older_reports_change_nothing(modules: Modules) -> None:
    reports = [make_report(at=[37 + step / 100, 36], atMs=NOW_MS + step * 10_000) for step in range(9)]
    track = modules.run("given.reduce((track, report) => m.follow(track, report), undefined)", reports)
    assert len(track["trail"]) == 5
    late = [*reports, make_report(at=[10, 10], atMs=NOW_MS)]
    assert modules.run("given.reduce((track, report) => m.follow(track, report), undefined)", late) == track


def test_a_frame_is_friend_neutral_or_unknown(modules: Modules) -> None:
    identities = ["own", "other", "civil", "unidentified"]
    found = modules.run("given.map((identity) => m.frameOf({ identity }))", identities)
    assert found == ["friend", "neutral", "neutral", "unknown"]


@pytest.mark.parametrize(
    ("state", "dash", "width", "fill", "badge"),
    [
        ("submitted", "dashed", 1.5, 0, ""),
        ("held", "dash-dot", 1.5, 0, "◇"),
        ("coordinated", "solid", 2, 0, ""),
        ("active", "solid", 3, 0.12, ""),
        ("suspended", "solid", 2, 0, "⬣"),
        ("ended", "solid", 1, 0, ""),
    ],
)
def test_line_is_state(modules: Modules, state: str, dash: str, width: float, fill: float, badge: str) -> None:
    look = modules.run(f"m.lookOf(given, 'party-1', {NOW_MS})", make_item(state=state))
    assert (look["dash"], look["widthPx"], look["fill"], look["badge"]) == (dash, width, fill, badge)
    assert look["ink"] == ("text-2" if state == "ended" else "party-1")


def test_fill_is_kind_and_what_is_over_has_none(modules: Modules) -> None:
    kinds = ["activity", "own_force_area", "no_go_area", "protected_site", "corridor"]
    items = [make_item(kind=kind, state="live") for kind in kinds]
    looks = modules.run(f"given.map((item) => m.lookOf(item, 'text', {NOW_MS}))", items)
    assert [look["hatch"] for look in looks] == ["none", "strokes", "cross", "none", "none"]
    over = modules.run(f"m.lookOf(given, 'text', {NOW_MS})", make_item(kind="no_go_area", state="ended"))
    assert over["hatch"] == "none"


def test_what_protects_only_later_is_drawn_as_planned(modules: Modules) -> None:
    item = make_item(kind="no_go_area", state="live", start="2030-01-01T00:00:00Z")
    assert modules.run(f"m.lookOf(given, 'text', {NOW_MS})", item)["dash"] == "dashed"


def test_own_party_has_the_ink_of_text_and_others_keep_theirs_at_every_console(modules: Modules) -> None:
    inks = modules.run("given.map((p) => m.inkOf(p, 'tr', ['tr', 'us', 'ru', 'un']))", ["tr", "ru", "un", "us"])
    assert inks == ["text", "party-1", "party-2", "party-3"]


def test_of_an_instant_only_the_volumes_of_that_instant_are_drawn(modules: Modules) -> None:
    shown = "{ own: 'ru', parties: ['ru'], nowMs: given.at, atMs: given.at }"
    item = make_item(volumes=[make_volume(0, 30), make_volume(30, 60)])
    for minutes, count in ((10, 1), (30, 1), (59, 1)):
        figure = modules.run(
            f"m.figureOf(given.item, {shown}, null)", {"item": item, "at": NOW_MS + minutes * MINUTE_MS}
        )
        assert len(figure["rings"]) == count
    late = modules.run(f"m.figureOf(given.item, {shown}, null)", {"item": item, "at": NOW_MS + 60 * MINUTE_MS})
    assert late is None


def test_a_transit_of_several_volumes_has_its_direction_and_one_of_a_single_volume_none(modules: Modules) -> None:
    shown = f"{{ own: 'ru', parties: ['ru'], nowMs: {NOW_MS}, atMs: null }}"
    later_first = [make_volume(30, 60, lon=38.0), make_volume(0, 30, lon=37.0)]
    figure = modules.run(f"m.figureOf(given, {shown}, null)", make_item(kind="transit", volumes=later_first))
    assert figure["marks"] == "arrow" and figure["spine"]["0"] < figure["spine"]["2"], "eastwards, in the order of time"
    single = modules.run(f"m.figureOf(given, {shown}, null)", make_item(kind="transit", hash="b" * 64))
    assert single["marks"] == "none"


def test_the_middle_of_a_corridor_joins_its_short_sides(modules: Modules) -> None:
    corners = [[0.0, 0.0], [0.0, 1.0], [5.0, 1.2], [10.0, 1.0], [10.0, 0.0], [5.0, 0.2]]
    line = modules.run("m.middleLine(given)", corners)
    assert sorted(line) == [[0.0, 0.5], [5.0, 0.7], [10.0, 0.5]]
    assert line[1] == [5.0, 0.7]


def test_two_items_that_meet_are_marked_once_whichever_of_them_is_held(modules: Modules) -> None:
    ids = ["a" * 8, "b" * 8]
    items = [
        make_item(item=ids[0], hash="1" * 64, holds=[{"code": "conflict", "item": ids[1]}]),
        make_item(
            item=ids[1], hash="2" * 64, holds=[{"code": "conflict", "item": ids[0]}, {"code": "late", "item": None}]
        ),
    ]
    shown = f"{{ own: 'ru', parties: ['ru'], nowMs: {NOW_MS}, atMs: null }}"
    made = modules.run(
        f"m.conflictFigures(given, new Map(given.map((item) => [item.item, m.figureOf(item, {shown}, null)])))", items
    )
    assert [mark["items"] for mark in made] == [ids]


def meet(modules: Modules, *items: dict[str, object]) -> list[dict[str, Any]]:
    """What the map marks where the first item is held by each of the others."""
    shown = f"{{ own: 'ru', parties: ['ru'], nowMs: {NOW_MS}, atMs: null }}"
    figures = f"new Map(given.map((item) => [item.item, m.figureOf(item, {shown}, null)]))"
    marks = (
        f"m.conflictFigures(given, {figures}).map((mark) => ({{ ...mark, where: m.unproject(mark.where),"
        " shared: mark.shared.length, apart: mark.apart.length }))"
    )
    holds = [{"code": "conflict", "item": other["item"]} for other in items[1:]]
    made: list[dict[str, Any]] = modules.run(marks, [{**items[0], "holds": holds}, *items[1:]])
    return made


def placed(name: str, footprint: dict[str, object], **changes: object) -> dict[str, object]:
    volume = {"footprint": footprint, "start": iso(0), "end": iso(60), "lower": None, "upper": None}
    return make_item(item=name * 8, hash=name * 64, volumes=[{**volume, **changes}], holds=[])


def ring(*corners: tuple[float, float]) -> dict[str, object]:
    return {"polygon": {"vertices": [{"lon_deg": lon, "lat_deg": lat} for lon, lat in corners]}}


def disc(lon: float, lat: float, radius_m: float) -> dict[str, object]:
    return {"circle": {"centre": {"lon_deg": lon, "lat_deg": lat}, "radius_m": radius_m}}


HOOK = ring((37, 36), (39, 36), (39, 38), (38.8, 38), (38.8, 36.2), (37.2, 36.2), (37.2, 38), (37, 38))
"""Open at the top: the middle of its box is not in it."""


def test_the_ground_that_two_items_share_is_marked_and_not_what_their_boxes_share(modules: Modules) -> None:
    [mark] = meet(modules, placed("a", HOOK), placed("b", disc(38.8, 37.5, 30_000)))
    assert (mark["shared"], mark["apart"]) == (1, 0)
    lon, lat = mark["where"]
    assert 38.79 <= lon <= 39.01 and 37.1 < lat < 37.9
    assert GEOD.inv(lon, lat, 38.8, 37.5)[2] < 30_100
    [crossed] = meet(modules, placed("a", HOOK), placed("b", ring((36.5, 37), (37.1, 37), (37.1, 37.2), (36.5, 37.2))))
    assert 37 < crossed["where"][0] < 37.1 and 37 < crossed["where"][1] < 37.2


@pytest.mark.parametrize("is_turned", [False, True])
def test_the_ground_shared_by_two_convex_outlines_is_one_ring_and_the_whole_of_it(
    modules: Modules, is_turned: bool
) -> None:
    one = [(math.cos(i / 32 * math.pi), math.sin(i / 32 * math.pi)) for i in range(64)]
    other = [(0.2, -2.0), (3.0, -1.0), (2.0, 2.0), (-0.5, 0.4)]
    given = [[*itertools.chain(*ring)] for ring in (one[::-1] if is_turned else one, other)]
    made = modules.run("Array.from(m.cut(...given.map((ring) => Float64Array.from(ring))))", given)
    cut = Flat(zip(made[::2], made[1::2], strict=True))
    assert cut.symmetric_difference(Flat(one).intersection(Flat(other))).area < 1e-9
    assert cut.exterior.is_ccw
    hook = [0, 0, 2, 0, 2, 2, 1, 0.5, 0, 2]
    assert modules.run("m.cut(...given.map((ring) => Float64Array.from(ring)))", [hook, given[1]]) is None


def test_where_no_ground_is_shared_both_outlines_are_marked_and_the_middle_of_the_gap(modules: Modules) -> None:
    [mark] = meet(modules, placed("a", HOOK), placed("b", disc(38, 37, 20_000)))
    assert (mark["shared"], mark["apart"]) == (0, 2), "in the box of the other, not in it"
    lon, lat = mark["where"]
    assert GEOD.inv(lon, lat, 38, 37)[2] > 20_000


def test_only_volumes_that_are_there_together_and_may_be_level_are_compared(modules: Modules) -> None:
    here, there = disc(37, 36, 20_000), disc(37.1, 36, 20_000)
    low = {"value": 1000, "unit": "M", "reference": "AMSL", "text": "1000 m AMSL"}
    high = {**low, "value": 3000}
    assert len(meet(modules, placed("a", here), placed("b", there))) == 1
    assert meet(modules, placed("a", here), placed("b", there, start=iso(60), end=iso(90))) == []
    assert meet(modules, placed("a", here, upper=low), placed("b", there, lower=high)) == []
    pressure = {**high, "reference": "QNH"}
    assert len(meet(modules, placed("a", here, upper=low), placed("b", there, lower=pressure))) == 1


def make_report(**changes: object) -> dict[str, object]:
    return {
        "track": "t1",
        "party": "ru",
        "identity": "other",
        "symbol": "fixed_wing",
        "callSign": "TNSQ01",
        "item": None,
        "at": [37.5, 36.3],
        "atMs": NOW_MS,
        "speedMps": 200,
        "courseDeg": 90,
        "altM": 3000,
        **changes,
    }


def iso(minutes: int) -> str:
    return datetime.fromtimestamp(NOW_MS / 1000 + minutes * 60, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def make_volume(start_min: int, end_min: int, *, lon: float = 37.5) -> dict[str, object]:
    circle = {"centre": {"lat_deg": 36.3, "lon_deg": lon}, "radius_m": 5000}
    return {
        "footprint": {"circle": circle},
        "lower": None,
        "upper": None,
        "start": iso(start_min),
        "end": iso(end_min),
    }


def make_item(**changes: object) -> dict[str, object]:
    return {
        "item": "i1",
        "hash": "a" * 64,
        "owner": "ru",
        "kind": "activity",
        "state": "submitted",
        "name": "One",
        "start": "2017-02-08T23:11:00Z",
        "expires": None,
        "volumes": [make_volume(0, 60)],
        "holds": [],
        "site": None,
        "place": None,
        **changes,
    }

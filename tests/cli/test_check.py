"""`tansiq check` from files to exit code, table, object, GeoJSON and page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tansiq.cli.main import main
from tansiq.formats.geojson import read_geojson, write_geojson
from tansiq.formats.kml import write_kml
from tests.formats.areas import box, feature

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "one.geojson", tmp_path / "other.kml"
    one.write_bytes(write_geojson([feature("a", box(37, 36)), feature("b", box(38, 36), op="x")]))
    other.write_bytes(write_kml([feature("c", box(37.1, 36.1)), feature("d", box(38, 36), op="x")]))
    return one, other


def test_conflicts_across_files_end_with_one(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *map(str, files), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(pair["a"], pair["b"], pair["distance_m"]) for pair in found["pairs"]] == [("a", "c", 0.0)]
    assert found["features"] == 4


def test_no_conflict_ends_with_nought(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(files[0])]) == 0
    assert "no conflict among 2 features" in capsys.readouterr().out


def test_a_folder_gets_a_geojson_and_a_page_with_a_map(files: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["check", *map(str, files), "--out", str(out)]) == 1
    written = (out / "check.geojson").read_bytes()
    assert {one.id for one in read_geojson(written, file="check.geojson").features} == {"a", "b", "c", "d"}
    named = {one["id"]: one["properties"]["in_conflict_with"] for one in json.loads(written)["features"]}
    assert named == {"a": ["c"], "b": [], "c": ["a"], "d": []}
    assert "<svg" in (out / "check.html").read_text(encoding="utf-8")


def test_edges_may_be_read_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ring = [[36, 36], [39, 36], [39, 35], [36, 35], [36, 36]]
    made = [
        {"type": "Feature", "id": "wide", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"type": "Feature", "id": "north", "properties": {"radius_m": 100},
         "geometry": {"type": "Point", "coordinates": [37.5, 36.005]}},
    ]  # fmt: skip
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": made}))
    assert main(["check", str(path)]) == 0
    assert main(["check", str(path), "--edges", "geodesic"]) == 1
    assert main(["check", str(path), "--buffer", "500"]) == 1
    assert "north" in capsys.readouterr().out


def test_bad_input_ends_with_two_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection",\n "features": [3]}')
    assert main(["check", str(path)]) == 2
    assert f"{path}:2:15" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "none.geojson")]) == 2
    assert main(["check"]) == 2
    assert main(["check", str(path), "--buffer", "-1"]) == 2


def test_what_is_not_read_as_it_stands_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [37, 36]}}')
    assert main(["check", str(path)]) == 0
    shown = capsys.readouterr()
    assert "left out" in shown.err
    assert "no conflict among 0 features; 1 left out and not compared" in shown.out
    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["left_out"] == 1


def test_the_example_has_the_conflicts_that_the_page_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(EXAMPLES / "areas.geojson"), "--json"]) == 1
    pairs = json.loads(capsys.readouterr().out)["pairs"]
    assert [(pair["a"], pair["b"]) for pair in pairs] == [("survey-1", "corridor"), ("survey-2", "hospital")]

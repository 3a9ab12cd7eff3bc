"""`tansiq locate`: one place, or a file of them, in any form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tansiq.cli.main import main
from tansiq.formats.files import read_places

AIRPORT = "37SFV0690405327"
TABLE = f'name,place,datum\nA,{AIRPORT},WGS84\nB,"35.2854 40.1756",\nC,nowhere,WGS84\n'


def test_every_form_operation_and_language_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    to = ["--to", "SK-42", "--to", "EPSG:22770", "--to", "DMS"]
    assert main(["locate", AIRPORT, "--datum", "WGS84", *to]) == 0
    out = capsys.readouterr().out
    for part in ("GK 7607055.", "EPSG:22770 556809.", "35°17'07.", "Pulkovo 1942 to WGS 84 (20), good to 3 m; OUTSIDE",
                 "Deir ez Zor to WGS 84 (6), good to 0.5 m", "Deir ez-Zor airport", "مطار دير الزور",
                 "аэропорт Дейр-эз-Зор", "Deyrizor havaalanı"):  # fmt: skip
        assert part in out


def test_an_operation_of_unknown_accuracy_must_be_pinned(capsys: pytest.CaptureFixture[str]) -> None:
    ask = ["locate", "35.2854 40.1756", "--datum", "ED50", "--to", "DD", "--json"]
    assert main(ask) == 2
    assert main([*ask, "--pin", "ED50=ED50 to WGS 84 (3)"]) == 0
    operation = json.loads(capsys.readouterr().out)["operation"]
    assert (operation["name"], operation["accuracy_m"], operation["is_pinned"]) == ("ED50 to WGS 84 (3)", None, True)
    assert main([*ask, "--pin", "ED50"]) == 2


@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".kml"])
def test_a_file_of_places_is_located_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    path, out = tmp_path / "places.csv", tmp_path / f"out{suffix}"
    path.write_text(TABLE)
    assert main(["locate", str(path), "--datum", "WGS84", "--to", "SK-42", "--out", str(out), "--json"]) == 2
    shown = json.loads(capsys.readouterr().out)
    assert [place["name"] for place in shown["places"]] == ["A", "B"]
    assert [(one["code"], one["where"]) for one in shown["refused"]] == [("unknown_place_name", f"{path}:4:1")]
    again, _ = read_places(out.read_bytes(), file="out")
    assert [place.name for place in again] == ["A", "B"]
    assert main(["locate", str(out), "--to", "MGRS"]) == 0


def test_people_are_shown_what_was_refused_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "places.csv"
    path.write_text(TABLE)
    assert main(["locate", str(path)]) == 2
    said = capsys.readouterr()
    assert "1 located, 2 refused" in said.out
    assert f"{path}:3:1" in said.err
    assert "missing_datum" in said.err


def test_what_cannot_be_written_or_read_is_bad_input(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(TABLE)
    assert main(["locate", str(path), "--datum", "WGS84", "--out", str(tmp_path / "out.txt")]) == 2
    assert main(["locate", str(tmp_path / "none.csv")]) == 2
    assert main(["locate", AIRPORT, "--datum", "WGS84", "--out", str(path)]) == 2
    assert main(["locate", AIRPORT, "--datum", "WGS84", "--to", "NAD27"]) == 2

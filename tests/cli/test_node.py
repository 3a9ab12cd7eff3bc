"""Commands on a node's folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tansiq.cli.main import main

PASSPHRASE = "a long enough passphrase"


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "n"
    arguments = ["node", "init", str(path), "--party", "north", "--name", "North", "--exercise", "--json"]
    assert main(arguments) == 0
    made = json.loads(capsys.readouterr().out)
    assert set(made) == {"administrator", "one_time_secret", "control_token", "fingerprints"}
    return path


@pytest.fixture
def passphrase(tmp_path: Path) -> str:
    path = tmp_path / "passphrase"
    path.write_text(PASSPHRASE + "\n")
    return str(path)


def test_init_prints_the_one_time_secret_for_people_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["node", "init", str(tmp_path / "n"), "--party", "north", "--name", "North"]) == 0
    out = capsys.readouterr().out
    assert "One-time secret" in out
    assert "line key" in out
    secret = out.split("shown this once: ")[1].split()[0]
    kept = b"".join(path.read_bytes() for path in (tmp_path / "n").rglob("*") if path.is_file())
    assert secret.encode() not in kept


def test_a_second_node_is_not_made_in_the_same_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert main(["node", "init", str(folder), "--party", "south", "--name", "South"]) == 2
    assert "not an empty folder" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_only_an_exercise_has_a_clock_to_set(tmp_path: Path) -> None:
    made = ["node", "init", str(tmp_path / "n"), "--party", "north", "--name", "North"]
    assert main([*made, "--start", "2017-01-18T06:00:00Z"]) == 2
    assert main([*made, "--start", "2017-01-18T06:00:00Z", "--exercise"]) == 0


def test_config_check_names_each_fault_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["node", "config", "check", str(folder)]) == 0
    settings = folder / "tansiq.toml"
    settings.write_text(settings.read_text() + "[nonsense]\nx = 1\n")
    lines = len(settings.read_text().splitlines())
    assert main(["node", "config", "check", str(folder)]) == 2
    assert f"tansiq.toml:{lines - 1}: there is no setting nonsense" in capsys.readouterr().err
    assert main(["node", "config", "check", str(folder), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["faults"][0]["line"] == lines - 1


def test_a_record_is_copied_and_put_back_and_the_former_one_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    assert main(["node", "backup", str(folder), str(copy)]) == 0
    assert main(["node", "backup", str(folder), str(copy)]) == 2
    assert main(["node", "restore", str(folder), str(copy)]) == 0
    assert (folder / "record.db.before-restore-1").is_file()
    assert main(["node", "verify", str(folder)]) == 0


def test_what_is_no_copy_of_a_record_changes_nothing(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_bytes(b"hello" * 1000)
    before = (folder / "record.db").read_bytes()
    assert main(["node", "restore", str(folder), str(wrong)]) == 2
    assert main(["node", "restore", str(folder), str(tmp_path / "missing")]) == 2
    assert (folder / "record.db").read_bytes() == before
    assert sorted(path.name for path in folder.glob("record.db*")) == ["record.db"]


def test_verify_proves_lines_and_picture(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["node", "verify", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"good": True, "lines": {}, "first_difference": None}


def test_keys_go_out_and_come_back(folder: Path, tmp_path: Path, passphrase: str) -> None:
    for name, more in (("file", []), ("sheet", ["--sheet"])):
        kept, new = tmp_path / name, tmp_path / f"new-{name}"
        arguments = ["node", "keys", "export", str(folder), str(kept), "--passphrase-file", passphrase, *more]
        assert main(arguments) == 0
        assert main(arguments) == 2
        assert main(["node", "keys", "import", str(new), str(kept), "--passphrase-file", passphrase]) == 0
        assert (new / "keys" / "line.seed").read_bytes() == (folder / "keys" / "line.seed").read_bytes()
        assert kept.stat().st_mode & 0o777 == 0o600


def test_a_folder_without_a_node_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["config", "check"], ["verify"]):
        assert main(["node", *command, str(tmp_path)]) == 2
    assert main(["node", "backup", str(tmp_path), str(tmp_path / "b")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_unknown_command_is_bad_input() -> None:
    assert main(["nonsense"]) == 2
    assert main(["node", "init"]) == 2


def test_a_coordinate_is_located_only_with_its_datum(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["locate", "36.5 37.5"]) == 2
    assert main(["locate", "36.5 37.5", "--datum", "WGS84", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["lat_deg"], found["lon_deg"]) == (36.5, 37.5)
    assert main(["locate", found["mgrs"], "--datum", "WGS84"]) == 0


def test_an_unknown_scenario_or_language_is_bad_input() -> None:
    assert main(["demo", "no-such-scenario"]) == 2
    assert main(["demo", "--lang", "de"]) == 2

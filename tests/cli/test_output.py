"""What is printed for people."""

from __future__ import annotations

import pytest

from tansiq.cli.output import print_table, say


def test_isolates_are_left_out_where_nothing_runs_right_to_left(capsys: pytest.CaptureFixture[str]) -> None:
    say("Agreement “\u2068Memorandum\u2069” signed by \u2068Хмеймим\u2069")
    assert capsys.readouterr().out == "Agreement “Memorandum” signed by Хмеймим\n"


def test_isolates_stay_around_what_runs_right_to_left(capsys: pytest.CaptureFixture[str]) -> None:
    line = "Note by \u2068مركز\u2069 to \u2068ru\u2069"
    say(line)
    assert capsys.readouterr().out == f"{line}\n"


def test_a_table_wider_than_the_terminal_is_shown_in_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    print_table(("peer", "state", "clock"), [("south", "silent " * 6, "-1.2 s")])
    shown = capsys.readouterr().out
    assert shown.splitlines()[0] == "south"
    assert f"  state: {'silent ' * 6}".rstrip() in shown and "  clock: -1.2 s" in shown
    print_table(("peer", "state"), [("south", "up")])
    assert "┏" in capsys.readouterr().out

"""What is printed for people."""

from __future__ import annotations

import pytest

from tansiq.cli.output import say


def test_isolates_are_left_out_where_nothing_runs_right_to_left(capsys: pytest.CaptureFixture[str]) -> None:
    say("Agreement “\u2068Memorandum\u2069” signed by \u2068Хмеймим\u2069")
    assert capsys.readouterr().out == "Agreement “Memorandum” signed by Хмеймим\n"


def test_isolates_stay_around_what_runs_right_to_left(capsys: pytest.CaptureFixture[str]) -> None:
    line = "Note by \u2068مركز\u2069 to \u2068ru\u2069"
    say(line)
    assert capsys.readouterr().out == f"{line}\n"

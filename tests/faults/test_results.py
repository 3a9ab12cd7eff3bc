"""A campaign that was ended goes on where it was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from faults.checks import Outcome
from faults.results import append_result, read_results
from faults.storm import Result


def make_result(seed: int) -> Result:
    outcome = Outcome(breaks=["I2: lost"], messages=1200, lost=1, cease_delays_s=[0.25])
    faults, orders = Counter({"kill": 2, "cut": 1}), Counter({"cease": 3})
    return Result(seed, faults=faults, outcome=outcome, orders=orders, seconds=9.5, settled_s=1.5)


def test_results_are_read_as_they_were_written_and_only_for_their_commit(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    assert read_results(file, "abc") == {}
    for seed in (3, 4):
        append_result(file, "abc", make_result(seed))
    append_result(file, "def", make_result(5))
    assert read_results(file, "abc") == {3: make_result(3), 4: make_result(4)}


def test_a_line_that_was_cut_short_is_run_again(tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    append_result(file, "abc", make_result(3))
    append_result(file, "abc", make_result(4))
    file.write_text(file.read_text()[:-20])
    assert set(read_results(file, "abc")) == {3}

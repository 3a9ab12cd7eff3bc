"""The eighteen rules on small scopes: with all of them nothing breaks, and without any one of them something does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from docs.model import runs, scopes
from docs.model.__main__ import is_as_said, is_gap_as_said, tell_scopes, tell_without
from docs.model.scope import Drop, Scope
from docs.model.search import find_beginning, search


def name_of(scope: Scope) -> str:
    return scope.name.split(":")[0]


@pytest.mark.parametrize("scope", scopes.QUICK, ids=name_of)
def test_with_all_rules_no_state_of_a_quick_scope_breaks_anything(scope: Scope) -> None:
    found = search(scope)
    assert (found.broken, found.history) == (None, ())
    assert found.is_whole


@pytest.mark.parametrize("run", runs.WITHOUT, ids=lambda run: f"{run.drop.name}-{name_of(run.scope)}")
def test_without_a_rule_a_search_breaks_what_it_is_said_to_break(run: runs.Without) -> None:
    outcome = runs.run_without(run)
    assert is_as_said(run, outcome), outcome


def test_every_rule_has_a_run_without_it_that_breaks_something() -> None:
    numbers = {int(found.group()) for run in runs.WITHOUT if (found := re.match(r"\d+", run.drop))}
    assert numbers == set(range(1, 19))


def test_every_part_of_a_rule_that_can_be_left_out_is_left_out_in_a_run() -> None:
    assert {run.drop for run in runs.WITHOUT} == set(Drop) - {Drop.NONE}
    assert all(run.breaks for run in runs.WITHOUT)


@pytest.mark.parametrize("gap", runs.GAPS, ids=lambda gap: name_of(gap.scope))
def test_a_known_gap_is_there_and_its_mending_closes_it(gap: runs.Gap) -> None:
    open_, mended = runs.run_gap(gap)
    assert is_gap_as_said(gap, open_, mended), (open_, mended)


def test_what_a_party_is_given_never_tells_that_something_is_undisclosed() -> None:
    assert runs.is_silent_about_undisclosed(scopes.WATCHED)


def test_the_tables_of_the_page_are_what_the_searches_found() -> None:
    page = (Path(runs.__file__).parent / "README.md").read_text().splitlines()
    told = [*tell_scopes(map(search, scopes.QUICK)), *tell_without(map(runs.run_without, runs.WITHOUT))]
    assert [line for line in told if line not in page] == []


def test_the_history_of_a_break_is_a_shortest_one() -> None:
    found = search(replace(scopes.ANSWERS, without=Drop.CONCURS))
    assert len(found.history) == 2


def test_a_search_that_gives_up_does_not_say_that_it_saw_all() -> None:
    found = search(scopes.ANSWERS, most_states=1_000)
    assert found.broken is None
    assert not found.is_whole


def test_a_scope_that_begins_later_begins_where_its_steps_lead() -> None:
    world = find_beginning(scopes.LEASE)
    assert world.nodes[scopes.A].concurred[scopes.B] == 1
    assert world.nodes[scopes.B].known == 0b11

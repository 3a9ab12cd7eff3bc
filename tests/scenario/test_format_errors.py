"""A broken scenario file is refused before anything starts, with file, line and column."""

from __future__ import annotations

import pytest

from tansiq.scenario.errors import BadScenario
from tansiq.scenario.format import load_scenario, parse_scenario
from tansiq.scenario.scenario import Scenario

WHOLE = """\
scenario: small
title: {en: Small}
starts: 2017-01-01T00:00:00Z
parties:
  aa:
    name: {en: A}
    lang: en
    officers: &officers
      - {name: w, role: watch}
      - {name: c, role: commander}
      - {name: d, role: commander}
  bb: {name: {en: B}, lang: ru, officers: *officers}
lines: [[aa, bb]]
agreements:
  pact:
    title: Pact
    parties: [aa, bb]
    scope: flight_safety
    effective: 2017-01-01T00:00:00Z
    areas:
      - {area: here, name: Here, status: active, footprint: {circle: {centre: "36.0 37.0", radius_m: 1000}}}
items:
  thing:
    owner: aa
    kind: no_go_area
    name: Thing
    volumes:
      - footprint: {polygon: {vertices: ["36.0 37.0", "36.0 37.1", "36.1 37.1", "36.1 37.0"]}}
        lower: {value: 0, unit: M, reference: AMSL}
        upper: {value: 900, unit: M, reference: AMSL}
        start: 2017-01-01T00:00:00Z
        end: 2017-01-02T00:00:00Z
script:
  - {do: submit, centre: aa, with: {item: thing}, as: first}
  - at: +5 min
    do: cease
    centre: bb
    as: stop
  - {do: take, centre: aa, with: {cease: stop}, must: [{item: thing, state: held}]}
"""


def read(body: str) -> Scenario:
    def find_file(name: str) -> tuple[str, str]:
        if name == "whole":
            return WHOLE, "whole.yaml"
        raise FileNotFoundError(name)

    return parse_scenario(body, "small.yaml", find_file)


def refusal(old: str, new: str) -> BadScenario:
    assert old in WHOLE
    with pytest.raises(BadScenario) as caught:
        read(WHOLE.replace(old, new, 1))
    return caught.value


def test_the_whole_file_is_accepted() -> None:
    scenario = read(WHOLE)
    assert [step.label for step in scenario.script][:2] == ["first", "stop"]
    assert scenario.script[1].at_ms - scenario.script[0].at_ms == 300_000


@pytest.mark.parametrize(
    ("old", "new", "where", "words"),
    [
        ("do: submit", "do: submitt", "34:10", "'submitt' is not a verb"),
        ("{do: submit, centre: aa", "{do: submit, centre: zz", "34:26", "'zz' is not a party"),
        ("with: {item: thing}", "with: {item: thong}", "34:43", "'thong' names none of the items"),
        ("with: {item: thing}", "with: {items: thing}", "34:37", "'items' is not known in 'submit'"),
        ("with: {item: thing}", "with: {}", "34:36", "'item' is missing"),
        ("{cease: stop}", "{cease: stopp}", "39:42", "'stopp' names none of the ceases"),
        ("at: +5 min", "at: 2017-01-01T00:05:00", "35:9", "names no time zone"),
        ("at: +5 min", "at: 2016-12-31T00:05:00Z", "35:9", "time never goes back"),
        ("at: +5 min", "at: soon", "35:9", "not a time"),
        ("starts: 2017-01-01T00:00:00Z", "starts: 2017-01-01", "3:9", "names no time zone"),
        ("lines: [[aa, bb]]", "lines: [[aa, aa]]", "13:9", "two different parties"),
        ("lines: [[aa, bb]]", "lines: [[aa, cc]]", "13:9", "'cc' is not a party"),
        ("parties: [aa, bb]\n    scope", "parties: [aa, xx]\n    scope", "17:19", "'xx' is not a party"),
        ("scope: flight_safety", "scope: friendship", "18:12", "one of flight_safety, joint_operations"),
        ("owner: aa", "owner: ax", "24:12", "'ax' is not a party"),
        ("kind: no_go_area", "kind: blob", "25:11", "one of activity"),
        ("kind: no_go_area", "kind: activity", "24:5", "say what flies"),
        ('"36.0 37.1", "36.1 37.1"', '"36.1 37.1", "36.0 37.1"', "28:41", "crosses itself"),
        (', "36.1 37.1", "36.1 37.0"]', "]", "28:41", "at least 3 vertices"),
        ('["36.0 37.0", "36.0', '["here", "36.0', "28:42", "a coordinate such as"),
        ('["36.0 37.0", "36.0', '["136.0 37.0", "36.0', "28:42", "latitude comes first"),
        ("end: 2017-01-02", "end: 2016-01-02", "32:14", "ends before it starts"),
        ("value: 900", "value: -1", "30:16", "upper altitude is below the lower"),
        (
            "unit: M, reference: AMSL}\n        upper",
            "unit: YD, reference: AMSL}\n        upper",
            "29:33",
            "one of M, FT",
        ),
        ("radius_m: 1000", "radius_m: 0", "21:102", "a length above 0"),
        ("role: watch}", "role: boss}", "9:25", "one of watch, commander"),
        ("{item: thing, state: held}", "{state: held}", "39:56", "a check is about one of"),
        ("{item: thing, state: held}", "{item: thing, stat: held}", "39:70", "'stat' is not known in a check"),
        ("as: stop", "as: first", "38:9", "two steps are called 'first'"),
        ("as: stop", "as: stop\n    as: again", "39:5", "stands here a second time"),
        ("script:", "scripts:", "33:1", "'scripts' is not known in a scenario"),
        ("title: {en: Small}", "title: {xx: Small}", "2:9", "'xx' is not known here"),
        ("title: {en: Small}", "title: {en: Small", "3:7", "not YAML"),
    ],
)
def test_a_broken_file_names_the_place_and_what_is_expected(old: str, new: str, where: str, words: str) -> None:
    error = refusal(old, new)
    assert error.where == f"small.yaml:{where}"
    assert words in error.message
    assert error.advice()


def test_a_line_of_two_people_needs_two_people() -> None:
    body = WHOLE.replace("- {name: d, role: commander}", "", 1)
    body = body.replace("do: take, centre: aa,", "do: resume, centre: aa,")
    with pytest.raises(BadScenario, match="two people do this"):
        read(body)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(BadScenario, match="empty"):
        read("")


def test_a_file_that_contains_itself_is_refused() -> None:
    with pytest.raises(BadScenario, match="deep"):
        read("scenario: &again [*again]")


def test_a_change_of_an_unknown_step_names_its_line() -> None:
    with pytest.raises(BadScenario, match="no step has the label 'nothing'") as caught:
        read("extends: whole\nchange:\n  - {remove: nothing}\n")
    assert caught.value.where == "small.yaml:3:14"


def test_a_change_of_an_unknown_value_names_its_line() -> None:
    with pytest.raises(BadScenario, match="there is no 'nowhere'") as caught:
        read("extends: whole\nchange:\n  - {set: items.nowhere.name, to: x}\n")
    assert caught.value.where == "small.yaml:3:11"


def test_a_file_that_is_extended_must_exist() -> None:
    with pytest.raises(BadScenario, match="the name of a scenario") as caught:
        read("extends: elsewhere\n")
    assert caught.value.where == "small.yaml:1:10"


def test_an_error_in_a_changed_value_names_the_changing_file() -> None:
    with pytest.raises(BadScenario) as caught:
        read("extends: whole\nchange:\n  - {set: items.thing.kind, to: blob}\n")
    assert caught.value.where == "small.yaml:3:33"


def test_an_unknown_scenario_says_which_there_are() -> None:
    with pytest.raises(BadScenario) as caught:
        load_scenario("nothing-2000")
    assert "albab-2017" in caught.value.advice()


def test_changes_set_replace_add_and_remove() -> None:
    scenario = read(
        """\
extends: whole
scenario: changed
change:
  - {set: items.thing.name, to: Other}
  - {remove: first}
  - {add: [{do: wait, at: +1 min, as: pause}], before: stop}
  - {set: script.stop.at, to: +2 min}
"""
    )
    assert scenario.id == "changed"
    assert [step.label for step in scenario.script][:2] == ["pause", "stop"]
    assert scenario.script[1].at_ms - scenario.script[0].at_ms == 120_000
    assert scenario.items["thing"]["name"] == "Other"

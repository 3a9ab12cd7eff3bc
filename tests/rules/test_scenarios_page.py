"""The page of scenarios names every verb and every check, and its example is a scenario."""

from __future__ import annotations

import re

from tansiq.scenario.format import SCENARIOS, parse_scenario
from tansiq.scenario.verbs import CHECK_FIELDS, VERBS
from tests.rules.source import DOCS, ROOT

PAGE = DOCS / "scenarios.md"


def read_page() -> str:
    return PAGE.read_text(encoding="utf-8")


def find_quoted(text: str) -> set[str]:
    return {word for quoted in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[a-z][a-z.-]*", quoted)}


def test_every_verb_and_every_check_is_on_the_page() -> None:
    quoted = find_quoted(re.sub(r"```.*?```", "", read_page(), flags=re.DOTALL))
    assert sorted(set(VERBS) - quoted) == []
    assert sorted(set(CHECK_FIELDS) - quoted) == []


def test_every_scenario_that_comes_with_the_program_is_named() -> None:
    assert [name for name in SCENARIOS if name not in read_page()] == []


def test_the_small_example_is_the_one_among_the_examples() -> None:
    example = re.findall(r"```yaml\n(.*?)```", read_page(), flags=re.DOTALL)[0]
    file = (ROOT / "examples" / "unit-arrives.yaml").read_text(encoding="utf-8")
    assert file.split("\n", 1)[1] == example


def test_the_small_example_is_a_scenario() -> None:
    example = re.findall(r"```yaml\n(.*?)```", read_page(), flags=re.DOTALL)[0]

    def find_file(name: str) -> tuple[str, str]:
        raise FileNotFoundError(name)

    scenario = parse_scenario(example, "scenarios.md", find_file)
    assert [centre.id for centre in scenario.centres] == ["north", "south"]
    assert len(scenario.script) == 8

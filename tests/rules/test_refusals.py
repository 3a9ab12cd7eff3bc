"""What the model refuses to be, held to by tests: no counting of things, no points, no identity beyond four words."""

from __future__ import annotations

import ast
import re

import pytest

from tansiq.airspace.item import FootprintTooSmall, ItemKind
from tansiq.coordination.statements import CountedThing, Match
from tests.coordination.book import ALFA, movement, volume
from tests.rules.source import PACKAGE, get_modules

IDENTITIES = {"own", "other_party", "civil", "unidentified"}


def test_an_assessment_counts_six_things_and_no_other() -> None:
    assert {thing.value for thing in CountedThing} == {"people", "aircraft", "flights", "pallets", "sites", "incidents"}


def test_items_are_the_six_kinds_of_the_design_and_no_other() -> None:
    assert {kind.value for kind in ItemKind} == {
        "activity", "transit", "own_force_area", "protected_site", "no_go_area", "corridor",
    }  # fmt: skip


@pytest.mark.parametrize("across_m", [1, 100, 1_999])
def test_a_hazard_to_the_ground_is_passed_as_an_area_two_kilometres_across(across_m: int) -> None:
    with pytest.raises(FootprintTooSmall):
        movement(1, ALFA, volume(radius_m=across_m / 2), hazard=True)


def test_a_blind_check_ends_in_three_words_and_none_of_them_confirms_more_than_a_place() -> None:
    assert {match.value for match in Match} == {"match", "mismatch", "cannot"}


def test_a_match_is_read_nowhere_but_where_holds_are_found_and_places_compared() -> None:
    """(b): it has no effect other than lifting a hold."""
    readers = {
        module.name
        for module in get_modules()
        for node in ast.walk(module.parse_tree())
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Match"
    }
    decisive = {name for name in readers if not name.startswith(("tansiq.wire", "tansiq.words", "tansiq.web"))}
    assert decisive <= {"tansiq.coordination.holds", "tansiq.coordination.verification"}


def test_an_identity_is_one_of_four_words_wherever_one_is_named() -> None:
    """(c): today no track is taken in; whatever class names identities must name these."""
    for module in get_modules():
        for node in ast.walk(module.parse_tree()):
            if isinstance(node, ast.ClassDef) and re.search(r"Identit", node.name):
                values = {
                    each.value.value
                    for each in node.body
                    if isinstance(each, ast.Assign) and isinstance(each.value, ast.Constant)
                }
                assert values <= IDENTITIES, f"{module.shown}: {node.name}"


def test_free_text_is_read_by_the_machine_only_for_words_to_stop() -> None:
    """(e): the one function that reads prose is called by those that take messages in, and by nobody else."""
    callers = {
        module.name
        for module in get_modules()
        for node in ast.walk(module.parse_tree())
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "asks_to_stop"
    }
    assert callers
    assert all(name.startswith("tansiq.node.") for name in callers), callers


def find_rule_numbers(text: str) -> set[int]:
    """Numbers in ``rule 5``, ``rules 1, 8 and 12``, ``rule 7b``."""
    found: set[int] = set()
    for said in re.findall(r"\b[Rr]ules?\s+((?:\d+[a-z]?(?:,\s*|\s+and\s+)?)+)", text):
        found.update(int(number) for number in re.findall(r"\d+", said))
    return found


@pytest.mark.parametrize("number", range(1, 19))
def test_each_rule_is_named_where_the_code_keeps_it(number: int) -> None:
    named = {
        str(path.relative_to(PACKAGE))
        for room in ("coordination", "node")
        for path in (PACKAGE / room).rglob("*.py")
        if number in find_rule_numbers(path.read_text(encoding="utf-8"))
    }
    assert named, f"rule {number} is named nowhere"


def test_numbers_of_rules_are_read_from_lists_too() -> None:
    assert find_rule_numbers("Rule 2; rules 1, 8, 11 and 12; (rule 7b)") == {1, 2, 7, 8, 11, 12}

"""Files, functions and parameter lists stay small, and no file has a name that says nothing."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.rules.source import ROOT, get_committed_files, get_modules, walk_functions

MOST_FILE_LINES = 500
MOST_FUNCTION_LINES = 60
MOST_POSITIONAL = 4
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc"}


def get_python_files() -> list[Path]:
    written = {module.path for module in get_modules()}
    return sorted(written | {path for path in get_committed_files() if path.suffix == ".py"})


def count_positional(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Parameters that a caller may give by place, `self` and `cls` apart."""
    names = [argument.arg for argument in [*function.args.posonlyargs, *function.args.args]]
    return len(names[1:] if names[:1] in (["self"], ["cls"]) else names)


def find_long_functions(source: str) -> list[str]:
    return [
        f"{function.name} has {length} lines"
        for function in walk_functions(ast.parse(source))
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > MOST_FUNCTION_LINES
    ]


def find_wide_functions(source: str) -> list[str]:
    return [
        f"{function.name} takes {count} parameters by place"
        for function in walk_functions(ast.parse(source))
        if (count := count_positional(function)) > MOST_POSITIONAL
    ]


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in get_python_files()
    }
    assert {path: length for path, length in lengths.items() if length > MOST_FILE_LINES} == {}


def test_no_function_is_longer_than_sixty_lines() -> None:
    found = {
        path.relative_to(ROOT): find_long_functions(path.read_text(encoding="utf-8")) for path in get_python_files()
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_more_than_four_parameters_are_given_by_name() -> None:
    found = {module.shown: find_wide_functions(module.path.read_text(encoding="utf-8")) for module in get_modules()}
    assert {shown: names for shown, names in found.items() if names} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [path for path in get_python_files() if EMPTY_NAMES & {path.stem, path.parent.name}] == []


def test_a_planted_long_or_wide_function_is_found() -> None:
    long = "def f():\n" + "    x = 1\n" * MOST_FUNCTION_LINES
    assert find_long_functions(long) == ["f has 61 lines"]
    assert find_wide_functions("def f(a, b, c, d, e): ...") == ["f takes 5 parameters by place"]
    assert find_wide_functions("class A:\n  def f(self, a, b, c, d, *, e): ...") == []

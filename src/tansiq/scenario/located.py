"""A YAML file as values that know where they stand, so that every later error can name file, line and column.

Instants stay text: YAML's own reading of a time would drop its zone.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

import yaml

from tansiq.scenario.doc import Json
from tansiq.scenario.errors import BadScenario

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)(?:[eE][-+]?[0-9]+)?")
MAX_FILE_CHARACTERS = 1_000_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        """In the form that editors follow."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a mapping with its value."""

    mark: Mark
    """Of the key."""
    value: Located


@dataclass(frozen=True, slots=True)
class Located:
    """A YAML value and where it begins."""

    mark: Mark
    value: bool | int | float | str | list[Located] | dict[str, Field] | None

    def plain(self) -> Json:
        """The same without places."""
        if isinstance(self.value, dict):
            return {key: field.value.plain() for key, field in self.value.items()}
        if isinstance(self.value, list):
            return [element.plain() for element in self.value]
        return self.value

    def describe(self) -> str:
        """What it is, in words for an error."""
        if isinstance(self.value, dict):
            return "a mapping"
        if isinstance(self.value, list):
            return "a list"
        if self.value is None:
            return "nothing"
        return f"{self.plain()!r}"


def parse_yaml(text: str, file: str) -> Located:
    """The one document of a file; raises `BadScenario` with the place of a fault."""
    if len(text) > MAX_FILE_CHARACTERS:
        raise BadScenario(f"the file has more than {MAX_FILE_CHARACTERS} characters", where=f"{file}:1:1")
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        spot = error.problem_mark or error.context_mark
        where = f"{file}:{spot.line + 1}:{spot.column + 1}" if spot else f"{file}:1:1"
        raise BadScenario(f"this is not YAML: {error.problem or error.context}", where=where) from error
    except yaml.YAMLError as error:
        raise BadScenario(f"this is not YAML: {error}", where=f"{file}:1:1") from error
    if root is None:
        raise BadScenario("the file is empty; a scenario was expected", where=f"{file}:1:1")
    return _locate(root, file, 0)


def _locate(node: yaml.Node, file: str, depth: int) -> Located:
    mark = Mark(file, node.start_mark.line + 1, node.start_mark.column + 1)
    if depth > MAX_DEPTH:  # an alias may contain itself
        raise BadScenario(f"values are nested more than {MAX_DEPTH} deep", where=str(mark))
    if isinstance(node, yaml.MappingNode):
        return Located(mark, _locate_fields(node, file, depth))
    if isinstance(node, yaml.SequenceNode):
        return Located(mark, [_locate(element, file, depth + 1) for element in node.value])
    return Located(mark, _read_scalar(node, mark))


def _locate_fields(node: yaml.MappingNode, file: str, depth: int) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for key_node, value_node in node.value:
        mark = Mark(file, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if not isinstance(key_node, yaml.ScalarNode):
            raise BadScenario("a key must be a word", where=str(mark))
        key = str(key_node.value)
        if key in fields:
            raise BadScenario(f"{key!r} stands here a second time (first at {fields[key].mark})", where=str(mark))
        fields[key] = Field(mark, _locate(value_node, file, depth + 1))
    return fields


def _read_scalar(node: yaml.Node, mark: Mark) -> bool | int | float | str | None:
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style is not None:
        return text
    if text in {"", "~", "null"}:
        return None
    if text in {"true", "false"}:
        return text == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        if not math.isfinite(number):
            raise BadScenario(f"{text} is too large a number", where=str(mark))
        return number
    return text

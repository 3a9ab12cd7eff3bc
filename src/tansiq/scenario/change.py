"""A scenario that extends another: the other file's tree with some values set and some steps removed or added."""

from __future__ import annotations

from collections.abc import Callable

from tansiq.scenario.errors import BadScenario
from tansiq.scenario.located import Field, Located, parse_yaml
from tansiq.scenario.shapes import Record, anything, list_of, refuse, text, word

FindFile = Callable[[str], tuple[str, str]]
"""Text and shown name of the file that `extends` names."""

_CHANGE = Record(
    {},
    {"set": text, "to": anything, "remove": word, "through": word, "replace": word, "by": anything,
     "add": list_of(anything), "after": word, "before": word},
    "a change",
)  # fmt: skip
MAX_EXTENDS = 8


def extend(root: Located, find_file: FindFile, depth: int = 0) -> Located:
    """The tree with what it extends beneath it and its changes made."""
    if not isinstance(root.value, dict) or "extends" not in root.value:
        return root
    fields = dict(root.value)
    named = fields.pop("extends").value
    if depth >= MAX_EXTENDS:
        raise BadScenario("too many files extend one another", where=str(named.mark))
    try:
        body, shown = find_file(text(named))
    except FileNotFoundError as error:
        raise refuse(named, "the name of a scenario or of a file beside this one") from error
    below = extend(parse_yaml(body, shown), find_file, depth + 1)
    changes = fields.pop("change", None)
    result = _set_fields(below, fields)
    if changes is None:
        return result
    if not isinstance(changes.value.value, list):
        raise refuse(changes.value, "a list of changes")
    for change in changes.value.value:
        result = _make_change(result, change)
    return result


def _set_fields(below: Located, fields: dict[str, Field]) -> Located:
    """Fields of the upper file replace those below; mappings are merged one level deep."""
    if not isinstance(below.value, dict):
        raise refuse(below, "a scenario")
    merged = dict(below.value)
    for key, field in fields.items():
        old = merged.get(key)
        if old is not None and isinstance(old.value.value, dict) and isinstance(field.value.value, dict):
            field = Field(field.mark, Located(field.value.mark, {**old.value.value, **field.value.value}))
        merged[key] = field
    return Located(below.mark, merged)


def _make_change(root: Located, change: Located) -> Located:
    _CHANGE(change)
    fields = change.value if isinstance(change.value, dict) else {}
    if set(fields) == {"set", "to"}:
        return _set(root, text(fields["set"].value).split("."), fields["to"].value, fields["set"].value)
    if set(fields) == {"remove"}:
        return _splice(root, fields["remove"].value, [], keep=False)
    if set(fields) == {"remove", "through"}:
        return _cut(root, fields["remove"].value, fields["through"].value)
    if set(fields) == {"replace", "by"}:
        return _splice(root, fields["replace"].value, [fields["by"].value], keep=False)
    if set(fields) in ({"add", "after"}, {"add", "before"}) and isinstance(fields["add"].value.value, list):
        anchor = fields.get("after") or fields["before"]
        return _splice(root, anchor.value, fields["add"].value.value, keep=True, before="before" in fields)
    raise refuse(change, "{set, to}, {remove}, {remove, through}, {replace, by}, {add, after} or {add, before}")


def _splice(root: Located, label: Located, steps: list[Located], *, keep: bool, before: bool = False) -> Located:
    """Put steps in the place of a labelled one, or beside it."""
    old = _script_of(root)
    position = _find_step(old, label)
    kept = [old[position]] if keep else []
    middle = [*steps, *kept] if before else [*kept, *steps]
    return _with_script(root, [*old[:position], *middle, *old[position + 1 :]])


def _cut(root: Located, first: Located, last: Located) -> Located:
    """Leave out all steps from one to another."""
    old = _script_of(root)
    begin, end = _find_step(old, first), _find_step(old, last)
    if end < begin:
        raise refuse(last, "a step after the first one to remove")
    return _with_script(root, [*old[:begin], *old[end + 1 :]])


def _script_of(root: Located) -> list[Located]:
    script = root.value["script"] if isinstance(root.value, dict) and "script" in root.value else None
    if script is None or not isinstance(script.value.value, list):
        raise refuse(root, "a scenario with a script")
    return script.value.value


def _with_script(root: Located, steps: list[Located]) -> Located:
    fields = root.value if isinstance(root.value, dict) else {}
    script = fields["script"]
    return Located(root.mark, {**fields, "script": Field(script.mark, Located(script.value.mark, steps))})


def _find_step(steps: list[Located], label: Located) -> int:
    position = next((i for i, step in enumerate(steps) if _label_of(step) == label.value), None)
    if position is None:
        raise BadScenario(f"no step has the label {label.value!r}", where=str(label.mark))
    return position


def _label_of(step: Located) -> object:
    return step.value["as"].value.value if isinstance(step.value, dict) and "as" in step.value else None


def _set(node: Located, path: list[str], to: Located, named: Located) -> Located:
    """The tree with one value replaced; a step of the script is named by its label, an element by its position."""
    if not path:
        return to
    key, rest = path[0], path[1:]
    if isinstance(node.value, dict):
        if key not in node.value and rest:
            raise BadScenario(f"there is no {key!r} to change", where=str(named.mark))
        old = node.value.get(key)
        mark = named.mark if old is None else old.mark
        value = to if old is None else _set(old.value, rest, to, named)
        return Located(node.mark, {**node.value, key: Field(mark, value)})
    if isinstance(node.value, list):
        position = next((i for i, step in enumerate(node.value) if _label_of(step) == key), None)
        if position is None and key.isdigit() and int(key) < len(node.value):
            position = int(key)
        if position is None:
            raise BadScenario(f"there is no {key!r} to change", where=str(named.mark))
        elements = list(node.value)
        elements[position] = _set(elements[position], rest, to, named)
        return Located(node.mark, elements)
    raise BadScenario(f"there is nothing below {key!r} to change", where=str(named.mark))

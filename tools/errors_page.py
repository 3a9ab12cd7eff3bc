"""Write docs/errors.md from the error classes: code, status, meaning and advice, cut by whose turn it is.

The meaning is the first sentence of the class's docstring. The advice is read from the class's source, because some of
it names what only an error that was raised knows; such a part is shown as `…`.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tansiq.base.errors import BadRequest, NotAllowed, Stale, StoreFailed, TansiqError, Unreachable, Untrusted

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "errors.md"

FAMILIES: tuple[tuple[type[TansiqError], str, str], ...] = (
    (BadRequest, "The caller mends it", "What was asked cannot be used as it is. Nothing was changed."),
    (NotAllowed, "Another officer may", "The caller may not do this, or not yet. Nothing was changed."),
    (Stale, "The caller reads again", "The order was made on a state that is no longer, or not yet, there."),
    (
        Untrusted,
        "The peer; a person looks",
        "What came from outside is set aside and never applied. Over a line these are reported in a signed `rejected` "
        "or an alert; over the API they are answered only where an officer handed the bytes in, as in pairing.",
    ),
    (Unreachable, "Nobody; it is tried again", "Tried again by itself, with growing waits."),
    (StoreFailed, "The node's operator", "The node's own disk refused. Cease works all the same."),
    (TansiqError, "Whoever keeps the program", "What fits none of the families."),
)
"""Each class belongs to the first family that it descends from."""

HEAD = """# Errors

Every refusal has a code that does not change, says where the fault lies, and advises what to do next. Over the API each
is answered in one shape:

```json
{"error": {"code": "footprint_too_small", "message": "…", "where": "item.volumes[0]", "advice": "…"}}
```

`where` is a field's path, a file with line and column, or null. A `held` error also carries `holds`. A conflict between
two items is no error but a hold, with its explanation; see [the architecture](../ARCHITECTURE.md#holds).

This page is made from the error classes by `./run errors-page`; a test keeps it fresh.
"""


@dataclass(frozen=True, order=True)
class Row:
    """One line of the page."""

    code: str
    status: int
    meaning: str
    advice: str


def find_classes() -> dict[type[TansiqError], None]:
    """Every error class of the source that states a code of its own."""
    package = importlib.import_module("tansiq")
    for found in pkgutil.walk_packages(package.__path__, prefix="tansiq."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)
    return {
        found: None for found in _walk(TansiqError) if found.__module__.startswith("tansiq.") and "code" in vars(found)
    }


def _walk(root: type[TansiqError]) -> Iterator[type[TansiqError]]:
    yield root
    for child in root.__subclasses__():
        yield from _walk(child)


def find_family(error: type[TansiqError]) -> type[TansiqError]:
    """The family whose turn it is."""
    return next(family for family, _, _ in FAMILIES if issubclass(error, family))


def find_status(error: type[TansiqError]) -> HTTPStatus:
    """The status with which the API answers it."""
    table: tuple[tuple[type[TansiqError], HTTPStatus], ...] = importlib.import_module("tansiq.web.problems").STATUS
    found = (status for family, status in table if issubclass(error, family))
    return next(found, HTTPStatus.INTERNAL_SERVER_ERROR)


def find_advice(error: type[TansiqError]) -> str:
    """What its constructor or its own or inherited default advises."""
    for known in error.__mro__:
        if not issubclass(known, TansiqError):
            break
        tree = ast.parse(textwrap.dedent(inspect.getsource(known)))
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "advice" and (text := _read_text(node.value)):
                return text
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.name == "default_advice":
                returned = next(inner for inner in node.body if isinstance(inner, ast.Return))
                return _read_text(returned.value)
    return ""


def _read_text(node: ast.expr | None) -> str:
    """The text of a literal; what is put in at run time is an ellipsis."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_read_text(part) if isinstance(part, ast.Constant) else "…" for part in parts)
        case ast.IfExp(body=body):
            return _read_text(body)
    return ""


def make_row(error: type[TansiqError]) -> Row:
    """The line of one class."""
    meaning = " ".join((inspect.getdoc(error) or "").split("\n\n")[0].split()).replace("``", "`").replace("|", "\\|")
    return Row(str(vars(error)["code"]), find_status(error).value, meaning, find_advice(error).replace("|", "\\|"))


def render_page() -> str:
    """The whole page."""
    classes = find_classes()
    parts = [HEAD]
    for family, title, text in FAMILIES:
        rows = sorted(make_row(error) for error in classes if find_family(error) is family)
        if not rows:
            continue
        parts.append(f"\n## {title}\n\n{text}\n\n| code | status | meaning | what to do |\n|---|---|---|---|\n")
        parts += [f"| `{row.code}` | {row.status} | {row.meaning} | {row.advice} |\n" for row in rows]
    return "".join(parts)


def main() -> int:
    """Write the page, or say whether it is fresh."""
    page = render_page()
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    is_fresh = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page
    print(f"{PAGE.name} is {'fresh' if is_fresh else 'out of date: ./run errors-page'}")
    return 0 if is_fresh else 1


if __name__ == "__main__":
    sys.exit(main())

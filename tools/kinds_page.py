"""Write docs/line-kinds.md from the layouts of the message kinds: the tables that stand at the head of their files."""

from __future__ import annotations

import importlib
import inspect
import sys
from dataclasses import fields
from pathlib import Path

from tansiq.coordination.agreement import DEFAULT_ARTICLES, Articles
from tansiq.wire.kinds import KINDS, Kind

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "line-kinds.md"
SHARED = {
    "shapes": "Items and what they are made of",
    "terms": "Terms of an agreement",
}
"""Modules whose tables several kinds name."""

_LINKS = {
    "shapes": "[items](#items-and-what-they-are-made-of)",
    "terms": "[terms](#terms-of-an-agreement)",
    "ArticlesV1": "[articles](#articles)",
}

HEAD = """# Bodies of messages

The layout of the body of each kind, in each version ([the line protocol](line-protocol.md) has what stands around it).
A field that is marked optional is left out where it has its default; a body in which a default is written out, or a
field is unknown, is refused. This page is made from the code by `./run kinds-page`; a test keeps it fresh. One golden
body of every kind and version is in `tests/golden/wire`.

| type | form |
|---|---|
| UUID | lower case, version 4 |
| slug, party | `[a-z][a-z0-9-]{1,23}` |
| word | `[a-z][a-z0-9_-]{0,63}`: compared by machines |
| tag | a language: `[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}` |
| text | at most 2,000 characters, carried and not read |
| SHA-256 | 64 lower-case hexadecimal digits |
| hexadecimal | lower-case digits, an even number |
| integer | whole, within ±(2⁵³ − 1); an instant is milliseconds since 1970 UTC, from 0 to the end of the year 9999 |
| array | as ordered by its writer, unless the table says otherwise |
"""


def render_page() -> str:
    """The whole page."""
    parts = [HEAD]
    parts += [_render_kind(kind) for kind in KINDS.values()]
    parts += [f"## {title}\n\n{_read(name)}\n" for name, title in SHARED.items()]
    return "\n".join([*parts, _render_articles()])


def _render_articles() -> str:
    """The articles of an agreement by name, with what each is where it is left out."""
    defaults = {field.name: getattr(DEFAULT_ARTICLES, field.name) for field in fields(Articles)}
    rows = [f"| {name} | {_show(value)} |" for name, value in defaults.items()]
    return "\n".join(["## Articles", "", "| article | left out |", "|---|---|", *rows, ""])


def _show(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value).lower() if isinstance(value, bool) else f"{value}"


def _render_kind(kind: Kind) -> str:
    versions = ", ".join(str(version) for version in sorted(kind.layouts))
    plural = "versions" if len(kind.layouts) > 1 else "version"
    head = f"{kind.chain.value} chain · {kind.precedence.value} unless an officer chooses · {plural} {versions}"
    return f"## `{kind.name}`\n\n{head}\n\n{_read(kind.name)}\n"


def _read(name: str) -> str:
    text = inspect.getdoc(importlib.import_module(f"tansiq.wire.{name}")) or ""
    for place, link in _LINKS.items():
        text = text.replace(f"see ``{place}``", f"see {link}").replace(f"see `{place}`", f"see {link}")
    return text.replace("``", "`")


def main() -> int:
    """Write the page, or say whether it is fresh."""
    if "--write" in sys.argv:
        PAGE.write_text(render_page(), encoding="utf-8")
        return 0
    return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == render_page() else 1


if __name__ == "__main__":
    sys.exit(main())

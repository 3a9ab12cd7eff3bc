"""What the program offers is documented, and the documents name nothing that it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.rules.source import DOCS, ROOT, find_docs_text, get_attribute, get_committed_files, import_everything

FIRST_SCREEN_LINES = 40
HTTP_VERBS = {"get", "put", "post", "delete", "patch", "head", "options"}


def walk_error_classes(root: type[Exception]) -> Iterator[type[Exception]]:
    yield root
    for child in root.__subclasses__():
        yield from walk_error_classes(child)


def find_error_classes() -> dict[type[Exception], str]:
    """Every error of Tansiq that states a code of its own, with that code."""
    import_everything()
    root: type[Exception] = get_attribute("tansiq.base.errors", "TansiqError")
    return {
        found: str(vars(found)["code"])
        for found in walk_error_classes(root)
        if found.__module__.startswith("tansiq.") and "code" in vars(found)
    }


def find_documented(page: Path) -> set[str]:
    """What a page's tables name: the code-quoted first cell of each row."""
    return set(re.findall(r"^\|\s*`([^`]+)`\s*\|", page.read_text(encoding="utf-8"), flags=re.MULTILINE))


def walk_commands(app: Any, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command of a cyclopts app as it is typed, groups left out."""
    names = [name for name in app if not name.startswith("-")]
    if not names and above:
        yield " ".join(above)
    for name in names:
        yield from walk_commands(app[name], (*above, name))


def test_every_error_code_is_documented() -> None:
    codes = set(find_error_classes().values())
    assert codes - find_documented(DOCS / "errors.md") == set()


def test_no_error_is_documented_that_does_not_exist() -> None:
    assert find_documented(DOCS / "errors.md") - set(find_error_classes().values()) == set()


def test_every_error_code_belongs_to_one_class() -> None:
    codes = sorted(find_error_classes().values())
    assert [code for code, after in pairwise(codes) if code == after] == []


def test_every_command_is_documented() -> None:
    text = find_docs_text()
    commands = list(walk_commands(get_attribute("tansiq.cli.main", "app")))
    assert commands
    assert [command for command in commands if not re.search(rf"\btansiq {re.escape(command)}\b", text)] == []


def test_every_setting_is_documented() -> None:
    settings = set(get_attribute("tansiq.node.config", "SETTINGS"))
    assert settings
    assert settings == find_documented(DOCS / "settings.md")


def test_every_route_is_documented() -> None:
    document = get_attribute("tansiq.web.app", "openapi_document")()
    assert document["openapi"].startswith("3.1")
    routes = {
        f"{verb.upper()} {path}" for path, verbs in document["paths"].items() for verb in verbs if verb in HTTP_VERBS
    }
    assert routes
    assert routes == find_documented(DOCS / "api.md")


def test_first_screen_of_the_readme_names_the_two_commands() -> None:
    screen = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:FIRST_SCREEN_LINES])
    assert "./run demo" in screen
    assert "./run test" in screen


def test_every_document_the_reader_needs_is_there() -> None:
    wanted = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE", "THIRD_PARTY.md", "docs/errors.md"]
    assert [name for name in wanted if not (ROOT / name).is_file()] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = []
    for page in (path for path in get_committed_files() if path.suffix == ".md"):
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            leads_outside = re.match(r"[a-z]+:", link) or link.startswith("#")
            if not leads_outside and not (page.parent / link.split("#")[0]).exists():
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []

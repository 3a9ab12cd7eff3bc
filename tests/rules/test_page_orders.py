"""Whatever an officer on watch, a commander or a verifier may send has a form on the page, said in each language."""

from __future__ import annotations

import ast
import dataclasses
import re

import pytest

from tansiq.coordination.agreement import Articles
from tansiq.node.staff.roles import PERMISSIONS, Role
from tansiq.web.app import ROUTES
from tansiq.wire.kinds import KINDS
from tansiq.wire.local import LOCAL_KINDS
from tansiq.words.catalogue import LANGUAGES, get_catalogue
from tests.rules.source import ROOT

SOURCES = ROOT / "ui" / "src"
AT_THE_PAGE = frozenset({Role.WATCH, Role.COMMANDER, Role.VERIFIER})
ELSEWHERE = {
    "/items/{item}/ack": "the message that told of the item is acknowledged, by `/messages/{hash}/ack`",
    "/locate": "of whole files: `tansiq locate` and the import of areas",
}
"""Routes without a form, and why."""


def get_asked() -> set[str]:
    """Paths that the sources ask for by a literal."""
    sources = [path for path in SOURCES.rglob("*") if path.suffix in {".ts", ".svelte"} and path.name != "api.ts"]
    return {found for path in sources for found in re.findall(r'"(/[a-z][^"\s]*)"', path.read_text(encoding="utf-8"))}


def get_posted() -> set[str]:
    return {
        route.path
        for route in ROUTES
        if route.method == "POST" and (route.verb is None or PERMISSIONS[route.verb] & AT_THE_PAGE)
    }


def test_everything_that_an_officer_may_send_has_a_form() -> None:
    assert get_posted() - get_asked() - set(ELSEWHERE) == set()


def test_what_is_left_out_is_left_out_still() -> None:
    posted, asked = get_posted(), get_asked()
    assert {path for path in ELSEWHERE if path not in posted or path in asked - {"/locate"}} == set()


def find_articles() -> set[str]:
    """What holds name as the article that they stand on."""
    tree = ast.parse((ROOT / "src" / "tansiq" / "coordination" / "holds.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == "Hold"]
    named = [ast.unparse(call.args[2]) for call in calls]
    plain = {"area" if "area" in name else name.strip("'").replace(" ", "_") for name in named}
    # One stands on whether checks are asked for at all, by a name of its own.
    return plain - {"article"} | {"verification_needed"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_article_and_every_kind_is_said_in_each_language(lang: str) -> None:
    known = set(get_catalogue(lang).facts)
    holds = {f"{part}-{name}" for name in find_articles() for part in ("article", "article-text")}
    articles = {f"articles-{field.name}" for field in dataclasses.fields(Articles)}
    kinds = {f"message-{kind.replace('.', '-')}" for kind in {*KINDS, *LOCAL_KINDS}}
    assert (holds | articles | kinds) - known == set()

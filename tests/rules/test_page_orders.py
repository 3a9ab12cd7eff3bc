"""Whatever an officer on watch, a commander or a verifier may send has a form on the page."""

from __future__ import annotations

import re

from tansiq.node.staff.roles import PERMISSIONS, Role
from tansiq.web.app import ROUTES
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

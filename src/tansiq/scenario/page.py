"""The report as one HTML page that opens by itself: styles, drawing and the switch of language are inside it."""

from __future__ import annotations

import base64
import hashlib

from tansiq.base.data import load_text
from tansiq.scenario.events import ceases, own_records, phases, timeline, told
from tansiq.scenario.facts import Facts
from tansiq.scenario.markup import Markup, element, join
from tansiq.scenario.sections import accounts, agreements, proof, sheets, situations, summary, words_of
from tansiq.scenario.shapes import LANGUAGES
from tansiq.scenario.texts import label, say

NAMES = {"en": "English", "ar": "العربية", "ru": "Русский", "tr": "Türkçe"}


def render_page(facts: Facts) -> str:
    """The whole page."""
    script, style = load_text("scenario", "report.js"), load_text("scenario", "report.css")
    # Nothing from outside is ever loaded, and no script but our own may run, whatever text was typed.
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{_digest(script)}'"
    head = join(
        Markup('<meta charset="utf-8">'),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{facts.scenario.title.get('en', facts.scenario.id)} – Tansiq"),
        element("style", Markup(style)),
    )
    page = element(
        "html",
        element("head", head),
        element(
            "body", _banner(), _header(facts), element("main", _sections(facts)), element("script", Markup(script))
        ),
        lang="en",
        dir="ltr",
        data_lang="en",
    )
    return f"<!doctype html>\n{page}\n"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _banner() -> Markup:
    return element("div", element("strong", label("exercise")), " ", label("exercise-note"), class_="banner")


def _header(facts: Facts) -> Markup:
    buttons = [
        element("button", NAMES[lang], type="button", data_set=lang, lang=lang, aria_pressed="true" if lang == "en" else "false")
        for lang in LANGUAGES
    ]  # fmt: skip
    names = ["summary", "maps", "told", "ceases", "agreements", "situations", "sheets", "accounts", "timeline",
             "own-timelines", "proof"]  # fmt: skip
    present = [name for name, content in _named_sections(facts) if content is not None]
    links = [element("a", label(name), href=f"#{name}") for name in names if name in present]
    return element(
        "header",
        element("div", element("span", "Tansiq · ", label("report"), class_="kicker"), element("div", buttons,
                class_="languages", role="group", aria_label=say("en", "language")), class_="top"),
        element("h1", words_of(facts.scenario.title)),
        element("p", words_of(facts.scenario.report.intro), class_="intro") if facts.scenario.report.intro else None,
        element("nav", links),
    )  # fmt: skip


def _sections(facts: Facts) -> list[Markup]:
    return [content for _, content in _named_sections(facts) if content is not None]


def _named_sections(facts: Facts) -> list[tuple[str, Markup | None]]:
    return [
        ("summary", summary(facts)),
        ("ceases", ceases(facts)),
        ("maps", phases(facts)),
        ("told", told(facts)),
        ("agreements", agreements(facts)),
        ("situations", situations(facts)),
        ("sheets", sheets(facts)),
        ("accounts", accounts(facts)),
        ("timeline", timeline(facts)),
        ("own-timelines", own_records(facts)),
        ("proof", proof(facts)),
    ]

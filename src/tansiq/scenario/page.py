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
    made = _sections(facts)
    main = element("main", made.values())
    page = element(
        "html",
        element("head", head),
        element("body", _banner(), _header(facts, list(made)), main, element("script", Markup(script))),
        lang="en",
        dir="ltr",
        data_lang="en",
    )
    return f"<!doctype html>\n{page}\n"


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _banner() -> Markup:
    return element("div", element("strong", label("exercise")), " ", label("exercise-note"), class_="banner")


def _header(facts: Facts, present: list[str]) -> Markup:
    buttons = [
        element("button", NAMES[lang], type="button", data_set=lang, lang=lang, aria_pressed=str(lang == "en").lower())
        for lang in LANGUAGES
    ]
    choice = element("div", buttons, class_="languages", role="group", aria_label=say("en", "language"))
    return element(
        "header",
        element("div", element("span", "Tansiq · ", label("report"), class_="kicker"), choice, class_="top"),
        element("h1", words_of(facts.scenario.title)),
        element("p", words_of(facts.scenario.report.intro), class_="intro") if facts.scenario.report.intro else None,
        element("nav", [element("a", label(name), href=f"#{name}") for name in present]),
    )


def _sections(facts: Facts) -> dict[str, Markup]:
    """The sections that have something to show, by their anchors."""
    made: dict[str, Markup | None] = {
        "summary": summary(facts),
        "ceases": ceases(facts),
        "maps": phases(facts),
        "told": told(facts),
        "agreements": agreements(facts),
        "situations": situations(facts),
        "sheets": sheets(facts),
        "accounts": accounts(facts),
        "timeline": timeline(facts),
        "own-timelines": own_records(facts),
        "proof": proof(facts),
    }
    return {name: content for name, content in made.items() if content is not None}

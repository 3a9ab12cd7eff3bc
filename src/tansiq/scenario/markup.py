"""HTML and SVG built so that typed text can never become markup: what is not `Markup` is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from tansiq.scenario.shapes import LANGUAGES


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


def element(
    tag: str, *children: Markup | str | Iterable[Markup | str | None] | None, **attributes: str | float | None
) -> Markup:
    """One element. Attribute names: ``class_`` for class, ``_`` for ``-``; None leaves one out."""
    shown = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{tag}{shown}>{join(*children)}</{tag}>")


def join(*children: Markup | str | Iterable[Markup | str | None] | None) -> Markup:
    """Children one after another, escaped where they are plain text."""
    parts: list[str] = []
    for child in children:
        if isinstance(child, str):
            parts.append(child if isinstance(child, Markup) else escape(child))
        elif child is not None:
            parts.append(join(*child))
    return Markup("".join(parts))


def each_language(render: Callable[[str], str], *, tag: str = "span") -> Markup:
    """A text in the four languages, of which the page shows one; a single isolate where all are the same."""
    texts = {lang: render(lang) for lang in LANGUAGES}
    if len(set(texts.values())) == 1:
        return element("bdi" if tag == "span" else tag, texts[LANGUAGES[0]])
    return join(
        element(tag, text, class_=f"l l-{lang}", lang=lang, dir=direction(lang)) for lang, text in texts.items()
    )


def in_language(lang: str, text: str) -> Markup:
    """A text that stays in its own language whatever the page shows."""
    return element("span", text, lang=lang, dir=direction(lang))


def typed(text: str, lang: str = "") -> Markup:
    """Text that a person typed, isolated from what stands around it."""
    return element("bdi", text, class_="typed", dir="auto", lang=lang or None)


def code(text: str) -> Markup:
    """Codes, coordinates, hashes and times: left to right in every language."""
    return element("bdi", text, class_="code", dir="ltr")


def direction(lang: str) -> str:
    """Of a language's script."""
    return "rtl" if lang == "ar" else "ltr"


def table(head: Iterable[Markup | str], rows: Iterable[Iterable[Markup | str | None]], *, class_: str = "") -> Markup:
    """A table that may scroll sideways by itself on a narrow page."""
    headings = element("tr", [element("th", cell, scope="col") for cell in head])
    body = [element("tr", [element("td", cell) for cell in row]) for row in rows]
    inner = element("table", element("thead", headings), element("tbody", body), class_=class_ or None)
    return element("div", inner, class_="wide")

"""The phrase catalogue: Fluent files below ``phrases``, a folder a language, with the same phrases and facts in each.

Numbers are shown with Latin digits in every language, since both ends of a call must read out the same; a plural is
chosen by the same fact as a number, under its name with ``-n`` added. A fact that is not given is shown as a dash:
words about a hold are never lost for want of a detail.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final, Protocol, cast

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from tansiq.base.data import get_names, load_text
from tansiq.base.errors import BadRequest, NotFound

LANGUAGES: Final = ("en", "ar", "ru", "tr")
NOT_GIVEN: Final = "–"

Fact = str | int | float

_WHOLE = re.compile(r"[0-9]{1,15}")
_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_BREAKS = re.compile(r"\s*[\n\r\x0b\x0c\x85\u2028\u2029]+\s*")
_NARROW_SPACE = "\u202f"
_FIRST_GROUPED = 10_000


class UnknownPhrase(NotFound):
    """The catalogue has no such phrase."""

    code: ClassVar[str] = "unknown_phrase"

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no phrase {name!r}", where="phrase")
        self.name = name


class UnknownLanguage(BadRequest):
    """The catalogue is not written in that language."""

    code: ClassVar[str] = "unknown_language"

    def __init__(self, lang: str) -> None:
        super().__init__(f"{lang!r} is not one of {', '.join(LANGUAGES)}", where="lang")
        self.lang = lang


class _Bundle(Protocol):
    """The part of a Fluent bundle that is used; the package ships no types."""

    def add_resource(self, resource: object) -> None: ...
    def get_message(self, name: str) -> _Message: ...
    def format_pattern(self, pattern: object, facts: Mapping[str, Fact]) -> tuple[str, list[Exception]]: ...


class _Message(Protocol):
    value: object


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The phrases of one language."""

    bundle: _Bundle
    facts: Mapping[str, frozenset[str]]
    """Phrase → every fact that it or a phrase inside it shows or counts by."""


def phrase(lang: str, name: str, facts: Mapping[str, Fact] | None = None, /, **more: Fact) -> str:
    """One phrase in a language, facts in place, each in its own bidirectional isolate.

    Args:
        facts: for names that are no Python names, such as ``kind-code``; whole numbers, also as text, choose plurals.

    Raises:
        UnknownPhrase, UnknownLanguage.
    """
    catalogue = get_catalogue(lang)
    if name not in catalogue.facts:
        raise UnknownPhrase(name)
    given = dict(_spread({**(facts or {}), **more}))
    shown = {fact: given.get(fact, NOT_GIVEN) for fact in catalogue.facts[name]}
    text, _ = catalogue.bundle.format_pattern(catalogue.bundle.get_message(name).value, shown)
    return text


def has_phrase(name: str) -> bool:
    """Whether the catalogue has a phrase; the same in every language."""
    return name in get_catalogue(LANGUAGES[0]).facts


def phrase_or_code(lang: str, prefix: str, code: str) -> str:
    """The phrase of a code, or the code itself where a newer node sent one that is not known here."""
    name = f"{prefix}-{code}"
    return phrase(lang, name) if has_phrase(name) else shown(code)


def shown(text: str) -> str:
    """Text from outside, made safe to stand in a line: no controls that reorder what is around it, no line breaks."""
    return _BREAKS.sub(" ⏎ ", _BIDI_CONTROLS.sub("\ufffd", text))


def strip_isolates(text: str) -> str:
    """Without the marks that keep directions apart, for where they are set anew or nothing runs right to left."""
    return _ISOLATES.sub("", text)


def is_right_to_left(text: str) -> bool:
    """Whether any letter of it runs right to left."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def write_number(number: float) -> str:
    """Latin digits, a point for decimals, groups of three from five digits on; the same in every language."""
    text = f"{number:,d}" if isinstance(number, int) else f"{number:,.1f}"
    return text.replace(",", _NARROW_SPACE if abs(number) >= _FIRST_GROUPED else "")


@cache
def get_catalogue(lang: str) -> Catalogue:
    """The phrases of a language, read once."""
    if lang not in LANGUAGES:
        raise UnknownLanguage(lang)
    folder = f"phrases/{lang}"
    text = "\n".join(load_text("words", f"{folder}/{name}") for name in get_names("words", folder))
    bundle = cast("_Bundle", FluentBundle([lang], use_isolating=True))
    bundle.add_resource(FluentResource(text))
    return Catalogue(bundle, _facts_of(text))


def _spread(facts: Mapping[str, Fact]) -> Iterator[tuple[str, Fact]]:
    """Each fact as text, and as a number beside it where it is a whole one."""
    for name, value in facts.items():
        if isinstance(value, str):
            yield name, value
            if _WHOLE.fullmatch(value):
                yield f"{name}-n", int(value)
        else:
            yield name, write_number(value)
            yield f"{name}-n", value


class _References(Visitor):
    """Collects the facts and phrases that one phrase refers to."""

    def __init__(self) -> None:
        self.facts: set[str] = set()
        self.phrases: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.facts.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.phrases.add(node.id.name)


def _facts_of(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, _References] = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            raise ValueError(f"a phrase file is broken at {str(entry.content)[:60]!r}")
        if isinstance(entry, ast.Message):
            found[entry.id.name] = references = _References()
            references.visit(entry)

    def facts(name: str) -> frozenset[str]:
        inner = (facts(other) for other in found[name].phrases)
        return frozenset(found[name].facts).union(*inner)

    return {name: facts(name) for name in found}

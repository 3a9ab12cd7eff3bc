"""The report's own headings and labels in the four languages; everything that a node says comes from the node."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Protocol, cast

from fluent.runtime import FluentBundle, FluentResource

from tansiq.base.data import load_text
from tansiq.scenario.markup import Markup, each_language
from tansiq.words.catalogue import phrase_or_code


class _Message(Protocol):
    value: object


class _Bundle(Protocol):
    """The part of a Fluent bundle that is used; the package ships no types."""

    def add_resource(self, resource: object) -> None: ...
    def has_message(self, name: str) -> bool: ...
    def get_message(self, name: str) -> _Message: ...
    def format_pattern(self, pattern: object, facts: Mapping[str, str | int]) -> tuple[str, list[Exception]]: ...


def say(lang: str, name: str, **facts: str | int) -> str:
    """One label in a language; raises `KeyError` where the files lack it."""
    bundle = _bundle(lang)
    if not bundle.has_message(name):
        raise KeyError(name)
    text, errors = bundle.format_pattern(bundle.get_message(name).value, facts)
    if errors:
        raise errors[0]
    return text


def label(name: str, **facts: str | int) -> Markup:
    """One label in all four languages, of which the page shows one."""
    return each_language(lambda lang: say(lang, name, **facts))


def word(prefix: str, code: str) -> Markup:
    """A code of the nodes' own catalogue, in all four languages."""
    return each_language(lambda lang: phrase_or_code(lang, prefix, code))


@cache
def _bundle(lang: str) -> _Bundle:
    bundle = cast("_Bundle", FluentBundle([lang], use_isolating=True))
    bundle.add_resource(FluentResource(load_text("scenario", f"phrases/{lang}.ftl")))
    return bundle

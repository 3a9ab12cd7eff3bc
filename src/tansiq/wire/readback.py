"""Body of ``readback``: the recipient re-states each critical element; the owner's machine compares.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| revision | SHA-256 | | what is read back | |
| elements | array of element | | one or more, each name once | |
| element.name | word | | place, level, times, area or count | |
| element.value | text | | as the officer typed it | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Element, Readback
from tansiq.wire.bodies import Shape, check
from tansiq.wire.fields import Hash, Text, Word


class ElementV1(Shape, frozen=True):
    """One element."""

    name: Word
    value: Text


class ReadbackV1(Shape, frozen=True):
    """Version 1."""

    revision: Hash
    elements: tuple[ElementV1, ...]


def to_body(said: Readback) -> ReadbackV1:
    return ReadbackV1(said.revision, tuple(ElementV1(element.name, element.value) for element in said.elements))


def from_body(body: ReadbackV1) -> Readback:
    names = [element.name for element in body.elements]
    check(bool(names) and len(set(names)) == len(names), "one or more elements, each once", where="$.elements")
    return Readback(body.revision, tuple(Element(element.name, element.value) for element in body.elements))

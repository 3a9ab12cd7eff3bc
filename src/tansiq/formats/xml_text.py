"""XML read piece by piece, each element with its line and column; document type declarations are refused whole.

Without a declaration there are no entities but the five of XML itself, so nothing can grow while it is read and
nothing outside the file can be asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from tansiq.formats.reading import BadFile, Mark, Progress, ignore_progress

MAX_DEPTH = 100
_PIECE_BYTES = 65_536


@dataclass(slots=True, eq=False)
class Element:
    """One element; names are without their namespace."""

    name: str
    mark: Mark
    attributes: dict[str, str]
    above: Element | None
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def find(self, name: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def find_all(self, name: str) -> Iterator[Element]:
        """Every element of that name below this one, in order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.find_all(name)

    def text_of(self, name: str) -> str | None:
        """The text of the first child of that name, stripped; None where there is none."""
        child = self.find(name)
        return None if child is None else child.text.strip()


def read_xml(
    data: bytes,
    *,
    file: str,
    take: frozenset[str],
    on_element: Callable[[Element], None],
    progress: Progress = ignore_progress,
) -> str:
    """Read a document; elements of the names to take are handed over when they end, and then forgotten.

    Returns:
        The name of the outermost element.

    Raises:
        BadFile: it is not XML, declares a document type, or is nested too deep.
    """
    builder = _Builder(file, take, on_element)
    parser = builder.parser
    try:
        for start in range(0, max(len(data), 1), _PIECE_BYTES):
            piece = data[start : start + _PIECE_BYTES]
            parser.Parse(piece, start + _PIECE_BYTES >= len(data))
            progress(min(start + _PIECE_BYTES, len(data)), len(data))
    except expat.ExpatError as error:
        mark = Mark(file, max(error.lineno, 1), max(error.offset, 0) + 1)
        raise BadFile(
            f"this is not XML: {expat.errors.messages.get(error.code, str(error))}",
            mark=mark,
            advice="Look at that line for a tag that is not closed or a sign that stands alone.",
        ) from error
    except (LookupError, ValueError) as error:
        if builder.outermost:
            raise
        # Before the first element only the declared encoding can be at fault.
        raise BadFile(
            f"the encoding that the document declares cannot be read: {error}",
            mark=Mark(file, 1, 1),
            advice="Save the file as UTF-8.",
        ) from error
    return builder.outermost


class _Builder:
    """What the parser tells, made into elements."""

    def __init__(self, file: str, take: frozenset[str], on_element: Callable[[Element], None]) -> None:
        self._file, self._take, self._on_element = file, take, on_element
        self._open: list[Element] = []
        self.outermost = ""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add
        self.parser.StartDoctypeDeclHandler = self._refuse

    def _mark(self) -> Mark:
        return Mark(self._file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise BadFile(f"elements are nested more than {MAX_DEPTH} deep", mark=self._mark())
        above = self._open[-1] if self._open else None
        element = Element(name.rpartition(" ")[2], self._mark(), attributes, above)
        if above is None:
            self.outermost = element.name
        else:
            above.children.append(element)
        self._open.append(element)

    def _add(self, text: str) -> None:
        self._open[-1].text += text

    def _end(self, _: str) -> None:
        element = self._open.pop()
        if element.name in self._take:
            self._on_element(element)
            if element.above is not None:
                element.above.children.remove(element)

    def _refuse(self, *_: object) -> None:
        raise BadFile(
            "the document declares a type; entities are not read",
            mark=self._mark(),
            advice="Remove the line that begins with <!DOCTYPE.",
        )

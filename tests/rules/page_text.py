"""Text that stands in the code of the page instead of the phrase files: found by reading the sources as text.

Three readings: what stands between tags, what stands in attributes that are read out, and literals of the code that are
prose. Codes are no text: names of keys, units, format letters, notation that is the same in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
_STYLE = re.compile(r"<style\b.*?</style>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->|/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
_KEY = re.compile(r"""<(span|kbd)\b[^<>]*class="key"[^<>]*>[^<>{}]{0,4}</\1>""")
_TAG = re.compile(r"<[^<>]*>")
_READ_OUT = re.compile(r"""\b(?:aria-label|title|placeholder|alt|label)="([^"{}]*)\"""")
_LITERAL = re.compile(r""""((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`""")
_INTERNAL = re.compile(r"""(?:\bimport\b|\bfrom\b|\bError\(|\bNodeLost\(|\bconsole\.\w+\()[^;\n]*""")
_PROSE = re.compile(r"[A-Z][a-z]+(?: [a-z]+)+|[a-z]{2,}(?: [a-z]{2,}){2,}")
_OTHER_SCRIPTS = re.compile("[\u0400-\u04ff\u0600-\u06ff]")
_LETTER = re.compile(r"[^\W\d_]")
_NOTATION = re.compile(r"(?=[^\n]*\d)[0-9A-Z°'\"., :–+-]*(?:(?:m|ft)\b)?(?: [A-Z0-9]+)*|[a-z]{2} \d(?:, [a-z]{2} \d)*")
"""Times, levels, coordinates, and parties with their counts, which are written alike in every language."""
CODES = frozenset({"m", "M", "r", "×", "km", "UTC", "Z", "WGS", "Tansiq"})
"""What is printed as it stands in every language."""
_CALL = re.compile(r"""(?<![\w.$])t\(\s*["'`]([a-z0-9_-]+)["'`]""")
_CODED = re.compile(r"""(?<![\w.$])tc\(\s*["'`]([a-z0-9_-]+)["'`]""")


def find_texts(source: str) -> Iterator[str]:
    """Text in the source of a Svelte component."""
    script = "\n".join(_SCRIPT.findall(source))
    markup = _COMMENT.sub("", _STYLE.sub("", _SCRIPT.sub("", source)))
    for attribute in _READ_OUT.findall(markup):
        if _LETTER.search(attribute) and attribute not in CODES and not _NOTATION.fullmatch(attribute):
            yield attribute
    plain = _strip_expressions(_KEY.sub("", markup))
    for text in _TAG.split(plain):
        if any(_LETTER.search(word) and not _is_code(word.strip(":·,.")) for word in text.split()):
            yield text.strip()
    yield from find_prose(script)
    yield from find_prose("\n".join(re.findall(r"\{[^{}]*\}", markup)))


def find_prose(code: str) -> Iterator[str]:
    """Literals of the code that are prose, or in letters that no code is written in."""
    for found in _LITERAL.finditer(_INTERNAL.sub("", _COMMENT.sub("", code))):
        text = re.sub(r"\$\{[^}]*\}", "", next(part for part in found.groups() if part is not None))
        if "\n" in text:  # between two marks that are no quotes
            continue
        if _OTHER_SCRIPTS.search(text) or (_PROSE.search(text) and not _is_css(text)):
            yield text


def find_phrases(source: str) -> set[str]:
    """Names of phrases that the source asks for by a literal."""
    return set(_CALL.findall(source))


def find_prefixes(source: str) -> set[str]:
    """First parts of phrases that are asked for by a code."""
    return set(_CODED.findall(source))


def _is_code(word: str) -> bool:
    return word in CODES or re.fullmatch(r"[A-Z0-9]*\d[A-Z0-9]*", word) is not None


def _is_css(text: str) -> bool:
    return bool(
        re.search(r"\b(?:serif|monospace|px|solid|var)\b|[#.\[][a-z-]+[ \]]|^(?:[a-z-]+ )*[a-z]+-[a-z ]+$", text)
    )


def _strip_expressions(markup: str) -> str:
    """Without what stands in braces, nested ones too."""
    kept, depth = [], 0
    for letter in markup:
        depth += letter == "{"
        if depth == 0:
            kept.append(letter)
        depth -= letter == "}" and depth > 0
    return "".join(kept)

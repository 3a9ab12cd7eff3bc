"""Times, distances, revisions and typed text as they stand inside phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from tansiq.airspace.item import Item
from tansiq.base.units import E7_PER_DEG, M_PER_KM, MM_PER_M
from tansiq.coordination.readback import PLACE, say_value
from tansiq.coordination.statements import Element
from tansiq.words.catalogue import LANGUAGES, phrase, shown, write_number

_PLACE: Final = re.compile(r"(-?[0-9]{1,10}) (-?[0-9]{1,10})")
_FIRST_KM_M = 10_000.0
"""Shorter distances are said in metres: 1669 m names its cause, 1.7 km does not."""


def write_distance(lang: str, distance_m: float) -> str:
    """Metres below ten kilometres, kilometres with one decimal above."""
    if distance_m < _FIRST_KM_M:
        return phrase(lang, "distance-m", amount=round(distance_m))
    return phrase(lang, "distance-km", amount=write_number(distance_m / M_PER_KM))


def write_distance_mm(lang: str, distance_mm: int) -> str:
    """As `write_distance`."""
    return write_distance(lang, distance_mm / MM_PER_M)


def write_times(start_ms: int, end_ms: int) -> str:
    """``2017-02-09 05:00–07:00Z``, with both dates where they differ; UTC, the same in every language."""
    start, end = _at(start_ms), _at(end_ms)
    last = f"{end:%H:%M}Z" if start.date() == end.date() else f"{end:%Y-%m-%d %H:%M}Z"
    return f"{start:%Y-%m-%d %H:%M}–{last}"


def write_time(at_ms: int) -> str:
    """``2017-02-08 20:11:30Z``."""
    return f"{_at(at_ms):%Y-%m-%d %H:%M:%S}Z"


def write_minute(at_ms: int) -> str:
    """``2017-02-08 20:11Z``, as `write_times` gives both its ends."""
    return f"{_at(at_ms):%Y-%m-%d %H:%M}Z"


def write_element(element: Element) -> str:
    """An element of a readback for reading: degrees and metres for the whole units it is compared in.

    What does not have the form of its element is shown as it came.
    """
    if element.name == PLACE and (found := _PLACE.fullmatch(element.value)):
        return " ".join(f"{int(part) / E7_PER_DEG:.7f}".rstrip("0").rstrip(".") for part in found.groups())
    return shown(say_value(element.name, element.value))


def short(name: str) -> str:
    """The first eight characters of a UUID or a hash: told apart on a screen, never decided by."""
    return name[:8]


def write_typed(lang: str, text: str, text_lang: str) -> str:
    """What a person typed, as typed, marked as untranslated with its language; empty for no text."""
    if not text:
        return ""
    if text_lang in LANGUAGES:
        language = phrase(lang, f"lang-{text_lang}")
    else:
        language = phrase(lang, "lang-other", tag=shown(text_lang))
    return phrase(lang, "typed", language=language, text=shown(text))


def write_list(lang: str, parts: Iterable[str]) -> str:
    """Parts with the comma of the language between them."""
    return f"{phrase(lang, 'comma')} ".join(parts)


def facts_of_item(lang: str, item: Item) -> dict[str, str | int]:
    """The facts by which an item stands in a line."""
    return {
        "kind": phrase(lang, f"kind-{item.kind}"),
        # What is disclosed coarsely has its kind for a name.
        "name": phrase(lang, f"kind-{item.kind}") if item.name == item.kind else shown(item.name),
        "revision": f"r{item.revision}",
        "volumes": len(item.volumes),
        "times": write_times(item.start_ms, item.end_ms),
    }


def _at(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms // 1000, UTC)

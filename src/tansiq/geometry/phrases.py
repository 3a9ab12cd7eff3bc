"""Where a text in one of four languages says "so far, in this direction, from NAME": the parts, not yet resolved.

A part of a text that only looks like it (another unit, no reference) is found too, so that it can be refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tansiq.base.units import M_PER_KM, M_PER_NM
from tansiq.geometry.notation.text import to_plain

_NUMBER = r"(?<![\d.,])(?P<number>\d+(?:[.,]\d+)?)\s*"
_NAME = r"(?P<name>[^,.;:()\n]+)"
_BEARING = (
    r"(?:[\s,;]+(?P<bearing>\d{1,3}(?:[.,]\d+)?)\s*(?:°|deg(?:rees)?\b|град\w*\.?|درجة|derece\b)\s*"
    r"(?P<kind>true|t|mag(?:netic)?|m|ист\w*\.?|маг\w*\.?|حقيقي\w*|مغناطيسي\w*|gerçek|hakiki|manyetik)?)?"
)
_UNITS_M: Mapping[str, float] = MappingProxyType(
    dict.fromkeys("km kms kilometre kilometres kilometer kilometers".split(), M_PER_KM)
    | dict.fromkeys("км километра километров километрах كم كيلومتر كيلومترا كيلومترات".split(), M_PER_KM)
    | dict.fromkeys(["nm", "nmi", "deniz mili", "м.миль", "морских миль", "морских милях", "ميل بحري"], M_PER_NM)
    | dict.fromkeys(["m", "metre", "metres", "meter", "meters", "м", "метров", "метрах", "م", "متر", "مترا"], 1.0)
)
_OTHER_UNITS = frozenset(
    {"mile", "miles", "mi", "ft", "feet", "миль", "миля", "мили", "футов", "ميل", "قدم", "mil", "fit"}
)
_FILLERS = MappingProxyType(
    {
        "en": frozenset({"to", "the", "due", "away", "about", "approximately"}),
        "ru": frozenset({"к", "на", "в", "примерно"}),
        "ar": frozenset({"إلى", "الى", "نحو", "باتجاه"}),
        "tr": frozenset({"yönünde", "kerterizinde", "kerterizde"}),
    }
)

_FORMS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "en": re.compile(
            rf"{_NUMBER}(?P<unit>[A-Za-z]+)\b\.?{_BEARING}(?P<between>(?:[\s-]+[A-Za-z-]+?){{0,5}}?)"
            rf"\s+(?P<joint>of|from)\s+{_NAME}",
            re.IGNORECASE,
        ),
        "ru": re.compile(
            rf"{_NUMBER}(?P<unit>км|м\.миль|морских\s+мил\w+|мил\w+|м|метр\w*|километр\w*|фут\w*)\b\.?{_BEARING}"
            rf"(?P<between>(?:[\s-]+[а-яё-]+?){{0,4}}?)\s+(?:(?P<joint>от)\s+|(?<=нее )(?P<bare>)|(?<=ней )){_NAME}",
            re.IGNORECASE,
        ),
        "ar": re.compile(
            rf"{_NUMBER}(?P<unit>كم|كيلومتر\w*|ميل بحري|ميل|مترا?|م|قدم){_BEARING}"
            r"(?P<between>(?:\s+(?:إلى|الى|نحو|باتجاه))?(?:\s+(?:ال|لل)?(?:شمال|جنوب|شرق|غرب)ي?){0,3})"
            rf"(?:\s+(?P<joint>من|عن))?\s+(?!من\s){_NAME}",
        ),
        "tr": re.compile(
            rf"(?P<name>[^,.;:()\n]+?)\s+{_NUMBER}(?P<unit>km|deniz mili|nm|nmi|mil|metre|m)\b\.?{_BEARING}"
            r"\s+(?P<between>[a-zçğıöşü-]+)",
            re.IGNORECASE,
        ),
    }
)
_TURKISH_RING = re.compile(
    rf"(?P<name>[^,.;:()\n]+?)(?:'?[dt][ae]n)\s+{_NUMBER}(?P<unit>km|deniz mili|nm|metre|m)\b", re.IGNORECASE
)
_AT = re.compile(
    rf"\s*(?:(?P<en>at\s+)|(?P<ru>у\s+)|(?P<ar>عند\s+)){_NAME}\s*|\s*(?P<tr>[^,.;:()\n]+?)\s+noktasında\s*",
    re.IGNORECASE,
)
"""The whole of a text that names a place and nothing else; inside a longer text it says too little."""
_TURKISH_GENITIVE = re.compile(r"(?:['’](?:n?[ıiuü]n|y?[ıiuü])|(?:nın|nin|nun|nün|ın|in|un|ün))$", re.IGNORECASE)
_TURKISH_NOUNS = (" noktası", " konumu")
_RUSSIAN_NOUNS = ("пункта ", "города ")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The parts of "so far, in this direction, from NAME"."""

    lang: str
    text: str
    """As it stands in the text."""
    number: str
    unit: str
    unit_m: float | None
    """None: a unit that is known and not taken."""
    direction: str
    """The words between; empty for a ring."""
    bearing: str
    """Degrees, instead of words."""
    bearing_kind: str
    """True, magnetic or nothing, as written."""
    is_ring: bool
    names: tuple[str, ...]
    """The name as written, then what it may be without a case ending."""


def find_phrases(text: str) -> list[Phrase]:
    """Every such phrase of a text, in whatever language; a part of the text is read once."""
    plain = to_plain(text)
    found: list[tuple[int, int, Phrase]] = []
    for lang, form in _FORMS.items():
        for match in form.finditer(plain):
            phrase = _phrase(match, lang)
            if phrase is not None and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), phrase))
    if not found:
        if (place := _AT.fullmatch(plain)) is not None:
            return [_at(place)]
        ring = _TURKISH_RING.search(plain)
        phrase = None if ring is None else _turkish_ring(ring)
        return [] if phrase is None else [phrase]
    return [phrase for _, _, phrase in found]


def _phrase(match: re.Match[str], lang: str) -> Phrase | None:
    unit = " ".join(match["unit"].casefold().split())
    unit_m = _UNITS_M.get(unit)
    if unit_m is None and unit not in _OTHER_UNITS:
        return None
    direction = _direction(match["between"], lang)
    bearing = match["bearing"] or ""
    joint = match.groupdict().get("joint") or ""
    if lang == "tr" and not direction and not bearing:
        return None
    return Phrase(
        lang=lang,
        text=match[0].strip(),
        number=match["number"],
        unit=match["unit"],
        unit_m=unit_m,
        direction=direction,
        bearing=bearing,
        bearing_kind=(match["kind"] or "").casefold(),
        is_ring=not direction and not bearing and joint.casefold() != "of",
        names=tuple(dict.fromkeys(_names(match["name"].strip(), lang))),
    )


def _direction(between: str, lang: str) -> str:
    return " ".join(word for word in between.casefold().split() if word not in _FILLERS[lang])


def _names(name: str, lang: str) -> Iterator[str]:
    yield name
    if lang == "tr":
        bare = _TURKISH_GENITIVE.sub("", name)
        yield bare
        for noun in _TURKISH_NOUNS:
            yield bare.removesuffix(noun)
    if lang == "ru":
        for noun in _RUSSIAN_NOUNS:
            yield name.removeprefix(noun)
    if lang == "ar":
        yield name.removeprefix("مدينة ")


def _at(match: re.Match[str]) -> Phrase:
    """At a place: no distance from it, in no direction."""
    lang = next(lang for lang in ("en", "ru", "ar", "tr") if match[lang] is not None)
    name = match["tr"] if lang == "tr" else match["name"]
    return Phrase(
        lang=lang,
        text=match[0].strip(),
        number="0",
        unit="km",
        unit_m=M_PER_KM,
        direction="",
        bearing="",
        bearing_kind="",
        is_ring=True,
        names=tuple(dict.fromkeys(_names(name.strip(), lang))),
    )


def _turkish_ring(match: re.Match[str]) -> Phrase | None:
    unit = " ".join(match["unit"].casefold().split())
    return Phrase(
        lang="tr",
        text=match[0].strip(),
        number=match["number"],
        unit=match["unit"],
        unit_m=_UNITS_M.get(unit),
        direction="",
        bearing="",
        bearing_kind="",
        is_ring=True,
        names=tuple(dict.fromkeys(_names(match["name"].strip(), "tr"))),
    )

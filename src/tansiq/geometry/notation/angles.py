"""Latitude and longitude in degrees, minutes and seconds, in every common way of writing them.

Latitude first, unless letters say otherwise. Where a comma may be a decimal mark or a separator, and both can be read,
both readings are given back. Text here is plain (`text.to_plain`); faults carry the index of their character.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tansiq.geometry.geodesy import Point, inverse
from tansiq.geometry.notation.location import Notation, Reading

_MIN_DEG, _SEC_DEG = 1 / 60, 1 / 3600
_STORED_HALF_UNIT_DEG = 0.5e-7
_MOST_NUMBERS = 6
_BASE = 60
_NOTATIONS = (Notation.DECIMAL_DEGREES, Notation.DEGREES_MINUTES, Notation.DEGREES_MINUTES_SECONDS)
_SENSES = ("decimal degrees", "degrees and minutes", "degrees, minutes and seconds")
_UNIT_NAMES = ("degrees", "minutes", "seconds")

_ARABIC_END = r"[\w\u064b-\u0652]*"
_HEMISPHERES = {
    "en": (r"north\b|n\b\.?", r"south\b|s\b\.?", r"east\b|e\b\.?", r"west\b|w\b\.?"),
    "ru": (
        r"с\.?\s*ш\b\.?|сев\w*\.?(?:\s+широты)?|с\b\.?",
        r"ю\.?\s*ш\b\.?|южн\w*\.?(?:\s+широты)?|ю\b\.?",
        r"в\.?\s*д\b\.?|вост\w*\.?(?:\s+долготы)?|в\b\.?",
        r"з\.?\s*д\b\.?|зап\w*\.?(?:\s+долготы)?|з\b\.?",
    ),
    "ar": (
        rf"شمال{_ARABIC_END}|ش(?![^\W\d])",
        rf"جنوب{_ARABIC_END}|ج(?![^\W\d])",
        rf"شرق{_ARABIC_END}|ق(?![^\W\d])",
        rf"غرب{_ARABIC_END}|غ(?![^\W\d])",
    ),
    "tr": (r"kuzey\b|k\b\.?", r"güney\b|g\b\.?", r"doğu\b|d\b\.?", r"bat[ıi]\b|b\b\.?"),
}
_LETTERS = "NSEW"
_END, _END_OR_DIGIT = r"\b", r"(?:\b|(?=\d))"


def _hemisphere_pattern() -> str:
    parts = []
    for language, forms in _HEMISPHERES.items():
        for letter, form in zip(_LETTERS, forms, strict=True):
            # A letter may stand against the figures of the next number: "N36.3705".
            parts.append(f"(?P<{language}_{letter}>{form.replace(_END, _END_OR_DIGIT)})")
    return "|".join(parts)


def _token_pattern(decimal_marks: str) -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:"
        rf"(?P<number>\d+(?:[{decimal_marks}]\d+)?)"
        r"|(?P<sign>[+\-])"
        r"|(?P<degrees>°|deg(?:rees|ree)?\b\.?|град\w*\.?|درجة|derece\b)"
        r"|(?P<seconds>\"|''|sec(?:onds|ond)?\b\.?|сек\w*\.?|ثانية|saniye\b)"
        r"|(?P<minutes>'|min(?:utes|ute)?\b\.?|мин\w*\.?|دقيقة|dakika\b)"
        r"|(?P<label>(?:lat(?:itude)?\b\.?|lon(?:g(?:itude)?)?\b\.?|широта|долгота|enlem\b|boylam\b)[:=]?)"
        r"|(?P<colon>:)"
        r"|(?P<separator>[,;/|])"
        r"|" + _hemisphere_pattern() + r")",
        re.IGNORECASE,
    )


_TOKEN, _TOKEN_COMMA = _token_pattern("."), _token_pattern(".,")
_NORTHERN_LABELS = ("lat", "широта", "enlem")
_PACKED_DIGITS = {"N": (4, 6), "E": (5, 7)}


class BadAngles(ValueError):
    """The text is no latitude and longitude; turned into the caller's own error."""

    def __init__(self, reason: str, *, index: int, advice: str | None = None) -> None:
        super().__init__(reason)
        self.reason, self.index, self.advice = reason, index, advice


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    index: int
    letter: str = ""
    """Of a hemisphere, N S E W."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Angle:
    value_deg: float
    half_unit_deg: float
    letter: str
    language: str
    index: int
    parts: int
    """1 decimal degrees, 2 with minutes, 3 with seconds."""
    text: str
    """Of the only number, where there is one."""


def parse_angles(text: str) -> list[Reading]:
    """Every reading of a plain text as latitude and longitude: one, or the two readings of a comma.

    Raises:
        BadAngles: there is no reading.
    """
    has_dot, tight = re.search(r"\d\.\d", text), re.search(r"\d,\d", text)
    if not tight:
        return [_read(text, _TOKEN)]
    if not has_dot and re.fullmatch(r"\s*[+\-]?\d+,[+\-]?\d+\s*", text):
        raise BadAngles("the comma may separate two numbers or the decimals of one", index=tight.start() + 1)
    if has_dot:
        return [_read(text, _TOKEN)]
    readings, faults = [], []
    for pattern in (_TOKEN_COMMA, _TOKEN):
        try:
            readings.append(_read(text, pattern))
        except BadAngles as fault:
            faults.append(fault)
    if not readings:
        raise faults[0]
    return readings


def parse_packed(text: str) -> Reading | None:
    """The reading of two bare decimal numbers as degrees, minutes and seconds: ``36.2213`` is 36° 22′ 13″.

    None where the text has not this form, or a minute or second would be 60 or more.
    """
    match = re.fullmatch(r"\s*([+\-]?)(\d{1,2})[.](\d{2,})(?:\s*[,;/]\s*|\s+)([+\-]?)(\d{1,3})[.](\d{2,})\s*", text)
    if match is None:
        return None
    north, east = (_packed(*match.group(first, first + 1, first + 2)) for first in (1, 4))
    if north is None or east is None or abs(north[0]) > 90.0 or abs(east[0]) > 180.0:
        return None
    point = (east[0], north[0])
    half = _halves_m(point, north[1], east[1])
    return Reading(Notation.PACKED_DMS, point, *half, "degrees.minutes seconds", match.start(2) + 1)


def _packed(sign: str, degrees: str, decimals: str) -> tuple[float, float] | None:
    minutes, seconds = int(decimals[:2]), decimals[2:]
    # A lone digit of seconds is tens of them.
    second_value = float(f"{seconds[:2].ljust(2, '0')}.{seconds[2:] or 0}")
    if minutes >= _BASE or second_value >= _BASE:
        return None
    value = int(degrees) + minutes * _MIN_DEG + second_value * _SEC_DEG
    unit_deg = _MIN_DEG if not seconds else _SEC_DEG * 10.0 ** (2 - len(seconds))
    return (-value if sign == "-" else value), unit_deg / 2


def _read(text: str, pattern: re.Pattern[str]) -> Reading:
    tokens = _tokens(text, pattern)
    split = _boundary(tokens, len(text))
    _check_dash(text, tokens, split)
    first, second = _angle(tokens[:split], text), _angle(tokens[split:], text)
    lat, lon = _order(first, second)
    if abs(lat.value_deg) > 90.0:
        raise BadAngles(
            f"latitude {lat.value_deg:.7f} is outside -90 to 90 degrees", index=lat.index, advice=_ORDER_ADVICE
        )
    if abs(lon.value_deg) > 180.0:
        raise BadAngles(
            f"longitude {lon.value_deg:.7f} is outside -180 to 180 degrees", index=lon.index, advice=_ORDER_ADVICE
        )
    finest = max(lat.parts, lon.parts) - 1
    point = (lon.value_deg if lon.value_deg < 180.0 else -180.0, lat.value_deg)
    half = _halves_m(point, lat.half_unit_deg, lon.half_unit_deg)
    return Reading(_NOTATIONS[finest], point, *half, _SENSES[finest], first.index + 1)


_ORDER_ADVICE = "Check the order: latitude comes first in text, longitude first in pairs."


def _tokens(text: str, pattern: re.Pattern[str]) -> list[_Token]:
    tokens, at, end = [], 0, len(text.rstrip())
    while at < end:
        match = pattern.match(text, at)
        if match is None or match.lastgroup is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            raise BadAngles(f"{text[start : start + 10]!r} is not a number of degrees", index=start)
        kind, language, letter = match.lastgroup, "", ""
        if kind[2:3] == "_":
            language, letter, kind = kind[:2], kind[3:], "hemisphere"
        tokens.append(_Token(kind, match[match.lastgroup], match.start(match.lastgroup), letter, language))
        at = match.end()
    return tokens


def _boundary(tokens: list[_Token], length: int) -> int:
    """Where the second angle begins: at a separator, a hemisphere, a sign, a second degree mark, or half way."""
    numbers = [at for at, token in enumerate(tokens) if token.kind == "number"]
    if len(numbers) < 2:
        index = tokens[0].index if tokens and not numbers else length
        raise BadAngles("the end is not a number of degrees" if index == length else "there is no number", index=index)
    if len(numbers) > _MOST_NUMBERS:
        raise BadAngles("there are more numbers than two angles have", index=tokens[numbers[_MOST_NUMBERS]].index)
    inner = [at for at in range(numbers[0] + 1, numbers[-1] + 1)]
    separators = [at for at in inner if tokens[at].kind == "separator"]
    if len(separators) == 1:
        return separators[0]
    labels = [at for at in inner if tokens[at].kind == "label"]
    if len(labels) == 1:
        return labels[0]
    marked = _by_hemisphere(tokens, numbers) or _by_sign(tokens, inner)
    if marked is not None:
        return marked
    degree_marks = [at for at in inner if tokens[at].kind == "degrees"]
    if len(degree_marks) == 2 or (len(degree_marks) == 1 and tokens[numbers[0] + 1].kind != "degrees"):
        return _with_sign(tokens, degree_marks[-1] - 1)
    if len(numbers) % 2:
        raise BadAngles(
            f"{tokens[numbers[-1]].text[:20]!r} is left over",
            index=tokens[numbers[-1]].index,
            advice="Both angles need degrees, minutes and seconds alike, or letters or a comma to tell them apart.",
        )
    return _with_sign(tokens, numbers[len(numbers) // 2])


def _by_hemisphere(tokens: list[_Token], numbers: list[int]) -> int | None:
    letters = [at for at, token in enumerate(tokens) if token.kind == "hemisphere"]
    if len(letters) < 1 or (letters[0] < numbers[0] and letters[-1] > numbers[-1]):
        return None
    inner = [at for at in letters if numbers[0] < at < numbers[-1]]
    if not inner:
        return None
    if letters[0] < numbers[0]:
        return inner[0]
    if letters[-1] > numbers[-1]:
        return inner[0] + 1
    # One letter alone in the middle: it goes with the number that it touches.
    touches_next = tokens[inner[0]].index + len(tokens[inner[0]].text) == tokens[inner[0] + 1].index
    before = tokens[inner[0] - 1]
    touches_before = before.index + len(before.text) == tokens[inner[0]].index
    return inner[0] if touches_next and not touches_before else inner[0] + 1


def _by_sign(tokens: list[_Token], inner: list[int]) -> int | None:
    signs = [at for at in inner if tokens[at].kind == "sign"]
    return signs[0] if len(signs) == 1 else None


def _with_sign(tokens: list[_Token], at: int) -> int:
    while at > 0 and tokens[at - 1].kind in {"sign", "label"}:
        at -= 1
    return at


def _angle(tokens: Sequence[_Token], text: str) -> _Angle:
    inside = [token for token in tokens if token.kind != "separator"]
    numbers = [token for token in inside if token.kind == "number"]
    if not numbers:
        at = tokens[0].index if tokens else len(text)
        raise BadAngles("an angle without a number", index=at)
    if len(numbers) > len(_UNIT_NAMES):
        raise BadAngles(f"{numbers[3].text!r} is left over", index=numbers[3].index)
    letter = _letter(inside, numbers)
    sign = _sign(inside, numbers, has_letter=bool(letter and letter.language != "label"))
    _check_marks(inside)
    packed = _unpack(numbers, letter.letter if letter else "")
    value, half, parts = packed or _value(numbers)
    is_negative = sign == "-" or (letter is not None and letter.letter in "SW")
    return _Angle(
        value_deg=-value if is_negative else value,
        half_unit_deg=half,
        letter=letter.letter if letter else "",
        language=letter.language if letter else "",
        index=numbers[0].index,
        parts=parts,
        text=numbers[0].text if len(numbers) == 1 else "",
    )


def _check_dash(text: str, tokens: list[_Token], split: int) -> None:
    """A dash between two angles is a minus only where it is set as one, or where the first angle has a sign too."""
    signs = [token for token in tokens if token.kind == "sign"]
    has_sign_first = any(token.index < tokens[split].index for token in signs if token is not tokens[split])
    for token in signs:
        before, after = text[token.index - 1 : token.index], text[token.index + 1 : token.index + 2]
        is_open = token.index == 0 or before in " ,;/|:=" or (has_sign_first and token is tokens[split])
        if not is_open or not after.isdigit():
            raise BadAngles("the dash may be a minus or a separator", index=token.index)


def _letter(inside: Sequence[_Token], numbers: Sequence[_Token]) -> _Token | None:
    letters = [token for token in inside if token.kind == "hemisphere"]
    labels = [token for token in inside if token.kind == "label"]
    if len(letters) > 1:
        raise BadAngles("the hemisphere is stated twice", index=numbers[0].index)
    for token in letters:
        if numbers[0].index < token.index < numbers[-1].index:
            raise BadAngles("a hemisphere stands inside an angle", index=token.index)
    if labels:
        is_north = labels[0].text.lower().startswith(_NORTHERN_LABELS)
        axis = "N" if is_north else "E"
        if letters and (letters[0].letter in "NS") != is_north:
            raise BadAngles("the word and the letter contradict one another", index=letters[0].index)
        return letters[0] if letters else _Token("hemisphere", "", labels[0].index, axis, "label")
    return letters[0] if letters else None


def _sign(inside: Sequence[_Token], numbers: Sequence[_Token], *, has_letter: bool) -> str:
    signs = [token for token in inside if token.kind == "sign"]
    if not signs:
        return ""
    if len(signs) > 1 or signs[0].index > numbers[0].index:
        raise BadAngles("a sign stands inside an angle", index=signs[-1].index)
    if has_letter:
        raise BadAngles("the hemisphere is stated twice", index=numbers[0].index)
    return signs[0].text


def _check_marks(inside: Sequence[_Token]) -> None:
    """Marks of degrees, minutes and seconds stand behind the number that they are of."""
    place = -1
    for before, token in zip([None, *inside[:-1]], inside, strict=True):
        if token.kind == "number":
            place += 1
        elif token.kind in _UNIT_NAMES:
            if before is None or before.kind != "number" or _UNIT_NAMES.index(token.kind) != place:
                raise BadAngles(f"a mark of {token.kind} where there are no {token.kind}", index=token.index)
        elif token.kind == "colon" and (before is None or before.kind != "number" or token is inside[-1]):
            raise BadAngles("a colon that separates nothing", index=token.index)


def _unpack(numbers: Sequence[_Token], letter: str) -> tuple[float, float, int] | None:
    """``362214`` with its letter: two or three digits of degrees, two of minutes, two of seconds."""
    whole, _, decimals = numbers[0].text.replace(",", ".").partition(".")
    if len(numbers) > 1 or not letter or len(whole) < 4:
        return None
    if len(whole) not in _PACKED_DIGITS["N" if letter in "NS" else "E"]:
        raise BadAngles(f"{whole!r} is not degrees with minutes and seconds", index=numbers[0].index)
    width = 2 if letter in "NS" else 3
    parts = [whole[:width], *(whole[at : at + 2] for at in range(width, len(whole), 2))]
    if decimals:
        parts[-1] = f"{parts[-1]}.{decimals}"
    return _value([_Token("number", part, numbers[0].index) for part in parts])


def _value(numbers: Sequence[_Token]) -> tuple[float, float, int]:
    """Degrees without sign, half a unit of the last digit, and how many parts there were."""
    value, unit_deg = 0.0, 1.0
    for place, token in enumerate(numbers):
        whole, _, decimals = token.text.replace(",", ".").partition(".")
        if decimals and token is not numbers[-1]:
            raise BadAngles(f"only the last part may have decimals, not {token.text!r}", index=token.index)
        if len(whole) > (2 if place else 3):
            raise BadAngles(f"{whole[:20]!r} is not a number of {_UNIT_NAMES[place]}", index=token.index)
        part = float(f"{whole}.{decimals or 0}")
        if place and part >= _BASE:
            raise BadAngles(f"{token.text} {_UNIT_NAMES[place]} are 60 or more", index=token.index)
        unit_deg = float(_BASE) ** -place * 10.0 ** -len(decimals)
        value += part * float(_BASE) ** -place
    return value, unit_deg / 2, len(numbers)


def _order(first: _Angle, second: _Angle) -> tuple[_Angle, _Angle]:
    """Latitude and longitude, by the letters where there are any."""
    if bool(first.letter) != bool(second.letter):
        bare = second if first.letter else first
        raise BadAngles("only one of the two numbers has its letter", index=bare.index)
    if not first.letter:
        return first, second
    if (first.letter in "NS") == (second.letter in "NS"):
        raise BadAngles("both numbers are on the same axis", index=second.index)
    languages = {first.language, second.language} - {"label"}
    if len(languages) > 1:
        # A Cyrillic В is east and a Turkish B is west: letters of two alphabets may be one alphabet, mistyped.
        raise BadAngles("the letters of the two angles are of different languages", index=second.index)
    return (first, second) if first.letter in "NS" else (second, first)


def _halves_m(point: Point, north_deg: float, east_deg: float) -> tuple[float, float]:
    """Half a cell north and east in metres, where the cell is wider; never below what 1e-7 degree can hold."""
    lon, lat = point
    up_deg = min(max(north_deg, _STORED_HALF_UNIT_DEG), 90.0)
    side_deg = max(east_deg, _STORED_HALF_UNIT_DEG)
    towards_equator = lat - math.copysign(up_deg, lat)
    north_m = inverse(point, (lon, towards_equator))[1]
    east_m = inverse((lon, towards_equator), (lon + side_deg, towards_equator))[1]
    return north_m, east_m

"""The words Tansiq has no use for, in four languages, and where a text or a name uses one.

Kept apart from what is tested so that a reviewer who knows a language can read and mend its list alone.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

ENGLISH = frozenset(
    """
    aimpoint aimpoints ammo ammunition artillery attack attacked attacker attackers attacking attacks bda bomb bombed
    bomber bombers bombing bombs bullet bullets collateral combat combatant combatants damage damaged damages destroy
    destroyed destroying destruction effect effects enemies enemy engagement engagements foe foes grenade grenades gun
    guns gunfire hostile hostiles howitzer kinetic lethal lethality missile missiles mortar mortars munition munitions
    ordnance rocket rockets shoot shooter shootdown shooting strike strikes striking struck target targeted targeting
    targets threat threats torpedo warhead warheads weapon weaponeering weapons worth
    """.split()
)
ENGLISH_PAIRS = frozenset({("aim", "point"), ("high", "value"), ("probability", "kill"), ("weapon", "type")})

ARABIC = """
    سلاح أسلحة ذخيرة ذخائر قنبلة قنابل صاروخ صواريخ قذيفة قذائف هدف أهداف استهداف مستهدف مستهدفة عدو أعداء معاد معادية
    ضربة ضربات قصف غارة غارات تدمير تدميري دمار أضرار هجوم هجمات إصابة تهديد تهديدات تأثيرات
""".split()

RUSSIAN = r"""
    оруж\w* вооружени\w* боеприпас\w* бомб\w* ракет\w* снаряд\w* цел(?:ь|и|ью|ей|ям|ями|ях) мишен\w* враг\w* вражеск\w*
    противник\w* удар(?:ы|а|у|ом|е|ов|ам|ами|ах|ный|ная)? поражени\w* поразить уничтож\w* разруш\w* обстрел\w* ущерб\w*
    атак\w* боев(?:ой|ая|ое|ые|ых|ого) угроз\w* эффект\w*
""".split()

TURKISH = r"""
    silah\w* mühimmat\w* bomba\w* füze\w* roket\w* hedef\w* düşman\w* vuruş\w* imha\w* hasar\w* saldırı\w* taarruz\w*
    tahrip\w* tehdit\w* etki(?:si|ler|leri)?
""".split()

ONE_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
"""A text without spaces is a value or a key of the wire; anything longer is prose."""

_ARABIC_MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
_ARABIC_ALEFS = str.maketrans("أإآ", "ااا")
# Arabic writes "and", "with", "for", "like" and "the" onto the word itself, and the owner behind it.
_ARABIC_PATTERN = r"(?<!\w)[وف]?(?:ال|بال|كال|لل|[بلك])?(?:{})(?:ا|ات|ين|ون|ه|ها|هم|نا)?(?!\w)"


def find_words_in_name(name: str) -> list[str]:
    """Unwanted words in an identifier, cut at underscores, dashes, dots and capitals."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    parts = re.findall(r"[a-z]+", spaced.lower())
    pairs = [f"{one} {two}" for one, two in pairwise(parts) if (one, two) in ENGLISH_PAIRS]
    return [part for part in parts if part in ENGLISH] + pairs


def find_words_in_text(text: str, lang: str) -> list[str]:
    """Unwanted words in running text in `en`, `ar`, `ru` or `tr`."""
    if lang == "en":
        return find_words_in_name(text)
    if lang == "ar":
        plain = _flatten_arabic(text)
        words = "|".join(_flatten_arabic(word) for word in ARABIC)
        return re.findall(_ARABIC_PATTERN.format(words), plain)
    patterns = RUSSIAN if lang == "ru" else TURKISH
    folded = _fold_turkish(text) if lang == "tr" else text.lower().replace("ё", "е")
    return re.findall(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", folded)


def find_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every name a module makes: classes, functions, parameters, fields, enum values, and the keys it writes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.AnnAssign | ast.Assign):
            targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
            for place in targets:
                if isinstance(place, ast.Name | ast.Attribute):
                    yield node.lineno, place.id if isinstance(place, ast.Name) else place.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and ONE_WORD.fullmatch(node.value):
            yield node.lineno, node.value


def _flatten_arabic(text: str) -> str:
    return _ARABIC_MARKS.sub("", unicodedata.normalize("NFC", text)).translate(_ARABIC_ALEFS)


def _fold_turkish(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("I", "ı").replace("İ", "i").lower()

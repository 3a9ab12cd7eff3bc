"""Holds and alerts in words: what stands in the way, what would lift it, whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tansiq.base.clock import BadInstant, parse_instant
from tansiq.base.units import M_PER_KM
from tansiq.words.amounts import write_distance, write_list, write_minute
from tansiq.words.catalogue import NOT_GIVEN, Fact, has_phrase, phrase, phrase_or_code, shown

_DISTANCES = ("distance", "tolerance")


@dataclass(frozen=True, slots=True)
class HoldWords:
    """One hold in a language."""

    what: str
    lifts: str
    """What would lift it."""
    turn: str
    """Whose turn it is."""


def render_hold(
    code: str, facts: Mapping[str, Fact], lang: str, *, party: str = "", turn: str = "", is_ours: bool = False
) -> HoldWords:
    """A hold in words.

    Args:
        facts: as the hold carries them: ``distance_m`` or ``distance_km``, ``tolerance_m`` or ``tolerance_km``,
            ``kind``, ``name``, ``owner``, ``minutes``, ``seconds``, ``area``, ``reason``, ``elements``, ``sheet``,
            ``code``, ``text``, ``datum``, ``message``, ``here``, ``place``, ``words_place``, ``values``, ``hours``,
            ``stated_uncertainty_m``, ``second_uncertainty_m``; ``within_grain`` of our own answer that a cover made;
            ``shared_from``, ``shared_min``, ``shared_height_m``, ``later_min``, ``earlier_min``, ``up_m``, ``down_m``
            of two flights; ``cause``, ``subject`` and ``residual_m`` of a likely mistake; ``disclosed`` = ``no`` gives
            the one undisclosed text, whatever else is given. Names of parties as they are shown.
        party: shown name of the party that the hold is about.
        turn: shown name of the party whose turn it is.
        is_ours: it is this node's own turn.
    """
    whose = phrase(lang, "turn-ours") if is_ours else shown(turn) or NOT_GIVEN
    if facts.get("within_grain"):
        code = "within_grain"
    elif is_undisclosed(facts):
        # Not one fact goes into these words, so that asking often teaches nothing.
        return HoldWords(phrase(lang, "hold-undisclosed"), phrase(lang, "lift-undisclosed"), whose)
    given = _prepare(facts, lang) | ({"party": shown(party)} if party else {})
    if not has_phrase(f"hold-{code}"):
        code, given["code"] = "unknown", shown(code)
    what = _write_more(lang, phrase(lang, f"hold-{code}", given), facts, given)
    if (residual_m := _find_distance_m(facts, "residual")) is not None and facts.get("cause"):
        cause = write_cause(lang, str(facts["cause"]), str(facts.get("subject", "")))
        given |= {"what": what, "cause": cause, "residual": write_distance(lang, residual_m)}
        what = phrase(lang, "hold-likely-cause", given)
    lifts = phrase(lang, f"lift-{code}", given)
    return HoldWords(what, _write_changes(lang, lifts, facts), whose)


def _write_more(lang: str, what: str, facts: Mapping[str, Fact], given: Mapping[str, Fact]) -> str:
    """A hold's line with what it carries beside: values sent and read back, both places, both uncertainties."""
    if facts.get("values"):
        return phrase(lang, "hold-both-values", dict(given) | {"what": what})
    if facts.get("words_place"):
        return phrase(lang, "hold-both-places", dict(given) | {"what": what})
    if facts.get("shared_min"):
        height_m = _find_distance_m(facts, "shared_height")
        since = _write_instant(str(facts.get("shared_from", "")))
        more = {"what": what, "height": write_distance(lang, height_m or 0.0), "shared_from": since}
        return phrase(lang, "hold-shared-time" if height_m is None else "hold-shared", dict(given) | more)
    stated_m, second_m = (_find_distance_m(facts, f"{which}_uncertainty") for which in ("stated", "second"))
    if stated_m is None or second_m is None:
        return what
    both = {"stated": write_distance(lang, stated_m), "second": write_distance(lang, second_m)}
    return phrase(lang, "hold-uncertainties", dict(given) | both | {"what": what})


def _write_instant(text: str) -> str:
    """To the minute; what is no instant as it came."""
    try:
        return write_minute(parse_instant(text))
    except BadInstant:
        return shown(text)


def _write_changes(lang: str, lifts: str, facts: Mapping[str, Fact]) -> str:
    """What would lift a hold, with each change that would by itself."""
    changes = []
    for name in ("later", "earlier"):
        if facts.get(f"{name}_min"):
            changes.append(phrase(lang, f"change-{name}", minutes=shown(str(facts[f"{name}_min"]))))
    for name in ("up", "down"):
        if (distance_m := _find_distance_m(facts, name)) is not None:
            changes.append(phrase(lang, f"change-{name}", distance=write_distance(lang, distance_m)))
    return phrase(lang, "lift-changes", lifts=lifts, changes=write_list(lang, changes)) if changes else lifts


def write_cause(lang: str, cause: str, subject: str) -> str:
    """A likely mistake behind two places that differ.

    Args:
        cause: its code, such as ``axes_swapped``.
        subject: which datum, or which reference point; empty where the code says all.
    """
    name = f"mistake-{cause}" if subject or cause != "reference" else "mistake-reference-unnamed"
    return phrase(lang, name, subject=shown(subject)) if has_phrase(name) else shown(cause)


def render_alert(code: str, facts: Mapping[str, Fact], lang: str, *, party: str = "", item: str = "") -> str:
    """An alert in one line.

    Args:
        party: shown name of the party that it is about.
        item: shown name of the item that it is about.
    """
    given = _prepare(facts, lang) | {name: shown(text) for name, text in (("party", party), ("item", item)) if text}
    if code == "overdue" and "cease" in facts:
        given["step"] = phrase_or_code(lang, "overdue-step", str(facts.get("step", "")))
        return phrase(lang, "overdue-own-cease" if "end" in facts else "overdue-cease", given)
    if code == "overdue" and "duty" in facts:
        given["duty"] = phrase_or_code(lang, "duty", str(facts["duty"]))
        given["step"] = phrase_or_code(lang, "duty-step", str(facts.get("step", "")))
        return phrase(lang, "overdue-duty-item" if item else "overdue-duty", given)
    if "way" in given:
        given["way"] = phrase_or_code(lang, "way", str(facts["way"]))
    if code == "conflict" and "leaves" in facts:
        return phrase(lang, "alert-conflict-inside", given | {"leaves": _write_leaves(str(facts["leaves"]))})
    if not has_phrase(f"alert-{code}"):
        code, given["code"] = "unknown", shown(code)
    return phrase(lang, f"alert-{code}", given)


def _write_leaves(leaves: str) -> str:
    try:
        return write_minute(parse_instant(leaves))
    except BadInstant:
        return shown(leaves)


def is_undisclosed(facts: Mapping[str, Fact]) -> bool:
    """Whether a hold's reason may not be told."""
    return facts.get("disclosed") == "no" or facts.get("reason") == "not_disclosed"


def _prepare(facts: Mapping[str, Fact], lang: str) -> dict[str, Fact]:
    """Facts as phrases take them: codes in words, distances with their unit."""
    given: dict[str, Fact] = {
        name: shown(value) if isinstance(value, str) else value for name, value in facts.items() if value != ""
    }
    for name in _DISTANCES:
        if (distance_m := _find_distance_m(facts, name)) is not None:
            given[name] = write_distance(lang, distance_m)
    if "kind" in given:
        given["kind-code"] = str(given["kind"])
        given["kind"] = phrase_or_code(lang, "kind", str(facts["kind"]))
    if "reason" in given:
        given["reason"] = phrase_or_code(lang, "reason", str(facts["reason"]))
    if "elements" in given:
        names = (name.strip() for name in str(facts["elements"]).split(","))
        given["elements"] = write_list(lang, (phrase_or_code(lang, "element", name) for name in names))
    return given


def _find_distance_m(facts: Mapping[str, Fact], name: str) -> float | None:
    for key, factor in ((f"{name}_m", 1.0), (f"{name}_km", M_PER_KM)):
        try:
            return float(facts[key]) * factor
        except (KeyError, ValueError):
            continue
    return None

"""Calls of distress, questions, incidents, protests, positions and corrections in one line of a language."""

from __future__ import annotations

from tansiq.base.units import E7_PER_DEG
from tansiq.coordination import statements as say
from tansiq.words.amounts import short, write_distance_mm, write_list, write_time
from tansiq.words.catalogue import phrase, shown
from tansiq.words.telling import Telling

Happening = (
    say.Distress | say.DistressCheck | say.Query | say.Reply | say.Correction | say.Incident | say.Protest
    | say.PositionReport | say.Units
)  # fmt: skip


def tell_happening(line: Telling, said: Happening) -> list[str]:
    """The line itself, then whatever was typed."""
    match said:
        case say.Distress():
            return [_distress(line, said), _place(line, said.place), line.typed(said.text, said.text_lang)]
        case say.DistressCheck():
            cease, outcome = line.thing(said.cease), line.code("outcome", said.outcome)
            text = line.say("distress_check", cease=cease, outcome=outcome, source=shown(said.source))
            return [text, line.typed(said.text, said.text_lang)]
        case say.Incident():
            text = line.say("incident", title=shown(said.title), at=write_time(said.at_ms))
            return [text, _place(line, said.place), line.typed(said.text, said.text_lang)]
        case say.PositionReport():
            return [_position(line, said)]
        case say.Units():
            return [line.say("units", count=len(said.units))]
        case say.Query():
            return [_query(line, said), line.typed(said.text, said.text_lang)]
        case say.Reply():
            return [line.say("reply", query=short(said.query)), line.typed(said.text, said.text_lang)]
        case say.Protest():
            return [line.say("protest", message=short(said.message)), line.typed(said.text, said.text_lang)]
        case say.Correction():
            return _correction(line, said)


def _distress(line: Telling, said: say.Distress) -> str:
    items = write_list(line.lang, map(line.item, said.items)) or phrase(line.lang, "all-shared")
    if not said.caller:
        return line.say("distress", items=items)
    return line.say("distress-called", items=items, caller=shown(said.caller), number=shown(said.number))


def _place(line: Telling, place: str) -> str:
    return phrase(line.lang, "place-told", place=shown(place)) if place else ""


def _query(line: Telling, said: say.Query) -> str:
    if said.item is not None:
        return line.say("query-item", item=line.item(said.item))
    if said.about is not None:
        return line.say("query-message", message=short(said.about))
    return line.say("query")


def _position(line: Telling, said: say.PositionReport) -> str:
    lat, lon = (f"{part / E7_PER_DEG:.5f}" for part in (said.position.lat_e7, said.position.lon_e7))
    return line.say(
        "position",
        subject=line.code("reported", said.subject),
        name=shown(said.name),
        count=said.count,
        place=f"{lat} {lon}",
        uncertainty=write_distance_mm(line.lang, said.uncertainty_mm),
        at=write_time(said.at_ms),
    )


def _correction(line: Telling, said: say.Correction) -> list[str]:
    """Which message, then what stands in its place."""
    first = line.say("correction", message=short(said.message))
    if isinstance(said.replacing, say.Note):
        return [first, line.typed(said.replacing.text, said.replacing.text_lang)]
    return [first, *tell_happening(line, said.replacing)]

"""Any entry of the record in one line of a language: what was said, by whom, about what.

Typed text follows the line, marked with its language. Machines' ids are shortened to what tells them apart on a screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from tansiq.airspace.item import Item
from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.entry import Entry
from tansiq.words.amounts import (
    facts_of_item,
    short,
    write_distance_mm,
    write_element,
    write_list,
    write_time,
    write_times,
)
from tansiq.words.catalogue import phrase, shown
from tansiq.words.happenings import tell_happening
from tansiq.words.reasons import render_alert
from tansiq.words.telling import Telling

_BETWEEN = " · "
_TOLD_OF_ACTS = frozenset({"officer", "role", "verb", "peer"})
"""Facts that say something to a person; the others are ids."""

_Acts = say.AgreementAct | say.SheetAct | say.AssessmentAct | say.Situation
_Stops = say.Cease | say.CeaseExecuted | say.ResumeAgreed | own.LocalCease
_Happenings = (
    say.Distress | say.DistressCheck | say.Query | say.Reply | say.Correction | say.Incident | say.Protest
    | say.PositionReport | say.Units
)  # fmt: skip
_About = say.Cancel | say.Held | say.Release | say.Verify | say.Verified | say.Doubt | say.StatusReport


def _no_name(id_: str) -> str | None:
    return None


def render_statement(
    entry: Entry,
    lang: str,
    names: Callable[[PartyId], str],
    *,
    items: Callable[[ItemId], str | None] = _no_name,
    named: Callable[[str], str | None] = _no_name,
) -> str:
    """One entry in one line.

    Args:
        names: how a party is shown.
        items: how an item is called, None where it is not known here; the id's beginning is shown then.
        named: what the hash of a revision and the id of an agreement, a sheet, a cease or an alert stand for, or None;
            made safe by `shown`.
    """
    line = Telling(lang, shown(names(entry.source)), names, items, named, shown(entry.author))
    parts = _parts(line, entry.statement)
    return _BETWEEN.join(part for part in parts if part)


def _parts(line: Telling, said: own.Statement) -> list[str]:
    """The line itself, then whatever was typed."""
    match said:
        case say.Notify() | say.Amend():
            return _item_line(line, "notify" if isinstance(said, say.Notify) else "amend", said.item)
        case own.LocalItem():
            return _item_line(line, "local-item", said.item)
        case say.Answer():
            return _answer(line, said)
        case _ if isinstance(said, _About):
            return _about_item(line, said)
        case _ if isinstance(said, _Stops):
            return _stop(line, said)
        case _ if isinstance(said, _Happenings):
            return tell_happening(line, said)
        case _ if isinstance(said, _Acts):
            return _act(line, said)
        case _ if isinstance(said, say.Said):
            return _on_line(line, said)
        case _:
            return _local(line, cast("own.Noted", said))


def _item_line(line: Telling, name: str, item: Item) -> list[str]:
    parts = [line.say(name, **facts_of_item(line.lang, item))]
    if item.place is not None:
        parts.append(line.typed(item.place.words, item.place.words_lang))
    return [*parts, line.typed(item.note, item.note_lang)]


def _answer(line: Telling, said: say.Answer) -> list[str]:
    revision = line.revision(said.revision)
    if said.counter is not None:
        facts = facts_of_item(line.lang, said.counter) | {"revision": revision}
        return [line.say("answer-counter", **facts)]
    verdict = line.code("verdict", said.verdict)
    if said.reason is not None:
        reason = line.code("reason", said.reason)
        return [line.say("answer-reason", revision=revision, verdict=verdict, reason=reason)]
    return [line.say("answer", revision=revision, verdict=verdict)]


def _about_item(line: Telling, said: _About) -> list[str]:
    """What names an item, and mostly a revision of it."""
    item = line.item(said.item)
    revision = phrase(line.lang, "any-revision") if said.revision is None else short(said.revision)
    match said:
        case say.Doubt():
            return [line.say("doubt", item=item, revision=revision), line.typed(said.text, said.text_lang)]
        case say.Verified():
            return [_verified(line, said, item, revision)]
        case say.StatusReport():
            return [_status(line, said, item)]
        case say.Cancel():
            return [line.say("cancel", item=item)]
        case say.Held():
            return [line.say("held", item=item, revision=revision)]
        case say.Release():
            return [line.say("release", item=item, revision=revision)]
        case say.Verify():
            return [line.say("verify", item=item, revision=revision)]


def _verified(line: Telling, said: say.Verified, item: str, revision: str) -> str:
    match = line.code("match", said.match)
    source = shown(said.source)
    if said.distance_mm is None:
        return line.say("verified-cannot", item=item, revision=revision, match=match, source=source)
    return line.say(
        "verified",
        item=item,
        revision=revision,
        match=match,
        source=source,
        distance=write_distance_mm(line.lang, said.distance_mm),
        tolerance=write_distance_mm(line.lang, said.tolerance_mm),
    )


def _status(line: Telling, said: say.StatusReport, item: str) -> str:
    status = line.code("state", said.status)
    if said.unilateral:
        return line.say("status-unilateral", item=item, status=status)
    if said.holds:
        return line.say("status-held", item=item, count=said.holds)
    if said.cease is not None:
        return line.say("status-suspended", item=item, status=status, cease=line.thing(said.cease))
    return line.say("status", item=item, status=status)


def _stop(line: Telling, said: _Stops) -> list[str]:
    match said:
        case say.Cease():
            items = write_list(line.lang, map(line.item, said.items)) or phrase(line.lang, "all-shared")
            text = line.say("cease", items=items, cause=line.code("cause", said.cause))
            return [text, line.typed(said.text, said.text_lang)]
        case say.CeaseExecuted():
            text = line.say(
                "cease_executed",
                cease=line.thing(said.cease),
                taken=write_time(said.taken_ms),
                executed=write_time(said.executed_ms),
            )
            return [text, line.typed(said.text, said.text_lang)]
        case say.ResumeAgreed():
            return [line.say("resume_agreed", cease=line.thing(said.cease))]
        case own.LocalCease():
            # The node itself notes these: the speaker is the peer, not the node.
            name = "say-local-cease-unproven" if said.unproven else "say-local-cease"
            who, cause = shown(line.names(said.party)), line.code("cause", said.cause)
            return [phrase(line.lang, name, who=who, cause=cause), line.typed(said.text, said.text_lang)]


def _act(line: Telling, said: _Acts) -> list[str]:
    match said:
        case say.AgreementAct():
            return [_agreement(line, said)]
        case say.SheetAct():
            return _sheet(line, said)
        case say.AssessmentAct():
            counts = "; ".join(_count(line, count) for count in said.counts)
            text = line.say("assessment", title=shown(said.title), points=len(said.points), counts=counts or "–")
            return [text, *(line.typed(point.text, said.lang) for point in said.points)]
        case say.Situation():
            text = line.say(
                "situation-critical" if said.critical else "situation",
                area=said.area,
                people=said.population_at_risk,
                there=said.observers_there,
                needed=said.observers_needed,
            )
            return [text, line.typed(said.text, said.text_lang)]


def _agreement(line: Telling, said: say.AgreementAct) -> str:
    name = f"agreement-{said.action}"
    if said.terms is not None:
        return line.say(name, title=shown(said.terms.title))
    if said.change is not None:
        return line.say(name, area=said.change.area, status=line.code("area", said.change.status))
    return line.say(name, agreement=line.title(said.agreement))


def _sheet(line: Telling, said: say.SheetAct) -> list[str]:
    name = f"sheet-{said.action}"
    if said.content is None:
        return [line.say(name, sheet=line.title(said.sheet))]
    text = line.say(name, title=shown(said.content.title), number=said.content.number)
    return [text, line.typed(said.content.keeping_apart, said.content.lang)]


def _count(line: Telling, count: say.Count) -> str:
    """``pallets 21 = 4 + 7 + 10``, as its party wrote it; whether it adds up is said elsewhere."""
    what = f"{line.code('count', count.what)} {count.total}"
    if not count.parts:
        return what
    return f"{what} = " + " + ".join(
        phrase(line.lang, "part", number=number, name=shown(name)) for name, number in count.parts
    )


def _on_line(line: Telling, said: say.Said) -> list[str]:
    """The rest of what goes over a line."""
    match said:
        case say.Readback():
            elements = (
                phrase(line.lang, "named", name=line.code("element", element.name), value=write_element(element))
                for element in said.elements
            )
            told = write_list(line.lang, elements)
            return [line.say("readback", revision=line.revision(said.revision), elements=told)]
        case say.Resolution():
            text = line.say("resolution", first=line.revision(said.first), second=line.revision(said.second))
            return [text, line.typed(said.terms, said.terms_lang)]
        case say.Outage():
            times = write_times(said.starts_ms, said.ends_ms)
            return [line.say("outage", times=times), line.typed(said.text, said.text_lang)]
        case say.Test():
            return [line.say("test-human" if said.human else "test-machine")]
        case say.Ack():
            level = line.code("ack", said.level)
            return [line.say("ack-unit", level=level, unit=shown(said.unit)) if said.unit
                    else line.say("ack", level=level)]  # fmt: skip
        case say.Note():
            return [line.say("note"), line.typed(said.text, said.text_lang)]
        case say.Rejected():
            return [line.say("rejected", message=short(said.message), code=said.code, text=shown(said.text))]
        case say.KeyChange():
            name = "key_change-pairing" if said.reason == "pairing" else "key_change-rotation"
            return [line.say(name, key=short(said.line_key))]
    raise AssertionError(f"{type(said).__name__} has its words elsewhere")


def _local(line: Telling, said: own.Noted) -> list[str]:
    """What the node noted for itself."""
    match said:
        case own.LocalStanding():
            state = "held" if said.holds and said.state == "submitted" else said.state
            facts = {"item": line.item(said.item), "state": line.code("state", state)}
            return [line.say("local-standing", count=len(said.holds), **facts)]
        case own.LocalSetAside():
            who = shown(line.names(said.party))
            return [phrase(line.lang, "say-local-set_aside", who=who, code=said.code, text=shown(said.text))]
        case own.LocalCleared():
            return [line.say("local-cleared", message=short(said.hash))]
        case own.LocalTaken():
            name = "local-taken-over" if said.is_over else "local-taken"
            return [line.say(name, subject=line.thing(shown(said.subject)))]
        case own.LocalSecondSource():
            return [line.say("local-second_source", revision=line.revision(said.revision))]
        case own.LocalDraft():
            return [line.say("local-draft", title=shown(said.terms.title))]
        case own.LocalAlert():
            return [line.say("local-alert", alert=_alert(line, said))]
        case own.LocalShelved():
            alert, until = line.thing(said.alert), write_time(said.until_ms)
            return [line.say("local-shelved", alert=alert, until=until), shown(said.reason)]
        case own.LocalNotified():
            name = "local-notified" if said.is_delivered else "local-not_notified"
            way = line.code("way", said.way)
            return [line.say(name, way=way, to=shown(said.to), detail=shown(said.detail))]
        case own.LocalHandover():
            return [
                line.say("local-handover", by=line.author, count=len(said.open)),
                line.typed(said.text, said.text_lang),
            ]
        case own.LocalHandoverAccepted():
            return [line.say("local-handover_accepted", by=line.author, handover=short(said.handover))]
        case own.LocalWatch():
            return [line.say("local-watch-on" if said.is_on else "local-watch-off", by=line.author)]
        case own.LocalEnded():
            return [line.say("local-ended", alert=line.thing(said.alert))]
        case own.LocalLine():
            who = shown(line.names(said.party))
            return [phrase(line.lang, "say-local-line", who=who, state=line.code("line", said.state))]
        case own.LocalPath():
            who = shown(line.names(said.party))
            facts = {"who": who, "path": line.code("path", said.path), "detail": shown(said.detail)}
            return [phrase(line.lang, "say-local-path", **facts)]
        case own.LocalAct():
            told = [_of_act(line, name, value) for name, value in said.facts if name in _TOLD_OF_ACTS]
            what = line.code("act", said.what)
            return [line.say("local-act", what=f"{what} – {write_list(line.lang, told)}" if told else what)]
    raise AssertionError(f"{type(said).__name__} has its words elsewhere")


def _of_act(line: Telling, name: str, value: str) -> str:
    match name:
        case "role":
            return line.code("role", value)
        case "verb":
            return line.code("step", value)
        case "peer":
            return shown(line.names(PartyId(value)))
        case _:
            return shown(value)


def _alert(line: Telling, said: own.LocalAlert) -> str:
    facts = dict(said.facts)
    if "owner" in facts:
        facts["owner"] = line.names(PartyId(facts["owner"]))
    party = "" if said.party is None else line.names(said.party)
    item = "" if said.item is None else line.items(said.item) or short(said.item)
    return render_alert(said.code, facts, line.lang, party=party, item=item)

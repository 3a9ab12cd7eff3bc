"""Commands to a running node for the officer on watch: duties, alerts, units, and how far things have come."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tansiq.cli.client import HERE, At, get, post
from tansiq.cli.errors import DONE, REFUSED, BadInput
from tansiq.cli.output import print_json, say


class _Duty(msgspec.Struct):
    subject: str
    text: str
    due: str
    overdue: bool = False
    taken: str | None = None


class _Shelved(msgspec.Struct):
    until: str


class _Alert(msgspec.Struct):
    alert: str
    text: str
    priority: str
    at: str
    taken: str | None = None
    ended: str | None = None
    shelved: _Shelved | None = None


class _Unit(msgspec.Struct):
    unit: str
    name: str
    parent: str | None = None
    lowest: str | None = None


class _Party(msgspec.Struct):
    party: str
    units: tuple[_Unit, ...]
    receipt: bool = False


class _Missed(msgspec.Struct):
    party: str
    unit: str
    name: str
    item: str


class _Reach(msgspec.Struct):
    item: str
    needed: str
    parties: tuple[_Party, ...]
    not_reached: tuple[_Missed, ...]


def duties(*, take: str = "", at: At = HERE) -> int:
    """List what waits for a person here, the most pressing first.

    Args:
        take: the subject of one: you have it; it is not answered by that.
        at: which node, and as whom.
    """
    answered = post(at, f"/duties/{take}/take", {}) if take else get(at, "/duties")
    if at.json:
        print_json(answered.value)
        return DONE
    for row in answered.read(list[_Duty]):
        who = f"taken by {row.taken}" if row.taken else "nobody has it"
        say(f"{'OVERDUE' if row.overdue else 'due'} {row.due}  {row.text}  ({who})", f"  {row.subject}")
    return DONE


def alerts(*, take: str = "", shelve: str = "", minutes: int = 15, reason: str = "", at: At = HERE) -> int:
    """List alerts that sound or are shelved; take one, or put one aside for a while.

    Args:
        take: the id of one: you have it; the sound stops on every console, nothing is cleared.
        shelve: the id of one to put aside, never of the first priority.
        minutes: for how long; 15 at most for the second priority, 60 for the third.
        reason: why.
        at: which node, and as whom.
    """
    if take:
        post(at, f"/alerts/{take}/take", {})
    if shelve:
        post(at, f"/alerts/{shelve}/shelve", {"minutes": minutes, "reason": reason})
    answered = get(at, "/alerts")
    if at.json:
        print_json(answered.value)
        return DONE
    for row in answered.read(list[_Alert]):
        if row.ended is None:
            held = f"shelved until {row.shelved.until}" if row.shelved else f"taken by {row.taken}" if row.taken else ""
            say(f"{row.priority} {row.at}  {row.text}  {held}".rstrip(), f"  {row.alert}")
    return DONE


def units(file: Path | None = None, *, at: At = HERE) -> int:
    """List every party's distribution tree, or name our own from a JSON file.

    Args:
        file: `units`, each with `unit`, `name` and, below another, `parent`; and `to`, who may know of them.
        at: which node, and as whom.
    """
    answered = get(at, "/units") if file is None else post(at, "/units", _read(file))
    if at.json:
        print_json(answered.value)
        return DONE
    for party in answered.read(list[_Party]):
        say(party.party)
        for unit in party.units:
            say(f"  {unit.parent + ' / ' if unit.parent else ''}{unit.unit}  {unit.name}")
    return DONE


def ack(item: str, level: str, *, unit: str = "", at: At = HERE) -> int:
    """Tell an item's owner how far it has come with a unit of ours. It is never a permission.

    Args:
        item: its id.
        level: read, entered or loaded.
        unit: which; none: the party itself.
        at: which node, and as whom.
    """
    answered = post(at, f"/items/{item}/ack", {"level": level, "unit": unit})
    if at.json:
        print_json(answered.value)
    else:
        say(f"Told: {level}{f' by {unit}' if unit else ''}.")
    return DONE


def reach(item: str, *, at: At = HERE) -> int:
    """Show how far an item has come, unit by unit; ends with 1 where a unit was not reached.

    Args:
        item: its id.
        at: which node, and as whom.
    """
    answered = get(at, f"/items/{item}/reach")
    view = answered.read(_Reach)
    if at.json:
        print_json(answered.value)
        return REFUSED if view.not_reached else DONE
    if view.not_reached:
        say(f"NOT REACHED ({view.needed} is needed):")
    for missed in view.not_reached:
        say(f"  {missed.party}  {missed.unit or missed.party}  {missed.name}")
    for party in view.parties:
        say(f"{party.party}  {'on disk' if party.receipt else 'not on disk'} (machine)")
        for unit in party.units:
            say(f"  {unit.unit or party.party}: {unit.lowest or 'nothing'}")
    return REFUSED if view.not_reached else DONE


def _read(file: Path) -> dict[str, object]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, object])
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=str(file)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"not a JSON object: {error}", where=str(file)) from None


class _Call(msgspec.Struct):
    way: str
    to: str
    step: str
    delivered: bool
    proof: str
    at: str


class _Ways(msgspec.Struct):
    calls: tuple[_Call, ...]


def notify(way: str = "", *, at: At = HERE) -> int:
    """List the calls to people by other ways than the page, or try one way; ends with 1 where a call failed.

    Args:
        way: mail, webhook or siren: call by it now, for a test.
        at: which node, and as whom.
    """
    answered = post(at, "/notifiers/test", {"way": way}) if way else get(at, "/notifiers")
    calls = answered.read(_Ways).calls
    if at.json:
        print_json(answered.value)
    elif way:
        say(f"Called by {way}. How it ends: tansiq notify")
    else:
        for call in calls:
            word = "delivered" if call.delivered else "NOT DELIVERED"
            say(f"{call.at}  {call.step}  {call.way} to {call.to}: {word} ({call.proof})")
    return DONE if all(call.delivered for call in calls) else REFUSED


class _On(msgspec.Struct):
    officer: str
    since: str


class _Open(msgspec.Struct):
    text: str
    subject: str
    detail: str = ""
    due: str | None = None
    taken: str | None = None


class _Handover(msgspec.Struct):
    handover: str
    by: str
    at: str
    hash: str
    open: tuple[_Open, ...] = ()
    accepted: str | None = None


class _Watch(msgspec.Struct):
    on: tuple[_On, ...]
    open: tuple[_Open, ...]
    handovers: tuple[_Handover, ...]


def watch(*, on: bool = False, off: bool = False, at: At = HERE) -> int:
    """Show who is on watch, what is open and which handovers wait; go on watch, or off.

    Args:
        on: go on watch.
        off: go off watch.
        at: which node, and as whom.
    """
    answered = post(at, "/watch", {"on": on}) if on or off else get(at, "/watch")
    if at.json:
        print_json(answered.value)
        return DONE
    view = answered.read(_Watch)
    say(f"On watch: {', '.join(f'{row.officer} since {row.since}' for row in view.on) or 'nobody'}")
    _say_open(view.open)
    for row in view.handovers:
        if row.accepted is None:
            say(f"Waits for acceptance: handover {row.handover} by {row.by}, {row.at}, hash {row.hash}")
    return DONE


def hand_over(to: str = "", *, text: str = "", at: At = HERE) -> int:
    """Hand the watch over: sign the list of everything that is open, for another officer to accept.

    Args:
        to: for whom it is meant; none: whoever of the watch accepts it.
        text: what the list does not say.
        at: which node, and as whom.
    """
    answered = post(at, "/handovers", {"to": to or None, "text": text})
    if at.json:
        print_json(answered.value)
        return DONE
    made = answered.read(_Handover)
    _say_open(made.open)
    say(f"Signed. The other officer: tansiq accept {made.handover} --hash {made.hash}")
    return DONE


def accept(handover: str, *, hash: str, at: At = HERE) -> int:
    """Take the watch over: the second signature, over the list that you read.

    Args:
        handover: its id.
        hash: of the list, as it is shown.
        at: which node, and as whom.
    """
    answered = post(at, f"/handovers/{handover}/accept", {"hash": hash})
    if at.json:
        print_json(answered.value)
    else:
        say(f"The watch is yours; it was {answered.read(_Handover).by}'s.")
    return DONE


def _say_open(things: tuple[_Open, ...]) -> None:
    say(f"Open: {len(things)}")
    for each in things:
        due = f", due {each.due}" if each.due else ""
        taken = f", taken by {each.taken}" if each.taken else ""
        say(f"  {each.text} {each.detail}{due}{taken}  {each.subject}")


def executed(cease: str, *, taken: str, executed: str, text: str = "", at: At = HERE) -> int:
    """Report on a cease: when an officer had it and when the crews had it.

    Args:
        cease: its id.
        taken: when an officer had it, RFC 3339.
        executed: when the crews had it, RFC 3339.
        text: in words.
        at: which node, and as whom.
    """
    body = {"taken": taken, "executed": executed, "text": text}
    answered = post(at, f"/ceases/{cease}/executed", body)
    if at.json:
        print_json(answered.value)
    else:
        say("Told. It still stands until both ends resume it.")
    return DONE

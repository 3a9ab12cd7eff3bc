"""Commands to a running node: submit, answer, cease, take, resume."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.base.errors import TansiqError
from tansiq.cli.client import HERE, Answer, At, get, post
from tansiq.cli.errors import DONE, BadInput, NodeRefused
from tansiq.cli.output import print_json, say


class _Hold(msgspec.Struct):
    code: str = ""
    what: str = ""
    lifts: str = ""


class _View(msgspec.Struct):
    item: str
    name: str = ""
    state: str = ""
    hash: str = ""
    concerned: tuple[str, ...] = ()
    holds: tuple[_Hold, ...] = ()


class _Cease(msgspec.Struct):
    cease: str
    suspended: tuple[object, ...] = ()
    told: tuple[str, ...] = ()


class _Inside(msgspec.Struct):
    text: str = ""


class _Pending(msgspec.Struct):
    pending: str = ""


def submit(file: Path, *, at: At = HERE) -> int:
    """Submit an item from a JSON file: `item`, `datum` and, for a protective item, `disclosures`.

    Args:
        file: the body as the API takes it, without its id.
        at: which node, and as whom.
    """
    return _show_item(at, post(at, "/items", _read_body(file)))


def answer(item: str, verdict: str, *, revision: str, reason: str = "", at: At = HERE) -> int:
    """Answer a revision of another party's item. Refused where it conflicts with anything this node knows.

    Args:
        item: its id.
        verdict: concur or cannot.
        revision: hash of the exact revision that was read.
        reason: in words, for cannot.
        at: which node, and as whom.
    """
    body = {"revision": revision, "verdict": verdict, "reason": reason}
    return _show_item(at, post(at, f"/items/{item}/answer", body))


def cease(
    *items: str,
    text: str = "",
    lang: str = "en",
    to: Annotated[tuple[str, ...], Parameter(consume_multiple=False)] = (),
    at: At = HERE,
) -> int:
    """Stop now. Without items everything shared stops; without parties everyone is told. Questions come afterwards.

    Args:
        items: ids of what shall stop.
        text: in words.
        lang: of the words.
        to: a party to tell; may be given several times.
        at: which node, and as whom; any role.
    """
    sent = post(at, "/ceases", {"items": list(items), "text": text, "lang": lang, "to": list(to)})
    if at.json:
        print_json(sent.value)
        return DONE
    made = sent.read(_Cease)
    say(f"CEASE {made.cease} is sent to: {', '.join(made.told) or 'nobody; there is no line'}.")
    say(f"Suspended here: {len(made.suspended)}. It stands until both ends resume it.")
    if made.suspended:
        _say_inside(at, made.cease)
    return DONE


def _say_inside(at: At, cease: str) -> None:
    """Who of ours is inside; the cease is sent, whatever else this console may not read or the node not answer."""
    with suppress(TansiqError):
        say(get(at, f"/ceases/{cease}/inside").read(_Inside).text)


def inside(subject: str, *, at: At = HERE) -> int:
    """Show our own flights inside an item or a cease now, with the time that each needs to leave by its plan.

    It commands nobody, and a flight that left its plan may be inside without standing here.

    Args:
        subject: id of an item or of a cease.
        at: which node, and as whom.
    """
    try:
        answered = get(at, f"/ceases/{subject}/inside")
    except NodeRefused as refused:
        if refused.refusal != "unknown":
            raise
        answered = get(at, f"/items/{subject}/inside")
    return _done(at, answered, answered.read(_Inside).text)


def take(cease: str, *, at: At = HERE) -> int:
    """Take a cease: you are the one who acts on it.

    Args:
        cease: its id.
        at: which node, and as whom.
    """
    return _done(at, post(at, f"/ceases/{cease}/take", {}), f"Cease {cease} is taken.")


def resume(cease: str, *, at: At = HERE) -> int:
    """Agree that a cease is over; a second officer releases it, and the other party does the same.

    Args:
        cease: its id.
        at: which node, and as whom: a commander.
    """
    answered = post(at, f"/ceases/{cease}/resume", {})
    step = answered.read(_Pending).pending
    return _done(at, answered, f"Asked. A second commander releases it: tansiq release {step}")


def _done(at: At, answered: Answer, text: str) -> int:
    if at.json:
        print_json(answered.value)
    else:
        say(text)
    return DONE


def _show_item(at: At, answered: Answer) -> int:
    if at.json:
        print_json(answered.value)
        return DONE
    view = answered.read(_View)
    say(f"{view.name or view.item}: {view.state}", f"  item {view.item}", f"  revision {view.hash}")
    if view.concerned:
        say(f"  concerned: {', '.join(view.concerned)}")
    for hold in view.holds:
        say(f"  hold: {hold.what or hold.code}", f"    lifted by: {hold.lifts}")
    return DONE


def _read_body(file: Path) -> dict[str, object]:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, object])
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", where=str(file)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"not a JSON object: {error}", where=str(file)) from None

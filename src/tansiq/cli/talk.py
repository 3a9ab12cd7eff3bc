"""Commands to a running node about what persons tell one another: distress, questions, incidents, positions."""

from __future__ import annotations

from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, Answer, At, get, post
from tansiq.cli.errors import DONE
from tansiq.cli.output import print_json, say

To = Annotated[tuple[str, ...], Parameter(consume_multiple=False)]


class _Stopped(msgspec.Struct):
    cease: str
    suspended: tuple[object, ...] = ()
    told: tuple[str, ...] = ()


class _Told(msgspec.Struct):
    told: tuple[str, ...] = ()


class _Reply(msgspec.Struct):
    text: str = ""


class _Query(msgspec.Struct):
    query: str
    party: str = ""
    to: str = ""
    text: str = ""
    reply: _Reply | None = None


class _Incident(msgspec.Struct):
    incident: str


def distress(
    *items: str,
    text: str = "",
    place: str = "",
    caller: str = "",
    number: str = "",
    lang: str = "en",
    to: To = (),
    at: At = HERE,
) -> int:
    """People are in danger: pause first, verify second. For somebody on no line, write who called and from where.

    Args:
        items: ids of what shall pause; none: everything shared.
        text: what is wrong, in the words in which it was told.
        place: the place, as told.
        caller: who called, where it is not our own people.
        number: the caller's telephone number or call sign.
        lang: of the words.
        to: a party to tell; may be given several times; none: all.
        at: which node, and as whom; any role.
    """
    body = {"items": list(items), "text": text, "place": place, "caller": caller, "number": number, "lang": lang,
            "to": list(to)}  # fmt: skip
    sent = post(at, "/distresses", body)
    if at.json:
        print_json(sent.value)
        return DONE
    made = sent.read(_Stopped)
    say(f"DISTRESS {made.cease} is sent to: {', '.join(made.told) or 'nobody; there is no line'}.")
    say(f"Paused here: {len(made.suspended)}. Now verify it: tansiq found {made.cease}")
    return DONE


def found(cease: str, outcome: str, *, source: str, text: str = "", at: At = HERE) -> int:
    """Say what was found out about a call of distress; it resumes nothing.

    Args:
        cease: its id.
        outcome: confirmed, mistaken or unclear.
        source: how it was found out.
        text: in words.
        at: which node, and as whom.
    """
    body = {"outcome": outcome, "source": source, "text": text}
    return _done(at, post(at, f"/ceases/{cease}/found", body), "Told. It still stands until both ends resume it.")


def query(text: str, *, to: To, item: str = "", about: str = "", lang: str = "en", at: At = HERE) -> int:
    """Put a question to the persons at the other ends.

    Args:
        text: the question.
        to: a party; may be given several times.
        item: the item that it is about.
        about: the message that it is about, by its id.
        lang: of the words.
        at: which node, and as whom.
    """
    body = {"to": list(to), "text": text, "lang": lang, "item": item or None, "about": about or None}
    return _told(at, post(at, "/queries", body))


def queries(*, at: At = HERE) -> int:
    """List questions and their answers.

    Args:
        at: which node, and as whom.
    """
    answered = get(at, "/queries")
    if at.json:
        print_json(answered.value)
        return DONE
    for row in answered.read(list[_Query]):
        say(f"{row.query}  {row.party} → {row.to}: {row.text}")
        say(f"  answered: {row.reply.text}" if row.reply else "  not answered")
    return DONE


def reply(query: str, text: str, *, lang: str = "en", at: At = HERE) -> int:
    """Answer a question. It lifts no hold and is never a permission.

    Args:
        query: its id.
        text: the answer.
        lang: of the words.
        at: which node, and as whom.
    """
    return _done(at, post(at, f"/queries/{query}/reply", {"text": text, "lang": lang}), "Answered.")


def correct(message: str, text: str, *, lang: str = "en", at: At = HERE) -> int:
    """Replace the words of a message of ours at the party that has it; both stay in the record.

    Args:
        message: hash of the message's envelope.
        text: the new words.
        lang: of the words.
        at: which node, and as whom.
    """
    return _told(at, post(at, f"/messages/{message}/correct", {"text": text, "lang": lang}))


def protest(message: str, text: str, *, lang: str = "en", at: At = HERE) -> int:
    """Reject an account or an act that a message told of; kept at both ends, changes nothing.

    Args:
        message: hash of the message's envelope.
        text: what is rejected, and why.
        lang: of the words.
        at: which node, and as whom: a commander.
    """
    return _told(at, post(at, f"/messages/{message}/protest", {"text": text, "lang": lang}))


def incident(
    title: str,
    text: str,
    *,
    occurred: str,
    place: str = "",
    incident: str = "",
    lang: str = "en",
    to: To = (),
    at: At = HERE,
) -> int:
    """Tell what happened, as we have it; it stands beside the others' accounts.

    Args:
        title: in a few words.
        text: what happened.
        occurred: when, RFC 3339.
        place: where, as told.
        incident: id of an incident that another party told of.
        lang: of the words.
        to: a party to tell; may be given several times; none: all.
        at: which node, and as whom.
    """
    body = {"title": title, "text": text, "occurred": occurred, "place": place, "lang": lang,
            "incident": incident or None, "to": list(to) or None}  # fmt: skip
    answered = post(at, "/incidents", body)
    return _done(at, answered, f"Incident {answered.read(_Incident).incident} is told.")


def position(
    subject: str,
    name: str,
    place: str,
    *,
    datum: str,
    count: int = 1,
    item: str = "",
    to: To = (),
    at: At = HERE,
) -> int:
    """Tell where own people or an own aircraft are now; nobody is told who is not named.

    Args:
        subject: people or aircraft.
        name: call sign or unit.
        place: the coordinate.
        datum: of the coordinate.
        count: how many.
        item: the own item to which they belong.
        to: a party to tell; may be given several times.
        at: which node, and as whom.
    """
    body = {"subject": subject, "name": name, "place": place, "datum": datum, "count": count, "item": item or None,
            "to": list(to)}  # fmt: skip
    return _told(at, post(at, "/positions", body))


def _told(at: At, answered: Answer) -> int:
    return _done(at, answered, f"Told: {', '.join(answered.read(_Told).told) or 'nobody'}.")


def _done(at: At, answered: Answer, text: str) -> int:
    if at.json:
        print_json(answered.value)
    else:
        say(text)
    return DONE

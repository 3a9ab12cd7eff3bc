"""The past of a node: what was known, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec
from cyclopts import Parameter

from tansiq.cli.client import HERE, At, get
from tansiq.cli.errors import DONE
from tansiq.cli.output import print_json, print_table, say

_LAST = 20


class _Hold(msgspec.Struct):
    what: str = ""
    whose: str = ""


class _Item(msgspec.Struct):
    owner: str
    kind: str
    name: str
    revision: int
    state: str
    holds: tuple[_Hold, ...] = ()


class _Cease(msgspec.Struct):
    by: str
    at: str
    stands: bool


class _Alert(msgspec.Struct):
    at: str
    text: str
    taken: str | None = None


class _Picture(msgspec.Struct):
    known_at: str
    number: int
    items: tuple[_Item, ...] = ()
    ceases: tuple[_Cease, ...] = ()
    alerts: tuple[_Alert, ...] = ()


class _Entry(msgspec.Struct):
    number: int
    at: str
    author: str
    kind: str
    text: str


class _Record(msgspec.Struct):
    entries: tuple[_Entry, ...]


def replay(
    known_at: str,
    *,
    last: Annotated[int, Parameter(name="--last")] = _LAST,
    lang: str = "en",
    at: At = HERE,
) -> int:
    """Show what a node knew at an instant: items with their holds, ceases, alerts, and the last entries by then.

    Args:
        known_at: the instant, such as 2017-02-08T20:11:00Z.
        last: how many of the last entries of the record.
        lang: language of the words: en, ar, ru or tr.
        at: which node, and as whom.
    """
    query = {"known_at": known_at, "lang": lang}
    picture, record = get(at, "/picture", query), get(at, "/record", {**query, "limit": str(last)})
    if at.json:
        print_json({"picture": picture.value, "record": record.value})
        return DONE
    found = picture.read(_Picture)
    say(f"As known at {found.known_at}: {found.number} entries of the record.")
    print_table(("owner", "kind", "name", "revision", "state", "holds"), map(_row, found.items))
    for line in _say_alarms(found):
        say(line)
    for entry in reversed(record.read(_Record).entries):
        say(f"{entry.number:>6}  {entry.at}  {entry.author}  {entry.kind}: {entry.text}")
    return DONE


def _row(item: _Item) -> tuple[str, ...]:
    holds = "\n".join(f"{hold.what} ({hold.whose})" for hold in item.holds)
    return (item.owner, item.kind, item.name, str(item.revision), item.state, holds)


def _say_alarms(found: _Picture) -> Iterator[str]:
    for cease in found.ceases:
        yield f"cease by {cease.by}, {cease.at}{', stands' if cease.stands else ', resumed'}"
    for alert in found.alerts:
        yield f"alert {alert.at}: {alert.text}{'' if alert.taken is None else f' (taken by {alert.taken})'}"

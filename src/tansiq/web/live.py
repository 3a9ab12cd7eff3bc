"""What changed, for every console that is open: rendered once in each language, however many look.

A console asks what is new since a position, so nothing is queued for it: a slow one gets later what it missed, each
thing once and as it then is. What is kept here grows with the picture, never with messages or with slow consoles.

A position is the run of this node, a count of changes and a number of the record. It is good again after a lost
connection; in another run everything is told anew.

Owned by the node's loop.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, ClassVar, Final

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.errors import Unreachable
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalAct, LocalStanding
from tansiq.node.node import Node
from tansiq.web.alerts import AlertView, show_alert
from tansiq.web.ask import Ask
from tansiq.web.ceases import CeaseView, list_ceases
from tansiq.web.lines import LineView, list_lines
from tansiq.web.record import EntryView, show_entry
from tansiq.web.views import ItemView, show_item
from tansiq.wire.http import Form

Raws = tuple[Any, ...]

MOST_CONSOLES: Final = 256
MOST_ITEMS: Final = 40
"""In one message; the rest follows in the next."""
MOST_ENTRIES: Final = 60
_RENDERED_KEPT: Final = 2000
_RENDERED_S: Final = 2.0
"""So long an item's rendering serves others: parts of it change with the lines' freshness and with nothing recorded."""
_LOOK_S: Final = 0.2
_NOUNS: Final = {
    "agreements": "agreements",
    "situations": "agreements",
    "sheets": "sheets",
    "assessments": "assessments",
    "set_asides": "lines",
    "queries": "queries",
    "incidents": "incidents",
    "protests": "protests",
    "reported": "positions",
    "corrections": "queries",
    "taken": "duties",
    "notices": "duties",
    "watch": "watch",
    "handovers": "watch",
    "acks": "reach",
    "units": "reach",
}
"""Tables of the picture whose lists a page reads again when one of their rows changed."""
_PARTS: Final = 3
_OF_REVISION: Final = frozenset({"answers", "readbacks", "verifications", "resolutions"})


class TooManyConsoles(Unreachable):
    """More pages follow this node than it serves at once."""

    code: ClassVar[str] = "too_many_consoles"

    def default_advice(self) -> str:
        """What helps."""
        return f"Close pages that nobody looks at; a node serves {MOST_CONSOLES}. Cease works without this stream."


class LiveView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message of the stream; what is left out did not change."""

    position: str
    """Give it as ``after`` to go on from here."""
    now: str
    """By the node's clock."""
    state: str = "ok"
    """ok, or cannot_write; cease works in both."""
    reset: bool = False
    """Forget what was told before: everything follows."""
    more: bool = False
    """There is more already; what was told so far is not yet the whole."""
    entries: tuple[EntryView, ...] = ()
    """New in the record, in order. Whether a receipt came later is in the lines: the serial that is receipted."""
    skipped: int = 0
    """With ``reset``: so many earlier entries are not told here; they are in the record."""
    items: tuple[ItemView, ...] = ()
    """Changed, each whole."""
    ceases: tuple[CeaseView, ...] | None = None
    """All of them, where any changed."""
    alerts: tuple[AlertView, ...] = ()
    """Changed or new."""
    lines: tuple[LineView, ...] | None = None
    """All of them, where any changed."""
    changed: tuple[str, ...] = ()
    """Lists to read again: agreements, assessments, duties, incidents, lines, notifiers, pending,
    positions, protests, queries, reach, sheets, watch."""
    ended: str | None = None
    """Why nothing more comes: session (it was locked, ended or ran out), node (it is going down)."""


@dataclass(slots=True)
class Told:
    """What one console has been told, and how it is woken."""

    version: int
    """Changes of the picture; -1: nothing yet."""
    number: int
    """Of the record."""
    is_first: bool
    """The next message is the first of everything."""
    until: int = -1
    """Changes that are being told now; equal to ``version`` where nothing is under way."""
    pending: deque[str] = field(default_factory=deque)
    """Items still to be told of those changes."""
    lines: bytes = b""
    event: asyncio.Event = field(default_factory=asyncio.Event)
    is_woken: bool = False
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class _News:
    """What stands beside the items in the first message about some changes."""

    ceases: tuple[CeaseView, ...] | None = None
    alerts: tuple[AlertView, ...] = ()
    changed: tuple[str, ...] = ()


class Live:
    """See the module's note."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self.run = node.run.run
        self.version = 0
        self.last = node.store.record_count()
        """Number of the last durable entry."""
        self._shown = 0
        """Changes up to which the picture is told: those that are durable, and every urgent one."""
        self._undurable: deque[int] = deque()
        """Counts of the decisions that the disk does not have yet, in order."""
        self._rebuilt = 0
        """Positions below this count of changes are none: all was read anew."""
        self._items: OrderedDict[str, int] = OrderedDict()
        """By item the count at its last change, the latest last; alerts and nouns likewise."""
        self._alerts: OrderedDict[str, int] = OrderedDict()
        self._nouns: dict[str, int] = {}
        self._ceases = 0
        self._consoles: dict[asyncio.Event, Told] = {}
        self._entry_texts: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._item_texts: dict[tuple[str, str], tuple[int, float, bytes]] = {}
        self._looked_s, self._looked_ms, self._lines, self._state = 0.0, node.kernel.clock.now_ms(), b"[]", "ok"
        self.is_closed = False
        node.kernel.watch_rows(self._take_rows)
        node.kernel.watch(self._take_entries)

    def open(self, after: str, entries: int) -> Told:
        """A console comes, with a position; where that is none of ours it is told everything.

        Args:
            after: the position.
            entries: without a good position, so many of the last entries of the record are told.

        Raises:
            TooManyConsoles.
        """
        if len(self._consoles) >= MOST_CONSOLES:
            raise TooManyConsoles(f"{len(self._consoles)} pages follow this node already", where="live")
        told = self._find_told(after) or Told(-1, max(0, self.last - entries), is_first=True)
        self._consoles[told.event] = told
        return told

    def leave(self, told: Told) -> None:
        """It is gone."""
        self._consoles.pop(told.event, None)

    def close(self) -> None:
        """The node goes down: every console is told."""
        self.is_closed = True
        self._wake(is_urgent=True)

    def take(self, ask: Ask[Form], told: Told, *, sees_places: bool) -> LiveView:
        """What is new for a console, which is thereby told."""
        self._look(ask)
        # What is being told piece by piece is of a newer count than what was told before it.
        if max(told.version, told.until) < self._rebuilt and not told.is_first:
            told.version, told.until, told.is_first, told.lines = -1, -1, True, b""
            told.pending.clear()
            told.number = min(told.number, self.last)
        is_first, told.is_first, before = told.is_first, False, told.number
        news = self._begin(ask, told, sees_places=sees_places) if told.until == told.version else _News()
        items = tuple(self._take_items(ask, told))
        entries, told.number = self._take_numbered(ask, before) if sees_places else ((), self.last)
        is_whole = not told.pending
        if is_whole:
            told.version = told.until
        lines, told.lines = _raw(self._lines) if self._lines != told.lines else None, self._lines
        return LiveView(
            position=f"{self.run}.{told.version}.{told.number}",
            now=write_instant(ask.node.kernel.clock.now_ms()),
            state=self._state,
            reset=is_first,
            more=not is_whole or told.number < self.last,
            entries=entries,
            skipped=before if is_first and sees_places else 0,
            items=items,
            ceases=news.ceases,
            alerts=news.alerts,
            lines=lines,
            changed=news.changed,
        )

    def _find_told(self, after: str) -> Told | None:
        """What a position says was told; None where it is none of this run, or older than what was forgotten."""
        parts = after[:100].split(".")
        if len(parts) != _PARTS or parts[0] != self.run or not all(p.isascii() and p.isdigit() for p in parts[1:]):
            return None
        version, number = int(parts[1]), int(parts[2])
        if not self._rebuilt <= version <= self.version or number > self.last:
            return None
        return Told(version, number, is_first=False, until=version)

    def _begin(self, ask: Ask[Form], told: Told, *, sees_places: bool) -> _News:
        """Note which items are to be told, up to now, and say what else changed."""
        since, told.until = told.version, max(told.version, self._shown)
        if sees_places:
            told.pending.extend(self._changed_items(since))
        return _News(
            ceases=tuple(list_ceases(ask)) if since < 0 or self._ceases > since else None,
            alerts=self._changed_alerts(ask, since),
            changed=tuple(sorted(noun for noun, version in self._nouns.items() if version > since >= 0)),
        )

    def _take_rows(self, rows: Collection[tuple[str, str]] | None, is_urgent: bool) -> None:
        """The picture changed in memory; told at once where it is urgent, else when it is durable."""
        self.version += 1
        if rows is None:
            self._forget()
        else:
            self._undurable.append(self.version)
            for table, key in rows:
                self._note(table, key)
        if is_urgent:
            self._shown = self.version
            self._wake(is_urgent=True)

    def _take_entries(self, entries: tuple[Entry, ...]) -> None:
        self.last = max(self.last, entries[-1].number)
        version = self._undurable.popleft() if self._undurable else self.version
        is_early, self._shown = version <= self._shown, max(self._shown, version)
        # A step for two is opened and withdrawn by an act, released by what it orders.
        if any(isinstance(entry.statement, LocalAct) or entry.releaser is not None for entry in entries):
            self._nouns["pending"] = self._count()
        for entry in entries if is_early else ():
            if isinstance(entry.statement, LocalStanding):  # its history is kept only now
                _move(self._items, entry.statement.item, self._count())
        is_urgent = any(entry.sent is not None and entry.sent.chain == "urgent" for entry in entries)
        self._wake(is_urgent=is_urgent)

    def _count(self) -> int:
        """One more change, that is told at once."""
        self.version += 1
        self._shown = self.version
        return self.version

    def _forget(self) -> None:
        """All was read anew from the store: undurable entries are gone, and every console begins again."""
        self._rebuilt = self._shown = self.version
        self._undurable.clear()
        self.last = self._node.store.record_count()
        for kept in (self._items, self._alerts, self._nouns, self._entry_texts, self._item_texts):
            kept.clear()

    def _note(self, table: str, key: str) -> None:
        picture, items = self._node.kernel.picture, set[str]()
        if table in {"items", "standings"}:
            items.add(key)
        elif table == "revisions":
            items.add(picture.revisions[key].item.id)
        elif table in _OF_REVISION:
            hashes = key.split("/")[: 2 if table == "resolutions" else 1]
            items.update(picture.revisions[hash_].item.id for hash_ in hashes if hash_ in picture.revisions)
        elif table == "doubts":
            # One that was settled is gone from the table; its item changed for another reason beside.
            items.update({picture.doubts[key].item} if key in picture.doubts else ())
        elif table == "alerts":
            _move(self._alerts, key, self.version)
            if picture.ceases:  # an overdue step of a cease is an alert
                self._ceases = self.version
        elif table == "ceases":
            self._ceases = self.version
        elif table == "notified":
            self._note_call(key.split("/", maxsplit=1)[0])
        elif table in _NOUNS:
            self._nouns[_NOUNS[table]] = self.version
        for item in items:
            _move(self._items, item, self.version)

    def _note_call(self, subject: str) -> None:
        """A call to people about a stop or an alert ended: it is shown with what it was about."""
        self._nouns["notifiers"] = self.version
        picture = self._node.kernel.picture
        alert = picture.alerts.get(subject)
        if alert is not None:
            _move(self._alerts, subject, self.version)
        if subject in picture.ceases or (alert is not None and "cease" in dict(alert.alert.facts)):
            self._ceases = self.version

    def _wake(self, *, is_urgent: bool) -> None:
        for told in self._consoles.values():
            told.is_urgent |= is_urgent
            told.is_woken = True
            told.event.set()

    def _look(self, ask: Ask[Form]) -> None:
        """Lines, the disk, and what time alone changes; looked at a few times a second, for all consoles."""
        now_s = time.monotonic()
        if now_s - self._looked_s < _LOOK_S:
            return
        self._looked_s = now_s
        self._lines = msgspec.json.encode(list_lines(ask))
        self._state = self._node.state()
        before_ms, self._looked_ms = self._looked_ms, self._node.kernel.clock.now_ms()
        picture = self._node.kernel.picture
        over = [
            id_
            for id_, state in picture.items.items()
            if before_ms < picture.revisions[state.current].item.end_ms <= self._looked_ms
        ]
        for id_ in over:
            _move(self._items, id_, self._count())

    def _changed_items(self, since: int) -> list[str]:
        """Items that changed after a count of changes, the earliest first; all where nothing was told yet."""
        if since < 0:
            return list(self._node.kernel.picture.items)
        found = list(takewhile(lambda id_: self._items[id_] > since, reversed(self._items)))
        return [id_ for id_ in reversed(found) if self._items[id_] <= self._shown]

    def _take_items(self, ask: Ask[Form], told: Told) -> Iterator[Any]:
        for _ in range(min(MOST_ITEMS, len(told.pending))):
            id_ = told.pending.popleft()
            if id_ in ask.picture.items:
                yield self._item_text(ask, id_)

    def _item_text(self, ask: Ask[Form], id_: str) -> Any:
        version, now_s = self._items.get(id_, 0), time.monotonic()
        known = self._item_texts.get((ask.lang, id_))
        if known is None or known[0] != version or now_s - known[1] > _RENDERED_S:
            known = (version, now_s, msgspec.json.encode(show_item(ask, ask.picture.items[id_])))
            if version <= self._shown:
                self._item_texts[ask.lang, id_] = known
        return _raw(known[2])

    def _take_numbered(self, ask: Ask[Form], after: int) -> tuple[Raws, int]:
        """Entries of the record after a number, and the number of the last one."""
        last = min(self.last, after + MOST_ENTRIES)
        texts = {number: self._entry_texts.get((ask.lang, number)) for number in range(after + 1, last + 1)}
        if None in texts.values():
            for row in ask.node.store.record(after, last - after):
                text = msgspec.json.encode(show_entry(ask, row))
                texts[row.number] = self._entry_texts[ask.lang, row.number] = text
        while len(self._entry_texts) > _RENDERED_KEPT:
            self._entry_texts.popitem(last=False)
        return tuple(_raw(text) for text in texts.values() if text is not None), last

    def _changed_alerts(self, ask: Ask[Form], since: int) -> tuple[AlertView, ...]:
        alerts = ask.picture.alerts
        if since < 0:
            return tuple(show_alert(ask, row) for row in sorted(alerts.values(), key=lambda row: row.entry))
        changed = [id_ for id_, version in self._alerts.items() if version > since and id_ in alerts]
        return tuple(show_alert(ask, alerts[id_]) for id_ in changed)


def _move(kept: OrderedDict[str, int], key: str, version: int) -> None:
    kept[key] = version
    kept.move_to_end(key)


def _raw(text: bytes) -> Any:
    """JSON that was rendered before, in the place of the value."""
    return msgspec.Raw(text)

"""Ways to people beside the page: which are set up, how each call ended, and a test of each."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from tansiq.base.clock import write_instant
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalAct
from tansiq.coordination.picture import NotifiedState, Picture
from tansiq.node.kernel import Decision
from tansiq.node.notify.notice import WayName
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide
from tansiq.wire.http import Form, Write


class WayForm(Write, frozen=True, kw_only=True):
    """Which way is tested."""

    way: WayName


class NotifiedView(msgspec.Struct, frozen=True, kw_only=True):
    """One call to people, and its proof."""

    subject: str
    """The cease, the alert or the test that it was about."""
    step: str
    way: str
    to: str
    delivered: bool
    proof: str
    """What the other side answered; or why it was not delivered."""
    tries: int
    at: str


class WayView(msgspec.Struct, frozen=True):
    """One way that is set up. No secret and no whole address of a webhook is shown."""

    way: str
    steps: dict[str, tuple[str, ...]]
    """By step, whom it calls."""


class NotifiersView(msgspec.Struct, frozen=True):
    """Every way, and every call made."""

    ways: tuple[WayView, ...]
    calls: tuple[NotifiedView, ...]


def list_notifiers(ask: Ask[Form]) -> NotifiersView:
    """The ways to people beside the page, and how every call ended, oldest first."""
    made = ask.node.notifiers
    ways = tuple(
        WayView(
            way.name.value,
            {step.value: way.recipients(step) for step, names in made.steps.items() if way.name in names},
        )
        for way in made.ways
    )
    return NotifiersView(ways, show_calls(ask.picture, None))


def try_way(ask: Ask[WayForm]) -> Decision[Kept]:
    """Call by one way, for a test; how it ends is in the record and in the list of calls."""
    way = ask.form.way
    if all(each.name != way for each in ask.node.notifiers.ways):
        raise UnknownThing("way that is set up", way)
    subject = ask.form.id
    act = LocalAct("notifier_tested", (("verb", way.value), ("subject", subject)))
    decision = decide(ask, lambda desk: desk.note(act), lambda _: list_notifiers(ask))
    decision.when_settled(_Begin(ask, way, subject, decision.entries[0]))
    return decision


@dataclass(frozen=True, slots=True)
class _Begin:
    """Calls once the order is durable."""

    ask: Ask[WayForm]
    way: WayName
    subject: str
    entry: Entry

    def __call__(self, error: Exception | None) -> None:
        if error is None:
            self.ask.node.notifiers.test(self.way.value, self.entry, self.subject)


def show_calls(picture: Picture, subject: str | None) -> tuple[NotifiedView, ...]:
    """Calls about one thing, or all, oldest first."""
    keys = picture.notified if subject is None else picture.calls_of.get(subject, ())
    rows = [picture.notified[key] for key in keys]
    return tuple(_show(row) for row in sorted(rows, key=lambda row: row.at_ms))


def _show(row: NotifiedState) -> NotifiedView:
    return NotifiedView(
        subject=row.subject,
        step=row.step,
        way=row.way,
        to=row.to,
        delivered=row.is_delivered,
        proof=row.detail,
        tries=row.tries,
        at=write_instant(row.at_ms),
    )

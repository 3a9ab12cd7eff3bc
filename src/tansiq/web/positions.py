"""Where own people and own aircraft are now, told to whom an officer names and to nobody else."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from tansiq.base.clock import parse_instant, write_instant
from tansiq.coordination.picture import ReportedState
from tansiq.coordination.statements import PositionReport, Reported
from tansiq.geometry.notation import parse_location
from tansiq.node.kernel import Decision
from tansiq.node.orders import talk
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.items import make_profile
from tansiq.web.messages import SentView
from tansiq.web.shapes import AltitudeView, PositionView, show_altitude, show_metres, show_position
from tansiq.wire.fields import ItemUuid, Name, Party
from tansiq.wire.http import AltitudeForm, Form, Write, from_altitude


class PositionForm(Write, frozen=True, kw_only=True):
    """A position of own people or of an own aircraft; the datum is never guessed."""

    subject: Reported
    name: Name
    place: Name
    datum: str | None = None
    to: tuple[Party, ...]
    """Nobody else is told; empty: our own record alone."""
    at: str | None = None
    """When they were there; left out: now."""
    count: Annotated[int, Meta(ge=1, le=1_000_000)] = 1
    altitude: AltitudeForm | None = None
    item: ItemUuid | None = None


class ReportedView(msgspec.Struct, frozen=True, kw_only=True):
    """Where a party last said that its people or its aircraft are."""

    party: str
    subject: str
    name: str
    count: int
    position: PositionView
    uncertainty_m: float
    altitude: AltitudeView | None
    at: str
    age_s: int
    """By this node's clock, since they were there."""
    item: str | None


def list_positions(ask: Ask[Form]) -> list[ReportedView]:
    """The last position of each name, every party's, with its age."""
    return [_show(ask, row) for _, row in sorted(ask.picture.reported.items())]


def report_position(ask: Ask[PositionForm]) -> Decision[Kept]:
    """Tell the parties named where our people or our aircraft are now."""
    form = ask.form
    location = parse_location(form.place, datum=form.datum, where="place", profile=make_profile(ask))
    now_ms = ask.node.kernel.clock.now_ms()
    said = PositionReport(
        subject=form.subject,
        name=form.name,
        at_ms=now_ms if form.at is None else parse_instant(form.at, where="at"),
        position=location.position,
        uncertainty_mm=location.uncertainty_mm,
        count=form.count,
        altitude=from_altitude(form.altitude, "altitude"),
        item=form.item,
    )
    to = tuple(dict.fromkeys(form.to))
    return decide(ask, lambda desk: talk.tell(desk, said, to), lambda _: SentView(to))


def _show(ask: Ask[Form], row: ReportedState) -> ReportedView:
    said = row.report
    return ReportedView(
        party=row.party,
        subject=said.subject.value,
        name=said.name,
        count=said.count,
        position=show_position(said.position),
        uncertainty_m=show_metres(said.uncertainty_mm),
        altitude=show_altitude(said.altitude),
        at=write_instant(said.at_ms),
        age_s=max(0, ask.node.kernel.clock.now_ms() - said.at_ms) // 1000,
        item=said.item,
    )

"""Assessments: each party's account of what happened, side by side, with counts that must add up."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import AssessmentId, PartyId
from tansiq.coordination.assessment import find_accounts, set_side_by_side
from tansiq.coordination.concerned import parties_told
from tansiq.coordination.picture import Account
from tansiq.coordination.statements import AccountPoint, AssessmentAct, Count, CountedThing
from tansiq.node.kernel import Decision
from tansiq.node.orders.messages import assess
from tansiq.web.ask import Ask, Kept, decide
from tansiq.wire.fields import AssessmentUuid, ItemUuid, Lang, Name, Party, Text, Whole, Word
from tansiq.wire.http import Form, Write


class PointForm(Form, frozen=True, kw_only=True):
    """One point; `agrees` null takes no position."""

    key: Word
    text: Text
    agrees: bool | None = None


class CountForm(Form, frozen=True, kw_only=True):
    """A number of people, aircraft, flights, pallets, sites or incidents, and its named parts."""

    what: CountedThing
    total: Whole
    parts: dict[Name, Whole] = msgspec.field(default_factory=dict)


class AssessmentForm(Write, frozen=True, kw_only=True):
    """Our account. It goes to those who share its items, or to the parties named."""

    assessment: AssessmentUuid
    title: Name
    points: tuple[PointForm, ...]
    lang: Lang
    items: tuple[ItemUuid, ...] = ()
    counts: tuple[CountForm, ...] = ()
    to: tuple[Party, ...] = ()


class PointView(msgspec.Struct, frozen=True):
    """One point of an account."""

    key: str
    text: str
    agrees: bool | None


class CountView(msgspec.Struct, frozen=True):
    """One count of an account."""

    what: str
    total: int
    parts: dict[str, int]


class AccountView(msgspec.Struct, frozen=True):
    """One party's latest account."""

    points: tuple[PointView, ...]
    counts: tuple[CountView, ...]
    at: str
    lang: str


class TotalsView(msgspec.Struct, frozen=True):
    """Every party's total of one thing."""

    what: str
    totals: dict[str, int]
    agree: bool


class SumView(msgspec.Struct, frozen=True):
    """Whether the parts of one party's count make its total."""

    party: str
    what: str
    total: int
    sum: int
    adds_up: bool


class AssessmentView(msgspec.Struct, frozen=True, kw_only=True):
    """All accounts side by side. Nothing is weighed and nobody is believed."""

    assessment: str
    title: str
    items: tuple[str, ...]
    accounts: dict[str, AccountView]
    agreed: tuple[str, ...]
    open: tuple[str, ...]
    counts: tuple[TotalsView, ...]
    adds_up: tuple[SumView, ...]


def list_assessments(ask: Ask[Form]) -> list[AssessmentView]:
    """Every assessment, all accounts side by side."""
    ids = sorted({account.act.assessment for account in ask.picture.assessments.values()})
    return [_show(ask, id_) for id_ in ids]


def give_account(ask: Ask[AssessmentForm]) -> Decision[Kept]:
    """Give our account; it stands beside the others' and replaces none."""
    form = ask.form
    act = AssessmentAct(
        assessment=form.assessment,
        title=form.title,
        items=form.items,
        points=tuple(AccountPoint(point.key, point.text, point.agrees) for point in form.points),
        counts=tuple(Count(count.what, count.total, tuple(count.parts.items())) for count in form.counts),
        lang=form.lang,
    )
    to = form.to or tuple(sorted(_sharers(ask)))
    return decide(ask, lambda desk: assess(desk, act, to), lambda _: _show(ask, form.assessment))


def _sharers(ask: Ask[AssessmentForm]) -> set[PartyId]:
    """Those who share the items or gave an account before; every line where no item is named."""
    if not ask.form.items:
        return set(ask.node.parties_with_lines())
    found = {account.party for account in find_accounts(ask.picture, ask.form.assessment)}
    for id_ in ask.form.items:
        state = ask.picture.items.get(id_)
        if state is not None:
            found |= {state.owner, *parties_told(state)}
    return found - {ask.node.party}


def _show(ask: Ask[Form], id_: AssessmentId) -> AssessmentView:
    accounts = find_accounts(ask.picture, id_)
    side = set_side_by_side(id_, accounts)
    items = dict.fromkeys(item for account in accounts for item in account.act.items)
    return AssessmentView(
        assessment=id_,
        title=side.title,
        items=tuple(items),
        accounts={account.party: _show_account(account) for account in side.accounts},
        agreed=side.agreed,
        open=side.open,
        counts=tuple(
            TotalsView(what, dict(totals), agree=len({total for _, total in totals}) == 1)
            for what, totals in side.totals
        ),
        adds_up=tuple(SumView(each.party, each.what, each.total, each.parts, each.adds_up) for each in side.sums),
    )


def _show_account(account: Account) -> AccountView:
    act = account.act
    return AccountView(
        points=tuple(PointView(point.key, point.text, point.agrees) for point in act.points),
        counts=tuple(CountView(count.what.value, count.total, dict(count.parts)) for count in act.counts),
        at=write_instant(account.at_ms),
        lang=act.lang,
    )

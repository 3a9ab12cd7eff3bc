"""Agreements as data: drafted, offered, signed, suspended, ended; their areas; how each area stands."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import AgreementId
from tansiq.coordination.agreement import Agreement, Area, AreaStatus, Articles
from tansiq.coordination.picture import SituationState
from tansiq.coordination.statements import Situation
from tansiq.node.kernel import Decision, Desk
from tansiq.node.orders import agreements as verbs
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide, parse_number
from tansiq.web.shapes import FootprintView, show_footprint, show_instant
from tansiq.wire.fields import AgreementUuid, AreaSlug, Lang, Text, Whole
from tansiq.wire.http import Form, TermsForm, Write, from_terms_form
from tansiq.wire.terms import ArticlesV1


class ProfileView(msgspec.Struct, frozen=True):
    """How a party writes places; what is empty is as everybody writes."""

    party: str
    notations: tuple[str, ...]
    utm_letter: str
    grid_order: str
    variation_mdeg: int | None
    """Magnetic variation, thousandths of a degree, east positive."""


ArticleView = int | bool | str | tuple[str | ProfileView, ...]
"""A number, a duty, a word, names, or profiles."""


class DraftForm(Write, frozen=True, kw_only=True):
    """The text of an agreement; a draft by the same id is replaced."""

    terms: TermsForm
    datum: str | None = None


class ChangeForm(Write, frozen=True, kw_only=True):
    """Another status for one area."""

    status: AreaStatus


class SituationForm(Write, frozen=True, kw_only=True):
    """Our word on an area."""

    agreement: AgreementUuid
    area: AreaSlug
    critical: bool
    population_at_risk: Whole
    observers_there: Whole
    observers_needed: Whole
    text: Text = ""
    lang: Lang | None = None


class SituationView(msgspec.Struct, frozen=True, kw_only=True):
    """One party's latest word on an area."""

    party: str
    critical: bool
    population_at_risk: int
    observers_there: int
    observers_needed: int
    short: int
    """How many observers are missing."""
    text: str
    lang: str
    at: str


class AreaView(msgspec.Struct, frozen=True):
    """An area as it stands now."""

    area: str
    name: str
    status: str
    situation: tuple[SituationView, ...]
    footprint: FootprintView
    articles: dict[str, ArticleView] | None
    """Where they differ from those of the agreement."""


class AreaChangeView(msgspec.Struct, frozen=True):
    """An offered change; it holds when every party has signed."""

    number: int
    area: str
    status: str
    signed_by: tuple[str, ...]
    complete: bool


class AgreementView(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement as this node knows it."""

    agreement: str
    title: str
    parties: tuple[str, ...]
    scope: str
    status: str
    hash: str
    offered_by: str | None
    signed_by: tuple[str, ...]
    suspended_by: tuple[str, ...]
    ended_by: str | None
    effective: str
    ends: str | None
    areas: tuple[AreaView, ...]
    changes: tuple[AreaChangeView, ...]
    articles: dict[str, ArticleView]


class NumberView(msgspec.Struct, frozen=True):
    """The number under which a change is signed."""

    number: int


def list_agreements(ask: Ask[Form]) -> list[AgreementView]:
    """Every agreement, drafts too, with its areas and how they stand."""
    return [show_agreement(ask, row) for _, row in sorted(ask.picture.agreements.items())]


def draft_agreement(ask: Ask[DraftForm]) -> Decision[Kept]:
    """Write an agreement down; nobody else learns of it."""
    id_ = ask.form.terms.agreement or AgreementId(ask.node.kernel.new_id())
    terms = from_terms_form(ask.form.terms, id_=id_, datum=ask.form.datum)
    return decide(ask, lambda desk: verbs.draft(desk, terms), lambda _: _show(ask, id_))


def offer_agreement(ask: Ask[Write]) -> Decision[Kept]:
    """Offer a draft, signed by us."""
    return decide(ask, lambda desk: verbs.offer(desk, ask.agreement), lambda _: _show(ask, ask.agreement))


def sign_agreement(ask: Ask[Write]) -> Decision[Kept]:
    """Sign the terms as offered."""
    return decide(ask, lambda desk: verbs.sign(desk, ask.agreement), lambda _: _show(ask, ask.agreement))


def suspend_agreement(ask: Ask[Write]) -> Decision[Kept]:
    """Suspend an agreement, one person alone; cease, distress and test stay as they are."""
    return decide(ask, lambda desk: verbs.suspend(desk, ask.agreement), lambda _: _show(ask, ask.agreement))


def resume_agreement(ask: Ask[Write]) -> Decision[Kept]:
    """Take our own suspension back."""
    return decide(ask, lambda desk: verbs.lift_suspension(desk, ask.agreement), lambda _: _show(ask, ask.agreement))


def end_agreement(ask: Ask[Write]) -> Decision[Kept]:
    """End an agreement for good."""
    return decide(ask, lambda desk: verbs.end(desk, ask.agreement), lambda _: _show(ask, ask.agreement))


def change_area(ask: Ask[ChangeForm]) -> Decision[Kept]:
    """Offer another status for one area, signed by us."""
    return decide(ask, lambda desk: verbs.offer_change(desk, ask.agreement, ask.area, ask.form.status), NumberView)


def sign_area_change(ask: Ask[Write]) -> Decision[Kept]:
    """Sign a change of an area; it holds at both ends when every party has."""
    number = parse_number(ask.path["number"], where="number")
    return decide(ask, lambda desk: verbs.sign_change(desk, ask.agreement, number), lambda _: _show(ask, ask.agreement))


def report_situation(ask: Ask[SituationForm]) -> Decision[Kept]:
    """Tell the other parties how an area stands."""
    form = ask.form
    said = Situation(
        agreement=form.agreement,
        area=form.area,
        critical=form.critical,
        population_at_risk=form.population_at_risk,
        observers_there=form.observers_there,
        observers_needed=form.observers_needed,
        text=form.text,
        text_lang=form.lang or ask.officer.lang,
    )

    def work(desk: Desk) -> None:
        verbs.report_situation(desk, said)

    return decide(ask, work, lambda _: _show(ask, form.agreement))


def show_agreement(ask: Ask[Form], row: Agreement) -> AgreementView:
    """The view of an agreement at this moment."""
    terms = row.terms
    return AgreementView(
        agreement=terms.id,
        title=terms.title,
        parties=terms.parties,
        scope=terms.scope.value,
        status=row.status(ask.now_ms).value,
        hash=row.hash,
        offered_by=row.offered_by,
        signed_by=tuple(sorted(row.signed_by)),
        suspended_by=tuple(sorted(row.suspended_by)),
        ended_by=row.ended_by,
        effective=write_instant(terms.effective_ms),
        ends=show_instant(terms.ends_ms),
        areas=tuple(_show_area(ask, row, area) for area in terms.areas),
        changes=tuple(
            AreaChangeView(
                change.number,
                change.area,
                change.status.value,
                tuple(sorted(signers)),
                signers >= set(terms.parties),
            )
            for change, signers in row.offered_changes
        ),
        articles=_show_articles(terms.articles),
    )


def _show_area(ask: Ask[Form], row: Agreement, area: Area) -> AreaView:
    situations = [
        state
        for state in ask.picture.situations.values()
        if state.situation.agreement == row.terms.id and state.situation.area == area.id
    ]
    return AreaView(
        area=area.id,
        name=area.name,
        status=row.area_status(area).value,
        situation=tuple(_show_situation(state) for state in sorted(situations, key=lambda state: state.party)),
        footprint=show_footprint(area.footprint),
        articles=None if area.articles is None else _show_articles(area.articles),
    )


def _show_situation(state: SituationState) -> SituationView:
    said = state.situation
    return SituationView(
        party=state.party,
        critical=said.critical,
        population_at_risk=said.population_at_risk,
        observers_there=said.observers_there,
        observers_needed=said.observers_needed,
        short=max(0, said.observers_needed - said.observers_there),
        text=said.text,
        lang=said.text_lang,
        at=write_instant(state.at_ms),
    )


def _show_articles(articles: Articles) -> dict[str, ArticleView]:
    """Every article by its name, with its unit in the name."""
    shown = {name: getattr(articles, name) for name in ArticlesV1.__struct_fields__}
    shown["profiles"] = tuple(
        ProfileView(each.party, each.notations, each.utm_letter, each.grid_order, each.variation_mdeg)
        for each in articles.profiles
    )
    return shown


def _show(ask: Ask[Form], id_: AgreementId) -> AgreementView:
    row = ask.picture.agreements.get(id_)
    if row is None:
        raise UnknownThing("agreement", id_)
    return show_agreement(ask, row)

"""Joint-operation sheets: activities of several parties, signed by each over the same hash."""

from __future__ import annotations

import msgspec

from tansiq.base.ids import SheetId
from tansiq.coordination.picture import SheetState
from tansiq.coordination.statements import Sheet, SheetLine
from tansiq.node.kernel import Decision
from tansiq.node.orders.sheets import offer_sheet, sign_sheet, withdraw_sheet
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, decide
from tansiq.wire.fields import AgreementUuid, Hash, ItemUuid, Lang, Name, Party, SheetUuid, Text
from tansiq.wire.http import Form, Write


class LineForm(Form, frozen=True, kw_only=True):
    """One party's activity in one revision."""

    party: Party
    item: ItemUuid
    revision: Hash


class SheetForm(Write, frozen=True, kw_only=True):
    """A sheet as it is offered; the same sheet again is its next number."""

    title: Name
    agreement: AgreementUuid
    lines: tuple[LineForm, ...]
    keeping_apart: Text
    lang: Lang
    sheet: SheetUuid | None = None


class SheetLineView(msgspec.Struct, frozen=True):
    """One party's activity in one revision."""

    party: str
    item: str
    revision: str


class SheetView(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet."""

    sheet: str
    number: int
    title: str
    agreement: str
    hash: str
    lines: tuple[SheetLineView, ...]
    keeping_apart: str
    lang: str
    offered_by: str
    signed_by: tuple[str, ...]
    complete: bool
    withdrawn: bool


def list_sheets(ask: Ask[Form]) -> list[SheetView]:
    """Every joint-operation sheet, and who has signed it."""
    return [_show(state) for _, state in sorted(ask.picture.sheets.items())]


def offer(ask: Ask[SheetForm]) -> Decision[Kept]:
    """Offer a sheet to the parties on it, signed by us."""
    form = ask.form
    id_ = form.sheet or SheetId(ask.node.kernel.new_id())
    known = ask.picture.sheets.get(id_)
    sheet = Sheet(
        id=id_,
        number=1 if known is None else known.sheet.number + 1,
        title=form.title,
        agreement=form.agreement,
        lines=tuple(SheetLine(line.party, line.item, line.revision) for line in form.lines),
        keeping_apart=form.keeping_apart,
        lang=form.lang,
    )
    return decide(ask, lambda desk: offer_sheet(desk, sheet), lambda _: _find(ask, id_))


def sign(ask: Ask[Write]) -> Decision[Kept]:
    """Sign a sheet as offered."""
    return decide(ask, lambda desk: sign_sheet(desk, ask.sheet), lambda _: _find(ask, ask.sheet))


def withdraw(ask: Ask[Write]) -> Decision[Kept]:
    """Take a sheet back; any party on it may."""
    return decide(ask, lambda desk: withdraw_sheet(desk, ask.sheet), lambda _: _find(ask, ask.sheet))


def _find(ask: Ask[Form], id_: SheetId) -> SheetView:
    state = ask.picture.sheets.get(id_)
    if state is None:
        raise UnknownThing("sheet", id_)
    return _show(state)


def _show(state: SheetState) -> SheetView:
    sheet = state.sheet
    return SheetView(
        sheet=sheet.id,
        number=sheet.number,
        title=sheet.title,
        agreement=sheet.agreement,
        hash=state.hash,
        lines=tuple(SheetLineView(line.party, line.item, line.revision) for line in sheet.lines),
        keeping_apart=sheet.keeping_apart,
        lang=sheet.lang,
        offered_by=state.offered_by,
        signed_by=tuple(sorted(state.signed_by)),
        complete=state.signed_by >= {line.party for line in sheet.lines} and not state.is_withdrawn,
        withdrawn=state.is_withdrawn,
    )

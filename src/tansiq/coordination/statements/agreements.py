"""Steps of agreements and sheets, and a party's word on an area."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.base.ids import AgreementId, AreaId, ItemId, PartyId, Sha256, SheetId
from tansiq.coordination.agreement import AreaChange, Terms


class AgreementAction(StrEnum):
    """Steps of an agreement's life that are told to the other parties."""

    OFFER = "offer"
    SIGN = "sign"
    SUSPEND = "suspend"
    RESUME = "resume"
    END = "end"
    OFFER_CHANGE = "offer_change"
    SIGN_CHANGE = "sign_change"


@dataclass(frozen=True, slots=True)
class AgreementAct:
    """A step in an agreement's life."""

    action: AgreementAction
    agreement: AgreementId
    hash: Sha256 | None = None
    """Of the terms signed; for offer and sign."""
    terms: Terms | None = None
    """For offer."""
    change: AreaChange | None = None
    """For offer_change and sign_change."""


class SheetAction(StrEnum):
    """A sheet is offered by one party and signed by every party over the same hash."""

    OFFER = "offer"
    SIGN = "sign"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One party's activity under a sheet."""

    party: PartyId
    item: ItemId
    revision: Sha256


@dataclass(frozen=True, slots=True)
class Sheet:
    """Activities of several parties under one sheet."""

    id: SheetId
    number: int
    """From 1; a changed sheet is a new number."""
    title: str
    agreement: AgreementId
    lines: tuple[SheetLine, ...]
    keeping_apart: str
    """How the activities are kept apart, in words."""
    lang: str


@dataclass(frozen=True, slots=True)
class SheetAct:
    """A step in a sheet's life."""

    action: SheetAction
    sheet: SheetId
    hash: Sha256
    """Of the sheet's content; the same for every signer."""
    content: Sheet | None = None
    """For offer."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One party's word on an area: people at risk, observers there and needed."""

    agreement: AgreementId
    area: AreaId
    critical: bool
    population_at_risk: int
    observers_there: int
    observers_needed: int
    text: str = ""
    text_lang: str = "en"

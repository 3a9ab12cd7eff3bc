"""An agreement as data: who, where, and the articles that bind.

Life: draft (own node only) → offered → signed by every party → in force from its date → suspended by any party alone →
ended. Several stand side by side; only those in force bind, and an agreement not in force never makes the list of
parties concerned shorter (rule 4). Cease, distress and test need no agreement.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from tansiq.airspace.item import Item
from tansiq.base.ids import AgreementId, AreaId, PartyId, Sha256
from tansiq.base.units import MS_PER_DAY, MS_PER_H, MS_PER_MIN, MS_PER_S
from tansiq.geometry.footprints import Footprint
from tansiq.geometry.notation import Notation
from tansiq.geometry.volumes import Volume, overlap


class AreaStatus(StrEnum):
    """The status of one area; only trial and active areas are open."""

    CLOSED = "closed"
    TRIAL = "trial"
    ACTIVE = "active"
    SUSPENDED = "suspended"


class AgreementStatus(StrEnum):
    """Where an agreement stands in its life."""

    DRAFT = "draft"
    OFFERED = "offered"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Scope(StrEnum):
    """What an agreement binds its parties to."""

    FLIGHT_SAFETY = "flight_safety"
    """Notices, answers, cease: keeping clear of one another."""
    JOINT_OPERATIONS = "joint_operations"
    """Flight safety, and activities under one sheet."""


class LateMeans(StrEnum):
    """What a notice that comes too late means."""

    SHOWN = "shown"
    """It is shown as LATE by n min."""
    HELD = "held"
    """It is also a hold."""


@dataclass(frozen=True, slots=True)
class PartyProfile:
    """How one party writes places; a bare pair or a magnetic bearing of its is read by this alone."""

    party: PartyId
    notations: tuple[Notation, ...] = ()
    """The only ones that it uses, each once; none: every one but packed degrees (D.MMSS)."""
    utm_letter: Literal["", "band", "hemisphere"] = ""
    """What the letter behind a UTM zone is; empty: refused where the two readings differ."""
    grid_order: Literal["", "EN", "NE"] = ""
    """Which of two bare metres comes first; empty: refused where both orders are possible."""
    variation_mdeg: int | None = None
    """Magnetic variation that it flies by, thousandths of a degree, east positive; None: each bearing states it."""


READBACK_ELEMENTS = ("place", "level", "times", "count", "area", "unit")
"""What can be read back of a movement."""
MOST_ELEMENTS = 4
"""Of one readback: more than four are not heard rightly."""


class ReachMeans(StrEnum):
    """What it means that a unit has not been reached before a start."""

    NOTHING = "nothing"
    SHOWN = "shown"
    """It is called out on every console."""
    HELD = "held"
    """It is also a hold, and for parties that have named no units too."""


class AckLevel(StrEnum):
    """A person's acknowledgement; the machine's receipt is not one."""

    READ = "read"
    ENTERED = "entered"
    LOADED = "loaded"


@dataclass(frozen=True, slots=True)
class Articles:
    """The numbers and duties of an agreement; the defaults are those of the design. Times in ms, distances in mm."""

    freshness_ms: int = 60 * MS_PER_S
    """T: how long a concur is fresh after the echoed ping (rule 14)."""
    drift_margin_ms: int = 2 * MS_PER_S
    """Added by the peer before it may treat a concur as lapsed (rule 15)."""
    notice_ms: int = 60 * MS_PER_MIN
    """Notice before an activity starts."""
    late_means: LateMeans = LateMeans.SHOWN
    notice_buffer_mm: int = 50_000_000
    """How far beyond its areas an activity still concerns the parties (rule 4)."""
    readback_needed: bool = True
    verification_needed: bool = True
    """Places under a hazard to the ground are verified blind before the answer."""
    words_tolerance_mm: int = 500_000
    """Least tolerance between words and numbers."""
    verification_tolerance_mm: int = 500_000
    """Distance up to which a blind second source matches."""
    immediate_answer_ms: int = 2 * MS_PER_MIN
    priority_answer_ms: int = 10 * MS_PER_MIN
    routine_answer_ms: int = 60 * MS_PER_MIN
    own_force_expiry_ms: int = 24 * MS_PER_H
    site_confirm_ms: int = 30 * MS_PER_DAY
    coarse_grid_mm: int = 5_000_000
    """The grain of a coarse disclosure."""
    probing_limit: int = 5
    """Submissions touching one neighbourhood in an hour before the recipient waits for a person."""
    clock_warn_ms: int = 2 * MS_PER_S
    clock_hold_ms: int = 10 * MS_PER_S
    cease_console_ms: int = 5 * MS_PER_S
    cease_answer_ms: int = 30 * MS_PER_S
    cease_escalate_ms: int = 60 * MS_PER_S
    cease_second_path_ms: int = 90 * MS_PER_S
    cease_commander_ms: int = 120 * MS_PER_S
    cease_report_ms: int = 5 * MS_PER_MIN
    datum_operations: tuple[str, ...] = ()
    """Pinned ways from other datums to WGS 84, by their names in the EPSG registry; one of unknown accuracy is used
    only where it stands here."""
    profiles: tuple[PartyProfile, ...] = ()
    """How each party writes places, each party once; one that has none writes as everybody does."""
    readback_elements: tuple[str, ...] = READBACK_ELEMENTS[:MOST_ELEMENTS]
    """Which elements are critical; what an item has not is left out of its readback."""
    verification_lasts_ms: int = 24 * MS_PER_H
    """How long a blind check counts."""
    reach_needed: AckLevel = AckLevel.LOADED
    """How far a message must have come with every unit that a party has named."""
    reach_means: ReachMeans = ReachMeans.SHOWN
    reach_before_ms: int = 15 * MS_PER_MIN
    """So long before a start the units that it has not reached are called out."""


DEFAULT_ARTICLES = Articles()


@dataclass(frozen=True, slots=True)
class Area:
    """A region of an agreement with its own status, its own articles and its own situation."""

    id: AreaId
    name: str
    footprint: Footprint
    status: AreaStatus
    articles: Articles | None = None
    """None: those of the agreement."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The text that is offered and signed, whole."""

    id: AgreementId
    title: str
    parties: tuple[PartyId, ...]
    scope: Scope
    areas: tuple[Area, ...]
    effective_ms: int
    """First instant in force once every party has signed."""
    articles: Articles = DEFAULT_ARTICLES
    ends_ms: int | None = None


@dataclass(frozen=True, slots=True)
class AreaChange:
    """A change of one area's status, effective only when every party has signed it."""

    agreement: AgreementId
    number: int
    """From 1 in each agreement; never repeats."""
    area: AreaId
    status: AreaStatus


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as one node knows it."""

    terms: Terms
    hash: Sha256
    """Of the offered terms; a signature names it."""
    offered_by: PartyId | None
    """None: a draft that has not left this node."""
    offered_ms: int | None = field(default=None, kw_only=True)
    """When it was offered, by this node's clock."""
    signed_by: frozenset[PartyId] = frozenset()
    suspended_by: frozenset[PartyId] = frozenset()
    ended_by: PartyId | None = None
    changes: tuple[tuple[AreaChange, frozenset[PartyId]], ...] = field(default=())
    """Changes of areas with those who have signed them, an offer that is still to come among them."""
    change_offers: tuple[tuple[AreaChange, PartyId, int], ...] = field(default=(), kw_only=True)
    """By whom each was offered, and when by this node's clock."""

    def status(self, now_ms: int) -> AgreementStatus:
        """Where it stands at an instant."""
        if self.ended_by is not None or (self.terms.ends_ms is not None and now_ms >= self.terms.ends_ms):
            return AgreementStatus.ENDED
        if self.offered_by is None:
            return AgreementStatus.DRAFT
        if not self.signed_by >= set(self.terms.parties):
            return AgreementStatus.OFFERED
        if self.suspended_by:
            return AgreementStatus.SUSPENDED
        return AgreementStatus.IN_FORCE if now_ms >= self.terms.effective_ms else AgreementStatus.SIGNED

    def all_articles(self) -> list[Articles]:
        """Those of the agreement, and of each area that has its own."""
        return [self.terms.articles, *(area.articles for area in self.terms.areas if area.articles is not None)]

    @property
    def offered_changes(self) -> list[tuple[AreaChange, frozenset[PartyId]]]:
        """Changes of areas that somebody has offered, with those who have signed them."""
        offered = {change for change, _, _ in self.change_offers}
        return [each for each in self.changes if each[0] in offered]

    def area_status(self, area: Area) -> AreaStatus:
        """The status of an area after every change that all parties have signed, the latest number last."""
        status = area.status
        for change, signers in sorted(self.offered_changes, key=lambda pair: pair[0].number):
            if change.area == area.id and signers >= set(self.terms.parties):
                status = change.status
        return status

    def articles_in(self, area: Area | None) -> Articles:
        """The articles that hold in an area, or outside all of them."""
        return self.terms.articles if area is None or area.articles is None else area.articles


def touches(area: Area, item: Item, *, buffer_mm: int = 0) -> bool:
    """Whether an item's footprints meet an area, widened by a buffer, whatever the time and height."""
    return any(
        overlap(_over_all_heights(area.footprint, volume), _over_all_heights(volume.footprint, volume),
                buffer_m=buffer_mm / 1000)
        for volume in item.volumes
    )  # fmt: skip


def _over_all_heights(footprint: Footprint, volume: Volume) -> Volume:
    return Volume(footprint, None, None, volume.start_ms, volume.end_ms)

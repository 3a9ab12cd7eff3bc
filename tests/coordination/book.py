"""A picture and the entries folded into it, and one movement whose every hold is lifted, to perturb."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from tansiq.airspace.item import Flight, Item, ItemKind, Site, SiteCategory, StatedPlace
from tansiq.airspace.states import MovementState
from tansiq.base.ids import AgreementId, AreaId, CeaseId, ItemId, LineId, MessageId, OfficerId, PartyId, Sha256, SheetId
from tansiq.coordination import noted as local
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import Area, AreaStatus, Articles, Scope, Terms
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.fold import fold
from tansiq.coordination.holds import Hold, HoldCode, holds, state_of
from tansiq.coordination.picture import Picture
from tansiq.coordination.readback import elements_of
from tansiq.geometry.footprints import Circle
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume

ALFA, BRAVO, CHARLIE = PartyId("alfa"), PartyId("bravo"), PartyId("charlie")
NOW_MS = 1_486_555_200_000
"""2017-02-08T12:00:00Z."""
HOUR_MS = 3_600_000
START_MS = NOW_MS + 2 * HOUR_MS
AGREEMENT = AgreementId("22222222-2222-4222-8222-222222222222")
NORTH = AreaId("north")
CEASE = CeaseId("33333333-3333-4333-8333-333333333333")
SHEET = SheetId("44444444-4444-4444-8444-444444444444")
DOUBT = MessageId("66666666-6666-4666-8666-666666666666")
CENTRE = Position(360_000_000, 370_000_000)


def id_of(number: int) -> ItemId:
    return ItemId(f"{number:08x}-0000-4000-8000-000000000000")


def circle(*, north_km: float = 0.0, radius_m: float = 5_000) -> Circle:
    """A circle some way north of the one centre of these tests."""
    return Circle(Position(CENTRE.lat_e7 + round(north_km / 111 * 1e7), CENTRE.lon_e7), round(radius_m * 1000))


def level(metres: float, reference: AltitudeReference = AltitudeReference.AMSL) -> Altitude:
    return Altitude(round(metres * 1000), reference)


def volume(
    *,
    north_km: float = 0.0,
    radius_m: float = 5_000,
    lower: Altitude | None = None,
    upper: Altitude | None = None,
    start_ms: int = START_MS,
    hours: float = 1,
) -> Volume:
    footprint = circle(north_km=north_km, radius_m=radius_m)
    return Volume(footprint, lower, upper, start_ms, start_ms + round(hours * HOUR_MS))


def movement(
    number: int = 1,
    owner: PartyId = ALFA,
    *volumes: Volume,
    hazard: bool = False,
    revision: int = 1,
    place: StatedPlace | None = None,
    kind: ItemKind = ItemKind.ACTIVITY,
) -> Item:
    """An activity of two aircraft."""
    flight = Flight(2, "unmanned", hazard)
    return Item(id_of(number), owner, revision, kind, f"Survey {number}", volumes or (volume(),), flight, place=place)


def protection(
    number: int,
    owner: PartyId,
    *volumes: Volume,
    kind: ItemKind = ItemKind.OWN_FORCE_AREA,
    buffer_m: float = 0,
    revision: int = 1,
    serves: tuple[PartyId, ...] = (),
    expires_ms: int | None = None,
) -> Item:
    """An item that protects, by default from noon for a day."""
    site = None
    if kind is ItemKind.PROTECTED_SITE:
        site = Site(SiteCategory.HOSPITAL, round(buffer_m * 1000), "visited")
    around = volumes or (volume(start_ms=NOW_MS, hours=24),)
    return Item(id_of(number), owner, revision, kind, f"Area {number}", around, site=site, serves=serves,
                expires_ms=expires_ms)  # fmt: skip


def terms(
    *parties: PartyId,
    id_: AgreementId = AGREEMENT,
    areas: tuple[Area, ...] = (),
    articles: Articles | None = None,
    scope: Scope = Scope.FLIGHT_SAFETY,
    effective_ms: int = NOW_MS - HOUR_MS,
    ends_ms: int | None = None,
) -> Terms:
    who = parties or (ALFA, BRAVO)
    return Terms(id_, "Flight safety", who, scope, areas, effective_ms, articles or Articles(), ends_ms)


def area(status: AreaStatus = AreaStatus.ACTIVE, *, north_km: float = 0, id_: AreaId = NORTH) -> Area:
    return Area(id_, "North", circle(north_km=north_km, radius_m=40_000), status)


def hash_of(value: object) -> Sha256:
    return Sha256(hashlib.sha256(repr(value).encode()).hexdigest())


@dataclass
class Book:
    """One node's record as it grows, without a node."""

    own: PartyId = ALFA
    entries: list[Entry] = field(default_factory=list)
    now_ms: int = NOW_MS

    def __post_init__(self) -> None:
        self.picture = Picture(self.own)

    def hear(
        self,
        source: PartyId,
        statement: say.Said,
        *,
        author: str = "officer",
        id_: MessageId = DOUBT,
        sent_ms: int | None = None,
        to: PartyId | None = None,
    ) -> Entry:
        """A message received, or, from our own party, one sent."""
        urgent = isinstance(statement, say.Cease | say.CeaseExecuted | say.ResumeAgreed)
        sent = Sent(LineId("line"), "urgent" if urgent else "ordinary", id_, "PRIORITY", sent_ms or self.now_ms,
                    len(self.entries) + 1)  # fmt: skip
        return self._keep(source, statement, author=author, to=to or self.own, sent=sent)

    def tell(self, to: PartyId, statement: say.Said) -> Entry:
        return self.hear(self.own, statement, to=to)

    def note(self, statement: local.Noted | say.Said, *, author: str = "officer") -> Entry:
        return self._keep(self.own, statement, author=author)

    def _keep(
        self, source: PartyId, statement: local.Statement, *, author: str, to: PartyId | None = None,
        sent: Sent | None = None,
    ) -> Entry:  # fmt: skip
        entry = Entry(len(self.entries) + 1, self.now_ms, source, OfficerId(author), "en", statement,
                      hash_of(statement), to, sent)  # fmt: skip
        fold(self.picture, entry)
        self.entries.append(entry)
        return entry

    def file(self, item: Item, *told: PartyId, replaces: Sha256 | None = None) -> Sha256:
        """An item of our own, told in full; its revision's hash."""
        said = say.Notify(item) if replaces is None else say.Amend(item, replaces)
        self.note(local.LocalItem(item, hash_of(said), ()))
        for party in told:
            self.tell(party, said)
        return hash_of(said)

    def learn(self, item: Item, replaces: Sha256 | None = None) -> Sha256:
        """An item of a peer's."""
        said = say.Notify(item) if replaces is None else say.Amend(item, replaces)
        return self.hear(item.owner, said).content

    def pair(self, *parties: PartyId) -> None:
        """Lines that are up, with a ping just echoed."""
        for party in parties:
            self.note(local.LocalLine(party, "up"))
            self.picture.live_of(party).echoed_ping_ms = self.now_ms

    def agree(self, what: Terms) -> None:
        """Offered by the first party and signed by all others."""
        first, *others = what.parties
        self.hear(first, say.AgreementAct(say.AgreementAction.OFFER, what.id, hash_of(what), what))
        for party in others:
            self.hear(party, say.AgreementAct(say.AgreementAction.SIGN, what.id, hash_of(what)))

    def concur(self, party: PartyId, hash_: Sha256) -> Entry:
        return self.hear(party, say.Answer(hash_, say.Verdict.CONCUR, 0))

    def read_back(self, party: PartyId, hash_: Sha256, elements: Sequence[say.Element] | None = None) -> None:
        right = elements_of(self.picture.revisions[hash_].item)
        self.hear(party, say.Readback(hash_, tuple(right if elements is None else elements)))

    def verified(self, party: PartyId, hash_: Sha256, match: say.Match) -> None:
        id_ = self.picture.revisions[hash_].item.id
        distance_mm = None if match is say.Match.CANNOT else 2_000_000
        self.hear(party, say.Verified(id_, hash_, match, distance_mm, 500_000, "satellite image"))

    def holds(self, item: ItemId | None = None) -> tuple[Hold, ...]:
        return holds(item or id_of(1), self.picture, list(self.picture.agreements.values()), self.now_ms)

    def codes(self, item: ItemId | None = None) -> set[HoldCode]:
        return {hold.code for hold in self.holds(item)}

    def state(self, item: ItemId | None = None) -> MovementState:
        agreements = list(self.picture.agreements.values())
        return state_of(item or id_of(1), self.picture, agreements, self.now_ms, found=self.holds(item))


@dataclass(frozen=True)
class Ready:
    """What a movement of alfa's that bravo is concerned by has, unless a test takes it away."""

    item: Item = field(default_factory=movement)
    terms: Terms = field(default_factory=terms)
    lined: bool = True
    read_back: bool = True
    verified: say.Match | None = say.Match.MATCH
    answered: bool = True

    def open(self, at: PartyId = ALFA) -> Book:
        """The record of one of the two ends."""
        book = Book(at)
        if self.lined:
            book.pair(*{ALFA, BRAVO} - {at})
        book.agree(self.terms)
        hash_ = book.file(self.item, BRAVO) if at == ALFA else book.learn(self.item)
        if self.read_back:
            book.read_back(BRAVO, hash_)
        if self.verified is not None:
            book.verified(BRAVO, hash_, self.verified)
        if self.answered:
            book.concur(BRAVO, hash_)
        return book


def hash_ready(book: Book) -> Sha256:
    """The present revision of the one movement."""
    return book.picture.items[id_of(1)].current

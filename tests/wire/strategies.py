"""Hypothesis strategies for every value that goes over a line or into the record; for the tests of any room."""

from __future__ import annotations

import math
from typing import TypeVar

from hypothesis import strategies as st

from tansiq.airspace.item import Flight, Item, ItemKind, Site, SiteCategory, StatedPlace
from tansiq.base.ids import (
    AgreementId,
    AreaId,
    AssessmentId,
    CeaseId,
    HandoverId,
    IncidentId,
    ItemId,
    MessageId,
    OfficerId,
    PartyId,
    Sha256,
    SheetId,
    UnitId,
)
from tansiq.coordination import noted as own
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import (
    READBACK_ELEMENTS,
    Area,
    AreaChange,
    AreaStatus,
    Articles,
    LateMeans,
    PartyProfile,
    Scope,
    Terms,
)
from tansiq.coordination.likely import LikelyCause
from tansiq.geometry.footprints import Circle, Footprint, Polygon
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.notation import Notation
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import UpperBelowLower, Volume

T = TypeVar("T")

MAX_INTEGER = 2**53 - 1
NOON_MS = 1_486_555_200_000
"""2017-02-08T12:00:00Z."""

parties = st.sampled_from(["alfa", "bravo", "relief-1", "civil"]).map(PartyId)
hashes = st.binary(min_size=32, max_size=32).map(lambda data: Sha256(data.hex()))
uuids = st.uuids(version=4).map(str)
item_ids = uuids.map(ItemId)
langs = st.sampled_from(["en", "ar", "ru", "tr", "fr", "zh-Hans"])
texts = st.one_of(
    st.sampled_from(["", "9 km south of the airfield", "٩ كم جنوب المطار", "9 км к югу", "havaalanının 9 km güneyi"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
names = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
words = st.from_regex(r"[a-z][a-z0-9_-]{0,20}", fullmatch=True)
whole = st.integers(0, MAX_INTEGER)
counted = st.integers(1, MAX_INTEGER)
instants = st.integers(NOON_MS - 10**9, NOON_MS + 10**9)


def or_none(values: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.none() | values


def tuples(
    values: st.SearchStrategy[T], *, least: int = 0, most: int = 3, unique: bool = False
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, min_size=least, max_size=most, unique=unique).map(tuple)


positions = st.builds(Position, st.integers(-900_000_000, 900_000_000), st.integers(-1_800_000_000, 1_799_999_999))
circles = st.builds(Circle, positions, st.integers(1_100_000, 400_000_000))


@st.composite
def polygons(draw: st.DrawFn) -> Polygon:
    """Corners around a middle, in order, each 3 to 60 km away: never crossing, always 2 km across."""
    lat_e7 = draw(st.integers(-500_000_000, 500_000_000))
    lon_e7 = draw(st.integers(-1_700_000_000, 1_700_000_000))
    count = draw(st.integers(3, 8))
    distances_e7 = draw(st.lists(st.integers(400_000, 5_000_000), min_size=count, max_size=count))
    corners = []
    for number, distance_e7 in enumerate(distances_e7):
        angle_rad = 2 * math.pi * number / count
        corners.append(
            Position(
                lat_e7 + round(distance_e7 * math.cos(angle_rad)), lon_e7 + round(distance_e7 * math.sin(angle_rad))
            )
        )
    return Polygon(tuple(corners))


footprints: st.SearchStrategy[Footprint] = circles | polygons()
units = st.sampled_from(["M", "FT"])
heights_mm = st.integers(-500_000, 30_000_000)
pressures_pa = st.integers(85_000, 109_000)
plain_altitudes = st.builds(
    Altitude,
    value_mm=heights_mm,
    reference=st.sampled_from([each for each in AltitudeReference if each not in ("QNH", "QFE")]),
    unit=units,
)
altitudes = (
    plain_altitudes
    | st.builds(Altitude, heights_mm, st.just(AltitudeReference.QNH), units, pressure_pa=pressures_pa)
    | st.builds(
        Altitude,
        heights_mm,
        st.just(AltitudeReference.QFE),
        units,
        pressure_pa=pressures_pa,
        field=texts,
        field_mm=st.integers(-400_000, 4_000_000),
    )
)


@st.composite
def volumes(draw: st.DrawFn) -> Volume:
    start_ms = draw(instants)
    lower, upper = draw(or_none(altitudes)), draw(or_none(altitudes))
    footprint, end_ms = draw(footprints), start_ms + draw(st.integers(1, 10**8))
    try:
        return Volume(footprint, lower, upper, start_ms, end_ms)
    except UpperBelowLower:
        return Volume(footprint, upper, lower, start_ms, end_ms)


flights = st.builds(Flight, aircraft_count=st.integers(1, 40), aircraft_type=texts, hazard_to_ground=st.booleans())
sites = st.builds(Site, category=st.sampled_from(SiteCategory), buffer_mm=st.integers(0, 10_000_000), evidence=texts)
places = st.builds(
    StatedPlace,
    text=texts,
    datum=texts,
    position=positions,
    uncertainty_mm=st.integers(0, 10_000_000),
    words=texts,
    words_lang=langs,
    operation=texts,
    accuracy_mm=or_none(whole),
    area_of_use=texts,
    is_extrapolated=st.booleans(),
)


def items(kind: ItemKind | None = None, *, least_revision: int = 1) -> st.SearchStrategy[Item]:
    """Items of one kind, or of any."""
    kinds = [kind] if kind else list(ItemKind)
    return st.sampled_from(kinds).flatmap(lambda chosen: _items_of(chosen, least_revision))


def _items_of(kind: ItemKind, least_revision: int) -> st.SearchStrategy[Item]:
    is_movement = kind in {ItemKind.ACTIVITY, ItemKind.TRANSIT}
    return st.builds(
        Item,
        id=item_ids,
        owner=parties,
        revision=st.integers(least_revision, 1000),
        kind=st.just(kind),
        name=names,
        volumes=tuples(volumes(), least=1, most=3),
        flight=flights if is_movement else st.none(),
        site=sites if kind is ItemKind.PROTECTED_SITE else st.none(),
        place=or_none(places),
        serves=tuples(parties, most=2, unique=True) if kind is ItemKind.CORRIDOR else st.just(()),
        agreement=or_none(uuids.map(AgreementId)),
        area=or_none(st.sampled_from(["north", "city-1"]).map(AreaId)),
        expires_ms=or_none(instants),
        note=texts,
        note_lang=langs,
    )


profiles = st.builds(
    PartyProfile,
    party=parties,
    notations=tuples(st.sampled_from(Notation), most=3, unique=True),
    utm_letter=st.sampled_from(["", "band", "hemisphere"]),
    grid_order=st.sampled_from(["", "EN", "NE"]),
    variation_mdeg=or_none(st.integers(-180_000, 180_000)),
)


def any_articles() -> st.SearchStrategy[Articles]:
    changed = st.builds(
        Articles,
        freshness_ms=counted,
        late_means=st.sampled_from(LateMeans),
        readback_needed=st.booleans(),
        words_tolerance_mm=whole,
        probing_limit=counted,
        profiles=tuples(profiles, most=2).filter(lambda said: len({each.party for each in said}) == len(said)),
        readback_elements=tuples(st.sampled_from(READBACK_ELEMENTS), most=6, unique=True),
        verification_lasts_ms=counted,
    )
    return st.just(Articles()) | changed


areas = st.builds(
    Area,
    id=st.sampled_from(["north", "city-1"]).map(AreaId),
    name=names,
    footprint=footprints,
    status=st.sampled_from(AreaStatus),
    articles=or_none(any_articles()),
)
terms = st.builds(
    Terms,
    id=uuids.map(AgreementId),
    title=names,
    parties=tuples(parties, least=2, most=4, unique=True),
    scope=st.sampled_from(Scope),
    areas=tuples(areas, most=1),
    effective_ms=instants,
    articles=any_articles(),
    ends_ms=or_none(st.integers(NOON_MS + 2 * 10**9, NOON_MS + 10**10)),
)

answers = st.one_of(
    st.builds(say.Answer, hashes, st.just(say.Verdict.CONCUR), whole),
    st.builds(say.Answer, hashes, st.just(say.Verdict.CANNOT), whole, or_none(st.sampled_from(say.CannotReason))),
    st.builds(say.Answer, hashes, st.just(say.Verdict.COUNTER), whole, st.none(), items()),
)


@st.composite
def resolutions(draw: st.DrawFn) -> say.Resolution:
    first, second = sorted(draw(st.lists(hashes, min_size=2, max_size=2, unique=True)))
    return say.Resolution(first, second, draw(texts), draw(langs))


@st.composite
def agreement_acts(draw: st.DrawFn) -> say.AgreementAct:
    action = draw(st.sampled_from(say.AgreementAction))
    offered = draw(terms)
    if action is say.AgreementAction.OFFER:
        return say.AgreementAct(action, offered.id, draw(hashes), offered)
    if action is say.AgreementAction.SIGN:
        return say.AgreementAct(action, offered.id, draw(hashes))
    if action in {say.AgreementAction.OFFER_CHANGE, say.AgreementAction.SIGN_CHANGE}:
        change = AreaChange(offered.id, draw(counted), AreaId("north"), draw(st.sampled_from(AreaStatus)))
        return say.AgreementAct(action, offered.id, change=change)
    return say.AgreementAct(action, offered.id)


sheets = st.builds(
    say.Sheet,
    id=uuids.map(SheetId),
    number=counted,
    title=names,
    agreement=uuids.map(AgreementId),
    lines=st.lists(st.builds(say.SheetLine, parties, item_ids, hashes), min_size=1, max_size=3,
                   unique_by=lambda line: line.item).map(tuple),
    keeping_apart=texts,
    lang=langs,
)  # fmt: skip


@st.composite
def sheet_acts(draw: st.DrawFn) -> say.SheetAct:
    action = draw(st.sampled_from(say.SheetAction))
    content = draw(sheets)
    offered = content if action is say.SheetAction.OFFER else None
    return say.SheetAct(action, content.id, draw(hashes), offered)


verified = st.one_of(
    st.builds(say.Verified, item_ids, hashes, st.just(say.Match.CANNOT), st.none(), whole, texts),
    st.builds(
        say.Verified, item_ids, hashes, st.sampled_from([say.Match.MATCH, say.Match.MISMATCH]), whole, whole, texts
    ),
    st.builds(
        say.Verified,
        item_ids,
        hashes,
        st.just(say.Match.MISMATCH),
        whole,
        whole,
        texts,
        st.lists(st.builds(LikelyCause, st.sampled_from(["datum", "zone"]), texts, whole), max_size=3).map(tuple),
        or_none(whole),
        or_none(whole),
    ),
)
statuses = st.one_of(
    st.builds(say.StatusReport, item_ids, hashes, st.sampled_from(say.ActivityStatus)),
    st.builds(say.StatusReport, item_ids, hashes, st.just(say.ActivityStatus.ACTIVE), st.booleans()),
    st.builds(say.StatusReport, item_ids, hashes, st.just(say.ActivityStatus.HELD), st.just(False), whole),
    st.builds(
        say.StatusReport,
        item_ids,
        hashes,
        st.just(say.ActivityStatus.SUSPENDED),
        cease=or_none(uuids.map(CeaseId)),
    ),
)
assessments = st.builds(
    say.AssessmentAct,
    assessment=uuids.map(AssessmentId),
    title=names,
    items=tuples(item_ids),
    points=st.lists(st.builds(say.AccountPoint, words, texts, or_none(st.booleans())), max_size=3,
                    unique_by=lambda point: point.key).map(tuple),
    counts=tuples(st.builds(say.Count, st.sampled_from(say.CountedThing), whole, tuples(st.tuples(names, whole)))),
    lang=langs,
)  # fmt: skip
key_changes = st.one_of(
    st.builds(say.KeyChange, st.just("pairing"), hashes, whole, tuples(hashes, least=2, most=2)),
    st.builds(say.KeyChange, st.just("rotation"), hashes, whole, st.just(()),
              st.builds(say.KeySerials, counted, counted), st.tuples(hashes, hashes).map("".join)),
)  # fmt: skip

queries = st.builds(say.Query, names, langs, or_none(uuids.map(MessageId)), or_none(item_ids))
replies = st.builds(say.Reply, uuids.map(MessageId), names, langs)
protests = st.builds(say.Protest, uuids.map(MessageId), names, langs)
incidents = st.builds(
    say.Incident, uuids.map(IncidentId), names, instants, texts, langs, texts, tuples(item_ids),
    or_none(uuids.map(CeaseId)),
)  # fmt: skip
position_reports = st.builds(
    say.PositionReport, st.sampled_from(say.Reported), names, instants, positions, whole, counted, or_none(altitudes),
    or_none(item_ids),
)  # fmt: skip


@st.composite
def trees(draw: st.DrawFn) -> say.Units:
    found: list[say.Unit] = []
    for number in range(draw(st.integers(0, 4))):
        parent = draw(or_none(st.sampled_from([each.id for each in found]))) if found else None
        found.append(say.Unit(UnitId(f"unit-{number}"), draw(names), parent))
    return say.Units(tuple(found))


CAUSES = [cause for cause in say.CeaseCause if cause is not say.CeaseCause.DISTRESS]
"""Those that a cease may state."""

SAID: dict[type, st.SearchStrategy[say.Said]] = {
    say.Notify: st.builds(say.Notify, items()),
    say.Amend: st.builds(say.Amend, items(least_revision=2), hashes),
    say.Cancel: st.builds(say.Cancel, item_ids, hashes),
    say.Readback: st.builds(
        say.Readback,
        hashes,
        st.lists(st.builds(say.Element, words, texts), min_size=1, max_size=5,
                 unique_by=lambda element: element.name).map(tuple),
    ),
    say.Answer: answers,
    say.Resolution: resolutions(),
    say.Doubt: st.builds(say.Doubt, item_ids, or_none(hashes), texts, langs),
    say.Held: st.builds(say.Held, item_ids, hashes, uuids.map(MessageId)),
    say.Release: st.builds(say.Release, item_ids, hashes),
    say.Verify: st.builds(say.Verify, item_ids, hashes),
    say.Verified: verified,
    say.Cease: st.builds(
        say.Cease, uuids.map(CeaseId), tuples(item_ids), st.sampled_from(CAUSES),
        tuples(parties, unique=True), texts, langs,
    ),
    say.CeaseExecuted: st.builds(say.CeaseExecuted, uuids.map(CeaseId), instants, instants, texts, langs),
    say.ResumeAgreed: st.builds(say.ResumeAgreed, uuids.map(CeaseId)),
    say.AgreementAct: agreement_acts(),
    say.SheetAct: sheet_acts(),
    say.AssessmentAct: assessments,
    say.StatusReport: statuses,
    say.Situation: st.builds(
        say.Situation, uuids.map(AgreementId), st.just(AreaId("north")), st.booleans(), whole, whole, whole, texts,
        langs,
    ),
    say.Outage: st.builds(
        lambda at_ms, took_ms, text, lang: say.Outage(at_ms, at_ms + took_ms, text, lang),
        st.integers(0, 1 << 42), st.integers(1, 1 << 32), texts, langs,
    ),
    say.Test: st.builds(say.Test, texts, st.booleans()),
    say.Ack: st.builds(say.Ack, uuids.map(MessageId), st.sampled_from(say.AckLevel), texts),
    say.Note: st.builds(say.Note, texts, langs),
    say.Rejected: st.builds(say.Rejected, hashes, words, texts),
    say.KeyChange: key_changes,
    say.Distress: st.builds(
        say.Distress, uuids.map(CeaseId), tuples(item_ids), tuples(parties, unique=True), texts, langs, texts, texts,
        texts,
    ),
    say.DistressCheck: st.builds(
        say.DistressCheck, uuids.map(CeaseId), st.sampled_from(say.DistressOutcome), texts, texts, langs
    ),
    say.Query: queries,
    say.Reply: replies,
    say.Protest: protests,
    say.Incident: incidents,
    say.PositionReport: position_reports,
    say.Units: trees(),
    say.Correction: st.builds(
        say.Correction,
        uuids.map(MessageId),
        st.one_of(st.builds(say.Note, texts, langs), queries, replies, protests, incidents, position_reports),
    ),
}  # fmt: skip
"""A strategy for each statement that goes over a line."""

facts = tuples(st.tuples(words, texts))
holds = st.builds(own.LocalHold, words, or_none(parties), words, parties, facts)
chains = or_none(st.sampled_from(["urgent", "ordinary"]))
open_things = st.builds(
    own.OpenThing, words, texts, or_none(parties), instants, or_none(instants), or_none(names.map(OfficerId)), texts
)
NOTED: dict[type, st.SearchStrategy[own.Noted]] = {
    own.LocalItem: st.builds(
        own.LocalItem,
        item=items(),
        hash=hashes,
        disclosures=tuples(st.tuples(parties, st.sampled_from(say.Disclosure))),
    ),
    own.LocalStanding: st.builds(own.LocalStanding, item_ids, hashes, words, tuples(holds)),
    own.LocalSetAside: st.builds(own.LocalSetAside, parties, hashes, words, texts, chains, whole, st.booleans()),
    own.LocalCleared: st.builds(own.LocalCleared, hashes),
    own.LocalCease: st.builds(
        own.LocalCease, uuids.map(CeaseId), parties, st.sampled_from(say.CeaseCause), texts, langs, st.booleans()
    ),
    own.LocalTaken: st.builds(own.LocalTaken, texts, st.booleans()),
    own.LocalSecondSource: st.builds(own.LocalSecondSource, hashes, texts, texts, positions, whole, texts),
    own.LocalDraft: st.builds(own.LocalDraft, terms),
    own.LocalAlert: st.builds(own.LocalAlert, uuids.map(MessageId), words, or_none(parties), or_none(item_ids), facts),
    own.LocalLine: st.builds(own.LocalLine, parties, words, texts),
    own.LocalShelved: st.builds(own.LocalShelved, uuids.map(MessageId), instants, texts),
    own.LocalNotified: st.builds(own.LocalNotified, texts, words, words, texts, st.booleans(), texts, whole),
    own.LocalHandover: st.builds(
        own.LocalHandover, uuids.map(HandoverId), or_none(names.map(OfficerId)), tuples(open_things), texts, langs
    ),
    own.LocalHandoverAccepted: st.builds(own.LocalHandoverAccepted, uuids.map(HandoverId), hashes),
    own.LocalWatch: st.builds(own.LocalWatch, st.booleans()),
    own.LocalEnded: st.builds(own.LocalEnded, uuids.map(MessageId)),
    own.LocalPath: st.builds(own.LocalPath, parties, words, texts),
    own.LocalAct: st.builds(own.LocalAct, words, facts),
}
"""A strategy for each statement that stays in the record."""

said = st.one_of(*SAID.values())
noted = st.one_of(*NOTED.values())
statements: st.SearchStrategy[own.Statement] = said | noted

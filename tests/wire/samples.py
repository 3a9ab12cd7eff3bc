"""One statement of each kind, written out by hand: what the golden bodies state."""

from __future__ import annotations

from dataclasses import replace

from tansiq.airspace.item import Flight, Item, ItemKind, Site, SiteCategory, StatedPlace
from tansiq.base.ids import (
    AgreementId,
    AreaId,
    AssessmentId,
    CeaseId,
    IncidentId,
    ItemId,
    MessageId,
    PartyId,
    Sha256,
    SheetId,
    UnitId,
)
from tansiq.coordination import statements as say
from tansiq.coordination.agreement import Area, AreaStatus, Articles, PartyProfile, Scope, Terms
from tansiq.geometry.footprints import Circle, Polygon
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.notation import Notation
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume

ITEM_ID = ItemId("11111111-1111-4111-8111-111111111111")
AGREEMENT_ID = AgreementId("22222222-2222-4222-8222-222222222222")
CEASE_ID = CeaseId("33333333-3333-4333-8333-333333333333")
SHEET_ID = SheetId("44444444-4444-4444-8444-444444444444")
ASSESSMENT_ID = AssessmentId("55555555-5555-4555-8555-555555555555")
MESSAGE_ID = MessageId("66666666-6666-4666-8666-666666666666")
INCIDENT_ID = IncidentId("88888888-8888-4888-8888-888888888888")
SITE_ID = ItemId("77777777-7777-4777-8777-777777777777")
A, B, C = Sha256("a" * 64), Sha256("b" * 64), Sha256("c" * 64)
ALFA, BRAVO = PartyId("alfa"), PartyId("bravo")
START_MS = 1_486_616_400_000
"""2017-02-09T05:00:00Z."""
TWO_HOURS_MS = 7_200_000

BOX = Polygon(
    (
        Position(400_000_000, 100_000_000),
        Position(400_000_000, 101_000_000),
        Position(401_000_000, 101_000_000),
        Position(401_000_000, 100_000_000),
    )
)
ACTIVITY = Item(
    id=ITEM_ID,
    owner=ALFA,
    revision=1,
    kind=ItemKind.ACTIVITY,
    name="North 1",
    volumes=(
        Volume(
            BOX,
            Altitude.from_flight_level(200),
            Altitude.from_flight_level(250),
            START_MS,
            START_MS + TWO_HOURS_MS,
        ),
    ),
    flight=Flight(aircraft_count=2, aircraft_type="survey", hazard_to_ground=True),
    place=StatedPlace(
        text="40.05N 10.05E",
        datum="WGS84",
        position=Position(400_500_000, 100_500_000),
        uncertainty_mm=10_000,
        words="9 км к югу от аэродрома",
        words_lang="ru",
    ),
    agreement=AGREEMENT_ID,
    area=AreaId("north"),
)
SITE = Item(
    id=SITE_ID,
    owner=BRAVO,
    revision=2,
    kind=ItemKind.PROTECTED_SITE,
    name="مستشفى",
    volumes=(Volume(Circle(Position(400_500_000, -1_800_000_000), 500_000), None, None, START_MS, START_MS + 1),),
    site=Site(SiteCategory.HOSPITAL, 2_000_000, "visited"),
    expires_ms=START_MS + 30 * 86_400_000,
    note="doctors on duty",
    note_lang="en",
)
TERMS = Terms(
    id=AGREEMENT_ID,
    title="Flight safety",
    parties=(ALFA, BRAVO),
    scope=Scope.FLIGHT_SAFETY,
    areas=(Area(AreaId("north"), "North", BOX, AreaStatus.TRIAL, Articles(freshness_ms=30_000)),),
    effective_ms=START_MS,
)

SAMPLES: dict[str, say.Said] = {
    "notify": say.Notify(ACTIVITY),
    "amend": say.Amend(SITE, A),
    "cancel": say.Cancel(ITEM_ID, A),
    "readback": say.Readback(A, (say.Element("place", "400500000 100500000"), say.Element("count", "2"))),
    "answer": say.Answer(A, say.Verdict.CANNOT, 7, say.CannotReason.NOT_DISCLOSED),
    "resolution": say.Resolution(A, B, "south below FL 200", "en"),
    "doubt": say.Doubt(ITEM_ID, A, "yer yanlış", "tr"),
    "held": say.Held(ITEM_ID, A, MESSAGE_ID),
    "release": say.Release(ITEM_ID, A),
    "verify": say.Verify(ITEM_ID, A),
    "verified": say.Verified(ITEM_ID, A, say.Match.MISMATCH, 2_000_000, 500_000, "satellite image"),
    "cease": say.Cease(CEASE_ID, (ITEM_ID,), say.CeaseCause.OFFICER, (BRAVO,)),
    "distress": say.Distress(
        CEASE_ID, (), (BRAVO,), "حافلة وفيها أطفال", "ar", "5 km east of the bridge", "village clinic", "+90 000 0000"
    ),
    "cease_executed": say.CeaseExecuted(CEASE_ID, START_MS, START_MS + 60_000),
    "resume_agreed": say.ResumeAgreed(CEASE_ID),
    "agreement": say.AgreementAct(say.AgreementAction.OFFER, AGREEMENT_ID, C, TERMS),
    "sheet": say.SheetAct(
        say.SheetAction.OFFER,
        SHEET_ID,
        C,
        say.Sheet(SHEET_ID, 1, "Joint 1", AGREEMENT_ID, (say.SheetLine(ALFA, ITEM_ID, A),), "by height", "en"),
    ),
    "assessment": say.AssessmentAct(
        ASSESSMENT_ID,
        "Drop",
        (ITEM_ID,),
        (say.AccountPoint("joint-flight", "it took place", True), say.AccountPoint("notice", "none was given", None)),
        (say.Count(say.CountedThing.PALLETS, 21, (("drop zone", 4), ("between", 7), ("not found", 10))),),
        "en",
    ),
    "status": say.StatusReport(ITEM_ID, A, say.ActivityStatus.HELD, holds=2),
    "test": say.Test("b2f1", human=False),
    "ack": say.Ack(A, say.AckLevel.LOADED, "unit 2"),
    "query": say.Query("Where does it end?", "en", MESSAGE_ID, ITEM_ID),
    "reply": say.Reply(MESSAGE_ID, "На мосту.", "ru"),
    "correction": say.Correction(MESSAGE_ID, say.Note("at the second bridge", "en")),
    "incident": say.Incident(
        INCIDENT_ID, "Convoy held", START_MS, "Two lorries did not arrive.", "en", "km 12", (ITEM_ID,), CEASE_ID
    ),
    "protest": say.Protest(MESSAGE_ID, "Bu uçuş bildirilmedi.", "tr"),
    "position": say.PositionReport(
        say.Reported.PEOPLE,
        "team 2",
        START_MS,
        Position(400_500_000, 100_500_000),
        25_000,
        4,
        Altitude(350_000, AltitudeReference.AMSL),
        ITEM_ID,
    ),
    "note": say.Note("Stop, then call.", "en"),
    "rejected": say.Rejected(A, "bad_body", "the field item is missing"),
    "key_change": say.KeyChange("pairing", "d" * 64, 1, (A, B)),
}
"""By kind, in version 1."""

SET_BY_HAND = replace(
    ACTIVITY,
    volumes=(
        Volume(
            BOX,
            Altitude(365_760, AltitudeReference.QFE, "FT", pressure_pa=98_500, field="OSDZ", field_mm=215_000),
            Altitude(1_524_000, AltitudeReference.QNH, "FT", pressure_pa=101_300),
            START_MS,
            START_MS + TWO_HOURS_MS,
        ),
    ),
)
PROFILED = replace(
    TERMS,
    articles=Articles(
        profiles=(
            PartyProfile(ALFA, (Notation.DECIMAL_DEGREES, Notation.PACKED_DMS), "band", "EN", 5_200),
            PartyProfile(BRAVO, variation_mdeg=-1_500),
        ),
        readback_elements=("place", "area", "level", "times", "unit"),
        verification_lasts_ms=3_600_000,
    ),
)
SECOND: dict[str, say.Said] = {
    "ack": say.Ack(MESSAGE_ID, say.AckLevel.LOADED, "unit 2"),
    "notify": say.Notify(SET_BY_HAND),
    "amend": say.Amend(replace(SET_BY_HAND, revision=2), A),
    "answer": say.Answer(A, say.Verdict.COUNTER, 7, counter=SET_BY_HAND),
    "verified": say.Verified(
        ITEM_ID, A, say.Match.MATCH, 80_000, 580_000, "map", stated_uncertainty_mm=10_000, second_uncertainty_mm=70_000
    ),
    "agreement": say.AgreementAct(say.AgreementAction.OFFER, AGREEMENT_ID, C, PROFILED),
}
"""By kind, what only version 2 can say."""

OUTAGE = say.Outage(START_MS, START_MS + 3_600_000, "new mast", "en")
SITUATION = say.Situation(AGREEMENT_ID, AreaId("north"), True, 150_000, 3, 40)
ROTATION = say.KeyChange(
    "rotation", "d" * 64, 1, from_serial=say.KeySerials(ordinary=42, urgent=8), by_new_key="e" * 128
)
UNITS = say.Units((say.Unit(UnitId("wing"), "Kanat"), say.Unit(UnitId("crew-1"), "экипаж 1", UnitId("wing"))))
DISTRESS_CHECK = say.DistressCheck(CEASE_ID, say.DistressOutcome.CONFIRMED, "called back", "two people", "en")
CORRECTED_INCIDENT = say.Correction(
    MESSAGE_ID, say.Incident(INCIDENT_ID, "Convoy late", START_MS, "They arrived at dusk.", "en")
)

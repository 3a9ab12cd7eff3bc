"""Types of single fields, with the range each may have.

Numbers are whole; beyond 2**53 - 1 not every language reads them.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from tansiq.airspace.item import MAX_TEXT
from tansiq.base.clock import LAST_INSTANT_MS
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
from tansiq.ledger.canonical import MAX_INTEGER

_UUID = Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\Z")
_SLUG = Meta(pattern=r"^[a-z][a-z0-9-]{1,23}\Z")

Party = Annotated[PartyId, _SLUG]
AreaSlug = Annotated[AreaId, _SLUG]
UnitSlug = Annotated[UnitId, _SLUG]
ItemUuid = Annotated[ItemId, _UUID]
AgreementUuid = Annotated[AgreementId, _UUID]
CeaseUuid = Annotated[CeaseId, _UUID]
MessageUuid = Annotated[MessageId, _UUID]
SheetUuid = Annotated[SheetId, _UUID]
AssessmentUuid = Annotated[AssessmentId, _UUID]
IncidentUuid = Annotated[IncidentId, _UUID]
Hash = Annotated[Sha256, Meta(pattern=r"^[0-9a-f]{64}\Z")]
"""SHA-256, 64 lower-case hexadecimal digits."""
PublicKeyHex = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Hex = Annotated[str, Meta(pattern=r"^([0-9a-f]{2}){0,128}\Z")]

Text = Annotated[str, Meta(max_length=MAX_TEXT)]
"""What a person typed; carried, never read."""
Name = Annotated[str, Meta(min_length=1, max_length=MAX_TEXT)]
Word = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_-]{0,63}\Z")]
"""A key that machines compare."""
Lang = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")]
"""BCP 47."""

Whole = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]
Instant = Annotated[int, Meta(ge=0, le=LAST_INSTANT_MS)]
"""Milliseconds since 1970 UTC."""
Counted = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
Signed = Annotated[int, Meta(ge=-MAX_INTEGER, le=MAX_INTEGER)]
LatE7 = Annotated[int, Meta(ge=-900_000_000, le=900_000_000)]
LonE7 = Annotated[int, Meta(ge=-1_800_000_000, le=1_799_999_999)]
Pair = tuple[LonE7, LatE7]
"""A bare pair is (lon, lat), as everywhere."""

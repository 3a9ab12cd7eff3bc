"""Distinct types for what names things, and their checks.

Ids of messages, items and agreements are lower-case version-4 UUIDs. A party's id is a short slug that stays with it.
"""

from __future__ import annotations

import re
from typing import ClassVar, NewType

from tansiq.base.errors import BadRequest

PartyId = NewType("PartyId", str)
"""A party: ``[a-z][a-z0-9-]{1,23}``."""
LineId = NewType("LineId", str)
"""A line between two nodes: UUID, made at pairing."""
MessageId = NewType("MessageId", str)
"""One envelope: UUID."""
ItemId = NewType("ItemId", str)
"""An item of the shared picture, the same in all its revisions: UUID."""
AgreementId = NewType("AgreementId", str)
"""A memorandum: UUID."""
AreaId = NewType("AreaId", str)
"""An area of an agreement: slug, unique inside its agreement."""
CeaseId = NewType("CeaseId", str)
"""A cease or distress: UUID of the message that raised it."""
SheetId = NewType("SheetId", str)
"""A joint-operation sheet: UUID."""
AssessmentId = NewType("AssessmentId", str)
"""An assessment: UUID, the same for every party's account."""
IncidentId = NewType("IncidentId", str)
"""An incident: UUID, the same for every party's account."""
UnitId = NewType("UnitId", str)
"""A unit of a party's distribution tree: slug, unique inside the party."""
HandoverId = NewType("HandoverId", str)
"""A handover of the watch: UUID."""
OfficerId = NewType("OfficerId", str)
"""An officer of one node, or ``console:NAME`` for a locked console."""
Sha256 = NewType("Sha256", str)
"""SHA-256 as 64 lower-case hexadecimal digits."""

_UUID4 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,23}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class BadId(BadRequest):
    """An identifier has the wrong form."""

    code: ClassVar[str] = "bad_id"


def check_uuid(text: str, *, where: str) -> str:
    """Return the text if it is a lower-case version-4 UUID, else raise `BadId`."""
    if not _UUID4.fullmatch(text):
        raise BadId(f"{text!r} is not a lower-case version-4 UUID", where=where)
    return text


def check_slug(text: str, *, where: str) -> str:
    """Return the text if it is a slug (two to 24 of a-z, 0-9 and hyphen, a letter first), else raise `BadId`."""
    if not _SLUG.fullmatch(text):
        raise BadId(f"{text!r} is not a short name of a-z, 0-9 and hyphen, a letter first", where=where)
    return text


def check_sha256(text: str, *, where: str) -> str:
    """Return the text if it is 64 lower-case hexadecimal digits, else raise `BadId`."""
    if not _SHA256.fullmatch(text):
        raise BadId(f"{text!r} is not a SHA-256 in lower-case hexadecimal", where=where)
    return text

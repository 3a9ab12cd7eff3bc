"""What persons say to one another beside the items, and what machines say of a message."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import ItemId, MessageId, Sha256, UnitId
from tansiq.coordination.agreement import AckLevel
from tansiq.coordination.statements.accounts import Incident, PositionReport

LEVELS = (AckLevel.READ, AckLevel.ENTERED, AckLevel.LOADED)
"""From the least to the furthest."""


@dataclass(frozen=True, slots=True)
class Ack:
    """A person has read a message, or it is in the local system, or a unit has loaded it. Never a permission."""

    message: MessageId | Sha256
    """The message's id; the hash of its envelope in what was written as version 1."""
    level: AckLevel
    unit: str = ""
    """Of the party's distribution tree; empty: the party itself."""


@dataclass(frozen=True, slots=True)
class Note:
    """Prose. Carried and never read by the machine, except that words to stop are looked for."""

    text: str
    text_lang: str


@dataclass(frozen=True, slots=True)
class Test:
    """A test of the line, by the machine or by a person."""

    __test__ = False  # not a test case, whatever a test runner makes of the name

    nonce: str
    human: bool


@dataclass(frozen=True, slots=True)
class Rejected:
    """A message was received and could not be used; it is kept. Never answers a rejected."""

    message: Sha256
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question to a person at the other end."""

    text: str
    text_lang: str
    about: MessageId | None = None
    """The message that it is about."""
    item: ItemId | None = None
    """The item that it is about."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a question. It lifts no hold and is never a permission."""

    query: MessageId
    text: str
    text_lang: str


@dataclass(frozen=True, slots=True)
class Protest:
    """One party rejects an account or an act of another; kept beside it, changes nothing."""

    message: MessageId
    text: str
    text_lang: str


Correctable = Note | Query | Reply | Protest | Incident | PositionReport
"""What a correction may put in place of what was said. Items are amended, answers given anew, a cease resumed."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Replaces an earlier message of the sender's own, which stays in the record."""

    message: MessageId
    replacing: Correctable
    """Of the same kind as what it replaces."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a party along which it passes on what it is told."""

    id: UnitId
    name: str
    parent: UnitId | None = None
    """None: at the root."""


@dataclass(frozen=True, slots=True)
class Units:
    """A party's distribution tree as it tells it; a later one replaces it whole."""

    units: tuple[Unit, ...]
    """A parent before its children."""

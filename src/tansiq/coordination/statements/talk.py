"""What persons say to one another beside the items, and what machines say of a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.base.ids import Sha256


class AckLevel(StrEnum):
    """A person's acknowledgement; the machine's receipt is not one."""

    READ = "read"
    ENTERED = "entered"
    LOADED = "loaded"


@dataclass(frozen=True, slots=True)
class Ack:
    """A person has read a message, or it is in the local system, or a unit has loaded it."""

    message: Sha256
    level: AckLevel
    unit: str = ""


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

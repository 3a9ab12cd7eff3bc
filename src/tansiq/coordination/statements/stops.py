"""Stop, what was done on it, and the word that it no longer stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.base.ids import CeaseId, ItemId, PartyId


class CeaseCause(StrEnum):
    """Why a cease was raised."""

    OFFICER = "officer"
    PROSE = "prose"
    """Words to stop were found in a message in prose."""
    BROKEN = "broken"
    """A cease that could not be read."""
    CONFLICT = "conflict"
    """The machine: an active activity met a protected item."""
    LAPSE = "lapse"
    """The machine: a concur is no longer fresh."""
    WITHDRAWN = "withdrawn"
    """The machine: a party withdrew its concur from an active activity."""
    DISTRESS = "distress"
    """Of no cease on the line: a call of distress pauses like one and is shown with this cause."""

    @property
    def is_by_machine(self) -> bool:
        """Whether a machine raised it by itself."""
        return self not in {CeaseCause.OFFICER, CeaseCause.DISTRESS}


@dataclass(frozen=True, slots=True)
class Cease:
    """Stop now. Suspends at once, questions afterwards (rule 17, I4)."""

    cease: CeaseId
    items: tuple[ItemId, ...]
    """The activities it names; empty: every activity that the two parties share."""
    cause: CeaseCause
    told: tuple[PartyId, ...]
    """Every party that this cease is sent to."""
    text: str = ""
    text_lang: str = "en"


@dataclass(frozen=True, slots=True)
class CeaseExecuted:
    """What a party did on a cease, with times."""

    cease: CeaseId
    taken_ms: int
    """When an officer had it."""
    executed_ms: int
    """When the crews had it."""
    text: str = ""
    text_lang: str = "en"


@dataclass(frozen=True, slots=True)
class ResumeAgreed:
    """One party's signature that one cease no longer stands (rule 17)."""

    cease: CeaseId


@dataclass(frozen=True, slots=True)
class Distress:
    """People are in danger now. It pauses first, like a cease and by the same id, and is verified second."""

    cease: CeaseId
    items: tuple[ItemId, ...]
    """The activities it names; empty: every activity that the two parties share."""
    told: tuple[PartyId, ...]
    """Every party that it is sent to."""
    text: str
    """What is wrong, in the words in which it was told."""
    text_lang: str
    place: str = ""
    """The place as it was told; no machine resolves it."""
    caller: str = ""
    """Who called, where it was raised for somebody who is on no line; empty: the sender's own people."""
    number: str = ""
    """The caller's telephone number or call sign, as told."""


class DistressOutcome(StrEnum):
    """What became clear of a call of distress, after everything was paused."""

    CONFIRMED = "confirmed"
    MISTAKEN = "mistaken"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class DistressCheck:
    """A party's word on what it found out about a call of distress. It resumes nothing."""

    cease: CeaseId
    outcome: DistressOutcome
    source: str
    """How it was found out, such as ``called back``."""
    text: str = ""
    text_lang: str = "en"

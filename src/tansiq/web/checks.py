"""What was checked of an item: readbacks element by element, blind checks, words against figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tansiq.airspace.item import Item
from tansiq.base.clock import write_instant
from tansiq.base.ids import PartyId, Sha256
from tansiq.coordination.agreement import Articles
from tansiq.coordination.likely import LikelyCause
from tansiq.coordination.picture import Revision, answer_key
from tansiq.coordination.readback import causes_of_readback, elements_of, find_differing, say_value
from tansiq.coordination.statements import Element
from tansiq.coordination.words_check import causes_of_words, check_place_words
from tansiq.web.ask import Ask
from tansiq.web.shapes import PositionView, show_metres, show_position
from tansiq.wire.http import Form
from tansiq.words.reasons import write_cause


class CauseView(msgspec.Struct, frozen=True):
    """A likely mistake behind a difference, and how far it misses the other place."""

    cause: str
    subject: str
    """Which datum or reference point; empty where the code says all."""
    residual_m: float
    text: str
    """In words of the asker's language."""


class ElementView(msgspec.Struct, frozen=True):
    """One element as sent and as read back, in the machine's writing."""

    name: str
    sent: str
    read_back: str | None
    same: bool
    sent_text: str
    """As people read it, as is what was read back."""
    read_back_text: str | None


class ReadbackView(msgspec.Struct, frozen=True):
    """A party's readback of the current revision."""

    party: str
    same: bool
    by: str
    elements: tuple[ElementView, ...]
    causes: tuple[CauseView, ...] = ()
    """Where the place differs: likely mistakes, likeliest first."""


class VerificationView(msgspec.Struct, frozen=True):
    """A party's blind check of the current revision's place."""

    party: str
    match: str
    distance_m: float | None
    tolerance_m: float
    source: str
    at: str
    by: str
    until: str
    """How long it counts."""
    causes: tuple[CauseView, ...] = ()
    """Of a mismatch: likely mistakes, likeliest first."""
    stated_uncertainty_m: float | None = None
    """Parts of the tolerance; null where an older node did not say."""
    second_uncertainty_m: float | None = None


class WordsCheckView(msgspec.Struct, frozen=True):
    """Words against the coordinate beside them, as this node finds."""

    status: str
    distance_m: float | None
    tolerance_m: float | None
    stated: str
    derived: str
    words_position: PositionView | None
    """Where the words lead."""
    causes: tuple[CauseView, ...] = ()
    """Where they disagree: likely mistakes, likeliest first."""


def show_readbacks(
    ask: Ask[Form], revision: Revision, parties: list[PartyId], articles: Articles
) -> Iterator[ReadbackView]:
    """Each party's readback of a revision, element by element."""
    for party in parties:
        readback = ask.picture.readbacks.get(answer_key(revision.hash, party))
        if readback is not None:
            elements = tuple(compare_elements(revision.item, readback.elements, articles.readback_elements))
            causes = show_causes(ask, causes_of_readback(revision.item, readback))
            yield ReadbackView(party, all(each.same for each in elements), readback.author, elements, causes)


def show_causes(ask: Ask[Form], causes: Sequence[LikelyCause]) -> tuple[CauseView, ...]:
    """Likely mistakes with their words."""
    return tuple(
        CauseView(
            cause=each.cause,
            subject=each.subject,
            residual_m=show_metres(each.residual_mm),
            text=write_cause(ask.lang, each.cause, each.subject),
        )
        for each in causes
    )


def compare_elements(item: Item, given: Sequence[Element], wanted: Sequence[str]) -> Iterator[ElementView]:
    """Critical elements of an item beside what was given, and whatever else was given."""
    differing = find_differing(item, given)
    heard = {element.name: element.value for element in given}
    for sent in elements_of(item, tuple(dict.fromkeys((*wanted, *heard)))):
        value = heard.get(sent.name)
        yield ElementView(
            name=sent.name,
            sent=sent.value,
            read_back=value,
            same=value is not None and sent.name not in differing,
            sent_text=say_value(sent.name, sent.value),
            read_back_text=None if value is None else say_value(sent.name, value),
        )


def show_verifications(
    ask: Ask[Form], hash_: Sha256, parties: list[PartyId], articles: Articles
) -> Iterator[VerificationView]:
    """Each party's blind check of a revision's place."""
    for party in parties:
        found = ask.picture.verifications.get(answer_key(hash_, party))
        if found is not None:
            yield VerificationView(
                party=party,
                match=found.match.value,
                distance_m=_metres(found.distance_mm),
                tolerance_m=show_metres(found.tolerance_mm),
                source=found.source,
                at=write_instant(found.at_ms),
                by=found.author,
                causes=show_causes(ask, found.causes),
                stated_uncertainty_m=_metres(found.stated_uncertainty_mm),
                second_uncertainty_m=_metres(found.second_uncertainty_mm),
                until=write_instant(found.at_ms + articles.verification_lasts_ms),
            )


def show_words_check(ask: Ask[Form], item: Item, articles: Articles) -> WordsCheckView | None:
    """Words against the coordinate beside them; None where there are none."""
    check = check_place_words(item, articles)
    if check is None or item.place is None:
        return None
    return WordsCheckView(
        status=check.status,
        distance_m=None if check.distance_m is None else round(check.distance_m, 1),
        tolerance_m=None if check.tolerance_m is None else round(check.tolerance_m, 1),
        stated=item.place.words,
        derived=check.derived,
        words_position=None if check.stated is None else show_position(check.stated),
        causes=show_causes(ask, causes_of_words(item, articles) if check.status == "disagree" else ()),
    )


def _metres(distance_mm: int | None) -> float | None:
    return None if distance_mm is None else show_metres(distance_mm)

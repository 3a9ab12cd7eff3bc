"""How a party writes places, as its agreements say, and whether a stated place resolves here to what its owner says.

Every node resolves every stated place itself, by the sender's profile and the operations that are pinned: what the
owner's node made of the text is never taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeVar

from tansiq.airspace.item import StatedPlace
from tansiq.base.errors import BadRequest
from tansiq.base.ids import AgreementId, PartyId
from tansiq.coordination.agreement import Agreement, AgreementStatus, PartyProfile
from tansiq.coordination.picture import Picture
from tansiq.coordination.pins import find_pins
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.notation import EVERYDAY, Location, Notation, Profile, parse_location

T = TypeVar("T")

SAME_M = 1.0
"""Two nodes that resolve one text by one operation agree within this."""
_MDEG = 1000
_PLACE = "place"


def find_profile(picture: Picture, party: PartyId, agreement: AgreementId | None, now_ms: int) -> Profile:
    """How a party may write: by one of its agreements that are in force, or, with None, by all of them.

    Where several differ every notation of any is taken, so that more is refused as ambiguous rather than less, and what
    one says of a letter, an order or a variation and another says otherwise counts as not said.
    """
    pins = find_pins(picture, party, agreement, now_ms)
    rows = [row for row in picture.agreements.values() if agreement is None or row.terms.id == agreement]
    in_force = [row for row in rows if row.status(now_ms) is AgreementStatus.IN_FORCE]
    return make_profile([found for row in in_force for found in _profiles_of(row, party)], pins)


def make_profile(said: list[PartyProfile], pins: Mapping[str, str]) -> Profile:
    """One profile of those that agreements hold."""
    notations = frozenset[Notation]().union(*(profile.notations or EVERYDAY for profile in said)) or EVERYDAY
    variation_mdeg = _one([profile.variation_mdeg for profile in said])
    letter: Literal["", "band", "hemisphere"] | None = _one([profile.utm_letter or None for profile in said])
    order: Literal["", "EN", "NE"] | None = _one([profile.grid_order or None for profile in said])
    return Profile(
        notations=notations,
        pins=MappingProxyType(dict(pins)),
        utm_letter=letter or None,
        grid_order=order or None,
        variation_deg=None if variation_mdeg is None else variation_mdeg / _MDEG,
    )


@dataclass(frozen=True, slots=True)
class Resolution:
    """What this node makes of a place that another node stated."""

    location: Location | None
    """None: the text cannot be resolved here."""
    distance_m: float | None
    """From what its owner's node made of it."""
    fault: str
    """Code of the refusal; empty where there is none."""
    message: str

    @property
    def agrees(self) -> bool:
        """Whether both nodes mean one place."""
        return self.distance_m is not None and self.distance_m <= SAME_M


def resolve_place(place: StatedPlace, profile: Profile) -> Resolution:
    """Resolve a stated place by its sender's profile."""
    key = _Key(
        profile.notations,
        tuple(sorted(profile.pins.items())),
        profile.utm_letter,
        profile.grid_order,
        profile.variation_deg,
    )
    return _resolve(place, key)


@dataclass(frozen=True, slots=True)
class _Key:
    """A profile that can be looked up by."""

    notations: frozenset[Notation]
    pins: tuple[tuple[str, str], ...]
    utm_letter: Literal["band", "hemisphere"] | None
    grid_order: Literal["EN", "NE"] | None
    variation_deg: float | None


@lru_cache(maxsize=4096)
def _resolve(place: StatedPlace, key: _Key) -> Resolution:
    profile = Profile(key.notations, dict(key.pins), key.utm_letter, key.grid_order, key.variation_deg)
    try:
        found = parse_location(place.text, datum=place.datum, where=_PLACE, profile=profile)
    except BadRequest as error:
        return Resolution(None, None, error.code, error.message)
    return Resolution(found, distance_m(found.position, place.position), "", "")


def _profiles_of(row: Agreement, party: PartyId) -> list[PartyProfile]:
    articles = [row.terms.articles, *(area.articles for area in row.terms.areas if area.articles is not None)]
    return [profile for each in articles for profile in each.profiles if profile.party == party]


def _one(values: list[T | None]) -> T | None:
    """The one value that is said; None where none is, or two differ."""
    said = {value for value in values if value is not None}
    return next(iter(said)) if len(said) == 1 else None

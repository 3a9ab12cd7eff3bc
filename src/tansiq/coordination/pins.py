"""Which ways from other datums to WGS 84 the agreements pin, and which of them a party may use."""

from __future__ import annotations

from collections.abc import Iterable

from tansiq.airspace.item import Item
from tansiq.base.ids import AgreementId, PartyId
from tansiq.coordination.agreement import Agreement, AgreementStatus, Articles
from tansiq.coordination.picture import Picture
from tansiq.geometry.datum import DATUMS, Pins, find_operation


def find_pinned(name: str) -> str | None:
    """Key of the datum from which the operation of this name leads to WGS 84; None where there is no such operation."""
    return next((datum.key for datum in DATUMS[1:] if find_operation(datum.key, name) is not None), None)


def find_pins(picture: Picture, party: PartyId, agreement: AgreementId | None, now_ms: int) -> Pins:
    """What the agreements of a party that are in force pin: of one of them, or, with None, of all.

    Where two pin different operations for one datum neither is taken: the default of the datum stands.
    """
    names: dict[str, set[str]] = {}
    for row in picture.agreements.values():
        is_meant = agreement is None or row.terms.id == agreement
        if is_meant and party in row.terms.parties and row.status(now_ms) is AgreementStatus.IN_FORCE:
            for name in dict.fromkeys(_names(row)):
                datum = find_pinned(name)
                if datum is not None:
                    names.setdefault(datum, set()).add(name)
    return {datum: next(iter(found)) for datum, found in names.items() if len(found) == 1}


def is_operation_agreed(item: Item, binding: Iterable[Agreement]) -> bool:
    """Whether the way that an item's place came to WGS 84 is of known accuracy, or pinned by what binds."""
    place = item.place
    if place is None or not place.operation or place.accuracy_mm is not None:
        return True
    return any(place.operation in _names(agreement) for agreement in binding)


def _names(agreement: Agreement) -> list[str]:
    articles: list[Articles] = [agreement.terms.articles]
    articles += [area.articles for area in agreement.terms.areas if area.articles is not None]
    return [name for each in articles for name in each.datum_operations]

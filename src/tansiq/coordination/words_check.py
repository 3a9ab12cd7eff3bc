"""Whether the words beside a place agree with its numbers, as each node finds by itself."""

from __future__ import annotations

from functools import lru_cache

from tansiq.airspace.item import Item, StatedPlace
from tansiq.coordination.agreement import DEFAULT_ARTICLES, Articles
from tansiq.coordination.likely import LikelyCause, find_causes_of_words
from tansiq.geometry.description import WordsCheck, compare_words


def check_place_words(item: Item, articles: Articles) -> WordsCheck | None:
    """The comparison of an item's words with its stated place; None where no words were given."""
    if item.place is None or not item.place.words:
        return None
    return _check(item.place, articles.words_tolerance_mm, _variation_deg(item, articles))


def causes_of_words(item: Item, articles: Articles) -> tuple[LikelyCause, ...]:
    """The likely mistakes behind words that disagree with their place."""
    if item.place is None or not item.place.words:
        return ()
    return find_causes_of_words(item.place, (articles.words_tolerance_mm + item.place.uncertainty_mm) / 1000)


@lru_cache(maxsize=4096)
def _check(place: StatedPlace, tolerance_mm: int, variation_deg: float | None) -> WordsCheck:
    # The comparison itself never asks for less than its least tolerance; an agreement may only ask for more.
    wider_mm = max(0, tolerance_mm - DEFAULT_ARTICLES.words_tolerance_mm)
    uncertainty_m = (place.uncertainty_mm + wider_mm) / 1000
    return compare_words(place.words, place.position, uncertainty_m, variation_deg=variation_deg)


def _variation_deg(item: Item, articles: Articles) -> float | None:
    """The magnetic variation that the owner's profile states, for a bearing in its words."""
    said = (each.variation_mdeg for each in articles.profiles if each.party == item.owner)
    found = next(said, None)
    return None if found is None else found / 1000

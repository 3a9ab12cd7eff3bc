"""What every part of a line of the record needs: the language, the speaker, and how things are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tansiq.base.ids import ItemId, PartyId, Sha256
from tansiq.words.amounts import short, write_typed
from tansiq.words.catalogue import phrase, phrase_or_code, shown


@dataclass(frozen=True, slots=True)
class Telling:
    """What every part of a line needs."""

    lang: str
    who: str
    names: Callable[[PartyId], str]
    items: Callable[[ItemId], str | None]
    named: Callable[[str], str | None]
    author: str
    """The officer, or the machine."""

    def say(self, name: str, /, **facts: str | int) -> str:
        return phrase(self.lang, f"say-{name}", who=self.who, **facts)

    def item(self, item: ItemId) -> str:
        name = self.items(item)
        return phrase(self.lang, "quoted", text=shown(name)) if name else short(item)

    def thing(self, id_: str) -> str:
        """What an id stands for in the picture, else its beginning."""
        name = self.named(id_)
        return short(id_) if name is None else name

    def revision(self, hash_: Sha256) -> str:
        """The item's name, and which of its revisions."""
        name = self.named(hash_)
        return short(hash_) if name is None else f"{phrase(self.lang, 'quoted', text=name)} {short(hash_)}"

    def title(self, id_: str) -> str:
        """A title in quotation marks."""
        name = self.named(id_)
        return short(id_) if name is None else phrase(self.lang, "quoted", text=name)

    def code(self, prefix: str, code: str) -> str:
        return phrase_or_code(self.lang, prefix, code)

    def typed(self, text: str, lang: str) -> str:
        return write_typed(self.lang, text, lang)

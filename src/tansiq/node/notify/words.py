"""An entry as people outside the page are told of it: in the node's language, without anything that was typed.

What leaves by mail or webhook leaves the party's own network: names of items, callers and words stay in the node.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tansiq.base.ids import PartyId
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalAlert, LocalCease
from tansiq.coordination.statements import Cease, Distress
from tansiq.words.amounts import short
from tansiq.words.catalogue import strip_isolates
from tansiq.words.reasons import render_alert
from tansiq.words.statements import render_statement


def make_say(lang: str, names: Callable[[PartyId], str]) -> Callable[[Entry], str]:
    """How entries are said in a language."""

    def say(entry: Entry) -> str:
        said = entry.statement
        if isinstance(said, LocalAlert):
            item = "" if said.item is None else short(said.item)
            party = "" if said.party is None else names(said.party)
            return strip_isolates(render_alert(said.code, dict(said.facts), lang, party=party, item=item))
        if isinstance(said, Distress):
            entry = replace(entry, statement=replace(said, text="", place="", caller="", number=""))
        elif isinstance(said, Cease | LocalCease):
            entry = replace(entry, statement=replace(said, text=""))
        return strip_isolates(render_statement(entry, lang, names))

    return say

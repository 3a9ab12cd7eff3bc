"""An item by voice: the form to read out, and what was heard beside what this node has."""

from __future__ import annotations

import msgspec

from tansiq.base.ids import Sha256
from tansiq.coordination.picture import Revision, answer_key
from tansiq.coordination.readback import elements_of
from tansiq.coordination.statements import Element
from tansiq.geometry.datum import WGS84
from tansiq.node.refusals import WrongState
from tansiq.web.ask import Ask
from tansiq.web.checks import ElementView, compare_elements
from tansiq.web.items import get_state
from tansiq.web.views import articles_of
from tansiq.wire.elements import from_elements
from tansiq.wire.http import Form, Write
from tansiq.wire.voice import parse_elements, split_parts, write_parts


class HeardForm(Write, frozen=True, kw_only=True):
    """What was typed from hearing."""

    text: str


class VoiceView(msgspec.Struct, frozen=True):
    """What is read out of the current revision."""

    revision: str
    text: str
    """A line an element, a check word behind each word; at most four elements, then an empty line and the rest."""


class HeardView(msgspec.Struct, frozen=True):
    """What was heard, element by element."""

    revision: str
    same: bool
    """Every critical element was heard, and is the same."""
    elements: tuple[ElementView, ...]


def show_voice(ask: Ask[Form]) -> VoiceView:
    """An item to read out by voice, with check words: our own as it stands, another's as we have read it back."""
    revision, wanted = _current(ask)
    elements = elements_of(revision.item, wanted)
    if revision.item.owner != ask.node.party:
        # Never from the machine's copy: what is read back is what an officer here has understood.
        readback = ask.picture.readbacks.get(answer_key(revision.hash, ask.node.party))
        if readback is None:
            raise WrongState("only its owner reads it out before you have read it back", where="item")
        elements = readback.elements
    return VoiceView(revision.hash, write_parts(revision.hash, elements))


async def compare_voice(ask: Ask[HeardForm]) -> HeardView:
    """Compare what was heard of an item of ours with the item; nothing is kept and nobody is told."""
    revision, wanted = _current(ask)
    if revision.item.owner != ask.node.party:
        raise WrongState("what is heard of another party's item is a readback", where="item")
    elements = tuple(compare_elements(revision.item, _read(ask.form.text, revision.hash), wanted))
    return HeardView(revision.hash, all(each.same for each in elements), elements)


def _current(ask: Ask[Form]) -> tuple[Revision, tuple[str, ...]]:
    """The current revision, and which elements of it are critical."""
    state = get_state(ask, ask.item)
    revision = ask.picture.revisions[state.current]
    return revision, articles_of(ask, state, revision).readback_elements


def _read(text: str, revision: Sha256) -> list[Element]:
    return [element for part in split_parts(text) for element in from_elements(parse_elements(part, revision), WGS84)]

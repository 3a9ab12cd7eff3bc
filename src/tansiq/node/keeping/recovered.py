"""After a record was put back: a stop that the loss cut in half is told to those whom it never reached.

A cease goes to each end on a line of its own. Where one end has it and gives it back, while the copy for another end
was lost before it left, that end would never hear of it (I4). So once a line is recovered, and nothing of ours is
missing on it any more, our own ceases that stand, and our word to resume them, are said to every end that lacks them.
"""

from __future__ import annotations

from collections.abc import Iterable

from tansiq.base.ids import CeaseId, PartyId
from tansiq.coordination.entry import Entry
from tansiq.coordination.statements import Cease, Distress, ResumeAgreed
from tansiq.node.kernel import Author, Desk

KINDS = ("cease", "distress", "resume_agreed")
"""The entries of the record that `tell_untold` looks at."""


def tell_untold(desk: Desk, peers: Iterable[PartyId], record: Iterable[Entry]) -> None:
    """Say to each peer what of our ceases was said to another end and not to it.

    Args:
        desk: the decision.
        peers: those whose lines lack nothing that we ever signed.
        record: every entry of `KINDS`, in order; what waits unsigned counts as said.
    """
    said: dict[tuple[CeaseId, type], Entry] = {}
    told: set[tuple[CeaseId, type, PartyId | None]] = set()
    for entry in record:
        if entry.source == desk.own and isinstance(entry.statement, Cease | Distress | ResumeAgreed):
            key = (entry.statement.cease, type(entry.statement))
            said.setdefault(key, entry)
            told.add((*key, entry.to))
    for peer in sorted(peers):
        for (cease, kind), entry in said.items():
            state = desk.picture.ceases.get(cease)
            if state is None or state.by != desk.own or not state.stands or peer not in state.ends:
                continue
            if (cease, kind, peer) not in told and isinstance(entry.statement, Cease | Distress | ResumeAgreed):
                desk.say(peer, entry.statement, author=Author(entry.author, entry.lang, entry.releaser))

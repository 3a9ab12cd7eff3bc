"""Why a use case refuses an officer's order. Each names what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tansiq.base.errors import BadRequest, NotAllowed, NotFound, Stale
from tansiq.coordination.holds import Hold


class UnknownThing(NotFound):
    """Something named is not in this node's picture."""

    code: ClassVar[str] = "unknown"

    def __init__(self, what: str, id_: str) -> None:
        super().__init__(
            f"no {what} {id_} is known here", where=what, advice="Read the list and name one that is on it."
        )
        self.what, self.id = what, id_


class NotYours(NotAllowed):
    """Only the owner may do this."""

    code: ClassVar[str] = "not_yours"

    def __init__(self, what: str, owner: str) -> None:
        super().__init__(f"this {what} is {owner}'s", advice="Raise a doubt, or a cease, or ask its owner.")
        self.owner = owner


class OwnItem(BadRequest):
    """A party does not answer itself."""

    code: ClassVar[str] = "own_item"


class RevisionMoved(Stale):
    """The order names a revision that is no longer the current one."""

    code: ClassVar[str] = "revision_moved"

    def __init__(self, *, named: str, current: str) -> None:
        super().__init__(f"revision {named[:8]} is no longer current, {current[:8]} is", where="revision")
        self.named, self.current = named, current


class HeldBack(Stale):
    """Holds stand in the way."""

    code: ClassVar[str] = "held"

    def __init__(self, holds: Sequence[Hold], *, what: str) -> None:
        codes = ", ".join(sorted({hold.code.value for hold in holds}))
        super().__init__(f"{what} is held back by: {codes}", advice="Lift the holds; each says whose turn it is.")
        self.holds = tuple(holds)


class ConflictStands(Stale):
    """Rule 6: this node may not concur while something it must keep clear of is in the way."""

    code: ClassVar[str] = "conflict"

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"in the way: {', '.join(names)}", advice="Answer cannot or counter, or sign a resolution with the owner."
        )
        self.names = tuple(names)


class BoundByConcur(Stale):
    """A concur is taken back by a doubt, never by another answer (rule 12)."""

    code: ClassVar[str] = "bound"

    def default_advice(self) -> str:
        """What to do instead."""
        return "Withdraw the concur by a doubt."


class HasSeenPlace(NotAllowed):
    """A blind check is for another person than the one who entered or read back the item."""

    code: ClassVar[str] = "has_seen_place"

    def default_advice(self) -> str:
        """Who may."""
        return "Another officer, with another source, does the check."


class NoLine(Stale):
    """There is no line to a party that must be told."""

    code: ClassVar[str] = "no_line"

    def __init__(self, party: str) -> None:
        super().__init__(f"there is no line to {party}", advice="Pair a line first.")
        self.party = party


class WrongState(Stale):
    """The thing is not in a state in which this can be done."""

    code: ClassVar[str] = "wrong_state"


class NotAParty(NotAllowed):
    """This node's party is not one of the agreement or sheet."""

    code: ClassVar[str] = "not_a_party"
